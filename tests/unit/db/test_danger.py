"""Hints, answers and thresholds in a real library file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from photo_curator.db.library import Library
from photo_curator.domain.danger import DangerVerdict, assess, selfie_evidence
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.indexing import UpdateFile
from photo_curator.domain.operations import SetDanger, SetFlag, SetThreshold
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.rating import Flag
from tests.unit.db.samples import add, analysis, facts, hazards, stamp

FALSE_ALARM, DANGEROUS = DangerVerdict.FALSE_ALARM, DangerVerdict.DANGEROUS
START = datetime(2024, 5, 1, 12, 0)


def dangerous(library: Library) -> list[int]:
    return library.photos.ids(PhotoQuery(danger=True))


def filled(library: Library, *waters: float, near: bool = True) -> tuple[int, ...]:
    """Photos an hour apart with a face at arm's length before so much water."""
    return library.files.apply(
        [
            add(
                f"/photos/{number}.jpg",
                taken=START + timedelta(hours=number),
                hazards=hazards(height=0.1, water=water),
                near=near,
            )
            for number, water in enumerate(waters)
        ]
    )


def test_a_hint_is_what_the_domain_says(library: Library) -> None:
    (photo_id,) = filled(library, 0.95)
    photo = library.photos.get(photo_id)
    selfie = selfie_evidence(photo.faces, photo.summary.size, photo.capture).probability
    expected = assess(selfie, {"height": 0.1, "water": 0.95}, {"height": 0.8, "water": 0.9})
    assert photo.danger.machine == expected
    assert photo.danger.hazards == {"height": 0.1, "water": 0.95}
    assert photo.summary.danger
    assert dangerous(library) == [photo_id]
    assert library.danger.of([photo_id]) == {photo_id: photo.danger}


def test_scenery_alone_is_no_danger(library: Library) -> None:
    filled(library, 0.999, near=False)
    assert dangerous(library) == []


def test_answers_outrank_the_machine_and_are_undone_across_a_restart(root: Path) -> None:
    with Library.open(root) as library:
        sea, room = filled(library, 0.95, 0.05)
        change = library.curation.apply(SetDanger((sea,), FALSE_ALARM))
        assert (change.label, change.photo_ids) == ("Call 1 photo a false alarm", (sea,))
        library.curation.apply(SetDanger((sea, room), DANGEROUS))
        assert dangerous(library) == [room, sea]
        # The same answer again is no act.
        assert library.curation.apply(SetDanger((sea,), DANGEROUS)).photo_ids == ()
    with Library.open(root) as library:
        library.curation.undo()
        assert dangerous(library) == []
        assert library.photos.get(sea).danger.verdict is FALSE_ALARM
        assert library.photos.get(room).danger.verdict is None
        library.curation.undo()
        assert dangerous(library) == [sea]
        library.curation.redo()
        library.curation.redo()
        assert dangerous(library) == [room, sea]
        assert library.photos.get(sea).danger.about == "water"
        library.curation.apply(SetDanger((sea,), None))
        assert library.photos.get(sea).danger.verdict is None
        assert dangerous(library) == [room, sea]  # the machine's hint again


def test_an_answer_survives_a_new_analysis(library: Library) -> None:
    (photo_id,) = filled(library, 0.95)
    library.curation.apply(SetDanger((photo_id,), FALSE_ALARM))
    (file,) = library.photos.get(photo_id).files
    again = analysis(version="2", hazards=hazards("hazards-2", height=0.99, water=0.99), near=True)
    library.files.apply([UpdateFile(file.id, stamp(7), facts("/photos/0.jpg"), again)])
    danger = library.photos.get(photo_id).danger
    assert (danger.verdict, danger.about, danger.flagged) == (FALSE_ALARM, "water", False)
    assert danger.machine is not None
    assert danger.machine.flagged
    # A network that was not there takes its hints along, not the answers.
    library.files.apply([UpdateFile(file.id, stamp(8), facts("/photos/0.jpg"), analysis(version="3"))])
    danger = library.photos.get(photo_id).danger
    assert (danger.machine, danger.verdict) == (None, FALSE_ALARM)


def test_the_same_answer_to_another_hazard_is_another_answer(library: Library) -> None:
    (photo_id,) = filled(library, 0.95)
    library.curation.apply(SetDanger((photo_id,), FALSE_ALARM))
    (file,) = library.photos.get(photo_id).files
    again = analysis(version="2", hazards=hazards(height=0.99, water=0.1), near=True)
    library.files.apply([UpdateFile(file.id, stamp(7), facts("/photos/0.jpg"), again)])
    assert library.curation.apply(SetDanger((photo_id,), FALSE_ALARM)).photo_ids == (photo_id,)
    assert library.photos.get(photo_id).danger.about == "height"
    library.curation.undo()
    assert library.photos.get(photo_id).danger.about == "water"


