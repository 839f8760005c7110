"""From a head's mixture to a distribution on the user's own scale, with intervals that hold what they say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photo_curator.domain.face_table import FaceTable, PhotoScores
from photo_curator.domain.score import LEVELS, WIDEST_USEFUL_INTERVAL
from photo_curator.domain.taste_head import Floats, Reach, settled
from photo_curator.ml.heads import INTERVAL_SHARE

#: Exponent on the mixture. Heads fitted to few ratings hedge, and their means crowd around 3.
SHARPNESS = 2.0
#: Bounds of the share of photos whose verdict is "cannot tell".
FEWEST_UNSURE, MOST_UNSURE = 0.04, 0.2
#: Exponent on how often the user gives a level, which lifts the rare ones a little: a 5 too many is looked at
#: and passed over, a 5 never said is never found.
RARE_LEVELS = 0.75
#: Bound of what is added to each logarithm. Where a head tells levels apart badly no tilt gives the shares
#: wanted, and without a bound one level's probability goes to nothing.
_STEEPEST = 1.5
_TAILS = np.concatenate([[0.0], np.geomspace(0.001, 0.45, 60)])
_ROUNDS = 25
_LEVELS = np.array(LEVELS, float)

Chosen = NDArray[np.bool_]


def as_level(mean: Floats) -> NDArray[np.int64]:
    """The level that a score shown as `mean` rounds to."""
    level: NDArray[np.int64] = np.floor(mean + 0.5).astype(np.int64).clip(1, 5)
    return level


def fit_tilt(table: FaceTable, mixed: Floats, level: NDArray[np.int64], photos: Chosen) -> Floats:
    """What added to the logarithms gives each level as often as the user gives it.

    A squared loss, and few photos of the extremes, draw every score to the middle: the paper's L2 head never
    said 1 or 5 (To Post or Not To Post, figure 5). Here the rounded means of photos held out have the shares
    of the ratings themselves (see `RARE_LEVELS`), so a 4 in the app is what the user calls a 4.

    Args:
        table: the faces.
        mixed: [F, 5] of heads that did not see the photo's rating.
        level: [P].
        photos: [P] which photos to match on.

    Returns:
        [5], each within `_STEEPEST` of 0.
    """
    given = _shares(level[photos]) ** RARE_LEVELS
    given /= given.sum()
    tilt = np.zeros(len(LEVELS))
    for turn in range(_ROUNDS):
        mean = table.photo_shares(settled(mixed, SHARPNESS, tilt)) @ _LEVELS
        step = 0.5 * (1 - turn / _ROUNDS)
        tilt += step * np.log(given / _shares(as_level(mean[photos])))
        tilt = (tilt - tilt.mean()).clip(-_STEEPEST, _STEEPEST)
    return tilt


def _shares(level: NDArray[np.int64]) -> Floats:
    """How often each level occurs, none never: one is added to each count."""
    counts = np.bincount(level, minlength=len(LEVELS) + 1)[1:].astype(float) + 1.0
    shares: Floats = counts / counts.sum()
    return shares


def fit_reach(table: FaceTable, faces: Floats, level: NDArray[np.int64], photos: Chosen) -> Reach:
    """Intervals that hold 80 % of ratings held out, and the width past which they say nothing.

    Split-conformal on out-of-fold scores: the largest tail that still holds ceil(0.8 (n + 1)) of n ratings.
    Wider than `WIDEST_USEFUL_INTERVAL` is "cannot tell", as everywhere; but where that would be nearly no
    photo, or a fifth of them, the bound moves so far that it is the least certain `FEWEST_UNSURE`, or
    `MOST_UNSURE`, at most: who rates sharply gets used to sharp scores, who rates loosely still wants some.

    Args:
        table: the faces.
        faces: [F, 5] final probabilities of heads that did not see the photo's rating.
        level: [P].
        photos: [P] which photos to measure on.
    """
    needed = min(1.0, np.ceil(INTERVAL_SHARE * (photos.sum() + 1)) / photos.sum())
    # Coverage falls as the tail grows: the last one that holds enough.
    first, last = 0, len(_TAILS) - 1
    while first < last:
        middle = (first + last + 1) // 2
        if covered(table.photo_scores(faces, Reach(_TAILS[middle])), level)[photos].mean() >= needed:
            first = middle
        else:
            last = middle - 1
    tail = float(_TAILS[first])
    scores = table.photo_scores(faces, Reach(tail))
    width = (scores.high - scores.low)[photos]
    least, most = np.quantile(width, [1 - MOST_UNSURE, 1 - FEWEST_UNSURE])
    return Reach(tail, float(min(max(WIDEST_USEFUL_INTERVAL, least), most)))


def covered(scores: PhotoScores, level: NDArray[np.int64]) -> Chosen:
    """[P] whether the interval holds the rating."""
    held: Chosen = (scores.low <= level) & (level <= scores.high)
    return held
