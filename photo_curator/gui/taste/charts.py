"""Counts as pictures, drawn by hand in the theme's colours: how the levels spread, and who mistook what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste import NEEDED_OF_EACH
from photo_curator.gui.taste.words import percent
from photo_curator.gui.theme import current_theme

LEFT, MIDDLE, RIGHT = (
    int(side | Qt.AlignmentFlag.AlignVCenter)
    for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
)
#: Radius of a dot, in pixels.
DOT = 4.0


class Chart(QWidget):
    """As wide as there is room, as high as it needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def begin(self) -> QPainter:
        """A painter for smooth lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def small(self) -> QFont:
        """For what is read last."""
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.88)
        return font


class ConfusionMatrix(Chart):
    """What the user said down the side, what the head said along the top; full cells are bright."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: list[list[int]] = []

    def show_counts(self, counts: Sequence[Sequence[int]]) -> None:
        """Show other counts: [said by the user][said by the head]."""
        self._counts = [list(row) for row in counts]
        rows = (
            self.tr("you said {0}, it said: {1}").format(
                level,
                ", ".join(f"{said} × {count}" for said, count in zip(LEVELS, row, strict=True) if count),
            )
            for level, row in zip(LEVELS, self._counts, strict=True)
        )
        self.setAccessibleName(self.tr("Photos by rating. {0}").format("; ".join(rows)))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Six by six."""
        return QSize(240, 6 * 34)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw levels and cells."""
        if not self._counts:
            return
        theme, painter = current_theme(), self.begin()
        edge, high = 26.0, self.height() / 5.6
        wide = min((self.width() - edge) / 5, 2.0 * high)
        top = high * 0.6
        most = max(max(row) for row in self._counts) or 1
        for index, level in enumerate(LEVELS):
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(edge + index * wide, 0, wide, top), MIDDLE, str(level))
            painter.drawText(QRectF(0, top + index * high, edge - 6, high), MIDDLE, str(level))
        for down, row in enumerate(self._counts):
            for along, count in enumerate(row):
                cell = QRectF(edge + along * wide, top + down * high, wide, high).adjusted(
                    1.5, 1.5, -1.5, -1.5
                )
                strength = (count / most) ** 0.7
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(_between(theme.track, theme.accent, strength))
                painter.drawRoundedRect(cell, 4, 4)
                if down == along:
                    painter.setPen(QPen(QColor(theme.strong_line), 1))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRoundedRect(cell, 4, 4)
                bright = strength > 0.45 or not theme.dark
                painter.setPen(QColor(theme.on_accent if bright else theme.text if count else theme.muted))
                painter.drawText(cell, MIDDLE, str(count))
        painter.end()


class LevelBars(Chart):
    """Rated photos by level, with a rule at the number each level needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[int, int] = dict.fromkeys(LEVELS, 0)

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """Show other counts."""
        self._counts = dict(counts)
        said = ", ".join(
            self.tr("%n with {0}", "", self._counts[level]).format("★" * level) for level in LEVELS
        )
        self.setAccessibleName(self.tr("Rated photos with a face: {0}").format(said))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Five lines."""
        return QSize(220, 5 * (self.fontMetrics().height() + 7))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw stars, bars, counts."""
        theme, painter = current_theme(), self.begin()
        metrics, step = self.fontMetrics(), self.height() / 5
        stars = metrics.horizontalAdvance("★" * 5) + 12.0
        total = max(1, sum(self._counts.values()))
        longest = max(max(self._counts.values()), 2 * NEEDED_OF_EACH)
        lacking = self.tr("%n more", "", NEEDED_OF_EACH)
        room = (
            self.width()
            - stars
            - max(metrics.horizontalAdvance(text) for text in ("000 (100 %)", lacking))
            - 12
        )
        needed = stars + room * NEEDED_OF_EACH / longest
        for index, level in enumerate(reversed(LEVELS)):
            count, top = self._counts[level], index * step
            painter.setPen(QColor(theme.accent_text))
            painter.drawText(QRectF(0, top, stars, step), LEFT, "★" * level)
            bar = QRectF(stars, top + step / 2 - 5, room, 10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.track))
            painter.drawRoundedRect(bar, 3, 3)
            enough = count >= NEEDED_OF_EACH
            if count:
                bar.setWidth(max(4.0, room * count / longest))
                painter.setBrush(QColor(theme.select if enough else theme.warn))
                painter.drawRoundedRect(bar, 3, 3)
            text = (
                f"{self.locale().toString(count)} ({percent(count / total)})"
                if enough
                else self.tr("%n more", "", NEEDED_OF_EACH - count)
            )
            painter.setPen(QColor(theme.muted if enough else theme.warn))
            painter.drawText(QRectF(stars + room + 8, top, self.width(), step), LEFT, text)
        painter.setPen(QPen(QColor(theme.text), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(needed, 2), QPointF(needed, self.height() - 2))
        painter.end()


def _between(start: str, end: str, share: float) -> QColor:
    """A colour on the way from one to another."""
    one, other = QColor(start), QColor(end)
    parts = (
        round(a + (b - a) * share)
        for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]  # four numbers
    )
    return QColor(*parts)
