"""Why a face got its score: maps of what mattered, checks of these maps, and the score's weak spot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Method(StrEnum):
    """How importance is found. The value is part of the command line and of `explain --json`."""

    SALIENCY = "saliency"
    INTEGRATED_GRADIENTS = "integrated-gradients"
    GRAD_CAM = "grad-cam"
    OCCLUSION = "occlusion"


class CheckName(StrEnum):
    """What a map is tested for. The value is part of `explain --json`."""

    INSIDE_FACE = "inside face"
    HIDING = "hiding"
    SHUFFLED_NETWORK = "shuffled network"
    SMALL_CHANGES = "small changes"
    REGIONS = "regions"


@dataclass(frozen=True, slots=True)
class Check:
    """One test of an explanation.

    Attributes:
        name: which.
        passed: False is shown as a warning.
        sentence: the outcome in words, for people.
        figures: the numbers in it, by name; shares are 0..1.
    """

    name: CheckName
    passed: bool
    sentence: str
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fooling:
    """The smallest change found that makes the scorer say something else. Files lie beside.

    Attributes:
        target: the level it was to say, 1..5.
        succeeded: judged on the fooled picture as saved in 8 bits.
        before: probabilities of 1..5.
        after: likewise, of the fooled picture as saved; equal to `before` where it failed.
        largest_change: of any colour of any pixel of the saved picture, in steps of 1/255.
        changed_share: share of the pixels that differ at all, 0..1.
        inside_face: share of the change that lies inside the face's ellipse, 0..1.
        face_share: the ellipse's share of the crop, 0..1.
        radius: the smallest bound, in steps of 1/255, within which an unrounded picture fooled the
            scorer: an upper bound of how robust this score is. None where none did.
        tried: the largest bound that was tried, in steps of 1/255.
        sentence: what this means.
    """

    target: int
    succeeded: bool
    before: tuple[float, ...]
    after: tuple[float, ...]
    largest_change: int
    changed_share: float
    inside_face: float
    face_share: float
    radius: float | None
    tried: float
    sentence: str
