"""The stuff procedural pictures are made of: gradients, noise, glow, bokeh, film grain.

Pictures are float32 arrays of shape (height, width, 3) in 0..1 until they become Pillow images.
Smooth things are computed small and enlarged: the demo has to be ready in seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

#: Any float type: NumPy widens and narrows them as it likes.
Array = NDArray[np.floating[Any]]
Colour = tuple[int, int, int]
Size = tuple[int, int]

_GRAIN_TILE = 512


def colour(value: str) -> Array:
    """`"f4a338"` as three floats in 0..1."""
    return np.array([int(value[i : i + 2], 16) for i in (0, 2, 4)], np.float32) / 255


def gradient(size: Size, stops: Sequence[tuple[float, str]]) -> Array:
    """A vertical gradient through colours at heights 0 (top) to 1 (bottom)."""
    width, height = size
    at = np.linspace(0, 1, height)
    places = [place for place, _ in stops]
    colours = np.stack([colour(value) for _, value in stops])
    column = np.stack([np.interp(at, places, colours[:, channel]) for channel in range(3)], axis=1)
    return np.repeat(column.astype(np.float32)[:, None, :], width, axis=1)


def enlarge(small: Array, size: Size, method: Image.Resampling = Image.Resampling.BICUBIC) -> Array:
    """A small one-channel array, smoothly enlarged."""
    return np.asarray(Image.fromarray(small).resize(size, method), np.float32)


def noise(rng: np.random.Generator, size: Size, cells: tuple[int, int], octaves: int = 4) -> Array:
    """Cloud-like noise in about 0..1; `cells` is its coarsest grid (across, down)."""
    # Its finest cells are larger than a pixel, so half the size is enough until the end.
    half = (size[0] // 2, size[1] // 2)
    total = np.zeros((half[1], half[0]), np.float32)
    weight, weights = 1.0, 0.0
    for octave in range(octaves):
        across, down = (min(side, cell << octave) for side, cell in zip(half, cells, strict=True))
        # Straight lines between cells show in the coarse octaves only.
        method = Image.Resampling.BICUBIC if octave < 2 else Image.Resampling.BILINEAR
        total += enlarge(rng.random((down + 1, across + 1), np.float32) * np.float32(weight), half, method)
        weights += weight
        weight *= 0.5
    return enlarge(total / np.float32(weights), size, Image.Resampling.BILINEAR)


def ridge(rng: np.random.Generator, width: int, cells: int, octaves: int = 6, rough: float = 0.5) -> Array:
    """One line of hills: heights in about -0.5..0.5 for every column."""
    line = np.zeros(width)
    at = np.linspace(0, 1, width)
    weight = 1.0
    for octave in range(octaves):
        count = min(cells << octave, width)
        line += weight * (np.interp(at, np.linspace(0, 1, count + 1), rng.random(count + 1)) - 0.5)
        weight *= rough
    return line.astype(np.float32)


def blend(base: Array, over: Array, alpha: Array) -> Array:
    """`over` (a colour or a picture) upon `base` where `alpha` (height, width) says so."""
    return base + (over - base) * alpha[..., None]


def glow(size: Size, centre: tuple[float, float], radius: float) -> Array:
    """A soft spot, 1 in its centre; centre and radius in fractions of the width and height."""
    width, height = size
    x = np.arange(width, dtype=np.float32)[None, :] / width - centre[0]
    y = (np.arange(height, dtype=np.float32)[:, None] / height - centre[1]) * (height / width)
    return np.exp(-(x * x + y * y) / np.float32(2 * radius * radius))


def smooth(line: Array, reach: int) -> Array:
    """A line of heights without its detail finer than `reach` columns."""
    kernel = np.hanning(reach + 2)[1:-1]
    padded = np.pad(line, reach, mode="edge")
    return np.convolve(padded, kernel / kernel.sum(), "same")[reach:-reach].astype(np.float32)


def smoothstep(low: float, high: float, value: Array) -> Array:
    """0 below `low`, 1 above `high`, an S-curve between them."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def bokeh(
    rng: np.random.Generator,
    size: Size,
    base: Array,
    colours: Sequence[str],
    count: int,
    radius: tuple[float, float] = (0.012, 0.05),
) -> Array:
    """Add out-of-focus lights: pale discs with a slightly brighter rim."""
    # A third of the size is enough for discs, which are blurred at their rims anyway.
    width, height = size[0] // 3, size[1] // 3
    layers = []
    for softness in (1.2, 3.5):
        layer = Image.new("RGB", (width, height))
        for _ in range(count // 2):
            r = width * rng.uniform(*radius)
            x, y = rng.uniform(0, width), rng.uniform(0, height)
            tone = colour(colours[int(rng.integers(len(colours)))]) * rng.uniform(0.12, 0.55)
            _add_disc(layer, x, y, r, tone)
        layers.append(layer.filter(ImageFilter.GaussianBlur(softness)).resize(size, Image.Resampling.BICUBIC))
    lights = sum((to_array(layer) for layer in layers), np.zeros_like(base))
    return np.asarray(1 - (1 - np.clip(base, 0, 1)) * (1 - np.clip(lights, 0, 1)), np.float32)


def _add_disc(layer: Image.Image, x: float, y: float, r: float, tone: Array) -> None:
    box = (int(x - r) - 1, int(y - r) - 1, int(x + r) + 2, int(y + r) + 2)
    patch = to_array(layer.crop(box))
    spot = Image.new("L", (box[2] - box[0], box[3] - box[1]))
    ring = (x - r - box[0], y - r - box[1], x + r - box[0], y + r - box[1])
    ImageDraw.Draw(spot).ellipse(ring, fill=205, outline=255, width=max(1, int(r / 12)))
    lit = patch + tone * (np.asarray(spot, np.float32) / 255)[..., None]
    layer.paste(to_image(lit), box[:2])


def to_array(image: Image.Image) -> Array:
    """A Pillow image as floats in 0..1."""
    return np.asarray(image, np.float32) / 255


def to_image(picture: Array) -> Image.Image:
    """Floats in 0..1 as a Pillow image."""
    return Image.fromarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))


def scale_channels(image: Image.Image, factors: Sequence[float]) -> Image.Image:
    """Each channel multiplied: a colour cast. `factors` has one number a channel."""
    table = [min(255, round(level * factor)) for factor in factors for level in range(256)]
    return image.point(table)


@lru_cache(maxsize=1)
def _grain_tile() -> Array:
    tile = np.random.default_rng(7).normal(0, 1, (_GRAIN_TILE, _GRAIN_TILE, 1)).astype(np.float32)
    # Neighbouring pixels of a camera's JPEG are not independent.
    return (tile + np.roll(tile, 1, 0) + np.roll(tile, 1, 1)) / np.float32(3**0.5)


def grain(rng: np.random.Generator, image: Image.Image, strength: float = 3.0) -> Image.Image:
    """Sensor noise of `strength` grey levels, so that a picture does not look drawn."""
    down, across = rng.integers(_GRAIN_TILE, size=2)
    tile = np.rint(np.roll(_grain_tile(), (int(down), int(across)), (0, 1)) * np.float32(strength)).astype(
        np.int16
    )
    pixels = np.asarray(image).astype(np.int16)
    for top in range(0, image.height, _GRAIN_TILE):
        for left in range(0, image.width, _GRAIN_TILE):
            part = pixels[top : top + _GRAIN_TILE, left : left + _GRAIN_TILE]
            part += tile[: part.shape[0], : part.shape[1]]
    return Image.fromarray(np.clip(pixels, 0, 255, out=pixels).astype(np.uint8))
