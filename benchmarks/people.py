"""How well faces are grouped into people, on labelled faces.

    python -m benchmarks.people --folder DIR            (a folder with one folder a person)
    python -m benchmarks.people --table FILE.csv        (columns: path, person)
    python -m benchmarks.people --caltech DATA          (faces_caltech.zip; labels in people_caltech.toml)
        [--embedding facenet|starter] [--weights FILE] [--seed N]

The largest face of each picture is found, cut and read as the app does it. Without `--embedding` it is read
by facenet where its weights are on this machine, else by the starter, which was trained to tell smiles and
poses, not persons: its figures say what the grouping is worth on a weak embedding, nothing about facenet.

A pair of faces in one group counts as right where both are one person's. Precision, recall and F1 over all
pairs, with 95 % intervals by bootstrap over people. Thresholds are chosen on half of the people, for the best
F1, and measured on the other half, then the other way round; only pairs within a half are counted.
Beside it: each face its own group; all pairs above a threshold joined (single linkage); and, for facenet,
the grouping with the thresholds that ship.
"""

from __future__ import annotations

import argparse
import csv
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from photo_curator.domain.grouping import ALIKE, ALIKE_ON_AVERAGE, NEIGHBOURS, group
from photo_curator.domain.people import IDENTITY_WEIGHTS
from photo_curator.domain.photo import FileRole
from photo_curator.media.decode import decode
from photo_curator.ml.backbones import weights_file
from photo_curator.ml.crops import AlignedCrop, align
from photo_curator.ml.device import cpu, set_threads
from photo_curator.ml.faces import FaceDetector
from photo_curator.ml.identity import FaceReader, alike_pairs
from photo_curator.ml.reduction import detector_view
from photo_curator.ml.scorer import batch_of, starter_scorer

LABELS = Path(__file__).with_name("people_caltech.toml")
THRESHOLDS = np.round(np.arange(0.2, 0.98, 0.02), 2)
#: Pairs are looked for among those at least so much less alike than groups must be on average.
SLACK = ALIKE - ALIKE_ON_AVERAGE
REPEATS = 1000

Labels = NDArray[np.int64]
Vectors = NDArray[np.float32]
#: Vectors and a threshold in, a group number for each out.
Way = Callable[[Vectors, float], Labels]


def pictures(options: argparse.Namespace) -> Iterator[tuple[str, bytes, str]]:
    """Name, bytes and person of every picture."""
    if options.folder:
        for path in sorted(options.folder.glob("*/*")):
            yield path.name, path.read_bytes(), path.parent.name
    elif options.table:
        with options.table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                path = options.table.parent / row["path"]
                yield path.name, path.read_bytes(), row["person"]
    else:
        people = tomllib.loads(LABELS.read_text("utf-8"))["people"]
        of = {number: str(first) for first, last in people for number in range(first, last + 1)}
        with zipfile.ZipFile(options.caltech / "faces_caltech.zip") as archive:
            for name in sorted(archive.namelist()):
                number = Path(name).stem.rpartition("_")[2]
                if number.isdecimal() and int(number) in of:
                    yield name, archive.read(name), of[int(number)]


def faces(options: argparse.Namespace) -> tuple[list[AlignedCrop], list[str], int]:
    """Aligned crops with their people; and how many pictures show no face."""
    detector, crops, people, without = FaceDetector(cpu()), [], [], 0
    for name, data, person in pictures(options):
        picture = decode(data, "", name, FileRole.PICTURE, 0, smallest_side=1).picture
        found = detector.detect(picture, detector_view(picture))
        if not found:
            without += 1
            continue
        crops.append(align(picture, found[0].landmarks, found[0].box, 1.0))
        people.append(person)
    return crops, people, without


def read_by_starter(crops: list[AlignedCrop]) -> Vectors:
    """The starter's embedding, centred: else all faces are alike."""
    scorer, parts = starter_scorer(), []
    with torch.no_grad():
        for start in range(0, len(crops), 32):
            part = crops[start : start + 32]
            points = torch.from_numpy(np.stack([crop.landmarks for crop in part]))
            parts.append(scorer(*batch_of(part, torch.device("cpu")), points).embedding.numpy())
    values = np.concatenate(parts)
    values = values - values.mean(0)
    unit: Vectors = (values / np.linalg.norm(values, axis=1, keepdims=True)).astype(np.float32)
    return unit


def read_by_facenet(crops: list[AlignedCrop], weights: Path | None) -> Vectors:
    """As the app reads them."""
    reader = FaceReader("cpu", weights)
    pixels = [crop.pixels for crop in crops]
    parts = [reader.read(pixels[start : start + 32]) for start in range(0, len(pixels), 32)]
    return np.concatenate(parts).astype(np.float32)


def alone(vectors: Vectors, _threshold: float) -> Labels:
    """Each face its own group."""
    return np.arange(len(vectors))


def joined(vectors: Vectors, threshold: float) -> Labels:
    """Every pair above a threshold is one person (single linkage)."""
    rows, columns = np.nonzero(vectors @ vectors.T >= threshold)
    count = len(vectors)
    links = coo_array((np.ones(len(rows)), (rows, columns)), shape=(count, count))
    found: Labels = connected_components(links, directed=False)[1].astype(np.int64)
    return found


