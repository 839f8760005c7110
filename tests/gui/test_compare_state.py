"""What the Compare page knows, without widgets: order, panes, persons, what Enter keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from photo_curator.domain.best_shot import BestShot, Candidate, Fault, Lead, MatchedBy, best_shot
from photo_curator.domain.burst import Burst, BurstKind, BurstRule
from photo_curator.domain.face import Face
from photo_curator.domain.operations import KeepBest
from photo_curator.domain.photo import Photo
from photo_curator.domain.rating import Flag
from photo_curator.gui.burst_words import verdict_words
from photo_curator.gui.compare import words
from photo_curator.gui.compare.comparison import Comparison, compared
from photo_curator.gui.compare.linked import part_around, placed, seen, shares, visible
from photo_curator.gui.compare.state import Arrangement, Base, CompareState, View
from photo_curator.gui.loupe.geometry import Placement
from tests.gui.pages_fixtures import GOOD_FACE, make_face, make_photo


def person(x: float, **attributes: float) -> Face:
    box = (x - 100, 600, x + 100, 800)
    return make_face(int(x), box, attributes={**GOOD_FACE, **attributes})


def judged(photos: list[Photo]) -> BestShot:
    return best_shot([Candidate(photo.summary.id, photo.summary.size, photo.faces) for photo in photos])


def put(photos: list[Photo], kind: BurstKind | None = BurstKind.BURST) -> Comparison:
    ids = tuple(photo.summary.id for photo in photos)
    burst = None if kind is None else Burst(ids[0], kind, BurstRule.VENDOR, ids, ids[0], None, ids[0], False)
    return compared(
        [photo.summary for photo in photos],
        {photo.summary.id: photo.faces for photo in photos if photo.faces},
        judged(photos),
        burst,
    )


@pytest.fixture
def photos() -> list[Photo]:
    """Five frames; the third is best, the fourth shuts its eyes, in the fifth nobody is found."""
    sharpness = [0.5, 0.7, 0.95, 0.95]
    eyes = [0.95, 0.95, 0.95, 0.05]
    faces = [
        (person(700 + 30 * number, sharpness=sharp, eyes_open=open_),)
        for number, (sharp, open_) in enumerate(zip(sharpness, eyes, strict=True))
    ]
    return [
        make_photo(number, f"/p/{number}.jpg", faces=found, stars=0, source="")
        for number, found in enumerate([*faces, ()], start=1)
    ]


@pytest.fixture
def state(photos: list[Photo]) -> CompareState:
    state = CompareState()
    state.show(put(photos))
    return state


def shown(state: CompareState) -> list[int]:
    return [frame.id for frame in state.shown]


def test_the_best_comes_first_and_the_survey_is_in_order_of_time(state: CompareState) -> None:
    assert shown(state) == [3, 2, 1]
    assert state.focus == 3
    state.arrange(Arrangement.TWO)
    assert shown(state) == [3, 2]
    state.arrange(Arrangement.SURVEY)
    assert shown(state) == [1, 2, 3, 4, 5]


def test_others_pass_by_the_best(state: CompareState) -> None:
    for _ in range(3):
        state.go(1)
    assert (shown(state), state.focus) == ([3, 1, 4], 4)
    assert [frame.id for frame in state.waiting] == [5, 2]
    state.go(5)
    assert (shown(state), state.focus) == ([3, 4, 5], 5)
    state.go(1)
    assert state.focus == 5
    state.choose(2)
    assert (shown(state), state.focus) == ([3, 2, 1], 2)
    state.go(-1)
    assert (shown(state), state.focus) == ([3, 2, 1], 3)


def test_enter_keeps_the_best_or_where_the_user_went(photos: list[Photo], state: CompareState) -> None:
    assert state.keeping == KeepBest((3,), (1, 2, 4, 5))
    assert words.keep_words(state) == "Keep best (frame 3), reject 4"
    state.advance()  # after a rating: that is no choice
    assert state.focus == 2
    assert state.keeping == KeepBest((3,), (1, 2, 4, 5))
    state.go(1)
    assert state.keeping == KeepBest((1,), (2, 3, 4, 5))
    assert words.keep_words(state) == "Keep frame 1, reject 4"
    picked = [
        replace(photo, summary=replace(photo.summary, flag=Flag.PICK if photo.summary.id == 4 else Flag.NONE))
        for photo in photos
    ]
    state.show(put(picked))
    assert state.focus == 1  # the same frames: nothing moves
    assert state.keeping == KeepBest((1, 4), (2, 3, 5))


@pytest.mark.parametrize("kind", [BurstKind.BRACKET, BurstKind.PANORAMA])
def test_what_belongs_together_has_no_best(photos: list[Photo], kind: BurstKind) -> None:
    state = CompareState()
    state.show(put(photos, kind))
    assert state.keeping is None
    assert words.keep_words(state) == ""
    assert shown(state) == [1, 2, 3]
    state.go(3)
    assert shown(state) == [2, 3, 4]
    assert "belong together" in words.verdict(put(photos, kind))


def test_selected_photos_stay_in_place_while_they_are_rated(photos: list[Photo]) -> None:
    state = CompareState()
    state.show(put(photos[:2], None))
    assert state.keeping == KeepBest((1,), (2,))
    rated = replace(photos[1], summary=replace(photos[1].summary, effective_score=5.0))
    state.show(put([photos[0], rated], None))
    assert shown(state) == [1, 2]
    assert put([photos[0], rated], None).ranked == (2, 1)


def test_why_a_frame_won_or_lost(photos: list[Photo]) -> None:
    found = put(photos)
    told = {frame.id: [chip.text for chip in words.chips(found, frame, 0)] for frame in found.frames}
    assert told[3] == ["★ best pick", "eyes open"]
    assert told[1] == ["softer −47 %", "eyes open"]
    assert told[4] == ["eyes closed"]
    assert told[5] == ["no face found"]
    assert words.verdict(found) == "best pick is clear (next best: frame 2, softer)"
    assert words.title(found).endswith("5 frames")


def test_the_sharpest_face_is_named_only_where_it_is_seen_to_be(photos: list[Photo]) -> None:
    assert put(photos).sharpest(0) is None  # the third and the fourth are equally sharp
    assert put(photos[:3]).sharpest(0) == 3


def test_the_fault_of_somebody_else_is_told_as_such() -> None:
    pair = [
        make_photo(1, faces=(person(600), person(1300))),
        make_photo(2, faces=(person(610), person(1310, eyes_open=0.05))),
    ]
    found = put(pair)
    assert len(found.people) == 2
    texts = {who: [chip.text for chip in words.chips(found, found.frame(2), who)] for who in found.people}
    assert "somebody’s eyes closed" in texts[0]
    assert texts[1] == ["eyes closed"]


def test_a_face_that_is_not_found_is_looked_for_where_it_was(photos: list[Photo]) -> None:
    found = put(photos)
    assert found.matched_by is MatchedBy.POSITION
    held, near = found.anchor(found.frame(5), 0), found.anchor(found.frame(4), 0)
    assert held == near
    assert (near.x, near.y, near.width) == (790, 700, 200)


def test_persons_of_other_moments_are_the_most_prominent_faces(photos: list[Photo]) -> None:
    far = make_photo(9, faces=(person(150), make_face(2, (1500, 600, 1900, 1000))))
    found = put([photos[0], far], None)
    assert found.matched_by is None
    assert found.frame(9).face_of(found.people[0]) == far.faces[1]


def test_bursts_before_and_after(state: CompareState) -> None:
    state.set_queue((7, 1, 8, 9), 0)
    assert state.place() == (1, 4)
    assert state.upcoming(1) == (8, 9)
    assert state.upcoming(-1) == (7,)
    state.set_queue((7, 8, 9), 2)  # the present one is not in the list: two stand before it
    assert state.place() is None
    assert state.upcoming(1) == (9,)
    assert state.upcoming(-1) == (8, 7)


def test_another_burst_is_seen_as_closely_at_its_face(state: CompareState, photos: list[Photo]) -> None:
    state.set_view(View(Base.PIXELS, 1.5, 0.4, -0.2))
    state.show(put([replace(one, summary=replace(one.summary, id=one.summary.id + 10)) for one in photos]))
    assert state.view == View(Base.PIXELS, 1.5, 0.0, 0.0)
    assert state.focus == 13


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_what_is_seen_of_one_photo_is_seen_of_all(photos: list[Photo], rotation: int) -> None:
    found = put(photos)
    one = Placement(QSizeF(2000, 1500), QSizeF(300, 300), 1.0, rotation).zoomed_to(1.0, QPointF(720, 690))
    view = seen(one, found.anchor(found.frame(1), 0), None)
    assert view is not None
    again = placed(view, one.fit(), found.anchor(found.frame(1), 0))
    assert again.transform.map(QPointF(720, 690)) == QPointF(150, 150)
    # The second frame's face stands 30 pixels further right: so does what is seen of it.
    other = placed(view, one.fit(), found.anchor(found.frame(2), 0))
    assert other.centre == QPointF(750, 690)


def test_only_a_part_is_decoded_and_small_moves_need_no_other(photos: list[Photo]) -> None:
    placement = Placement(QSizeF(6000, 4000), QSizeF(400, 300)).zoomed_to(1.0, QPointF(3000, 2000))
    part = part_around(placement)
    assert part.contains(visible(placement))
    assert part.contains(visible(placement.moved(QPointF(-150, 100))))
    assert part.width() * part.height() < 2_000_000
    left, top, wide, high = shares(part, placement)
    assert QRectF(left * 6000, top * 4000, wide * 6000, high * 4000) == part


def test_faults_have_words() -> None:
    assert len({words.fault_words(fault) for fault in Fault}) == len(Fault)


def told(photo_id: int, *faces: Face) -> str:
    photos = [
        make_photo(number, f"/p/{number}.jpg", faces=(one,), stars=0, source="")
        for number, one in enumerate(faces, start=1)
    ]
    shot, ids = judged(photos), tuple(range(1, len(faces) + 1))
    burst = Burst(
        1, BurstKind.BURST, BurstRule.VENDOR, ids, shot.photo_id, shot.lead, shot.photo_id, chosen=False
    )
    assert shot.lead is Lead.CLOSE
    return verdict_words(photo_id, burst, shot)


def test_only_frames_that_are_close_are_called_so() -> None:
    faces = person(700), person(700, sharpness=0.1), person(700)
    assert told(1, *faces) == "Perhaps the best of 3: too close to call with #3"
    assert told(2, *faces) == "#2 of 3; the best is #1: softer"
    assert "too close to call" in told(3, *faces)


def test_a_blurred_best_is_set_beside_the_frame_that_outdoes_it_but_for_the_eyes() -> None:
    faces = (
        person(700, sharpness=0.2, eyes_open=0.6),
        person(700, sharpness=0.0, eyes_open=0.6),
        person(700, sharpness=0.95, eyes_open=0.3),
    )
    assert told(1, *faces) == "Perhaps the best of 3: too close to call with #3"
    assert told(3, *faces) == "#3 of 3; perhaps #1 is better, too close to call: eyes closed"
