"""What is explained: a face as the scorer saw it, and which of its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from photo_curator.domain.geometry import Landmarks

#: From pixels [n, 3, h, w] in 0..1 to values [n] or columns of them [n, k]; differentiable.
Forward = Callable[[Tensor], Tensor]

#: Added to a probability before its logarithm, so that one of exactly 0 stays a number.
_TINY = 1e-38


class Output(Protocol):
    """What a scorer's answer must hold; `ml.scorer.ScorerOutput` does."""

    @property
    def probabilities(self) -> Tensor:
        """[n, 5] of the levels 1..5."""
        ...

    @property
    def mean(self) -> Tensor:
        """[n] mean scores, 1..5."""
        ...


class FaceScorer(Protocol):
    """Any scorer, beside being an nn.Module: whatever its backbone and head."""

    def __call__(self, crops: Tensor, source_sizes: Tensor, landmarks: Tensor, /) -> Output:
        """Crops [n, 3, 224, 224] in 0..1, face heights [n], landmarks [n, 5, 2] -> `Output`."""
        ...


@dataclass(frozen=True, slots=True)
class SeenFace:
    """One face with everything its score depends on.

    Attributes:
        pixels: [1, 3, 224, 224] float32, 0..1; the aligned crop.
        size: [1] the face's height in pixels of the picture the crop was cut from.
        landmarks: [1, 5, 2] in pixels of the upright photo, at any size.
    """

    pixels: Tensor
    size: Tensor
    landmarks: Tensor

    @classmethod
    def of(
        cls,
        crop: NDArray[np.uint8],
        size: float,
        landmarks: Landmarks,
        device: torch.device | None = None,
    ) -> SeenFace:
        """From an aligned crop [224, 224, 3], 0..255, as it is stored."""
        pixels = torch.tensor(crop, device=device).permute(2, 0, 1).unsqueeze(0).float() / 255
        return cls(
            pixels,
            torch.tensor([size], dtype=torch.float32, device=device),
            torch.tensor([landmarks.points()], dtype=torch.float32, device=device),
        )


@dataclass(frozen=True, slots=True)
class Target:
    """The number of the scorer's answer that is explained.

    Attributes:
        level: 1..5: that level; None: the mean score.
    """

    level: int | None = None

    def __post_init__(self) -> None:
        if self.level is not None and not 1 <= self.level <= 5:
            raise ValueError(f"A level is 1 to 5, not {self.level}.")

    def differentiated(self, output: Output) -> Tensor:
        """[n] what gradients are taken of: the mean, or the level's logit.

        The logit is the one whose exponentials sum to 1, the logarithm of the probability: neither
        saturates where the probability does.
        """
        return output.mean if self.level is None else log_probabilities(output)[:, self.level - 1]

    def shown(self, output: Output) -> Tensor:
        """[n] what people are told: the mean score, or the level's probability."""
        return output.mean if self.level is None else output.probabilities[:, self.level - 1]

    def words(self, value: float) -> str:
        """A shown value as people read it: "4.6", "38 %"."""
        return f"{value:.1f}" if self.level is None else f"{100 * value:.0f} %"


def log_probabilities(output: Output) -> Tensor:
    """[n, 5] logits whose exponentials sum to 1."""
    return torch.log(output.probabilities + _TINY)


def forward_of(scorer: FaceScorer, face: SeenFace, read: Callable[[Output], Tensor]) -> Forward:
    """The scorer as a function of this face's pixels alone.

    Args:
        scorer: any.
        face: gives size and landmarks.
        read: what to take from the answer, `Target.differentiated` or `log_probabilities`.
    """

    def forward(pixels: Tensor) -> Tensor:
        count = len(pixels)
        return read(scorer(pixels, face.size.expand(count), face.landmarks.expand(count, -1, -1)))

    return forward


def device_of(module: nn.Module) -> torch.device:
    """Where a module's numbers lie."""
    return next((values.device for values in (*module.parameters(), *module.buffers())), torch.device("cpu"))


def output_of(scorer: FaceScorer, face: SeenFace) -> Output:
    """The scorer's answer for one face, without gradients."""
    with torch.no_grad():
        return scorer(face.pixels, face.size, face.landmarks)
