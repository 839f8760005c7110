"""Aligned crops: each face turned upright with its eyes at the same two places.

Networks that look at eyes or mouth then read fixed windows, given here as constants.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photo_curator.domain.geometry import Box, Landmarks

#: Side of an aligned crop, in pixels.
CROP_SIZE = 224
#: Where the eyes come to lie, (x, y) in crop pixels, "left" as seen in the picture. A frontal face is
#: about 2.9 times as high as its eyes are apart, so it fills about 160 of the 224 pixels.
EYE_LEFT = (84.0, 92.0)
EYE_RIGHT = (140.0, 92.0)
#: Where an average frontal face has its nose and the corners of its mouth.
NOSE = (112.0, 124.0)
MOUTH_LEFT = (90.0, 152.0)
MOUTH_RIGHT = (134.0, 152.0)
#: Height of an average frontal face (MTCNN's box) in the crop, in pixels.
FACE_HEIGHT = 160.0

#: Windows (rows, columns) of the crop, for `pixels[window]`.
Window = tuple[slice, slice]
LEFT_EYE_WINDOW: Window = (slice(72, 112), slice(58, 110))
RIGHT_EYE_WINDOW: Window = (slice(72, 112), slice(114, 166))
MOUTH_WINDOW: Window = (slice(128, 184), slice(76, 148))
#: Everything that can be face.
FACE_WINDOW: Window = (slice(24, 200), slice(40, 184))

#: The face's ellipse: centre and half axes (x, y), in crop pixels.
ELLIPSE_CENTRE = (112.0, 116.0)
ELLIPSE_AXES = (54.0, 72.0)

#: Distance of the eyes over distance of eyes and mouth below which a face counts as turned away;
#: about 0.93 from the front.
TURNED_BELOW = 0.6
#: Smallest and largest side of the square that is cut out, in box heights.
_SMALLEST_SIDE, _LARGEST_SIDE = 1.15, 2.3
_USUAL_SIDE = CROP_SIZE / FACE_HEIGHT


@dataclass(frozen=True, slots=True)
class AlignedCrop:
    """A face cut out upright.

    Attributes:
        pixels: [224, 224, 3] RGB, 0..255.
        landmarks: [5, 2] in crop pixels, MTCNN's order.
        source_size: the face's height in pixels of the full-size photo.
        resolved_size: its height in pixels of the picture it was cut from: how much detail there can
            be. Equal to `source_size` where that picture was the whole photo.
    """

    pixels: NDArray[np.uint8]
    landmarks: NDArray[np.float32]
    source_size: float
    resolved_size: float


def align(picture: NDArray[np.uint8], landmarks: Landmarks, box: Box, scale: float) -> AlignedCrop:
    """Cut a face out of a picture, turned and sized so that the eyes lie at their places.

    Anti-aliased when shrinking; outside the picture its edge is repeated.

    Args:
        picture: [height, width, 3] RGB, 0..255.
        landmarks: in pixels of the picture.
        box: likewise.
        scale: full-size pixels per pixel of the picture, at least 1 where it was reduced.
    """
    turn, shift = similarity(landmarks, box)
    pixels = _sampled(picture, turn, shift)
    points = np.array([complex(*point) for point in landmarks.points()]) * turn + shift
    return AlignedCrop(
        pixels,
        np.stack([points.real, points.imag], 1).astype(np.float32),
        source_size=box.height * scale,
        resolved_size=box.height,
    )


def average_landmarks(box: Box) -> Landmarks:
    """Where an upright frontal face in a box would have its landmarks; in the box's pixels."""
    scale, (x, y) = box.height / FACE_HEIGHT, box.centre
    middle_x, middle_y = ELLIPSE_CENTRE
    points = (EYE_LEFT, EYE_RIGHT, NOSE, MOUTH_LEFT, MOUTH_RIGHT)
    return Landmarks(*((x + (a - middle_x) * scale, y + (b - middle_y) * scale) for a, b in points))


