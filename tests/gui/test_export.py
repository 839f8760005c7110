"""The export sheet: what it says before anything is written, what it writes, and back again."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton

from photo_curator.db.library import Library
from photo_curator.domain.capture import Capture, Place
from photo_curator.domain.danger import DangerVerdict
from photo_curator.domain.export import Mode
from photo_curator.domain.manifest import MANIFEST_NAME
from photo_curator.domain.operations import SetDanger
from photo_curator.gui.export.sheet import ExportSheet
from photo_curator.gui.export.state import ExportState
from photo_curator.gui.tasks import Tasks
from photo_curator.gui.translation import install_translation
from tests.gui.conftest import Stage
from tests.unit.db import samples
from tests.unit.media.test_cleaning import assert_clean, loaded_jpeg


@pytest.fixture
def ids(library: Library, tmp_path: Path) -> dict[str, int]:
    """Three real files instead of the twelve photos without files: the best, a dangerous one, a bad one."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    library.folders.add(str(folder))
    found = {}
    for number, (name, mean) in enumerate((("best.jpg", 4.8), ("cliff.jpg", 4.4), ("bad.jpg", 1.5))):
        (folder / name).write_bytes(loaded_jpeg() + b"x" * number)
        capture = Capture(place=Place(48.86, 2.29, "Paris", "", "France", "FR"))
        added = samples.add(str(folder / name), mean=mean, faces=2, capture=capture)
        (found[name],) = library.files.apply([replace(added)])
    library.curation.apply(SetDanger((found["cliff.jpg"],), DangerVerdict.DANGEROUS))
    return found


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def stage(ids: dict[str, int], library: Library, make_stage, tmp_path: Path) -> Stage:
    made = make_stage(library)
    made.window.show_album(f"folder:{tmp_path / 'pictures'}")
    return made


def opened(stage: Stage) -> tuple[ExportSheet, ExportState]:
    stage.trigger("export")
    feed = stage.window.feeds.export
    assert feed.sheet is not None
    return feed.sheet, feed.state


def labels(sheet: ExportSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if not label.isHidden())


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_the_sheet_says_what_is_left_out_and_lets_one_go(stage: Stage, ids, out: Path, qtbot) -> None:
    sheet, state = opened(stage)
    assert sheet.preview.heading.text().startswith("2 photos · ")
    said = labels(sheet)
    assert "2 files tell where they were taken: taken out" in said
    assert "2 photos show several people" in said
    assert "1 photo is left out" in said
    assert "Dangerous selfie" in said
    assert not sheet.start.isEnabled()  # no folder yet
    state.set_destination(str(out))
    assert sheet.start.text() == "Export 2 photos"
    (allow,) = [one for one in sheet.preview.findChildren(QPushButton) if one.text() == "Export anyway"]
    qtbot.mouseClick(allow, Qt.MouseButton.LeftButton)
    assert sheet.start.text() == "Export 3 photos"
    assert "1 dangerous selfie goes along" in labels(sheet)
    assert not out.exists()
    # What was allowed once is not allowed the next time.
    sheet.reject()
    opened(stage)
    assert sheet.start.text() == "Export 2 photos"


