"""Getting bytes to a place: whole or not at all, never over another file."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from dataclasses import dataclass

from photo_curator.domain.export import Mode, Way
from photo_curator.whole_file import NO_LINKS, publish, settle

#: Linux's "share these blocks until one of the two is written": btrfs, XFS, bcachefs, ZFS.
_FICLONE = 0x40049409


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to be placed.

    Attributes:
        suffix: follows the photo's name: ".jpg", ".jpg.xmp".
        source: the file it was made of.
        data: its bytes.
        sha256: of `data`.
        mtime_ns: the source's; given to the new file.
        link: how to place it where it may be more than a copy; its bytes are the source's then.
        way: COPY: these are the source's own bytes; else CLEANED or ENCODED.
        source_sha256: of the source's bytes.
        removed: what was taken out of them.
    """

    suffix: str
    source: str
    data: bytes
    sha256: str
    mtime_ns: int
    link: Mode
    way: Way
    source_sha256: str
    removed: tuple[str, ...] = ()


def place(piece: Piece, temporary: str, target: str) -> Way:
    """Write a piece under a temporary name, make it last, and give it its name.

    Returns:
        How it got there: a link that the file system refuses becomes a copy.

    Raises:
        FileExistsError: somebody else has made `target`; nothing is left behind.
        OSError: the disk is full, the folder is read-only, ...; nothing is left behind.
    """
    way = piece.way
    with suppress(FileNotFoundError):
        os.unlink(temporary)  # of an earlier process of this number, which was killed
    try:
        if piece.way is Way.COPY and piece.link is Mode.HARDLINK and _hardlink(piece.source, temporary):
            way = Way.HARDLINK
        else:
            way = _write(piece, temporary)
        publish(temporary, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
    settle(os.path.dirname(target))
    return way


def _hardlink(source: str, temporary: str) -> bool:
    try:
        os.link(os.path.realpath(source), temporary)
    except FileNotFoundError:
        raise
    except OSError as error:
        if error.errno in NO_LINKS or error.errno == errno.EACCES:
            return False
        raise
    return True


def _write(piece: Piece, temporary: str) -> Way:
    way = piece.way
    with open(temporary, "xb", buffering=0) as file:
        if piece.way is Way.COPY and piece.link is Mode.REFLINK and _reflink(piece.source, file.fileno()):
            way = Way.REFLINK
        else:
            _write_all(file.fileno(), piece.data)
        os.fsync(file.fileno())
    os.utime(temporary, ns=(piece.mtime_ns, piece.mtime_ns))
    return way


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _reflink(source: str, descriptor: int) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    import fcntl

    origin = os.open(source, os.O_RDONLY)
    try:
        fcntl.ioctl(descriptor, _FICLONE, origin)
    except OSError:
        return False  # another disk, or a file system without shared blocks
    finally:
        os.close(origin)
    return True