def test_a_refit_flags_anew_and_is_taken_back(root: Path) -> None:
    alarms = [0.90 + 0.002 * i for i in range(12)]  # up to 0.922
    dangers = [0.95 + 0.002 * i for i in range(11)]
    with Library.open(root) as library:
        ids = filled(library, *alarms, *dangers, 0.915, 0.85)
        below, above = ids[-2], ids[-1]
        library.curation.apply(SetDanger(ids[:12], FALSE_ALARM))
        with pytest.raises(UsageError, match="there are 12"):
            library.danger.refit("water")
        library.curation.apply(SetDanger(ids[12:23], DANGEROUS))
        found = library.danger.refit("water")
        assert found.answers == 23
        assert 0.922 < found.threshold < 0.95
        assert found.agreed_after == 1.0
        assert below in dangerous(library)  # nothing by itself
        change = library.curation.apply(SetThreshold("water", found.threshold, found.answers))
        assert change.label == "Refit water to 23 answers"
        # Photos with an answer are judged anew too, but the answer stays in force.
        assert below in change.photo_ids
        assert above not in change.photo_ids
        assert below not in dangerous(library)
        height, water = library.danger.thresholds()
        assert (water.threshold, water.shipped, water.fitted_to) == (found.threshold, 0.9, 23)
        assert (water.false_alarms, water.dangerous, water.ready) == (12, 11, True)
        assert (height.threshold, height.fitted_to, height.ready) == (0.8, 0, False)
    with Library.open(root) as library:
        # What is analysed from now on is judged by it too.
        (new,) = library.files.apply([add("/photos/new.jpg", hazards=hazards(water=0.915), near=True)])
        assert new not in dangerous(library)
        library.curation.undo()
        assert {below, new} <= set(dangerous(library))
        assert library.danger.thresholds()[1].threshold == 0.9
        library.curation.redo()
        assert not {below, new} & set(dangerous(library))
        library.curation.apply(SetThreshold("water", None))
        assert library.danger.thresholds()[1].threshold == 0.9
        assert library.curation.undo_label() == "Use the shipped threshold of water"
        library.curation.undo()
        assert library.danger.thresholds()[1].threshold == found.threshold


def test_a_threshold_belongs_to_the_network_it_was_fitted_for(library: Library) -> None:
    filled(library, 0.95)
    library.curation.apply(SetThreshold("water", 0.97, 20))
    assert dangerous(library) == []
    (new,) = library.files.apply(
        [add("/photos/new.jpg", hazards=hazards("hazards-2", water=0.95), near=True)]
    )
    assert dangerous(library) == [new]
    assert [one.threshold for one in library.danger.thresholds()] == [0.8, 0.9]


def test_thresholds_that_make_no_sense_are_refused(library: Library) -> None:
    filled(library, 0.95)
    with pytest.raises(UsageError, match="between 0 and 1"):
        library.curation.apply(SetThreshold("water", 1.0))
    with pytest.raises(NotFoundError, match="knows no hazard 'fire'"):
        library.curation.apply(SetThreshold("fire", 0.5))
    with pytest.raises(NotFoundError, match="knows no hazard 'fire'"):
        library.danger.refit("fire")
    assert library.curation.undo_label() is None


def test_the_overview_equals_brute_force(library: Library) -> None:
    ids = filled(library, 0.95, 0.5, 0.99, 0.2, 0.93)
    (june, unknown, forest) = library.files.apply(
        [
            add("/photos/june.jpg", taken=datetime(2024, 6, 3), hazards=hazards(height=0.9), near=True),
            add("/photos/unknown.jpg", hazards=hazards(height=0.9), near=True),
            add("/photos/forest.jpg", hazards=hazards(height=0.9, water=0.99)),
        ]
    )
    library.curation.apply(SetDanger((ids[0],), FALSE_ALARM))
    library.curation.apply(SetDanger((forest,), DANGEROUS))
    library.curation.apply(SetFlag((ids[2],), Flag.REJECT))
    found = library.danger.overview()
    assert {(one.month, one.hazard): one.count for one in found.months} == {
        ("2024-05", "water"): 1,  # ids[4]; one false alarm, one rejected
        ("2024-06", "height"): 1,
        ("", "height"): 1,
        ("", ""): 1,  # the user's word alone
    }
    assert found.flagged == library.photos.count(PhotoQuery(danger=True)) == 4
    assert {june, unknown, forest, ids[4]} == set(dangerous(library))
    assert (found.false_alarms, found.called_dangerous) == (1, 1)
    assert (found.looked_at, found.with_selfie_evidence) == (7, 6)


def test_the_album_is_counted_by_an_index(library: Library, root: Path) -> None:
    filled(library, 0.95)
    with closing(sqlite3.connect(root / "library.db")) as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT count(*) FROM photo WHERE shown = 1 AND danger = 1"
        ).fetchall()
    assert "INDEX ix_photo_danger (shown=? AND danger=?)" in plan[0][-1]
