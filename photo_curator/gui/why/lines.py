"""Lines of numbers with a verdict each, in a card."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from photo_curator.gui.theme import current_theme, theme_changed, tinted_pixmap
from photo_curator.gui.why.words import CheckLine

_ICON = 15
_TOP_RIGHT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


class Line(QWidget):
    """What was tested, its numbers, and below what a failure means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passed: bool | None = None
        self._icon = QLabel()
        self._icon.setFixedWidth(_ICON)
        self._label, self._value, self._warning = label(""), QLabel(), label("warn")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._label, 0, 1)
        grid.addWidget(self._value, 0, 2, _TOP_RIGHT)
        grid.addWidget(self._warning, 1, 1, 1, 2)
        theme_changed.connect(self._draw_icon)

    def show_line(self, line: CheckLine, icons: bool) -> None:
        """Show another line.

        Args:
            line: which.
            icons: whether room is kept for a verdict's icon.
        """
        self._passed = line.passed
        self._label.setText(line.label)
        self._value.setText(line.value)
        self._warning.setText(line.warning)
        self._warning.setVisible(bool(line.warning))
        set_role(self._value, {True: "good", False: "warn", None: ""}[line.passed])
        self.setToolTip(line.detail)
        told = {True: self.tr("passed"), False: self.tr("failed"), None: ""}[line.passed]
        parts = (f"{line.label}: {line.value}", told, line.warning)
        self.setAccessibleName(". ".join(part for part in parts if part))
        self._icon.setVisible(icons)
        self._draw_icon()

    def _draw_icon(self) -> None:
        theme = current_theme()
        if self._passed is None:
            self._icon.clear()
            return
        name, colour = ("check", theme.good) if self._passed else ("warning", theme.warn)
        self._icon.setPixmap(tinted_pixmap(name, colour, _ICON, self.devicePixelRatioF()))


class Lines(QWidget):
    """Lines below each other; reused from face to face.

    Args:
        icons: whether they have verdicts.
    """

    def __init__(self, *, icons: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._lines: list[Line] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)

    def show_lines(self, lines: Iterable[CheckLine]) -> None:
        """Show other lines."""
        wanted = tuple(lines)
        while len(self._lines) < len(wanted):
            self._lines.append(Line())
            self._box.addWidget(self._lines[-1])
        for widget, line in zip(self._lines, wanted, strict=False):
            widget.show_line(line, self._icons)
            widget.show()
        for widget in self._lines[len(wanted) :]:
            widget.hide()


def label(role: str, *, wrap: bool = True) -> QLabel:
    """Text of a role, see `theme`."""
    found = QLabel()
    found.setProperty("role", role)
    found.setWordWrap(wrap)
    return found


def set_role(widget: QLabel, role: str) -> None:
    """Give text another role."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().polish(widget)


def card() -> tuple[QFrame, QVBoxLayout]:
    """A box on the page, and where its content goes."""
    frame = QFrame()
    frame.setProperty("surface", "card")
    box = QVBoxLayout(frame)
    box.setContentsMargins(16, 12, 16, 14)
    box.setSpacing(8)
    return frame, box
