"""The window as a whole: what it shows, and what it does when told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QSlider, QWidget

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.errors import ProblemKind
from photo_curator.domain.indexing import IndexSummary, Problem
from photo_curator.domain.operations import SetRating
from photo_curator.domain.query import SortBy
from photo_curator.domain.rating import Flag
from photo_curator.domain.sentences import Sentence
from photo_curator.gui.actions import ACTIONS
from photo_curator.gui.album_tree import PROBLEMS_KEY
from photo_curator.gui.main_window import MainWindow
from photo_curator.gui.state import Page
from tests.gui.conftest import Stage, add

WORDS = Qt.ToolButtonStyle.ToolButtonTextOnly


def test_opens_with_the_best_first(stage: Stage) -> None:
    assert stage.names()[:2] == ["IMG_0000.jpg", "IMG_0001.jpg"]
    assert stage.state.page is Page.GRID
    assert stage.state.current == stage.state.ids[0]
    assert stage.engines[0].asked == [("index", ())]  # known folders are looked through by themselves


def test_an_empty_library_welcomes(tmp_path: Path, make_stage, qtbot) -> None:
    with Library.open(tmp_path / "empty") as library:
        stage = make_stage(library)
        assert stage.state.page is Page.WELCOME
        # Keys that lead elsewhere lead back, not to a grid that has nothing to show.
        stage.trigger("taste")
        assert stage.state.page is Page.TASTE
        stage.trigger("grid")
        assert stage.state.page is Page.WELCOME
        assert stage.window.sidebar.isHidden()
        assert stage.engines == []
        assert stage.window.focusWidget() is stage.window.feeds.welcome._choose_button
        stage.window.feeds.welcome.folderChosen.emit("/photos")
        assert stage.engines[0].asked == [("index", ("/photos",))]
        assert stage.state.page is Page.GRID
        # Until the first photos come it is said that they come, and the keys rest where photos will be.
        page = stage.window.page
        assert page.empty_kind == "indexing"
        assert page.isAncestorOf(stage.window.focusWidget())
        stage.engines[0].answer(m.Notice(sentence=Sentence.RESTARTING))
        qtbot.waitUntil(lambda: page.empty_kind == "engine restarting")
        stage.engines[0].answer(m.Progress(task=1, stage="analysing", done=0, total=9))
        qtbot.waitUntil(lambda: page.empty_kind == "indexing")
        stage.engines[0].answer(m.Done(task=1, summary=IndexSummary()))
        qtbot.waitUntil(lambda: page.empty_kind == "empty album")
        assert stage.window.status._message.text() == "No new photos"
        stage.window.close()


def test_albums_with_counts_and_choosing_one(stage: Stage) -> None:
    stage.window.sidebar.album_chosen.emit("post-worthy")
    assert stage.names() == [f"IMG_000{n}.jpg" for n in range(5)]
    stage.window.show_album("year:2026")
    assert len(stage.state.ids) == 12
    assert stage.state.sort is SortBy.TIME
    stage.window.show_album("place:Tokyo\nJapan")
    assert len(stage.state.ids) == 6
    stage.window.show_album("rejected")
    assert stage.window.page.empty_kind == "empty album"


def test_each_album_keeps_its_order(stage: Stage) -> None:
    stage.trigger("sort-name")
    stage.window.show_album("post-worthy")
    assert stage.state.sort is SortBy.SCORE
    stage.window.show_album("all")
    assert stage.state.sort is SortBy.NAME
    stage.trigger("reverse")
    assert stage.names()[0] == "IMG_0011.jpg"


def test_filtering(stage: Stage, qtbot) -> None:
    box = stage.window.top_bar.filter
    box.setFocus()
    qtbot.keyClicks(box, "IMG_0003")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert stage.names() == ["IMG_0003.jpg"]
    assert stage.grid.hasFocus()
    box.setFocus()
    box.setText("nothing like it")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert stage.window.page.empty_kind == "no match"
    box.setFocus()
    box.setText("stars>=x")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "stars>=x" in box.toolTip()
    assert stage.window.status._message.text() == "Not understood: stars>=x"
    stage.window.page.action_asked.emit("clear filter")
    assert len(stage.state.ids) == 12


def test_rating_with_keys_undo_and_redo(stage: Stage, qtbot) -> None:
    photo = stage.state.ids[2]
    stage.state.select([photo], photo)
    stage.grid.setFocus()
    qtbot.keyClick(stage.grid, Qt.Key.Key_4)
    assert stage.library.photos.get(photo).summary.rating.value == 4
    assert stage.window.toast.text == "Rated 1 photo ★★★★"
    assert not stage.window.toast.isHidden()
    assert stage.state.ids[2] == photo  # it does not jump away under the user's hands
    qtbot.keyClick(stage.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.library.photos.get(photo).summary.rating.value == 0
    qtbot.keyClick(
        stage.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert stage.library.photos.get(photo).summary.rating.value == 4


def test_undo_reaches_back_over_a_restart(stage: Stage, make_stage) -> None:
    photo = stage.state.ids[0]
    root = stage.library.layout.root
    stage.trigger("pick")
    stage.window.close()
    with Library.open(root) as library:
        again = make_stage(library)
        assert "Pick 1 photo" in again.window.actions_table["undo"].text()
        again.trigger("undo")
        assert library.photos.get(photo).summary.flag is Flag.NONE
        again.window.close()


def test_reject_is_apart_from_stars(stage: Stage, qtbot) -> None:
    photo = stage.state.ids[0]
    qtbot.keyClick(stage.grid, Qt.Key.Key_5)
    qtbot.keyClick(stage.grid, Qt.Key.Key_X)
    summary = stage.library.photos.get(photo).summary
    assert (summary.rating.value, summary.flag) == (5, Flag.REJECT)
    stage.window.show_album("rejected")
    assert list(stage.state.ids) == [photo]
    stage.window.toast.undo.click()


def test_many_photos_in_one_act(stage: Stage) -> None:
    stage.trigger("select-all")
    assert len(stage.state.selection) == 12
    stage.trigger("rate-3")
    assert stage.window.toast.text == "Rated 12 photos ★★★"
    stage.trigger("undo")
    assert all(not photo.rating.value for photo in stage.library.photos.summaries(stage.state.ids))


def test_auto_advance(stage: Stage, qtbot) -> None:
    qtbot.keyClick(stage.grid, Qt.Key.Key_CapsLock)
    assert stage.state.auto_advance
    first, second = stage.state.ids[:2]
    qtbot.keyClick(stage.grid, Qt.Key.Key_1)
    assert (stage.state.current, list(stage.state.selection)) == (second, [second])
    assert stage.library.photos.get(first).summary.rating.value == 1
    qtbot.keyClick(stage.grid, Qt.Key.Key_CapsLock)
    assert not stage.state.auto_advance


def test_typing_into_the_filter_rates_nothing(stage: Stage, qtbot) -> None:
    box = stage.window.top_bar.filter
    box.setFocus()
    qtbot.keyClicks(box, "5x")
    assert box.text() == "5x"
    assert stage.library.curation.undo_label() is None


def test_rotation_is_shown_and_the_file_left_alone(stage: Stage, qtbot) -> None:
    stage.trigger("rotate-right")
    summary = stage.library.photos.get(stage.state.ids[0]).summary
    assert summary.rotation == 90
    qtbot.waitUntil(lambda: stage.window.page.model.summary(0).rotation == 90)


def test_the_loupe_and_back(stage: Stage, qtbot) -> None:
    stage.grid.setFocus()
    qtbot.keyClick(stage.grid, Qt.Key.Key_Return)
    assert stage.state.page is Page.LOUPE
    qtbot.keyClick(stage.window.loupe, Qt.Key.Key_Right)
    assert stage.state.current == stage.state.ids[1]
    qtbot.keyClick(stage.window.loupe, Qt.Key.Key_3)
    assert stage.library.photos.get(stage.state.ids[1]).summary.rating.value == 3
    stage.window.loupe.filmChosen.emit(4)
    assert stage.state.current == stage.state.ids[4]
    qtbot.keyClick(stage.window.loupe, Qt.Key.Key_Escape)
    assert stage.state.page is Page.GRID
    assert stage.grid.currentIndex().row() == 4


def test_problem_files(stage: Stage) -> None:
    stage.library.files.apply([Problem("/photos/bad.jpg", ProblemKind.UNREADABLE, "It is damaged.")])
    stage.window.show_album(PROBLEMS_KEY)
    assert stage.state.page is Page.PROBLEMS
    stage.window.feeds.problems.page.retryAsked.emit(("/photos/bad.jpg",))
    assert stage.engines[0].asked[-1] == ("retry", ("/photos/bad.jpg",))
    assert stage.window.status._selected.text() == ""  # no list, no count
    stage.window.show_album("all")
    assert stage.state.page is Page.GRID
    assert stage.window.status._selected.text() == "12 photos"


def test_undo_says_what_it_took_back(stage: Stage, qtbot) -> None:
    stage.trigger("pick")
    stage.trigger("undo")
    assert stage.window.toast.text == "Undone: Pick 1 photo"
    stage.trigger("redo")
    assert stage.window.toast.text == "Done again: Pick 1 photo"


def test_a_narrow_bar_lets_go_of_what_has_no_room(stage: Stage, qtbot) -> None:
    bar = stage.window.top_bar
    shown = []
    for width in (1400, 1100, 1000, 900, 760):
        stage.window.resize(width, 600)
        qtbot.waitUntil(lambda width=width: bar.width() == width)
        assert bar._row.minimumSize().width() <= width
        words = [button.toolButtonStyle() for button in (bar._add, bar._sort)]
        shown.append(
            (not bar._name.isHidden(), not bar._size.isHidden(), *(style == WORDS for style in words))
        )
        # Nothing is squeezed: no page's name is cut.
        qtbot.waitUntil(lambda: bar.pages.width() >= bar.pages.minimumSizeHint().width())
    assert shown[0] == (True, True, True, True)
    assert shown[-1][:2] == (False, False)
    # Each goes before the next one does, and none comes back in a narrower bar.
    for one in shown:
        assert list(one) == sorted(one)
    assert [sum(one) for one in shown] == sorted((sum(one) for one in shown), reverse=True)


def test_alt_alone_opens_the_menu(stage: Stage, qtbot, monkeypatch) -> None:
    opened: list[int] = []
    monkeypatch.setattr(stage.window.top_bar._menu, "showMenu", lambda: opened.append(1))
    qtbot.keyPress(stage.grid, Qt.Key.Key_Alt)
    qtbot.keyPress(stage.grid, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.keyRelease(stage.grid, Qt.Key.Key_Alt)
    assert opened == []
    qtbot.keyPress(stage.grid, Qt.Key.Key_Alt)
    qtbot.keyRelease(stage.grid, Qt.Key.Key_Alt)
    assert opened == [1]


def test_the_menu_holds_every_action(stage: Stage) -> None:
    found: list[str] = []
    for submenu in stage.window.top_bar._menu.menu().actions():
        found += [action.objectName() for action in submenu.menu().actions() if not action.isSeparator()]
    assert sorted(found) == sorted(spec.id for spec in ACTIONS)


def test_progress_pause_and_cancel(stage: Stage, qtbot) -> None:
    engine, status = stage.engines[0], stage.window.status
    engine.answer(m.Progress(task=1, stage="analysing", done=8112, total=12480, rate=14.2, seconds_left=300))
    engine.answer(m.DeviceChosen(device="cuda", name="RTX 4070"))
    shown = "\n".join(label.text() for label in status.findChildren(type(status._stage)))
    qtbot.waitUntil(lambda: "8,112" in status._stage.text())
    assert status._stage.text() == "Analysing 8,112 of 12,480"
    assert status._rate.text() == "14.2 photos/s · 5 min left"
    assert status._device.text() == "CUDA · RTX 4070"
    assert "8,112" not in shown  # answers come on another thread and are taken on this one
    stage.trigger("pause")
    assert engine.asked[-1] == ("pause", 1)
    assert stage.window.actions_table["resume"].isEnabled()
    stage.trigger("resume")
    stage.trigger("cancel")
    assert [verb for verb, _ in engine.asked[-2:]] == ["resume", "cancel"]


def test_photos_appear_while_the_engine_works(stage: Stage, qtbot) -> None:
    anchor = stage.state.ids[5]
    stage.state.select([anchor], anchor)
    new = stage.library.files.apply([add(100 + n, mean=4.95) for n in range(3)])
    engine = stage.engines[0]
    engine.answer(m.PhotosChanged(task=1, photo_ids=new))
    qtbot.waitUntil(lambda: len(stage.state.ids) == 15)
    assert stage.state.current == anchor
    assert stage.grid.currentIndex().row() == stage.state.row_of(anchor) == 8
    engine.answer(m.Done(task=1, summary=IndexSummary(indexed=3, failed=1)))
    qtbot.waitUntil(lambda: not stage.window.bridge.busy)
    assert stage.window.status._message.text() == "3 photos analysed, 1 problem file"


def test_a_crash_of_the_engine_is_said(stage: Stage, qtbot) -> None:
    engine = stage.engines[0]
    engine.answer(m.Notice(sentence=Sentence.RESTARTING))
    qtbot.waitUntil(lambda: "starting again" in stage.window.status._message.text())
    assert stage.window.status._stage.text() == "Starting again…"
    engine.answer(m.Progress(task=1, stage="analysing", done=3, total=9))
    qtbot.waitUntil(lambda: "3 of 9" in stage.window.status._stage.text())
    assert not stage.window.bridge.restarting
    engine.answer(m.Failed(task=1, message="Indexing was given up."))
    qtbot.waitUntil(lambda: "given up" in stage.window.status._message.text())
    assert not stage.window.bridge.busy


def test_what_a_terminal_writes_appears(stage: Stage, qtbot) -> None:
    stage.engines[0].answer(m.Done(task=1, summary=IndexSummary()))
    qtbot.waitUntil(lambda: not stage.window.bridge.busy)
    with Library.open_existing(stage.library.layout.root) as elsewhere:
        elsewhere.curation.apply(SetRating((stage.state.ids[11],), 5))
    worst = stage.state.ids[11]
    stage.window.watch.look()
    qtbot.waitUntil(lambda: stage.state.ids[0] == worst)
    assert "Rate 1 photo 5 stars" in stage.window.actions_table["undo"].text()


def test_own_writes_are_not_taken_for_somebody_elses(stage: Stage) -> None:
    heard: list[None] = []
    stage.window.watch.look()
    stage.window.watch.changed.connect(lambda: heard.append(None))
    stage.trigger("rate-2")
    stage.window.watch.look()
    assert heard == []


def test_dropping_a_folder(stage: Stage, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    stage.window.dropEvent(event)
    assert stage.engines[0].asked[-1] == ("index", (str(tmp_path),))


def test_trash_takes_the_stored_selection_alone_and_asks(
    library: Library, make_stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    library.files.apply([add(200 + n, folder=str(folder), mean=4.95, name=f"real{n}.jpg") for n in range(3)])
    for number in range(3):
        (folder / f"real{number}.jpg").write_bytes(b"jpeg")
    monkeypatch.setattr("photo_curator.gui.commands.move_to_trash", _remove)
    stage = make_stage(library)
    chosen = stage.state.ids[1]
    stage.state.select([chosen], chosen)
    stage.dialogs.agrees = False
    stage.trigger("trash")
    assert len(list(folder.iterdir())) == 3
    stage.dialogs.agrees = True
    stage.trigger("trash")
    (plan,) = {id(plan): plan for plan in stage.dialogs.plans[1:]}.values()
    assert (plan.photo_count, plan.file_count) == (1, 1)
    assert len(list(folder.iterdir())) == 2
    assert library.photos.get(chosen).summary.state.value == "missing"


def _remove(library, plan):
    from photo_curator.services.trash import move_to_trash

    return move_to_trash(library, plan, os.remove)


def test_closing_ends_the_engine_and_the_library(stage: Stage) -> None:
    stage.window.close()
    assert stage.engines[0].asked[-1] == ("close", None)
    assert stage.window.isHidden()


def test_the_window_remembers(stage: Stage, make_stage) -> None:
    stage.trigger("inspector")
    stage.grid.set_card_width(260)
    root = stage.library.layout.root
    stage.window.close()
    with Library.open(root) as library:
        again = make_stage(library)
        assert again.window.inspector.isHidden()
        assert again.grid.card_width == 260
        again.window.close()


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
def test_nothing_is_cut_off(stage: Stage, size: tuple[int, int], qtbot) -> None:
    stage.window.resize(*size)
    qtbot.waitUntil(lambda: stage.window.width() == size[0])
    bar = stage.window.top_bar
    for child in bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible() and not child.isWindow():
            assert bar.rect().contains(child.geometry()), child
    assert stage.grid.columns >= 2
    assert stage.grid.viewport().rect().contains(QPoint(200, 200))


def test_controls_have_names_for_screen_readers(stage: Stage) -> None:
    kinds = (QAbstractButton, QLineEdit, QSlider, QAbstractItemView)
    for kind in kinds:
        for widget in stage.window.findChildren(kind):
            if widget.isVisible() and not widget.objectName().startswith(("qt_", "_q_")):
                told = widget.accessibleName() or getattr(widget, "text", lambda: "")() or widget.toolTip()
                assert told, (widget, widget.parent(), widget.objectName())


def test_no_network_in_the_windows_process(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from photo_curator import app
from photo_curator.gui.main_window import MainWindow
start = MainWindow.start
def started(self):
    start(self)
    QTimer.singleShot(300, self.close)
MainWindow.start = started
assert app.run_window(Path({str(tmp_path / "library")!r})) == 0
heavy = [name for name in sys.modules
         if name in ("torch", "torchvision", "facenet_pytorch", "scipy", "sklearn", "numpy", "PIL", "rawpy")
         or name.startswith(("photo_curator.ml", "photo_curator.engine"))]
print("heavy:", heavy)
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "heavy: []"


def test_the_window_only_lays_out() -> None:
    import inspect

    assert len(inspect.getsource(inspect.getmodule(MainWindow)).splitlines()) < 350


def test_the_status_bar_fits_a_small_window(stage: Stage, qtbot) -> None:
    stage.window.resize(1024, 700)
    status = stage.window.status
    status.show_progress(
        m.Progress(task=1, stage="analysing", done=50, total=95000, rate=9.7, seconds_left=30, failed=3)
    )
    status.show_message("A long remark about something that happened somewhere in a folder far away")
    labels = [label for label in status.findChildren(QLabel) if label is not status._message]

    def cut() -> list[str]:
        return [one.text() for one in labels if one.isVisible() and one.width() < one.sizeHint().width()]

    qtbot.waitUntil(lambda: status.width() == 1024 and cut() == [])
