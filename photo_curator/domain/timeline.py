"""A query's answer as the window holds it: ids in order and, by time, where each day begins."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
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
