"""What choosing a head, and saying what other programs' stars mean, writes, and how it is taken back."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from photo_curator.db.act import Act, Before
from photo_curator.db.burst_facts import rejudge
from photo_curator.db.personal import rescore, version_in_use
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.operations import SetMeaning, UseTaste
from photo_curator.domain.taste import MEANINGS_SETTING, STARTER_VERSION, HeadState, check_meaning


class ChooseTaste(Act[UseTaste]):
    """A head in use, and every photo scored by it.

    Versions that were in use form a chain: each names the one it replaced, down to the starter. Every version
    stands in it once, so rolling back again and again ends at the starter. `before` names no photo, but the
    version that was in use and how the one chosen stood, then how others of the chain stood.
    """

    kind = "taste"
    operation = UseTaste
    every = True

    def label(self, operation: UseTaste, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        if operation.version == STARTER_VERSION:
            return "Score by the starter"
        way = "Roll back to" if operation.back else "Score by"
        return f"{way} my taste, version {operation.version}"

    def check(self, operation: UseTaste) -> None:
        """Nothing to refuse without the library."""

    def dump(self, operation: UseTaste) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"version": operation.version, "back": operation.back}

    def load(self, request: Mapping[str, Any]) -> UseTaste:
        """The inverse of `dump`."""
        return UseTaste(request["version"], request["back"])

    def apply(self, connection: Connection, operation: UseTaste, *, again: bool) -> Before:  # noqa: ARG002
        """Take the version into use and score every photo by it.

        Raises:
            NotFoundError: there is no such version.
        """
        previous, version = version_in_use(connection), operation.version
        stood = _standing(connection, version)
        if version == previous:
            return []
        gone = (version, previous) if operation.back else (version,)
        older = [
            one for one in _chain(connection, version if operation.back else previous) if one not in gone
        ]
        chain = [version, *older, STARTER_VERSION] if stood else []
        moved = [
            (one, found)
            for one, replaced in itertools.pairwise(chain[1:])
            if (found := _standing(connection, one)) and found[2] != replaced
        ]
        self._retire(connection)
        for one, replaced in itertools.pairwise(chain):
            state = HeadState.IN_USE if one == version else HeadState.RETIRED
            self._stand(connection, one, state.value, replaced)
        rescore(connection)
        rejudge(connection)
        return [(previous, stood), *moved]

    def revert(self, connection: Connection, before: Before) -> None:
        """Put the version before into use again."""
        previous = before[0][0]
        self._retire(connection)
        for _, stood in before:
            if stood is not None:
                self._stand(connection, *stood)
        if previous != STARTER_VERSION:
            connection.exec_driver_sql(
                "UPDATE taste SET state = ? WHERE id = ?", (HeadState.IN_USE.value, previous)
            )
        rescore(connection)
        rejudge(connection)

    def touched(self, before: Before) -> tuple[int, ...]:  # noqa: ARG002
        """Nobody lists them: see `every`."""
        return ()

    def _retire(self, connection: Connection) -> None:
        connection.exec_driver_sql(
            "UPDATE taste SET state = ? WHERE state = ?", (HeadState.RETIRED.value, HeadState.IN_USE.value)
        )

    def _stand(self, connection: Connection, version: int, state: str, replaces: int | None) -> None:
        connection.exec_driver_sql(
            "UPDATE taste SET state = ?, replaces = ? WHERE id = ?", (state, replaces, version)
        )


def _standing(connection: Connection, version: int) -> list[Any] | None:
    """How a version stands: its number, state, and what it replaced; None for the starter.

    Raises:
        NotFoundError: there is no such version.
    """
    if version == STARTER_VERSION:
        return None
    row = connection.exec_driver_sql(
        "SELECT id, state, replaces FROM taste WHERE id = ?", (version,)
    ).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no version {version} of your taste; see `taste list`.")
    return list(row)


def _chain(connection: Connection, version: int) -> list[int]:
    """A version, what it replaced, what that replaced, ...: each once, without the starter."""
    found: list[int] = []
    while version not in (STARTER_VERSION, *found):
        found.append(version)
        replaced = _standing(connection, version)
        version = replaced[2] or STARTER_VERSION if replaced else STARTER_VERSION
    return found


class ConfirmMeaning(Act[SetMeaning]):
    """What another program's stars mean. `before` names no photo, but the meanings there were."""

    kind = "meaning"
    operation = SetMeaning

    def label(self, operation: SetMeaning, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        if operation.levels is None:
            return f"Learn nothing from the stars of {operation.program}"
        return f"Learn from the stars of {operation.program}"

    def check(self, operation: SetMeaning) -> None:
        """Refuse what is no meaning.

        Raises:
            UsageError: these are not five levels in order.
        """
        if operation.levels is not None:
            check_meaning(operation.levels)

    def dump(self, operation: SetMeaning) -> dict[str, Any]:
        """The operation as JSON values."""
        levels = None if operation.levels is None else list(operation.levels)
        return {"program": operation.program, "levels": levels}

    def load(self, request: Mapping[str, Any]) -> SetMeaning:
        """The inverse of `dump`."""
        levels = request["levels"]
        return SetMeaning(request["program"], None if levels is None else tuple(levels))

    def apply(self, connection: Connection, operation: SetMeaning, *, again: bool) -> Before:  # noqa: ARG002
        """Write the meaning beside the others'."""
        found = meanings(connection)
        changed = {program: levels for program, levels in found.items() if program != operation.program}
        if operation.levels is not None:
            changed[operation.program] = tuple(operation.levels)
        if changed == found:
            return []
        self._write(connection, changed)
        return [(0, {program: list(levels) for program, levels in found.items()})]

    def revert(self, connection: Connection, before: Before) -> None:
        """Put the meanings back."""
        ((_, found),) = before
        self._write(connection, found)

    def touched(self, before: Before) -> tuple[int, ...]:  # noqa: ARG002
        """No photo's row changes: only what the next training learns from."""
        return ()

    def _write(self, connection: Connection, found: Mapping[str, Any]) -> None:
        connection.exec_driver_sql(
            "INSERT INTO setting (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (MEANINGS_SETTING, json.dumps(found, default=list)),
        )


def meanings(connection: Connection) -> dict[str, tuple[int, ...]]:
    """What other programs' stars were said to mean, by program."""
    text = connection.exec_driver_sql(
        "SELECT value FROM setting WHERE key = ?", (MEANINGS_SETTING,)
    ).scalar_one_or_none()
    found: dict[str, list[int]] = json.loads(text) if text else {}
    return {program: tuple(levels) for program, levels in found.items()}
