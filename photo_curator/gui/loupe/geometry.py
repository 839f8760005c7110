"""Where a photo lies in the loupe: fitted or zoomed, turned, moved. Plain arithmetic, no widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

#: Device pixels a photo's pixel may grow to.
_LARGEST_SCALE = 8.0


@dataclass(frozen=True, slots=True)
class Placement:
    """A photo's place in the viewport.

    Attributes:
        photo: full size of the upright photo in pixels.
        viewport: in device-independent pixels.
        ratio: device pixels in a device-independent one.
        rotation: degrees clockwise, a multiple of 90.
        scale: device pixels for a pixel of the photo; None: fitted.
        centre: the point of the photo (in its pixels) at the viewport's middle.
    """

    photo: QSizeF
    viewport: QSizeF
    ratio: float = 1.0
    rotation: int = 0
    scale: float | None = None
    centre: QPointF | None = None

    @property
    def turned(self) -> QSizeF:
        """The photo's size as it is shown."""
        return self.photo.transposed() if self.rotation % 180 else self.photo

    @property
    def fit_scale(self) -> float:
        """The scale that shows the whole photo; never more than its own pixels."""
        turned = self.turned
        if turned.isEmpty() or self.viewport.isEmpty():
            return 1.0
        room = self.viewport * self.ratio
        return min(room.width() / turned.width(), room.height() / turned.height(), 1.0)

    @property
    def shown_scale(self) -> float:
        """Device pixels for a pixel of the photo."""
        return self.fit_scale if self.scale is None else self.scale

    @property
    def fitted(self) -> bool:
        """Whether the whole photo is shown."""
        return self.scale is None

    @property
    def long_side(self) -> int:
        """The photo's long side on the screen in device pixels."""
        return max(1, round(max(self.photo.width(), self.photo.height()) * self.shown_scale))

    @property
    def transform(self) -> QTransform:
        """From the photo's pixels to the viewport's."""
        scale = self.shown_scale / self.ratio
        centre = self._held_centre()
        return (
            QTransform.fromTranslate(-centre.x(), -centre.y())
            * QTransform.fromScale(scale, scale)
            * QTransform().rotate(self.rotation)
            * QTransform.fromTranslate(self.viewport.width() / 2, self.viewport.height() / 2)
        )

    def target(self) -> QRectF:
        """The rectangle the photo covers in the viewport, most of it outside when zoomed."""
        return self.transform.mapRect(QRectF(QPointF(0, 0), self.photo))

    def to_photo(self, point: QPointF) -> QPointF:
        """The photo's point under a point of the viewport."""
        inverse, _ = self.transform.inverted()
        return inverse.map(point)

    def fit(self) -> Placement:
        """The whole photo."""
        return replace(self, scale=None, centre=None)

    def zoomed_to(self, scale: float, point: QPointF) -> Placement:
        """At a scale, with a point of the photo in the middle."""
        scale = min(scale, _LARGEST_SCALE)
        if scale <= self.fit_scale:
            return self.fit()
        return replace(self, scale=scale, centre=point)._settled()

    def zoomed_around(self, factor: float, at: QPointF) -> Placement:
        """Closer or farther, with what is under `at` staying there."""
        held = self.to_photo(at)
        zoomed = self.zoomed_to(self.shown_scale * factor, held)
        if zoomed.fitted:
            return zoomed
        moved = zoomed.transform.map(held) - at
        return zoomed.moved(-moved)

    def moved(self, by: QPointF) -> Placement:
        """The photo shifted by so many device-independent pixels."""
        if self.fitted:
            return self
        middle = QPointF(self.viewport.width() / 2, self.viewport.height() / 2)
        return replace(self, centre=self.to_photo(middle - by))._settled()

    def _settled(self) -> Placement:
        return replace(self, centre=self._held_centre())

    def _held_centre(self) -> QPointF:
        """The middle, held so that no more background shows than must."""
        half = QSizeF(self.photo.width() / 2, self.photo.height() / 2)
        wanted = self.centre or QPointF(half.width(), half.height())
        room = self.viewport * self.ratio / (2 * self.shown_scale)
        if self.rotation % 180:
            room = room.transposed()
        return QPointF(
            _held(wanted.x(), room.width(), self.photo.width()),
            _held(wanted.y(), room.height(), self.photo.height()),
        )


def _held(value: float, half_room: float, length: float) -> float:
    if half_room * 2 >= length:
        return length / 2
    return min(max(value, half_room), length - half_room)
