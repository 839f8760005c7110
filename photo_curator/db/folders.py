"""Root folders of the library."""

from __future__ import annotations

from sqlalchemy import Connection

from photo_curator.db.connection import Database
from photo_curator.db.identity import settle
from photo_curator.db.values import dump_settings, folder_range, normalised, read_settings
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.folder import Folder, FolderSettings
from photo_curator.domain.photo import FileState


class FolderRepository:
    """Which folders are indexed, and what is passed over in them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, path: str, settings: FolderSettings | None = None) -> Folder:
        """Make `path` a root of the library; one that already is stays as it is.

        Args:
            path: absolute; stored without trailing slash.
            settings: of a new root; None: the defaults.
        """
        path = normalised(path)
        with self._database.write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO folder (path, settings) VALUES (?, ?) ON CONFLICT (path) DO NOTHING",
                (path, dump_settings(settings or FolderSettings())),
            )
            return _select(connection, "path = ?", path)[0]

    def all(self) -> tuple[Folder, ...]:
        """All roots, in path order."""
        with self._database.read() as connection:
            return _select(connection, "1")

    def get(self, path: str) -> Folder:
        """The root at `path`.

        Raises:
            NotFoundError: it is no root of the library.
        """
        with self._database.read() as connection:
            found = _select(connection, "path = ?", normalised(path))
        if not found:
            raise NotFoundError(f"{path} is not a folder of this library.")
        return found[0]

    def set_settings(self, folder_id: int, settings: FolderSettings) -> None:
        """Change what is passed over; takes effect at the next indexing.

        Raises:
            NotFoundError: there is no such root.
        """
        with self._database.write() as connection:
            changed = connection.exec_driver_sql(
                "UPDATE folder SET settings = ? WHERE id = ?", (dump_settings(settings), folder_id)
            )
            if changed.rowcount == 0:
                raise NotFoundError(f"There is no folder {folder_id} in this library.")

    def remove(self, folder_id: int) -> None:
        """Take a root out of the library. Its photos stay, with all ratings, as offline.

        Files that still stand under another root are left alone. Adding the root again and
        indexing it brings the others back without opening them.

        Raises:
            NotFoundError: there is no such root.
        """
        with self._database.write() as connection:
            found = _select(connection, "id = ?", folder_id)
            if not found:
                raise NotFoundError(f"There is no folder {folder_id} in this library.")
            connection.exec_driver_sql("DELETE FROM folder WHERE id = ?", (folder_id,))
            kept = [folder_range(folder.path) for folder in _select(connection, "1")]
            rows = connection.exec_driver_sql(
                "SELECT id, photo_id, path FROM file WHERE state = ? AND path >= ? AND path < ?",
                (FileState.PRESENT.value, *folder_range(found[0].path)),
            )
            gone = [
                (file_id, photo_id)
                for file_id, photo_id, path in rows
                if not any(first <= path < end for first, end in kept)
            ]
            if gone:
                connection.exec_driver_sql(
                    "UPDATE file SET state = ? WHERE id = ?",
                    [(FileState.OFFLINE.value, file_id) for file_id, _ in gone],
                )
                settle(connection, {photo_id for _, photo_id in gone})


def _select(connection: Connection, condition: str, *parameters: object) -> tuple[Folder, ...]:
    rows = connection.exec_driver_sql(
        f"SELECT id, path, settings FROM folder WHERE {condition} ORDER BY path", parameters
    )
    return tuple(Folder(folder_id, path, read_settings(settings)) for folder_id, path, settings in rows)
