"""The technical score: for photos without a face that can be judged. NumPy only, no network.

It says whether a photo came out well, never whether its subject is worth a post: hence its narrower
range of means (about 1.5 to 4.3) and its wide interval.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from photo_curator.domain.score import LEVELS, Score
from photo_curator.ml.heads import score_of

TECHNICAL_VERSION = "technical-1"
#: The picture is judged at this long side, in pixels.
LONG_SIDE = 512
#: Side of the tiles that sharpness is measured in, in pixels.
TILE = 32
#: Share of the tiles, the best ones, that must be sharp: a portrait lens keeps one plane in focus.
SHARP_SHARE = 0.1
#: Standard deviation of the score in levels; wider where nothing but pixels is known.
SPREAD = 0.65

Floats = NDArray[np.float32]


def technical_score(picture: NDArray[np.uint8], spread: float = SPREAD) -> tuple[Score, dict[str, float]]:
    """Judge a whole photo by its technique.

    Args:
        picture: [height, width, 3] RGB, 0..255, upright; reduced here where it is larger than needed.
        spread: standard deviation of the score, in levels.

    Returns:
        The score and the attributes "sharpness", "exposure", "contrast", "colour", each 0..1.
    """
    image = Image.fromarray(picture)
    # By a whole number first, which is nearly free; then to the size that all photos are judged at.
    image = image.reduce(max(1, max(image.size) // LONG_SIDE))
    factor = LONG_SIDE / max(image.size)
    if factor < 1:
        size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
        image = image.resize(size, Image.Resampling.BOX)
    grey = image.convert("L")
    levels = np.bincount(np.asarray(grey).ravel(), minlength=256).astype(np.float64)
    levels /= levels.sum()
    attributes = {
        "sharpness": _sharpness(grey),
        "exposure": _exposure(levels),
        "contrast": _contrast(levels),
        "colour": _colour(image),
    }
    merit = (
        4.05
        - 1.9 * (1 - attributes["sharpness"])
        - 1.9 * (1 - attributes["exposure"])
        - 0.8 * (1 - attributes["contrast"])
        + 0.4 * (attributes["colour"] - 0.5)
    )
    weights = [math.exp(-((level - merit) ** 2) / (2 * spread**2)) for level in LEVELS]
    return score_of(weights), attributes


def _sharpness(grey: Image.Image) -> float:
    """Fine against coarser detail in the sharpest tiles that hold any detail at all."""
    full = np.asarray(grey, np.float32)
    once = np.asarray(grey.filter(ImageFilter.BoxBlur(1)), np.float32)
    twice = np.asarray(grey.filter(ImageFilter.BoxBlur(3)), np.float32)
    fine, coarse = _tiles(np.abs(full - once)), _tiles(np.abs(once - twice))
    # Offsets in grey levels: what noise and JPEG leave in flat tiles is neither sharp nor blurred.
    ratio = np.log2((fine + 0.15) / (coarse + 0.6))
    detailed = coarse > 0.5
    if not detailed.any():
        return float(_step((ratio.mean() + 0.6) / 0.35)) * 0.8
    kept = np.sort(ratio[detailed])[::-1]
    best = kept[: max(1, math.ceil(SHARP_SHARE * kept.size))]
    return float(_step((best.mean() + 0.6) / 0.35))


def _exposure(levels: NDArray[np.float64]) -> float:
    """1 where the mean lies in a wide middle and little is burnt out or crushed."""
    values = np.arange(256) / 255
    mean = float((levels * values).sum())
    burnt, crushed = float(levels[251:].sum()), float(levels[:5].sum())
    faults = (
        max(0.0, math.log2(0.26 / (mean + 0.004))) * 0.8
        + max(0.0, mean - 0.72) * 5
        + max(0.0, burnt - 0.02) * 4
        + max(0.0, crushed - 0.08) * 1.5
    )
    return math.exp(-faults)


def _contrast(levels: NDArray[np.float64]) -> float:
    """The distance between the darkest and the lightest twentieth, against a usual one."""
    below = np.cumsum(levels)
    dark, light = np.searchsorted(below, (0.05, 0.95))
    return float(1 - math.exp(-((light - dark) / 255) / 0.25))


def _colour(image: Image.Image) -> float:
    """Colourfulness after Hasler and Suesstrunk (2003), section 7: opponent axes' spread and mean."""
    small = np.asarray(image.resize((64, 64), Image.Resampling.BOX), np.float32)
    red, green, blue = small[..., 0], small[..., 1], small[..., 2]
    red_green, yellow_blue = red - green, (red + green) / 2 - blue
    spread = math.hypot(red_green.std(), yellow_blue.std())
    strength = math.hypot(red_green.mean(), yellow_blue.mean())
    return 1 - math.exp(-(spread + 0.3 * strength) / 45)


def _tiles(values: Floats) -> Floats:
    """Means over tiles; a picture smaller than a tile is one tile."""
    rows, columns = values.shape[0] // TILE, values.shape[1] // TILE
    if not rows or not columns:
        return np.full((1, 1), values.mean(), np.float32)
    whole = values[: rows * TILE, : columns * TILE]
    means: Floats = whole.reshape(rows, TILE, columns, TILE).mean((1, 3))
    return means


def _step(value: float) -> float:
    return 0.5 + 0.5 * value / math.sqrt(1 + value * value)
