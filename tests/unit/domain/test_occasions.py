"""Moments: what belongs together in time and place, and what it is called by."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from photo_curator.domain.occasions import SMALLEST_MOMENT, Moment, PartOfDay, Stretch, find_moments
from photo_curator.domain.query import EPOCH
from photo_curator.services.albums import moment_album, moment_title

HOME = ("Germany", "Berlin")


def at(*moment: int) -> float:
    return (datetime(*moment) - EPOCH).total_seconds()  # type: ignore[arg-type]


def shots(
    start: float, minutes: int, count: int = 6, *, place: tuple[str, str] = ("", ""), zone: int | None = None
) -> list[Stretch]:
    """So many photos at even distances, each a stretch of its own."""
    step = minutes * 60 / max(count - 1, 1)
    times = (start + n * step for n in range(count))
    return [Stretch(time, time, 1, zone, *place) for time in times]


def home_life() -> list[Stretch]:
    return [one for day in range(1, 20) for one in shots(at(2026, 1, day, 9), 30, 1, place=HOME)]


def spans(moments: list[Moment]) -> list[tuple[datetime, datetime]]:
    return [(moment.start, moment.end - timedelta(seconds=1)) for moment in moments]


def test_a_pause_of_more_than_six_hours_parts_occasions_and_midnight_does_not() -> None:
    party = shots(at(2026, 11, 14, 20), 7 * 60)
    breakfast = shots(at(2026, 11, 15, 10), 60)
    found = find_moments(party + breakfast)
    assert spans(found) == [
        (datetime(2026, 11, 15, 10), datetime(2026, 11, 15, 11)),
        (datetime(2026, 11, 14, 20), datetime(2026, 11, 15, 3)),
    ]
    assert [moment_title(moment) for moment in found] == [
        "Sun 15 Nov 2026, morning",
        "Sat 14 Nov 2026, evening",
    ]


def test_a_change_of_zone_at_midnight_tears_nothing_apart_and_joins_nothing() -> None:
    # By train into the next zone: the wall clock leaps from 23:50 to 06:20, twenty minutes later.
    before = shots(at(2026, 3, 28, 22), 110, zone=60)
    after = shots(at(2026, 3, 29, 6, 20), 60, zone=60 + 370)
    assert len(find_moments(before + after)) == 1
    # Westwards over the date line the same wall clock comes twice; it is one moment, not many.
    west = shots(at(2026, 3, 28, 22), 110, zone=12 * 60) + shots(at(2026, 3, 28, 22), 110, zone=-11 * 60)
    assert [moment.count for moment in find_moments(west)] == [12]
    # Nobody knows the second zone: the wall clock alone decides.
    unknown = [Stretch(one.first, one.last, 1) for one in after]
    assert len(find_moments(before + unknown)) == 2


def test_a_trip_is_called_by_its_country_or_its_one_town_and_takes_in_what_has_no_place() -> None:
    tokyo, kyoto = ("Japan", "Tokyo"), ("Japan", "Kyoto")
    trip = [
        *shots(at(2026, 4, 1, 10), 120, place=tokyo),
        *shots(at(2026, 4, 2, 10), 120),  # the camera without GPS
        *shots(at(2026, 4, 3, 10), 120, place=kyoto),
    ]
    lisbon = [one for day in (5, 6) for one in shots(at(2026, 8, day, 10), 60, place=("Portugal", "Lisbon"))]
    after = shots(at(2026, 4, 4, 10), 60, place=HOME)
    found = find_moments([*home_life(), *trip, *after, *lisbon])
    assert [moment_title(moment) for moment in found] == [
        "Lisbon · Aug 2026",
        "Sat 4 Apr 2026, morning",
        "Japan · Apr 2026",
    ]
    assert [moment.count for moment in found] == [12, 6, 18]
    assert found[2].trip
    again = shots(at(2026, 4, 20, 10), 90, place=tokyo)
    assert [moment.count for moment in find_moments([*home_life(), *trip, *again])] == [6, 18]


def test_a_day_away_from_home_names_town_and_day() -> None:
    munich = shots(at(2026, 5, 2, 12), 90, place=("Germany", "Munich"))
    (found,) = find_moments([*home_life(), *munich])
    assert (moment_title(found), found.part) == ("Munich · Sat 2 May 2026", PartOfDay.NOON)


def test_without_any_times_or_with_few_photos_there_are_no_moments() -> None:
    assert find_moments([]) == []
    assert find_moments(shots(at(2026, 5, 2, 12), 5, SMALLEST_MOMENT - 1)) == []


_STRETCHES = st.lists(
    st.builds(
        lambda hour, length, count, zone, place: Stretch(
            at(2026, 1, 1) + hour * 3600.0, at(2026, 1, 1) + hour * 3600.0 + length, count, zone, *place
        ),
        st.integers(0, 400),
        st.integers(0, 3599),
        st.integers(1, 9),
        st.sampled_from([None, -480, 60, 540]),
        st.sampled_from([("", ""), HOME, ("Germany", "Munich"), ("Japan", "Tokyo"), ("Japan", "Kyoto")]),
    ),
    max_size=40,
)


@settings(max_examples=40, deadline=None)
@given(_STRETCHES)
def test_moments_follow_each_other_and_their_album_holds_their_photos(stretches: list[Stretch]) -> None:
    moments = find_moments(stretches)
    assert sorted(moments, key=lambda one: one.start, reverse=True) == moments
    for moment in moments:
        query = moment_album(moment).query
        assert query.taken_from is not None
        assert query.taken_before is not None
        inside = [one for one in stretches if query.taken_from <= one.first and one.last < query.taken_before]
        assert sum(one.count for one in inside) >= moment.count >= SMALLEST_MOMENT
    assert sum(moment.count for moment in moments) <= sum(one.count for one in stretches)
