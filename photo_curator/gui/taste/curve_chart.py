"""One curve with its axes, a rule to be compared with, and a point worth a dot."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from photo_curator.gui.taste.charts import DOT, MIDDLE, RIGHT, Chart
from photo_curator.gui.theme import current_theme


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points, and what it is to be seen beside.

    Attributes:
        points: x and y.
        ticks: places of x with their texts.
        mark: a point worth a dot, with a text; None: none.
        level: a horizontal rule with its name; None: none.
        logarithmic: equal steps of x are equal factors.
        words: the whole of it, to be read aloud.
    """

    points: tuple[tuple[float, float], ...]
    ticks: tuple[tuple[float, str], ...]
    mark: tuple[float, float, str] | None = None
    level: tuple[float, str] | None = None
    logarithmic: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the values of a curve lie on the widget."""

    area: QRectF
    first: float
    last: float
    low: float
    high: float
    logarithmic: bool

    def at(self, x: float, y: float) -> QPointF:
        """The place of a point."""
        along, first, last = x, self.first, self.last
        if self.logarithmic:
            along, first, last = math.log(along), math.log(first), math.log(last)
        share = (along - first) / ((last - first) or 1.0)
        up = (y - self.low) / (self.high - self.low)
        return QPointF(
            self.area.left() + share * self.area.width(), self.area.bottom() - up * self.area.height()
        )


class CurveChart(Chart):
    """One curve; its own scale, since the shape is what counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve = Curve((), ())

    def show_curve(self, curve: Curve) -> None:
        """Show another curve."""
        self._curve = curve
        self.setAccessibleName(curve.words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A low, wide picture."""
        return QSize(260, 150)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw axes, rule, curve, mark."""
        curve, theme = self._curve, current_theme()
        if len(curve.points) < 2:
            return
        painter = self.begin()
        painter.setFont(self.small())
        metrics = painter.fontMetrics()
        heights = [y for _, y in curve.points] + ([curve.level[0]] if curve.level else [])
        low, high = min(heights), max(heights)
        pad = max(0.02, (high - low) * 0.18)
        low, high = max(0.0, low - pad), high + pad
        left = metrics.horizontalAdvance("0.00") + 10.0
        area = QRectF(left, 6, self.width() - left - 10, self.height() - metrics.height() - 14)
        frame = _Frame(area, curve.points[0][0], curve.points[-1][0], low, high, curve.logarithmic)
        for value in (low + pad, high - pad):
            y = frame.at(curve.points[0][0], value).y()
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.muted))
            label = self.locale().toString(value, "f", 2)
            painter.drawText(QRectF(0, y - 10, left - 8, 20), RIGHT, label)
        taken = -math.inf
        for x, text in curve.ticks:
            half = metrics.horizontalAdvance(text) / 2 + 2
            middle = min(max(frame.at(x, low).x(), area.left() + half - 6), self.width() - half)
            if middle - half > taken:
                painter.drawText(
                    QRectF(middle - half, area.bottom() + 5, 2 * half, metrics.height()), MIDDLE, text
                )
                taken = middle + half + 6
        self._draw_level(painter, frame)
        painter.setPen(QPen(QColor(theme.accent_text), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([frame.at(*point) for point in curve.points]))
        self._draw_mark(painter, frame)
        painter.end()

    def _draw_level(self, painter: QPainter, frame: _Frame) -> None:
        if self._curve.level is None:
            return
        theme, (value, name) = current_theme(), self._curve.level
        y = frame.at(self._curve.points[0][0], value).y()
        painter.setPen(QPen(QColor(theme.muted), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(frame.area.left(), y), QPointF(frame.area.right(), y))
        painter.setPen(QColor(theme.muted))
        height = painter.fontMetrics().height()
        painter.drawText(QRectF(frame.area.left(), y - height - 1, frame.area.width(), height), RIGHT, name)

    def _draw_mark(self, painter: QPainter, frame: _Frame) -> None:
        if self._curve.mark is None:
            return
        theme, (x, y, text) = current_theme(), self._curve.mark
        point = frame.at(x, y)
        painter.setPen(QPen(QColor(theme.card), 2))
        painter.setBrush(QColor(theme.good))
        painter.drawEllipse(point, DOT + 1.5, DOT + 1.5)
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text) + 2.0
        left = min(max(frame.area.left(), point.x() - width / 2), frame.area.right() - width)
        below = point.y() + 8
        top = below if below + metrics.height() < frame.area.bottom() else point.y() - metrics.height() - 8
        painter.setPen(QColor(theme.good))
        painter.drawText(QRectF(left, top, width, metrics.height()), MIDDLE, text)
