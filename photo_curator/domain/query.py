"""Albums: saved queries over photos."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from photo_curator.domain.photo import FileState
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict

if TYPE_CHECKING:
    from photo_curator.domain.occasions import Moment


class SortBy(StrEnum):
    """Orders of `list --sort`. Score: best first, ties put rated first. Time: newest first. Name: natural."""

    SCORE = "score"
    TIME = "time"
    NAME = "name"


class BurstPart(StrEnum):
    """What a photo is to a burst (or a bracket, or a panorama). The value is stored with albums."""

    FRAME = "frame"  # it is in one
    BEST = "best"  # it is the best shot of one
    NONE = "none"  # it is in none


class RatedBy(StrEnum):
    """Whose stars are in force. The value is stored with albums."""

    YOU = "you"
    PROGRAM = "program"  # another one, in the file or its sidecar


class TimeUnit(StrEnum):
    """What "the last ..." counts in. The value is stored with albums."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Recent:
    """The last so many days, months or years up to now.

    Attributes:
        count: at least 1.
        unit: of `count`.
    """

    count: int
    unit: TimeUnit

    def bounds(self, now: datetime) -> tuple[float, float]:
        """From when, inclusive, to when, exclusive: seconds since 1970 of the wall clock.

        Days are whole, so that the bounds stay all day long. A month ago is the same day of the month
        before, or its last day. Clocks of other zones may be a day ahead; a photo of a later time has a
        wrong one and is not recent.
        """
        today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        start = _back(today, self)
        return (start - EPOCH).total_seconds(), (today + timedelta(days=2) - EPOCH).total_seconds()


#: What times of the wall clock are counted from.
EPOCH = datetime(1970, 1, 1)
#: A diverse album has at most so many photos of one hour of the clock.
DIVERSE_AN_HOUR = 3


@dataclass(frozen=True, slots=True)
class PhotoQuery:
    """Which photos, in which order. Every field narrows; None or empty means "any".

    Attributes:
        min_score: effective score at least this.
        max_score: effective score at most this.
        min_stars: rating at least this (1..5); 0 asks for unrated photos only.
        max_stars: rating at most this (0..5).
        rated_by: only stars of this source.
        verdicts: any of these.
        flags: any of these effective flags. Without it rejected photos are left out unless
            `include_rejected`.
        states: any of these file states; default: everything but missing files.
        folder: a folder's path; it and all below it.
        places: place or country name contains this text, case-insensitively.
        country: exactly this country, as the library spells it.
        camera: make or model contains this text.
        text: file name, title, keyword, place, camera or the name of somebody in it contains this text.
        taken_from: seconds since 1970 of the wall clock, inclusive.
        taken_before: likewise, exclusive.
        recent: taken in the last so many days, months or years; besides the two above.
        has_faces: True: at least one face; False: none.
        min_faces: at least so many faces.
        max_faces: at most so many faces.
        eyes_closed: True: somebody's eyes are closed; False: nobody's; None: both.
        burst: what it is to a burst.
        similar: True: only photos that another one looks like which is not of the same burst; False: none
            of them; None: both.
        screenshots: True: only screenshots; False: none of them; None: both.
        danger: True: only what counts as a dangerous selfie; False: none of them; None: both.
        person: id of somebody who is in it.
        name: somebody is in it whose name contains this text, or who is "me"; between commas several of
            whom each is in it.
        photo_ids: only these ids.
        album_id: only what was put into this album by hand.
        diverse: of all that fits, one frame of a burst (its cover where that fits, else the best), and
            of what is then left the best `DIVERSE_AN_HOUR` of each hour of the clock. Best means the
            order by score, whatever the list is sorted by. Photos without a time have no hour.
        reverse: turns the order around.
    """

    sort: SortBy = SortBy.SCORE
    reverse: bool = False
    min_score: float | None = None
    max_score: float | None = None
    min_stars: int | None = None
    max_stars: int | None = None
    rated_by: RatedBy | None = None
    verdicts: tuple[Verdict, ...] = ()
    flags: tuple[Flag, ...] = ()
    include_rejected: bool = False
    states: tuple[FileState, ...] = (FileState.PRESENT, FileState.OFFLINE)
    folder: str = ""
    place: str = ""
    country: str = ""
    camera: str = ""
    text: str = ""
    taken_from: float | None = None
    taken_before: float | None = None
    recent: Recent | None = None
    has_faces: bool | None = None
    min_faces: int | None = None
    max_faces: int | None = None
    eyes_closed: bool | None = None
    burst: BurstPart | None = None
    similar: bool | None = None
    screenshots: bool | None = None
    danger: bool | None = None
    person: int | None = None
    name: str = ""
    photo_ids: tuple[int, ...] | None = None
    album_id: int | None = None
    diverse: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The texts of `name`, one a person."""
        return tuple(one.strip() for one in self.name.split(",") if one.strip())

    def span(self, now: datetime) -> tuple[float | None, float | None]:
        """When photos were taken: from, inclusive, and before, exclusive; None: no bound."""
        if self.recent is None:
            return self.taken_from, self.taken_before
        start, end = self.recent.bounds(now)
        return (
            start if self.taken_from is None else max(start, self.taken_from),
            end if self.taken_before is None else min(end, self.taken_before),
        )


@dataclass(frozen=True, slots=True)
class SavedAlbum:
    """An album of the user's.

    Attributes:
        name: unlike all others', whatever the case.
        manual: it holds what was put into it; its query says the order alone.
        query: what it shows. None: a newer version of the app wrote it; see `refusal`.
        refusal: why it cannot be shown; "" where it can.
    """

    id: int
    name: str
    manual: bool
    query: PhotoQuery | None
    refusal: str = ""

    @property
    def key(self) -> str:
        """For the terminal and the sidebar."""
        return f"album:{self.id}"


@dataclass(frozen=True, slots=True)
class Album:
    """A named query.

    Attributes:
        key: stable name for the terminal ("post-worthy").
        title: for people.
        section: heading in the sidebar.
        count: how many photos it has.
        saved: the user's album it stands for.
        moment: the moment it stands for.
    """

    key: str
    title: str
    query: PhotoQuery
    section: str = "Library"
    count: int = 0
    saved: SavedAlbum | None = None
    moment: Moment | None = None

    def counted(self, count: int) -> Album:
        """The same with its count."""
        return replace(self, count=count)


def _back(day: datetime, recent: Recent) -> datetime:
    try:
        if recent.unit is TimeUnit.DAYS:
            return day - timedelta(days=recent.count)
        months = recent.count * (12 if recent.unit is TimeUnit.YEARS else 1)
        year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
        return day.replace(
            year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1])
        )
    except (ValueError, OverflowError):
        return datetime.min  # longer ago than the calendar goes
