"""Albums of the user's: reading them, counting all kinds of albums. What is done to them is an operation."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from photo_curator.db.connection import Database
from photo_curator.db.query_sql import diverse_ids, plain_conditions
from photo_curator.db.tables import PhotoRow
from photo_curator.db.values import folded
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.occasions import Moment, Stretch, find_moments
from photo_curator.domain.query import PhotoQuery, SavedAlbum
from photo_curator.domain.saved_query import read_query
from photo_curator.domain.sentences import Sentence

_ALBUMS = "SELECT id, name, manual, query FROM album WHERE deleted = 0"
_TIMED = "shown = 1 AND taken_key IS NOT NULL"
_TIMES = f"SELECT count(*), total(taken_key) FROM photo WHERE {_TIMED}"
#: The unary plus: the table is read through, which takes half as long as going to each row by an index.
_STRETCHES = f"""
SELECT min(taken_key), max(taken_key), count(*), taken_offset, country, city FROM photo
WHERE +{_TIMED} AND screenshot = 0
GROUP BY CAST(taken_key / 3600 AS INTEGER), taken_offset, country, city
"""


class AlbumRepository:
    """Only reads; safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._moments: tuple[object, list[Moment]] = None, []

    def all(self) -> tuple[SavedAlbum, ...]:
        """All albums of the user's, by name."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(f"{_ALBUMS} ORDER BY name_key, id").all()
        return tuple(_album(row) for row in rows)

    def get(self, album_id: int) -> SavedAlbum:
        """One album.

        Raises:
            NotFoundError: there is none of this id.
        """
        found = self._one("id = ?", album_id)
        if found is None:
            raise NotFoundError(Sentence.ALBUM_GONE.about(album_id))
        return found

    def named(self, name: str) -> SavedAlbum | None:
        """The album of this name, whatever its case; None: there is none."""
        return self._one("name_key = ?", folded(" ".join(name.split())))

    def years(self, query: PhotoQuery) -> list[tuple[int, int]]:
        """A query's photos by the year they were taken in: (year, count), the newest first."""
        year = func.substr(PhotoRow.taken_month, 1, 4)
        found = plain_conditions(query)
        wanted = [PhotoRow.id.in_(diverse_ids(found))] if query.diverse else found
        counted = select(year, func.count()).where(*wanted, PhotoRow.taken_month.is_not(None))
        with self._database.read() as connection:
            rows = connection.execute(counted.group_by(year).order_by(year.desc())).all()
        return [(int(number), count) for number, count in rows]

    def moments(self) -> list[Moment]:
        """Moments of the photos shown by default, the newest first; see `occasions`.

        They are looked for again only when photos with a time of their own have come or gone.
        """
        with self._database.read() as connection:
            now = connection.exec_driver_sql(_TIMES).one()
            known, moments = self._moments
            if known == now:
                return moments
            stretches = [Stretch(*row) for row in connection.exec_driver_sql(_STRETCHES)]
        moments = find_moments(stretches)
        self._moments = now, moments
        return moments

    def _one(self, condition: str, value: object) -> SavedAlbum | None:
        with self._database.read() as connection:
            row = connection.exec_driver_sql(f"{_ALBUMS} AND {condition}", (value,)).one_or_none()
        return None if row is None else _album(row)


def _album(row: Iterable[Any]) -> SavedAlbum:
    album_id, name, manual, text = row
    try:
        query = read_query(json.loads(text))
    except UsageError as error:
        return SavedAlbum(album_id, name, bool(manual), None, f"{name}: {error}")
    if manual:
        query = replace(query, album_id=album_id)
    return SavedAlbum(album_id, name, bool(manual), query)
