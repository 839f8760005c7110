"""Fooling pictures: inside their bound, judged as saved, and honest where they fail."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from photo_curator.domain.explanation import fooling_target
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.ml.attribution.seen import SeenFace, forward_of, log_probabilities
from photo_curator.ml.crops import align
from photo_curator.ml.fooling import _Attack, as_saved, difference, fool, fool_face

SIDE = 16


@pytest.fixture
def pixels() -> torch.Tensor:
    """Steps of 1/255, black and white among them."""
    generator = torch.Generator().manual_seed(0)
    return torch.randint(0, 256, (1, 3, SIDE, SIDE), generator=generator).float() / 255


def brighter_than(pixels: torch.Tensor, steps: float):
    """Two logits: the second wins once the mean brightness rose by `steps`/255."""
    limit = pixels.mean().item() + steps / 255

    def forward(pictures):
        rise = 500 * (pictures.mean((1, 2, 3)) - limit)
        return torch.stack([torch.zeros_like(rise), rise], 1)

    return forward


def test_an_attack_stays_inside_its_bound_and_inside_0_and_1(pixels):
    attack = _Attack(brighter_than(pixels, 200), pixels, 1, 32)
    for rung in (0, 30, 56):
        found = attack(pixels, rung)
        assert (found - pixels).abs().max().item() <= attack.bound(rung) / 255 + 1e-6
        assert found.min() >= 0
        assert found.max() <= 1
        assert (found - pixels).abs().max().item() >= 0.9 * attack.bound(rung) / 255
    assert attack.bound(56) == 32


def test_the_smallest_bound_is_found(pixels):
    # Some colours are at the top already, so a bound of 5 raises the mean by a little less than 5.
    found = fool(brighter_than(pixels, 5), pixels, 1)
    assert 5 <= found.radius < 6
    change = np.abs(
        found.picture.astype(int) - (pixels[0] * 255).round().permute(1, 2, 0).numpy().astype(int)
    )
    assert change.max() <= 6


def test_success_is_judged_on_the_picture_as_saved(pixels):
    # A rise of 0.3 steps fools the network, and rounding takes it away again.
    forward = brighter_than(pixels, 0.3)
    found = fool(forward, pixels, 1)
    assert found.radius < 0.45
    saved = torch.from_numpy(found.picture).permute(2, 0, 1)[None].float() / 255
    assert torch.equal(as_saved(saved), saved)
    assert forward(saved).argmax() == 1
    assert (saved - pixels).abs().max().item() == pytest.approx(1 / 255, abs=1e-6)


def test_what_no_saved_picture_does_is_no_success(pixels):
    class OnlyUnrounded(nn.Module):
        """Fooled by any rise, but only while colours lie between the steps."""

        def forward(self, pictures):
            between = ((pictures * 255) - (pictures * 255).round()).abs().sum((1, 2, 3))
            return torch.stack([torch.full_like(between, 0.01), between], 1)

    start = (pixels * 0.5 + 0.2).mul(255).round() / 255 + 1e-4
    found = fool(OnlyUnrounded(), start, 1)
    assert found.radius is not None
    assert found.picture is None


def test_a_failure_says_so(pixels):
    found = fool(brighter_than(pixels, 300), pixels, 1)
    assert found.picture is None
    assert found.radius is None
    assert found.tried == 32


@pytest.fixture(scope="module")
def hopper(found, portraits) -> SeenFace:
    detection = found["grace_hopper"]
    crop = align(np.asarray(portraits["grace_hopper"]), detection.landmarks, detection.box, 1.0)
    return SeenFace.of(crop.pixels, crop.resolved_size, detection.landmarks)


def test_a_face_becomes_a_five_mostly_by_changes_to_the_face(hopper, scorer):
    result, picture = fool_face(scorer, hopper, 5)
    assert result.succeeded
    assert int(np.argmax(result.before)) == 3
    saved = torch.from_numpy(picture).permute(2, 0, 1)[None].float() / 255
    with torch.no_grad():
        after = torch.softmax(forward_of(scorer, hopper, log_probabilities)(saved), 1)[0]
    assert after.argmax() == 4
    np.testing.assert_allclose(result.after, after.numpy(), atol=1e-5)
    original = (hopper.pixels[0] * 255).round().permute(1, 2, 0).numpy().astype(int)
    change = np.abs(picture.astype(int) - original)
    assert change.max() == result.largest_change <= round(result.radius) + 2
    # The paper saw the same: the changes cluster on the face (section 5.4).
    assert result.inside_face > 2 * result.face_share
    assert (change.any(2).mean()) == pytest.approx(result.changed_share)
    assert f"{result.largest_change}/255" in result.sentence
    assert all(values.grad is None for values in scorer.parameters())


def test_what_a_face_gets_already_is_nothing_to_fool(hopper, scorer):
    with pytest.raises(ValueError, match="gets 4 as it is"):
        fool_face(scorer, hopper, 4)
    with pytest.raises(ValueError, match="1 to 5"):
        fool_face(scorer, hopper, 0)


def test_cancel(hopper, scorer):
    token = CancelToken()
    calls = []

    def step() -> None:
        calls.append(1)
        if len(calls) == 3:
            token.cancel()

    with pytest.raises(CancelledError):
        fool_face(scorer, hopper, 5, token, step)
    assert len(calls) == 3


def test_the_difference_is_drawn_fifty_times_around_grey():
    original = np.full((1, 4, 3), 100, np.uint8)
    fooled = np.array([[[100] * 3, [101] * 3, [99] * 3, [110] * 3]], np.uint8)
    assert difference(original, fooled)[0, :, 0].tolist() == [128, 178, 78, 255]


def test_the_target_where_nobody_chose():
    assert fooling_target((0.1, 0.1, 0.5, 0.2, 0.1)) == 5
    assert fooling_target((0.0, 0.0, 0.1, 0.2, 0.7)) == 1
