"""Feeds the page of people: reads them while it is open, and lets the user's words act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QImage

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.people import (
    IDENTITY_WEIGHTS,
    ChooseMe,
    DenyFaces,
    MergePeople,
    PeopleOperation,
    Person,
    PersonFace,
)
from photo_curator.gui.face_strip import cut_face, read_image
from photo_curator.gui.parts import Parts
from photo_curator.gui.people.offer import Offer
from photo_curator.gui.people.page import PeoplePage
from photo_curator.gui.said import problem_text
from photo_curator.gui.settings.weights_state import WeightsState
from photo_curator.gui.state import Page
from photo_curator.services.people import naming, naming_faces
from photo_curator.weight_store import WeightStore

#: Pictures that are read together: the first ones are seen before the last are read.
_AT_ONCE = 48


class PeopleFeed(QObject):
    """Connects the page with the library and the engine.

    Attributes:
        page: the page.
        weights: how the weights stand.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.inspector)
        self._library, self._state, self._tasks = parts.library, parts.state, parts.tasks
        self._operations, self._bridge, self._commands = parts.operations, parts.bridge, parts.commands
        self._loading = parts.loading
        self._asked = 0
        self._finding = False
        self.weights = WeightsState(WeightStore(), parts.bridge, parts.tasks.facts)
        self.page = page = PeoplePage(Offer(self.weights, parts.dialogs))
        self.weights.finished.connect(self._weights_came)
        parts.state.page_changed.connect(lambda _: self._read())
        parts.loading.counted.connect(lambda _: self._read())
        parts.operations.changed.connect(lambda _: self._read())
        page.offer.find_asked.connect(lambda: self._find(anew=False))
        page.anew_asked.connect(lambda: self._find(anew=True))
        page.named.connect(self._name)
        page.joined.connect(lambda people, into: self._say(MergePeople(tuple(people), into)))
        page.me_chosen.connect(lambda person, me: self._say(ChooseMe(person, me)))
        page.denied.connect(self._deny)
        page.moved.connect(self._move)
        page.photos_asked.connect(self._show_photos)
        page.person_asked.connect(self._show_person)
        self._read()

    # --- reading ----------------------------------------------------------------------------

    def _read(self) -> None:
        if self._state.page is not Page.PEOPLE:
            return
        self._asked += 1
        asked, person = self._asked, self.page.person
        people = self._library.people

        def read() -> tuple[tuple[Person, ...], tuple[PersonFace, ...]]:
            return people.all(), people.faces(person) if person else ()

        def done(found: tuple[tuple[Person, ...], tuple[PersonFace, ...]]) -> None:
            if asked != self._asked:
                return
            self.page.show_people(found[0])
            if person:
                self.page.show_faces(person, found[1])
            self._read_pictures()

        self._tasks.facts.submit(read, done)

    def _read_pictures(self) -> None:
        page = self.page
        self._pictures(page.covers(), page.set_covers)
        wanted = set(page.faces.without_picture())
        self._pictures([one for one in page.shown_faces() if one.face_id in wanted], page.faces.set_pictures)

    def _pictures(self, faces: Sequence[PersonFace], done: Callable[[dict[int, QImage]], None]) -> None:
        for start in range(0, len(faces), _AT_ONCE):
            part = faces[start : start + _AT_ONCE]
            self._tasks.facts.submit(partial(_read, self._library, part), done)

    def _show_person(self, person: int) -> None:
        if not person:
            self.page.show_everybody()
            return

        def done(faces: tuple[PersonFace, ...]) -> None:
            self.page.show_faces(person, faces)
            self._read_pictures()

        self._tasks.facts.submit(lambda: self._library.people.faces(person), done)

    def _show_photos(self, person: int) -> None:
        self._commands.albums.album_wanted.emit(f"person:{person}")

    # --- acting -----------------------------------------------------------------------------

    def _say(self, operation: PeopleOperation) -> None:
        self._operations.run(operation)

    def _name(self, person: int, name: str) -> None:
        self._tasks.facts.submit(lambda: naming(self._library.people.names(), person, name), self._say)

    def _deny(self, faces: Sequence[PersonFace]) -> None:
        self._say(DenyFaces(tuple(face.place for face in faces), self.page.person))

    def _move(self, faces: Sequence[PersonFace], name: str) -> None:
        places = tuple(face.place for face in faces)
        self._tasks.facts.submit(lambda: naming_faces(self._library, places, name), self._say)

    # --- finding ----------------------------------------------------------------------------

    def _weights_came(self, name: str) -> None:
        if name == IDENTITY_WEIGHTS:
            self._find(anew=False)

    def _find(self, *, anew: bool) -> None:
        if self._finding:
            return
        self._finding = self._bridge.start(m.FindPeople(anew=anew), self._hear) is not None
        if self._finding:
            self._tell(self.tr("Waiting for other work…") if self._bridge.busy else self.tr("Starting…"))

    def _hear(self, answer: m.Answer) -> None:
        match answer:
            case m.Progress(total=total, done=done) if total:
                number = QLocale().toString
                self._tell(self.tr("{0} of {1} faces compared").format(number(done), number(total)))
            case m.PeopleFound(people=people):
                if not people:
                    self._tell(self.tr("Nobody is seen often enough yet: it takes three photos."))
                else:
                    self._tell("")
            case m.Failed(message=message):
                self._finding = False
                self._tell("")
                self._commands.said.emit(problem_text(message))
            case m.Done():
                self._finding = False
                self._loading.refresh()
                self._read()

    def _tell(self, words: str) -> None:
        self.page.offer.show_finding(words)
        self.page.show_finding(words)


def _read(library: Library, faces: Sequence[PersonFace]) -> dict[int, QImage]:
    """The faces' cached crops; a missing one is cut from the thumbnail."""
    found = {}
    for face in faces:
        image = read_image(library.layout.crop(face.crop_key)) if face.crop_key else QImage()
        if image.isNull():
            thumbnail = read_image(library.layout.thumbnail(face.thumbnail_key, 512))
            image = cut_face(thumbnail, face.box, face.size)
        found[face.face_id] = image
    return found
