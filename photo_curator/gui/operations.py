"""The user's writes: off the GUI thread, one after the other, each broadcast once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from photo_curator.db.library import Library
from photo_curator.domain.operations import Change, Operation
from photo_curator.gui.state import Event
from photo_curator.gui.tasks import Executor
from photo_curator.gui.watch import LibraryWatch
from photo_curator.services.redoing import redo


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
        undo_label: what undo would take back now; None: nothing.
        redo_label: what redo would do again now; None: nothing.
    """

    change: Change
    way: Way
    operation: Operation | None
    undo_label: str | None
    redo_label: str | None


class Operations:
    """Runs operations through the library's journal.

    Attributes:
        changed: emitted on the main thread after each write that changed something.
        nothing: emitted where there was nothing to undo or redo.
        labels: what undo and redo would do; emitted after `look`.
    """

    def __init__(self, library: Library, executor: Executor, watch: LibraryWatch) -> None:
        self._library, self._executor, self._watch = library, executor, watch
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
        curation = self._library.curation
        self._executor.submit(lambda: (curation.undo_label(), curation.redo_label()), self.labels.emit)

    def _submit(
        self,
        way: Way,
        write: Callable[[], Change | None],
        operation: Operation | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        curation = self._library.curation

        def work() -> Broadcast | None:
            with self._watch.own_write():
                change = write()
            if change is None:
                return None
            return Broadcast(change, way, operation, curation.undo_label(), curation.redo_label())

        def done(result: Broadcast | None) -> None:
            if result is None:
                self.nothing.emit(way)
                return
            self.labels.emit((result.undo_label, result.redo_label))
            self.changed.emit(result)

        self._executor.submit(work, done, failed)
