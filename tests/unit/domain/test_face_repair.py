"""What corrections make of detections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_curator.domain.face import Face, FaceOrigin
from photo_curator.domain.face_repair import (
    FaceCorrection,
    Repair,
    apply_corrections,
    contradicted,
    drawn_box,
    holding,
    place_of,
)
from photo_curator.domain.geometry import Box, Landmarks, Size

SIZE = Size(2000, 1000)
LIKENESS = "c3c3c3c3c3c3c3c3"
LEFT, RIGHT = Box(0.1, 0.2, 0.2, 0.4), Box(0.6, 0.2, 0.7, 0.4)


def said(kind: Repair, box: Box = LEFT, size: Size = SIZE, likeness: str = LIKENESS) -> FaceCorrection:
    return FaceCorrection(kind, box, size, likeness)


def moved(box: Box, across: float, down: float = 0.0) -> Box:
    return Box(box.x1 + across, box.y1 + down, box.x2 + across, box.y2 + down)


def face(box: Box, origin: FaceOrigin = FaceOrigin.DETECTED) -> Face:
    return Face(1, box.absolute(SIZE), Landmarks(*[(0.0, 0.0)] * 5), 1.0, None, {}, "k", origin)


def test_a_rejected_place_loses_its_face_and_no_other() -> None:
    nearly = moved(LEFT, 0.02, 0.02)
    assert apply_corrections([RIGHT, nearly], [said(Repair.REJECTED)]).kept == (0,)


def test_a_large_false_alarm_around_a_face_goes_without_the_face() -> None:
    around = Box(0.0, 0.0, 0.4, 0.8)
    assert apply_corrections([around, LEFT], [said(Repair.REJECTED, around)]).kept == (1,)


def test_an_added_face_is_missing_until_a_detector_finds_it() -> None:
    words = [said(Repair.ADDED)]
    assert apply_corrections([RIGHT], words).added == (LEFT,)
    assert apply_corrections([RIGHT, moved(LEFT, 0.02)], words).added == ()


def test_the_last_word_on_a_place_counts() -> None:
    add_then_reject = [said(Repair.ADDED), said(Repair.REJECTED, moved(LEFT, 0.01))]
    assert apply_corrections([], add_then_reject).added == ()
    reject_then_add = [said(Repair.REJECTED), said(Repair.ADDED)]
    assert apply_corrections([LEFT], reject_then_add) == apply_corrections([LEFT], [])
    assert apply_corrections([], reject_then_add).added == (LEFT,)


def test_detect_again_ends_what_was_said_before() -> None:
    words = [said(Repair.REJECTED), said(Repair.ANEW, Box(0, 0, 0, 0)), said(Repair.ADDED, RIGHT)]
    assert holding(words, SIZE, LIKENESS) == (words[2],)


@pytest.mark.parametrize(
    ("size", "likeness", "holds"),
    [
        (SIZE, "0000000000000000", True),  # edited at the same size
        (Size(1000, 500), LIKENESS, True),  # reduced
        (Size(2012, 1008), "c3c3c3c3c3c3c3c1", True),  # the RAW of the same picture
        (Size(1000, 500), "3c3c3c3c3c3c3c3c", False),  # cropped in its shape
        (Size(1000, 2000), LIKENESS, False),  # turned in the file
        (Size(1500, 1000), LIKENESS, False),  # cropped
    ],
)
def test_words_hold_for_the_picture_they_were_said_of(size: Size, likeness: str, holds: bool) -> None:
    assert bool(holding([said(Repair.ADDED)], size, likeness)) is holds


def test_stored_faces_that_cannot_stay() -> None:
    detected, by_hand = face(LEFT), face(RIGHT, FaceOrigin.ADDED)
    wanted = [said(Repair.ADDED, RIGHT)]
    assert contradicted([detected, by_hand], wanted, SIZE) == ()
    assert contradicted([detected, by_hand], [], SIZE) == (by_hand,)
    assert contradicted([detected, by_hand], [*wanted, said(Repair.REJECTED)], SIZE) == (detected,)
    assert contradicted([detected, by_hand], [*wanted, said(Repair.REJECTED, RIGHT)], SIZE) == (by_hand,)


def test_a_box_is_drawn_from_any_corner_and_cut_to_the_picture() -> None:
    assert drawn_box((600.0, 500.0), (-50.0, 100.0), SIZE) == Box(0.0, 0.1, 0.3, 0.5)
    assert drawn_box((600.0, 500.0), (603.0, 500.0), SIZE) is None
    assert place_of(Box(-3, 0, 2001, 1000), SIZE) == Box(0, 0, 1, 1)


shares = st.floats(0, 0.8)
boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h), shares, shares, st.floats(0.02, 0.2), st.floats(0.02, 0.2)
)
words = st.lists(st.builds(said, st.sampled_from([Repair.REJECTED, Repair.ADDED]), boxes), max_size=6)


@given(st.lists(boxes, max_size=6), words)
def test_what_is_kept_contradicts_nothing_and_the_last_word_is_done(
    found: list[Box], corrections: list[FaceCorrection]
) -> None:
    repaired = apply_corrections(found, corrections)
    left = [*(found[place] for place in repaired.kept), *repaired.added]
    if corrections:
        last = corrections[-1]
        near = any(box.iou(last.box) >= 0.4 for box in left)
        assert near is (last.kind is Repair.ADDED)
    stored = [
        *(face(found[place]) for place in repaired.kept),
        *(face(box, FaceOrigin.ADDED) for box in repaired.added),
    ]
    assert contradicted(stored, corrections, SIZE) == ()
