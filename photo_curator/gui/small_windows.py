"""The windows beside the main one: all keys, other keys, the settings.

Imported and built when they are first opened: the main window is seen sooner without them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from photo_curator.gui.actions import ActionTable
from photo_curator.gui.commands import Commands
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.engine_bridge import EngineBridge
from photo_curator.gui.folder_watching import FolderWatching
from photo_curator.gui.tasks import Tasks

if TYPE_CHECKING:
    from photo_curator.gui.settings.dialog import SettingsDialog
    from photo_curator.gui.settings.weights_state import WeightsState


class SmallWindows(QObject):
    """Opens them when the commands ask for it.

    Args:
        window: they stand before it.
        actions: whose keys are shown and changed.
        commands: asks, and is told what has come.
        bridge: fetches weights.
        tasks: executors.
        dialogs: who asks the user.
        watching: of the library's folders.
    """

    def __init__(
        self,
        window: QWidget,
        actions: ActionTable,
        commands: Commands,
        bridge: EngineBridge,
        tasks: Tasks,
        dialogs: Dialogs,
        watching: FolderWatching,
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._commands, self._dialogs = window, actions, commands, dialogs
        self._bridge, self._tasks, self._watching = bridge, tasks, watching
        commands.keys_wanted.connect(self.show_keys)
        commands.change_keys_wanted.connect(self.change_keys)
        commands.settings_wanted.connect(self.show_settings)

    @cached_property
    def weights(self) -> WeightsState:
        """The weight files of this machine."""
        from photo_curator.gui.settings.weights_state import WeightsState
        from photo_curator.weight_store import WeightStore

        state = WeightsState(WeightStore(), self._bridge, self._tasks.facts)
        state.finished.connect(self._weights_came)
        return state

    @cached_property
    def settings(self) -> SettingsDialog:
        """The settings; they stay where they were left."""
        from photo_curator.gui.settings.dialog import Section, SettingsDialog
        from photo_curator.gui.settings.folders_section import FoldersSection
        from photo_curator.gui.settings.models_section import ModelsSection

        models = ModelsSection(self.weights, self._dialogs)
        return SettingsDialog(
            (
                Section("models", self.tr("Models"), "engine", models),
                Section("folders", self.tr("Folders"), "folder", FoldersSection(self._watching)),
            ),
            self._window,
        )

    def show_keys(self) -> None:
        """All keys on one page."""
        from photo_curator.gui.keys_page import KeysPage

        page = KeysPage(self._actions.for_keys_page(), self._window)
        page.change_asked.connect(self.change_keys)
        page.exec()

    def change_keys(self) -> None:
        """Where other keys are chosen."""
        from photo_curator.gui.keys_editor import KeysDialog

        KeysDialog(self._actions, self._window).exec()

    def show_settings(self, section: str = "") -> None:
        """Open the settings, at a section or where they were left."""
        self.settings.open_at(section)

    def _weights_came(self, name: str) -> None:
        from photo_curator.gui.settings.weights_words import title

        self._commands.said.emit(self.tr("{0} is ready").format(title(self.weights.statuses[name].entry)))
