"""Albums: saved queries, the automatic ones, and those made from what the library holds."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import datetime, timedelta

from photo_curator.db.library import Library
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.photo import FileState
from photo_curator.domain.query import Album, PhotoQuery, SortBy
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict

_EPOCH = datetime(1970, 1, 1)
#: Post-worthy: what would be posted, levels 4 and 5 of the paper's scale (To Post or Not To Post, section 4).
POST_WORTHY = 4.0
_BEST_MONTHS_DAYS = 92
_BEST_AT_LEAST = 3.5


def automatic_albums(now: datetime | None = None) -> tuple[Album, ...]:
    """The albums every library has, uncounted, in the sidebar's order.

    Args:
        now: wall clock for "last 3 months"; None: the present.
    """
    since = ((now or datetime.now()) - timedelta(days=_BEST_MONTHS_DAYS) - _EPOCH).total_seconds()
    return (
        Album("all", "All photos", PhotoQuery()),
        Album(
            "best-3-months",
            "Best of last 3 months",
            PhotoQuery(taken_from=since, min_score=_BEST_AT_LEAST, screenshots=False),
        ),
        Album("post-worthy", "Post-worthy (4–5)", PhotoQuery(min_score=POST_WORTHY, screenshots=False)),
        Album("to-rate", "To rate", PhotoQuery(min_stars=0, screenshots=False)),
        Album("picked", "Picked", PhotoQuery(flags=(Flag.PICK,))),
        Album("no-faces", "No faces", PhotoQuery(has_faces=False, screenshots=False)),
        Album("screenshots", "Screenshots", PhotoQuery(screenshots=True, sort=SortBy.TIME)),
        Album("dangerous", "Dangerous selfies", PhotoQuery(danger=True), "Look before posting"),
        Album(
            "cannot-tell", "Cannot tell", PhotoQuery(verdicts=(Verdict.CANNOT_TELL,)), "Look before posting"
        ),
        Album("rejected", "Rejected", PhotoQuery(flags=(Flag.REJECT,)), "Housekeeping"),
        Album(
            "offline",
            "Offline",
            PhotoQuery(states=(FileState.OFFLINE,), include_rejected=True),
            "Housekeeping",
        ),
        Album(
            "missing",
            "Missing",
            PhotoQuery(states=(FileState.MISSING,), include_rejected=True),
            "Housekeeping",
        ),
    )


def month_album(year: int, month: int) -> Album:
    """All photos of one month."""
    start = (datetime(year, month, 1) - _EPOCH).total_seconds()
    days = calendar.monthrange(year, month)[1]
    query = PhotoQuery(sort=SortBy.TIME, taken_from=start, taken_before=start + days * 86400.0)
    return Album(f"month:{year:04}-{month:02}", f"{calendar.month_name[month]} {year}", query, "Months")


def place_album(name: str) -> Album:
    """All photos of a city or a country."""
    return Album(f"place:{name}", name, PhotoQuery(place=name), "Places")


def folder_album(path: str) -> Album:
    """A folder and all below it."""
    return Album(f"folder:{path}", path, PhotoQuery(folder=path), "Folders")


def counted_albums(library: Library, now: datetime | None = None) -> Iterator[Album]:
    """Every album with its count: the automatic ones, then months, places and folders that hold photos."""
    for album in automatic_albums(now):
        yield _with_count(album, library.photos.count(album.query))
    for year, month, count in library.photos.month_counts():
        yield _with_count(month_album(year, month), count)
    countries: dict[str, int] = {}
    for country, city, count in library.photos.place_counts():
        countries[country] = countries.get(country, 0) + count
        if city:
            yield _with_count(place_album(city), count)
    for country, count in countries.items():
        if country:
            yield _with_count(place_album(country), count)
    for path, count in library.photos.folder_counts().items():
        yield _with_count(folder_album(path), count)


def find_album(key: str) -> Album:
    """The album of that key: an automatic one, `month:2026-04`, `place:Japan` or `folder:/path`.

    Raises:
        NotFoundError: there is none.
    """
    kind, _, value = key.partition(":")
    for album in automatic_albums():
        if key.casefold() in (album.key, album.title.casefold()):
            return album
    if kind == "month":
        try:
            moment = datetime.strptime(value, "%Y-%m")
        except ValueError:
            raise NotFoundError(f"A month is written like month:2026-04, not {value!r}.") from None
        return month_album(moment.year, moment.month)
    if kind == "place" and value:
        return place_album(value)
    if kind == "folder" and value:
        return folder_album(value)
    keys = ", ".join(album.key for album in automatic_albums())
    raise NotFoundError(f"There is no album {key!r}. Albums: {keys}, month:YYYY-MM, place:NAME, folder:PATH.")


def _with_count(album: Album, count: int) -> Album:
    return Album(album.key, album.title, album.query, album.section, count)
