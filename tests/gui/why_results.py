"""Results of explanations as the engine leaves them, made up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
from PIL import Image

from photo_curator.domain.explanation import (
    EXPLANATION_FILE,
    FOOLING_FILE,
    Check,
    CheckName,
    Explanation,
    Fooling,
    Method,
)

CHECKS = (
    Check(CheckName.INSIDE_FACE, True, "", {"share": 0.87, "face_share": 0.24}),
    Check(
        CheckName.HIDING,
        True,
        "",
        {"before": 4.6, "after": 3.1, "elsewhere": 4.4, "tries": 20.0, "beaten": 19.0},
    ),
    Check(CheckName.SHUFFLED_NETWORK, False, "", {"correlation": 0.89}),
    Check(CheckName.SMALL_CHANGES, True, "", {"before": 4.6, "low": 4.4, "high": 4.7}),
    Check(CheckName.REGIONS, True, "", {"before": 4.6, "eyes": -1.3, "mouth": 0.42, "background": -0.04}),
)
FOOLED = Fooling(
    target=5,
    succeeded=True,
    before=(0.0, 0.05, 0.3, 0.45, 0.2),
    after=(0.0, 0.02, 0.18, 0.3, 0.5),
    largest_change=2,
    changed_share=0.31,
    inside_face=0.71,
    face_share=0.24,
    radius=0.8,
    tried=32.0,
    sentence="",
)
FAILED = replace(FOOLED, succeeded=False, after=FOOLED.before, largest_change=0, radius=None)


def write_map(
    folder: Path,
    method: Method = Method.SALIENCY,
    face: int = 1,
    checks: tuple[Check, ...] = CHECKS,
    *,
    photo: bool = True,
) -> Path:
    """An explanation whose map is bright in its upper left quarter."""
    crop = Image.new("RGB", (224, 224), (200, 120, 40))
    heat = np.zeros((224, 224, 4), np.uint8)
    heat[:112, :112] = (255, 0, 0, 255)
    pictures = {"crop": crop, "map": crop.convert("L"), "heat": Image.fromarray(heat), "overlay": crop}
    if photo:
        whole = np.zeros((60, 80, 4), np.uint8)
        whole[10:20, 10:20] = (255, 0, 0, 255)
        pictures["photo_heat"] = Image.fromarray(whole)
        pictures["photo_overlay"] = Image.new("RGB", (80, 60))
    document = Explanation(
        photo_id=1,
        path="/photos/IMG.jpg",
        face=face,
        faces=1,
        method=method,
        level=None,
        score=4.6,
        probabilities=(0.0, 0.0, 0.05, 0.3, 0.65),
        stored_score=4.6,
        attributes={},
        version="test",
        note="",
        checks=checks,
        outline=((10.0, 10.0), (20.0, 10.0), (20.0, 20.0), (10.0, 20.0)),
        files={name: f"{name}.png" for name in pictures},
    )
    _write(folder, pictures, EXPLANATION_FILE, document)
    return folder


def write_fooling(folder: Path, fooling: Fooling = FOOLED) -> Path:
    """What became of an attack."""
    names = ("original", "fooled", "difference") if fooling.succeeded else ("original",)
    pictures = {name: Image.new("RGB", (224, 224), (128, 128, 128)) for name in names}
    document = replace(fooling, files={name: f"{name}.png" for name in names})
    _write(folder, pictures, FOOLING_FILE, document)
    return folder


def _write(folder: Path, pictures: dict[str, Image.Image], name: str, document: object) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for key, picture in pictures.items():
        picture.save(folder / f"{key}.png")
    (folder / name).write_bytes(msgspec.json.encode(document))
