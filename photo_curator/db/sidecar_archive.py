"""The bytes sidecars had before they were written, and those they were given: what undo and redo need."""

from __future__ import annotations

import os
import stat
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.sentences import Phrase, Sentence
from photo_curator.whole_file import publish, settle, sweep_unfinished, write_new, write_whole

_SUFFIX = ".zip"
_FORMER, _WRITTEN = "{0}.former", "{0}.written"


def keep(layout: LibraryLayout, contents: Iterable[tuple[bytes | None, bytes]]) -> str:
    """Store contents, former (None: there was no file) and new.

    Returns:
        The archive's name; the contents are numbered in it, from 0.

    Raises:
        OSError: it cannot be written; nothing is left behind.
    """
    import zipfile  # here, not above: no start of the window pays for it

    layout.sidecars.mkdir(parents=True, exist_ok=True)
    name = uuid.uuid4().hex + _SUFFIX
    unfinished = layout.sidecars / f".{name}"
    try:
        with unfinished.open("xb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                for number, (former, written) in enumerate(contents):
                    if former is not None:
                        archive.writestr(_FORMER.format(number), former)
                    archive.writestr(_WRITTEN.format(number), written)
            file.flush()
            os.fsync(file.fileno())
        publish(unfinished, layout.sidecars / name)
    finally:
        unfinished.unlink(missing_ok=True)
    settle(layout.sidecars)
    return name


def sweep(layout: LibraryLayout, wanted: Collection[str]) -> None:
    """Remove archives the journal no longer names."""
    for path in layout.sidecars.glob(f"*{_SUFFIX}"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def place(
    layout: LibraryLayout, name: str, paths: Mapping[int, str], *, back: bool
) -> Iterator[tuple[str, OSError | ChangedError | None]]:
    """Give sidecars their new content, or their former back, each only where nobody else changed it.

    Args:
        layout: of the library.
        name: of the archive.
        paths: by number in the archive.
        back: the former content.

    Yields:
        Each path once it is done, with what kept it from being done.

    Raises:
        OSError: the archive cannot be read.
        zipfile.BadZipFile: it is damaged.
    """
    import zipfile

    for folder in {os.path.dirname(path) for path in paths.values()}:
        sweep_unfinished(folder)  # of a writing that was killed
    with zipfile.ZipFile(layout.sidecars / name) as archive:
        there = set(archive.namelist())
        for number, path in paths.items():
            former = archive.read(_FORMER.format(number)) if _FORMER.format(number) in there else None
            written = archive.read(_WRITTEN.format(number))
            wanted, expected = (former, written) if back else (written, former)
            try:
                change(Path(path), expected, wanted)
            except (ChangedError, OSError) as error:
                yield path, error
            else:
                yield path, None


def left_alone(layout: LibraryLayout, name: str, paths: Mapping[int, str], *, back: bool) -> dict[str, str]:
    """As `place`; says why sidecars were left alone, by path."""
    from zipfile import BadZipFile

    done: set[str] = set()
    left: dict[str, str] = {}
    try:
        for path, error in place(layout, name, paths, back=back):
            done.add(path)
            if isinstance(error, OSError):
                left[path] = error.strerror or str(error)
            elif error is not None:
                left[path] = Phrase.CHANGED_SINCE
    except (OSError, BadZipFile):
        left |= {path: Phrase.KEPT_UNREADABLE for path in paths.values() if path not in done}
    return left


def named(left: Mapping[str, str]) -> str:
    """Sidecars that were left alone, in words."""
    path, reason = next(iter(left.items()))
    if len(left) > 1:
        return Sentence.LEFT_ALONE_MORE.about(path, reason, len(left) - 1)
    return Sentence.LEFT_ALONE.about(path, reason)


class ChangedError(Exception):
    """A file is neither as it was nor as it is to be."""


def change(path: Path, expected: bytes | None, wanted: bytes | None) -> None:
    """Replace a file's content, whole or not at all, where it is the expected one; keep its permissions.

    Args:
        path: the file.
        expected: what should stand there; None: nothing.
        wanted: what is to stand there; None: nothing. Nothing is done where it does.

    Raises:
        ChangedError: something else stands there.
        OSError: it cannot be read or written; it is as it was.
    """
    try:
        current: bytes | None = path.read_bytes()
    except FileNotFoundError:
        current = None
    if current == wanted:
        return
    if current != expected:
        raise ChangedError
    if wanted is None:
        path.unlink()
    elif current is None:
        try:
            write_new(path, wanted)  # not into a folder that is gone: that is not made anew
        except FileExistsError as error:
            raise ChangedError from error  # it came this moment
    else:
        write_whole(path, wanted, mode=stat.S_IMODE(path.stat().st_mode))
