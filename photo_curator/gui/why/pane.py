"""A picture in a square of rounded corners, with what is laid over it at any strength."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photo_curator.gui.theme import current_theme
from photo_curator.gui.why.reading import Layers, plain

_RADIUS = 8
#: A picture that does not answer yet is shown this faintly.
_PENDING = 0.35


class Pane(QWidget):
    """Shows a picture as large as its square allows."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._layers = plain(QImage())
        self._strength, self._message = 0.0, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_layers(self, layers: Layers) -> None:
        """Show another picture, and no message."""
        self._layers, self._message = layers, ""
        self.update()

    def show_pending(self, image: QImage, message: str) -> None:
        """Show that an answer is missing, before a faint picture."""
        self._layers, self._message = plain(image), message
        self.update()

    def set_strength(self, strength: float) -> None:
        """How much of what is laid over is seen, 0..1."""
        self._strength = strength
        self.update()

    def set_side(self, side: int) -> None:
        """Be larger or smaller."""
        if side != self._side:
            self._side = side
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw picture, map, message."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.fillPath(outline, QColor(theme.backdrop))
        painter.setClipPath(outline)
        if not self._layers.base.isNull():
            self._draw_picture(painter)
        if self._message:
            painter.setPen(QColor(theme.text))
            room = self.rect().adjusted(16, 16, -16, -16)
            painter.drawText(
                room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self._message
            )
        painter.end()

    def _draw_picture(self, painter: QPainter) -> None:
        layers = self._layers
        size = layers.base.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(self.rect().center())
        painter.setOpacity(_PENDING if self._message else 1.0)
        painter.drawImage(target, layers.base)
        if not layers.heat.isNull() and self._strength > 0:
            painter.setOpacity(self._strength)
            painter.drawImage(target, layers.dimmed)
            painter.drawImage(target, layers.heat)
        painter.setOpacity(1.0)
