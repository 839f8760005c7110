"""What the user's word on people writes, and how it is taken back."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection

from photo_curator.db.act import Act, Before
from photo_curator.db.burst_facts import rejudge
from photo_curator.db.people_facts import (
    Owner,
    PeopleState,
    albums_of,
    people_of,
    places_of,
    put,
    words_of,
)
from photo_curator.db.values import folded, json_ids
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.geometry import Box
from photo_curator.domain.people import (
    ChooseMe,
    DenyFaces,
    FacePlace,
    FaceWord,
    MergePeople,
    MoveFaces,
    NamePerson,
    PeopleOperation,
    checked_name,
    merged_words,
    with_word,
)
from photo_curator.domain.sentences import Sentence

_O = TypeVar("_O", bound=PeopleOperation)


class _SayOfPeople(Act[_O]):
    """Any act on people: a state of people and words takes another's place, and is put back by undo."""

    every = True

    def check(self, operation: _O) -> None:
        """Nothing to refuse without the library."""

    def apply(self, connection: Connection, operation: _O, *, again: bool) -> Before:  # noqa: ARG002
        """Write it.

        Raises:
            NotFoundError: there is no such person.
            UsageError: it makes no sense.
        """
        wanted = self._wanted(connection, operation, people_of(connection))
        before = _put(connection, wanted)
        return [] if before == wanted else before.dump()

    def revert(self, connection: Connection, before: Before) -> None:
        """Put people and words back."""
        _put(connection, PeopleState.load(before))

    def touched(self, before: Before) -> tuple[int, ...]:
        """The photos of the faces spoken of."""
        return tuple(photo for photo, _ in before if photo > 0)

    @abstractmethod
    def _wanted(self, connection: Connection, operation: _O, people: Mapping[int, Owner]) -> PeopleState:
        """People and words as they shall stand."""


class Name(_SayOfPeople[NamePerson]):
    """A name given, changed or taken away."""

    kind = "person name"
    operation = NamePerson

    def label(self, operation: NamePerson, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        name = checked_name(operation.name)
        return f"Name somebody {name}" if name else "Take a name away"

    def dump(self, operation: NamePerson) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"person": operation.person, "name": operation.name}

    def load(self, request: Mapping[str, Any]) -> NamePerson:
        """The inverse of `dump`."""
        return NamePerson(request["person"], request["name"])

    def _wanted(
        self, connection: Connection, operation: NamePerson, people: Mapping[int, Owner]
    ) -> PeopleState:
        owner = _known(people, operation.person)
        name = _free_name(people, operation.name, operation.person)
        return PeopleState(
            {operation.person: Owner(name, owner.me)},
            _confirmed(connection, (operation.person,), operation.person),
        )


class Merge(_SayOfPeople[MergePeople]):
    """Several people who are one."""

    kind = "person merge"
    operation = MergePeople

    def label(self, operation: MergePeople, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        return "Join two people" if len(operation.people) == 1 else f"Join {len(operation.people) + 1} people"

    def check(self, operation: MergePeople) -> None:
        """Refuse what would join nobody.

        Raises:
            UsageError: nobody is named, or somebody twice.
        """
        if not operation.people or operation.into in operation.people:
            raise UsageError("Name two different people to join them.")

    def dump(self, operation: MergePeople) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"people": list(operation.people), "into": operation.into}

    def load(self, request: Mapping[str, Any]) -> MergePeople:
        """The inverse of `dump`."""
        return MergePeople(tuple(request["people"]), request["into"])

    def _wanted(
        self, connection: Connection, operation: MergePeople, people: Mapping[int, Owner]
    ) -> PeopleState:
        into = operation.into
        owners = [_known(people, one) for one in (into, *operation.people)]
        name = next((owner.name for owner in owners if owner.name), "")
        everybody = (into, *operation.people)
        words = _confirmed(connection, everybody, into)
        spoken = connection.exec_driver_sql(
            "SELECT DISTINCT photo_id FROM person_word WHERE person_id IN (SELECT value FROM json_each(?))",
            (json_ids(everybody),),
        ).scalars()
        words = {**words_of(connection, set(spoken) - set(words)), **words}
        return PeopleState(
            {
                into: Owner(name, any(owner.me for owner in owners)),
                **dict.fromkeys(operation.people, Owner(None)),
            },
            {photo: merged_words(said, frozenset(operation.people), into) for photo, said in words.items()},
            dict.fromkeys(albums_of(connection, operation.people), into),
        )


