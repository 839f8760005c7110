"""How far an answer is, or why there is none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from photo_curator.gui.said import problem_text
from photo_curator.gui.why.lines import label
from photo_curator.gui.why.state import Activity


class Waiting(QWidget):
    """A bar with Cancel, or a sentence with Try again.

    Args:
        subject: what is waited for, for screen readers.

    Signals:
        stopped: Cancel was pressed.
        retried: Try again was.
    """

    stopped = Signal()
    retried = Signal()

    def __init__(self, subject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(subject)
        self._text = label("muted")
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setAccessibleName(f"{subject}: {self._cancel.text()}")
        self._cancel.clicked.connect(lambda _on: self.stopped.emit())
        self._again = QPushButton(self.tr("Try again"))
        self._again.setAccessibleName(f"{subject}: {self._again.text()}")
        self._again.clicked.connect(lambda _on: self.retried.emit())
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._bar)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._cancel)
        row.addWidget(self._again)

    def show_activity(self, activity: Activity, *, behind: bool) -> None:
        """Show how far it is.

        Args:
            activity: what is being asked.
            behind: whether the engine has other work first.
        """
        self._show(working=True)
        self._bar.setRange(0, activity.total)  # 0: goes to and fro
        self._bar.setValue(activity.done)
        if activity.total:
            text = self.tr("Asked the scorer {0} of about {1} times").format(activity.done, activity.total)
        elif behind:
            text = self.tr("It comes after the photos that are being analysed.")
        else:
            text = self.tr("Waiting for the engine…")
        self._text.setText(text)

    def say(self, text: str) -> None:
        """Say something else below the bar."""
        self._text.setText(text)

    def show_problem(self, message: str) -> None:
        """Show why there is no answer; "": the user stopped it."""
        self._show(working=False)
        self._text.setText(problem_text(message) if message else self.tr("Stopped."))

    def _show(self, *, working: bool) -> None:
        self._bar.setVisible(working)
        self._cancel.setVisible(working)
        self._again.setVisible(not working)
        self.show()
