"""The questions the window asks. One object, so that tests answer in its place."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

from photo_curator.services.trash import TrashOutcome, TrashPlan

_PATHS_SHOWN = 10


class Dialogs(QObject):
    """Modal questions above a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    @property
    def window(self) -> QWidget:
        """What they stand above."""
        return self._window

    def choose_folder(self) -> str:
        """A folder of photos; "" where the user changed their mind."""
        return QFileDialog.getExistingDirectory(
            self._window, self.tr("Add a folder of photos"), os.path.expanduser("~")
        )

    def ask_name(self, title: str, label: str) -> str:
        """A name; "" where the user changed their mind."""
        name, agreed = QInputDialog.getText(self._window, title, label)
        return name if agreed else ""

    def open_editor(self, editor: QDialog) -> None:
        """Show a dialog that says itself what was chosen, and forget it when it closes."""
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.open()

    def choose_destination(self, title: str) -> str:
        """A folder to save something in; "" where the user changed their mind."""
        return QFileDialog.getExistingDirectory(self._window, title, os.path.expanduser("~"))

    def choose_weights(self, title: str) -> str:
        """A file with weights; "" where the user changed their mind.

        Args:
            title: what a person calls the weights.
        """
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Import weights of {0}").format(title),
            os.path.expanduser("~"),
            self.tr("Weights") + " (*.pth *.pt *.safetensors);;" + self.tr("All files") + " (*)",
        )
        return path

    def choose_table(self) -> str:
        """A table of labels to read; "" where the user changed their mind."""
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Import labels"),
            os.path.expanduser("~"),
            self.tr("Tables") + " (*.csv);;" + self.tr("All files") + " (*)",
        )
        return path

    def choose_new_table(self) -> str:
        """Where a table of labels is to be written; "" where the user changed their mind."""
        path, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export labels"),
            os.path.join(os.path.expanduser("~"), "labels.csv"),
            self.tr("Tables") + " (*.csv)",
        )
        return path

    def choose_head(self) -> str:
        """A personal head to be read; "" where the user changed their mind."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import a version of my taste"), os.path.expanduser("~"), self._head_files()
        )
        return path

    def choose_new_head(self, version: int) -> str:
        """Where a version is to be written; "" where the user changed their mind."""
        path, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export my taste"),
            os.path.join(os.path.expanduser("~"), f"my-taste-v{version}.safetensors"),
            self._head_files(),
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever overwritten
        )
        return path

    def _head_files(self) -> str:
        return self.tr("Personal heads") + " (*.safetensors)"

    def confirm_trash(self, plan: TrashPlan) -> bool:
        """Whether these photos may go to the trash; names how many."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Move to Trash"))
        box.setText(self.tr("Move %n selected photos to the trash?", "", plan.photo_count))
        extra = plan.file_count - plan.photo_count
        text = self.tr(
            "Their ratings stay in the library. You can put the files back from the system's trash."
        )
        if extra:
            text += "\n\n" + self.tr(
                "%n further files of these photos go along: copies, RAW files, videos, sidecars.", "", extra
            )
        box.setInformativeText(text)
        move = box.addButton(self.tr("Move to Trash"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is move

    def show_trash_failures(self, outcome: TrashOutcome) -> None:
        """Name the files that could not be moved."""
        shown = [f"{path}: {reason}" for path, reason in outcome.failures[:_PATHS_SHOWN]]
        if len(outcome.failures) > _PATHS_SHOWN:
            shown.append("…")
        QMessageBox.warning(
            self._window,
            self.tr("Move to Trash"),
            self.tr("%n files could not be moved:", "", len(outcome.failures)) + "\n\n" + "\n".join(shown),
        )
