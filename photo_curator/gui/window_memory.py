"""What the window remembers from one day to the next: size, panels, size of the cards."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

_FIRST_SIZE = (1280, 820)
_SIDEBAR_WIDTH, _INSPECTOR_WIDTH = 216, 320
#: Below this width the panels leave a little more to the photos.
_CRAMPED = 1150
_LEAST_MIDDLE = 300


class WindowMemory:
    """Reads and writes the settings of the window's shape."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def restore_size(self, window: QMainWindow) -> None:
        """As it was, or fitting the screen."""
        geometry = self._settings.value("window/geometry")
        if geometry is None or not window.restoreGeometry(geometry):
            room = window.screen().availableSize()
            window.resize(min(_FIRST_SIZE[0], room.width()), min(_FIRST_SIZE[1], room.height()))

    def place_panels(self, splitter: QSplitter) -> None:
        """Sidebar, middle and inspector; once the splitter has its width."""
        sizes = self._settings.value("window/panels")
        if isinstance(sizes, list) and len(sizes) == 3:
            splitter.setSizes([int(size) for size in sizes])
            return
        width = splitter.width()
        less = 16 if width < _CRAMPED else 0
        side, inspector = _SIDEBAR_WIDTH - less, _INSPECTOR_WIDTH - 5 * less
        splitter.setSizes([side, max(_LEAST_MIDDLE, width - side - inspector), inspector])

    def card_width(self, usual: int) -> int:
        """Least width of the cards."""
        return cast(int, self._settings.value("grid/card-width", usual, type=int))

    def shows(self, panel: str) -> bool:
        """Whether a panel is open."""
        return bool(self._settings.value(f"window/{panel}", True, type=bool))

    def set_shown(self, panel: str, shown: bool) -> None:
        """Remember that a panel was opened or closed."""
        self._settings.setValue(f"window/{panel}", shown)

    def remember(self, window: QMainWindow, splitter: QSplitter, card_width: int) -> None:
        """Before the window closes."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        self._settings.setValue("grid/card-width", card_width)
        # A hidden panel has no width worth remembering.
        if all(splitter.sizes()):
            self._settings.setValue("window/panels", splitter.sizes())
