"""Labelled scenes for the hazards, read in place from their archives.

A label is 1, 0, or NaN where the source cannot tell: a picture filed under "cliff" may show the sea as
well, and nobody looked. NaN takes no part in training, and never counts as a picture without the hazard.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photo_curator.ml.training.sources import Bytes, Floats, existing, labels_of, picture_of

#: In the order of the columns.
HAZARDS = ("height", "water", "rail", "animal", "bridge", "weapon")

#: What a picture of a hazard may show besides.
_MAY_SHOW = {
    "height": {"water", "animal", "bridge"},
    "water": {"height", "bridge", "animal"},
    "rail": {"bridge", "height"},
    "animal": {"water", "height"},
    "bridge": {"height", "water", "rail"},
    "weapon": {"height", "water"},
}
#: Tiny ImageNet's classes without a hazard that may yet show one.
_TINY_MAY_SHOW = {
    "water": {
        "albatross", "American lobster", "beacon", "bikini", "black stork", "bullfrog", "cliff dwelling",
        "coral reef", "brain coral", "dam", "dugong", "fountain", "gondola", "goldfish", "goose",
        "jellyfish", "king penguin", "lifeboat", "sea cucumber", "sea slug", "snorkel", "spiny lobster",
        "sunglasses", "swimming trunks", "umbrella", "volleyball", "crane", "flagpole", "pole", "water tower",
        "tailed frog",
    },
    "height": {
        "albatross", "bannister", "beacon", "bighorn", "cliff dwelling", "crane", "dam", "flagpole",
        "gazelle", "king penguin", "ox", "water tower", "thatch", "barn",
    },
    "rail": {"trolleybus", "moving van", "crane", "school bus", "turnstile"},
    "animal": {
        "Arabian camel", "baboon", "bighorn", "black widow", "centipede", "chimpanzee", "Egyptian cat",
        "dugong", "gazelle", "German shepherd", "hog", "orangutan", "ox", "tabby", "tailed frog", "tarantula",
    },
    "bridge": {"beacon", "crane", "dam", "gondola", "triumphal arch", "water tower"},
    "weapon": {"gasmask", "military uniform", "tractor"},
}  # fmt: skip
#: Intel's scenes: what they show, and what they may show besides. Many glaciers are mountains and
#: many end in water: they claim neither.
_INTEL = {
    "buildings": (set(), {"bridge"}),
    "forest": (set(), {"water", "animal", "bridge"}),
    "glacier": (set(), {"height", "water"}),
    "mountain": ({"height"}, {"water", "animal", "bridge"}),
    "sea": ({"water"}, {"height", "animal", "bridge"}),
    "street": (set(), {"rail", "bridge"}),
}  # fmt: skip
#: Sides that pictures are stored at, in pixels: about what the archives have.
_TINY_SIDE, _INTEL_SIDE, _SIDE = 64, 112, 128
#: Pictures of Caltech's faces at the border of the two halves that neither gets: the longest series of
#: one person has fewer.
_SERIES = 30


@dataclass(frozen=True, slots=True)
class SceneSet:
    """Pictures of one source.

    Attributes:
        name: of the source.
        pixels: [N, S, S, 3] RGB, 0..255, squeezed to squares.
        labels: [N, 6] 1, 0 or NaN, by `HAZARDS`.
        kinds: [N] the source's own class.
        groups: [N] what a split never separates (rooms of one house).
    """

    name: str
    pixels: Bytes
    labels: Floats
    kinds: NDArray[np.str_]
    groups: NDArray[np.int64]

    def of(self, rows: NDArray[np.integer] | NDArray[np.bool_]) -> SceneSet:
        """Some of its rows."""
        return SceneSet(self.name, self.pixels[rows], self.labels[rows], self.kinds[rows], self.groups[rows])

    def parts(self, size: int) -> Iterator[SceneSet]:
        """All its rows in turn, so many at a time."""
        for first in range(0, len(self.labels), size):
            yield self.of(np.arange(first, min(first + size, len(self.labels))))


def tiny_scenes(data: Path) -> SceneSet:
    """Tiny ImageNet: web photos, 64 x 64; whole classes of hazards and some of all others."""
    with zipfile.ZipFile(existing(data / "scenes_tiny_imagenet.zip")) as archive:
        rows = labels_of(archive)
        labels = []
        for row in rows:
            shown = set(HAZARDS) & {row["hazard"]}
            unsure = {one for one in HAZARDS if row["name"] in _TINY_MAY_SHOW[one]}
            labels.append(_label(shown, unsure if not shown else _MAY_SHOW[row["hazard"]]))
        return _scenes("Tiny ImageNet", archive, rows, labels, [row["name"] for row in rows], _TINY_SIDE)


def intel_scenes(data: Path) -> SceneSet:
    """Intel's scenes, 112 x 112: sea is water, mountain is height, glaciers claim neither."""
    with zipfile.ZipFile(existing(data / "scenes_intel.zip")) as archive:
        rows = labels_of(archive)
        labels = [_label(*_INTEL[row["scene"]]) for row in rows]
        return _scenes("Intel", archive, rows, labels, [row["scene"] for row in rows], _INTEL_SIDE)


