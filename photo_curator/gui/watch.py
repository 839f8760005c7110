"""Notices what others write to the library: a terminal, another window, the engine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal

from photo_curator.db.library import Library

POLL_MILLISECONDS = 1000


class LibraryWatch(QObject):
    """Asks SQLite every second whether the library changed; that costs microseconds.

    Signals:
        changed: somebody else wrote.
    """

    changed = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._lock = threading.Lock()
        self._seen = library.data_version()
        self._timer = QTimer(self, interval=POLL_MILLISECONDS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more; before the library is closed."""
        self._timer.stop()

    def look(self) -> None:
        """Look now."""
        # A write of our own is under way: its own broadcast tells what it changed.
        if not self._lock.acquire(blocking=False):
            return
        try:
            version = self._library.data_version()
            foreign, self._seen = version != self._seen, version
        finally:
            self._lock.release()
        if foreign:
            self.changed.emit()

    @contextmanager
    def own_write(self) -> Iterator[None]:
        """Around a write of our own, on any thread: it is not taken for somebody else's."""
        with self._lock:
            before = self._library.data_version()
            try:
                yield
            finally:
                if before == self._seen:
                    self._seen = self._library.data_version()
