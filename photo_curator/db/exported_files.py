"""Taking exported files back: those that are still what was written, nothing else."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from photo_curator.domain.manifest import MANIFEST_NAME, Manifest
from photo_curator.whole_file import write_whole

_PIECE = 1024 * 1024


def remove_written(destination: str, files: Mapping[str, str]) -> int:
    """Remove files of an export, folders it leaves empty, and their lines of the manifest.

    Args:
        destination: the folder exported to.
        files: SHA-256 by target, relative to it with "/" between the parts.

    Returns:
        How many files stay, because their bytes are others now or they cannot be removed; all where the
        destination is not there (an unplugged disk). Single files that are gone count as removed.
    """
    if not os.path.isdir(destination):
        return len(files)
    stay: set[str] = set()
    for target, sha256 in files.items():
        path = os.path.join(destination, *target.split("/"))
        try:
            if os.path.islink(path) or file_hash(path) != sha256:
                stay.add(target)
                continue
            os.unlink(path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            stay.add(target)
            continue
        _remove_empty(os.path.dirname(path), destination)
    _forget(destination, files.keys() - stay)
    return len(stay)


def file_hash(path: str) -> str:
    """A file's SHA-256, hex.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with open(path, "rb", opener=_at_once) as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _at_once(path: str, flags: int) -> int:
    """Opens without waiting for the other end, should a pipe stand there now."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _remove_empty(folder: str, destination: str) -> None:
    """Folders below the destination that nothing is left in; the destination itself stays."""
    while len(folder) > len(destination):
        try:
            os.rmdir(folder)
        except OSError:
            return  # something else lies there
        folder = os.path.dirname(folder)


def _forget(destination: str, targets: set[str]) -> None:
    """Take files out of the manifest; the last one takes it along."""
    path = Path(destination, MANIFEST_NAME)
    # A manifest that somebody changed, or that cannot be written, is not worth failing an undo for.
    with suppress(OSError, ValueError):
        manifest = Manifest.parse(path.read_text("utf-8"))
        left = {target: one for target, one in manifest.files.items() if target not in targets}
        if not left:
            path.unlink()
            return
        write_whole(path, Manifest(manifest.version, left).text().encode())
