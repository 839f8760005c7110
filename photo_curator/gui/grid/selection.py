"""The grid's selection and the one the state stores: what happens to one happens to the other."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange, QModelIndex

from photo_curator.gui.grid.model import PhotoModel
from photo_curator.gui.state import BrowserState


class SharedSelection:
    """Carries the selection over in both directions.

    Args:
        rows: the view's selection.
        model: the view's model.
        state: holds the selection as ids.
        reveal: brings a row into view when the current photo changed elsewhere.
    """

    def __init__(
        self,
        rows: QItemSelectionModel,
        model: PhotoModel,
        state: BrowserState,
        reveal: Callable[[int], None],
    ) -> None:
        self._rows, self._model, self._state, self._reveal = rows, model, state, reveal
        self._paused = False
        rows.selectionChanged.connect(self._tell_state)
        rows.currentChanged.connect(self._tell_state)
        state.selection_changed.connect(lambda _: self.follow())

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While the list changes neither side hears of the other."""
        before, self._paused = self._paused, True
        try:
            yield
        finally:
            self._paused = before

    def follow(self) -> None:
        """Show the selection the state holds."""
        if self._paused:
            return
        with self.paused():
            current = None if self._state.current is None else self._state.row_of(self._state.current)
            rows = map(self._state.row_of, self._state.selection)
            chosen = self._model.ranges(row for row in rows if row is not None)
            self._rows.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            index = QModelIndex() if current is None else self._model.index(current)
            self._rows.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            if current is not None:
                self._reveal(current)

    def _tell_state(self, *_: object) -> None:
        """What the mouse and the keys selected."""
        if self._paused:
            return
        ids = self._model.ids
        chosen: array[int] = array("q")
        # A QItemSelection is a list of ranges, which its stub does not say.
        parts = cast("Sequence[QItemSelectionRange]", self._rows.selection())
        for first, last in sorted((part.top(), part.bottom()) for part in parts):
            chosen.extend(ids[first : last + 1])
        index = self._rows.currentIndex()
        current = ids[index.row()] if index.isValid() else None
        with self.paused():
            self._state.select(chosen, current)
