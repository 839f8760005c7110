from __future__ import annotations

import copy
import itertools
import json
import signal
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors import safe_open
from sklearn.decomposition import PCA

from photo_curator.domain.errors import UsageError, WeightsError
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.ml import backbones
from photo_curator.ml.backbones import Phase, build_backbone, weights_file
from photo_curator.ml.protocols import danger_experiment, danger_training, selfie
from photo_curator.ml.protocols import danger_paper as paper
from photo_curator.ml.protocols.checkpoints import CheckpointError, Checkpoints
from photo_curator.ml.protocols.danger import DangerNetwork
from photo_curator.ml.protocols.danger_data import grouped_split
from photo_curator.ml.protocols.danger_experiment import Experiment, run
from photo_curator.ml.protocols.danger_features import see
from photo_curator.ml.protocols.danger_report import Outcome, _table_1, _table_2
from photo_curator.ml.protocols.danger_training import Schedule, Trainer
from photo_curator.ml.protocols.labelled import UnusableDataError
from photo_curator.ml.protocols.measures import Measures
from photo_curator.ml.protocols.svm import C_GRID, SvmResult, fit_svm
from photo_curator.ml.training import __main__ as command
from tests.weights_shelf import Shelf, store_in

SIDE = 48
SMALL = Schedule(epochs=4, epochs_fine=2, widths=(8, 16), batch=16)


def quiet(_line: str) -> None:
    """Nobody is told."""


