"""What annotating writes, and how it is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from photo_curator.db.act import Act, Before, photos_text
from photo_curator.db.values import now
from photo_curator.domain.errors import UsageError
from photo_curator.domain.operations import Annotate, Judgement

_COLUMNS = "selfie, dangerous, reason, at"


class AnnotatePhotos(Act[Annotate]):
    """Labels of annotators. `before` holds, for each photo, the annotator and what they had said."""

    kind = "annotation"
    operation = Annotate

    def label(self, operation: Annotate, count: int) -> str:
        """For menus and messages."""
        names = {one.annotator for one in operation.judgements}
        by = f"by {names.pop()}" if len(names) == 1 else f"by {len(names)} annotators"
        return f"Annotate {photos_text(min(count, len(operation.photo_ids)))}, {by}"

    def check(self, operation: Annotate) -> None:
        """Refuse what no annotation can be.

        Raises:
            UsageError: an annotator has no name, or a photo that is no selfie is called dangerous.
        """
        for one in operation.judgements:
            if not one.annotator.strip():
                raise UsageError("Say who is labelling first.")
            if one.dangerous and not one.selfie:
                raise UsageError("Only a selfie can be a dangerous selfie.")

    def dump(self, operation: Annotate) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"judgements": [asdict(one) for one in operation.judgements]}

    def load(self, request: Mapping[str, Any]) -> Annotate:
        """The inverse of `dump`."""
        return Annotate(tuple(Judgement(**one) for one in request["judgements"]))

    def apply(self, connection: Connection, operation: Annotate, *, again: bool) -> Before:  # noqa: ARG002
        """Write what is said otherwise than before."""
        moment, before = now(), []
        for one in operation.judgements:
            old = connection.exec_driver_sql(
                f"SELECT {_COLUMNS} FROM annotation WHERE photo_id = ? AND annotator = ?",
                (one.photo_id, one.annotator),
            ).one_or_none()
            dangerous = int(one.dangerous) if one.selfie else None
            new = None if one.selfie is None else [int(one.selfie), dangerous, one.reason.strip(), moment]
            if (old and list(old[:3])) != (new and new[:3]):
                _put(connection, one.photo_id, one.annotator, new)
                before.append((one.photo_id, [one.annotator, old and list(old)]))
        return before

    def revert(self, connection: Connection, before: Before) -> None:
        """Put back what was said before."""
        for photo_id, (annotator, old) in reversed(before):
            _put(connection, photo_id, annotator, old)

    def touched(self, before: Before) -> tuple[int, ...]:
        """The photos, each once."""
        return tuple(dict.fromkeys(photo_id for photo_id, _ in before))


def _put(connection: Connection, photo_id: int, annotator: str, values: Sequence[object] | None) -> None:
    connection.exec_driver_sql(
        "DELETE FROM annotation WHERE photo_id = ? AND annotator = ?", (photo_id, annotator)
    )
    if values is not None:
        connection.exec_driver_sql(
            f"INSERT INTO annotation (photo_id, annotator, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            (photo_id, annotator, *values),
        )
