"""Arithmetic of the grid's layout, held against a plain drawing of the same thing. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractItemView

from photo_curator.domain.timeline import Period, days_of, months_of
from photo_curator.gui.grid.delegate import CardShape
from photo_curator.gui.grid.layout import MARGIN, MARGIN_BELOW, GridLayout

WIDTH, HEIGHT, HEADING = 100, 120, 40
MOVES = QAbstractItemView.CursorAction


def layout(columns: int, lengths: Sequence[int]) -> GridLayout:
    starts = [sum(lengths[:place]) for place in range(len(lengths))]
    bare = GridLayout(columns, CardShape(QSize(WIDTH, HEIGHT), 30))
    return bare.holding(sum(lengths), starts, HEADING)


def drawing(columns: int, lengths: Sequence[int]) -> tuple[list[QRect], list[int]]:
    """Every card and the top of every heading, one after the other."""
    cards, headings, y = [], [], 0
    for length in lengths:
        headings.append(y)
        y += HEADING
        for place in range(length):
            if place and place % columns == 0:
                y += HEIGHT
            cards.append(QRect(MARGIN + place % columns * WIDTH, y, WIDTH, HEIGHT))
        y += HEIGHT
    return cards, headings


sections = st.lists(st.integers(1, 9), min_size=1, max_size=6)


@given(st.integers(1, 4), sections, st.integers(0, 900))
def test_cards_and_headings_stand_where_they_are_drawn(
    columns: int, lengths: list[int], scrolled: int
) -> None:
    found = layout(columns, lengths)
    cards, headings = drawing(columns, lengths)
    assert found.height == cards[-1].bottom() + 1 + MARGIN_BELOW
    for row, card in enumerate(cards):
        seen = card.translated(0, -scrolled)
        assert found.rect_of(row, scrolled) == seen
        centre = seen.center()
        hidden = 0 <= centre.y() < HEADING and found.heading_at(centre, scrolled) is not None
        assert found.row_at(centre, scrolled) == (None if hidden else row)
        assert found.row_from(centre, scrolled) == (row if centre.y() + scrolled >= 0 else 0)
    view = QRect(0, 0, 2 * MARGIN + columns * WIDTH, 300)
    visible = [row for row, card in enumerate(cards) if card.translated(0, -scrolled).intersects(view)]
    assert list(found.rows_in(view, scrolled)) == visible
    standing = {section: y - scrolled for section, y in enumerate(headings)}
    end = cards[-1].bottom() + 1 - scrolled
    *others, (pinned, rect) = found.headings_in(view, scrolled) or [(-1, QRect())]
    assert {section: place.top() for section, place in others} == {
        section: y for section, y in standing.items() if 0 < y <= 299
    }
    if end > 0:
        assert pinned == max(section for section, y in standing.items() if y <= 0)
        assert rect.top() == min(0, min((y for y in standing.values() if y > 0), default=end) - HEADING)


@given(st.integers(1, 4), sections)
def test_keys_lead_to_the_card_one_sees_there(columns: int, lengths: list[int]) -> None:
    found = layout(columns, lengths)
    cards, _ = drawing(columns, lengths)
    lines = sorted({card.top() for card in cards})
    for row, card in enumerate(cards):
        line = lines.index(card.top())
        for move, step in ((MOVES.MoveUp, -1), (MOVES.MoveDown, 1)):
            target = found.row_after(row, move, 3)
            there = lines[max(0, min(len(lines) - 1, line + step))]
            reachable = [r for r, c in enumerate(cards) if c.top() == there and c.left() <= card.left()]
            assert target == max(reachable)
        assert found.row_after(row, MOVES.MoveLeft, 3) == max(0, row - 1)
        assert found.row_after(row, MOVES.MoveRight, 3) == min(len(cards) - 1, row + 1)
        paged = found.row_after(row, MOVES.MovePageDown, 2)
        assert paged is not None
        assert 0 <= cards[paged].top() - card.top() <= 2 * HEIGHT + 2 * HEADING
        if line + 1 < len(lines):
            assert cards[paged].top() > card.top()
        back = found.row_after(row, MOVES.MovePageUp, 2)
        assert back is not None
        assert cards[back].top() < card.top() or line == 0
    assert found.row_after(0, MOVES.MoveHome, 3) == 0
    assert found.row_after(0, MOVES.MoveEnd, 3) == len(cards) - 1


@given(st.integers(1, 4), sections, st.data())
def test_a_stretch_is_what_lies_between_in_reading_order(
    columns: int, lengths: list[int], data: st.DataObject
) -> None:
    found = layout(columns, lengths)
    cards, _ = drawing(columns, lengths)
    first = data.draw(st.integers(0, len(cards) - 1))
    last = data.draw(st.integers(0, len(cards) - 1))
    centres = cards[first].center(), cards[last].center()
    wanted = range(min(first, last), max(first, last) + 1)
    assert found.span(*centres, 0) == wanted
    # Scrolled so far that a heading lies over the first of them: it belongs to the stretch all the same.
    scrolled = cards[first].center().y() - HEADING // 2
    assert found.span(*(point - QPoint(0, scrolled) for point in centres), scrolled) == wanted


def test_a_stretch_from_beside_the_cards() -> None:
    found = layout(3, [2, 4])
    cards, headings = drawing(3, [2, 4])
    beside = QPoint(MARGIN + 2 * WIDTH + 50, cards[1].center().y())
    assert found.row_at(beside, 0) is None
    assert found.span(beside, cards[3].center(), 0) == range(2, 4)
    assert found.span(beside, cards[0].center(), 0) == range(2)
    on_heading = QPoint(50, headings[1] + 5)
    assert not found.span(beside, on_heading, 0)
    below = QPoint(50, found.height + 50)
    assert found.span(cards[4].center(), below, 0) == range(4, 6)


def test_scrolling_to_a_card_leaves_its_heading_in_view() -> None:
    found = layout(2, [3, 40])
    _, headings = drawing(2, [3, 40])
    assert found.scrolled_to(3, 0, 300, top=True) == headings[1]
    assert found.scrolled_to(9, 0, 300, top=True) == found.line_top(9) - HEADING
    assert found.scrolled_to(9, found.line_top(9) - 10, 300, top=False) == found.line_top(9) - HEADING
    assert found.scrolled_to(9, 0, 300, top=False) == found.line_top(9) + HEIGHT - 300
    assert found.scrolled_to(0, 90, 300, top=False) == 0


def test_without_days_there_are_no_headings() -> None:
    found = GridLayout(3, CardShape(QSize(WIDTH, HEIGHT), 30)).holding(7, (), HEADING)
    assert found.rect_of(0, 0).top() == 0
    assert found.headings_in(QRect(0, 0, 900, 900), 50) == []
    assert found.height == 3 * HEIGHT + MARGIN_BELOW
    empty = found.holding(0)
    assert (empty.height, list(empty.rows_in(QRect(0, 0, 900, 900), 0))) == (MARGIN_BELOW, [])
    assert empty.row_at(QPoint(50, 50), 0) is None


@pytest.mark.parametrize("forwards", [True, False])
def test_days_and_months(forwards: bool) -> None:
    times = [-1.0, 0.0, 86_399.9, 86_400.0, 31 * 86_400.0, 366 * 86_400.0]
    days = days_of(times if forwards else reversed(times))
    named = [(period.row, period.day.isoformat()) for period in days]
    months = [period.day.strftime("%Y-%m") for period in months_of(days)]
    if forwards:
        assert named == [
            (0, "1969-12-31"), (1, "1970-01-01"), (3, "1970-01-02"), (4, "1970-02-01"), (5, "1971-01-02"),
        ]  # fmt: skip
        assert months == ["1969-12", "1970-01", "1970-02", "1971-01"]
    else:
        assert [row for row, _ in named] == [0, 1, 2, 3, 5]
        assert months == ["1971-01", "1970-02", "1970-01", "1969-12"]
    assert months_of((Period(0, date(2025, 6, 14)), Period(4, date(2024, 6, 30)))) != ()
