"""All keys at a glance, drawn as key caps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photo_curator.gui.theme import current_theme


class KeyCaps(QWidget):
    """A key or a combination ("Ctrl+Shift+Z", "0–5", "+"), each key as a cap."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = split_keys(keys)
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the caps."""
        width = sum(self._cap_width(key) for key in self._keys) + 4 * (len(self._keys) - 1)
        return QSize(width + 1, self.fontMetrics().height() + 10)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the caps."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0.5
        for key in self._keys:
            width = self._cap_width(key)
            cap = QRectF(x, 0.5, width - 1, self.height() - 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.strong_line))  # the cap's front edge
            painter.drawRoundedRect(cap.translated(0, 2), 5, 5)
            painter.setPen(QPen(QColor(theme.strong_line), 1))
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(cap, 5, 5)
            painter.setPen(QColor(theme.text))
            painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), key)
            x += width + 4
        painter.end()

    def _cap_width(self, key: str) -> int:
        return max(26, self.fontMetrics().horizontalAdvance(key) + 14)


class KeysPage(QDialog):
    """Every key and what it does, in columns.

    Args:
        groups: a title and its (keys, what they do) pairs.
        parent: as in Qt.

    Signals:
        change_asked: the user wants other keys; the page is closed.
    """

    change_asked = Signal()

    def __init__(
        self,
        groups: Sequence[tuple[str, Sequence[tuple[str, str]]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(24, 20, 24, 12)
        row.setSpacing(32)
        caps_width = max(
            (KeyCaps(key).sizeHint().width() for _, keys in groups for key, _ in keys), default=0
        )
        for column in _balanced(groups, 2 if len(groups) < 5 else 3):
            box = QVBoxLayout()
            box.setSpacing(18)
            for title, keys in column:
                box.addLayout(_group(title, keys, caps_width))
            box.addStretch(1)
            row.addLayout(box, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(columns)
        columns.setAutoFillBackground(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 4, 24, 16)
        foot.setSpacing(24)
        change = QPushButton(self.tr("Change keys…"))
        change.setAutoDefault(False)
        change.clicked.connect(self._change)
        foot.addWidget(change)
        foot.addStretch(1)
        foot.addWidget(buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area, 1)
        box.addLayout(foot)
        wanted = columns.sizeHint()
        screen = self.screen().availableGeometry()
        self.resize(
            min(wanted.width() + 24, screen.width() - 80), min(wanted.height() + 80, screen.height() - 120)
        )

    def _change(self) -> None:
        self.accept()
        self.change_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The key that opens the page closes it, too."""
        if event.text() == "?":
            self.accept()
        else:
            super().keyPressEvent(event)


def split_keys(keys: str) -> list[str]:
    """Take a combination apart; a plus sign may itself be the last key."""
    if keys.endswith("++"):
        return [*split_keys(keys[:-2]), "+"] if keys != "++" else ["+", "+"]
    return [keys] if keys == "+" else [key.strip() for key in keys.split("+")]


def _group(title: str, keys: Sequence[tuple[str, str]], caps_width: int) -> QVBoxLayout:
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for line, (key, what) in enumerate(keys):
        caps = KeyCaps(key)
        grid.addWidget(caps, line, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        label = QLabel(what)
        label.setWordWrap(True)
        label.setMinimumWidth(150)
        label.setProperty("role", "muted")
        grid.addWidget(label, line, 1, Qt.AlignmentFlag.AlignVCenter)
    grid.setColumnMinimumWidth(0, caps_width)
    box = QVBoxLayout()
    box.setSpacing(8)
    box.addWidget(heading)
    box.addLayout(grid)
    return box


def _balanced(
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], columns: int
) -> list[list[tuple[str, Sequence[tuple[str, str]]]]]:
    """Groups in their order, in columns of about equal height."""
    total = sum(len(keys) + 2 for _, keys in groups)
    result: list[list[tuple[str, Sequence[tuple[str, str]]]]] = [[] for _ in range(columns)]
    filled = 0
    for title, keys in groups:
        height = len(keys) + 2
        column = min(columns - 1, int((filled + height / 2) * columns / max(1, total)))
        result[column].append((title, keys))
        filled += height
    return [column for column in result if column]
