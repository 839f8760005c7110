from __future__ import annotations

import io
import json
import zipfile

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from photo_curator.assets import models_dir
from photo_curator.ml.starter_networks import EyeNet
from photo_curator.ml.training import figures
from photo_curator.ml.training.__main__ import main
from photo_curator.ml.training.alignment import stored_grey
from photo_curator.ml.training.augmentation import Jitter, augmented, plain
from photo_curator.ml.training.eyes import split
from photo_curator.ml.training.report import REPORT, write_cards
from photo_curator.ml.training.sources import cew_eyes
from photo_curator.ml.weights import load_verified


def jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG")
    return file.getvalue()


def eye(side: int, is_open: bool, random: np.random.Generator) -> bytes:
    image = Image.new("L", (side, side), int(random.integers(120, 200)))
    draw = ImageDraw.Draw(image)
    middle = side * 0.5
    if is_open:
        draw.ellipse((middle - side * 0.2,) * 2 + (middle + side * 0.2,) * 2, fill=20)
    else:
        draw.line((side * 0.15, middle, side * 0.85, middle), fill=30, width=max(1, side // 12))
    return jpeg(image)


def face(smiling: bool, random: np.random.Generator) -> bytes:
    image = Image.new("RGB", (64, 64), (90, 80, 70))
    draw = ImageDraw.Draw(image)
    tone = int(random.integers(150, 220))
    draw.ellipse((8, 2, 56, 62), fill=(tone, tone - 20, tone - 40))
    for x in (22, 42):
        draw.ellipse((x - 3, 22, x + 3, 28), fill=(20, 20, 20))
    draw.arc(
        (20, 36, 44, 52) if smiling else (20, 46, 44, 62), *((20, 160) if smiling else (200, 340)), fill=0
    )
    return jpeg(image)


def archive(path, pictures: dict[str, bytes], rows: list[str] | None = None) -> None:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in pictures.items():
            file.writestr(name, content)
        if rows:
            file.writestr("labels.csv", "\n".join(rows) + "\n")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Archives laid out as the real ones, of drawn pictures."""
    folder = tmp_path_factory.mktemp("data")
    random = np.random.default_rng(0)
    cew = {}
    for number in range(12):
        for side, letter in (("Left", "L"), ("Right", "R")):
            cew[f"eyes/open{side}Eyes/A_Person_{number:04}_{letter}.jpg"] = eye(24, True, random)
            closed = f"eyes/closed{side}Eyes/closed_eye_{number:04}.jpg_face_{number % 2 + 1}_{letter}.jpg"
            cew[closed] = eye(24, False, random)
    archive(folder / "eyes_cew.zip", cew)
    mrl = {f"{number}.jpg": eye(64, number % 2 == 0, random) for number in range(40)}
    archive(folder / "eyes_mrl.zip", mrl, ["file,open", *(f"{n}.jpg,{(n + 1) % 2}" for n in range(40))])
    faces = {f"{number}.jpg": face(number % 2 == 0, random) for number in range(40)}
    poses = [f"{n}.jpg,{(n + 1) % 2},{0.5 if n % 4 > 1 else -0.5},0.1,0.0" for n in range(40)]
    archive(folder / "faces_genki4k.zip", faces, ["file,smile,yaw,pitch,roll", *poses])
    archive(
        folder / "faces_smiles.zip", faces, ["file,smile", *(f"{n}.jpg,{(n + 1) % 2}" for n in range(40))]
    )
    return folder


@pytest.mark.filterwarnings("ignore:All-NaN slice", "ignore:Mean of empty slice", "ignore:invalid value")
def test_training_leaves_weights_cards_and_report_behind_and_repeats(data, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(figures, "RESAMPLES", 10)
    threads = torch.get_num_threads()
    folders = [tmp_path / "one", tmp_path / "two"]
    try:
        for out in folders:
            common = ["starter", "--data", str(data), "--out", str(out), "--cache", str(tmp_path / "cache")]
            assert main([*common, "--epochs", "1", "--seed", "3"]) == 0
    finally:
        torch.set_num_threads(threads)
    assert "eyes: epoch 1 of" in capsys.readouterr().out
    first, second = ({file.name: file.read_bytes() for file in out.iterdir()} for out in folders)
    assert sorted(first) == [
        "manifest.toml", "starter_eyes.md", "starter_eyes.safetensors", "starter_face.md",
        "starter_face.safetensors", REPORT,
    ]  # fmt: skip
    assert first == second
    load_verified(EyeNet(), "starter_eyes", folders[0])
    report = json.loads(first[REPORT])
    assert "could not align" in report["data"]["counts"]["starter_face"][0]
    assert "CEW -> MRL: AUC" in report["networks"]["starter_eyes"]["figures"]


def test_missing_data_is_said_in_words(tmp_path, capsys):
    assert main(["starter", "--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "eyes_cew.zip is not in" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_cards_that_ship_come_from_the_report_that_ships(tmp_path):
    (tmp_path / REPORT).write_bytes((models_dir() / REPORT).read_bytes())
    write_cards(tmp_path)
    for card in ("starter_eyes.md", "starter_face.md"):
        assert (tmp_path / card).read_text("utf-8") == (models_dir() / card).read_text("utf-8")


def test_a_photos_eyes_stay_on_one_side(data):
    eyes = cew_eyes(data)
    assert len(np.unique(eyes.photos)) == 24
    train, held = split(eyes.photos, 0)
    assert not set(eyes.photos[train]) & set(eyes.photos[held])
    assert len(train) + len(held) == len(eyes.photos)
    assert set(eyes.photos.tolist()) == {
        one for one in eyes.photos.tolist() if (eyes.photos == one).sum() == 2
    }


def test_augmentation_repeats_and_stays_in_range():
    pictures = np.random.default_rng(0).integers(0, 256, (16, 112, 112), dtype=np.uint8)
    jitter = Jitter(0.05, 8, 0.8, 1.2, reframed=0.5)
    runs = [
        augmented(pictures, (56, 60), 64, 64, jitter, torch.Generator().manual_seed(1))[0] for _ in range(2)
    ]
    assert torch.equal(*runs)
    assert runs[0].shape == (16, 1, 64, 64)
    assert runs[0].min() >= 0
    assert runs[0].max() <= 1


def test_without_jitter_the_usual_window_is_cut():
    pictures = np.zeros((1, 112, 112), np.uint8)
    pictures[0, 40:50, 30:50] = 255
    window = plain(pictures, (56.0, 62.0), 64)[0, 0]
    assert window[10:20, 6:26].min() == 1
    assert window.sum() == 200


def test_stored_faces_are_halved_luma():
    crop = np.zeros((224, 224, 3), np.uint8)
    crop[..., 1] = 200
    assert (stored_grey(crop) == 117).all()


def test_area_under_curve_and_accuracy_by_hand():
    scores, positive = np.array([0.1, 0.4, 0.35, 0.8]), np.array([False, False, True, True])
    assert figures.area_under_curve(scores, positive) == 0.75
    assert figures.area_under_curve(np.zeros(4), positive) == 0.5
    assert figures.balanced_accuracy(scores, positive, 0.3) == 0.75
    assert figures.best_threshold(np.array([0.0, 0.1, 0.9, 1.0]), positive) == pytest.approx(0.5, abs=0.4)


def test_temperature_undoes_what_was_multiplied():
    random = np.random.default_rng(0)
    logits = random.normal(0, 2, 20_000)
    positive = random.random(20_000) < 1 / (1 + np.exp(-logits))
    assert figures.temperature(3 * logits, positive, np.ones(20_000)) == pytest.approx(3, rel=0.08)
    said = 1 / (1 + np.exp(-logits))
    assert figures.calibration_error(said, positive) < 0.02
    rows = figures.reliability(said, positive)
    assert all(abs(row["said"] - row["true"]) < 0.06 for row in rows)


def test_intervals_draw_groups_whole():
    values = np.repeat(np.random.default_rng(0).normal(size=50), 4)
    alone = figures.measured(lambda rows: float(values[rows].mean()), np.arange(200))
    grouped = figures.measured(lambda rows: float(values[rows].mean()), np.repeat(np.arange(50), 4))
    assert grouped.value == alone.value
    assert grouped.high - grouped.low > 1.5 * (alone.high - alone.low)
