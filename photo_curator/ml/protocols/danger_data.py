"""The dangerous-selfie paper's data: augmented copies, balanced classes, the split into train and test.

The paper multiplies its rare class and balances before it splits, so copies of one picture come to
stand on both sides; and only dangerous pictures are ever shifted, flipped, rotated or sheared, so the
traces of that alone give their class away. `published_split` does so; `grouped_split` does neither.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold
from torch import Tensor
from torch.nn import functional

from photo_curator.ml.protocols.labelled import PictureSet, UnusableDataError

#: What is done to copies (section 4, "Handling Skewness"). The picture itself and one copy by each of
#: the four operations: the reading under which 623 pictures become 3,115 exactly.
OPERATIONS = ("as it is", "shift", "flip", "rotate", "shear")
#: 80 % to train on, 20 % to test on.
PARTS = 5
#: Shares of the side, radians, degrees; all from section 4.
_SHIFT, _SHEAR, _ZOOM, _TURN = 0.2, 0.2, 0.2, 180.0

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Samples:
    """Pictures and altered copies of pictures.

    Attributes:
        sources: [M] rows of the pictures they come from.
        operations: [M] places in `OPERATIONS`.
        positive: [M] whether they carry the label that is looked for.
        groups: [M] of their sources.
    """

    sources: Rows
    operations: Rows
    positive: NDArray[np.bool_]
    groups: Rows

    def __len__(self) -> int:
        return len(self.sources)

    def chosen(self, rows: Rows) -> Samples:
        """Some of them."""
        return Samples(self.sources[rows], self.operations[rows], self.positive[rows], self.groups[rows])


@dataclass(frozen=True, slots=True)
class Split:
    """What is trained on and what is tested on.

    Attributes:
        train: shuffled.
        test: shuffled.
        grouped: whether a group's samples are kept together, here and in the folds.
    """

    train: Samples
    test: Samples
    grouped: bool

    @property
    def samples(self) -> Samples:
        """Training samples, then test samples."""
        one, two = self.train, self.test
        return Samples(
            np.concatenate([one.sources, two.sources]),
            np.concatenate([one.operations, two.operations]),
            np.concatenate([one.positive, two.positive]),
            np.concatenate([one.groups, two.groups]),
        )

    @property
    def shared(self) -> float:
        """Share of the test samples with a picture of the same group among the training samples."""
        return float(self._seen.mean())

    @property
    def shared_positive(self) -> float:
        """The same among the positive test samples."""
        return float(self._seen[self.test.positive].mean())

    @property
    def _seen(self) -> NDArray[np.bool_]:
        return np.isin(self.test.groups, self.train.groups)

    @property
    def independent(self) -> int:
        """How many folds `train` allows: samples, or whole groups, of the class with fewer."""
        kept = [self.train.groups[self.train.positive == wanted] for wanted in (True, False)]
        return min(len(np.unique(groups) if self.grouped else groups) for groups in kept)

    def folds(self, count: int, seed: int) -> list[tuple[Rows, Rows]]:
        """Rows of `train` to fit and to validate on, for each fold."""
        return folds_of(self.train.positive, self.train.groups if self.grouped else None, count, seed)


def positive_labels(pictures: PictureSet, name: str) -> NDArray[np.bool_]:
    """[N] whether pictures carry the label looked for.

    Raises:
        UnusableDataError: not two classes, neither has that name, or one has fewer than `PARTS`
            independent pictures.
    """
    if len(pictures.classes) != 2 or name not in pictures.classes:
        raise UnusableDataError(
            f"“{pictures.folder}” must hold two classes, one of them called “{name}”; "
            f"it holds {', '.join(pictures.classes)}."
        )
    for place, kind in enumerate(pictures.classes):
        found = len(np.unique(pictures.groups[pictures.labels == place]))
        if found < PARTS:
            raise UnusableDataError(
                f"“{pictures.folder}” holds {found} independent pictures labelled “{kind}”; "
                f"at least {PARTS} of each class are needed to train on some and test on others."
            )
    positive: NDArray[np.bool_] = pictures.labels == pictures.classes.index(name)
    return positive


def published_split(positive: NDArray[np.bool_], groups: Rows, seed: int) -> Split:
    """As the paper: multiply the rare class, balance, shuffle, then split 80:20.

    Args:
        positive: [N] of the pictures.
        groups: [N] likewise.
        seed: of all draws.
    """
    random = np.random.default_rng(seed)
    rows = np.arange(len(positive))
    everything = balanced(rows, positive, groups, random, alike=False)
    first = round(len(everything) * (PARTS - 1) / PARTS)
    order = random.permutation(len(everything))
    split = Split(everything.chosen(order[:first]), everything.chosen(order[first:]), grouped=False)
    for part in (split.train, split.test):
        if len(np.unique(part.positive)) < 2:
            raise UnusableDataError("There are too few pictures: a part of the split got one class only.")
    return split


def grouped_split(positive: NDArray[np.bool_], groups: Rows, seed: int) -> Split:
    """Split 80:20 by group first; multiply and balance the training part only.

    Copies are made of both classes in the same shares, so that being altered tells nothing. The test
    part is of untouched pictures, balanced by leaving some out.

    Arguments as `published_split`.

    Raises:
        UnusableDataError: the groups cannot be divided so that both parts have both classes.
    """
    random = np.random.default_rng(seed)
    train, test = folds_of(positive, groups, PARTS, seed)[0]
    for part in (train, test):
        if len(np.unique(positive[part])) < 2:
            raise UnusableDataError(
                "The groups cannot be divided so that both the training and the test part have both classes."
            )
    return Split(
        balanced(train, positive, groups, random, alike=True),
        _untouched(test, positive, groups, random),
        grouped=True,
    )


def balanced(
    rows: Rows, positive: NDArray[np.bool_], groups: Rows, random: np.random.Generator, alike: bool
) -> Samples:
    """Multiply the rarer class by altered copies, then bring both down to the smaller number.

    Args:
        rows: of the pictures to draw from.
        positive: [N] of all pictures.
        groups: [N] likewise.
        random: for all draws.
        alike: whether the other class is altered too, in the same shares; the paper leaves it as it is.

    Returns:
        As many samples of each class, shuffled.
    """
    of_class = positive[rows], ~positive[rows]
    rare, common = (rows[mask] for mask in sorted(of_class, key=lambda mask: int(mask.sum())))
    count = min(len(OPERATIONS) * len(rare), len(common))
    # Round by round: every picture once as it is, before any comes a second time.
    rounds = [random.permutation(rare) for _ in OPERATIONS]
    altered = random.permuted(np.tile(np.arange(1, len(OPERATIONS)), (len(positive), 1)), axis=1)
    of_rare = np.concatenate(
        [np.zeros_like(rare), *(altered[one, place] for place, one in enumerate(rounds[1:]))]
    )[:count]
    sources = np.concatenate([np.concatenate(rounds)[:count], random.permutation(common)[:count]])
    of_common = random.permutation(of_rare) if alike else np.zeros_like(of_rare)
    operations = np.concatenate([of_rare, of_common])
    order = random.permutation(len(sources))
    return Samples(sources, operations, positive[sources], groups[sources]).chosen(order)


def folds_of(
    positive: NDArray[np.bool_], groups: Rows | None, count: int, seed: int
) -> list[tuple[Rows, Rows]]:
    """Rows to fit and to hold out, for each of `count` folds that keep the classes' shares.

    Args:
        positive: [M].
        groups: [M] kept together; None: each sample for itself.
        count: of folds.
        seed: of the shuffling.

    Raises:
        UnusableDataError: a class has fewer samples, or groups, than there are folds.
    """
    for wanted in (True, False):
        members = np.flatnonzero(positive == wanted)
        found = len(members if groups is None else np.unique(groups[members]))
        if found < count:
            raise UnusableDataError(
                f"One class has {found} independent pictures to train on; {count} folds need {count}."
            )
    splitter = (StratifiedKFold if groups is None else StratifiedGroupKFold)(
        count, shuffle=True, random_state=seed
    )
    return list(splitter.split(positive, positive, groups))


def pictures_of(pixels: NDArray[np.uint8], samples: Samples, seed: int) -> Tensor:
    """The samples' pictures, altered as they are to be.

    A copy depends on the seed, its source and its operation alone, so the same copy is the same in
    every run and every part.

    Args:
        pixels: [N, side, side, 3] of all pictures, 0..255.
        samples: M of them.
        seed: of the alterations.

    Returns:
        [M, 3, side, side], 0..1.
    """
    found = torch.from_numpy(pixels[samples.sources]).permute(0, 3, 1, 2).float() / 255
    turned = np.flatnonzero(samples.operations)
    if len(turned):
        maps = np.stack(
            [_map(int(samples.operations[row]), seed, int(samples.sources[row])) for row in turned]
        )
        # The edge is repeated outwards, as the usual augmentation does.
        chosen = found[turned]
        grid = functional.affine_grid(torch.from_numpy(maps), list(chosen.shape), align_corners=False)
        found[turned] = functional.grid_sample(chosen, grid, padding_mode="border", align_corners=False)
    return found


def _untouched(rows: Rows, positive: NDArray[np.bool_], groups: Rows, random: np.random.Generator) -> Samples:
    """As many pictures of each class as the smaller has, shuffled."""
    classes = [random.permutation(rows[positive[rows] == wanted]) for wanted in (True, False)]
    count = min(map(len, classes))
    kept = random.permutation(np.concatenate([one[:count] for one in classes]))
    return Samples(kept, np.zeros_like(kept), positive[kept], groups[kept])


def _map(operation: int, seed: int, source: int) -> NDArray[np.float32]:
    """Where a copy's points come from: [2, 3], in units of half the side around the middle."""
    random = np.random.default_rng((seed, source, operation))
    match OPERATIONS[operation]:
        case "shift":
            right, down = 2 * random.uniform(-_SHIFT, _SHIFT, 2)
            rows = [[1, 0, right], [0, 1, down]]
        case "flip":
            # Sideways, upside down, or both.
            across, down = ((-1, 1), (1, -1), (-1, -1))[random.integers(3)]
            rows = [[across, 0, 0], [0, down, 0]]
        case "rotate":
            angle = math.radians(random.uniform(0, _TURN))
            rows = [[math.cos(angle), -math.sin(angle), 0], [math.sin(angle), math.cos(angle), 0]]
        case "shear":
            slant = random.uniform(-_SHEAR, _SHEAR)
            across, down = 1 + random.uniform(-_ZOOM, _ZOOM, 2)
            rows = [[across, -across * math.sin(slant), 0], [0, down * math.cos(slant), 0]]
        case _:
            rows = [[1, 0, 0], [0, 1, 0]]
    return np.array(rows, np.float32)
