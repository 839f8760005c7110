"""Maps as pictures: a colour scale, the crop with what mattered, and its place on the photo."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photo_curator.domain.geometry import Box, Landmarks
from photo_curator.ml.crops import CROP_SIZE, similarity

Map = NDArray[np.float32]
Picture = NDArray[np.uint8]

#: Stops of the scale, sRGB 0..255, evenly spaced. Lightness rises all the way, so that the scale reads
#: the same in grey and to eyes that do not tell red from green; the paper's maps are red too.
_STOPS = (
    (26, 6, 14),
    (84, 14, 26),
    (150, 24, 26),
    (214, 58, 28),
    (246, 120, 40),
    (255, 184, 84),
    (255, 240, 190),
)
#: What does not matter keeps this share of its light under the heat, without its colour.
_DIMMED = 0.45


def _scale() -> Picture:
    """[256, 3] colours of 0..255."""
    stops = np.array(_STOPS, np.float64)
    places = np.linspace(0, len(stops) - 1, 256)
    channels = [np.interp(places, np.arange(len(stops)), stops[:, channel]) for channel in range(3)]
    return np.stack(channels, 1).round().astype(np.uint8)


COLOURS = _scale()


def heat(shown: Map) -> Picture:
    """A layer to lay over a picture at any opacity: [h, w, 4] RGBA, clear where nothing mattered.

    Args:
        shown: [h, w], 0..1.
    """
    levels = (shown.clip(0, 1) * 255).round().astype(np.uint8)
    # The root lets middling places be seen; the colour still tells them from the strong ones.
    alpha = (np.sqrt(shown.clip(0, 1)) * 255).round().astype(np.uint8)
    return np.dstack([COLOURS[levels], alpha])


def overlaid(picture: Picture, shown: Map) -> Picture:
    """The picture dimmed and grey, what mattered glowing on it: [h, w, 3].

    Args:
        picture: [h, w, 3].
        shown: [h, w], 0..1.
    """
    grey = np.asarray(Image.fromarray(picture).convert("L"), np.float32)[..., None] * _DIMMED
    layer = heat(shown).astype(np.float32)
    weight = layer[..., 3:] / 255
    return (grey + weight * (layer[..., :3] - grey * 0.6)).clip(0, 255).round().astype(np.uint8)


def placed(shown: Map, landmarks: Landmarks, box: Box, width: int, height: int) -> Map:
    """A crop's map where the crop was cut from: the alignment backwards.

    Args:
        shown: [224, 224], 0..1.
        landmarks: in pixels of the picture it is placed on.
        box: likewise.
        width: of that picture.
        height: likewise.

    Returns:
        [height, width] float32; 0 outside the crop.
    """
    turn, shift = similarity(landmarks, box)
    # Pillow asks for the way from the result to the source, which is the alignment itself.
    matrix = (turn.real, -turn.imag, shift.real, turn.imag, turn.real, shift.imag)
    source = Image.fromarray(shown.astype(np.float32))
    if (shrink := abs(turn)) > 1:
        # The photo is smaller than the crop: averaged first, or thin lines would be missed.
        side = max(1, round(CROP_SIZE / shrink))
        source = source.resize((side, side), Image.Resampling.BOX)
        matrix = tuple(value * side / CROP_SIZE for value in matrix)  # type: ignore[assignment]
    result = source.transform((width, height), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
    return np.asarray(result, np.float32)


def outline(landmarks: Landmarks, box: Box) -> list[tuple[float, float]]:
    """The crop's four corners in the picture's pixels, clockwise from the upper left one."""
    turn, shift = similarity(landmarks, box)
    corners = (0, CROP_SIZE, CROP_SIZE * (1 + 1j), CROP_SIZE * 1j)
    return [(point.real, point.imag) for point in ((corner - shift) / turn for corner in corners)]
