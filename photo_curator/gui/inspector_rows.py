"""The inspector's building blocks: titled sections of lines and bars, painted, each readable aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from photo_curator.domain.score import Score
from photo_curator.gui.face_words import Measure
from photo_curator.gui.photo_words import Fact
from photo_curator.gui.theme import current_theme

_GAP = 12
_BAR_HEIGHT = 6


class FactRow(QWidget):
    """A line with a label on the left and a value on the right; what does not fit is elided."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fact = Fact("")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._copy = QAction(self.tr("Copy"), self)
        self._copy.triggered.connect(self._copy_text)
        self.addAction(self._copy)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_row(self, fact: Fact) -> None:
        """Show another line."""
        self._fact = fact
        self.setAccessibleName(": ".join(part for part in (fact.label, fact.value) if part))
        self.setToolTip(fact.detail)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line of text."""
        return QSize(200, self.fontMetrics().height() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw label and value."""
        theme, fact, metrics = current_theme(), self._fact, self.fontMetrics()
        painter = QPainter(self)
        room = self.width()
        value = metrics.elidedText(fact.value, Qt.TextElideMode.ElideRight, int(room * 0.72))
        taken = metrics.horizontalAdvance(value) + _GAP if value else 0
        label = _elided(metrics, fact.label, room - taken)
        alone = not fact.value
        painter.setPen(QColor(getattr(theme, fact.tone) if alone else theme.text))
        align = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(align | Qt.AlignmentFlag.AlignLeft), label)
        painter.setPen(QColor(getattr(theme, fact.tone)))
        painter.drawText(self.rect(), int(align | Qt.AlignmentFlag.AlignRight), value)
        painter.end()
        if not fact.detail and label != fact.label:
            self.setToolTip(fact.label)

    def _copy_text(self) -> None:
        fact = self._fact
        text = fact.detail or " ".join(part for part in (fact.label, fact.value) if part)
        QGuiApplication.clipboard().setText(text)


class MeasureRow(QWidget):
    """A label, what was measured in words, and a bar below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measure = Measure("", "", 0.0, "good")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_row(self, measure: Measure) -> None:
        """Show another measure."""
        self._measure = measure
        self.setAccessibleName(f"{measure.label}: {measure.value}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Text and bar."""
        return QSize(200, self.fontMetrics().height() + _BAR_HEIGHT + 9)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw text and bar."""
        theme, measure, metrics = current_theme(), self._measure, self.fontMetrics()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.rect().adjusted(0, 2, 0, 0)
        line.setHeight(metrics.height())
        value = metrics.elidedText(measure.value, Qt.TextElideMode.ElideRight, int(self.width() * 0.6))
        label = metrics.elidedText(
            measure.label,
            Qt.TextElideMode.ElideRight,
            self.width() - metrics.horizontalAdvance(value) - _GAP,
        )
        painter.setPen(QColor(theme.text))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), label)
        painter.setPen(QColor(theme.muted))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), value)
        bar = QRectF(0, line.bottom() + 4, self.width(), _BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.track))
        painter.drawRoundedRect(bar, 3, 3)
        if measure.fraction > 0:
            # Never shorter than its own rounding, so that a small value is seen to be one.
            bar.setWidth(max(_BAR_HEIGHT, bar.width() * measure.fraction))
            painter.setBrush(QColor(getattr(theme, measure.tone)))
            painter.drawRoundedRect(bar, 3, 3)
        painter.end()


class ScoreChart(QWidget):
    """The five probabilities as columns, and the interval as a span below them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score: Score | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_score(self, score: Score) -> None:
        """Show another distribution."""
        self._score = score
        shares = ", ".join(
            self.tr("{0}: {1} %").format(level, round(p * 100))
            for level, p in enumerate(score.probabilities, start=1)
        )
        self.setAccessibleName(self.tr("How sure. {0}").format(shares))
        self.setToolTip(shares)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Columns of 70 pixels, the span, and a line of numbers."""
        return QSize(200, 84 + self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw columns, span and numbers."""
        if self._score is None:
            return
        theme, score = current_theme(), self._score
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, count, tallest = 8.0, 5, max(score.probabilities)
        width = (self.width() - gap * (count - 1)) / count
        text_height = self.fontMetrics().height()
        base = self.height() - text_height - 14.0
        for index, p in enumerate(score.probabilities):
            height = max(3.0, (base - text_height - 2) * p / max(tallest, 0.5))
            column = QRectF(index * (width + gap), base - height, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent if p == tallest else theme.pressed))
            painter.drawRoundedRect(column, 2, 2)
            painter.setPen(QColor(theme.muted))
            if p >= 0.05:
                above = QRectF(column.x(), column.y() - text_height - 1, width, text_height)
                painter.drawText(above, int(Qt.AlignmentFlag.AlignHCenter), f"{round(p * 100)}%")
            below = QRectF(column.x(), self.height() - text_height, width, text_height)
            painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), str(index + 1))
        self._draw_interval(painter, score, width, gap, base + 7.0)
        painter.end()

    def _draw_interval(self, painter: QPainter, score: Score, width: float, gap: float, y: float) -> None:
        """A span from low to high with a dot at the mean, on the columns' own scale."""

        def at(level: float) -> float:
            return width / 2 + (level - 1) * (width + gap)

        theme = current_theme()
        painter.setPen(QPen(QColor(theme.muted), 1.6))
        left, right = at(score.low), at(score.high)
        painter.drawLine(round(left), round(y), round(right), round(y))
        for end in (left, right):
            painter.drawLine(round(end), round(y - 3), round(end), round(y + 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.text))
        painter.drawEllipse(QRectF(at(score.mean) - 3, y - 3, 6, 6))


Row = TypeVar("Row", Fact, Measure)


class Section(QWidget, Generic[Row]):
    """A heading with lines below it. Lines are reused from photo to photo; an empty section hides.

    Args:
        make_row: builds a line.
    """

    def __init__(self, make_row: Callable[[], FactRow | MeasureRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_row = make_row
        self._rows: list[FactRow | MeasureRow] = []
        self._heading = QLabel()
        self._heading.setProperty("role", "heading")
        self._heading.setWordWrap(True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self._box.addWidget(self._heading)
        self._box.addSpacing(3)

    def show_rows(self, heading: str, rows: Iterable[Row]) -> None:
        """Show other lines."""
        self._heading.setText(heading)
        wanted: Sequence[Row] = tuple(rows)
        while len(self._rows) < len(wanted):
            row = self._make_row()
            self._rows.append(row)
            self._box.addWidget(row)
        for widget, content in zip(self._rows, wanted, strict=False):
            widget.show_row(content)  # type: ignore[arg-type]  # a section's rows are of one kind
            widget.show()
        for widget in self._rows[len(wanted) :]:
            widget.hide()
        self.setVisible(bool(wanted))


def _elided(metrics: QFontMetrics, text: str, room: int) -> str:
    # In the middle: the beginning and the number at the end of a file's name both matter.
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(0, room))
