"""The scorer: one differentiable module from aligned crops to a distribution over 1-5.

Every score in the app can be differentiated back to the crop's pixels through `Scorer.forward`:
saliency and fooling views need no second path.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
import torch
from torch import Tensor, nn

from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste_head import STEPS
from photo_curator.ml.crops import AlignedCrop
from photo_curator.ml.heads import StarterHead
from photo_curator.ml.starter import StarterBackbone


class Backbone(Protocol):
    """What a scorer's backbone offers beside being an nn.Module."""

    attribute_names: tuple[str, ...]
    embedding_size: int
    version: str

    def __call__(self, crops: Tensor, source_sizes: Tensor, landmarks: Tensor) -> tuple[Tensor, Tensor]:
        """Crops [N, 3, 224, 224] in 0..1 -> embedding [N, D] and attributes [N, A]."""
        ...


class Head(Protocol):
    """What a scorer's head offers beside being an nn.Module."""

    version: str
    #: See `domain.taste_head.Reach.marks`.
    marks: tuple[float, ...]

    def __call__(self, embedding: Tensor, attributes: Tensor, source_sizes: Tensor) -> Tensor:
        """Embedding [N, D], attributes [N, A], face heights [N] -> logits [N, 5]."""
        ...


class ScorerOutput(NamedTuple):
    """What the scorer says of N faces.

    Attributes:
        probabilities: [N, 5] of the levels 1..5; rows sum to 1.
        embedding: [N, D].
        attributes: [N, A], columns named by `Scorer.attribute_names`.
        marks: the head's, see `domain.taste_head.Reach.marks`.
    """

    probabilities: Tensor
    embedding: Tensor
    attributes: Tensor
    marks: tuple[float, ...] = ()

    @property
    def mean(self) -> Tensor:
        """[N] scores as shown, 1..5: the distributions' means, read by the head's marks."""
        like = self.probabilities
        mean: Tensor = like @ like.new_tensor(LEVELS)
        if not self.marks:
            return mean
        marks, shown = like.new_tensor([1.0, *self.marks, 5.0]), like.new_tensor(STEPS)
        below = torch.bucketize(mean.detach(), marks[1:-1])
        slope = shown.diff() / marks.diff()
        return shown[below] + (mean - marks[below]) * slope[below]


class Scorer(nn.Module):
    """A backbone and a head in one graph, always in float32.

    Args:
        backbone: an nn.Module that is a `Backbone`.
        head: an nn.Module that is a `Head`.
    """

    def __init__(self, backbone: Backbone, head: Head) -> None:
        super().__init__()
        self.backbone = backbone
        self.head = head

    @property
    def attribute_names(self) -> tuple[str, ...]:
        """Names of the attributes' columns."""
        return self.backbone.attribute_names

    @property
    def version(self) -> str:
        """Of backbone and head together; changes whenever scores do."""
        return f"{self.backbone.version}+{self.head.version}"

    def forward(self, crops: Tensor, source_sizes: Tensor, landmarks: Tensor) -> ScorerOutput:
        """Score faces.

        Args:
            crops: [N, 3, 224, 224] float32, 0..1; normalisation happens inside.
            source_sizes: [N] face heights in pixels of the picture the crops were cut from.
            landmarks: [N, 5, 2] in pixels of the upright photo, at any size.
        """
        # Autocast would round to 16 bits, and one photo would get different scores on two machines.
        with torch.autocast(crops.device.type, enabled=False):
            crops, source_sizes, landmarks = crops.float(), source_sizes.float(), landmarks.float()
            embedding, attributes = self.backbone(crops, source_sizes, landmarks)
            logits = self.head(embedding, attributes, source_sizes)
            return ScorerOutput(torch.softmax(logits, 1), embedding, attributes, self.head.marks)


def starter_scorer() -> Scorer:
    """The scorer that needs no network and no ratings."""
    backbone = StarterBackbone()
    return Scorer(backbone, StarterHead(backbone.attribute_names)).eval()


def batch_of(crops: Sequence[AlignedCrop], device: torch.device) -> tuple[Tensor, Tensor]:
    """Crops [N, 3, 224, 224] in 0..1 and their resolved sizes [N], on a device."""
    pixels = torch.from_numpy(np.stack([crop.pixels for crop in crops])).to(device)
    sizes = torch.tensor([crop.resolved_size for crop in crops], dtype=torch.float32, device=device)
    return pixels.permute(0, 3, 1, 2).float() / 255, sizes
