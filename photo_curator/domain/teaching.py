"""Which photos would teach most: uncertainty times novelty, one after the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photo_curator.domain.taste_head import Floats

#: How strongly directions nobody rated yet are believed to be flat: the pull of the heads' own penalty.
_PRIOR = 30.0


def most_useful(features: Floats, rated: Floats, doubt: Floats, count: int) -> NDArray[np.int64]:
    """Choose photos whose ratings would move a linear head most.

    A photo's worth is doubt x sqrt(x' A^-1 x), A = prior + the sum of x x' over what is rated: how unsure the
    score is, times how little the ratings so far say of photos like it. Each choice joins A before the next
    (greedy optimal design), so twenty frames of one burst are not asked for together.

    Args:
        features: [N, D] of the candidates.
        rated: [M, D] of the photos with a rating.
        doubt: [N] standard deviation of each candidate's distribution, in levels.
        count: how many to choose.

    Returns:
        Rows of the candidates, the most useful first.
    """
    together = np.concatenate([features, rated])
    scale = together.std(0)
    centre, scale = together.mean(0), np.where(scale > 1e-6, scale, 1.0)
    seen, known = (features - centre) / scale, (rated - centre) / scale
    inverse = np.linalg.inv(_PRIOR * np.eye(seen.shape[1]) + known.T @ known)
    novelty = np.einsum("nd,nd->n", seen @ inverse, seen)
    left = np.ones(len(seen), bool)
    chosen: list[int] = []
    for _ in range(min(count, len(seen))):
        worth = np.where(left, doubt * np.sqrt(np.maximum(novelty, 0.0)), -np.inf)
        best = int(worth.argmax())
        chosen.append(best)
        left[best] = False
        # Sherman-Morrison: the chosen one is rated from here on.
        towards = inverse @ seen[best]
        weight = 1 + seen[best] @ towards
        novelty -= (seen @ towards) ** 2 / weight
        inverse -= np.outer(towards, towards) / weight
    return np.array(chosen, np.int64)
