"""What an export remembers in its destination: the manifest, and the journal while it is under way."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from photo_curator import __version__
from photo_curator.db.exported_files import file_hash
from photo_curator.domain.errors import LibraryBusyError
from photo_curator.domain.manifest import MANIFEST_NAME, Manifest, Written
from photo_curator.domain.sentences import Sentence
from photo_curator.whole_file import write_whole

#: Each line is written before its file gets its name, so that a killed export can be gone on with.
JOURNAL_NAME = ".photo-curator-export.journal"
_TEMPORARY = ".photo-curator-export-{0}.part"


class Records:
    """The records of one destination, while an export writes there.

    Args:
        destination: exists.
        journalled: targets with their hashes, of which the library's own journal knows.

    Attributes:
        written: what this export has written, and what an earlier one that was killed had written
            without coming to say so; by target.
        recovered: targets of the latter.

    Raises:
        LibraryBusyError: another library is exported to the destination right now.
        OSError: the destination cannot be written.
    """

    def __init__(self, destination: str, journalled: Collection[tuple[str, str]] = ()) -> None:
        self._destination = destination
        self._path = os.path.join(destination, JOURNAL_NAME)
        self.written: dict[str, Written] = {}
        self._unlisted: dict[str, Written] = {}
        self._held = _hold(destination)
        try:
            self._recover(journalled)
            self.recovered = frozenset(self.written)
            self._journal = open(self._path, "a", encoding="utf-8")  # noqa: SIM115 - closed with this object
        except BaseException:
            self._let_go()
            raise

    def temporary(self, folder: str) -> str:
        """The name files have in a folder until they are whole; one at a time."""
        return os.path.join(folder, _TEMPORARY.format(os.getpid()))

    def announce(self, one: Written) -> None:
        """This file is about to get its name."""
        self._journal.write(json.dumps({**one.document(), "temporary": os.getpid()}) + "\n")
        self._journal.flush()
        os.fsync(self._journal.fileno())

    def finish(self, *, keep: bool = False) -> None:
        """Add what was written to the manifest; the journal has done its work then.

        Args:
            keep: it has not: what was recovered from it nobody can undo yet.

        Raises:
            OSError: the manifest cannot be written; the journal stays, the next export writes it.
        """
        if listed := {**self._unlisted, **self.written}:
            path = Path(self._destination, MANIFEST_NAME)
            manifest = Manifest(__version__, {**_read_manifest(path), **listed})
            write_whole(path, manifest.text().encode())
        self._journal.close()
        if not keep:
            os.unlink(self._path)

    def __enter__(self) -> Records:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._journal.close()
        self._let_go()

    def _let_go(self) -> None:
        if self._held is not None:
            os.close(self._held)

    def _recover(self, journalled: Collection[tuple[str, str]]) -> None:
        """Take over what a killed export announced and wrote, and remove what it left half written.

        What the library can undo already lacks nothing but its line in the manifest.
        """
        try:
            with open(self._path, encoding="utf-8") as file:
                lines = file.read().splitlines()
        except FileNotFoundError:
            return
        for line in lines:
            try:
                document = json.loads(line)
                one, process = Written.of(document), int(document["temporary"])
            except (ValueError, KeyError, TypeError):
                continue  # the line it was killed at
            path = os.path.join(self._destination, *one.target.split("/"))
            with suppress(OSError):
                os.unlink(os.path.join(os.path.dirname(path), _TEMPORARY.format(process)))
            with suppress(OSError):
                if file_hash(path) == one.sha256:
                    known = (one.target, one.sha256) in journalled
                    (self._unlisted if known else self.written)[one.target] = one


def _hold(folder: str) -> int | None:
    """Keep other libraries' exports out of a folder, until this process lets go or dies.

    The folder itself is locked: nothing lies in it afterwards.

    Returns:
        An open descriptor; None where this system or disk knows no such locks.

    Raises:
        LibraryBusyError: another one holds it.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        if error.errno in (errno.EAGAIN, errno.EACCES):
            raise LibraryBusyError(Sentence.EXPORT_ELSEWHERE.about(folder)) from error
        return None
    return descriptor


def _read_manifest(path: Path) -> dict[str, Written]:
    """The files of the manifest there is; a file of that name that is none is kept aside."""
    try:
        return dict(Manifest.parse(path.read_text("utf-8")).files)
    except FileNotFoundError:
        return {}
    except ValueError:
        path.replace(f"{path}.unreadable")
        return {}
