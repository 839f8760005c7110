"""A PhotoQuery as SQL conditions and an order. Pure: nothing is read here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, TextClause, func, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute

from photo_curator.db.tables import PhotoRow
from photo_curator.db.values import folded, folder_range, json_ids, normalised
from photo_curator.domain.photo import FileState
from photo_curator.domain.query import PhotoQuery, SortBy
from photo_curator.domain.rating import Flag

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


def conditions(query: PhotoQuery) -> list[ColumnElement[bool] | TextClause]:
    """What a photo must fulfil; see `PhotoQuery` for the meaning of each field."""
    photo = PhotoRow
    found = _visibility(query)
    if query.min_score is not None:
        found.append(photo.effective_score >= query.min_score)
    if query.max_score is not None:
        found.append(photo.effective_score <= query.max_score)
    if query.min_stars is not None:
        found.append(photo.stars >= query.min_stars if query.min_stars > 0 else photo.stars == 0)
    if query.verdicts:
        found.append(photo.verdict.in_([verdict.value for verdict in query.verdicts]))
    if query.folder:
        first, end = folder_range(normalised(query.folder))
        found += [photo.directory >= first, photo.directory < end]
    if query.place:
        found.append(_contains(photo.place_text, query.place))
    if query.camera:
        found.append(_contains(photo.camera_text, query.camera))
    if query.text:
        found.append(or_(_contains(photo.name_text, query.text), _contains(photo.search_text, query.text)))
    if query.taken_from is not None:
        found.append(photo.taken_key >= query.taken_from)
    if query.taken_before is not None:
        found.append(photo.taken_key < query.taken_before)
    if query.has_faces is not None:
        found.append(photo.face_count > 0 if query.has_faces else photo.face_count == 0)
    if query.screenshots is not None:
        found.append(photo.screenshot == query.screenshots)
    if query.danger is not None:
        found.append(photo.danger == query.danger)
    if query.photo_ids is not None:
        wanted = func.json_each(json_ids(query.photo_ids)).table_valued("value")
        found.append(photo.id.in_(select(wanted.c.value)))
    return found


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


def _contains(column: InstrumentedAttribute[str], wanted: str) -> ColumnElement[bool]:
    """Plain containment: instr knows no wildcards, so % and _ are themselves."""
    return func.instr(column, folded(wanted)) > 0
