"""Writing what indexing learned of a photo: metadata, analysis, other programs' stars."""

from __future__ import annotations

import json

from sqlalchemy import Connection, insert, update

from photo_curator.db.danger_facts import write_danger
from photo_curator.db.tables import Base, CaptureRow, FaceRow, PhotoRow
from photo_curator.db.values import (
    camera_name,
    json_ids,
    now,
    path_columns,
    score_columns,
    search_columns,
)
from photo_curator.domain.capture import Capture
from photo_curator.domain.indexing import Analysis, FileFacts, FileStamp
from photo_curator.domain.photo import FileState
from photo_curator.domain.rating import ForeignRating

IN_FILE = "file"
IN_SIDECAR = "sidecar"

_TABLES = Base.metadata.tables
# Built once: at indexing, putting a statement together takes longer than SQLite takes to run it.
_INSERT_PHOTO = insert(_TABLES["photo"])
_INSERT_CAPTURE = insert(_TABLES["capture"])
_INSERT_FACE = insert(_TABLES["face"])
_REPLACE_SCORE = insert(_TABLES["score"]).prefix_with("OR REPLACE")
_INSERT_IMPORTED = insert(_TABLES["imported_rating"])


def insert_photo(connection: Connection, path: str, stamp: FileStamp, facts: FileFacts) -> int:
    """A new photo from its first file's facts; returns its id."""
    columns = {"state": FileState.PRESENT.value, **path_columns(path), **_fact_columns(facts, stamp)}
    photo_id = int(connection.execute(_INSERT_PHOTO, columns).lastrowid)
    connection.execute(_INSERT_CAPTURE, {"photo_id": photo_id, **_capture_columns(facts)})
    return photo_id


def update_photo(connection: Connection, photo_id: int, stamp: FileStamp, facts: FileFacts) -> None:
    """A photo's primary file says this now."""
    connection.execute(update(PhotoRow).where(PhotoRow.id == photo_id).values(**_fact_columns(facts, stamp)))
    columns = _capture_columns(facts)
    connection.execute(update(CaptureRow).where(CaptureRow.photo_id == photo_id).values(**columns))


def write_analysis(connection: Connection, photo_id: int, analysis: Analysis, facts: FileFacts) -> None:
    """Replace a photo's machine facts by what the analysis of the picture of `facts` found."""
    _write_faces(connection, photo_id, analysis)
    columns = {
        "photo_id": photo_id,
        "version": analysis.version,
        "verdict": analysis.verdict.value,
        "face_count": len(analysis.faces),
        "attributes": json.dumps(dict(analysis.attributes)),
        "heeded": analysis.heeded,
        **score_columns(analysis.score),
    }
    connection.execute(_REPLACE_SCORE, columns)
    faces = [found.face for found in analysis.faces]
    write_danger(connection, photo_id, faces, facts, analysis.hazards)


