"""Bringing a library file up to this version's schema."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from photo_curator.db.connection import BUSY_TIMEOUT_SECONDS, explain, make_engine
from photo_curator.domain.errors import LibraryBusyError, LibraryError, LibraryTooNewError
from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.sentences import Sentence

SCRIPTS = Path(__file__).parent / "migrations"
#: Every released schema, oldest first; a test holds it against the scripts. Known without Alembic,
#: whose import would cost every start of the app a quarter of a second.
REVISIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")

_log = logging.getLogger(__name__)


def revision_of(database: Path) -> str | None:
    """The schema revision of a library file.

    Returns:
        None where the file is absent or still empty.

    Raises:
        LibraryError: it is no database, or not one of ours.
    """
    if not database.exists():
        return None
    try:
        with closing(sqlite3.connect(database, timeout=BUSY_TIMEOUT_SECONDS)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            if not tables:
                return None
            if not {"alembic_version", "photo"} <= tables:
                raise LibraryError(Sentence.LIBRARY_OTHER.about(database))
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise (explain(database, error) or LibraryError(f"{database} cannot be read: {error}.")) from error
    if row is None:
        raise LibraryError(f"{database} is damaged: it does not say which version wrote it.")
    return str(row[0])


def bring_up_to_date(
    layout: LibraryLayout, scripts: Path = SCRIPTS, revisions: tuple[str, ...] = REVISIONS
) -> None:
    """Create the database, or migrate an older one after backing it up; all or nothing.

    Args:
        layout: of the library; its folder exists.
        scripts: Alembic's script folder.
        revisions: what the scripts hold, oldest first.

    Raises:
        LibraryTooNewError: a newer version of the app wrote it.
        LibraryBusyError: it must be migrated, but another process holds the index lock.
        LibraryError: the file is no library or the migration failed; the file is as it was.
    """
    if _is_current(layout.database, revisions):
        return
    from filelock import FileLock, Timeout

    try:
        with FileLock(layout.lock, timeout=BUSY_TIMEOUT_SECONDS):
            # Another process may have done it while this one waited.
            if _is_current(layout.database, revisions):
                return
            before = revision_of(layout.database)
            if before is not None:
                _back_up(layout, before)
            _upgrade(layout.database, scripts)
    except Timeout as error:
        raise LibraryBusyError(Sentence.LIBRARY_UPDATE_BUSY.about(layout.root)) from error


def _is_current(database: Path, revisions: tuple[str, ...]) -> bool:
    revision = revision_of(database)
    if revision is not None and revision not in revisions:
        raise LibraryTooNewError(Sentence.LIBRARY_TOO_NEW.about(database))
    return revision == revisions[-1]


def _back_up(layout: LibraryLayout, revision: str) -> None:
    layout.backups.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    target = layout.backups / f"library-{stamp}-{revision}.db"
    # SQLite's own backup also carries what still stands in the write-ahead log.
    with (
        closing(sqlite3.connect(layout.database)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
    _log.info("backed up %s to %s", layout.database, target)


def _upgrade(database: Path, scripts: Path) -> None:
    # Imported here: only a start that migrates pays for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    # Foreign keys are off because a rebuilt table is dropped and renamed; they are checked at the end.
    engine = make_engine(database, foreign_keys=False)
    try:
        with engine.execution_options(immediate=True).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise LibraryError(f"The library {database} could not be updated: rows refer to nothing.")
    except DBAPIError as error:
        explained = explain(database, error.orig)
        raise explained or LibraryError(Sentence.LIBRARY_NOT_UPDATED.about(database, error.orig)) from error
    finally:
        engine.dispose()
