"""A PhotoQuery as SQL conditions and an order. Pure: nothing is read here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, TextClause, cast, func, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute

from photo_curator.db.burst_tables import BurstFrameRow
from photo_curator.db.people_tables import FacePersonRow, PersonRow
from photo_curator.db.similar_tables import SIMILAR_GROUPS, SimilarRow
from photo_curator.db.tables import EYES_OPEN, AlbumPhotoRow, BurstRow, FaceRow, PhotoRow
from photo_curator.db.values import folded, folder_range, json_ids, normalised
from photo_curator.domain.aggregation import EYES_SHUT_BELOW
from photo_curator.domain.photo import FileState
from photo_curator.domain.query import DIVERSE_AN_HOUR, BurstPart, PhotoQuery, RatedBy, SortBy
from photo_curator.domain.rating import Flag

_HOURS_BEFORE_1970 = 20_000_000
_REACHABLE = frozenset({FileState.PRESENT, FileState.OFFLINE})


def select_ids(query: PhotoQuery) -> Select[int]:
    """The ids of a query's photos in its order."""
    return select(PhotoRow.id).where(*conditions(query)).order_by(*order(query))


def select_count(query: PhotoQuery) -> Select[int]:
    """How many photos a query has."""
    return select(func.count()).select_from(PhotoRow).where(*conditions(query))


def order(query: PhotoQuery) -> tuple[ColumnElement[Any], ...]:
    """The total order of a query: the same photos always come in the same order.

    Unknown scores come last (NULL is SQLite's smallest value); `reverse` turns all of it around.
    """
    photo = PhotoRow
    down = {
        SortBy.SCORE: ((photo.effective_score, True), (photo.rated, True), (photo.sort_time, True)),
        SortBy.TIME: ((photo.sort_time, True),),
        SortBy.NAME: ((photo.name_key, False),),
    }[query.sort]
    columns = (*down, (photo.id, False))
    return tuple(
        column.desc() if descending != query.reverse else column.asc() for column, descending in columns
    )


def conditions(query: PhotoQuery, now: datetime | None = None) -> list[ColumnElement[bool] | TextClause]:
    """What a photo must fulfil; see `PhotoQuery` for the meaning of each field.

    Args:
        query: of which photos.
        now: wall clock that recent photos are counted back from; None: the present.
    """
    found = plain_conditions(query, now)
    if query.diverse:
        return [PhotoRow.id.in_(diverse_ids(found))]
    return found


def diverse_ids(found: list[ColumnElement[bool] | TextClause]) -> Select[int]:
    """Of all that fulfils conditions, few that resemble each other; see `PhotoQuery.diverse`.

    The year is part of what a burst is told by: a burst at midnight of the thirty-first of December then has
    one frame in either year, and all years can be counted at once.
    """
    photo, best = PhotoRow, order(PhotoQuery())
    place_in_burst = func.row_number().over(
        partition_by=(BurstFrameRow.burst_id, func.substr(photo.taken_month, 1, 4)),
        order_by=((photo.id == BurstRow.cover).desc(), *best),
    )
    # Only frames of bursts are put in order: most photos are in none.
    frames = (
        select(photo.id, place_in_burst.label("place_in_burst"))
        .join(BurstFrameRow, BurstFrameRow.photo_id == photo.id)
        .join(BurstRow, BurstRow.id == BurstFrameRow.burst_id)
        .where(*found)
        .subquery()
    )
    outdone = select(frames.c.id).where(frames.c.place_in_burst > 1)
    # Counted from long before any photo: SQLite's cast rounds towards zero.
    hour = func.coalesce(cast(photo.taken_key / 3600 + _HOURS_BEFORE_1970, Integer), -photo.id)
    place_in_hour = func.row_number().over(partition_by=hour, order_by=best)
    first = (
        select(photo.id, place_in_hour.label("place_in_hour"))
        .where(*found, photo.id.not_in(outdone))
        .subquery()
    )
    return select(first.c.id).where(first.c.place_in_hour <= DIVERSE_AN_HOUR)


