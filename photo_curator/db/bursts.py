"""Bursts of one library: reading them, and rebuilding them after an index run."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from photo_curator.db.burst_facts import (
    judge,
    regroup,
    still_holds,
    stored_bursts,
    worked_out,
    write_bursts,
)
from photo_curator.db.connection import Database
from photo_curator.db.personal import fetched
from photo_curator.db.stacking import matching_of
from photo_curator.domain.best_shot import BestShot
from photo_curator.domain.burst import Burst, BurstKind
from photo_curator.domain.bursts import BURSTS_VERSION
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.query import PhotoQuery

#: Setting: the version of the grouping that the library's photos were last brought in line with.
_GROUPED_BY = "bursts_grouped_by"


class BurstRepository:
    """Bursts and their best shots. What the user says of them is an operation like any other."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Burst, ...]:
        """All bursts, by id."""
        with self._database.read() as connection:
            return tuple(stored_bursts(connection).values())

    def of(self, photo_ids: Sequence[int]) -> dict[int, Burst]:
        """The burst of each photo that is in one, by photo id."""
        with self._database.read() as connection:
            bursts = stored_bursts(connection, photo_ids).values()
        found = {photo_id: burst for burst in bursts for photo_id in burst.photo_ids}
        return {photo_id: found[photo_id] for photo_id in photo_ids if photo_id in found}

    def get(self, burst_id: int) -> Burst:
        """One burst.

        Raises:
            NotFoundError: there is none of this id.
        """
        with self._database.read() as connection:
            found = stored_bursts(connection, [burst_id]).get(burst_id)
        if found is None:
            raise NotFoundError(f"There is no burst {burst_id} in the library; see `bursts`.")
        return found

    def shown(self, burst_id: int, query: PhotoQuery) -> tuple[int, ...]:
        """A burst's photos that a query answers, in the order they were taken; none of an unknown burst."""
        with self._database.read() as connection:
            burst = stored_bursts(connection, [burst_id]).get(burst_id)
            if burst is None:
                return ()
            matching = matching_of(connection, query, burst.photo_ids)
        return tuple(one for one in burst.photo_ids if one in matching)

    def judged(self, burst: Burst) -> BestShot | None:
        """A burst's frames compared, with the reasons; None for what is kept whole."""
        if burst.kind is not BurstKind.BURST:
            return None
        with self._database.read() as connection:
            return judge(connection, burst.photo_ids)

    def judged_among(self, photo_ids: Sequence[int]) -> BestShot:
        """Some frames of one burst compared with each other alone."""
        with self._database.read() as connection:
            return judge(connection, photo_ids)

    def in_order(self, photo_ids: Sequence[int], row: int = 0) -> tuple[tuple[int, ...], int]:
        """The bursts that photos of a list are in, in the order in which the list comes upon them.

        Args:
            photo_ids: of the list.
            row: a place in it.

        Returns:
            The bursts' ids, and how many of them the list comes upon before that place.
        """
        with self._database.read() as connection:
            burst_of = dict(fetched(connection, "SELECT photo_id, burst_id FROM burst_frame"))
        found = [burst_of[one] for one in photo_ids[:row] if one in burst_of]
        before = len(set(found))
        found += [burst_of[one] for one in photo_ids[row:] if one in burst_of]
        return tuple(dict.fromkeys(found)), before

    def outdated(self) -> bool:
        """Whether photos changed, or the rules, since they were last grouped."""
        with self._database.read() as connection:
            found = connection.exec_driver_sql("SELECT value FROM setting WHERE key = ?", (_GROUPED_BY,))
            return found.scalar_one_or_none() != BURSTS_VERSION

    def expect_changes(self) -> None:
        """Say, before photos change, that they are to be grouped anew: also where the work breaks off."""
        with self._database.write() as connection:
            _note(connection, "")

    def regroup(self) -> tuple[int, ...]:
        """Group all photos and find the best shots; see `burst_facts.regroup`.

        Writers do not wait for it: it is worked out beside them, and only its outcome is written at once.
        """
        with self._database.read() as connection:
            worked = worked_out(connection)
        with self._database.write() as connection:
            holds = still_holds(connection, worked)
            changed = write_bursts(connection, worked) if holds else regroup(connection)
            _note(connection, BURSTS_VERSION)
        return changed


def _note(connection: Connection, version: str) -> None:
    connection.exec_driver_sql(
        "INSERT INTO setting (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (_GROUPED_BY, version),
    )
