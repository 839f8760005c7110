"""The windows beside the main one: all keys, other keys, the settings."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from photo_curator.gui.actions import ActionTable
from photo_curator.gui.commands import Commands
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.engine_bridge import EngineBridge
from photo_curator.gui.keys_editor import KeysDialog
from photo_curator.gui.keys_page import KeysPage
from photo_curator.gui.settings.dialog import Section, SettingsDialog
from photo_curator.gui.settings.models_section import ModelsSection
from photo_curator.gui.settings.weights_state import WeightsState
from photo_curator.gui.settings.weights_words import title
from photo_curator.gui.tasks import Tasks
from photo_curator.weight_store import WeightStore


class SmallWindows(QObject):
    """Opens them when the commands ask for it.

    Args:
        window: they stand before it.
        actions: whose keys are shown and changed.
        commands: asks, and is told what has come.
        bridge: fetches weights.
        tasks: executors.
        dialogs: who asks the user.

    Attributes:
        weights: the weight files of this machine.
    """

    def __init__(
        self,
        window: QWidget,
        actions: ActionTable,
        commands: Commands,
        bridge: EngineBridge,
        tasks: Tasks,
        dialogs: Dialogs,
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._commands, self._dialogs = window, actions, commands, dialogs
        self._settings: SettingsDialog | None = None
        self.weights = WeightsState(WeightStore(), bridge, tasks.facts)
        self.weights.finished.connect(self._weights_came)
        commands.keys_wanted.connect(self.show_keys)
        commands.change_keys_wanted.connect(self.change_keys)
        commands.settings_wanted.connect(self.show_settings)

    def show_keys(self) -> None:
        """All keys on one page."""
        page = KeysPage(self._actions.for_keys_page(), self._window)
        page.change_asked.connect(self.change_keys)
        page.exec()

    def change_keys(self) -> None:
        """Where other keys are chosen."""
        KeysDialog(self._actions, self._window).exec()

    def show_settings(self, section: str = "") -> None:
        """Open the settings, at a section or where they were left."""
        if self._settings is None:
            models = ModelsSection(self.weights, self._dialogs)
            sections = (Section("models", self.tr("Models"), "engine", models),)
            self._settings = SettingsDialog(sections, self._window)
        self._settings.open_at(section)

    def _weights_came(self, name: str) -> None:
        self._commands.said.emit(self.tr("{0} is ready").format(title(self.weights.statuses[name].entry)))
