"""Comparing in the window: a burst opened, looked at closely, its best kept, taken back, the next one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from photo_curator.db.library import Library
from photo_curator.domain.burst import BurstKind
from photo_curator.domain.capture import Capture, CaptureTime
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Size
from photo_curator.domain.indexing import AddPhoto, AnalysedFace, Analysis, FileFacts, FileStamp
from photo_curator.domain.photo import FileRole
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict
from photo_curator.gui.compare.feed import CompareFeed
from photo_curator.gui.compare.page import ComparePage
from photo_curator.gui.compare.state import Arrangement, CompareState
from photo_curator.gui.loupe.pictures import Pictures
from photo_curator.gui.state import Page
from photo_curator.gui.tasks import SynchronousExecutor
from tests.gui.conftest import Stage
from tests.gui.pages_fixtures import GOOD_FACE, SURE, make_face, save_picture, save_thumbnails

SIZE = (1200, 900)
BOX = 120


def face(number: int, x: float = 500, **attributes: float) -> Face:
    return make_face(number, (x, 360, x + BOX, 360 + BOX), attributes={**GOOD_FACE, **attributes})


def photo(
    folder: Path, library: Library, name: str, second: float, faces: tuple[Face, ...], **capture
) -> AddPhoto:
    path = folder / f"{name}.jpg"
    number = sum(map(ord, name))
    picture = save_picture(path, SIZE, seed=number)
    key = f"{number:064x}"
    save_thumbnails(library.layout, key, picture)
    taken = CaptureTime(datetime(2026, 11, 14, 19, 42, 8) + timedelta(seconds=second), 60, subsecond=True)
    facts = FileFacts(key, key, "0" * 16, Size(*SIZE), "JPEG", Capture(taken=taken, **capture))
    stamp = FileStamp(path.stat().st_size, 10**18, 1, number)
    found = tuple(AnalysedFace(replace(one, id=0), b"\0" * 16) for one in faces)
    verdict = Verdict.SCORE if faces else Verdict.NO_FACE
    return AddPhoto(str(path), FileRole.PICTURE, stamp, facts, Analysis(verdict, SURE, found, "test"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A burst of four, a pair of two persons, a bracket of two, and a photo by itself; in order of time."""
    root = tmp_path_factory.mktemp("compare")
    folder = root / "photos"
    folder.mkdir()
    found = Library.open(root / "library")
    found.folders.add(str(folder))
    found.files.apply(
        [
            *(
                photo(folder, found, f"a{n}", n / 4, (face(n, 480 + 30 * n, sharpness=s),), burst_id="a")
                for n, s in enumerate((0.4, 0.95, 0.6, 0.5))
            ),
            *(
                photo(
                    folder,
                    found,
                    f"b{n}",
                    -100 + n,
                    (face(n, 300, sharpness=0.5 + 0.4 * n), face(n + 10, 800)),
                    burst_id="b",
                )
                for n in range(2)
            ),
            *(
                photo(folder, found, f"c{n}", -200 + n, (), camera_model="Camera", exposure_bias=bias)
                for n, bias in enumerate((0.0, -2.0, 2.0))
            ),
            photo(folder, found, "single", -300, (face(1),)),
        ]
    )
    found.bursts.regroup()
    found.close()
    return root / "library"


@pytest.fixture
def library(tmp_path: Path, made: Path) -> Iterator[Library]:
    """A copy; the photos are shared."""
    shutil.copytree(made, tmp_path / "library")
    found = Library.open(tmp_path / "library")
    yield found
    found.close()


