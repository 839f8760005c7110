"""Fitting the hazard network, and what it says of pictures with and without pasted faces."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from photo_curator.ml.hazards import HAZARD_INPUT, HazardNet
from photo_curator.ml.training.augmentation import between, degraded
from photo_curator.ml.training.fitting import BATCH, SMOOTHING, Progress, fit
from photo_curator.ml.training.scenes import HAZARDS, SceneSet
from photo_curator.ml.training.selfies import pasted
from photo_curator.ml.training.sources import Bytes

#: Share of the training pictures, of hazards and of ordinary places alike, that get a face.
PASTED = 0.6
#: The first steps see smaller pictures, which teach the coarse things in less than half the time.
EARLY_INPUT, EARLY_SHARE = 64, 0.65
#: How much the sources' own classes count beside the hazards. They are there to be learnt from: what
#: tells a lion from a tabby serves; the layer that names them does not ship.
_KINDS_WEIGHT = 0.5
#: Smallest share of a picture's area that a training view shows.
_SMALLEST_VIEW = 0.4

Values = NDArray[np.float64]


class _Taught(nn.Module):
    """The network with one more layer that names the sources' own classes."""

    def __init__(self, net: HazardNet, kinds: int) -> None:
        super().__init__()
        self.net = net
        self.kinds = nn.Linear(net.places.in_channels, kinds)

    def forward(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        seen = self.net.seen(pictures.contiguous(memory_format=torch.channels_last))
        return self.net.places(seen).mean((2, 3)), self.kinds(seen.mean((2, 3)))


def fit_hazards(
    sets: Sequence[SceneSet], faces: Bytes, epochs: int, seed: int, on_epoch: Progress
) -> HazardNet:
    """Train the hazard network from scratch.

    Args:
        sets: sources, with their training pictures only.
        faces: [M, F, F, 3] faces that are pasted.
        epochs: passes over all pictures.
        seed: of weights, order and augmentation.
        on_epoch: told of progress.

    Returns:
        The network with one output for each of `HAZARDS`, uncalibrated.
    """
    torch.manual_seed(seed)
    source = np.concatenate([np.full(len(one.labels), index) for index, one in enumerate(sets)])
    place = np.concatenate([np.arange(len(one.labels)) for one in sets])
    labels = torch.from_numpy(np.concatenate([one.labels for one in sets]))
    # Two sources' classes of one name stay two classes.
    named = [f"{one.name}: {kind}" for one in sets for kind in one.kinds]
    classes, index = np.unique(named, return_inverse=True)
    kinds = torch.from_numpy(index)
    taught = _Taught(HazardNet(len(HAZARDS)), len(classes))
    heads = tensor_of(faces)
    early = EARLY_SHARE * epochs * math.ceil(len(place) / BATCH)
    step = 0

    def loss(rows: Tensor, random: torch.Generator) -> Tensor:
        nonlocal step
        side = EARLY_INPUT if step < early else HAZARD_INPUT
        step += 1
        chosen = rows.numpy()
        views = torch.empty(len(rows), 3, side, side)
        for number, one in enumerate(sets):
            mine = source[chosen] == number
            if mine.any():
                views[torch.from_numpy(mine)] = _views(one.pixels[place[chosen[mine]]], side, random)
        pictures = _varied(pasted(views, heads, PASTED, random), random)
        hazards, guessed = taught(pictures)
        wanted = labels[rows]
        known = ~wanted.isnan()
        soft = wanted.nan_to_num() * (1 - 2 * SMOOTHING) + SMOOTHING
        each = functional.binary_cross_entropy_with_logits(hazards, soft, reduction="none")
        naming = functional.cross_entropy(guessed, kinds[rows], label_smoothing=2 * SMOOTHING)
        return len(HAZARDS) * (each * known).sum() / known.sum() + _KINDS_WEIGHT * naming

    fit(taught, len(place), loss, epochs, seed, on_epoch)
    return taught.net


def logits(net: HazardNet, pictures: Tensor) -> Values:
    """What the app would get of pictures [N, 3, 96, 96]: logits [N, hazards], mirror image included."""
    parts = []
    with torch.inference_mode():
        for some in pictures.split(128):  # type: ignore[no-untyped-call]
            parts.append((net(some) + net(some.flip(3))) / 2)
    result: Values = torch.cat(parts).double().numpy()
    return result


def plain_views(scenes: SceneSet) -> Tensor:
    """A source's pictures [N, 3, 96, 96], 0..1, as the app would prepare them."""
    return functional.interpolate(
        tensor_of(scenes.pixels), (HAZARD_INPUT, HAZARD_INPUT), mode="bilinear", antialias=True
    )


def selfie_views(scenes: SceneSet, faces: Bytes, versions: int, seed: int) -> Iterator[Tensor]:
    """A source's pictures, each with several pasted persons.

    Args:
        scenes: the source.
        faces: [M, F, F, 3] to paste.
        versions: of each picture.
        seed: of all that is random.

    Yields:
        [n, 3, 96, 96], 0..1: all pictures once, all pictures again, and so on.
    """
    random = torch.Generator().manual_seed(seed)
    heads = tensor_of(faces)
    for _ in range(versions):
        for some in scenes.parts(256):
            yield pasted(plain_views(some), heads, 1.0, random)


def tensor_of(pixels: Bytes) -> Tensor:
    """[N, H, W, 3], 0..255 -> [N, 3, H, W], 0..1."""
    return torch.from_numpy(np.ascontiguousarray(pixels)).permute(0, 3, 1, 2).float() / 255


def _views(pixels: Bytes, side: int, random: torch.Generator) -> Tensor:
    """A part of each picture [N, 3, side, side], mirrored or not, a little turned and stretched."""
    count = len(pixels)
    area = between(_SMALLEST_VIEW, 1.0, count, random)
    stretch = torch.exp(0.25 * (2 * torch.rand(count, generator=random) - 1))
    wide, high = ((area * one).sqrt().clamp(max=1) for one in (stretch, 1 / stretch))
    turn = torch.deg2rad(4 * torch.randn(count, generator=random))
    flip = torch.where(torch.rand(count, generator=random) < 0.5, -1.0, 1.0)
    x = (1 - wide) * (2 * torch.rand(count, generator=random) - 1)
    y = (1 - high) * (2 * torch.rand(count, generator=random) - 1)
    cos, sin = torch.cos(turn), torch.sin(turn)
    matrix = torch.stack(
        [
            torch.stack([flip * cos * wide, -sin * wide, x], 1),
            torch.stack([flip * sin * high, cos * high, y], 1),
        ],
        1,
    )
    grid = functional.affine_grid(matrix, [count, 3, side, side], align_corners=False)
    return functional.grid_sample(tensor_of(pixels), grid, padding_mode="reflection", align_corners=False)


def _varied(pictures: Tensor, random: torch.Generator) -> Tensor:
    """Other colours for all, other light, blur, noise and JPEG for half of them."""
    count = len(pictures)
    gains = torch.exp(0.1 * torch.randn(count, 3, 1, 1, generator=random))
    colourful = between(0.5, 1.4, count, random) * (torch.rand(count, generator=random) > 0.05)
    grey = pictures.mean(1, keepdim=True)
    toned = ((grey + colourful[:, None, None, None] * (pictures - grey)) * gains).clamp(0, 1)
    half = torch.rand(count, generator=random) < 0.5
    if half.any():
        toned[half] = degraded(toned[half], random)
    return toned
