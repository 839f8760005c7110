"""Hiding a part of a crop, so that what it contributed is missing.

By a strong blur, not by a flat colour: a flat patch has edges of its own and changes the light, and a
network that looks for eyes and edges answers to both. The blur keeps light and colour and takes the
features away.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torchvision.transforms.functional import gaussian_blur

#: In pixels of the crop, where eyes are 56 apart: an eye becomes a shade, a mouth a darker band.
HIDING_SIGMA = 10.0


def hidden(pixels: Tensor, mask: Tensor) -> Tensor:
    """The picture with a part blurred beyond recognition.

    Args:
        pixels: [n, 3, h, w], 0..1.
        mask: [h, w] or [n, h, w], 0..1; 1 where to hide.

    Returns:
        [n, 3, h, w], 0..1.
    """
    weight = (mask if mask.dim() == 3 else mask.unsqueeze(0)).to(pixels).unsqueeze(1)
    return pixels + weight * (blurred(pixels) - pixels)


def blurred(pixels: Tensor, sigma: float = HIDING_SIGMA) -> Tensor:
    """The picture [n, 3, h, w] without detail; at its rim it is mirrored."""
    side = min(pixels.shape[-2:])
    # An odd width that holds three standard deviations each way, where the picture is large enough.
    width = min(2 * round(3 * sigma) + 1, side - 1 + side % 2)
    with torch.no_grad():
        result: Tensor = gaussian_blur(pixels, [width, width], [sigma, sigma])
    return result


def smoothed(maps: Tensor, sigma: float) -> Tensor:
    """Maps [n, h, w] averaged over about `sigma` pixels."""
    return blurred(maps.unsqueeze(1), sigma).squeeze(1)
