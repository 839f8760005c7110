from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_curator.domain.capture import Capture
from photo_curator.domain.danger import (
    ARMS_LENGTH_REACH,
    ENOUGH_SELFIE,
    FARTHEST_REACH,
    Clue,
    Danger,
    DangerVerdict,
    PhotoDanger,
    assess,
    logit,
    selfie_evidence,
    sigmoid,
)
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Box, Landmarks, Size

SIZE = Size(4000, 3000)
NOTHING = Capture()
THRESHOLDS = {"height": 0.8, "water": 0.9, "animal": 0.6}

probabilities = st.floats(0, 1)
readings = st.dictionaries(st.sampled_from(sorted(THRESHOLDS)), probabilities, min_size=1)
reaches = st.floats(0.01, 0.9)


def face(reach: float, x: float = 0.5, y: float = 0.5) -> Face:
    """A face of that reach (height over the root of the area), centred at (x, y) of the picture."""
    height = reach * math.sqrt(SIZE.width * SIZE.height)
    middle_x, middle_y = x * SIZE.width, y * SIZE.height
    box = Box(middle_x - 0.4 * height, middle_y - height / 2, middle_x + 0.4 * height, middle_y + height / 2)
    return Face(0, box, Landmarks(*[(middle_x, middle_y)] * 5), 0.99, None, {}, "")


def evidence(*reaches: float, capture: Capture = NOTHING, **place: float) -> float:
    return selfie_evidence([face(reach, **place) for reach in reaches], SIZE, capture).probability


@given(readings, st.floats(0.001, 0.999 * FARTHEST_REACH), st.integers(0, 6))
def test_without_selfie_evidence_no_scenery_is_a_danger(
    hazards: dict[str, float], reach: float, count: int
) -> None:
    selfie = evidence(*[reach] * count)
    assert selfie == 0
    assert assess(selfie, hazards, THRESHOLDS) == Danger(0.0)


@given(reaches, reaches, st.floats(0, 1), st.floats(0, 1))
def test_a_nearer_face_is_never_less_of_a_selfie(one: float, other: float, x: float, y: float) -> None:
    near, far = max(one, other), min(one, other)
    assert evidence(near, x=x, y=y) >= evidence(far, x=x, y=y) - 1e-12


@given(reaches, st.integers(1, 12))
def test_one_more_face_is_never_more_of_a_selfie(reach: float, count: int) -> None:
    assert evidence(*[reach] * (count + 1)) <= evidence(*[reach] * count)


@given(reaches, probabilities, probabilities)
def test_a_surer_classifier_is_never_less_of_a_selfie(reach: float, one: float, other: float) -> None:
    def with_classifier(value: float) -> float:
        return selfie_evidence([face(reach)], SIZE, Capture(), value).probability

    assert with_classifier(max(one, other)) >= with_classifier(min(one, other))


@given(readings, probabilities, probabilities, probabilities, st.sampled_from(sorted(THRESHOLDS)))
def test_danger_is_monotone_and_inside_its_interval(
    hazards: dict[str, float], selfie: float, more_selfie: float, more: float, name: str
) -> None:
    found = assess(selfie, hazards, THRESHOLDS)
    assert 0 <= found.low <= found.probability + 1e-3
    assert found.probability <= found.high + 1e-3
    assert found.high <= 1
    assert found.probability <= selfie + 1e-9
    surer = assess(max(selfie, more_selfie), hazards, THRESHOLDS)
    worse = assess(selfie, {**hazards, name: max(more, hazards.get(name, 0.0))}, THRESHOLDS)
    assert surer.probability >= found.probability
    assert worse.probability >= found.probability - 1e-12
    assert surer.flagged >= found.flagged
    assert worse.flagged >= found.flagged


@given(readings, probabilities)
def test_flagged_is_any_seen_hazard_with_enough_evidence(hazards: dict[str, float], selfie: float) -> None:
    seen = any(p >= THRESHOLDS[name] for name, p in hazards.items())
    assert assess(selfie, hazards, THRESHOLDS).flagged == (seen and selfie >= ENOUGH_SELFIE)


def test_evidence_by_hand() -> None:
    assert evidence(ARMS_LENGTH_REACH) == pytest.approx(sigmoid(-2.0 + 2.9))
    halfway = math.sqrt(ARMS_LENGTH_REACH * FARTHEST_REACH)
    assert evidence(halfway) == pytest.approx(sigmoid(-2.0 + 1.45))
    assert evidence(0.3, *[0.2] * 5) == pytest.approx(sigmoid(-2.0 + 2.9 - 0.7))
    corner = selfie_evidence([face(0.3, 1.0, 1.0)], SIZE, Capture())
    assert corner.probability == pytest.approx(sigmoid(-2.0 + 2.9 - 1.5))
    assert Clue.ASIDE in corner.clues


def test_the_camera_speaks_for_itself() -> None:
    front = Capture(lens="iPhone 15 Pro front TrueDepth camera 2.69mm f/1.9")
    back = Capture(lens="iPhone 15 Pro back triple camera 6.86mm f/1.78")
    portrait = Capture(lens="EF85mm f/1.8", focal_length_mm=85.0)
    alone = evidence(0.3)
    assert evidence(0.3, capture=front) > 0.95
    assert evidence(0.3, capture=replace(Capture(), front_camera=True)) > 0.95
    assert evidence(0.3, capture=back) < ENOUGH_SELFIE < alone < 0.75
    assert evidence(0.3, capture=portrait) < ENOUGH_SELFIE
    # A front camera without a face: some evidence, not enough.
    assert 0 < evidence(capture=front) < ENOUGH_SELFIE
    # "Frontier" is no front camera.
    assert evidence(capture=Capture(lens="Frontier 28mm")) == 0


def test_danger_by_hand() -> None:
    found = assess(0.8, {"height": 0.8, "water": 0.85}, THRESHOLDS)
    assert (found.hazard, found.flagged) == ("height", True)
    assert found.probability == pytest.approx(0.4)
    assert found.low == pytest.approx(sigmoid(logit(0.8) - 1.0) * sigmoid(-0.7))
    assert found.high == pytest.approx(sigmoid(logit(0.8) + 1.0) * sigmoid(0.7))
    # Under a higher threshold the same reading names another hazard, and flags nothing.
    after = assess(0.8, {"height": 0.8, "water": 0.85}, {"height": 0.95, "water": 0.9})
    assert (after.hazard, after.flagged) == ("water", False)
    # What has no threshold is not judged.
    assert assess(0.9, {"fire": 1.0}, THRESHOLDS) == Danger(0.9)


def test_the_users_word_comes_first() -> None:
    flagged = Danger(0.9, 0.8, 0.5, 0.9, "water", flagged=True)
    assert PhotoDanger(flagged).flagged
    assert not PhotoDanger(flagged, verdict=DangerVerdict.FALSE_ALARM).flagged
    assert PhotoDanger(None, verdict=DangerVerdict.DANGEROUS).flagged
    assert not PhotoDanger().flagged
