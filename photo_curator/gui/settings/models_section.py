"""Settings > Models: a card for each weight file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.settings.weights_card import WeightsCard
from photo_curator.gui.settings.weights_state import WeightsState


class ModelsSection(QScrollArea):
    """The networks' weights: what ships with the app, and what can be downloaded.

    Args:
        state: shown, and acted on.
        dialogs: asks for files.
    """

    def __init__(self, state: WeightsState, dialogs: Dialogs) -> None:
        super().__init__()
        self._state, self._dialogs = state, dialogs
        self._cards: dict[str, WeightsCard] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Models"))
        page = QWidget()
        self._box = QVBoxLayout(page)
        self._box.setContentsMargins(24, 20, 24, 20)
        self._box.setSpacing(10)
        title = QLabel(self.tr("Models"))
        title.setProperty("role", "title")
        hint = QLabel(
            self.tr(
                "The app works without any download. Further networks are for training, and for the papers’"
                " experiments; they come from their publishers, and each file is checked before it is used."
            )
        )
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        self._box.addWidget(title)
        self._box.addWidget(hint)
        self._box.addStretch(1)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        state.changed.connect(self._changed)
        self._changed("")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look again: a terminal may have fetched some meanwhile."""
        super().showEvent(event)
        if not event.spontaneous():
            self._state.look()

    def _changed(self, name: str) -> None:
        if self._state.statuses.keys() != self._cards.keys():
            self._build()
        for key, card in self._cards.items():
            if name in ("", key):
                card.render_state()

    def _build(self) -> None:
        for card in self._cards.values():
            card.deleteLater()
        self._cards = {}
        groups: dict[bool, list[str]] = {False: [], True: []}
        for name, status in self._state.statuses.items():
            groups[status.entry.embedded].append(name)
        for embedded, words in ((False, self.tr("To download")), (True, self.tr("Part of the app"))):
            heading = QLabel(words)
            heading.setProperty("role", "section")
            self._add(heading)
            for name in groups[embedded]:
                self._cards[name] = WeightsCard(name, self._state, self._dialogs)
                self._add(self._cards[name])

    def _add(self, widget: QWidget) -> None:
        self._box.insertWidget(self._box.count() - 1, widget)
