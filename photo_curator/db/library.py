"""The library: one folder, one database, its repositories."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from photo_curator.db.albums import AlbumRepository
from photo_curator.db.annotations import AnnotationRepository
from photo_curator.db.bursts import BurstRepository
from photo_curator.db.connection import BUSY_TIMEOUT_SECONDS, CACHE_KIB, Database
from photo_curator.db.curation import CurationRepository
from photo_curator.db.danger import DangerRepository
from photo_curator.db.exports import ExportRepository
from photo_curator.db.face_repair import FaceRepairRepository
from photo_curator.db.files import FileRepository
from photo_curator.db.folders import FolderRepository
from photo_curator.db.interchange import InterchangeRepository
from photo_curator.db.locks import held
from photo_curator.db.migrate import bring_up_to_date
from photo_curator.db.people import PeopleRepository
from photo_curator.db.photos import PhotoRepository
from photo_curator.db.problems import ProblemRepository
from photo_curator.db.similar import SimilarRepository
from photo_curator.db.taste import TasteRepository
from photo_curator.domain.errors import LibraryError, NotFoundError
from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.sentences import Sentence


class Library:
    """An open library. Its repositories may be used from several threads; close it once.

    Attributes:
        layout: where its files lie.
        folders: root folders.
        files: what indexing reads and writes.
        photos: lists, single photos, counts.
        curation: the user's acts, undo and redo.
        problems: files that could not be used.
        danger: hints at dangerous selfies, the answers, thresholds.
        annotations: what annotators say of photos.
        exports: what an export needs of many photos.
        interchange: what sidecars are told of photos.
        albums: those of the user's.
        bursts: photos taken in one go, and the best of each.
        similar: photos that look alike, whenever they were taken.
        people: whose faces are.
        face_repair: what the user says of faces: no face, a missed one.
        taste: what trains personal heads, and the heads.
    """

    def __init__(self, layout: LibraryLayout, cache_kib: int = CACHE_KIB) -> None:
        self.layout = layout
        self._database = Database(layout.database, cache_kib)
        self.folders = FolderRepository(self._database)
        self.files = FileRepository(self._database)
        self.photos = PhotoRepository(self._database)
        self.curation = CurationRepository(self._database)
        self.problems = ProblemRepository(self._database)
        self.danger = DangerRepository(self._database)
        self.annotations = AnnotationRepository(self._database)
        self.exports = ExportRepository(self._database)
        self.albums = AlbumRepository(self._database)
        self.interchange = InterchangeRepository(self._database)
        self.bursts = BurstRepository(self._database)
        self.similar = SimilarRepository(self._database)
        self.people = PeopleRepository(self._database)
        self.face_repair = FaceRepairRepository(self._database)
        self.taste = TasteRepository(self._database)
        # PRAGMA data_version compares with what its own connection saw: it must be one and the same.
        self._watch_lock = threading.Lock()
        self._watch = sqlite3.connect(
            layout.database, timeout=BUSY_TIMEOUT_SECONDS, check_same_thread=False, isolation_level=None
        )

    @classmethod
    def open(cls, root: Path, *, cache_kib: int = CACHE_KIB) -> Library:
        """Open the library in a folder; create it if there is none, migrate it if it is older.

        Args:
            root: the folder.
            cache_kib: size of each connection's page cache; a window with several threads wants less.

        Raises:
            LibraryTooNewError: a newer version of the app wrote it.
            LibraryBusyError: it must be migrated while another process indexes it.
            LibraryError: the folder or its database cannot be used; the message says why.
        """
        layout = LibraryLayout(Path(os.path.abspath(root)))
        try:
            layout.root.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise LibraryError(f"{layout.root} cannot be a library: it is not a folder.") from error
        except OSError as error:
            raise LibraryError(
                f"The library folder {layout.root} cannot be made ({error.strerror}); choose another place."
            ) from error
        for path in (layout.root, layout.database):
            if path.exists() and not os.access(path, os.W_OK):
                raise LibraryError(Sentence.LIBRARY_FILE_READ_ONLY.about(path))
        if layout.database.is_dir():
            raise LibraryError(f"{layout.database} is a folder where the library's database should be.")
        bring_up_to_date(layout)
        return cls(layout, cache_kib)

    @classmethod
    def open_existing(cls, root: Path) -> Library:
        """Open a library that must be there already.

        Raises:
            NotFoundError: there is no library in this folder.
            LibraryError: as with `open`.
        """
        layout = LibraryLayout(Path(os.path.abspath(root)))
        if not layout.database.exists():
            raise NotFoundError(f"There is no library in {layout.root}; index a folder of photos first.")
        return cls.open(root)

    @contextmanager
    def indexing_lock(self, wait_seconds: float = 0.0) -> Iterator[None]:
        """Held while indexing; ratings go on beside it. Released when its process dies.

        Args:
            wait_seconds: how long to wait for another one to finish.

        Raises:
            LibraryBusyError: another process (or this one) is indexing.
        """
        with held(
            self.layout.lock,
            wait_seconds,
            Sentence.LIBRARY_INDEXED.about(self.layout.root),
        ):
            yield

    @contextmanager
    def exporting_lock(self) -> Iterator[None]:
        """Held while exporting or writing sidecars. Released when its process dies.

        Raises:
            LibraryBusyError: another one is under way.
        """
        with held(self.layout.export_lock, 0, Sentence.EXPORT_BUSY):
            yield

    def data_version(self) -> int:
        """A number that changes when anyone wrote to the library: any process, any connection."""
        with self._watch_lock:
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def get_setting(self, key: str) -> str | None:
        """A setting of this library; None where it was never set."""
        with self._database.read() as connection:
            found = connection.exec_driver_sql("SELECT value FROM setting WHERE key = ?", (key,))
            return found.scalar_one_or_none()

    def set_setting(self, key: str, value: str) -> None:
        """Store a setting of this library."""
        with self._database.write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO setting (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

    def close(self) -> None:
        """Close all connections. Closing twice does no harm."""
        with self._watch_lock:
            self._watch.close()
        self._database.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
