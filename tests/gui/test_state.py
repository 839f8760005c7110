"""What the window shows, without a window."""

from __future__ import annotations

from array import array

import pytest

from photo_curator.domain.query import Album, PhotoQuery, SortBy
from photo_curator.gui.state import BrowserState, Event, Page


def ids(*numbers: int) -> array[int]:
    return array("q", numbers)


@pytest.fixture
def state() -> BrowserState:
    found = BrowserState(Album("all", "All photos", PhotoQuery()))
    found.set_ids(ids(1, 2, 3, 4, 5))
    return found


def test_an_event_tells_everybody_in_order() -> None:
    event: Event[int] = Event()
    heard: list[tuple[str, int]] = []
    first = lambda value: heard.append(("first", value))  # noqa: E731
    event.connect(first)
    event.connect(lambda value: heard.append(("second", value)))
    event.emit(1)
    event.disconnect(first)
    event.emit(2)
    assert heard == [("first", 1), ("second", 1), ("second", 2)]


def test_the_selection_survives_another_order(state: BrowserState) -> None:
    state.select([2, 4], 4)
    state.set_ids(ids(5, 4, 3, 2, 1))
    assert (list(state.selection), state.current) == ([2, 4], 4)


def test_what_left_the_list_leaves_the_selection(state: BrowserState) -> None:
    state.select([2, 3], 3)
    state.set_ids(ids(1, 2, 4, 5))
    assert list(state.selection) == [2]
    assert state.current == 4  # stands where 3 stood
    state.set_ids(ids())
    assert (list(state.selection), state.current) == ([], None)


def test_stepping_ends_at_the_ends(state: BrowserState) -> None:
    assert state.step(1) == 1
    state.select([5], 5)
    assert state.step(1) is None
    assert state.step(-1) == 4


def test_commands_mean_the_selection_and_in_the_loupe_the_photo_shown(state: BrowserState) -> None:
    state.select([1, 2, 3], 2)
    assert list(state.targets()) == [1, 2, 3]
    state.show_page(Page.LOUPE)
    assert list(state.targets()) == [2]


def test_a_query_is_asked_for_once_a_change(state: BrowserState) -> None:
    asked: list[PhotoQuery] = []
    state.query_changed.connect(asked.append)
    state.set_filter("stars>=3")
    state.set_filter("stars>=3 ")
    state.set_order(SortBy.SCORE, reverse=False)
    assert [query.min_stars for query in asked] == [3]
    state.show_album(Album("worthy", "Worthy", PhotoQuery(min_score=4.0)))
    assert (asked[-1].min_score, asked[-1].min_stars) == (4.0, 3)
    assert state.current is None


def test_the_first_photo_is_only_lent(state: BrowserState) -> None:
    state.select_first()
    assert state.untouched
    state.select([1], 1)
    assert not state.untouched
