"""Connections to the library file: one pool, deferred readers, immediate writers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from photo_curator.domain.errors import LibraryBusyError, LibraryError
from photo_curator.domain.sentences import Sentence

BUSY_TIMEOUT_SECONDS = 10
#: SQLite's page cache, for each connection.
CACHE_KIB = 64 * 1024


def make_engine(database: Path, *, foreign_keys: bool = True, cache_kib: int = CACHE_KIB) -> Engine:
    """An engine whose transactions are SQLite's own.

    pysqlite's implicit transactions leave DDL outside of them; with isolation_level None it does
    nothing by itself and BEGIN is said here, so a migration is one transaction like any other.

    Args:
        database: the file; created if absent.
        foreign_keys: off only while migrating, where tables are rebuilt.
        cache_kib: size of each connection's page cache.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(database)),
        connect_args={"timeout": BUSY_TIMEOUT_SECONDS, "check_same_thread": False, "isolation_level": None},
        # The connection used last is used again: its cache is warm, and the others' stay small.
        pool_use_lifo=True,
    )

    def on_connect(dbapi_connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3.Connection, untyped
        cursor = dbapi_connection.cursor()
        try:
            cursor.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = NORMAL")
            cursor.execute(f"PRAGMA cache_size = -{cache_kib}")
        finally:
            cursor.close()

    def on_begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


class Database:
    """The open library file. Safe to use from several threads."""

    def __init__(self, path: Path, cache_kib: int = CACHE_KIB) -> None:
        self.path = path
        self._readers = make_engine(path, cache_kib=cache_kib)
        self._writers = self._readers.execution_options(immediate=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection whose reads all see one moment of the library.

        Raises:
            LibraryError: the file cannot be read.
        """
        with _explained(self.path), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in one IMMEDIATE transaction: all or nothing.

        Raises:
            LibraryBusyError: another writer did not finish in time.
            LibraryError: the file cannot be written.
        """
        with _explained(self.path), self._writers.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all pooled connections."""
        self._readers.dispose()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file (not of our SQL) into a sentence for the user."""
    try:
        yield
    except DBAPIError as error:
        explained = explain(path, error.orig)
        if explained is None:
            raise
        raise explained from error


def explain(path: Path, error: BaseException | None) -> LibraryError | None:
    """The user's sentence for an error of SQLite's, or None where it is a defect of ours."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return LibraryBusyError(Sentence.LIBRARY_BUSY.about(path, BUSY_TIMEOUT_SECONDS))
    if "readonly" in text or "read-only" in text:
        return LibraryError(Sentence.LIBRARY_READ_ONLY.about(path))
    if "not a database" in text:
        return LibraryError(Sentence.LIBRARY_NO_DATABASE.about(path))
    if "malformed" in text:
        return LibraryError(Sentence.LIBRARY_DAMAGED.about(path))
    if "disk is full" in text or "full" in text.split():
        return LibraryError(Sentence.LIBRARY_DISK_FULL.about(path))
    if "unable to open" in text or "disk i/o error" in text:
        return LibraryError(Sentence.LIBRARY_NOT_OPENED.about(path))
    return None
