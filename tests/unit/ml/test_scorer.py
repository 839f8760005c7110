from __future__ import annotations

import dataclasses
import io

import numpy as np
import pytest
import torch
from PIL import Image, ImageEnhance, ImageFilter

from photo_curator.domain.face import Attribute
from photo_curator.domain.geometry import Landmarks
from photo_curator.domain.score import WIDEST_USEFUL_INTERVAL
from photo_curator.ml.crops import align
from photo_curator.ml.heads import STARTER_TERMS, StarterHead, score_of
from photo_curator.ml.scorer import batch_of
from photo_curator.ml.starter import EMBEDDING_SIZE, roll, soft_step, yaw

NAMES = ("astronaut", "grace_hopper")


def lit(picture: Image.Image, factor: float) -> Image.Image:
    return ImageEnhance.Brightness(picture).enhance(factor)


@pytest.mark.parametrize("name", NAMES)
def test_clear_frontal_faces_are_good_and_sure(judge, found, portraits, name):
    score = score_of(judge(portraits[name], found[name]).probabilities[0].tolist())
    assert 3.6 <= score.mean <= 4.6
    assert 1 <= score.low < score.mean < score.high <= 5
    assert score.width < WIDEST_USEFUL_INTERVAL


@pytest.mark.parametrize("name", NAMES)
def test_faults_lower_the_score(judge, found, portraits, name):
    picture, face = portraits[name], found[name]
    clear = judge(picture, face).mean.item()
    means = [
        judge(picture.filter(ImageFilter.GaussianBlur(share * face.box.height)), face).mean.item()
        for share in (0.006, 0.0125, 0.025, 0.05)
    ]
    assert [clear, *means] == sorted([clear, *means], reverse=True)
    assert means[-1] < 2.5
    dark = [judge(lit(picture, factor), face).mean.item() for factor in (0.5, 0.35, 0.25)]
    assert [clear, *dark] == sorted([clear, *dark], reverse=True)
    assert dark[-1] < clear - 1
    assert judge(lit(picture, 2.5), face).mean.item() < clear - 1


def test_turning_and_tilting_lower_the_score(judge, found, portraits):
    picture, face = portraits["grace_hopper"], found["grace_hopper"]
    means = [judge(picture, face, head(yaw=angle)).mean.item() for angle in (0, 15, 30, 50, 80)]
    assert means == sorted(means, reverse=True)
    assert means[0] - means[-1] > 0.7
    assert judge(picture, face, head(roll=40)).mean.item() < means[0]


@pytest.mark.parametrize("name", NAMES)
def test_small_sources_are_judged_by_what_they_resolve(judge, detector, found, portraits, name):
    clear = judge(portraits[name], found[name]).mean.item()
    picture = portraits[name]
    factor = 90 / found[name].box.height
    small = picture.resize(
        (round(picture.width * factor), round(picture.height * factor)), Image.Resampling.LANCZOS
    )
    face = dataclasses.replace(
        found[name], box=found[name].box.scaled(factor), landmarks=found[name].landmarks.scaled(factor)
    )
    assert judge(small, face).mean.item() == pytest.approx(clear, abs=0.4)


