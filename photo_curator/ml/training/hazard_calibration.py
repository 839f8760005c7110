"""Probabilities of hazards: Platt's scaling on sources that networks had not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from photo_curator.ml.training.hazard_fitting import Values


@dataclass(frozen=True, slots=True)
class Judged:
    """A hazard's logits from a network not trained on the source.

    Attributes:
        shown: [P] of pictures with the hazard.
        ordinary: [N] of ordinary places with people.
        weights: [N] how much each of those counts.
    """

    shown: Values
    ordinary: Values
    weights: Values

    def rows(self) -> tuple[Values, Values, Values]:
        """Logits, truth 0 or 1, weights: hazard and ordinary weigh 1 each."""
        truth = np.repeat([1.0, 0.0], [len(self.shown), len(self.ordinary)])
        weights = [np.full(len(self.shown), 1 / len(self.shown)), self.weights / self.weights.sum()]
        return np.concatenate([self.shown, self.ordinary]), truth, np.concatenate(weights)


def platt(judged: Sequence[Judged]) -> tuple[float, float]:
    """Slope and offset that make logits those of calibrated probabilities at even odds.

    Args:
        judged: one for each source; every source weighs the same.
    """
    logits, truth, weights = _joined(judged)
    return _fitted(logits, truth, weights)


def reliability(hazards: Sequence[Sequence[Judged]], bins: int = 10) -> list[dict[str, float]]:
    """What was said and what was true, each half of the pictures calibrated on the other half.

    Args:
        hazards: for each hazard its sources; all weigh the same.
        bins: of the probability; empty ones are left out.
    """
    parts: list[tuple[Values, Values, Values]] = []
    for judged in hazards:
        logits, truth, weights = _joined(judged)
        said = np.empty(len(logits))
        half = np.arange(len(logits)) % 2 == 0
        for fitted, told in ((half, ~half), (~half, half)):
            slope, offset = _fitted(logits[fitted], truth[fitted], weights[fitted])
            said[told] = 1 / (1 + np.exp(-(slope * logits[told] + offset)))
        parts.append((said, truth, weights / weights.sum()))
    if not parts:
        return []
    said, truth, weights = (np.concatenate(one) for one in zip(*parts, strict=True))
    place = np.minimum((said * bins).astype(int), bins - 1)
    return [
        {
            "said": float(np.average(said[place == one], weights=weights[place == one])),
            "true": float(np.average(truth[place == one], weights=weights[place == one])),
            "count": int((place == one).sum()),
        }
        for one in range(bins)
        if (place == one).any()
    ]


def _joined(judged: Sequence[Judged]) -> tuple[Values, Values, Values]:
    logits, truth, weights = zip(*(one.rows() for one in judged), strict=True)
    return np.concatenate(logits), np.concatenate(truth), np.concatenate(weights)


def _fitted(logits: Values, truth: Values, weights: Values) -> tuple[float, float]:
    # Weights of mean 1, so that the little regularisation there is means the same for any number.
    fit = LogisticRegression(C=1e3).fit(logits[:, None], truth, weights * len(weights) / weights.sum())
    return float(fit.coef_[0, 0]), float(fit.intercept_[0])