def caltech_scenes(data: Path) -> SceneSet:
    """Caltech-101's hazards. Its background pictures, of which nobody knows what they show, are left out."""
    with zipfile.ZipFile(existing(data / "scenes_caltech.zip")) as archive:
        rows = [row for row in labels_of(archive) if row["hazard"] != "none"]
        labels = [_label({row["hazard"]}, _MAY_SHOW[row["hazard"]]) for row in rows]
        return _scenes("Caltech-101", archive, rows, labels, [row["category"] for row in rows], _SIDE)


def room_scenes(data: Path) -> SceneSet:
    """Bedrooms, bathrooms and kitchens; the rooms of one house belong together."""
    with zipfile.ZipFile(existing(data / "scenes_rooms.zip")) as archive:
        rows = labels_of(archive)
        houses = [int(row["file"].split("/")[-1].split("_")[0]) for row in rows]
        labels = [_label((), ())] * len(rows)
        return _scenes("Rooms", archive, rows, labels, [row["room"] for row in rows], _SIDE, houses)


def portraits(data: Path) -> tuple[SceneSet, SceneSet]:
    """Caltech's faces: whole photos of people, most of them in offices. No network is trained on them.

    Returns:
        Two halves with no person in both: the archive has each person's photos in a row.
    """
    with zipfile.ZipFile(existing(data / "faces_caltech.zip")) as archive:
        rows = sorted(labels_of(archive), key=lambda row: row["file"])
        labels = [_label((), ())] * len(rows)
        both = _scenes("Portraits", archive, rows, labels, ["portrait"] * len(rows), _SIDE)
    border = (len(rows) - min(_SERIES, len(rows) // 3)) // 2
    return both.of(np.arange(border)), both.of(np.arange(len(rows) - border, len(rows)))


def _label(shown: Iterable[str], unsure: Iterable[str]) -> list[float]:
    return [1.0 if one in shown else float("nan") if one in unsure else 0.0 for one in HAZARDS]


def _scenes(
    name: str, archive: zipfile.ZipFile, rows: list[dict[str, str]], labels: list[list[float]],
    kinds: list[str], side: int, groups: list[int] | None = None,
) -> SceneSet:  # fmt: skip
    pixels = np.empty((len(rows), side, side, 3), np.uint8)
    for index, row in enumerate(rows):
        image = Image.fromarray(picture_of(archive, row["file"]))
        pixels[index] = np.asarray(image.resize((side, side), Image.Resampling.BILINEAR))
    return SceneSet(
        name,
        pixels,
        np.array(labels, np.float32),
        np.array(kinds),
        np.arange(len(rows)) if groups is None else np.array(groups),
    )
