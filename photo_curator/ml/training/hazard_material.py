"""What the hazard experiment is made from: all pictures, split, and what is said of them with persons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from photo_curator.ml.training.eyes import split
from photo_curator.ml.training.hazard_fitting import Values, plain_views, selfie_views
from photo_curator.ml.training.scenes import (
    HAZARDS,
    SceneSet,
    caltech_scenes,
    intel_scenes,
    portraits,
    room_scenes,
    tiny_scenes,
)
from photo_curator.ml.training.sources import Bytes, genki_faces

#: What counts as an ordinary place. Each kind weighs the same.
ORDINARY = ("rooms", "streets", "buildings", "portraits")
#: Pictures a class that a source is judged by, at most: Tiny ImageNet has many.
_JUDGED = 150
#: Persons pasted in front of each ordinary picture, and of each hazard, one after the other.
VERSIONS = 3
#: Whole faces that are trained on as pictures of their own.
_CLOSE_UPS = 600

Read = Callable[[torch.Tensor], Values]


@dataclass(frozen=True, slots=True)
class Material:
    """All pictures, split.

    Attributes:
        train: sources to train on; the last two are rooms and close-up faces.
        held: the same sources' held-out pictures, without the faces.
        whole: Tiny ImageNet, Intel and Caltech-101 undivided, for networks that never saw them.
        portraits: two halves with no person in both; never trained on.
        faces: crops to paste in training.
        held_faces: crops to paste in measuring; none of `faces`.
    """

    train: tuple[SceneSet, ...]
    held: tuple[SceneSet, ...]
    whole: tuple[SceneSet, ...]
    portraits: tuple[SceneSet, SceneSet]
    faces: Bytes
    held_faces: Bytes


@dataclass(frozen=True, slots=True)
class Pictures:
    """What something said of a set of pictures.

    Attributes:
        logits: [N, hazards].
        labels: [N, hazards].
        kinds: [N] the source's class, or one of `ORDINARY`.
        groups: [N] versions of one picture have the same.
    """

    logits: Values
    labels: NDArray[np.float32]
    kinds: NDArray[np.str_]
    groups: NDArray[np.int64]

    def of(self, rows: NDArray[np.integer] | NDArray[np.bool_]) -> Pictures:
        """Some of its rows."""
        return Pictures(self.logits[rows], self.labels[rows], self.kinds[rows], self.groups[rows])

    @property
    def weights(self) -> Values:
        """[N] every kind the same."""
        _, index, counts = np.unique(self.kinds, return_inverse=True, return_counts=True)
        result: Values = 1.0 / counts[index]
        return result


def material_of(data: Path, seed: int) -> Material:
    """Read and split everything.

    Raises:
        MissingDataError: an archive is not there.
    """
    halves = portraits(data)
    crops = np.stack([one.pixels for one in genki_faces(data)])
    mine, others = split(np.arange(len(crops)), seed)
    whole = (tiny_scenes(data), intel_scenes(data), caltech_scenes(data), room_scenes(data))
    parts = [split(one.groups, seed) for one in whole]
    few = crops[mine[:_CLOSE_UPS]]
    close_ups = SceneSet(
        "Faces", few, np.zeros((len(few), len(HAZARDS)), np.float32), np.full(len(few), "face"),
        np.arange(len(few)),
    )  # fmt: skip
    return Material(
        (*(one.of(train) for one, (train, _) in zip(whole, parts, strict=True)), close_ups),
        tuple(one.of(held) for one, (_, held) in zip(whole, parts, strict=True)),
        whole[:3],
        halves,
        crops[mine],
        crops[others],
    )


def seen_hazards(read: Read, scenes: SceneSet, faces: Bytes, seed: int) -> Pictures:
    """What is said of a source's hazards behind pasted persons."""
    scenes = scenes.of((scenes.labels == 1).any(1))
    return _selfies(read, scenes, scenes.kinds, faces, seed)


def seen_others(read: Read, material: Material, seed: int) -> Pictures:
    """What is said of Tiny ImageNet's held-out pictures of no hazard: things, pets, whatever there is."""
    scenes = material.held[0]
    scenes = scenes.of(~(scenes.labels == 1).any(1))
    return _selfies(read, scenes, scenes.kinds, material.held_faces, seed)


def seen_ordinary(read: Read, material: Material, target: str | None, seed: int) -> Pictures:
    """What is said of ordinary places with people: pasted persons, and whole portraits.

    Args:
        read: pictures -> logits.
        material: the pictures; held-out ones are taken, and all that a network never saw.
        target: name of the source it was not trained on, if any.
        seed: of the pasting.
    """
    intel = some_of(material.whole[1], seed) if target == "Intel" else material.held[1]
    intel = intel.of(np.isin(intel.kinds, ("street", "buildings")))
    rooms = material.held[3]
    names = np.where(intel.kinds == "street", "streets", "buildings")
    parts = [
        _selfies(read, rooms, np.full(len(rooms.kinds), "rooms"), material.held_faces, seed),
        _selfies(read, intel, names, material.held_faces, seed + 1),
    ]
    for half in material.portraits:
        said = read(plain_views(half))
        parts.append(Pictures(said, half.labels, np.full(len(said), "portraits"), half.groups))
    offset, groups = 0, []
    for part in parts:
        groups.append(part.groups + offset)
        offset += int(part.groups.max()) + 1
    return Pictures(
        np.concatenate([one.logits for one in parts]),
        np.concatenate([one.labels for one in parts]),
        np.concatenate([one.kinds for one in parts]),
        np.concatenate(groups),
    )


def halves(ordinary: Pictures) -> tuple[Pictures, Pictures]:
    """Ordinary pictures to fit thresholds on, and to measure false alarms on; no group in both."""
    fitting = np.zeros(len(ordinary.groups), bool)
    for kind in ORDINARY:
        rows = np.flatnonzero(ordinary.kinds == kind)
        names = np.unique(ordinary.groups[rows])
        # In their order: portraits stand by person, and a border lies between their halves.
        fitting[rows] = np.isin(ordinary.groups[rows], names[: len(names) // 2])
    return ordinary.of(fitting), ordinary.of(~fitting)


def some_of(scenes: SceneSet, seed: int) -> SceneSet:
    """At most so many pictures of each of a source's classes."""
    random = np.random.default_rng(seed)
    drawn = random.permutation(len(scenes.kinds))
    rows = [drawn[scenes.kinds[drawn] == kind][:_JUDGED] for kind in np.unique(scenes.kinds)]
    return scenes.of(np.sort(np.concatenate(rows)))


def _selfies(read: Read, scenes: SceneSet, kinds: NDArray[np.str_], faces: Bytes, seed: int) -> Pictures:
    said = [read(views) for views in selfie_views(scenes, faces, VERSIONS, seed)]
    return Pictures(
        np.concatenate(said) if said else np.empty((0, len(HAZARDS))),
        np.tile(scenes.labels, (VERSIONS, 1)),
        np.tile(kinds, VERSIONS),
        np.tile(scenes.groups, VERSIONS),
    )
