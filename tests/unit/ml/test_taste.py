"""Personal heads: the same numbers everywhere, folds that keep moments whole, intervals that hold."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
import torch

from photo_curator.domain.face import Attribute
from photo_curator.domain.face_table import FaceTable
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.domain.rating import SOURCE_HERE
from photo_curator.domain.taste import Label, Labels, Pair
from photo_curator.domain.taste_head import Reach, StoredHead, features, link, settled
from photo_curator.ml.scorer import ScorerOutput, starter_scorer
from photo_curator.ml.starter import StarterBackbone
from photo_curator.ml.starter_networks import EMBEDDING_SIZE
from photo_curator.ml.taste import training
from photo_curator.ml.taste.calibration import (
    ABSTAIN,
    NO_TILT,
    as_level,
    covered,
    fit_marks,
    fit_reach,
    fit_sharpness,
    log_loss,
)
from photo_curator.ml.taste.fitting import (
    KINDS,
    STARTER_WORTH,
    TrainingSet,
    fit_path,
    fit_ranker,
    mixture,
    photo_features,
    training_set,
    trust,
)
from photo_curator.ml.taste.head import TasteHead, personal_head, shape_of, with_head
from photo_curator.ml.taste.results import Judged, Results, worse_than
from photo_curator.ml.taste.training import beaten_at, train
from photo_curator.ml.taste.validation import FOLDS, CrossValidation, grouped_folds
from tests.taste_samples import head

WIDTH = 6


def made(count: int, seed: int = 0, *, faces: int = 1, noise: float = 0.4) -> tuple[TrainingSet, Labels]:
    """Photos whose owner likes the embedding's first column of the largest face; three to a moment."""
    random = np.random.default_rng(seed)
    total = count * faces
    embedding = random.normal(size=(total, WIDTH)).astype(np.float32)
    left = np.tile(np.arange(faces) * 120.0, count)
    size = np.tile(100.0 - 30 * np.arange(faces), count)
    table = FaceTable(
        face_ids=np.arange(total),
        photo_ids=np.arange(count),
        photo=np.repeat(np.arange(count), faces),
        boxes=np.column_stack([left, left * 0, left + size, size]),
        sizes=np.tile([400.0, 300.0], (total, 1)),
        detection=np.ones(total),
        starter=random.dirichlet(np.full(5, 2.0), total),
        attribute_names=(Attribute.EYES_OPEN, Attribute.SHARPNESS),
        attributes=random.uniform(0.5, 1, (total, 2)),
        embedding=embedding,
    )
    felt = embedding[::faces, 0] + random.normal(0, noise, count)
    level = 1 + np.searchsorted(np.quantile(felt, [0.14, 0.35, 0.68, 0.92]), felt)
    ratings = tuple(Label(row, int(one), SOURCE_HERE, row // 3, row // 3) for row, one in enumerate(level))
    labels = Labels(ratings)
    return training_set(table, labels, {row: row // 3 for row in range(count)}), labels


def trained(data: TrainingSet, labels: Labels) -> training.Trained:
    return train(data, labels, "starter-2", token=CancelToken(), told=lambda _done, _total: None)


@pytest.fixture(scope="module")
def learnt() -> tuple[TrainingSet, training.Trained]:
    data, labels = made(150)
    return data, trained(data, labels)


@pytest.mark.parametrize("kind", KINDS)
def test_stored_head_and_module_say_the_same(kind: str) -> None:
    backbone = StarterBackbone()
    width = EMBEDDING_SIZE + 2 * len(backbone.attribute_names) + 1
    random = np.random.default_rng(1)
    outputs = 5 if kind == "cross_entropy" else 1
    stored = head(
        1,
        kind,
        attribute_names=tuple(reversed(backbone.attribute_names)),  # its own order
        weight=random.normal(0, 0.3, (outputs, width)),
        centre=random.normal(0, 0.1, width),
        scale=random.uniform(0.5, 1.5, width),
    )
    module = TasteHead(stored, backbone.attribute_names, 3)
    embedding = torch.randn(40, EMBEDDING_SIZE) * 0.1
    attributes = torch.rand(40, len(backbone.attribute_names)) * torch.tensor([1, 1, 40, 20, 1, 1])
    sizes = torch.rand(40) * 300 + 40
    with torch.no_grad():
        output = ScorerOutput(
            torch.softmax(module(embedding, attributes, sizes), 1), embedding, attributes, module.marks
        )
        wanted = output.probabilities.numpy()
        starter = torch.softmax(module.starter(embedding, attributes, sizes), 1).double().numpy()
    columns = [list(backbone.attribute_names).index(name) for name in stored.attribute_names]
    found = stored.probabilities(embedding.double().numpy(), attributes.double().numpy()[:, columns], starter)
    assert np.abs(found - wanted).max() < 1e-4
    assert np.abs(stored.reach.score(found) - output.mean.numpy()).max() < 1e-3
    assert module.version == "taste-3"


def test_a_score_by_a_personal_head_can_be_differentiated_back_to_the_pixels() -> None:
    starter = starter_scorer()
    width = EMBEDDING_SIZE + 2 * len(starter.attribute_names) + 1
    stored = head(
        2,
        attribute_names=starter.attribute_names,
        weight=np.full((1, width), 0.1),
        centre=np.zeros(width),
        scale=np.ones(width),
    )
    scorer = with_head(starter, stored, 5)
    crops = torch.rand(2, 3, 224, 224, requires_grad=True)
    output = scorer(crops, torch.full((2,), 200.0), torch.rand(2, 5, 2) * 100)
    output.mean.sum().backward()
    assert crops.grad is not None
    assert float(crops.grad.abs().sum()) > 0
    assert scorer.version == "starter-2+taste-5"
    assert scorer.backbone is starter.backbone


@pytest.mark.parametrize("kind", KINDS)
def test_a_stored_layer_is_read_back_as_it_was(kind: str) -> None:
    stored = head(3, kind)
    layer = personal_head(stored)
    assert np.allclose(shape_of(layer), stored.shape, atol=1e-6)
    assert np.allclose(layer.linear.weight.detach().numpy(), stored.weight, atol=1e-6)


def test_folds_never_share_a_moment() -> None:
    random = np.random.default_rng(0)
    group = random.integers(0, 40, 300)
    level = random.integers(1, 6, 300)
    for seed in range(5):
        fold = grouped_folds(level, group, seed)
        assert set(fold.tolist()) == set(range(FOLDS))
        for one in np.unique(group):
            assert len(set(fold[group == one].tolist())) == 1


def test_held_out_predictions_come_from_heads_that_never_saw_the_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from photo_curator.ml.taste import validation

    data, _ = made(60)
    monkeypatch.setattr(validation, "REPEATS", 1)
    seen: list[frozenset[int]] = []

    def watched(kind: str, given: TrainingSet, photos: np.ndarray, *rest: object):
        seen.append(frozenset(given.group[photos & given.rated].tolist()))
        return fit_path(kind, given, photos)

    monkeypatch.setattr(validation, "fit_path", watched)
    found = CrossValidation(data)
    found.run(0, CancelToken(), lambda _done, _total: None)
    pairs = list(itertools.combinations(range(FOLDS), 2))
    parts = [*((one,) for one in range(FOLDS)), *pairs]
    for repeat, fold in enumerate(found.folds):
        for place, part in enumerate(parts):
            held = set(data.group[np.isin(fold, part)].tolist())
            trained_on = seen[(repeat * len(parts) + place) * len(KINDS)]
            assert not held & trained_on
            assert held | trained_on == set(data.group.tolist())


def test_what_settles_a_fold_knows_nothing_of_its_ratings(monkeypatch: pytest.MonkeyPatch) -> None:
    from photo_curator.ml.taste import validation as module

    monkeypatch.setattr(module, "KINDS", ("ordinal",))
    monkeypatch.setattr(module, "REPEATS", 1)
    data, _ = made(60)
    fold = grouped_folds(data.level, data.group, 0)
    held = fold == 2
    other = replace(data, level=np.where(held, data.level % 5 + 1, data.level))
    found = []
    monkeypatch.setattr(module, "grouped_folds", lambda *_: fold)
    for one in (data, other):
        validation = CrossValidation(one)
        validation.run(0, CancelToken(), lambda _done, _total: None)
        found.append(validation)
    setting = ("ordinal", 0.03)
    mine, theirs = (one.held_out(setting, 0) for one in found)
    # The held-out ratings are others: what is said of these photos is the same, to the last digit.
    assert np.array_equal(mine.mean[held], theirs.mean[held])
    assert np.array_equal(mine.probabilities[held], theirs.probabilities[held])
    assert np.array_equal(mine.wide[held], theirs.wide[held])
    assert not np.array_equal(mine.mean[~held], theirs.mean[~held])


def test_it_learns_a_taste_and_says_so_honestly(learnt: tuple[TrainingSet, training.Trained]) -> None:
    data, found = learnt
    rows = found.report["rows"]
    assert set(rows) >= {"my taste", *KINDS, "starter", "majority", "sharpest face", "ranker"}
    mine = rows["my taste"]
    assert mine["mae"]["high"] < rows["starter"]["mae"]["low"]
    assert mine["exact"]["low"] > rows["majority"]["exact"]["high"]
    assert mine["winner"]["value"] > rows["sharpest face"]["winner"]["value"]
    for row in rows.values():
        for value in row.values():
            assert value is None or value["low"] <= value["value"] <= value["high"]
    assert rows["sharpest face"]["exact"] is None
    assert np.array(found.report["confusion"]).sum() == 150
    assert min(found.report["recall"][0], found.report["recall"][4]) > 0.25
    assert found.report["beat_starter_at"] in {point["ratings"] for point in found.report["curve"]}
    assert 0.7 <= found.report["intervals"]["coverage"] <= 0.95
    truth = found.report["probabilities"]
    assert truth["log_loss"] < truth["starter_log_loss"]
    assert truth["off"] < 0.08
    assert sum(one["count"] for one in truth["reliability"]) == 4 * 2 * 150
    assert [point["abstained"] for point in found.report["intervals"]["error_by_abstained"]][:2] == [
        0.0,
        0.05,
    ]
    # On new photos of the same owner.
    other, _ = made(200, seed=9)
    scores = other.table.photo_scores(other.table.probabilities(found.head), found.head.reach)
    assert np.abs(as_level(scores.mean) - other.level).mean() < 0.7
    assert len(found.head.ranker) == data.features.shape[1]


def test_the_same_ratings_give_the_same_head(learnt: tuple[TrainingSet, training.Trained]) -> None:
    data, labels = made(150)
    again = trained(data, labels)
    assert np.array_equal(again.head.weight, learnt[1].head.weight)
    assert again.report == learnt[1].report


@pytest.mark.slow
def test_noise_is_not_taken_for_taste() -> None:
    data, labels = made(120, noise=1000.0)
    rows = trained(data, labels).report["rows"]
    # Choosing among nine settings must not make chance look like skill.
    assert rows["my taste"]["exact"]["low"] < rows["majority"]["exact"]["high"]


def test_few_ratings_leave_the_starter_in_charge() -> None:
    data, _ = made(150)
    everything = np.ones(len(data.table), bool)
    fitted = fit_path("ordinal", data, np.ones(150, bool))[-1]
    assert np.allclose(mixture(fitted, data, everything, 0), data.table.starter)
    own = link("ordinal", fitted.outputs(data.features).detach().double().numpy(), shape_of(fitted))
    assert np.abs(mixture(fitted, data, everything, 10**9) - own).max() < 1e-6
    shares = [trust(count) for count in (0, 1, 10, 100, 10_000)]
    assert shares == sorted(shares)
    assert trust(round(STARTER_WORTH)) == pytest.approx(0.5)


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_of_several_faces_teaches_through_its_mixture(kind: str) -> None:
    data, _ = made(240, faces=2, noise=0.1)
    assert data.share.reshape(-1, 2).sum(1) == pytest.approx(1.0)
    photos = np.ones(240, bool)
    fitted = fit_path(kind, data, photos)[-1]
    # The first column of the embedding is what is liked; no other may count as much.
    weight = np.abs(fitted.linear.weight.detach().numpy()).sum(0)
    assert weight.argmax() == 0


def test_intervals_hold_four_of_five_ratings_whatever_the_head_believes() -> None:
    data, _ = made(1500, noise=0.8)
    random = np.random.default_rng(0)
    calibrated = random.random(1500) < 0.5
    truth = np.eye(5)[data.level - 1]
    vague = np.full((1500, 5), 0.2)
    for faces in (0.5 * truth + 0.5 * vague, random.dirichlet(np.full(5, 0.3), 1500), vague):
        reach = fit_reach(data.table, faces, data.level, calibrated)
        held = covered(data.table.photo_scores(faces, reach), data.level)[~calibrated]
        assert held.mean() >= 0.75
    sharp = random.dirichlet(np.full(5, 2.0), 1500)
    reach = fit_reach(data.table, sharp, data.level, calibrated)
    assert 0.75 <= covered(data.table.photo_scores(sharp, reach), data.level)[~calibrated].mean() <= 0.88


def test_levels_are_given_as_often_as_the_user_gives_them() -> None:
    data, _ = made(600)
    hedged = 0.7 * np.full((600, 5), 0.2) + 0.3 * np.eye(5)[data.level - 1]  # its means are near 3
    plain, reach = Reach(), fit_reach(data.table, hedged, data.level, np.ones(600, bool))
    given = np.bincount(data.level, minlength=6)[1:] / 600

    def shares(how: Reach) -> np.ndarray:
        return np.bincount(as_level(how.score(hedged)), minlength=6)[1:] / 600

    assert shares(plain)[[0, 4]].sum() == 0.0
    assert np.abs(shares(reach) - given).max() < 0.08
    mean = hedged @ np.arange(1, 6)
    order = np.argsort(mean, kind="stable")
    assert (np.diff(reach.score(hedged)[order]) >= 0).all()


def test_means_that_say_nothing_are_not_drawn_apart() -> None:
    level = np.repeat([1, 2, 3, 4, 5], 40)
    marks = fit_marks(3 + np.random.default_rng(0).normal(0, 1e-4, 200), level)
    assert len(marks) == 4
    assert (np.diff(marks) > 0).all()
    assert set(as_level(Reach(marks=marks).score(np.full((1, 5), 0.2)))) == {3}


@pytest.mark.parametrize(("power", "wanted"), [(0.5, 2.0), (1.0, 1.0), (2.0, 0.5)])
def test_probabilities_are_made_true(power: float, wanted: float) -> None:
    data, _ = made(1500)
    random = np.random.default_rng(1)
    true = random.dirichlet(np.full(5, 0.6), 1500)
    level = 1 + (true.cumsum(1) < random.random((1500, 1))).sum(1).clip(0, 4)
    said = settled(true, power, NO_TILT)
    found = fit_sharpness(data.table, said, level, np.arange(1500) < 750)
    assert found == pytest.approx(wanted, rel=0.2)
    rest = np.arange(1500) >= 750
    loss = [log_loss(settled(said, one, NO_TILT)[rest], level[rest]).mean() for one in (found, 1.0)]
    assert loss[0] <= loss[1] + 0.002


def test_the_most_doubtful_are_those_it_misses_most() -> None:
    data, _ = made(1500)
    random = np.random.default_rng(2)
    sure = random.random(1500) < 0.5
    vague = random.dirichlet(np.full(5, 20.0), 1500)
    faces = np.where(sure[:, None], 0.9 * np.eye(5)[data.level - 1] + 0.02, vague)
    reach = fit_reach(data.table, faces, data.level, np.arange(1500) < 750)
    scores = data.table.photo_scores(faces, reach)
    assert scores.wide[sure].mean() < 0.02
    assert scores.wide.mean() == pytest.approx(ABSTAIN, abs=0.04)
    assert (scores.low <= scores.mean).all()
    assert (scores.mean <= scores.high).all()


def test_the_ranker_learns_from_picks_and_rejects_alone() -> None:
    data, labels = made(120)
    pairs = tuple(Pair(a, b) for a in range(90, 120) for b in range(90, 120) if _better(data, a, b))
    only = Labels(
        tuple(label for label in labels.ratings if label.photo_id < 90 and label.series % 50 > 48), pairs
    )
    flagged = training_set(data.table, only, {row: row for row in range(120)})
    assert not flagged.rated[90:].any()
    direction = fit_ranker(flagged, np.ones(120, bool))
    merit = photo_features(flagged) @ direction
    right = np.mean([merit[pair.picked] > merit[pair.rejected] for pair in pairs])
    assert right > 0.8
    assert len(fit_ranker(flagged, np.arange(120) < 60)) == 0  # none of its pairs is there


def _better(data: TrainingSet, a: int, b: int) -> bool:
    # One series: a third picked, the rest rejected.
    return (data.level[a] >= 4) and (data.level[b] < 4)


def test_burst_winners_count_by_chance_where_all_look_the_same() -> None:
    data, _ = made(90)
    flat = Results(data, 0).winners(Judged([np.zeros(90)]))
    best = Results(data, 0).winners(Judged([data.level.astype(float)]))
    assert flat is not None
    assert best is not None
    assert best.value == 1.0
    assert 0.3 < flat.value < 0.6


def test_cancel_stops_between_fits() -> None:
    data, labels = made(60)
    token = CancelToken()
    calls = []

    def told(done: int, total: int) -> None:
        calls.append((done, total))
        if done == 4:
            token.cancel()

    with pytest.raises(CancelledError):
        train(data, labels, "starter-2", token=token, told=told)
    assert [done for done, _ in calls] == [1, 2, 3, 4]


def test_where_the_starter_is_beaten_for_good() -> None:
    curve = [{"ratings": size, "mae": mae} for size, mae in ((10, 0.7), (20, 0.9), (40, 0.7), (80, 0.6))]
    assert beaten_at(curve, 0.8) == 40
    assert beaten_at(curve, 0.5) is None
    assert worse_than({"mae": {"value": 0.7}}, {"mae": {"value": 0.6}})


def test_features_hold_attributes_squares_and_the_starters_mean() -> None:
    found = features(np.ones((1, 2)), np.array([[3.0, -2.0]]), np.array([[0, 0, 0, 0.5, 0.5]]))
    assert found.tolist() == [[1, 1, 3, -2, 9, 4, 4.5]]


def test_a_head_knows_its_attributes_by_name() -> None:
    data, _ = made(30)
    width = WIDTH + 2 * 2 + 1
    stored: StoredHead = head(
        5,
        attribute_names=data.table.attribute_names,
        weight=np.ones((1, width)),
        centre=np.zeros(width),
        scale=np.ones(width),
    )
    turned = replace(
        data.table,
        attribute_names=tuple(reversed(data.table.attribute_names)),
        attributes=data.table.attributes[:, ::-1],
    )
    assert np.allclose(data.table.probabilities(stored), turned.probabilities(stored))


def test_series_of_one_moment_are_drawn_together() -> None:
    data, _ = made(40)
    # Two moments of ten series: all of the one are won, all of the other lost.
    pairs = np.arange(40).reshape(20, 2)
    data = replace(data, group=np.repeat([0, 1], 20), contests=tuple((pair, pair[:1]) for pair in pairs))
    said = np.where(np.arange(40) < 20, np.arange(40) % 2 == 0, np.arange(40) % 2 == 1).astype(float)
    found = Results(data, 0).winners(Judged([said]))
    assert found is not None
    assert (found.value, found.low, found.high) == (0.5, 0.0, 1.0)


def test_the_curve_holds_the_starter_against_the_photos_it_is_measured_on() -> None:
    data, _ = made(60)
    fold = np.arange(60) // 3 % FOLDS
    shown = fold < training.CURVE_FOLDS
    # Where nobody looks the starter is hopeless.
    starter = np.where(shown[:, None], np.eye(5)[data.level - 1], np.eye(5)[(data.level + 1) % 5])
    data = replace(data, table=replace(data.table, starter=starter))
    _, error = training.learning_curve(data, ("ordinal", 0.3), fold, 0, CancelToken())
    assert error == 0.0
