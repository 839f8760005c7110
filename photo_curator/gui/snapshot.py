"""The window as a picture file: what `make demo` shows on a machine without a display."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from photo_curator.domain.errors import CuratorError
from photo_curator.gui.engine_bridge import EngineBridge
from photo_curator.gui.grid.page import GridPage

SIZE = (1440, 900)
_POLL_MS = 100
#: The thumbnails must have been idle this often in a row: between two screens they are idle too.
_QUIET_POLLS = 8
_LONGEST_SECONDS = 600.0


class Snapshot(QObject):
    """Saves a window as a PNG once its engine rests and its thumbnails are painted, then closes it.

    Args:
        window: shown, or about to be.
        path: of the PNG.
        is_settled: whether there is nothing left to wait for.

    Attributes:
        error: what went wrong, or None.
    """

    def __init__(self, window: QMainWindow, path: Path, is_settled: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._path, self._is_settled = window, path, is_settled
        self._quiet = 0
        self._start = time.monotonic()
        self.error: CuratorError | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        window.resize(*SIZE)
        self._timer.start(_POLL_MS)

    def _look(self) -> None:
        self._quiet = self._quiet + 1 if self._is_settled() else 0
        late = time.monotonic() - self._start > _LONGEST_SECONDS
        if self._quiet < _QUIET_POLLS and not late:
            return
        self._timer.stop()
        if late:
            self.error = CuratorError("The window did not come to rest; no picture was saved.")
        elif not self._window.grab().save(str(self._path), "PNG"):
            self.error = CuratorError(f"The picture could not be written to {self._path}.")
        self._window.close()


def settled(bridge: EngineBridge, page: GridPage) -> bool:
    """Whether the engine rests and every thumbnail asked for is there."""
    return not bridge.busy and page.thumbnails.idle
