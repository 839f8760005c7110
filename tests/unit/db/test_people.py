"""Whose faces are: the user's word holds through analyses, undo and moved files; guesses give way to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from photo_curator.db.library import Library
from photo_curator.domain.aggregation import photo_score
from photo_curator.domain.album_operations import CreateAlbum
from photo_curator.domain.capture import Capture, CaptureTime
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.geometry import Box, Landmarks, Size
from photo_curator.domain.indexing import (
    AnalysedFace,
    Companion,
    FileFacts,
    UpdateCompanions,
    UpdateFile,
)
from photo_curator.domain.operations import SetRating
from photo_curator.domain.people import ChooseMe, DenyFaces, MergePeople, MoveFaces, NamePerson, PersonFace
from photo_curator.domain.photo import FileRole
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.score import Score
from tests.unit.db.samples import add, analysis, face, facts, stamp
from tests.unit.db.test_migrations import restored

BOXES = (Box(100, 100, 500, 600), Box(1000, 100, 1400, 600), Box(2000, 100, 2400, 600))


def with_faces(path: str, *means: float, shift: float = 0.0, version: str = "starter-1"):
    """A photo of faces side by side that score so."""
    faces = tuple(
        AnalysedFace(
            replace(
                face(place).face,
                landmarks=Landmarks(*[(box.x1 + shift, 20.0)] * 5),
                box=Box(box.x1 + shift, box.y1, box.x2 + shift, box.y2),
                score=at(mean),
                crop_key=f"{path}-{place}",
            ),
            bytes(8),
        )
        for place, (box, mean) in enumerate(zip(BOXES, means, strict=False))
    )
    verdict, whole = photo_score([one.face for one in faces], Size(4000, 3000))
    said = replace(analysis(version=version, verdict=verdict), faces=faces, score=whole)
    return replace(add(path), analysis=said)


def at(mean: float) -> Score:
    """Two levels, so that the mean is this."""
    share = mean - int(mean)
    shares = [0.0] * 6
    shares[int(mean) - 1], shares[int(mean)] = 1 - share, share
    return Score(tuple(shares[:5]), mean, mean, mean)


@pytest.fixture
def grouped(library: Library) -> tuple[Library, list[int]]:
    """Four photos; the machine put the first faces of all together, and the second ones of two."""
    ids = library.files.apply([with_faces(f"/p/{n}.jpg", 4.0, 2.0) for n in range(4)])
    faces = [library.photos.faces(one) for one in ids]
    guesses = {one[0].id: -1 for one in faces} | {one[1].id: -2 for one in faces[:2]}
    library.people.write_guesses("1", guesses)
    return library, list(ids)


def faces_of(library: Library, person: int) -> list[PersonFace]:
    return sorted(library.people.faces(person), key=lambda one: one.photo_id)


def who(library: Library, photo_id: int) -> list[int | None]:
    people = library.people.of([photo_id])
    return [people[one.id].id if one.id in people else None for one in library.photos.faces(photo_id)]


def test_guesses_make_people_and_lists_of_their_photos(grouped: tuple[Library, list[int]]) -> None:
    library, _ids = grouped
    first, second = library.people.all()
    assert (first.faces, first.photos, second.photos, first.name) == (4, 4, 2, "")
    assert first.cover is not None
    assert first.cover.crop_key == "/p/0.jpg-0"
    assert library.photos.count(PhotoQuery(person=second.id)) == 2
    library.curation.apply(NamePerson(second.id, "Äda  Lovelace"))
    assert [one.name for one in library.people.counts()] == ["Äda Lovelace", ""]
    assert library.photos.ids(PhotoQuery(text="äda")) == library.photos.ids(PhotoQuery(person=second.id))
    assert library.photos.ids(PhotoQuery(name="Äda L")) == library.photos.ids(PhotoQuery(person=second.id))
    assert not library.photos.count(PhotoQuery(name="äda, me")), "both must be in it"
    library.curation.apply(ChooseMe(first.id))
    assert library.photos.count(PhotoQuery(name="äda, me")) == 2
    assert library.photos.count(PhotoQuery(name="Me")) == 4
    library.curation.undo()
    assert library.people.find("ÄDA").id == second.id
    with pytest.raises(NotFoundError):
        library.people.find("Grace")
    with pytest.raises(UsageError, match="already"):
        library.curation.apply(NamePerson(first.id, "äda lovelace"))


def test_words_survive_another_analysis_and_new_guesses(grouped: tuple[Library, list[int]]) -> None:
    library, ids = grouped
    first, second = library.people.all()
    library.curation.apply(NamePerson(first.id, "Anna"))
    library.curation.apply(DenyFaces((faces_of(library, second.id)[0].place,), second.id))
    file_id = library.photos.get(ids[0]).files[0].id
    found = with_faces("/p/0.jpg", 3.0, 3.0, shift=30.0, version="starter-2")
    library.files.apply([UpdateFile(file_id, stamp(2), facts("/p/0.jpg"), found.analysis)])
    assert who(library, ids[0]) == [first.id, None]
    # The machine changes its mind about all of them; what was said stays, and nobody is renamed.
    library.people.write_guesses("2", {one.id: second.id for one in library.photos.faces(ids[0])})
    assert who(library, ids[0]) == [first.id, None]
    assert library.people.find("Anna").id == first.id


def test_a_person_is_not_twice_in_a_photo_unless_the_user_says_so(
    grouped: tuple[Library, list[int]],
) -> None:
    library, ids = grouped
    first, second = library.people.all()
    one, other = (found.place for found in faces_of(library, first.id)[:2])
    mine = faces_of(library, second.id)[0].place
    library.curation.apply(MoveFaces((mine,), first.id))
    assert who(library, ids[0]) == [None, first.id], "the guess at the other face gives way"
    library.curation.apply(MoveFaces((one, other), first.id))
    assert who(library, ids[0]) == [first.id, first.id]


def test_every_act_is_undone_and_redone(grouped: tuple[Library, list[int]]) -> None:
    library, ids = grouped
    first, second = library.people.all()
    fresh = library.people.fresh_id()
    place = faces_of(library, first.id)[3].place
    acts = (
        MoveFaces((place,), fresh, "Ben"),
        NamePerson(first.id, "Anna"),
        ChooseMe(first.id),
        MergePeople((second.id,), first.id),
        DenyFaces((place,), fresh),
    )

    def seen() -> tuple[object, ...]:
        people = [(one.id, one.name, one.me, one.faces) for one in library.people.all()]
        scores = [round(one.machine_score, 6) for one in library.photos.summaries(ids)]
        return people, [who(library, one) for one in ids], scores

    states = [seen()]
    for act in acts:
        change = library.curation.apply(act)
        assert change.every
        states.append(seen())
    assert len({repr(state) for state in states}) == len(states)
    for state in states[-2::-1]:
        library.curation.undo()
        assert seen() == state
    for state in states[1:]:
        library.curation.redo()
        assert seen() == state


def test_merging_joins_faces_words_and_names(grouped: tuple[Library, list[int]]) -> None:
    library, _ids = grouped
    first, second = library.people.all()
    library.curation.apply(NamePerson(first.id, "Anna"))
    library.curation.apply(DenyFaces((faces_of(library, first.id)[3].place,), second.id))
    library.curation.apply(MergePeople((first.id,), second.id))
    (only,) = library.people.all()
    assert (only.id, only.name, only.faces, only.photos) == (second.id, "Anna", 6, 4)
    with pytest.raises(UsageError):
        library.curation.apply(MergePeople((second.id,), second.id))
    with pytest.raises(NotFoundError):
        library.curation.apply(MergePeople((first.id,), second.id))


def test_albums_of_who_is_joined_with_another_follow(grouped: tuple[Library, list[int]]) -> None:
    library, ids = grouped
    first, second = library.people.all()
    library.curation.apply(CreateAlbum("Hers", PhotoQuery(person=second.id, min_score=1.0)))
    library.curation.apply(CreateAlbum("Others", PhotoQuery(min_score=1.0)))

    def shown() -> tuple[int, ...]:
        found = library.albums.named("Hers")
        assert found is not None
        assert found.query is not None
        assert found.query.min_score == 1.0
        return tuple(sorted(library.photos.ids(found.query)))

    library.curation.apply(MergePeople((second.id,), first.id))
    assert shown() == tuple(ids)
    library.curation.undo()
    assert shown() == tuple(ids[:2])
    library.curation.redo()
    assert shown() == tuple(ids)


def test_best_shots_are_judged_anew_once_faces_are_one_persons(library: Library) -> None:
    told = [
        with_faces("/p/0.jpg", 4.0),
        with_faces("/p/1.jpg", 4.0, shift=2000),
        with_faces("/p/2.jpg", 4.0, shift=2000),
    ]
    ids = library.files.apply([replace(one, facts=in_burst(one.facts, at)) for at, one in enumerate(told)])
    faces = [library.photos.faces(one)[0].id for one in ids]
    library.people.write_guesses("1", {faces[0]: -1, faces[1]: -2, faces[2]: -2})
    library.bursts.regroup()
    assert library.bursts.get(ids[0]).best == ids[1], "in the first frame somebody is missing"
    alone, twice = (library.people.of(ids)[face].id for face in faces[:2])
    library.curation.apply(MergePeople((alone,), twice))
    assert library.bursts.get(ids[0]).best == ids[0]
    library.curation.undo()
    assert library.bursts.get(ids[0]).best == ids[1]


def in_burst(facts: FileFacts, at: int) -> FileFacts:
    taken = CaptureTime(datetime(2024, 5, 1, 12, 0, at), None, True)
    return replace(facts, capture=Capture(taken=taken, camera_model="Cam", burst_id="a"))


def test_the_own_face_leads_scores_and_ratings(grouped: tuple[Library, list[int]]) -> None:
    library, ids = grouped
    _first, second = library.people.all()
    before = library.photos.get(ids[0]).machine
    library.curation.apply(ChooseMe(second.id))
    mine, other = (library.photos.get(one) for one in (ids[0], ids[3]))
    assert mine.machine != before
    assert mine.machine.mean == pytest.approx(2.0)
    assert other.machine == before, "a photo without the user keeps its score"
    # What a rating of the photo trains: the own face alone.
    table = library.taste.faces("", ids)
    assert table.own is not None
    shares = dict(zip(table.face_ids.tolist(), table.weights[0], strict=True))
    assert [shares[one.id] for one in mine.faces] == [0.0, 1.0]
    assert all(0 < shares[one.id] < 1 for one in other.faces)
    # An analysis of a photo of the user keeps their face in the lead.
    file_id = mine.files[0].id
    found = with_faces("/p/0.jpg", 4.0, 2.0, version="starter-2")
    library.files.apply([UpdateFile(file_id, stamp(2), facts("/p/0.jpg"), found.analysis)])
    assert library.photos.get(ids[0]).machine == mine.machine
    library.curation.apply(ChooseMe(second.id, me=False))
    assert library.photos.get(ids[0]).machine.mean == pytest.approx(before.mean)


def test_what_stands_in_no_journal_goes_with_a_photo_that_joins_another(library: Library) -> None:
    """A RAW developed twice: its faces' names go to the photo that takes it in."""
    ids = library.files.apply([with_faces("/p/a.jpg", 4.0), with_faces("/p/b.jpg", 4.0)])
    place = PersonFace(0, ids[1], BOXES[0], library.photos.get(ids[1]).summary.size, "", "", "").place
    library.curation.apply(MoveFaces((place,), library.people.fresh_id(), "Anna"))
    library.curation.apply(SetRating((ids[1],), 5))
    joined = Companion("/p/b.jpg", FileRole.PICTURE, stamp())
    library.files.apply([UpdateCompanions(ids[0], (joined,), None)])
    assert [one.id for one in library.people.of([ids[0]]).values()] == [library.people.find("Anna").id]


