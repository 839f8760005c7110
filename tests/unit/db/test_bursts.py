"""Bursts in the library: rebuilt at will, put right by the user for good."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from photo_curator.db import bursts
from photo_curator.db.burst_facts import Regrouped
from photo_curator.db.library import Library
from photo_curator.domain.best_shot import Lead
from photo_curator.domain.burst import Burst, BurstKind, BurstRule
from photo_curator.domain.capture import Capture, CaptureTime
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.indexing import UpdateFile
from photo_curator.domain.operations import Restack, SetBurst, SetCover
from tests.unit.db.samples import add, analysis, facts, stamp

NOON = datetime(2024, 5, 1, 12, 0)


def frame(number: int, burst: str = "", **more: object) -> Capture:
    at = CaptureTime(NOON + timedelta(seconds=20 * number), None, True)
    return Capture(taken=at, camera_model="Cam", burst_id=burst, **more)  # type: ignore[arg-type]


@pytest.fixture
def photos(library: Library) -> tuple[int, ...]:
    """Two bursts of three photos, and one photo by itself."""
    ids = library.files.apply(
        [
            add(f"/p/{number}.jpg", mean=None, faces=0, capture=frame(number, burst))
            for number, burst in enumerate(["a", "a", "a", "b", "b", "b", ""])
        ]
    )
    library.bursts.regroup()
    return ids


def members(library: Library) -> list[tuple[int, ...]]:
    return [burst.photo_ids for burst in library.bursts.all()]


def test_grouping_again_changes_nothing(library: Library, photos: tuple[int, ...]) -> None:
    assert members(library) == [photos[:3], photos[3:6]]
    first = library.bursts.get(photos[0])
    assert (first.kind, first.rule, first.lead) == (BurstKind.BURST, BurstRule.VENDOR, Lead.CLOSE)
    assert first.cover == first.best == photos[0]
    assert not first.chosen
    assert library.bursts.of(photos[2:4]) == {
        photos[2]: first,
        photos[3]: library.bursts.get(photos[3]),
    }
    assert library.bursts.regroup() == ()
    with pytest.raises(NotFoundError):
        library.bursts.get(photos[1])


def test_only_a_change_asks_for_grouping(library: Library, photos: tuple[int, ...]) -> None:
    assert not library.bursts.outdated()
    library.bursts.expect_changes()
    assert library.bursts.outdated()
    library.bursts.regroup()
    assert not library.bursts.outdated()


@pytest.mark.parametrize(
    ("restack", "chosen", "expected"),
    [
        (Restack.SPLIT, (0,), [(1, 2), (3, 4, 5)]),
        (Restack.SPLIT, (3, 4), [(0, 1, 2), (3, 4)]),
        (Restack.MERGE, (0, 5), [(0, 1, 2, 3, 4, 5)]),
        (Restack.MERGE, (6, 1), [(0, 1, 2, 6), (3, 4, 5)]),
        (Restack.DISSOLVE, (4,), [(0, 1, 2)]),
    ],
)
def test_the_users_word_survives_everything(
    root: Path,
    library: Library,
    photos: tuple[int, ...],
    restack: Restack,
    chosen: tuple[int, ...],
    expected: list[tuple[int, ...]],
) -> None:
    before = library.bursts.all()
    wanted = [tuple(photos[index] for index in group) for group in expected]
    change = library.curation.apply(SetBurst(tuple(photos[index] for index in chosen), restack))
    assert members(library) == wanted
    assert set(change.photo_ids) >= {photos[index] for index in chosen}
    # A rescan with new metadata and new scores groups everything anew.
    known = library.files.known("")
    library.files.apply(
        [
            UpdateFile(
                known["/p/0.jpg"].file_id, stamp(9), facts("new", capture=frame(0, "a")), analysis(4.0)
            ),
        ]
    )
    library.bursts.regroup()
    assert members(library) == wanted
    library.close()
    with Library.open(root) as again:
        again.curation.undo()
        assert [(one.photo_ids, one.rule) for one in again.bursts.all()] == [
            (one.photo_ids, one.rule) for one in before
        ]
        assert again.bursts.regroup() == ()
        again.curation.redo()
        assert members(again) == wanted


def test_a_photo_found_later_joins_what_was_made_of_its_burst(
    library: Library, photos: tuple[int, ...]
) -> None:
    library.curation.apply(SetBurst((photos[0], photos[3]), Restack.MERGE))
    (later,) = library.files.apply([add("/p/9.jpg", capture=frame(9, "b"))])
    library.bursts.regroup()
    assert members(library) == [(*photos[:6], later)]
    library.curation.apply(SetBurst((later,), Restack.DISSOLVE))
    assert members(library) == []
    (last,) = library.files.apply([add("/p/10.jpg", capture=frame(10, "b"))])
    library.bursts.regroup()
    assert members(library) == []
    assert last not in library.bursts.of([last])


def test_covers(library: Library, photos: tuple[int, ...]) -> None:
    def cover() -> tuple[int, bool]:
        burst: Burst = library.bursts.get(photos[0])
        return burst.cover, burst.chosen

    library.curation.apply(SetCover((photos[1],)))
    library.curation.apply(SetCover((photos[2],)))
    assert cover() == (photos[2], True)
    assert library.curation.apply(SetCover((photos[2],))).photo_ids == ()
    library.bursts.regroup()
    assert cover() == (photos[2], True)
    library.curation.undo()
    assert cover() == (photos[1], True)
    library.curation.undo()
    assert cover() == (photos[0], False)
    library.curation.redo()
    assert cover() == (photos[1], True)
    # Split off, the chosen one takes its word along.
    library.curation.apply(SetBurst((photos[1], photos[2]), Restack.SPLIT))
    assert library.bursts.get(photos[1]).cover == photos[1]


def test_what_makes_no_sense_is_refused_and_nothing_written(
    library: Library, photos: tuple[int, ...]
) -> None:
    for operation in (
        SetBurst((photos[6],), Restack.SPLIT),
        SetBurst((photos[0], photos[3]), Restack.SPLIT),
        SetBurst(photos[:3], Restack.SPLIT),
        SetBurst((photos[6],), Restack.MERGE),
        SetBurst(photos[:2], Restack.MERGE),
        SetBurst((photos[6],), Restack.DISSOLVE),
        SetCover((photos[6],)),
        SetCover(photos[:2]),
    ):
        with pytest.raises(UsageError):
            library.curation.apply(operation)
    assert library.curation.undo_label() is None
    assert members(library) == [photos[:3], photos[3:6]]


def test_a_brackets_cover_is_its_middle_exposure(library: Library) -> None:
    ids = library.files.apply(
        [
            add(f"/q/IMG_{n}.jpg", capture=frame(0, sequence_number=n, exposure_bias=bias))
            for n, bias in enumerate((0.0, -1.0, 1.0), 100)
        ]
    )
    library.bursts.regroup()
    (burst,) = library.bursts.all()
    assert (burst.kind, burst.best, burst.lead, burst.cover) == (BurstKind.BRACKET, None, None, ids[0])
    assert library.bursts.judged(burst) is None


def test_bursts_in_the_order_of_a_list(library: Library, photos: tuple[int, ...]) -> None:
    assert library.bursts.in_order(photos[::-1]) == ((photos[3], photos[0]), 0)
    assert library.bursts.in_order(photos[::-1], 3) == ((photos[3], photos[0]), 1)
    assert library.bursts.in_order([photos[6], photos[1]], 1) == ((photos[0],), 0)
    assert {frame.photo_id for frame in library.bursts.judged_among(photos[1:3]).frames} == set(photos[1:3])


def test_missing_photos_leave_their_burst(library: Library, photos: tuple[int, ...]) -> None:
    known = library.files.known("")
    library.files.set_states(
        missing=[known["/p/0.jpg"].file_id, known["/p/3.jpg"].file_id, known["/p/4.jpg"].file_id]
    )
    assert set(library.bursts.regroup()) == set(photos[:6])
    assert members(library) == [photos[1:3]]


def test_an_act_while_grouping_goes_on_is_heard(
    library: Library, photos: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = bursts.worked_out

    def interrupted(connection: Connection) -> Regrouped:
        worked = real(connection)
        library.curation.apply(SetBurst(photos[:1], Restack.DISSOLVE))
        return worked

    monkeypatch.setattr(bursts, "worked_out", interrupted)
    library.bursts.regroup()
    assert members(library) == [photos[3:6]]
