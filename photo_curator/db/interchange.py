"""Photos as their sidecars are told of them. Only reads."""

from __future__ import annotations

from collections.abc import Sequence

from photo_curator.db.connection import Database
from photo_curator.db.values import json_ids
from photo_curator.domain.interchange import Marks
from photo_curator.domain.rating import Flag

_MARKS = """
SELECT p.id, p.user_rating, p.user_flag, p.foreign_reject, coalesce(s.version, ''), coalesce(s.taste, 0)
FROM photo p LEFT JOIN score s ON s.photo_id = p.id
WHERE p.id IN (SELECT value FROM json_each(?))
"""


class InterchangeRepository:
    """What was said of photos, and by whom."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def marks_of(self, ids: Sequence[int]) -> dict[int, Marks]:
        """What the user said of photos here, what others do, and the version of the machine's word."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(_MARKS, (json_ids(ids),)).fetchall()
        return {
            photo_id: Marks(
                stars,
                None if flag is None else Flag(flag),
                bool(foreign_reject),
                f"{version}, taste {taste}" if version and taste else version,
            )
            for photo_id, stars, flag, foreign_reject, version, taste in rows
        }