def test_embeddings_go_with_their_face(grouped: tuple[Library, list[int]], root: Path) -> None:
    library, ids = grouped
    assert len(library.people.unread("v1", 80.0)) == 8
    assert library.people.unread("v1", 501.0) == []
    unread = library.people.unread("v1", 80.0)
    vector = np.full(4, 0.5, "<f2").tobytes()
    library.people.add_identities("v1", [(one.face_id, vector) for one in unread])
    assert len(library.people.unread("v1", 80.0)) == 0
    assert len(library.people.unread("v2", 80.0)) == 8
    known = library.people.known("v1", "1")
    assert known.embedding.shape == (8, 4)
    assert len(known.settled) == 6
    assert known.said == frozenset()
    library.people.add_identities("v1", [(10_000, vector)])
    file_id = library.photos.get(ids[0]).files[0].id
    same = with_faces("/p/0.jpg", 4.0, 2.0, version="starter-2")
    library.files.apply([UpdateFile(file_id, stamp(2), facts("/p/0.jpg"), same.analysis)])
    assert len(library.people.unread("v1", 80.0)) == 0, "found again where they were"
    moved = with_faces("/p/0.jpg", 4.0, 2.0, shift=30.0, version="starter-3")
    library.files.apply([UpdateFile(file_id, stamp(3), facts("/p/0.jpg"), moved.analysis)])
    assert len(library.people.unread("v1", 80.0)) == 2


def test_people_of_a_stored_library_stay(tmp_path: Path) -> None:
    restored(tmp_path / "stored", "0007")
    with Library.open_existing(tmp_path / "stored") as library:
        (anna,) = library.people.all()
        assert (anna.name, anna.faces) == ("Anna", 1)
