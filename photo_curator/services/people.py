"""People as lists, the terminal and the window name them."""

from __future__ import annotations

from typing import Any

from photo_curator.db.library import Library
from photo_curator.db.values import folded
from photo_curator.domain.geometry import Box
from photo_curator.domain.people import (
    FacePlace,
    MergePeople,
    MoveFaces,
    NamePerson,
    PeopleOperation,
    Person,
    PersonFace,
    checked_name,
)


def naming(people: dict[int, Person], person: int, name: str) -> PeopleOperation:
    """Give somebody a name; where another one has it, the two are one person.

    Args:
        people: everybody, by id.
        person: who gets it.
        name: as typed.

    Raises:
        UsageError: it is no name.
    """
    name = checked_name(name)
    known = _called(people, name)
    if known is None or known == person:
        return NamePerson(person, name)
    return MergePeople((person,), known)


def naming_faces(library: Library, places: tuple[FacePlace, ...], name: str) -> MoveFaces:
    """Say whose faces are by a name: of somebody known, or new.

    Raises:
        UsageError: it is no name.
    """
    name = checked_name(name)
    known = _called(library.people.names(), name)
    if known is not None:
        return MoveFaces(places, known)
    return MoveFaces(places, library.people.fresh_id(), name)


def person_document(person: Person, faces: tuple[PersonFace, ...] | None = None) -> dict[str, Any]:
    """A person as `people --json` writes it."""
    found: dict[str, Any] = {
        "id": person.id,
        "name": person.name or None,
        "me": person.me,
        "faces": person.faces,
        "photos": person.photos,
    }
    if faces is not None:
        found["places"] = [
            {"photo_id": one.photo_id, "path": one.path, "box": _rounded(one.box)} for one in faces
        ]
    return found


def _called(people: dict[int, Person], name: str) -> int | None:
    wanted = folded(name)
    return next((one.id for one in people.values() if wanted and folded(one.name) == wanted), None)


def _rounded(box: Box) -> list[float]:
    return [round(side, 1) for side in (box.x1, box.y1, box.x2, box.y2)]
