"""Face repair: which boxes are the same face, and what is found in a box drawn by hand.

    python -m benchmarks.face_repair --data DIR [--every N] [--seed N]

DIR holds photos with faces. The first part asks how much boxes overlap: of one face found again after the
photo was reduced, encoded anew, darkened or turned a little; of one face and a box drawn around it by hand,
each side off by up to 20 % of the face; of different faces of one photo. `SAME_FACE` must lie between. It
asks the like of perceptual hashes: of a photo reduced, and of one cropped in its own shape.

The second part draws such boxes and lets the detector look into them: how often it finds eyes, nose and
mouth, and how far off these are, in distances of the eyes. Also of faces that detection is likely to miss:
photos reduced until the face is 24 pixels high, darkened, or blurred. The third part scores faces by
landmarks estimated from such a box: what that is worth. Intervals are at 95 %, Wilson's.
"""

from __future__ import annotations

import argparse
import io
import math
import random
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import imagehash
import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageFilter

from benchmarks.pictures import real_photos
from photo_curator.domain.face import Attribute, FaceOrigin
from photo_curator.domain.face_repair import SAME_LOOK_BITS
from photo_curator.domain.geometry import SAME_FACE, Box, Landmarks
from photo_curator.ml.crops import align, average_landmarks
from photo_curator.ml.device import cpu, set_threads
from photo_curator.ml.faces import Detection, FaceDetector
from photo_curator.ml.heads import named, score_of
from photo_curator.ml.scorer import Scorer, batch_of, starter_scorer

Picture = NDArray[np.uint8]
JITTER, DRAWN_EACH = 0.2, 3
#: Landmarks off by less than this share of the eyes' distance put the eyes into their windows.
NEAR = 0.15
SMALL_FACE = 24


def drawn(box: Box, dice: random.Random) -> Box:
    """A box as a hand draws it."""
    across, down = box.width * JITTER, box.height * JITTER
    return Box(
        box.x1 + dice.uniform(-across, across),
        box.y1 + dice.uniform(-down, down),
        box.x2 + dice.uniform(-across, across),
        box.y2 + dice.uniform(-down, down),
    )


def encoded(image: Image.Image) -> Image.Image:
    data = io.BytesIO()
    image.save(data, "JPEG", quality=60)
    return Image.open(data).convert("RGB")


