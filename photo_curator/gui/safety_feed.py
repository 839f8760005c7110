"""Feeds the Safety page: numbers and refits."""

from __future__ import annotations

from PySide6.QtCore import QObject

from photo_curator.domain.operations import SetThreshold
from photo_curator.domain.thresholds import Refit
from photo_curator.gui.albums import album_of
from photo_curator.gui.operations import Broadcast
from photo_curator.gui.parts import Parts
from photo_curator.gui.safety_page import SafetyPage
from photo_curator.gui.state import Page


class SafetyFeed(QObject):
    """Connects the Safety page with the library.

    Attributes:
        page: the Safety page; reads its numbers only while it is open.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.inspector)
        self.page = page = SafetyPage()
        self._library, self._state = parts.library, parts.state
        self._tasks, self._operations = parts.tasks, parts.operations
        self._asked = 0
        parts.state.page_changed.connect(lambda _: self._read())
        parts.loading.counted.connect(lambda _: self._read())
        parts.operations.changed.connect(self._acted)
        page.refit_asked.connect(self._refit)
        page.shipped_asked.connect(lambda hazard: self._operations.run(SetThreshold(hazard, None)))
        page.album_asked.connect(self._show_album)
        self._read()

    def _show_album(self) -> None:
        self._state.show_album(album_of("dangerous"))
        self._state.show_page(Page.GRID)

    def _read(self) -> None:
        if self._state.page is not Page.SAFETY:
            self.page.forget_said()
            return
        self._asked += 1
        asked = self._asked
        self._tasks.facts.submit(
            self._library.danger.overview,
            lambda overview: self.page.show_overview(overview) if asked == self._asked else None,
        )

    def _acted(self, broadcast: Broadcast) -> None:
        if not isinstance(broadcast.operation, SetThreshold) or broadcast.operation.threshold is None:
            self.page.forget_said()
        self._read()

    def _refit(self, hazard: str) -> None:
        def work() -> tuple[Refit, float]:
            danger = self._library.danger
            present = next(one.threshold for one in danger.thresholds() if one.hazard == hazard)
            return danger.refit(hazard), present

        def done(found: tuple[Refit, float]) -> None:
            refit, present = found
            changed = abs(refit.threshold - present) > 1e-9
            self.page.show_refit(hazard, refit, changed=changed)
            if changed:
                self._operations.run(SetThreshold(hazard, refit.threshold, refit.answers))
            else:
                self._read()

        self._tasks.facts.submit(work, done)
