"""Turning a photo is the user's act: journalled, undoable, kept by analysis, never in the file."""

from __future__ import annotations

import pytest

from photo_curator.db.library import Library
from photo_curator.domain.errors import UsageError
from photo_curator.domain.operations import Rotate, SetRating
from tests.unit.db.samples import add


@pytest.fixture
def photos(library: Library) -> tuple[int, ...]:
    return library.files.apply([add(f"/{number}.jpg", mean=3.0) for number in range(3)])


def rotations(library: Library, photos: tuple[int, ...]) -> list[int]:
    return [summary.rotation for summary in library.photos.summaries(photos)]


def test_each_photo_turns_from_where_it_is(library: Library, photos: tuple[int, ...]) -> None:
    assert library.curation.apply(Rotate(photos[:1], 90)).label == "Turn 1 photo"
    library.curation.apply(Rotate(photos, 90))
    assert rotations(library, photos) == [180, 90, 90]
    library.curation.apply(Rotate(photos, -180))
    assert rotations(library, photos) == [0, 270, 270]
    assert library.photos.get(photos[1]).summary.rotation == 270


def test_undo_and_redo(library: Library, photos: tuple[int, ...]) -> None:
    library.curation.apply(Rotate(photos[:2], 90))
    library.curation.apply(SetRating(photos[:1], 4))
    library.curation.undo()
    library.curation.undo()
    assert rotations(library, photos) == [0, 0, 0]
    library.curation.redo()
    library.curation.redo()
    assert rotations(library, photos) == [90, 90, 0]
    assert library.photos.get(photos[0]).summary.rating.value == 4


def test_only_quarters(library: Library, photos: tuple[int, ...]) -> None:
    with pytest.raises(UsageError, match="multiple of 90"):
        library.curation.apply(Rotate(photos, 45))
    assert library.curation.apply(Rotate(photos, 360)).photo_ids == ()
    assert library.curation.undo_label() is None
