"""Connects the export sheet with what is shown in the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from photo_curator.db.library import Library
from photo_curator.gui.commands import Commands
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.export.sheet import ExportSheet
from photo_curator.gui.export.state import ExportState, Offer
from photo_curator.gui.operations import Operations
from photo_curator.gui.state import BrowserState, Page
from photo_curator.gui.tasks import Tasks


class ExportFeed(QObject):
    """Opens the sheet when the commands ask for it.

    Args:
        commands: ask.
        library: photos come from there.
        state: what is shown and selected.
        tasks: executors.
        operations: undo.
        dialogs: asks for a folder.
    """

    def __init__(
        self,
        commands: Commands,
        library: Library,
        state: BrowserState,
        tasks: Tasks,
        operations: Operations,
        dialogs: Dialogs,
    ) -> None:
        super().__init__()
        self._browser, self._dialogs = state, dialogs
        self.state = ExportState(library, tasks, operations, self)
        self.sheet: ExportSheet | None = None
        commands.export_wanted.connect(self.open)

    def open(self) -> None:
        """Show the sheet for the photos shown now."""
        browser = self._browser
        self.state.open(
            Offer(
                tuple(browser.targets()),
                browser.album,
                browser.query,
                len(browser.ids),
                alone=browser.page is Page.LOUPE,
            )
        )
        if self.sheet is None:
            self.sheet = ExportSheet(self.state, self._dialogs, self._dialogs.window)
        self.sheet.open_anew()
