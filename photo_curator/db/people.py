"""People of one library: who there is, whose faces are, and what faces are compared by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection

from photo_curator.db.connection import Database
from photo_curator.db.people_facts import fresh_id, people_of, words_by_face, write_guesses
from photo_curator.db.personal import fetched
from photo_curator.db.values import folded, json_ids
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.geometry import Box, Size
from photo_curator.domain.people import Person, PersonFace, listed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_COLUMNS = """
f.id AS face_id, f.photo_id, f.x1, f.y1, f.x2, f.y2, p.width, p.height, f.crop_key, p.pixel_hash, p.path
"""
_SHOWN = """
FROM face_person w JOIN face f ON f.id = w.face_id JOIN photo p ON p.id = f.photo_id
WHERE p.shown = 1 AND w.person_id
"""
_FACES_OF = f"SELECT {_COLUMNS} {_SHOWN} = ? ORDER BY p.sort_time DESC, f.id"
#: The face that scores best stands for its person: eyes open, sharp. (Beside max() SQLite takes the other
#: columns from the row that has it.)
_COVERS = f"""
SELECT w.person_id, max(coalesce(f.mean, 0) + (f.y2 - f.y1) / 1e6), {_COLUMNS} {_SHOWN} IS NOT NULL
GROUP BY w.person_id
"""
#: From an index alone; what is not shown, which is little, is taken off.
_COUNTS = """
SELECT person_id, count(*), count(DISTINCT photo_id) FROM face_person WHERE person_id IS NOT NULL GROUP BY 1
"""
_COUNTS_HIDDEN = """
SELECT w.person_id, count(*), count(DISTINCT w.photo_id)
FROM photo p JOIN face_person w ON w.photo_id = p.id
WHERE p.shown = 0 AND w.person_id IS NOT NULL GROUP BY 1
"""
_UNREAD = """
FROM face f JOIN photo p ON p.id = f.photo_id LEFT JOIN identity i ON i.face_id = f.id
WHERE i.version IS NOT ? AND f.y2 - f.y1 >= ? AND p.state <> 'missing'
"""


class FaceToRead(NamedTuple):
    """A face without an embedding."""

    face_id: int
    photo_id: int
    crop_key: str


@dataclass(frozen=True)
class Known:
    """All faces with an embedding, F of them, as they are grouped.

    Attributes:
        faces: [F] ids.
        photos: [F] ids of their photos.
        embedding: [F, D] float16, of length 1.
        person: by face id whose it is now; absent: nobody's.
        said: faces the user gave to somebody.
        denied: by face id whose it is not.
        settled: faces the present version of the grouping has looked at.
    """

    faces: NDArray[np.int64]
    photos: NDArray[np.int64]
    embedding: NDArray[np.float16]
    person: Mapping[int, int]
    said: frozenset[int]
    denied: Mapping[int, frozenset[int]]
    settled: frozenset[int]


class PeopleRepository:
    """People and their faces. What the user says of them is an operation like any other."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Person, ...]:
        """Everybody who is seen in photos shown by default, in the order of lists."""
        with self._database.read() as connection:
            found = _seen(connection)
            covers = {row[0]: _face(row[2:]) for row in fetched(connection, _COVERS)} if found else {}
        return listed([replace(one, cover=covers.get(one.id)) for one in found])

    def counts(self) -> tuple[Person, ...]:
        """As `all`, without the faces that stand for them: for the sidebar."""
        with self._database.read() as connection:
            return listed(_seen(connection))

    def names(self) -> dict[int, Person]:
        """Everybody by id, seen or not, without counts."""
        with self._database.read() as connection:
            owners = people_of(connection)
        return {one: Person(one, owner.name or "", owner.me) for one, owner in owners.items()}

    def find(self, name_or_id: str) -> Person:
        """The person somebody means.

        Args:
            name_or_id: a name, in any case; an id; or "me".

        Raises:
            NotFoundError: nobody is called so.
            UsageError: several begin so.
        """
        people = self.names()
        wanted = folded(name_or_id.strip())
        exact = [one for one in people.values() if one.name and folded(one.name) == wanted]
        if not exact and wanted == "me":
            exact = [one for one in people.values() if one.me]
        if not exact and wanted.isascii() and wanted.isdecimal():
            exact = [one for one in people.values() if one.id == int(wanted)]
        found = exact or [one for one in people.values() if wanted and folded(one.name).startswith(wanted)]
        if not found:
            raise NotFoundError(f"There is nobody called {name_or_id!r} in the library; see `people`.")
        if len(found) > 1:
            names = ", ".join(sorted(one.name for one in found))
            raise UsageError(f"{name_or_id!r} could be {names}; give the whole name.")
        return found[0]

    def faces(self, person: int) -> tuple[PersonFace, ...]:
        """A person's faces in photos shown by default, the newest first."""
        with self._database.read() as connection:
            return tuple(_face(row) for row in fetched(connection, _FACES_OF, (person,)))

    def of(self, photo_ids: Sequence[int]) -> dict[int, Person]:
        """Whose the faces of photos are, by face id; without counts. Faces of nobody known are absent."""
        with self._database.read() as connection:
            rows = fetched(
                connection,
                "SELECT w.face_id, q.id, q.name, q.me FROM face_person w JOIN person q ON q.id = w.person_id"
                " WHERE w.photo_id IN (SELECT value FROM json_each(?))",
                (json_ids(list(photo_ids)),),
            )
        return {face: Person(one, name, bool(me)) for face, one, name, me in rows}

    def fresh_id(self) -> int:
        """An id nobody has or ever had, for somebody new."""
        with self._database.read() as connection:
            return fresh_id(connection)

    # --- for the engine -----------------------------------------------------------------------

    def unread(self, version: str, smallest: float) -> list[FaceToRead]:
        """Faces that were not read by this version, photo by photo.

        Args:
            version: of the embeddings.
            smallest: least height of a face, in source pixels.
        """
        with self._database.read() as connection:
            rows = fetched(
                connection,
                f"SELECT f.id, f.photo_id, f.crop_key {_UNREAD} ORDER BY f.photo_id, f.id",
                (version, smallest),
            )
        return [FaceToRead(*row) for row in rows]

    def add_identities(self, version: str, embeddings: Sequence[tuple[int, bytes]]) -> None:
        """Keep what faces are compared by; a face that is no more is passed over.

        Args:
            version: of the embeddings.
            embeddings: face id and float16 values, little endian.
        """
        with self._database.write() as connection:
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO identity (face_id, version, embedding)"
                " SELECT id, ?, ? FROM face WHERE id = ?",
                [(version, values, face) for face, values in embeddings],
            )

    def unsettled(self, version: str, grouping: str) -> int:
        """How many faces with an embedding the grouping has not looked at."""
        with self._database.read() as connection:
            return int(
                fetched(
                    connection,
                    "SELECT count(*) FROM identity i LEFT JOIN face_person w ON w.face_id = i.face_id"
                    " WHERE i.version = ? AND w.version IS NOT ?",
                    (version, grouping),
                )[0][0]
            )

    def known(self, version: str, grouping: str) -> Known:
        """Everything the grouping goes by.

        Args:
            version: of the embeddings.
            grouping: version of the grouping that is about to be made.
        """
        import numpy as np

        with self._database.read() as connection:
            rows = fetched(
                connection,
                "SELECT i.face_id, f.photo_id, i.embedding, w.person_id, w.version IS ?, w.guess"
                " FROM identity i JOIN face f ON f.id = i.face_id"
                " LEFT JOIN face_person w ON w.face_id = i.face_id WHERE i.version = ? ORDER BY i.face_id",
                (grouping, version),
            )
            people = people_of(connection)
            said, denied = words_by_face(connection)
        return Known(
            faces=np.array([row[0] for row in rows], np.int64),
            photos=np.array([row[1] for row in rows], np.int64),
            embedding=np.frombuffer(b"".join([row[2] for row in rows]), "<f2").reshape(
                len(rows), -1 if rows else 0
            ),
            person={row[0]: row[3] for row in rows if row[3] is not None},
            said=said,
            denied=denied,
            # A guess at somebody who is no more says nothing: such a face is looked at again.
            settled=frozenset(row[0] for row in rows if row[4] and (row[5] is None or row[5] in people)),
        )

    def write_guesses(self, grouping: str, guesses: Mapping[int, int | None]) -> None:
        """Take down whose the machine thinks faces are; see `people_facts.write_guesses`."""
        with self._database.write() as connection:
            write_guesses(connection, grouping, guesses)


def _seen(connection: Connection) -> list[Person]:
    """Everybody who is seen, without a cover."""
    counts = fetched(connection, _COUNTS)
    if not counts:
        return []
    hidden = {one: (faces, photos) for one, faces, photos in fetched(connection, _COUNTS_HIDDEN)}
    owners = people_of(connection)
    return [
        Person(one, owners[one].name or "", owners[one].me, faces - less[0], photos - less[1])
        for one, faces, photos in counts
        if faces > (less := hidden.get(one, (0, 0)))[0]
    ]


def _face(row: Sequence[Any]) -> PersonFace:
    face, photo, x1, y1, x2, y2, width, height, crop, thumbnail, path = row
    return PersonFace(face, photo, Box(x1, y1, x2, y2), Size(width, height), crop, thumbnail, path)