def test_export_then_undo_from_the_sheet(stage: Stage, out: Path, qtbot, monkeypatch) -> None:
    sheet, state = opened(stage)
    stage.dialogs.choose_destination = lambda title: str(out)  # type: ignore[method-assign]
    qtbot.mouseClick(sheet.options.browse, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    assert files(out) == {"best.jpg", "bad.jpg", MANIFEST_NAME}
    assert_clean((out / "best.jpg").read_bytes())
    assert sheet.outcome_page.heading.text() == "2 files written"
    assert "2 cleaned, every pixel as it was" in sheet.outcome_page.text.text()
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    sheet.outcome_page.open_folder.click()
    assert shown == [str(out)]
    assert "Export 2 photos" in stage.window.actions_table["undo"].text()
    qtbot.mouseClick(sheet.outcome_page.undo, Qt.MouseButton.LeftButton)
    assert files(out) == set()
    assert sheet.outcome_page.heading.text() == "Taken back"
    sheet.outcome_page.back.click()
    assert sheet.start.isVisible()
    assert state.outcome is None


def test_which_photos_follows_selection_and_score(stage: Stage, ids, out: Path) -> None:
    sheet, state = opened(stage)
    sheet.options.scored.setChecked(True)  # at least 4.0
    assert [Path(one.path).name for one in state.found.plan.photos] == ["best.jpg"]
    sheet.options.scored.setChecked(False)
    sheet.reject()
    stage.state.select([ids["bad.jpg"], ids["best.jpg"]], ids["bad.jpg"])
    sheet, state = opened(stage)
    assert sheet.options.selected.isChecked()
    assert {one.photo_id for one in state.found.plan.photos} == {ids["bad.jpg"], ids["best.jpg"]}
    sheet.options.scored.setChecked(True)
    assert [one.photo_id for one in state.found.plan.photos] == [ids["best.jpg"]]


def test_options_reach_the_files(stage: Stage, out: Path, qtbot) -> None:
    sheet, state = opened(stage)
    state.set_destination(str(out))
    options = sheet.options
    assert not options.mode.isEnabled()
    options.location.setChecked(True)
    options.serials.setChecked(True)
    assert options.mode.isEnabled()
    options.mode.setCurrentIndex(options.mode.findData(Mode.HARDLINK))
    options.folders.setChecked(True)
    options.template.setEditText("{stars}/{name}")
    qtbot.waitUntil(lambda: state.settings.template == "{stars}/{name}")
    sheet.start.click()
    assert (out / "0" / "best.jpg").stat().st_nlink == 2
    sheet.outcome_page.back.click()
    options.side.setCurrentIndex(options.side.count() - 1)
    assert (state.settings.long_side, state.settings.quality) == (1080, 90)
    assert not options.mode.isEnabled()  # a new JPEG is no link


def test_what_is_not_possible_is_said_and_nothing_can_be_started(stage: Stage, tmp_path: Path) -> None:
    sheet, state = opened(stage)
    state.set_destination(str(tmp_path / "pictures" / "new"))
    assert "would be taken for new photos" in sheet.preview.error.text()
    assert not sheet.start.isEnabled()
    state.set_destination(str(tmp_path / "out"))
    state.change(template="{nme}")
    assert "{nme}" in sheet.preview.error.text()
    state.change(template="{name}")
    assert sheet.preview.error.isHidden()
    assert sheet.start.isEnabled()


def test_what_could_not_be_written_is_named(stage: Stage, tmp_path: Path, out: Path) -> None:
    sheet, state = opened(stage)
    state.set_destination(str(out))
    (tmp_path / "pictures" / "bad.jpg").unlink()
    sheet.start.click()
    assert sheet.outcome_page.heading.text() == "1 file written"
    assert "bad.jpg” does not exist any more" in sheet.outcome_page.failures.text()


def test_stop_is_heeded_between_photos_and_off_the_gui_thread(
    ids, library: Library, make_stage, out: Path, tmp_path: Path, qtbot, monkeypatch
) -> None:
    import threading

    from photo_curator.media import rendition

    stage = make_stage(library)
    stage.window.show_album(f"folder:{tmp_path / 'pictures'}")
    sheet, state = opened(stage)
    state.set_destination(str(out))
    threaded = Tasks.threaded(lambda error: pytest.fail(str(error)))
    state._tasks.exports, real = threaded.exports, rendition.render_file
    written_on: list[str] = []
    go = threading.Event()

    def slowly(*arguments, **more):
        written_on.append(threading.current_thread().name)
        assert go.wait(10)
        return real(*arguments, **more)

    monkeypatch.setattr(rendition, "render_file", slowly)
    sheet.start.click()
    qtbot.waitUntil(lambda: bool(written_on))
    assert state.running
    assert sheet.stop.isVisible()
    sheet.reject()  # asks to stop, and stays to say what was written
    assert sheet.isVisible()
    go.set()
    qtbot.waitUntil(lambda: not state.running)
    assert written_on == [written_on[0]]
    assert written_on[0].startswith("exports")
    assert sheet.outcome_page.heading.text() == "The export was stopped"
    assert len(files(out) - {MANIFEST_NAME}) == 1
    threaded.close()


def test_in_the_loupe_the_photo_shown_is_meant(stage: Stage, ids) -> None:
    stage.state.select([ids["bad.jpg"]], ids["bad.jpg"])
    stage.trigger("loupe")
    _, state = opened(stage)
    assert [one.photo_id for one in state.found.plan.photos] == [ids["bad.jpg"]]


@pytest.mark.parametrize("language", ["en_US", "de_DE"])
def test_nothing_is_cut_off(stage: Stage, qapp, language: str, out: Path) -> None:
    installed = install_translation(qapp, QLocale(language))
    try:
        sheet, state = opened(stage)
        state.set_destination(str(out))
        sheet.resize(1000, 690)
        qapp.processEvents()
        for button in (*sheet.options.findChildren(QPushButton), sheet.start, sheet.close_button):
            assert button.width() >= button.sizeHint().width(), button.text()
        inner = sheet.options.widget()
        for box in (
            sheet.options.scored,
            sheet.options.convert,
            sheet.options.serials,
            sheet.options.folders,
        ):
            assert box.x() + box.sizeHint().width() <= inner.width(), box.text()
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)


def test_originals_are_as_they_were(stage: Stage, tmp_path: Path, out: Path) -> None:
    before = {
        path: (path.read_bytes(), os.stat(path).st_mtime_ns) for path in (tmp_path / "pictures").iterdir()
    }
    sheet, state = opened(stage)
    state.set_destination(str(out))
    sheet.start.click()
    sheet.outcome_page.undo.click()
    assert before == {
        path: (path.read_bytes(), os.stat(path).st_mtime_ns) for path in (tmp_path / "pictures").iterdir()
    }
