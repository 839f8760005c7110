"""The Compare page: frames side by side, one person's face through all of them. Renders `CompareState`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRect, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.face import Face
from photo_curator.gui.compare.bars import FootBar, HeadBar
from photo_curator.gui.compare.comparison import Comparison, Frame
from photo_curator.gui.compare.face_line import FaceLine, nobody
from photo_curator.gui.compare.linked import seen
from photo_curator.gui.compare.pane import FACE, FramePane, canvas_room
from photo_curator.gui.compare.panes import Panes, cells
from photo_curator.gui.compare.reading import Material
from photo_curator.gui.compare.state import Arrangement, Base, CompareState, View
from photo_curator.gui.compare.supply import Supply
from photo_curator.gui.empty_states import LOADING, EmptyState
from photo_curator.gui.loupe.colours import screen_colours
from photo_curator.gui.loupe.pictures import Decode, Pictures
from photo_curator.gui.tasks import Executor

_MARGIN = 14
#: A page lower than this has no height to spare for faces.
_LOW = 640
_KEY_ZOOM, _KEY_PAN = 1.4, 80.0


class ComparePage(QWidget):
    """Shows the state; what the user does goes to the state, or to whoever listens.

    Args:
        state: what is shown.
        executor: decodes.
        decode: reads one picture; None: from the file.

    Signals:
        keep_asked: the best is to be kept and the rest rejected.
        burst_asked: 1: the next burst, -1: the one before.
        rated: a photo's id and its stars.
    """

    keep_asked = Signal()
    burst_asked = Signal(int)
    rated = Signal(int, int)

    def __init__(
        self,
        state: CompareState,
        executor: Executor,
        decode: Decode | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._material: Material | None = None
        self._ahead: Sequence[Material] = ()
        self._panes: list[FramePane] = []
        self._supply = Supply(executor, decode, self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._request)
        self.setAccessibleName(self.tr("Compare"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.empty = EmptyState()
        self.empty.actionAsked.connect(lambda _: self.burst_asked.emit(1))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._build())
        self._stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self.say(LOADING)
        state.changed.connect(lambda _: self.render_state())
        state.viewed.connect(lambda _: self._render_view())

    @property
    def pictures(self) -> Pictures:
        """The decoded pictures."""
        return self._supply.pictures

    @property
    def panes(self) -> list[FramePane]:
        """Those that show a frame, in order."""
        return self._panes[: len(self._state.shown)]

    def show_material(self, material: Material) -> None:
        """Compare other photos, or the same ones after a change."""
        before, self._material = self._material, material
        if before is None or before.comparison.ids != material.comparison.ids:
            self._supply.set_thumbnails(material.thumbnails)
        self._stack.setCurrentIndex(0)
        self._state.show(material.comparison)

    def set_ahead(self, materials: Sequence[Material]) -> None:
        """What may be compared next, the likeliest first: its pictures are decoded now."""
        self._ahead = materials
        self._soon.start()

    def say(self, kind: str) -> None:
        """Say why nothing is compared; see `empty_states`."""
        self._material = None
        self.empty.show_state(kind)
        self._stack.setCurrentIndex(1)

    def toggle_zoom(self) -> None:
        """From whole photos to 100 % on the face in all panes, and back."""
        if self._state.view is not None:
            self._state.set_view(None)
            return
        placements = [pane.canvas.placement for pane in self.panes]
        # Photos that are already shown pixel for pixel are shown at twice that, as in the loupe.
        large = any(one.fit_scale < 1.0 for one in placements)
        self._state.set_view(View(Base.PIXELS, 1.0 if large else 2.0))

    def stop(self) -> None:
        """Let the threads end; for when the window closes."""
        self._soon.stop()
        self.pictures.close()

    # --- Qt's events ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of this page alone; ratings and flags are the window's."""
        key = Qt.Key(event.key())
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if shifted and key in _PANS:
            self._by_hand(lambda pane: pane.canvas.pan(_PANS[key]))
        elif key in _STEPS:
            self._state.go(_STEPS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._state.go(self._columns() * (1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep_asked.emit()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_N):
            back = key == Qt.Key.Key_PageUp or (key == Qt.Key.Key_N and shifted)
            self.burst_asked.emit(-1 if back else 1)
        elif key == Qt.Key.Key_F:
            self._state.next_person()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._by_hand(lambda pane: pane.canvas.zoom(_KEY_ZOOM))
        elif key == Qt.Key.Key_Minus:
            self._by_hand(lambda pane: pane.canvas.zoom(1 / _KEY_ZOOM))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the faces less height on a low page."""
        super().resizeEvent(event)
        self._faces.set_low(self.height() < _LOW)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Learn the screen's colours, fetch what is shown."""
        super().showEvent(event)
        self._supply.set_colours(screen_colours(self.window().windowHandle()))
        self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Decode nothing for a page nobody sees, and hold nothing."""
        super().hideEvent(event)
        self._supply.rest()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> QWidget:
        self._head = HeadBar()
        self._head.arrangement_chosen.connect(self._arrange)
        self._holder = Panes()
        self._area = _Area()
        self._area.resized.connect(self._place_panes)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._holder)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.verticalScrollBar().valueChanged.connect(lambda _: self._soon.start())
        self._faces = FaceLine()
        self._faces.frame_chosen.connect(self._choose)
        self._faces.person_chosen.connect(self._choose_person)
        self._foot = FootBar()
        self._foot.keep_asked.connect(self.keep_asked)
        self._foot.burst_asked.connect(self.burst_asked)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 10)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addWidget(self._area, 1)
        column.addWidget(self._faces)
        column.addWidget(self._foot)
        return page

    # --- showing ----------------------------------------------------------------------------

    def render_state(self) -> None:
        """Show the state anew."""
        state, found = self._state, self._state.comparison
        if found is None or self._material is None:
            return
        self._head.show_state(state)
        self._show_frames(found)
        self._faces.setVisible(bool(found.people))
        self._faces.show_faces(found, state.person, state.focus, self._material.faces)
        self._foot.show_state(state)
        self._soon.start()

    def _show_frames(self, found: Comparison) -> None:
        state, shown = self._state, self._state.shown
        while len(self._panes) < len(shown):
            self._panes.append(self._make_pane())
        survey = state.arrangement is Arrangement.SURVEY
        for pane in self._panes:
            pane.set_compact(survey)
        self._place_panes()
        for pane, frame in zip(self._panes, shown, strict=False):
            image = self._supply.at_hand(frame, pane.canvas.placement.long_side)
            pane.show_frame(found, frame, state.person, state.view, image)
            pane.show_face(self._face(frame))
            pane.set_focused(frame.id == state.focus)
            pane.show()
        for pane in self._panes[len(shown) :]:
            pane.hide()
        focused = next((pane for pane in self.panes if pane.frame is state.focused), None)
        if survey and focused is not None:
            self._area.ensureWidgetVisible(focused, 0, 10)

    def _make_pane(self) -> FramePane:
        pane = FramePane(self._holder)
        pane.pressed.connect(lambda face: self._pressed(pane, face))
        pane.handled.connect(lambda: self._handled(pane))
        pane.placed.connect(self._soon.start)
        pane.zoom_asked.connect(self.toggle_zoom)
        pane.rated.connect(lambda stars: self.rated.emit(pane.frame.id, stars) if pane.frame else None)
        return pane

    def _face(self, frame: Frame) -> QImage:
        person = self._state.person
        if self._material is None or person is None:
            return QImage()
        picture = self._material.faces.get((frame.id, person))
        return nobody(FACE) if picture is None else picture.image

    def _place_panes(self) -> None:
        shown = self._state.shown
        if shown:
            survey = self._state.arrangement is Arrangement.SURVEY
            room, aspect = self._room(survey=survey), shown[0].aspect
            self._holder.show_panes(self.panes, room, survey=survey, aspect=aspect)

    def _room(self, *, survey: bool) -> QSize:
        """What is seen of the panes at once; beside a scroll bar where there may be one."""
        room = self._area.maximumViewportSize()
        bar = self._area.verticalScrollBar().sizeHint().width() if survey else 0
        return QSize(room.width() - bar, room.height())

    def _render_view(self) -> None:
        for pane in self.panes:
            pane.show_view(self._state.view)
        self._soon.start()

    # --- what the user does -----------------------------------------------------------------

    def _arrange(self, arrangement: Arrangement) -> None:
        self._state.arrange(arrangement)
        self.setFocus()

    def _choose(self, photo_id: int) -> None:
        self._state.choose(photo_id)
        self.setFocus()

    def _choose_person(self, person: int) -> None:
        self._state.choose_person(person)
        self.setFocus()

    def _pressed(self, pane: FramePane, face: Face | None) -> None:
        frame = pane.frame
        if frame is None:
            return
        self.setFocus()
        if frame.id != self._state.focus:
            self._state.choose(frame.id)
        person = None if face is None else frame.people.get(frame.faces.index(face))
        found = self._state.comparison
        if (
            person is not None
            and found is not None
            and person in found.people
            and person != self._state.person
        ):
            self._state.choose_person(person)

    def _handled(self, pane: FramePane) -> None:
        found = self._state.comparison
        if found is not None and pane.frame is not None:
            anchor = found.anchor(pane.frame, self._state.person)
            self._state.set_view(seen(pane.canvas.placement, anchor, self._state.view))

    def _by_hand(self, act: Callable[[FramePane], None]) -> None:
        """Move or zoom the focused pane; the others follow."""
        for pane in self.panes:
            if pane.frame is self._state.focused:
                act(pane)
                self._handled(pane)

    def _columns(self) -> int:
        panes = self.panes
        return max(1, sum(pane.y() == panes[0].y() for pane in panes)) if panes else 1

    # --- pictures ---------------------------------------------------------------------------

    def _request(self) -> None:
        if not self.isVisible() or self._material is None:
            return
        seen_part = QRect(0, self._area.verticalScrollBar().value(), 1 << 20, self._area.viewport().height())
        panes = [pane for pane in self.panes if pane.geometry().intersects(seen_part)]
        panes.sort(key=lambda pane: pane.frame is not self._state.focused)
        self._supply.want(panes, self._following())

    def _following(self) -> Iterator[tuple[Comparison, Frame, QSizeF]]:
        """What may be shown next: by the arrows, then by the next burst."""
        state, found = self._state, self._state.comparison
        survey = state.arrangement is Arrangement.SURVEY
        if found is not None and self.panes:
            room = QSizeF(self.panes[-1].canvas.size())
            for frame in state.waiting:
                yield found, frame, room
        for material in self._ahead:
            following = CompareState(state.arrangement)
            following.show(material.comparison)
            shown = following.shown
            room_of = cells(len(shown), self._room(survey=survey), survey=survey, aspect=shown[0].aspect)
            for frame, cell in zip(shown, room_of, strict=True):
                yield material.comparison, frame, canvas_room(cell, survey=survey)


class _Area(QScrollArea):
    """Tells when it has another size.

    Signals:
        resized: it has.
    """

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Tell it."""
        super().resizeEvent(event)
        self.resized.emit()


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PANS = {
    Qt.Key.Key_Right: QPointF(-_KEY_PAN, 0),
    Qt.Key.Key_Left: QPointF(_KEY_PAN, 0),
    Qt.Key.Key_Down: QPointF(0, -_KEY_PAN),
    Qt.Key.Key_Up: QPointF(0, _KEY_PAN),
}
