"""Albums: saved queries, the automatic ones, the user's own, and those made from what the library holds."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from photo_curator.db.library import Library
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.occasions import Moment
from photo_curator.domain.people import Person
from photo_curator.domain.photo import FileState
from photo_curator.domain.query import (
    EPOCH,
    Album,
    BurstPart,
    PhotoQuery,
    Recent,
    SavedAlbum,
    SortBy,
    TimeUnit,
)
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict

#: Post-worthy: what would be posted, levels 4 and 5 of the paper's scale (To Post or Not To Post, section 4).
POST_WORTHY = 4.0
#: The best of a few months may be a little less: there is not so much to choose from as in a year.
_BEST_AT_LEAST = 3.5
_BEST_OF_YEAR = PhotoQuery(min_score=POST_WORTHY, screenshots=False, diverse=True)


def automatic_albums() -> tuple[Album, ...]:
    """The albums every library has, uncounted, in the sidebar's order."""
    return (
        Album("all", "All photos", PhotoQuery()),
        Album(
            "best-3-months",
            "Best of last 3 months",
            PhotoQuery(
                recent=Recent(3, TimeUnit.MONTHS), min_score=_BEST_AT_LEAST, screenshots=False, diverse=True
            ),
        ),
        Album("post-worthy", "Post-worthy (4–5)", PhotoQuery(min_score=POST_WORTHY, screenshots=False)),
        Album("to-rate", "To rate", PhotoQuery(min_stars=0, screenshots=False)),
        Album("bursts", "Bursts", PhotoQuery(burst=BurstPart.FRAME, sort=SortBy.TIME)),
        Album("picked", "Picked", PhotoQuery(flags=(Flag.PICK,))),
        Album("no-faces", "No faces", PhotoQuery(has_faces=False, screenshots=False)),
        Album("screenshots", "Screenshots", PhotoQuery(screenshots=True, sort=SortBy.TIME)),
        Album("dangerous", "Dangerous selfies", PhotoQuery(danger=True), "Look before posting"),
        Album("eyes-closed", "Eyes closed", PhotoQuery(eyes_closed=True), "Look before posting"),
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
        Album("similar", "Similar photos", PhotoQuery(similar=True), "Housekeeping"),
    )


def year_album(year: int) -> Album:
    """All photos of one year.

    Raises:
        NotFoundError: there is no such year.
    """
    return Album(f"year:{year}", str(year), _in_year(PhotoQuery(SortBy.TIME), year), "Months")


def best_of_year(year: int) -> Album:
    """The best of one year, diverse.

    Raises:
        NotFoundError: there is no such year.
    """
    return Album(f"best:{year}", f"Best of {year}", _in_year(_BEST_OF_YEAR, year), "Best of the year")


def month_album(year: int, month: int) -> Album:
    """All photos of one month."""
    start = (datetime(year, month, 1) - EPOCH).total_seconds()
    days = calendar.monthrange(year, month)[1]
    query = PhotoQuery(sort=SortBy.TIME, taken_from=start, taken_before=start + days * 86400.0)
    return Album(f"month:{year:04}-{month:02}", f"{calendar.month_name[month]} {year}", query, "Months")


def moment_album(moment: Moment) -> Album:
    """A trip or an occasion. Its key says from when to when, so that it can be found again by itself."""
    start, end = moment.bounds
    query = PhotoQuery(sort=SortBy.TIME, reverse=True, taken_from=start, taken_before=end, screenshots=False)
    key = f"moment:{moment.start:%Y-%m-%dT%H:%M:%S}..{moment.end:%Y-%m-%dT%H:%M:%S}"
    return Album(key, moment_title(moment), query, "Moments", moment.count, moment=moment)


def moment_title(moment: Moment) -> str:
    """What a moment is called: "Japan · Apr 2026", "Sat 14 Nov 2026, evening"."""
    if moment.trip:
        return f"{moment.place} · {moment.start:%b %Y}"
    day = f"{moment.start:%a} {moment.start.day} {moment.start:%b %Y}"
    part = f", {moment.part.value}" if moment.part else ""
    return f"{moment.place} · {day}" if moment.place else f"{day}{part}"


def place_album(name: str) -> Album:
    """All photos of a city or a country."""
    return Album(f"place:{name}", name, PhotoQuery(place=name), "Places")


def folder_album(path: str) -> Album:
    """A folder and all below it."""
    return Album(f"folder:{path}", path, PhotoQuery(folder=path), "Folders")


def person_album(person: Person) -> Album:
    """All photos somebody is in, the newest first."""
    query = PhotoQuery(sort=SortBy.TIME, person=person.id)
    return Album(f"person:{person.id}", person.name or "Me", query, "People", person.photos)


