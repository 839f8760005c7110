"""The dangerous-selfie classifier: a backbone, global average pooling, two dense layers (section 4)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from photo_curator.ml.backbones import Backbone, Phase, pooled_map

#: "Not dangerous" and "dangerous", as the softmax has them.
CLASSES = 2


class DangerNetwork(nn.Module):
    """Pictures [N, 3, H, W], RGB 0..1 -> logits [N, 2]; softmax makes them probabilities.

    Args:
        backbone: changed in place: its phase, and in the second its last two layers.
        width: nodes of the first dense layer.
        scale: pooled maps are divided by it. Backbones' maps differ in size by powers of ten; one
            learning rate serves them all when their root mean square is about 1.
        seed: of the dense layers' first weights.
    """

    scale: Tensor

    def __init__(self, backbone: Backbone, width: int, scale: float, seed: int) -> None:
        super().__init__()
        self.backbone = backbone
        self.dense = dense_layers(backbone.channels, width, seed)
        self.register_buffer("scale", torch.tensor(scale))
        self.set_phase(Phase.FROZEN)

    def set_phase(self, phase: Phase) -> None:
        """Let the dense layers learn and, in the second phase, the backbone's last two layers."""
        self.backbone.set_phase(phase)

    def from_stem(self, outputs: Tensor) -> Tensor:
        """Logits, of what the backbone's stem gave."""
        return self.from_pooled(pooled_map(self.backbone.top(outputs)))

    def from_pooled(self, pooled: Tensor) -> Tensor:
        """Logits, of the pooled feature map [N, C]."""
        logits: Tensor = self.dense(pooled / self.scale)
        return logits

    def forward(self, pictures: Tensor) -> Tensor:
        """Logits of pictures."""
        return self.from_stem(self.backbone.stem_output(pictures))


def dense_layers(inputs: int, width: int, seed: int) -> nn.Sequential:
    """The two layers that are appended: ReLU, then one logit a class."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return nn.Sequential(nn.Linear(inputs, width), nn.ReLU(), nn.Linear(width, CLASSES))
