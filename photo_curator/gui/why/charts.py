"""Small painted charts: what hiding a region changes, probabilities before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photo_curator.gui.danger_words import percent
from photo_curator.gui.theme import current_theme
from photo_curator.gui.why.words import signed

# A bar this long means so many levels; larger differences reach no further.
_LEVELS = 2.0
_BAR = 6
_COLUMNS = 72


class RegionBars(QWidget):
    """A line a region: its name, a bar to the left where the score falls, the difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, float | None]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[tuple[str, float | None]]) -> None:
        """Show other differences; None: not known yet."""
        self._rows = list(rows)
        told = (f"{name} {'…' if change is None else signed(change)}" for name, change in rows)
        self.setAccessibleName(", ".join(told))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line each."""
        return QSize(200, len(self._rows) * self._line())

    def _line(self) -> int:
        return self.fontMetrics().height() + 7

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw names, bars, differences."""
        theme, line = current_theme(), self._line()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = max((self.fontMetrics().horizontalAdvance(name) for name, _ in self._rows), default=0)
        value = self.fontMetrics().horizontalAdvance(signed(-8.8)) + 12
        left, right = names + 18.0, float(self.width() - value)
        middle = (left + right) / 2
        for place, (name, change) in enumerate(self._rows):
            box = QRectF(0, place * line, self.width(), line)
            painter.setPen(QColor(theme.text))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
            text = "…" if change is None else signed(change)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)
            track = QRectF(left, box.center().y() - _BAR / 2, right - left, _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.track))
            painter.drawRoundedRect(track, 3, 3)
            if change is not None and signed(change) != signed(0.0):
                length = min(abs(change) / _LEVELS, 1.0) * (middle - left)
                painter.setBrush(QColor(theme.warn if change < 0 else theme.good))
                start = middle - length if change < 0 else middle
                painter.drawRoundedRect(QRectF(start, track.y(), max(3.0, length), _BAR), 2, 2)
            painter.setBrush(QColor(theme.muted))
            painter.drawRect(QRectF(middle - 0.5, track.y() - 3, 1, _BAR + 6))
        painter.end()


class BeforeAfter(QWidget):
    """The probabilities of 1..5 of two pictures as pairs of columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: Sequence[float] = ()
        self._after: Sequence[float] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_shares(self, before: Sequence[float], after: Sequence[float]) -> None:
        """Show other probabilities."""
        self._before, self._after = before, after
        told = "; ".join(
            self.tr("{0}: {1} before, {2} after").format(level, percent(one), percent(other))
            for level, (one, other) in enumerate(zip(before, after, strict=True), start=1)
        )
        self.setAccessibleName(self.tr("Probabilities. {0}").format(told))
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Legend, columns, levels."""
        return QSize(220, _COLUMNS + 3 * self.fontMetrics().height() + 16)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw legend, columns, levels."""
        if not self._before:
            return
        theme, text = current_theme(), self.fontMetrics().height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = (QColor(theme.faint), QColor(theme.accent))
        self._draw_legend(painter, colours)
        base = self.height() - text - 4.0
        cell = self.width() / len(self._before)
        width = min(26.0, cell * 0.34)
        for place, shares in enumerate(zip(self._before, self._after, strict=True)):
            left = place * cell + (cell - 2 * width - 2) / 2
            for number, (share, colour) in enumerate(zip(shares, colours, strict=True)):
                height = max(2.0, _COLUMNS * share)
                column = QRectF(left + number * (width + 2), base - height, width, height)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                painter.drawRoundedRect(column, 2, 2)
            painter.setPen(QColor(theme.muted))
            below = QRectF(place * cell, base + 3, cell, text)
            painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), str(place + 1))
            if (after := shares[1]) >= 0.05:
                # From its own column on: in the middle it would belong to the taller of the two.
                words = percent(after)
                room = self.fontMetrics().horizontalAdvance(words) + 2
                start = min(left + width + 1, self.width() - room)
                painter.setPen(QColor(theme.text))
                painter.drawText(QRectF(start, base - _COLUMNS * after - text - 1, room, text), words)
        painter.end()

    def _draw_legend(self, painter: QPainter, colours: tuple[QColor, QColor]) -> None:
        metrics, x = self.fontMetrics(), 0.0
        for name, colour in zip((self.tr("before"), self.tr("after")), colours, strict=True):
            painter.fillRect(QRectF(x, metrics.height() / 2 - 5, 10, 10), colour)
            painter.setPen(QColor(current_theme().muted))
            width = metrics.horizontalAdvance(name)
            painter.drawText(
                QRectF(x + 16, 0, width + 4, metrics.height()), int(Qt.AlignmentFlag.AlignLeft), name
            )
            x += width + 36
