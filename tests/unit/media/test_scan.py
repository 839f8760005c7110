"""Scanning: what is found, what is passed over, what must never block or raise."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from photo_curator.domain.errors import ProblemKind
from photo_curator.domain.folder import FolderSettings
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.media.scan import Scan, scan

unix = pytest.mark.skipif(os.name == "nt", reason="a kind of file Windows does not have")


def run(root: Path, **settings: object) -> Scan:
    return scan(str(root), FolderSettings(**settings))  # type: ignore[arg-type]


def names(files: list) -> list[str]:
    return [os.path.basename(found.path) for found in files]


def kinds(result: Scan) -> list[tuple[str, ProblemKind]]:
    return [(os.path.basename(problem.path), problem.kind) for problem in result.problems]


def test_extension_decides_the_role_in_any_case(tmp_path, touch):
    for name in ("a.JPG", "b.heic", "c.Cr2", "d.xmp", "e.MOV", "notes.txt", "jpg", "f.tar.gz"):
        touch(name)
    result = run(tmp_path)
    assert names(result.pictures) == ["a.JPG", "b.heic"]
    assert names(result.raws) == ["c.Cr2"]
    assert names(result.sidecars) == ["d.xmp"]
    assert names(result.videos) == ["e.MOV"]
    assert result.problems == []


def test_stamp_is_what_stat_says(tmp_path, touch):
    path = touch("a.jpg", b"12345")
    found = run(tmp_path).pictures[0]
    status = path.stat()
    assert found.path == str(path)
    assert found.stamp.size_bytes == 5
    assert found.stamp.mtime_ns == status.st_mtime_ns
    assert (found.device, found.inode) == (status.st_dev, status.st_ino)


def test_subfolders_sorted_by_path(tmp_path, touch):
    for name in ("b/2.jpg", "a/x/1.jpg", "0.jpg"):
        touch(name)
    paths = [found.path for found in run(tmp_path).pictures]
    assert paths == sorted(paths)
    assert len(paths) == 3


def test_a_folder_with_a_pictures_name_is_a_folder(tmp_path, touch):
    touch("holiday.jpg/inner.png")
    assert names(run(tmp_path).pictures) == ["inner.png"]


def test_hidden_and_named_folders_are_passed_over(tmp_path, touch):
    for name in (".hidden/a.jpg", "@EADIR/b.jpg", "Thumbs/c.jpg", ".d.jpg", "._e.jpg", "f.jpg"):
        touch(name)
    result = run(tmp_path)
    assert names(result.pictures) == ["f.jpg"]
    assert result.skipped == 1
    everything = run(tmp_path, skip_hidden=False, skip_names=())
    assert sorted(names(everything.pictures)) == [".d.jpg", "a.jpg", "b.jpg", "c.jpg", "f.jpg"]


@unix
def test_link_loops_end_and_nothing_is_listed_twice(tmp_path, touch):
    touch("real/a.jpg")
    outside = touch("elsewhere/b.jpg").parent
    root = tmp_path / "real"
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "up").symlink_to(tmp_path, target_is_directory=True)
    (root / "self").symlink_to(root / "self")
    (root / "also a.jpg").symlink_to(root / "a.jpg")
    (root / "0 inside").symlink_to(root / "sub", target_is_directory=True)
    touch("real/sub/c.jpg")
    (root / "out").symlink_to(outside, target_is_directory=True)
    paths = [os.path.relpath(found.path, root) for found in run(root).pictures]
    assert paths == ["a.jpg", "out/b.jpg", "sub/c.jpg"]


@unix
def test_linked_files_are_followed(tmp_path, touch):
    target = touch("store/x.bin")
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.jpg").symlink_to(target)
    assert names(run(root).pictures) == ["a.jpg"]


@unix
def test_broken_links_are_problems_only_where_they_are_named_like_pictures(tmp_path):
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nowhere")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.jpg").symlink_to(tmp_path / "self.jpg")
    found = kinds(run(tmp_path))
    assert sorted(found) == [("gone.jpg", ProblemKind.VANISHED), ("self.jpg", ProblemKind.VANISHED)]


@unix
def test_pipes_sockets_and_devices_are_named_and_never_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "null.png").symlink_to("/dev/null")
    (tmp_path / "to pipe.jpg").symlink_to(tmp_path / "pipe.jpg")
    here = os.getcwd()
    os.chdir(tmp_path)  # a socket's own path must be short
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("s.jpg")
            result = run(tmp_path)
    finally:
        os.chdir(here)
    assert result.pictures == []
    assert {name for name, kind in kinds(result) if kind is ProblemKind.NOT_A_FILE} == {
        "pipe.jpg",
        "null.png",
        "to pipe.jpg",
        "s.jpg",
    }


@unix
def test_names_that_are_no_unicode_are_problems_that_can_be_printed(tmp_path):
    bad = os.fsencode(tmp_path) + b"/caf\xe9.jpg"
    try:
        with open(bad, "wb"):
            pass
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    result = run(tmp_path)
    assert result.pictures == []
    assert [problem.kind for problem in result.problems] == [ProblemKind.BAD_PATH]
    problem = result.problems[0]
    assert (problem.path + problem.message).encode("utf-8")
    assert r"caf\udce9.jpg" in problem.path


def test_odd_but_valid_names_are_found(tmp_path, touch):
    odd = ["日本 🎉.jpg", "e\u0301.jpg", "tab\tnewline\n.jpg" if os.name != "nt" else "x.jpg", "a'\"%20.jpg"]
    for name in odd:
        touch(name)
    assert sorted(names(run(tmp_path).pictures)) == sorted(odd)


@unix
def test_paths_up_to_and_past_the_systems_limit(tmp_path):
    root = tmp_path / "deep"
    root.mkdir()
    here = os.open(root, os.O_RDONLY)
    length, reachable = len(str(root)), 0
    part = "d" * 200
    try:
        for _ in range(24):  # about 4,800 characters
            os.mkdir(part, dir_fd=here)
            below = os.open(part, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
            length += 201
            os.close(os.open("a.jpg", os.O_CREAT | os.O_WRONLY, dir_fd=here))
            reachable += length + 6 < 4096
        result = run(root)
    finally:
        os.close(here)
    assert len(result.pictures) == reachable
    assert max(len(found.path) for found in result.pictures) > 3800
    assert ProblemKind.BAD_PATH in {problem.kind for problem in result.problems}
    _remove_deep(root)


def _remove_deep(root: Path) -> None:
    """`shutil.rmtree` takes absolute paths, too long here."""
    for parent, folders, files, folder in os.fwalk(root, topdown=False):
        del parent
        for name in files:
            os.unlink(name, dir_fd=folder)
        for name in folders:
            os.rmdir(name, dir_fd=folder)


def test_a_folder_that_is_not_there_is_a_problem_not_an_error(tmp_path):
    result = run(tmp_path / "nowhere")
    assert kinds(result) == [("nowhere", ProblemKind.VANISHED)]
    assert result.unread_folders == [str(tmp_path / "nowhere")]


@unix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_folder_is_named(tmp_path, touch):
    locked = touch("locked/a.jpg").parent
    touch("b.jpg")
    locked.chmod(0)
    try:
        result = run(tmp_path)
    finally:
        locked.chmod(0o755)
    assert names(result.pictures) == ["b.jpg"]
    assert kinds(result) == [("locked", ProblemKind.PERMISSION)]
    assert result.unread_folders == [str(locked)]


def test_progress_grows_to_the_number_of_files(tmp_path, touch):
    for name in ("a/1.jpg", "a/2.jpg", "b/3.mov", "b/4.xmp"):
        touch(name)
    seen: list[int] = []
    scan(str(tmp_path), FolderSettings(), on_progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 4


def test_cancel_stops_it(tmp_path, touch):
    touch("a.jpg")
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        scan(str(tmp_path), FolderSettings(), token)
