"""Locks between processes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from photo_curator.domain.errors import LibraryBusyError


@contextmanager
def held(path: Path, wait_seconds: float, busy: str) -> Iterator[None]:
    """A lock file, held by one process at a time. Released when its process dies.

    Args:
        path: of the file; it stays.
        wait_seconds: how long to wait for another one to let go.
        busy: what to say where it does not.

    Raises:
        LibraryBusyError: another process (or this one) holds it.
    """
    # Imported here: it brings asyncio along, which a start of the terminal can do without.
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout as error:
        raise LibraryBusyError(busy) from error
    try:
        yield
    finally:
        lock.release()
