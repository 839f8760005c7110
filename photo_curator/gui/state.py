"""What the window shows, as plain observable objects: no Qt here, so that all of it is tested without."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Generic, TypeVar

from photo_curator.domain.filter_text import ParsedFilter, parse_filter
from photo_curator.domain.query import Album, PhotoQuery, SortBy
from photo_curator.domain.stacks import Stack, Stacking, Stacks

T = TypeVar("T")


class Event(Generic[T]):
    """Something that happens; whoever connected is called in the order of connecting."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

    def connect(self, listener: Callable[[T], None]) -> None:
        """Call `listener` with the value each time the event happens."""
        self._listeners.append(listener)

    def disconnect(self, listener: Callable[[T], None]) -> None:
        """Stop calling `listener`."""
        self._listeners.remove(listener)

    def emit(self, value: T) -> None:
        """Tell everybody."""
        for listener in tuple(self._listeners):
            listener(value)


class Page(StrEnum):
    """What fills the middle of the window."""

    WELCOME = "welcome"
    GRID = "grid"
    LOUPE = "loupe"
    PROBLEMS = "problems"
    SAFETY = "safety"
    ANNOTATION = "annotation"
    TASTE = "taste"
    TEACH = "teach"
    WHY = "why"
    COMPARE = "compare"
    PEOPLE = "people"


