from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from photo_curator.domain.geometry import Box, Landmarks
from photo_curator.ml.crops import CROP_SIZE, EYE_LEFT, EYE_RIGHT, FACE_HEIGHT, align, face_ellipse

FRONTAL = Landmarks((84, 92), (140, 92), (112, 124), (90, 152), (134, 152))
BOX = Box(50, 25, 174, 185)


def moved(points: Landmarks, turn: complex, shift: complex) -> Landmarks:
    found = [complex(*point) * turn + shift for point in points.points()]
    return Landmarks(*((point.real, point.imag) for point in found))


@pytest.mark.parametrize("degrees", [-70, -20, 0, 35])
@pytest.mark.parametrize("size", [0.5, 1.0, 3.7])
def test_dots_on_the_eyes_land_on_the_eyes(degrees, size):
    turn, shift = size * np.exp(1j * np.radians(degrees)), complex(500, 520)
    landmarks = moved(FRONTAL, turn, shift - complex(112, 112) * turn)
    picture = Image.new("RGB", (1000, 1000), (0, 0, 0))
    radius = 5 * size
    for x, y in (landmarks.left_eye, landmarks.right_eye):
        ImageDraw.Draw(picture).ellipse((x - radius, y - radius, x + radius, y + radius), (255, 255, 255))
    box = Box(500 - 62 * size, 520 - 80 * size, 500 + 62 * size, 520 + 80 * size)
    crop = align(np.asarray(picture), landmarks, box, 2.0)
    assert crop.pixels.shape == (CROP_SIZE, CROP_SIZE, 3)
    assert crop.landmarks[:2] == pytest.approx(np.array([EYE_LEFT, EYE_RIGHT]), abs=1e-2)
    light = crop.pixels[..., 0].astype(float)
    for half, (x, y) in ((slice(0, 112), EYE_LEFT), (slice(112, 224), EYE_RIGHT)):
        part = np.zeros_like(light)
        part[:, half] = light[:, half]
        rows, columns = np.mgrid[0:CROP_SIZE, 0:CROP_SIZE] + 0.5
        assert (part * columns).sum() / part.sum() == pytest.approx(x, abs=1.2)
        assert (part * rows).sum() / part.sum() == pytest.approx(y, abs=1.2)
    assert crop.resolved_size == pytest.approx(160 * size)
    assert crop.source_size == pytest.approx(320 * size)


def test_real_faces_fit_with_a_margin(found, portraits):
    for name, face in found.items():
        crop = align(np.asarray(portraits[name]), face.landmarks, face.box, 1.0)
        side = CROP_SIZE * (face.landmarks.right_eye[0] - face.landmarks.left_eye[0]) / 56
        assert side >= 1.3 * face.box.height
        assert face.box.height * CROP_SIZE / side == pytest.approx(FACE_HEIGHT, rel=0.15)
        assert 135 < crop.landmarks[3, 1] < 165


def test_profile_is_sized_by_eyes_and_mouth():
    profile = Landmarks((110, 92), (114, 92), (80, 124), (108, 152), (114, 152))
    crop = align(np.zeros((300, 300, 3), np.uint8), profile, BOX, 1.0)
    drop = crop.landmarks[3:, 1].mean() - crop.landmarks[:2, 1].mean()
    assert drop == pytest.approx(60, abs=4)


def test_absurd_landmarks_leave_the_box():
    picture = np.zeros((300, 300, 3), np.uint8)
    for landmarks in (
        Landmarks(*[(100.0, 100.0)] * 5),
        Landmarks((100, 100), (104, 100), (102, 101), (101, 103), (103, 103)),
    ):
        crop = align(picture, landmarks, BOX, 1.0)
        assert np.isfinite(crop.landmarks).all()
        assert crop.pixels.shape == (CROP_SIZE, CROP_SIZE, 3)


def test_outside_the_picture_the_edge_is_repeated():
    picture = np.full((120, 120, 3), 77, np.uint8)
    landmarks = moved(FRONTAL, 1 + 0j, complex(-60, -60))
    crop = align(picture, landmarks, Box(-10, -35, 114, 125), 1.0)
    assert (np.abs(crop.pixels.astype(int) - 77) <= 1).all()


def test_shrinking_is_anti_aliased():
    stripes = np.zeros((1600, 1600, 3), np.uint8)
    stripes[:, ::2] = 255
    landmarks = moved(FRONTAL, 6 + 0j, complex(100, 100))
    crop = align(stripes, landmarks, Box(400, 250, 1144, 1210), 1.0)
    assert crop.pixels[40:180, 40:180].std() < 12


def test_face_ellipse():
    weights = face_ellipse()
    assert weights.shape == (CROP_SIZE, CROP_SIZE)
    assert weights[116, 112] > 0.99
    assert weights[5, 5] < 0.01
    assert weights[92, 84] > 0.9
    assert weights[152, 112] > 0.9
