"""What the user's word on bursts writes, and how it is taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from photo_curator.db.act import Act, Before, photos_text
from photo_curator.db.burst_facts import regroup, stored_bursts
from photo_curator.db.personal import fetched
from photo_curator.db.values import json_ids, now
from photo_curator.domain.burst import Burst
from photo_curator.domain.errors import UsageError
from photo_curator.domain.operations import Restack, SetBurst, SetCover
from photo_curator.domain.sentences import Sentence


class PutRight(Act[SetBurst]):
    """Split, merge or dissolve bursts: every photo concerned is given its stack, so the word is whole."""

    kind = "burst"
    every = True
    operation = SetBurst

    def label(self, operation: SetBurst, count: int) -> str:
        """For menus and messages."""
        match operation.restack:
            case Restack.SPLIT:
                return f"Split {photos_text(len(operation.photo_ids))} off a burst"
            case Restack.MERGE:
                return f"Make {photos_text(count)} one burst"
            case Restack.DISSOLVE:
                return f"Call {photos_text(count)} no burst"

    def check(self, operation: SetBurst) -> None:
        """Refuse what is no word on bursts.

        Raises:
            ValueError: there is no such word.
        """
        Restack(operation.restack)

    def dump(self, operation: SetBurst) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"photo_ids": list(operation.photo_ids), "restack": operation.restack.value}

    def load(self, request: Mapping[str, Any]) -> SetBurst:
        """The inverse of `dump`."""
        return SetBurst(tuple(request["photo_ids"]), Restack(request["restack"]))

    def apply(self, connection: Connection, operation: SetBurst, *, again: bool) -> Before:  # noqa: ARG002
        """Write the stacks and group the photos by them.

        Raises:
            UsageError: there is no burst to split or dissolve, or nothing to merge.
        """
        spoken = set(operation.photo_ids)
        bursts = list(stored_bursts(connection, spoken).values())
        stacks = _STACKS[operation.restack](spoken, bursts)
        concerned = json_ids(sorted(stacks))
        known = dict(
            fetched(
                connection,
                "SELECT photo_id, stack FROM burst_choice WHERE photo_id IN (SELECT value FROM json_each(?))",
                (concerned,),
            )
        )
        self._write(connection, list(stacks.items()))
        return [(photo_id, known.get(photo_id)) for photo_id in sorted(stacks)]

    def revert(self, connection: Connection, before: Before) -> None:
        """Put the stacks back."""
        self._write(connection, before)

    def _write(self, connection: Connection, values: Before) -> None:
        ids = [photo_id for photo_id, _ in values]
        connection.exec_driver_sql(
            "DELETE FROM burst_choice WHERE photo_id IN (SELECT value FROM json_each(?))", (json_ids(ids),)
        )
        # An undo may come after the photo has become one with another: then nothing is left to say.
        connection.exec_driver_sql(
            "INSERT INTO burst_choice (photo_id, stack)"
            " SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)"
            " WHERE json_extract(value, '$[1]') IS NOT NULL"
            " AND json_extract(value, '$[0]') IN (SELECT id FROM photo)",
            (json.dumps(values),),
        )
        regroup(connection, ids)


def _split(spoken: set[int], bursts: Sequence[Burst]) -> dict[int, int]:
    if len(bursts) != 1 or not spoken <= set(bursts[0].photo_ids):
        raise UsageError(Sentence.BURST_SPLIT_WHAT)
    rest = set(bursts[0].photo_ids) - spoken
    if not rest:
        raise UsageError(Sentence.BURST_SPLIT_ALL)
    return {**_stack(spoken), **_stack(rest)}


def _merge(spoken: set[int], bursts: Sequence[Burst]) -> dict[int, int]:
    everyone = spoken.union(*(burst.photo_ids for burst in bursts))
    if len(everyone) < 2 or any(len(burst.photo_ids) == len(everyone) for burst in bursts):
        raise UsageError(Sentence.BURST_MERGE_WHAT)
    return _stack(everyone)


def _dissolve(spoken: set[int], bursts: Sequence[Burst]) -> dict[int, int]:  # noqa: ARG001
    if not bursts:
        raise UsageError(Sentence.BURST_NONE)
    return {photo_id: 0 for burst in bursts for photo_id in burst.photo_ids}


def _stack(photo_ids: set[int]) -> dict[int, int]:
    """One stack, named by the photo first indexed; a single photo stands alone."""
    return dict.fromkeys(photo_ids, min(photo_ids) if len(photo_ids) > 1 else 0)


_STACKS = {Restack.SPLIT: _split, Restack.MERGE: _merge, Restack.DISSOLVE: _dissolve}


class ChooseCover(Act[SetCover]):
    """The photo that stands for a burst."""

    kind = "cover"
    every = True
    operation = SetCover

    def label(self, operation: SetCover, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        return "Choose the cover of a burst" if len(operation.photo_ids) == 1 else "Choose covers of bursts"

    def check(self, operation: SetCover) -> None:
        """Nothing to refuse without the library."""

    def dump(self, operation: SetCover) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"photo_ids": list(operation.photo_ids)}

    def load(self, request: Mapping[str, Any]) -> SetCover:
        """The inverse of `dump`."""
        return SetCover(tuple(request["photo_ids"]))

    def apply(self, connection: Connection, operation: SetCover, *, again: bool) -> Before:  # noqa: ARG002
        """Write the choice; another photo of the burst that was chosen before is chosen no more.

        Raises:
            UsageError: a photo is in no burst, or two are in one.
        """
        wanted = set(operation.photo_ids)
        bursts = stored_bursts(connection, wanted).values()
        members = {photo_id for burst in bursts for photo_id in burst.photo_ids}
        if not wanted <= members:
            raise UsageError("A photo that is in no burst cannot be its cover.")
        if any(len(wanted.intersection(burst.photo_ids)) > 1 for burst in bursts):
            raise UsageError("A burst has one cover.")
        known = dict(
            fetched(
                connection,
                "SELECT photo_id, at FROM burst_cover WHERE photo_id IN (SELECT value FROM json_each(?))",
                (json_ids(sorted(members)),),
            )
        )
        if known.keys() == wanted:
            return []
        moment = now()
        self._write(connection, [(one, moment if one in wanted else None) for one in members])
        return [(photo_id, known.get(photo_id)) for photo_id in sorted(members)]

    def revert(self, connection: Connection, before: Before) -> None:
        """Put the covers back."""
        self._write(connection, before)

    def _write(self, connection: Connection, values: Before) -> None:
        ids = [photo_id for photo_id, _ in values]
        connection.exec_driver_sql(
            "DELETE FROM burst_cover WHERE photo_id IN (SELECT value FROM json_each(?))", (json_ids(ids),)
        )
        connection.exec_driver_sql(
            "INSERT INTO burst_cover (photo_id, at)"
            " SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)"
            " WHERE json_extract(value, '$[1]') IS NOT NULL"
            " AND json_extract(value, '$[0]') IN (SELECT id FROM photo)",
            (json.dumps(values),),
        )
        regroup(connection, ids)
