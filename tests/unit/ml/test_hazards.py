from __future__ import annotations

import hashlib
import shutil

import numpy as np
import pytest
import torch
from PIL import Image

from photo_curator.assets import models_dir
from photo_curator.ml.hazards import HAZARD_INPUT, WEIGHTS, HazardNet, HazardReader
from photo_curator.ml.versions import HAZARD_VERSION
from photo_curator.ml.weights import MANIFEST, WeightsError, load_verified, manifest


@pytest.fixture(scope="module")
def reader() -> HazardReader:
    return HazardReader()


def scene(width: int, height: int) -> np.ndarray:
    """Sky over sea with a shore, the same at any size."""
    y, x = np.mgrid[0:height, 0:width] / np.array([[[height]], [[width]]])
    waves = 12 * np.sin(40 * y + 6 * np.sin(9 * x))
    sky = np.stack([140 + 60 * y, 180 + 40 * y, 235 + 0 * y], 2)
    sea = np.stack([20 + waves, 80 + waves + 60 * (y - 0.5), 140 + waves], 2)
    shore = np.stack([200 + 0 * x, 180 + 0 * x, 130 + 0 * x], 2)
    picture = np.where((y < 0.5)[..., None], sky, np.where((y > 0.85)[..., None], shore, sea))
    return picture.clip(0, 255).astype(np.uint8)


def test_the_network_has_one_logit_a_hazard_and_a_gradient_down_to_the_pixels():
    net = HazardNet(3).eval()
    pixels = torch.rand(2, 3, HAZARD_INPUT, HAZARD_INPUT, requires_grad=True)
    logits = net(pixels)
    assert logits.shape == (2, 3)
    logits[:, 1].sum().backward()
    assert pixels.grad is not None
    assert pixels.grad.isfinite().all()
    assert (pixels.grad.abs().sum((1, 2, 3)) > 0).all()


def test_scaling_changes_logits_as_platt_says():
    net = HazardNet(2).eval()
    pixels = torch.rand(1, 3, HAZARD_INPUT, HAZARD_INPUT)
    with torch.no_grad():
        raw = net(pixels)
        net.slope[:], net.offset[:] = torch.tensor([2.0, 0.5]), torch.tensor([1.0, -1.0])
        assert torch.allclose(net(pixels), raw * net.slope + net.offset, atol=1e-5)


def test_what_ships_is_small_and_says_what_it_sees(reader):
    entry = manifest()[WEIGHTS]
    content = (models_dir() / entry.file).read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (entry.size, entry.sha256)
    assert entry.size < 8_000_000
    assert reader.names == entry.classes
    assert set(reader.thresholds) == set(reader.names)
    assert all(0 < one < 1 for one in reader.thresholds.values())
    assert reader.version == HAZARD_VERSION
    net = HazardNet(len(entry.classes))
    load_verified(net, WEIGHTS)
    assert all(value.isfinite().all() for value in net.state_dict().values())
    assert (net.slope > 0).all()


def test_every_hazard_that_ships_was_found_on_a_source_not_trained_on():
    entry = manifest()[WEIGHTS]
    for name in entry.classes:
        recalls = [
            value for key, value in entry.figures.items()
            if key.startswith(f"{name} on ") and key.endswith("not trained on: recall")
        ]  # fmt: skip
        assert max(recalls) >= 0.3
    assert "rail" not in entry.classes


def test_probabilities_hardly_depend_on_the_size(reader):
    usual = reader.probabilities(scene(1024, 768))
    assert set(usual) == set(reader.names)
    for size in ((256, 192), (4000, 3000), (512, 384)):
        other = reader.probabilities(scene(*size))
        assert all(abs(usual[name] - other[name]) < 0.05 for name in usual)


def test_a_mirrored_photo_shows_the_same(reader):
    picture = scene(400, 300)
    there, back = reader.probabilities(picture), reader.probabilities(picture[:, ::-1].copy())
    assert all(there[name] == pytest.approx(back[name], abs=1e-3) for name in there)
    for name in reader.names:
        maps = reader.heat_map(picture, name), reader.heat_map(picture[:, ::-1].copy(), name)
        assert np.allclose(maps[0], maps[1][:, ::-1], atol=1e-3)


def test_the_heat_map_is_what_the_probability_is_made_of(reader):
    picture = scene(300, 400)
    said = reader.probabilities(picture)
    for name in reader.names:
        heat = reader.heat_map(picture, name)
        assert heat.dtype == np.float32
        assert heat.shape == (6, 6)
        assert heat.min() >= 0
        assert heat.max() <= 1
        clipped = heat.astype(np.float64).clip(1e-9, 1 - 1e-7)
        logit = np.log(clipped / (1 - clipped)).mean()
        assert 1 / (1 + np.exp(-logit)) == pytest.approx(said[name], abs=0.02)
    with pytest.raises(ValueError, match="lightning"):
        reader.heat_map(picture, "lightning")


def test_portraits_raise_no_flag(reader, portraits):
    for image in portraits.values():
        said = reader.probabilities(np.asarray(image))
        assert all(said[name] < reader.thresholds[name] for name in reader.names)


def test_the_sea_is_water(reader, portraits):
    small = portraits["astronaut"].resize((200, 250))
    picture = Image.fromarray(scene(800, 600))
    picture.paste(small, (500, 350))
    plain, posed = reader.probabilities(scene(800, 600)), reader.probabilities(np.asarray(picture))
    assert plain["water"] > reader.probabilities(np.full((600, 800, 3), 128, np.uint8))["water"]
    assert posed["water"] > reader.probabilities(np.asarray(portraits["astronaut"]))["water"]


def test_changed_or_missing_weights_are_refused(tmp_path):
    file = manifest()[WEIGHTS].file
    shutil.copy(models_dir() / MANIFEST, tmp_path / MANIFEST)
    content = bytearray((models_dir() / file).read_bytes())
    content[-500] ^= 1
    (tmp_path / file).write_bytes(content)
    with pytest.raises(WeightsError, match="damaged"):
        HazardReader(folder=tmp_path)
    listed = (tmp_path / MANIFEST).read_text("utf-8")
    (tmp_path / MANIFEST).write_text(listed.replace(f'"{WEIGHTS}"', '"other"'), "utf-8")
    with pytest.raises(WeightsError, match="no weights called"):
        HazardReader(folder=tmp_path)
