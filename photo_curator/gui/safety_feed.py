"""Feeds the Safety page and the inspector's danger panel: numbers, refits, maps."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.operations import SetThreshold
from photo_curator.domain.photo import Photo
from photo_curator.domain.thresholds import Refit
from photo_curator.gui.albums import album_of
from photo_curator.gui.commands import Commands
from photo_curator.gui.engine_bridge import EngineBridge
from photo_curator.gui.face_strip import read_image
from photo_curator.gui.inspector import Inspector
from photo_curator.gui.loading import Loading
from photo_curator.gui.operations import Broadcast, Operations
from photo_curator.gui.safety_page import SafetyPage
from photo_curator.gui.state import BrowserState, Page
from photo_curator.gui.tasks import Tasks


class SafetyFeed(QObject):
    """Connects what shows dangers with the library and the engine.

    Args:
        inspector: its danger panel is fed.
        commands: what the panel's buttons and keys do.
        library: where numbers come from.
        state: which page is open.
        tasks: executors.
        operations: threshold choices are acts like any other.
        bridge: draws maps.
        loading: says when counts and photos have changed.

    Attributes:
        page: the Safety page; reads its numbers only while it is open.
    """

    def __init__(
        self,
        inspector: Inspector,
        commands: Commands,
        library: Library,
        state: BrowserState,
        tasks: Tasks,
        operations: Operations,
        bridge: EngineBridge,
        loading: Loading,
    ) -> None:
        super().__init__(inspector)
        self.page = page = SafetyPage()
        self._panel, self._library, self._state = inspector.danger, library, state
        self._tasks, self._operations, self._bridge = tasks, operations, bridge
        self._photo: Photo | None = None
        self._asked = 0
        state.page_changed.connect(lambda _: self._read())
        loading.counted.connect(lambda _: self._read())
        loading.photo_read.connect(self._remember)
        operations.changed.connect(self._acted)
        page.refit_asked.connect(self._refit)
        page.shipped_asked.connect(lambda hazard: operations.run(SetThreshold(hazard, None)))
        page.album_asked.connect(self._show_album)
        self._panel.map_asked.connect(self._draw_map)
        inspector.dangerAnswered.connect(commands.answer_danger)
        commands.hazard_wanted.connect(self._panel.toggle_map)

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

    # --- maps -------------------------------------------------------------------------------

    def _remember(self, photo: Photo | None) -> None:
        self._photo = photo

    def _draw_map(self, hazard: str) -> None:
        photo = self._photo
        if photo is None:
            return
        photo_id, thumbnail = (
            photo.summary.id,
            self._library.layout.thumbnail(photo.summary.thumbnail_key, 512),
        )

        def hear(answer: m.Answer) -> None:
            match answer:
                case m.HazardMapDrawn(path=path):
                    self._tasks.glances.submit(lambda: (read_image(thumbnail), read_image(Path(path))), show)
                case m.Failed(message=message):
                    self._panel.show_trouble(photo_id, message)

        def show(pictures: tuple[QImage, QImage]) -> None:
            self._panel.show_map(photo_id, *pictures)

        if self._bridge.busy:
            self._panel.show_waiting()
        self._bridge.start(m.HazardMap(photo_id=photo_id, hazard=hazard), hear)
