"""The window's commands on bursts: stacks, the user's word on them, photos that look alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from photo_curator.db.library import Library
from photo_curator.domain.best_shot import BestShot
from photo_curator.domain.burst import Burst
from photo_curator.domain.operations import Restack, SetBurst, SetCover
from photo_curator.domain.photo import Photo
from photo_curator.domain.query import Album, PhotoQuery
from photo_curator.domain.stacks import Stacks
from photo_curator.gui.burst_words import album_title
from photo_curator.gui.operations import Broadcast, Operations
from photo_curator.gui.state import BrowserState, Page
from photo_curator.gui.tasks import Tasks

#: While the selection grows under the pointer only what it stops at is read.
_LOOK_MILLISECONDS = 40


class BurstCommands(QObject):
    """Knows the bursts of what is selected, and so which of its commands mean something.

    Signals:
        changed: other commands can be used now.
        judged: the current photo's id, its burst and the comparison of its frames, or None and None.
        said: a sentence for the status bar.
        album_shown: key of the album that is shown now.
    """

    changed = Signal()
    judged = Signal(int, object, object)
    said = Signal(str)
    album_shown = Signal(str)

    def __init__(
        self, library: Library, state: BrowserState, operations: Operations, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library, self._state, self._operations, self._tasks = library, state, operations, tasks
        self._bursts: dict[int, Burst] = {}
        self._of: tuple[int, ...] = ()
        self._before_similar: tuple[Album, int] | None = None
        self._asked = 0
        self._look_soon = QTimer(self, singleShot=True, interval=_LOOK_MILLISECONDS)
        self._look_soon.timeout.connect(self._look)
        state.selection_changed.connect(lambda _: self._look_soon.start())
        state.page_changed.connect(lambda _: self._look_soon.start())
        operations.changed.connect(self._acted)

    @property
    def idle(self) -> bool:
        """Whether what is selected is known."""
        return not self._look_soon.isActive() and self._of == tuple(self._state.targets())

    def situation(self) -> dict[str, bool]:
        """The conditions that the table of actions names."""
        state, targets = self._state, self._of
        grid = state.page is Page.GRID
        bursts = list({burst.id: burst for burst in self._bursts.values()}.values())
        everyone = {*targets, *(one for burst in bursts for one in burst.photo_ids)}
        alone = len(everyone) < 2 or any(len(burst.photo_ids) == len(everyone) for burst in bursts)
        return {
            "stack": grid and state.stack_of(state.current) is not None,
            "stacks": grid and len(state.ids) > 0,
            "in burst": bool(bursts),
            "part of burst": bool(self._split_off()),
            "several": not alone,
            "no cover": len(bursts) == len(targets) > 0
            and any(burst.cover not in targets for burst in bursts),
        }

    def do(self, act: str) -> None:
        """Carry a command out: what the table of actions hands over."""
        match act:
            case "expand" | "collapse":
                self._state.set_stacks(Stacks(closed=act == "collapse"))
            case "toggle":
                self._with_bursts((self._state.current,), lambda found: self._toggle(found.values()))
            case "select":
                self._with_bursts(self._state.targets(), self._select)
            case "split":
                self._split()
            case "cover":
                self._operations.run(SetCover(tuple(self._state.targets())))
            case "similar":
                self._find_similar()
            case _:
                self._operations.run(SetBurst(tuple(self._state.targets()), Restack(act)))

    def toggle(self, burst_id: int) -> None:
        """Open a burst's stack, or close it; its card becomes the current photo."""
        self._state.set_stacks(self._state.stacks.toggled(burst_id))

    def judge(self, photo: Photo | None) -> None:
        """Compare a photo with the others of its burst, for the inspector."""
        self._asked += 1
        asked = self._asked
        if photo is None or photo.summary.burst is None:
            self.judged.emit(0 if photo is None else photo.summary.id, None, None)
            return
        photo_id, bursts = photo.summary.id, self._library.bursts

        def work() -> tuple[Burst | None, BestShot | None]:
            burst = bursts.of([photo_id]).get(photo_id)
            return burst, None if burst is None else bursts.judged(burst)

        def done(found: tuple[Burst | None, BestShot | None]) -> None:
            if asked == self._asked:
                self.judged.emit(photo_id, *found)

        self._tasks.glances.submit(work, done)

    def leave_similar(self) -> bool:
        """From an album of similar photos back to where they were asked for; False: it is not shown."""
        before, self._before_similar = self._before_similar, None
        if before is None or not self._state.album.key.startswith("similar:"):
            return False
        album, photo_id = before
        self._state.show_album(album, photo_id)
        self.said.emit("")
        self.album_shown.emit(album.key)
        return True

    # --- stacks -------------------------------------------------------------------------------

    def _toggle(self, bursts: Iterable[Burst]) -> None:
        for burst in bursts:
            self.toggle(burst.id)

    def _select(self, found: dict[int, Burst]) -> None:
        state = self._state
        bursts = {burst.id: burst for burst in found.values()}
        stacks = state.stacks
        for burst_id in bursts:
            if not stacks.is_open(burst_id):
                stacks = stacks.toggled(burst_id)
        wanted = dict.fromkeys([one for burst in bursts.values() for one in burst.photo_ids])
        wanted.update(dict.fromkeys(state.targets()))
        if stacks != state.stacks:
            # Those that are hidden yet are in the list that comes now; what is not leaves the selection.
            state.select(wanted, state.current)
            state.set_stacks(stacks)
        else:
            state.select([one for one in wanted if state.row_of(one) is not None], state.current)

    # --- the user's word ----------------------------------------------------------------------

    def _split_off(self) -> tuple[int, ...]:
        """What "split here" takes out of a burst: what is selected, of one photo it and all after it."""
        bursts = {burst.id: burst for burst in self._bursts.values()}
        if len(bursts) != 1 or len(self._bursts) != len(self._of):
            return ()
        (burst,) = bursts.values()
        stack = self._state.stack_of(self._state.current)
        if stack is not None and not stack.is_open:
            return ()  # what is hidden is not split
        if len(self._of) > 1:
            return self._of if len(self._of) < len(burst.photo_ids) else ()
        here = burst.photo_ids.index(self._of[0])
        return burst.photo_ids[here:] if here else ()

    def _split(self) -> None:
        off = self._split_off()
        if not off:
            return
        # Both parts stay open: somebody is looking at them.
        rest = set(self._bursts[off[0]].photo_ids) - set(off)
        stacks = self._state.stacks
        for burst_id in (min(off), min(rest)):
            if not stacks.is_open(burst_id):
                stacks = stacks.toggled(burst_id)
        self._state.stacks = stacks
        self._operations.run(SetBurst(off, Restack.SPLIT))

    # --- photos that look alike ---------------------------------------------------------------

    def _find_similar(self) -> None:
        current = self._state.current
        if current is None:
            return

        def work() -> tuple[str, tuple[int, ...]]:
            (summary,) = self._library.photos.summaries([current])
            return summary.path, tuple(one.photo_id for one in self._library.similar.to(current))

        def done(found: tuple[str, tuple[int, ...]]) -> None:
            path, others = found
            title = album_title(path)
            if not others:
                self.said.emit(self.tr("No other photo looks like this one."))
                return
            if not self._state.album.key.startswith("similar:"):
                self._before_similar = self._state.album, current
            query = PhotoQuery(photo_ids=(current, *others), include_rejected=True)
            self._state.show_page(Page.GRID)
            self._state.show_album(Album(f"similar:{current}", title, query))
            self.album_shown.emit(self._state.album.key)
            self.said.emit(self.tr("{0}: Escape leads back").format(title))

        self._tasks.facts.submit(work, done)

    # --- what is known ------------------------------------------------------------------------

    def _with_bursts(self, ids: Iterable[int | None], then: Callable[[dict[int, Burst]], None]) -> None:
        wanted = [one for one in ids if one is not None]
        self._tasks.glances.submit(lambda: self._library.bursts.of(wanted), then)

    def _look(self) -> None:
        targets = tuple(self._state.targets())

        def done(found: dict[int, Burst]) -> None:
            if targets == tuple(self._state.targets()):
                self._bursts, self._of = found, targets
                self.changed.emit()

        self._tasks.glances.submit(lambda: self._library.bursts.of(targets), done)

    def _acted(self, broadcast: Broadcast) -> None:
        if broadcast.change.every:
            self._look_soon.start()
