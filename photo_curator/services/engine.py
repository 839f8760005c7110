"""The client of the engine process: starts it, speaks with it, and starts it again when it dies."""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Protocol

import msgspec

from photo_curator.domain import messages as m
from photo_curator.domain.errors import EngineError
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.sentences import Sentence
from photo_curator.services.own_process import Part, part_command

_log = logging.getLogger(__name__)

#: The engine says something every second; after this much silence it hangs while holding everything up.
SILENCE_SECONDS = 60.0
#: The notice that comes when the process died with work to do; what is pending goes on by itself.
#: Deaths in a row without a single file finished in between, after which the task is given up.
FRUITLESS_RESTARTS = 6
CLOSE_SECONDS = 20.0
LOG_BYTES = 1_000_000
#: Exit statuses that name a fault of the process itself: POSIX signals, and Windows' access violation.
_CRASH_STATUSES = frozenset({-4, -6, -7, -8, -11, 0xC0000005, 0xC0000409, 0xC000001D})


class Engine(Protocol):
    """What windows and terminals ask of an engine. Answers come through the callback it was built with."""

    def ask(self, request: m.StartTask) -> int:
        """Start a task. Returns its id, which all its answers carry."""

    def cancel(self, task: int) -> None:
        """Stop a task; what is finished stays."""

    def pause(self, task: int) -> None:
        """Let a task wait before its next file."""

    def resume(self, task: int) -> None:
        """Let a paused task go on."""

    def close(self) -> None:
        """End the engine; what is in flight is lost, what is finished stays."""


def engine_command(library: Path) -> list[str]:
    """How to start the engine of `library`."""
    return part_command(Part.ENGINE, ["--library", str(library)])


