"""The page "Why this score" in the window: an engine that says what the test wants, once a real one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QToolButton

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.explanation import EXPLANATION_FILE, FOOLING_FILE, Check, CheckName, Method
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Box, Landmarks
from photo_curator.domain.indexing import AddPhoto, AnalysedFace
from photo_curator.domain.score import Score, Verdict
from photo_curator.gui import empty_states
from photo_curator.gui.state import Page
from photo_curator.gui.why.map_section import Placement
from photo_curator.gui.why.page import WhyPage
from photo_curator.services.engine import EngineProcess
from tests.gui.conftest import Stage, add
from tests.gui.why_results import CHECKS, FAILED, write_fooling, write_map

MEAN = Score((0.0, 0.05, 0.3, 0.45, 0.2), 3.8, 3.1, 4.5)
OTHER = Score((0.0, 0.0, 0.1, 0.2, 0.7), 4.6, 4.2, 5.0)


def portrait(number: int, *faces: tuple[float, Score | None]) -> AddPhoto:
    """Faces of so many pixels' height, side by side."""
    point = (400.0, 300.0)
    found = [
        Face(0, Box(left, 50, left + height, 50 + height), Landmarks(*[point] * 5), 0.99, score, {}, "")
        for left, (height, score) in zip(range(0, 900, 300), faces, strict=False)
    ]
    photo = add(number, mean=4.0)
    analysis = replace(
        photo.analysis,
        verdict=Verdict.SCORE,
        faces=tuple(AnalysedFace(face, b"") for face in found),
    )
    return replace(photo, analysis=analysis)


@pytest.fixture
def stage(library: Library, make_stage) -> Stage:
    library.files.apply(
        [
            portrait(100, (200.0, MEAN), (150.0, OTHER)),
            portrait(101, (40.0, None)),
            portrait(102, (200.0, MEAN)),
        ]
    )
    return make_stage(library)


def select(stage: Stage, name: str) -> None:
    photo = next(p for p in stage.state.ids if stage.library.photos.get(p).summary.path.endswith(name))
    stage.state.select([photo], photo)
    stage.window.loading._read_photo()


def open_page(stage: Stage, name: str = "IMG_0100.jpg") -> WhyPage:
    select(stage, name)
    stage.trigger("why")
    assert stage.state.page is Page.WHY
    stage.window.loading._read_photo()
    return stage.window.feeds.why.page


def asked(stage: Stage) -> list[m.Explain]:
    return [what for verb, what in stage.engines[-1].asked if verb == "Explain"]


def answer(stage: Stage, qtbot, folder: Path, fooling: Path | None = None) -> None:
    """Answer the latest question."""
    engine = stage.engines[-1]
    task = max(n for n, (verb, _) in enumerate(engine.asked, start=1) if verb == "Explain")
    request = engine.asked[task - 1][1]
    engine.answer(
        m.Explained(
            task=task,
            photo_id=request.photo_id,
            face=request.face,
            folder=str(folder),
            fooling=str(fooling or ""),
        )
    )
    engine.answer(m.Done(task=task))
    qtbot.waitUntil(lambda: task not in stage.window.bridge._listeners)


def say(stage: Stage, qtbot, message_of) -> None:
    """Let the engine say something about the latest question."""
    engine = stage.engines[-1]
    task = len(engine.asked)
    engine.answer(message_of(task))
    qtbot.wait(1)


