"""Bursts as stacks in a list: one card that stands for all, or all frames next to each other. Pure."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stacks:
    """Which bursts are shown as one card.

    Attributes:
        closed: whether bursts are, unless they are among the others.
        others: ids of the bursts that are shown the other way.
    """

    closed: bool = True
    others: frozenset[int] = frozenset()

    def is_open(self, burst_id: int) -> bool:
        """Whether a burst's frames stand side by side."""
        return (burst_id in self.others) == self.closed

    def toggled(self, burst_id: int) -> Stacks:
        """The same with one burst opened, or closed."""
        return Stacks(self.closed, self.others ^ {burst_id})


@dataclass(frozen=True, slots=True)
class Stack:
    """A burst's place in a list.

    Attributes:
        row: of the card that stands for the burst.
        length: rows it takes: 1 where it is closed.
        count: its photos that the list's query answers, shown or not; at least 2.
    """

    row: int
    length: int
    count: int

    @property
    def is_open(self) -> bool:
        """Whether all its photos are shown."""
        return self.length > 1


@dataclass(frozen=True, slots=True)
class Stacking:
    """All stacks of a list, by row.

    Attributes:
        rows, lengths, counts: see `Stack`; of one length, rows rising.
    """

    rows: array[int] = field(default_factory=lambda: array("q"))
    lengths: array[int] = field(default_factory=lambda: array("q"))
    counts: array[int] = field(default_factory=lambda: array("q"))
    _hidden: array[int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Add the hidden photos up, once."""
        sums = array("q", [0])
        for length, count in zip(self.lengths, self.counts, strict=True):
            sums.append(sums[-1] + count - length)
        object.__setattr__(self, "_hidden", sums)

    def at(self, row: int) -> Stack | None:
        """The stack a row belongs to; None for a photo that is in none of this list."""
        place = bisect_right(self.rows, row) - 1
        if place < 0 or row >= self.rows[place] + self.lengths[place]:
            return None
        return Stack(self.rows[place], self.lengths[place], self.counts[place])

    def hidden(self, rows: range | None = None) -> int:
        """Photos that closed stacks hide: in some rows, or in all."""
        if rows is None:
            return self._hidden[-1]
        return (
            self._hidden[bisect_left(self.rows, rows.stop)] - self._hidden[bisect_left(self.rows, rows.start)]
        )

    @property
    def closed(self) -> int:
        """How many stacks are closed."""
        return sum(length == 1 for length in self.lengths)


@dataclass(frozen=True, slots=True)
class Head:
    """A burst as stacking needs it."""

    cover: int
    best: int | None
    count: int


def stack(
    ids: Sequence[int],
    burst_of: Mapping[int, int],
    heads: Mapping[int, Head],
    stacks: Stacks,
    matching: Set[int],
    best_scored: Callable[[Iterable[Sequence[int]]], Iterable[int]],
) -> tuple[array[int], array[int], Stacking]:
    """Let one photo of each burst stand for it, or bring its photos together.

    Whatever a query answers stays within reach: a burst is in the list as long as one of its photos is.
    For it stands its cover; where the query does not answer that, its best shot, else its best scored photo.

    Args:
        ids: what a query answers, in order; or the beginning of it.
        burst_of: each photo of the bursts and its burst's id, in the order they were taken.
        heads: the bursts by id.
        stacks: which of them are open.
        matching: everything the query answers of the bursts' photos; may hold others.
        best_scored: of each group of photos the best scored one; asked only for groups without either.

    Returns:
        The list's ids; for each its place in `ids`, or that of the card it stands beside; the stacks.
    """
    missing = burst_of.keys() - matching
    broken = {burst_of[photo_id] for photo_id in missing}
    wanted = broken | {burst_id for burst_id in heads if stacks.is_open(burst_id)}
    found: dict[int, list[int]] = {burst_id: [] for burst_id in wanted}
    for photo_id, burst_id in burst_of.items() if wanted else ():
        if burst_id in wanted and photo_id not in missing:
            found[burst_id].append(photo_id)
    fronts = _fronts(heads, {burst_id: found[burst_id] for burst_id in broken}, best_scored)
    # With hundreds of thousands of photos what is done for each of them has to be done by sets alone.
    front_of = {photo_id: burst_id for burst_id, photo_id in fronts.items()}
    behind = burst_of.keys() - front_of.keys()
    behind -= {one for burst_id in broken if burst_id not in fronts for one in found[burst_id]}
    kept = [place for place, photo_id in enumerate(ids) if photo_id not in behind]
    cards = [ids[place] for place in kept]
    listed, places = array("q"), array("q")
    rows, lengths, counts = array("q"), array("q"), array("q")
    done = 0
    for card in [card for card, photo_id in enumerate(cards) if photo_id in front_of]:
        listed.extend(cards[done : card + 1])
        places.extend(kept[done : card + 1])
        done = card + 1
        photo_id = cards[card]
        burst_id = front_of[photo_id]
        rows.append(len(listed) - 1)
        counts.append(len(found[burst_id]) if burst_id in broken else heads[burst_id].count)
        if stacks.is_open(burst_id):
            listed.extend(one for one in found[burst_id] if one != photo_id)
            places.extend([kept[card]] * (len(listed) - len(places)))
        lengths.append(len(listed) - rows[-1])
    listed.extend(cards[done:])
    places.extend(kept[done:])
    return listed, places, Stacking(rows, lengths, counts)


def _fronts(
    heads: Mapping[int, Head],
    broken: Mapping[int, Sequence[int]],
    best_scored: Callable[[Iterable[Sequence[int]]], Iterable[int]],
) -> dict[int, int]:
    """The photo that stands for each burst of which there are at least two.

    Args:
        heads: all bursts by id.
        broken: what there is of those bursts that are not wholly there.
        best_scored: see `stack`.
    """
    fronts = {burst_id: head.cover for burst_id, head in heads.items() if burst_id not in broken}
    headless: dict[int, Sequence[int]] = {}
    for burst_id, photo_ids in broken.items():
        if len(photo_ids) < 2:
            continue
        head = heads[burst_id]
        if head.cover in photo_ids:
            fronts[burst_id] = head.cover
        elif head.best is not None and head.best in photo_ids:
            fronts[burst_id] = head.best
        else:
            headless[burst_id] = photo_ids
    if headless:
        fronts.update(zip(headless, best_scored(headless.values()), strict=True))
    return fronts
