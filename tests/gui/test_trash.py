"""The trash: exactly what was named, with all its files, and nothing that was said of it is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from photo_curator.db.library import Library
from photo_curator.domain.indexing import Companion, FileStamp
from photo_curator.domain.operations import SetRating
from photo_curator.domain.photo import FileRole, FileState
from photo_curator.services.trash import move_to_trash, plan_trash
from tests.gui.conftest import add


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "photos"
    found.mkdir()
    for name in ("a.jpg", "a.xmp", "b.jpg", "c.jpg"):
        (found / name).write_bytes(b"x")
    return found


@pytest.fixture
def photos(library: Library, folder: Path) -> tuple[int, ...]:
    from dataclasses import replace

    sidecar = Companion(str(folder / "a.xmp"), FileRole.SIDECAR, FileStamp(1, 1, 1, 99))
    changes = [
        add(300 + place, folder=str(folder), name=name)
        for place, name in enumerate(("a.jpg", "b.jpg", "c.jpg"))
    ]
    changes[0] = replace(changes[0], companions=(sidecar,))
    return library.files.apply(changes)


def test_the_named_photos_go_with_all_their_files(library: Library, folder: Path, photos) -> None:
    library.curation.apply(SetRating(photos[:1], 5))
    plan = plan_trash(library, [photos[0], photos[0]])
    assert (plan.photo_count, plan.file_count) == (1, 2)
    outcome = move_to_trash(library, plan, os.remove)
    assert (outcome.photo_ids, outcome.files, outcome.failures) == (photos[:1], 2, ())
    assert sorted(path.name for path in folder.iterdir()) == ["b.jpg", "c.jpg"]
    summary = library.photos.get(photos[0]).summary
    assert (summary.state, summary.rating.value) == (FileState.MISSING, 5)


def test_where_the_photo_cannot_go_its_sidecar_stays(library: Library, folder: Path, photos) -> None:
    def refuse(path: str) -> None:
        if path.endswith("a.jpg"):
            raise PermissionError(13, "Permission denied", path)
        os.remove(path)

    outcome = move_to_trash(library, plan_trash(library, photos[:2]), refuse)
    assert outcome.photo_ids == photos[1:2]
    assert outcome.failures == ((str(folder / "a.jpg"), "Permission denied"),)
    assert (folder / "a.xmp").exists()
    assert library.photos.get(photos[0]).summary.state is FileState.PRESENT


def test_a_file_that_is_gone_already_counts_as_gone(library: Library, folder: Path, photos) -> None:
    plan = plan_trash(library, photos[2:])
    (folder / "c.jpg").unlink()
    outcome = move_to_trash(library, plan, os.remove)
    assert (outcome.photo_ids, outcome.files) == (photos[2:], 0)
