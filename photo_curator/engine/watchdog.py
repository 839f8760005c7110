"""Watches files that take too long. A decoder that sleeps for ever cannot be stopped from inside."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Watchdog:
    """Calls `on_overrun(path)` from a thread of its own when a file has used up its time.

    Args:
        limit_seconds: what one file may take, reading and analysis together.
        on_overrun: called once per overrun file; in the engine process it ends the process.
    """

    def __init__(self, limit_seconds: float, on_overrun: Callable[[str], None]) -> None:
        self._limit = limit_seconds
        self._on_overrun = on_overrun
        self._started: dict[str, float] = {}
        self._lock = threading.Lock()
        self._paused = False
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def __enter__(self) -> Watchdog:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def started(self, path: str) -> None:
        """The clock of `path` starts (again)."""
        with self._lock:
            self._started[path] = time.monotonic()

    def finished(self, path: str) -> None:
        """`path` is through, or waits for something that is not its own fault."""
        with self._lock:
            self._started.pop(path, None)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """No clock runs inside: for work that is no file's own. All start anew afterwards."""
        with self._lock:
            self._paused = True
        try:
            yield
        finally:
            with self._lock:
                self._paused = False
                now = time.monotonic()
                self._started = dict.fromkeys(self._started, now)

    def _watch(self) -> None:
        while not self._stop.wait(min(0.5, self._limit / 4)):
            now = time.monotonic()
            with self._lock:
                overdue = [
                    path
                    for path, start in self._started.items()
                    if not self._paused and now - start > self._limit
                ]
                for path in overdue:
                    del self._started[path]
            for path in overdue:
                self._on_overrun(path)
