"""Held-out results as dots on bars, a line for each who judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from photo_curator.gui.taste.charts import DOT, LEFT, Chart
from photo_curator.gui.taste.words import Measure, ResultLine, measures
from photo_curator.gui.theme import current_theme

#: Columns narrower than this have no room for a number beside its bar: it stands above.
_BESIDE = 118.0


class ResultsChart(Chart):
    """A line for each who judged; in each column the value, and a dot on a bar: its 95 % interval.

    A dotted rule through a column marks the starter, which is what has to be beaten.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ResultLine, ...] = ()

    def show_lines(
        self, lines: Sequence[ResultLine], starter: Mapping[str, Mapping[str, float] | None]
    ) -> None:
        """Show other results; `starter` is where the rules stand."""
        self._lines, self._starter = tuple(lines), starter
        self.setAccessibleName(
            self.tr("Held-out results. {0}").format("; ".join(map(self.words, self._lines)))
        )
        self.updateGeometry()
        self.update()

    def words(self, line: ResultLine) -> str:
        """A line as it is read aloud."""
        parts = [
            self.tr("{0} {1}, from {2} to {3}").format(
                measure.title, *(measure.text(value[key]) for key in ("value", "low", "high"))
            )
            for measure in measures()
            if (value := line.values.get(measure.key)) is not None
        ]
        return f"{line.name}: {', '.join(parts)}"

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Column titles and lines."""
        return QSize(420, round(self._top + self._step * len(self._lines)) + 4)

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A narrow chart has higher lines."""
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the columns from left to right."""
        theme, painter = current_theme(), self.begin()
        names, width = self._columns
        for place, line in enumerate(self._lines):
            top = self._top + place * self._step
            painter.setFont(self._font(line))
            painter.setPen(QColor(theme.text))
            name = painter.fontMetrics().elidedText(line.name, Qt.TextElideMode.ElideRight, round(names) - 10)
            painter.drawText(QRectF(0, top, names - 8, self._step), LEFT, name)
        for column, measure in enumerate(measures()):
            self._draw_column(painter, measure, names + column * width, width - 14)
        painter.end()

    @property
    def _top(self) -> float:
        return self.fontMetrics().height() + 8.0

    @property
    def _step(self) -> float:
        line = self.fontMetrics().height()
        return line + 10.0 if self._columns[1] >= _BESIDE else 2 * line + 4.0

    @property
    def _columns(self) -> tuple[float, float]:
        """How wide the names are, and each column after them."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(line.name) for line in self._lines), default=0) * 1.08 + 18
        names = min(widest, self.width() * 0.34)
        return names, (self.width() - names) / len(measures())

    def _font(self, line: ResultLine) -> QFont:
        font = QFont(self.font())
        font.setBold(line.strong)
        return font

    def _draw_column(self, painter: QPainter, measure: Measure, left: float, width: float) -> None:
        theme = current_theme()
        painter.setFont(self.font())
        painter.setPen(QColor(theme.muted))
        title = painter.fontMetrics().elidedText(measure.title, Qt.TextElideMode.ElideRight, round(width))
        painter.drawText(QRectF(left, 0, width, self._top - 6), LEFT, title)
        found = [value for line in self._lines if (value := line.values.get(measure.key)) is not None]
        # A range of its own for each column: dots stand anywhere on it, so it need not begin at zero.
        least = min((value["low"] for value in found), default=0.0)
        width_of = max((value["high"] for value in found), default=1.0) - least or 1.0
        beside = self._step < 2 * self.fontMetrics().height()
        number = painter.fontMetrics().horizontalAdvance("100 %") + 8.0 if beside else 0.0
        start, room = left + number + DOT, width - number - 2 * DOT
        bottom = self._top + len(self._lines) * self._step
        starter = self._starter.get(measure.key)
        if starter is not None:
            x = start + room * (starter["value"] - least) / width_of
            painter.setPen(QPen(QColor(theme.strong_line), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, self._top), QPointF(x, bottom))
        for place, line in enumerate(self._lines):
            top, value = self._top + place * self._step, line.values.get(measure.key)
            height = self._step if beside else self._step / 2
            painter.setFont(self._font(line))
            painter.setPen(QColor(theme.text if line.strong else theme.muted))
            text = "–" if value is None else measure.text(value["value"])
            painter.drawText(QRectF(left, top, width, height), LEFT, text)
            if value is None:
                continue
            y = top + (self._step / 2 if beside else self._step * 0.72)
            low, dot, high = (
                start + room * (value[key] - least) / width_of for key in ("low", "value", "high")
            )
            colour = QColor(getattr(theme, line.tone))
            painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(max(start, low), y), QPointF(min(start + room, high), y))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(dot, y), DOT, DOT)
