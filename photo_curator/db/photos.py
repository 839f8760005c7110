"""Reading photos: lists, single photos, and finding one by what a person types."""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select

from photo_curator.db import facets
from photo_curator.db.connection import Database
from photo_curator.db.danger import dangers
from photo_curator.db.faces import stored_faces
from photo_curator.db.personal import personal_scores
from photo_curator.db.query_sql import select_count, select_ids
from photo_curator.db.stacking import stacked
from photo_curator.db.tables import PhotoRow
from photo_curator.db.values import (
    capture_time,
    is_displaced,
    json_ids,
    normalised,
    read_score,
    real_path,
)
from photo_curator.domain.best_shot import Lead
from photo_curator.domain.burst import BurstKind
from photo_curator.domain.capture import Capture, Place
from photo_curator.domain.danger import PhotoDanger
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Size
from photo_curator.domain.photo import (
    FileRole,
    FileState,
    InBurst,
    Photo,
    PhotoFile,
    PhotoSummary,
    RatingEvent,
)
from photo_curator.domain.query import PhotoQuery, SortBy
from photo_curator.domain.rating import SOURCE_HERE, Flag, Rating
from photo_curator.domain.score import Verdict
from photo_curator.domain.sentences import Sentence
from photo_curator.domain.stacks import Stacks
from photo_curator.domain.timeline import Listing, days_of

_SUMMARY = """
SELECT p.id, p.path, p.state, p.width, p.height, p.taken_local, p.taken_offset, p.taken_subsecond,
       p.city, p.country, p.effective_score, p.machine_mean, s.low, s.high, p.verdict, p.stars,
       p.user_rating IS NOT NULL, p.foreign_source, p.flag, p.face_count, p.pixel_hash, p.screenshot,
       m.rotation, p.danger, d.hazard, b.id, b.kind, b.count, b.best, b.lead, b.cover
FROM photo p LEFT JOIN score s ON s.photo_id = p.id LEFT JOIN mark m ON m.photo_id = p.id
     LEFT JOIN danger d ON d.photo_id = p.id AND p.danger = 1
     LEFT JOIN burst_frame f ON f.photo_id = p.id LEFT JOIN burst b ON b.id = f.burst_id
WHERE p.id IN (SELECT value FROM json_each(?))
"""
_CANDIDATES_SHOWN = 5
_ROWS_AT_ONCE = 4096