def texts(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(widget, text: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text() == text and b.isVisible())


def test_the_map_comes_with_its_checks_and_a_failed_one_warns(stage: Stage, qtbot, tmp_path: Path) -> None:
    page = open_page(stage)
    assert (asked(stage)[-1].face, asked(stage)[-1].method) == (1, Method.SALIENCY)
    assert "Why 3.8?" in texts(page)
    assert "IMG_0100.jpg, face 1 of 2" in texts(page)
    say(stage, qtbot, lambda task: m.Progress(task=task, stage="explaining", done=3, total=12))
    assert "3 of about 12" in texts(page)
    assert not button(page, "Save pictures and numbers…").isEnabled()
    answer(stage, qtbot, write_map(tmp_path / "map"))
    shown = texts(page)
    for words in ("87 %", "4.6 → 3.1", "4.6 → 4.4", "yes (ρ = 0.89)", "4.4 … 4.7"):
        assert words in shown
    assert "failed one of 5 tests" in shown
    assert "hardly anything the network has learnt" in shown
    assert page.map._bars.accessibleName() == "Eyes hidden −1.3, Mouth hidden +0.4, Background hidden 0.0"
    assert "3 of about 12" not in shown


def test_all_failures_are_said_in_plain_words(stage: Stage, qtbot, tmp_path: Path) -> None:
    page = open_page(stage)
    empty = Check(CheckName.INSIDE_FACE, False, "")
    answer(
        stage,
        qtbot,
        write_map(tmp_path / "map", checks=(empty, *(replace(one, passed=False) for one in CHECKS[1:]))),
    )
    shown = texts(page)
    assert "failed 5 of 5 tests" in shown
    assert "The map is empty" in shown
    assert "19 of 20 tries elsewhere change the score less" in shown
    assert "hangs on things that do not matter" in shown
    assert "background counts for more than the face" in shown


def test_a_map_that_holds_up_warns_of_nothing(stage: Stage, qtbot, tmp_path: Path) -> None:
    page = open_page(stage)
    answer(
        stage,
        qtbot,
        write_map(tmp_path / "map", checks=tuple(replace(one, passed=True) for one in CHECKS)),
    )
    shown = texts(page)
    assert "passed all 5 tests" in shown
    assert "learnt" not in shown


def test_the_slider_lays_the_map_over_the_face(stage: Stage, qtbot, tmp_path: Path) -> None:
    page = open_page(stage)
    answer(stage, qtbot, write_map(tmp_path / "map"))
    pane, slider = page.map._overlay, page.map.findChild(QSlider)

    def colours() -> tuple[QColor, QColor]:
        image = pane.grab().toImage()
        quarter, ratio = pane.width() // 4, image.width() / pane.width()
        return tuple(
            QColor(image.pixel(round(x * quarter * ratio), round(x * quarter * ratio))) for x in (1, 3)
        )

    slider.setValue(0)
    assert [colour.name() for colour in colours()] == ["#c87828", "#c87828"]
    slider.setValue(100)
    hot, dim = colours()
    assert hot.red() > 240
    assert hot.green() < 20
    assert dim.saturation() < 10
    assert dim.lightness() < 80
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert slider.value() == 99


def test_the_map_at_its_place_in_the_photo(stage: Stage, qtbot, tmp_path: Path) -> None:
    # Number 100 has no thumbnail: its map lies on the face alone.
    page = open_page(stage)
    answer(stage, qtbot, write_map(tmp_path / "map", photo=False))
    assert not page.map._segments.button(Placement.PHOTO).isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    thumbnails = stage.library.layout
    key = stage.library.photos.get(stage.state.current).summary.thumbnail_key
    path = thumbnails.thumbnail(key, 512)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (512, 384), (0, 60, 200)).save(path)
    stage.trigger("why")
    stage.window.loading._read_photo()
    stage.window.feeds.why.why._answers.clear()
    stage.window.feeds.why.why.retry(Method.SALIENCY)
    answer(stage, qtbot, write_map(tmp_path / "map"))
    page.map._segments.button(Placement.PHOTO).click()
    assert page.map._plain._layers.base.width() > page.map._plain._layers.base.height()
    assert page.map._plain.accessibleName() == "The photo"
    # Turned by the user, it is turned here.
    upright = page.map._plain._layers.base.size()
    photo = stage.window.feeds.why.why.photo
    turned = replace(photo, summary=replace(photo.summary, rotation=90))
    stage.window.feeds.why.why.show(turned, 0)
    assert page.map._plain._layers.base.size() == upright.transposed()


def test_methods_by_keys_and_back_at_once(stage: Stage, qtbot, tmp_path: Path) -> None:
    page = open_page(stage)
    answer(stage, qtbot, write_map(tmp_path / "saliency"))
    first = page._methods.button(Method.SALIENCY)
    assert first.focusPolicy() & Qt.FocusPolicy.TabFocus
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert asked(stage)[-1].method is Method.INTEGRATED_GRADIENTS
    assert "blurred face" in texts(page)
    assert "Looking for what mattered" in page.map._overlay.accessibleName()
    answer(stage, qtbot, write_map(tmp_path / "ig", Method.INTEGRATED_GRADIENTS))
    assert page.map._overlay.accessibleName() == "What mattered: Integrated gradients"
    count = len(asked(stage))
    page._methods.button(Method.SALIENCY).click()
    assert page.map._overlay.accessibleName() == "What mattered: Saliency"
    assert len(asked(stage)) == count


