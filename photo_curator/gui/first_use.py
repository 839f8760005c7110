"""Qt's types that worker threads use, made ready before those threads start.

PySide makes a type when it is first needed, and the types of its arguments with it. Where two threads do so
at once, the process dies in PySide's lookup (seen with 6.11.3, in one start of six). So everything that
pictures are read, cut and drawn with off the main thread is used here once.
"""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QColorSpace,
    QImage,
    QImageReader,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

_SMOOTH = Qt.TransformationMode.SmoothTransformation


@functools.cache
def ready_types() -> None:
    """Use them; on the main thread, before a worker does."""
    reader = QImageReader(":/none")
    reader.size().isValid()
    reader.setScaledSize(QSize(2, 2))
    reader.setScaledClipRect(QRect(0, 0, 2, 2))
    reader.read().isNull()
    reader.errorString()
    reader.fileName()
    image = QImage(bytes(12), 2, 2, 6, QImage.Format.Format_RGB888)
    space = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    image.setColorSpace(space)
    image.convertedToColorSpace(space)
    QColorSpace.fromIccProfile(QByteArray(space.iccProfile())).isValid()
    image.transformed(QTransform().rotate(90)).copy(QRect(0, 0, 1, 1)).size()
    image.scaled(QSize(1, 1), Qt.AspectRatioMode.KeepAspectRatio, _SMOOTH)
    image.scaled(1, 1, Qt.AspectRatioMode.KeepAspectRatioByExpanding, _SMOOTH)
    image.convertToFormat(QImage.Format.Format_Grayscale8).constBits()
    canvas = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(image))
    painter.drawRoundedRect(QRectF(0, 0, 2, 2), 1, 1)
    painter.setPen(QPen(QColor.fromRgbF(0, 0, 0, 0.5), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([QPointF(0, 0), QPointF(1, 1)]))
    outline = QPainterPath()
    outline.addEllipse(QRectF(0, 0, 1, 1))
    painter.setClipPath(outline)
    painter.fillRect(canvas.rect(), QColor(0, 0, 0))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.drawImage(QRectF(0, 0, 1, 1), image)
    painter.drawImage(QRect(0, 0, 1, 1), image)
    painter.drawImage(0, 0, image)
    painter.end()