class PhotoRepository:
    """Photos as lists and facets show them. Only reads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self, query: PhotoQuery) -> list[int]:
        """Ids of a query's photos, in its order."""
        with self._database.read() as connection:
            cursor = connection.execute(select_ids(query)).cursor
            # The driver's own cursor: a result object for each of 100,000 ids would double the time.
            return [] if cursor is None else [photo_id for (photo_id,) in cursor.fetchall()]

    def count(self, query: PhotoQuery) -> int:
        """How many photos a query has."""
        with self._database.read() as connection:
            return connection.execute(select_count(query)).scalar_one()

    def summaries(self, ids: Sequence[int]) -> list[PhotoSummary]:
        """Summaries in the order of `ids`; ids that are no photo are dropped."""
        with self._database.read() as connection:
            return _summaries(connection, ids)

    def listing(self, query: PhotoQuery, limit: int | None = None, stacks: Stacks | None = None) -> Listing:
        """What a query answers, with its days where it is sorted by time.

        A photo without a time of its own stands at its file's, in the order and so in the days.

        Args:
            query: which photos, in which order.
            limit: only the beginning, so many photos.
            stacks: how bursts are shown; None: photo by photo. With a limit so many photos are stacked.
        """
        wanted: Select[Any] = select_ids(query).limit(limit)
        by_time = query.sort is SortBy.TIME
        if by_time:
            wanted = wanted.add_columns(PhotoRow.sort_time)  # in the index anyway
        ids, times = array("q"), array("d")
        with self._database.read() as connection:
            cursor = connection.execute(wanted).cursor
            # In pieces: all rows of 100,000 photos at once would be 20 MB for a moment.
            while rows := cursor.fetchmany(_ROWS_AT_ONCE) if cursor is not None else []:
                ids.extend([row[0] for row in rows])
                if by_time:
                    times.extend([row[1] for row in rows])
            whole = limit is None or len(ids) < limit
            if stacks is None:
                return Listing(ids, days_of(times), whole)
            listed, places, stacking = stacked(connection, query, ids, stacks, whole=whole)
        return Listing(
            listed, days_of([times[place] for place in places] if by_time else ()), whole, stacking
        )

    def get(self, photo_id: int) -> Photo:
        """Everything about one photo.

        Raises:
            NotFoundError: there is no such photo.
        """
        with self._database.read() as connection:
            return _photo(connection, photo_id)

    def faces(self, photo_id: int) -> tuple[Face, ...]:
        """A photo's faces, largest first; none for an unknown photo."""
        with self._database.read() as connection:
            return faces_of(connection, [photo_id]).get(photo_id, ())

    def faces_of(self, ids: Sequence[int]) -> dict[int, tuple[Face, ...]]:
        """Faces of many photos, in one query; photos without faces are absent."""
        with self._database.read() as connection:
            return faces_of(connection, ids)

    def find(self, path_or_id: str) -> int:
        """The id of the photo a person means.

        Args:
            path_or_id: an id; or the absolute path of any file of the photo; or a file's name, or
                the end of its path, where only one photo has it.

        Raises:
            NotFoundError: no photo fits.
            UsageError: several photos fit; the message names them.
        """
        with self._database.read() as connection:
            if path_or_id.isascii() and path_or_id.isdecimal():
                photo_id = int(path_or_id)
                # Beyond 63 bits SQLite would refuse the parameter itself.
                if photo_id < 2**63 and _rows(connection, "SELECT 1 FROM photo WHERE id = ?", photo_id):
                    return photo_id
            if os.path.isabs(path_or_id):
                found = _rows(
                    connection, "SELECT photo_id, path FROM file WHERE path = ?", normalised(path_or_id)
                )
            else:
                # A whole name, so the end of the path after a separator; instr finds it, the tail decides.
                tail = os.sep + path_or_id
                rows = _rows(connection, "SELECT photo_id, path FROM file WHERE instr(path, ?) > 0", tail)
                found = [row for row in rows if row[1].endswith(tail) and not is_displaced(row[1])]
        photos: dict[int, str] = {}
        for photo_id, path in found:
            photos.setdefault(photo_id, path)
        if not photos:
            raise NotFoundError(Sentence.NO_SUCH_PHOTO.about(repr(path_or_id)))
        if len(photos) > 1:
            paths = sorted(photos.values())
            more = ", ..." if len(paths) > _CANDIDATES_SHOWN else ""
            named = ", ".join(paths[:_CANDIDATES_SHOWN])
            raise UsageError(
                f"{path_or_id!r} could be {len(paths)} photos: {named}{more}; give the whole path."
            )
        return next(iter(photos))

    def folder_counts(self) -> dict[str, int]:
        """Photos shown by default, by the directory of their primary file."""
        with self._database.read() as connection:
            return facets.folder_counts(connection)

    def place_counts(self) -> list[tuple[str, str, int]]:
        """Photos shown by default with a known place: country, city ("" where unknown), count."""
        with self._database.read() as connection:
            return facets.place_counts(connection)

    def month_counts(self) -> list[tuple[int, int, int]]:
        """Photos shown by default with a known time: year, month, count; newest first."""
        with self._database.read() as connection:
            return facets.month_counts(connection)

    def camera_counts(self) -> dict[str, int]:
        """Photos shown by default by camera, the most used first."""
        with self._database.read() as connection:
            return facets.camera_counts(connection)


def _rows(connection: Connection, sql: str, *parameters: object) -> list[Any]:
    return list(connection.exec_driver_sql(sql, parameters).fetchall())


def _summaries(connection: Connection, ids: Sequence[int]) -> list[PhotoSummary]:
    rows = _rows(connection, _SUMMARY, json_ids(ids))
    found = {row[0]: _summary(row) for row in rows}
    return [found[photo_id] for photo_id in ids if photo_id in found]