def plain_conditions(
    query: PhotoQuery, now: datetime | None = None
) -> list[ColumnElement[bool] | TextClause]:
    """What a photo by itself must fulfil, whatever else is in the album; see `conditions`."""
    photo = PhotoRow
    found = _visibility(query)
    if query.min_score is not None:
        found.append(photo.effective_score >= query.min_score)
    if query.max_score is not None:
        found.append(photo.effective_score <= query.max_score)
    if query.min_stars is not None:
        found.append(photo.stars >= query.min_stars if query.min_stars > 0 else photo.stars == 0)
    if query.max_stars is not None:
        found.append(photo.stars <= query.max_stars)
    if query.rated_by is RatedBy.YOU:
        found.append(photo.user_rating > 0)
    elif query.rated_by is RatedBy.PROGRAM:
        found += [photo.user_rating.is_(None), photo.stars > 0]
    if query.verdicts:
        found.append(photo.verdict.in_([verdict.value for verdict in query.verdicts]))
    if query.folder:
        first, end = folder_range(normalised(query.folder))
        found += [photo.directory >= first, photo.directory < end]
    if query.place:
        found.append(_contains(photo.place_text, query.place))
    if query.country:
        found.append(photo.country == query.country)
    if query.camera:
        found.append(_contains(photo.camera_text, query.camera))
    if query.text:
        found.append(
            or_(
                _contains(photo.name_text, query.text),
                _contains(photo.search_text, query.text),
                photo.id.in_(_photos_of(_contains(PersonRow.name_text, query.text))),
            )
        )
    if query.person is not None:
        found.append(photo.id.in_(_photos_of(PersonRow.id == query.person)))
    for name in query.names:
        who = _contains(PersonRow.name_text, name)
        found.append(photo.id.in_(_photos_of(or_(who, PersonRow.me) if folded(name) == "me" else who)))
    since, before = query.span(now or datetime.now())
    if since is not None:
        found.append(photo.taken_key >= since)
    if before is not None:
        found.append(photo.taken_key < before)
    if query.has_faces is not None:
        found.append(photo.face_count > 0 if query.has_faces else photo.face_count == 0)
    if query.min_faces is not None:
        found.append(photo.face_count >= query.min_faces)
    if query.max_faces is not None:
        found.append(photo.face_count <= query.max_faces)
    if query.eyes_closed is not None:
        shut = select(FaceRow.photo_id).where(text(f"{EYES_OPEN} < {EYES_SHUT_BELOW}"))
        found.append(photo.id.in_(shut) if query.eyes_closed else photo.id.not_in(shut))
    if query.burst is not None:
        found.append(_burst(query.burst))
    if query.similar is not None:
        groups = SimilarRow.group_id.in_(text(SIMILAR_GROUPS))
        twins = select(SimilarRow.photo_id).where(groups)
        found.append(photo.id.in_(twins) if query.similar else photo.id.not_in(twins))
    if query.screenshots is not None:
        found.append(photo.screenshot == query.screenshots)
    if query.danger is not None:
        found.append(photo.danger == query.danger)
    if query.photo_ids is not None:
        wanted = func.json_each(json_ids(query.photo_ids)).table_valued("value")
        found.append(photo.id.in_(select(wanted.c.value)))
    if query.album_id is not None:
        inside = select(AlbumPhotoRow.photo_id).where(AlbumPhotoRow.album_id == query.album_id)
        found.append(photo.id.in_(inside))
    return found


def _burst(part: BurstPart) -> ColumnElement[bool]:
    frames = select(BurstFrameRow.photo_id)
    match part:
        case BurstPart.FRAME:
            return PhotoRow.id.in_(frames)
        case BurstPart.BEST:
            return PhotoRow.id.in_(select(BurstRow.best).where(BurstRow.best.is_not(None)))
        case BurstPart.NONE:
            return PhotoRow.id.not_in(frames)


def _visibility(query: PhotoQuery) -> list[ColumnElement[bool] | TextClause]:
    """States and flags. The default is one indexed column, the usual case of all lists."""
    photo = PhotoRow
    states = frozenset(query.states) or frozenset(FileState)
    keeps_rejected = query.include_rejected or bool(query.flags)
    if states == _REACHABLE and not keeps_rejected:
        if query.text or query.place or query.camera:
            # Texts are looked for in every row: reading the table through takes a fraction of going
            # by an index to each row in turn. The unary plus keeps SQLite from using one.
            return [text("+photo.shown = 1")]
        return [photo.shown.is_(True)]
    found: list[ColumnElement[bool] | TextClause] = []
    if states != frozenset(FileState):
        found.append(photo.state.in_(sorted(state.value for state in states)))
    if query.flags:
        found.append(photo.flag.in_(sorted({flag.value for flag in query.flags})))
    elif not query.include_rejected:
        found.append(photo.flag != Flag.REJECT.value)
    return found


def _photos_of(who: ColumnElement[bool]) -> Select[int]:
    """The photos in which somebody is."""
    theirs = FacePersonRow.person_id == PersonRow.id
    return select(FacePersonRow.photo_id).join(PersonRow, theirs).where(who)


def _contains(column: InstrumentedAttribute[str], wanted: str) -> ColumnElement[bool]:
    """Plain containment: instr knows no wildcards, so % and _ are themselves."""
    return func.instr(column, folded(wanted)) > 0
