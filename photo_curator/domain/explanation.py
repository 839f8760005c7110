"""Why a face got its score: maps of what mattered, checks of these maps, and the score's weak spot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import msgspec


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
        files: names of the pictures beside this document: "original", "fooled", "difference" (the latter
            two only where it succeeded).
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
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A map of one face's score with all its numbers. Files lie beside.

    Attributes:
        photo_id: whose.
        path: of the photo's file.
        face: number of the face in its photo, from 1.
        faces: how many there are.
        method: how the map was found.
        level: the level it explains, 1..5; None: the mean score.
        score: the mean the scorer gives the crop, 1..5. It may differ from the stored one in the second
            decimal, for crops are stored as JPEG.
        probabilities: of 1..5, likewise.
        stored_score: the mean in the library.
        attributes: measured values by name.
        version: of the scorer, backbone and head.
        note: what has to be known to read the map; "" where nothing.
        checks: does it hold up?
        outline: the crop's corners in pixels of the upright, full-size photo, clockwise.
        files: names of the pictures beside this document: "crop" (224 x 224), "map" (grey, how much each
            place mattered), "heat" (the map in colour, with transparency, to lay over the crop),
            "overlay", and, where the photo could be read, "photo_heat" and "photo_overlay" (for the
            whole photo, reduced).
    """

    photo_id: int
    path: str
    face: int
    faces: int
    method: Method
    level: int | None
    score: float
    probabilities: tuple[float, ...]
    stored_score: float
    attributes: Mapping[str, float]
    version: str
    note: str
    checks: tuple[Check, ...]
    outline: tuple[tuple[float, float], ...]
    files: Mapping[str, str]


#: The documents' names in a result's folder.
EXPLANATION_FILE, FOOLING_FILE = "explanation.json", "fooling.json"


def read_explanation(folder: Path) -> Explanation:
    """The explanation in a result's folder.

    Raises:
        OSError: there is none.
        msgspec.DecodeError: it is damaged.
    """
    return msgspec.json.decode((folder / EXPLANATION_FILE).read_bytes(), type=Explanation)


def read_fooling(folder: Path) -> Fooling:
    """The fooling picture's numbers in a result's folder; errors as `read_explanation`."""
    return msgspec.json.decode((folder / FOOLING_FILE).read_bytes(), type=Fooling)


def fooling_target(probabilities: Sequence[float]) -> int:
    """The level to aim at where nobody chose: the paper's 5, or 1 for a face that gets 5 as it is."""
    return 1 if max(range(5), key=lambda place: probabilities[place]) == 4 else 5
