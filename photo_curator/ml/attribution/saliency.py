"""Saliency: how strongly each pixel would move the score, the gradient itself.

The paper's maps (figures 2 and 3), after Simonyan, Vedaldi and Zisserman, "Deep Inside Convolutional
Networks" (2013), section 3.
"""

from __future__ import annotations

from captum.attr import Saliency
from torch import Tensor

from photo_curator.ml.attribution.guard import undisturbed
from photo_curator.ml.attribution.seen import Forward


def saliency(forward: Forward, pixels: Tensor, target: int | None = None) -> Tensor:
    """The gradient at each pixel, of the colour channel where it is largest, with its sign.

    Args:
        forward: any differentiable function of pixels.
        pixels: [n, 3, h, w], 0..1.
        target: the column of `forward`'s answer; None where it gives one number a picture.

    Returns:
        [n, h, w] in units of the answer per unit of brightness; positive where more brightness
        raises it. Its magnitude is the paper's map.
    """
    with undisturbed():
        gradient = Saliency(forward).attribute(pixels.detach().requires_grad_(), target, abs=False)
    strongest = gradient.abs().argmax(1, keepdim=True)
    result: Tensor = gradient.gather(1, strongest).squeeze(1).detach()
    return result
