"""The settings dialog: sections on the left, the chosen one on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photo_curator.gui.theme import icon

_SIZE = (860, 640)
_LIST_WIDTH = 168


@dataclass(frozen=True, slots=True)
class Section:
    """One section.

    Attributes:
        key: stable name, for opening the dialog there.
        title: in the user's language.
        icon: file name in resources/icons.
        page: what it shows; taken over by the dialog.
    """

    key: str
    title: str
    icon: str
    page: QWidget


class SettingsDialog(QDialog):
    """All settings. It stays beside the window: what runs goes on, whether it is open or not.

    Args:
        sections: in the order listed.
        parent: as in Qt.
    """

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._keys = [section.key for section in sections]
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Sections"))
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.setIconSize(QSize(18, 18))
        self._pages = QStackedWidget()
        height = self.fontMetrics().height() + 16
        for section in sections:
            item = QListWidgetItem(icon(section.icon), section.title)
            item.setSizeHint(QSize(0, height))
            self._list.addItem(item)
            self._pages.addWidget(section.page)
        # No taller than its lines: its focus frame goes around them.
        self._list.setFixedHeight(height * len(sections) + 4)
        self._list.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._list.setCurrentRow(0)
        side = QWidget()
        side.setProperty("surface", "panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 14, 10, 14)
        column.addWidget(self._list)
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 10, 24, 14)
        foot.addWidget(buttons)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._pages, 1)
        right.addWidget(_line())
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(right, 1)
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width() - 60), min(_SIZE[1], room.height() - 80))

    def open_at(self, key: str = "") -> None:
        """Show the dialog at a section; "": where it was left."""
        if key:
            self._list.setCurrentRow(self._keys.index(key))
        self.show()
        self.raise_()
        self.activateWindow()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line
