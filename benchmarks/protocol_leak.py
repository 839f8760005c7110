"""What the dangerous-selfie paper's order of steps adds to its figures, measured on a small set made here.

    python -m benchmarks.protocol_leak --data DIR [--seeds N] [--keep FOLDER]

DIR holds the data sets' archives. Scenes with a face pasted into the foreground: mountains, glaciers and
sea count as dangerous, rooms, streets and buildings do not. Three ways to train and test the same
classifier (starter backbone frozen, one dense width) on the same pictures:

- as published: the rare class multiplied, everything balanced, then split by sample;
- copies apart: split by picture, both parts multiplied and balanced as published;
- by picture: split by picture, the training part's classes altered alike, the test part untouched.

And all of it once more with the labels drawn by lot, where nothing can be learned and an honest test
gives 50 %. Prints mean test accuracies over the seeds and their gaps, with 95 % bootstrap intervals.
`--keep` writes the pictures there, as `python -m photo_curator.ml.training danger` reads them.
"""

from __future__ import annotations

import argparse
import csv
import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from photo_curator.domain.progress import CancelToken
from photo_curator.ml.backbones import build_backbone
from photo_curator.ml.protocols.checkpoints import Checkpoints
from photo_curator.ml.protocols.danger_data import (
    PARTS,
    Split,
    balanced,
    folds_of,
    grouped_split,
    published_split,
)
from photo_curator.ml.protocols.danger_features import see
from photo_curator.ml.protocols.danger_training import Schedule, Trainer
from photo_curator.ml.protocols.labelled import PictureSet, load_pictures
from photo_curator.ml.protocols.measures import measures_of
from photo_curator.ml.training.figures import measured

#: About the paper's share of dangerous pictures, one in ten, and enough others for five copies of each.
DANGEROUS, OTHERS = 100, 600
SIDE = 224
PLACES = {"dangerous": ("mountain", "glacier", "sea"), "other": ("street", "buildings")}

Answers = NDArray[np.bool_]
Divide = Callable[[Answers, NDArray[np.int64], int], Split]


def make(data: Path, folder: Path) -> None:
    """Write the set: folders "dangerous" and "other"."""
    random = np.random.default_rng(0)
    with (
        zipfile.ZipFile(data / "scenes_intel.zip") as scenes,
        zipfile.ZipFile(data / "scenes_rooms.zip") as rooms,
        zipfile.ZipFile(data / "faces_genki4k.zip") as faces,
    ):
        with scenes.open("labels.csv") as table:
            shown = [(row["file"], row["scene"]) for row in csv.DictReader(io.TextIOWrapper(table, "utf-8"))]
        backgrounds = {
            kind: [(scenes, file) for file, scene in shown if scene in places]
            for kind, places in PLACES.items()
        }
        backgrounds["other"] += [(rooms, name) for name in rooms.namelist() if name.endswith(".jpg")]
        heads = random.permutation([name for name in faces.namelist() if name.endswith(".jpg")]).tolist()
        for kind, count in (("dangerous", DANGEROUS), ("other", OTHERS)):
            (folder / kind).mkdir(parents=True, exist_ok=True)
            for number, place in enumerate(random.permutation(len(backgrounds[kind]))[:count]):
                archive, name = backgrounds[kind][place]
                picture = selfie(picture_of(archive, name), picture_of(faces, heads.pop()), random)
                picture.save(folder / kind / f"{number:04}.jpg", quality=90)


def picture_of(archive: zipfile.ZipFile, name: str) -> Image.Image:
    with archive.open(name) as file:
        return Image.open(file).convert("RGB")


def selfie(scene: Image.Image, face: Image.Image, random: np.random.Generator) -> Image.Image:
    """A scene with a head low in the foreground, large as an arm's length makes it."""
    canvas = scene.resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    side = int(SIDE * random.uniform(0.3, 0.5))
    oval = Image.new("L", (side, side))
    ImageDraw.Draw(oval).ellipse((side * 0.08, 0, side * 0.92, side), fill=255)
    left = int(random.uniform(0, SIDE - side))
    top = int(random.uniform(0.35, 0.9) * (SIDE - side))
    mask = oval.filter(ImageFilter.GaussianBlur(side / 30))
    canvas.paste(face.resize((side, side), Image.Resampling.BICUBIC), (left, top), mask)
    return canvas


def copies_apart(positive: Answers, groups: NDArray[np.int64], seed: int) -> Split:
    """Split by picture, then multiply and balance each part as the paper does the whole."""
    random = np.random.default_rng(seed)
    train, test = (
        balanced(part, positive, groups, random, alike=False)
        for part in folds_of(positive, groups, PARTS, seed)[0]
    )
    return Split(train, test, grouped=True)


WAYS: dict[str, Divide] = {
    "as published": published_split,
    "copies apart": copies_apart,
    "by picture": grouped_split,
}


def tested(pictures: PictureSet, positive: Answers, divide: Divide, schedule: Schedule, seed: int) -> float:
    """The test accuracy of one run."""
    split = divide(positive, pictures.groups, seed)
    backbone, cpu = build_backbone("starter"), torch.device("cpu")
    seen = see(backbone, pictures.pixels, split.samples, seed, cpu, None, quiet, CancelToken())
    with tempfile.TemporaryDirectory() as folder:
        checkpoints = Checkpoints(Path(folder), {}, False)
        trainer = Trainer(
            backbone, seen, split, schedule, seed, cpu, checkpoints, quiet, CancelToken()
        )  # fmt: skip
        rows = np.arange(len(split.train), len(split.samples))
        called = trainer.probabilities(trainer.train().network, rows) > 0.5
    return measures_of(split.test.positive, called).accuracy


def quiet(_line: str) -> None:
    """Nobody is told."""


def in_words(values: list[float]) -> str:
    """The mean over the seeds with its 95 % bootstrap interval."""
    found = measured(lambda rows: float(np.take(values, rows).mean()), np.arange(len(values)))
    return f"{found.value:6.1%} ({found.low:.1%} to {found.high:.1%})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--epochs", type=int, default=300)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    schedule = Schedule(epochs=options.epochs, epochs_fine=0, widths=(256,))
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        make(options.data, folder)
        pictures = load_pictures(folder, SIDE)
    true = pictures.labels == pictures.classes.index("dangerous")
    print(f"{DANGEROUS} dangerous, {OTHERS} others; starter backbone, {options.seeds} seeds\n")
    for title, lots in (("True labels", False), ("Labels by lot", True)):
        found: dict[str, list[float]] = {way: [] for way in WAYS}
        for seed in range(options.seeds):
            positive = np.random.default_rng(seed).permutation(true) if lots else true
            for way, divide in WAYS.items():
                found[way].append(tested(pictures, positive, divide, schedule, seed))
        print(f"{title}: test accuracy")
        for way, values in found.items():
            print(f"  {way:14} {in_words(values)}")
        honest = found["by picture"]
        for way in ("as published", "copies apart"):
            gap = [one - other for one, other in zip(found[way], honest, strict=True)]
            print(f"  {way} less by picture: {in_words(gap)}")
        print()


if __name__ == "__main__":
    main()
