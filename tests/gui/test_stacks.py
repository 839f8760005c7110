"""Bursts in the window: stacks, what acts on them mean, and putting them right."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photo_curator.db.library import Library
from photo_curator.domain.operations import Restack, SetBurst, SetFlag
from photo_curator.domain.query import PhotoQuery, SortBy
from photo_curator.domain.rating import Flag
from photo_curator.domain.timeline import Listing
from photo_curator.gui.state import Page
from tests.gui.conftest import Stage


@pytest.fixture
def burst_stage(library: Library, make_stage: Callable[[Library], Stage]) -> Stage:
    """Twelve photos, of which 2, 3, 4 and 5 are a burst, and 8 and 9."""
    ids = [photo_id for photo_id, _ in _by_name(library)]
    library.curation.apply(SetBurst(tuple(ids[2:6]), Restack.MERGE))
    library.curation.apply(SetBurst(tuple(ids[8:10]), Restack.MERGE))
    return make_stage(library)


def _by_name(library: Library) -> list[tuple[int, str]]:
    from photo_curator.domain.query import PhotoQuery, SortBy

    query = PhotoQuery(sort=SortBy.NAME, include_rejected=True)
    return [(one.id, one.path[-8:-4]) for one in library.photos.summaries(library.photos.ids(query))]


def shown(stage: Stage) -> list[int]:
    return [int(name[4:8]) for name in stage.names()]


def choose(stage: Stage, *names: int) -> None:
    by_name = {int(name): photo_id for photo_id, name in _by_name(stage.library)}
    ids = [by_name[name] for name in names]
    stage.state.select(ids, ids[0])
    settle(stage)


def settle(stage: Stage) -> None:
    for _ in range(200):  # what is selected is read when the selection has come to rest
        QTest.qWait(10)
        if stage.window.commands.bursts.idle:
            return
    raise AssertionError("The window never came to know what is selected.")


def enabled(stage: Stage, *actions: str) -> set[str]:
    return {action for action in actions if stage.window.actions_table[action].isEnabled()}


def badge(stage: Stage, row: int) -> QPoint:
    rect = stage.grid.visualRect(stage.grid.model().index(row))
    return QPoint(rect.left() + 18, rect.top() + 18)


def test_a_burst_is_one_card_until_its_badge_is_clicked(burst_stage: Stage) -> None:
    stage = burst_stage
    assert shown(stage) == [0, 1, 2, 6, 7, 8, 10, 11]
    QTest.mouseClick(stage.grid.viewport(), Qt.MouseButton.LeftButton, pos=badge(stage, 2))
    assert shown(stage) == [0, 1, 2, 5, 4, 3, 6, 7, 8, 10, 11], "the card, then the rest as taken"
    assert stage.state.current == stage.state.ids[0], "a badge is no photo: the selection stays"
    QTest.mouseClick(stage.grid.viewport(), Qt.MouseButton.LeftButton, pos=badge(stage, 2))
    assert shown(stage) == [0, 1, 2, 6, 7, 8, 10, 11]


def test_a_click_beside_the_badge_selects_the_card(burst_stage: Stage) -> None:
    stage = burst_stage
    rect = stage.grid.visualRect(stage.grid.model().index(2))
    QTest.mouseClick(stage.grid.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert stage.state.current == stage.state.ids[2]
    assert len(shown(stage)) == 8


def test_the_key_and_the_menu_open_and_close(burst_stage: Stage) -> None:
    stage = burst_stage
    assert enabled(stage, "toggle-stack", "expand-all") == {"expand-all"}
    choose(stage, 8)
    stage.trigger("toggle-stack")
    assert shown(stage) == [0, 1, 2, 6, 7, 8, 9, 10, 11]
    choose(stage, 9)
    stage.trigger("toggle-stack")
    assert shown(stage) == [0, 1, 2, 6, 7, 8, 10, 11]
    assert stage.names()[stage.state.row_of(stage.state.current)] == "IMG_0008.jpg"
    stage.trigger("expand-all")
    assert shown(stage) == [0, 1, 2, 5, 4, 3, 6, 7, 8, 9, 10, 11]
    choose(stage, 3)
    stage.trigger("toggle-stack")
    assert shown(stage) == [0, 1, 2, 6, 7, 8, 9, 10, 11]
    stage.trigger("collapse-all")
    assert len(shown(stage)) == 8


def test_whether_stacks_are_closed_is_remembered(
    burst_stage: Stage, make_stage: Callable[[Library], Stage]
) -> None:
    burst_stage.trigger("expand-all")
    root = burst_stage.library.layout.root
    again = make_stage(Library.open(root))
    assert sorted(shown(again)) == list(range(12))
    again.trigger("collapse-all")
    assert len(shown(make_stage(Library.open(root)))) == 8


def test_a_filter_finds_a_hidden_frame(burst_stage: Stage) -> None:
    stage = burst_stage
    stage.state.set_filter("IMG_0004")
    assert shown(stage) == [4]
    stage.state.set_filter("")
    assert 4 not in shown(stage)


def test_acts_mean_the_card_alone_unless_the_whole_burst_is_selected(burst_stage: Stage) -> None:
    stage = burst_stage
    choose(stage, 2)
    stage.trigger("rate-5")
    rated = [one.rating.value for one in stage.library.photos.summaries(list(stage.state.ids))]
    assert sum(value == 5 for value in rated) == 1
    everyone = stage.library.photos.summaries([one for one, _ in _by_name(stage.library)])
    assert [one.rating.value for one in everyone].count(5) == 1
    stage.trigger("select-burst")
    assert len(stage.state.selection) == 4
    stage.trigger("reject")
    flags = {
        int(one.path[-8:-4]): one.flag
        for one in stage.library.photos.summaries([one for one, _ in _by_name(stage.library)])
    }
    assert {name for name, flag in flags.items() if flag is Flag.REJECT} == {2, 3, 4, 5}
    stage.trigger("undo")
    assert len(stage.library.photos.ids(stage.state.query)) == 12


def test_where_the_cover_is_rejected_another_frame_stands_for_the_burst(burst_stage: Stage) -> None:
    stage = burst_stage
    choose(stage, 2)
    stage.library.curation.apply(SetFlag(tuple(stage.state.selection), Flag.REJECT))
    stage.window.loading.load()
    assert shown(stage) == [0, 1, 3, 6, 7, 8, 10, 11]
    assert stage.state.stacking.at(2).count == 3


def test_a_burst_is_put_right_and_undone(burst_stage: Stage, qtbot: QtBot) -> None:
    stage = burst_stage
    acts = ("split-burst", "merge-bursts", "no-burst", "cover")
    choose(stage, 0)
    assert enabled(stage, *acts) == set()
    choose(stage, 2)
    assert enabled(stage, *acts) == {"no-burst"}, "nothing hidden is split; the card is the cover already"
    stage.trigger("toggle-stack")
    choose(stage, 3)
    assert enabled(stage, *acts) == {"split-burst", "no-burst", "cover"}
    stage.trigger("split-burst")

    def sizes() -> list[int]:
        return sorted(len(one.photo_ids) for one in stage.library.bursts.all())

    assert sizes() == [2, 2, 2]
    qtbot.waitUntil(lambda: len(stage.state.stacking.rows) == 3)
    assert len(shown(stage)) == 11, "both halves stay in view"
    stage.trigger("undo")
    assert sizes() == [2, 4]
    choose(stage, 0, 8)
    assert enabled(stage, *acts) == {"merge-bursts", "no-burst"}
    stage.trigger("merge-bursts")
    assert sizes() == [3, 4]
    stage.trigger("undo")
    choose(stage, 2)
    stage.trigger("no-burst")
    assert sizes() == [2]
    stage.trigger("undo")
    assert sizes() == [2, 4]


def test_another_cover_stands_for_the_burst(burst_stage: Stage, qtbot: QtBot) -> None:
    stage = burst_stage
    stage.trigger("expand-all")
    choose(stage, 5)
    stage.trigger("cover")
    stage.trigger("collapse-all")
    assert shown(stage) == [0, 1, 5, 6, 7, 8, 10, 11]
    stage.trigger("undo")
    qtbot.waitUntil(lambda: shown(stage) == [0, 1, 2, 6, 7, 8, 10, 11])


def test_the_status_bar_counts_photos_not_cards(burst_stage: Stage) -> None:
    text = burst_stage.window.status._selected.text()
    assert "12 photos" in text
    assert "2 bursts stacked" in text


def test_the_inspector_says_what_the_photo_is_in_its_burst(burst_stage: Stage, qtbot: QtBot) -> None:
    stage, panel = burst_stage, burst_stage.window.inspector.burst
    choose(stage, 0)
    qtbot.waitUntil(lambda: not panel.isVisible())
    choose(stage, 2)
    qtbot.waitUntil(panel.isVisible)
    assert "4" in panel._verdict.text()
    assert "you said so" in panel._detail.text()
    assert panel._compare.text() == "Compare C"
    panel._compare.click()
    assert stage.state.page is Page.COMPARE


def test_similar_photos_are_an_album_until_escape(
    library: Library, make_stage: Callable[[Library], Stage]
) -> None:
    with closing(sqlite3.connect(library.layout.database)) as connection:
        connection.execute("UPDATE photo SET perceptual_hash = '0123456789abcdef'")
        connection.commit()
    stage = make_stage(library)
    stage.window.show_album("post-worthy")
    choose(stage, 3)
    stage.trigger("similar")
    assert stage.state.album.title == "Similar to IMG_0003.jpg"
    assert len(stage.state.ids) == 12
    stage.trigger("back")
    assert stage.state.album.key == "post-worthy"
    assert stage.state.current == stage.state.ids[3], "where it was left"
    assert "Escape" not in stage.window.status._message.text()
    assert library.photos.count(PhotoQuery(similar=True)) == 0, "nothing was compared yet"
    library.similar.compare()
    stage.window.show_album("similar")
    assert len(stage.state.ids) == 12


class Held:
    """An executor that does nothing."""

    def submit(self, *work: object) -> None:
        """Wait for ever."""

    def close(self) -> None:
        """Nothing runs."""


@pytest.mark.parametrize("order", [SortBy.SCORE, SortBy.TIME])
def test_one_burst_opens_and_closes_without_the_whole_list_being_read(
    burst_stage: Stage, order: SortBy, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, photos = burst_stage, burst_stage.library.photos
    stage.state.set_order(order, reverse=False)
    stage.state.set_filter("IMG")
    monkeypatch.setattr(stage.window.tasks, "lists", Held())
    listed: list[Listing] = []
    stage.window.loading.listed.connect(lambda listing, *_: listed.append(listing))
    cards = [stage.state.ids[row] for row in stage.state.stacking.rows]
    bursts = [stage.library.bursts.of([card])[card].id for card in cards]
    assert len(bursts) == 2
    for times, burst in enumerate((*bursts, *bursts), start=1):
        stage.window.commands.bursts.toggle(burst)
        assert listed[-1] == photos.listing(stage.state.query, stacks=stage.state.stacks)
        assert len(listed) == times
