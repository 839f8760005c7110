"""Maps of what mattered: right on scorers whose answer is known, tidy afterwards, and tested honestly."""

from __future__ import annotations

import threading
from typing import NamedTuple

import numpy as np
import pytest
import torch
from torch import nn

from photo_curator.domain.explanation import CheckName, Method
from photo_curator.domain.geometry import Box, Landmarks
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.ml.attribution import checks
from photo_curator.ml.attribution.explaining import attribute, checked
from photo_curator.ml.attribution.grad_cam import branches_of, grad_cam
from photo_curator.ml.attribution.guard import undisturbed
from photo_curator.ml.attribution.heat import COLOURS, heat, outline, overlaid, placed
from photo_curator.ml.attribution.integrated_gradients import integrated_gradients
from photo_curator.ml.attribution.occlusion import occlusion
from photo_curator.ml.attribution.saliency import saliency
from photo_curator.ml.attribution.seen import SeenFace, Target, forward_of
from photo_curator.ml.attribution.shuffled import shuffled
from photo_curator.ml.backbones import build_backbone
from photo_curator.ml.crops import EYE_LEFT, EYE_RIGHT, LEFT_EYE_WINDOW, align
from photo_curator.ml.scorer import Scorer, ScorerOutput
from photo_curator.ml.starter import StarterBackbone

SIDE = 32


@pytest.fixture
def weights() -> torch.Tensor:
    return torch.randn(3, SIDE, SIDE, generator=torch.Generator().manual_seed(1))


@pytest.fixture
def pixels() -> torch.Tensor:
    return torch.rand(1, 3, SIDE, SIDE, generator=torch.Generator().manual_seed(2))


@pytest.fixture(scope="session")
def face(found, portraits) -> SeenFace:
    """Grace Hopper's, as the starter sees it."""
    return seen(found["grace_hopper"], np.asarray(portraits["grace_hopper"]))


def seen(detection, picture) -> SeenFace:
    crop = align(picture, detection.landmarks, detection.box, 1.0)
    return SeenFace.of(crop.pixels, crop.resolved_size, detection.landmarks)


