"""What the personal head in use says of the faces and photos in the library.

The analysis stores what the starter says, and that stays. A photo's row in `score` holds what is in force;
a face's personal score is worked out when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection

from photo_curator.db.values import json_ids
from photo_curator.domain.face import Attribute
from photo_curator.domain.score import Score, Verdict
from photo_curator.domain.taste import STARTER_VERSION, HeadState

# NumPy is imported where it is needed: most starts of the app have no personal head to ask.
if TYPE_CHECKING:
    from photo_curator.domain.face_table import FaceTable
    from photo_curator.domain.taste_head import StoredHead

_FACES = """
SELECT f.id, f.photo_id, f.x1, f.y1, f.x2, f.y2, p.width, p.height, f.detection, f.probabilities,
       f.attributes, f.id IN (SELECT w.face_id FROM person q JOIN face_person w ON w.person_id = q.id
                              WHERE q.me = 1){embedding}
FROM face f JOIN photo p ON p.id = f.photo_id WHERE f.probabilities IS NOT NULL
"""
_OF_PHOTOS = " AND f.photo_id IN (SELECT value FROM json_each(?))"
_OF_VERSIONS = " AND f.version IN (SELECT value FROM json_each(?))"
_WRITE = "UPDATE score SET taste=?, verdict=?, probabilities=?, mean=?, low=?, high=? WHERE photo_id=?"
#: Photos still scored by a head that was in use before: the one in use cannot read their faces.
_BY_OTHERS = "SELECT photo_id FROM score WHERE taste NOT IN (?, ?)"
_numbers = msgspec.json.Decoder(list[list[float]])
_by_name = msgspec.json.Decoder(list[dict[str, float]])
_encode = msgspec.json.Encoder().encode


def backbone_of(version: str) -> str:
    """The backbone's version within that of an analysis ("mtcnn-1/starter-2+starter-2/technical-1").

    Returns:
        "" where the text is built otherwise.
    """
    _, _, rest = version.partition("/")
    backbone, plus, _ = rest.partition("+")
    return backbone if plus else ""


def version_in_use(connection: Connection) -> int:
    """The version in use; `STARTER_VERSION` where there is none."""
    found = connection.exec_driver_sql(
        "SELECT id FROM taste WHERE state = ?", (HeadState.IN_USE.value,)
    ).scalar_one_or_none()
    return STARTER_VERSION if found is None else int(found)


def head_of(connection: Connection, version: int) -> StoredHead | None:
    """A version's head; None for the starter."""
    if version == STARTER_VERSION:
        return None
    from photo_curator.db.head_file import load_head

    content = connection.exec_driver_sql("SELECT head FROM taste WHERE id = ?", (version,)).scalar_one()
    return load_head(content, f"taste {version}").head


def face_table(
    connection: Connection, backbone: str | None, photo_ids: Iterable[int] | None = None
) -> FaceTable:
    """The judged faces of photos as arrays.

    Args:
        connection: to read from.
        backbone: only faces with embeddings of this backbone; None: any, without their embeddings and with
            no attribute but the eyes'.
        photo_ids: of these photos; None: of all.
    """
    import numpy as np

    from photo_curator.domain.face_table import FaceTable

    sql = _FACES.format(embedding="" if backbone is None else ", f.embedding")
    parameters: list[str] = []
    if photo_ids is not None:
        sql, parameters = sql + _OF_PHOTOS, [json_ids(list(photo_ids))]
    if backbone is not None:
        sql += _OF_VERSIONS
        parameters.append(json_ids(versions_of(connection, backbone)))
    rows = fetched(connection, sql, parameters)
    places = np.array([row[1:9] for row in rows], float).reshape(-1, 8)
    order = np.argsort(places[:, 0], kind="stable")
    photo_ids_found, photo = np.unique(places[order, 0].astype(np.int64), return_inverse=True)
    named = _by_name.decode(f"[{','.join([row[10] for row in rows])}]")
    if backbone is None:
        names: tuple[str, ...] = (Attribute.EYES_OPEN,)
        embedding = np.zeros((len(rows), 0), np.float32)
    else:
        names = tuple(named[0]) if named else ()
        embedding = np.frombuffer(b"".join([row[12] for row in rows]), "<f4")
        embedding = embedding.reshape(len(rows), -1 if rows else 0)
    # An attribute nobody measured is no fault: eyes count as open.
    columns = [[one.get(name, 1.0) for one in named] for name in names]
    return FaceTable(
        face_ids=np.array([row[0] for row in rows], np.int64)[order],
        photo_ids=photo_ids_found,
        photo=photo.astype(np.int64),
        boxes=places[order, 1:5],
        sizes=places[order, 5:7],
        detection=places[order, 7],
        starter=np.array(_numbers.decode(f"[{','.join([row[9] for row in rows])}]"), float).reshape(-1, 5)[
            order
        ],
        attribute_names=names,
        attributes=np.array(columns, float).reshape(len(names), len(rows)).T[order],
        embedding=embedding[order],
        own=np.array([row[11] for row in rows], bool)[order],
    )


