"""Photos as an export sees them."""

from __future__ import annotations

from collections.abc import Sequence

from photo_curator.db.connection import Database
from photo_curator.db.values import json_ids, real_path
from photo_curator.domain.photo import FileRole, FileState, PhotoFile


class ExportRepository:
    """What an export needs of many photos at once. Only reads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def files_of(self, ids: Sequence[int]) -> dict[int, tuple[PhotoFile, ...]]:
        """Each photo's files, the primary one first."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT photo_id, id, path, role, state, size_bytes, is_primary FROM file"
                " WHERE photo_id IN (SELECT value FROM json_each(?))"
                " ORDER BY is_primary DESC, coalesce(group_file_id, id), id",
                (json_ids(ids),),
            ).fetchall()
        found: dict[int, list[PhotoFile]] = {}
        for photo_id, file_id, path, role, state, size, primary in rows:
            file = PhotoFile(file_id, real_path(path), FileRole(role), FileState(state), size, bool(primary))
            found.setdefault(photo_id, []).append(file)
        return {photo_id: tuple(files) for photo_id, files in found.items()}

    def formats_of(self, ids: Sequence[int]) -> dict[int, tuple[str, bool]]:
        """Each photo's format, and whether its file says where it was taken."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT photo_id, format, latitude IS NOT NULL FROM capture"
                " WHERE photo_id IN (SELECT value FROM json_each(?))",
                (json_ids(ids),),
            ).fetchall()
        return {photo_id: (format_name, bool(located)) for photo_id, format_name, located in rows}

    def journalled(self, destination: str) -> frozenset[tuple[str, str]]:
        """What undo would remove of a folder exported to: targets with their hashes."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT json_extract(file.value, '$[1][1]'), json_extract(file.value, '$[1][2]')"
                ' FROM operation, json_each(operation."before") AS file'
                " WHERE kind = 'export' AND undone = 0 AND json_extract(file.value, '$[1][0]') = ?",
                (destination,),
            )
            return frozenset((target, sha256) for target, sha256 in rows)
