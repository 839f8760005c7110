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
from photo_curator.domain.teaching import most_useful
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


def test_the_queue_asks_for_what_is_doubtful_and_new_and_not_for_the_same_twice() -> None:
    random = np.random.default_rng(0)
    corners = np.array([[5.0, 0, 0], [0, 5.0, 0], [0, 0, 5.0]])
    candidates = np.concatenate([corners.repeat(20, 0) + random.normal(0, 0.1, (60, 3)), np.zeros((1, 3))])
    rated = corners[:1] + random.normal(0, 0.1, (40, 3))
    chosen = most_useful(candidates, rated, np.ones(61), 2)
    # The first corner is known from the ratings; one of each of the others, not two of one.
    assert {int(row) // 20 for row in chosen} == {1, 2}
    doubt = np.where(np.arange(61) == 45, 3.0, 1.0)
    assert most_useful(candidates, rated, doubt, 1).tolist() == [45]
    assert len(set(most_useful(candidates, rated, doubt, 100).tolist())) == 61
