"""The face detector: MTCNN on a reduced picture, false alarms that no face can be taken out.

The only module that imports facenet_pytorch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from facenet_pytorch import MTCNN
from numpy.typing import NDArray
from PIL import Image

from photo_curator.domain.geometry import Box, Landmarks
from photo_curator.ml.cascade import Cascade, Thresholds
from photo_curator.ml.device import Device

DETECTOR_VERSION = "mtcnn-1"
#: Long side of the picture the detector looks at, in pixels.
DETECTION_LONG_SIDE = 768
#: ... but never less than this in height, so that panoramas keep their small faces.
DETECTION_HEIGHT = 384
#: Smallest face looked for, as a share of the picture's height.
SMALLEST_FACE_SHARE = 0.045
#: Faces of less probability are dropped.
SURE_FROM = 0.85
#: Between two sizes of the pyramid.
PYRAMID_FACTOR = 0.709
#: A little stricter at first than the usual 0.6: fewer candidates, and no face of the benchmark is
#: lost by it; at 0.75 the first ones are.
THRESHOLDS = Thresholds(proposal=0.65)
#: Smallest face the first network can see, in pixels.
_SMALLEST_FACE = 12.0


@dataclass(frozen=True, slots=True)
class Detection:
    """One face, in pixels of the picture passed in.

    Attributes:
        box: clipped to the picture.
        landmarks: not clipped; they may lie a little outside.
        probability: MTCNN's, 0..1.
    """

    box: Box
    landmarks: Landmarks
    probability: float


class FaceDetector:
    """Finds faces in upright pictures. Not thread-safe; one per device."""

    def __init__(self, device: Device) -> None:
        nets = MTCNN(keep_all=True)
        self._cascade = Cascade(nets.pnet, nets.rnet, nets.onet, device.torch, PYRAMID_FACTOR, THRESHOLDS)

    def detect(self, picture: NDArray[np.uint8]) -> list[Detection]:
        """All faces, largest first.

        Args:
            picture: [height, width, 3] RGB, 0..255, upright.
        """
        reduced, scale = reduced_for_detection(picture)
        smallest = max(_SMALLEST_FACE, SMALLEST_FACE_SHARE * reduced.height)
        found = self._cascade.find(reduced, smallest)
        height, width = picture.shape[:2]
        faces = [
            Detection(box, landmarks, float(probability))
            for corners, probability, points in zip(
                found.boxes / scale, found.probabilities, found.landmarks / scale, strict=True
            )
            if probability >= SURE_FROM
            and is_possible(
                box := Box(*(float(value) for value in corners)),
                landmarks := Landmarks(*((float(x), float(y)) for x, y in points)),
                width,
                height,
            )
        ]
        clipped = [
            Detection(_clipped(face.box, width, height), face.landmarks, face.probability) for face in faces
        ]
        return sorted(clipped, key=lambda face: -face.box.area)


def reduced_for_detection(picture: NDArray[np.uint8]) -> tuple[Image.Image, float]:
    """The picture at the detector's working size, and that size as a share of the picture's.

    Never enlarged: a small picture is looked at as it is.
    """
    height, width = picture.shape[:2]
    scale = min(1.0, max(DETECTION_LONG_SIDE / max(height, width), min(DETECTION_HEIGHT, height) / height))
    image = Image.fromarray(picture)
    if scale == 1.0:
        return image, 1.0
    # By a whole number first, which is nearly free. The rest not with a box filter: at odd ratios it
    # takes one pixel here and two there, and borderline faces get lost (measured).
    image = image.reduce(int(1 / scale))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return image.resize(size, Image.Resampling.BILINEAR), scale


def is_possible(box: Box, landmarks: Landmarks, width: int, height: int) -> bool:
    """Whether a face could look like this; false alarms often cannot.

    Args:
        box: the face's.
        landmarks: in the same pixels.
        width: of the picture, likewise.
        height: likewise.

    Returns:
        False where the middle lies outside the picture, the landmarks lie outside the box, or they
        are in an order that no turn of a roughly upright head brings about.
    """
    across, down = box.centre
    if not (0 <= across < width and 0 <= down < height) or box.width < 1 or box.height < 1:
        return False
    if any(
        not (box.x1 - 0.15 * box.width <= x <= box.x2 + 0.15 * box.width)
        or not (box.y1 - 0.15 * box.height <= y <= box.y2 + 0.15 * box.height)
        for x, y in landmarks.points()
    ):
        return False
    left, right, nose, mouth_left, mouth_right = landmarks.points()
    eyes = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    mouth = ((mouth_left[0] + mouth_right[0]) / 2, (mouth_left[1] + mouth_right[1]) / 2)
    # Measured along the face's own axis, so that a head on its side passes.
    drop = math.hypot(mouth[0] - eyes[0], mouth[1] - eyes[1])
    if drop < 0.12 * box.height or mouth[1] < eyes[1] - 0.3 * box.height:
        return False
    axis = ((mouth[0] - eyes[0]) / drop, (mouth[1] - eyes[1]) / drop)
    nose_along = (nose[0] - eyes[0]) * axis[0] + (nose[1] - eyes[1]) * axis[1]
    if not -0.35 * drop <= nose_along <= 1.25 * drop:
        return False
    # The eyes' line against the face's axis, turned by a right angle: negative means eyes swapped.
    eyes_apart = (right[0] - left[0]) * axis[1] - (right[1] - left[1]) * axis[0]
    return eyes_apart > -0.1 * box.width


def _clipped(box: Box, width: int, height: int) -> Box:
    return Box(max(0.0, box.x1), max(0.0, box.y1), min(float(width), box.x2), min(float(height), box.y2))
