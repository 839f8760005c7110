"""Watched folders in the window: asked for once, shown in the status bar, switched in the settings."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QCheckBox, QLabel

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.indexing import IndexSummary
from photo_curator.services.engine import EngineProcess
from tests.gui.conftest import Stage, add
from tests.pictures import write_photos


@pytest.fixture
def watching(stage: Stage, qtbot) -> Stage:
    """The folders were looked at for the first time, and are watched."""
    stage.window.folder_watching.start()
    stage.engines[0].answer(m.Done(task=1, summary=IndexSummary()))
    qtbot.waitUntil(lambda: stage.engines[0].asked[-1][0] == "Watch")
    return stage


def answer(stage: Stage, message: m.Message) -> None:
    stage.engines[0].answer(message)


def test_it_is_asked_for_once_and_shown(watching: Stage, qtbot) -> None:
    stage, label = watching, watching.window.status._watching
    task = len(stage.engines[0].asked)
    assert label.isHidden()
    answer(stage, m.Watching(task=task, folders=(m.WatchedFolder("/photos"),)))
    qtbot.waitUntil(label.isVisible)
    assert "/photos" in label.toolTip()
    stage.trigger("rescan")
    answer(stage, m.Done(task=task + 1, summary=IndexSummary()))
    qtbot.waitUntil(lambda: not stage.window.bridge.busy)
    assert [verb for verb, _ in stage.engines[0].asked].count("Watch") == 1
    assert not stage.window.bridge.busy, "a watch that waits is no work"


def test_what_arrives_is_shown_and_selection_and_page_stay(watching: Stage, qtbot) -> None:
    stage = watching
    task = len(stage.engines[0].asked)
    chosen = stage.state.ids[4]
    stage.state.select([chosen], chosen)
    new = stage.library.files.apply([add(300, mean=4.99, name="new.jpg")])
    answer(stage, m.PhotosChanged(task=task, photo_ids=tuple(new)))
    answer(stage, m.Looked(task=task, summary=IndexSummary(found=13, indexed=1)))
    qtbot.waitUntil(lambda: stage.names()[0] == "new.jpg")
    assert (list(stage.state.selection), stage.state.current) == ([chosen], chosen)
    assert "1 photo analysed" in stage.window.status._message.text()


def test_when_it_ends_it_is_said_and_begun_again_with_the_next_look(watching: Stage, qtbot) -> None:
    stage, label = watching, watching.window.status._watching
    task = len(stage.engines[0].asked)
    answer(stage, m.Watching(task=task, folders=(m.WatchedFolder("/photos"),)))
    answer(stage, m.Failed(task=task, message="The disk is full."))
    qtbot.waitUntil(lambda: "disk is full" in stage.window.status._message.text())
    assert label.isHidden()
    stage.trigger("rescan")
    answer(stage, m.Done(task=task + 1, summary=IndexSummary()))
    qtbot.waitUntil(lambda: stage.engines[0].asked[-1][0] == "Watch")


def test_a_folder_is_left_alone_when_the_user_says_so(watching: Stage, qtbot) -> None:
    stage = watching
    task = len(stage.engines[0].asked)
    stage.window.small_windows.show_settings()
    dialog = stage.window.small_windows.settings
    dialog.open_at("folders")
    section = dialog._pages.currentWidget()
    (box,) = section.findChildren(QCheckBox)
    assert (box.text(), box.isChecked()) == ("/photos", True)

    def says(text: str) -> bool:
        return any(text in one.text() for one in section.findChildren(QLabel) if one.isVisible())

    qtbot.waitUntil(lambda: says("in a moment"))
    answer(stage, m.Watching(task=task, folders=(m.WatchedFolder("/photos", 30.0),)))
    qtbot.waitUntil(lambda: says("every 30 seconds"))
    (box,) = [one for one in section.findChildren(QCheckBox) if one.isVisible()]
    box.click()
    assert not stage.library.folders.get("/photos").settings.watch
    qtbot.waitUntil(lambda: says("when you look for changes"))
    dialog.close()


@pytest.mark.slow
def test_a_photo_copied_into_a_watched_folder_appears(
    make_stage, qtbot, tmp_path: Path, portraits: dict[str, Image.Image]
) -> None:
    """With the engine as a process of its own."""
    photos = tmp_path / "photos"
    photos.mkdir()
    spare = tmp_path / "spare.jpg"
    write_photos(photos, portraits)
    shutil.move(photos / "d_other.jpg", spare)
    root = tmp_path / "live"
    with Library.open(root) as library:
        library.folders.add(str(photos))
        stage = make_stage(library, engine=lambda take: EngineProcess(root, take), start=False)
        stage.window.folder_watching.start()
        stage.window.start()
        qtbot.waitUntil(lambda: bool(stage.window.folder_watching.folders), timeout=90_000)
        qtbot.waitUntil(lambda: len(stage.state.ids) == 5, timeout=30_000)
        start = time.monotonic()
        shutil.copy(spare, photos / "arrived.jpg")
        qtbot.waitUntil(lambda: "arrived.jpg" in stage.names(), timeout=30_000)
        assert time.monotonic() - start < 15
        stage.window.close()
