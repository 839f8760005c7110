"""Machine facts of dangerous selfies: what the hazard network said, and the hint that follows from it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection

from photo_curator.domain.capture import Capture
from photo_curator.domain.danger import Danger, HazardReading, assess, selfie_evidence
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Size
from photo_curator.domain.indexing import FileFacts

#: A hazard's threshold in force: the user's newest one for this very network, else the shipped one.
THRESHOLD_IN_FORCE = """
coalesce((SELECT t.threshold FROM hazard_threshold t
          WHERE t.hazard = h.name AND t.version = h.version AND NOT t.withdrawn
          ORDER BY t.id DESC LIMIT 1), h.threshold)
"""
_WRITTEN = """
INSERT OR REPLACE INTO danger (photo_id, version, selfie, probability, low, high, hazard, flagged, hazards)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def thresholds_in_force(connection: Connection) -> dict[str, float]:
    """Every hazard the network in use can see, with its threshold in force."""
    rows = connection.exec_driver_sql(f"SELECT h.name, {THRESHOLD_IN_FORCE} AS threshold FROM hazard h")
    return {row.name: row.threshold for row in rows}


def write_danger(
    connection: Connection,
    photo_id: int,
    faces: Sequence[Face],
    facts: FileFacts,
    reading: HazardReading | None,
) -> None:
    """Replace a photo's hint; none where no hazard network looked."""
    if reading is None:
        connection.exec_driver_sql("DELETE FROM danger WHERE photo_id = ?", (photo_id,))
        return
    _describe(connection, reading)
    selfie = selfie_evidence(faces, facts.size, facts.capture).probability
    danger = assess(selfie, reading.probabilities, thresholds_in_force(connection))
    hazards = json.dumps({name: round(p, 6) for name, p in reading.probabilities.items()})
    connection.exec_driver_sql(_WRITTEN, (photo_id, reading.version, *_columns(danger), hazards))


def reassess_photo(connection: Connection, photo_id: int, faces: Sequence[Face], size: Size) -> None:
    """Judge a photo anew by other faces, from what is stored of the hazards; no picture is read."""
    row = connection.exec_driver_sql(
        "SELECT d.version, d.hazards, c.front_camera, c.lens, c.focal_length_mm FROM danger d"
        " JOIN capture c ON c.photo_id = d.photo_id"
        " WHERE d.photo_id = ? AND d.version IN (SELECT version FROM hazard)",
        (photo_id,),
    ).one_or_none()
    if row is None:
        return
    capture = Capture(front_camera=bool(row.front_camera), lens=row.lens, focal_length_mm=row.focal_length_mm)
    selfie = selfie_evidence(faces, size, capture).probability
    danger = assess(selfie, json.loads(row.hazards), thresholds_in_force(connection))
    connection.exec_driver_sql(_WRITTEN, (photo_id, row.version, *_columns(danger), row.hazards))


def reassess(connection: Connection) -> list[int]:
    """Judge every photo anew by the thresholds in force, from what is stored; no picture is read.

    Returns:
        The photos that are flagged and were not, or the other way round.
    """
    thresholds = thresholds_in_force(connection)
    rows = connection.exec_driver_sql(
        "SELECT d.photo_id, d.selfie, d.probability, d.low, d.high, d.hazard, d.flagged, d.hazards"
        " FROM danger d WHERE d.selfie > 0 AND d.version IN (SELECT version FROM hazard)"
    ).fetchall()
    changed, turned = [], []
    for photo_id, *before, hazards in rows:
        danger = assess(before[0], json.loads(hazards), thresholds)
        if _columns(danger) != tuple(before):
            changed.append((*_columns(danger)[1:], photo_id))
            if danger.flagged != bool(before[-1]):
                turned.append(photo_id)
    if changed:
        connection.exec_driver_sql(
            "UPDATE danger SET probability = ?, low = ?, high = ?, hazard = ?, flagged = ?"
            " WHERE photo_id = ?",
            changed,
        )
    return turned


def _columns(danger: Danger) -> tuple[float, float, float, float, str, bool]:
    return danger.selfie, danger.probability, danger.low, danger.high, danger.hazard, danger.flagged


def _describe(connection: Connection, reading: HazardReading) -> None:
    """Remember what the network in use can see, and its shipped thresholds."""
    wanted = {(name, reading.version, threshold) for name, threshold in reading.thresholds.items()}
    known = {tuple(row) for row in connection.exec_driver_sql("SELECT name, version, threshold FROM hazard")}
    if wanted != known:
        connection.exec_driver_sql("DELETE FROM hazard")
        connection.exec_driver_sql(
            "INSERT INTO hazard (name, version, threshold) VALUES (?, ?, ?)", sorted(wanted)
        )
