"""Feeds the names of faces in the inspector."""

from __future__ import annotations

from PySide6.QtCore import QObject

from photo_curator.domain.people import FacePlace, Person
from photo_curator.domain.photo import Photo
from photo_curator.gui.parts import Parts
from photo_curator.services.people import naming_faces


class FaceNames(QObject):
    """Shows whose the faces of the current photo are, and says whose they are."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.inspector)
        self._inspector, self._library = parts.inspector, parts.library
        self._tasks, self._operations = parts.tasks, parts.operations
        self._photo: Photo | None = None
        parts.loading.photo_read.connect(self._read)
        parts.inspector.name.typed.connect(self._say)

    def _read(self, photo: Photo | None) -> None:
        self._photo = photo
        if photo is None or not photo.faces:
            self._inspector.show_people({}, known=None)
            return

        def work() -> tuple[dict[int, Person], list[str] | None]:
            everybody = self._library.people.names().values()
            names = sorted({one.name for one in everybody if one.name})
            return self._library.people.of([photo.summary.id]), names if everybody else None

        def done(found: tuple[dict[int, Person], list[str] | None]) -> None:
            if self._photo is photo:
                self._inspector.show_people(found[0], known=found[1])

        self._tasks.glances.submit(work, done)

    def _say(self, name: str) -> None:
        photo = self._photo
        if photo is None or not photo.faces:
            return
        face = photo.faces[self._inspector.face_of(photo)]
        place = FacePlace(photo.summary.id, face.box.relative(photo.summary.size))
        self._tasks.facts.submit(lambda: naming_faces(self._library, (place,), name), self._operations.run)
