"""Labelled face pictures brought to the app's aligned crops, by the app's own detector."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photo_curator.domain.geometry import Box, Landmarks
from photo_curator.ml.crops import CROP_SIZE, align
from photo_curator.ml.device import cpu
from photo_curator.ml.faces import Detection, FaceDetector
from photo_curator.ml.pyramid import paint
from photo_curator.ml.reduction import DetectorView
from photo_curator.ml.starter import LUMA
from photo_curator.ml.training.sources import Bytes, FacePicture, Floats

#: Side of the stored grey crops: the aligned crop halved, in pixels.
FACE_STORE = CROP_SIZE // 2
#: Tight face pictures are enlarged to this side and framed by this margin, for MTCNN wants both.
_SIDE, _MARGIN = 160, 64
#: The margin's grey for the detector. What is cut out has repeated edges there, as in the app.
_MARGIN_GREY = 110
_SMALLEST_FACE = 90.0
_VERSION = 1


@dataclass(frozen=True, slots=True)
class FaceSet:
    """Aligned faces of one source.

    Attributes:
        name: of the source.
        pixels: [N, 112, 112] luma of the aligned crop at half size, 0..255.
        smile: [N] 0 or 1.
        pose: [N, 2] yaw and pitch in degrees, NaN where unknown.
        roll: [N] degrees, NaN where unknown.
        landmarks: [N, 5, 2] in pixels of the enlarged picture.
        aligned: [N] whether the detector found the face; the others got the source's median framing.
    """

    name: str
    pixels: Bytes
    smile: Floats
    pose: Floats
    roll: Floats
    landmarks: Floats
    aligned: NDArray[np.bool_]


def aligned_faces(name: str, pictures: Iterable[FacePicture], cache: Path) -> FaceSet:
    """Align a source's faces, or read them from the cache.

    Args:
        name: the source's.
        pictures: its pictures; not read where the cache has them.
        cache: folder for what was aligned.
    """
    file = cache / f"{name.lower()}-aligned-{_VERSION}.npz"
    if not file.is_file():
        found = _align_all(name, pictures)
        cache.mkdir(parents=True, exist_ok=True)
        parts = {key: getattr(found, key) for key in FaceSet.__slots__ if key != "name"}
        # Under its name only when whole: an interrupted run must not leave half a cache.
        unfinished = file.with_name(f".{file.name}")
        np.savez(unfinished, **parts)
        unfinished.replace(file)
    with np.load(file, allow_pickle=False) as stored:
        return FaceSet(name, **{key: stored[key] for key in stored.files})


def _align_all(name: str, pictures: Iterable[FacePicture]) -> FaceSet:
    detector = FaceDetector(cpu())
    framed: list[Bytes] = []
    found: list[Detection | None] = []
    labels: list[FacePicture] = []
    for picture in pictures:
        labels.append(picture)
        large = np.asarray(Image.fromarray(picture.pixels).resize((_SIDE, _SIDE), Image.Resampling.BICUBIC))
        framed.append(large)
        found.append(_face_in(detector, large))
    usual = _median(found)
    pixels, points = [], []
    for large, face in zip(framed, found, strict=True):
        chosen = face or usual
        margin = ((_MARGIN, _MARGIN), (_MARGIN, _MARGIN), (0, 0))
        crop = align(np.pad(large, margin, mode="edge"), chosen.landmarks, chosen.box, 1.0)
        pixels.append(stored_grey(crop.pixels))
        points.append(chosen.landmarks.points())
    return FaceSet(
        name,
        np.stack(pixels),
        np.array([one.smile for one in labels], np.float32),
        np.array([one.pose for one in labels], np.float32),
        np.array([one.roll for one in labels], np.float32),
        np.array(points, np.float32),
        np.array([face is not None for face in found]),
    )


def stored_grey(crop: Bytes) -> Bytes:
    """An aligned crop [224, 224, 3] as stored: luma [112, 112] of 2 x 2 pixels each, 0..255."""
    luma = crop.astype(np.float32) @ np.array(LUMA, np.float32)
    halved = luma.reshape(FACE_STORE, 2, FACE_STORE, 2).mean((1, 3))
    grey: Bytes = np.rint(halved).clip(0, 255).astype(np.uint8)
    return grey


def _face_in(detector: FaceDetector, large: Bytes) -> Detection | None:
    margin = ((_MARGIN, _MARGIN), (_MARGIN, _MARGIN), (0, 0))
    framed = np.pad(large, margin, constant_values=_MARGIN_GREY)
    image = Image.fromarray(framed)
    # The face fills the picture: looking for small ones would only cost time.
    faces = detector.detect(framed, DetectorView(image, 1.0, paint(image, _SMALLEST_FACE, 0.8)))
    return faces[0] if faces else None


def _median(found: Iterable[Detection | None]) -> Detection:
    """Where this source's faces usually lie."""
    faces = [face for face in found if face is not None]
    if not faces:
        middle = _MARGIN + _SIDE / 2
        across, down = _SIDE * 0.17, _SIDE * 0.13
        points = ((-across, -down), (across, -down), (0, down), (-across, 2 * down), (across, 2 * down))
        landmarks = Landmarks(*((middle + x, middle + y) for x, y in points))
        return Detection(Box(_MARGIN, _MARGIN, _MARGIN + _SIDE, _MARGIN + _SIDE), landmarks, 0.0)
    points_of = np.median([face.landmarks.points() for face in faces], axis=0)
    corners = [(face.box.x1, face.box.y1, face.box.x2, face.box.y2) for face in faces]
    box = Box(*(float(value) for value in np.median(corners, axis=0)))
    return Detection(box, Landmarks(*((float(x), float(y)) for x, y in points_of)), 0.0)
