from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from photo_curator.domain.errors import ProblemKind
from photo_curator.domain.indexing import Problem
from photo_curator.gui import welcome as welcome_module
from photo_curator.gui.empty_states import EmptyState
from photo_curator.gui.keys_page import KeyCaps, KeysPage, split_keys
from photo_curator.gui.problems_page import FILE, SEEN, WHY, ProblemsPage
from photo_curator.gui.tasks import SynchronousExecutor
from photo_curator.gui.welcome import Welcome, count_pictures


def texts(widget) -> str:
    return "\n".join(
        child.text()
        for kind in (QLabel, QPushButton)
        for child in widget.findChildren(kind)
        if child.isVisibleTo(widget)
    )


def button(widget, text: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if text in one.text())


# --- welcome --------------------------------------------------------------------------------


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "Pictures"
    (folder / "trip").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for name in ("a.jpg", "b.HEIC", "c.txt", "trip/d.cr2", ".hidden/e.jpg"):
        (folder / name).touch()
    return folder


@pytest.fixture
def welcome(qtbot, monkeypatch, pictures, tmp_path):
    empty = tmp_path / "Empty"
    empty.mkdir()
    found = [str(pictures), str(empty), str(tmp_path / "absent")]
    monkeypatch.setattr(welcome_module, "_likely_folders", lambda: iter(found))
    page = Welcome(executor=SynchronousExecutor())
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    qtbot.waitUntil(lambda: "3 pictures" in texts(page) or "3 picture" in texts(page))
    return page


def test_the_promises_stand_on_the_first_page(welcome):
    seen = texts(welcome)
    assert "originals are never modified" in seen
    assert "Nothing leaves this computer" in seen
    assert "can be undone" in seen


def test_suggestions_with_pictures_only(welcome, qtbot, pictures):
    assert "Empty" not in texts(welcome)
    assert "absent" not in texts(welcome)
    with qtbot.waitSignal(welcome.folderChosen) as chosen:
        button(welcome, "Pictures · 3").click()
    assert chosen.args == [str(pictures)]


def test_the_demo(welcome, qtbot):
    with qtbot.waitSignal(welcome.demoAsked):
        button(welcome, "demo").click()


def test_enter_presses_the_button_that_has_the_keys(welcome, qtbot):
    welcome.focus()
    with qtbot.waitSignal(welcome.demoAsked):
        qtbot.keyClick(button(welcome, "demo"), Qt.Key.Key_Return)
    said = EmptyState()
    qtbot.addWidget(said)
    said.show_state("no match")
    with qtbot.waitSignal(said.actionAsked) as asked:
        qtbot.keyClick(button(said, "Clear the filter"), Qt.Key.Key_Enter)
    assert asked.args == ["clear filter"]


def test_choosing_a_folder(welcome, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(welcome_module.QFileDialog, "getExistingDirectory", lambda *arguments: str(tmp_path))
    with qtbot.waitSignal(welcome.folderChosen) as chosen:
        button(welcome, "Choose a folder").click()
    assert chosen.args == [str(tmp_path)]
    monkeypatch.setattr(welcome_module.QFileDialog, "getExistingDirectory", lambda *arguments: "")
    with qtbot.assertNotEmitted(welcome.folderChosen):
        button(welcome, "Choose a folder").click()


def drag(page, path, kind):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    if kind is QDragEnterEvent:
        event = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, buttons, keys)
    else:
        event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(page, event)
    return event


def test_a_dropped_folder_is_chosen_and_the_page_lights_up(welcome, qtbot, pictures):
    plain = welcome.grab().toImage()
    assert drag(welcome, pictures, QDragEnterEvent).isAccepted()
    assert welcome.grab().toImage() != plain
    with qtbot.waitSignal(welcome.folderChosen) as chosen:
        drag(welcome, pictures, QDropEvent)
    assert chosen.args == [str(pictures)]
    assert welcome.grab().toImage() == plain


def test_a_dropped_photo_means_its_folder(welcome, qtbot, pictures):
    drag(welcome, pictures / "a.jpg", QDragEnterEvent)
    with qtbot.waitSignal(welcome.folderChosen) as chosen:
        drag(welcome, pictures / "a.jpg", QDropEvent)
    assert chosen.args == [str(pictures)]


def test_what_is_no_folder_is_not_taken(welcome, tmp_path):
    assert not welcome._dropping
    drag(welcome, tmp_path / "absent", QDragEnterEvent)
    assert not welcome._dropping


def test_counting_stops_in_time(pictures):
    assert count_pictures(str(pictures)) == (3, True)
    assert count_pictures(str(pictures), seconds=-1)[1] is False
    assert count_pictures(str(pictures / "nowhere")) == (0, True)


