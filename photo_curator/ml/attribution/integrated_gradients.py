"""Integrated Gradients: each pixel's share of the difference from a picture without detail.

After Sundararajan, Taly and Yan, "Axiomatic Attribution for Deep Networks" (2017), section 3.
"""

from __future__ import annotations

from captum.attr import IntegratedGradients
from torch import Tensor

from photo_curator.ml.attribution.guard import undisturbed
from photo_curator.ml.attribution.hiding import blurred
from photo_curator.ml.attribution.seen import Forward

#: Points of the path. With 48 the shares sum up to the difference within a few hundredths.
STEPS = 48
#: Evaluated together; more costs memory and saves nothing on a CPU.
_BATCH = 8


def integrated_gradients(
    forward: Forward, pixels: Tensor, target: int | None = None, baseline: Tensor | None = None
) -> Tensor:
    """Shares of the difference between the picture's value and the baseline's.

    Args:
        forward: any differentiable function of pixels.
        pixels: [n, 3, h, w], 0..1.
        target: the column of `forward`'s answer; None where it gives one number a picture.
        baseline: [n, 3, h, w], where the path begins. None: the picture itself, blurred until
            nothing can be recognised. Black, the usual choice, would ask what the light adds before
            asking anything about the face.

    Returns:
        [n, h, w] in units of the answer; the sum over a picture is about its value less the
        baseline's.
    """
    begin = blurred(pixels) if baseline is None else baseline
    with undisturbed():
        shares = IntegratedGradients(forward).attribute(
            pixels.detach().requires_grad_(), begin, target, n_steps=STEPS, internal_batch_size=_BATCH
        )
    result: Tensor = shares.sum(1).detach()
    return result
