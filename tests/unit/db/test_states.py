"""Problem files, passed-over files, folders, and what can be reached."""

from __future__ import annotations

import os

import pytest

from photo_curator.db.library import Library
from photo_curator.domain.errors import NotFoundError, ProblemKind
from photo_curator.domain.folder import FolderSettings
from photo_curator.domain.indexing import PassOver, Problem
from photo_curator.domain.operations import SetRating
from photo_curator.domain.photo import FileState
from photo_curator.domain.query import PhotoQuery
from tests.unit.db.samples import VERSION, add, stamp


def problem(path: str, kind: ProblemKind = ProblemKind.TRUNCATED) -> Problem:
    return Problem(path, kind, "The end of the file is missing.", stamp())


def file_ids(library: Library) -> list[int]:
    return [known.file_id for known in library.files.known(VERSION).values()]


def test_an_unchanged_rescan_writes_nothing(library: Library, root) -> None:
    library.files.apply([add("/a.jpg"), add("/b.jpg")])
    ids = file_ids(library)
    version = library.data_version()
    assert library.files.set_states(present=ids) == ()
    assert library.files.apply([]) == ()
    assert library.data_version() == version


def test_photos_follow_their_files(library: Library) -> None:
    (photo,) = library.files.apply([add("/a.jpg")])
    ids = file_ids(library)
    assert library.files.set_states(offline=ids) == (photo,)
    assert library.photos.get(photo).summary.state is FileState.OFFLINE
    assert library.photos.ids(PhotoQuery()) == [photo]
    library.files.set_states(missing=ids)
    assert library.photos.ids(PhotoQuery()) == []
    assert library.photos.ids(PhotoQuery(states=(FileState.MISSING,))) == [photo]
    library.files.set_states(present=ids)
    assert library.photos.ids(PhotoQuery(states=(FileState.PRESENT,))) == [photo]


def test_problems_are_listed_renewed_and_cleared(library: Library) -> None:
    library.files.apply([problem("/a.jpg"), problem("/b.jpg")])
    library.files.apply([problem("/a.jpg", ProblemKind.CRASHED)])
    assert [found.path for found in library.problems.all()] == ["/a.jpg", "/b.jpg"]
    first = library.problems.all()[0]
    assert (first.kind, first.stamp) == (ProblemKind.CRASHED, stamp())
    assert first.seen_at.endswith("+00:00")
    assert library.files.stamps_passed_over() == {"/a.jpg": stamp(), "/b.jpg": stamp()}
    library.files.apply([add("/a.jpg")])
    assert library.problems.paths() == ("/b.jpg",)
    library.problems.clear(["/b.jpg", "/unknown.jpg"])
    assert library.problems.count() == 0
    library.problems.clear([])


def test_a_problem_leaves_the_photo_as_it_was(library: Library) -> None:
    (photo,) = library.files.apply([add("/a.jpg")])
    assert library.files.apply([problem("/a.jpg")]) == ()
    assert library.photos.ids(PhotoQuery()) == [photo]


def test_passed_over_files_are_remembered_and_no_problem(library: Library) -> None:
    library.files.apply([problem("/a.jpg")])
    library.files.apply(
        [PassOver("/a.jpg", stamp(2), "too small"), PassOver("/a.jpg", stamp(3), "too small")]
    )
    assert library.problems.count() == 0
    assert library.files.stamps_passed_over() == {"/a.jpg": stamp(3)}
    library.files.apply([add("/a.jpg")])
    assert library.files.stamps_passed_over() == {}


def test_names_that_are_no_text_can_be_problems(library: Library) -> None:
    path = os.fsdecode(b"/a/\xff.jpg")
    library.files.apply([Problem(path, ProblemKind.BAD_PATH, "No name.", stamp())])
    assert library.problems.paths() == (path,)
    assert path in library.files.stamps_passed_over()
    library.problems.clear([path])
    assert library.problems.all() == ()


def test_folders(library: Library) -> None:
    folder = library.folders.add("/photos/", FolderSettings(smallest_side=10))
    assert folder.path == "/photos"
    assert library.folders.add("/photos") == folder
    library.folders.set_settings(folder.id, FolderSettings(skip_names=("x",)))
    assert library.folders.get("/photos/").settings.skip_names == ("x",)
    assert library.folders.all() == (library.folders.get("/photos"),)
    for call in (
        lambda: library.folders.get("/other"),
        lambda: library.folders.remove(99),
        lambda: library.folders.set_settings(99, FolderSettings()),
    ):
        with pytest.raises(NotFoundError):
            call()


def test_a_removed_folder_keeps_its_photos_and_comes_back(library: Library) -> None:
    root = library.folders.add("/photos")
    library.folders.add("/photos/inner")
    a, b, c = library.files.apply([add("/photos/a.jpg"), add("/photos/inner/b.jpg"), add("/photos2/c.jpg")])
    library.curation.apply(SetRating((a,), 5))
    library.folders.remove(root.id)
    states = {photo: library.photos.get(photo).summary.state for photo in (a, b, c)}
    assert states == {a: FileState.OFFLINE, b: FileState.PRESENT, c: FileState.PRESENT}
    library.folders.add("/photos")
    library.files.set_states(present=file_ids(library))
    summary = library.photos.get(a).summary
    assert (summary.state, summary.rating.value) == (FileState.PRESENT, 5)


def test_settings(library: Library) -> None:
    assert library.get_setting("crops") is None
    library.set_setting("crops", "1")
    library.set_setting("crops", "2")
    assert library.get_setting("crops") == "2"
