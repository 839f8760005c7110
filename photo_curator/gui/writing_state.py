"""What sheets that write files share: a plan made off the GUI thread, the writing, its undo. No widgets."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from photo_curator.db.library import Library
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.query import Album, PhotoQuery
from photo_curator.gui.operations import Broadcast, Operations, Way
from photo_curator.gui.tasks import Executor, Tasks

P = TypeVar("P")
O = TypeVar("O")  # noqa: E741 - as P is a plan, O is its outcome


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be written.

    Attributes:
        selection: ids of the selected photos.
        album: the album shown.
        query: it, as filtered and sorted now.
        count: how many photos it has.
        alone: the selected photo is the one being looked at, so that it is meant.
    """

    selection: tuple[int, ...]
    album: Album
    query: PhotoQuery
    count: int
    alone: bool = False


class WritingState(QObject, Generic[P, O]):
    """One sheet's state; it outlives the sheet, so that the next one opens as the last was left.

    Args:
        library: photos come from there.
        tasks: executors.
        operations: undo.
        planner: makes the plans.
        parent: as in Qt.

    Attributes:
        offer: what can be written.
        found: the plan of what would be written; None where that is not known.
        planning: whether it is being found out.
        error: why there is no plan, or why writing failed.
        outcome: of the last writing.

    Signals:
        planned: the plan, or the reason why there is none, is another one.
        progressed: how far the writing is.
        running_changed: writing has begun or ended.
        undone: an act has been taken back: its `Change`.
    """

    planned = Signal()
    progressed = Signal(object)
    running_changed = Signal()
    undone = Signal(object)

    def __init__(
        self,
        library: Library,
        tasks: Tasks,
        operations: Operations,
        planner: Executor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.library, self._tasks, self._operations, self._planner = library, tasks, operations, planner
        self.offer = Offer((), Album("", "", PhotoQuery()), PhotoQuery(), 0)
        self.found: P | None = None
        self.error = ""
        self.outcome: O | None = None
        self.planning = self._stale = False
        self._token: CancelToken | None = None
        tasks.closing.connect(lambda _: self.cancel())
        operations.changed.connect(self._tell_undone)

    @property
    def running(self) -> bool:
        """Whether files are being written."""
        return self._token is not None

    @property
    @abstractmethod
    def can_start(self) -> bool:
        """Whether there is something to write."""

    @abstractmethod
    def _planning_work(self) -> Callable[[], P]:
        """What makes a plan of the wishes as they are now; for a worker thread."""

    @abstractmethod
    def _writing_work(self, plan: P, token: CancelToken, tell: Callable[[Any], None]) -> Callable[[], O]:
        """What writes it; likewise."""

    def replan(self) -> None:
        """Plan anew, off the GUI thread; while one plan is made the wishes after it are gathered."""
        if self.planning:
            self._stale = True
            return
        self.planning, self._stale = True, False
        self._planner.submit(self._planning_work(), self._planned, self._not_planned)
        if self.planning:
            self.planned.emit()  # it says that it is being looked at

    def start(self) -> None:
        """Write what is planned."""
        plan = self.found
        if not self.can_start or plan is None:
            return
        self._token = token = CancelToken()
        self.outcome, self.error = None, ""
        self.running_changed.emit()
        # Told from the worker: Qt queues it.
        work = self._writing_work(plan, token, self.progressed.emit)
        self._tasks.exports.submit(work, self._written, self._failed)

    def cancel(self) -> None:
        """Stop after the file that is being written."""
        if self._token is not None:
            self._token.cancel()

    def undo(self) -> None:
        """Take back what was written."""
        self._operations.undo()

    def _tell_undone(self, told: Broadcast) -> None:
        if told.way is Way.UNDONE:
            self.undone.emit(told.change)

    def _planned(self, plan: P) -> None:
        self.found, self.error = plan, ""
        self._plan_read()

    def _not_planned(self, error: Exception) -> None:
        if not isinstance(error, CuratorError):
            raise error
        self.found, self.error = None, str(error)
        self._plan_read()

    def _plan_read(self) -> None:
        self.planning = False
        self.planned.emit()
        if self._stale:
            self.replan()

    def _written(self, outcome: O) -> None:
        self._token, self.outcome = None, outcome
        self._operations.look()
        self.running_changed.emit()

    def _failed(self, error: Exception) -> None:
        self._token = None
        self.running_changed.emit()
        if not isinstance(error, CuratorError):
            raise error
        self.error = str(error)
        self.planned.emit()
