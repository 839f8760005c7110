"""From a folder to a posted photo: index a burst, keep its best, undo, redo, export, take that back."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance, ImageFilter
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.manifest import MANIFEST_NAME
from photo_curator.domain.rating import Flag
from photo_curator.engine.local import LocalEngine
from photo_curator.engine.networks import Networks
from photo_curator.gui.state import Page
from tests.gui.conftest import Stage
from tests.integration.test_bursts import save
from tests.unit.media.test_cleaning import assert_clean


class Later:
    """The engine in this process, beginning a task once its number has been told."""

    def __init__(self, root: Path, take: Callable[[m.Answer], None]) -> None:
        self._engine = LocalEngine(root, take, Networks("cpu"))
        self._numbers = itertools.count(1)

    def ask(self, request: m.StartTask) -> int:
        QTimer.singleShot(0, lambda: self._engine.ask(request))
        return next(self._numbers)

    def cancel(self, task: int) -> None:
        self._engine.cancel(task)

    def pause(self, task: int) -> None:
        pass

    def resume(self, task: int) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.fixture
def folder(tmp_path: Path, portraits: dict[str, Image.Image]) -> Path:
    """A burst of three (soft, sharp, dark), and a photo by itself."""
    found = tmp_path / "photos"
    found.mkdir()
    face = portraits["astronaut"]
    frames = (
        face.filter(ImageFilter.GaussianBlur(3)),
        face,
        ImageEnhance.Brightness(face).enhance(0.2),
    )
    for number, frame in enumerate(frames, 1):
        taken, fraction = "2024:05:01 12:00:00", f"{number * 20}"
        save(found / f"IMG_{number:04}.jpg", frame, taken, fraction=fraction, offset="+02:00")
    save(found / "IMG_0009.jpg", portraits["grace_hopper"], "2024:05:02 09:00:00")
    return found


def flags(stage: Stage) -> dict[str, Flag]:
    from photo_curator.domain.query import PhotoQuery

    library = stage.library
    found = library.photos.summaries(library.photos.ids(PhotoQuery(include_rejected=True)))
    return {Path(one.path).name: one.flag for one in found}


def test_from_a_folder_to_an_export_and_back(make_stage, folder: Path, tmp_path: Path, qtbot) -> None:
    originals = {path: path.read_bytes() for path in folder.iterdir()}
    with Library.open(tmp_path / "new library") as library:
        stage = make_stage(library, engine=lambda take: Later(library.layout.root, take))
        window = stage.window
        window.commands.add_folders([str(folder)])
        qtbot.waitUntil(lambda: len(library.bursts.all()) == 1 and not window.bridge.busy, timeout=60_000)
        (burst,) = library.bursts.all()
        best = Path(library.photos.get(burst.best).summary.path).name
        assert best == "IMG_0002.jpg"
        window.show_album("all")
        stage.state.select([burst.photo_ids[0]], burst.photo_ids[0])
        stage.trigger("compare")
        assert stage.state.page is Page.COMPARE
        QTest.keyClick(window.feeds.compare.page, Qt.Key.Key_Return)
        kept = {best: Flag.PICK, "IMG_0001.jpg": Flag.REJECT, "IMG_0003.jpg": Flag.REJECT}
        assert flags(stage) == {**kept, "IMG_0009.jpg": Flag.NONE}
        stage.trigger("undo")
        assert set(flags(stage).values()) == {Flag.NONE}
        stage.trigger("redo")
        assert flags(stage) == {**kept, "IMG_0009.jpg": Flag.NONE}
        stage.trigger("grid")
        out = tmp_path / "out"
        stage.trigger("export")
        sheet, state = window.feeds.export.sheet, window.feeds.export.state
        sheet.options.listed.click()
        sheet.options.best.setChecked(True)
        state.set_destination(str(out))
        assert sheet.start.text() == "Export 2 photos"
        sheet.start.click()
        assert {path.name for path in out.iterdir()} == {best, "IMG_0009.jpg", MANIFEST_NAME}
        assert_clean((out / best).read_bytes())
        sheet.outcome_page.undo.click()
        assert list(out.iterdir()) == []
        sheet.reject()
        stage.trigger("redo")
        assert {path.name for path in out.iterdir()} == {best, "IMG_0009.jpg", MANIFEST_NAME}
        stage.trigger("undo")
        assert list(out.iterdir()) == []
        assert flags(stage)[best] is Flag.PICK
        assert {path: path.read_bytes() for path in folder.iterdir()} == originals
        window.close()