class WithResNet(nn.Module):
    """A backbone as a download brings one: another network's embedding beside the starter's attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.network = build_backbone("resnet18")
        self.starter = StarterBackbone()
        self.attribute_names = self.starter.attribute_names
        self.embedding_size = self.network.embedding_size
        self.version = "resnet18-test"

    def forward(self, crops, source_sizes, landmarks):
        return self.network(crops), self.starter(crops, source_sizes, landmarks)[1]


class LinearHead(nn.Module):
    """As a trained head: five logits from embedding and attributes."""

    version = "linear-test"
    marks = ()

    def __init__(self, size: int) -> None:
        super().__init__()
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(3)
            self.layer = nn.Linear(size, 5)

    def forward(self, embedding, attributes, source_sizes):
        return self.layer(embedding) + self.layer.weight[:, : attributes.shape[1]] @ attributes.sum(0)


@pytest.fixture(scope="module")
def other_scorer() -> Scorer:
    backbone = WithResNet()
    return Scorer(backbone, LinearHead(backbone.embedding_size)).eval()


# --- the methods ------------------------------------------------------------------------------


def test_saliency_is_the_gradient_found_by_finite_differences(weights, pixels):
    def forward(pictures):
        return torch.tanh((pictures * weights).sum((1, 2, 3)) / 50)

    found = saliency(forward, pixels)[0]
    step = 1e-2
    for row, column in ((0, 0), (5, 20), (31, 31)):
        slopes = []
        for channel in range(3):
            more, less = pixels.clone().double(), pixels.clone().double()
            more[0, channel, row, column] += step
            less[0, channel, row, column] -= step
            slopes.append(((forward(more) - forward(less)) / (2 * step)).item())
        assert found[row, column].item() == pytest.approx(max(slopes, key=abs), rel=1e-3)


def test_saliency_of_a_column_of_any_network(weights, pixels):
    def forward(pictures):
        return torch.stack([(pictures * weights).sum((1, 2, 3)), pictures.sum((1, 2, 3))], 1)

    torch.testing.assert_close(saliency(forward, pixels, 1), torch.ones(1, SIDE, SIDE))


def test_integrated_gradients_share_out_the_whole_difference(weights, pixels):
    def forward(pictures):
        return torch.sigmoid((pictures * weights).sum((1, 2, 3)) / 20)

    begin = torch.zeros_like(pixels)
    shares = integrated_gradients(forward, pixels, baseline=begin)
    assert shares.sum().item() == pytest.approx((forward(pixels) - forward(begin)).item(), abs=1e-3)


def test_occlusion_finds_the_only_place_that_counts(pixels):
    found = occlusion(lambda pictures: pictures[:, :, 8:12, 20:24].sum((1, 2, 3)), pixels)[0].abs()
    assert found[8:12, 20:24].mean() > 5 * found.mean()
    assert found[20:, :12].max() == 0


def test_grad_cam_pastes_each_eye_back_unmirrored(face, scorer):
    branches = branches_of(scorer)
    assert [branch.name for branch in branches] == ["eyes", "face"]
    forward = forward_of(scorer, face, Target().differentiated)
    maps = grad_cam(forward, face.pixels, branches)
    eyes = maps["eyes"].abs()
    inside = torch.zeros_like(eyes, dtype=torch.bool)
    for window in branches[0].windows:
        inside[window] = True
    assert eyes[inside].sum() > 0
    assert eyes[~inside].sum() == 0
    # A picture that is its own mirror image has a map that is (EyeNet sees the same window twice).
    even = (face.pixels + face.pixels.flip(3)) / 2
    found = grad_cam(forward, even, branches)["eyes"]
    left, right = found[branches[0].windows[0]], found[branches[0].windows[1]]
    torch.testing.assert_close(left, right.flip(1), rtol=1e-3, atol=1e-9)


def test_grad_cam_of_an_unknown_network_is_its_last_convolutions_map(pixels):
    network = nn.Sequential(nn.Conv2d(3, 4, 3), nn.Conv2d(4, 2, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten())
    (branch,) = branches_of(network)
    assert branch.layer is network[1]
    with pytest.raises(ValueError, match="convolution"):
        branches_of(nn.Linear(2, 2))


@pytest.mark.parametrize("method", Method)
def test_every_method_works_on_the_starter_and_says_what_it_explained(method, face, scorer):
    found = attribute(scorer, face, method)
    assert found.map.shape == found.raw.shape == (224, 224)
    assert found.map.dtype == found.raw.dtype == np.float32
    assert found.map.min() >= 0
    assert found.map.max() == pytest.approx(1, abs=1e-6)
    with torch.no_grad():
        assert found.score == pytest.approx(scorer(face.pixels, face.size, face.landmarks).mean.item())
    assert found.version == scorer.version
    # The background is no part of the starter's score.
    assert found.map[~checks.face_mask()].mean() < 0.3 * found.map[checks.face_mask()].mean()


@pytest.mark.parametrize("method", [Method.SALIENCY, Method.GRAD_CAM])
def test_other_backbones_and_heads_and_levels(method, face, other_scorer):
    mean = attribute(other_scorer, face, method)
    level = attribute(other_scorer, face, method, Target(2))
    assert mean.map.max() == level.map.max() == pytest.approx(1, abs=1e-6)
    assert not np.allclose(mean.raw, level.raw)
    if method is Method.GRAD_CAM:
        assert set(mean.parts) == {"resnet18", "eyes", "face"}
        # The network beside the starter sees the whole crop.
        assert np.abs(mean.parts["resnet18"][:20]).sum() > 0


def test_a_branch_that_the_head_does_not_use_has_an_empty_map(face):
    backbone = StarterBackbone()

    class OnlyTheEmbedding(LinearHead):
        def forward(self, embedding, attributes, source_sizes):
            return self.layer(embedding)

    scorer = Scorer(backbone, OnlyTheEmbedding(backbone.embedding_size)).eval()
    parts = attribute(scorer, face, Method.GRAD_CAM).parts
    assert np.abs(parts["eyes"]).sum() == 0
    assert np.abs(parts["face"]).sum() > 0


def test_a_level_is_one_to_five():
    with pytest.raises(ValueError, match="1 to 5"):
        Target(6)


# --- no trace ---------------------------------------------------------------------------------


def hooks(module: nn.Module) -> int:
    return sum(
        len(part._forward_hooks) + len(part._forward_pre_hooks) + len(part._backward_hooks)
        for part in module.modules()
    )


class Breaking(nn.Module):
    """A scorer that fails at its n-th evaluation, after the layers that carry hooks ran."""

    def __init__(self, scorer: nn.Module, good: int) -> None:
        super().__init__()
        self.scorer, self.good = scorer, good

    def forward(self, *arguments):
        output = self.scorer(*arguments)
        self.good -= 1
        if self.good < 0:
            raise RuntimeError("broken on purpose")
        return output


@pytest.mark.parametrize("method", Method)
def test_no_hook_is_left_after_an_exception(method, face, scorer):
    broken = Breaking(scorer, good=1)
    with pytest.raises(RuntimeError, match="on purpose"):
        attribute(broken, face, method)
    assert hooks(broken) == 0
    assert all(values.grad is None for values in scorer.parameters())


def test_hooks_of_others_stay_and_strays_go():
    module = nn.Linear(2, 2)
    module.register_forward_hook(lambda *_: None)

    def fail() -> None:
        with undisturbed(module):
            module.register_forward_hook(lambda *_: None)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert hooks(module) == 1


def test_cancel_stops_before_the_next_evaluation_and_leaves_nothing(face, scorer):
    token, calls = CancelToken(), []

    def step() -> None:
        calls.append(1)
        token.cancel()

    with pytest.raises(CancelledError):
        attribute(scorer, face, Method.INTEGRATED_GRADIENTS, token=token, step=step)
    assert len(calls) == 1
    assert hooks(scorer) == 0


def test_explanations_from_two_threads_do_not_mix(face, found, portraits, scorer):
    other = seen(found["astronaut"], np.asarray(portraits["astronaut"]))
    alone = {name: attribute(scorer, one, Method.GRAD_CAM).raw for name, one in (("a", face), ("b", other))}
    together: dict[str, list[np.ndarray]] = {"a": [], "b": []}

    def work(name: str, one: SeenFace) -> None:
        together[name] += [attribute(scorer, one, Method.GRAD_CAM).raw for _ in range(4)]

    threads = [threading.Thread(target=work, args=pair) for pair in (("a", face), ("b", other))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name, maps in together.items():
        assert len(maps) == 4
        for one in maps:
            np.testing.assert_allclose(one, alone[name], rtol=1e-4, atol=1e-7)


# --- the checks -------------------------------------------------------------------------------


class Patch(nn.Module):
    """A scorer of which only the left eye's contrast counts."""

    def forward(self, crops, source_sizes, landmarks):
        spread = crops[(..., *LEFT_EYE_WINDOW)].std((1, 2, 3))
        logits = torch.stack([6 * spread * level for level in range(5)], 1)
        return ScorerOutput(torch.softmax(logits, 1), crops[:, :0, 0, 0], crops[:, :0, 0, 0])


