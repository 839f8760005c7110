"""Faces as the machine found them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from photo_curator.domain.geometry import Box, Landmarks
from photo_curator.domain.score import Score


class Attribute(StrEnum):
    """Names of what is measured on a face.

    eyes_open: probability 0..1 that both eyes are open. smile: probability 0..1.
    yaw: degrees, positive when the face turns to the picture's right. roll: degrees, positive
    clockwise. sharpness: 0..1 against what the source resolution allows. exposure: 0..1, 1 = well
    lit, neither dark nor burnt out. A name that was not measured is absent, never 0.
    """

    EYES_OPEN = "eyes_open"
    SMILE = "smile"
    YAW = "yaw"
    ROLL = "roll"
    SHARPNESS = "sharpness"
    EXPOSURE = "exposure"


class FaceOrigin(StrEnum):
    """How a face came to be known. The value is stored and part of `faces --json`."""

    DETECTED = "detected"
    ADDED = "added"  # by hand; the detector found eyes, nose and mouth where the user said
    #: By hand; the landmarks are those of an average face in the user's box: good for cutting it out, and no
    #: more. Measured, four of ten faces with open eyes count as shut there, and scores are off by 0.7 levels:
    #: there is no score, and nothing is said of eyes, smile and pose.
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class Face:
    """One face in one photo.

    Attributes:
        id: the row's id; 0 for a face not stored yet.
        box: in pixels of the upright, full-size photo.
        landmarks: likewise.
        detection: MTCNN's probability, 0..1; 1 where the user said that it is a face.
        score: the face's own worthiness score; None where it is "cannot tell" (few pixels, no eyes found).
        attributes: measured values by name, see `Attribute`.
        crop_key: key of the cached aligned crop.
        origin: whether a detector found it, or the user.
    """

    id: int
    box: Box
    landmarks: Landmarks
    detection: float
    score: Score | None
    attributes: Mapping[str, float]
    crop_key: str
    origin: FaceOrigin = FaceOrigin.DETECTED
