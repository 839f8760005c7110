"""Figures of the training report: how well networks do, with 95 % bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
_TAIL = 2.5

Values = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value.

    Attributes:
        value: on all pictures.
        low: lower end of its 95 % interval.
        high: upper end.
        count: pictures it was measured on.
    """

    value: float
    low: float
    high: float
    count: int


def measured(
    measure: Callable[[NDArray[np.intp]], float], groups: NDArray[np.integer], seed: int = 0
) -> Figure:
    """A figure with its percentile bootstrap interval; groups are drawn whole.

    Args:
        measure: rows -> the figure on those rows.
        groups: [N] which rows belong together (eyes of one photo).
        seed: of the resampling.
    """
    random = np.random.default_rng(seed)
    order = np.argsort(groups, kind="stable")
    _, starts = np.unique(groups[order], return_index=True)
    members = np.split(order, starts[1:])
    alone = len(members) == len(groups)
    values = []
    for _ in range(RESAMPLES):
        drawn = random.integers(0, len(members), len(members))
        values.append(measure(order[drawn] if alone else np.concatenate([members[one] for one in drawn])))
    low, high = np.nanpercentile(values, (_TAIL, 100 - _TAIL))
    return Figure(measure(np.arange(len(groups))), float(low), float(high), len(groups))


def area_under_curve(scores: Values, positive: NDArray[np.bool_]) -> float:
    """The chance that a positive scores above a negative; ties count half. NaN without both."""
    count = int(positive.sum())
    others = len(positive) - count
    if not count or not others:
        return float("nan")
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    return float((ranks[inverse][positive].sum() - count * (count + 1) / 2) / (count * others))


def balanced_accuracy(scores: Values, positive: NDArray[np.bool_], threshold: float) -> float:
    """Mean of the shares of positives above and of negatives not above a threshold."""
    above = scores > threshold
    if positive.all() or not positive.any():
        return float("nan")
    return float((above[positive].mean() + (~above[~positive]).mean()) / 2)


def best_threshold(scores: Values, positive: NDArray[np.bool_]) -> float:
    """The threshold of the highest balanced accuracy."""
    candidates = np.quantile(scores, np.linspace(0.01, 0.99, 199))
    return float(max(candidates, key=lambda one: balanced_accuracy(scores, positive, float(one))))


def temperature(logits: Values, positive: NDArray[np.bool_], weights: Values) -> float:
    """What logits must be divided by for the smallest log loss.

    Args:
        logits: [N].
        positive: [N].
        weights: [N] how much each counts.
    """
    candidates = np.exp(np.linspace(np.log(0.3), np.log(8), 300))
    sign = np.where(positive, 1.0, -1.0)
    losses = [float((weights * np.logaddexp(0, -sign * logits / one)).sum()) for one in candidates]
    return float(candidates[int(np.argmin(losses))])


def reliability(probabilities: Values, positive: NDArray[np.bool_], bins: int = 10) -> list[dict[str, float]]:
    """What was said and what was true, by tenths of the probability; empty tenths left out."""
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    return [
        {
            "said": float(probabilities[place == one].mean()),
            "true": float(positive[place == one].mean()),
            "count": int((place == one).sum()),
        }
        for one in range(bins)
        if (place == one).any()
    ]


def calibration_error(probabilities: Values, positive: NDArray[np.bool_]) -> float:
    """Expected calibration error: mean distance of said and true over tenths, by their counts."""
    rows = reliability(probabilities, positive)
    return sum(row["count"] * abs(row["said"] - row["true"]) for row in rows) / len(probabilities)


def false_alarm_threshold(scores: Values, weights: Values, share: float) -> float:
    """The lowest threshold that at most a share of harmless pictures reaches.

    Args:
        scores: [N] of pictures that should not be flagged.
        weights: [N] how much each counts.
        share: 0..1, of the summed weights.

    Returns:
        A value between two scores, so that reaching and exceeding it are the same.
    """
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    over = np.cumsum(weights[order]) <= share * weights.sum() * (1 + 1e-9)
    # Equal scores cannot be told apart by a threshold: all of them, or none.
    allowed = np.flatnonzero(over[:-1] & (ranked[:-1] > ranked[1:]))
    if not len(allowed):
        return float(np.nextafter(ranked[0], np.inf))
    return float((ranked[allowed[-1]] + ranked[allowed[-1] + 1]) / 2)
