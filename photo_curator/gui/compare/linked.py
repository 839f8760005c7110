"""From one view of all frames to where each of them lies, and back. Plain arithmetic, no widgets."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from photo_curator.gui.compare.comparison import Anchor
from photo_curator.gui.compare.state import Base, View
from photo_curator.gui.loupe.geometry import Placement
from photo_curator.gui.loupe.pictures import Part

#: Parts end on a raster of so many pixels, so that a small move needs no other one.
_RASTER = 256


def placed(view: View | None, placement: Placement, anchor: Anchor) -> Placement:
    """Where a photo lies so that the view is seen, as far as its edges let it.

    Args:
        view: what is to be seen; None: all of it.
        placement: the photo and its viewport.
        anchor: what the photo is held by.
    """
    if view is None:
        return placement.fit()
    base = placement.fit_scale if view.base is Base.FIT else 1.0
    off = QTransform().rotate(-placement.rotation).map(QPointF(view.x, view.y)) * anchor.width
    return placement.zoomed_to(base * view.factor, QPointF(anchor.x, anchor.y) + off)


def seen(placement: Placement, anchor: Anchor, before: View | None) -> View | None:
    """What is seen of a photo that was moved by hand; None: all of it.

    Args:
        placement: where it lies now.
        anchor: what it is held by.
        before: what was seen; its base is kept.
    """
    if placement.scale is None:
        return None
    base = before.base if before is not None else Base.PIXELS if placement.scale == 1.0 else Base.FIT
    factor = placement.scale / (placement.fit_scale if base is Base.FIT else 1.0)
    centre = placement.centre or QPointF(anchor.x, anchor.y)
    off = (centre - QPointF(anchor.x, anchor.y)) / anchor.width
    shown = QTransform().rotate(placement.rotation).map(off)
    return View(base, factor, shown.x(), shown.y())


def visible(placement: Placement) -> QRectF:
    """The part of the photo in the viewport, in its pixels."""
    inverse, _ = placement.transform.inverted()
    room = inverse.mapRect(QRectF(QPointF(0, 0), placement.viewport))
    return room.intersected(QRectF(QPointF(0, 0), placement.photo))


def part_around(placement: Placement) -> QRectF:
    """What is decoded so that there is something left to move to: twice as far as is seen, in pixels."""
    room = visible(placement)
    wide, high = room.width() / 2, room.height() / 2
    room = room.adjusted(-wide, -high, wide, high)
    left, top = room.left() // _RASTER * _RASTER, room.top() // _RASTER * _RASTER
    right, bottom = -(-room.right() // _RASTER) * _RASTER, -(-room.bottom() // _RASTER) * _RASTER
    return QRectF(left, top, right - left, bottom - top).intersected(QRectF(QPointF(0, 0), placement.photo))


def shares(part: QRectF, placement: Placement) -> Part:
    """A part as pictures are asked for."""
    wide, high = placement.photo.width(), placement.photo.height()
    return part.x() / wide, part.y() / high, part.width() / wide, part.height() / high
