"""Machine facts of bursts: grouping what the library holds, and looking for the best shots."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from photo_curator.db.personal import fetched, ranked, version_in_use
from photo_curator.db.photos import faces_of
from photo_curator.db.values import json_ids
from photo_curator.domain.best_shot import BestShot, Candidate, Lead, best_shot
from photo_curator.domain.burst import Burst, BurstKind, BurstRule, Frame, Group, exposure_stops
from photo_curator.domain.bursts import BURSTS_VERSION, find_bursts
from photo_curator.domain.geometry import Size
from photo_curator.domain.photo import FileState
from photo_curator.domain.taste import STARTER_VERSION

#: Photos so near in time, in seconds, are grouped anew together with those the user spoke of.
NEIGHBOURHOOD = 60.0
_OF = " AND p.id IN (SELECT value FROM json_each(?))"
_FRAMES = f"""
SELECT p.id, p.directory, p.path, p.camera, p.taken_key, p.taken_offset, p.taken_subsecond,
       c.sequence_number, c.burst_id, c.burst_primary, c.exposure_bias, c.exposure_seconds, c.f_number,
       c.iso, p.perceptual_hash, c.panorama
FROM photo p JOIN capture c ON c.photo_id = p.id
WHERE p.state <> '{FileState.MISSING.value}' AND p.screenshot = 0
"""
_CANDIDATES = """
SELECT p.id, p.width, p.height, s.mean, c.burst_primary, c.exposure_bias, c.exposure_seconds, c.f_number,
       c.iso
