"""The grid's item model: ids of all photos, summaries of the few that are looked at."""

from __future__ import annotations

import json
import os
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    QUrl,
)

from photo_curator.domain.photo import FileState, PhotoSummary
from photo_curator.domain.rating import Flag
from photo_curator.domain.stacks import Stacking
from photo_curator.gui.grid.drag import PHOTOS_FORMAT
from photo_curator.gui.grid.stack_marks import stack_words
from photo_curator.gui.tasks import Executor

SUMMARY_ROLE = Qt.ItemDataRole.UserRole + 1
PAGE_ROWS = 64
#: Summaries kept; about 1 KB each, whatever the library's size.
CACHED_ROWS = 4096
#: Pages waiting to be read; while scrolling fast only the last looked at are worth it.
_PAGES_WAITING = 4
#: More runs of rows than this are announced as one range: one repaint of what is visible either way.
_RUNS_ANNOUNCED = 64
_ROLES = [SUMMARY_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole]

Index = QModelIndex | QPersistentModelIndex


class PhotoModel(QAbstractListModel):
    """Ids in an array; summaries are read in pages by an executor and kept in a bounded cache.

    Args:
        read: reads summaries by id; called on the executor.
        executor: see `Tasks.glances`.
    """

    def __init__(
        self,
        read: Callable[[Sequence[int]], list[PhotoSummary]],
        executor: Executor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._executor = read, executor
        self.ids: array[int] = array("q")
        self.stacking = Stacking()
        self._cache: OrderedDict[int, PhotoSummary] = OrderedDict()
        self._stale: set[int] = set()
        self._pages: OrderedDict[int, None] = OrderedDict()
        self._reading = False
        self._row_of: Callable[[int], int | None] = lambda _photo_id: None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._read_next)
        self.selected: Callable[[], Sequence[int]] = lambda: ()

    # --- what Qt asks ----------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """All photos of the query."""
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's QVariant
        """Summary, file name, and the words a screen reader says."""
        summary = self.summary(index.row())
        if role == SUMMARY_ROLE:
            return summary
        if summary is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return os.path.basename(summary.path)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((self.spoken(summary), *stack_words(summary, self.stacking.at(index.row()))[:1]))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((summary.path, *stack_words(summary, self.stacking.at(index.row()))))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every photo can be selected and dragged to another program."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Files, as file managers and mail programs take them."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        """The files of the dragged photos that can be reached; the originals are only ever copied from."""
        ids = self.selected() or [self.ids[index.row()] for index in indexes]
        mime = QMimeData()
        present = [
            QUrl.fromLocalFile(summary.path)
            for summary in self._read(ids)
            if summary.state is FileState.PRESENT
        ]
        mime.setUrls(present)
        mime.setData(PHOTOS_FORMAT, json.dumps(list(ids)).encode())
        return mime

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        """Copies only: a program that moves would take the original away."""
        return Qt.DropAction.CopyAction

    # --- what the window says --------------------------------------------------------------

    def show(
        self,
        ids: array[int],
        row_of: Callable[[int], int | None],
        first: Iterable[PhotoSummary] = (),
        stacking: Stacking | None = None,
    ) -> None:
        """Show other photos, or the same ones in another order.

        Args:
            ids: in order.
            row_of: the inverse of `ids`.
            first: summaries that are known already, so that the first paint shows photos.
            stacking: bursts among them.
        """
        self.beginResetModel()
        self.ids, self._row_of, self.stacking = ids, row_of, stacking or Stacking()
        self._pages.clear()
        self._keep(first)
        self.endResetModel()

    def summary(self, row: int) -> PhotoSummary | None:
        """What is known of the photo in a row; asks for it where it is not known or stale."""
        if not 0 <= row < len(self.ids):
            return None
        photo_id = self.ids[row]
        found = self._cache.get(photo_id)
        if found is None or photo_id in self._stale:
            self._ask(row // PAGE_ROWS)
        if found is not None:
            self._cache.move_to_end(photo_id)
        return found

    def known(self, photo_id: int) -> PhotoSummary | None:
        """A summary if it is at hand; asks for nothing."""
        return self._cache.get(photo_id)

    def prefetch(self, first: int, last: int) -> None:
        """Read the summaries of rows that may be looked at next."""
        for page in range(max(0, first) // PAGE_ROWS, min(last, len(self.ids) - 1) // PAGE_ROWS + 1):
            rows = self.ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]
            if any(photo_id not in self._cache for photo_id in rows):
                self._ask(page)

    def invalidate(self, photo_ids: Sequence[int] | None = None) -> None:
        """Rows have changed in the library: read them again when they are looked at.

        Args:
            photo_ids: which; None: any may have.
        """
        if photo_ids is None:
            self._stale = set(self._cache)
            if len(self.ids):
                self.dataChanged.emit(self.index(0), self.index(len(self.ids) - 1), _ROLES)
            return
        self._stale.update(photo_id for photo_id in photo_ids if photo_id in self._cache)
        self._announce(photo_ids)

    @property
    def idle(self) -> bool:
        """Whether nothing is being read."""
        return not self._reading and not self._pages and not self._later.isActive()

    def spoken(self, summary: PhotoSummary) -> str:
        """A photo in one phrase, for screen readers."""
        parts = [os.path.basename(summary.path)]
        if summary.rating.value:
            parts.append(self.tr("%n stars", "", summary.rating.value))
        elif summary.effective_score is not None:
            parts.append(self.tr("score {0}").format(f"{summary.effective_score:.1f}"))
        if summary.flag is Flag.PICK:
            parts.append(self.tr("picked"))
        elif summary.flag is Flag.REJECT:
            parts.append(self.tr("rejected"))
        if summary.state is not FileState.PRESENT:
            parts.append(self.tr("offline") if summary.state is FileState.OFFLINE else self.tr("missing"))
        return ", ".join(parts)

    def ranges(self, rows: Iterable[int]) -> QItemSelection:
        """Rows as Qt selects them: neighbours together, which keeps a large selection fast."""
        selection = QItemSelection()
        for first, last in _runs(rows):
            selection.select(self.index(first), self.index(last))
        return selection

    # --- reading ---------------------------------------------------------------------------

    def _ask(self, page: int) -> None:
        self._pages[page] = None
        self._pages.move_to_end(page)
        while len(self._pages) > _PAGES_WAITING:
            self._pages.popitem(last=False)
        if not self._reading and not self._later.isActive():
            self._later.start()

    def _read_next(self) -> None:
        if self._reading or not self._pages:
            return
        pages, self._pages = list(self._pages), OrderedDict()
        wanted = [
            photo_id
            for page in pages
            for photo_id in self.ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]
            if photo_id not in self._cache or photo_id in self._stale
        ]
        if not wanted:
            return
        self._reading = True
        # What turns stale while it is being read must be read again.
        self._stale.difference_update(wanted)
        self._executor.submit(lambda: self._read(wanted), self._take, self._read_failed)

    def _take(self, summaries: list[PhotoSummary]) -> None:
        self._reading = False
        self._keep(summaries)
        self._announce([summary.id for summary in summaries])
        if self._pages:
            self._later.start()

    def _read_failed(self, error: Exception) -> None:
        self._reading = False
        raise error

    def _keep(self, summaries: Iterable[PhotoSummary]) -> None:
        for summary in summaries:
            self._cache[summary.id] = summary
            self._cache.move_to_end(summary.id)
            self._stale.discard(summary.id)
        while len(self._cache) > CACHED_ROWS:
            dropped, _ = self._cache.popitem(last=False)
            self._stale.discard(dropped)

    def _announce(self, photo_ids: Iterable[int]) -> None:
        """Emit dataChanged for exactly these photos' rows."""
        runs = _runs(row for row in map(self._row_of, photo_ids) if row is not None)
        if len(runs) > _RUNS_ANNOUNCED:
            runs = [(runs[0][0], runs[-1][1])]
        for first, last in runs:
            self.dataChanged.emit(self.index(first), self.index(last), _ROLES)


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rows as stretches without a gap: (first, last)."""
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
