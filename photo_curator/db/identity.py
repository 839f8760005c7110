"""Which files make up which photo, and which of them stands for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, insert, update

from photo_curator.db.merging import carry_over_user_facts, copy_rows, merge
from photo_curator.db.problems import forget_path
from photo_curator.db.tables import Base, FileRow, PhotoRow
from photo_curator.db.values import displaced, is_displaced, json_ids, path_columns, real_path, stamp_columns
from photo_curator.domain.indexing import Companion, FileStamp
from photo_curator.domain.photo import FileRole, FileState

#: Roles that can stand for a photo.
PICTURES = (FileRole.PICTURE.value, FileRole.RAW.value)
_STATE_RANK = {FileState.PRESENT.value: 0, FileState.OFFLINE.value: 1, FileState.MISSING.value: 2}
#: Copied when a photo is split; the columns kept by triggers follow from the rows of other tables.
_MIRRORED = {"user_rating", "user_flag", "machine_mean", "verdict", "face_count", "danger"}
_ROWS_OF_A_PHOTO = (
    "capture", "imported_rating", "mark", "rating_event", "score", "face",
    "danger", "danger_verdict", "annotation", "burst_choice", "person_word", "face_correction",
)  # fmt: skip
_OWN_COLUMNS = ", ".join(
    column.name
    for column in PhotoRow.__table__.columns
    if column.name != "id" and column.computed is None and column.name not in _MIRRORED
)


class StoredFile(NamedTuple):
    """A row of `file`, as far as identity is concerned."""

    id: int
    photo_id: int
    path: str
    role: str
    size_bytes: int
    mtime_ns: int
    content_hash: str
    is_primary: int
    state: str
    group_file_id: int | None


_INSERT_FILE = insert(Base.metadata.tables["file"])
_PHOTO = Base.metadata.tables["photo"]
_RENEW_PHOTO = (
    update(_PHOTO)
    .where(_PHOTO.c.id == bindparam("row_id"))
    .values({name: bindparam(name) for name in ("state", "sort_time", *path_columns("x"))})
)
_SELECT_FILE = f"SELECT {', '.join(StoredFile._fields)} FROM file WHERE "


def file_at(connection: Connection, path: str) -> StoredFile | None:
    """The file row at a path."""
    return next(iter(_files(connection, "path = ?", path)), None)


def file_by_id(connection: Connection, file_id: int) -> StoredFile | None:
    """The file row with an id."""
    return next(iter(_files(connection, "id = ?", file_id)), None)


def files_of(connection: Connection, photo_id: int) -> list[StoredFile]:
    """All file rows of a photo."""
    return _files(connection, "photo_id = ?", photo_id)


def _files(connection: Connection, condition: str, parameter: object) -> list[StoredFile]:
    rows = connection.exec_driver_sql(_SELECT_FILE + condition, (parameter,))
    return [StoredFile._make(row) for row in rows]


def insert_file(
    connection: Connection,
    photo_id: int,
    path: str,
    role: FileRole,
    stamp: FileStamp,
    *,
    content_hash: str = "",
    primary: bool = False,
    beside: int | None = None,
) -> int:
    """Add a file that is present; returns its id. `beside`: the file a companion belongs to."""
    inserted = connection.execute(
        _INSERT_FILE,
        {
            "photo_id": photo_id,
            "path": path,
            "role": role.value,
            "content_hash": content_hash,
            "is_primary": primary,
            "state": FileState.PRESENT.value,
            "group_file_id": beside,
            **stamp_columns(stamp),
        },
    )
    return int(inserted.lastrowid)


def update_file(connection: Connection, file_id: int, stamp: FileStamp, **values: object) -> None:
    """A file was seen on disk: its stamp is this, and it is present."""
    connection.execute(
        update(FileRow)
        .where(FileRow.id == file_id)
        .values(state=FileState.PRESENT.value, **stamp_columns(stamp), **values)
    )


def displace(connection: Connection, file: StoredFile) -> None:
    """Another file stands at this one's path now.

    The row keeps its content hash, by which the file may be found elsewhere, perhaps later in the
    same run (two files that swapped names). A companion has no hash to be found by: it goes.
    """
    if file.content_hash:
        connection.exec_driver_sql(
            "UPDATE file SET path = ?, state = ? WHERE id = ?",
            (displaced(file.path, file.id), FileState.MISSING.value, file.id),
        )
    else:
        connection.exec_driver_sql("DELETE FROM file WHERE id = ?", (file.id,))
    settle(connection, (file.photo_id,))


def drop_redundant(connection: Connection, file_ids: Iterable[int]) -> None:
    """Forget displaced rows of which the same photo has the same bytes elsewhere."""
    for file_id in file_ids:
        file = file_by_id(connection, file_id)
        if file is None or not is_displaced(file.path):
            continue
        others = files_of(connection, file.photo_id)
        if any(other.id != file.id and other.content_hash == file.content_hash for other in others):
            connection.exec_driver_sql("DELETE FROM file WHERE id = ?", (file.id,))
            settle(connection, (file.photo_id,))


def set_companions(
    connection: Connection, photo_id: int, file_id: int, companions: Sequence[Companion]
) -> tuple[int, ...]:
    """Make `companions` the files that stand beside a file of a photo, and no others.

    A companion that was a photo of its own (a RAW whose JPEG came later) brings its user facts
    along where the photo has none; nothing a user said is lost. Where it has no other file, it is
    no photo any more.

    Returns:
        Photos that gave a file away, those among them that are no more.
    """
    before = {file.path: file for file in _files(connection, "group_file_id = ?", file_id)}
    if not before and not companions:
        return ()
    givers: dict[int, bool] = {}  # whether it gave the file that stood for it
    for companion in companions:
        forget_path(connection, companion.path)
        known = before.pop(companion.path, None) or file_at(connection, companion.path)
        if known is None:
            insert_file(connection, photo_id, companion.path, companion.role, companion.stamp, beside=file_id)
            continue
        if known.id == file_id:
            continue
        if known.photo_id != photo_id:
            givers[known.photo_id] = givers.get(known.photo_id, False) or (
                known.role in PICTURES and bool(known.is_primary)
            )
        same = (known.size_bytes, known.mtime_ns) == (companion.stamp.size_bytes, companion.stamp.mtime_ns)
        update_file(
            connection,
            known.id,
            companion.stamp,
            photo_id=photo_id,
            role=companion.role.value,
            group_file_id=file_id,
            is_primary=bool(known.is_primary) and known.photo_id == photo_id,
            content_hash=known.content_hash if same else "",
        )
    for file in before.values():
        if not file.is_primary:
            connection.exec_driver_sql("DELETE FROM file WHERE id = ?", (file.id,))
    for giver, whole in givers.items():
        if not any(file.role in PICTURES for file in files_of(connection, giver)):
            merge(connection, giver, photo_id)
        elif whole:
            carry_over_user_facts(connection, giver, photo_id)
    settle(connection, givers)
    return tuple(givers)


def split_off(connection: Connection, photo_id: int, file_ids: Collection[int]) -> int:
    """Make some files of a photo a photo of their own, which knows all that the first one knows.

    For copies that are copies no longer, because one of them was edited: both pictures keep every
    fact known of the path they stand at.

    Returns:
        The new photo's id.
    """
    new_id = int(
        connection.exec_driver_sql(
            f"INSERT INTO photo ({_OWN_COLUMNS}) SELECT {_OWN_COLUMNS} FROM photo WHERE id = ?", (photo_id,)
        ).lastrowid
    )
    for name in _ROWS_OF_A_PHOTO:
        copy_rows(connection, PhotoRow.metadata.tables[name], photo_id, new_id)
    ids = json_ids(list(file_ids))
    connection.exec_driver_sql(
        "UPDATE file SET photo_id = ?, is_primary = 0 WHERE id IN (SELECT value FROM json_each(?))"
        " OR group_file_id IN (SELECT value FROM json_each(?))",
        (new_id, ids, ids),
    )
    settle(connection, (photo_id, new_id))
    return new_id


def settle(connection: Connection, photo_ids: Iterable[int]) -> tuple[int, ...]:
    """Choose each photo's primary file anew, and bring state, path and time of its row in line.

    The best reachable file stands for the photo, a picture before a RAW, the present primary
    before others. Rows that are right already are not written.

    Returns:
        The photos whose rows changed.
    """
    wanted = list(photo_ids)
    if not wanted:
        return ()
    ids = json_ids(wanted)
    candidates: dict[int, list[Row[Any]]] = {}
    for row in connection.exec_driver_sql(
        "SELECT id, photo_id, path, role, mtime_ns, state, is_primary FROM file"
        " WHERE photo_id IN (SELECT value FROM json_each(?)) AND role IN (?, ?)",
        (ids, *PICTURES),
    ):
        candidates.setdefault(row.photo_id, []).append(row)
    photos = connection.exec_driver_sql(
        "SELECT id, state, path, sort_time, taken_key FROM photo"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    ).all()
    demoted, promoted, restated, renewed = [], [], [], []
    for photo in photos:
        files = candidates.get(photo.id, [])
        best = min(files, key=_standing, default=None)
        demoted += [(file.id,) for file in files if file.is_primary and file is not best]
        if best is None:
            state, path, sort_time = FileState.MISSING.value, photo.path, photo.sort_time
        else:
            if not best.is_primary:
                promoted.append((best.id,))
            state, path = best.state, best.path
            sort_time = photo.taken_key if photo.taken_key is not None else best.mtime_ns / 1e9
        if (real_path(path), sort_time) != (photo.path, photo.sort_time):
            renewed.append({"row_id": photo.id, "state": state, "sort_time": sort_time, **path_columns(path)})
        elif state != photo.state:
            # By itself, as when a disk is unplugged: the path's indexes need not be touched.
            restated.append((state, photo.id))
    for flag, rows in ((0, demoted), (1, promoted)):
        if rows:
            connection.exec_driver_sql(f"UPDATE file SET is_primary = {flag} WHERE id = ?", rows)
    if restated:
        connection.exec_driver_sql("UPDATE photo SET state = ? WHERE id = ?", restated)
    if renewed:
        connection.execute(_RENEW_PHOTO, renewed)
    return (*(photo_id for _, photo_id in restated), *(row["row_id"] for row in renewed))


def _standing(file: Row[Any]) -> tuple[int, bool, bool, bool, int]:
    return (
        _STATE_RANK[file.state],
        is_displaced(file.path),
        file.role != FileRole.PICTURE.value,
        not file.is_primary,
        file.id,
    )
