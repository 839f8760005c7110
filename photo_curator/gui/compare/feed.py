"""Feeds the Compare page: bursts and photos from the library, the next one ahead; writes what is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from photo_curator.domain.operations import KeepBest, SetFlag, SetRating
from photo_curator.gui.compare.comparison import MOST_SELECTED
from photo_curator.gui.compare.page import ComparePage
from photo_curator.gui.compare.reading import Material, read_burst, read_photos
from photo_curator.gui.compare.state import CompareState
from photo_curator.gui.empty_states import LOADING, NO_BURST, NO_BURSTS
from photo_curator.gui.loupe.pictures import Decode
from photo_curator.gui.operations import Broadcast, Way
from photo_curator.gui.parts import Parts
from photo_curator.gui.said import problem_text
from photo_curator.gui.state import Page
from photo_curator.gui.tasks import Executor, ThreadExecutor

#: Keeps whose undo leads back to their burst.
_REMEMBERED = 50


class CompareFeed(QObject):
    """Connects the page with the window.

    Args:
        parts: of the window.
        executor: decodes; None: two threads.
        decode: reads one picture; None: from the file.

    Attributes:
        compare: what the page knows.
        page: the page.
    """

    def __init__(self, parts: Parts, executor: Executor | None = None, decode: Decode | None = None) -> None:
        super().__init__(parts.inspector)
        self._library, self._browser, self._tasks = parts.library, parts.state, parts.tasks
        self._commands, self._operations = parts.commands, parts.operations
        self.compare = CompareState()
        threads = executor or ThreadExecutor("compare", self._failed, threads=2)
        self.page = ComparePage(self.compare, threads, decode)
        self._asked = 0
        self._ahead: tuple[Material, ...] = ()
        self._direction = 1
        self._opened: tuple[int, ...] = ()
        self._kept: dict[int, KeepBest] = {}
        self._back_to: int | None = None
        self.compare.changed.connect(lambda _: self._follow())
        self.page.keep_asked.connect(self._keep)
        self.page.burst_asked.connect(self._go)
        self.page.rated.connect(lambda photo_id, stars: self._operations.run(SetRating((photo_id,), stars)))
        parts.commands.compare_zoom_wanted.connect(self.page.toggle_zoom)
        parts.state.page_changed.connect(self._page_changed)
        parts.operations.changed.connect(self._done)
        parts.loading.rows_changed.connect(self._rows_changed)
        parts.tasks.closing.connect(lambda _: self.page.stop())
        self._page_changed(parts.state.page)

    # --- coming and going ---------------------------------------------------------------------

    def _page_changed(self, page: Page) -> None:
        if page is Page.COMPARE:
            self._open()
        elif self.compare.comparison is not None or self._opened:
            self._leave()

    def _open(self) -> None:
        """Compare what is selected; of one photo, its burst."""
        browser = self._browser
        chosen = list(browser.selection)
        if not chosen and browser.current is not None:
            chosen = [browser.current]
        self._opened, self._back_to = tuple(chosen), None
        self.page.say(LOADING)
        self.page.setFocus()
        if len(chosen) > MOST_SELECTED:
            self._commands.said.emit(
                self.tr("The first {0} of {1} photos are compared.").format(MOST_SELECTED, len(chosen))
            )
        self._read(lambda: self._selected(chosen), self._show_first)
        ids, row = browser.ids, browser.row_of(chosen[0]) if chosen else None

        def done(found: tuple[tuple[int, ...], int]) -> None:
            self.compare.set_queue(*found)
            if self.compare.comparison is None and self.page.empty.kind == NO_BURSTS and found[0]:
                self.page.say(NO_BURST)
            self._prepare()

        self._tasks.lists.submit(lambda: self._library.bursts.in_order(ids, row or 0), done)

    def _selected(self, chosen: Sequence[int]) -> Material | None:
        """On a worker."""
        bursts = self._library.bursts.of(chosen)
        of_one = len(bursts) == len(chosen) and len({burst.id for burst in bursts.values()}) == 1
        if of_one:
            return read_burst(self._library, bursts[chosen[0]].id, chosen if len(chosen) > 1 else ())
        if len(chosen) > 1:
            return read_photos(self._library, chosen[:MOST_SELECTED])
        return None

    def _leave(self) -> None:
        """Select in the grid what was kept, or where the user was."""
        found, browser = self.compare.comparison, self._browser
        same = found is not None and set(self._opened) & set(found.ids) and not self.compare.touched
        if found is not None and (self._back_to is not None or not same):
            wanted = (self._back_to, self.compare.focus, *found.ids)
            there = [one for one in wanted if one is not None and browser.row_of(one) is not None]
            if there:
                browser.select([there[0]], there[0])
        self._asked += 1
        self._opened = ()
        self._set_ahead(())
        self.compare.close()
        browser.compared = None

    # --- from burst to burst ------------------------------------------------------------------

    def _go(self, by: int) -> None:
        self._back_to = None
        self._step(by)

    def _step(self, by: int) -> None:
        wanted = self.compare.upcoming(by)
        if not wanted:
            self._commands.said.emit(
                self.tr("That was the last burst of this list.")
                if by > 0
                else self.tr("That was the first burst of this list.")
            )
            return
        self._direction = by
        ready = [one for one in self._ahead if one.comparison.burst_id == wanted[0]]
        if ready:
            self._show(ready[0])
        else:
            self._read(lambda: self._first_of(wanted), self._show_if_any)

    def _first_of(self, burst_ids: Sequence[int]) -> Material | None:
        """On a worker: the first one that is still there."""
        read = (read_burst(self._library, burst_id) for burst_id in burst_ids)
        return next((material for material in read if material is not None), None)

    def _prepare(self) -> None:
        """Read the bursts that may be wanted next, first the one in the direction last gone."""
        ways = [self.compare.upcoming(by) for by in (self._direction, -self._direction)]
        asked = self._asked

        def read() -> list[Material | None]:
            return [self._first_of(wanted) for wanted in ways]

        def done(found: list[Material | None]) -> None:
            if asked == self._asked:
                self._set_ahead(tuple(material for material in found if material is not None))

        if any(ways) and self._browser.page is Page.COMPARE:
            self._tasks.glances.submit(read, done)

    def _set_ahead(self, materials: tuple[Material, ...]) -> None:
        self._ahead = materials
        self.page.set_ahead(materials)

    # --- reading ------------------------------------------------------------------------------

    def _read(self, read: Callable[[], Material | None], show: Callable[[Material | None], None]) -> None:
        self._asked += 1
        asked = self._asked
        self._tasks.glances.submit(read, lambda found: show(found) if asked == self._asked else None)

    def _show_first(self, material: Material | None) -> None:
        if material is None:
            self.page.say(NO_BURST if self.compare.queue else NO_BURSTS)
        else:
            self._show(material)

    def _show_if_any(self, material: Material | None) -> None:
        if material is not None:
            self._show(material)

    def _show(self, material: Material) -> None:
        self._asked += 1
        self._set_ahead(())
        self.page.show_material(material)
        self._prepare()

    def _reread(self) -> None:
        """The same photos as they are now."""
        found = self.compare.comparison
        if found is None:
            return
        ids, burst = found.ids, found.burst

        def read() -> Material | None:
            if burst is None:
                return read_photos(self._library, ids)
            some = ids if len(ids) < len(burst.photo_ids) else ()
            # A burst put right meanwhile may be named otherwise.
            names = {one.id for one in self._library.bursts.of(ids).values()}
            return next(
                (one for name in names if (one := read_burst(self._library, name, some)) is not None),
                read_photos(self._library, ids),
            )

        self._read(read, self._show_if_any)

    # --- what the user does -------------------------------------------------------------------

    def _keep(self) -> None:
        keeping, found = self.compare.keeping, self.compare.comparison
        if keeping is None or found is None:
            return
        if found.burst is not None:
            self._kept[found.burst.id] = keeping
            while len(self._kept) > _REMEMBERED:
                del self._kept[next(iter(self._kept))]
        self._operations.run(keeping)

    def _done(self, broadcast: Broadcast) -> None:
        found = self.compare.comparison
        if found is None or self._browser.page is not Page.COMPARE:
            return
        operation, changed = broadcast.operation, set(broadcast.change.photo_ids)
        if isinstance(operation, KeepBest) and set(operation.photo_ids) == set(found.ids):
            if found.burst is not None:
                self._back_to = operation.kept[0]
                self._step(1)
        elif isinstance(operation, SetRating | SetFlag) and self._browser.auto_advance:
            if operation.photo_ids == (self.compare.focus,):
                self.compare.advance()
        elif broadcast.way is not Way.DONE and not changed & set(found.ids):
            # Undo takes back what was kept in another burst: there it is to be seen.
            named = [one for one, kept in self._kept.items() if changed and changed <= set(kept.photo_ids)]
            if named:
                self._read(lambda: self._first_of(named), self._show_if_any)

    def _rows_changed(self, photo_ids: Sequence[int] | None) -> None:
        found = self.compare.comparison
        if found is None or self._browser.page is not Page.COMPARE:
            return
        if photo_ids is None or set(photo_ids) & set(found.ids):
            self._reread()
        elif any(set(photo_ids) & set(one.comparison.ids) for one in self._ahead):
            self._prepare()

    def _follow(self) -> None:
        self._browser.compared = self.compare.focus if self.compare.comparison is not None else None

    def _failed(self, error: Exception) -> None:
        self._commands.said.emit(problem_text(str(error)))
