"""What each kind of operation writes, and how it is taken back.

A new kind of operation is a new class here and an entry in `ACTS`; the journal needs no change.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from photo_curator.db.act import Act, Before, photos_text
from photo_curator.db.album_acts import EditAlbum, MakeAlbum, PutInAlbum, RemoveAlbum
from photo_curator.db.annotation_acts import AnnotatePhotos
from photo_curator.db.burst_acts import ChooseCover, PutRight
from photo_curator.db.danger_acts import AnswerDanger, ChooseThreshold
from photo_curator.db.export_acts import WriteExport
from photo_curator.db.face_repair_acts import CorrectFaces
from photo_curator.db.people_acts import PEOPLE_ACTS
from photo_curator.db.sidecar_acts import WriteSidecars
from photo_curator.db.taste_acts import ChooseTaste, ConfirmMeaning
from photo_curator.db.values import json_ids, now
from photo_curator.domain.errors import LibraryTooNewError, NotFoundError, UsageError
from photo_curator.domain.operations import KeepBest, Operation, Rotate, SetFlag, SetRating
from photo_curator.domain.rating import SOURCE_HERE, Flag, check_rating
from photo_curator.domain.sentences import Sentence


class Rate(Act[SetRating]):
    """Stars given here."""

    kind = "rating"
    operation = SetRating

    def label(self, operation: SetRating, count: int) -> str:
        """For menus and messages."""
        if operation.value == 0:
            return f"Take the stars off {photos_text(count)}"
        return f"Rate {photos_text(count)} {operation.value} {'star' if operation.value == 1 else 'stars'}"

    def check(self, operation: SetRating) -> None:
        """Refuse a rating of 7.

        Raises:
            UsageError: the value is no rating.
        """
        check_rating(operation.value)

    def dump(self, operation: SetRating) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"photo_ids": list(operation.photo_ids), "value": operation.value}

    def load(self, request: Mapping[str, Any]) -> SetRating:
        """The inverse of `dump`."""
        return SetRating(tuple(request["photo_ids"]), request["value"])

    def apply(self, connection: Connection, operation: SetRating, *, again: bool) -> Before:
        """Write the rating, and an event for each photo it changes."""
        before = _changing(connection, "rating", operation.photo_ids, operation.value)
        self._write(connection, [(photo_id, operation.value) for photo_id, _ in before], undo=again)
        return before

    def revert(self, connection: Connection, before: Before) -> None:
        """Put the ratings back; the history grows by that too."""
        self._write(connection, before, undo=True)

    def _write(self, connection: Connection, values: Before, *, undo: bool) -> None:
        _set_marks(connection, "rating", values)
        connection.exec_driver_sql(
            "INSERT INTO rating_event (photo_id, at, value, source, undo)"
            " SELECT json_extract(value, '$[0]'), ?, coalesce(json_extract(value, '$[1]'), 0), ?, ?"
            " FROM json_each(?)",
            (now(), SOURCE_HERE, undo, json.dumps(values)),
        )


class Mark(Act[SetFlag]):
    """Pick, reject, or neither."""

    kind = "flag"
    operation = SetFlag

    def label(self, operation: SetFlag, count: int) -> str:
        """For menus and messages."""
        if operation.flag is Flag.NONE:
            return f"Take the flag off {photos_text(count)}"
        return f"{operation.flag.value.capitalize()} {photos_text(count)}"

    def check(self, operation: SetFlag) -> None:
        """Refuse what is no flag.

        Raises:
            ValueError: the value is no flag.
        """
        Flag(operation.flag)

    def dump(self, operation: SetFlag) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"photo_ids": list(operation.photo_ids), "flag": operation.flag.value}

    def load(self, request: Mapping[str, Any]) -> SetFlag:
        """The inverse of `dump`."""
        return SetFlag(tuple(request["photo_ids"]), Flag(request["flag"]))

    def apply(self, connection: Connection, operation: SetFlag, *, again: bool) -> Before:  # noqa: ARG002
        """Write the flag."""
        before = _changing(connection, "flag", operation.photo_ids, operation.flag.value)
        _set_marks(connection, "flag", [(photo_id, operation.flag.value) for photo_id, _ in before])
        return before

    def revert(self, connection: Connection, before: Before) -> None:
        """Put the flags back."""
        _set_marks(connection, "flag", before)


class Keep(Act[KeepBest]):
    """Some picked, the rest rejected."""

    kind = "keep"
    operation = KeepBest

    def label(self, operation: KeepBest, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        return f"Keep {len(operation.kept)} of {photos_text(len(operation.photo_ids))}"

    def check(self, operation: KeepBest) -> None:
        """Refuse what keeps nothing, or keeps and rejects one photo at once.

        Raises:
            UsageError: it does.
        """
        if not operation.kept:
            raise UsageError("Name the photo to keep.")
        if set(operation.kept) & set(operation.rejected):
            raise UsageError("A photo cannot be kept and rejected at once.")

    def dump(self, operation: KeepBest) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"kept": list(operation.kept), "rejected": list(operation.rejected)}

    def load(self, request: Mapping[str, Any]) -> KeepBest:
        """The inverse of `dump`."""
        return KeepBest(tuple(request["kept"]), tuple(request["rejected"]))

    def apply(self, connection: Connection, operation: KeepBest, *, again: bool) -> Before:  # noqa: ARG002
        """Write the flags."""
        before: list[tuple[int, Any]] = []
        for photo_ids, flag in ((operation.kept, Flag.PICK), (operation.rejected, Flag.REJECT)):
            changing = _changing(connection, "flag", photo_ids, flag.value)
            _set_marks(connection, "flag", [(photo_id, flag.value) for photo_id, _ in changing])
            before += changing
        return before

    def revert(self, connection: Connection, before: Before) -> None:
        """Put the flags back."""
        _set_marks(connection, "flag", before)


class Turn(Act[Rotate]):
    """Photos shown turned."""

    kind = "rotation"
    operation = Rotate

    def label(self, operation: Rotate, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        return f"Turn {photos_text(count)}"

    def check(self, operation: Rotate) -> None:
        """Refuse what would show a photo slanted.

        Raises:
            UsageError: the degrees are no multiple of 90.
        """
        if operation.degrees % 90:
            raise UsageError(f"Photos are turned by a multiple of 90 degrees, not by {operation.degrees}.")

    def dump(self, operation: Rotate) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"photo_ids": list(operation.photo_ids), "degrees": operation.degrees}

    def load(self, request: Mapping[str, Any]) -> Rotate:
        """The inverse of `dump`."""
        return Rotate(tuple(request["photo_ids"]), request["degrees"])

    def apply(self, connection: Connection, operation: Rotate, *, again: bool) -> Before:  # noqa: ARG002
        """Turn each photo from where it is now."""
        if operation.degrees % 360 == 0:
            return []
        rows = connection.exec_driver_sql(
            "SELECT p.id, m.rotation FROM photo p LEFT JOIN mark m ON m.photo_id = p.id"
            " WHERE p.id IN (SELECT value FROM json_each(?))",
            (json_ids(operation.photo_ids),),
        )
        before = [(photo_id, rotation) for photo_id, rotation in rows]
        turned = [(photo_id, ((rotation or 0) + operation.degrees) % 360) for photo_id, rotation in before]
        _set_marks(connection, "rotation", turned)
        return before

    def revert(self, connection: Connection, before: Before) -> None:
        """Turn them back."""
        _set_marks(connection, "rotation", before)


#: Every kind of operation there is.
ACTS: tuple[Act[Any], ...] = (
    Rate(),
    Mark(),
    Keep(),
    Turn(),
    AnswerDanger(),
    ChooseThreshold(),
    AnnotatePhotos(),
    ChooseTaste(),
    ConfirmMeaning(),
    PutRight(),
    ChooseCover(),
    WriteExport(),
    WriteSidecars(),
    MakeAlbum(),
    EditAlbum(),
    RemoveAlbum(),
    PutInAlbum(),
    *PEOPLE_ACTS,
    CorrectFaces(),
)
_BY_OPERATION = {act.operation: act for act in ACTS}
_BY_KIND = {act.kind: act for act in ACTS}


def act_for(operation: Operation) -> Act[Any]:
    """The act that writes an operation."""
    return _BY_OPERATION[type(operation)]


def act_of_kind(kind: str) -> Act[Any]:
    """The act a journal entry names.

    Raises:
        LibraryTooNewError: a newer version of the app journalled it.
    """
    if kind not in _BY_KIND:
        raise LibraryTooNewError(Sentence.NEWER_ACT)
    return _BY_KIND[kind]


def check_photos(connection: Connection, photo_ids: Sequence[int]) -> None:
    """See that all photos exist.

    Raises:
        NotFoundError: one does not; the message names it.
    """
    unknown = connection.exec_driver_sql(
        "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM photo) LIMIT 1",
        (json_ids(photo_ids),),
    ).scalar_one_or_none()
    if unknown is not None:
        raise NotFoundError(Sentence.NO_SUCH_PHOTO.about(unknown))


def _changing(connection: Connection, column: str, photo_ids: Sequence[int], value: object) -> Before:
    """Photos whose mark would change, each once, with the mark before."""
    rows = connection.exec_driver_sql(
        f"SELECT p.id, m.{column} FROM photo p LEFT JOIN mark m ON m.photo_id = p.id"
        f" WHERE p.id IN (SELECT value FROM json_each(?)) AND m.{column} IS NOT ?",
        (json_ids(photo_ids), value),
    )
    return [(photo_id, before) for photo_id, before in rows]


def _set_marks(connection: Connection, column: str, values: Before) -> None:
    connection.exec_driver_sql(
        f"INSERT INTO mark (photo_id, {column})"
        " SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?) WHERE true"
        f" ON CONFLICT (photo_id) DO UPDATE SET {column} = excluded.{column}",
        (json.dumps(values),),
    )
