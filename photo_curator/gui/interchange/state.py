"""What the sheet for sidecars shows: the choice, the plan it makes, the writing. No widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from photo_curator.db.library import Library
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.interchange import USUAL_SCHEME, NameScheme, SidecarPlan
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.query import Album, PhotoQuery
from photo_curator.gui.export.state import Offer
from photo_curator.gui.operations import Broadcast, Operations, Way
from photo_curator.gui.tasks import Tasks
from photo_curator.services.interchange import (
    SidecarOutcome,
    SidecarProgress,
    name_scheme,
    plan_sidecars,
    set_name_scheme,
    write_sidecars,
)


class Whose(StrEnum):
    """Which photos are meant."""

    SELECTION = "selection"
    LIST = "list"
    LIBRARY = "library"


class SidecarState(QObject):
    """One sheet's state.

    Signals:
        planned: the plan, or the reason why there is none, is another one.
        progressed: a `SidecarProgress`.
        running_changed: writing has begun or ended.
        undone: an act has been taken back: its `Change`.
    """

    planned = Signal()
    progressed = Signal(object)
    running_changed = Signal()
    undone = Signal(object)

    def __init__(
        self, library: Library, tasks: Tasks, operations: Operations, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library, self._tasks, self._operations = library, tasks, operations
        self.offer = Offer((), Album("", "", PhotoQuery()), PhotoQuery(), 0)
        self.whose = Whose.LIST
        self.everyone = False
        self.scheme = USUAL_SCHEME
        self.plan: SidecarPlan | None = None
        self.error = ""
        self.outcome: SidecarOutcome | None = None
        self.planning = self._stale = False
        self._token: CancelToken | None = None
        tasks.closing.connect(lambda _: self.cancel())
        operations.changed.connect(self._tell_undone)

    @property
    def running(self) -> bool:
        """Whether sidecars are being written."""
        return self._token is not None

    @property
    def can_start(self) -> bool:
        """Whether there is something to write, and it is known what."""
        return not self.running and not self.planning and self.plan is not None and bool(self.plan.changing)

    def open(self, offer: Offer) -> None:
        """Begin anew with other photos; options stay as they were left."""
        if self.running:
            return
        self.offer, self.outcome, self.error = offer, None, ""
        self.whose = Whose.SELECTION if len(offer.selection) > 1 or offer.alone else Whose.LIST
        self.scheme = name_scheme(self._library)
        self.replan()

    def choose(self, whose: Whose) -> None:
        """Which photos."""
        self.whose = whose
        self.replan()

    def include_everyone(self, on: bool) -> None:
        """Also photos nobody rated or flagged."""
        self.everyone = on
        self.replan()

    def call_new_ones(self, scheme: NameScheme) -> None:
        """Name new sidecars otherwise, from now on."""
        self.scheme = scheme
        library = self._library
        self._tasks.writes.submit(lambda: set_name_scheme(library, scheme), lambda _: self.replan())

    def replan(self) -> None:
        """Plan anew, off the GUI thread; while one plan is made the wishes after it are gathered."""
        if self.planning:
            self._stale = True
            return
        self.planning, self._stale = True, False
        library, offer, whose = self._library, self.offer, self.whose
        everyone, scheme = self.everyone, self.scheme

        def work() -> SidecarPlan:
            chosen: Sequence[int] = offer.selection
            if whose is Whose.LIST:
                # A reject is to be told, too, where the list shows none.
                chosen = library.photos.ids(replace(offer.query, include_rejected=True))
            elif whose is Whose.LIBRARY:
                chosen = library.photos.ids(PhotoQuery(include_rejected=True))
            return plan_sidecars(library, chosen, scheme, everyone=everyone)

        self._tasks.exports.submit(work, self._planned, self._not_planned)
        if self.planning:
            self.planned.emit()  # it says that it is being looked at

    def start(self) -> None:
        """Write what is planned."""
        plan = self.plan
        if not self.can_start or plan is None:
            return
        self._token = token = CancelToken()
        self.outcome, self.error = None, ""
        library, tell = self._library, self._tell
        self.running_changed.emit()
        self._tasks.exports.submit(
            lambda: write_sidecars(library, plan, token, tell), self._written, self._failed
        )

    def cancel(self) -> None:
        """Stop after the sidecar that is being written."""
        if self._token is not None:
            self._token.cancel()

    def undo(self) -> None:
        """Take back what was written."""
        self._operations.undo()

    def _tell(self, progress: SidecarProgress) -> None:
        self.progressed.emit(progress)  # from the worker: Qt queues it

    def _tell_undone(self, told: Broadcast) -> None:
        if told.way is Way.UNDONE:
            self.undone.emit(told.change)

    def _planned(self, plan: SidecarPlan) -> None:
        self.plan, self.error = plan, ""
        self._plan_read()

    def _not_planned(self, error: Exception) -> None:
        if not isinstance(error, CuratorError):
            raise error
        self.plan, self.error = None, str(error)
        self._plan_read()

    def _plan_read(self) -> None:
        self.planning = False
        self.planned.emit()
        if self._stale:
            self.replan()

    def _written(self, outcome: SidecarOutcome) -> None:
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
