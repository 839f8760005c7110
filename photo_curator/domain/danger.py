"""Dangerous selfies: selfie evidence times hazard, as a hint to look again.

The paper (dangerous-selfie classifier, section 1) calls a selfie dangerous where taking it might harm
somebody, and finds selfies first and dangers among them (section 3). Here likewise: without selfie
evidence there is no danger, whatever the scenery.

All weights here are log-odds and *prior judgement*: there were no labelled selfies to fit them to. They
are chosen from what an arm and a lens allow and stand here by name, so that they can be argued with.
Measured are only the hazards' thresholds (see the model card). Every formula is monotone: more of a
clue for a selfie, or of a hazard, never makes a photo less of a danger.

Not used: hints of a mirror. What tells a mirror selfie is the phone in the hand and mirrored writing;
nothing here can see either, and a mirrored face looks like any other.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from photo_curator.domain.capture import Capture
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Size

#: Selfie evidence from which on a hazard raises the flag.
ENOUGH_SELFIE = 0.5
#: A face's reach: its height over the square root of the picture's area. A head of about 22 cm, seen by a
#: front camera (24 to 32 mm on full frame), reaches 0.25 from 75 cm, the end of an arm, and 0.10 from
#: 1.9 m, beyond any selfie stick in use.
ARMS_LENGTH_REACH = 0.25
FARTHEST_REACH = 0.10
#: A photo whose largest face is at the farthest: about one in eight is a selfie.
_BASE = -2.0
#: A face at arm's length or nearer. Geometry alone ends at 0.71: a portrait by a friend looks the same.
_NEAR = 2.9
_FRONT_CAMERA = 3.0
#: A front camera, but no face that was found.
_NO_FACE = -1.2
_BACK_CAMERA = -2.5
#: A lens of this real focal length is no phone's and too long for an arm on every common sensor.
_LONG_LENS_MM, _LONG_LENS = 35.0, -2.5
#: Whoever holds the camera is nearest; a crowd of equals was taken by somebody else.
_USUAL_FACES, _EACH_FURTHER_FACE, _CROWD = 4, -0.35, -1.75
#: The largest face beyond this share of the way from the middle to a corner is that of a passer-by.
_ASIDE_FROM, _ASIDE = 0.6, -1.5
#: How far a trained selfie classifier can move the evidence either way.
_CLASSIFIER_LIMIT = 4.0
#: Half widths of the 80 % intervals, in log-odds: of evidence (judgement) and of a hazard (calibrated).
_SELFIE_SPREAD, _HAZARD_SPREAD = 1.0, 0.7
#: Probabilities are kept this far from 0 and 1 before they become log-odds.
_MARGIN = 1e-4

_FRONT_NAMES = re.compile(r"\b(front|truedepth|facetime|selfie)\b", re.IGNORECASE)
_BACK_NAMES = re.compile(r"\b(back|rear)\b", re.IGNORECASE)


class DangerVerdict(StrEnum):
    """What the user answers to the hint. The value is stored and is part of `show --json`."""

    FALSE_ALARM = "false alarm"
    DANGEROUS = "dangerous"


class Clue(StrEnum):
    """What speaks for or against a selfie."""

    ARMS_LENGTH = "arm's length"
    FRONT_CAMERA = "front camera"
    CLASSIFIER = "classifier"
    BACK_CAMERA = "back camera"
    LONG_LENS = "long lens"
    CROWD = "many faces"
    ASIDE = "face aside"


@dataclass(frozen=True, slots=True)
class SelfieEvidence:
    """How much speaks for a selfie.

    Attributes:
        probability: 0..1; exactly 0 where nothing speaks for it.
        clues: what was found, for or against.
    """

    probability: float
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True)
class HazardReading:
    """What the hazard network says of a whole photo: a machine fact.

    Attributes:
        probabilities: by hazard, 0..1, as if every second photo showed it.
        thresholds: by hazard, the probability from which on it counts as seen, as shipped.
        version: of the network and its weights.
    """

    probabilities: Mapping[str, float]
    thresholds: Mapping[str, float]
    version: str


@dataclass(frozen=True, slots=True)
class Danger:
    """A machine's hint.

    Attributes:
        selfie: selfie evidence, 0..1.
        probability: of a dangerous selfie, 0..1: evidence times the hazard's probability.
        low, high: its 80 % interval.
        hazard: the one named; "" without selfie evidence or without hazards.
        flagged: the hazard counts as seen, and the evidence is enough.
    """

    selfie: float
    probability: float = 0.0
    low: float = 0.0
    high: float = 0.0
    hazard: str = ""
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class PhotoDanger:
    """What is known of a photo's danger: the machine's hint and the user's answer.

    Attributes:
        machine: None where the photo was not looked at for hazards.
        hazards: their probabilities, 0..1.
        verdict: the user's; None where nothing was said.
        about: the hazard the verdict answers; "" where none was named.
        version: of the hazard network that looked; "" where none did.
    """

    machine: Danger | None = None
    hazards: Mapping[str, float] = field(default_factory=dict)
    verdict: DangerVerdict | None = None
    about: str = ""
    version: str = ""

    @property
    def flagged(self) -> bool:
        """Whether the photo counts as a dangerous selfie: the user's word before the machine's."""
        if self.verdict is not None:
            return self.verdict is DangerVerdict.DANGEROUS
        return self.machine is not None and self.machine.flagged


def selfie_evidence(
    faces: Sequence[Face], size: Size, capture: Capture, classifier: float | None = None
) -> SelfieEvidence:
    """What speaks for the photo being one that somebody took of themselves.

    Log-odds are added up: a base, the largest face's reach (none at `FARTHEST_REACH`, all at
    `ARMS_LENGTH_REACH`), the camera, the number of faces, the largest face's place in the picture, and a
    trained classifier where there is one.

    Args:
        faces: as found, in pixels of the upright photo.
        size: of the upright photo.
        capture: its metadata.
        classifier: a trained selfie classifier's probability, 0..1.
    """
    face = max(faces, key=lambda one: one.box.area, default=None)
    near = 0.0 if face is None else _nearness(face, size)
    front = capture.front_camera or bool(_FRONT_NAMES.search(capture.lens))
    if near == 0 and not front and classifier is None:
        return SelfieEvidence(0.0)
    weights: dict[Clue, float] = {}
    if near > 0:
        weights[Clue.ARMS_LENGTH] = _NEAR * near
    if front:
        weights[Clue.FRONT_CAMERA] = _FRONT_CAMERA
    elif _BACK_NAMES.search(capture.lens):
        weights[Clue.BACK_CAMERA] = _BACK_CAMERA
    if not front and (capture.focal_length_mm or 0.0) >= _LONG_LENS_MM:
        weights[Clue.LONG_LENS] = _LONG_LENS
    if len(faces) > _USUAL_FACES:
        weights[Clue.CROWD] = max(_CROWD, _EACH_FURTHER_FACE * (len(faces) - _USUAL_FACES))
    if face is not None and (aside := _asideness(face, size)) > 0:
        weights[Clue.ASIDE] = _ASIDE * aside
    if classifier is not None:
        weights[Clue.CLASSIFIER] = min(_CLASSIFIER_LIMIT, max(-_CLASSIFIER_LIMIT, logit(classifier)))
    base = _BASE + (_NO_FACE if face is None else 0.0)
    return SelfieEvidence(sigmoid(base + sum(weights.values())), tuple(weights))


def assess(selfie: float, hazards: Mapping[str, float], thresholds: Mapping[str, float]) -> Danger:
    """Selfie evidence times hazard.

    The network's probabilities hold for photos of which every second shows the hazard. A threshold says
    how much rarer a hazard is: taking its log-odds off a probability's moves that prior, so that a
    photo at the threshold stands at even odds and different hazards can be compared. The named hazard
    is the likeliest then, and the flag is raised from even odds on.

    Args:
        selfie: evidence, 0..1.
        hazards: probabilities by name, 0..1.
        thresholds: by name, in force; hazards without one are not judged.

    Returns:
        No danger at all where `selfie` is 0.
    """
    odds = {name: logit(p) - logit(thresholds[name]) for name, p in hazards.items() if name in thresholds}
    if selfie <= 0 or not odds:
        return Danger(max(0.0, selfie))
    hazard = max(sorted(odds), key=lambda name: odds[name])
    own = logit(selfie)
    return Danger(
        selfie,
        probability=selfie * sigmoid(odds[hazard]),
        low=sigmoid(own - _SELFIE_SPREAD) * sigmoid(odds[hazard] - _HAZARD_SPREAD),
        high=sigmoid(own + _SELFIE_SPREAD) * sigmoid(odds[hazard] + _HAZARD_SPREAD),
        hazard=hazard,
        flagged=selfie >= ENOUGH_SELFIE and hazards[hazard] >= thresholds[hazard],
    )


def logit(probability: float) -> float:
    """Log-odds; 0 and 1 stay finite."""
    kept = min(1 - _MARGIN, max(_MARGIN, probability))
    return math.log(kept / (1 - kept))


def sigmoid(value: float) -> float:
    """The inverse of `logit`."""
    return 1 / (1 + math.exp(-value))


def _nearness(face: Face, size: Size) -> float:
    """0 at the farthest and beyond, 1 at arm's length and nearer; between them with the log of distance."""
    reach = face.box.height / math.sqrt(max(1, size.width * size.height))
    if reach <= FARTHEST_REACH:
        return 0.0
    return min(1.0, math.log(reach / FARTHEST_REACH) / math.log(ARMS_LENGTH_REACH / FARTHEST_REACH))


def _asideness(face: Face, size: Size) -> float:
    """0 in the middle part of the picture, 1 in its corner."""
    x, y = face.box.centre
    way = math.hypot(2 * x / max(1, size.width) - 1, 2 * y / max(1, size.height) - 1) / math.sqrt(2)
    return min(1.0, max(0.0, (way - _ASIDE_FROM) / (1 - _ASIDE_FROM)))
