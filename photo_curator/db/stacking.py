"""Lists with bursts stacked: what `domain.stacks` needs to know of a query's photos."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from photo_curator.db.personal import fetched
from photo_curator.db.query_sql import conditions
from photo_curator.db.tables import PhotoRow
from photo_curator.db.values import json_ids
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.stacks import Head, Stacking, Stacks, stack

#: Apart from each other: joined, the rows would be sorted with all they carry.
_BURSTS = "SELECT id, cover, best, count FROM burst"
_FRAMES = "SELECT photo_id, burst_id FROM burst_frame"
_OF = " WHERE {} IN (SELECT burst_id FROM burst_frame WHERE photo_id IN (SELECT value FROM json_each(?)))"
#: Of so few photos the bursts are looked up one by one; of more, all bursts are read.
_FEW = 10_000
_SCORES = """
SELECT id, coalesce(effective_score, 0.0), rated, sort_time FROM photo
WHERE id IN (SELECT value FROM json_each(?))
"""


def stacked(
    connection: Connection, query: PhotoQuery, ids: array[int], stacks: Stacks, *, whole: bool
) -> tuple[array[int], array[int], Stacking]:
    """A query's list with bursts stacked; see `stack`.

    Done beside SQL: which photo stands for a burst depends on which of its photos the query answers, and
    asking that of 100,000 rows one by one takes SQLite three times as long as reading the list.

    Args:
        connection: reading.
        query: what is asked for.
        ids: what the query answers, in order.
        stacks: which bursts are open.
        whole: False: they are only its beginning.
    """
    near = not whole or len(ids) <= _FEW
    only, parameters = (_OF, (json_ids(ids),)) if near else ("", ())
    # Only frames that are shown stand in an order, and sorting takes as long as reading.
    order = "" if stacks == Stacks() else " ORDER BY burst_id, position"
    frames = _FRAMES + only.format("burst_id") + order
    burst_of = dict(fetched(connection, frames, parameters))
    heads = {row[0]: Head(*row[1:]) for row in fetched(connection, _BURSTS + only.format("id"), parameters)}
    matching = set(ids) if whole else matching_of(connection, query, list(burst_of))
    return stack(ids, burst_of, heads, stacks, matching, lambda groups: _best_scored(connection, groups))


def matching_of(connection: Connection, query: PhotoQuery, ids: Sequence[int]) -> set[int]:
    """Those of some photos that a query answers."""
    wanted = select(func.json_each(json_ids(ids)).table_valued("value").c.value)
    found = connection.execute(select(PhotoRow.id).where(PhotoRow.id.in_(wanted), *conditions(query)))
    return set(found.scalars())


def _best_scored(connection: Connection, groups: Iterable[Sequence[int]]) -> list[int]:
    groups = list(groups)
    ids = [photo_id for group in groups for photo_id in group]
    scores = {row[0]: (*row[1:], -row[0]) for row in fetched(connection, _SCORES, (json_ids(ids),))}
    return [max(group, key=scores.__getitem__) for group in groups]