@pytest.mark.parametrize("name", NAMES)
def test_harmless_changes_change_little(judge, detector, found, portraits, name):
    picture = portraits[name]
    clear = judge(picture, found[name]).mean.item()
    saved = io.BytesIO()
    picture.save(saved, "JPEG", quality=75)
    width, height = picture.size
    variants = [
        Image.open(saved).convert("RGB"),
        picture.resize((width * 4 // 5, height * 4 // 5), Image.Resampling.BICUBIC),
        picture.crop((width * 3 // 100, height * 3 // 100, width * 97 // 100, height * 97 // 100)),
    ]
    for variant in variants:
        face = detector.detect(np.asarray(variant))[0]
        assert judge(variant, face).mean.item() == pytest.approx(clear, abs=0.3)


def test_noise_is_not_sharpness(judge, found, portraits):
    picture, face = portraits["grace_hopper"], found["grace_hopper"]
    blurred = picture.filter(ImageFilter.GaussianBlur(0.03 * face.box.height))
    noise = np.random.default_rng(0).normal(0, 6, (picture.height, picture.width, 3))
    noisy = Image.fromarray(np.clip(np.asarray(blurred) + noise, 0, 255).astype(np.uint8))
    assert judge(noisy, face).mean.item() < judge(picture, face).mean.item() - 1


def test_darkness_is_not_blur(judge, found, portraits):
    picture, face = portraits["astronaut"], found["astronaut"]
    assert judge(lit(picture, 0.4), face).attributes[0, 0].item() > 0.85


@pytest.mark.parametrize("change", ["none", "blurred", "dark", "black", "bright", "white"])
def test_gradients_reach_the_pixels(scorer, found, portraits, change):
    picture, face = portraits["grace_hopper"], found["grace_hopper"]
    picture = {
        "none": lambda: picture,
        "blurred": lambda: picture.filter(ImageFilter.GaussianBlur(12)),
        "dark": lambda: lit(picture, 0.12),
        "black": lambda: Image.new("RGB", picture.size),
        "bright": lambda: lit(picture, 2.5),
        "white": lambda: Image.new("RGB", picture.size, (255, 255, 255)),
    }[change]()
    pixels, sizes = batch_of([align(np.asarray(picture), face.landmarks, face.box, 1.0)], torch.device("cpu"))
    pixels.requires_grad_()
    output = scorer(pixels, sizes, torch.tensor([face.landmarks.points()]))
    output.mean.sum().backward()
    assert torch.isfinite(pixels.grad).all()
    on_face = pixels.grad[0, :, 80:160, 80:144].abs().sum(0)
    assert (on_face > 1e-9).float().mean() > 0.95


def test_batch_equals_singles_and_repeats(scorer, found, portraits):
    crops, points = [], []
    for name in NAMES:
        for factor in (1.0, 0.4):
            face = found[name]
            crops.append(align(np.asarray(lit(portraits[name], factor)), face.landmarks, face.box, 1.0))
            points.append(face.landmarks.points())
    pixels, sizes = batch_of(crops, torch.device("cpu"))
    landmarks = torch.tensor(points)
    with torch.no_grad():
        together = scorer(pixels, sizes, landmarks)
        again = scorer(pixels, sizes, landmarks)
        for index in range(len(crops)):
            one = slice(index, index + 1)
            single = scorer(pixels[one], sizes[one], landmarks[one])
            for whole, alone in zip(together[:3], single[:3], strict=True):
                assert torch.allclose(whole[one], alone, atol=1e-4)
    assert all(torch.equal(first, second) for first, second in zip(together[:3], again[:3], strict=True))
    assert together.probabilities.dtype == torch.float32
    assert together.probabilities.sum(1) == pytest.approx(torch.ones(4))
    assert together.embedding.shape == (4, EMBEDDING_SIZE)
    assert together.attributes.shape == (4, len(scorer.attribute_names))


def test_embedding_knows_whom_it_has_seen(judge, found, portraits):
    first, second = (judge(portraits[name], found[name]).embedding[0] for name in NAMES)
    darker = judge(lit(portraits["astronaut"], 0.6), found["astronaut"]).embedding[0]
    assert first @ darker > 0.97
    assert first @ second < 0.9


def head(yaw: float = 0.0, roll: float = 0.0, scale: float = 40.0) -> Landmarks:
    """Five points of a 3-D head (unit: eye distance), turned and seen from afar."""
    points = np.array([[-0.5, 0, 0], [0.5, 0, 0], [0, 0.55, -0.5], [-0.4, 1.05, -0.09], [0.4, 1.05, -0.09]])
    turn, tilt = np.radians(yaw), np.radians(roll)
    around = np.array([[np.cos(turn), 0, -np.sin(turn)], [0, 1, 0], [np.sin(turn), 0, np.cos(turn)]])
    seen = (points @ around.T)[:, :2]
    seen = seen @ np.array([[np.cos(tilt), np.sin(tilt)], [-np.sin(tilt), np.cos(tilt)]])
    return Landmarks(*((float(x), float(y)) for x, y in seen * scale + 200))


@pytest.mark.parametrize("angle", [-70, -30, -10, 0, 10, 30, 70])
@pytest.mark.parametrize("tilt", [-40, 0, 25])
def test_yaw_and_roll_of_a_head_in_space(angle, tilt):
    points = torch.tensor([head(angle, tilt).points()])
    assert yaw(points).item() == pytest.approx(angle, abs=4)
    assert roll(points).item() == pytest.approx(tilt, abs=10 if abs(angle) > 50 else 4)


def test_yaw_of_coinciding_points_is_finite():
    points = torch.full((1, 5, 2), 7.0, requires_grad=True)
    yaw(points).sum().backward()
    assert torch.isfinite(points.grad).all()


def test_head_is_strictly_monotone_and_unclamped():
    names = [term.attribute for term in STARTER_TERMS]
    judge = StarterHead(names)
    usual = {
        Attribute.SHARPNESS: 0.5, Attribute.EXPOSURE: 0.5, Attribute.YAW: 20.0,
        Attribute.ROLL: 5.0, Attribute.EYES_OPEN: 0.5, Attribute.SMILE: 0.5,
    }  # fmt: skip
    for name in names:
        angle = name in (Attribute.YAW, Attribute.ROLL)
        steps = torch.linspace(1, 89, 40) if angle else torch.linspace(0, 1, 40)
        rows = torch.tensor([list(usual.values())]).repeat(40, 1)
        rows[:, names.index(name)] = steps
        change = judge.merit(rows).diff() * (-1 if angle else 1)
        assert (change > 0).all(), name


def test_what_is_not_measured_makes_the_interval_wider():
    sizes = torch.tensor([300.0])
    few, more = StarterHead(("sharpness",)), StarterHead(("sharpness", "exposure", "eyes_open", "smile"))
    narrow = more(torch.zeros(1, 1), torch.tensor([[0.5, 1.0, 1.0, 0.5]]), sizes).softmax(1)[0]
    wide = few(torch.zeros(1, 1), torch.tensor([[0.5]]), sizes).softmax(1)[0]
    assert score_of(wide.tolist()).width > score_of(narrow.tolist()).width + 0.3
    small = more(torch.zeros(1, 1), torch.tensor([[0.5, 1.0, 1.0, 0.5]]), sizes / 4).softmax(1)[0]
    assert score_of(small.tolist()).width > score_of(narrow.tolist()).width


def test_interval_moves_continuously_with_the_probabilities():
    ends = []
    for merit in np.linspace(0, 6, 400):
        weights = np.exp(-((np.arange(1, 6) - merit) ** 2) / 0.8)
        score = score_of((weights / weights.sum()).tolist())
        assert 1 <= score.low <= score.mean <= score.high <= 5
        ends.append((score.low, score.high))
    assert np.abs(np.diff(np.array(ends), axis=0)).max() < 0.06


def test_soft_step_never_dies():
    value = torch.tensor([-200.0, 0.0, 200.0], requires_grad=True)
    soft_step(value).sum().backward()
    assert (value.grad > 1e-9).all()
