"""What every method gives: one type, whatever the algorithm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from photo_curator.domain.explanation import Method
from photo_curator.ml.attribution.hiding import smoothed
from photo_curator.ml.attribution.seen import Target

#: Magnitudes above this quantile are shown as the largest: a single pixel must not darken all others.
_BRIGHTEST = 0.995


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """A map of what mattered for one face's score.

    Attributes:
        method: how it was found.
        map: [h, w] float32, 0..1: how much each place mattered, either way. This is what is shown, and
            what the checks test.
        raw: [h, w] float32 with signs, unsmoothed, in the method's own units; positive speaks for a
            higher value.
        target: what it explains.
        score: the scorer's mean for this face, 1..5.
        version: of the scorer, backbone and head.
        note: what has to be known to read the map (the baseline); a sentence or "".
        parts: raw maps of the scorer's branches, where the method keeps them apart.
    """

    method: Method
    map: NDArray[np.float32]
    raw: NDArray[np.float32]
    target: Target
    score: float
    version: str
    note: str = ""
    parts: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)


def shown_map(raw: Tensor, smoothing: float = 0.0) -> NDArray[np.float32]:
    """Magnitudes of a signed map, for showing.

    Args:
        raw: [h, w], with signs.
        smoothing: in pixels: gradients jump from pixel to pixel, and eyes see only their density.

    Returns:
        [h, w] float32, 0..1; all 0 where the map says nothing.
    """
    size = raw.abs().unsqueeze(0).float()
    if smoothing:
        size = smoothed(size, smoothing)
    # A float32 quantile of 50,000 values is exact enough, and its picture is only drawn.
    top = torch.quantile(size.flatten(), _BRIGHTEST).item() or size.max().item()
    scaled = (size[0] / top).clamp(0, 1) if top > 0 else torch.zeros_like(size[0])
    result: NDArray[np.float32] = scaled.cpu().numpy().astype(np.float32)
    return result
