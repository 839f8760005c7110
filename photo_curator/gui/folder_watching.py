"""The library's folders are watched while the window is open: photos appear as they arrive.

The engine does it, see `engine.folder_watch`; `gui.watch` is something else: it notices what other programs
write to the library.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.folder import Folder
from photo_curator.gui.engine_bridge import EngineBridge, TaskKind
from photo_curator.gui.said import problem_text
from photo_curator.gui.tasks import Tasks


class FolderWatching(QObject):
    """Asks the engine to watch, and knows how that stands.

    Signals:
        changed: the folders watched, or how they stand.
        looked: a `TaskKind` and the `IndexSummary` of a look at what had changed.
        failed: a sentence; nothing is watched now.
    """

    changed = Signal()
    looked = Signal(object, object)
    failed = Signal(str)

    def __init__(
        self, library: Library, bridge: EngineBridge, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library, self._bridge, self._tasks = library, bridge, tasks
        self._asked = False
        self.folders: dict[str, m.WatchedFolder] = {}

    def start(self) -> None:
        """Begin once the library's folders have been looked at for the first time."""
        self._bridge.finished.connect(lambda *_: self._ask())

    def read_folders(self) -> tuple[Folder, ...]:
        """All folders of the library, with their settings."""
        return self._library.folders.all()

    def set_watched(self, folder: Folder, on: bool) -> None:
        """Watch a folder from now on, or leave it until somebody looks for changes."""
        settings = replace(folder.settings, watch=on)
        self._tasks.writes.submit(
            lambda: self._library.folders.set_settings(folder.id, settings), lambda _: self.changed.emit()
        )

    def _ask(self) -> None:
        if not self._asked:
            self._asked = True
            self._asked = self._bridge.start(m.Watch(), self._hear) is not None

    def _hear(self, answer: m.Answer) -> None:
        match answer:
            case m.Watching(folders=folders):
                self.folders = {folder.path: folder for folder in folders}
                self.changed.emit()
            case m.Looked(summary=summary):
                self.looked.emit(TaskKind.RESCAN, summary)
            case m.ProblemFound():
                self._bridge.problem_found.emit(answer)
            case m.Failed(message=message):
                self._end()
                self.failed.emit(problem_text(message))
            case m.Done():
                self._end()

    def _end(self) -> None:
        self._asked = False
        self.folders = {}
        self.changed.emit()
