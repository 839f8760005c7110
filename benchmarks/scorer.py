"""The starter's score on real faces: what must lower it does, what must not move it does not.

    python -m benchmarks.scorer --data DIR [--cache DIR] [--every N]

DIR holds the data sets' archives. Faces are Caltech's, which no network was trained on, and GENKI's
held-out fifth; closed eyes are CEW's held-out fifth, blended into Caltech's faces (and open ones, likewise:
what the blending alone does). Prints shares with 95 % bootstrap intervals, and milliseconds a face.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageFilter
from torch import Tensor

from photo_curator.domain.aggregation import EYES_SHUT_BELOW, SMALLEST_JUDGED_FACE
from photo_curator.domain.face import Attribute
from photo_curator.ml.crops import CROP_SIZE, EYE_LEFT, EYE_RIGHT, AlignedCrop, align
from photo_curator.ml.device import cpu, set_threads
from photo_curator.ml.faces import Detection, FaceDetector
from photo_curator.ml.scorer import Scorer, ScorerOutput, batch_of, starter_scorer
from photo_curator.ml.starter import StarterBackbone
from photo_curator.ml.starter_networks import EYE_SIDE, eye_windows, face_windows
from photo_curator.ml.training.alignment import aligned_faces
from photo_curator.ml.training.eyes import split
from photo_curator.ml.training.figures import area_under_curve, measured
from photo_curator.ml.training.sources import EyeSet, cew_eyes, genki_faces

Picture = NDArray[np.uint8]
#: The seed the shipped weights were trained with: it says which pictures were held out.
SEED = 0


@dataclass(frozen=True)
class Found:
    """A picture and its largest face."""

    picture: Image.Image
    face: Detection
    crop: AlignedCrop


def largest(detector: FaceDetector, picture: Image.Image) -> Found | None:
    pixels = np.asarray(picture)
    faces = [face for face in detector.detect(pixels) if face.box.height >= SMALLEST_JUDGED_FACE]
    return Found(picture, faces[0], align(pixels, faces[0].landmarks, faces[0].box, 1.0)) if faces else None


def caltech(data: Path, detector: FaceDetector, every: int) -> list[Found]:
    with zipfile.ZipFile(data / "faces_caltech.zip") as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".jpg"))[::every]
        pictures = [Image.open(io.BytesIO(archive.read(name))).convert("RGB") for name in names]
    return [found for picture in pictures if (found := largest(detector, picture))]


def judged(scorer: Scorer, faces: list[Found], change: Callable[[Picture, int], Picture]) -> ScorerOutput:
    """Scores of crops that were changed."""
    crops = [
        AlignedCrop(change(one.crop.pixels, index), one.crop.landmarks, 0.0, one.crop.resolved_size)
        for index, one in enumerate(faces)
    ]
    pixels, sizes = batch_of(crops, torch.device("cpu"))
    points = torch.tensor([one.face.landmarks.points() for one in faces])
    with torch.inference_mode():
        output: ScorerOutput = scorer(pixels, sizes, points)
    return output


def pairs(eyes: EyeSet, is_open: bool) -> list[tuple[Picture, Picture]]:
    """Held-out pairs of one photo's eyes; all as if on the left."""
    _, held = split(eyes.photos, SEED)
    rows = [row for row in held if (eyes.is_open[row] > 0) == is_open]
    by_photo: dict[int, list[int]] = {}
    for row in rows:
        by_photo.setdefault(int(eyes.photos[row]), []).append(int(row))
    return [(eyes.pixels[a], eyes.pixels[b]) for a, b in (two for two in by_photo.values() if len(two) == 2)]


def blended(crop: Picture, eyes: tuple[Picture, Picture]) -> Picture:
    """A crop with other eyes: their light and shade on this face's colour, fading out to the rim."""
    result = crop.astype(np.float32)
    reach = np.hypot(*(np.mgrid[0:EYE_SIDE, 0:EYE_SIDE] - (EYE_SIDE - 1) / 2)) / (EYE_SIDE / 2)
    weight = np.clip((1 - reach) / 0.3, 0, 1)[..., None]
    for (x, y), patch in zip((EYE_LEFT, EYE_RIGHT), (eyes[0], eyes[1][:, ::-1]), strict=True):
        top, left = round(y) - EYE_SIDE // 2, round(x) - EYE_SIDE // 2
        window = result[top : top + EYE_SIDE, left : left + EYE_SIDE]
        # Brightness from the rim, where the patch will meet the skin.
        rim = (reach > 0.75) & (reach < 1)
        shade = patch.astype(np.float32) / max(float(patch[rim].mean()), 8.0)
        skin = window[rim].mean(0)
        window += weight * (skin * shade[..., None] - window)
    return result.clip(0, 255).astype(np.uint8)


def image_change(change: Callable[[Image.Image], Image.Image]) -> Callable[[Picture, int], Picture]:
    return lambda crop, _: np.asarray(change(Image.fromarray(crop)))


def show(name: str, values: NDArray[np.floating] | NDArray[np.bool_], unit: str = "%") -> None:
    factor = 100 if unit == "%" else 1
    one = measured(lambda rows: float(values[rows].mean()) * factor, np.arange(len(values)))
    print(f"{name}: {one.value:.2f} {unit} ({one.low:.2f} to {one.high:.2f}; n = {one.count})")


