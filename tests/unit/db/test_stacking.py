"""Lists with bursts stacked, against what a person would do with the list in hand."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from photo_curator.db.library import Library
from photo_curator.domain.burst import BurstKind
from photo_curator.domain.capture import Capture, CaptureTime
from photo_curator.domain.operations import SetCover, SetFlag, SetRating
from photo_curator.domain.query import PhotoQuery, SortBy
from photo_curator.domain.rating import Flag
from photo_curator.domain.stacks import Stack, Stacks
from tests.unit.db.samples import add

NOON = datetime(2024, 5, 1, 12, 0)


def fill(library: Library, dice: random.Random) -> tuple[int, ...]:
    """Photos of which two thirds are in bursts, with ratings, covers and rejects all over."""
    changes = []
    for number in range(60):
        at = NOON + timedelta(hours=dice.randrange(200), seconds=number)
        named = f"b{dice.randrange(14)}" if dice.random() < 0.7 else ""
        capture = Capture(taken=CaptureTime(at, None, True), camera_model="Cam", burst_id=named)
        changes.append(
            add(f"/p/{number:03}.jpg", mean=dice.choice((None, 2.0, 3.0, 4.0)), faces=0, capture=capture)
        )
    ids = library.files.apply(changes)
    library.bursts.regroup()
    for photo_id in dice.sample(ids, 15):
        library.curation.apply(SetRating((photo_id,), dice.randrange(1, 6)))
    library.curation.apply(SetFlag(tuple(dice.sample(ids, 20)), Flag.REJECT))
    for burst in library.bursts.all()[::3]:
        library.curation.apply(SetCover((dice.choice(burst.photo_ids),)))
    return ids


def by_hand(
    library: Library, query: PhotoQuery, stacks: Stacks
) -> tuple[list[int], list[tuple[int, int, int]]]:
    answered = library.photos.ids(query)
    scores = {summary.id: summary.effective_score or 0.0 for summary in library.photos.summaries(answered)}
    listed: list[int] = []
    found: list[tuple[int, int, int]] = []
    cards: dict[int, list[int]] = {}
    for burst in library.bursts.all():
        here = [photo_id for photo_id in burst.photo_ids if photo_id in answered]
        if len(here) < 2:
            continue
        best_score = max(scores[photo_id] for photo_id in here)
        fitting = [one for one in (burst.cover, burst.best) if one in here]
        fitting += sorted(one for one in here if scores[one] == best_score)
        card = fitting[0] if len(fitting) == 1 or fitting[0] in (burst.cover, burst.best) else None
        for photo_id in here:
            cards[photo_id] = []
        if card is None:  # equal scores: rated first, then the newest, then the first indexed
            tied = {row[0]: row for row in _ties(library, fitting)}
            card = max(fitting, key=lambda one: (tied[one][1], tied[one][2], -one))
        rest = [one for one in here if one != card]
        cards[card] = [len(here), *(rest if stacks.is_open(burst.id) else [])]
    for photo_id in answered:
        if photo_id not in cards:
            listed.append(photo_id)
        elif cards[photo_id]:
            count, *rest = cards[photo_id]
            found.append((len(listed), 1 + len(rest), count))
            listed += [photo_id, *rest]
    return listed, found


def _ties(library: Library, ids: list[int]) -> list[tuple[int, bool, float]]:
    summaries = library.photos.summaries(ids)
    return [
        (one.id, bool(one.rating.value), one.taken.local.timestamp() if one.taken else 0.0)
        for one in summaries
    ]


@pytest.mark.parametrize("seed", range(3))
def test_stacked_lists_are_those_made_by_hand(library: Library, seed: int) -> None:
    dice = random.Random(seed)
    ids = fill(library, dice)
    bursts = [burst.id for burst in library.bursts.all()]
    queries = [
        PhotoQuery(),
        PhotoQuery(include_rejected=True, sort=SortBy.NAME),
        PhotoQuery(min_score=3.5, sort=SortBy.TIME),
        PhotoQuery(flags=(Flag.REJECT,), reverse=True),
        PhotoQuery(text="00", sort=SortBy.TIME),
        PhotoQuery(photo_ids=tuple(dice.sample(ids, 30))),
    ]
    for query in queries:
        for closed in (True, False):
            stacks = Stacks(closed, frozenset(dice.sample(bursts, 4)))
            listing = library.photos.listing(query, stacks=stacks)
            places = zip(
                listing.stacking.rows, listing.stacking.lengths, listing.stacking.counts, strict=True
            )
            assert (list(listing.ids), list(places)) == by_hand(library, query, stacks)
            # Nothing is lost: what is hidden and what is shown are all the query answers.
            assert len(listing.ids) + listing.stacking.hidden() == library.photos.count(query)
            middle = range(len(listing.ids) // 3, 2 * len(listing.ids) // 3)
            inside = [listing.stacking.at(row) for row in middle]
            assert listing.stacking.hidden(middle) == sum(
                one.count - 1 for one in inside if one is not None and not one.is_open
            )
            # The first screen is the beginning of the whole.
            first = library.photos.listing(query, limit=7, stacks=stacks).ids
            assert first == listing.ids[: len(first)]
            if query.sort is SortBy.TIME:
                assert [day.row for day in listing.days] == sorted(day.row for day in listing.days)


def test_a_filter_that_only_a_hidden_frame_fits_shows_that_frame(library: Library) -> None:
    capture = Capture(taken=CaptureTime(NOON, None, True), camera_model="Cam", burst_id="b")
    ids = library.files.apply(
        [add(f"/p/{name}.jpg", mean=None, faces=0, capture=capture) for name in ("a", "b", "needle")]
    )
    library.bursts.regroup()
    library.curation.apply(SetCover((ids[0],)))
    everything = library.photos.listing(PhotoQuery(), stacks=Stacks())
    assert (list(everything.ids), everything.stacking.hidden()) == ([ids[0]], 2)
    found = library.photos.listing(PhotoQuery(text="needle"), stacks=Stacks())
    assert list(found.ids) == [ids[2]]
    assert found.stacking.at(0) is None
    library.curation.apply(SetFlag((ids[0],), Flag.REJECT))
    without_cover = library.photos.listing(PhotoQuery(), stacks=Stacks())
    assert without_cover.stacking.at(0) == Stack(0, 1, 2)


def test_summaries_say_what_a_photo_is_in_its_burst(library: Library) -> None:
    capture = Capture(taken=CaptureTime(NOON, None, True), camera_model="Cam", burst_id="b")
    ids = library.files.apply(
        [add(f"/p/{number}.jpg", mean=None, faces=0, capture=capture) for number in range(2)]
        + [add("/p/alone.jpg", mean=None, faces=0)]
    )
    library.bursts.regroup()
    library.curation.apply(SetCover((ids[1],)))
    first, second, alone = library.photos.summaries(ids)
    assert first.burst is not None
    assert second.burst is not None
    assert (first.burst.kind, first.burst.count) == (BurstKind.BURST, 2)
    assert (first.burst.best, first.burst.cover) == (True, False)
    assert (second.burst.best, second.burst.cover) == (False, True)
    assert alone.burst is None
