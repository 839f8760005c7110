"""The user's writes: off the GUI thread, one after the other, each broadcast once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from photo_curator.db.library import Library
from photo_curator.domain.operations import Change, Journalled, Operation
from photo_curator.gui.act_words import ActWords
from photo_curator.gui.state import Event
from photo_curator.gui.tasks import Executor
from photo_curator.gui.watch import LibraryWatch
from photo_curator.services.redoing import redo

#: What undo and redo would do; None: nothing.
_Next = tuple[Journalled | None, Journalled | None]


class Way(StrEnum):
    """In which direction an operation went."""

    DONE = "done"
    UNDONE = "undone"
    REDONE = "redone"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """What everybody who shows photos is told after a write.

    Attributes:
        change: which photos, and what was done in words.
        way: done, undone or redone.
        operation: what was asked for; None for undo and redo.
        words: what was undone or redone, in the window's language; "" of what was done.
    """

    change: Change
    way: Way
    operation: Operation | None
    words: str


class Operations:
    """Runs operations through the library's journal.

    Attributes:
        changed: emitted on the main thread after each write that changed something.
        nothing: emitted where there was nothing to undo or redo.
        labels: what undo and redo would do, in the window's language; emitted after `look`.
    """

    def __init__(self, library: Library, executor: Executor, watch: LibraryWatch) -> None:
        self._library, self._executor, self._watch = library, executor, watch
        self._words = ActWords()
        self.changed: Event[Broadcast] = Event()
        self.nothing: Event[Way] = Event()
        self.labels: Event[tuple[str | None, str | None]] = Event()

    def run(self, operation: Operation, failed: Callable[[Exception], None] | None = None) -> None:
        """Do an operation; `failed` hears why it could not be done, else the window shows it."""
        self._submit(Way.DONE, lambda: self._library.curation.apply(operation), operation, failed)

    def undo(self) -> None:
        """Take the last one back, whichever process did it."""
        self._submit(Way.UNDONE, self._library.curation.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._submit(Way.REDONE, lambda: redo(self._library))

    def look(self) -> None:
        """Find out what undo and redo would do; somebody else may have written."""
        self._executor.submit(self._next, self._tell_labels)

    def _submit(
        self,
        way: Way,
        write: Callable[[], Change | None],
        operation: Operation | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        def work() -> tuple[Change, _Next] | None:
            with self._watch.own_write():
                change = write()
            return None if change is None else (change, self._next())

        def done(result: tuple[Change, _Next] | None) -> None:
            if result is None:
                self.nothing.emit(way)
                return
            change, following = result
            self._tell_labels(following)
            words = "" if way is Way.DONE else self._words.taken_back(change)
            self.changed.emit(Broadcast(change, way, operation, words))

        self._executor.submit(work, done, failed)

    def _next(self) -> _Next:
        curation = self._library.curation
        return curation.next_undo(), curation.next_redo()

    def _tell_labels(self, following: _Next) -> None:
        undo, redo = (None if act is None else self._words.label(act) for act in following)
        self.labels.emit((undo, redo))
