"""Ratings, flags, undo: what people say is kept, in order, and can be taken back."""

from __future__ import annotations

import pytest

from photo_curator.db.curation import JOURNAL_LENGTH
from photo_curator.db.library import Library
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.indexing import UpdateFile
from photo_curator.domain.operations import Change, KeepBest, SetFlag, SetRating
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.rating import SOURCE_HERE, Flag, ForeignRating, Rating
from tests.unit.db.samples import VERSION, add, facts, in_file, in_sidecar, stamp


@pytest.fixture
def photos(library: Library) -> tuple[int, ...]:
    return library.files.apply([add(f"/{number}.jpg", mean=3.0) for number in range(4)])


def rating(library: Library, photo: int) -> Rating:
    return library.photos.get(photo).summary.rating


def test_rating_and_its_labels(library: Library, photos: tuple[int, ...]) -> None:
    rate = library.curation.apply
    assert rate(SetRating(photos[:3], 4)) == Change("Rate 3 photos 4 stars", photos[:3])
    assert rate(SetRating(photos[:1], 1)).label == "Rate 1 photo 1 star"
    assert rate(SetRating(photos[:1], 0)).label == "Take the stars off 1 photo"
    assert rate(SetFlag(photos[:2], Flag.PICK)).label == "Pick 2 photos"
    assert rate(SetFlag(photos[:1], Flag.REJECT)).label == "Reject 1 photo"
    assert rate(SetFlag(photos[:1], Flag.NONE)).label == "Take the flag off 1 photo"
    assert rating(library, photos[1]) == Rating(4, SOURCE_HERE)


def flags(library: Library, photos: tuple[int, ...]) -> list[Flag]:
    return [summary.flag for summary in library.photos.summaries(photos)]


def test_keeping_the_best_is_one_act(library: Library, photos: tuple[int, ...]) -> None:
    library.curation.apply(SetFlag(photos[1:2], Flag.PICK))
    library.curation.apply(SetFlag(photos[2:3], Flag.REJECT))
    kept = library.curation.apply(KeepBest(photos[:2], photos[2:]))
    assert kept.label == "Keep 2 of 4 photos"
    assert set(kept.photo_ids) == {photos[0], photos[3]}
    after = [Flag.PICK, Flag.PICK, Flag.REJECT, Flag.REJECT]
    assert flags(library, photos) == after
    library.curation.undo()
    assert flags(library, photos) == [Flag.NONE, Flag.PICK, Flag.REJECT, Flag.NONE]
    library.curation.redo()
    assert flags(library, photos) == after
    with pytest.raises(UsageError, match="Name the photo"):
        library.curation.apply(KeepBest((), photos))
    with pytest.raises(UsageError, match="at once"):
        library.curation.apply(KeepBest(photos[:2], photos[1:]))


def test_unknown_photos_and_wrong_stars_write_nothing(library: Library, photos: tuple[int, ...]) -> None:
    with pytest.raises(NotFoundError, match="999"):
        library.curation.apply(SetRating((photos[0], 999), 5))
    with pytest.raises(UsageError):
        library.curation.apply(SetRating(photos, 7))
    assert rating(library, photos[0]) == Rating(0, "")
    assert library.curation.undo_label() is None
    assert library.curation.undo() is None
    assert library.curation.redo() is None


def test_the_same_stars_again_are_no_act(library: Library, photos: tuple[int, ...]) -> None:
    library.curation.apply(SetRating(photos[:1], 4))
    assert library.curation.apply(SetRating(photos[:1], 4)).photo_ids == ()
    assert library.curation.apply(SetRating((photos[0], photos[1], photos[1]), 4)).photo_ids == photos[1:2]
    library.curation.undo()
    library.curation.undo()
    assert library.curation.undo_label() is None


def test_undo_and_redo_across_reopening(root, photos: tuple[int, ...], library: Library) -> None:
    library.curation.apply(SetRating(photos[:2], 2))
    library.curation.apply(SetRating(photos[:3], 5))
    library.curation.apply(SetFlag(photos[:1], Flag.REJECT))
    library.close()
    with Library.open(root) as again:
        assert again.curation.undo_label() == "Reject 1 photo"
        assert again.curation.undo() == Change("Reject 1 photo", photos[:1])
        assert again.curation.undo() == Change("Rate 3 photos 5 stars", photos[:3])
        assert [rating(again, photo).value for photo in photos] == [2, 2, 0, 0]
        assert again.curation.redo_label() == "Rate 3 photos 5 stars"
    with Library.open(root) as again:
        assert again.curation.redo() == Change("Rate 3 photos 5 stars", photos[:3])
        assert [rating(again, photo).value for photo in photos] == [5, 5, 5, 0]
        again.curation.redo()
        assert again.photos.get(photos[0]).summary.flag is Flag.REJECT
        assert again.curation.redo_label() is None
        for _ in range(3):
            again.curation.undo()
        assert rating(again, photos[0]) == Rating(0, "")


