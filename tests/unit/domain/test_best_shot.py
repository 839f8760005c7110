"""The best frame of a burst: eyes first, then the rest; and how sure that is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_curator.domain.aggregation import EYES_SHUT_BELOW
from photo_curator.domain.best_shot import Candidate, Fault, Lead, MatchedBy, best_shot, match_people
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Box, Landmarks, Size
from photo_curator.domain.score import Score

SIZE = Size(4000, 3000)


def face(
    x: float = 2000, *, side: float = 600, mean: float = 3.0, judged: bool = True, **attributes: float
) -> Face:
    found = {"eyes_open": 0.9, "smile": 0.5, "sharpness": 0.7, "exposure": 0.8, "yaw": 0.0, **attributes}
    return Face(
        0,
        Box(x - side / 2, 1500 - side / 2, x + side / 2, 1500 + side / 2),
        Landmarks(*[(x, 1500.0)] * 5),
        0.99,
        Score((0, 0, 1, 0, 0), mean, mean, mean) if judged else None,
        found,
        "",
    )


def frame(number: int, *faces: Face, **more: object) -> Candidate:
    return replace(Candidate(number, SIZE, faces), **more)  # type: ignore[arg-type]


def faults(*frames: Candidate) -> list[Fault | None]:
    return [judged.fault for judged in best_shot(frames).frames]


def test_eyes_of_everyone_beat_one_great_smile() -> None:
    found = best_shot(
        [
            frame(1, face(1200, smile=1.0, sharpness=0.9), face(2800, eyes_open=0.1, smile=1.0)),
            frame(2, face(1200, smile=0.1), face(2800, smile=0.1)),
        ]
    )
    assert (found.photo_id, found.lead) == (2, Lead.CLEAR)
    assert found.frames[0].fault is Fault.EYES_SHUT
    assert found.frames[1].fault is None


def test_a_blurred_face_with_open_eyes_wins_but_not_clearly() -> None:
    blurred = frame(1, face(eyes_open=EYES_SHUT_BELOW + 0.1, sharpness=0.1))
    found = best_shot([blurred, frame(2, face(eyes_open=EYES_SHUT_BELOW - 0.05, sharpness=0.8))])
    assert (found.photo_id, found.lead, found.frames[1].fault) == (1, Lead.CLOSE, Fault.EYES_SHUT)


@pytest.mark.parametrize(
    ("worse", "fault"),
    [
        ({"sharpness": 0.2}, Fault.SOFTER),
        ({"yaw": -60.0}, Fault.TURNED),
        ({"eyes_open": 0.5}, Fault.LESS_OPEN),
        ({"smile": 0.0}, Fault.SMILE),
        ({"exposure": 0.1}, Fault.EXPOSURE),
    ],
)
def test_each_fault_is_named(worse: dict[str, float], fault: Fault) -> None:
    assert faults(frame(1, face(**worse)), frame(2, face())) == [fault, None]


def test_who_is_missing_or_not_seen_at_all_comes_last() -> None:
    both, one = (face(1200), face(2800)), (face(1200, sharpness=1.0),)
    assert faults(frame(1, *one), frame(2, *both), frame(3, *both), frame(4)) == [
        Fault.MISSING, None, Fault.ALIKE, Fault.NO_FACE,
    ]  # fmt: skip
    # A frame with somebody's eyes shut still shows more than one in which nobody is found.
    assert best_shot([frame(1), frame(2, face(eyes_open=0.1))]).photo_id == 2


def test_passers_by_and_faces_in_the_background_do_not_count() -> None:
    assert (
        best_shot(
            [frame(1, face(), face(400, side=100, eyes_open=0.0)), frame(2, face(sharpness=0.3))]
        ).photo_id
        == 1
    )
    frames = [frame(n, face(sharpness=0.5)) for n in range(4)]
    frames.append(frame(9, face(sharpness=0.9), face(3600, sharpness=0.0)))
    assert best_shot(frames).photo_id == 9


def test_people_are_followed_through_the_frames() -> None:
    left, right = face(1200), face(2800)
    frames = [
        frame(1, left, right),
        frame(2, face(2600), face(1000)),
        frame(3, face(2300), face(3900, side=200)),
    ]
    assert match_people(frames) == [{0: 0, 1: 1}, {0: 1, 1: 0}, {0: 1, 1: 2}]


def test_who_is_known_is_found_wherever_they_stand() -> None:
    swapped = [
        frame(1, face(1200), face(2800), identities={0: 7, 1: 8}),
        frame(2, face(1250), face(2750), identities={0: 8, 1: 7}),
        frame(3, face(1200), face(2800), face(3600), identities={1: 9}),
    ]
    assert match_people(swapped) == [{0: 0, 1: 1}, {0: 1, 1: 0}, {0: 1, 1: 2, 2: 3}]
    assert best_shot(swapped[:2]).matched_by is MatchedBy.IDENTITY
    assert best_shot(swapped).matched_by is MatchedBy.BOTH
    assert best_shot([frame(1, face()), frame(2, face())]).matched_by is MatchedBy.POSITION


def test_the_cameras_choice_counts_only_among_equals() -> None:
    sharp, soft = face(), face(sharpness=0.1)
    assert best_shot([frame(1, sharp), frame(2, soft, primary=True)]).photo_id == 1
    found = best_shot([frame(1, sharp), frame(2, sharp), frame(3, sharp, primary=True)])
    assert (found.photo_id, found.lead) == (3, Lead.CLOSE)
    assert best_shot([frame(1, sharp), frame(2, sharp)]).photo_id == 1


def test_the_personal_head_speaks_where_there_is_one() -> None:
    frames = [frame(1, face(mean=2.0)), frame(2, face(mean=4.0))]
    assert best_shot(frames).lead is Lead.CLOSE
    found = best_shot([replace(one, personal=True) for one in frames])
    assert (found.photo_id, found.lead, found.frames[0].fault) == (2, Lead.CLEAR, Fault.TASTE)


def test_the_burst_ranker_decides_only_among_equals() -> None:
    alike = [
        frame(1, face(), ranked=0.0),
        frame(2, face(), ranked=2.0),
        frame(3, face(), primary=True, ranked=1.9),
    ]
    found = best_shot(alike)
    assert (found.photo_id, found.lead) == (2, Lead.CLOSE)
    assert [one.fault for one in found.frames] == [Fault.TASTE, None, Fault.ALIKE]
    # Neither sharpness nor eyes are made good by it, and it must be sure enough to be heard.
    assert best_shot([frame(1, face(), ranked=0.0), frame(2, face(sharpness=0.3), ranked=9.0)]).photo_id == 1
    assert best_shot([frame(1, face(), ranked=0.0), frame(2, face(eyes_open=0.1), ranked=9.0)]).photo_id == 1
    assert best_shot([frame(1, face(), ranked=0.0), frame(2, face(), ranked=0.9)]).photo_id == 1
    assert best_shot([frame(1, face()), frame(2, face(), ranked=9.0)]).photo_id == 1  # one it could not read
    # Where there is a ranker the level has no second say.
    frames = [frame(1, face(mean=2.0), ranked=0.0), frame(2, face(mean=4.0), ranked=0.0)]
    assert best_shot([replace(one, personal=True) for one in frames]).lead is Lead.CLOSE


def test_without_faces_technique_decides() -> None:
    found = best_shot([frame(1, technical=2.0), frame(2, technical=3.5), frame(3, technical=None)])
    assert (found.photo_id, found.lead) == (2, Lead.CLEAR)
    assert found.frames[0].fault is Fault.TECHNICAL
    assert best_shot([frame(1, technical=3.5), frame(2, technical=3.55)]).lead is Lead.CLOSE


faces = st.builds(
    face,
    st.floats(300, 3700),
    side=st.floats(100, 1200),
    judged=st.sampled_from([True, True, True, False]),
    eyes_open=st.floats(0, 1),
    smile=st.floats(0, 1),
    sharpness=st.floats(0, 1),
    yaw=st.floats(-90, 90),
    mean=st.floats(1, 5),
)
bursts = st.lists(
    st.builds(
        lambda found, primary, personal: (found, primary, personal),
        st.lists(faces, max_size=3),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
).map(
    lambda rows: [
        frame(n, *found, primary=primary, personal=personal)
        for n, (found, primary, personal) in enumerate(rows)
    ]
)


def main_eyes(candidate: Candidate) -> list[float]:
    """Eyes of the largest judged face: whatever counts as a main face, it does."""
    judged = [one for one in candidate.faces if one.score is not None]
    return [one.attributes["eyes_open"] for one in judged]


@given(bursts)
def test_never_a_shut_eye_where_all_eyes_are_open_elsewhere(frames: list[Candidate]) -> None:
    found = best_shot(frames)
    (best,) = (one for one in frames if one.photo_id == found.photo_id)
    if any((eyes := main_eyes(one)) and min(eyes) >= EYES_SHUT_BELOW for one in frames):
        rank = next(one.rank for one in found.frames if one.photo_id == best.photo_id)
        assert rank[0] == 0
        if len(main_eyes(best)) == 1:
            assert main_eyes(best)[0] >= EYES_SHUT_BELOW


@given(bursts)
def test_every_frame_is_judged_and_the_best_has_no_fault(frames: list[Candidate]) -> None:
    found = best_shot(frames)
    assert [one.photo_id for one in found.frames] == [one.photo_id for one in frames]
    assert [one.photo_id for one in found.frames if one.fault is None] == [found.photo_id]
    best = next(one for one in found.frames if one.photo_id == found.photo_id)
    assert best.rank == min(one.rank for one in found.frames)
    if len(frames) == 1:
        assert found.lead is Lead.CLEAR
