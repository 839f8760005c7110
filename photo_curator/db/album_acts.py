"""What acts on albums write, and how they are taken back.

`before` names albums where other acts name photos. An album is deleted by hiding it: what is in it stays
there and follows its photos (moved, merged) until undo shows it again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from photo_curator.db.act import Act, Before, photos_text
from photo_curator.db.values import folded, json_ids, now
from photo_curator.domain.album_operations import ChangeAlbum, CreateAlbum, DeleteAlbum, FillAlbum
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.saved_query import check_query, query_document, read_query
from photo_curator.domain.sentences import Sentence

#: Longer ones are a mistake: something else was pasted.
LONGEST_NAME = 200


class MakeAlbum(Act[CreateAlbum]):
    """A new album, with photos or without."""

    kind = "album"
    operation = CreateAlbum
    every = True

    def label(self, operation: CreateAlbum, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        return f"Make the album {_quoted(operation.name)}"

    def check(self, operation: CreateAlbum) -> None:
        """Refuse what is no album.

        Raises:
            UsageError: no name, a query that makes no sense, or photos put into a saved query.
        """
        _check_name(operation.name)
        check_query(operation.query)
        if operation.photo_ids and not operation.manual:
            raise UsageError("Photos cannot be put into an album that is a saved query.")

    def settled(self, connection: Connection, operation: CreateAlbum) -> CreateAlbum:
        """With the id it will have."""
        found = connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM album").scalar_one()
        query = sorted_only(operation.query) if operation.manual else operation.query
        return replace(operation, name=" ".join(operation.name.split()), query=query, album_id=found)

    def dump(self, operation: CreateAlbum) -> dict[str, Any]:
        """The operation as JSON values."""
        return {
            "album_id": operation.album_id,
            "name": operation.name,
            "manual": operation.manual,
            "query": query_document(operation.query),
        }

    def load(self, request: Mapping[str, Any]) -> CreateAlbum:
        """The inverse of `dump`; its photos are in the album still."""
        query = read_query(request["query"])
        return CreateAlbum(request["name"], query, request["manual"], album_id=request["album_id"])

    def apply(self, connection: Connection, operation: CreateAlbum, *, again: bool) -> Before:
        """Write it; doing it again shows it again."""
        if again:
            _set_deleted(connection, operation.album_id, deleted=False)
            return [(operation.album_id, None)]
        _check_free(connection, operation.name)
        connection.exec_driver_sql(
            "INSERT INTO album (id, name, name_key, manual, query, created_at, deleted)"
            " VALUES (?, ?, ?, ?, ?, ?, 0)",
            (
                operation.album_id,
                operation.name,
                folded(operation.name),
                operation.manual,
                json.dumps(query_document(operation.query)),
                now(),
            ),
        )
        _put_in(connection, [(photo_id, [operation.album_id, now()]) for photo_id in operation.photo_ids])
        return [(operation.album_id, None)]

    def revert(self, connection: Connection, before: Before) -> None:
        """Hide it."""
        _set_deleted(connection, before[0][0], deleted=True)

    def touched(self, before: Before) -> tuple[int, ...]:  # noqa: ARG002
        """No photo's row changes."""
        return ()


