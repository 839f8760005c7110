"""Accuracy, precision, recall, F1 and the ROC curve of a yes-or-no question."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import precision_recall_fscore_support


@dataclass(frozen=True, slots=True)
class Measures:
    """How well a question was answered. NaN where a share is of nothing.

    Attributes:
        accuracy: share answered rightly.
        precision: share of true ones among those called positive.
        recall: share of the positive ones that were found.
        f1: harmonic mean of precision and recall.
        pictures: how many were asked about.
    """

    accuracy: float
    precision: float
    recall: float
    f1: float
    pictures: int


def measures_of(positive: NDArray[np.bool_], called: NDArray[np.bool_]) -> Measures:
    """Measure answers [N] against the truth [N]."""
    precision, recall, f1, _ = precision_recall_fscore_support(
        positive, called, average="binary", pos_label=True, zero_division=np.nan
    )
    accuracy = float((positive == called).mean())
    return Measures(accuracy, float(precision), float(recall), float(f1), len(positive))
