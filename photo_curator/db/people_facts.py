"""Whose faces are: the user's words and the machine's guesses brought together, and what follows from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection

from photo_curator.db.personal import fetched, rescore
from photo_curator.db.values import folded, json_ids
from photo_curator.domain.geometry import Box, Size
from photo_curator.domain.people import FacePlace, FaceWord, heard, in_force

_FACES = """
SELECT f.id, f.photo_id, f.x1, f.y1, f.x2, f.y2, p.width, p.height, w.guess, w.person_id
FROM face f JOIN photo p ON p.id = f.photo_id LEFT JOIN face_person w ON w.face_id = f.id
WHERE f.photo_id IN (SELECT value FROM json_each(?)) ORDER BY f.id
"""
_WORDS = """
SELECT photo_id, x1, y1, x2, y2, person_id, belongs FROM person_word
WHERE photo_id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
#: Photos nobody said anything of follow the guesses; what became of a person who is no more is nobody.
_FOLLOW = """
UPDATE face_person SET person_id = (SELECT id FROM person WHERE id = guess)
WHERE photo_id IN (SELECT value FROM json_each(?)) AND photo_id NOT IN (SELECT photo_id FROM person_word)
AND person_id IS NOT (SELECT id FROM person WHERE id = guess)
RETURNING photo_id
"""
_OWN = """
SELECT w.face_id, w.photo_id FROM person q JOIN face_person w ON w.person_id = q.id WHERE q.me = 1
"""
#: Beside photos in the journal; no photo has such an id.
_PEOPLE, _ALBUMS = 0, -1


class Owner(NamedTuple):
    """A row of `person`; None as its name: it is not there."""

    name: str | None
    me: bool = False


@dataclass
class PeopleState:
    """People and words as they stand, or shall stand: what an act writes, and its inverse.

    Attributes:
        people: by id.
        words: by photo, all there are of it.
        albums: by album of the user's, whose photos it shows.
    """

    people: dict[int, Owner] = field(default_factory=dict)
    words: dict[int, list[FaceWord]] = field(default_factory=dict)
    albums: dict[int, int] = field(default_factory=dict)

    def dump(self) -> list[tuple[int, Any]]:
        """As the journal keeps it: photos with their words; 0 with the people, -1 with the albums."""
        people = [[one, owner.name, owner.me] for one, owner in sorted(self.people.items())]
        words = [
            (photo, [[*_corners(word.box), word.person, word.belongs] for word in said])
            for photo, said in sorted(self.words.items())
        ]
        albums = [(_ALBUMS, sorted(self.albums.items()))] if self.albums else []
        return [(_PEOPLE, people), *albums, *words]

    @classmethod
    def load(cls, before: Iterable[Sequence[Any]]) -> PeopleState:
        """The inverse of `dump`."""
        state = cls()
        for photo, values in before:
            if photo == _ALBUMS:
                state.albums = dict(values)
            elif photo == _PEOPLE:
                state.people = {one: Owner(name, bool(me)) for one, name, me in values}
            else:
                state.words[photo] = [_word(*value) for value in values]
        return state


def people_of(connection: Connection) -> dict[int, Owner]:
    """Everybody there is, by id."""
    rows = fetched(connection, "SELECT id, name, me FROM person")
    return {one: Owner(name, bool(me)) for one, name, me in rows}


def words_of(connection: Connection, photo_ids: Iterable[int]) -> dict[int, list[FaceWord]]:
    """What was said of photos' faces, the last word last; an empty list where nothing was."""
    ids = list(photo_ids)
    found: dict[int, list[FaceWord]] = {photo: [] for photo in ids}
    for photo, *values in fetched(connection, _WORDS, (json_ids(ids),)):
        found[photo].append(_word(*values))
    return found


def places_of(connection: Connection, people: Iterable[int]) -> list[FacePlace]:
    """Where the faces of some people are, as of now."""
    rows = fetched(
        connection,
        "SELECT f.photo_id, f.x1, f.y1, f.x2, f.y2, p.width, p.height FROM face_person w"
        " JOIN face f ON f.id = w.face_id JOIN photo p ON p.id = f.photo_id"
        " WHERE w.person_id IN (SELECT value FROM json_each(?)) ORDER BY f.id",
        (json_ids(sorted(people)),),
    )
    return [FacePlace(photo, Box(*box).relative(Size(*size))) for photo, *box, size in _sized(rows)]


def albums_of(connection: Connection, people: Iterable[int]) -> dict[int, int]:
    """Albums of the user's that show some people's photos, deleted ones too: by id, whose."""
    rows = fetched(
        connection,
        "SELECT id, query ->> '$.person' FROM album"
        " WHERE query ->> '$.person' IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json_ids(sorted(people)),),
    )
    return dict(rows)