class EditAlbum(Act[ChangeAlbum]):
    """Another name or another query."""

    kind = "album change"
    operation = ChangeAlbum
    every = True

    def label(self, operation: ChangeAlbum, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        if operation.query is None and operation.new_name is not None:
            return f"Rename the album {_quoted(operation.name)} to {_quoted(operation.new_name)}"
        return f"Change the album {_quoted(operation.name)}"

    def check(self, operation: ChangeAlbum) -> None:
        """Refuse what is no album.

        Raises:
            UsageError: an empty name, or a query that makes no sense.
        """
        if operation.new_name is not None:
            _check_name(operation.new_name)
        if operation.query is not None:
            check_query(operation.query)

    def settled(self, connection: Connection, operation: ChangeAlbum) -> ChangeAlbum:
        """With its name so far; of a manual album's query its order."""
        name, row = operation.new_name, _row(connection, operation.album_id)
        query = operation.query
        return replace(
            operation,
            name=row.name,
            query=sorted_only(query) if row.manual and query is not None else query,
            new_name=None if name is None else " ".join(name.split()),
        )

    def dump(self, operation: ChangeAlbum) -> dict[str, Any]:
        """The operation as JSON values."""
        query = None if operation.query is None else query_document(operation.query)
        return {
            "album_id": operation.album_id, "new_name": operation.new_name, "query": query,
            "name": operation.name,
        }  # fmt: skip

    def load(self, request: Mapping[str, Any]) -> ChangeAlbum:
        """The inverse of `dump`."""
        query = None if request["query"] is None else read_query(request["query"])
        return ChangeAlbum(request["album_id"], request["new_name"], query, request.get("name", ""))

    def apply(self, connection: Connection, operation: ChangeAlbum, *, again: bool) -> Before:  # noqa: ARG002
        """Write what is another one."""
        row = _row(connection, operation.album_id)
        name = row.name if operation.new_name is None else operation.new_name
        query = row.query if operation.query is None else json.dumps(query_document(operation.query))
        if (name, query) == (row.name, row.query):
            return []
        if folded(name) != folded(row.name):
            _check_free(connection, name)
        self._write(connection, operation.album_id, name, query)
        return [(operation.album_id, [row.name, row.query])]

    def revert(self, connection: Connection, before: Before) -> None:
        """Name and query as they were."""
        for album_id, (name, query) in before:
            self._write(connection, album_id, name, query)

    def touched(self, before: Before) -> tuple[int, ...]:  # noqa: ARG002
        """No photo's row changes."""
        return ()

    def _write(self, connection: Connection, album_id: int, name: str, query: str) -> None:
        connection.exec_driver_sql(
            "UPDATE album SET name = ?, name_key = ?, query = ? WHERE id = ?",
            (name, folded(name), query, album_id),
        )


class RemoveAlbum(Act[DeleteAlbum]):
    """An album less."""

    kind = "album removal"
    operation = DeleteAlbum
    every = True

    def label(self, operation: DeleteAlbum, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        return f"Delete the album {_quoted(operation.name)}"

    def check(self, operation: DeleteAlbum) -> None:
        """Nothing to refuse without the library."""

    def settled(self, connection: Connection, operation: DeleteAlbum) -> DeleteAlbum:
        """With its name."""
        return replace(operation, name=_row(connection, operation.album_id).name)

    def dump(self, operation: DeleteAlbum) -> dict[str, Any]:
        """The operation as JSON values."""
        return {"album_id": operation.album_id, "name": operation.name}

    def load(self, request: Mapping[str, Any]) -> DeleteAlbum:
        """The inverse of `dump`."""
        return DeleteAlbum(request["album_id"], request.get("name", ""))

    def apply(self, connection: Connection, operation: DeleteAlbum, *, again: bool) -> Before:  # noqa: ARG002
        """Hide it."""
        _set_deleted(connection, operation.album_id, deleted=True)
        return [(operation.album_id, None)]

    def revert(self, connection: Connection, before: Before) -> None:
        """Show it again."""
        _set_deleted(connection, before[0][0], deleted=False)

    def touched(self, before: Before) -> tuple[int, ...]:  # noqa: ARG002
        """No photo's row changes."""
        return ()


class PutInAlbum(Act[FillAlbum]):
    """Photos into a manual album, or out of it. `before`: the album, and since when the photo was in it."""

    kind = "album photos"
    operation = FillAlbum
    every = True

    def label(self, operation: FillAlbum, count: int) -> str:
        """For menus and messages."""
        if operation.inside:
            return f"Add {photos_text(count)} to {_quoted(operation.name)}"
        return f"Remove {photos_text(count)} from {_quoted(operation.name)}"

    def check(self, operation: FillAlbum) -> None:
        """Nothing to refuse without the library."""

    def settled(self, connection: Connection, operation: FillAlbum) -> FillAlbum:
        """With the album's name.

        Raises:
            UsageError: the album is a saved query.
        """
        row = _row(connection, operation.album_id)
        if not row.manual:
            raise UsageError(Sentence.ALBUM_IS_QUERY.about(row.name))
        return replace(operation, name=row.name)

    def dump(self, operation: FillAlbum) -> dict[str, Any]:
        """The operation as JSON values."""
        return {
            "album_id": operation.album_id,
            "photo_ids": list(operation.photo_ids),
            "inside": operation.inside,
            "name": operation.name,
        }

    def load(self, request: Mapping[str, Any]) -> FillAlbum:
        """The inverse of `dump`."""
        photos = tuple(request["photo_ids"])
        return FillAlbum(request["album_id"], photos, request["inside"], request.get("name", ""))

    def apply(self, connection: Connection, operation: FillAlbum, *, again: bool) -> Before:  # noqa: ARG002
        """Write who is in it."""
        rows = connection.exec_driver_sql(
            "SELECT p.id, a.at FROM photo p LEFT JOIN album_photo a ON a.photo_id = p.id AND a.album_id = ?"
            " WHERE p.id IN (SELECT value FROM json_each(?)) AND (a.at IS NULL) = ?",
            (operation.album_id, json_ids(operation.photo_ids), operation.inside),
        )
        before = [(photo_id, [operation.album_id, at]) for photo_id, at in rows]
        moment = now() if operation.inside else None
        _put_in(connection, [(photo_id, [operation.album_id, moment]) for photo_id, _ in before])
        return before

    def revert(self, connection: Connection, before: Before) -> None:
        """Who was in it is in it again, since when he was."""
        _put_in(connection, before)


def _put_in(connection: Connection, values: Before) -> None:
    """Let photos be in albums: (photo, [album, since when]); None: not."""
    text = json.dumps(values)
    connection.exec_driver_sql(
        "DELETE FROM album_photo WHERE (album_id, photo_id) IN"
        " (SELECT json_extract(value, '$[1][0]'), json_extract(value, '$[0]') FROM json_each(?))",
        (text,),
    )
    # An undo may come after the photo has become one with another: then nothing is left to put in.
    connection.exec_driver_sql(
        "INSERT INTO album_photo (album_id, photo_id, at)"
        " SELECT json_extract(value, '$[1][0]'), json_extract(value, '$[0]'), json_extract(value, '$[1][1]')"
        " FROM json_each(?) WHERE json_extract(value, '$[1][1]') IS NOT NULL"
        " AND json_extract(value, '$[0]') IN (SELECT id FROM photo)",
        (text,),
    )


def _row(connection: Connection, album_id: int) -> Any:  # noqa: ANN401 - a row
    row = connection.exec_driver_sql(
        "SELECT name, manual, query FROM album WHERE id = ? AND deleted = 0", (album_id,)
    ).one_or_none()
    if row is None:
        raise NotFoundError(Sentence.ALBUM_GONE.about(album_id))
    return row


def _set_deleted(connection: Connection, album_id: int, *, deleted: bool) -> None:
    connection.exec_driver_sql("UPDATE album SET deleted = ? WHERE id = ?", (deleted, album_id))


def _check_name(name: str) -> None:
    if not name.split():
        raise UsageError(Sentence.ALBUM_NO_NAME)
    if len(name) > LONGEST_NAME:
        raise UsageError(Sentence.ALBUM_LONG_NAME.about(LONGEST_NAME))


def _check_free(connection: Connection, name: str) -> None:
    taken = connection.exec_driver_sql(
        "SELECT name FROM album WHERE name_key = ? AND deleted = 0", (folded(name),)
    ).scalar_one_or_none()
    if taken is not None:
        raise UsageError(Sentence.ALBUM_NAME_TAKEN.about(taken))


def _quoted(name: str) -> str:
    return f"“{name}”"


def sorted_only(query: PhotoQuery) -> PhotoQuery:
    """What a manual album keeps of a query: its order."""
    return PhotoQuery(sort=query.sort, reverse=query.reverse)
