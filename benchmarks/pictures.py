"""Pictures to measure on: made here, or enlarged from a folder of real photos."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from photo_curator.assets import resources_dir

TWELVE_MEGAPIXELS = (4000, 3000)


def smooth_photos(folder: Path, count: int, size: tuple[int, int] = TWELVE_MEGAPIXELS) -> list[Path]:
    """JPEGs with one or two faces before a smooth background, each different."""
    portraits = []
    for name in ("astronaut", "grace_hopper"):
        with Image.open(resources_dir() / "demo" / f"{name}.jpg") as image:
            portraits.append(image.convert("RGB"))
    dice = np.random.default_rng(7)
    paths = []
    for number in range(count):
        corners = dice.integers(40, 220, (2, 2, 3)).astype(np.uint8)
        canvas = Image.fromarray(corners).resize(size, Image.Resampling.BICUBIC)
        for place in range(1 + number % 2):
            portrait = portraits[(number + place) % 2]
            height = int(size[1] * dice.uniform(0.35, 0.6))
            pasted = portrait.resize((height * portrait.width // portrait.height, height))
            left = int(size[0] * (0.08 + 0.45 * place))
            canvas.paste(pasted, (left, size[1] - height - int(dice.integers(0, 400))))
        path = folder / f"smooth_{number:03}.jpg"
        canvas.save(path, quality=90)
        paths.append(path)
    return paths


def enlarged_photos(source: Path, folder: Path, count: int) -> list[Path]:
    """Real photos of a folder, upright, enlarged to 12 megapixels (smaller ones only)."""
    paths = []
    for number, image in enumerate(real_photos(source)):
        if number >= count:
            break
        scale = (12e6 / (image.width * image.height)) ** 0.5
        size = (round(image.width * scale), round(image.height * scale))
        path = folder / f"enlarged_{number:03}.jpg"
        image.resize(size, Image.Resampling.BICUBIC).save(path, quality=90)
        paths.append(path)
    return paths


def real_photos(source: Path) -> Iterator[Image.Image]:
    """The pictures of a folder that Pillow opens, upright, at least 300 pixels wide and high."""
    for path in sorted(source.rglob("*")):
        if not path.is_file() or path.suffix.lower() not in (".jpg", ".jpeg"):
            continue
        try:
            with Image.open(io.BytesIO(path.read_bytes())) as image:
                upright = ImageOps.exif_transpose(image).convert("RGB")
        except (UnidentifiedImageError, OSError):
            continue
        if min(upright.size) >= 300:
            yield upright


def many_small_files(root: Path, count: int, per_folder: int = 200) -> int:
    """`count` JPEGs of 240 x 240 pixels, each with its own bytes, in folders of `per_folder`."""
    base = Image.effect_noise((240, 240), 60).convert("RGB").filter(ImageFilter.GaussianBlur(2))
    buffer = io.BytesIO()
    base.save(buffer, "JPEG", quality=60)
    data = buffer.getvalue()
    for number in range(count):
        folder = root / f"{number // per_folder:04}"
        if number % per_folder == 0:
            folder.mkdir(parents=True)
        comment = f"{number:08}".encode()
        segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
        (folder / f"IMG_{number:06}.jpg").write_bytes(data[:2] + segment + data[2:])
    return count
