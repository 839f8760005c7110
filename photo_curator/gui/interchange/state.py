"""What the sheet for sidecars shows: the choice, the plan it makes, the writing. No widgets here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QObject

from photo_curator.db.library import Library
from photo_curator.domain.interchange import USUAL_SCHEME, NameScheme, SidecarPlan
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.query import PhotoQuery
from photo_curator.gui.operations import Operations
from photo_curator.gui.tasks import Tasks
from photo_curator.gui.writing_state import Offer, WritingState
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


class SidecarState(WritingState[SidecarPlan, SidecarOutcome]):
    """The sheet's state; see `WritingState`. `progressed` tells a `SidecarProgress`."""

    def __init__(
        self, library: Library, tasks: Tasks, operations: Operations, parent: QObject | None = None
    ) -> None:
        super().__init__(library, tasks, operations, tasks.exports, parent)
        self.whose = Whose.LIST
        self.everyone = False
        self.scheme = USUAL_SCHEME

    @property
    def can_start(self) -> bool:
        """Whether there is something to write, and it is known what."""
        plan = self.found
        return not self.running and not self.planning and plan is not None and bool(plan.changing)

    def open(self, offer: Offer) -> None:
        """Begin anew with other photos; options stay as they were left."""
        if self.running:
            return
        self.offer, self.outcome, self.error = offer, None, ""
        self.whose = Whose.SELECTION if len(offer.selection) > 1 or offer.alone else Whose.LIST
        self.scheme = name_scheme(self.library)
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
        library = self.library
        self._tasks.writes.submit(lambda: set_name_scheme(library, scheme), lambda _: self.replan())

    def _planning_work(self) -> Callable[[], SidecarPlan]:
        library, offer, whose = self.library, self.offer, self.whose
        everyone, scheme = self.everyone, self.scheme

        def work() -> SidecarPlan:
            chosen: Sequence[int] = offer.selection
            if whose is Whose.LIST:
                # A reject is to be told, too, where the list shows none.
                chosen = library.photos.ids(replace(offer.query, include_rejected=True))
            elif whose is Whose.LIBRARY:
                chosen = library.photos.ids(PhotoQuery(include_rejected=True))
            return plan_sidecars(library, chosen, scheme, everyone=everyone)

        return work

    def _writing_work(
        self, plan: SidecarPlan, token: CancelToken, tell: Callable[[SidecarProgress], None]
    ) -> Callable[[], SidecarOutcome]:
        library = self.library
        return lambda: write_sidecars(library, plan, token, tell)
