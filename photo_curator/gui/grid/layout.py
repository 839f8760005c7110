"""Where cards stand: arithmetic on a width, a size and a count, without widgets."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractItemView

from photo_curator.gui.grid.delegate import GAP, CardShape

MARGIN, MARGIN_BELOW = 9, 8
_PICTURE_RATIO = 0.83


@dataclass(frozen=True, slots=True)
class GridLayout:
    """Cards in rows from left to right, all of one size.

    Attributes:
        columns: cards in a line.
        shape: of a card.
    """

    columns: int
    shape: CardShape

    @classmethod
    def fitting(cls, width: int, card_width: int, footer: int) -> GridLayout:
        """As many cards of at least `card_width` as fit, widened to fill `width`."""
        room = max(1, width - MARGIN)
        columns = max(1, room // (card_width + GAP))
        cell = max(GAP + 2, room // columns)
        size = QSize(cell, round((cell - GAP) * _PICTURE_RATIO) + footer + GAP)
        return cls(columns, CardShape(size, footer))

    @property
    def line_height(self) -> int:
        """From one line of cards to the next."""
        return self.shape.cell.height()

    def height(self, count: int) -> int:
        """Of `count` cards."""
        return -(-count // self.columns) * self.line_height + MARGIN_BELOW

    def rect_of(self, row: int, scrolled: int) -> QRect:
        """Where a card stands in the viewport."""
        cell = self.shape.cell
        line, column = divmod(row, self.columns)
        corner = QPoint(MARGIN + column * cell.width(), line * cell.height() - scrolled)
        return QRect(corner, cell)

    def row_at(self, point: QPoint, scrolled: int, count: int) -> int | None:
        """The card at a point of the viewport; None beside the cards."""
        cell = self.shape.cell
        column = (point.x() - MARGIN) // cell.width()
        row = (point.y() + scrolled) // cell.height() * self.columns + column
        return row if 0 <= column < self.columns and 0 <= row < count else None

    def scrolled_to(self, row: int, scrolled: int, room: int, *, top: bool) -> int:
        """How far to scroll so that a card is seen wholly.

        Args:
            row: the card.
            scrolled: as far as it is now.
            room: the viewport's height.
            top: the card is to stand at the top; else no further than needed.
        """
        start = row // self.columns * self.line_height
        if top or start < scrolled:
            return start
        return max(scrolled, start + self.line_height - room)

    def rows_in(self, rect: QRect, scrolled: int, count: int) -> range:
        """Cards that are at least partly in a rectangle of the viewport."""
        first = max(0, rect.top() + scrolled) // self.line_height * self.columns
        last = max(0, rect.bottom() + scrolled) // self.line_height * self.columns
        return range(min(first, count), min(count, last + self.columns))

    def row_after(
        self, row: int, action: QAbstractItemView.CursorAction, page: int, count: int
    ) -> int | None:
        """Where a key leads from a card; None for keys that mean nothing here.

        Args:
            row: where it begins.
            action: what the key means to Qt.
            page: lines in view.
            count: of all cards, at least one.
        """
        moves = QAbstractItemView.CursorAction
        jump = page * self.columns
        targets = {
            moves.MoveLeft: row - 1,
            moves.MovePrevious: row - 1,
            moves.MoveRight: row + 1,
            moves.MoveNext: row + 1,
            moves.MoveUp: row - self.columns if row >= self.columns else row,
            moves.MoveDown: self.below(row, count),
            moves.MovePageUp: max(row % self.columns, row - jump),
            moves.MovePageDown: row + jump,
            moves.MoveHome: 0,
            moves.MoveEnd: count - 1,
        }
        target = targets.get(action)
        return None if target is None else max(0, min(count - 1, target))

    def below(self, row: int, count: int) -> int:
        """One line down; from the line before the last into a shorter last one."""
        if row + self.columns < count:
            return row + self.columns
        return count - 1 if row // self.columns < (count - 1) // self.columns else row
