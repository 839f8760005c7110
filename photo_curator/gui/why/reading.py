"""Results of explanations as pictures to paint. For worker threads: QImage only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QTransform

from photo_curator.domain.explanation import Explanation, Fooling, read_explanation, read_fooling
from photo_curator.domain.geometry import Size
from photo_curator.gui.face_strip import read_image

#: What does not matter keeps this share of its light under the heat, as in the saved pictures.
_DIMMED = 0.45
#: Long side of a whole photo on the page, in pixels.
_PHOTO_SIDE = 768
_OUTLINE = QColor(236, 236, 236)


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """A picture, and what is laid over it.

    Attributes:
        base: as it is.
        dimmed: likewise, grey and dark; null where nothing is laid over.
        heat: what mattered, with transparency; of any size, null where nothing is laid over.
    """

    base: QImage
    dimmed: QImage
    heat: QImage

    def turned(self, degrees: int) -> Layers:
        """All of them turned clockwise."""
        if degrees % 360 == 0:
            return self
        turn = QTransform().rotate(degrees)
        return Layers(*(image.transformed(turn) for image in (self.base, self.dimmed, self.heat)))


@dataclass(frozen=True, slots=True, eq=False)
class MapAnswer:
    """A map that was asked for.

    Attributes:
        folder: where its files lie.
        explanation: its numbers.
        crop: the face.
        photo: the photo before its rotation by the user; None where it could not be read.
    """

    folder: Path
    explanation: Explanation
    crop: Layers
    photo: Layers | None


@dataclass(frozen=True, slots=True, eq=False)
class FoolingAnswer:
    """A fooling picture that was asked for.

    Attributes:
        folder: where its files lie.
        fooling: its numbers.
        pictures: by name, see `Fooling.files`.
    """

    folder: Path
    fooling: Fooling
    pictures: dict[str, QImage]


def plain(image: QImage) -> Layers:
    """A picture with nothing over it."""
    return Layers(image, QImage(), QImage())


def read_map(folder: Path, thumbnail: Path, size: Size) -> MapAnswer:
    """Read a map's files.

    Args:
        folder: the explanation's.
        thumbnail: of the photo, upright; what the map for the whole photo is laid over.
        size: of the upright, full-size photo, which the crop's outline is told in.

    Raises:
        OSError: a file is missing.
        msgspec.DecodeError: the numbers are damaged.
    """
    explanation = read_explanation(folder)
    files = explanation.files
    crop = _layers(_read(folder / files["crop"]), _read(folder / files["heat"]))
    photo = read_image(thumbnail)
    if photo.isNull() or "photo_heat" not in files:
        return MapAnswer(folder, explanation, crop, None)
    heat = _read(folder / files["photo_heat"])
    shown = heat.size().scaled(_PHOTO_SIDE, _PHOTO_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    smooth = (Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    whole = _layers(photo.scaled(shown, *smooth), heat.scaled(shown, *smooth))
    corners = QPolygonF([QPointF(x, y) * (whole.base.width() / size.width) for x, y in explanation.outline])
    for image in (whole.base, whole.dimmed):
        _draw_outline(image, corners)
    return MapAnswer(folder, explanation, crop, whole)


def read_fooled(folder: Path) -> FoolingAnswer:
    """Read a fooling picture's files; errors as `read_map`."""
    fooling = read_fooling(folder)
    pictures = {name: _read(folder / file) for name, file in fooling.files.items()}
    return FoolingAnswer(folder, fooling, pictures)


def _read(path: Path) -> QImage:
    image = read_image(path)
    if image.isNull():
        raise FileNotFoundError(f"{path.name} cannot be read any more.")
    return image


def _layers(base: QImage, heat: QImage) -> Layers:
    grey = base.convertToFormat(QImage.Format.Format_Grayscale8)
    dimmed = grey.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(dimmed)
    painter.fillRect(dimmed.rect(), QColor.fromRgbF(0, 0, 0, 1 - _DIMMED))
    painter.end()
    return Layers(base.convertToFormat(QImage.Format.Format_RGB32), dimmed, heat)


def _draw_outline(image: QImage, corners: QPolygonF) -> None:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((QColor(0, 0, 0, 150), 4.5), (_OUTLINE, 2.0)):
        painter.setPen(QPen(colour, width))
        painter.drawPolygon(corners)
    painter.end()