@pytest.fixture
def planted(face):
    """The eye's window as a map, the value of the target, and a map of anything but."""
    shown = np.zeros((224, 224), np.float32)
    shown[LEFT_EYE_WINDOW] = 1
    return shown, forward_of(Patch(), face, Target().shown)


def test_hiding_ranks_a_planted_region_first(planted, face):
    shown, value = planted
    right = checks.hiding(shown, value, face.pixels, str)
    assert right.passed
    assert right.figures["beaten"] == right.figures["tries"] == 20
    assert right.figures["after"] < right.figures["elsewhere"] <= right.figures["before"] + 0.1
    wrong = checks.hiding(np.flip(shown, 0).copy(), value, face.pixels, str)
    assert not wrong.passed
    assert "does not find" in wrong.sentence
    # Seeded: the same answer again.
    assert checks.hiding(shown, value, face.pixels, str) == right


def test_the_top_tenth_is_a_tenth_even_of_a_flat_map():
    assert checks.top_mask(np.ones((50, 40), np.float32)).sum() == 200


def test_regions_name_what_was_hidden(planted, face):
    _, value = planted
    found = checks.regions(value, face.pixels, Target().words)
    assert found.passed
    assert found.figures["eyes"] < -0.2
    # The window's outer corner reaches a little into the background.
    assert abs(found.figures["mouth"]) + abs(found.figures["background"]) < 0.02
    elsewhere = checks.regions(
        lambda some: some[:, :, :20].mean((1, 2, 3)) * some[:, :, :20].std(), face.pixels, str
    )
    assert not elsewhere.passed


def test_importance_inside_the_face_beside_its_area():
    mask = checks.face_mask()
    inside = checks.inside_face(mask.astype(np.float32), mask)
    assert (inside.passed, inside.figures["share"]) == (True, 1)
    assert inside.figures["face_share"] == pytest.approx(np.pi * 54 * 72 / 224**2, abs=0.01)
    even = checks.inside_face(np.ones_like(mask, np.float32), mask)
    assert not even.passed
    assert even.figures["share"] == pytest.approx(even.figures["face_share"])
    assert not checks.inside_face(np.zeros_like(mask, np.float32), mask).passed