def ours(vectors: Vectors, threshold: float, least: float | None = None) -> Labels:
    """As the app groups; faces of nobody are groups of their own."""
    rows = np.arange(len(vectors))
    pairs = alike_pairs(vectors, rows, NEIGHBOURS, threshold + SLACK if least is None else least)
    found = np.array(group(vectors, pairs, rows.tolist(), [0] * len(rows), {}, alike=threshold))
    # Groups count down from -1; whoever is nobody's gets a number nobody has.
    return np.where(found < 0, found, rows)


WAYS: dict[str, Way] = {
    "each face its own": alone,
    "plain threshold": joined,
    "average linkage (ours)": ours,
}


class Counts:
    """Right, wrong and missed pairs, by person and by pair of people, for the bootstrap.

    Args:
        found: group of each face.
        person: of each face, from 0.
    """

    def __init__(self, found: Labels, person: Labels) -> None:
        groups = np.unique(found, return_inverse=True)[1]
        table = np.zeros((groups.max() + 1, person.max() + 1))
        np.add.at(table, (groups, person), 1)
        self.people = table.shape[1]
        self._right = (table * (table - 1) / 2).sum(0)
        of = table.sum(0)
        self._all = of * (of - 1) / 2
        mixed = table.T @ table
        np.fill_diagonal(mixed, 0)
        self._wrong = mixed / 2  # every pair of people twice

    def figures(self, weight: NDArray[np.float64]) -> NDArray[np.float64]:
        """Precision, recall and F1 with each person counted so many times."""
        right, wrong = weight @ self._right, weight @ self._wrong @ weight
        precision = right / (right + wrong) if right + wrong else 1.0
        recall = right / max(weight @ self._all, 1.0)
        both = precision + recall
        return np.array([precision, recall, 2 * precision * recall / both if both else 0.0])


def best_threshold(way: Way, vectors: Vectors, person: Labels) -> float:
    """The threshold with the best F1 on these faces."""
    scores = [
        Counts(way(vectors, float(value)), person).figures(np.ones(person.max() + 1))[2]
        for value in THRESHOLDS
    ]
    return float(THRESHOLDS[int(np.argmax(scores))])


def held_out(way: Way, vectors: Vectors, person: Labels, seed: int) -> tuple[Labels, list[float]]:
    """Groups of all faces, each half of the people with the other half's threshold."""
    half = np.random.default_rng(seed).permutation(person.max() + 1) % 2
    side = half[person]
    found, used = np.zeros(len(person), np.int64), []
    for one in (0, 1):
        here = side == one
        others = np.unique(person[~here], return_inverse=True)[1]
        used.append(best_threshold(way, vectors[~here], others))
        groups = np.unique(way(vectors[here], used[-1]), return_inverse=True)[1]
        found[here] = groups + one * len(person)
    return found, used


def drawn_people(dice: np.random.Generator, count: int) -> NDArray[np.float64]:
    """How often each person was drawn, with replacement."""
    return np.bincount(dice.integers(0, count, count), minlength=count).astype(float)


def line(name: str, found: Labels, person: Labels, seed: int, remark: str = "") -> None:
    """Print one way's figures."""
    counts = Counts(found, person)
    dice = np.random.default_rng(seed)
    drawn = [counts.figures(drawn_people(dice, counts.people)) for _ in range(REPEATS)]
    whole = counts.figures(np.ones(counts.people))
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    cells = [
        f"{value:.3f} [{below:.3f}, {above:.3f}]"
        for value, below, above in zip(whole, low, high, strict=True)
    ]
    groups = int((np.unique(found, return_counts=True)[1] > 1).sum())
    print(f"{name:24} " + "  ".join(f"{cell:22}" for cell in cells) + f" {groups:6}  {remark}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    for name in ("--folder", "--table", "--caltech"):
        source.add_argument(name, type=Path)
    parser.add_argument("--embedding", choices=("facenet", "starter"))
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    set_threads(1)
    here = options.weights is not None or weights_file(IDENTITY_WEIGHTS, None) is not None
    embedding = options.embedding or ("facenet" if here else "starter")
    crops, names, without = faces(options)
    person = np.unique(names, return_inverse=True)[1].astype(np.int64)
    print(f"{len(crops)} faces of {person.max() + 1} people; {without} pictures without a face")
    if embedding == "starter":
        print("Embedding: the starter's, which was not made to tell persons apart; facenet was not measured.")
        vectors = read_by_starter(crops)
    else:
        print("Embedding: facenet.")
        vectors = read_by_facenet(crops, options.weights)
    same = person[:, None] == person[None, :]
    cosines, upper = vectors @ vectors.T, np.triu(np.ones_like(same), 1)
    for words, pairs in (("one person's", same & upper), ("two people's", ~same & upper)):
        print(
            f"cosines of {words} pairs: "
            + ", ".join(
                f"{share} %: {np.percentile(cosines[pairs], share):.2f}" for share in (1, 5, 50, 95, 99)
            )
        )
    print(f"{'':24} {'precision':22}  {'recall':22}  {'F1':22} groups")
    for name, way in WAYS.items():
        found, used = held_out(way, vectors, person, options.seed)
        line(name, found, person, options.seed, "" if way is alone else f"thresholds {used[0]}, {used[1]}")
    if embedding == "facenet":
        line("ours as shipped", ours(vectors, ALIKE_ON_AVERAGE, ALIKE), person, options.seed)


if __name__ == "__main__":
    main()
