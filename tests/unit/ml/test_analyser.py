from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

from photo_curator.domain.face import Attribute
from photo_curator.domain.geometry import Size
from photo_curator.domain.score import Verdict
from photo_curator.ml.analyser import Analyser
from photo_curator.ml.device import Device, DeviceFault
from photo_curator.ml.faces import FaceDetector
from photo_curator.ml.reduction import detector_view
from photo_curator.ml.starter import EMBEDDING_SIZE
from photo_curator.ml.versions import ANALYSIS_VERSION


@pytest.fixture(scope="module")
def analyser(detector):
    return Analyser("cpu", make_detector=lambda _: detector)


def test_a_portrait(analyser, found, portraits):
    picture = np.asarray(portraits["grace_hopper"])
    analysis, crops = analyser.analyse(picture, Size(1024, 1200), "abc")
    assert analysis.verdict is Verdict.SCORE
    assert analysis.score.mean > 3.6
    assert analysis.version == analyser.version == ANALYSIS_VERSION
    assert analysis.attributes == {}
    (only,) = analysis.faces
    assert only.face.box.iou(found["grace_hopper"].box.scaled(2)) > 0.99
    assert only.face.landmarks == found["grace_hopper"].landmarks.scaled(2)
    assert only.face.crop_key == "abc-0"
    assert set(only.face.attributes) == {
        Attribute.SHARPNESS, Attribute.EXPOSURE, Attribute.YAW, Attribute.ROLL,
        Attribute.EYES_OPEN, Attribute.SMILE,
    }  # fmt: skip
    assert np.frombuffer(only.embedding, "<f4").shape == (EMBEDDING_SIZE,)
    assert crops[0].shape == (224, 224, 3)
    assert crops[0].dtype == np.uint8
    assert len(crops) == 1


def test_two_people(analyser, portraits):
    canvas = Image.new("RGB", (1100, 700), (90, 100, 110))
    canvas.paste(portraits["astronaut"], (20, 100))
    canvas.paste(portraits["grace_hopper"], (560, 50))
    analysis, crops = analyser.analyse(np.asarray(canvas), Size(1100, 700), "k")
    assert [one.face.crop_key for one in analysis.faces] == ["k-0", "k-1"]
    assert len(crops) == 2
    means = [one.face.score.mean for one in analysis.faces]
    assert min(means) <= analysis.score.mean <= max(means)


def test_nobody(analyser):
    picture = np.random.default_rng(0).integers(0, 255, (300, 400, 3)).astype(np.uint8)
    analysis, crops = analyser.analyse(picture, Size(4000, 3000), "k")
    assert analysis.verdict is Verdict.NO_FACE
    assert analysis.score is not None
    assert "sharpness" in analysis.attributes
    assert analysis.faces == ()
    assert crops == []


def test_faces_too_small_to_judge(analyser, portraits):
    canvas = Image.new("RGB", (600, 500), (90, 100, 110))
    canvas.paste(portraits["grace_hopper"].resize((128, 150), Image.Resampling.LANCZOS), (200, 150))
    analysis, crops = analyser.analyse(np.asarray(canvas), Size(600, 500), "k")
    assert analysis.verdict is Verdict.CANNOT_TELL
    assert analysis.faces[0].face.score is None
    assert analysis.score.width > 2
    assert len(crops) == 1
    # The same pixels as a reduced copy of a larger photo: there the face has pixels enough.
    analysis, _ = analyser.analyse(np.asarray(canvas), Size(2400, 2000), "k")
    assert analysis.faces[0].face.score is not None


class Failing:
    """A detector whose device fails a number of times."""

    def __init__(self, real: FaceDetector, failures: list[Exception]) -> None:
        self.real = real
        self.failures = failures

    def detect(self, picture, view=None):
        if self.failures:
            raise self.failures.pop()
        return self.real.detect(picture, view)

    def propose(self, view):
        return self.real.propose(view)


def failing(detector, *failures: Exception) -> tuple[Analyser, list[str], list[Device]]:
    left, made, notices = list(failures), [], []

    def make(device: Device) -> Failing:
        made.append(device)
        return Failing(detector, left)

    analyser = Analyser("cpu", make_detector=make)
    analyser.on_notice = lambda notice: notices.append(notice.text)
    return analyser, notices, made


def test_out_of_memory_falls_back_to_the_cpu_once(detector, portraits):
    analyser, notices, made = failing(detector, torch.OutOfMemoryError("CUDA out of memory. Tried..."))
    analyser.device = Device("cuda", "Pretended GPU")
    picture = np.asarray(portraits["astronaut"])
    analysis, _ = analyser.analyse(picture, Size(512, 512), "k")
    assert analysis.verdict is Verdict.SCORE
    assert notices == ["Fell back to the CPU: Pretended GPU failed (CUDA out of memory. Tried...)."]
    assert analyser.device.kind == "cpu"
    assert [device.kind for device in made] == ["cpu", "cpu"]
    analyser.analyse(picture, Size(512, 512), "k")
    assert len(notices) == 1


def test_a_cpu_that_fails_too_is_a_device_fault(detector, portraits):
    memory = [torch.OutOfMemoryError("out of memory") for _ in range(2)]
    analyser, _, _ = failing(detector, *memory)
    with pytest.raises(DeviceFault):
        analyser.analyse(np.asarray(portraits["astronaut"]), Size(512, 512), "k")


def test_other_errors_are_not_swallowed(detector, portraits):
    analyser, notices, _ = failing(detector, RuntimeError("shapes do not match"))
    with pytest.raises(RuntimeError, match="shapes"):
        analyser.analyse(np.asarray(portraits["astronaut"]), Size(512, 512), "k")
    assert notices == []


def test_a_prepared_view_gives_the_same_faces(detector, portraits):
    analyser = Analyser("cpu", make_detector=lambda device: detector)
    picture = np.asarray(portraits["astronaut"])
    prepared = analyser.prepare(detector_view(picture))
    assert prepared.boxes is not None
    with_view, _ = analyser.analyse(picture, Size(512, 512), "k", prepared)
    without, _ = analyser.analyse(picture, Size(512, 512), "k")
    assert [one.face for one in with_view.faces] == [one.face for one in without.faces]


def test_on_a_gpu_everything_stays_on_one_thread(detector, portraits):
    analyser = Analyser("cpu", make_detector=lambda device: detector)
    analyser.device = Device("cuda", "Pretended GPU")
    assert analyser.prepare(detector_view(np.asarray(portraits["astronaut"]))).boxes is None
