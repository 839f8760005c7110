"""What the export sheet shows: the choice, the plan it makes, the writing. No widgets here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from photo_curator.db.library import Library
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.export import ExportPlan, ExportSettings
from photo_curator.domain.photo import PhotoSummary
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.query import Album, PhotoQuery
from photo_curator.gui.operations import Broadcast, Operations, Way
from photo_curator.gui.tasks import Tasks
from photo_curator.services.export import (
    ExportOutcome,
    ExportProgress,
    choose_photos,
    plan_export,
    write_export,
)


class Which(StrEnum):
    """Which photos are meant."""

    SELECTION = "selection"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be exported.

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


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with what its photos are shown by."""

    plan: ExportPlan
    summaries: Mapping[int, PhotoSummary] = field(default_factory=dict)


class ExportState(QObject):
    """One sheet's state; it outlives the sheet, so that the next one opens as the last was left.

    Signals:
        planned: the plan, or the reason why there is none, is another one.
        progressed: an `ExportProgress`.
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
        self.library, self._tasks, self._operations = library, tasks, operations
        self.offer = Offer((), Album("", "", PhotoQuery()), PhotoQuery(), 0)
        self.which = Which.LIST
        self.min_score: float | None = None
        self.settings = ExportSettings()
        self.destination = ""
        self.found: Planned | None = None
        self.error = ""
        self.outcome: ExportOutcome | None = None
        self._planning = self._stale = False
        self._token: CancelToken | None = None
        tasks.closing.connect(lambda _: self.cancel())
        operations.changed.connect(self._tell_undone)

    @property
    def running(self) -> bool:
        """Whether an export is being written."""
        return self._token is not None

    @property
    def can_start(self) -> bool:
        """Whether there is something to write, and a place for it."""
        found = self.found
        return not self.running and found is not None and bool(self.destination) and bool(found.plan.photos)

    def open(self, offer: Offer) -> None:
        """Begin anew with other photos; options stay as they were left, what was allowed does not."""
        if self.running:
            return
        self.offer, self.outcome, self.error = offer, None, ""
        self.which = Which.SELECTION if len(offer.selection) > 1 or offer.alone else Which.LIST
        self.settings = replace(self.settings, allowed=frozenset())
        self.replan()

    def choose(self, which: Which, min_score: float | None) -> None:
        """Which photos."""
        self.which, self.min_score = which, min_score
        self.replan()

    def change(self, **wanted: Any) -> None:  # noqa: ANN401 - fields of `ExportSettings`
        """Other settings."""
        self.settings = replace(self.settings, **wanted)
        self.replan()

    def set_destination(self, folder: str) -> None:
        """Another folder."""
        self.destination = folder
        self.replan()

    def allow(self, photo_id: int) -> None:
        """Let one dangerous selfie go along."""
        self.change(allowed=self.settings.allowed | {photo_id})

    def replan(self) -> None:
        """Plan anew, off the GUI thread; while one plan is made the wishes after it are gathered."""
        if self._planning:
            self._stale = True
            return
        self._planning, self._stale = True, False
        library, ids, query = self.library, self.offer.selection, self.offer.query
        which, least, settings, folder = self.which, self.min_score, self.settings, self.destination

        def work() -> Planned:
            chosen: Sequence[int] = choose_photos(library, query, least) if which is Which.LIST else ids
            if which is Which.SELECTION and least is not None:
                chosen = choose_photos(library, PhotoQuery(photo_ids=ids, include_rejected=True), least)
            plan = plan_export(library, chosen, folder, settings)
            shown = [*(one.photo_id for one in plan.photos), *(one.photo_id for one in plan.left_out)]
            return Planned(plan, {one.id: one for one in library.photos.summaries(shown)})

        self._tasks.facts.submit(work, self._planned, self._not_planned)

    def start(self) -> None:
        """Write what is planned."""
        if not self.can_start or self.found is None:
            return
        self._token = token = CancelToken()
        self.outcome, self.error = None, ""
        library, plan, tell = self.library, self.found.plan, self._tell
        self.running_changed.emit()
        self._tasks.exports.submit(
            lambda: write_export(library, plan, token, tell), self._written, self._failed
        )

    def cancel(self) -> None:
        """Stop after the photo that is being written."""
        if self._token is not None:
            self._token.cancel()

    def undo(self) -> None:
        """Take back what was written."""
        self._operations.undo()

    def _tell(self, progress: ExportProgress) -> None:
        self.progressed.emit(progress)  # from the worker: Qt queues it

    def _tell_undone(self, told: Broadcast) -> None:
        if told.way is Way.UNDONE:
            self.undone.emit(told.change)

    def _planned(self, found: Planned) -> None:
        self.found, self.error = found, ""
        self._plan_read()

    def _not_planned(self, error: Exception) -> None:
        if not isinstance(error, CuratorError):
            raise error
        self.found, self.error = None, str(error)
        self._plan_read()

    def _plan_read(self) -> None:
        self._planning = False
        self.planned.emit()
        if self._stale:
            self.replan()

    def _written(self, outcome: ExportOutcome) -> None:
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
