"""Accuracy, mean absolute error and within one, from a confusion matrix of ordered classes alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Scored:
    """How well some pictures were scored. NaN where there are none.

    Attributes:
        pictures: how many.
        accuracy: share with the right score.
        error: mean absolute error, in levels.
        within_one: share at most one level off.
    """

    pictures: int
    accuracy: float
    error: float
    within_one: float


def confusion_of(actual: NDArray[np.int64], predicted: NDArray[np.int64], classes: int) -> NDArray[np.int64]:
    """Counts [C, C], rows actual and columns predicted, of labels 0..C - 1."""
    counts: NDArray[np.int64] = np.bincount(actual * classes + predicted, minlength=classes**2)
    return counts.reshape(classes, classes)


def by_score(confusion: NDArray[np.int64]) -> list[Scored]:
    """One `Scored` for each actual score."""
    return [_scored(confusion, slice(row, row + 1)) for row in range(len(confusion))]


def overall(confusion: NDArray[np.int64]) -> Scored:
    """The same for all pictures."""
    return _scored(confusion, slice(None))


def mean_square_error(confusion: NDArray[np.int64]) -> float:
    """In square levels."""
    return float((confusion * _distance(len(confusion)) ** 2).sum() / confusion.sum())


def _scored(confusion: NDArray[np.int64], rows: slice) -> Scored:
    counts, distance = confusion[rows], _distance(len(confusion))[rows]
    pictures = int(counts.sum())
    if not pictures:
        return Scored(0, np.nan, np.nan, np.nan)
    right, near = counts[distance == 0].sum(), counts[distance <= 1].sum()
    return Scored(
        pictures, float(right / pictures), float((counts * distance).sum() / pictures), float(near / pictures)
    )


def _distance(classes: int) -> NDArray[np.int64]:
    places = np.arange(classes)
    distance: NDArray[np.int64] = np.abs(places[:, None] - places)
    return distance
