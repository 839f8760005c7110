"""Photos of one library that look alike."""

from __future__ import annotations

from photo_curator.db.connection import Database
from photo_curator.db.personal import fetched
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.photo import FileState
from photo_curator.domain.similar import Similar, alike

_LOOKS = f"SELECT id, perceptual_hash FROM photo WHERE state <> '{FileState.MISSING.value}'"


class SimilarRepository:
    """Near-duplicates. Only reads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def to(self, photo_id: int) -> list[Similar]:
        """The photos that look like one, the most similar first; itself is none of them.

        Raises:
            NotFoundError: there is no such photo.
        """
        with self._database.read() as connection:
            rows = fetched(connection, "SELECT perceptual_hash FROM photo WHERE id = ?", (photo_id,))
            if not rows:
                raise NotFoundError(f"There is no photo {photo_id} in the library.")
            if not rows[0][0]:
                return []
            others = fetched(connection, _LOOKS)
        known = ((one, int(looks, 16)) for one, looks in others if looks and one != photo_id)
        return alike(int(rows[0][0], 16), known)
