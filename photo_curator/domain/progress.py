"""Long work: progress, pause and cancel, without threads of its own and without Qt."""

from __future__ import annotations

import threading


class CancelledError(Exception):
    """Raised at a checkpoint after cancel was asked for. Not an error: the work stops cleanly."""


class CancelToken:
    """Shared between who asks and who works. Thread-safe.

    A worker calls `checkpoint` between two units of work: it waits while paused and raises
    `CancelledError` once cancelled.
    """

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._running = threading.Event()
        self._running.set()

    @property
    def cancelled(self) -> bool:
        """Whether cancel was asked for."""
        return self._cancelled.is_set()

    @property
    def paused(self) -> bool:
        """Whether pause was asked for."""
        return not self._running.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; a paused one wakes up to do so."""
        self._cancelled.set()
        self._running.set()

    def pause(self) -> None:
        """Ask the work to wait at its next checkpoint."""
        if not self.cancelled:
            self._running.clear()

    def resume(self) -> None:
        """Let paused work go on."""
        self._running.set()

    def wait(self, seconds: float) -> bool:
        """Sleep, unless or until cancel is asked for; whether it was."""
        return self._cancelled.wait(seconds)

    def checkpoint(self) -> None:
        """Wait while paused.

        Raises:
            CancelledError: cancel was asked for.
        """
        self._running.wait()
        if self._cancelled.is_set():
            raise CancelledError
