"""The user's acts and the journal that can take them back, in any process, after any restart."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row

from photo_curator.db.act import Before
from photo_curator.db.acts import act_for, act_of_kind, check_photos
from photo_curator.db.connection import Database
from photo_curator.db.locks import held
from photo_curator.db.values import now
from photo_curator.domain.errors import CuratorError, LibraryBusyError, UsageError
from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.operations import Change, Journalled, Operation
from photo_curator.domain.sentences import Sentence

#: So many acts can be undone; older ones leave the journal (what they did stays, of course).
JOURNAL_LENGTH = 500
_NEXT_UNDO = "undone = 0 ORDER BY id DESC LIMIT 1"
_NEXT_REDO = "undone = 1 ORDER BY id LIMIT 1"
#: Does an act outside the library again; returns what could not be done, in words that follow its label.
Repeat = Callable[[Operation, Before], str]


class CurationRepository:
    """Writes operations in short transactions of their own; safe beside a running indexing."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._layout = LibraryLayout(database.path.parent)

    def apply(self, operation: Operation) -> Change:
        """Do an operation and journal it. What had been undone can be redone no more.

        An operation that changes nothing (the same stars again) is not journalled.

        Returns:
            What changed: only the photos whose values are others now.

        Raises:
            NotFoundError: a photo does not exist; nothing is written.
            UsageError: the operation makes no sense; nothing is written.
            LibraryBusyError: another writer did not finish in time.
        """
        act = act_for(operation)
        act.check(operation)
        with self._database.write() as connection:
            check_photos(connection, operation.photo_ids)
            operation = act.settled(connection, operation)
            before = act.apply(connection, operation, again=False)
            label = act.label(operation, len(before) or len(set(operation.photo_ids)))
            if before:
                connection.exec_driver_sql("DELETE FROM operation WHERE undone = 1")
                added = connection.exec_driver_sql(
                    'INSERT INTO operation (kind, label, at, request, "before", undone)'
                    " VALUES (?, ?, ?, ?, ?, 0)",
                    (act.kind, label, now(), json.dumps(act.dump(operation)), json.dumps(before)),
                )
                connection.exec_driver_sql(
                    "DELETE FROM operation WHERE id <= ?", (added.lastrowid - JOURNAL_LENGTH,)
                )
        return Change(label, act.touched(before), act.every)

    def undo(self) -> Change | None:
        """Take the last operation back.

        Returns:
            What changed, with the operation's own label; None where there is nothing to undo.
        """
        withdrawn, remark = self._withdraw()
        with self._database.write() as connection:
            entry = _entry(connection, _NEXT_UNDO)
            if entry is None:
                return None
            before = json.loads(entry.before)
            act = act_of_kind(entry.kind)
            if act.outside and entry.id != withdrawn:
                raise LibraryBusyError(Sentence.UNDO_MEANWHILE)
            act.revert(connection, before)
            connection.exec_driver_sql("UPDATE operation SET undone = 1 WHERE id = ?", (entry.id,))
        label = entry.label + (remark if act.outside else "")
        return Change(label, act.touched(before), act.every, _journalled(entry))

    def _withdraw(self) -> tuple[int | None, str]:
        """Take back what the next act did outside the library, before anybody is kept from writing."""
        with self._database.read() as connection:
            entry = _entry(connection, _NEXT_UNDO)
        if entry is None or not (act := act_of_kind(entry.kind)).outside:
            return None, ""
        # Not what is being written this moment: the rest of it would follow.
        with held(self._layout.export_lock, 0, Sentence.EXPORT_BUSY):
            return entry.id, act.withdraw(json.loads(entry.before), self._layout)

    def redo(self, repeat: Repeat | None = None) -> Change | None:
        """Do again what was undone last.

        Args:
            repeat: does again what was done outside the library, before anybody is kept from writing; it
                raises where nothing of it can be done, and the act stays undone.

        Returns:
            What changed, with the operation's own label; None where there is nothing to redo.

        Raises:
            UsageError: it was done outside the library, and nobody here can do that again.
        """
        with self._database.read() as connection:
            entry = _entry(connection, _NEXT_REDO)
        if entry is None:
            return None
        act, operation, remark = act_of_kind(entry.kind), _operation(entry), ""
        before: Before = json.loads(entry.before)
        if act.outside:
            if repeat is None:
                raise UsageError(Sentence.NOT_FROM_HERE.about(entry.label))
            remark = repeat(operation, before)
        with self._database.write() as connection:
            now_next = _entry(connection, _NEXT_REDO)
            if now_next is None or now_next.id != entry.id:
                raise LibraryBusyError(Sentence.REDO_MEANWHILE)
            if not act.outside:
                before = act.apply(connection, operation, again=True)
            connection.exec_driver_sql(
                'UPDATE operation SET undone = 0, "before" = ? WHERE id = ?', (json.dumps(before), entry.id)
            )
        return Change(entry.label + remark, act.touched(before), act.every, _journalled(entry))

    def archives(self) -> frozenset[str]:
        """Archives of sidecars that can be undone or done again."""
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT json_extract(request, '$.archive') FROM operation WHERE kind = 'sidecars'"
            )
            return frozenset(rows.scalars())

    def next_undo(self) -> Journalled | None:
        """What `undo` would take back; None: nothing."""
        return self._next(_NEXT_UNDO)

    def next_redo(self) -> Journalled | None:
        """What `redo` would do again; None: nothing."""
        return self._next(_NEXT_REDO)

    def undo_label(self) -> str | None:
        """What `undo` would take back, in English; None: nothing."""
        found = self.next_undo()
        return None if found is None else found.label

    def redo_label(self) -> str | None:
        """What `redo` would do again, in English; None: nothing."""
        found = self.next_redo()
        return None if found is None else found.label

    def _next(self, which: str) -> Journalled | None:
        with self._database.read() as connection:
            entry = _entry(connection, which)
        return None if entry is None else _journalled(entry)


def _journalled(entry: Row[Any]) -> Journalled:
    try:
        operation = _operation(entry)
    except (CuratorError, KeyError, ValueError):  # a newer version's act, or one it words otherwise
        operation = None
    return Journalled(entry.label, operation, len({photo_id for photo_id, *_ in json.loads(entry.before)}))


def _operation(entry: Row[Any]) -> Any:  # noqa: ANN401 - any kind of operation
    return act_of_kind(entry.kind).load(json.loads(entry.request))


def _entry(connection: Connection, which: str) -> Row[Any] | None:
    return connection.exec_driver_sql(
        f'SELECT id, kind, label, request, "before" FROM operation WHERE {which}'
    ).one_or_none()