def _write_faces(connection: Connection, photo_id: int, analysis: Analysis) -> None:
    """Replace a photo's faces. One that is cut out as before keeps its row, and what was worked out of it."""
    before = {
        (crop_key, landmarks): face_id
        for face_id, crop_key, landmarks in connection.exec_driver_sql(
            "SELECT id, crop_key, landmarks FROM face WHERE photo_id = ?", (photo_id,)
        )
    }
    rows = [
        {
            "photo_id": photo_id,
            "version": analysis.version,
            "x1": found.face.box.x1,
            "y1": found.face.box.y1,
            "x2": found.face.box.x2,
            "y2": found.face.box.y2,
            "landmarks": json.dumps(found.face.landmarks.points()),
            "detection": found.face.detection,
            "attributes": json.dumps(dict(found.face.attributes)),
            "crop_key": found.face.crop_key,
            "embedding": found.embedding,
            "origin": found.face.origin.value,
            **score_columns(found.face.score),
        }
        for found in analysis.faces
    ]
    kept = {before.pop(key): row for row in rows if (key := (row["crop_key"], row["landmarks"])) in before}
    if before:
        ids = json_ids(list(before.values()))
        connection.exec_driver_sql("DELETE FROM face WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    for face_id, row in kept.items():
        connection.execute(update(FaceRow).where(FaceRow.id == face_id).values(**row))
    if added := [row for row in rows if row not in kept.values()]:
        connection.execute(_INSERT_FACE, added)


def write_imported(connection: Connection, photo_id: int, ratings: dict[str, ForeignRating | None]) -> None:
    """Set what other programs say of a photo, by place (`IN_FILE`, `IN_SIDECAR`).

    Places not named stay as they were. Stars that changed become an event of the rating history;
    the user's own rating is not touched and goes on outranking them.
    """
    judged = connection.exec_driver_sql(
        "SELECT 1 FROM mark WHERE photo_id = ? AND (rating IS NOT NULL OR flag IS NOT NULL)", (photo_id,)
    ).scalar_one_or_none()
    for place, found in ratings.items():
        rating = found.in_force(judged_here=bool(judged)) if found is not None else None
        connection.exec_driver_sql(
            "DELETE FROM imported_rating WHERE photo_id = ? AND place = ?", (photo_id, place)
        )
        if rating is not None:
            columns = {"value": rating.value, "reject": rating.reject, "source": rating.source}
            connection.execute(
                _INSERT_IMPORTED, {"photo_id": photo_id, "place": place, "label": rating.label, **columns}
            )
    _derive_imported(connection, photo_id)


def _derive_imported(connection: Connection, photo_id: int) -> None:
    found = {
        place: ForeignRating(value, bool(reject), source, label)
        for place, value, reject, source, label in connection.exec_driver_sql(
            "SELECT place, value, reject, source, label FROM imported_rating WHERE photo_id = ?", (photo_id,)
        )
    }
    sidecar, in_file = found.get(IN_SIDECAR), found.get(IN_FILE)
    # Stars and reject are one property (xmp:Rating): the sidecar's if it has it, else the file's.
    spoken = [
        rating for rating in (sidecar, in_file) if rating and (rating.value is not None or rating.reject)
    ]
    label = next((rating.label for rating in (sidecar, in_file) if rating and rating.label), "")
    rating = spoken[0] if spoken else ForeignRating(None, False, "")
    before, before_source, *others = connection.exec_driver_sql(
        "SELECT foreign_stars, foreign_source, foreign_reject, foreign_label FROM photo WHERE id = ?",
        (photo_id,),
    ).one()
    if (before, before_source, *others) == (rating.value, rating.source, rating.reject, label):
        return
    connection.exec_driver_sql(
        "UPDATE photo SET foreign_stars = ?, foreign_source = ?, foreign_reject = ?, foreign_label = ?"
        " WHERE id = ?",
        (rating.value, rating.source, rating.reject, label, photo_id),
    )
    if (before or 0) != (rating.value or 0):
        connection.exec_driver_sql(
            "INSERT INTO rating_event (photo_id, at, value, source, undo) VALUES (?, ?, ?, ?, 0)",
            (photo_id, now(), rating.value or 0, rating.source or before_source),
        )


def _fact_columns(facts: FileFacts, stamp: FileStamp) -> dict[str, object]:
    capture = facts.capture
    taken, place = capture.taken, capture.place
    return {
        "pixel_hash": facts.pixel_hash,
        "perceptual_hash": facts.perceptual_hash,
        "width": facts.size.width,
        "height": facts.size.height,
        "screenshot": facts.screenshot,
        "taken_local": None if taken is None else taken.local.isoformat(timespec="microseconds"),
        "taken_offset": None if taken is None else taken.offset_minutes,
        "taken_subsecond": taken is not None and taken.subsecond,
        "taken_key": None if taken is None else taken.sort_key,
        "sort_time": stamp.mtime_ns / 1e9 if taken is None else taken.sort_key,
        "city": "" if place is None else place.city,
        "country": "" if place is None else place.country,
        "camera": camera_name(capture),
        **search_columns(capture),
    }


def _capture_columns(facts: FileFacts) -> dict[str, object]:
    capture: Capture = facts.capture
    place = capture.place
    return {
        "format": facts.format,
        "latitude": None if place is None else place.latitude,
        "longitude": None if place is None else place.longitude,
        "region": "" if place is None else place.region,
        "country_code": "" if place is None else place.country_code,
        "camera_make": capture.camera_make,
        "camera_model": capture.camera_model,
        "lens": capture.lens,
        "f_number": capture.f_number,
        "exposure_seconds": capture.exposure_seconds,
        "iso": capture.iso,
        "focal_length_mm": capture.focal_length_mm,
        "exposure_bias": capture.exposure_bias,
        "front_camera": capture.front_camera,
        "software": capture.software,
        "burst_id": capture.burst_id,
        "burst_primary": capture.burst_primary,
        "panorama": capture.panorama,
        "live_photo_id": capture.live_photo_id,
        "sequence_number": capture.sequence_number,
        "title": capture.title,
        "keywords": json.dumps(capture.keywords, ensure_ascii=False),
    }
