"""The picture as the detector looks at it. Imports no torch: decode threads make it in passing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photo_curator.ml.pyramid import CELL, Canvas, paint

#: Long side of the picture the detector looks at, in pixels.
DETECTION_LONG_SIDE = 768
#: ... but never less than this in height, so that panoramas keep their small faces.
DETECTION_HEIGHT = 384


#: Smallest face looked for, as a share of the picture's height.
SMALLEST_FACE_SHARE = 0.045
#: Between two sizes of the pyramid.
PYRAMID_FACTOR = 0.709


class DetectorView(NamedTuple):
    """What the detector needs of a picture.

    Attributes:
        image: RGB, reduced.
        scale: its size as a share of the picture's, 0..1.
        canvases: its pyramid.
        boxes: [N, 4] where the detector's first stage suspects faces; None: not asked yet.
    """

    image: Image.Image
    scale: float
    canvases: tuple[Canvas, ...]
    boxes: NDArray[np.float32] | None = None


def detector_view(picture: NDArray[np.uint8]) -> DetectorView:
    """Reduce a picture and paint its pyramid. Thread-safe; most of it runs without the GIL.

    Args:
        picture: [height, width, 3] RGB, 0..255.
    """
    image, scale = reduced_for_detection(picture)
    smallest = max(float(CELL), SMALLEST_FACE_SHARE * image.height)
    return DetectorView(image, scale, paint(image, smallest, PYRAMID_FACTOR))


def reduced_for_detection(picture: NDArray[np.uint8]) -> tuple[Image.Image, float]:
    """The picture at the detector's working size, and that size as a share of the picture's.

    Never enlarged: a small picture is looked at as it is.

    Args:
        picture: [height, width, 3] RGB, 0..255.
    """
    height, width = picture.shape[:2]
    scale = min(1.0, max(DETECTION_LONG_SIDE / max(height, width), min(DETECTION_HEIGHT, height) / height))
    image = Image.fromarray(picture)
    if scale == 1.0:
        return image, 1.0
    # By a whole number first, which is nearly free. The rest not with a box filter: at odd ratios it
    # takes one pixel here and two there, and borderline faces get lost (measured).
    image = image.reduce(int(1 / scale))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return image.resize(size, Image.Resampling.BILINEAR), scale
