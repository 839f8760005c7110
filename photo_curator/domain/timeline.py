"""A query's answer as the window holds it: ids in order and, by time, where each day begins."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from photo_curator.domain.stacks import Stacking

_DAY_SECONDS = 86_400
_FIRST_DAY = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Period:
    """A day or a month within a list.

    Attributes:
        row: of its first photo in the list.
        day: the day; of a month, the first day that has a photo in the list's order.
    """

    row: int
    day: date


@dataclass(frozen=True, slots=True)
class Listing:
    """A query's photos, without anything about them.

    Attributes:
        ids: in the query's order.
        days: where days begin; empty where the order is not that of time.
        whole: False for the beginning of a longer list.
        stacking: bursts among them that are one card, or stand side by side; empty where none are asked for.
    """

    ids: array[int]
    days: tuple[Period, ...] = ()
    whole: bool = True
    stacking: Stacking = field(default_factory=Stacking)

    def restacked(self, row: int, frames: Sequence[int]) -> Listing:
        """The same with one stack opened or closed; everything else stays as it is.

        Args:
            row: of the stack's card, which stays.
            frames: the photos shown beside the card, in order; none: it is closed.
        """
        stacking, place = self.stacking, self.stacking.rows.index(row)
        length = stacking.lengths[place]
        ids = self.ids[: row + 1]
        ids.extend(frames)
        ids.extend(self.ids[row + length :])
        grown = 1 + len(frames) - length
        rows, lengths = stacking.rows[: place + 1], stacking.lengths[:]
        rows.extend([one + grown for one in stacking.rows[place + 1 :]])
        lengths[place] += grown
        days = tuple(one if one.row <= row else replace(one, row=one.row + grown) for one in self.days)
        return replace(self, ids=ids, days=days, stacking=Stacking(rows, lengths, stacking.counts))


def days_of(times: Iterable[float]) -> tuple[Period, ...]:
    """Where days begin.

    Args:
        times: seconds since 1970 of the wall clock, rising or falling.
    """
    found: list[Period] = []
    last = None
    for row, time in enumerate(times):
        number = time // _DAY_SECONDS
        if number != last:
            found.append(Period(row, date.fromordinal(_FIRST_DAY + int(number))))
            last = number
    return tuple(found)


def months_of(days: Iterable[Period]) -> tuple[Period, ...]:
    """Where months begin."""
    found: list[Period] = []
    for period in days:
        if not found or (found[-1].day.year, found[-1].day.month) != (period.day.year, period.day.month):
            found.append(period)
    return tuple(found)
