"""Any colours a picture may come in, to 8-bit sRGB over white."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

#: Transforms kept at once. A library meets a handful of profiles; odd ones must not pile up.
_TRANSFORMS_KEPT = 48
#: Identity tells a profile that moves no colour by more than this (of 255): sRGB under any name.
_SAME_COLOUR = 2

Transform = ImageCms.ImageCmsTransform | None

_lock = threading.Lock()
_transforms: dict[tuple[str, bytes], Transform] = {}

_WHITE = {"LA": "RGBA", "PA": "RGBA", "La": "RGBA", "RGBa": "RGBA", "RGBA": "RGBA"}


def flatten(image: Image.Image) -> Image.Image:
    """Bring a picture to a mode a profile can be applied to: L, RGB, CMYK or LAB.

    Transparency is laid over white; 16-bit, 32-bit and float pictures are scaled to 8 bits.
    """
    mode = image.mode
    if mode in ("L", "RGB") and "transparency" not in image.info:
        return image
    if mode in ("CMYK", "LAB"):
        return image
    if mode.startswith(("I", "F")):
        return Image.fromarray(_to_8_bit(image))
    if mode in _WHITE or "transparency" in image.info:
        return _over_white(image if image.mode == "RGBA" else image.convert("RGBA"))
    if mode == "1":
        return image.convert("L")
    return image.convert("RGB")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert a flattened picture to RGB in sRGB.

    Args:
        image: of mode L, RGB, CMYK or LAB.
        profile: the ICC profile's bytes. One that is broken or meant for another kind of picture is
            passed over: the colours are then taken for sRGB.
    """
    if profile and image.mode != "LAB":
        if image.mode == "L" and profile[16:20] == b"RGB ":
            image = image.convert("RGB")
        transform = _transform(image.mode, profile)
        if transform is not None:
            return transform.apply(image)
    elif image.mode == "LAB":
        return ImageCms.applyTransform(image, _lab_transform()) or image
    return image if image.mode == "RGB" else image.convert("RGB")


def _over_white(image: Image.Image) -> Image.Image:
    white = Image.new("RGB", image.size, (255, 255, 255))
    white.paste(image, mask=image.getchannel("A"))
    return white


def _to_8_bit(image: Image.Image) -> NDArray[np.uint8]:
    """Scale (never clip) deep grey values to 0..255."""
    values = np.asarray(image)
    if image.mode.startswith("I;16"):
        return (values >> 8).astype(np.uint8)
    low, high = _range_of(values)
    if low >= 0 and high <= 1 and image.mode == "F":
        low, high = 0.0, 1.0
    elif low >= 0 and high <= 255:
        low, high = 0.0, 255.0
    elif low >= 0 and high <= 65535 and image.mode == "I":
        low, high = 0.0, 65535.0
    spread = high - low or 1.0
    result = np.empty(values.shape, np.uint8)
    for rows in _strips(values):
        unit = (values[rows].astype(np.float64) - low) / spread
        unit = np.nan_to_num(unit, nan=0.0, posinf=1.0, neginf=0.0)
        result[rows] = np.clip(unit * 255 + 0.5, 0, 255).astype(np.uint8)
    return result


def _range_of(values: NDArray[Any]) -> tuple[float, float]:
    """The smallest and largest finite value; (0, 0) where there is none."""
    lows, highs = [], []
    for rows in _strips(values):
        finite = values[rows][np.isfinite(values[rows])]
        if finite.size:
            lows.append(float(finite.min()))
            highs.append(float(finite.max()))
    return (min(lows), max(highs)) if lows else (0.0, 0.0)


def _strips(values: NDArray[Any]) -> Iterator[slice]:
    """A few rows at a time: whole float copies of a scan would take gigabytes."""
    step = max(1, 4_000_000 // max(1, values.shape[1]))
    for top in range(0, values.shape[0], step):
        yield slice(top, top + step)


def _transform(mode: str, profile: bytes) -> Transform:
    """The way from a profile to sRGB, built once; None where there is nothing to do, or no way."""
    key = (mode, hashlib.sha256(profile).digest())
    with _lock:
        if key in _transforms:
            return _transforms[key]
    built = _build(mode, profile)
    with _lock:
        if len(_transforms) >= _TRANSFORMS_KEPT:
            _transforms.pop(next(iter(_transforms)))
        return _transforms.setdefault(key, built)


def _build(mode: str, profile: bytes) -> Transform:
    try:
        source = ImageCms.getOpenProfile(io.BytesIO(profile))
        # No cache inside the transform: several threads use it at once.
        transform = ImageCms.buildTransform(
            source,
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.NOCACHE | ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None  # a broken profile, or one for other channels than these
    if mode == "RGB" and _moves_nothing(transform):
        return None
    return transform


def _moves_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Whether a transform is the identity to the eye, so that most pictures skip its cost."""
    steps = np.linspace(0, 255, 9).astype(np.uint8)
    grid = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(27, 27, 3)
    moved = np.asarray(transform.apply(Image.fromarray(grid)))
    return int(np.abs(moved.astype(int) - grid.astype(int)).max()) <= _SAME_COLOUR


def _lab_transform() -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB"
    )
