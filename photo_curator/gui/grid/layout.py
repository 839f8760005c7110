"""Where cards and headings stand: arithmetic on a width, a size and first rows, without widgets."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractItemView

from photo_curator.gui.grid.delegate import GAP, CardShape

MARGIN, MARGIN_BELOW = 9, 8
_PICTURE_RATIO = 0.83
#: Headings go from edge to edge of whatever viewport.
_ANY_WIDTH = 1 << 20


@dataclass(frozen=True, slots=True)
class GridLayout:
    """Cards of one size in lines from left to right; each section begins a line, under its heading.

    Points and rectangles are the viewport's, which shows the whole from `scrolled` pixels on. While a
    section is scrolled through, its heading stays at the top, until the next one pushes it out.

    Attributes:
        columns: cards in a line.
        shape: of a card.
        count: of all cards.
        starts: the first row of each section, rising from 0; one section where there are no headings.
        heading: their height in pixels; 0: none.
        tops: where each section begins, and at its end where the last one ends.
    """

    columns: int
    shape: CardShape
    count: int = 0
    starts: Sequence[int] = (0,)
    heading: int = 0
    tops: array[int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Add the sections up, once: everything else is found by bisection."""
        tops, y = array("q", [0]), 0
        for start, end in zip(self.starts, (*self.starts[1:], self.count), strict=True):
            y += self.heading - (start - end) // self.columns * self.line_height
            tops.append(y)
        object.__setattr__(self, "tops", tops)

    @classmethod
    def fitting(cls, width: int, card_width: int, footer: int) -> GridLayout:
        """As many cards of at least `card_width` as fit, widened to fill `width`; no photos yet."""
        room = max(1, width - MARGIN)
        columns = max(1, room // (card_width + GAP))
        cell = max(GAP + 2, room // columns)
        size = QSize(cell, round((cell - GAP) * _PICTURE_RATIO) + footer + GAP)
        return cls(columns, CardShape(size, footer))

    def holding(self, count: int, starts: Sequence[int] = (), heading: int = 0) -> GridLayout:
        """The same cards for so many photos, in sections that begin at `starts`."""
        return replace(self, count=count, starts=starts or (0,), heading=heading if starts else 0)

    @property
    def line_height(self) -> int:
        """From one line of cards to the next within a section."""
        return self.shape.cell.height()

    @property
    def height(self) -> int:
        """Of all sections."""
        return self.tops[-1] + MARGIN_BELOW

    # --- sections ---------------------------------------------------------------------------

    def section_of(self, row: int) -> int:
        """The section a card belongs to."""
        return bisect_right(self.starts, row) - 1

    def rows_of(self, section: int) -> range:
        """The cards of a section."""
        last = section + 1 == len(self.starts)
        return range(self.starts[section], self.count if last else self.starts[section + 1])

    def headings_in(self, rect: QRect, scrolled: int) -> list[tuple[int, QRect]]:
        """Headings that are at least partly in a rectangle, and where each stands; the last lies above."""
        if not self.heading or not self.count:
            return []
        first = self._section_at(rect.top() + scrolled)
        last = self._section_at(rect.bottom() + scrolled)
        pinned = self._section_at(scrolled)
        pushed = min(0, self.tops[pinned + 1] - scrolled - self.heading)
        places = [(section, self.tops[section] - scrolled) for section in range(first, last + 1)]
        places = [*((section, y) for section, y in places if section != pinned), (pinned, pushed)]
        found = [(section, QRect(0, y, _ANY_WIDTH, self.heading)) for section, y in places]
        return [place for place in found if place[1].intersects(rect)]

    def heading_at(self, point: QPoint, scrolled: int) -> int | None:
        """The section whose heading is at a point."""
        found = self.headings_in(QRect(point, QSize(1, 1)), scrolled)
        return found[-1][0] if found else None

    # --- cards ------------------------------------------------------------------------------

    def line_top(self, row: int) -> int:
        """Where the line of a card begins, from the top of everything."""
        section = self.section_of(row)
        line = (row - self.starts[section]) // self.columns
        return self.tops[section] + self.heading + line * self.line_height

    def rect_of(self, row: int, scrolled: int) -> QRect:
        """Where a card stands."""
        cell = self.shape.cell
        column = (row - self.starts[self.section_of(row)]) % self.columns
        return QRect(QPoint(MARGIN + column * cell.width(), self.line_top(row) - scrolled), cell)

    def row_at(self, point: QPoint, scrolled: int) -> int | None:
        """The card that is seen at a point; None beside the cards and on headings."""
        return None if self.heading_at(point, scrolled) is not None else self._row_below(point, scrolled)

    def row_from(self, point: QPoint, scrolled: int) -> int:
        """The card at a point, else the next one in reading order; `count` below all cards."""
        y = point.y() + scrolled
        if y < 0 or not self.count:
            return 0
        if y >= self.tops[-1]:
            return self.count
        section = self._section_at(y)
        rows = self.rows_of(section)
        within = y - self.tops[section] - self.heading
        if within < 0:
            return rows.start
        column = min(self.columns, max(0, (point.x() - MARGIN) // self.shape.cell.width()))
        return min(rows.stop, rows.start + within // self.line_height * self.columns + column)

    def span(self, start: QPoint, end: QPoint, scrolled: int) -> range:
        """The cards from one point to another in reading order, those at the points included."""
        first, last = sorted((self.row_from(start, scrolled), self.row_from(end, scrolled)))
        inclusive = last in (self._row_below(start, scrolled), self._row_below(end, scrolled))
        return range(first, last + inclusive)

    def rows_in(self, rect: QRect, scrolled: int) -> range:
        """Cards that are at least partly in a rectangle, with those between them."""
        first = self.row_from(QPoint(0, rect.top()), scrolled)
        last = self.row_from(QPoint(self.columns * self.shape.cell.width() + MARGIN, rect.bottom()), scrolled)
        return range(first, max(first, last))

    def scrolled_to(self, row: int, scrolled: int, room: int, *, top: bool) -> int:
        """How far to scroll so that a card is seen wholly, below its heading.

        Args:
            row: the card.
            scrolled: as far as it is now.
            room: the viewport's height.
            top: the card is to stand at the top; else no further than needed.
        """
        line = self.line_top(row)
        if top or line - self.heading < scrolled:
            return line - self.heading
        return max(scrolled, line + self.line_height - room)

    # --- keys -------------------------------------------------------------------------------

    def row_after(self, row: int, action: QAbstractItemView.CursorAction, page: int) -> int | None:
        """Where a key leads from a card; None for keys that mean nothing here.

        Args:
            row: where it begins; there is at least one card.
            action: what the key means to Qt.
            page: lines in view.
        """
        moves = QAbstractItemView.CursorAction
        match action:
            case moves.MoveLeft | moves.MovePrevious:
                target = row - 1
            case moves.MoveRight | moves.MoveNext:
                target = row + 1
            case moves.MoveUp:
                target = self._vertically(row, -1)
            case moves.MoveDown:
                target = self._vertically(row, 1)
            case moves.MovePageUp:
                target = self._vertically(row, -page)
            case moves.MovePageDown:
                target = self._vertically(row, page)
            case moves.MoveHome:
                target = 0
            case moves.MoveEnd:
                target = self.count - 1
            case _:
                return None
        return max(0, min(self.count - 1, target))

    def _vertically(self, row: int, lines: int) -> int:
        """The card so many line heights further down, in the same column as far as there is one."""
        column = (row - self.starts[self.section_of(row)]) % self.columns
        y = self.line_top(row) + lines * self.line_height
        section = self._section_at(y)
        rows = self.rows_of(section)
        line = max(0, y - self.tops[section] - self.heading) // self.line_height
        last_line = (len(rows) - 1) // self.columns
        return min(rows.stop - 1, rows.start + min(line, last_line) * self.columns + column)

    def _row_below(self, point: QPoint, scrolled: int) -> int | None:
        """The card at a point, though a heading that stays at the top may hide it."""
        row = self.row_from(point, scrolled)
        return row if row < self.count and self.rect_of(row, scrolled).contains(point) else None

    def _section_at(self, y: int) -> int:
        return max(0, min(len(self.starts) - 1, bisect_right(self.tops, y) - 1))
