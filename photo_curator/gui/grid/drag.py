"""What hangs at the pointer while photos are dragged out."""

from __future__ import annotations

import json

from PySide6.QtCore import QLocale, QMimeData, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QDrag, QFont, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QWidget

from photo_curator.gui import theme

_SIDE = 96.0
_DISC = 26.0


#: Photos as our own windows drag them: ids as JSON. Files alone would leave out those offline.
PHOTOS_FORMAT = "application/x-photo-curator-photos"


def dragged_photos(data: QMimeData) -> tuple[int, ...]:
    """The ids of our own photos that are dragged; none where something else is."""
    if not data.hasFormat(PHOTOS_FORMAT):
        return ()
    return tuple(json.loads(bytes(data.data(PHOTOS_FORMAT).data())))


def drag_out(source: QWidget, files: QMimeData, picture: QPixmap, actions: Qt.DropAction) -> None:
    """Drag files until they are dropped somewhere, or not."""
    drag = QDrag(source)
    drag.setMimeData(files)
    drag.setPixmap(picture)
    drag.setHotSpot(QPoint(16, 16))
    drag.exec(actions, Qt.DropAction.CopyAction)


def drag_picture(photo: QPixmap | None, count: int, ratio: float) -> QPixmap:
    """A small card with one of the photos; of several, also how many there are.

    Args:
        photo: a thumbnail; None while it is not at hand.
        count: photos dragged.
        ratio: the screen's device pixel ratio.
    """
    tokens = theme.current_theme()
    margin = _DISC / 2
    card = QRectF(margin, margin, _SIDE, _SIDE)
    picture = QPixmap(QSize(1, 1) * round((_SIDE + 2 * margin) * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(QColor(tokens.select))
    painter.setBrush(QColor(tokens.card))
    if count > 1:
        painter.drawRoundedRect(card.translated(5, 5), 6, 6)
    painter.drawRoundedRect(card, 6, 6)
    if photo is not None:
        shape = QPainterPath()
        shape.addRoundedRect(card.adjusted(1, 1, -1, -1), 5, 5)
        painter.setClipPath(shape)
        side = min(photo.width(), photo.height())
        middle = QRectF((photo.width() - side) / 2, (photo.height() - side) / 2, side, side)
        painter.drawPixmap(card, photo, middle)
        painter.setClipping(False)
    if count > 1:
        text = QLocale().toString(count)
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        width = max(_DISC, painter.fontMetrics().horizontalAdvance(text) + 14.0)
        disc = QRectF(card.right() + margin - width, 0.0, width, _DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.select))
        painter.drawRoundedRect(disc, _DISC / 2, _DISC / 2)
        painter.setPen(QColor(tokens.on_select))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return picture