def face_ellipse(softness: float = 4.0) -> NDArray[np.float32]:
    """Weights [224, 224] that are 1 on the face and fall to 0 over about `softness` pixels."""
    rows, columns = np.mgrid[0:CROP_SIZE, 0:CROP_SIZE] + 0.5
    across = (columns - ELLIPSE_CENTRE[0]) / ELLIPSE_AXES[0]
    down = (rows - ELLIPSE_CENTRE[1]) / ELLIPSE_AXES[1]
    distance = (1 - np.hypot(across, down)) * min(ELLIPSE_AXES)
    weights: NDArray[np.float32] = (1 / (1 + np.exp(-4 * distance / softness))).astype(np.float32)
    return weights


def similarity(landmarks: Landmarks, box: Box) -> tuple[complex, complex]:
    """The map p -> turn * p + shift from picture to crop, points read as complex numbers x + iy."""
    left, right, _, mouth_left, mouth_right = (complex(*point) for point in landmarks.points())
    eyes, mouth = (left + right) / 2, (mouth_left + mouth_right) / 2
    if abs(right - left) >= TURNED_BELOW * abs(mouth - eyes) and abs(right - left) > 1:
        turn = (complex(*EYE_RIGHT) - complex(*EYE_LEFT)) / (right - left)
        shift = complex(*EYE_LEFT) - turn * left
    else:
        # In profile the eyes nearly coincide and say nothing about size: least squares over eyes and
        # mouth, whose distance hardly shrinks when a head turns.
        found = np.array([left, right, mouth_left, mouth_right])
        wanted = np.array([complex(*p) for p in (EYE_LEFT, EYE_RIGHT, MOUTH_LEFT, MOUTH_RIGHT)])
        around = found - found.mean()
        spread = float((np.abs(around) ** 2).sum())
        turn = complex((around.conj() * (wanted - wanted.mean())).sum() / spread) if spread > 1 else 0j
        shift = complex(wanted.mean() - turn * found.mean())
    side = CROP_SIZE / abs(turn) if abs(turn) > 1e-6 else math.inf
    height = max(box.height, box.width, 1.0)
    if _SMALLEST_SIDE * height <= side <= _LARGEST_SIDE * height:
        return turn, shift
    # Landmarks that disagree with the box: trust the box, which the detector was trained on most.
    turn = complex(CROP_SIZE / (_USUAL_SIDE * height))
    return turn, complex(*ELLIPSE_CENTRE) - turn * complex(*box.centre)


def _sampled(picture: NDArray[np.uint8], turn: complex, shift: complex) -> NDArray[np.uint8]:
    """The crop's pixels [224, 224, 3]."""
    corners = np.array([0, CROP_SIZE, CROP_SIZE * 1j, CROP_SIZE * (1 + 1j)])
    corners = (corners - shift) / turn
    shrink = max(1.0, 1 / abs(turn))
    margin = math.ceil(3 * shrink)
    left, right = math.floor(corners.real.min()) - margin, math.ceil(corners.real.max()) + margin
    top, bottom = math.floor(corners.imag.min()) - margin, math.ceil(corners.imag.max()) + margin
    region = Image.fromarray(_region(picture, left, top, right, bottom))
    # First to about the crop's resolution with an anti-aliasing filter, then turned.
    width, height = max(1, round(region.width / shrink)), max(1, round(region.height / shrink))
    across, down = width / region.width, height / region.height
    if shrink > 1:
        region = region.resize((width, height), Image.Resampling.BILINEAR, reducing_gap=2.0)
    back = 1 / turn
    origin = -shift / turn - complex(left, top)
    matrix = (
        back.real * across, -back.imag * across, origin.real * across,
        back.imag * down, back.real * down, origin.imag * down,
    )  # fmt: skip
    crop = region.transform((CROP_SIZE, CROP_SIZE), Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)
    return np.asarray(crop)


def _region(picture: NDArray[np.uint8], left: int, top: int, right: int, bottom: int) -> NDArray[np.uint8]:
    """A rectangle of the picture, which may reach beyond it: there the edge is repeated."""
    height, width = picture.shape[:2]
    if left >= 0 and top >= 0 and right <= width and bottom <= height:
        return np.ascontiguousarray(picture[top:bottom, left:right])
    rows = np.arange(top, bottom).clip(0, height - 1)
    columns = np.arange(left, right).clip(0, width - 1)
    return np.ascontiguousarray(picture[rows[:, None], columns[None, :]])
