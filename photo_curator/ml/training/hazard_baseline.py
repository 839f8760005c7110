"""What colours alone say of hazards: histograms and a logistic regression, trained on the same pictures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from torch import Tensor

from photo_curator.ml.training.hazard_fitting import PASTED, Values, plain_views, tensor_of
from photo_curator.ml.training.scenes import HAZARDS, SceneSet
from photo_curator.ml.training.selfies import pasted
from photo_curator.ml.training.sources import Bytes

#: Levels of each colour channel, and parts the picture is cut into from top to bottom.
_LEVELS, _BANDS = 4, 4
#: It is trained on every third picture, which is more than its few numbers need.
_EVERY = 3


class Baseline:
    """A colour histogram's guess of each hazard.

    Args:
        sets: the training pictures; persons are pasted as the network gets them.
        faces: [M, F, F, 3] to paste.
        seed: of the pasting.
    """

    def __init__(self, sets: Sequence[SceneSet], faces: Bytes, seed: int) -> None:
        random = torch.Generator().manual_seed(seed)
        heads = tensor_of(faces)
        sets = [one.of(np.arange(0, len(one.labels), _EVERY)) for one in sets]
        labels = np.concatenate([one.labels for one in sets])
        values = np.concatenate([
            histograms(pasted(plain_views(some), heads, PASTED, random))
            for one in sets
            for some in one.parts(256)
        ])  # fmt: skip
        self._fitted: list[LogisticRegression | None] = []
        for column in range(len(HAZARDS)):
            known = ~np.isnan(labels[:, column])
            truth = labels[known, column]
            both = len(np.unique(truth)) == 2
            regression = LogisticRegression(C=10, max_iter=300, class_weight="balanced")
            self._fitted.append(regression.fit(values[known], truth) if both else None)

    def logits(self, pictures: Tensor) -> Values:
        """[N, 3, S, S] RGB, 0..1 -> [N, hazards]; 0 for a hazard it was never shown."""
        values = histograms(pictures)
        columns = [one.decision_function(values) if one else np.zeros(len(values)) for one in self._fitted]
        return np.stack(columns, 1)


def histograms(pictures: Tensor) -> Values:
    """[N, 3, S, S] RGB, 0..1 -> square roots of shares [N, bands * levels^3]."""
    count = len(pictures)
    levels = (pictures * _LEVELS).long().clamp(max=_LEVELS - 1)
    cell = (levels[:, 0] * _LEVELS + levels[:, 1]) * _LEVELS + levels[:, 2]
    size = _LEVELS**3
    result = [
        torch.zeros(count, size).scatter_add_(1, flat, torch.ones(flat.shape)) / flat.shape[1]
        for flat in (band.flatten(1) for band in cell.chunk(_BANDS, 1))
    ]
    values: Values = torch.cat(result, 1).sqrt().double().numpy()
    return values
