from __future__ import annotations

import io
import shutil
import zipfile

import numpy as np
import pytest
import torch
from PIL import Image

from photo_curator.assets import models_dir
from photo_curator.ml.hazards import HazardReader
from photo_curator.ml.training import figures, hazard_experiment
from photo_curator.ml.training.__main__ import main
from photo_curator.ml.training.figures import false_alarm_threshold
from photo_curator.ml.training.hazard_calibration import Judged, platt
from photo_curator.ml.training.hazard_experiment import (
    app_thresholds,
    common_thresholds,
    narrowed,
    recall,
)
from photo_curator.ml.training.hazard_fitting import fit_hazards, logits, plain_views, tensor_of
from photo_curator.ml.training.hazard_material import Pictures, halves, material_of
from photo_curator.ml.training.report import HAZARD_REPORT, REPORT, write_cards
from photo_curator.ml.training.scenes import HAZARDS, intel_scenes, tiny_scenes
from photo_curator.ml.training.selfies import pasted

#: Colours of the drawn scenes, by hazard; what is drawn elsewhere is grey.
COLOURS = {"height": (120, 90, 60), "water": (20, 80, 200), "rail": (200, 30, 30), "animal": (230, 200, 40)}


def jpeg(side: int, colour: tuple[int, int, int], random: np.random.Generator) -> bytes:
    pixels = np.clip(np.array(colour) + random.normal(0, 20, (side, side, 3)), 0, 255)
    file = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(file, "JPEG")
    return file.getvalue()


