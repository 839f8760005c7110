"""What the export sheet shows: the choice, the plan it makes, the writing. No widgets here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject

from photo_curator.db.library import Library
from photo_curator.domain.export import ExportPlan, ExportSettings
from photo_curator.domain.photo import PhotoSummary
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.query import PhotoQuery
from photo_curator.gui.operations import Operations
from photo_curator.gui.tasks import Tasks
from photo_curator.gui.writing_state import Offer, WritingState
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
class Planned:
    """A plan with what its photos are shown by."""

    plan: ExportPlan
    summaries: Mapping[int, PhotoSummary] = field(default_factory=dict)


class ExportState(WritingState[Planned, ExportOutcome]):
    """The sheet's state; see `WritingState`. `progressed` tells an `ExportProgress`."""

    def __init__(
        self, library: Library, tasks: Tasks, operations: Operations, parent: QObject | None = None
    ) -> None:
        super().__init__(library, tasks, operations, tasks.facts, parent)
        self.which = Which.LIST
        self.min_score: float | None = None
        self.settings = ExportSettings()
        self.destination = ""

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

    def _planning_work(self) -> Callable[[], Planned]:
        library, ids, query = self.library, self.offer.selection, self.offer.query
        which, least, settings, folder = self.which, self.min_score, self.settings, self.destination

        def work() -> Planned:
            chosen: Sequence[int] = choose_photos(library, query, least) if which is Which.LIST else ids
            if which is Which.SELECTION and least is not None:
                chosen = choose_photos(library, PhotoQuery(photo_ids=ids, include_rejected=True), least)
            plan = plan_export(library, chosen, folder, settings)
            shown = [*(one.photo_id for one in plan.photos), *(one.photo_id for one in plan.left_out)]
            return Planned(plan, {one.id: one for one in library.photos.summaries(shown)})

        return work

    def _writing_work(
        self, plan: Planned, token: CancelToken, tell: Callable[[ExportProgress], None]
    ) -> Callable[[], ExportOutcome]:
        library = self.library
        return lambda: write_export(library, plan.plan, token, tell)