class BrowserState:
    """Which photos are shown, in which order, and which of them are selected.

    The selection is kept as photo ids: it survives every refresh, and commands act on it alone.

    Attributes:
        album: the album chosen in the sidebar.
        filter_text: as typed into the filter box.
        parsed: what `filter_text` means within the album.
        sort: order in force; every album remembers its own while the window is open.
        reverse: whether that order is turned around.
        stacks: which bursts are one card; it stays from album to album.
        ids: ids of the photos shown, in order.
        stacking: the bursts among them.
        selection: ids of the selected photos, in the order shown.
        current: id of the photo that keys and the inspector mean; None where nothing is.
        compared: id of the photo that keys mean in Compare, shown in the list or not; None elsewhere.
        page: what fills the middle.
        home: what stands where the grid would: the welcome page as long as no folder was added.
        untouched: whether the first photo is selected only because one must be; it then stays the first.
        auto_advance: whether a rating or a flag moves on to the next photo.
    """

    def __init__(self, album: Album) -> None:
        self.album = album
        self.filter_text = ""
        self.sort, self.reverse = album.query.sort, album.query.reverse
        self.parsed = ParsedFilter(album.query)
        self.stacks = Stacks()
        self.ids: array[int] = array("q")
        self.stacking = Stacking()
        self.selection: array[int] = array("q")
        self.current: int | None = None
        self.compared: int | None = None
        self.page = self.home = Page.GRID
        self.untouched = True
        self.auto_advance = False
        self.undoable = True
        self.redoable = True
        self.query_changed: Event[PhotoQuery] = Event()
        self.stacks_changed: Event[Stacks] = Event()
        self.ids_changed: Event[array[int]] = Event()
        self.selection_changed: Event[None] = Event()
        self.page_changed: Event[Page] = Event()
        self.auto_advance_changed: Event[bool] = Event()
        self._orders: dict[str, tuple[SortBy, bool]] = {}
        self._rows: dict[int, int] | None = None

    @property
    def query(self) -> PhotoQuery:
        """The album's query, narrowed by the filter, in the order chosen."""
        return replace(self.parsed.query, sort=self.sort, reverse=self.reverse)

    def show_album(self, album: Album, current: int | None = None) -> None:
        """Change to another album: its own order, the filter stays.

        Args:
            album: shown from now on.
            current: the photo to be selected there; None: the first one.
        """
        self.album = album
        self.untouched = current is None
        self._select([] if current is None else [current], current)
        self.sort, self.reverse = self._orders.get(album.key, (album.query.sort, album.query.reverse))
        self.parsed = parse_filter(self.filter_text, album.query)
        self.query_changed.emit(self.query)

    def set_filter(self, text: str) -> None:
        """Narrow the album by what was typed; see `filter_text.parse_filter`."""
        if text == self.filter_text:
            return
        before = self.query
        self.filter_text = text
        self.parsed = parse_filter(text, self.album.query)
        if self.query != before:
            self.query_changed.emit(self.query)

    def set_order(self, sort: SortBy, reverse: bool) -> None:
        """Sort otherwise, and remember it for this album."""
        self._orders[self.album.key] = (sort, reverse)
        if (sort, reverse) == (self.sort, self.reverse):
            return
        self.sort, self.reverse = sort, reverse
        self.query_changed.emit(self.query)

    def set_stacks(self, stacks: Stacks) -> None:
        """Open or close bursts. Where that hides the current photo, its burst's card becomes current."""
        if stacks == self.stacks:
            return
        self.stacks = stacks
        self.stacks_changed.emit(stacks)

    def stack_of(self, photo_id: int | None) -> Stack | None:
        """The burst a photo shown belongs to, where it has more photos in the list than one."""
        row = None if photo_id is None else self.row_of(photo_id)
        return None if row is None else self.stacking.at(row)

    def set_ids(self, ids: array[int], stacking: Stacking | None = None) -> None:
        """What a query answered. Photos that are not shown any more leave the selection.

        Args:
            ids: in order.
            stacking: bursts among them.
        """
        before = self.row_of(self.current) if self.current is not None else None
        card = self._card_of(before)
        self.ids, self.stacking, self._rows = ids, stacking or Stacking(), None
        kept = array("q", (photo for photo in self.selection if self.row_of(photo) is not None))
        current = self.current
        if current is not None and self.row_of(current) is None:
            # The photo left the list: its place is taken by the one that stands there now.
            if card is not None and self.row_of(card) is not None:
                current = card
            else:
                current = ids[min(before, len(ids) - 1)] if before is not None and len(ids) else None
            if current is not None and not kept:
                kept = array("q", [current])
        changed = len(kept) != len(self.selection) or current != self.current
        self.selection, self.current = kept, current
        self.ids_changed.emit(ids)
        if changed:
            self.selection_changed.emit(None)

    def _card_of(self, row: int | None) -> int | None:
        """The card of the open burst a row belongs to."""
        found = None if row is None else self.stacking.at(row)
        return None if found is None else self.ids[found.row]

    def select(self, ids: Iterable[int], current: int | None) -> None:
        """Make these photos the selection, because the user says so."""
        self.untouched = False
        self._select(ids, current)

    def select_first(self) -> None:
        """Let keys and the inspector mean the first photo until the user chooses one."""
        self.untouched = True
        self._select(self.ids[:1], self.ids[0] if len(self.ids) else None)

    def _select(self, ids: Iterable[int], current: int | None) -> None:
        selection = array("q", ids)
        if selection == self.selection and current == self.current:
            return
        self.selection, self.current = selection, current
        self.selection_changed.emit(None)

    def step(self, by: int) -> int | None:
        """The photo `by` places after the current one; None beyond either end."""
        row = self.row_of(self.current) if self.current is not None else None
        if row is None:
            return self.ids[0] if len(self.ids) else None
        target = row + by
        return self.ids[target] if 0 <= target < len(self.ids) else None

    def targets(self) -> Sequence[int]:
        """The photos a command acts on: the stored selection; in loupe and Compare the one that is meant."""
        if self.page is Page.COMPARE:
            return [] if self.compared is None else [self.compared]
        if self.page is Page.LOUPE:
            return [] if self.current is None else [self.current]
        return self.selection

    def row_of(self, photo_id: int) -> int | None:
        """Where a photo stands in the list; None where it is not shown."""
        if self._rows is None:
            self._rows = {photo: row for row, photo in enumerate(self.ids)}
        return self._rows.get(photo_id)

    def show_page(self, page: Page) -> None:
        """Fill the middle with another page."""
        page = self.home if page is Page.GRID else page
        if page is not self.page:
            self.page = page
            self.page_changed.emit(page)

    def set_auto_advance(self, on: bool) -> None:
        """Move on after each rating, or stay."""
        if on != self.auto_advance:
            self.auto_advance = on
            self.auto_advance_changed.emit(on)
