"""The page "Why this score": whose, by which method, the map, the fooling picture. Renders `WhyState`."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.explanation import Method
from photo_curator.domain.photo import Photo
from photo_curator.gui import empty_states
from photo_curator.gui.empty_states import EmptyState
from photo_curator.gui.face_strip import FacePicture, FaceStrip
from photo_curator.gui.segments import Segments
from photo_curator.gui.theme import icon
from photo_curator.gui.why import words
from photo_curator.gui.why.fooling_section import FoolingSection
from photo_curator.gui.why.lines import label
from photo_curator.gui.why.map_section import MapSection
from photo_curator.gui.why.state import WhyState

_MARGIN = 16
_GAP = 12
#: A sentence in less would be a column of words.
_ROOM_FOR_SENTENCE = 240
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class WhyPage(QWidget):
    """Shows the state; what is chosen goes to the state.

    Args:
        state: what is shown.

    Signals:
        save_asked: pictures and numbers are to be copied somewhere.
        stepped: 1 for the next photo, -1 for the one before.
    """

    save_asked = Signal()
    stepped = Signal(int)

    def __init__(self, state: WhyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._pictures: Sequence[FacePicture] = ()
        self._behind = self._had_fooling = False
        self._whose = ""
        self.setAccessibleName(self.tr("Why this score"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.map, self.fooling = MapSection(), FoolingSection()
        self._empty = EmptyState()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(_MARGIN, 4, _MARGIN, _MARGIN)
        column.setSpacing(18)
        column.addWidget(self.map)
        column.addWidget(self.fooling)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(10)
        box.addLayout(self._build_head())
        box.addWidget(self._stack, 1)
        self._connect()

    def set_faces(self, pictures: Sequence[FacePicture]) -> None:
        """The small pictures of the photo's faces; none: not read yet."""
        self._pictures = pictures
        self._strip.set_pictures(pictures)
        self._show_face()

    def set_behind(self, behind: bool) -> None:
        """Whether the engine analyses photos first."""
        self._behind = behind
        self.render_state()

    def render_state(self) -> None:
        """Show the state anew."""
        photo = self._state.photo
        if photo is None:
            return
        face, count = self._state.subject, len(photo.faces)
        score = None if face is None else face.score
        name = os.path.basename(photo.summary.path)
        self._title.setText(self.tr("Why this score?") if score is None else words.title(score.mean))
        self._place.setToolTip(photo.summary.path)
        self._whose = words.place(name, self._state.face + 1, count) if count else name
        self._show_whose()
        self._strip.setVisible(count > 1)
        for widget in (self._methods, self._sentence, self._save):
            widget.setVisible(score is not None)
        self._save.setEnabled(self._state.map is not None)
        self._stack.setCurrentIndex(0 if score is not None else 1)
        if score is None:
            self._show_empty()
            return
        self._methods.choose(self._state.method)
        self._sentence.setText(words.method_sentence(self._state.method))
        self.map.show_score(score)
        self._show_map(photo)
        self.fooling.show_state(self._state, behind=self._behind)
        found = self._state.fooling is not None
        if found and not self._had_fooling:
            # It is higher than the button that was pressed.
            QTimer.singleShot(0, lambda: self._area.ensureWidgetVisible(self.fooling, 0, _MARGIN))
        self._had_fooling = found

    def show_strip(self) -> None:
        """Show the photo's faces, after another photo or face was chosen."""
        photo = self._state.photo
        if photo is not None:
            self._strip.set_faces(photo.faces, self._state.face)
            self._strip.set_pictures(self._pictures)
        self._show_face()

    # --- Qt's events ------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Side by side, or below each other."""
        super().resizeEvent(event)
        room = self.width() - 2 * _MARGIN - self._area.verticalScrollBar().sizeHint().width()
        self.map.arrange(room)
        self.fooling.arrange(room)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        beside = room - self._methods.sizeHint().width() >= _ROOM_FOR_SENTENCE
        self._method_row.setDirection(across if beside else down)
        self._show_whose()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """From photo to photo."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    # --- building ---------------------------------------------------------------------------

    def _build_head(self) -> QVBoxLayout:
        self._title, self._place = label("title", wrap=False), label("muted", wrap=False)
        self._place.setContentsMargins(0, 0, 0, 3)  # on the title's base line
        self._save = QPushButton(self.tr("Save pictures and numbers…"))
        self._save.setIcon(icon("export"))
        options = [(one, words.method_name(one), words.method_sentence(one)) for one in Method]
        self._methods: Segments[Method] = Segments(options, self.tr("Method"))
        self._sentence = label("muted")
        self._strip = FaceStrip(surface="")
        self._place.setMinimumWidth(1)  # a long name makes no page wide
        first = QHBoxLayout()
        first.setSpacing(_GAP)
        self._method_row = second = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        first.addWidget(self._title)
        first.addWidget(self._place, 1, Qt.AlignmentFlag.AlignBottom)
        first.addWidget(self._save)
        second.setSpacing(14)
        second.addWidget(self._methods, 0, Qt.AlignmentFlag.AlignLeft)
        second.addWidget(self._sentence, 1)
        head = QVBoxLayout()
        head.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        head.setSpacing(10)
        head.addLayout(first)
        head.addWidget(self._strip)
        head.addLayout(second)
        return head

    def _connect(self) -> None:
        state = self._state
        state.changed.connect(lambda _: self.render_state())
        self._methods.chosen.connect(state.choose_method)
        self._strip.chosen.connect(self._choose_face)
        self._save.clicked.connect(lambda _on: self.save_asked.emit())
        self.map.stopped.connect(lambda: state.stop(state.method))
        self.map.retried.connect(lambda: state.retry(state.method))
        self.fooling.target_chosen.connect(state.choose_target)
        self.fooling.asked.connect(state.fool)
        self.fooling.stopped.connect(lambda: state.stop(state.target))
        self.fooling.retried.connect(state.fool)

    # --- showing ----------------------------------------------------------------------------

    def _choose_face(self, face: int) -> None:
        self._state.choose_face(face)
        self._show_face()

    def _show_whose(self) -> None:
        beside = self._title.sizeHint().width() + self._save.sizeHint().width() + 2 * _GAP
        room = self.width() - 2 * _MARGIN - beside
        metrics = self._place.fontMetrics()
        self._place.setText(metrics.elidedText(self._whose, Qt.TextElideMode.ElideMiddle, max(0, room)))

    def _show_face(self) -> None:
        face = self._state.face
        self.map.set_image(self._pictures[face].image if face < len(self._pictures) else QImage())

    def _show_map(self, photo: Photo) -> None:
        state = self._state
        answer, problem = state.map, state.problem(state.method)
        activity = state.doing(state.method)
        if answer is not None:
            self.map.show_answer(answer, photo.summary.rotation)
        elif problem is not None:
            self.map.show_problem(problem)
        elif activity is not None:
            self.map.show_waiting(activity, behind=self._behind)

    def _show_empty(self) -> None:
        face = self._state.subject
        if face is None:
            self._empty.show_state(empty_states.NO_FACE)
        else:
            self._empty.show_state(empty_states.CANNOT_TELL, words.too_small(face.box.height))
