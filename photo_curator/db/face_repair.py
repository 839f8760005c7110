"""What the user says of faces, and what follows from it at once, before anything looks at the photo anew."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from photo_curator.db.connection import Database
from photo_curator.db.danger_facts import reassess_photo
from photo_curator.db.faces import faces_changed, stored_faces
from photo_curator.db.tables import FaceRow
from photo_curator.db.values import json_ids, score_columns
from photo_curator.domain.aggregation import photo_score
from photo_curator.domain.face_repair import FaceCorrection, FaceWords, Repair, contradicted, holding
from photo_curator.domain.geometry import SAME_FACE, Box, Size
from photo_curator.domain.score import Verdict
from photo_curator.domain.taste import STARTER_VERSION

_WORDS = """
SELECT at, kind, x1, y1, x2, y2, width, height, likeness FROM face_correction WHERE photo_id = ? ORDER BY at
"""
#: Photos whose machine facts heed other words than there are: of these and of no others, in one index each.
_WAITING = """
WITH said AS (SELECT photo_id, count(*) || ':' || max(at) AS mark FROM face_correction GROUP BY photo_id)
SELECT s.photo_id FROM said JOIN score s ON s.photo_id = said.photo_id WHERE s.heeded <> said.mark
UNION
SELECT s.photo_id FROM score s WHERE s.heeded <> '' AND s.photo_id NOT IN (SELECT photo_id FROM said)
ORDER BY 1
"""
_COLUMNS = tuple(FaceRow.__table__.columns.keys())


class FaceRepairRepository:
    """What is said of faces. Saying it is an operation like any other."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def words(self, photo_id: int) -> FaceWords:
        """All that is said of a photo's faces."""
        with self._database.read() as connection:
            return words_of(connection, photo_id)

    def waiting(self, photo_ids: Sequence[int] | None = None) -> tuple[int, ...]:
        """Photos that must be looked at anew, because more or less was said since.

        Args:
            photo_ids: of these; None: of all.
        """
        with self._database.read() as connection:
            found = tuple(connection.exec_driver_sql(_WAITING).scalars())
        return found if photo_ids is None else tuple(set(photo_ids).intersection(found))


def words_of(connection: Connection, photo_id: int) -> FaceWords:
    """See `FaceRepairRepository.words`."""
    rows = connection.exec_driver_sql(_WORDS, (photo_id,)).all()
    corrections = tuple(
        FaceCorrection(
            Repair(row.kind), Box(row.x1, row.y1, row.x2, row.y2), Size(row.width, row.height), row.likeness
        )
        for row in rows
    )
    return FaceWords(corrections, f"{len(rows)}:{rows[-1].at}" if rows else "")


def holding_now(connection: Connection, photo_id: int) -> tuple[tuple[FaceCorrection, ...], Size]:
    """The corrections that hold for a photo as it is, and its size."""
    width, height, likeness = connection.exec_driver_sql(
        "SELECT width, height, perceptual_hash FROM photo WHERE id = ?", (photo_id,)
    ).one()
    size = Size(width, height)
    return holding(words_of(connection, photo_id).corrections, size, likeness), size


def heed(connection: Connection, photo_id: int) -> list[dict[str, Any]]:
    """Take away the faces that are none, and weigh the others anew; missing faces wait for the engine.

    A photo without a face left has no score until its pixels were looked at.

    Returns:
        The rows taken away, as JSON values for `put_back`.
    """
    corrections, size = holding_now(connection, photo_id)
    faces = stored_faces(connection, [photo_id]).get(photo_id, [])
    gone = contradicted(faces, corrections, size)
    if not gone:
        return []
    ids = json_ids([face.id for face in gone])
    rows = connection.exec_driver_sql(
        f"SELECT {', '.join(_COLUMNS)} FROM face WHERE id IN (SELECT value FROM json_each(?))", (ids,)
    ).all()
    connection.exec_driver_sql("DELETE FROM face WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    _weigh(connection, photo_id, size)
    return [{**row._mapping, "embedding": base64.b64encode(row.embedding).decode()} for row in rows]


def put_back(connection: Connection, photo_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store faces again that `heed` took away, where they are still what an analysis would find.

    Not where other networks analysed the photo since, or it shows other pixels: that waits for the engine.
    """
    state = connection.exec_driver_sql(
        "SELECT p.pixel_hash, s.version FROM photo p JOIN score s ON s.photo_id = p.id WHERE p.id = ?",
        (photo_id,),
    ).one_or_none()
    there = [face.box for face in stored_faces(connection, [photo_id]).get(photo_id, [])]
    back = [
        {**{name: row[name] for name in _COLUMNS if name in row}, "photo_id": photo_id}
        for row in rows
        if state is not None
        and row["version"] == state.version
        and row["crop_key"].startswith(f"{state.pixel_hash}-")
        and all(box.iou(Box(row["x1"], row["y1"], row["x2"], row["y2"])) < SAME_FACE for box in there)
    ]
    for row in back:
        row["embedding"] = base64.b64decode(row["embedding"])
        names = ", ".join(row)
        connection.exec_driver_sql(
            f"INSERT INTO face ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
        )
    if back:
        _weigh(connection, photo_id, holding_now(connection, photo_id)[1])


def _weigh(connection: Connection, photo_id: int, size: Size) -> None:
    """Aggregate a photo's score from the faces there are, and judge the danger hint by them."""
    faces = stored_faces(connection, [photo_id]).get(photo_id, [])
    verdict, score = photo_score(faces, size) if faces else (Verdict.NO_FACE, None)
    columns: dict[str, object] = {"verdict": verdict.value, "face_count": len(faces)}
    columns |= {"taste": STARTER_VERSION, "attributes": "{}", **score_columns(score)}
    assigned = ", ".join(f"{name} = ?" for name in columns)
    connection.exec_driver_sql(
        f"UPDATE score SET {assigned} WHERE photo_id = ?", (*columns.values(), photo_id)
    )
    faces_changed(connection, [photo_id])
    reassess_photo(connection, photo_id, faces, size)
