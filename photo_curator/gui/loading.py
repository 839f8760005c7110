"""Brings the library's answers into the state: lists, counts, the current photo."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from photo_curator.db.library import Library
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.photo import Photo, PhotoSummary
from photo_curator.domain.query import Album, PhotoQuery
from photo_curator.domain.stacks import Stacks
from photo_curator.domain.timeline import Listing
from photo_curator.gui.state import BrowserState
from photo_curator.gui.tasks import Tasks
from photo_curator.services.albums import counted_albums

#: Refreshes come no closer than this, and no closer than a multiple of what the last one took.
_REFRESH_MILLISECONDS = 250
_REFRESH_SHARE = 5
#: Counting every album touches most of the index: not more than once in a while.
_COUNT_MILLISECONDS = 1000
_FIRST_ROWS = 96
#: While an arrow key is held down only the photo it stops at is read.
_DETAIL_MILLISECONDS = 40


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sidebar shows.

    Attributes:
        albums: with counts.
        problems: how many files could not be used.
        folders: root folders of the library.
        places: country, city, count.
        unnamed: people without a name.
    """

    albums: tuple[Album, ...]
    problems: int
    folders: tuple[str, ...]
    places: tuple[tuple[str, str, int], ...] = ()
    unnamed: int = 0


class Loading(QObject):
    """Asks the library off the GUI thread and drops answers nobody waits for any more.

    Signals:
        listed: other photos are to be shown: a `Listing`, summaries to begin with, whether to keep the place.
        rows_changed: ids of photos to read again, None for any; the list is the same.
        counted: `Facts`.
        photo_read: the current `Photo`, or None.
        failed: the list could not be read; a sentence.
    """

    listed = Signal(object, object, bool)
    rows_changed = Signal(object)
    counted = Signal(object)
    photo_read = Signal(object)
    failed = Signal(str)

    def __init__(
        self, library: Library, state: BrowserState, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library, self._state, self._tasks = library, state, tasks
        #: How many lists were asked for, and the last one that was handed over; for tests and benchmarks.
        self.generation = 0
        self.shown = 0
        self._changed: set[int] | None = set()
        self._listing = self._refreshing = False
        self._last = Listing(state.ids)
        self._last_of: tuple[PhotoQuery, Stacks] = state.query, state.stacks
        self._refresh_soon = QTimer(self, singleShot=True, interval=_REFRESH_MILLISECONDS)
        self._refresh_soon.timeout.connect(self._refresh)
        self._count_soon = QTimer(self, singleShot=True, interval=0)
        self._count_soon.timeout.connect(self._count)
        self._counting = False
        self._count_again = False
        self._detail_soon = QTimer(self, singleShot=True, interval=_DETAIL_MILLISECONDS)
        self._detail_soon.timeout.connect(self._read_photo)
        self._detail_asked = 0
        state.query_changed.connect(lambda _: self.load())
        state.stacks_changed.connect(lambda _: self._restack())
        state.selection_changed.connect(lambda _: self._detail_soon.start())

    def load(self, *, keep_place: bool = False, shown: bool = False) -> None:
        """Show what the state's query asks for.

        Where nothing is selected that would have to be found again, the first screens are shown before
        the rest of the list is known: a filter without an index of its own takes a while over 100,000.

        Args:
            keep_place: the photos are the same ones: what is at the top stays there.
            shown: what is expected is shown already.
        """
        self.generation += 1
        if shown:
            self.shown = self.generation
        asked, query, current = self.generation, self._state.query, self._state.current
        stacks = self._state.stacks
        self._changed = set()
        self._refresh_soon.stop()
        photos = self._library.photos

        def begin() -> tuple[Listing, list[PhotoSummary]]:
            first = photos.listing(query, limit=_FIRST_ROWS, stacks=stacks)
            return first, photos.summaries(first.ids)

        def begun(first: tuple[Listing, list[PhotoSummary]]) -> None:
            if asked != self.generation:
                return
            if self.shown < asked:
                self._show(*first, keep_place=False, of=(query, stacks))
                self.shown = asked
            # Not before: side by side the two queries take each other's time.
            self._tasks.lists.submit(work, done, self._list_failed)

        def work() -> tuple[Listing, list[PhotoSummary]] | None:
            if asked != self.generation:
                return None  # another list was asked for while this one waited
            whole = photos.listing(query, stacks=stacks)
            return whole, photos.summaries(_around(whole.ids, current))

        def done(result: tuple[Listing, list[PhotoSummary]] | None) -> None:
            self._listing = False
            if result is None or asked != self.generation:
                return
            if (at_once and self.shown < asked) or result[0] != self._last:
                self._show(*result, keep_place=keep_place or self.shown == asked, of=(query, stacks))
                self.shown = asked

        self._listing = True
        at_once = keep_place or current is not None
        if at_once:
            self._tasks.lists.submit(work, done, self._list_failed)
        else:
            self._tasks.glances.submit(begin, begun, self._list_failed)

    def _restack(self) -> None:
        """Bursts were opened or closed. One alone is put right in the list that is there, at once.

        The whole list is asked for all the same, but beside what the eye waits for: it differs only where
        the library has changed meanwhile.
        """
        query, stacks, last = self._state.query, self._state.stacks, self._last
        toggled = stacks.others ^ self._last_of[1].others
        near = last.whole and self._last_of == (query, replace(stacks, others=self._last_of[1].others))
        if not near or len(toggled) != 1:
            self.load(keep_place=True)
            return
        (burst_id,) = toggled
        self.generation += 1
        asked = self.generation

        def work() -> tuple[tuple[int, ...], list[PhotoSummary]]:
            frames = self._library.bursts.shown(burst_id, query)
            return frames, self._library.photos.summaries(frames)

        def done(found: tuple[tuple[int, ...], list[PhotoSummary]]) -> None:
            if asked != self.generation:
                return
            frames, summaries = found
            stack = next((one for frame in frames if (one := self._state.stack_of(frame))), None)
            if last is self._last and stack is not None and stack.is_open != stacks.is_open(burst_id):
                card = last.ids[stack.row]
                beside = [] if stack.is_open else [one for one in frames if one != card]
                shown = last.restacked(stack.row, beside)
                self._show(shown, summaries, keep_place=True, of=(query, stacks))
                self.load(keep_place=True, shown=True)
            else:
                self.load(keep_place=True)

        self._listing = True
        self._tasks.glances.submit(work, done, self._list_failed)

    def _list_failed(self, error: Exception) -> None:
        self._listing = False
        self.failed.emit(str(error))

    @property
    def idle(self) -> bool:
        """Whether no list is being read."""
        return not self._listing and not self._refreshing

    def refresh(self, photo_ids: Iterable[int] | None = None) -> None:
        """The library has changed: ask again soon, keeping selection and place.

        Args:
            photo_ids: photos whose rows changed; None: any may have.
        """
        if photo_ids is None:
            self._changed = None
        elif self._changed is not None:
            self._changed.update(photo_ids)
        if not self._refresh_soon.isActive() and not self._refreshing:
            self._refresh_soon.start()
        self.recount()

    def touch(self, photo_ids: Sequence[int]) -> None:
        """The user changed these photos: show it, but leave the order until the list is asked for anew.

        A photo that was just rated would otherwise jump away under the user's hands.
        """
        self.rows_changed.emit(photo_ids)
        self.recount()
        if self._state.current is not None and self._state.current in set(photo_ids):
            self._read_photo()

    def recount(self) -> None:
        """Count the albums again soon."""
        if self._counting:
            self._count_again = True
        elif not self._count_soon.isActive():
            self._count_soon.start()

    def reread_photo(self) -> None:
        """Read the current photo again."""
        self._detail_soon.start()

    def _refresh(self) -> None:
        asked, query, stacks = self.generation, self._state.query, self._state.stacks
        changed, self._changed = self._changed, set()
        self._refreshing = True
        started = time.monotonic()

        def work() -> Listing:
            return self._library.photos.listing(query, stacks=stacks)

        def done(listing: Listing) -> None:
            self._refreshed(asked, listing, changed, (query, stacks))
            spent = (time.monotonic() - started) * 1000
            self._refreshing = False
            self._refresh_soon.setInterval(max(_REFRESH_MILLISECONDS, round(spent * _REFRESH_SHARE)))
            if self._changed is None or self._changed:
                self._refresh_soon.start()

        def failed(error: Exception) -> None:
            self._refreshing = False
            self.failed.emit(str(error))

        self._tasks.lists.submit(work, done, failed)

    def _show(
        self,
        listing: Listing,
        first: list[PhotoSummary],
        *,
        keep_place: bool,
        of: tuple[PhotoQuery, Stacks],
    ) -> None:
        self._last, self._last_of = listing, of
        self.listed.emit(listing, first, keep_place)

    def _refreshed(
        self, asked: int, listing: Listing, changed: set[int] | None, of: tuple[PhotoQuery, Stacks]
    ) -> None:
        if asked != self.generation:
            return
        self.rows_changed.emit(None if changed is None else tuple(changed))
        if listing != self._last:
            self._show(listing, [], keep_place=True, of=of)
        current = self._state.current
        if current is not None and (changed is None or current in changed):
            self._read_photo()

    def _count(self) -> None:
        self._counting = True

        def work() -> Facts:
            library = self._library
            return Facts(
                tuple(counted_albums(library)),
                library.problems.count(),
                tuple(folder.path for folder in library.folders.all()),
                tuple(library.photos.place_counts()),
                sum(not one.name and not one.me for one in library.people.counts()),
            )

        def done(facts: Facts) -> None:
            self._counting = False
            self._count_soon.setInterval(_COUNT_MILLISECONDS)
            self.counted.emit(facts)
            if self._count_again:
                self._count_again = False
                self._count_soon.start()

        def failed(error: Exception) -> None:
            self._counting = False
            self.failed.emit(str(error))

        self._tasks.facts.submit(work, done, failed)

    def _read_photo(self) -> None:
        self._detail_asked += 1
        asked, current = self._detail_asked, self._state.current
        if current is None:
            self.photo_read.emit(None)
            return

        def work() -> Photo | None:
            try:
                return self._library.photos.get(current)
            except NotFoundError:
                return None  # merged with another photo since; the list's refresh is on its way

        def done(photo: Photo | None) -> None:
            if asked == self._detail_asked:
                self.photo_read.emit(photo)

        self._tasks.glances.submit(work, done)


def empty_because(query: PhotoQuery, album: PhotoQuery) -> str:
    """Which empty state fits a list without photos: the album is empty, or the filter let nothing pass."""
    same = replace(query, sort=album.sort, reverse=album.reverse)
    return "empty album" if same == album else "no match"


def _around(ids: array[int], current: int | None) -> array[int]:
    """The ids that the first paint shows: those around the current photo, else the first."""
    start = 0
    if current is not None:
        try:
            start = max(0, ids.index(current) - _FIRST_ROWS // 3)
        except ValueError:
            start = 0
    return ids[start : start + _FIRST_ROWS]
