"""What face repair writes, and how it is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from sqlalchemy import Connection

from photo_curator.db.act import Act, Before, photos_text
from photo_curator.db.face_repair import heed, holding_now, put_back
from photo_curator.db.values import now
from photo_curator.domain.errors import UsageError
from photo_curator.domain.face_repair import Repair, RepairFaces
from photo_curator.domain.geometry import Box

_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


class CorrectFaces(Act[RepairFaces]):
    """A word on faces. `before` holds, for each photo, when it was said and the faces it took away."""

    kind = "faces"
    operation = RepairFaces

    def label(self, operation: RepairFaces, count: int) -> str:
        """For menus and messages."""
        match operation.kind:
            case Repair.REJECTED:
                return f"Remove a face from {photos_text(count)}"
            case Repair.ADDED:
                return f"Add a face to {photos_text(count)}"
            case Repair.ANEW:
                return f"Detect the faces of {photos_text(count)} again"

    def check(self, operation: RepairFaces) -> None:
        """Refuse a box that holds nothing, and one place in several photos.

        Raises:
            UsageError: the operation makes no sense.
        """
        box = operation.box
        if operation.kind is Repair.ANEW:
            return
        if box is None or len(operation.photo_ids) != 1:
            raise UsageError("Say where the face is, in one photo.")
        if not (0 <= box.x1 < box.x2 <= 1 and 0 <= box.y1 < box.y2 <= 1):
            raise UsageError(
                "A face lies inside its photo, and its box has a left, top, right and bottom side."
            )

    def dump(self, operation: RepairFaces) -> dict[str, Any]:
        """The operation as JSON values."""
        box = None if operation.box is None else list(astuple(operation.box))
        return {"photo_ids": list(operation.photo_ids), "kind": operation.kind.value, "box": box}

    def load(self, request: Mapping[str, Any]) -> RepairFaces:
        """The inverse of `dump`."""
        box = request["box"]
        return RepairFaces(
            tuple(request["photo_ids"]), Repair(request["kind"]), None if box is None else Box(*box)
        )

    def apply(self, connection: Connection, operation: RepairFaces, *, again: bool) -> Before:  # noqa: ARG002
        """Write the word, and let it count at once as far as it can.

        "Detect again" where nothing was said before is no word: there is nothing to undo of it.
        """
        before: list[tuple[int, Any]] = []
        for photo_id in dict.fromkeys(operation.photo_ids):
            corrections, size = holding_now(connection, photo_id)
            if operation.kind is Repair.ANEW and not corrections:
                continue
            moment = now()
            connection.exec_driver_sql(
                "INSERT INTO face_correction"
                " (photo_id, at, kind, x1, y1, x2, y2, width, height, likeness)"
                " SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, perceptual_hash FROM photo WHERE id = ?",
                (
                    moment,
                    operation.kind.value,
                    *astuple(operation.box or _NOWHERE),
                    size.width,
                    size.height,
                    photo_id,
                ),
            )
            before.append((photo_id, [moment, heed(connection, photo_id)]))
        return before

    def revert(self, connection: Connection, before: Before) -> None:
        """Take the word away, and what it did."""
        for photo_id, (moment, rows) in before:
            connection.exec_driver_sql(
                "DELETE FROM face_correction WHERE photo_id = ? AND at = ?", (photo_id, moment)
            )
            put_back(connection, photo_id, rows)
            heed(connection, photo_id)
