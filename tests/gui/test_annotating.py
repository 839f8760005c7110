"""The labelling page, by the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from photo_curator.domain.annotation import Annotation, Label
from photo_curator.domain.operations import Annotate, Judgement
from photo_curator.gui.annotation_page import AnnotationPage
from photo_curator.gui.state import Page
from tests.gui.conftest import Stage


@pytest.fixture
def page(stage: Stage) -> AnnotationPage:
    stage.trigger("annotate")
    assert stage.state.page is Page.ANNOTATION
    return stage.window.feeds.annotation.page


def name(page: AnnotationPage) -> str:
    return page._picture.accessibleName()


def sign_in(page: AnnotationPage, qtbot, who: str) -> None:
    line = page._who
    line.clear()
    qtbot.keyClicks(line, who)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def said(stage: Stage) -> dict[str, Annotation]:
    return {Path(one.photo).name: one for one in stage.library.annotations.all()}


def test_nobody_labels_without_a_name(stage: Stage, page: AnnotationPage, qtbot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_1)
    assert said(stage) == {}
    assert not any(button.isChecked() for button in page._answers.values())


def test_one_two_three_and_a_reason(stage: Stage, page: AnnotationPage, qtbot) -> None:
    sign_in(page, qtbot, "Anna")
    assert name(page) == "IMG_0000.jpg"
    qtbot.keyClick(page, Qt.Key.Key_1)
    assert name(page) == "IMG_0001.jpg"
    qtbot.keyClick(page, Qt.Key.Key_2)
    qtbot.keyClick(page, Qt.Key.Key_3)
    # Dangerous: it is asked why before it goes on.
    assert name(page) == "IMG_0002.jpg"
    qtbot.keyClicks(page._reason, "on a cliff")
    qtbot.keyClick(page._reason, Qt.Key.Key_Return)
    assert name(page) == "IMG_0003.jpg"
    assert {photo: (one.label, one.reason) for photo, one in said(stage).items()} == {
        "IMG_0000.jpg": (Label.NO_SELFIE, ""),
        "IMG_0001.jpg": (Label.SAFE, ""),
        "IMG_0002.jpg": (Label.DANGEROUS, "on a cliff"),
    }
    assert "Photo 4 of 12; 3 labelled by Anna" in page._place.text()
    assert "1 no selfie, 1 selfie, 1 dangerous" in page._said.text()
    assert "on a cliff (1)" in page._said.text()
    # Going back shows what was said; 0 takes it away.
    qtbot.keyClick(page, Qt.Key.Key_Left)
    assert page._answers[Label.DANGEROUS].isChecked()
    assert page._reason.text() == "on a cliff"
    qtbot.keyClick(page, Qt.Key.Key_0)
    assert "IMG_0002.jpg" not in said(stage)
    assert not page._answers[Label.DANGEROUS].isChecked()
    stage.trigger("undo")
    assert said(stage)["IMG_0002.jpg"].reason == "on a cliff"
    assert page._answers[Label.DANGEROUS].isChecked()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert stage.state.page is Page.GRID


def test_keys_that_rate_photos_elsewhere_rate_none_here(stage: Stage, page: AnnotationPage, qtbot) -> None:
    sign_in(page, qtbot, "Anna")
    qtbot.keyClick(page, Qt.Key.Key_3)
    assert not stage.window.actions_table["rate-3"].isEnabled()
    assert all(one.rating.value == 0 for one in stage.library.photos.summaries(stage.state.ids))


def test_another_annotator_starts_afresh_and_agreement_is_told(stage: Stage, qtbot) -> None:
    ids = stage.state.ids[:4]
    library = stage.library
    library.curation.apply(Annotate(tuple(Judgement(one, "Anna", n < 2) for n, one in enumerate(ids))))
    stage.trigger("annotate")
    page = stage.window.feeds.annotation.page
    assert page.annotator == "Anna"  # who labelled most
    assert page._answers[Label.SAFE].isChecked()
    sign_in(page, qtbot, "Ben")
    assert not page._answers[Label.SAFE].isChecked()
    for key in (Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_1):
        qtbot.keyClick(page, key)
    assert "kappa 1.00 over 4 photos" in page._said.text()


def test_tables_in_and_out(stage: Stage, page: AnnotationPage, tmp_path: Path) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("file,annotator,selfie\nIMG_0001.jpg,Cleo,1\nelsewhere.jpg,Cleo,0\n")
    stage.dialogs.choose_table = lambda: str(table)
    stage.dialogs.choose_new_table = lambda: str(out)
    told: list[str] = []
    stage.window.commands.said.connect(told.append)
    page.import_asked.emit()
    assert set(said(stage)) == {"IMG_0001.jpg"}
    assert told == ["Labels of 1 photo imported; 1 file is not in this library"]
    page.export_asked.emit()
    assert out.read_text().splitlines()[1:] == ["IMG_0001.jpg,Cleo,1,0,"]
