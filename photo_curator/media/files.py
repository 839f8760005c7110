"""Reads a file's bytes once, and never anything that is no regular file."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from typing import NoReturn

from photo_curator.domain.errors import PhotoFileError, ProblemKind
from photo_curator.domain.sentences import Sentence

#: Larger files are no photos; they would not fit into memory beside their pixels.
MAX_FILE_BYTES = 1024**3

# Not blocking: opening a FIFO would otherwise wait for a writer, for ever. Absent on Windows.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)

_REASONS: dict[int, tuple[ProblemKind, Sentence]] = {
    errno.ENOENT: (ProblemKind.VANISHED, Sentence.GONE),
    errno.ENOTDIR: (ProblemKind.VANISHED, Sentence.GONE),
    errno.ELOOP: (ProblemKind.VANISHED, Sentence.CIRCULAR),
    errno.EACCES: (ProblemKind.PERMISSION, Sentence.FORBIDDEN),
    errno.EPERM: (ProblemKind.PERMISSION, Sentence.FORBIDDEN),
    errno.ENXIO: (ProblemKind.NOT_A_FILE, Sentence.DEVICE),
    errno.ENODEV: (ProblemKind.NOT_A_FILE, Sentence.DEVICE),
    errno.EISDIR: (ProblemKind.NOT_A_FILE, Sentence.FOLDER),
    errno.ENAMETOOLONG: (ProblemKind.BAD_PATH, Sentence.LONG_PATH),
}


def read_file(path: str) -> tuple[bytes, str]:
    """Read a picture file whole, in one go, read-only.

    Returns:
        The bytes and their SHA-256, hex.

    Raises:
        PhotoFileError: NOT_A_FILE, EMPTY, PERMISSION, VANISHED, TOO_LARGE, BAD_PATH, or UNREADABLE
            where the disk fails.
    """
    data = read_bytes(path, MAX_FILE_BYTES)
    return data, hashlib.sha256(data).hexdigest()


def read_bytes(path: str, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes.

    Raises:
        PhotoFileError: as `read_file`.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        _refuse(path, error)
    except ValueError as error:  # a NUL, or a character the file system cannot spell
        raise PhotoFileError(ProblemKind.BAD_PATH, Sentence.BAD_NAME.about(shown(path))) from error
    try:
        _check(path, os.fstat(descriptor), limit)
        with open(descriptor, "rb", buffering=0, closefd=False) as file:
            data = file.read()
    except OSError as error:
        _refuse(path, error)
    except MemoryError as error:
        raise PhotoFileError(ProblemKind.TOO_LARGE, Sentence.NO_MEMORY.about(shown(path))) from error
    finally:
        os.close(descriptor)
    if not data:
        raise PhotoFileError(ProblemKind.EMPTY, Sentence.EMPTY.about(shown(path)))
    return data


def printable(path: str) -> str:
    r"""The path as text that can be stored and shown: bytes that are no UTF-8 become `\udc..` escapes."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def shown(path: str) -> str:
    """A file's name for a message."""
    return printable(os.path.basename(path))


def _check(path: str, status: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        sentence = Sentence.FOLDER if stat.S_ISDIR(status.st_mode) else Sentence.DEVICE
        raise PhotoFileError(ProblemKind.NOT_A_FILE, sentence.about(shown(path)))
    if status.st_size > limit:
        size = f"{status.st_size / 1e6:,.0f}"
        raise PhotoFileError(ProblemKind.TOO_LARGE, Sentence.MANY_BYTES.about(shown(path), size))


def _refuse(path: str, error: OSError) -> NoReturn:
    kind, sentence = _REASONS.get(error.errno or 0, (ProblemKind.UNREADABLE, Sentence.NOT_READ))
    raise PhotoFileError(kind, sentence.about(shown(path), error.strerror or error)) from error
