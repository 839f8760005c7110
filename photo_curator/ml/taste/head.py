"""A personal head as an nn.Module: one graph from the backbone's embedding and attributes to five logits."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste_head import Floats, StoredHead, column_order
from photo_curator.ml.heads import StarterHead
from photo_curator.ml.personal_heads import HEADS, L2Head, OrdinalHead, PersonalHead
from photo_curator.ml.scorer import Scorer


class TasteHead(nn.Module):
    """What `domain.taste_head.StoredHead` is in NumPy, differentiable: a `ml.scorer.Head`.

    Args:
        stored: the head as the library keeps it.
        attribute_names: the backbone's columns.
        version: as the library numbers it.

    Raises:
        ValueError: the backbone does not measure an attribute that the head reads.
    """

    levels: Tensor
    tilt: Tensor

    def __init__(self, stored: StoredHead, attribute_names: Sequence[str], version: int) -> None:
        super().__init__()
        self.version = f"taste-{version}"
        self.marks = stored.reach.marks
        self.starter = StarterHead(attribute_names)
        self.personal = personal_head(stored)
        self._columns = column_order(stored.attribute_names, attribute_names)
        self._trust = stored.trust
        self._sharpness = stored.sharpness
        self.register_buffer("levels", torch.tensor(LEVELS, dtype=torch.float32), persistent=False)
        self.register_buffer("tilt", torch.tensor(stored.tilt, dtype=torch.float32))
        self.eval()

    def forward(self, embedding: Tensor, attributes: Tensor, source_sizes: Tensor) -> Tensor:
        """Embedding [N, D], attributes [N, A], face heights [N] -> logits [N, 5]."""
        starter = torch.log_softmax(self.starter(embedding, attributes, source_sizes), 1)
        chosen = attributes[:, self._columns]
        merit = (starter.exp() @ self.levels)[:, None]
        features = torch.cat([embedding, chosen, chosen**2, merit], 1)
        own = torch.log_softmax(self.personal(features), 1)
        # A sum of exponentials in logarithms: where both vanish there still is a gradient.
        mixed = torch.logaddexp(own + _log(self._trust), starter + _log(1 - self._trust))
        return self._sharpness * mixed + self.tilt


def with_head(starter: Scorer, stored: StoredHead, version: int) -> Scorer:
    """The starter's backbone under a personal head, on the device the starter is on."""
    head = TasteHead(stored, starter.attribute_names, version)
    return Scorer(starter.backbone, head).to(next(starter.parameters()).device).eval()


def personal_head(stored: StoredHead) -> PersonalHead:
    """The trained layer of a stored head."""
    head = HEADS[stored.kind](stored.weight.shape[1])
    with torch.no_grad():
        head.linear.weight.copy_(_tensor(stored.weight))
        head.linear.bias.copy_(_tensor(stored.bias))
        head.centre.copy_(_tensor(stored.centre))
        head.scale.copy_(_tensor(stored.scale))
        if isinstance(head, L2Head):
            head.spread.copy_(_tensor(stored.shape)[0])
        elif isinstance(head, OrdinalHead):
            gaps = _tensor(stored.shape).diff()
            head.first.copy_(_tensor(stored.shape)[0])
            head.gaps.copy_(gaps + torch.log(-torch.expm1(-gaps)))  # softplus backwards
    return head


def shape_of(head: PersonalHead) -> Floats:
    """`StoredHead.shape` of a trained head."""
    with torch.no_grad():
        if isinstance(head, L2Head):
            return head.spread.double().reshape(1).numpy()
        if isinstance(head, OrdinalHead):
            gaps = functional.softplus(head.gaps.double())
            return torch.cat([head.first.double()[None], head.first.double() + gaps.cumsum(0)]).numpy()
    return np.zeros(0)


def _tensor(values: Floats) -> Tensor:
    return torch.from_numpy(np.asarray(values, np.float64))


def _log(share: float) -> float:
    return math.log(share) if share > 0 else -math.inf
