"""Problem files: what could not be used, and why."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from photo_curator.db.connection import Database
from photo_curator.db.tables import ProblemRow
from photo_curator.db.values import now, read_path, stamp_columns, stored_path
from photo_curator.domain.errors import ProblemKind
from photo_curator.domain.indexing import FileStamp, Problem


class ProblemRepository:
    """The Problem files list. Indexing writes it; retry and dismissal clear it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Problem, ...]:
        """All problem files, the newest first."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT path, kind, message, size_bytes, mtime_ns, device, inode, seen_at"
                " FROM problem ORDER BY seen_at DESC, path"
            )
            return tuple(
                Problem(
                    path=read_path(path),
                    kind=ProblemKind(kind),
                    message=message,
                    stamp=None if size is None else FileStamp(size, mtime, device, inode),
                    seen_at=seen_at,
                )
                for path, kind, message, size, mtime, device, inode, seen_at in rows
            )

    def count(self) -> int:
        """How many problem files there are."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(ProblemRow)).scalar_one()

    def paths(self) -> tuple[str, ...]:
        """Their paths, in order."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql("SELECT path FROM problem ORDER BY path").scalars()
            return tuple(read_path(path) for path in rows)

    def clear(self, paths: Iterable[str]) -> None:
        """Forget these problem files: the next indexing tries them again. Unknown paths are ignored."""
        rows = [(stored_path(path),) for path in paths]
        if not rows:
            return
        with self._database.write() as connection:
            connection.exec_driver_sql("DELETE FROM problem WHERE path = ?", rows)


def record_problem(connection: Connection, problem: Problem) -> None:
    """Add a problem file, or renew it: when it was first seen stays."""
    moment = problem.seen_at or now()
    stamp: dict[str, int | None] = dict.fromkeys(("size_bytes", "mtime_ns", "device", "inode"))
    if problem.stamp is not None:
        stamp.update(stamp_columns(problem.stamp))
    renewed = {"kind": problem.kind.value, "message": problem.message, "seen_at": moment, **stamp}
    statement = insert(ProblemRow).values(path=stored_path(problem.path), first_seen_at=moment, **renewed)
    connection.execute(statement.on_conflict_do_update(index_elements=["path"], set_=renewed))


def forget_path(connection: Connection, path: str) -> None:
    """A path became a photo's file: it is no problem any more, nor passed over."""
    for table in ("problem", "passed_over"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE path = ?", (stored_path(path),))


def clear_problem(connection: Connection, path: str) -> None:
    """Take one path off the list."""
    connection.execute(delete(ProblemRow).where(ProblemRow.path == stored_path(path)))
