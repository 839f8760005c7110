"""Photos of the two sitters: where they stand, and what happened to the frame."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from photo_curator.services.demo.portraits import (
    EILEEN,
    GRACE,
    Sitter,
    darken,
    figure,
    motion_blur,
    place,
    portrait,
    turned_crop,
)
from photo_curator.services.demo.texture import Array, Size, glow, gradient, grain, noise, to_image

Scene = Callable[[np.random.Generator, Size], Array]
Effect = Callable[[Image.Image], Image.Image]

_LANDSCAPE = (1600, 1200)
_UPRIGHT = (1200, 1600)
#: A backdrop is larger than the photo, so that the camera can move.
_SLACK = 1.06
_BACKDROP_SEED = 5
#: What the frames of a burst share is made once, even where two threads ask for it together.
_SHARED = threading.Lock()


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a burst: how the camera and the sitter moved, and what went wrong.

    Attributes:
        shake: the camera's movement, in fractions of the picture.
        sway: the sitter's own movement sideways.
        angle: degrees the sitter leans.
    """

    shake: tuple[float, float] = (0.0, 0.0)
    sway: float = 0.0
    angle: float = 0.0
    eyes_closed: bool = False
    effect: Effect | None = None


def soft(image: Image.Image) -> Image.Image:
    """Focus missed."""
    return image.filter(ImageFilter.GaussianBlur(image.width / 180))


def slightly_soft(image: Image.Image) -> Image.Image:
    """Focus just missed."""
    return image.filter(ImageFilter.GaussianBlur(image.width / 520))


def smeared(image: Image.Image) -> Image.Image:
    """The camera moved."""
    return motion_blur(image, image.width // 48)


def dark(image: Image.Image) -> Image.Image:
    """The flash did not fire."""
    return darken(image, 0.30)


def tilted(image: Image.Image) -> Image.Image:
    """The camera was not held level."""
    return turned_crop(image, 5.0, 0.07)


BURST_BLOSSOM = (
    Frame((0.3, -0.2), effect=slightly_soft),
    Frame((0.1, 0.1), 0.004, 0.4),
    Frame(),
    Frame((-0.2, 0.2), -0.003, eyes_closed=True),
    Frame((-0.5, 0.1), 0.006, -0.6, effect=smeared),
    Frame((0.2, 0.4), -0.006, 0.5, effect=tilted),
)
BURST_TILES = (
    Frame((-0.3, 0.2), eyes_closed=True),
    Frame((-0.1, 0.1), 0.003, 0.4),
    Frame((0.1, 0.0), 0.0, -0.4, effect=soft),
    Frame((0.2, -0.2), -0.003),
    Frame((0.4, 0.1), 0.002, effect=dark),
)
BURST_WOOD = (
    Frame((0.1, 0.1), effect=dark),
    Frame((0.0, 0.0), 0.003),
    Frame((-0.2, 0.1), -0.003, 0.5, eyes_closed=True),
    Frame((-0.4, -0.1), 0.004, effect=soft),
)


@cache
def _rendered(scene: Scene, size: Size, blur: float) -> Image.Image:
    small = (size[0] // 2, size[1] // 2)  # blurred anyway
    image = to_image(scene(np.random.default_rng(_BACKDROP_SEED), small))
    image = image.filter(ImageFilter.GaussianBlur(small[0] * blur))
    return image.resize((round(size[0] * _SLACK), round(size[1] * _SLACK)), Image.Resampling.BICUBIC)


def _backdrop(scene: Scene, size: Size, blur: float) -> Image.Image:
    """A scene out of focus; `blur` is a fraction of the width."""
    with _SHARED:
        return _rendered(scene, size, blur)


def _figure(sitter: Sitter, eyes_closed: bool = False) -> Image.Image:
    with _SHARED:
        return figure(sitter, eyes_closed)


def forget() -> None:
    """Free the backdrops and figures, some 100 MB."""
    for cached in (_rendered, figure, portrait):
        cached.cache_clear()


def photo(
    rng: np.random.Generator,
    scene: Scene,
    sitter: Sitter,
    *,
    upright: bool = False,
    scale: float = 0.85,
    x: float = 0.5,
    blur: float = 0.006,
    mirrored: bool = False,
    frame: Frame | None = None,
    noise_level: float = 2.5,
) -> Image.Image:
    """One sitter before one scene."""
    frame = frame or Frame()
    size = _UPRIGHT if upright else _LANDSCAPE
    behind = _backdrop(scene, size, blur)
    body = _figure(sitter, frame.eyes_closed)
    # A little of the figure lies below the frame, so that shake never shows its lower edge.
    picture = place(behind, body, scale / _SLACK + 0.05, x + frame.sway, 0.03, frame.angle, mirrored)
    slack = (picture.width - size[0], picture.height - size[1])
    left, top = (round(free * (0.5 + move / 2)) for free, move in zip(slack, frame.shake, strict=True))
    picture = picture.crop(
        (
            left,
            min(top + slack[1] // 4, slack[1]),
            left + size[0],
            min(top + slack[1] // 4, slack[1]) + size[1],
        )
    )
    if frame.effect is not None:
        picture = frame.effect(picture)
    return grain(rng, picture, noise_level)


def together(rng: np.random.Generator, scene: Scene) -> Image.Image:
    """Both sitters side by side."""
    behind = _backdrop(scene, (2000, 1400), 0.004)
    picture = place(behind, _figure(GRACE), 0.82, 0.69, 0.05)
    picture = place(picture, _figure(EILEEN), 0.80, 0.34, 0.03, mirrored=True)
    return grain(rng, picture.crop((60, 80, 2060, 1480)), 2.5)


def studio(
    rng: np.random.Generator, sitter: Sitter, crop: tuple[float, float, float, float], width: int
) -> Image.Image:
    """The portrait as it was taken; `crop` in fractions (left, top, right, bottom)."""
    whole = portrait(sitter, False)
    box = [round(part * side) for part, side in zip(crop, whole.size * 2, strict=True)]
    image = whole.crop((box[0], box[1], box[2], box[3]))
    height = round(width * image.height / image.width)
    return grain(rng, image.resize((width, height), Image.Resampling.LANCZOS), 2.0)


def monochrome(image: Image.Image) -> Image.Image:
    """Black and white, with a little more contrast."""
    return ImageOps.autocontrast(image.convert("L"), cutoff=0.5).convert("RGB")


def bright_sky(rng: np.random.Generator, size: Size) -> Array:
    """An overcast sky that fills the picture: the background is brighter than any face."""
    base = gradient(size, [(0, "f4f7fb"), (0.8, "fdfdfd"), (1, "e8ecee")])
    base = base * (0.94 + 0.08 * noise(rng, size, (3, 4), 3))[..., None]
    return np.asarray(base + glow(size, (0.75, 0.2), 0.25)[..., None] * 0.1, np.float32)