def test_a_new_act_ends_what_could_be_redone(library: Library, photos: tuple[int, ...]) -> None:
    library.curation.apply(SetRating(photos[:1], 2))
    library.curation.undo()
    library.curation.apply(SetRating(photos[1:2], 3))
    assert library.curation.redo() is None


def test_the_journal_is_bounded(library: Library, photos: tuple[int, ...]) -> None:
    for number in range(JOURNAL_LENGTH + 5):
        library.curation.apply(SetRating(photos[:1], number % 5 + 1))
    undone = 0
    while library.curation.undo():
        undone += 1
    assert undone == JOURNAL_LENGTH


def test_the_history_is_only_appended_to(library: Library) -> None:
    (photo,) = library.files.apply([add("/a.jpg", in_file=in_file(2))])
    library.curation.apply(SetRating((photo,), 4))
    library.curation.undo()
    library.curation.redo()
    library.files.apply([_metadata_change(library, in_file(3))])
    events = library.photos.get(photo).rating_history
    assert [(event.value, event.source, event.undo) for event in events] == [
        (2, "xmp in file", False),
        (4, SOURCE_HERE, False),
        (0, SOURCE_HERE, True),
        (4, SOURCE_HERE, True),
        (3, "xmp in file", False),
    ]
    assert all(len(event.at) == len("2026-01-01T00:00:00.000000+00:00") for event in events)


def _metadata_change(library: Library, rating: ForeignRating | None) -> UpdateFile:
    known = library.files.known(VERSION)["/a.jpg"]
    return UpdateFile(known.file_id, stamp(7), facts("new bytes", pixels="/a.jpg", rating=rating), None)


def test_imported_stars_never_outrank_ours(library: Library) -> None:
    (photo,) = library.files.apply([add("/a.jpg", in_file=in_file(5), mean=2.0)])
    assert library.photos.get(photo).summary.effective_score == 5.0
    library.curation.apply(SetRating((photo,), 1))
    library.files.apply([_metadata_change(library, in_file(4))])
    summary = library.photos.get(photo).summary
    assert (summary.rating, summary.effective_score) == (Rating(1, SOURCE_HERE), 1.0)


def test_zero_takes_imported_stars_away_and_undo_brings_them_back(library: Library) -> None:
    (photo,) = library.files.apply([add("/a.jpg", in_file=in_file(5), mean=2.0)])
    library.curation.apply(SetRating((photo,), 0))
    summary = library.photos.get(photo).summary
    assert (summary.rating, summary.effective_score) == (Rating(0, SOURCE_HERE), 2.0)
    library.curation.undo()
    assert rating(library, photo) == Rating(5, "xmp in file")


def test_a_zero_written_by_a_camera_is_unrated(library: Library) -> None:
    (photo,) = library.files.apply([add("/a.jpg", in_file=in_file(0), mean=2.0)])
    summary = library.photos.get(photo).summary
    assert (summary.rating, summary.effective_score) == (Rating(0, ""), 2.0)
    assert library.photos.get(photo).rating_history == ()


def test_a_sidecar_outranks_the_file(library: Library) -> None:
    change = add("/a.jpg", in_file=in_file(2), sidecar=in_sidecar(5))
    other = add("/b.jpg", in_file=in_file(2), sidecar=in_sidecar(None, label="Red"))
    a, b = library.files.apply([change, other])
    assert rating(library, a) == Rating(5, "xmp sidecar")
    assert rating(library, b) == Rating(2, "xmp in file")


def test_reject_stands_apart_from_stars(library: Library) -> None:
    a, b = library.files.apply([add("/a.jpg", in_file=in_file(None, reject=True)), add("/b.jpg")])
    library.curation.apply(SetRating((a, b), 5))
    library.curation.apply(SetFlag((b,), Flag.REJECT))
    assert library.photos.ids(PhotoQuery()) == []
    assert {rating(library, a).value, rating(library, b).value} == {5}
    assert library.photos.get(a).summary.flag is Flag.REJECT
    # Taking the flag away also takes an imported reject away.
    library.curation.apply(SetFlag((a,), Flag.NONE))
    assert library.photos.ids(PhotoQuery()) == [a]
    assert library.photos.count(PhotoQuery(include_rejected=True)) == 2


def test_thousands_of_photos_in_one_act(library: Library) -> None:
    photos = library.files.apply([add(f"/{number}.jpg") for number in range(2000)])
    library.curation.apply(SetRating(photos, 3))
    assert library.photos.count(PhotoQuery(min_stars=3)) == 2000
    library.curation.undo()
    assert library.photos.count(PhotoQuery(min_stars=0)) == 2000