def put(connection: Connection, wanted: PeopleState) -> tuple[PeopleState, set[int]]:
    """Let people and words stand as wanted, and everything that follows from them.

    Photos that are no more are passed over: an undo may come after one has become one with another.

    Args:
        connection: in an immediate transaction.
        wanted: only what is named in it changes.

    Returns:
        What stood before, of all that was named; and the photos with other people now, or another score.
    """
    known = people_of(connection)
    photos = set(_existing(connection, wanted.words))
    before = PeopleState(
        {one: known.get(one, Owner(None)) for one in wanted.people},
        words_of(connection, sorted(photos)),
        {album: one for album, one in albums_of(connection, known).items() if album in wanted.albums},
    )
    own = _own_faces(connection)
    _put_people(connection, wanted.people)
    _put_words(connection, {photo: wanted.words[photo] for photo in sorted(photos)})
    gone = {one for one, owner in wanted.people.items() if owner.name is None}
    come = {one for one in wanted.people if one not in known}
    for album, person in wanted.albums.items():
        connection.exec_driver_sql(
            "UPDATE album SET query = json_set(query, '$.person', ?) WHERE id = ?", (person, album)
        )
    changed = resolve(connection, photos | _photos_about(connection, gone | come))
    return before, changed | _follow_me(connection, own)


def resolve(connection: Connection, photo_ids: Iterable[int]) -> set[int]:
    """Work out anew whose the faces of photos are; returns the photos with other people now."""
    ids = sorted(photo_ids)
    touched = set(connection.exec_driver_sql(_FOLLOW, (json_ids(ids),)).scalars())
    spoken = {photo: words for photo, words in words_of(connection, ids).items() if words}
    if not spoken:
        return touched
    people = people_of(connection)
    changed = []
    for photo, rows in _faces(connection, spoken).items():
        boxes = _boxes(rows)
        found = in_force(boxes, [row[8] for row in rows], spoken[photo], people)
        changed += [
            (row[0], photo, person) for row, person in zip(rows, found, strict=True) if person != row[9]
        ]
    connection.exec_driver_sql(
        "INSERT INTO face_person (face_id, photo_id, version, person_id)"
        " SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), '', json_extract(value, '$[2]')"
        " FROM json_each(?) WHERE true ON CONFLICT (face_id) DO UPDATE SET person_id = excluded.person_id",
        (json.dumps(changed),),
    )
    return touched | {photo for _, photo, _ in changed}


def words_by_face(connection: Connection) -> tuple[frozenset[int], dict[int, frozenset[int]]]:
    """All that was said: ids of the faces that were given to somebody; and by face whose it is not."""
    photos = connection.exec_driver_sql("SELECT DISTINCT photo_id FROM person_word").scalars().all()
    words = words_of(connection, photos)
    given: set[int] = set()
    denied: dict[int, frozenset[int]] = {}
    for photo, rows in _faces(connection, photos).items():
        said, not_theirs = heard(_boxes(rows), words[photo])
        given.update(rows[face][0] for face in said)
        for face, person in not_theirs:
            denied[rows[face][0]] = denied.get(rows[face][0], frozenset()) | {person}
    return frozenset(given), denied


def after_analysis(connection: Connection, photo_ids: Iterable[int]) -> None:
    """Photos have other faces now: what was said of them finds its faces again, and leads their scores."""
    ids = json_ids(list(photo_ids))
    spoken = connection.exec_driver_sql(
        "SELECT DISTINCT photo_id FROM person_word WHERE photo_id IN (SELECT value FROM json_each(?))", (ids,)
    )
    if found := list(spoken.scalars()):
        resolve(connection, found)


def with_own_face(connection: Connection, photo_ids: Iterable[int]) -> list[int]:
    """Those of some photos in which the user is."""
    wanted = set(photo_ids)
    return sorted(wanted & {photo for _, photo in _own_faces(connection)})


def fresh_id(connection: Connection) -> int:
    """An id nobody has or ever had."""
    found = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'person'").scalar()
    return int(found or 0) + 1


