"""The export sheet: what is wanted on the left, what will be written on the right, the writing below."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.operations import Change
from photo_curator.gui.act_words import remark_text
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.export import words
from photo_curator.gui.export.options import Options
from photo_curator.gui.export.preview import Preview
from photo_curator.gui.export.state import ExportState
from photo_curator.gui.said import problem_text
from photo_curator.gui.time_words import megabytes
from photo_curator.services.export import ExportProgress

_SIZE = (1000, 690)
_OPTIONS_WIDTH = 356
_FAILURES_SHOWN = 8


class ExportSheet(QDialog):
    """One export from the choice to its result.

    Args:
        state: shown and changed.
        dialogs: asks for a folder.
        parent: as in Qt.
    """

    def __init__(self, state: ExportState, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setWindowTitle(self.tr("Export"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.options, self.preview = Options(state, dialogs), Preview(state)
        self.options.setFixedWidth(_OPTIONS_WIDTH)
        self.outcome_page = _Result(state)
        self._right = QStackedWidget()
        self._right.addWidget(self.preview)
        self._right.addWidget(self.outcome_page)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.options)
        middle.addWidget(self._right, 1)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress of the export"))
        self._doing = QLabel()
        self._doing.setProperty("role", "muted")
        self.stop = QPushButton(self.tr("Stop"), autoDefault=False)
        self.close_button = QPushButton(self.tr("Close"), autoDefault=False)
        self.start = QPushButton(default=True)
        self.start.setProperty("kind", "primary")
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 10, 24, 14)
        foot.setSpacing(10)
        foot.addWidget(self.bar, 1)
        foot.addWidget(self._doing)
        foot.addStretch(0)
        for button in (self.stop, self.close_button, self.start):
            foot.addWidget(button)
        self._foot = foot
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(line)
        column.addLayout(foot)
        self.start.clicked.connect(lambda _on: self._start())
        self.stop.clicked.connect(lambda _on: state.cancel())
        self.close_button.clicked.connect(self.reject)
        self.outcome_page.back.clicked.connect(lambda _on: self._again())
        state.planned.connect(self._show_plan)
        state.progressed.connect(self._show_progress)
        state.running_changed.connect(self._show_running)
        state.undone.connect(self.outcome_page.show_undone)
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width() - 24), min(_SIZE[1], room.height() - 40))

    def open_anew(self) -> None:
        """Show the sheet for what the state offers now."""
        self.options.show_offer()
        self._show_plan()
        self._show_running()
        self.open()
        (self.start if self._state.destination else self.options.browse).setFocus()

    def reject(self) -> None:
        """Close; an export under way is stopped first, and the sheet stays to say what was written."""
        if self._state.running:
            self._state.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """As Close does."""
        if self._state.running:
            self._state.cancel()
            event.ignore()
        else:
            super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+E in the sheet starts what Ctrl+E opened; the rest is Qt's."""
        if event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._start()
        else:
            super().keyPressEvent(event)

    def _start(self) -> None:
        self._state.start()

    def _again(self) -> None:
        self._state.outcome = None
        self._state.replan()
        self._show_running()

    def _show_plan(self) -> None:
        self.options.show_plan()
        self.preview.show_plan()
        self._show_start()

    def _show_start(self) -> None:
        found = self._state.found
        count = len(found.plan.photos) if found else 0
        self.start.setText(self.tr("Export %n photos", "", count) if count else self.tr("Export"))
        self.start.setEnabled(self._state.can_start)
        missing = count and not self._state.destination
        self.start.setToolTip(self.tr("Choose a folder first") if missing else "")

    def _show_progress(self, progress: ExportProgress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self._doing.setText(
            self.tr("{0} of {1}").format(progress.done, progress.total)
            + " · "
            + megabytes(progress.written_bytes)
        )

    def _show_running(self) -> None:
        state = self._state
        done = state.outcome is not None and not state.running
        if state.running:
            self.bar.setRange(0, 0)
            self._doing.clear()
        for widget in (self.bar, self._doing, self.stop):
            widget.setVisible(state.running)
        self._foot.setStretch(2, 0 if state.running else 1)
        self.options.setEnabled(not state.running and not done)
        self.preview.setEnabled(not state.running)
        self.close_button.setVisible(not state.running)
        self.start.setVisible(not state.running and not done)
        self._right.setCurrentWidget(self.outcome_page if done else self.preview)
        if done:
            self.outcome_page.show_outcome()
            self.close_button.setFocus()
        self._show_start()


class _Result(QWidget):
    """What came of an export.

    Args:
        state: whose outcome is shown.
    """

    def __init__(self, state: ExportState) -> None:
        super().__init__()
        self._state, self._words = state, words.ExportWords(self)
        self.heading, self.text, self.failures = QLabel(), QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.heading.setProperty("role", "title")
        self.failures.setProperty("role", "danger")
        self.failures.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = QPushButton(self.tr("Open folder"), autoDefault=False)
        self.undo = QPushButton(self.tr("Undo"), autoDefault=False)
        self.undo.setToolTip(self.tr("Removes the files that were written, unless they were changed since"))
        self.back = QPushButton(self.tr("Export more…"), autoDefault=False)
        self.open_folder.clicked.connect(lambda _on: self._open())
        self.undo.clicked.connect(lambda _on: self._undo())
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in (self.open_folder, self.undo, self.back):
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        for widget in (self.heading, self.text, self.failures):
            column.addWidget(widget)
        column.addLayout(acts)
        column.addStretch(1)

    def show_outcome(self) -> None:
        """What the last export did."""
        outcome = self._state.outcome
        if outcome is None:
            return
        self.heading.setText(self._words.outcome_heading(outcome))
        lines = [self.tr("In {0}").format(outcome.destination), *self._words.outcome_lines(outcome)]
        self.text.setText("\n".join(lines))
        failed = [f"{path}: {problem_text(reason)}" for path, reason in outcome.failures[:_FAILURES_SHOWN]]
        if len(outcome.failures) > _FAILURES_SHOWN:
            failed.append("…")
        if outcome.stopped:
            failed.insert(0, problem_text(outcome.stopped))
        self.failures.setText("\n".join(failed))
        self.failures.setVisible(bool(failed))
        self.undo.setVisible(outcome.change is not None)
        self.undo.setEnabled(True)

    def show_undone(self, change: Change) -> None:
        """The written files have been taken back."""
        outcome = self._state.outcome
        if outcome is None or outcome.change is None or not change.label.startswith(outcome.change.label):
            return
        self.heading.setText(self.tr("Taken back"))
        self.text.setText(remark_text(change) or self.tr("The files that were written have been removed."))
        self.failures.hide()
        self.undo.hide()

    def _open(self) -> None:
        if self._state.outcome is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._state.outcome.destination))

    def _undo(self) -> None:
        self.undo.setEnabled(False)
        self._state.undo()
