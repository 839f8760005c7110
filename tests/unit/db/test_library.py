"""Opening, refusing, and several at work at once."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from photo_curator.db import connection
from photo_curator.db import library as library_module
from photo_curator.db.library import Library
from photo_curator.domain.errors import LibraryBusyError, LibraryError, NotFoundError
from photo_curator.domain.operations import SetRating
from photo_curator.domain.query import PhotoQuery
from tests.unit.db.samples import add


def test_open_existing_makes_nothing(root: Path) -> None:
    with pytest.raises(NotFoundError, match="no library"):
        Library.open_existing(root)
    assert not root.exists()
    Library.open(root).close()
    with Library.open_existing(root) as library:
        assert library.layout.root == root
        assert library.photos.ids(PhotoQuery()) == []
    library.close()


def test_a_file_is_no_library(root: Path) -> None:
    root.write_text("x")
    with pytest.raises(LibraryError, match="not a folder"):
        Library.open(root)
    with pytest.raises(LibraryError, match="not a folder"):
        Library.open(root / "inside")


def test_other_files_named_like_ours_are_refused(root: Path) -> None:
    root.mkdir()
    database = root / "library.db"
    database.write_bytes(b"no database at all" * 100)
    with pytest.raises(LibraryError, match="not a Photo Curator library"):
        Library.open(root)
    database.unlink()
    foreign = sqlite3.connect(database)
    foreign.execute("CREATE TABLE song (id)")
    foreign.close()
    with pytest.raises(LibraryError, match="another program"):
        Library.open(root)
    database.unlink()
    database.mkdir()
    with pytest.raises(LibraryError, match="is a folder"):
        Library.open(root)


def test_an_empty_file_becomes_a_library(root: Path) -> None:
    root.mkdir()
    (root / "library.db").touch()
    Library.open(root).close()
    assert not (root / "backups").exists()


def test_a_read_only_library_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Library.open(root).close()
    monkeypatch.setattr(library_module.os, "access", lambda path, mode: False)
    with pytest.raises(LibraryError, match="read-only"):
        Library.open(root)


def test_a_folder_that_cannot_be_made_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(LibraryError, match="Permission denied"):
        Library.open(root)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("database is locked", "try again"),
        ("attempt to write a readonly database", "read-only"),
        ("file is not a database", "not a Photo Curator"),
        ("database disk image is malformed", "backups"),
        ("database or disk is full", "no space"),
        ("unable to open database file", "cannot be opened"),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(text: str, said: str) -> None:
    explained = connection.explain(Path("/x"), sqlite3.OperationalError(text))
    assert explained is not None
    assert said in str(explained)


def test_a_defect_of_ours_is_not_explained_away() -> None:
    assert connection.explain(Path("/x"), sqlite3.OperationalError("no such column: x")) is None


def test_one_indexer_but_ratings_go_on(library: Library, root: Path) -> None:
    (photo,) = library.files.apply([add("/a.jpg")])
    with Library.open(root) as other, library.indexing_lock():
        with pytest.raises(LibraryBusyError, match="indexing"), other.indexing_lock():
            pass
        other.curation.apply(SetRating((photo,), 5))
    with library.indexing_lock():
        pass
    assert library.photos.get(photo).summary.rating.value == 5


def test_a_write_that_waits_too_long_says_so(library: Library, root: Path, monkeypatch) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_SECONDS", 0.05)
    (photo,) = library.files.apply([add("/a.jpg")])
    blocker = sqlite3.connect(root / "library.db", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    try:
        with Library.open(root) as other, pytest.raises(LibraryBusyError):
            other.curation.apply(SetRating((photo,), 5))
        # Readers never wait.
        assert library.photos.count(PhotoQuery()) == 1
    finally:
        blocker.close()


def test_data_version_sees_other_connections(library: Library, root: Path) -> None:
    (photo,) = library.files.apply([add("/a.jpg")])
    before = library.data_version()
    assert library.data_version() == before
    with Library.open(root) as other:
        other.curation.apply(SetRating((photo,), 5))
    assert library.data_version() != before


def _rate_in_a_process(root: str, photo: int) -> None:
    with Library.open(Path(root)) as library:
        for number in range(20):
            library.curation.apply(SetRating((photo,), number % 5 + 1))


def test_rating_from_a_thread_and_a_process_while_indexing_writes(library: Library, root: Path) -> None:
    first, second = library.files.apply([add("/first.jpg"), add("/second.jpg")])
    process = multiprocessing.get_context("spawn").Process(
        target=_rate_in_a_process, args=(os.fspath(root), first)
    )
    failures: list[BaseException] = []

    def rate() -> None:
        try:
            for number in range(20):
                library.curation.apply(SetRating((second,), number % 5 + 1))
                library.photos.ids(PhotoQuery())
        except BaseException as error:
            failures.append(error)
            raise

    thread = threading.Thread(target=rate)
    process.start()
    thread.start()
    batch = 0
    with library.indexing_lock():
        while process.is_alive() or thread.is_alive() or batch < 5:
            library.files.apply([add(f"/{batch}/{number}.jpg") for number in range(20)])
            batch += 1
    thread.join()
    process.join()
    assert failures == []
    assert process.exitcode == 0
    for photo in (first, second):
        found = library.photos.get(photo)
        assert (found.summary.rating.value, len(found.rating_history)) == (5, 20)
    assert library.photos.count(PhotoQuery()) == 2 + batch * 20


def test_opening_a_library_imports_no_alembic(root: Path) -> None:
    Library.open(root).close()
    code = (
        "import sys; from pathlib import Path; from photo_curator.db.library import Library;"
        f"Library.open(Path({os.fspath(root)!r})).close();"
        "assert not {'alembic', 'torch', 'PySide6'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