def write_guesses(connection: Connection, version: str, guesses: Mapping[int, int | None]) -> None:
    """Take down whose the machine thinks faces are.

    Args:
        connection: in an immediate transaction.
        version: of the grouping.
        guesses: person by face; None: nobody known; below 0: somebody new, the same for all their faces.
            Faces that are no more are passed over.
    """
    own = _own_faces(connection)
    first = fresh_id(connection)
    new = sorted({person for person in guesses.values() if person is not None and person < 0}, reverse=True)
    ids = {person: first + place for place, person in enumerate(new)}
    guesses = {face: ids.get(person, person) if person else None for face, person in guesses.items()}
    connection.exec_driver_sql(
        "INSERT INTO person (id, name, name_text, me) SELECT value, '', '', 0 FROM json_each(?)",
        (json_ids(sorted(ids.values())),),
    )
    connection.exec_driver_sql(
        "INSERT INTO face_person (face_id, photo_id, version, guess)"
        " SELECT f.id, f.photo_id, ?, json_extract(j.value, '$[1]') FROM json_each(?) j"
        " JOIN face f ON f.id = json_extract(j.value, '$[0]') WHERE true"
        " ON CONFLICT (face_id) DO UPDATE SET version = excluded.version, guess = excluded.guess",
        (version, json.dumps(sorted(guesses.items()))),
    )
    photos = connection.exec_driver_sql(
        "SELECT DISTINCT photo_id FROM face_person WHERE face_id IN (SELECT value FROM json_each(?))",
        (json_ids(sorted(guesses)),),
    )
    resolve(connection, photos.scalars().all())
    # Nobody spoke of them and no face is theirs: the machine made them, and they are nobody any more.
    connection.exec_driver_sql(
        "DELETE FROM person WHERE name = '' AND me = 0 AND id NOT IN (SELECT person_id FROM person_word)"
        " AND id NOT IN (SELECT guess FROM face_person WHERE guess IS NOT NULL)"
    )
    _follow_me(connection, own)


def _faces(connection: Connection, photo_ids: Iterable[int]) -> dict[int, list[Any]]:
    """Rows of `_FACES` by photo."""
    found: dict[int, list[Any]] = {}
    for row in fetched(connection, _FACES, (json_ids(sorted(photo_ids)),)):
        found.setdefault(row[1], []).append(row)
    return found


def _boxes(rows: Iterable[Sequence[Any]]) -> list[Box]:
    return [Box(*row[2:6]).relative(Size(*row[6:8])) for row in rows]


def _own_faces(connection: Connection) -> set[tuple[int, int]]:
    return {(face, photo) for face, photo in fetched(connection, _OWN)}


def _follow_me(connection: Connection, before: set[tuple[int, int]]) -> set[int]:
    """Score anew the photos in which the user's own face is another one now, or no longer one.

    Returns:
        These photos.
    """
    changed = {photo for _, photo in before ^ _own_faces(connection)}
    if changed:
        rescore(connection, sorted(changed))
    return changed


def _existing(connection: Connection, photo_ids: Iterable[int]) -> list[int]:
    ids = json_ids(sorted(photo_ids))
    found = connection.exec_driver_sql(
        "SELECT id FROM photo WHERE id IN (SELECT value FROM json_each(?))", (ids,)
    )
    return list(found.scalars())


def _photos_about(connection: Connection, people: Iterable[int]) -> set[int]:
    """Photos with a guess at somebody, or a word on them."""
    ids = json_ids(sorted(people))
    found = connection.exec_driver_sql(
        "SELECT photo_id FROM face_person WHERE guess IN (SELECT value FROM json_each(?1))"
        " OR person_id IN (SELECT value FROM json_each(?1))"
        " UNION SELECT photo_id FROM person_word WHERE person_id IN (SELECT value FROM json_each(?1))",
        (ids,),
    )
    return set(found.scalars())


def _put_people(connection: Connection, people: Mapping[int, Owner]) -> None:
    for one, owner in people.items():
        if owner.name is None:
            connection.exec_driver_sql("DELETE FROM person WHERE id = ?", (one,))
        else:
            connection.exec_driver_sql(
                "INSERT INTO person (id, name, name_text, me) VALUES (?, ?, ?, ?) ON CONFLICT (id)"
                " DO UPDATE SET name = excluded.name, name_text = excluded.name_text, me = excluded.me",
                (one, owner.name, folded(owner.name), owner.me),
            )


def _put_words(connection: Connection, words: Mapping[int, Sequence[FaceWord]]) -> None:
    connection.exec_driver_sql(
        "DELETE FROM person_word WHERE photo_id IN (SELECT value FROM json_each(?))", (json_ids(list(words)),)
    )
    rows = [
        (photo, *_corners(word.box), word.person, word.belongs)
        for photo, said in words.items()
        for word in said
    ]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO person_word (photo_id, x1, y1, x2, y2, person_id, belongs)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.x1, box.y1, box.x2, box.y2


def _word(x1: float, y1: float, x2: float, y2: float, person: int, belongs: int) -> FaceWord:
    return FaceWord(Box(x1, y1, x2, y2), person, bool(belongs))


def _sized(rows: Iterable[Any]) -> Iterable[Any]:
    for *values, width, height in rows:
        yield *values, (width, height)
