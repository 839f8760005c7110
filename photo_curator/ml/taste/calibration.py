"""From a head's mixture to true probabilities, scores on the user's own scale, and intervals that hold."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photo_curator.domain.face_table import FaceTable, PhotoScores
from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste_head import Floats, Reach, expected_miss, settled
from photo_curator.ml.heads import INTERVAL_SHARE

#: Share of photos whose verdict is "cannot tell": those whose scores are expected to miss most.
ABSTAIN = 0.1
#: Exponent on how often the user gives a level, which lifts the rare ones a little: a 5 too many is looked at
#: and passed over, a 5 never said is never found.
RARE_LEVELS = 0.85
#: Farthest a mark moves from where it is on a scale nobody stretched: of a head that knows nothing all
#: means are the same, and to draw these apart would be to throw dice.
_FARTHEST = 1.0
#: Least distance between marks.
_APART = 0.05
#: Exponents that are tried, and how many ratings the belief in 1 is worth.
_SHARPNESS, _PLAIN = np.geomspace(0.5, 2.0, 21), 5.0
#: What leaves the logarithms of the mixture as they are.
NO_TILT: Floats = np.zeros(len(LEVELS))
_TAILS = np.concatenate([[0.0], np.geomspace(0.001, 0.45, 60)])
_LEVELS = np.array(LEVELS, float)

Chosen = NDArray[np.bool_]


def as_level(mean: Floats) -> NDArray[np.int64]:
    """The level that a score shown as `mean` rounds to."""
    level: NDArray[np.int64] = np.floor(mean + 0.5).astype(np.int64).clip(1, 5)
    return level


def fit_sharpness(table: FaceTable, mixed: Floats, level: NDArray[np.int64], photos: Chosen) -> float:
    """The exponent under which ratings held out are most probable (temperature scaling: Guo et al. 2017).

    Args:
        table: the faces.
        mixed: [F, 5] of heads that did not see the photo's rating.
        level: [P].
        photos: [P] which photos to fit on.
    """
    rows = np.flatnonzero(photos)
    losses = [
        log_loss(table.photo_shares(settled(mixed, one, NO_TILT))[rows], level[rows]).sum()
        + _PLAIN * np.log(one) ** 2
        for one in _SHARPNESS
    ]
    return float(_SHARPNESS[int(np.argmin(losses))])


def log_loss(probabilities: Floats, level: NDArray[np.int64]) -> Floats:
    """-log of the true level's probability: [N, 5], [N] -> [N]."""
    values: Floats = -np.log(np.maximum(probabilities[np.arange(len(level)), level - 1], 1e-12))
    return values


def fit_reach(table: FaceTable, faces: Floats, level: NDArray[np.int64], photos: Chosen) -> Reach:
    """How to read distributions: marks, intervals that hold 80 % of ratings held out, and too much doubt.

    A squared loss, and few photos of the extremes, draw every score to the middle: the paper's L2 head never
    said 1 or 5 (To Post or Not To Post, figure 5). The marks put as many scores of photos held out on each
    level as the user does (see `RARE_LEVELS`), so a 4 in the app is what the user calls a 4; that moves the
    scores, in their order, and leaves the probabilities true. Intervals are split-conformal: the largest
    tail that still holds ceil(0.8 (n + 1)) of n ratings. Of the score's expected miss, which needs true
    probabilities, the `ABSTAIN` largest are "cannot tell": it tells large misses from small ones better than
    the interval's width, which hardly does.

    Args:
        table: the faces.
        faces: [F, 5] final probabilities of heads that did not see the photo's rating.
        level: [P].
        photos: [P] which photos to measure on.
    """
    shares = table.photo_shares(faces)[photos]
    marks = fit_marks(shares @ _LEVELS, level[photos])
    needed = min(1.0, np.ceil(INTERVAL_SHARE * (photos.sum() + 1)) / photos.sum())
    # Coverage falls as the tail grows: the last one that holds enough.
    first, last = 0, len(_TAILS) - 1
    while first < last:
        middle = (first + last + 1) // 2
        scores = table.photo_scores(faces, Reach(_TAILS[middle], marks=marks))
        if covered(scores, level)[photos].mean() >= needed:
            first = middle
        else:
            last = middle - 1
    miss = expected_miss(shares, Reach(marks=marks).score(shares))
    return Reach(float(_TAILS[first]), marks=marks, doubt=float(np.quantile(miss, 1 - ABSTAIN)))


def fit_marks(mean: Floats, level: NDArray[np.int64]) -> tuple[float, ...]:
    """The means that part the levels as the ratings do: [N], [N] -> four, ascending, within 1..5."""
    given = (np.bincount(level, minlength=len(LEVELS) + 1)[1:] + 1.0) ** RARE_LEVELS
    found = np.quantile(mean, np.cumsum(given / given.sum())[:-1])
    plain = _LEVELS[:-1] + 0.5
    found = found.clip(plain - _FARTHEST, plain + _FARTHEST)
    apart = _APART * np.arange(len(found))
    return tuple((np.maximum.accumulate(found - apart) + apart).clip(1 + _APART, 5 - _APART).tolist())


def covered(scores: PhotoScores, level: NDArray[np.int64]) -> Chosen:
    """[P] whether the interval holds the rating."""
    held: Chosen = (scores.low <= level) & (level <= scores.high)
    return held