FROM photo p JOIN capture c ON c.photo_id = p.id LEFT JOIN score s ON s.photo_id = p.id
WHERE p.id IN (SELECT value FROM json_each(?))
"""
_NEAR = """
SELECT n.id FROM photo p JOIN photo n
ON n.shown IN (0, 1) AND n.sort_time BETWEEN p.sort_time - ? AND p.sort_time + ?
WHERE p.id IN (SELECT value FROM json_each(?))
"""
_TOGETHER = """
SELECT other.photo_id FROM burst_frame one JOIN burst_frame other ON other.burst_id = one.burst_id
WHERE one.photo_id IN (SELECT value FROM json_each(?1))
UNION
SELECT other.photo_id FROM burst_choice one JOIN burst_choice other ON other.stack = one.stack
WHERE one.stack > 0 AND one.photo_id IN (SELECT value FROM json_each(?1))
"""


class Regrouped(NamedTuple):
    """Bursts as they should stand and as they stand, and which acts that takes into account."""

    found: Mapping[int, Burst]
    stored: Mapping[int, Burst]
    acts: tuple[int, ...]


def regroup(connection: Connection, around: Iterable[int] | None = None) -> tuple[int, ...]:
    """Group photos and find the best shots; only what differs is written.

    Args:
        connection: in an immediate transaction.
        around: only these photos and what may hang together with them; None: all.

    Returns:
        The photos whose burst, best shot or cover is another one now.
    """
    return write_bursts(connection, worked_out(connection, around))


def worked_out(connection: Connection, around: Iterable[int] | None = None) -> Regrouped:
    """What `regroup` would write. Only reads, which for a large library takes seconds."""
    ids = None if around is None else _neighbourhood(connection, around)
    choices = dict(fetched(connection, "SELECT photo_id, stack FROM burst_choice"))
    groups = find_bursts(_frames(connection, ids), choices)
    found = {burst.id: burst for burst in _judged(connection, groups)}
    return Regrouped(found, stored_bursts(connection, ids), _acts(connection))


def still_holds(connection: Connection, worked: Regrouped) -> bool:
    """Whether nobody acted on the library since: an act may have been a word on bursts."""
    return _acts(connection) == worked.acts


def _acts(connection: Connection) -> tuple[int, ...]:
    row = connection.exec_driver_sql(
        "SELECT count(*), coalesce(max(id), 0), total(undone) FROM operation"
    ).one()
    return tuple(int(value) for value in row)


def rejudge(connection: Connection, photo_ids: Iterable[int] | None = None) -> tuple[int, ...]:
    """Look for the best shots anew where scores have changed: groups stay.

    Args:
        connection: in an immediate transaction.
        photo_ids: only in the bursts of these; None: in all.

    Returns:
        The photos of bursts with another best shot or cover.
    """
    stored = stored_bursts(connection, photo_ids)
    groups = [Group(burst.kind, burst.rule, burst.photo_ids) for burst in stored.values()]
    found = {burst.id: burst for burst in _judged(connection, groups)}
    return write_bursts(connection, Regrouped(found, stored, _acts(connection)))


def stored_bursts(connection: Connection, photo_ids: Iterable[int] | None = None) -> dict[int, Burst]:
    """Bursts by id, in its order; of these photos, or all."""
    wanted, parameters = "", tuple[str, ...]()
    if photo_ids is not None:
        wanted = (
            " WHERE b.id IN (SELECT burst_id FROM burst_frame"
            " WHERE photo_id IN (SELECT value FROM json_each(?)))"
        )
        parameters = (json_ids(list(photo_ids)),)
    members: dict[int, list[int]] = {}
    rows: dict[int, Sequence[Any]] = {}
    chosen: set[int] = set()
    for photo_id, spoken, *row in connection.exec_driver_sql(
        "SELECT f.photo_id, c.photo_id IS NOT NULL, b.id, b.kind, b.rule, b.best, b.lead, b.cover"
        " FROM burst b JOIN burst_frame f ON f.burst_id = b.id"
        f" LEFT JOIN burst_cover c ON c.photo_id = f.photo_id{wanted} ORDER BY b.id, f.position",
        parameters,
    ):
        members.setdefault(row[0], []).append(photo_id)
        rows[row[0]] = row
        if spoken:
            chosen.add(row[0])
    return {
        burst_id: Burst(
            burst_id,
            BurstKind(kind),
            BurstRule(rule),
            tuple(members[burst_id]),
            best,
            Lead(lead) if lead else None,
            cover,
            burst_id in chosen,
        )
        for burst_id, kind, rule, best, lead, cover in rows.values()
    }


def judge(connection: Connection, photo_ids: Sequence[int]) -> BestShot:
    """Compare photos as the frames of one burst."""
    return best_shot(_candidates(connection, [photo_ids])[0][0])


def _judged(connection: Connection, groups: Sequence[Group]) -> list[Burst]:
    covers = dict(fetched(connection, "SELECT photo_id, at FROM burst_cover"))
    found = []
    judged, stops = _candidates(connection, [group.photo_ids for group in groups])
    for group, candidates in zip(groups, judged, strict=True):
        shot = best_shot(candidates) if group.kind is BurstKind.BURST else None
        chosen = [photo_id for photo_id in group.photo_ids if photo_id in covers]
        if chosen:
            cover = max(chosen, key=lambda photo_id: (covers[photo_id], photo_id))
        elif shot is not None:
            cover = shot.photo_id
        else:
            cover = _middle(group, stops)
        found.append(
            Burst(
                group.id,
                group.kind,
                group.rule,
                group.photo_ids,
                shot.photo_id if shot else None,
                shot.lead if shot else None,
                cover,
                bool(chosen),
            )
        )
    return found


def _middle(group: Group, stops: Mapping[int, tuple[float, float]]) -> int:
    """A bracket's middle exposure; the first photo of anything else."""
    if group.kind is not BurstKind.BRACKET:
        return group.photo_ids[0]
    ordered = sorted(group.photo_ids, key=lambda photo_id: stops[photo_id])
    return ordered[(len(ordered) - 1) // 2]


def _candidates(
    connection: Connection, groups: Sequence[Sequence[int]]
) -> tuple[list[list[Candidate]], dict[int, tuple[float, float]]]:
    """What is judged of each group's photos; and each photo's exposure in stops: as told, as done."""
    ids = [photo_id for group in groups for photo_id in group]
    faces = faces_of(connection, ids)
    who = dict(
        fetched(
            connection,
            "SELECT face_id, person_id FROM face_person WHERE person_id IS NOT NULL"
            " AND photo_id IN (SELECT value FROM json_each(?))",
            (json_ids(ids),),
        )
    )
    personal = version_in_use(connection) != STARTER_VERSION
    ranks = ranked(connection, ids)
    candidates: dict[int, Candidate] = {}
    stops: dict[int, tuple[float, float]] = {}
    for photo_id, width, height, mean, primary, bias, *exposure in connection.exec_driver_sql(
        _CANDIDATES, (json_ids(ids),)
    ):
        candidates[photo_id] = Candidate(
            photo_id,
            Size(width, height),
            found := faces.get(photo_id, ()),
            mean,
            bool(primary),
            personal,
            {place: who[face.id] for place, face in enumerate(found) if face.id in who},
            ranks.get(photo_id),
        )
        # What the camera was told tells a bracket's frames apart; where that stands still, what it did.
        stops[photo_id] = (bias or 0.0, exposure_stops(*exposure) or 0.0)
    return [[candidates[photo_id] for photo_id in group] for group in groups], stops


def write_bursts(connection: Connection, worked: Regrouped) -> tuple[int, ...]:
    """Write what differs; see `regroup`."""
    found, stored = worked.found, worked.stored
    gone = [burst for burst_id, burst in stored.items() if found.get(burst_id) != burst]
    new = [burst for burst_id, burst in found.items() if stored.get(burst_id) != burst]
    if gone:
        ids = json_ids([burst.id for burst in gone])
        for table, column in (("burst_frame", "burst_id"), ("burst", "id")):
            connection.exec_driver_sql(
                f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", (ids,)
            )
    if new:
        connection.exec_driver_sql(
            "INSERT INTO burst (id, version, kind, rule, best, lead, cover, count)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    burst.id,
                    BURSTS_VERSION,
                    burst.kind.value,
                    burst.rule.value,
                    burst.best,
                    burst.lead.value if burst.lead else "",
                    burst.cover,
                    len(burst.photo_ids),
                )
                for burst in new
            ],
        )
        connection.exec_driver_sql(
            "INSERT INTO burst_frame (photo_id, burst_id, position) VALUES (?, ?, ?)",
            [(photo_id, burst.id, at) for burst in new for at, photo_id in enumerate(burst.photo_ids)],
        )
    touched = dict.fromkeys(photo_id for burst in (*gone, *new) for photo_id in burst.photo_ids)
    return tuple(touched)


