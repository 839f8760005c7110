"""What is taken for a burst, a bracket, a panorama's parts; and what never is."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_curator.domain.burst import BurstKind, BurstRule, Frame, exposure_stops
from photo_curator.domain.burst_names import named_burst, stitch_part
from photo_curator.domain.bursts import find_bursts

NOON = 1_700_000_000.0
LOOKS = 0x0F0F_3C3C_A5A5_5A5A


def shot(number: int, at: float, **more: object) -> Frame:
    """A frame of one camera, 0.01 s exact, that looks like the others."""
    frame = Frame(
        number, "/p", f"IMG_{number:04}", "Cam", NOON + at, subsecond=True, sequence=number, looks=LOOKS
    )
    return replace(frame, **more)  # type: ignore[arg-type]


def groups(frames: list[Frame], choices: dict[int, int] | None = None) -> list[tuple[int, ...]]:
    return [group.photo_ids for group in find_bursts(frames, choices)]


def test_a_vendor_id_outranks_everything_else() -> None:
    frames = [Frame(n, f"/{n}", f"x{n}", burst_id="B1", taken=NOON + 100 * n) for n in (3, 1, 2)]
    (found,) = find_bursts([*frames, Frame(4, burst_id="B2")])
    assert (found.kind, found.rule) == (BurstKind.BURST, BurstRule.VENDOR)
    assert found.photo_ids == (1, 2, 3)
    assert found.id == 1


@pytest.mark.parametrize(
    ("stems", "cover"),
    [
        (["20240131_235959_001", "20240131_235959_002"], None),
        (["IMG_20160214_185519_BURST001_COVER", "IMG_20160214_185519_BURST002"], 0),
        (["00000IMG_00000_BURST20190115120000000", "00001IMG_00001_BURST20190115120000000_COVER"], 1),
        (["DSC_0001_BURST20190115120000000_COVER", "DSC_0002_BURST20190115120000000"], 0),
        (["IMG_20200101_120000000_BURST000_COVER_TOP", "IMG_20200101_120000000_BURST001"], 0),
    ],
)
def test_phones_name_their_bursts(stems: list[str], cover: int | None) -> None:
    frames = [Frame(n, "/p", stem) for n, stem in enumerate(stems, 1)]
    (found,) = find_bursts(frames)
    assert (found.rule, found.photo_ids) == (BurstRule.NAME, (1, 2))
    named = [named_burst(stem) for stem in stems]
    assert [place for place, one in enumerate(named) if one and one.cover] == (
        [] if cover is None else [cover]
    )
    assert find_bursts([replace(frame, directory=f"/{frame.photo_id}") for frame in frames]) == []


def test_two_photos_of_one_second_are_no_burst() -> None:
    for stems in (
        ("20240131_235959(0)", "20240131_235959(1)"),
        ("IMG_20240131_235959", "IMG_20240131_235959_1"),
    ):
        assert find_bursts([Frame(n, "/p", stem, "S", NOON) for n, stem in enumerate(stems)]) == []


def test_quick_shots_that_look_alike_are_a_burst() -> None:
    frames = [shot(n, 0.15 * n, looks=LOOKS ^ n) for n in range(1, 6)]
    (found,) = find_bursts(frames)
    assert (found.rule, found.photo_ids) == (BurstRule.TIME, (1, 2, 3, 4, 5))


def test_what_breaks_a_burst() -> None:
    one = shot(1, 0)
    assert groups([one, shot(2, 0.3)])
    for other in (
        shot(2, 0.3, camera="Other"),
        shot(2, 1.0),  # an interval timer's pace
        shot(9, 0.3),  # numbers far apart
        shot(2, 0.3, looks=~LOOKS & (1 << 64) - 1),
        shot(2, 0.3, looks=None),
        shot(2, 0.3, offset_minutes=0),  # a known clock against an unknown one
        shot(2, 0.3, panorama=True),
        shot(2, 3600.0),  # the same view an hour later is similar, no burst
    ):
        assert groups([one, other]) == [], other


def test_an_edited_copy_is_no_second_frame() -> None:
    edited = shot(2, 0, stem="IMG_0001-edited", sequence=1)
    assert groups([shot(1, 0), edited]) == []
    assert groups([shot(1, 0, sequence=None), shot(2, 0, sequence=None)]) == []
    # A clock of tenths of a second may stand still between two frames that are numbered.
    assert groups([shot(1, 0), shot(2, 0)]) == [(1, 2)]


def test_deleted_frames_leave_the_burst_whole() -> None:
    assert groups([shot(1, 0), shot(3, 0.3), shot(7, 0.6)]) == [(1, 3, 7)]
    assert groups([shot(9998, 0), shot(9999, 0.2), shot(1, 0.4, sequence=0)]) == [(9998, 9999, 1)]


def test_two_phones_of_one_model_may_take_turns() -> None:
    one = [shot(n, 0.2 * n) for n in range(1, 5)]
    other = [shot(n, 0.2 * n + 0.1, looks=~LOOKS & (1 << 64) - 1) for n in range(501, 505)]
    other = [replace(frame, taken=NOON + 0.2 * (frame.photo_id - 500) + 0.1) for frame in other]
    assert sorted(groups(one + other)) == [(1, 2, 3, 4), (501, 502, 503, 504)]


def test_seconds_alone_never_make_a_burst() -> None:
    def whole(number: int, at: int, **more: object) -> Frame:
        return shot(number, at, subsecond=False, **more)

    assert groups([whole(1, 0), whole(2, 0)]) == [(1, 2)]  # numbers, looks and a second shared by both
    assert groups([whole(1, 0, sequence=None), whole(2, 0, sequence=None)]) == []
    assert groups([whole(1, 0), whole(3, 0)]) == []
    assert groups([whole(1, 0), whole(2, 0, looks=LOOKS ^ 0xFFF)]) == []
    assert groups([whole(n, n) for n in range(1, 30)]) == []  # an interval timer
    assert groups([whole(1, 0), whole(2, 0), whole(3, 1), whole(4, 1)]) == [(1, 2, 3, 4)]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2**64 - 1)), max_size=30))
def test_without_numbers_whole_seconds_never_group(shots: list[tuple[int, int]]) -> None:
    frames = [
        Frame(n, "/p", f"x{n}", "Cam", NOON + at, looks=looks) for n, (at, looks) in enumerate(shots, 1)
    ]
    assert find_bursts(frames) == []


def test_midnight_and_zones() -> None:
    midnight = 1_700_006_400.0 - NOON
    over = [shot(n, midnight + 0.3 * n - 0.7) for n in range(1, 5)]
    assert groups(over) == [(1, 2, 3, 4)]
    # The phone changes its zone between two frames: the wall clock leaps, the moment does not.
    leap = [
        shot(1, 0, offset_minutes=120),
        shot(2, 0.3, offset_minutes=120),
        shot(3, 0.6 - 3600, offset_minutes=60),
        shot(4, 0.9 - 3600, offset_minutes=60),
    ]
    assert groups(leap) == [(1, 2, 3, 4)]
    # The same wall clock in two zones is another hour.
    assert groups([shot(1, 0, offset_minutes=120), shot(2, 0.3, offset_minutes=60)]) == []


@pytest.mark.parametrize(
    "biases", [(0, -1, 1), (-2, 0, 2), (0, -0.7, 0.7, -1.3, 1.3), (0.33, 0, -0.33), (-3, -2, -1, 0, 1, 2, 3)]
)
def test_even_compensation_is_a_bracket_whatever_it_looks_like(biases: tuple[float, ...]) -> None:
    dice = random.Random(1)
    frames = [
        shot(n, n * 2.0, bias=bias, looks=dice.getrandbits(64), subsecond=False)
        for n, bias in enumerate(biases, 1)
    ]
    (found,) = find_bursts(frames)
    assert (found.kind, found.rule) == (BurstKind.BRACKET, BurstRule.EXPOSURE)
    assert len(found.photo_ids) == len(biases)


def test_brackets_in_a_row_stay_apart_and_fast_ones_are_no_bursts() -> None:
    frames = [shot(n, 0.2 * n, bias=(0.0, -1.0, 1.0)[(n - 1) % 3]) for n in range(1, 7)]
    assert groups(frames) == [(1, 2, 3), (4, 5, 6)]
    assert {group.kind for group in find_bursts(frames)} == {BurstKind.BRACKET}


def test_manual_brackets_show_in_the_exposure() -> None:
    stops = [exposure_stops(1 / denominator, 8.0, 100) for denominator in (60, 240, 15)]
    frames = [shot(n, n, exposure=stop, bias=0.0) for n, stop in enumerate(stops, 1)]
    assert find_bursts(frames)[0].kind is BurstKind.BRACKET
    # A burst under a passing cloud is metered anew from frame to frame, and stays a burst.
    cloud = [exposure_stops(1 / denominator, 8.0, 100) for denominator in (200, 240, 290)]
    burst = [shot(n, 0.2 * n, exposure=stop, bias=0.0) for n, stop in enumerate(cloud, 1)]
    assert find_bursts(burst)[0].kind is BurstKind.BURST
    assert exposure_stops(None, 8.0, 100) is None
    assert exposure_stops(0.01, 0.0, 100) is None


def test_parts_of_a_panorama_stay_together() -> None:
    stems = ["STA_0101", "STB_0102", "STC_0103", "STA_0104", "STB_0105", "STD_0107"]
    frames = [Frame(n, "/p", stem, "Canon", NOON + 3 * n) for n, stem in enumerate(stems, 1)]
    assert groups(frames) == [(1, 2, 3), (4, 5)]
    assert {group.kind for group in find_bursts(frames)} == {BurstKind.PANORAMA}
    assert stitch_part("STAR_0101") is None


def test_the_users_word() -> None:
    frames = [shot(n, 0.2 * n) for n in range(1, 7)]
    assert groups(frames, dict.fromkeys(range(1, 7), 0)) == []
    assert groups(frames, {1: 1, 2: 1, 3: 3, 4: 3, 5: 3, 6: 3}) == [(1, 2), (3, 4, 5, 6)]
    later = [shot(n, 100 + 0.2 * n) for n in range(7, 9)]
    merged = find_bursts(frames + later, {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 7: 1, 8: 1})
    # A frame found only later joins what the user made of its burst.
    assert [group.photo_ids for group in merged] == [(1, 2, 3, 4, 5, 6, 7, 8)]
    assert merged[0].rule is BurstRule.USER
    # Where the user made two of it, nobody knows which: it stays out.
    assert groups(frames, {1: 1, 2: 1, 3: 3, 4: 3, 5: 3}) == [(1, 2), (3, 4, 5)]
    # A single frame taken out leaves the others together.
    assert groups(frames, {3: 0}) == [(1, 2, 4, 5, 6)]
    brackets = [shot(n, 0.2 * n, bias=(0.0, -1.0, 1.0)[(n - 1) % 3]) for n in range(1, 7)]
    assert find_bursts(brackets, dict.fromkeys(range(1, 7), 1))[0].kind is BurstKind.BRACKET


frames_lists = st.lists(
    st.builds(
        Frame,
        photo_id=st.integers(1, 10_000),
        directory=st.sampled_from(["/a", "/b"]),
        stem=st.sampled_from(["20240131_235959_001", "20240131_235959_002", "STA_0001", "STB_0002", "x"]),
        camera=st.sampled_from(["", "A", "B"]),
        taken=st.none() | st.sampled_from([NOON + 0.25 * n for n in range(40)]),
        offset_minutes=st.sampled_from([None, 0, 60]),
        subsecond=st.booleans(),
        sequence=st.none() | st.integers(0, 12),
        burst_id=st.sampled_from(["", "", "", "q"]),
        bias=st.none() | st.sampled_from([-1.0, 0.0, 1.0]),
        exposure=st.none() | st.floats(-5, 5),
        looks=st.none() | st.sampled_from([0, 1, 255, 2**64 - 1]),
        panorama=st.booleans(),
    ),
    max_size=30,
    unique_by=lambda frame: frame.photo_id,
)


@given(
    frames_lists, st.randoms(use_true_random=False), st.dictionaries(st.integers(1, 9999), st.integers(0, 3))
)
def test_no_photo_twice_and_order_does_not_matter(
    frames: list[Frame], dice: random.Random, choices: dict[int, int]
) -> None:
    found = find_bursts(frames, choices)
    members = [photo_id for group in found for photo_id in group.photo_ids]
    assert len(members) == len(set(members))
    assert set(members) <= {frame.photo_id for frame in frames}
    assert all(len(group.photo_ids) > 1 for group in found)
    assert not any(choices.get(photo_id) == 0 for photo_id in members)
    shuffled = list(frames)
    dice.shuffle(shuffled)
    assert find_bursts(shuffled, choices) == found
