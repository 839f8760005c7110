"""A few words each on rounded plates, as many lines as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from photo_curator.gui.compare.words import Chip
from photo_curator.gui.theme import current_theme

_GAP, _INSIDE = 5, 9


class Chips(QWidget):
    """Painted from left to right; a line that is full is followed by another, the last of which ends.

    Args:
        lines: how many there may be.
    """

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._chips: Sequence[Chip] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Say other words."""
        self._chips = chips
        self.setAccessibleName(", ".join(chip.text for chip in chips))
        self.update()

    def set_lines(self, lines: int) -> None:
        """Use more room, or less."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All the lines."""
        return QSize(80, self._lines * self._height() + (self._lines - 1) * _GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw them."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for chip, plate in self._plates():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.raised if theme.dark else theme.hover))
            painter.drawRoundedRect(plate, plate.height() / 2, plate.height() / 2)
            painter.setPen(QColor(getattr(theme, chip.tone)))
            inside = plate.adjusted(_INSIDE, 0, -_INSIDE, 0)
            text = self.fontMetrics().elidedText(
                chip.text, Qt.TextElideMode.ElideRight, int(inside.width()) + 1
            )
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say the whole sentence under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = event.pos().toPointF()
            told = [chip.detail or chip.text for chip, plate in self._plates() if plate.contains(point)]
            QToolTip.showText(event.globalPos(), told[0] if told else "", self)
            return True
        return super().event(event)

    def _height(self) -> int:
        return self.fontMetrics().height() + 4

    def _plates(self) -> list[tuple[Chip, QRectF]]:
        metrics, height = self.fontMetrics(), self._height()
        x, line, found = 0.0, 0, []
        for chip in self._chips:
            width = min(metrics.horizontalAdvance(chip.text) + 2.0 * _INSIDE, self.width())
            if x and x + width > self.width():
                x, line = 0.0, line + 1
            if line >= self._lines:
                break
            found.append((chip, QRectF(x, line * (height + _GAP), width, height)))
            x += width + _GAP
        return found