def archive(path, rows: list[dict[str, str]], side: int, random: np.random.Generator) -> None:
    with zipfile.ZipFile(path, "w") as file:
        for row in rows:
            colour = COLOURS.get(row.get("drawn", ""), (150, 150, 150))
            file.writestr(row["file"], jpeg(side, colour, random))
        lines = [",".join(row) for row in rows[:1]] + [",".join(row.values()) for row in rows]
        file.writestr("labels.csv", "\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Archives laid out as the real ones, of drawn pictures."""
    folder = tmp_path_factory.mktemp("data")
    random = np.random.default_rng(0)
    kinds = [
        ("alp", "height"), ("seashore", "water"), ("bullet train", "rail"), ("freight car", "rail"),
        ("lion", "animal"), ("dam", "none"), ("teapot", "none"),
    ]  # fmt: skip
    archive(
        folder / "scenes_tiny_imagenet.zip",
        [
            {"file": f"{kind}_{number}.JPEG", "wnid": "n", "name": kind, "hazard": hazard, "drawn": hazard}
            for kind, hazard in kinds
            for number in range(15)
        ],
        64, random,
    )  # fmt: skip
    shown = {"sea": "water", "mountain": "height"}
    archive(
        folder / "scenes_intel.zip",
        [
            {"file": f"{scene}/{number}.jpg", "scene": scene, "drawn": shown.get(scene, "")}
            for scene in ("buildings", "street", "glacier", "mountain", "sea", "forest")
            for number in range(10)
        ],
        112, random,
    )  # fmt: skip
    archive(
        folder / "scenes_caltech.zip",
        [
            {"file": f"{category}/{number}.jpg", "category": category, "hazard": hazard, "drawn": hazard}
            for category, hazard in (("Leopards", "animal"), ("ferry", "water"), ("clutter", "none"))
            for number in range(10)
        ],
        100, random,
    )  # fmt: skip
    archive(
        folder / "scenes_rooms.zip",
        [
            {"file": f"{room}/{house}_{room}.jpg", "room": room, "hazard": "none"}
            for room in ("bathroom", "bedroom", "kitchen")
            for house in range(10)
        ],
        128, random,
    )  # fmt: skip
    archive(folder / "faces_caltech.zip", [{"file": f"image_{n:04}.jpg"} for n in range(40)], 100, random)
    poses = {"smile": "0", "yaw": "0", "pitch": "0", "roll": "0"}
    archive(folder / "faces_genki4k.zip", [{"file": f"genki{n}.jpg", **poses} for n in range(40)], 64, random)
    return folder


@pytest.fixture(scope="module")
def material(data):
    return material_of(data, seed=3)


def test_labels_say_what_a_source_can_tell(data):
    tiny, intel = tiny_scenes(data), intel_scenes(data)
    label = {
        kind: dict(zip(HAZARDS, one.labels[one.kinds == kind][0], strict=True))
        for one in (tiny, intel)
        for kind in np.unique(one.kinds)
    }
    assert label["alp"]["height"] == label["mountain"]["height"] == 1
    assert label["sea"]["water"] == label["seashore"]["water"] == 1
    # Nobody looked whether these show the other one too.
    assert np.isnan([label["alp"]["water"], label["sea"]["height"], label["dam"]["water"]]).all()
    assert np.isnan([label["glacier"]["height"], label["glacier"]["water"]]).all()
    assert not any(label["teapot"].values())
    assert label["buildings"]["height"] == label["buildings"]["water"] == 0


def test_no_picture_house_or_face_is_on_both_sides(material, data):
    for train, held in zip(material.train, material.held, strict=False):
        assert train.name == held.name
        assert not set(train.groups) & set(held.groups)
    rooms = material.held[3]
    assert len(rooms.labels) == 3 * len(np.unique(rooms.groups))
    faces = {one.tobytes() for one in material.faces}
    assert not faces & {one.tobytes() for one in material.held_faces}
    assert not {one.tobytes() for one in material.train[-1].pixels} & {
        one.tobytes() for one in material.held_faces
    }
    first, second = material.portraits
    assert not set(first.groups) & set(second.groups)
    # Somebody's series of photos cannot reach across what is left out between the halves.
    assert second.groups.min() - first.groups.max() > 10


def test_pasting_changes_a_part_of_some_pictures_and_stays_in_range():
    random = torch.Generator().manual_seed(0)
    pictures = torch.rand(64, 3, 48, 48, generator=random)
    faces = torch.rand(5, 3, 32, 32, generator=random)
    before = pictures.clone()
    result = pasted(pictures, faces, 0.5, random)
    assert torch.equal(pictures, before)
    assert result.shape == pictures.shape
    assert result.min() >= 0
    assert result.max() <= 1
    changed = (result != pictures).any(1).float().mean((1, 2))
    assert 0.3 < (changed > 0).float().mean() < 0.7
    # Heads of a fifth of the picture's height, and heads that fill half of it.
    assert changed[changed > 0].min() < 0.3
    assert changed.max() > 0.5
    assert torch.equal(pasted(pictures, faces, 0.0, random), pictures)


def test_a_person_stands_before_hazards_and_ordinary_places_alike():
    faces = torch.rand(5, 3, 32, 32)
    black, white = torch.zeros(32, 3, 48, 48), torch.ones(32, 3, 48, 48)
    masks = [pasted(one, faces, 1.0, torch.Generator().manual_seed(4)) != one for one in (black, white)]
    # Where, and how large, does not depend on the picture behind.
    assert (masks[0].any(1) == masks[1].any(1)).float().mean() > 0.99


def test_threshold_is_the_lowest_that_keeps_to_the_share():
    random = np.random.default_rng(0)
    for _ in range(50):
        # Coarse values, so that many are equal.
        scores, weights = np.round(random.normal(size=120), 1), random.random(120)
        found = false_alarm_threshold(scores, weights, 0.1)
        allowed = [one for one in np.unique(scores) if weights[scores >= one].sum() <= 0.1 * weights.sum()]
        assert weights[scores >= found].sum() <= 0.1 * weights.sum()
        assert set(scores[scores >= found]) == set(allowed)
    assert false_alarm_threshold(np.array([1.0, 2.0]), np.ones(2), 0.02) > 2


def pictures(logits: np.ndarray, kinds: list[str], groups: list[int] | None = None) -> Pictures:
    numbers = np.arange(len(logits)) if groups is None else np.array(groups)
    return Pictures(logits, np.zeros((len(logits), 6), np.float32), np.array(kinds), numbers)


def test_all_hazards_together_keep_to_the_share():
    random = np.random.default_rng(0)
    ordinary = random.normal(size=(3000, 3))
    thresholds = common_thresholds(ordinary, np.ones(3000), 0.02)
    assert 0.014 < (ordinary > thresholds).any(1).mean() <= 0.02
    shares = (ordinary > thresholds).mean(0)
    assert shares.max() - shares.min() < 0.002


def test_the_apps_thresholds_keep_to_both_shares():
    random = np.random.default_rng(1)
    kinds = [kind for kind in ("rooms", "streets", "buildings", "portraits") for _ in range(1000)]
    scores = random.normal(size=(4000, 6))
    # The second is loud in the streets, the third before faces.
    scores[1000:2000, 1] += 3
    scores[3000:, 2] += 3
    ordinary = pictures(scores, kinds)
    thresholds = app_thresholds(ordinary, [0, 1, 2])
    flagged = scores[:, :3] > thresholds
    home = np.isin(kinds, ("rooms", "portraits"))
    assert (flagged.mean(0) <= 0.02).all()
    assert flagged[:, 1].mean() > 0.015
    assert flagged[home].any(1).mean() <= 0.01
    assert (flagged[home, 2]).mean() > 0.002


def test_recall_at_two_percent_by_hand(monkeypatch):
    monkeypatch.setattr(figures, "RESAMPLES", 20)
    ordinary = pictures(np.arange(100.0)[:, None], ["rooms"] * 50 + ["streets"] * 50)
    hazardous = pictures(np.array([[97.4], [97.6], [200.0], [3.0]]), ["sea"] * 4)
    # 98 and 99 are 2 %: the threshold is 97.5.
    figure = recall(ordinary, hazardous, 0)
    assert (figure.value, figure.count) == (0.5, 4)
    assert figure.low <= 0.5 <= figure.high


def test_thresholds_are_fitted_on_other_pictures_than_measured():
    groups = [0, 0, 1, 1, 2, 2, 3, 3]
    kinds = ["rooms"] * 4 + ["portraits"] * 4
    fitting, measuring = halves(pictures(np.zeros((8, 1)), kinds, groups))
    assert set(fitting.groups) == {0, 2}
    assert set(measuring.groups) == {1, 3}


def test_platt_undoes_what_was_scaled_and_shifted():
    random = np.random.default_rng(0)
    true = random.normal(0, 2, 20_000)
    shown = random.random(20_000) < 1 / (1 + np.exp(-true))
    raw = (true - 0.5) / 3
    judged = Judged(raw[shown], raw[~shown], np.ones(int((~shown).sum())))
    slope, offset = platt([judged])
    assert slope == pytest.approx(3, rel=0.1)
    assert offset == pytest.approx(0.5, abs=0.15)


def test_training_repeats_to_the_bit_and_learns(material):
    told: list[float] = []
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        nets = [
            fit_hazards(material.train, material.faces, 3, 5, lambda *now: told.append(now[2]))
            for _ in range(2)
        ]
    finally:
        torch.set_num_threads(threads)
    states = [net.state_dict() for net in nets]
    assert all(torch.equal(states[0][key], states[1][key]) for key in states[0])
    assert told[:3] == told[3:]
    assert told[2] < told[0]
    some = plain_views(material.held[1])
    whole = logits(nets[0], some)
    assert np.allclose(logits(narrowed(nets[0], ["water", "rail"]), some), whole[:, [1, 2]], atol=1e-5)
    assert tensor_of(material.faces).max() <= 1


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:All-NaN", "ignore:Mean of empty slice", "ignore:invalid value")
def test_the_command_leaves_weights_that_the_reader_loads_and_keeps_other_entries(
    data, tmp_path, monkeypatch
):
    monkeypatch.setattr(figures, "RESAMPLES", 3)
    monkeypatch.setattr(hazard_experiment, "FEWEST", 3)
    # Drawn scenes are no measure of anything: whatever was measured ships.
    monkeypatch.setattr(hazard_experiment, "NEEDED", 0.0)
    for name in ("manifest.toml", REPORT, "starter_eyes.md"):
        shutil.copy(models_dir() / name, tmp_path / name)
    threads = torch.get_num_threads()
    try:
        common = ["--data", str(data), "--out", str(tmp_path), "--epochs", "1", "--seed", "3"]
        assert main(["hazards", *common]) == 0
    finally:
        torch.set_num_threads(threads)
    reader = HazardReader(folder=tmp_path)
    # Rail stands in one source only, so nothing can speak for it.
    assert reader.names == ("height", "water", "animal")
    assert set(reader.probabilities(np.zeros((50, 70, 3), np.uint8))) == set(reader.names)
    before, after = ((folder / "manifest.toml").read_text("utf-8") for folder in (models_dir(), tmp_path))
    assert before.split("[[weights]]\n")[1] in after
    assert (tmp_path / "starter_eyes.md").read_text("utf-8") == (models_dir() / "starter_eyes.md").read_text(
        "utf-8"
    )
    card = (tmp_path / "starter_hazards.md").read_text("utf-8")
    assert "- rail: one source only" in card
    assert "| water on Intel |" in card


def test_the_card_that_ships_comes_from_the_report_that_ships(tmp_path):
    (tmp_path / HAZARD_REPORT).write_bytes((models_dir() / HAZARD_REPORT).read_bytes())
    write_cards(tmp_path)
    name = "starter_hazards.md"
    assert (tmp_path / name).read_text("utf-8") == (models_dir() / name).read_text("utf-8")


def test_missing_data_is_said_in_words(tmp_path, capsys):
    assert main(["hazards", "--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "faces_caltech.zip is not in" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
