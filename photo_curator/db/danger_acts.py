"""What answers to the danger hint and threshold choices write, and how they are taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from photo_curator.db.act import Act, Before, photos_text
from photo_curator.db.danger_facts import reassess
from photo_curator.db.values import json_ids, now
from photo_curator.domain.danger import DangerVerdict
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.operations import SetDanger, SetThreshold


class AnswerDanger(Act[SetDanger]):
    """A false alarm, or dangerous indeed."""

    kind = "danger"
    operation = SetDanger

    def label(self, operation: SetDanger, count: int) -> str:
        """For menus and messages."""
        match operation.verdict:
            case DangerVerdict.FALSE_ALARM:
                return f"Call {photos_text(count)} a false alarm"
            case DangerVerdict.DANGEROUS:
                return f"Call {photos_text(count)} dangerous"
            case _:
                return f"Take the danger answer off {photos_text(count)}"

    def check(self, operation: SetDanger) -> None:
        """Refuse what is no verdict.

        Raises:
            ValueError: the value is no verdict.
        """
        if operation.verdict is not None:
            DangerVerdict(operation.verdict)

    def dump(self, operation: SetDanger) -> dict[str, Any]:
        """The operation as JSON values."""
        verdict = None if operation.verdict is None else operation.verdict.value
        return {"photo_ids": list(operation.photo_ids), "verdict": verdict}

    def load(self, request: Mapping[str, Any]) -> SetDanger:
        """The inverse of `dump`."""
        verdict = request["verdict"]
        return SetDanger(tuple(request["photo_ids"]), None if verdict is None else DangerVerdict(verdict))

    def apply(self, connection: Connection, operation: SetDanger, *, again: bool) -> Before:  # noqa: ARG002
        """Write the verdict, with the hazard that is named now: it is the answer to that."""
        verdict = None if operation.verdict is None else operation.verdict.value
        rows = connection.exec_driver_sql(
            "SELECT p.id, v.verdict, v.hazard, v.at, coalesce(d.hazard, '') FROM photo p"
            " LEFT JOIN danger_verdict v ON v.photo_id = p.id LEFT JOIN danger d ON d.photo_id = p.id"
            " WHERE p.id IN (SELECT value FROM json_each(?)) AND (v.verdict IS NOT ?"
            # The same word about another hazard, named since, is another answer.
            " OR v.verdict IS NOT NULL AND v.hazard IS NOT coalesce(d.hazard, ''))",
            (json_ids(operation.photo_ids), verdict),
        ).fetchall()
        moment = now()
        self._write(connection, [(row[0], verdict and [verdict, row[4], moment]) for row in rows])
        return [(row[0], row[1] and [row[1], row[2], row[3]]) for row in rows]

    def revert(self, connection: Connection, before: Before) -> None:
        """Put the verdicts back."""
        self._write(connection, before)

    def _write(self, connection: Connection, values: Before) -> None:
        connection.exec_driver_sql(
            "DELETE FROM danger_verdict WHERE photo_id IN (SELECT value FROM json_each(?))",
            (json_ids([photo_id for photo_id, _ in values]),),
        )
        spoken = [(photo_id, *value) for photo_id, value in values if value]
        if spoken:
            connection.exec_driver_sql(
                "INSERT INTO danger_verdict (photo_id, verdict, hazard, at) VALUES (?, ?, ?, ?)", spoken
            )


class ChooseThreshold(Act[SetThreshold]):
    """A hazard's threshold: one more version, and every photo judged by it.

    `before` names no photo in its first entry, but the row that was added.
    """

    kind = "threshold"
    operation = SetThreshold

    def label(self, operation: SetThreshold, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        if operation.threshold is None:
            return f"Use the shipped threshold of {operation.hazard}"
        return f"Refit {operation.hazard} to {operation.answers} answers"

    def check(self, operation: SetThreshold) -> None:
        """Refuse what is no probability.

        Raises:
            UsageError: the threshold does not lie between 0 and 1.
        """
        if operation.threshold is not None and not 0 < operation.threshold < 1:
            raise UsageError(f"A threshold lies between 0 and 1, not at {operation.threshold}.")

    def dump(self, operation: SetThreshold) -> dict[str, Any]:
        """The operation as JSON values."""
        values = {"hazard": operation.hazard, "threshold": operation.threshold}
        return {**values, "answers": operation.answers}

    def load(self, request: Mapping[str, Any]) -> SetThreshold:
        """The inverse of `dump`."""
        return SetThreshold(request["hazard"], request["threshold"], request["answers"])

    def apply(self, connection: Connection, operation: SetThreshold, *, again: bool) -> Before:  # noqa: ARG002
        """Add the version and judge all photos by it."""
        version = connection.exec_driver_sql(
            "SELECT version FROM hazard WHERE name = ?", (operation.hazard,)
        ).scalar_one_or_none()
        if version is None:
            raise NotFoundError(f"The hazard network in use knows no hazard {operation.hazard!r}.")
        row = connection.exec_driver_sql(
            "INSERT INTO hazard_threshold (hazard, version, threshold, answers, at, withdrawn)"
            " VALUES (?, ?, ?, ?, ?, 0)",
            (operation.hazard, version, operation.threshold, operation.answers, now()),
        ).lastrowid
        return [(row, "row"), *((photo_id, None) for photo_id in reassess(connection))]

    def revert(self, connection: Connection, before: Before) -> None:
        """Withdraw the version: the one before it is in force again."""
        (row, _), *_ = before
        connection.exec_driver_sql("UPDATE hazard_threshold SET withdrawn = 1 WHERE id = ?", (row,))
        reassess(connection)

    def touched(self, before: Before) -> tuple[int, ...]:
        """The photos that are flagged now and were not, or the other way round."""
        return tuple(photo_id for photo_id, _ in before[1:])
