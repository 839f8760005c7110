"""What stands where photos would: why there are none, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photo_curator.gui.theme import current_theme, theme_changed, tinted_pixmap

_ICON_SIDE = 72

EMPTY_ALBUM = "empty album"
NO_MATCH = "no match"
LOADING = "loading"
ERROR = "error"
ENGINE_RESTARTING = "engine restarting"
INDEXING = "indexing"
NO_FACE = "no face"
CANNOT_TELL = "cannot tell"
NO_BURST = "no burst"
NO_BURSTS = "no bursts"


@dataclass(frozen=True, slots=True)
class _State:
    icon: str
    title: str
    sentence: str
    action: str = ""
    button: str = ""


class EmptyState(QWidget):
    """One drawn icon, what is the matter, one sentence, and a button where one helps.

    Signals:
        actionAsked: "all photos", "clear filter", "next burst" or "retry".
    """

    actionAsked = Signal(str)  # noqa: N815 - signals are named as Qt names them

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states = self._all_states()
        self._state = self._states[LOADING]
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setWordWrap(True)
        self._sentence = QLabel()
        self._sentence.setProperty("role", "muted")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._sentence.setWordWrap(True)
        # What an error says may be wanted elsewhere: it can be marked and copied.
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setMaximumWidth(520)
        self._button = QPushButton()
        self._button.setAutoDefault(True)  # Enter presses it, as Space does
        self._button.clicked.connect(lambda: self.actionAsked.emit(self._state.action))
        box = QVBoxLayout(self)
        box.setContentsMargins(32, 32, 32, 32)
        box.setSpacing(10)
        box.addStretch(3)
        box.addWidget(self._picture)
        box.addSpacing(4)
        box.addWidget(self._title)
        middle = Qt.AlignmentFlag.AlignHCenter
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._sentence, 1000)  # all the room up to its greatest width
        row.addStretch(1)
        box.addLayout(row)
        box.addSpacing(6)
        box.addWidget(self._button, 0, middle)
        box.addStretch(4)
        # The keys need a place to go while there are no photos, or the next button takes them.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme_changed.connect(self._draw_icon)
        self.show_state(LOADING)

    @property
    def kind(self) -> str:
        """The state that is shown."""
        return self._kind

    def show_state(self, kind: str, detail: str = "") -> None:
        """Show a state.

        Args:
            kind: one of this module's names.
            detail: said instead of the usual sentence: an error's message, the filter's text.
        """
        self._kind = kind
        self._state = state = self._states[kind]
        self._title.setText(state.title)
        self._sentence.setText(detail or state.sentence)
        self._sentence.setVisible(bool(detail or state.sentence))
        self._button.setText(state.button)
        self._button.setVisible(bool(state.button))
        self.setAccessibleName(state.title)
        self.setAccessibleDescription(detail or state.sentence)
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the icon anew when the window moves to a screen of another scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        self._picture.setPixmap(
            tinted_pixmap(self._state.icon, current_theme().faint, _ICON_SIDE, self.devicePixelRatioF())
        )

    def _all_states(self) -> dict[str, _State]:
        return {
            EMPTY_ALBUM: _State(
                "album",
                self.tr("Nothing in this album yet"),
                self.tr("Photos appear here by themselves as soon as they fit."),
                "all photos",
                self.tr("Show all photos"),
            ),
            NO_MATCH: _State(
                "filter",
                self.tr("No photo fits the filter"),
                self.tr("Try fewer words, fewer stars or another time."),
                "clear filter",
                self.tr("Clear the filter"),
            ),
            LOADING: _State("loading", self.tr("Looking for photos…"), ""),
            INDEXING: _State(
                "photos",
                self.tr("The first photos are on their way"),
                self.tr("They appear here one by one while the rest is analysed."),
            ),
            ERROR: _State(
                "warning",
                self.tr("That did not work"),
                self.tr("The photos could not be listed."),
                "retry",
                self.tr("Try again"),
            ),
            NO_FACE: _State(
                "no-face",
                self.tr("No face to explain"),
                self.tr(
                    "This photo's score is about technique alone: sharpness, light, contrast. The inspector"
                    " shows what was measured."
                ),
            ),
            NO_BURST: _State(
                "compare",
                self.tr("Nothing to compare this photo with"),
                self.tr(
                    "It is in no burst. Select two to twelve photos in the grid and press C, or go through"
                    " the bursts of this list."
                ),
                "next burst",
                self.tr("Next burst"),
            ),
            NO_BURSTS: _State(
                "compare",
                self.tr("Nothing to compare this photo with"),
                self.tr(
                    "No photo of this list is in a burst. Select two to twelve photos in the grid and"
                    " press C."
                ),
            ),
            CANNOT_TELL: _State("question", self.tr("Cannot tell, so there is no score to explain"), ""),
            ENGINE_RESTARTING: _State(
                "engine",
                self.tr("The analysis is starting again"),
                self.tr(
                    "If a file brought it down, it is found out which one; everything else goes on, and"
                    " you can keep browsing and rating."
                ),
            ),
        }
