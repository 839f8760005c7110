"""The photo itself: painted, zoomed, moved, with its faces framed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from photo_curator.domain.aggregation import prominence
from photo_curator.domain.face import Face, FaceOrigin
from photo_curator.domain.photo import PhotoSummary
from photo_curator.gui.loupe.geometry import Placement
from photo_curator.gui.photo_words import number
from photo_curator.gui.theme import current_theme

#: One notch of a wheel.
_WHEEL_STEP = 1.2
_NOTCH = 120.0


class Pictured(Protocol):
    """A photo as far as the canvas cares."""

    @property
    def summary(self) -> PhotoSummary:
        """Which one, and how large."""

    @property
    def faces(self) -> Sequence[Face]:
        """To be framed."""


class Canvas(QWidget):
    """Shows one photo from whatever picture of it is at hand.

    Signals:
        placed: zoom, place or size changed; another picture may be needed.
        handled: the pointer moved or zoomed it.
        pressed: the pointer went down on it: the `Face` there, or None.
        faceHovered: another `Face` is under the pointer; None: no face is.
    """

    placed = Signal()
    handled = Signal()
    pressed = Signal(object)
    faceHovered = Signal(object)  # noqa: N815 - signals are named as Qt names them

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo: Pictured | None = None
        self._image, self._detail = QImage(), QImage()
        self._part = QRectF()
        self._message = ""
        self._faces_shown = False
        self._hovered: Face | None = None
        self._dragged_from: QPointF | None = None
        self._placement = Placement(QSizeF(), QSizeF())
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)

    @property
    def placement(self) -> Placement:
        """Where the photo lies."""
        return self._placement

    @property
    def image(self) -> QImage:
        """The picture that is drawn."""
        return self._image

    @property
    def message(self) -> str:
        """The line of text over the photo; "" where there is none."""
        return self._message

    @property
    def faces_shown(self) -> bool:
        """Whether all faces are framed, not only the one under the pointer."""
        return self._faces_shown

    @property
    def hovered(self) -> Face | None:
        """The face under the pointer."""
        return self._hovered

    def show_photo(self, photo: Pictured, rotation: int, image: QImage) -> None:
        """Show another photo, or the same one after a change.

        A photo that is looked at closely is followed by the next one's main face just as close.
        """
        before = self._placement
        same = self._photo is not None and self._photo.summary.id == photo.summary.id
        self._photo = photo
        self._image, self._detail = image, QImage()
        self._hover(None)
        size = photo.summary.size
        keep = before.centre if same and rotation == before.rotation else None
        self._placement = replace(
            self._in_viewport(before), photo=QSizeF(size.width, size.height), rotation=rotation, centre=keep
        )
        if before.scale is not None:
            self._placement = self._placement.zoomed_to(before.scale, keep or self.main_face_centre())
        self.update()

    def set_image(self, image: QImage) -> None:
        """Draw from another picture of the same photo."""
        self._image = image
        self.update()

    def set_detail(self, image: QImage, part: QRectF) -> None:
        """Draw a part of the photo, in its pixels, from a picture of its own; a null one: none."""
        self._detail, self._part = image, part
        self.update()

    def set_message(self, text: str) -> None:
        """Show a line of text over the photo."""
        self._message = text
        self.setAccessibleDescription(text)
        self.update()

    def set_faces_shown(self, shown: bool) -> None:
        """Frame all faces, or only the one under the pointer."""
        self._faces_shown = shown
        self.update()

    def toggle_zoom(self, at: QPointF | None = None) -> None:
        """From the whole photo to 100 %, and back.

        Args:
            at: the place in the viewport to look at; None: the main face, else the middle.
        """
        if not self._placement.fitted:
            self.place(self._placement.fit())
            return
        point = self.main_face_centre() if at is None else self._placement.to_photo(at)
        # A photo smaller than the viewport is already at 100 %: then closer is twice that.
        whole = self._placement.fit_scale >= 1.0
        self.place(self._placement.zoomed_to(2.0 if whole else 1.0, point))

    def zoom(self, factor: float) -> None:
        """Closer or farther around the middle."""
        self.place(self._placement.zoomed_around(factor, QPointF(self.rect().center())))

    def pan(self, by: QPointF) -> None:
        """Move the photo by device-independent pixels."""
        self.place(self._placement.moved(by))

    def place(self, placement: Placement) -> None:
        """Put the photo elsewhere."""
        self._placement = placement
        cursor = Qt.CursorShape.ArrowCursor if placement.fitted else Qt.CursorShape.OpenHandCursor
        self.setCursor(cursor)
        self.update()
        self.placed.emit()

    def main_face_centre(self) -> QPointF:
        """The middle of the most prominent face; the photo's own where there is none."""
        photo = self._photo
        if photo is None or not photo.faces:
            return QPointF(self._placement.photo.width() / 2, self._placement.photo.height() / 2)
        face = max(photo.faces, key=lambda face: prominence(face, photo.summary.size))
        return QPointF(*face.box.centre)

    def face_at(self, position: QPointF) -> Face | None:
        """The face under a point of the viewport."""
        if self._photo is None:
            return None
        point = self._placement.to_photo(position)
        for face in self._photo.faces:
            box = face.box
            if box.x1 <= point.x() <= box.x2 and box.y1 <= point.y() <= box.y2:
                return face
        return None

    def frame_of(self, face: Face) -> QRectF:
        """Where a face lies in the viewport."""
        box = face.box
        return self._placement.transform.mapRect(QRectF(box.x1, box.y1, box.width, box.height))

    # --- Qt's events ------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As much as there is."""
        return QSize(900, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit anew."""
        super().resizeEvent(event)
        self._placement = self._in_viewport(self._placement)
        self.placed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom around the pointer."""
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self.place(self._placement.zoomed_around(_WHEEL_STEP**notches, event.position()))
            self.handled.emit()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of the photo."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self.face_at(event.position()))
        if event.button() == Qt.MouseButton.LeftButton and not self._placement.fitted:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag the photo, or frame the face under the pointer."""
        if self._dragged_from is not None:
            by = event.position() - self._dragged_from
            self._dragged_from = event.position()
            self._placement = self._placement.moved(by)
            self.update()
            self.handled.emit()
            return
        self._hover(self.face_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        if self._dragged_from is not None:
            self._dragged_from = None
            self.place(self._placement)
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """100 % at the pointer, or back."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle_zoom(event.position())
            self.handled.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw photo, faces, message."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.backdrop))
        if not self._image.isNull():
            self._draw_photo(painter)
            if not self._detail.isNull():
                self._draw_detail(painter)
            if self._photo is not None:
                faces = self._photo.faces if self._faces_shown else (self._hovered,)
                for face in faces:
                    if face is not None:
                        self._draw_face(painter, face)
        if self._message:
            draw_plate(painter, QRectF(self.rect()), self._message)
        painter.end()

    # --- drawing ----------------------------------------------------------------------------

    def _draw_photo(self, painter: QPainter) -> None:
        placement, ratio = self._placement, self._placement.ratio
        target = placement.target()
        exact = placement.rotation == 0 and abs(target.width() * ratio - self._image.width()) <= 1
        if exact:
            # Pixel for pixel, on the screen's own raster: sharp, and nothing to compute.
            corner = QPointF(round(target.x() * ratio) / ratio, round(target.y() * ratio) / ratio)
            self._image.setDevicePixelRatio(ratio)
            painter.drawImage(corner, self._image)
            return
        self._image.setDevicePixelRatio(1.0)
        # Above two device pixels each, a photo's pixels are shown as they are: no false softness.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, placement.shown_scale < 2)
        painter.save()
        painter.setTransform(placement.transform, True)
        painter.drawImage(QRectF(QPointF(0, 0), placement.photo), self._image)
        painter.restore()

    def _draw_detail(self, painter: QPainter) -> None:
        placement = self._placement
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, placement.shown_scale < 2)
        painter.save()
        transform = placement.transform
        if placement.rotation == 0 and placement.shown_scale == 1.0:
            # Pixel for pixel, as in `_draw_photo`.
            corner = transform.map(self._part.topLeft()) * placement.ratio
            self._detail.setDevicePixelRatio(placement.ratio)
            painter.drawImage(QPointF(round(corner.x()), round(corner.y())) / placement.ratio, self._detail)
        else:
            self._detail.setDevicePixelRatio(1.0)
            painter.setTransform(transform, True)
            painter.drawImage(self._part, self._detail)
        painter.restore()

    def _draw_face(self, painter: QPainter, face: Face) -> None:
        theme, frame = current_theme(), self.frame_of(face)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, colour in ((4, theme.badge), (2, theme.select)):  # a dark rim: seen on any photo
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(frame, 5, 5)
        text = number(face.score.mean) if face.score is not None else self.tr("cannot tell")
        if face.origin is not FaceOrigin.DETECTED:
            text = self.tr("{0} · by hand").format(text)
        self._draw_badge(painter, text, QPointF(frame.left(), frame.bottom() + 5))

    def _draw_badge(self, painter: QPainter, text: str, corner: QPointF) -> None:
        theme, metrics = current_theme(), self.fontMetrics()
        badge = QRectF(corner, QSizeF(metrics.horizontalAdvance(text) + 14, metrics.height() + 6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.badge))
        painter.drawRoundedRect(badge, 5, 5)
        painter.setPen(QColor(theme.on_badge))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)

    # --- places -----------------------------------------------------------------------------

    def _in_viewport(self, placement: Placement) -> Placement:
        return replace(placement, viewport=QSizeF(self.size()), ratio=self.devicePixelRatioF())

    def _hover(self, face: Face | None) -> None:
        if face is not self._hovered:
            self._hovered = face
            self.faceHovered.emit(face)
            self.update()


def draw_plate(painter: QPainter, area: QRectF, text: str, *, top: bool = False) -> None:
    """Draw a line of text on a plate, at the lower or upper edge of an area; seen on any photo."""
    theme, metrics = current_theme(), painter.fontMetrics()
    room = area.adjusted(40, 24, -40, -24)
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter)
    needed = QRectF(metrics.boundingRect(room.adjusted(14, 0, -14, 0).toRect(), flags, text))
    plate = QRectF(0, 0, needed.width() + 28, needed.height() + 18)
    half = plate.height() / 2
    plate.moveCenter(QPointF(room.center().x(), room.top() + half if top else room.bottom() - half))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.badge))
    painter.drawRoundedRect(plate, 8, 8)
    painter.setPen(QColor(theme.on_badge))
    painter.drawText(plate.adjusted(14, 0, -14, 0), flags, text)
