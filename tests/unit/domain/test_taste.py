"""Moments, readiness, what stars mean, and the arrays behind re-scoring."""

from __future__ import annotations

import numpy as np
import pytest

from photo_curator.domain.aggregation import photo_score
from photo_curator.domain.errors import UsageError
from photo_curator.domain.face import Attribute, Face
from photo_curator.domain.face_table import FaceTable
from photo_curator.domain.geometry import Box, Landmarks, Size
from photo_curator.domain.moments import MOMENT_SECONDS, SERIES_SECONDS, Shot, grouped
from photo_curator.domain.rating import UNKNOWN_PROGRAM, program_of, source_of
from photo_curator.domain.score import Verdict
from photo_curator.domain.taste import Label, check_meaning, readiness
from photo_curator.domain.taste_head import Reach, quantiles
from photo_curator.domain.teaching import expected, most_useful
from photo_curator.ml.heads import score_of


def together(groups: dict[int, int]) -> set[frozenset[int]]:
    return {frozenset(one for one in groups if groups[one] == number) for number in groups.values()}


def test_photos_without_a_long_pause_between_them_are_one_moment() -> None:
    shots = [Shot(1, "/a/", 0.0), Shot(2, "/a/", 1700.0), Shot(3, "/a/", 3400.0), Shot(4, "/a/", 9000.0)]
    shots += [Shot(5, "/b/", 10.0), Shot(6, "/b/", 15.0)]
    assert together(grouped(shots, MOMENT_SECONDS)) == {
        frozenset({1, 2, 3}),
        frozenset({4}),
        frozenset({5, 6}),
    }
    assert together(grouped(reversed(shots), SERIES_SECONDS)) == {
        frozenset({5, 6}), *(frozenset({one}) for one in (1, 2, 3, 4))
    }  # fmt: skip


def test_photos_without_a_time_stand_alone_unless_they_look_the_same() -> None:
    shots = [
        Shot(1, "/a/", None, "x"),
        Shot(2, "/a/", None, "y"),
        Shot(3, "/a/", None, "x"),
        Shot(4, "/b/", None, "x"),
    ]
    assert together(grouped(shots, MOMENT_SECONDS)) == {frozenset({1, 3}), frozenset({2}), frozenset({4})}
    copies = [Shot(1, "/a/", 50.0, "x"), Shot(2, "/a/", None, "x")]
    assert together(grouped(copies, MOMENT_SECONDS)) == {frozenset({1, 2})}


def labels(*counts: int, moments: int = 100) -> list[Label]:
    levels = [level for level, count in enumerate(counts, start=1) for _ in range(count)]
    return [Label(row, level, "photo-curator", row % moments, row) for row, level in enumerate(levels)]


def test_too_few_ratings_say_how_many_of_which_are_missing() -> None:
    found = readiness(labels(4, 9, 9, 9, 3))
    assert (found.ready, found.missing) == (False, {1: 1, 5: 2})
    assert found.sentence == (
        "Your taste needs at least 5 rated photos with a face at each level; still missing: "
        "1 more with 1 star and 2 more with 5 stars."
    )
    assert readiness(labels(5, 5, 5, 5, 5)).ready
    assert "1 moment;" in readiness(labels(5, 5, 5, 5, 5, moments=1)).sentence


@pytest.mark.parametrize("levels", [(1, 2, 3), (1, 2, 3, 4, 6), (5, 4, 3, 2, 1), (-1, 0, 0, 0, 0)])
def test_stars_cannot_mean_just_anything(levels: tuple[int, ...]) -> None:
    with pytest.raises(UsageError):
        check_meaning(levels)
    assert check_meaning((4, 4, 0, 5, 5)) == (4, 4, 0, 5, 5)


def test_a_source_names_its_program() -> None:
    assert program_of(source_of("xmp sidecar", "digiKam")) == "digiKam"
    assert (source_of("xmp sidecar", ""), program_of("xmp sidecar")) == ("xmp sidecar", UNKNOWN_PROGRAM)


def test_many_quantiles_at_once_are_those_of_one() -> None:
    shares = np.random.default_rng(0).dirichlet(np.full(5, 0.4), 200)
    scores = [score_of(row.tolist()) for row in shares]
    assert np.allclose(quantiles(shares, 0.1), [score.low for score in scores])
    assert np.allclose(quantiles(shares, 0.9), [score.high for score in scores])