class Move(_SayOfPeople[MoveFaces]):
    """Faces that are somebody else's, or somebody new's."""

    kind = "person faces"
    operation = MoveFaces

    def label(self, operation: MoveFaces, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        way = "to somebody new" if operation.name is not None else "to a person"
        return f"Give {_faces_text(operation.places)} {way}"

    def check(self, operation: MoveFaces) -> None:
        """Refuse what would move nothing.

        Raises:
            UsageError: no face is named.
        """
        _check_places(operation.places)

    def dump(self, operation: MoveFaces) -> dict[str, Any]:
        """The operation as JSON values."""
        return {
            "places": _dump_places(operation.places), "person": operation.person, "name": operation.name
        }  # fmt: skip

    def load(self, request: Mapping[str, Any]) -> MoveFaces:
        """The inverse of `dump`."""
        return MoveFaces(_load_places(request["places"]), request["person"], request["name"])

    def _wanted(
        self, connection: Connection, operation: MoveFaces, people: Mapping[int, Owner]
    ) -> PeopleState:
        state = PeopleState(words=_said(connection, operation.places, operation.person, belongs=True))
        if operation.name is None:
            _known(people, operation.person)
        elif operation.person in people:
            raise UsageError(Sentence.PERSON_MEANWHILE)
        else:
            state.people = {operation.person: Owner(_free_name(people, operation.name))}
        return state


class Deny(_SayOfPeople[DenyFaces]):
    """Faces that are not a person's."""

    kind = "person not"
    operation = DenyFaces

    def label(self, operation: DenyFaces, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        return f"Take {_faces_text(operation.places)} from a person"

    def check(self, operation: DenyFaces) -> None:
        """Refuse what would move nothing.

        Raises:
            UsageError: no face is named.
        """
        _check_places(operation.places)

    def dump(self, operation: DenyFaces) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"places": _dump_places(operation.places), "person": operation.person}

    def load(self, request: Mapping[str, Any]) -> DenyFaces:
        """The inverse of `dump`."""
        return DenyFaces(_load_places(request["places"]), request["person"])

    def _wanted(
        self, connection: Connection, operation: DenyFaces, people: Mapping[int, Owner]
    ) -> PeopleState:
        _known(people, operation.person)
        return PeopleState(words=_said(connection, operation.places, operation.person, belongs=False))


class Me(_SayOfPeople[ChooseMe]):
    """Who the user is."""

    kind = "person me"
    operation = ChooseMe

    def label(self, operation: ChooseMe, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        return "Say who you are" if operation.me else "Say that a person is not you"

    def dump(self, operation: ChooseMe) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"person": operation.person, "me": operation.me}

    def load(self, request: Mapping[str, Any]) -> ChooseMe:
        """The inverse of `dump`."""
        return ChooseMe(request["person"], request["me"])

    def _wanted(
        self, connection: Connection, operation: ChooseMe, people: Mapping[int, Owner]
    ) -> PeopleState:
        _known(people, operation.person)
        concerned = {one for one, owner in people.items() if owner.me} | {operation.person}
        if not operation.me:
            concerned = {operation.person}
        return PeopleState(
            {one: Owner(people[one].name, operation.me and one == operation.person) for one in concerned},
            _confirmed(connection, (operation.person,), operation.person) if operation.me else {},
        )


#: All of them.
PEOPLE_ACTS: tuple[Act[Any], ...] = (Name(), Merge(), Move(), Deny(), Me())


def _put(connection: Connection, wanted: PeopleState) -> PeopleState:
    """See `put`; in bursts faces are compared person by person, so the best shots are looked for anew."""
    before, changed = put(connection, wanted)
    if changed:
        rejudge(connection, sorted(changed))
    return before


def _known(people: Mapping[int, Owner], person: int) -> Owner:
    if person not in people:
        raise NotFoundError(Sentence.PERSON_GONE.about(person))
    return people[person]


def _free_name(people: Mapping[int, Owner], name: str, person: int | None = None) -> str:
    found = checked_name(name)
    for one, owner in people.items():
        if found and one != person and folded(owner.name or "") == folded(found):
            raise UsageError(Sentence.PERSON_NAME_TAKEN.about(owner.name))
    return found


def _said(
    connection: Connection, places: Iterable[FacePlace], person: int, *, belongs: bool
) -> dict[int, list[FaceWord]]:
    """The words on the photos of some faces, after one more on each face."""
    places = list(places)
    words = words_of(connection, dict.fromkeys(place.photo_id for place in places))
    for place in places:
        said = words[place.photo_id]
        if FaceWord(place.box, person, belongs) not in said:
            words[place.photo_id] = with_word(said, place.box, person, belongs=belongs)
    return words


def _confirmed(connection: Connection, people: Sequence[int], person: int) -> dict[int, list[FaceWord]]:
    """The words on the photos of some people, after all their present faces were called one person's."""
    return _said(connection, places_of(connection, people), person, belongs=True)


def _check_places(places: Sequence[FacePlace]) -> None:
    if not places:
        raise UsageError("Name at least one face.")


def _faces_text(places: Sequence[FacePlace]) -> str:
    return "1 face" if len(places) == 1 else f"{len(places):,} faces"


def _dump_places(places: Iterable[FacePlace]) -> list[list[float]]:
    return [[place.photo_id, place.box.x1, place.box.y1, place.box.x2, place.box.y2] for place in places]


def _load_places(values: Iterable[Sequence[float]]) -> tuple[FacePlace, ...]:
    return tuple(FacePlace(int(photo), Box(*corners)) for photo, *corners in values)
