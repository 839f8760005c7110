"""Pictures the tests index."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter


def write_photos(folder: Path, portraits: dict[str, Image.Image]) -> list[Path]:
    """Six small JPEGs; the later a name in the alphabet, the older the file.

    a_sharp.jpg, b_blurred.jpg and c_dark.jpg show the same face; d_other.jpg another one;
    e_scene.jpg and f_flat.jpg nobody.
    """
    face = portraits["astronaut"]
    pictures = {
        "a_sharp": face,
        "b_blurred": face.filter(ImageFilter.GaussianBlur(6)),
        "c_dark": ImageEnhance.Brightness(face).enhance(0.18),
        "d_other": portraits["grace_hopper"],
        "e_scene": scene(600, 400, seed=1),
        "f_flat": Image.new("RGB", (640, 480), (120, 130, 140)),
    }
    paths = []
    for age, (name, picture) in enumerate(pictures.items()):
        path = folder / f"{name}.jpg"
        picture.save(path, quality=92)
        moment = 1_700_000_000 - 60 * age
        os.utime(path, (moment, moment))
        paths.append(path)
    return paths


def scene(width: int, height: int, seed: int) -> Image.Image:
    """A smooth sky over rough ground: no faces, some detail."""
    dice = np.random.default_rng(seed)
    rows = np.linspace(0, 1, height)[:, None, None]
    sky = np.array([120, 160, 220]) * (1 - rows) + np.array([240, 220, 190]) * rows
    picture = np.broadcast_to(sky, (height, width, 3)).copy()
    ground = height * 2 // 3
    picture[ground:] = np.array([70, 90, 50]) + dice.normal(0, 25, (height - ground, width, 1))
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
