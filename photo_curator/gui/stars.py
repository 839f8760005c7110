"""Five stars to click."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from photo_curator.gui.theme import current_theme

_SIDE, _GAP, _EDGE = 19, 4, 3


class Stars(QWidget):
    """Shows 0 to 5 stars; a click gives that many, a click on the last one given takes them away.

    Signals:
        chosen: the new number of stars. The widget itself waits to be told by `set_value`.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = 0
        self._hovered = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_value(0)

    def set_value(self, value: int) -> None:
        """Show so many stars."""
        self._value = value
        self.setAccessibleName(
            self.tr("Rating: {0} of 5 stars").format(value) if value else self.tr("Rating: no stars")
        )
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for five."""
        return QSize(5 * _SIDE + 4 * _GAP + 2 * _EDGE, _SIDE + 2 * _EDGE)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the stars; those under the pointer as they would be."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self._hovered or self._value
        colour = QColor(theme.accent)
        for index in range(5):
            box = QRectF(_EDGE + index * (_SIDE + _GAP), _EDGE, _SIDE, _SIDE)
            given = index < lit
            # On light surfaces amber alone is too pale, so stars given have a darker rim.
            edge = QColor(theme.accent_text if given else theme.star_off)
            painter.setPen(QPen(edge, 1.2))
            painter.setBrush(colour if given else Qt.BrushStyle.NoBrush)
            painter.drawPolygon(star_shape(box.adjusted(1, 1, -1, -1)))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.select), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Light the stars up to the pointer."""
        self._hovered = self._star_at(event.position().x())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Show the rating again."""
        self._hovered = 0
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose."""
        if event.button() == Qt.MouseButton.LeftButton:
            star = self._star_at(event.position().x())
            self.chosen.emit(0 if star == self._value else star)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right take and give a star. The digits are the window's own keys."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self._value + step <= 5:
            self.chosen.emit(self._value + step)
        elif not step:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the frame."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Take the frame away."""
        self.update()
        super().focusOutEvent(event)

    def _star_at(self, x: float) -> int:
        return min(5, max(1, int((x - _EDGE + _GAP / 2) // (_SIDE + _GAP)) + 1))


def star_shape(box: QRectF) -> QPolygonF:
    """A five-pointed star that fills a box."""
    middle, outer = box.center(), box.width() / 2
    points = []
    for corner in range(10):
        radius = outer if corner % 2 == 0 else outer * 0.46
        angle = math.pi * corner / 5 - math.pi / 2
        points.append(QPointF(middle.x() + radius * math.cos(angle), middle.y() + radius * math.sin(angle)))
    return QPolygonF(points)
