"""The sheet for sidecars: what it says before anything is written, what it writes, and back again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton

from photo_curator.db.library import Library
from photo_curator.domain.interchange import NameScheme
from photo_curator.domain.operations import SetFlag, SetRating
from photo_curator.domain.rating import Flag
from photo_curator.gui.interchange.sheet import SidecarSheet
from photo_curator.gui.interchange.state import SidecarState
from photo_curator.gui.translation import install_translation
from photo_curator.services.interchange import name_scheme
from tests.gui.conftest import Stage
from tests.unit.db import samples
from tests.unit.media.conftest import jpeg, marked

FIXTURES = Path(__file__).parents[1] / "fixtures" / "xmp"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "pictures"
    found.mkdir()
    return found


@pytest.fixture
def stage(library: Library, make_stage, folder: Path) -> Stage:
    """rated, rejected with a sidecar of Lightroom's, plain, and broken: picked, with a bad sidecar."""
    library.folders.add(str(folder))
    ids = {}
    for number, name in enumerate(("rated", "rejected", "plain", "broken")):
        (folder / f"{name}.jpg").write_bytes(jpeg(marked(64, 48)) + bytes(number))
        (ids[name],) = library.files.apply([samples.add(str(folder / f"{name}.jpg"), mean=4.0 - number)])
    library.curation.apply(SetRating((ids["rated"],), 4))
    library.curation.apply(SetFlag((ids["rejected"],), Flag.REJECT))
    library.curation.apply(SetFlag((ids["broken"],), Flag.PICK))
    shutil.copy(FIXTURES / "lightroom.xmp", folder / "rejected.xmp")
    (folder / "broken.jpg.xmp").write_text("no XMP")
    made = make_stage(library)
    made.window.show_album(f"folder:{folder}")
    return made


def opened(stage: Stage) -> tuple[SidecarSheet, SidecarState]:
    stage.trigger("sidecars")
    feed = stage.window.feeds.sidecars
    assert feed.sheet is not None
    return feed.sheet, feed.state


def labels(sheet: SidecarSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if not label.isHidden())


def sidecars(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.xmp")}


def test_it_says_what_will_be_written_writes_it_and_takes_it_back(stage: Stage, folder: Path, qtbot) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    sheet, _ = opened(stage)
    said = labels(sheet)
    assert sheet.preview.heading.text() == "2 sidecars will be written"
    assert "1 is new" in said
    assert "1 is there: all that other programs wrote in it stays" in said
    assert "1 photo has neither stars nor a flag" in said
    assert "broken.jpg" in said
    rows = [sheet.preview.model.index(row).data() for row in range(sheet.preview.model.rowCount())]
    assert [row.split("   ")[0] for row in rows] == ["rated.jpg.xmp", "rejected.xmp"]
    assert "★★★★" in rows[0]
    assert "rejected" in rows[1]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    qtbot.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    assert sheet.outcome_page.heading.text() == "2 sidecars written"
    assert b'xmp:Rating="4"' in (folder / "rated.jpg.xmp").read_bytes()
    assert b'xmp:Rating="-1"' in (folder / "rejected.xmp").read_bytes()
    assert b"Green" in (folder / "rejected.xmp").read_bytes()
    assert "Write sidecars of 2 photos" in stage.window.actions_table["undo"].text()
    qtbot.mouseClick(sheet.outcome_page.undo, Qt.MouseButton.LeftButton)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert sheet.outcome_page.heading.text() == "Taken back"
    stage.trigger("redo")
    assert b'xmp:Rating="4"' in (folder / "rated.jpg.xmp").read_bytes()
    sheet.outcome_page.back.click()
    assert sheet.preview.heading.text() == "Nothing to write"
    assert "2 say it already" in labels(sheet)
    assert not sheet.start.isEnabled()


def test_choices_reach_the_files(stage: Stage, folder: Path, library: Library) -> None:
    sheet, state = opened(stage)
    sheet.choice.everyone.setChecked(True)
    assert len(state.found.changing) == 3
    sheet.choice.scheme.setCurrentIndex(sheet.choice.scheme.findData(NameScheme.SHORT))
    sheet.choice.scheme.activated.emit(1)
    assert name_scheme(library) is NameScheme.SHORT
    sheet.choice.whole.click()
    assert len(state.found.changing) == 3  # the other photos of the library have no files
    assert "12 photos cannot be reached" in labels(sheet)
    sheet.start.click()
    assert sidecars(folder) == {"rated.xmp", "rejected.xmp", "plain.xmp", "broken.jpg.xmp"}
    sheet.reject()
    (plain,) = (one for one in stage.state.ids if library.photos.get(one).summary.path.endswith("plain.jpg"))
    stage.state.select([plain, stage.state.ids[0]], plain)
    sheet, state = opened(stage)
    assert sheet.choice.selected.isChecked()
    assert len(state.found.sidecars) == 2


@pytest.mark.parametrize("language", ["en_US", "de_DE"])
def test_nothing_is_cut_off(stage: Stage, qapp, language: str) -> None:
    installed = install_translation(qapp, QLocale(language))
    try:
        sheet, _ = opened(stage)
        sheet.resize(820, 600)
        qapp.processEvents()
        for button in (sheet.start, sheet.close_button, *sheet.outcome_page.findChildren(QPushButton)):
            assert button.width() >= button.sizeHint().width() or not button.isVisible(), button.text()
        for kind in (QRadioButton, QCheckBox):
            for box in sheet.choice.findChildren(kind):
                assert box.x() + box.sizeHint().width() <= sheet.choice.width(), box.text()
        scheme = sheet.choice.scheme
        assert scheme.minimumSizeHint().width() <= scheme.width()
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)
