"""Which photos would teach most: of levels still missing, then of every level; one of each series."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from photo_curator.domain.taste import NEEDED_OF_EACH
from photo_curator.domain.taste_head import Floats, standard

#: With so many ratings they count as much as the first guess. Found by the benchmark's raters that are not
#: reported, like everything here.
_GUESS_WORTH = 20.0
#: How often levels are given, as far as nobody knows, and how many ratings that belief is worth.
_USUAL, _USUAL_WORTH = np.array([0.1, 0.2, 0.4, 0.2, 0.1]), 5.0
#: Where a 1 or a 5 is missing, so much of the photos where it is expected are looked through: the outermost.
_OUTERMOST = 0.2
#: Pull of the expectation's weights towards 0, for each rating.
_PULL = 1.0

Rows = NDArray[np.int64]


def most_useful(
    features: Floats,
    guess: Floats,
    series: Rows,
    rated: Floats,
    level: Rows,
    rated_series: Rows,
    embedding: int,
    count: int,
) -> Rows:
    """Choose photos whose ratings would teach a head most.

    Photos are put in the order of the level that the ratings so far let expect. While a level has fewer
    ratings than a training needs, which for 1 and 5 takes longest, photos are asked for where it is expected;
    then at even steps of the order. Of a series, whose frames teach the same, one is asked for. This needs
    half as many ratings as random order before a head can be trained. That head is no better than one of as
    many random ratings: choosing by uncertainty and novelty (greedy optimal design, the variance over all
    photos, k-means) was tried and gave none that is. See `benchmarks.taste_queue`.

    Args:
        features: [N, D] of the candidates, see `taste_head.features`.
        guess: [N] a score of each that needs no ratings.
        series: [N] which series each belongs to.
        rated: [M, D] of the photos with a rating.
        level: [M] these ratings.
        rated_series: [M] which series those belong to: no more is asked of them while there are others.
        embedding: how many of the columns are the embedding's.
        count: how many to choose.

    Returns:
        Rows of the candidates, in no order that would give away what is expected. The same until there are
        other ratings or photos.
    """
    random = np.random.default_rng((len(features), len(rated)))
    merit = expected(features, guess, rated, level, embedding)
    shuffled = random.permutation(len(features))
    fresh = shuffled[~np.isin(series[shuffled], rated_series)]
    _, first = np.unique(series[fresh], return_index=True)
    once = fresh[np.sort(first)]
    chosen = _where_missing(once[np.argsort(merit[once], kind="stable")], level, count, random)
    # More frames of a series only where there are not series enough.
    for rows in (once, shuffled):
        left = rows[~np.isin(rows, chosen)]
        left = left[np.argsort(merit[left], kind="stable")]
        more = _at_even_steps(left, min(count - len(chosen), len(left)), random)
        chosen = np.concatenate([chosen, more])
    return random.permutation(chosen)


def expected(features: Floats, guess: Floats, rated: Floats, level: Rows, embedding: int) -> Floats:
    """What the ratings so far let expect of photos, on no particular scale: ridge regression and a guess.

    Args: see `most_useful`.

    Returns:
        [N].
    """
    count = len(level)
    if not count:
        return guess
    centre, scale = standard(np.concatenate([features, rated]), embedding)
    seen, known = (features - centre) / scale, (rated - centre) / scale
    normal = known.T @ known + _PULL * count * np.eye(seen.shape[1])
    felt = seen @ np.linalg.solve(normal, known.T @ (level - level.mean()))
    share = count / (count + _GUESS_WORTH)
    return share * _unit(felt) + (1 - share) * _unit(guess)


def _unit(values: Floats) -> Floats:
    unit: Floats = (values - values.mean()) / max(float(values.std()), 1e-9)
    return unit


def _where_missing(ordered: Rows, level: Rows, count: int, random: np.random.Generator) -> Rows:
    """Up to `count` of rows in their expected order: where levels are expected that have too few ratings."""
    found = np.bincount(level, minlength=len(_USUAL) + 1)[1:]
    missing = np.maximum(NEEDED_OF_EACH - found, 0)
    shares = (found + _USUAL_WORTH * _USUAL) / (len(level) + _USUAL_WORTH)
    high = np.cumsum(shares)
    low = high - shares
    high[0] = _OUTERMOST * shares[0]
    low[-1] = 1 - _OUTERMOST * shares[-1]
    wanted = np.floor(count * missing / max(missing.sum(), 1) + 0.5).astype(np.int64)
    chosen = np.zeros(0, np.int64)
    for place in (0, 4, 1, 3, 2):  # the hardest to come by first
        some = min(int(wanted[place]), count - len(chosen))
        first, last = int(low[place] * len(ordered)), int(high[place] * len(ordered))
        # A level never given yet is expected nowhere: still so many are looked at.
        first = min(first, max(len(ordered) - some, 0)) if place == len(shares) - 1 else first
        window = ordered[first : max(last, first + some)]
        window = window[~np.isin(window, chosen)]
        some = min(some, len(window))
        chosen = np.concatenate([chosen, random.choice(window, some, replace=False)])
    return chosen


def _at_even_steps(ordered: Rows, count: int, random: np.random.Generator) -> Rows:
    """One out of each of `count` equal parts, by chance."""
    ends = np.linspace(0, len(ordered), count + 1).astype(np.int64)
    return np.array([ordered[random.integers(a, b)] for a, b in pairwise(ends)], np.int64)
