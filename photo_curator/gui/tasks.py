"""Work off the GUI thread: executors by purpose, results and errors back on the main thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from photo_curator.gui.state import Event

_log = logging.getLogger(__name__)
T = TypeVar("T")


class Executor(Protocol):
    """Runs work somewhere and hands its result over on the main thread."""

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work`, then `done` with its result, or `failed` with what it raised.

        Args:
            work: runs off the GUI thread; must not touch widgets.
            done: runs on the main thread.
            failed: likewise; None: the window shows the error.
        """

    def close(self) -> None:
        """Finish what has been started, drop the rest; nothing is handed over any more."""


class _Courier(QObject):
    """Carries calls to the main thread: a queued signal is the one way Qt allows."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        call()


class ThreadExecutor:
    """Threads of one purpose; in order where there is one thread.

    Args:
        name: for debuggers.
        on_error: shows the errors of work that has no `failed` of its own.
        threads: how many at once.
    """

    def __init__(self, name: str, on_error: Callable[[Exception], None], threads: int = 1) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._courier = _Courier()
        self._on_error = on_error
        self._closed = False

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """See `Executor.submit`."""

        def run() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - carried to the main thread, which shows it
                _log.debug("work failed", exc_info=True)
                handler, problem = failed or self._on_error, error
                self._deliver(lambda: handler(problem))
            else:
                self._deliver(lambda: done(result))

        if not self._closed:
            self._pool.submit(run)

    def close(self) -> None:
        """See `Executor.close`."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, call: Callable[[], None]) -> None:
        if not self._closed:
            self._courier.arrived.emit(lambda: None if self._closed else call())


class SynchronousExecutor:
    """Runs work at once, where it is submitted: for tests, where everything has happened on return."""

    def __init__(self, on_error: Callable[[Exception], None] | None = None) -> None:
        self._on_error = on_error

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """See `Executor.submit`."""
        handler = failed or self._on_error
        try:
            result = work()
        except Exception as error:
            if handler is None:
                raise
            handler(error)
        else:
            done(result)

    def close(self) -> None:
        """Nothing is under way between two calls."""


class Tasks:
    """The window's executors, one for each purpose, so that none waits for another.

    Attributes:
        glances: the first screens of a list, rows in view, single photos: what the eye waits for.
        lists: whole lists; the screens are filled before they are there.
        facts: counts, problem lists, months: what may come a little later.
        writes: the user's own acts, one after the other.
        exports: files written elsewhere; that may take long.
        closing: happens before the executors are closed: what takes long is to be cancelled.
    """

    def __init__(
        self, glances: Executor, lists: Executor, facts: Executor, writes: Executor, exports: Executor
    ) -> None:
        self.glances, self.lists, self.facts, self.writes = glances, lists, facts, writes
        self.exports = exports
        self.closing: Event[None] = Event()

    @classmethod
    def threaded(cls, on_error: Callable[[Exception], None]) -> Tasks:
        """Threads, as the running window has them."""
        return cls(
            ThreadExecutor("glances", on_error),
            ThreadExecutor("lists", on_error),
            ThreadExecutor("facts", on_error),
            ThreadExecutor("writes", on_error),
            ThreadExecutor("exports", on_error),
        )

    @classmethod
    def synchronous(cls, on_error: Callable[[Exception], None] | None = None) -> Tasks:
        """All on the calling thread, for tests."""
        executor = SynchronousExecutor(on_error)
        return cls(executor, executor, executor, executor, executor)

    def close(self) -> None:
        """Finish the user's acts, drop the rest."""
        self.closing.emit(None)
        for executor in (self.glances, self.lists, self.facts, self.writes, self.exports):
            executor.close()
