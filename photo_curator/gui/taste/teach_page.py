"""The page "Two minutes that help most": photo after photo, large, rated with the keys 1 to 5."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.score import LEVELS
from photo_curator.gui.picture import Picture
from photo_curator.gui.taste import words
from photo_curator.gui.taste.cards import label
from photo_curator.gui.taste.page import counted
from photo_curator.gui.taste.state import TasteState, TeachingQueue
from photo_curator.gui.theme import current_theme, theme_changed, tinted_pixmap

_ICON_SIDE = 64
_KEYS = {Qt.Key(Qt.Key.Key_0.value + level): level for level in LEVELS}


class TeachPage(QWidget):
    """Shows a `TeachingQueue`, and at its end what can be done with the ratings.

    Signals:
        rated: a level for the photo shown.
        stepped: photos on or back, without an answer.
        undo_asked: the last rating was a mistake.
        train_asked: at the end.
        more_asked: other photos, at the end.
        closed: back to the page it was opened from.
    """

    rated = Signal(int)
    stepped = Signal(int)
    undo_asked = Signal()
    train_asked = Signal()
    more_asked = Signal()
    closed = Signal()

    def __init__(self, queue: TeachingQueue, state: TasteState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue, self._state = queue, state
        self.setAccessibleName(self.tr("Two minutes that help most"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = label(self.tr("Two minutes that help most"), "title")
        self._title.setWordWrap(False)
        self._place, self._name = label("", "muted"), label("", "small")
        self._place.setWordWrap(False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.picture = Picture()
        self._loading = True
        self._build()
        theme_changed.connect(self._draw_icon)
        queue.changed.connect(lambda _: self.render_state())
        state.changed.connect(lambda _: self._render_end())
        self.render_state()

    def show_loading(self) -> None:
        """The photos are being looked for."""
        self._loading = True
        self.render_state()

    def show_queue(self) -> None:
        """They are found; where there are none, that is said."""
        self._loading = False
        self.render_state()

    def show_photo(self, image: QImage, name: str, words_: str = "") -> None:
        """Show a photo, or words where it cannot be shown."""
        self.picture.show_image(image, words_ or self.tr("This photo cannot be shown; skip it."))
        self.picture.setAccessibleName(name)
        self._name.setText(name)

    def render_state(self) -> None:
        """Show which photo is asked about."""
        queue = self._queue
        total = len(queue.ids)
        asking = self._loading or queue.current is not None
        self._stack.setCurrentWidget(self._asking if asking else self._end)
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(queue.place)
        self._bar.setVisible(total > 0)
        if self._loading:
            self._place.setText(self.tr("Looking for them…"))
            self.picture.show_image(QImage(), self.tr("Looking for the photos that help most…"))
            self._name.setText("")
        elif queue.current is not None:
            self._place.setText(counted(queue.place + 1, total))
        else:
            self._place.setText(self.tr("%n photos rated", "", len(queue.levels)))
        given = queue.levels.get(queue.current or 0, 0)
        for level, button in self.levels.items():
            button.setChecked(level == given)
            button.setEnabled(queue.current is not None and not self._loading)
        self.undo.setEnabled(bool(queue.levels))
        self.back.setEnabled(queue.place > 0)
        self._render_end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """1 to 5 rate, Space and the arrows move."""
        key = Qt.Key(event.key())
        asking = not self._loading and self._queue.current is not None
        if key in _KEYS and asking:
            self.rated.emit(_KEYS[key])
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down) and asking:
            self.stepped.emit(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.stepped.emit(-1)
        elif key == Qt.Key.Key_Backspace and self._queue.levels:
            self.undo_asked.emit()
        else:
            super().keyPressEvent(event)

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        close = QPushButton(self.tr("Done"))
        close.setToolTip(self.tr("Back to My taste (Esc); what you rated stays"))
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._title)
        top.addWidget(self._bar, 1)
        top.addWidget(self._place)
        top.addWidget(close)
        self._stack = QStackedWidget()
        self._asking, self._end = self._build_asking(), self._build_end()
        self._stack.addWidget(self._asking)
        self._stack.addWidget(self._end)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 12)
        box.setSpacing(10)
        box.addLayout(top)
        box.addWidget(self._stack, 1)

    def _build_asking(self) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.picture, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.levels: dict[int, QPushButton] = {}
        for level in LEVELS:
            button = self.levels[level] = QPushButton(f"{level}   " + "★" * level)
            button.setCheckable(True)
            button.setAccessibleName(self.tr("%n stars", "", level))
            button.clicked.connect(lambda _, level=level: self.rated.emit(level))
            row.addWidget(button, 1)
        self.back = QPushButton(self.tr("Back"))
        self.back.setToolTip(self.tr("The photo before (←)"))
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.skip = QPushButton(self.tr("Skip"))
        self.skip.setToolTip(self.tr("No answer (Space or →)"))
        self.skip.clicked.connect(lambda: self.stepped.emit(1))
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Take the last rating back (Backspace or Ctrl+Z)"))
        self.undo.clicked.connect(self.undo_asked)
        row.addSpacing(12)
        for button in (self.back, self.skip, self.undo):
            row.addWidget(button)
        for button in (*self.levels.values(), self.back, self.skip, self.undo):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the page has keys for all of them
        box.addLayout(row)
        box.addWidget(self._name)
        return holder

    def _build_end(self) -> QWidget:
        holder = QWidget()
        self._icon, self._headline, self._sentence = QLabel(), label("", "title"), label("", "muted")
        self._sentence.setMaximumWidth(560)
        box = QVBoxLayout(holder)
        box.setSpacing(10)
        box.addStretch(3)
        for found in (self._icon, self._headline, self._sentence):
            found.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(self._icon)
        box.addWidget(self._headline)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._sentence, 1000)
        middle.addStretch(1)
        box.addLayout(middle)
        self.train = QPushButton(self.tr("Train on my ratings"))
        self.train.setProperty("kind", "primary")
        self.train.clicked.connect(self.train_asked)
        self.more = QPushButton(self.tr("Rate more"))
        self.more.clicked.connect(self.more_asked)
        self.leave = QPushButton(self.tr("Back to My taste"))
        self.leave.clicked.connect(self.closed)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addStretch(1)
        for button in (self.train, self.more, self.leave):
            acts.addWidget(button)
        acts.addStretch(1)
        box.addSpacing(6)
        box.addLayout(acts)
        box.addStretch(4)
        self._draw_icon()
        return holder

    def _render_end(self) -> None:
        queue, overview = self._queue, self._state.overview
        count = len(queue.levels)
        if not queue.ids:
            self._headline.setText(self.tr("Nothing left to rate"))
            self._sentence.setText(self.tr("Every photo with a face that was analysed has a rating."))
        else:
            self._headline.setText(
                self.tr("%n photos rated, thank you", "", count)
                if count
                else self.tr("Nothing rated this time")
            )
            lacking = "" if overview is None else words.missing(overview.readiness)
            self._sentence.setText(
                lacking or self.tr("Training takes seconds; nothing changes until you choose.")
            )
        ready = overview is not None and overview.readiness.ready
        self.train.setVisible(ready and self._state.training is None)
        self.more.setVisible(bool(queue.ids))

    def _draw_icon(self) -> None:
        self._icon.setPixmap(
            tinted_pixmap("star", current_theme().accent, _ICON_SIDE, self.devicePixelRatioF())
        )
