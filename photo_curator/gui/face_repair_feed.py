"""Puts faces right: what is said on the photo becomes an act, and the photo is looked at anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from photo_curator.domain import messages as m
from photo_curator.domain.face import Face
from photo_curator.domain.face_repair import Repair, RepairFaces, place_of
from photo_curator.domain.geometry import Box
from photo_curator.domain.photo import Photo
from photo_curator.gui.loupe import Loupe
from photo_curator.gui.operations import Broadcast
from photo_curator.gui.parts import Parts
from photo_curator.gui.state import Page


class FaceRepairFeed(QObject):
    """Connects loupe, inspector and commands with the library and the engine, for faces.

    Undo and redo come here as well: whoever said something else of faces, here, lets the engine look again.
    """

    def __init__(self, parts: Parts, loupe: Loupe) -> None:
        super().__init__(loupe)
        self._parts, self._loupe = parts, loupe
        self._photo: Photo | None = None
        self._looking: dict[int, tuple[int, ...]] = {}  # photos by request
        self._asked = 0
        parts.loading.photo_read.connect(self._remember)
        parts.inspector.faceRejected.connect(self._reject)
        loupe.face_tools.rejected.connect(self._reject)
        loupe.face_tools.drawn.connect(self._add)
        loupe.face_tools.anew_asked.connect(lambda: self._do("anew"))
        parts.commands.face_repair_wanted.connect(self._do)
        parts.operations.changed.connect(self._acted)

    def _remember(self, photo: Photo | None) -> None:
        self._photo = photo
        self._show_note()

    def _do(self, what: str) -> None:
        match what:
            case "reject":
                self._reject(self._meant())
            case "add":
                self._parts.state.show_page(Page.LOUPE)
                self._loupe.face_tools.start_drawing()
            case "anew":
                if targets := tuple(self._parts.state.targets()):
                    self._parts.operations.run(RepairFaces(targets, Repair.ANEW))

    def _meant(self) -> Face | None:
        """The face that a key means: the one under the pointer, else the one the inspector shows."""
        photo = self._photo
        if photo is None or not photo.faces:
            return None
        if self._parts.state.page is Page.LOUPE and (hovered := self._loupe.canvas.hovered) is not None:
            return hovered
        return photo.faces[self._parts.inspector.face_of(photo)]

    def _reject(self, face: Face | None) -> None:
        photo = self._photo
        if photo is None:
            return
        if face is None:
            self._parts.commands.said.emit(self.tr("No face was found in this photo."))
            return
        box = place_of(face.box, photo.summary.size)
        self._parts.operations.run(RepairFaces((photo.summary.id,), Repair.REJECTED, box))

    def _add(self, box: Box) -> None:
        if self._photo is not None:
            self._parts.operations.run(RepairFaces((self._photo.summary.id,), Repair.ADDED, box))

    # --- looking anew -----------------------------------------------------------------------

    def _acted(self, broadcast: Broadcast) -> None:
        operation = broadcast.operation
        if isinstance(operation, RepairFaces):
            self._look(operation.photo_ids)
        elif operation is None and broadcast.change.photo_ids:
            changed, repair = broadcast.change.photo_ids, self._parts.library.face_repair
            self._parts.tasks.glances.submit(lambda: repair.waiting(changed), self._look)

    def _look(self, photo_ids: Sequence[int]) -> None:
        if not photo_ids:
            return
        if self._parts.bridge.busy:
            text = self.tr("The photo is scored again as soon as the analysis under way is done.")
            self._parts.commands.said.emit(text)
        self._asked += 1
        asked = self._asked
        self._looking[asked] = tuple(photo_ids)
        self._show_note()

        def hear(answer: m.Answer) -> None:
            match answer:
                case m.Failed(message=message):
                    self._parts.commands.said.emit(message)
                    self._seen(asked)
                case m.Done():
                    self._seen(asked)

        self._parts.bridge.start(m.Rescore(photo_ids=tuple(photo_ids)), hear)

    def _seen(self, asked: int) -> None:
        del self._looking[asked]
        self._show_note()

    def _show_note(self) -> None:
        photo_id = None if self._photo is None else self._photo.summary.id
        waits = any(photo_id in photos for photos in self._looking.values())
        self._loupe.face_tools.set_note(self.tr("Looking at the faces again…") if waits else "")
