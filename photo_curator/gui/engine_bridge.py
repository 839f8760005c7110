"""Between the engine and the window: answers from a foreign thread become signals on the main one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from photo_curator.domain import messages as m
from photo_curator.domain.errors import EngineError
from photo_curator.domain.sentences import Sentence
from photo_curator.gui.said import notice_text, problem_text
from photo_curator.services.engine import Engine

_log = logging.getLogger(__name__)

#: The engine reports photos one by one; a grid need not be refreshed more often than this.
BATCH_MILLISECONDS = 250
#: So long closing waits for the engine to finish its files before the program ends without it.
CLOSE_SECONDS = 4.0

#: Hears the answers of one task.
Listener = Callable[[m.Answer], None]
MakeEngine = Callable[[Callable[[m.Answer], None]], Engine]


class TaskKind(StrEnum):
    """Why the engine works: decides what is said when it is done."""

    ADD = "add"
    RESCAN = "rescan"
    RETRY = "retry"


class EngineBridge(QObject):
    """Owns the engine; knows which tasks run and how far they are.

    Args:
        make_engine: builds the engine, given the callback that takes its answers.

    Signals:
        progressed: `Progress` of a running task.
        photos_changed: ids of photos with new rows, in batches.
        problem_found: `ProblemFound`.
        device_chosen: `DeviceChosen`.
        noticed: a sentence.
        failed: a sentence; the task is over.
        finished: the task's kind and its `IndexSummary`.
        busy_changed: whether any task runs.
        paused_changed: whether they wait.
        restarting_changed: whether the engine died and is coming back; the tasks go on by themselves.
    """

    progressed = Signal(object)
    photos_changed = Signal(object)
    problem_found = Signal(object)
    device_chosen = Signal(object)
    noticed = Signal(str)
    failed = Signal(str)
    finished = Signal(object, object)
    busy_changed = Signal(bool)
    paused_changed = Signal(bool)
    restarting_changed = Signal(bool)
    _arrived = Signal(object)

    def __init__(self, make_engine: MakeEngine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_engine = make_engine
        self._engine: Engine | None = None
        self._tasks: dict[int, TaskKind] = {}
        self._listeners: dict[int, Listener] = {}
        self._changed: dict[int, None] = {}
        self._paused = self._restarting = False
        self._closed = False
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._batch = QTimer(self, singleShot=True, interval=BATCH_MILLISECONDS)
        self._batch.timeout.connect(self._tell_changed)

    @property
    def busy(self) -> bool:
        """Whether any task runs."""
        return bool(self._tasks)

    @property
    def paused(self) -> bool:
        """Whether the tasks wait."""
        return self._paused

    @property
    def restarting(self) -> bool:
        """Whether the engine died and is being started again."""
        return self._restarting

    def add(self, folders: Sequence[str]) -> None:
        """Index folders; they become folders of the library."""
        self._ask(TaskKind.ADD, m.Index(folders=tuple(folders)))

    def rescan(self) -> None:
        """Look for changes in all folders of the library."""
        if not self._tasks:
            self._ask(TaskKind.RESCAN, m.Index())

    def retry(self, paths: Sequence[str] = ()) -> None:
        """Read problem files again, none: all of them."""
        self._ask(TaskKind.RETRY, m.RetryProblems(paths=tuple(paths)))

    def start(self, request: m.StartTask, listen: Listener) -> int | None:
        """Start a task that is no indexing: it shows in the page that asked, not in the status bar.

        Args:
            request: the task.
            listen: called with every answer that carries its id; the last one is `Done` or `Failed`.

        Returns:
            The task's id, for `stop`; None where the engine could not be started (`listen` was told so).
        """
        task = self._send(request, lambda text: listen(m.Failed(task=0, message=text)))
        if task is not None:
            self._listeners[task] = listen
        return task

    def stop(self, task: int) -> None:
        """Cancel one task begun by `start`."""
        if self._engine is not None:
            self._engine.cancel(task)

    def pause(self) -> None:
        """Let all tasks wait."""
        self._each(lambda engine, task: engine.pause(task))
        self._set_paused(bool(self._tasks))

    def resume(self) -> None:
        """Let them go on."""
        self._each(lambda engine, task: engine.resume(task))
        self._set_paused(False)

    def cancel(self) -> None:
        """Stop all tasks; what is finished stays."""
        self._each(lambda engine, task: engine.cancel(task))

    def close(self) -> None:
        """End the engine; waits for the files in flight, but not for ever."""
        self._closed = True
        self._batch.stop()
        engine, self._engine = self._engine, None
        if engine is None:
            return
        closing = threading.Thread(target=engine.close, name="closing the engine", daemon=True)
        closing.start()
        closing.join(CLOSE_SECONDS)
        if closing.is_alive():
            # It sees that nobody listens any more and ends by itself; nothing is lost by that.
            _log.warning("The engine has not ended within %.0f seconds", CLOSE_SECONDS)

    def _send(self, request: m.StartTask, on_error: Callable[[str], None]) -> int | None:
        if self._closed:
            return None
        if self._engine is None:
            self._engine = self._make_engine(self._arrived.emit)
        try:
            return self._engine.ask(request)
        except EngineError as error:
            on_error(str(error))
            return None

    def _ask(self, kind: TaskKind, request: m.StartTask) -> None:
        task = self._send(request, lambda text: self.failed.emit(problem_text(text)))
        if task is None:
            return
        was_busy = self.busy
        self._tasks[task] = kind
        if not was_busy:
            self.busy_changed.emit(True)

    def _each(self, act: Callable[[Engine, int], None]) -> None:
        if self._engine is not None:
            for task in self._tasks:
                act(self._engine, task)

    def _set_paused(self, paused: bool) -> None:
        if paused != self._paused:
            self._paused = paused
            self.paused_changed.emit(paused)

    def _set_restarting(self, restarting: bool) -> None:
        if restarting != self._restarting:
            self._restarting = restarting
            self.restarting_changed.emit(restarting)

    @Slot(object)
    def _take(self, answer: m.Answer) -> None:
        if self._closed:
            return
        task = getattr(answer, "task", None)
        if task in self._listeners and not isinstance(answer, m.PhotosChanged):
            self._hand_over(task, answer)
            return
        match answer:
            case m.Progress():
                self._set_restarting(False)
                self.progressed.emit(answer)
            case m.PhotosChanged(photo_ids=photo_ids):
                self._changed.update(dict.fromkeys(photo_ids))
                if not self._batch.isActive():
                    self._batch.start()
            case m.ProblemFound():
                self.problem_found.emit(answer)
            case m.DeviceChosen():
                self.device_chosen.emit(answer)
            case m.Notice(sentence=Sentence.RESTARTING):
                self._set_restarting(True)
            case m.Notice():
                self.noticed.emit(notice_text(answer))
            case m.Done(task=task, summary=summary):
                self._tell_changed()
                self.finished.emit(self._end(task), summary)
            case m.Failed(task=task, message=message):
                self._tell_changed()
                self._end(task)
                self.failed.emit(problem_text(message))
            case m.Ready() | m.Heartbeat():
                pass

    def _hand_over(self, task: int, answer: m.Answer) -> None:
        """To whoever started the task."""
        listen = self._listeners[task]
        if isinstance(answer, m.Done | m.Failed):
            del self._listeners[task]
            self._tell_changed()
        self._set_restarting(False)
        listen(answer)

    def _end(self, task: int) -> TaskKind:
        kind = self._tasks.pop(task, TaskKind.RESCAN)
        self._set_restarting(False)
        if not self._tasks:
            self._set_paused(False)
            self.busy_changed.emit(False)
        return kind

    def _tell_changed(self) -> None:
        self._batch.stop()
        if self._changed:
            changed, self._changed = tuple(self._changed), {}
            self.photos_changed.emit(changed)
