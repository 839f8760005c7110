"""The panes side by side: how much room each gets."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from photo_curator.gui.compare.pane import SURVEY_FOOT, FramePane

_GAP = 10
#: In the survey nothing is smaller; it scrolls instead.
_LOWEST, _NARROWEST = 100 + SURVEY_FOOT, 118


def cells(count: int, room: QSize, *, survey: bool, aspect: float = 1.5) -> list[QRect]:
    """Where panes stand.

    Args:
        count: how many.
        room: what there is; in the survey they may need more of its height.
        survey: whether they stand in rows; else side by side.
        aspect: width of the photos in heights, as shown.
    """
    columns = _columns(count, room, aspect) if survey else max(1, count)
    rows = math.ceil(count / columns) if count else 1
    width = (room.width() - _GAP * (columns - 1)) // columns
    height = (room.height() - _GAP * (rows - 1)) // rows
    if survey:
        height = max(_LOWEST, height)
    return [
        QRect((place % columns) * (width + _GAP), (place // columns) * (height + _GAP), width, height)
        for place in range(count)
    ]


def _columns(count: int, room: QSize, aspect: float) -> int:
    """So many that as little as can be is out of sight, and the photos are as large as can be."""

    def fitness(columns: int) -> tuple[float, float]:
        rows = math.ceil(count / columns)
        unseen = max(0, rows * (_LOWEST + _GAP) - _GAP - room.height())
        wide = (room.width() - _GAP * (columns - 1)) / columns
        high = max(_LOWEST, (room.height() - _GAP * (rows - 1)) / rows) - SURVEY_FOOT
        return -unseen, min(wide, high * aspect)

    most = max(1, min(count, (room.width() + _GAP) // (_NARROWEST + _GAP)))
    return max(range(1, most + 1), key=fitness)


class Panes(QWidget):
    """Keeps its panes in place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes: Sequence[FramePane] = ()
        self._room = QSize()
        self._survey, self._aspect = False, 1.5

    def show_panes(self, panes: Sequence[FramePane], room: QSize, *, survey: bool, aspect: float) -> None:
        """Place panes.

        Args:
            panes: children of this widget, in order.
            room: what is seen of this widget at once.
            survey: see `cells`.
            aspect: likewise.
        """
        self._panes, self._room, self._survey, self._aspect = panes, room, survey, aspect
        found = cells(len(self._panes), self._room, survey=self._survey, aspect=self._aspect)
        for pane, cell in zip(self._panes, found, strict=True):
            pane.setGeometry(cell)
        self.setMinimumHeight(found[-1].bottom() + 1 if found and self._survey else 0)
