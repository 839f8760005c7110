"""What happened in watched folders and has not been looked at yet; and which files are still written.

Thousands of events come to a few folders to look at. Nothing is opened and no thread is started here.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from photo_curator.engine.reconcile import Work
from photo_curator.media.formats import watched_name

#: A folder is looked at once nothing has happened in it for so long: a burst of files is one look.
QUIET_SECONDS = 0.6
#: Where something happens all the time (a phone sends its thousand photos), so long is waited at most.
PATIENCE_SECONDS = 3.0
#: A file that is open for writing, but to which nothing was written for so long, is taken as it is.
STALLED_SECONDS = 120.0
#: Systems hold so many events for us. With more between two looks some may be lost: all is looked at.
MANY_EVENTS = 10_000
#: So many folders at once are looked at as the one folder around them.
MANY_FOLDERS = 100


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Which files a look leaves for a later one.

    Attributes:
        writing: files that are open for writing.
        settle_seconds: files touched within the last so many seconds are not read, either.
    """

    writing: frozenset[str]
    settle_seconds: float

    def split(self, works: Iterable[Work]) -> tuple[list[Work], list[str]]:
        """What can be read now; and the paths of files that were just touched: look at them again soon."""
        ready: list[Work] = []
        fresh: list[str] = []
        for work in works:
            if work.path in self.writing:
                continue
            if self._is_fresh(work.path):
                fresh.append(work.path)
            else:
                ready.append(work)
        return ready, fresh

    def _is_fresh(self, path: str) -> bool:
        try:
            status = os.stat(path)
        except OSError:
            return True  # gone already: the next look knows more
        # A time to come is a server's clock that runs fast; waiting for it would be waiting in vain.
        return any(0 <= time.time() - at < self.settle_seconds for at in (status.st_mtime, status.st_ctime))


@dataclass(slots=True)
class _Stir:
    """Something happened in a folder: when for the first and for the last time."""

    first: float
    last: float


class Arrivals:
    """Collects what happens below one watched folder. Thread-safe.

    Args:
        root: the watched folder.
        exclude: folders below it whose events are nobody's business (the library's own).
        clock: seconds, monotonic.
    """

    def __init__(
        self, root: str, exclude: Collection[str] = (), clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._root, self._clock = root, clock
        self._exclude = tuple(folder.rstrip(os.sep) + os.sep for folder in exclude)
        self._lock = threading.Lock()
        self._stirred: dict[str, _Stir] = {}
        self._writing: dict[str, float] = {}
        self._events = 0

    def written(self, path: str) -> None:
        """Something was written to a file; `closed` will be told when that is over."""
        if self._concerns(path):
            with self._lock:
                self._writing[path] = self._clock()
                self._stir(os.path.dirname(path))

    def closed(self, path: str) -> None:
        """A file is whole, has come as a whole, or has gone."""
        if self._concerns(path):
            with self._lock:
                self._writing.pop(path, None)
                self._stir(os.path.dirname(path))

    def folder(self, path: str) -> None:
        """A folder came, went, or is to be looked at for another reason."""
        if not self._excluded(path):
            with self._lock:
                self._stir(path)

    def unfinished(self) -> frozenset[str]:
        """Files that are being written."""
        now = self._clock()
        with self._lock:
            stalled = [path for path, last in self._writing.items() if now - last > STALLED_SECONDS]
            for path in stalled:
                # Its writer was killed, or sleeps: it is looked at once more, as it stands.
                del self._writing[path]
                self._stir(os.path.dirname(path))
            return frozenset(self._writing)

    def take(self) -> frozenset[str]:
        """The folders that are to be looked at now; they count as looked at."""
        now = self._clock()
        with self._lock:
            due = {
                folder
                for folder, stir in self._stirred.items()
                if now - stir.last >= QUIET_SECONDS or now - stir.first >= PATIENCE_SECONDS
            }
            if not due:
                return frozenset()
            if len(due) > MANY_FOLDERS or self._events > MANY_EVENTS:
                self._stirred.clear()
                due = {self._root}
            for folder in due:
                self._stirred.pop(folder, None)
            self._events = 0
        return frozenset(due)

    def _stir(self, folder: str) -> None:
        """The lock is held."""
        now = self._clock()
        self._events += 1
        stir = self._stirred.get(folder)
        if stir is None:
            self._stirred[folder] = _Stir(now, now)
        else:
            stir.last = now

    def _concerns(self, path: str) -> bool:
        return watched_name(os.path.basename(path)) and not self._excluded(path)

    def _excluded(self, path: str) -> bool:
        return (path + os.sep).startswith(self._exclude) if self._exclude else False
