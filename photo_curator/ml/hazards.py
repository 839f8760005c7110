"""Hazards around a person: which dangerous surroundings a whole photo shows, and where in it.

One small convolutional network sees the whole photo, squeezed to a square. Its logit of a hazard is the
mean of logits at the places of a coarse grid (global average pooling before a linear layer is the same as
after it), so the heat map is no second method: its places are what the probability is made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn

from photo_curator.ml.versions import HAZARD_VERSION
from photo_curator.ml.weights import WeightsError, load_verified, manifest

#: Side of the network's square input, in pixels.
HAZARD_INPUT = 96
#: Name of the weights in the manifest.
WEIGHTS = "starter_hazards"
#: What the manifest's figures call the probability from which on a hazard counts as seen.
THRESHOLD = "threshold: {}"
#: Channels at half, quarter, ... of the input's side.
_WIDTHS = (24, 48, 96, 160)
#: Usual mean and spread of photos, RGB 0..1.
_MEAN, _SPREAD = (0.46, 0.44, 0.41), (0.27, 0.26, 0.28)


class HazardNet(nn.Module):
    """Whole photos -> one logit a hazard; several may be true of one photo.

    Args:
        count: of hazards.

    Attributes:
        slope, offset: [count]; a logit is slope * raw + offset (Platt), found on sources not trained on.
    """

    mean: Tensor
    spread: Tensor
    slope: Tensor
    offset: Tensor

    def __init__(self, count: int) -> None:
        super().__init__()
        first, *others = _WIDTHS
        layers: list[nn.Module] = [*_convolution(3, first, kernel=5, stride=2)]
        for inputs, outputs in zip(_WIDTHS, others, strict=False):
            layers += [*_convolution(inputs, outputs, stride=2), _Added(outputs)]
        self.features = nn.Sequential(*layers)
        self.places = nn.Conv2d(_WIDTHS[-1], count, 1)
        self.register_buffer("mean", torch.tensor(_MEAN).view(3, 1, 1), persistent=False)
        self.register_buffer("spread", torch.tensor(_SPREAD).view(3, 1, 1), persistent=False)
        self.register_buffer("slope", torch.ones(count))
        self.register_buffer("offset", torch.zeros(count))

    def seen(self, pictures: Tensor) -> Tensor:
        """[N, 3, H, W] RGB, 0..1 -> features [N, C, H / 16, W / 16]."""
        features: Tensor = self.features((pictures - self.mean) / self.spread)
        return features

    def grid(self, pictures: Tensor) -> Tensor:
        """[N, 3, H, W] RGB, 0..1 -> calibrated logits of each place [N, count, H / 16, W / 16]."""
        local: Tensor = self.places(self.seen(pictures))
        return local * self.slope[:, None, None] + self.offset[:, None, None]

    def forward(self, pictures: Tensor) -> Tensor:
        """[N, 3, H, W] RGB, 0..1 -> calibrated logits [N, count]."""
        return self.grid(pictures).mean((2, 3))


class _Added(nn.Module):
    """A convolution whose result is added to its input."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.block = nn.Sequential(*_convolution(width, width))

    def forward(self, values: Tensor) -> Tensor:
        result: Tensor = values + self.block(values)
        return result


def _convolution(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> list[nn.Module]:
    return [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.LeakyReLU(0.1),
    ]


class HazardReader:
    """The embedded hazard network, ready for use.

    Args:
        device: where it runs; None: the CPU.
        folder: where manifest and weights lie; None: the app's own models folder.

    Attributes:
        version: of what is read; stored beside it.
        names: the hazards that it can see. What it does not name, it cannot see.
        thresholds: by name, the probability from which on the hazard counts as seen: on ordinary places
            with people each alone gives at most 2 % false alarms, on portraits and rooms all together 1 %,
            where they were fitted.

    Raises:
        WeightsError: the weights are missing or not what the manifest says.
    """

    version = HAZARD_VERSION

    def __init__(self, device: torch.device | None = None, folder: Path | None = None) -> None:
        self._device = device or torch.device("cpu")
        entry = manifest(folder).get(WEIGHTS)
        if entry is None:
            raise WeightsError(f"There are no weights called {WEIGHTS}.")
        self.names: tuple[str, ...] = entry.classes
        network = HazardNet(len(self.names))
        load_verified(network, WEIGHTS, folder)
        self.thresholds: Mapping[str, float] = {
            name: entry.figures[THRESHOLD.format(name)] for name in self.names
        }
        self._network = network.eval().to(self._device).to(memory_format=torch.channels_last)

    def probabilities(self, picture: NDArray[np.uint8]) -> dict[str, float]:
        """How probable each hazard is.

        Args:
            picture: [h, w, 3] upright RGB, 0..255, of any size. The result hardly depends on the size.

        Returns:
            By name of the hazard, 0..1, as if every second photo showed it.
        """
        values = torch.sigmoid(self._grid(picture).mean((1, 2))).tolist()
        return dict(zip(self.names, values, strict=True))

    def heat_map(self, picture: NDArray[np.uint8], hazard: str) -> NDArray[np.float32]:
        """Where a photo shows a hazard.

        Args:
            picture: as for `probabilities`.
            hazard: one of `names`.

        Returns:
            [6, 6] over the whole photo, top row first; 0..1: the probability if all the photo looked like
            this place. The mean of its logits is the photo's logit.

        Raises:
            ValueError: this hazard is not among `names`.
        """
        if hazard not in self.names:
            raise ValueError(f"{hazard!r} is no hazard that is seen: one of {', '.join(self.names)}.")
        places: NDArray[np.float32] = torch.sigmoid(self._grid(picture)[self.names.index(hazard)]).numpy()
        return places

    def _grid(self, picture: NDArray[np.uint8]) -> Tensor:
        """Logits [count, 6, 6]: the mean of the photo's and of its mirror image's, turned back."""
        square = torch.from_numpy(prepared(picture)).to(self._device).permute(2, 0, 1).float() / 255
        both = torch.stack([square, square.flip(2)]).contiguous(memory_format=torch.channels_last)
        with torch.inference_mode():
            straight, mirrored = self._network.grid(both)
        places: Tensor = (straight + mirrored.flip(2)) / 2
        return places.cpu()


def prepared(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A photo [h, w, 3] squeezed to the network's square [96, 96, 3], each pixel the mean of an area."""
    # Reducing by a whole number first is many times faster for large photos and changes next to nothing.
    image = Image.fromarray(picture).resize(
        (HAZARD_INPUT, HAZARD_INPUT), Image.Resampling.BILINEAR, reducing_gap=3.0
    )
    return np.array(image)
