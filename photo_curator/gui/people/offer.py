"""What stands where people would: what they need, what that costs, and how to get it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from photo_curator.domain.people import IDENTITY_WEIGHTS
from photo_curator.domain.weights import WeightState
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.settings.weights_card import WeightsCard
from photo_curator.gui.settings.weights_state import WeightsState
from photo_curator.gui.theme import current_theme, theme_changed, tinted_pixmap

_ICON_SIDE = 64
_WIDEST = 620


class Offer(QScrollArea):
    """Offers the weights; once they are here, to look for people.

    Args:
        weights: how they stand.
        dialogs: asks for a file to import.

    Signals:
        find_asked: faces are to be grouped.
    """

    find_asked = Signal()

    def __init__(self, weights: WeightsState, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weights, self._dialogs = weights, dialogs
        self._card: WeightsCard | None = None
        self._finding = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = _label("title")
        self._title.setText(self.tr("Who is in your photos?"))
        self._what = _label("muted")
        self._said = _label("muted")
        self._find = QPushButton(self.tr("Find people"))
        self._find.setProperty("kind", "primary")
        self._find.clicked.connect(lambda _on: self.find_asked.emit())
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(20, 24, 20, 24)
        self._box.setSpacing(12)
        self._box.addStretch(1)
        for widget in (self._picture, self._title, self._what):
            self._box.addWidget(widget)
        self._box.addSpacing(8)
        self._box.addWidget(self._said)
        self._box.addWidget(self._find, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.addStretch(2)
        holder = QWidget()
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner, 1, Qt.AlignmentFlag.AlignHCenter)
        inner.setMinimumWidth(320)
        self.setWidget(holder)
        weights.changed.connect(lambda _name: self._render())
        theme_changed.connect(self._draw)
        self._draw()
        self._render()

    @property
    def ready(self) -> bool:
        """Whether the weights are here."""
        status = self._weights.statuses.get(IDENTITY_WEIGHTS)
        return status is not None and status.state is WeightState.READY

    def show_finding(self, words: str) -> None:
        """Say how far the search is; "": there is none."""
        self._finding = words
        self._render()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look again: a terminal may have fetched them meanwhile."""
        super().showEvent(event)
        if not event.spontaneous():
            self._weights.look()

    def _render(self) -> None:
        if self._card is None and IDENTITY_WEIGHTS in self._weights.statuses:
            self._card = WeightsCard(IDENTITY_WEIGHTS, self._weights, self._dialogs)
            self._card.setMinimumWidth(_WIDEST - 60)
            self._box.insertWidget(self._box.indexOf(self._said), self._card)
        elif self._card is not None:
            self._card.render_state()
        if self._card is not None:
            self._card.setVisible(not self.ready)
        self._what.setText(
            self.tr(
                "The network is here: faces can be grouped into people. That takes about a minute for each"
                " thousand faces, once; you can go on working."
            )
            if self.ready
            else self.tr(
                "With one more network the app groups faces into people: you give them names, find all"
                " their photos, and say which person is you, so that your own face leads your photos’"
                " scores. Nothing leaves this computer. Without it everything else works as it does now."
            )
        )
        self._said.setText(self._finding)
        self._said.setVisible(bool(self._finding))
        self._find.setVisible(self.ready and not self._finding)

    def _draw(self) -> None:
        self._picture.setPixmap(
            tinted_pixmap("people", current_theme().muted, _ICON_SIDE, self.devicePixelRatioF())
        )


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
