"""Files in flight, written down so that the one which takes the engine down can be found out.

Before a file is opened its path is stored; after its analysis it is struck off. An engine that dies
leaves the list behind. The next one runs those files alone, one at a time; the one that takes it
down again is the culprit.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import msgspec

from photo_curator.domain.errors import ProblemKind

#: A lone file is given up after this many deaths whose cause is unknown (kill -9, power cut, out of
#: memory). One death is enough where the system names a crash of the process itself.
UNEXPLAINED_DEATHS = 3
_PAGE = 4096


class _Record(msgspec.Struct):
    """What the file on disk holds."""

    flying: list[str] = []
    waiting: list[str] = []
    alone: bool = False
    overran: str = ""
    deaths: dict[str, int] = {}


class Suspects:
    """The list of files in flight of one library. Thread-safe.

    Args:
        path: where the list is kept.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._now = _Record()
        self._file: int | None = None
        self._length = 0

    def load(self, *, previous_crash: bool) -> list[tuple[str, ProblemKind]]:
        """Read what a dead engine left behind.

        Args:
            previous_crash: the engine before this one was ended by its own fault (a segmentation
                fault, an abort), as the client saw from its exit status.

        Returns:
            Files found guilty, with the kind of their problem. The others are in `waiting`.
        """
        left = self._read()
        guilty: list[tuple[str, ProblemKind]] = []
        with self._lock:
            if left.alone and len(left.flying) == 1:
                (path,) = left.flying
                deaths = left.deaths.get(path, 0) + 1
                if left.overran == path:
                    guilty.append((path, ProblemKind.TIMED_OUT))
                elif previous_crash or deaths >= UNEXPLAINED_DEATHS:
                    guilty.append((path, ProblemKind.CRASHED))
                else:
                    left.deaths[path] = deaths
            named = {path for path, _ in guilty}
            for path in named:
                left.deaths.pop(path, None)
            waiting = dict.fromkeys([*left.flying, *left.waiting])
            self._now = _Record(waiting=[path for path in waiting if path not in named], deaths=left.deaths)
            self._write()
        return guilty

    @property
    def waiting(self) -> tuple[str, ...]:
        """Files to run alone before everything else."""
        return tuple(self._now.waiting)

    def started(self, path: str, *, alone: bool = False) -> None:
        """`path` is about to be opened."""
        with self._lock:
            self._now.flying.append(path)
            if path in self._now.waiting:
                self._now.waiting.remove(path)
            self._now.alone = alone
            self._write()

    def finished(self, path: str) -> None:
        """`path` did no harm (it may still have been unreadable)."""
        with self._lock:
            if path in self._now.flying:
                self._now.flying.remove(path)
            self._now.deaths.pop(path, None)
            self._write()

    @contextmanager
    def unaccused(self) -> Iterator[None]:
        """For work that is no file's fault (loading the networks): a death meanwhile convicts nobody.

        The files in flight wait for a run alone, as after any crash, but no death is counted.
        """
        with self._lock:
            held, alone = self._now.flying, self._now.alone
            self._now.flying, self._now.alone = [], False
            self._now.waiting = [*held, *self._now.waiting]
            self._write()
        try:
            yield
        finally:
            with self._lock:
                self._now.flying = [*held, *self._now.flying]
                self._now.waiting = [path for path in self._now.waiting if path not in held]
                self._now.alone = alone
                self._write()

    def landed(self) -> None:
        """Every thread has ended: what was still in flight did no harm."""
        with self._lock:
            self._now.flying = []
            self._write()

    def acquit(self, paths: Iterable[str]) -> None:
        """Forget waiting files that are not to be indexed any more (deleted since)."""
        with self._lock:
            gone = set(paths)
            self._now.waiting = [path for path in self._now.waiting if path not in gone]
            self._write()

    def overran(self, path: str) -> None:
        """`path` has used up its time; the engine is about to exit."""
        with self._lock:
            self._now.overran = path
            self._write()

    def _read(self) -> _Record:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_Record)
        except (FileNotFoundError, msgspec.DecodeError):
            # No list, or one cut short by the very crash: nobody is suspected.
            return _Record()

    def _write(self) -> None:
        """Store the list. Called twice a file, so without a temporary file and without closing.

        Padded to whole pages, so that a shorter list overwrites a longer one; one call writes it all,
        so a killed process leaves the old list or the new one.
        """
        data = msgspec.json.encode(self._now)
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            self._length = os.fstat(self._file).st_size
        self._length = max(self._length, -(-len(data) // _PAGE) * _PAGE)
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, data.ljust(self._length))

    def close(self) -> None:
        """Let go of the file; one without suspects is removed."""
        with self._lock:
            if self._file is not None:
                os.close(self._file)
                self._file = None
            if not (self._now.flying or self._now.waiting or self._now.deaths):
                self._path.unlink(missing_ok=True)
