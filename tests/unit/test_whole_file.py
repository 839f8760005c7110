"""Files are whole or not there."""

from __future__ import annotations

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from photo_curator.whole_file import publish, write_new, write_whole


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_writing_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / ("x" * 251 + ".jpg")  # as long as names may be
    write_whole(path, b"one", lasting=False)
    write_whole(path, b"two", modified_ns=1_600_000_000_123_456_789, mode=0o640)
    assert files(tmp_path) == {path.name: b"two"}
    assert path.stat().st_mtime_ns == 1_600_000_000_123_456_789
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("what", ["fsync", "utime"])
def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_else(tmp_path: Path, monkeypatch, what) -> None:
    write_whole(tmp_path / "x", b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, what, full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "x", b"new and longer", modified_ns=1)
    assert files(tmp_path) == {"x": b"old"}


def test_a_folder_of_that_name_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "x.jpg", b"new")
    assert files(tmp_path) == {}


def test_many_threads_may_write_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: write_whole(path, bytes([number]) * 10_000), range(40)))
    assert len(set(path.read_bytes())) == 1


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_takes_nobodys_place(tmp_path: Path, monkeypatch, links: bool) -> None:
    if not links:

        def refuse(*_: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "new", b"mine")
    (tmp_path / "dangling").symlink_to("nowhere")
    for taken in ("new", "dangling"):
        with pytest.raises(FileExistsError):
            write_new(tmp_path / taken, b"other")
    (tmp_path / "finished").write_bytes(b"other")
    with pytest.raises(FileExistsError):
        publish(tmp_path / "finished", tmp_path / "new")  # it came between looking and naming
    assert files(tmp_path) == {"new": b"mine", "finished": b"other"}
    with pytest.raises(FileNotFoundError):
        write_new(tmp_path / "mistyped" / "new", b"x")
