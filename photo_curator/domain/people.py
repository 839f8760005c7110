"""People: faces that belong to one person, as the machine groups them and as the user puts it right.

What the user says of a face stands by its place (photo and box in shares of the picture), not by its row: it
holds when the photo is analysed anew, by whatever networks, and follows the photo when its file moves.
Whoever names a person, says it is them, or joins two, has said so of all the faces shown.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from photo_curator.domain.errors import UsageError
from photo_curator.domain.geometry import SAME_FACE, Box, Size, match_boxes
from photo_curator.domain.sentences import Sentence

#: The weights that tell persons apart, as the manifest calls them.
IDENTITY_WEIGHTS = "facenet"
#: Longest name, in characters: it stands under a small picture.
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class FacePlace:
    """A face of a photo, by where it is.

    Attributes:
        box: in shares of the upright photo, 0..1.
    """

    photo_id: int
    box: Box


@dataclass(frozen=True, slots=True)
class PersonFace:
    """A face of a person as pages show it.

    Attributes:
        box: in pixels of the upright photo.
        size: of the photo.
        crop_key: of its aligned crop.
        thumbnail_key: of its photo.
        path: of its photo.
    """

    face_id: int
    photo_id: int
    box: Box
    size: Size
    crop_key: str
    thumbnail_key: str
    path: str

    @property
    def place(self) -> FacePlace:
        """Where it is, for saying something of it."""
        return FacePlace(self.photo_id, self.box.relative(self.size))

    @property
    def file_name(self) -> str:
        """Of its photo."""
        return PurePath(self.path).name


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody.

    Attributes:
        id: never given to anybody else.
        name: "": not named yet.
        me: it is the user.
        faces: how many are shown by default.
        photos: likewise.
        cover: the face that stands for them; None where none is shown.
    """

    id: int
    name: str = ""
    me: bool = False
    faces: int = 0
    photos: int = 0
    cover: PersonFace | None = None


@dataclass(frozen=True, slots=True)
class FaceWord:
    """What the user said of a face: it is this person's, or it is not.

    Attributes:
        box: in shares of the photo.
        person: their id.
        belongs: False: "not this person".
    """

    box: Box
    person: int
    belongs: bool


# --- the user's acts --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NamePerson:
    """Give a person a name; "" takes it away. Their present faces are theirs from then on."""

    person: int
    name: str
    photo_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MergePeople:
    """Several persons are one: `into`, who keeps their name where they have one."""

    people: tuple[int, ...]
    into: int
    photo_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveFaces:
    """Faces are this person's.

    Attributes:
        person: their id.
        name: with it they are somebody new, under an id nobody had (`PeopleRepository.fresh_id`); None:
            they are known.
    """

    places: tuple[FacePlace, ...]
    person: int
    name: str | None = None

    @property
    def photo_ids(self) -> tuple[int, ...]:
        """The photos, each once."""
        return tuple(dict.fromkeys(place.photo_id for place in self.places))


@dataclass(frozen=True, slots=True)
class DenyFaces:
    """Faces are not this person's."""

    places: tuple[FacePlace, ...]
    person: int

    @property
    def photo_ids(self) -> tuple[int, ...]:
        """The photos, each once."""
        return tuple(dict.fromkeys(place.photo_id for place in self.places))


@dataclass(frozen=True, slots=True)
class ChooseMe:
    """A person is the user, and nobody else is; or is not the user after all."""

    person: int
    me: bool = True
    photo_ids: tuple[int, ...] = ()


PeopleOperation = NamePerson | MergePeople | MoveFaces | DenyFaces | ChooseMe


# --- rules ------------------------------------------------------------------------------------


def checked_name(name: str) -> str:
    """A name as it is kept: without spaces around it, on one line.

    Raises:
        UsageError: it is longer than `LONGEST_NAME`.
    """
    found = " ".join(name.split())
    if len(found) > LONGEST_NAME:
        raise UsageError(Sentence.PERSON_LONG_NAME.about(LONGEST_NAME, len(found)))
    return found


def heard(boxes: Sequence[Box], words: Sequence[FaceWord]) -> tuple[dict[int, int], set[tuple[int, int]]]:
    """What the words on a photo mean for its faces.

    Args:
        boxes: the faces, in shares of the photo.
        words: on this photo, the last one last.

    Returns:
        By place of a face whose it is said to be; and places with people they are not.
    """
    spoken = list(dict.fromkeys(word.box for word in words))
    face_of = match_boxes(spoken, boxes)
    said: dict[int, int] = {}
    denied: set[tuple[int, int]] = set()
    for word in words:
        face = face_of.get(spoken.index(word.box))
        if face is not None and word.belongs:
            said[face] = word.person
        elif face is not None:
            denied.add((face, word.person))
    return said, denied


def in_force(
    boxes: Sequence[Box], guesses: Sequence[int | None], words: Sequence[FaceWord], people: Container[int]
) -> list[int | None]:
    """Whose the faces of one photo are: the user's word first, then the machine's guess.

    A guess that the user denied counts for nothing, nor does one of somebody whom the user found elsewhere in
    the photo.

    Args:
        boxes: the faces, in shares of the photo.
        guesses: the machine's, by face.
        words: on this photo, the last one last.
        people: who there is.

    Returns:
        By face the person's id; None: nobody known.
    """
    said, denied = heard(boxes, words)
    said = {face: person for face, person in said.items() if person in people}
    elsewhere = set(said.values())
    found: list[int | None] = []
    for face, guess in enumerate(guesses):
        possible = guess in people and guess not in elsewhere and (face, guess) not in denied
        found.append(said.get(face, guess if possible else None))
    return found


def with_word(words: Sequence[FaceWord], box: Box, person: int, *, belongs: bool) -> list[FaceWord]:
    """The words on a photo after one more; what it contradicts goes.

    Args:
        words: on the photo so far.
        box: of the face, in shares.
        person: of whom the word is.
        belongs: whether the face is theirs.
    """
    kept = []
    for word in words:
        if word.box.iou(box) < SAME_FACE:
            kept.append(word)
        elif word.person != person and not (belongs and word.belongs):
            kept.append(FaceWord(box, word.person, word.belongs))
    return [*kept, FaceWord(box, person, belongs)]


def merged_words(words: Sequence[FaceWord], sources: Container[int], into: int) -> list[FaceWord]:
    """The words on a photo after some people turned out to be one; a face that was theirs stays theirs."""
    found: list[FaceWord] = []
    renamed = [FaceWord(word.box, into, word.belongs) if word.person in sources else word for word in words]
    theirs = {word.box for word in renamed if word.belongs and word.person == into}
    for word in renamed:
        if word not in found and (word.belongs or word.person != into or word.box not in theirs):
            found.append(word)
    return found


def listed(people: Sequence[Person]) -> tuple[Person, ...]:
    """In the order of lists: oneself, then who has a name, then the others; the most seen first."""
    return tuple(sorted(people, key=lambda one: (not one.me, not one.name, -one.photos, one.id)))