def again(image: Image.Image) -> Iterator[tuple[str, Image.Image, float]]:
    """The photo as it might be found later: what was done, the picture, its scale."""
    yield "encoded anew", encoded(image), 1.0
    small = image.resize((image.width * 6 // 10, image.height * 6 // 10), Image.Resampling.BICUBIC)
    yield "reduced", small, 0.6
    yield "darker", ImageEnhance.Brightness(image).enhance(0.5), 1.0
    yield "turned 4°", image.rotate(4, Image.Resampling.BICUBIC), 1.0


def spoilt(image: Image.Image, face: Detection) -> Iterator[tuple[str, Image.Image, float]]:
    """The photo as it is, and so that its face is hard to find."""
    yield "as it is", image, 1.0
    scale = SMALL_FACE / face.box.height
    size = (round(image.width * scale), round(image.height * scale))
    yield f"{SMALL_FACE} pixels high", image.resize(size, Image.Resampling.LANCZOS), scale
    yield "very dark", ImageEnhance.Brightness(image).enhance(0.12), 1.0
    yield "blurred", image.filter(ImageFilter.GaussianBlur(face.box.height / 12)), 1.0


def share(hits: int, count: int) -> str:
    """A share with Wilson's interval."""
    z, p = 1.96, hits / count
    middle = (p + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(p * (1 - p) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return f"{hits}/{count} = {p:.1%} ({middle - half:.1%} to {middle + half:.1%})"


def row(label: str, values: list[float], passes: Callable[[float], bool]) -> None:
    found = np.array(values)
    quantiles = "  ".join(f"{name} {np.percentile(found, q):.2f}" for name, q in (("1 %", 1), ("median", 50)))
    ends = f"least {found.min():.2f}  {quantiles}  most {found.max():.2f}"
    print(f"  {label:24} {ends}  right side: {share(sum(map(passes, values)), len(values))}")


def overlaps(photos: list[Image.Image], detector: FaceDetector, dice: random.Random) -> None:
    same: dict[str, list[float]] = {}
    different, sizes, crops = [], [], []
    for image in photos:
        faces = detector.detect(np.asarray(image))
        different += [one.box.iou(two.box) for n, one in enumerate(faces) for two in faces[:n]]
        if not faces:
            continue
        box = faces[0].box
        for _ in range(DRAWN_EACH):
            same.setdefault("drawn by hand", []).append(drawn(box, dice).iou(box))
        for label, picture, scale in again(image):
            found = [one.box.scaled(1 / scale).iou(box) for one in detector.detect(np.asarray(picture))]
            if best := max(found, default=0.0):
                same.setdefault(f"found again, {label}", []).append(best)
        hashed = imagehash.phash(image)
        sizes.append(float(hashed - imagehash.phash(image.resize((image.width // 2, image.height // 2)))))
        off = (image.width // 10, image.height // 10, image.width * 9 // 10, image.height * 9 // 10)
        crops.append(float(hashed - imagehash.phash(image.crop(off))))
    print(f"Overlap of boxes (IoU); the same face from {SAME_FACE} on")
    for label, values in same.items():
        row(label, values, lambda value: value >= SAME_FACE)
    if different:
        row("two faces of a photo", different, lambda value: value < SAME_FACE)
    print(f"Bits of perceptual hashes; the same picture up to {SAME_LOOK_BITS}")
    row("reduced to a half", sizes, lambda value: value <= SAME_LOOK_BITS)
    row("a tenth cut off each side", crops, lambda value: value > SAME_LOOK_BITS)


def off_by(found: Landmarks, true: Landmarks) -> float:
    """Mean distance in distances of the eyes."""
    apart = math.dist(true.left_eye, true.right_eye)
    pairs = zip(found.points(), true.points(), strict=True)
    return sum(math.dist(*pair) for pair in pairs) / (5 * max(apart, 1e-6))


def landmarks(photos: list[Image.Image], detector: FaceDetector, dice: random.Random) -> None:
    found: dict[str, list[float | None]] = {}
    for image in photos:
        faces = detector.detect(np.asarray(image))
        for label, picture, scale in spoilt(image, faces[0]) if faces else ():
            box, true = faces[0].box.scaled(scale), faces[0].landmarks.scaled(scale)
            for _ in range(DRAWN_EACH):
                one = detector.find_in(np.asarray(picture), drawn(box, dice))
                hit = one.origin is FaceOrigin.ADDED
                found.setdefault(label, []).append(off_by(one.landmarks, true) if hit else None)
    print(f"Landmarks in a box drawn by hand (each side off by up to {JITTER:.0%})")
    for label, values in found.items():
        hits = [value for value in values if value is not None]
        near = sum(value < NEAR for value in hits)
        print(f"  {label:18} found {share(len(hits), len(values))}  off by {np.median(hits):.3f}", end="")
        print(f"  found and off by less than {NEAR}: {share(near, len(values))}")


def estimated(photos: list[Image.Image], detector: FaceDetector, dice: random.Random) -> None:
    scorer = starter_scorer()
    misses, shut = [], 0
    for image in photos:
        picture = np.asarray(image)
        for face in detector.detect(picture)[:1]:
            true, eyes = scored(scorer, picture, face.landmarks, face.box)
            for _ in range(DRAWN_EACH):
                box = drawn(face.box, dice)
                mean, open_ = scored(scorer, picture, average_landmarks(box), box)
                misses.append(abs(mean - true))
                shut += eyes >= 0.5 > open_
    print("Scores by landmarks estimated from such a box, against those by landmarks found")
    print(f"  off by {np.mean(misses):.2f} levels on average, by {np.percentile(misses, 80):.2f} at 80 %")
    print(f"  open eyes taken for shut: {share(shut, len(misses))}")


def scored(scorer: Scorer, picture: Picture, points: Landmarks, box: Box) -> tuple[float, float]:
    """Mean score, and how far the eyes are open."""
    batch = batch_of([align(picture, points, box, 1.0)], torch.device("cpu"))
    with torch.inference_mode():
        output = scorer(*batch, torch.tensor([points.points()]))
    attributes = named(scorer.attribute_names, output.attributes[0].tolist())
    return score_of(output.probabilities[0].double().tolist()).mean, attributes[Attribute.EYES_OPEN]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True, help="a folder of photos with faces")
    parser.add_argument("--every", type=int, default=4, help="only every n-th photo")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    set_threads(1)
    photos = list(islice(real_photos(asked.data), 0, None, asked.every))
    print(f"{len(photos)} photos")
    detector = FaceDetector(cpu())
    for part in (overlaps, landmarks, estimated):
        part(photos, detector, random.Random(asked.seed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
