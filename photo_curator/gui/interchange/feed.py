"""Connects the sheet for sidecars with what is shown in the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from photo_curator.gui.interchange.sheet import SidecarSheet
from photo_curator.gui.interchange.state import SidecarState
from photo_curator.gui.parts import Parts
from photo_curator.gui.state import Page
from photo_curator.gui.writing_state import Offer


class SidecarFeed(QObject):
    """Opens the sheet for what is shown and selected."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._browser, self._window = parts.state, parts.dialogs.window
        self.state = SidecarState(parts.library, parts.tasks, parts.operations, self)
        self.sheet: SidecarSheet | None = None

    def open(self) -> None:
        """Show the sheet for the photos shown now."""
        browser = self._browser
        self.state.open(
            Offer(
                tuple(browser.targets()),
                browser.album,
                browser.query,
                len(browser.ids) + browser.stacking.hidden(),
                alone=browser.page is Page.LOUPE,
            )
        )
        if self.sheet is None:
            self.sheet = SidecarSheet(self.state, self._window)
        self.sheet.open_anew()
