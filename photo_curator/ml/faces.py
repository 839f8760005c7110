"""The face detector: MTCNN on a reduced picture, false alarms that no face can be taken out.

The only module that imports facenet_pytorch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from facenet_pytorch import MTCNN, InceptionResnetV1
from numpy.typing import NDArray
from PIL import Image
from torch import nn

from photo_curator.domain.face import FaceOrigin
from photo_curator.domain.geometry import SAME_FACE, Box, Landmarks
from photo_curator.ml.cascade import Cascade, Thresholds
from photo_curator.ml.crops import average_landmarks
from photo_curator.ml.device import Device
from photo_curator.ml.reduction import DetectorView, detector_view

DETECTOR_VERSION = "mtcnn-1"
#: Faces of less probability are dropped.
SURE_FROM = 0.85
#: A little stricter at first than the usual 0.6: fewer candidates, and no face of the benchmark is
#: lost by it; at 0.75 the first ones are.
THRESHOLDS = Thresholds(proposal=0.65)
#: Where the user says that there is a face: little is asked of the networks but its landmarks.
HINTED = Thresholds(refinement=0.3, output=0.3)
#: Side in pixels to which a box drawn by hand is reduced, and the margin around it as a share of its side.
_HINT_SIDE, _HINT_MARGIN = 96.0, 0.5
#: Squares looked into around a drawn box: their sides, and how far they are moved, in sides of the box.
_HINT_SIDES, _HINT_MOVES = (0.8, 1.0, 1.25), (-0.15, 0.0, 0.15)


@dataclass(frozen=True, slots=True)
class Detection:
    """One face, in pixels of the picture passed in.

    Attributes:
        box: clipped to the picture.
        landmarks: not clipped; they may lie a little outside.
        probability: MTCNN's, 0..1; 1 for a face that the user pointed out.
        origin: how it came to be known.
    """

    box: Box
    landmarks: Landmarks
    probability: float
    origin: FaceOrigin = FaceOrigin.DETECTED


class FaceDetector:
    """Finds faces in upright pictures. Not thread-safe; one per device."""

    def __init__(self, device: Device) -> None:
        nets = MTCNN(keep_all=True)
        self._cascade = Cascade(nets.pnet, nets.rnet, nets.onet, device.torch, THRESHOLDS)

    def propose(self, view: DetectorView) -> DetectorView:
        """The first, largest stage of the detection, for `detect` to go on from. Thread-safe on a CPU."""
        return view._replace(boxes=self._cascade.propose(view.canvases))

    def detect(self, picture: NDArray[np.uint8], view: DetectorView | None = None) -> list[Detection]:
        """All faces, largest first.

        Args:
            picture: [height, width, 3] RGB, 0..255, upright.
            view: the picture as the detector looks at it, where a decode thread has made it.
        """
        view = view or detector_view(picture)
        found, scale = self._cascade.find(view.image, view.canvases, view.boxes), view.scale
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

    def find_in(self, picture: NDArray[np.uint8], box: Box) -> Detection:
        """The face in a box drawn by hand, roughly; the box itself where no landmarks are found in it.

        The first stage, which looks for places, is left out: the second and third look into squares around
        the box. `benchmarks/face_repair.py` tells how often that succeeds.

        Args:
            picture: as for `detect`.
            box: in pixels of the picture.
        """
        height, width = picture.shape[:2]
        side = max(box.width, box.height)
        x, y = box.centre
        reach = (0.5 + _HINT_MARGIN) * side
        left, top = max(0, math.floor(x - reach)), max(0, math.floor(y - reach))
        region = Image.fromarray(picture[top : math.ceil(y + reach), left : math.ceil(x + reach)])
        scale = min(1.0, _HINT_SIDE / side)
        if scale < 1:
            small = (max(1, round(region.width * scale)), max(1, round(region.height * scale)))
            region = region.resize(small, Image.Resampling.BILINEAR, reducing_gap=2.0)
        squares = [
            (
                x + (right - half) * side,
                y + (down - half) * side,
                x + (right + half) * side,
                y + (down + half) * side,
            )
            for half in (0.5 * share for share in _HINT_SIDES)
            for right in _HINT_MOVES
            for down in _HINT_MOVES
        ]
        origin = np.array([left, top], np.float32)
        places = (np.array(squares, np.float32) - np.tile(origin, 2)) * np.float32(scale)
        found = self._cascade.find(region, (), places, HINTED)
        best, merit = Detection(box, average_landmarks(box), 1.0, FaceOrigin.ESTIMATED), 0.0
        for corners, probability, points in zip(
            found.boxes / scale + np.tile(origin, 2),
            found.probabilities,
            found.landmarks / scale + origin,
            strict=True,
        ):
            one = Box(*(float(value) for value in corners))
            landmarks = Landmarks(*((float(a), float(b)) for a, b in points))
            overlap = one.iou(box)
            if overlap < SAME_FACE or not is_possible(one, landmarks, width, height):
                continue
            if probability * overlap > merit:
                merit = float(probability * overlap)
                best = Detection(_clipped(one, width, height), landmarks, 1.0, FaceOrigin.ADDED)
        return best


def inception_resnet_v1() -> nn.Module:
    """The facenet backbone's network with random weights, for `backbones` to fill."""
    network: nn.Module = InceptionResnetV1(pretrained=None)
    return network


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