class EngineProcess:
    """An engine in a process of its own, supervised.

    It is started by the first request. When it dies in the middle of a task it is started again and
    given the task again: it goes on where it was, and finds out alone which file was to blame.

    Args:
        library: the library's folder.
        on_answer: called with every answer but heartbeats, on a thread of this object's own.
        command: how to start the engine; tests plant faults here.
        log: file that takes what the engine and the decoders print; None: this process's own.
        silence_seconds: see `SILENCE_SECONDS`.
    """

    def __init__(
        self,
        library: Path,
        on_answer: Callable[[m.Answer], None],
        command: Sequence[str] | None = None,
        silence_seconds: float = SILENCE_SECONDS,
        log: Path | None = None,
    ) -> None:
        self._command = list(command or engine_command(library))
        self._on_answer = on_answer
        self._silence = silence_seconds
        self._log_path = log
        self._ids = itertools.count(1)
        self._lock = threading.RLock()
        self._pending: dict[int, m.StartTask] = {}
        self._paused: set[int] = set()
        self._cancelled: set[int] = set()
        self._process: subprocess.Popen[bytes] | None = None
        self._fruitless = 0
        self._closing = False
        self.memory_bytes = 0

    @property
    def pid(self) -> int | None:
        """The engine's process id; None while it is not running."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def ask(self, request: m.StartTask) -> int:
        """See `Engine.ask`."""
        with self._lock:
            if self._closing:
                raise EngineError("The engine has been closed.")
            request = msgspec.structs.replace(request, task=next(self._ids))
            self._pending[request.task] = request
            if self._process is None:
                self._start(previous_crash=False)
            else:
                self._send(request)
        return request.task

    def cancel(self, task: int) -> None:
        """See `Engine.cancel`."""
        with self._lock:
            if task in self._pending:
                self._cancelled.add(task)
                self._paused.discard(task)
                self._send(m.Cancel(task=task))

    def pause(self, task: int) -> None:
        """See `Engine.pause`."""
        with self._lock:
            if task in self._pending:
                self._paused.add(task)
                self._send(m.Pause(task=task))

    def resume(self, task: int) -> None:
        """See `Engine.resume`."""
        with self._lock:
            self._paused.discard(task)
            self._send(m.Resume(task=task))

    def close(self) -> None:
        """See `Engine.close`. Waits until the process is gone."""
        with self._lock:
            self._closing = True
            process = self._process
            if process is None or process.stdin is None:
                return
            self._send(m.Shutdown())
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            process.wait(CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        # The supervising thread still reads the last answers; it ends with the pipe.
        self._supervisor.join(CLOSE_SECONDS)

    def _start(self, *, previous_crash: bool) -> None:
        """Start the process and send it everything that is pending. The lock is held."""
        command = [*self._command, *(["--previous-crash"] if previous_crash else [])]
        try:
            with _open_log(self._log_path) as log:
                self._process = process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    # Ctrl-C in a terminal reaches the client alone, which then cancels in order.
                    start_new_session=os.name == "posix",
                    creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
                )
        except OSError as error:
            self._process = None
            raise EngineError(Sentence.ENGINE_NOT_STARTED.about(error.strerror or error)) from error
        for request in self._pending.values():
            self._send(request)
        for task in self._cancelled:
            self._send(m.Cancel(task=task))
        for task in self._paused:
            self._send(m.Pause(task=task))
        self._supervisor = threading.Thread(
            target=self._supervise, args=(process,), name="engine supervisor", daemon=True
        )
        self._supervisor.start()

    def _send(self, message: m.Message) -> None:
        process = self._process
        if process is None or process.stdin is None or process.stdin.closed:
            return
        try:
            process.stdin.write(m.encode(message))
            process.stdin.flush()
        except OSError:
            # The engine has just died; the supervising thread sees it and sends everything again.
            _log.info("The engine is gone; %s will be sent again", type(message).__name__)

    def _supervise(self, process: subprocess.Popen[bytes]) -> None:
        """On a thread of its own: pass answers on until the process ends, then decide what follows."""
        if process.stdout is None:
            raise EngineError("The engine was started without a pipe.")
        lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        reader = threading.Thread(
            target=_pump, args=(process.stdout, lines), name="engine reader", daemon=True
        )
        reader.start()
        while True:
            try:
                line = lines.get(timeout=self._silence)
            except queue.Empty:
                _log.warning("The engine has been silent for %.0f seconds; ending it", self._silence)
                process.kill()
                continue
            if line is None:
                break
            self._take(line)
        status = process.wait()
        reader.join()
        process.stdout.close()
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
        self._after_exit(process, status)

    def _take(self, line: bytes) -> None:
        try:
            answer = m.decode_answer(line)
        except msgspec.DecodeError:
            _log.error("Not an answer: %r", line[:200])
            return
        match answer:
            case m.Heartbeat(memory_bytes=memory):
                self.memory_bytes = memory
                return
            case m.PhotosChanged() | m.ProblemFound():
                self._fruitless = 0
            case m.Done(task=task) | m.Failed(task=task):
                with self._lock:
                    self._forget(task)
        self._on_answer(answer)

    def _forget(self, task: int) -> None:
        self._pending.pop(task, None)
        self._paused.discard(task)
        self._cancelled.discard(task)

    def _after_exit(self, process: subprocess.Popen[bytes], status: int) -> None:
        given_up: list[int] = []
        with self._lock:
            if self._process is process:
                self._process = None
            if self._closing or not self._pending:
                return
            self._fruitless += 1
            if self._fruitless > FRUITLESS_RESTARTS:
                given_up = list(self._pending)
                for task in given_up:
                    self._forget(task)
                self._fruitless = 0
            else:
                _log.warning("The engine ended with status %d; starting it again", status)
        if given_up:
            text = Sentence.ENGINE_GIVEN_UP.value
            for task in given_up:
                self._on_answer(m.Failed(task=task, message=text))
            return
        self._on_answer(m.Notice(sentence=Sentence.RESTARTING))
        time.sleep(min(2.0, 0.1 * 2**self._fruitless))
        with self._lock:
            if self._closing or self._process is not None:
                return
            try:
                self._start(previous_crash=status in _CRASH_STATUSES)
            except EngineError as error:
                failed = list(self._pending)
                for task in failed:
                    self._forget(task)
                    self._on_answer(m.Failed(task=task, message=str(error)))


@contextlib.contextmanager
def _open_log(path: Path | None) -> Iterator[IO[bytes] | None]:
    """The log, opened for appending; an overlong one starts afresh."""
    if path is None:
        yield None
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = not path.exists() or path.stat().st_size > LOG_BYTES
    with path.open("wb" if fresh else "ab") as log:
        yield log


def _pump(pipe: IO[bytes], lines: queue.SimpleQueue[bytes | None]) -> None:
    for line in pipe:
        lines.put(line)
    lines.put(None)


def wait_for(
    build: Callable[[Callable[[m.Answer], None]], Engine],
    request: m.StartTask,
    on_answer: Callable[[m.Answer], None] = lambda _: None,
) -> IndexSummary:
    """Run one task to its end on the calling thread; Ctrl-C cancels it in order.

    Args:
        build: makes the engine, given the callback that takes its answers.
        request: the task.
        on_answer: called with every answer, on the calling thread.

    Returns:
        The summary; after Ctrl-C that of what was done until then.

    Raises:
        EngineError: the task failed as a whole.
    """
    answers: queue.SimpleQueue[m.Answer] = queue.SimpleQueue()
    engine = build(answers.put)
    task = engine.ask(request)
    try:
        while True:
            answer: m.Answer | None = None
            try:
                answer = answers.get()
                on_answer(answer)
            except KeyboardInterrupt:
                # It may come while an answer is being shown: what ends the task must not be lost by that.
                engine.cancel(task)
            match answer:
                case m.Done(task=done, summary=summary) if done == task:
                    return summary
                case m.Failed(task=failed, message=message) if failed == task:
                    raise EngineError(message)
    finally:
        engine.close()
