from __future__ import annotations

import numpy as np
import pytest
import torch

from photo_curator.domain.aggregation import EYES_SHUT_BELOW
from photo_curator.domain.face import Attribute
from photo_curator.ml.crops import EYE_LEFT, EYE_RIGHT, MOUTH_WINDOW, align
from photo_curator.ml.scorer import batch_of
from photo_curator.ml.starter import both_open, mixed_yaw
from photo_curator.ml.starter_networks import EYE_INPUT, FACE_INPUT, eye_windows, face_windows, standardised
from photo_curator.services.demo.portraits import EILEEN, GRACE, portrait

SITTERS = {"astronaut": EILEEN, "grace_hopper": GRACE}


@pytest.fixture
def measure(judge, scorer):
    """One attribute of a face: measure(name, picture, detection)."""

    def measure(name: Attribute, picture, face) -> float:
        return judge(picture, face).attributes[0, scorer.attribute_names.index(name)].item()

    return measure


@pytest.mark.parametrize("name", SITTERS)
def test_shut_eyes_cost_clearly(judge, measure, detector, name):
    opened, closed = (portrait(SITTERS[name], eyes_closed) for eyes_closed in (False, True))
    face = detector.detect(np.asarray(opened))[0]
    assert measure(Attribute.EYES_OPEN, opened, face) > 0.6
    assert measure(Attribute.EYES_OPEN, closed, face) < EYES_SHUT_BELOW
    assert judge(closed, face).mean.item() < judge(opened, face).mean.item() - 0.8


def test_who_smiles(measure, found, portraits):
    smiling, earnest = (measure(Attribute.SMILE, portraits[one], found[one]) for one in SITTERS)
    assert smiling > 0.8
    assert earnest < 0.4


@pytest.mark.parametrize("name", SITTERS)
def test_a_mirrored_crop_has_the_same_eyes_and_turns_the_other_way(scorer, found, portraits, name):
    face = found[name]
    pixels, sizes = batch_of(
        [align(np.asarray(portraits[name]), face.landmarks, face.box, 1.0)], torch.device("cpu")
    )
    points = torch.tensor([face.landmarks.points()])
    with torch.no_grad():
        one = scorer(pixels, sizes, points).attributes[0]
        other = scorer(pixels.flip(3), sizes, points).attributes[0]
        pose = [
            scorer.backbone.face(face_windows(p.mean(1))).pose[0, 0].item() for p in (pixels, pixels.flip(3))
        ]
    eyes = scorer.attribute_names.index(Attribute.EYES_OPEN)
    assert one[eyes].item() == pytest.approx(other[eyes].item(), abs=1e-4)
    assert pose[0] == pytest.approx(-pose[1], abs=8)


@pytest.mark.parametrize("name", SITTERS)
def test_attributes_can_be_differentiated_where_they_look(scorer, found, portraits, name):
    face = found[name]
    pixels, sizes = batch_of(
        [align(np.asarray(portraits[name]), face.landmarks, face.box, 1.0)], torch.device("cpu")
    )
    points = torch.tensor([face.landmarks.points()])
    eyes = [
        (slice(int(y) - 18, int(y) + 18), slice(int(x) - 18, int(x) + 18)) for x, y in (EYE_LEFT, EYE_RIGHT)
    ]
    for attribute, windows in ((Attribute.EYES_OPEN, eyes), (Attribute.SMILE, [MOUTH_WINDOW])):
        changed = pixels.clone().requires_grad_()
        column = scorer.attribute_names.index(attribute)
        scorer(changed, sizes, points).attributes[0, column].backward()
        for window in windows:
            gradient = changed.grad[(0, slice(None), *window)].abs().sum(0)
            assert (gradient > 0).float().mean() > 0.95


def test_both_open_rises_with_either_eye_and_shows_a_wink():
    steps = torch.linspace(-8, 8, 60)
    for other in (-6.0, 0.0, 6.0):
        rising = both_open(steps, torch.full_like(steps, other))
        assert (rising.diff() > 0).all()
        assert torch.equal(rising, both_open(torch.full_like(steps, other), steps))
    assert both_open(torch.tensor([4.0]), torch.tensor([4.0])).item() == pytest.approx(
        torch.sigmoid(torch.tensor(4.0)).item()
    )
    assert both_open(torch.tensor([4.0]), torch.tensor([-4.0])).item() < EYES_SHUT_BELOW


def test_mixed_yaw_keeps_rising_with_the_landmarks():
    landmarks = torch.linspace(-80, 80, 30)
    assert (mixed_yaw(torch.zeros(30), landmarks).diff() > 0).all()


def test_windows_are_cut_where_the_eyes_lie():
    grey = torch.zeros(1, 224, 224)
    for x, y in (EYE_LEFT, EYE_RIGHT):
        grey[0, int(y) - 4 : int(y) + 4, int(x) - 4 : int(x) + 4] = 1
    eyes = eye_windows(grey)
    assert eyes.shape == (2, 1, EYE_INPUT, EYE_INPUT)
    middle = EYE_INPUT // 2
    assert eyes[:, 0, middle - 2 : middle + 2, middle - 2 : middle + 2].min() > 0.9
    assert eyes[:, 0, :8].max() == 0
    assert face_windows(grey).shape == (1, 1, FACE_INPUT, FACE_INPUT)
    # The right one is mirrored: what lies towards the nose is on the same side in both.
    towards_nose = torch.zeros(1, 224, 224)
    towards_nose[:, :, 90:134] = 1
    left, right = eye_windows(towards_nose)
    assert torch.allclose(left, right)


def test_light_does_not_change_what_networks_see():
    windows = torch.rand(3, 1, 8, 8)
    assert torch.allclose(standardised(windows), standardised(0.5 * windows + 0.2), atol=0.05)
    assert standardised(torch.full((1, 1, 8, 8), 0.3)).abs().max() < 1e-4


def test_batch_normalisation_is_off(scorer):
    assert not any(module.training for module in scorer.backbone.modules())
    assert all(
        value.dtype == torch.float32
        for value in scorer.backbone.state_dict().values()
        if value.is_floating_point()
    )
