"""Connects the export sheet with what is shown in the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from photo_curator.gui.export.sheet import ExportSheet
from photo_curator.gui.export.state import ExportState
from photo_curator.gui.parts import Parts
from photo_curator.gui.state import Page
from photo_curator.gui.writing_state import Offer


class ExportFeed(QObject):
    """Opens the sheet for what is shown and selected."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._browser, self._dialogs = parts.state, parts.dialogs
        self.state = ExportState(parts.library, parts.tasks, parts.operations, self)
        self.sheet: ExportSheet | None = None

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
            self.sheet = ExportSheet(self.state, self._dialogs, self._dialogs.window)
        self.sheet.open_anew()
