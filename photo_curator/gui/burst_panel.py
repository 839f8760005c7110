"""The inspector's section on a photo's burst."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photo_curator.domain.best_shot import BestShot
from photo_curator.domain.burst import Burst
from photo_curator.gui.burst_words import detail_words, verdict_words


class BurstPanel(QWidget):
    """Shown for photos that are in a burst.

    Signals:
        compare_asked: its frames are to be compared.
        resized: its height has changed.
    """

    compare_asked = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(self.tr("In this burst"))
        heading.setProperty("role", "heading")
        self._verdict, self._detail = QLabel(), QLabel()
        for label in (self._verdict, self._detail):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._detail.setProperty("role", "small")
        self._compare = QPushButton(self.tr("Compare"))
        self._compare.setProperty("kind", "link")
        self._compare.setCursor(Qt.CursorShape.PointingHandCursor)
        self._compare.clicked.connect(lambda _on: self.compare_asked.emit())
        line = QGridLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setHorizontalSpacing(12)
        line.setColumnStretch(0, 1)
        line.addWidget(heading, 0, 0)
        line.addWidget(self._compare, 0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(line)
        box.addWidget(self._verdict)
        box.addWidget(self._detail)
        self.hide()

    def show_compare_key(self, action: QAction) -> None:
        """Name the key that compares, as the user has it now, and whether it can be used."""
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._compare.setText(f"{self.tr('Compare')} {key}".strip())
        self._compare.setEnabled(action.isEnabled())

    def show_burst(self, photo_id: int, burst: Burst | None, shot: BestShot | None) -> None:
        """Show what a photo is in its burst; None: it is in none."""
        self.setVisible(burst is not None)
        if burst is not None:
            self._verdict.setText(verdict_words(photo_id, burst, shot))
            self._detail.setText(detail_words(burst, shot))
        self.resized.emit()
