"""Moments as a library is remembered by: trips ("Japan · Apr 2026") and occasions ("Sat 14 Nov, evening").

A moment is a stretch of the wall clock, so that it is an album like any other: from, before. Pauses are
measured on both clocks, the wall's and, where the zones are known, the world's; the shorter one counts:
neither midnight nor a change of zone then tears anything apart. Photos without a time of their own are in
no moment.

1. *Occasions*: photos with no pause longer than `OCCASION_PAUSE` between them.
2. *Home* is the town with photos of the most days, and its country.
3. *Trips*: occasions away from home, in one country abroad or in one town of the own country, with no more
   than `TRIP_PAUSE` between them. What is taken between two of them without a place belongs to the trip.
4. What has fewer than `SMALLEST_MOMENT` photos is no moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from photo_curator.domain.query import EPOCH

OCCASION_PAUSE = 6 * 3600.0
TRIP_PAUSE = 2 * 86_400.0
SMALLEST_MOMENT = 5
#: A trip is called by its town where so large a share of its photos was taken there.
_ONE_TOWN = 0.8
#: An occasion that goes on for longer is called by its day alone.
_PART_OF_DAY = 8 * 3600.0
#: Until when, in hours of the clock, it is still night, morning, noon, afternoon, evening.
_PARTS = (5.0, 11.0, 14.0, 18.0, 23.0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Photos taken within an hour, in one zone and at one place.

    Attributes:
        first: when the first one was taken: seconds since 1970 of the wall clock.
        last: when the last one was.
        count: how many they are.
        offset_minutes: the zone's offset from UTC; None where unknown.
        country: as the library spells it; "" where unknown.
        city: likewise.
    """

    first: float
    last: float
    count: int
    offset_minutes: int | None = None
    country: str = ""
    city: str = ""


class PartOfDay(StrEnum):
    """When on its day an occasion was."""

    NIGHT = "night"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Moment:
    """A trip or an occasion.

    Attributes:
        start: wall clock of its first photo, whole seconds.
        end: of its last one, rounded up to the next second: no photo of the moment is as late.
        count: of its photos.
        place: the town or country it is called by; "" at home and where unknown.
        trip: whether it is called by its month, not by its day.
        part: of the day; None where it is longer than that.
    """

    start: datetime
    end: datetime
    count: int
    place: str = ""
    trip: bool = False
    part: PartOfDay | None = None

    @property
    def bounds(self) -> tuple[float, float]:
        """From, inclusive, and before, exclusive: seconds since 1970 of the wall clock."""
        return (self.start - EPOCH).total_seconds(), (self.end - EPOCH).total_seconds()


@dataclass(slots=True)
class _Run:
    """Stretches that are together so far."""

    parts: list[Stretch] = field(default_factory=list)
    latest: Stretch | None = None
    places: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, stretch: Stretch) -> None:
        self.parts.append(stretch)
        if self.latest is None or stretch.last >= self.latest.last:
            self.latest = stretch
        if stretch.country or stretch.city:
            self.places[stretch.country, stretch.city] += stretch.count

    @property
    def count(self) -> int:
        return sum(part.count for part in self.parts)


def find_moments(stretches: Iterable[Stretch]) -> list[Moment]:
    """Find the moments of a library, the newest first.

    Args:
        stretches: of all its photos with a time, in any order.
    """
    ordered = sorted(stretches, key=lambda one: (one.first, one.last, one.country, one.city))
    home = _home(ordered)
    found = [_moment(run, away) for run, away in _trips(_occasions(ordered), home)]
    return [moment for moment in reversed(found) if moment.count >= SMALLEST_MOMENT]


def pause(before: Stretch, after: Stretch) -> float:
    """Seconds between two stretches, on the clock that shows fewer."""
    wall = after.first - before.last
    if before.offset_minutes is None or after.offset_minutes is None:
        return wall
    return min(wall, wall - 60.0 * (after.offset_minutes - before.offset_minutes))


def _home(stretches: Iterable[Stretch]) -> tuple[str, str]:
    days = {(int(one.first // 86_400), one.country, one.city) for one in stretches if one.country or one.city}
    counted = Counter((country, city) for _, country, city in days)
    return max(counted, key=lambda place: (counted[place], place), default=("", ""))


def _occasions(stretches: Iterable[Stretch]) -> list[_Run]:
    runs: list[_Run] = []
    for stretch in stretches:
        latest = runs[-1].latest if runs else None
        if latest is None or pause(latest, stretch) > OCCASION_PAUSE:
            runs.append(_Run())
        runs[-1].add(stretch)
    return runs


def _trips(occasions: Sequence[_Run], home: tuple[str, str]) -> list[tuple[_Run, str]]:
    """Occasions with what they are away in, "": at home or unknown; those of one trip made one."""
    found: list[tuple[_Run, str]] = []
    waiting: list[_Run] = []  # without a place since the trip's last occasion
    for run in occasions:
        away = _away(run, home)
        trip, where = found[-1] if found else (None, "")
        goes_on = away in ("", where) and trip is not None and _near(waiting[-1] if waiting else trip, run)
        if trip is not None and where and goes_on:
            if away == where:
                for part in (part for one in (*waiting, run) for part in one.parts):
                    trip.add(part)
                waiting.clear()
                continue
            if not run.places:
                waiting.append(run)
                continue
        found += [(one, "") for one in waiting]
        waiting.clear()
        found.append((run, away))
    return found + [(one, "") for one in waiting]


def _near(before: _Run, after: _Run) -> bool:
    return before.latest is not None and pause(before.latest, after.parts[0]) <= TRIP_PAUSE


def _away(run: _Run, home: tuple[str, str]) -> str:
    """What tells a place away from home: the country abroad, else the town."""
    if not run.places:
        return ""
    countries: Counter[str] = Counter()
    for (country, _), count in run.places.items():
        countries[country] += count
    country = max(countries, key=lambda one: (countries[one], one))
    if country != home[0]:
        return country or _town(run)
    town = _town(run)
    return "" if town == home[1] else town


def _town(run: _Run) -> str:
    towns: Counter[str] = Counter()
    for (_, city), count in run.places.items():
        towns[city] += count
    return max(towns, key=lambda one: (towns[one], one))


def _moment(run: _Run, away: str) -> Moment:
    first = min(part.first for part in run.parts)
    last = max(part.last for part in run.parts)
    start = EPOCH + timedelta(seconds=int(first // 1))
    end = EPOCH + timedelta(seconds=int(last // 1) + 1)
    town = _town(run) if away else ""
    located = sum(run.places.values())
    theirs = sum(count for (_, city), count in run.places.items() if city == town)
    place = town if town and theirs >= _ONE_TOWN * located else away
    trip = bool(away) and last - first > 86_400.0
    return Moment(start, end, run.count, place, trip, None if trip else _part(run, first, last))


def _part(run: _Run, first: float, last: float) -> PartOfDay | None:
    if last - first > _PART_OF_DAY:
        return None
    half, seen, middle = run.count / 2, 0, first
    for part in run.parts:
        seen += part.count
        middle = part.first
        if seen >= half:
            break
    hour = middle % 86_400 / 3600
    names = (PartOfDay.NIGHT, PartOfDay.MORNING, PartOfDay.NOON, PartOfDay.AFTERNOON, PartOfDay.EVENING)
    return next((name for name, until in zip(names, _PARTS, strict=True) if hour < until), PartOfDay.NIGHT)