@pytest.fixture
def stage(library: Library, make_stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The window; pictures are decoded where they are asked for."""
    monkeypatch.setattr(
        "photo_curator.gui.compare.feed.ThreadExecutor", lambda *_, **__: SynchronousExecutor()
    )
    stage = make_stage(library)
    stage.trigger("sort-time")
    return stage


def feed(stage: Stage) -> CompareFeed:
    return stage.window.feeds.compare


def state(stage: Stage) -> CompareState:
    return feed(stage).compare


def page(stage: Stage) -> ComparePage:
    return feed(stage).page


def ids(stage: Stage) -> dict[str, int]:
    with stage.library._database.read() as connection:
        rows = connection.exec_driver_sql("SELECT id, path FROM photo").fetchall()
    return {Path(path).stem: photo_id for photo_id, path in rows}


def flags(stage: Stage, *names: str) -> list[Flag]:
    found = ids(stage)
    return [one.flag for one in stage.library.photos.summaries([found[name] for name in names])]


def compare(stage: Stage, *names: str) -> None:
    """Select photos that the grid shows, and press C."""
    wanted = [ids(stage)[name] for name in names]
    stage.state.select(wanted, wanted[0])
    stage.trigger("compare")
    QApplication.processEvents()


def shown(stage: Stage) -> list[str]:
    return [Path(frame.summary.path).stem for frame in state(stage).shown]


def press(qtbot, stage: Stage, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(page(stage), key, modifier)
    QApplication.processEvents()


def card(stage: Stage, burst: str) -> str:
    """The photo of a burst that stands in the grid."""
    there = set(stage.state.ids)
    return next(name for name, photo_id in ids(stage).items() if name.startswith(burst) and photo_id in there)


def test_a_burst_best_first(stage: Stage) -> None:
    compare(stage, card(stage, "a"))
    assert stage.state.page is Page.COMPARE
    assert shown(stage) == ["a1", "a2", "a3"]
    panes = page(stage).panes
    assert [pane.accessibleName().split(", ")[0] for pane in panes] == ["frame 2", "frame 3", "frame 4"]
    assert "best pick" in panes[0].accessibleName()
    assert "softer −37 %" in panes[1].accessibleName()
    for pane in panes:  # decoded, and drawn pixel for pixel
        assert pane.canvas.image.width() == pane.canvas.placement.long_side
        assert pane.canvas.message == ""
    state(stage).arrange(Arrangement.SURVEY)
    assert shown(stage) == ["a0", "a1", "a2", "a3"]


def middle(pane) -> QPointF:
    """From the face's middle to the middle of what is seen, in pixels of the photo."""
    x, y = pane.frame.faces[0].box.centre
    return pane.canvas.placement.centre - QPointF(x, y)


def test_all_panes_look_at_the_same_face(stage: Stage, qtbot) -> None:
    compare(stage, card(stage, "a"))
    stage.trigger("zoom")
    panes = page(stage).panes
    assert [pane.canvas.placement.scale for pane in panes] == [1.0, 1.0, 1.0]
    assert [middle(pane) for pane in panes] == [QPointF(0, 0)] * 3
    QApplication.processEvents()
    for pane in panes:  # at 100 % a part with every pixel is drawn
        assert pane.canvas._detail.width() > pane.canvas.width()
    canvas = panes[1].canvas
    at, turn = QPointF(canvas.rect().center()), QPoint(0, 120)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), turn, *none, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(canvas, wheel)
    assert [round(pane.canvas.placement.scale, 3) for pane in panes] == [1.2, 1.2, 1.2]
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    qtbot.mouseMove(canvas, QPoint(50, 90))
    first = [(round(middle(pane).x(), 3), round(middle(pane).y(), 3)) for pane in panes]
    assert len(set(first)) == 1
    assert first[0][1] < -5
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(50, 90))
    press(qtbot, stage, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len({(round(middle(pane).x(), 3), round(middle(pane).y(), 3)) for pane in panes}) == 1
    stage.trigger("zoom")
    assert all(pane.canvas.placement.fitted for pane in panes)


def test_another_persons_face(stage: Stage, qtbot) -> None:
    compare(stage, card(stage, "b"))
    stage.trigger("zoom")
    press(qtbot, stage, Qt.Key.Key_F)
    for pane in page(stage).panes:
        assert pane.canvas.placement.centre == QPointF(*pane.frame.faces[1].box.centre)
    page(stage)._faces.person_chosen.emit(state(stage).comparison.people[0])
    for pane in page(stage).panes:
        assert pane.canvas.placement.centre == QPointF(*pane.frame.faces[0].box.centre)


def test_enter_keeps_the_best_in_one_step_and_goes_on(stage: Stage, qtbot) -> None:
    burst = "a0", "a1", "a2", "a3"
    compare(stage, card(stage, "a"))
    press(qtbot, stage, Qt.Key.Key_Return)
    assert flags(stage, *burst) == [Flag.REJECT, Flag.PICK, Flag.REJECT, Flag.REJECT]
    assert stage.window.toast.text == "Kept 1, rejected 3"
    assert shown(stage) == ["b1", "b0"]
    stage.trigger("undo")
    assert flags(stage, *burst) == [Flag.NONE] * 4
    assert shown(stage) == ["a1", "a2", "a3"]  # back where it can be seen
    stage.trigger("redo")
    assert flags(stage, *burst) == [Flag.REJECT, Flag.PICK, Flag.REJECT, Flag.REJECT]
    assert [frame.summary.flag for frame in state(stage).shown] == [Flag.PICK, Flag.REJECT, Flag.REJECT]


def test_what_was_done_is_said_above_the_buttons(stage: Stage, qtbot) -> None:
    compare(stage, card(stage, "a"))
    stage.window.resize(1024, 700)
    press(qtbot, stage, Qt.Key.Key_Return)
    toast, keep = stage.window.toast, page(stage)._foot.keep
    qtbot.waitUntil(toast.isVisible)
    assert toast.geometry().bottom() < keep.mapTo(stage.window.pages, keep.rect().topLeft()).y()


def test_keys_rate_and_flag_the_frame_with_the_focus(stage: Stage, qtbot) -> None:
    compare(stage, card(stage, "a"))
    press(qtbot, stage, Qt.Key.Key_Right)
    stage.trigger("rate-4")
    stage.trigger("pick")
    found = ids(stage)
    (summary,) = stage.library.photos.summaries([found["a2"]])
    assert (summary.rating.value, summary.flag) == (4, Flag.PICK)
    assert page(stage).panes[1].frame.summary.rating.value == 4
    assert flags(stage, "a0", "a1", "a3") == [Flag.NONE] * 3
    page(stage).panes[0].rated.emit(2)
    assert stage.library.photos.summaries([found["a1"]])[0].rating.value == 2
    stage.trigger("auto-advance")
    stage.trigger("reject")
    assert flags(stage, "a2") == [Flag.REJECT]
    assert state(stage).focus == found["a3"]


def test_from_burst_to_burst(stage: Stage, qtbot) -> None:
    said: list[str] = []
    stage.window.commands.said.connect(said.append)
    compare(stage, card(stage, "a"))
    (following,) = feed(stage)._ahead  # read and decoded ahead
    ahead = {frame.summary.path for frame in following.comparison.frames}
    pictures: Pictures = page(stage).pictures
    assert ahead <= {wanted.path for wanted in pictures._images}
    press(qtbot, stage, Qt.Key.Key_PageDown)
    assert shown(stage) == ["b1", "b0"]
    press(qtbot, stage, Qt.Key.Key_N)
    assert state(stage).comparison.burst.kind is BurstKind.BRACKET
    assert page(stage)._foot.keep.isHidden()
    press(qtbot, stage, Qt.Key.Key_Return)
    assert flags(stage, "c0", "c1", "c2") == [Flag.NONE] * 3
    press(qtbot, stage, Qt.Key.Key_PageDown)
    assert said[-1] == "That was the last burst of this list."
    press(qtbot, stage, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert shown(stage) == ["b1", "b0"]


def test_escape_selects_what_was_kept(stage: Stage, qtbot) -> None:
    compare(stage, card(stage, "a"))
    kept = state(stage).focus
    press(qtbot, stage, Qt.Key.Key_Return)
    stage.trigger("back")
    assert stage.state.page is Page.GRID
    expected = kept if stage.state.row_of(kept) is not None else ids(stage)[card(stage, "a")]
    assert stage.state.current == expected
    assert stage.state.compared is None
    assert page(stage).pictures.bytes_held == 0  # nobody looks: nothing is held


def test_photos_of_different_moments(stage: Stage, qtbot) -> None:
    compare(stage, "single", card(stage, "b"))
    assert len(shown(stage)) == 2
    assert "choice is yours" in page(stage)._head._verdict.toolTip()
    before = list(stage.state.selection)
    stage.trigger("back")
    assert list(stage.state.selection) == before  # nothing was done: nothing changes
    stage.trigger("compare")
    kept, other = (frame.id for frame in state(stage).shown)
    press(qtbot, stage, Qt.Key.Key_Return)
    found = {one.id: one.flag for one in stage.library.photos.summaries([kept, other])}
    assert found == {kept: Flag.PICK, other: Flag.REJECT}
    assert [frame.id for frame in state(stage).shown] == [kept, other]


def test_a_photo_by_itself_says_so_and_leads_on(stage: Stage) -> None:
    compare(stage, "single")
    empty = page(stage).empty
    assert empty.isVisible()
    assert empty.accessibleName() == "Nothing to compare this photo with"
    state(stage).set_queue(state(stage).queue, 0)
    empty.actionAsked.emit("next burst")
    assert shown(stage) == ["a1", "a2", "a3"]
    assert not empty.isVisible()


def test_a_file_that_is_gone_says_so_and_can_be_rejected(stage: Stage, qtbot) -> None:
    found = ids(stage)
    (gone,) = stage.library.photos.summaries([found["a1"]])
    path = Path(gone.path)
    path.rename(path.with_suffix(".away"))
    try:
        compare(stage, card(stage, "a"))
    finally:
        path.with_suffix(".away").rename(path)
    assert "does not exist any more" in page(stage).panes[0].canvas.message
    assert page(stage).panes[0].canvas.image.width() == 512  # the stored thumbnail
    stage.trigger("reject")
    assert flags(stage, "a1") == [Flag.REJECT]