def rescore(connection: Connection, photo_ids: Sequence[int] | None = None) -> None:
    """Bring photos' scores in line with the version in use.

    Photos without a judged face keep the score their analysis gave them; those whose faces were embedded by
    another backbone have the starter's, whatever was in use before.

    Args:
        connection: in an immediate transaction.
        photo_ids: these photos; None: all.
    """
    version = version_in_use(connection)
    _score(connection, version, photo_ids)
    if version != STARTER_VERSION and photo_ids is None:
        left = connection.exec_driver_sql(_BY_OTHERS, (STARTER_VERSION, version)).scalars().all()
        if left:
            _score(connection, STARTER_VERSION, left)


def _score(connection: Connection, version: int, photo_ids: Sequence[int] | None) -> None:
    """Write what a version says of photos, as far as it can read their faces."""
    from photo_curator.domain.taste_head import Reach

    head = head_of(connection, version)
    table = face_table(connection, head.backbone if head else None, photo_ids)
    if not len(table):
        return
    scores = table.photo_scores(table.probabilities(head), head.reach if head else Reach())
    rows = [
        (version, verdict, _encode(shares).decode(), mean, low, high, photo_id)
        for verdict, shares, mean, low, high, photo_id in zip(
            [Verdict.CANNOT_TELL.value if wide else Verdict.SCORE.value for wide in scores.wide.tolist()],
            scores.probabilities.tolist(),
            scores.mean.tolist(),
            scores.low.tolist(),
            scores.high.tolist(),
            table.photo_ids.tolist(),
            strict=True,
        )
    ]
    connection.exec_driver_sql(_WRITE, rows)


def personal_scores(connection: Connection, photo_ids: Sequence[int]) -> dict[int, Score]:
    """What the head in use says of these photos' faces, by face id; empty where the starter is in use."""
    version = version_in_use(connection)
    if version == STARTER_VERSION or not photo_ids:
        return {}
    from photo_curator.domain.taste_head import ends

    head = head_of(connection, version)
    if head is None:
        return {}
    table = face_table(connection, head.backbone, photo_ids)
    if not len(table):
        return {}
    shares = table.probabilities(head)
    score = head.reach.score(shares)
    low, high = head.reach.around(score, *ends(shares, head.reach.tail))
    return {
        face_id: Score((one, two, three, four, five), mean, below, above)
        for face_id, (one, two, three, four, five), mean, below, above in zip(
            table.face_ids.tolist(),
            shares.tolist(),
            score.tolist(),
            low.tolist(),
            high.tolist(),
            strict=True,
        )
    }


def ranked(connection: Connection, photo_ids: Sequence[int]) -> dict[int, float]:
    """What the burst ranker in use gives these photos, by photo id; those it cannot read are absent.

    Empty where no ranker was trained. See `domain.taste_head.StoredHead.ranked`.
    """
    head = head_of(connection, version_in_use(connection)) if photo_ids else None
    if head is None or not len(head.ranker):
        return {}
    table = face_table(connection, head.backbone, photo_ids)
    if not len(table):
        return {}
    return dict(zip(table.photo_ids.tolist(), table.photo_ranks(head).tolist(), strict=True))


def versions_of(connection: Connection, backbone: str) -> list[Any]:
    """The versions of analyses in the library that read faces by this backbone."""
    found = connection.exec_driver_sql("SELECT DISTINCT version FROM face").scalars()
    return [version for version in found if backbone_of(version) == backbone]


def fetched(connection: Connection, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
    """Rows by the driver's own cursor: result objects for 100,000 faces would double the time."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
    finally:
        cursor.close()