def _summary(row: Iterable[Any]) -> PhotoSummary:
    (
        photo_id, path, state, width, height, taken, offset, subsecond,
        city, country, effective, machine, low, high, verdict, stars,
        rated_here, foreign_source, flag, face_count, pixel_hash, screenshot,
        rotation, danger, hazard, burst_id, kind, count, best, lead, cover,
    ) = row  # fmt: skip
    source = SOURCE_HERE if rated_here else foreign_source if stars else ""
    return PhotoSummary(
        id=photo_id,
        path=path,
        state=FileState(state),
        size=Size(width, height),
        taken=capture_time(taken, offset, subsecond),
        place=", ".join(part for part in (city, country) if part),
        effective_score=effective,
        machine_score=machine,
        low=low,
        high=high,
        verdict=Verdict(verdict),
        rating=Rating(stars, source),
        flag=Flag(flag),
        face_count=face_count,
        thumbnail_key=pixel_hash,
        screenshot=bool(screenshot),
        rotation=rotation or 0,
        danger=bool(danger),
        hazard=hazard or "",
        burst=None
        if burst_id is None
        else InBurst(
            burst_id,
            BurstKind(kind),
            count,
            best == photo_id,
            Lead(lead) if lead else None,
            cover == photo_id,
        ),
    )


def _photo(connection: Connection, photo_id: int) -> Photo:
    summaries = _summaries(connection, [photo_id])
    if not summaries:
        raise NotFoundError(Sentence.NO_SUCH_PHOTO.about(photo_id))
    summary = summaries[0]
    scores = _rows(
        connection,
        "SELECT probabilities, mean, low, high, attributes FROM score WHERE photo_id = ?",
        photo_id,
    )
    *machine, attributes = scores[0] if scores else (None, None, None, None, "{}")
    files = _rows(
        connection,
        "SELECT id, path, role, state, size_bytes, is_primary FROM file WHERE photo_id = ?"
        " ORDER BY is_primary DESC, coalesce(group_file_id, id), id",
        photo_id,
    )
    events = _rows(
        connection,
        "SELECT at, value, source, undo FROM rating_event WHERE photo_id = ? ORDER BY id",
        photo_id,
    )
    return Photo(
        summary=summary,
        machine=read_score(*machine),
        capture=_capture(connection, summary),
        faces=faces_of(connection, [photo_id]).get(photo_id, ()),
        files=tuple(
            PhotoFile(file_id, real_path(path), FileRole(role), FileState(state), size, bool(primary))
            for file_id, path, role, state, size, primary in files
        ),
        rating_history=tuple(
            RatingEvent(at, value, source, bool(undo)) for at, value, source, undo in events
        ),
        attributes=json.loads(attributes),
        danger=dangers(connection, [photo_id]).get(photo_id, PhotoDanger()),
    )


def _capture(connection: Connection, summary: PhotoSummary) -> Capture:
    row = connection.exec_driver_sql(
        "SELECT c.*, p.city, p.country FROM capture c JOIN photo p ON p.id = c.photo_id WHERE c.photo_id = ?",
        (summary.id,),
    ).one()
    place = None
    if row.latitude is not None and row.longitude is not None:
        place = Place(row.latitude, row.longitude, row.city, row.region, row.country, row.country_code)
    return Capture(
        taken=summary.taken,
        place=place,
        camera_make=row.camera_make,
        camera_model=row.camera_model,
        lens=row.lens,
        f_number=row.f_number,
        exposure_seconds=row.exposure_seconds,
        iso=row.iso,
        focal_length_mm=row.focal_length_mm,
        exposure_bias=row.exposure_bias,
        front_camera=bool(row.front_camera),
        software=row.software,
        burst_id=row.burst_id,
        burst_primary=bool(row.burst_primary),
        panorama=bool(row.panorama),
        live_photo_id=row.live_photo_id,
        sequence_number=row.sequence_number,
        title=row.title,
        keywords=tuple(json.loads(row.keywords)),
    )


def faces_of(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Face, ...]]:
    """See `PhotoRepository.faces_of`."""
    found = stored_faces(connection, ids)
    personal = personal_scores(connection, ids)
    return {
        photo_id: tuple(replace(face, score=personal.get(face.id, face.score)) for face in faces)
        for photo_id, faces in found.items()
    }