def test_faces_of_a_photo(stage: Stage, qtbot, tmp_path: Path) -> None:
    page = open_page(stage)
    assert page._strip.isVisible()
    page._strip._buttons[1].click()
    assert ("cancel", 1) in [(verb, 1) for verb, _ in stage.engines[-1].asked]
    assert asked(stage)[-1].face == 2
    assert "Why 4.6?" in texts(page)
    # This one is a five already: aimed at is the other end.
    assert page.fooling._targets.button(1).isChecked()
    assert not page.fooling._targets.button(5).isEnabled()


def test_the_inspectors_face_and_button(stage: Stage, qtbot) -> None:
    select(stage, "IMG_0100.jpg")
    inspector = stage.window.inspector
    inspector._strip._buttons[1].click()
    button(inspector, "Why this score?").click()
    assert stage.state.page is Page.WHY
    stage.window.loading._read_photo()
    assert asked(stage)[-1].face == 2


def test_the_fooling_picture_on_demand(stage: Stage, qtbot, tmp_path: Path) -> None:
    page = open_page(stage)
    answer(stage, qtbot, write_map(tmp_path / "map"))
    assert len(asked(stage)) == 1
    assert page.fooling._targets.button(5).isChecked()
    button(page, "Look for it").click()
    assert asked(stage)[-1].fool == 5
    answer(stage, qtbot, tmp_path / "map", write_fooling(tmp_path / "fooling"))
    shown = texts(page.fooling)
    for words in (
        "2 / 255",
        "71 %",
        "0.8 / 255",
        "Original · 4 (45 %)",
        "Fooled · 5 (50 %)",
        "Difference × 50",
    ):
        assert words in shown
    assert "at most 2/255 makes this face a 5 (50 %)" in shown
    assert "hint, not a verdict" in shown
    assert "5: 20 % before, 50 % after" in page.fooling._shares.accessibleName()


def test_an_attack_that_fails_is_said(stage: Stage, qtbot, tmp_path: Path) -> None:
    page = open_page(stage)
    answer(stage, qtbot, write_map(tmp_path / "map"))
    button(page, "Look for it").click()
    answer(stage, qtbot, tmp_path / "map", write_fooling(tmp_path / "none", FAILED))
    shown = texts(page.fooling)
    assert "No change within 32/255 was found" in shown
    assert "over 32 / 255" in shown
    assert "Difference" not in shown
    assert not page.fooling._panes["fooled"].isVisible()
    button_texts = [one.text() for one in page.fooling.findChildren(QPushButton) if one.isVisible()]
    assert button_texts == []
    # Before 8 bits it worked, after them no more.
    page.fooling._targets.button(2).click()
    button(page, "Look for it").click()
    half = write_fooling(tmp_path / "half", replace(FAILED, target=2, radius=0.4))
    answer(stage, qtbot, tmp_path / "map", half)
    assert "only until the picture is saved in 8 bits" in texts(page.fooling)


def test_cancel_error_and_try_again(stage: Stage, qtbot, tmp_path: Path) -> None:
    page = open_page(stage)
    button(page.map, "Cancel").click()
    assert stage.engines[-1].asked[-1][0] == "cancel"
    assert "Stopped." in texts(page)
    button(page.map, "Try again").click()
    say(stage, qtbot, lambda task: m.Failed(task=task, message="“IMG_0100.jpg” is missing."))
    assert "“IMG_0100.jpg” is missing." in texts(page)
    button(page.map, "Try again").click()
    answer(stage, qtbot, write_map(tmp_path / "map"))
    assert "87 %" in texts(page)


def test_while_photos_are_analysed_it_says_that_it_waits(stage: Stage, qtbot) -> None:
    stage.window.bridge.rescan()
    page = open_page(stage)
    assert "after the photos that are being analysed" in texts(page)


def test_leaving_stops_what_is_under_way(stage: Stage, qtbot) -> None:
    open_page(stage)
    stage.trigger("why")
    assert stage.state.page is Page.GRID
    assert stage.engines[-1].asked[-1][0] == "cancel"


def test_back_to_the_loupe_it_came_from(stage: Stage, qtbot) -> None:
    select(stage, "IMG_0100.jpg")
    stage.trigger("loupe")
    stage.trigger("why")
    stage.trigger("back")
    assert stage.state.page is Page.LOUPE


