"""Files as indexing sees them: what is known, what changed, what can be reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from photo_curator.db.connection import Database
from photo_curator.db.identity import settle
from photo_curator.db.index_writer import IndexWriter
from photo_curator.db.values import read_path
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.indexing import FileStamp, IndexChange, KnownFile, Standing
from photo_curator.domain.photo import FileRole, FileState
from photo_curator.domain.sentences import Sentence

_KNOWN = """
SELECT f.id, f.photo_id, f.path, f.role, f.size_bytes, f.mtime_ns, f.device, f.inode,
       f.content_hash, f.is_primary, f.state, {analysed}
FROM file f LEFT JOIN score s ON s.photo_id = f.photo_id
"""
_STANDINGS = f"""
SELECT f.path, f.size_bytes, f.mtime_ns,
       CASE WHEN f.state = '{FileState.MISSING.value}' THEN {Standing.MISSING.value}
            WHEN f.state != '{FileState.PRESENT.value}' THEN {Standing.ATTENTION.value}
            WHEN f.role = '{FileRole.SIDECAR.value}' THEN {Standing.SIDECAR.value}
            WHEN f.group_file_id IS NOT NULL THEN {Standing.PARTNER.value}
            WHEN f.is_primary AND (s.version IS NOT ? OR f.content_hash = '') THEN {Standing.ATTENTION.value}
            ELSE {Standing.PHOTO.value} END
FROM file f LEFT JOIN score s ON s.photo_id = f.photo_id
"""
_STAMPS = """
SELECT path, size_bytes, mtime_ns, device, inode FROM passed_over
UNION ALL
SELECT path, size_bytes, mtime_ns, device, inode FROM problem WHERE size_bytes IS NOT NULL
"""


class FileRepository:
    """The indexer's side of the library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, version: str) -> dict[str, KnownFile]:
        """All files of the library by path, companions included.

        Args:
            version: `analysed` is 1 where the photo's machine facts carry it.
        """
        with self._database.read() as connection:
            # The driver's own cursor: a hundred thousand rows need no result object each.
            cursor = connection.connection.cursor()
            try:
                cursor.execute(_KNOWN.format(analysed="s.version IS ?"), (version,))
                return {file.path: file for file in map(KnownFile._make, cursor.fetchall())}
            finally:
                cursor.close()

    def standings(self, version: str) -> dict[str, tuple[int, int, int]]:
        """Size in bytes, modification time in nanoseconds and `Standing` of all files by path.

        The little a rescan needs to see that nothing happened, a third of what `known` costs.

        Args:
            version: of machine facts; a photo without them has `Standing.ATTENTION`.
        """
        with self._database.read() as connection:
            cursor = connection.connection.cursor()
            try:
                cursor.execute(_STANDINGS, (version,))
                return {path: (size, mtime, standing) for path, size, mtime, standing in cursor.fetchall()}
            finally:
                cursor.close()

    def stamps_passed_over(self) -> dict[str, FileStamp]:
        """Stamps of files that are no photos by rule and of problem files: unchanged, they stay shut."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(_STAMPS)
            return {read_path(path): FileStamp(*stamp) for path, *stamp in rows}

    def by_content(self, content_hash: str) -> tuple[KnownFile, ...]:
        """Files with these bytes, those that can be reached first; `analysed` for any version."""
        if not content_hash:
            return ()
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(
                _KNOWN.format(analysed="s.photo_id IS NOT NULL") + " WHERE f.content_hash = ?",
                (content_hash,),
            )
            ranks = [state.value for state in FileState]
            found = [KnownFile._make(row) for row in rows]
        return tuple(sorted(found, key=lambda file: (ranks.index(file.state), -file.primary, file.file_id)))

    def pixel_hash(self, photo_id: int) -> str:
        """The pixel hash of a photo's primary file.

        Raises:
            NotFoundError: there is no such photo.
        """
        with self._database.read() as connection:
            found = connection.exec_driver_sql(
                "SELECT pixel_hash FROM photo WHERE id = ?", (photo_id,)
            ).scalar_one_or_none()
        if found is None:
            raise NotFoundError(Sentence.NO_SUCH_PHOTO.about(photo_id))
        return str(found)

    def apply(self, changes: Sequence[IndexChange]) -> tuple[int, ...]:
        """Apply changes in one transaction, all or none.

        Returns:
            The photos touched, each once.

        Raises:
            NotFoundError: a change names a file or photo the library does not have.
        """
        if not changes:
            return ()
        with self._database.write() as connection:
            return IndexWriter(connection).apply(changes)

    def set_states(
        self, present: Iterable[int] = (), offline: Iterable[int] = (), missing: Iterable[int] = ()
    ) -> tuple[int, ...]:
        """Say which files can be reached, by file id; photos follow their best file.

        Where nothing changes nothing is written, not even a transaction begun.

        Returns:
            The photos whose rows changed.
        """
        wanted = {
            FileState.PRESENT: set(present),
            FileState.OFFLINE: set(offline),
            FileState.MISSING: set(missing),
        }
        changing: list[tuple[str, int]] = []
        photos: set[int] = set()
        with self._database.read() as connection:
            for state, ids in wanted.items():
                if not ids:
                    continue
                for file_id, photo_id in connection.exec_driver_sql(
                    "SELECT id, photo_id FROM file WHERE state <> ?", (state.value,)
                ):
                    if file_id in ids:
                        changing.append((state.value, file_id))
                        photos.add(photo_id)
        if not changing:
            return ()
        with self._database.write() as connection:
            connection.exec_driver_sql("UPDATE file SET state = ? WHERE id = ?", changing)
            return settle(connection, photos)