def test_all_photos_at_once_are_scored_as_one_by_one() -> None:
    random = np.random.default_rng(3)
    size = Size(4000, 3000)
    photos: list[list[Face]] = []
    for _ in range(300):
        faces = []
        for _ in range(random.integers(1, 5)):
            x, y, side = random.uniform(0, 3000), random.uniform(0, 2000), random.uniform(90, 900)
            eyes = float(random.choice([0.1, 0.9]))
            score = score_of(random.dirichlet(np.full(5, 0.8)).tolist())
            points = Landmarks(*[(0.0, 0.0)] * 5)
            box = Box(x, y, x + side, y + 1.2 * side)
            faces.append(
                Face(0, box, points, float(random.uniform(0.8, 1)), score, {Attribute.EYES_OPEN: eyes}, "")
            )
        photos.append(faces)
    flat = [(row, face) for row, faces in enumerate(photos) for face in faces]
    table = FaceTable(
        face_ids=np.arange(len(flat)),
        photo_ids=np.arange(len(photos)),
        photo=np.array([row for row, _ in flat]),
        boxes=np.array([[f.box.x1, f.box.y1, f.box.x2, f.box.y2] for _, f in flat]),
        sizes=np.tile([float(size.width), size.height], (len(flat), 1)),
        detection=np.array([f.detection for _, f in flat]),
        starter=np.array([f.score.probabilities for _, f in flat if f.score]),
        attribute_names=(Attribute.EYES_OPEN,),
        attributes=np.array([[f.attributes[Attribute.EYES_OPEN]] for _, f in flat]),
        embedding=np.zeros((len(flat), 0), np.float32),
    )
    found = table.photo_scores(table.probabilities(None), Reach())
    for row, faces in enumerate(photos):
        verdict, score = photo_score(faces, size)
        assert score is not None
        assert found.probabilities[row] == pytest.approx(score.probabilities)
        assert (found.mean[row], found.low[row], found.high[row]) == pytest.approx(
            (score.mean, score.low, score.high)
        )
        assert bool(found.wide[row]) is (verdict is Verdict.CANNOT_TELL)


def queue(random: np.random.Generator, ratings: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Chosen rows of 300 candidates in 100 series, what their owner feels, and the series."""
    features = random.normal(size=(300, 8))
    felt, series = features[:, 7], np.arange(300) // 3
    known = random.normal(size=(ratings, 8))
    level = 1 + np.searchsorted([-1, -0.4, 0.4, 1.2], known[:, 7])
    guess, asked = random.normal(size=300), 90 + np.arange(ratings) % 5
    level = level.astype(np.int64)
    again = [most_useful(features, guess, series, known, level, asked, 6, count) for _ in range(2)]
    assert np.array_equal(*again)
    return again[0], felt, series


def test_the_queue_asks_for_one_photo_of_a_series_before_a_second_of_any() -> None:
    chosen, _, series = queue(np.random.default_rng(0), 0, 100)
    assert sorted(series[chosen]) == list(range(100))
    chosen, _, series = queue(np.random.default_rng(0), 10, 95)
    assert len(set(series[chosen].tolist())) == 95
    assert not set(series[chosen].tolist()) & {90, 91, 92, 93, 94}  # these have been asked about
    chosen, _, series = queue(np.random.default_rng(0), 10, 130)
    assert len(set(chosen.tolist())) == 130
    assert len(queue(np.random.default_rng(0), 3, 1000)[0]) == 300


def test_the_queue_looks_for_levels_that_are_still_missing() -> None:
    random = np.random.default_rng(2)
    features, known = random.normal(size=(1000, 8)), random.normal(size=(60, 8))
    felt = np.searchsorted([-1, -0.4, 0.4, 1.2], known[:, 7]) + 1
    few = np.flatnonzero((felt > 1) & (felt < 5))  # no 1, no 5
    chosen = most_useful(
        features,
        np.zeros(1000),
        np.arange(1000),
        known[few],
        felt[few].astype(np.int64),
        np.full(len(few), -1),
        6,
        20,
    )
    hits = np.isin(np.searchsorted([-1, -0.4, 0.4, 1.2], features[chosen, 7]) + 1, [1, 5]).mean()
    assert hits > 2 * ((features[:, 7] < -1) | (features[:, 7] > 1.2)).mean()


def test_the_queue_asks_for_some_of_every_level_the_ratings_let_expect() -> None:
    chosen, felt, _ = queue(np.random.default_rng(1), 200, 20)
    # Spread over all that is there: a random twenty would leave some fifth nearly empty.
    fifths = np.searchsorted(np.quantile(felt, [0.2, 0.4, 0.6, 0.8]), felt[chosen])
    assert np.bincount(fifths, minlength=5).min() >= 2
    merit = expected(np.eye(3), np.zeros(3), np.eye(3)[:2], np.array([5, 1]), 0)
    assert merit[0] > merit[2] > merit[1]
    assert list(expected(np.eye(3), np.arange(3.0), np.eye(3)[:0], np.array([], np.int64), 0)) == [0, 1, 2]
