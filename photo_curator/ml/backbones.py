"""The one factory of backbones: published architectures and our own, with one contract.

A backbone is cut in three: a *stem* that no protocol ever trains, a *top* that ends in the feature map
and holds the last two layers (what is fine-tuned), and a *neck* from the feature map to the embedding.
The cut lets a training run compute the stem once a picture.

Not to be confused with `scorer.Backbone`, which also wants landmarks and gives attributes.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from photo_curator.domain.errors import UsageError
from photo_curator.ml.architectures import ARCHITECTURES, Parts
from photo_curator.weight_store import WeightStore

#: Names `build_backbone` knows.
BACKBONES: tuple[str, ...] = tuple(ARCHITECTURES)
_SUFFIXES = (".safetensors", ".pth", ".pt")


class Phase(IntEnum):
    """Which layers of a backbone learn (dangerous selfies, section 4)."""

    FROZEN = 1  # none: only what stands on top of the backbone learns
    TAIL = 2  # its last two convolutional or linear layers


class Backbone(nn.Module):
    """Pictures [N, 3, H, W], RGB 0..1 -> feature map, pooled map, embedding, features.

    Always in evaluation mode: its batch normalisation keeps the statistics it came with and nothing
    drops out, in either phase, so pictures of one batch do not change each other's features.

    Attributes:
        name: as `build_backbone` knows it.
        input_size: side of the pictures it was made for; others above about 80 pixels work.
        channels: of the feature map.
        embedding_size: columns of `embedding` and `features`.
        pretrained: False where its weights are random.
    """

    mean: Tensor
    std: Tensor

    def __init__(self, name: str, parts: Parts) -> None:
        super().__init__()
        self.name = name
        self.input_size = parts.input_size
        self.channels = parts.channels
        self.embedding_size = parts.embedding_size or parts.channels
        self.pretrained = parts.pretrained
        mean, std = parts.normalisation
        self.register_buffer("mean", torch.tensor(mean).reshape(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor(std).reshape(1, 3, 1, 1), persistent=False)
        self.stem, self.top = parts.stem, parts.top
        self.neck = parts.neck or nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self._tail = parts.tail
        self.set_phase(Phase.FROZEN)
        self.eval()

    def stem_output(self, pictures: Tensor) -> Tensor:
        """What the top reads, of pictures [N, 3, H, W] in 0..1."""
        output: Tensor = self.stem((pictures - self.mean) / self.std)
        return output

    def feature_map(self, pictures: Tensor) -> Tensor:
        """[N, channels, h, w]: the last convolution's output, rectified where the network does so."""
        output: Tensor = self.top(self.stem_output(pictures))
        return output

    def pooled(self, pictures: Tensor) -> Tensor:
        """The feature map's mean over the picture, [N, channels]."""
        return pooled_map(self.feature_map(pictures))

    def embedding(self, pictures: Tensor) -> Tensor:
        """The penultimate layer's output [N, embedding_size], as the network itself classifies by it."""
        output: Tensor = self.neck(self.feature_map(pictures))
        return output

    def features(self, pictures: Tensor) -> Tensor:
        """The embedding after ReLU, [N, embedding_size]: what the papers' SVMs are trained on."""
        return functional.relu(self.embedding(pictures))

    forward = features

    def trainable_tail(self, phase: Phase) -> tuple[nn.Module, ...]:
        """The layers of the backbone that learn in a phase."""
        return self._tail if phase is Phase.TAIL else ()

    def set_phase(self, phase: Phase) -> None:
        """Let the layers of a phase learn, and no others."""
        self.requires_grad_(False)
        for layer in self.trainable_tail(phase):
            layer.requires_grad_(True)

    def train(self, mode: bool = True) -> Backbone:
        """Stays in evaluation mode, whatever is asked: see the class."""
        del mode
        return super().train(False)


def build_backbone(name: str, weights: Path | None = None, seed: int = 0) -> Backbone:
    """Make a backbone; nothing is ever downloaded.

    Args:
        name: one of `BACKBONES`.
        weights: a file with the architecture's published weights, read as data (safetensors, or a
            state dict of tensors that `torch.save` wrote); its classifier is left out. None: random
            weights, with batch normalisation fitted to random blobs. "starter" brings its own.
        seed: of the random weights.

    Raises:
        UsageError: no such backbone, its library is not installed, or weights for "starter".
        WeightsError: the file cannot be read or does not fit.
    """
    if name not in BACKBONES:
        raise UsageError(f"There is no backbone {name!r}: one of {', '.join(BACKBONES)}.")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        backbone = Backbone(name, ARCHITECTURES[name](weights))
        if not backbone.pretrained:
            _settle(backbone)
    return backbone


def _settle(backbone: Backbone) -> None:
    """Fit an untrained network's batch normalisation to random blobs: else features vanish or explode."""
    norms = [layer for layer in backbone.modules() if isinstance(layer, nn.BatchNorm2d)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.momentum = 1.0
        norm.train()
    with torch.no_grad():
        backbone.feature_map(functional.interpolate(torch.rand(8, 3, 12, 12), (128, 128), mode="bicubic"))
    for norm, momentum in zip(norms, momenta, strict=True):
        norm.momentum = momentum
        norm.eval()


def pooled_map(feature_map: Tensor) -> Tensor:
    """Global average pooling: [N, C, h, w] -> [N, C]."""
    return feature_map.mean((2, 3))


def weights_file(name: str, folder: Path | None) -> Path | None:
    """Where a backbone's weights lie; None: nowhere, random ones or its own must do.

    Args:
        name: as `build_backbone` knows it, and the manifest of weights.
        folder: to look for NAME.safetensors, .pth or .pt; None: among what the app has downloaded.

    Raises:
        UsageError: no such backbone, or a folder without its file.
        WeightsError: what was downloaded is damaged.
    """
    if name not in BACKBONES:
        raise UsageError(f"There is no backbone {name!r}: one of {', '.join(BACKBONES)}.")
    if name == "starter":
        return None
    if folder is None:
        store = WeightStore()
        entry = store.entry(name)
        if not store.path(entry).is_file():
            return None
        with store.opened(entry):
            return store.path(entry)
    files = [file for suffix in _SUFFIXES if (file := folder / f"{name}{suffix}").is_file()]
    if not files:
        raise UsageError(
            f"“{folder}” holds no weights for {name}: {name}{_SUFFIXES[0]}, or {' or '.join(_SUFFIXES[1:])}."
        )
    return files[0]
