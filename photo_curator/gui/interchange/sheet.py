"""The sheet for sidecars: which photos, what will be written beside them, the writing, the result."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.operations import Change
from photo_curator.gui.act_words import remark_text
from photo_curator.gui.export.preview import label
from photo_curator.gui.interchange import words
from photo_curator.gui.interchange.halves import CHOICE_WIDTH, Choice, Preview
from photo_curator.gui.interchange.state import SidecarState
from photo_curator.gui.said import problem_text
from photo_curator.services.interchange import SidecarProgress

_SIZE = (820, 600)
_FAILURES_SHOWN = 8


class SidecarSheet(QDialog):
    """Ratings into sidecars, from the choice to the result.

    Args:
        state: shown and changed.
        parent: as in Qt.
    """

    def __init__(self, state: SidecarState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setWindowTitle(self.tr("Write Ratings to Sidecars"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.choice, self.preview, self.outcome_page = Choice(state), Preview(state), Result(state)
        self.choice.setFixedWidth(CHOICE_WIDTH)
        self._right = QStackedWidget()
        self._right.addWidget(self.preview)
        self._right.addWidget(self.outcome_page)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.choice)
        middle.addWidget(self._right, 1)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress of the writing"))
        self.stop = QPushButton(self.tr("Stop"), autoDefault=False)
        self.close_button = QPushButton(self.tr("Close"), autoDefault=False)
        self.start = QPushButton(default=True)
        self.start.setProperty("kind", "primary")
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 10, 24, 14)
        foot.setSpacing(10)
        foot.addWidget(self.bar, 1)
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
        self.start.clicked.connect(lambda _on: state.start())
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
        self.choice.show_offer()
        self._show_plan()
        self._show_running()
        self.open()
        self.start.setFocus()

    def reject(self) -> None:
        """Close; writing under way is stopped first, and the sheet stays to say what was written."""
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

    def _again(self) -> None:
        self._state.outcome = None
        self._state.replan()
        self._show_running()

    def _show_plan(self) -> None:
        self.preview.show_plan()
        plan = self._state.found
        count = len(plan.changing) if plan else 0
        self.start.setText(self.tr("Write %n sidecars", "", count) if count else self.tr("Write"))
        self.start.setEnabled(self._state.can_start)

    def _show_progress(self, progress: SidecarProgress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def _show_running(self) -> None:
        state = self._state
        done = state.outcome is not None and not state.running
        if state.running:
            self.bar.setRange(0, 0)
        for widget in (self.bar, self.stop):
            widget.setVisible(state.running)
        self._foot.setStretch(1, 0 if state.running else 1)
        self.choice.setEnabled(not state.running and not done)
        self.close_button.setVisible(not state.running)
        self.start.setVisible(not state.running and not done)
        self.start.setEnabled(state.can_start)
        self._right.setCurrentWidget(self.outcome_page if done else self.preview)
        if done:
            self.outcome_page.show_outcome()
            self.close_button.setFocus()


class Result(QWidget):
    """What came of the writing.

    Args:
        state: whose outcome is shown.
    """

    def __init__(self, state: SidecarState) -> None:
        super().__init__()
        self._state, self._words = state, words.SidecarWords(self)
        self.heading, self.text = label("title"), label("", wrap=True)
        self.failures = label("danger", wrap=True)
        self.failures.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.undo = QPushButton(self.tr("Undo"), autoDefault=False)
        self.undo.setToolTip(self.tr("Gives sidecars nobody changed since their former content back"))
        self.back = QPushButton(self.tr("Write more…"), autoDefault=False)
        self.undo.clicked.connect(lambda _on: self._undo())
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.undo)
        acts.addWidget(self.back)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        for widget in (self.heading, self.text, self.failures):
            column.addWidget(widget)
        column.addLayout(acts)
        column.addStretch(1)

    def show_outcome(self) -> None:
        """What the last writing did."""
        outcome = self._state.outcome
        if outcome is None:
            return
        self.heading.setText(self._words.outcome_heading(outcome))
        self.text.setText("\n".join(self._words.outcome_lines(outcome)))
        failed = [
            f"{os.path.basename(path)}: {problem_text(reason)}"
            for path, reason in outcome.failures[:_FAILURES_SHOWN]
        ]
        if len(outcome.failures) > _FAILURES_SHOWN:
            failed.append("…")
        if outcome.stopped:
            failed.insert(0, problem_text(outcome.stopped))
        self.failures.setText("\n".join(failed))
        self.failures.setVisible(bool(failed))
        self.undo.setVisible(outcome.change is not None)
        self.undo.setEnabled(True)

    def show_undone(self, change: Change) -> None:
        """The sidecars have their former content back."""
        outcome = self._state.outcome
        if outcome is None or outcome.change is None or not change.label.startswith(outcome.change.label):
            return
        self.heading.setText(self.tr("Taken back"))
        self.text.setText(remark_text(change) or self.tr("Every sidecar has its former content again."))
        self.failures.hide()
        self.undo.hide()

    def _undo(self) -> None:
        self.undo.setEnabled(False)
        self._state.undo()