def faults(scorer: Scorer, faces: list[Found], eyes: EyeSet) -> None:
    column = list(scorer.attribute_names).index(Attribute.EYES_OPEN)
    clear = judged(scorer, faces, lambda crop, _: crop)
    print(f"{len(faces)} Caltech faces, mean score {float(clear.mean.mean()):.2f}")
    shut = (clear.attributes[:, column] < EYES_SHUT_BELOW).numpy()
    show("eyes taken for shut, as they are", shut)
    closed, open_ = pairs(eyes, False), pairs(eyes, True)
    changes: dict[str, Callable[[Picture, int], Picture]] = {
        "closed eyes blended in": lambda crop, i: blended(crop, closed[i % len(closed)]),
        "(open eyes blended in)": lambda crop, i: blended(crop, open_[i % len(open_)]),
        "blurred, 4 pixels": image_change(lambda image: image.filter(ImageFilter.GaussianBlur(4))),
        "darkened to 40 %": image_change(lambda image: ImageEnhance.Brightness(image).enhance(0.4)),
    }
    for name, change in changes.items():
        other = judged(scorer, faces, change)
        show(f"{name}: lower", (other.mean < clear.mean).numpy())
        show(f"{name}: change", (other.mean - clear.mean).numpy().astype(np.float64), "levels")
        if "eyes" in name:
            show(f"{name}: taken for shut", (other.attributes[:, column] < EYES_SHUT_BELOW).numpy())


def harmless(scorer: Scorer, detector: FaceDetector, faces: list[Found]) -> None:
    def saved(picture: Image.Image) -> Image.Image:
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=75)
        return Image.open(file).convert("RGB")

    def cropped(picture: Image.Image) -> Image.Image:
        width, height = picture.size
        return picture.crop((width * 3 // 100, height * 3 // 100, width * 97 // 100, height * 97 // 100))

    def smaller(picture: Image.Image) -> Image.Image:
        return picture.resize((picture.width * 4 // 5, picture.height * 4 // 5), Image.Resampling.BICUBIC)

    for name, change in (("saved again", saved), ("resized to 80 %", smaller), ("3 % cut off", cropped)):
        both = [(one, other) for one in faces if (other := largest(detector, change(one.picture)))]
        first = judged(scorer, [one for one, _ in both], lambda crop, _: crop).mean
        second = judged(scorer, [other for _, other in both], lambda crop, _: crop).mean
        moved = (first - second).abs().numpy().astype(np.float64)
        show(f"{name}: moved less than 0.3", moved < 0.3)
        print(f"  median {np.median(moved):.3f}, 95th percentile {np.quantile(moved, 0.95):.3f}")


def turned(scorer: Scorer, data: Path, cache: Path) -> None:
    faces = aligned_faces("GENKI", genki_faces(data), cache)
    _, held = split(np.arange(len(faces.smile)), SEED)
    held = held[faces.aligned[held]]
    grey = torch.from_numpy(faces.pixels[held]).float() / 255
    crops = torch.nn.functional.interpolate(grey.unsqueeze(1), scale_factor=2, mode="bilinear")
    sizes = torch.full((len(held),), SMALLEST_JUDGED_FACE)
    points = torch.from_numpy(faces.landmarks[held])
    with torch.inference_mode():
        means = scorer(crops.expand(-1, 3, -1, -1), sizes, points).mean.numpy().astype(np.float64)
    yaw = np.abs(faces.pose[held, 0])
    away, facing = yaw > 20, yaw < 10
    rows = np.flatnonzero(away | facing)
    one = measured(
        lambda some: (
            float(means[rows[some]][facing[rows[some]]].mean())
            - float(means[rows[some]][away[rows[some]]].mean())
        ),
        rows,
    )
    print(f"GENKI held out, facing less turned: {one.value:.2f} levels ({one.low:.2f} to {one.high:.2f})")
    chance = measured(lambda some: area_under_curve(means[rows[some]], facing[rows[some]]), rows)
    print(f"  a facing one scores above a turned one: {100 * chance.value:.1f} % of pairs")


def cost(scorer: Scorer) -> None:
    backbone = scorer.backbone
    assert isinstance(backbone, StarterBackbone)
    for count in (1, 16):
        crops, sizes = torch.rand(count, 3, CROP_SIZE, CROP_SIZE), torch.full((count,), 200.0)
        points = torch.rand(count, 5, 2) * 100

        def networks(crops: Tensor = crops) -> None:
            grey = (crops * backbone.luma).sum(1)
            backbone.eyes(eye_windows(grey))
            backbone.face(face_windows(grey))

        def whole(crops: Tensor = crops, sizes: Tensor = sizes, points: Tensor = points) -> None:
            scorer(crops, sizes, points)

        for name, work in (("both networks", networks), ("whole scorer", whole)):
            with torch.inference_mode():
                times = []
                for _ in range(20):
                    # Processor time of this one thread: other programs on the machine do not count.
                    started = time.process_time()
                    work()
                    times.append(time.process_time() - started)
            print(f"{name}, batch of {count}: {np.median(times[3:]) / count * 1000:.2f} ms a face (CPU time)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "photo-curator-training")
    parser.add_argument("--every", type=int, default=2, help="take every Nth Caltech picture")
    chosen = parser.parse_args()
    set_threads(1)
    detector, scorer = FaceDetector(cpu()), starter_scorer()
    faces = caltech(chosen.data, detector, chosen.every)
    faults(scorer, faces, cew_eyes(chosen.data))
    harmless(scorer, detector, faces)
    turned(scorer, chosen.data, chosen.cache)
    cost(scorer)


if __name__ == "__main__":
    main()
