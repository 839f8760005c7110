"""Occlusion: what the score loses when a square is hidden. No gradients: it sees every kind of cause.

After Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks" (2014), section 4.2.
"""

from __future__ import annotations

import torch
from captum.attr import Occlusion
from torch import Tensor

from photo_curator.ml.attribution.guard import undisturbed
from photo_curator.ml.attribution.hiding import blurred
from photo_curator.ml.attribution.seen import Forward

#: The square and the way to the next, as shares of the picture's side: an eye's size, half covered.
SQUARE, STRIDE = 28 / 224, 14 / 224
_BATCH = 16


def occlusion(forward: Forward, pixels: Tensor, target: int | None = None) -> Tensor:
    """The change that hiding makes, averaged over the squares that cover a pixel.

    Args:
        forward: any function of pixels.
        pixels: [n, 3, h, w], 0..1.
        target: the column of `forward`'s answer; None where it gives one number a picture.

    Returns:
        [n, h, w] in units of the answer; positive where hiding lowers it. Squares are hidden as
        `hiding` says.
    """
    side = min(pixels.shape[-2:])
    square, stride = max(1, round(SQUARE * side)), max(1, round(STRIDE * side))
    with undisturbed(), torch.no_grad():
        change = Occlusion(forward).attribute(
            pixels,
            (pixels.shape[1], square, square),
            (pixels.shape[1], stride, stride),
            blurred(pixels),
            target,
            perturbations_per_eval=_BATCH,
        )
    # Captum writes the same change to every channel.
    result: Tensor = change[:, 0].detach()
    return result