def test_a_map_that_ignores_the_network_fails_the_shuffled_network(face, scorer):
    mask = checks.face_mask()
    # Rigged: the picture's edges, whatever the weights.
    edges = np.abs(np.gradient(face.pixels[0].mean(0).numpy(), axis=1)).astype(np.float32)
    rigged = checks.shuffled_network(edges, [edges, edges], mask)
    assert not rigged.passed
    assert rigged.figures["correlation"] == pytest.approx(1)
    constant = checks.shuffled_network(np.ones((224, 224), np.float32), [edges], mask)
    assert not constant.passed
    assert "flat" in constant.sentence
    noise = np.random.default_rng(0).random((2, 224, 224)).astype(np.float32)
    assert checks.shuffled_network(noise[0], [noise[1]], mask).passed


def test_shuffling_keeps_the_numbers_and_the_original(scorer):
    before = {name: values.clone() for name, values in scorer.named_parameters()}
    other = dict(shuffled(scorer, 0).named_parameters())
    for name, values in scorer.named_parameters():
        assert torch.equal(values, before[name])
        assert torch.equal(values.flatten().sort().values, other[name].flatten().sort().values)
    assert any(not torch.equal(values, other[name]) for name, values in before.items())


def test_small_changes_move_a_sound_score_little_and_a_brittle_one_much(face, scorer):
    def score(one: SeenFace) -> float:
        with torch.no_grad():
            return scorer(one.pixels, one.size, one.landmarks).mean.item()

    sound = checks.small_changes(score, face)
    assert sound.passed
    assert sound.figures["high"] - sound.figures["low"] < 0.3
    # Hangs on one pixel's last bits.
    brittle = checks.small_changes(lambda one: 1 + 4 * float(one.pixels[0, 0, 100, 100] * 255 % 1 > 0), face)
    assert brittle.figures["high"] == 5
    assert not brittle.passed


def test_all_checks_of_one_attribution(face, scorer):
    found = attribute(scorer, face, Method.GRAD_CAM)
    results = checked(scorer, face, found)
    assert [one.name for one in results] == list(CheckName)
    assert all(one.sentence.endswith(".") for one in results)
    # Honest about the starter: its gradients mostly show measured sharpness, which nobody learnt.
    gradients = checked(scorer, face, attribute(scorer, face, Method.SALIENCY))
    assert not gradients[list(CheckName).index(CheckName.SHUFFLED_NETWORK)].passed


# --- pictures ---------------------------------------------------------------------------------


class Case(NamedTuple):
    turn: float
    size: float


@pytest.mark.parametrize("case", [Case(0, 60), Case(25, 60), Case(-40, 20), Case(10, 150)])
def test_a_map_comes_back_to_the_place_its_crop_was_cut_from(case):
    angle = np.deg2rad(case.turn)
    middle, across = np.array([300.0, 260.0]), np.array([np.cos(angle), np.sin(angle)])
    down = np.array([-across[1], across[0]])
    scale = case.size / (EYE_RIGHT[0] - EYE_LEFT[0])

    def at(x: float, y: float) -> tuple[float, float]:
        point = middle + scale * ((x - 112) * across + (y - 92) * down)
        return float(point[0]), float(point[1])

    landmarks = Landmarks(at(*EYE_LEFT), at(*EYE_RIGHT), at(112, 124), at(90, 152), at(134, 152))
    box = Box(middle[0] - 80 * scale, middle[1] - 60 * scale, middle[0] + 80 * scale, middle[1] + 100 * scale)
    shown = np.zeros((224, 224), np.float32)
    shown[146:158, 128:140] = 1  # around the right corner of the mouth
    layer = placed(shown, landmarks, box, 640, 560)
    assert layer.shape == (560, 640)
    rows, columns = np.nonzero(layer > 0.5)
    corner = at(134, 152)
    assert columns.mean() + 0.5 == pytest.approx(corner[0], abs=1)
    assert rows.mean() + 0.5 == pytest.approx(corner[1], abs=1)
    assert layer.sum() == pytest.approx(144 * scale**2, rel=0.1)
    corners = outline(landmarks, box)
    np.testing.assert_allclose(corners, [at(0, 0), at(224, 0), at(224, 224), at(0, 224)], atol=1e-3)


def test_the_colour_scale_rises_in_lightness_and_clears_where_nothing_mattered():
    luma = COLOURS.astype(float) @ (0.299, 0.587, 0.114)
    assert (np.diff(luma) >= -1).all()
    layer = heat(np.array([[0, 0.5, 1]], np.float32))
    assert layer[0, 0, 3] == 0
    assert layer[0, 2, 3] == 255
    picture = np.full((1, 3, 3), 200, np.uint8)
    over = overlaid(picture, np.array([[0, 0.5, 1]], np.float32))
    assert len(set(over[0, 0].tolist())) == 1  # grey
    assert over[0, 2, 0] > over[0, 0, 0]
