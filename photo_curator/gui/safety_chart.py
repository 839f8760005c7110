"""Dangerous selfies by month, a colour for each hazard: drawn by hand, in the theme's colours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLocale, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from photo_curator.domain.safety import MonthCount
from photo_curator.gui.danger_words import hazard_name
from photo_curator.gui.theme import current_theme

#: Months shown at most, the newest; what is older has one column, and so has what has no date.
MONTHS_SHOWN = 24
#: Begins the name of the column before the first month shown; the name of what has no date.
EARLIER, UNDATED = "< ", ""
_HEIGHT = 190
_WIDEST_COLUMN = 44.0
_TONES = ("danger", "select", "accent", "good", "muted", "link", "warn")


@dataclass(frozen=True, slots=True)
class Column:
    """Counts by hazard of one month, of all before one ("< 2024-05"), or of what has no date ("")."""

    month: str
    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All hazards together."""
        return sum(count for _, count in self.counts)


def columns_of(counts: Sequence[MonthCount]) -> list[Column]:
    """Every month from the first to the last that has any, the empty ones too; undated last.

    Args:
        counts: by month and hazard. All of them are in one of the columns.
    """
    dated = sorted({one.month for one in counts if one.month})
    months = _through(dated[0], dated[-1])[-MONTHS_SHOWN:] if dated else []
    columns: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in counts:
        older = one.month != UNDATED and one.month < months[0]
        columns[EARLIER + months[0] if older else one.month][one.hazard] += one.count
    if dated and dated[0] < months[0]:
        months.insert(0, EARLIER + months[0])
    if UNDATED in columns:
        months.append(UNDATED)
    return [Column(month, tuple(sorted(columns[month].items()))) for month in months]


class SafetyChart(QWidget):
    """Stacked columns with a legend; the tooltip of a column says its numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: list[Column] = []
        self._hazards: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Sequence[MonthCount]) -> None:
        """Show other numbers."""
        self._columns = columns_of(counts)
        self._hazards = sorted({one.hazard for one in counts})
        self.setAccessibleName(self.tr("By month. {0}").format("; ".join(map(self._words, self._columns))))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Columns, months and legend."""
        return QSize(320, _HEIGHT + 2 * self.fontMetrics().height() + 16)

    def event(self, event: QEvent) -> bool:
        """Tooltips of columns."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            column = self._column_at(event.pos())
            if column is not None:
                QToolTip.showText(event.globalPos(), self._words(column), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw columns, the axis, the legend."""
        if not self._columns:
            return
        theme, metrics = current_theme(), self.fontMetrics()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = metrics.height()
        base = line + 6.0 + _HEIGHT - 24
        tallest = max(column.total for column in self._columns)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(0, round(base) + 1, self.width(), round(base) + 1)
        step, width = self._measure()
        room = base - 2 * line - 12
        labelled = max(1, round((metrics.horizontalAdvance("MMM 00") + 10) / step + 0.49))
        for index, column in enumerate(self._columns):
            left, y = index * step + (step - width) / 2, base
            for hazard, count in column.counts:
                height = max(2.0, room * count / tallest)
                painter.fillRect(QRectF(left, y - height, width, height - 1), self._colour(hazard))
                y -= height
            cell = QRectF(index * step, y - line - 2, step, line)
            if column.total:
                painter.setPen(QColor(theme.text))
                painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), QLocale().toString(column.total))
            if self._is_named(index, labelled):
                painter.setPen(QColor(theme.muted))
                text = _short(column.month) if column.month else self.tr("no date")
                taken = metrics.horizontalAdvance(text) + 2.0
                left = min(max(0.0, cell.center().x() - taken / 2), self.width() - taken)
                painter.drawText(QRectF(left, base + 5, taken, line), text)
        self._draw_legend(painter, base + line + 14)
        painter.end()

    def _draw_legend(self, painter: QPainter, top: float) -> None:
        metrics, x = self.fontMetrics(), 0.0
        for hazard in self._hazards:
            name = hazard_name(hazard)
            painter.fillRect(QRectF(x, top + metrics.height() / 2 - 5, 10, 10), self._colour(hazard))
            painter.setPen(QColor(current_theme().text))
            width = metrics.horizontalAdvance(name)
            painter.drawText(QRectF(x + 16, top, width + 4, metrics.height()), name)
            x += width + 36

    def _colour(self, hazard: str) -> QColor:
        return QColor(getattr(current_theme(), _TONES[self._hazards.index(hazard) % len(_TONES)]))

    def _measure(self) -> tuple[float, float]:
        """Distance between columns, and their width."""
        step = min(self.width() / len(self._columns), 2.2 * _WIDEST_COLUMN)
        return step, min(_WIDEST_COLUMN, step * 0.66)

    def _column_at(self, point: QPoint) -> Column | None:
        if not self._columns:
            return None
        index = int(point.x() / self._measure()[0])
        return self._columns[index] if 0 <= index < len(self._columns) else None

    def _is_named(self, index: int, step: int) -> bool:
        """Whether there is room on the axis for a column's name: for one in `step`, and for both ends."""
        last, begins = len(self._columns) - 1, self._columns[0].month.startswith(EARLIER)
        if begins and index < step:
            return index == 0
        return (last - index) % step == 0

    def _words(self, column: Column) -> str:
        month = _long(column.month) if column.month else self.tr("no date")
        parts = [f"{hazard_name(hazard)} {QLocale().toString(count)}" for hazard, count in column.counts]
        return f"{month}: " + (", ".join(parts) or self.tr("none"))


def _through(first: str, last: str) -> list[str]:
    """All months from one to another, both included."""
    year, month = map(int, first.split("-"))
    found = [first]
    while found[-1] < last:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        found.append(f"{year:04}-{month:02}")
    return found


def _short(month: str) -> str:
    return _named(month, QLocale.FormatType.ShortFormat, slice(2, None))


def _long(month: str) -> str:
    return _named(month, QLocale.FormatType.LongFormat, slice(None))


def _named(month: str, length: QLocale.FormatType, digits: slice) -> str:
    sign = EARLIER if month.startswith(EARLIER) else ""
    year, number = month.removeprefix(EARLIER).split("-")
    return f"{sign}{QLocale().standaloneMonthName(int(number), length)} {year[digits]}"