# --- empty states ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "words", "action"),
    [
        ("empty album", "Nothing in this album", "all photos"),
        ("no match", "No photo fits", "clear filter"),
        ("loading", "Looking for photos", None),
        ("error", "did not work", "retry"),
        ("engine restarting", "starting again", None),
        ("indexing", "on their way", None),
    ],
)
def test_every_state_says_what_is_the_matter(qtbot, kind, words, action):
    page = EmptyState()
    qtbot.addWidget(page)
    page.show_state(kind)
    assert words in texts(page)
    assert page.accessibleName()
    offered = [one for one in page.findChildren(QPushButton) if one.isVisibleTo(page)]
    if action is None:
        assert offered == []
    else:
        with qtbot.waitSignal(page.actionAsked) as asked:
            offered[0].click()
        assert asked.args == [action]


def test_the_detail_replaces_the_sentence(qtbot):
    page = EmptyState()
    qtbot.addWidget(page)
    page.show_state("error", "The library is busy.")
    assert "The library is busy." in texts(page)
    page.show_state("error")
    assert "The library is busy." not in texts(page)


def test_an_unknown_state_is_an_error(qtbot):
    page = EmptyState()
    qtbot.addWidget(page)
    with pytest.raises(KeyError):
        page.show_state("no such state")


# --- problem files --------------------------------------------------------------------------


def problems(count: int) -> tuple[Problem, ...]:
    kinds = list(ProblemKind)
    return tuple(
        Problem(
            f"/p/{n:05}.jpg",
            kinds[n % len(kinds)],
            f"“{n:05}.jpg” is odd.",
            None,
            f"2026-01-01T00:00:{n % 60:02}+00:00",
        )
        for n in range(count)
    )


@pytest.fixture
def page(qtbot) -> ProblemsPage:
    page = ProblemsPage()
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    return page


def column(page: ProblemsPage, number: int) -> list[str]:
    model = page.table.model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_no_problems_is_good_news(page):
    assert "No problem files" in texts(page)
    assert not button(page, "Retry all").isEnabled()


def test_every_kind_has_words_and_they_are_grouped(page):
    page.set_problems(problems(36))
    kinds = column(page, WHY)
    assert len(set(kinds)) == len(ProblemKind)
    assert kinds == sorted(kinds, key=str.casefold)


def test_sorting_by_what_was_seen_last(page):
    page.set_problems(problems(20))
    page.table.sortByColumn(SEEN, Qt.SortOrder.DescendingOrder)
    assert column(page, FILE)[0].startswith("00019.jpg")


def test_retry_all_and_retry_selected(page, qtbot):
    page.set_problems(problems(5))
    with qtbot.waitSignal(page.retryAsked) as asked:
        button(page, "Retry all").click()
    assert asked.args == [()]
    assert not button(page, "Retry selected").isEnabled()
    page.table.selectRow(1)
    with qtbot.waitSignal(page.retryAsked) as asked:
        button(page, "Retry selected").click()
    assert asked.args == [page.selected_paths()]
    assert len(asked.args[0]) == 1


def test_reveal_by_button_and_double_click(page, qtbot):
    page.set_problems(problems(5))
    page.table.selectRow(0)
    path = page.selected_paths()[0]
    with qtbot.waitSignal(page.revealAsked) as asked:
        button(page, "Show in folder").click()
    assert asked.args == [path]
    with qtbot.waitSignal(page.revealAsked) as asked:
        page.table.doubleClicked.emit(page.table.model().index(0, FILE))
    assert asked.args == [path]


def test_the_selection_survives_new_problems(page):
    page.set_problems(problems(8))
    page.table.selectRow(3)
    chosen = page.selected_paths()
    page.set_problems(problems(30))
    assert page.selected_paths() == chosen


def test_five_thousand_are_shown_at_once(page):
    many = problems(5000)
    start = time.perf_counter()
    page.set_problems(many)
    page.grab()
    assert time.perf_counter() - start < 1.0
    assert page.table.model().rowCount() == 5000


# --- keys -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "caps"),
    [
        ("Ctrl+Shift+Z", ["Ctrl", "Shift", "Z"]),
        ("+", ["+"]),
        ("Ctrl++", ["Ctrl", "+"]),
        ("0–5", ["0–5"]),
        ("?", ["?"]),
    ],
)
def test_combinations_are_taken_apart(keys, caps):
    assert split_keys(keys) == caps


def test_the_keys_page_shows_everything_and_closes_by_its_own_key(qtbot):
    groups = [(f"Group {g}", [(f"Ctrl+{k}", f"Thing {g}.{k}") for k in range(6)]) for g in range(5)]
    page = KeysPage(groups)
    qtbot.addWidget(page)
    page.show()
    seen = texts(page)
    assert all(f"Thing {g}.{k}" in seen for g in range(5) for k in range(6))
    assert len(page.findChildren(KeyCaps)) == 30
    page.grab()
    qtbot.keyClicks(page, "?")
    assert not page.isVisible()


def test_a_keys_page_without_groups(qtbot):
    page = KeysPage([])
    qtbot.addWidget(page)
    page.show()
    page.grab()