def _neighbourhood(connection: Connection, around: Iterable[int]) -> list[int]:
    """The photos near those in time, and all that hangs together with any of them."""
    found = set(around)
    near = connection.exec_driver_sql(_NEAR, (NEIGHBOURHOOD, NEIGHBOURHOOD, json_ids(sorted(found))))
    found.update(near.scalars())
    while more := set(connection.exec_driver_sql(_TOGETHER, (json_ids(sorted(found)),)).scalars()) - found:
        found |= more
    return sorted(found)


def _frames(connection: Connection, ids: Sequence[int] | None) -> list[Frame]:
    sql, parameters = (_FRAMES, ()) if ids is None else (_FRAMES + _OF, (json_ids(ids),))
    found = []
    for (
        photo_id, directory, path, camera, taken, offset, subsecond,
        sequence, burst_id, primary, bias, seconds, f_number, iso, looks, panorama,
    ) in fetched(connection, sql, parameters):  # fmt: skip
        found.append(
            Frame(
                photo_id,
                directory,
                os.path.splitext(os.path.basename(path))[0],
                camera,
                taken,
                offset,
                bool(subsecond),
                sequence,
                burst_id,
                bool(primary),
                bias,
                exposure_stops(seconds, f_number, iso),
                int(looks, 16) if looks else None,
                bool(panorama),
            )
        )
    return found
