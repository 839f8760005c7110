"""Writing files that are whole or not there. Imports nothing of ours: every room may use it."""

from __future__ import annotations

import errno
import os
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: What files are called until they are whole; one that a killed process left can be told by it.
TEMPORARY_SUFFIX = ".tmp"
_UNFINISHED = re.compile(rf"\.[0-9a-f]{{32}}{re.escape(TEMPORARY_SUFFIX)}")
#: No file is written for so long.
_ABANDONED_SECONDS = 60.0
#: File systems without hard links (FAT, exFAT, some network shares) answer with one of these.
NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.EINVAL})


def write_whole(
    path: Path,
    content: bytes,
    *,
    lasting: bool = True,
    modified_ns: int | None = None,
    mode: int | None = None,
) -> None:
    """Write a file so that readers, and a crash, find the old one or the new one, never a part.

    Args:
        path: folders above it are made where they are missing.
        content: all of it.
        lasting: it is to outlive a power cut, too; False: a cache, which can be made anew.
        modified_ns: its modification time, in nanoseconds since 1970; None: now.
        mode: its permission bits; None: what new files get here.

    Raises:
        OSError: the disk is full, or the folder cannot be written to. Nothing is left behind, and an older
            file stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _unfinished(path, content, lasting, modified_ns, mode) as unfinished:
        unfinished.replace(path)
    if lasting:
        settle(path.parent)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, into a folder that is, as whole as `write_whole` does.

    Raises:
        FileExistsError: there is one of that name; it stays.
        OSError: as with `write_whole`.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    with _unfinished(path, content, True, None, None) as unfinished:
        publish(unfinished, path)
    settle(path.parent)


def publish(unfinished: str | Path, path: str | Path) -> None:
    """Give a finished file its name, unless it is taken: a link fails there, a rename would not.

    Whether the unfinished name stays depends on the file system; the caller removes it.

    Raises:
        FileExistsError: somebody else has made `path`.
        OSError: the folder cannot be written to.
    """
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        # No links here: take the name with an empty file, which fails where there is one, and replace that.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        os.replace(unfinished, path)


def settle(folder: str | Path) -> None:
    """Make new names in a folder last through a power cut, where folders can be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep_unfinished(folder: str | Path) -> None:
    """Remove what killed processes left half written in a folder, where it can be removed."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _UNFINISHED.fullmatch(entry.name):
                with suppress(OSError):
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime > _ABANDONED_SECONDS:
                        os.unlink(entry.path)


@contextmanager
def _unfinished(
    path: Path, content: bytes, lasting: bool, modified_ns: int | None, mode: int | None
) -> Iterator[Path]:
    """The content in a file beside `path`, which is gone afterwards under this name."""
    # Not made of the file's own name: that may be as long as names can be.
    unfinished = path.with_name(f".{uuid.uuid4().hex}{TEMPORARY_SUFFIX}")
    try:
        with unfinished.open("xb") as stream:
            stream.write(content)
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
        if mode is not None:
            unfinished.chmod(mode)
        if modified_ns is not None:
            os.utime(unfinished, ns=(modified_ns, modified_ns))
        yield unfinished
    finally:
        unfinished.unlink(missing_ok=True)
