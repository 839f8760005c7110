"""One weight file as a card: what for, on which terms, how it stands, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from photo_curator.domain.weights import WeightState
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.said import problem_text
from photo_curator.gui.settings import weights_words as words
from photo_curator.gui.settings.weights_state import WeightsState


class WeightsCard(QFrame):
    """A card.

    Args:
        name: of the weight file; the state knows it.
        state: shown, and acted on.
        dialogs: asks for the file to import.
    """

    def __init__(self, name: str, state: WeightsState, dialogs: Dialogs) -> None:
        super().__init__()
        self._name, self._state, self._dialogs = name, state, dialogs
        entry = state.statuses[name].entry
        self.setProperty("surface", "card")
        title = words.title(entry)
        self.setAccessibleName(title)
        heading = _label(title, "heading")
        self._standing = _label("", "muted")
        self._standing.setWordWrap(False)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self._standing)
        self._terms = _label(words.terms(entry), "small")
        self._terms.setOpenExternalLinks(True)
        self._fingerprint = _label("", "small")
        self._fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._error = _label("", "danger")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of {0}").format(title))
        self._doing = _label("", "muted")
        self._doing.setWordWrap(False)
        self._download = self._button(lambda: state.download(name))
        self._cancel = self._button(lambda: state.cancel(name), self.tr("Stop"))
        self._import = self._button(self._choose, self.tr("Import a file…"))
        self._verify = self._button(lambda: state.verify(name), self.tr("Verify"))
        self._remove = self._button(lambda: state.remove(name), self.tr("Remove"))
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for widget in (self._download, self._import, self._verify, self._remove):
            acts.addWidget(widget)
        acts.addWidget(self._bar, 1)
        acts.addWidget(self._doing)
        acts.addWidget(self._cancel)
        acts.addStretch(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(_label(words.purpose(entry), ""))
        box.addWidget(self._terms)
        if entry.extra:
            box.addWidget(
                _label(
                    self.tr("Needs the extra “{0}” of the app to be installed.").format(entry.extra), "small"
                )
            )
        box.addWidget(self._fingerprint)
        box.addWidget(self._error)
        box.addLayout(acts)
        self.render_state()

    def render_state(self) -> None:
        """Show how it stands now."""
        status = self._state.statuses[self._name]
        activity = self._state.activities.get(self._name)
        text, role = words.state_words(status)
        self._standing.setText(text if activity is None else "")
        self._standing.setProperty("role", role)
        self._standing.style().polish(self._standing)
        self._fingerprint.setText(words.fingerprint(status))
        error = problem_text(self._state.errors.get(self._name, ""))
        self._error.setText(error)
        self._error.setVisible(bool(error) and activity is None)
        embedded = status.entry.embedded
        here = status.state in (WeightState.READY, WeightState.DAMAGED, WeightState.PARTIAL)
        whole = here and status.state is not WeightState.PARTIAL
        self._download.setText(self._download_words(status.state))
        idle = activity is None
        ready = status.state is WeightState.READY
        self._download.setVisible(idle and not embedded and not ready)
        self._import.setVisible(idle and not embedded and not ready)
        self._verify.setVisible(idle and (embedded or whole))
        self._remove.setVisible(idle and not embedded and here)
        for widget in (self._bar, self._doing, self._cancel):
            widget.setVisible(not idle)
        if activity is not None:
            # A bar without an end goes to and fro.
            known = activity.total if activity.stage != "checking" else 0
            self._bar.setRange(0, 1000 if known else 0)
            self._bar.setValue(round(1000 * activity.done / known) if known else 0)
            self._doing.setText(words.activity_words(activity))

    def _download_words(self, state: WeightState) -> str:
        match state:
            case WeightState.PARTIAL:
                return self.tr("Resume")
            case WeightState.DAMAGED:
                return self.tr("Download again")
            case _:
                return self.tr("Download")

    def _choose(self) -> None:
        path = self._dialogs.choose_weights(words.title(self._state.statuses[self._name].entry))
        if path:
            self._state.import_file(self._name, path)

    def _button(self, act: Callable[[], None], text: str = "") -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _on: act())
        return button


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