def test_without_a_face_and_where_the_machine_cannot_tell(stage: Stage, qtbot) -> None:
    page = open_page(stage, "IMG_0000.jpg")
    assert page._empty.kind == empty_states.NO_FACE
    assert page._empty.isVisible()
    select(stage, "IMG_0101.jpg")
    assert page._empty.kind == empty_states.CANNOT_TELL
    assert "only 40 pixels high" in texts(page)
    assert not page._methods.isVisible()
    assert asked(stage) == []


def test_from_photo_to_photo(stage: Stage, qtbot) -> None:
    page = open_page(stage)
    before = stage.state.current
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Right)
    following = stage.state.current
    assert following != before
    qtbot.keyClick(page, Qt.Key.Key_Left)
    assert stage.state.current == before


def test_saving_what_is_shown(stage: Stage, qtbot, tmp_path: Path) -> None:
    page = open_page(stage)
    answer(stage, qtbot, write_map(tmp_path / "map"))
    (tmp_path / "kept").mkdir()
    stage.dialogs.choose_destination = lambda _title: str(tmp_path / "kept")
    save = button(page, "Save pictures and numbers…")
    save.click()
    folder = tmp_path / "kept" / "IMG_0100 1 saliency"
    assert {path.name for path in folder.iterdir()} == {path.name for path in (tmp_path / "map").iterdir()}
    # The fooling picture goes along once it is there; an earlier result is replaced.
    button(page, "Look for it").click()
    answer(stage, qtbot, tmp_path / "map", write_fooling(tmp_path / "fooling"))
    save.click()
    assert {EXPLANATION_FILE, FOOLING_FILE, "fooled.png"} <= {path.name for path in folder.iterdir()}
    # A folder of somebody's own is never written into.
    (folder / EXPLANATION_FILE).unlink()
    save.click()
    assert "holds other files" in stage.window.status._message.text()


def test_everything_has_a_name(stage: Stage, qtbot, tmp_path: Path) -> None:
    page = open_page(stage)
    answer(stage, qtbot, write_map(tmp_path / "map"))
    button(page, "Look for it").click()
    answer(stage, qtbot, tmp_path / "map", write_fooling(tmp_path / "fooling"))
    for kind in (QToolButton, QPushButton, QSlider):
        for widget in page.findChildren(kind):
            if widget.isVisible():
                assert widget.accessibleName() or widget.text(), widget
                assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget
    for pane in (page.map._plain, page.map._overlay, *page.fooling._panes.values()):
        assert pane.accessibleName()


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700), (760, 480)])
def test_nothing_is_cut_off(stage: Stage, qtbot, tmp_path: Path, size: tuple[int, int]) -> None:
    stage.window.resize(*size)
    page = open_page(stage)
    answer(stage, qtbot, write_map(tmp_path / "map"))
    button(page, "Look for it").click()
    answer(stage, qtbot, tmp_path / "map", write_fooling(tmp_path / "fooling"))
    qtbot.wait(20)
    inner = page._area.widget()
    assert inner.width() <= page._area.viewport().width()
    for label in inner.findChildren(QLabel):
        if label.isVisible() and label.text():
            room = label.contentsRect()
            needed = label.heightForWidth(room.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed - 1, label.text()


@pytest.mark.slow
def test_with_the_real_engine(portraits, tmp_path: Path, make_stage, qtbot) -> None:
    """From a photo on disk to map, checks and fooling picture, through the engine's own process."""
    photos = tmp_path / "photos"
    photos.mkdir()
    portraits["grace_hopper"].save(photos / "grace.jpg", quality=92)
    root = tmp_path / "own"
    with Library.open(root) as library:
        stage = make_stage(library, start=False)
        stage.window.bridge._make_engine = lambda take: EngineProcess(root, take)
        stage.window.start()
        stage.window.commands.add_folders([str(photos)])
        qtbot.waitUntil(lambda: not stage.window.bridge.busy and len(stage.state.ids) == 1, timeout=120_000)
        page = open_page(stage, "grace.jpg")
        why = stage.window.feeds.why.why
        qtbot.waitUntil(lambda: why.map is not None, timeout=120_000)
        assert [check.name for check in why.map.explanation.checks] == list(CheckName)
        assert why.map.photo is not None
        assert why.map.explanation.score == pytest.approx(why.subject.score.mean, abs=0.05)
        button(page, "Look for it").click()
        qtbot.waitUntil(lambda: why.fooling is not None, timeout=180_000)
        assert why.fooling.fooling.target == why.target
        assert f"makes this face a {why.target}" in texts(page.fooling)
        stage.window.close()
