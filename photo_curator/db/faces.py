"""The faces of photos as the analysis stored them, and what follows when they change."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from photo_curator.db.people_facts import after_analysis, with_own_face
from photo_curator.db.personal import rescore, version_in_use
from photo_curator.db.values import json_ids, read_score
from photo_curator.domain.face import Face, FaceOrigin
from photo_curator.domain.geometry import Box, Landmarks
from photo_curator.domain.taste import STARTER_VERSION

# Largest first: the numbers of faces stay as they are when one goes and comes back.
_FACES = """
SELECT photo_id, id, x1, y1, x2, y2, landmarks, detection, probabilities, mean, low, high, attributes,
       crop_key, origin
FROM face WHERE photo_id IN (SELECT value FROM json_each(?))
ORDER BY photo_id, (x2 - x1) * (y2 - y1) DESC, id
"""


def stored_faces(connection: Connection, photo_ids: Sequence[int]) -> dict[int, list[Face]]:
    """Faces by photo, largest first, with the starter's scores; photos without faces are absent."""
    found: dict[int, list[Face]] = {}
    for row in connection.exec_driver_sql(_FACES, (json_ids(photo_ids),)):
        face = Face(
            id=row.id,
            box=Box(row.x1, row.y1, row.x2, row.y2),
            landmarks=Landmarks(*((x, y) for x, y in json.loads(row.landmarks))),
            detection=row.detection,
            score=read_score(row.probabilities, row.mean, row.low, row.high),
            attributes=json.loads(row.attributes),
            crop_key=row.crop_key,
            origin=FaceOrigin(row.origin),
        )
        found.setdefault(row.photo_id, []).append(face)
    return found


def faces_changed(connection: Connection, photo_ids: Collection[int]) -> None:
    """Bring what knows more than the analysis in line: whose the faces are, and the head in use.

    The analysis knows the starter alone, and nobody's face. In one transaction nothing comes between.
    """
    after_analysis(connection, photo_ids)
    if photo_ids and version_in_use(connection) != STARTER_VERSION:
        rescore(connection, tuple(photo_ids))
    elif led := with_own_face(connection, photo_ids):
        rescore(connection, led)
