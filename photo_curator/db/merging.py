"""A photo whose files have all gone to another photo: what the user said of it goes there too."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Table

from photo_curator.db.tables import Base

#: What files and analysis say. All other tables that name a photo hold what people said of it.
_FROM_FILES = frozenset(
    {"file", "capture", "imported_rating", "score", "face", "danger", "burst_frame", "face_person", "similar"}
)
#: Words on faces all go over: none outranks another, see `domain.face_repair`.
_FACES = "faces"
#: Where the value in force stands that an operation of a kind sets.
_IN_FORCE = {
    "rating": "SELECT rating FROM mark WHERE photo_id = ?",
    "flag": "SELECT flag FROM mark WHERE photo_id = ?",
    "rotation": "SELECT rotation FROM mark WHERE photo_id = ?",
    "danger": "SELECT verdict FROM danger_verdict WHERE photo_id = ?",
}
#: Acts of which the value in force depends on the album, too.
_ALBUM_PHOTOS = "album photos"


def copy_rows(connection: Connection, table: Table, source: int, target: int) -> None:
    """Say of `target` in a table what is said there of `source`; what contradicts its own rows stays away."""
    names = ", ".join(f'"{column.name}"' for column in table.columns if column.name not in ("id", "photo_id"))
    connection.exec_driver_sql(
        f"INSERT OR IGNORE INTO {table.name} (photo_id, {names})"
        f" SELECT ?, {names} FROM {table.name} WHERE photo_id = ?",
        (target, source),
    )


def carry_over_user_facts(connection: Connection, source: int, target: int) -> None:
    """Give `target` what was said of `source`, where nothing was said of it; the history too."""
    connection.exec_driver_sql(
        "INSERT INTO mark (photo_id, rating, flag, rotation)"
        " SELECT ?, rating, flag, rotation FROM mark WHERE photo_id = ?"
        " ON CONFLICT (photo_id) DO UPDATE SET rating = coalesce(mark.rating, excluded.rating),"
        " flag = coalesce(mark.flag, excluded.flag), rotation = coalesce(mark.rotation, excluded.rotation)",
        (target, source),
    )
    for table in _tables_of_photos():
        if table.name not in _FROM_FILES and table.name != "mark":
            copy_rows(connection, table, source, target)


def merge(connection: Connection, source: int, target: int) -> None:
    """Let `source`, which has no picture left, become one photo with `target`.

    What people said of `source` is said of `target` from now on, where nothing else was; its history
    goes over whole. The journal follows: an act of which the outcome went over is undone on `target`,
    one that was outranked there has nothing left to undo.
    """
    outranked = {
        kind
        for kind, select in _IN_FORCE.items()
        if connection.exec_driver_sql(select, (target,)).scalar() is not None
    }
    judges = set(
        connection.exec_driver_sql("SELECT annotator FROM annotation WHERE photo_id = ?", (target,)).scalars()
    )
    inside = set(
        connection.exec_driver_sql("SELECT album_id FROM album_photo WHERE photo_id = ?", (target,)).scalars()
    )
    carry_over_user_facts(connection, source, target)
    for table in _tables_of_photos():
        connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE photo_id = ?", (source,))
    connection.exec_driver_sql("DELETE FROM photo WHERE id = ?", (source,))
    _follow_in_journal(
        connection,
        source,
        target,
        lambda kind, request: kind in outranked or (kind == _ALBUM_PHOTOS and request["album_id"] in inside),
    )
    _annotations_follow(connection, source, target, judges)


def _tables_of_photos() -> list[Table]:
    """Tables about photos, those that others refer to last."""
    return [table for table in reversed(Base.metadata.sorted_tables) if "photo_id" in table.columns]


def _follow_in_journal(
    connection: Connection, source: int, target: int, outranked: Callable[[str, Mapping[str, Any]], bool]
) -> None:
    entries = connection.exec_driver_sql(
        'SELECT id, kind, request, "before" FROM operation WHERE kind IN (SELECT value FROM json_each(?))'
        " AND EXISTS (SELECT 1 FROM json_each(request, '$.photo_ids') WHERE value = ?)",
        (json.dumps([*sorted(_IN_FORCE), _ALBUM_PHOTOS, _FACES]), source),
    ).all()
    for entry in entries:
        request, before = json.loads(entry.request), json.loads(entry.before)
        stays = outranked(entry.kind, request) or target in request["photo_ids"]
        renamed = {source: None if stays else target}
        ids = [renamed.get(photo_id, photo_id) for photo_id in request["photo_ids"]]
        request["photo_ids"] = [photo_id for photo_id in ids if photo_id is not None]
        before = [(renamed.get(photo_id, photo_id), value) for photo_id, value in before]
        before = [(photo_id, value) for photo_id, value in before if photo_id is not None]
        _put(connection, entry.id, request, before if request["photo_ids"] else [])


def _annotations_follow(connection: Connection, source: int, target: int, outranked: Collection[str]) -> None:
    """The same for what annotators said; `outranked` are those who had judged `target` themselves."""
    entries = connection.exec_driver_sql(
        "SELECT id, request, \"before\" FROM operation WHERE kind = 'annotation' AND EXISTS"
        " (SELECT 1 FROM json_each(request, '$.judgements') WHERE value ->> '$.photo_id' = ?)",
        (source,),
    ).all()
    for entry in entries:
        judgements, before = json.loads(entry.request)["judgements"], json.loads(entry.before)
        stay = {*outranked, *(one["annotator"] for one in judgements if one["photo_id"] == target)}
        judgements = [
            {**one, "photo_id": target} if one["photo_id"] == source else one
            for one in judgements
            if one["photo_id"] != source or one["annotator"] not in stay
        ]
        before = [
            (target if photo_id == source else photo_id, said)
            for photo_id, said in before
            if photo_id != source or said[0] not in stay
        ]
        _put(connection, entry.id, {"judgements": judgements}, before)


def _put(connection: Connection, entry: int, request: object, before: Collection[object]) -> None:
    """Write a journal entry anew; one that nothing is left of goes."""
    if before:
        connection.exec_driver_sql(
            'UPDATE operation SET request = ?, "before" = ? WHERE id = ?',
            (json.dumps(request), json.dumps(before), entry),
        )
    else:
        connection.exec_driver_sql("DELETE FROM operation WHERE id = ?", (entry,))
