"""A photo's score from its faces."""

from __future__ import annotations

import pytest

from photo_curator.domain.aggregation import mix, photo_score, prominence
from photo_curator.domain.face import Attribute, Face
from photo_curator.domain.geometry import Box, Landmarks, Size
from photo_curator.domain.score import Score, Verdict

PICTURE = Size(1000, 1000)


def score_of(mean: float, width: float = 1.0) -> Score:
    low_level = min(int(mean), 4)
    share = mean - low_level
    probabilities = [0.0] * 5
    probabilities[low_level - 1], probabilities[low_level] = 1 - share, share
    return Score(tuple(probabilities), mean, mean - width / 2, mean + width / 2)  # type: ignore[arg-type]


def face(box: Box, mean: float | None, eyes_open: float = 1.0, width: float = 1.0) -> Face:
    x, y = box.centre
    return Face(
        0,
        box,
        Landmarks((x - 5, y), (x + 5, y), (x, y + 4), (x - 4, y + 8), (x + 4, y + 8)),
        0.99,
        None if mean is None else score_of(mean, width),
        {Attribute.EYES_OPEN: eyes_open},
        "",
    )


MAIN = Box(350, 350, 650, 650)
BESIDE = Box(660, 360, 930, 640)
FAR_OFF = Box(10, 10, 60, 60)


def test_one_face_gives_its_score_to_the_photo() -> None:
    verdict, score = photo_score([face(MAIN, 4.2)], PICTURE)
    assert verdict is Verdict.SCORE
    assert score is not None
    assert score.mean == pytest.approx(4.2)
    assert sum(score.probabilities) == pytest.approx(1)


def test_the_large_central_face_counts_more_than_a_passer_by() -> None:
    _, score = photo_score([face(MAIN, 4.5), face(FAR_OFF, 1.5)], PICTURE)
    assert score is not None
    assert score.mean > 4.0


def test_a_main_face_with_shut_eyes_pulls_the_photo_down_to_its_own_score() -> None:
    _, open_eyed = photo_score([face(MAIN, 4.5), face(BESIDE, 4.4)], PICTURE)
    _, blinking = photo_score([face(MAIN, 4.5), face(BESIDE, 1.8, eyes_open=0.05)], PICTURE)
    assert open_eyed is not None
    assert blinking is not None
    assert blinking.mean == pytest.approx(1.8)
    assert open_eyed.mean > 4.3


def test_the_own_face_leads_wherever_it_stands() -> None:
    own = face(FAR_OFF, 4.6)
    _, score = photo_score([face(MAIN, 2.0), own], PICTURE, own)
    assert score is not None
    assert score.mean == pytest.approx(4.6)
    # But its own shut eyes count, and so does a blink of somebody as large.
    blinking = face(FAR_OFF, 1.3, eyes_open=0.05)
    _, score = photo_score([face(MAIN, 4.0), blinking], PICTURE, blinking)
    assert score is not None
    assert score.mean == pytest.approx(1.3)
    _, score = photo_score([face(MAIN, 1.4, eyes_open=0.05), own], PICTURE, own)
    assert score is not None
    assert score.mean == pytest.approx(1.4)
    # Too small to be judged, it leads nothing.
    unjudged = face(FAR_OFF, None)
    _, score = photo_score([face(MAIN, 2.0), unjudged], PICTURE, unjudged)
    assert score is not None
    assert score.mean == pytest.approx(2.0)


def test_a_passer_by_may_blink() -> None:
    _, score = photo_score([face(MAIN, 4.5), face(FAR_OFF, 1.5, eyes_open=0.05)], PICTURE)
    assert score is not None
    assert score.mean > 4.0


def test_shut_eyes_never_raise_a_photo() -> None:
    _, score = photo_score([face(MAIN, 1.2), face(BESIDE, 3.0, eyes_open=0.0)], PICTURE)
    assert score is not None
    assert score.mean < 3.0


def test_faces_without_a_score_carry_no_weight() -> None:
    _, score = photo_score([face(MAIN, 4.0), face(BESIDE, None)], PICTURE)
    assert score is not None
    assert score.mean == pytest.approx(4.0)


def test_only_unjudged_faces_mean_cannot_tell() -> None:
    assert photo_score([face(FAR_OFF, None)], PICTURE) == (Verdict.CANNOT_TELL, None)


def test_too_wide_an_interval_means_cannot_tell_but_keeps_the_score() -> None:
    verdict, score = photo_score([face(MAIN, 3.0, width=3.5)], PICTURE)
    assert verdict is Verdict.CANNOT_TELL
    assert score is not None


def test_prominence_falls_towards_the_edge() -> None:
    centre = face(Box(450, 450, 550, 550), 3)
    corner = face(Box(0, 0, 100, 100), 3)
    assert prominence(centre, PICTURE) > prominence(corner, PICTURE) > 0


def test_mix_weighs_everything_alike() -> None:
    mixed = mix([(score_of(2.0), 0.25), (score_of(4.0), 0.75)])
    assert mixed.mean == pytest.approx(3.5)
    assert mixed.low == pytest.approx(0.25 * 1.5 + 0.75 * 3.5)
    assert sum(mixed.probabilities) == pytest.approx(1)
