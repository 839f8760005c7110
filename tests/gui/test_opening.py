"""“Open with”: the window on the folders and photos that were named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from photo_curator.cli import with_command
from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.indexing import IndexSummary
from photo_curator.gui.opening import Opening, look_up
from photo_curator.gui.state import Page
from tests.gui.conftest import Stage, add


@pytest.fixture
def trip(tmp_path: Path, library: Library) -> Path:
    """A folder of the library with three photos that are on the disk."""
    folder = tmp_path / "trip"
    folder.mkdir()
    for number in range(3):
        (folder / f"t{number}.jpg").write_bytes(b"jpeg")
    library.folders.add(str(folder))
    library.files.apply([add(100 + n, folder=str(folder), name=f"t{n}.jpg") for n in range(3)])
    return folder


def opened(stage: Stage, *paths: Path) -> Opening:
    found = Opening(stage.window, stage.library, [str(path) for path in paths])
    found.start()
    return found


def index_answers(stage: Stage, qtbot, task: int) -> None:
    stage.engines[0].answer(m.Done(task=task, summary=IndexSummary()))
    qtbot.waitUntil(lambda: not stage.window.bridge.busy)


def test_a_known_folder_is_its_album(stage: Stage, trip: Path) -> None:
    asked = list(stage.engines[0].asked)
    opened(stage, trip)
    assert sorted(stage.names()) == ["t0.jpg", "t1.jpg", "t2.jpg"]
    assert stage.engines[0].asked == asked


def test_an_unknown_folder_is_indexed_and_shown(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    opened(stage, tmp_path / "new")
    assert stage.engines[0].asked[-1] == ("index", (str(tmp_path / "new"),))
    assert stage.state.album.key == f"folder:{tmp_path / 'new'}"


def test_one_photo_opens_in_the_loupe(stage: Stage, trip: Path) -> None:
    opened(stage, trip / "t1.jpg")
    assert stage.state.page is Page.LOUPE
    assert stage.state.current == stage.library.photos.find(str(trip / "t1.jpg"))
    assert len(stage.state.ids) == 3, "the others are one key away"


def test_several_photos_are_selected(stage: Stage, trip: Path) -> None:
    opened(stage, trip / "t0.jpg", trip / "t2.jpg")
    assert stage.state.page is Page.GRID
    chosen = {stage.library.photos.find(str(trip / name)) for name in ("t0.jpg", "t2.jpg")}
    assert set(stage.state.selection) == chosen


def test_a_photo_that_is_not_known_yet_is_shown_when_it_is_indexed(stage: Stage, trip: Path, qtbot) -> None:
    (trip / "late.jpg").write_bytes(b"jpeg")
    index_answers(stage, qtbot, 1)
    opened(stage, trip / "late.jpg")
    assert stage.engines[0].asked[-1] == ("index", (str(trip),))
    assert stage.state.page is Page.GRID
    stage.library.files.apply([add(150, folder=str(trip), name="late.jpg")])
    index_answers(stage, qtbot, 2)
    qtbot.waitUntil(lambda: stage.state.page is Page.LOUPE)
    assert stage.state.current == stage.library.photos.find(str(trip / "late.jpg"))


def test_whoever_chooses_another_photo_meanwhile_is_left_alone(stage: Stage, trip: Path, qtbot) -> None:
    (trip / "late.jpg").write_bytes(b"jpeg")
    index_answers(stage, qtbot, 1)
    opened(stage, trip / "late.jpg")
    chosen = stage.state.ids[1]
    stage.state.select([chosen], chosen)
    stage.library.files.apply([add(150, folder=str(trip), name="late.jpg")])
    index_answers(stage, qtbot, 2)
    qtbot.waitUntil(lambda: len(stage.state.ids) == 4)
    assert (stage.state.page, stage.state.current) == (Page.GRID, chosen)


def test_photos_of_two_folders_are_looked_up_through_links(
    library: Library, trip: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(trip)
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "x.jpg").write_bytes(b"jpeg")
    named = look_up(library, [str(tmp_path / "link" / "t0.jpg"), str(other / "x.jpg")])
    assert named.ids == (library.photos.find(str(trip / "t0.jpg")),)
    assert named.unknown == (str(other),)
    assert named.album == "all"


def test_paths_in_a_commands_place_open_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = str(tmp_path / "a.jpg")
    assert with_command([photo]) == ["gui", photo]
    assert with_command(["--library", "l", photo, "b.jpg"]) == ["--library", "l", "gui", photo, "b.jpg"]
    assert with_command(["list", "--json"]) == ["list", "--json"]
    assert with_command(["--help"]) == ["--help"]
    assert with_command(["nonsense"]) == ["nonsense"]
    monkeypatch.chdir(tmp_path)
    os.mkdir("list")
    os.mkdir("trip")
    assert with_command(["list"]) == ["list"], "a command's name is the command"
    assert with_command(["trip"]) == ["gui", "trip"]