def picture(dangerous: bool, random: np.random.Generator) -> Image.Image:
    pixels = random.integers(0, 70, (SIDE, SIDE, 3)).astype(np.uint8)
    start = int(random.integers(4, 24))
    if dangerous:
        pixels[start : start + 20] += 120
    else:
        pixels[:, start : start + 20] += 120
    return Image.fromarray(pixels)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Twelve dangerous pictures, forty others."""
    folder = tmp_path_factory.mktemp("pictures")
    random = np.random.default_rng(0)
    for name, count in (("dangerous", 12), ("other", 40)):
        (folder / name).mkdir()
        for number in range(count):
            picture(name == "dangerous", random).save(folder / name / f"{number:02}.png")
    return folder


@pytest.fixture
def experiment(folder, tmp_path) -> Experiment:
    return Experiment(folder, tmp_path / "out", ("starter",), schedule=SMALL, side=SIDE)


def report_of(experiment: Experiment) -> dict:
    return json.loads((experiment.out / "dangerous_selfies.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def undisturbed(folder, tmp_path_factory) -> Experiment:
    experiment = Experiment(folder, tmp_path_factory.mktemp("whole"), ("starter",), schedule=SMALL, side=SIDE)
    run(experiment, quiet, CancelToken())
    return experiment


def test_report_is_complete(undisturbed):
    report = report_of(undisturbed)
    one, roc, two, *notes = report["parts"]
    assert [part["title"] for part in notes] == ["Why the paper's figures are high", "Labels"]
    assert len(one["rows"]) == 1
    assert one["rows"][0]["Dense nodes"] in SMALL.widths
    assert None not in one["rows"][0].values()
    assert [(row["Kernel"], row["PCA columns"] != "–") for row in two["rows"]] == [
        ("linear", True), ("rbf", True), ("linear", False), ("rbf", False),
    ]  # fmt: skip
    assert all(row["C"] in C_GRID for row in two["rows"])
    assert all(None not in row.values() for row in two["rows"])
    outcome = report["facts"]["outcomes"][0]
    assert outcome["epochs"] == [4, 2]
    assert set(outcome["grid"]) == {"8", "16"}
    assert outcome["width"] == max((8, 16), key=lambda width: (outcome["grid"][str(width)], -width))
    assert report["facts"]["shared"] == [0, 0]
    with Image.open(undisturbed.out / roc["file"]) as image:
        assert image.format == "PNG"
        assert image.width > 600
    text = (undisturbed.out / "dangerous_selfies.md").read_text("utf-8")
    assert "12 dangerous and 40 other pictures" in text
    # Six test samples: 1.96 x sqrt(1/4 / 6).
    assert "off by up to 40.0%" in text
    assert "Random weights" not in text
    # The scratch folder for the stem's outputs is gone.
    assert not [one for one in undisturbed.out.iterdir() if one.name.startswith(".")]


def test_stripes_are_told_apart(undisturbed):
    assert report_of(undisturbed)["facts"]["outcomes"][0]["area"] > 0.9


def test_learned_weights_are_written(undisturbed):
    file = undisturbed.out / "danger_starter.safetensors"
    outcome = report_of(undisturbed)["facts"]["outcomes"][0]
    with safe_open(file, "pt") as weights:
        about = json.loads(weights.metadata()["network"])
        tensors = {name: weights.get_tensor(name) for name in weights.keys()}  # noqa: SIM118 - no mapping
    assert about == {"backbone": "starter", "width": outcome["width"]}
    network = DangerNetwork(build_backbone("starter"), outcome["width"], 1.0, 0)
    network.set_phase(Phase.TAIL)
    learning = {name for name, one in network.named_parameters() if one.requires_grad}
    assert tensors.keys() == learning | {"scale"}
    network.load_state_dict(tensors, strict=False)


def test_a_run_interrupted_everywhere_ends_as_if_undisturbed(experiment, undisturbed, monkeypatch):
    monkeypatch.setattr(danger_training, "_SECONDS_BETWEEN_CHECKPOINTS", 0)
    said: list[str] = []
    for place in ("linear machine:", "16 nodes: fold 1", "phase 1: epoch 3", "phase 2: epoch 1"):
        cancel = CancelToken()

        def stop(line: str, place: str = place, cancel: CancelToken = cancel) -> None:
            said.append(line)
            if place in line:
                cancel.cancel()

        with pytest.raises(CancelledError):
            run(replace(experiment, resume=bool(said)), stop, cancel)
        assert place in said[-1]
        assert not (experiment.out / "dangerous_selfies.md").exists()
    resumed = replace(experiment, resume=True)
    run(resumed, said.append, CancelToken())
    # Each step once: nothing that was done is done again.
    steps = [line.split(",")[1] for line in said if "epoch" in line or "nodes" in line or "machine" in line]
    assert len(steps) == 4 + 6 + 4 + 2
    files = ("dangerous_selfies.json", "roc.png", "danger_starter.safetensors")
    for name in files:
        assert (experiment.out / name).read_bytes() == (undisturbed.out / name).read_bytes()
    again: list[str] = []
    run(resumed, again.append, CancelToken())
    assert again == ["starter: done before"]
    for name in files:
        assert (experiment.out / name).read_bytes() == (undisturbed.out / name).read_bytes()


def test_resuming_with_other_settings_is_refused(experiment):
    cancel = CancelToken()
    experiment = replace(experiment, machines=False)
    with pytest.raises(CancelledError):
        run(experiment, lambda line: cancel.cancel() if "phase 1" in line else None, cancel)
    other = replace(experiment, resume=True, schedule=replace(SMALL, epochs=9))
    with pytest.raises(CheckpointError, match="epochs"):
        run(other, quiet, CancelToken())


def test_same_seed_same_numbers_other_seed_others(experiment, undisturbed):
    run(experiment, quiet, CancelToken())
    same = (experiment.out / "dangerous_selfies.json").read_bytes()
    assert same == (undisturbed.out / "dangerous_selfies.json").read_bytes()
    run(replace(experiment, seed=1, machines=False), quiet, CancelToken())
    assert (experiment.out / "dangerous_selfies.json").read_bytes() != same


def test_as_published_lets_copies_stand_on_both_sides(experiment):
    schedule = replace(SMALL, widths=(8,), epochs=1, epochs_fine=0)
    run(replace(experiment, as_published=True, machines=False, schedule=schedule), quiet, CancelToken())
    report = report_of(experiment)
    share, of_dangerous = report["facts"]["shared"]
    assert of_dangerous > share > 0.3
    assert of_dangerous > 0.8
    assert "As published" in report["summary"]
    assert not any("(Table 2)" in part["title"] for part in report["parts"])


def test_early_stopping_takes_the_best_weights(experiment):
    # At this rate the loss soon rises again.
    wild = replace(SMALL, widths=(8,), epochs=60, epochs_fine=0, patience=2, rate=3.0)
    lines: list[str] = []
    run(replace(experiment, schedule=wild, machines=False), lines.append, CancelToken())
    outcome = report_of(experiment)["facts"]["outcomes"][0]
    assert outcome["epochs"][0] < 60
    assert sum("phase 1" in line for line in lines) == outcome["epochs"][0]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory) -> Trainer:
    """On ResNet-18, with random weights, of random pictures."""
    random = np.random.default_rng(0)
    positive = np.arange(30) < 10
    pixels = random.integers(0, 255, (30, SIDE, SIDE, 3), dtype=np.uint8)
    split = grouped_split(positive, np.arange(30), 0)
    backbone, cpu = build_backbone("resnet18"), torch.device("cpu")
    folder = tmp_path_factory.mktemp("trainer")
    seen = see(backbone, pixels, split.samples, 0, cpu, folder / "stem.npy", quiet, CancelToken())
    checkpoints = Checkpoints(folder, {}, False)
    return Trainer(backbone, seen, split, SMALL, 0, cpu, checkpoints, quiet, CancelToken())


@pytest.fixture
def trainer(untouched) -> Trainer:
    """The same, to train."""
    return replace(untouched, backbone=copy.deepcopy(untouched.backbone))


def test_each_phase_moves_its_layers_and_no_others(trainer):
    network = trainer._network(8, 0)
    rows = np.arange(len(trainer.split.train))
    states = [{name: one.clone() for name, one in network.state_dict().items()}]
    for phase in Phase:
        network.set_phase(phase)
        trainer._fit(network, phase, (rows, rows), 0)
        states.append({name: one.clone() for name, one in network.state_dict().items()})
    changed = [
        {name for name in after if not torch.equal(before[name], after[name])}
        for before, after in itertools.pairwise(states)
    ]
    dense = {f"dense.{layer}.{kind}" for layer in (0, 2) for kind in ("weight", "bias")}
    assert changed[0] == dense
    assert changed[1] == dense | {"backbone.top.conv1.weight", "backbone.top.conv2.weight"}


def test_what_was_seen_once_is_what_the_network_says(trainer):
    network = trainer._network(8, 0)
    rows = np.arange(4)
    with torch.no_grad():
        frozen, tail = (trainer._read(network, phase, rows) for phase in Phase)
    assert torch.allclose(frozen, tail, atol=1e-5)
    pictures = torch.rand(2, 3, SIDE, SIDE)
    with torch.no_grad():
        logits = network(pictures)
        pooled = network.backbone.pooled(pictures)
        assert torch.equal(logits, network.from_pooled(pooled))
    assert logits.shape == (2, 2)
    assert trainer.seen.features.min() >= 0


def test_analysis_is_fitted_on_each_folds_own_part(monkeypatch):
    random = np.random.default_rng(0)
    features = random.random((60, 12)).astype(np.float32)
    positive = features[:, 0] + 0.2 * features[:, 1] > 0.6
    folds = [(np.arange(60)[np.arange(60) % 3 != fold], np.arange(fold, 60, 3)) for fold in range(3)]
    fitted: list[np.ndarray] = []
    fit = PCA.fit_transform

    def spy(self, rows, *rest):
        fitted.append(rows)
        return fit(self, rows, *rest)

    monkeypatch.setattr(PCA, "fit_transform", spy)
    result = fit_svm((features[:48], positive[:48]), (features[48:], positive[48:]), [
        (one[one < 48], two[two < 48]) for one, two in folds
    ], "linear", True, 0)  # fmt: skip
    expected = [features[one[one < 48]] for one, _ in folds] * len(C_GRID) + [features[:48]]
    assert len(fitted) == len(expected)
    assert all(any(one.shape == two.shape and np.array_equal(one, two) for two in fitted) for one in expected)
    assert max(len(one) for one in fitted) == 48
    assert result.components == 12
    assert result.test.pictures == 12
    assert result.validation > 0.6
    assert pytest.approx([0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28]) == C_GRID


def test_tables_stand_beside_what_the_paper_printed():
    measures = Measures(0.9, 0.8, 0.7, 0.75, 20)
    machines = [
        SvmResult(kernel, columns, 0.04, 0.9, measures, measures)
        for kernel in ("linear", "rbf")
        for columns in (100, None)
    ]
    outcome = Outcome(
        "resnet50", False, 512, {512: 0.9}, (300, 300), measures, measures,
        np.array([0.1, 0.9], np.float32), machines,
    )  # fmt: skip
    one = _table_1([outcome], np.array([False, True]))
    assert one.rows[0] == ["resnet50", 512, 0.9, 0.9, 0.8, 0.7, 0.75, 1.0]
    assert one.rows[1] == ["resnet50, as printed", 128, *paper.TABLE_1["resnet50"][1], None]
    assert "Random weights, for want of a file: resnet50" in one.notes[0]
    two = _table_2([outcome])
    assert len(two.rows) == 8
    assert two.rows[3][4:] == [*paper.TABLE_2["linear", False]["resnet50"]]
    assert all(len(row) == len(two.columns) for row in two.rows)


def test_data_that_will_not_do_is_one_sentence(folder, tmp_path, capsys):
    few = tmp_path / "few"
    for name in ("dangerous", "other"):
        (few / name).mkdir(parents=True)
    Image.new("RGB", (20, 20)).save(few / "other" / "a.png")
    cases = [(few, "one class only"), (tmp_path / "nothing", "no folder")]
    three = tmp_path / "three"
    for name, count in (("dangerous", 1), ("other", 2)):
        (three / name).mkdir(parents=True)
        for number in range(count):
            Image.new("RGB", (20, 20), (number, 0, 9)).save(three / name / f"{number}.png")
    cases.append((three, "1 independent pictures labelled “dangerous”"))
    cases.append((folder, "one of them called “selfie”"))
    for data, reason in cases:
        name = "selfie" if "selfie" in reason else "danger"
        options = ["--backbones", "starter"] if name == "danger" else ["--backbone", "starter"]
        assert command.main([name, "--data", str(data), "--out", str(tmp_path / "out"), *options]) == 2
        said = capsys.readouterr().err
        assert reason in said
        assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_weights_must_lie_in_the_folder_named(experiment, tmp_path):
    with pytest.raises(UsageError, match=r"resnet18\.safetensors"):
        run(replace(experiment, backbones=("starter", "resnet18"), weights=tmp_path), quiet, CancelToken())
    with pytest.raises(UsageError, match="alexnet"):
        run(replace(experiment, backbones=("alexnet",)), quiet, CancelToken())
    file = tmp_path / "resnet18.pth"
    file.touch()
    assert weights_file("resnet18", tmp_path) == file
    assert weights_file("starter", tmp_path) is None


def test_without_a_folder_what_was_downloaded_is_taken_if_it_is_sound(tmp_path, monkeypatch):
    Shelf().list_in(tmp_path / "models", "resnet18", b"as published")
    monkeypatch.setattr(backbones, "WeightStore", lambda: store_in(tmp_path))
    assert weights_file("resnet18", None) is None
    file = tmp_path / "store" / "resnet18.pth"
    file.parent.mkdir()
    file.write_bytes(b"as published")
    assert weights_file("resnet18", None) == file
    file.write_bytes(b"something else")
    with pytest.raises(WeightsError, match=r"resnet18\.pth are damaged"):
        weights_file("resnet18", None)


def test_terminate_stops_the_command_and_resume_finishes_it(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(danger_experiment, "Experiment", lambda **given: Experiment(**given, side=SIDE))
    options = ["danger", "--data", str(folder), "--out", str(tmp_path / "out"), "--backbones", "starter"]
    options += ["--epochs", "3", "--epochs-fine", "1", "--widths", "8", "--no-svm"]
    lines: list[str] = []

    def say(line: str) -> None:
        lines.append(line)
        if "phase 1: epoch 2" in line:
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(command, "_say", say)
    assert command.main(options) == 130
    assert "--resume" in capsys.readouterr().err
    assert (tmp_path / "out" / "checkpoints" / "starter" / "phase_1.pt").is_file()
    assert command.main([*options, "--resume"]) == 0
    assert sum("phase 1: epoch 2" in line for line in lines) == 1
    assert "phase 1: epoch 3 of 3, loss" in "\n".join(lines)
    assert lines[-3].endswith("dangerous_selfies.md")


def test_selfies_are_told_from_others_tenfold(tmp_path):
    random = np.random.default_rng(1)
    for name, count in (("selfie", 14), ("not_selfie", 12)):
        (tmp_path / name).mkdir()
        for number in range(count):
            picture(name == "selfie", random).save(tmp_path / name / f"{number}.png")
    lines: list[str] = []
    out = tmp_path / "out"
    files = selfie.run(selfie.Experiment(tmp_path, out, "starter"), lines.append, CancelToken())
    assert [file.name for file in files] == ["selfies.md", "selfies.json"]
    report = json.loads(files[1].read_text("utf-8"))
    found, majority, printed = report["parts"][0]["rows"]
    assert found["Pictures"] == 26
    assert found["Accuracy"] > 0.8
    assert majority["Accuracy"] == pytest.approx(14 / 26)
    assert printed["Accuracy"] == 0.8848
    assert len(report["facts"]["folds"]) == 10
    assert sum("fold" in line for line in lines) == 10


def test_every_selfie_picture_is_asked_once_by_a_classifier_that_has_not_seen_it():
    random = np.random.default_rng(0)
    features = random.normal(size=(40, 300)).astype(np.float32)
    positive = random.permutation(np.arange(40) % 2 == 0)
    folds = [(np.flatnonzero(np.arange(40) % 10 != one), np.arange(one, 40, 10)) for one in range(10)]
    called, accuracies = selfie.cross_validated(features, positive, folds, quiet, CancelToken())
    # Noise of so many columns is learned by heart; only unseen pictures show that nothing was.
    assert 0.2 < (called == positive).mean() < 0.8
    assert np.mean(accuracies) == pytest.approx((called == positive).mean())


def test_too_few_for_ten_folds_is_said(folder, tmp_path):
    for name in ("selfie", "other"):
        (tmp_path / name).mkdir()
        for number in range(6):
            shade = number + (6 if name == "other" else 0)
            Image.new("RGB", (20, 20), (shade, 0, 0)).save(tmp_path / name / f"{number}.png")
    with pytest.raises(UnusableDataError, match="10 folds need 10"):
        selfie.run(selfie.Experiment(tmp_path, tmp_path / "out", "starter"), quiet, CancelToken())