def user_album(saved: SavedAlbum) -> Album:
    """An album of the user's.

    Raises:
        UsageError: a newer version of the app wrote it.
    """
    if saved.query is None:
        raise UsageError(saved.refusal)
    return Album(saved.key, saved.name, saved.query, "Albums", saved=saved)


def counted_albums(library: Library) -> Iterator[Album]:
    """Every album with its count: the automatic ones, the user's, then what the library holds."""
    photos = library.photos
    for album in automatic_albums():
        yield album.counted(photos.count(album.query))
    for saved in library.albums.all():
        if saved.query is None:
            yield Album(saved.key, saved.name, PhotoQuery(photo_ids=()), "Albums", saved=saved)
        else:
            yield user_album(saved).counted(photos.count(saved.query))
    for person in library.people.counts():
        if person.name or person.me:
            yield person_album(person)
    for moment in library.albums.moments():
        yield moment_album(moment)
    for year, count in library.albums.years(_BEST_OF_YEAR):
        yield best_of_year(year).counted(count)
    for year, month, count in photos.month_counts():
        yield month_album(year, month).counted(count)
    countries: dict[str, int] = {}
    for country, city, count in photos.place_counts():
        countries[country] = countries.get(country, 0) + count
        if city:
            yield place_album(city).counted(count)
    for country, count in countries.items():
        if country:
            yield place_album(country).counted(count)
    for path, count in photos.folder_counts().items():
        yield folder_album(path).counted(count)


def find_album(key: str, library: Library | None = None) -> Album:
    """The album a person means.

    Args:
        key: an automatic album's key or title, `best:2026`, `year:2026`, `month:2026-04`, `place:Japan`,
            `folder:/path`, `moment:FROM..TO`; in a library also `person:NAME`, `album:7`, the name of an
            album of the user's, or a moment's title.
        library: where the user's albums are; None: only those that every library has.

    Raises:
        NotFoundError: there is none.
        UsageError: a newer version of the app wrote it.
    """
    for album in automatic_albums():
        if key.casefold() in (album.key, album.title.casefold()):
            return album
    kind, _, value = key.partition(":")
    match kind:
        case "month":
            try:
                moment = datetime.strptime(value, "%Y-%m")
            except ValueError:
                raise NotFoundError(f"A month is written like month:2026-04, not {value!r}.") from None
            return month_album(moment.year, moment.month)
        case "year" | "best" if value.isascii() and value.isdecimal():
            return best_of_year(int(value)) if kind == "best" else year_album(int(value))
        case "place" if value:
            return place_album(value)
        case "folder" if value:
            return folder_album(value)
        case "moment" if ".." in value:
            return _moment_of(value, library)
        case "person" if value and library is not None:
            return person_album(library.people.find(value))
    if library is not None:
        found = _in_library(key, library)
        if found is not None:
            return found
    keys = ", ".join(album.key for album in automatic_albums())
    raise NotFoundError(
        f"There is no album {key!r}. Albums: {keys}, best:YYYY, month:YYYY-MM, place:NAME, folder:PATH, "
        "person:NAME, the names of yours, and the moments; see `albums`."
    )


def find_saved(key: str, library: Library) -> SavedAlbum:
    """The album of the user's that a person means, by key or name.

    Raises:
        NotFoundError: there is none; the message says how one is made.
    """
    kind, _, value = key.partition(":")
    if kind == "album" and value.isascii() and value.isdecimal() and len(value) < 19:
        return library.albums.get(int(value))
    found = library.albums.named(key)
    if found is None:
        raise NotFoundError(f"There is no album of yours called {key!r}; `album create` makes one.")
    return found


def _in_library(key: str, library: Library) -> Album | None:
    try:
        return user_album(find_saved(key, library))
    except NotFoundError:
        albums = (moment_album(moment) for moment in library.albums.moments())
        return next((album for album in albums if album.title.casefold() == key.casefold()), None)


def _moment_of(span: str, library: Library | None) -> Album:
    try:
        start, end = (datetime.fromisoformat(text).replace(tzinfo=None) for text in span.split(".."))
    except ValueError:
        raise NotFoundError(
            f"A moment is written like moment:2026-04-01T10:00:00..2026-04-03T18:30:00, not {span!r}."
        ) from None
    moments = [] if library is None else library.albums.moments()
    known = (moment for moment in moments if (moment.start, moment.end) == (start, end))
    return moment_album(next(known, Moment(start, end, 0)))


def _in_year(query: PhotoQuery, year: int) -> PhotoQuery:
    if not 1 <= year <= 9998:
        raise NotFoundError(f"There is no year {year} in any calendar of ours.")
    start, end = ((datetime(year + later, 1, 1) - EPOCH).total_seconds() for later in (0, 1))
    return replace(query, taken_from=start, taken_before=end)
