"""A network that has learnt nothing, beside the one that has.

After Adebayo et al., "Sanity Checks for Saliency Maps" (2018), section 3: a map that stays the same when
the weights mean nothing shows the picture's edges or the architecture, not what was learnt.
"""

from __future__ import annotations

import copy

import torch
from torch import nn


def shuffled(network: nn.Module, seed: int) -> nn.Module:
    """A copy whose parameters hold the same numbers, each tensor's at random places.

    Drawn anew they would need every layer's own rule of initialisation; shuffled they keep each layer's
    scale, so that the answers stay in a range where gradients mean something. Buffers (the statistics of
    batch normalisation, windows, levels) stay.

    Args:
        network: left as it is.
        seed: of the order.
    """
    result = copy.deepcopy(network)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for values in result.parameters():
            order = torch.randperm(values.numel(), generator=generator).to(values.device)
            values.copy_(values.flatten()[order].reshape(values.shape))
    return result
