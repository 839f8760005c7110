"""Photos of one library that look alike: one photo's, and all, which are found after an index run."""

from __future__ import annotations

from sqlalchemy import Connection

from photo_curator.db.connection import Database
from photo_curator.db.personal import fetched
from photo_curator.db.similar_tables import SIMILAR_GROUPS
from photo_curator.db.values import json_ids
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.photo import FileState
from photo_curator.domain.sentences import Sentence
from photo_curator.domain.similar import SIMILAR_VERSION, Similar, alike

#: Setting: the version by which the library's photos were last compared; "" while they change.
_COMPARED_BY = "similar_compared_by"
_LOOKS = (
    "SELECT id, perceptual_hash FROM photo"
    f" WHERE state <> '{FileState.MISSING.value}' AND perceptual_hash <> ''"
)
_BURST = """
SELECT other.photo_id FROM burst_frame one JOIN burst_frame other ON other.burst_id = one.burst_id
WHERE one.photo_id = ?
"""


class SimilarRepository:
    """Near-duplicates, whenever they were taken."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def to(self, photo_id: int) -> list[Similar]:
        """The photos that look like one, the most similar first; without itself and its own burst.

        Raises:
            NotFoundError: there is no such photo.
        """
        with self._database.read() as connection:
            rows = fetched(connection, "SELECT perceptual_hash FROM photo WHERE id = ?", (photo_id,))
            if not rows:
                raise NotFoundError(Sentence.NO_SUCH_PHOTO.about(photo_id))
            if not rows[0][0]:
                return []
            burst = {photo_id, *(row[0] for row in fetched(connection, _BURST, (photo_id,)))}
            others = fetched(connection, _LOOKS)
        known = ((one, int(looks, 16)) for one, looks in others if one not in burst)
        return alike(int(rows[0][0], 16), known)

    def groups(self) -> list[tuple[int, ...]]:
        """Photos shown by default that look like one of another burst, or of none: whoever hangs together."""
        found: dict[int, list[int]] = {}
        sql = (
            f"SELECT s.group_id, s.photo_id FROM similar s JOIN photo p ON p.id = s.photo_id"
            f" WHERE p.shown = 1 AND s.group_id IN ({SIMILAR_GROUPS}) ORDER BY s.group_id, s.photo_id"
        )
        with self._database.read() as connection:
            for group_id, photo_id in fetched(connection, sql):
                found.setdefault(group_id, []).append(photo_id)
        return [tuple(photo_ids) for photo_ids in found.values()]

    def outdated(self) -> bool:
        """Whether photos changed, or the rules, since they were last compared."""
        with self._database.read() as connection:
            found = connection.exec_driver_sql("SELECT value FROM setting WHERE key = ?", (_COMPARED_BY,))
            return found.scalar_one_or_none() != SIMILAR_VERSION

    def expect_changes(self) -> None:
        """Say, before photos change, that they are to be compared anew: also where the work breaks off."""
        with self._database.write() as connection:
            _note(connection, "")

    def compare(self) -> None:
        """Compare all photos; about a second for 100,000. Only what differs is written.

        For the engine: what it needs is not loaded in the window.
        """
        import numpy as np

        from photo_curator.domain.similar_groups import similar_groups

        with self._database.read() as connection:
            rows = fetched(connection, f"{_LOOKS} ORDER BY id")
        looks = np.array([int(one, 16) for _, one in rows], np.uint64)
        groups = similar_groups(looks).tolist()
        sizes = np.bincount(groups, minlength=1) if rows else np.zeros(1, int)
        found = {rows[place][0]: rows[group][0] for place, group in enumerate(groups) if sizes[group] > 1}
        with self._database.write() as connection:
            # Photos may have gone meanwhile, become one with others.
            known = {row[0] for row in fetched(connection, "SELECT id FROM photo")}
            found = {photo_id: group for photo_id, group in found.items() if photo_id in known}
            stored = dict(fetched(connection, "SELECT photo_id, group_id FROM similar"))
            gone = [photo_id for photo_id in stored if photo_id not in found]
            connection.exec_driver_sql(
                "DELETE FROM similar WHERE photo_id IN (SELECT value FROM json_each(?))", (json_ids(gone),)
            )
            new = [(photo_id, group) for photo_id, group in found.items() if stored.get(photo_id) != group]
            if new:
                connection.exec_driver_sql(
                    "INSERT INTO similar (photo_id, group_id) VALUES (?, ?)"
                    " ON CONFLICT (photo_id) DO UPDATE SET group_id = excluded.group_id",
                    new,
                )
            _note(connection, SIMILAR_VERSION)


def _note(connection: Connection, version: str) -> None:
    connection.exec_driver_sql(
        "INSERT INTO setting (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (_COMPARED_BY, version),
    )
