from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest
import torch
from facenet_pytorch import MTCNN
from PIL import Image

import photo_curator.ml
from photo_curator.domain.geometry import Box, Landmarks
from photo_curator.ml import reduction
from photo_curator.ml.cascade import ProposalNetwork
from photo_curator.ml.faces import is_possible
from photo_curator.ml.pyramid import CELL, STRIDE, draw, levels_of, packed
from photo_curator.ml.reduction import reduced_for_detection

FACE = Box(10, 10, 110, 130)
FRONTAL = Landmarks((40, 55), (80, 55), (60, 78), (44, 102), (76, 102))


@pytest.fixture(scope="module")
def reference():
    return MTCNN(keep_all=True)


def test_same_faces_as_mtcnn(detector, reference, portraits):
    for name, picture in portraits.items():
        reference.min_face_size = reduction.SMALLEST_FACE_SHARE * picture.height
        boxes, probabilities, points = reference.detect(picture, landmarks=True)
        (best,) = np.argsort(-np.asarray(probabilities, np.float32))[:1]
        (ours,) = detector.detect(np.asarray(picture))
        # Up to what a pyramid painted from halved pictures and a stricter first stage change.
        assert ours.box.iou(Box(*(float(v) for v in boxes[best]))) > 0.9, name
        distance = np.abs(np.array(ours.landmarks.points()) - np.asarray(points[best], float)).max()
        assert distance < 0.04 * ours.box.height, name
        assert ours.probability > 0.99


def test_boxes_are_in_pixels_of_the_picture_passed_in(detector, portraits):
    small = portraits["grace_hopper"]
    large = small.resize((small.width * 4, small.height * 4))
    (first,), (second,) = detector.detect(np.asarray(small)), detector.detect(np.asarray(large))
    assert second.box.scaled(0.25).iou(first.box) > 0.85
    left, right = second.landmarks.left_eye, second.landmarks.right_eye
    assert left[0] == pytest.approx(4 * first.landmarks.left_eye[0], abs=24)
    assert right[0] > left[0]


def test_two_faces_largest_first(detector, portraits):
    canvas = Image.new("RGB", (1100, 700), (90, 100, 110))
    canvas.paste(portraits["astronaut"].resize((300, 300)), (20, 200))
    canvas.paste(portraits["grace_hopper"], (500, 50))
    found = detector.detect(np.asarray(canvas))
    assert len(found) == 2
    assert found[0].box.area > found[1].box.area
    assert found[0].box.x1 > 500


def test_a_face_of_a_twentieth_of_the_height(detector, portraits):
    face = portraits["grace_hopper"].resize((86, 100), Image.Resampling.LANCZOS)  # face of 37 px
    canvas = Image.new("RGB", (1000, 730), (90, 100, 110))
    canvas.paste(face, (600, 300))
    (only,) = detector.detect(np.asarray(canvas))
    assert only.box.height / 730 == pytest.approx(0.05, abs=0.012)


@pytest.mark.parametrize("shape", [(480, 640, 3), (30, 40, 3), (1, 1, 3), (5, 3000, 3), (700, 9, 3)])
def test_nothing_in_flat_pictures_of_any_shape(detector, shape):
    assert detector.detect(np.full(shape, 128, np.uint8)) == []


def test_deterministic(detector, portraits):
    picture = np.asarray(portraits["astronaut"])
    assert detector.detect(picture) == detector.detect(picture)


def test_proposal_network_is_the_same_function(reference):
    ours = ProposalNetwork(reference.pnet)
    pixels = torch.randint(0, 256, (1, 3, 61, 84), generator=torch.Generator().manual_seed(1)).float()
    with torch.no_grad():
        offsets, probabilities = reference.pnet((pixels - 127.5) * 0.0078125)
        answers = ours(pixels.contiguous(memory_format=torch.channels_last))
    assert torch.allclose(torch.sigmoid(answers[..., 0]), probabilities[0, 1], atol=1e-4)
    assert torch.allclose(answers[..., 1:].permute(2, 0, 1), offsets[0], atol=1e-4)


def test_levels_on_one_canvas_answer_as_each_alone(reference, portraits):
    picture = portraits["astronaut"].resize((320, 240))
    placed, width, height = packed(levels_of(320, 240, 24.0, 0.709))
    canvas = draw(picture, placed, width, height)
    network = ProposalNetwork(reference.pnet)

    def answers(pixels):
        with torch.no_grad():
            return network(torch.from_numpy(pixels.copy()).permute(2, 0, 1)[None].float())

    together = answers(canvas)
    taken = np.zeros((height, width), int)
    for level in placed:
        place = slice(level.top, level.top + level.height), slice(level.left, level.left + level.width)
        taken[place] += 1
        rows, columns = level.cells
        alone = answers(canvas[place])[:rows, :columns]
        top, left = level.top // STRIDE, level.left // STRIDE
        assert torch.allclose(together[top : top + rows, left : left + columns], alone, atol=1e-4)
    assert taken.max() == 1
    assert min(placed[-1].width, placed[-1].height) >= CELL


def test_reduction_keeps_height_of_panoramas():
    image, scale = reduced_for_detection(np.zeros((500, 4000, 3), np.uint8))
    assert image.height == reduction.DETECTION_HEIGHT
    assert scale == pytest.approx(reduction.DETECTION_HEIGHT / 500)
    image, _ = reduced_for_detection(np.zeros((3000, 4000, 3), np.uint8))
    assert image.size == (reduction.DETECTION_LONG_SIDE, reduction.DETECTION_LONG_SIDE * 3 // 4)


def test_impossible_faces():
    assert is_possible(FACE, FRONTAL, 200, 200)
    swapped = Landmarks(FRONTAL.right_eye, FRONTAL.left_eye, *FRONTAL.points()[2:])
    upside_down = Landmarks((44, 102), (76, 102), (60, 78), (40, 45), (80, 45))
    elsewhere = Landmarks(*((x + 90, y) for x, y in FRONTAL.points()))
    collapsed = Landmarks(*((x, 70.0) for x, _ in FRONTAL.points()))
    for landmarks in (swapped, upside_down, elsewhere, collapsed):
        assert not is_possible(FACE, landmarks, 200, 200)
    assert not is_possible(FACE, FRONTAL, 50, 200)


def test_tilted_and_profile_faces_are_possible():
    turn = np.exp(1j * np.radians(60)) * 0.9
    middle = complex(60, 70)
    points = [(complex(*p) - middle) * turn + middle for p in FRONTAL.points()]
    assert is_possible(FACE, Landmarks(*((p.real, p.imag) for p in points)), 200, 200)
    profile = Landmarks((48, 55), (50, 55), (30, 78), (46, 102), (50, 102))
    assert is_possible(FACE, profile, 200, 200)


def test_facenet_pytorch_is_imported_in_one_module():
    importers = []
    for path in Path(photo_curator.ml.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any(name.split(".")[0] == "facenet_pytorch" for name in names):
                importers.append(path.name)
    assert importers == ["faces.py"]
