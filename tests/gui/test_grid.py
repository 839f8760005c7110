"""The grid: ids, lazily read summaries, exact changes, keys, pictures."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from photo_curator.db.library import Library
from photo_curator.domain.photo import PhotoSummary
from photo_curator.gui.grid.model import CACHED_ROWS, PAGE_ROWS, PhotoModel
from photo_curator.gui.grid.thumbnails import Thumbnails, Wanted, load
from photo_curator.gui.tasks import SynchronousExecutor
from tests.gui.conftest import Stage, add


class Reader:
    """Counts what is read; any id is a photo."""

    def __init__(self, library: Library) -> None:
        (self._pattern,) = library.photos.summaries(library.photos.ids(_query())[:1])
        self.calls: list[int] = []

    def __call__(self, ids: Sequence[int]) -> list[PhotoSummary]:
        from dataclasses import replace

        self.calls.append(len(ids))
        return [replace(self._pattern, id=photo_id) for photo_id in ids]


def _query():
    from photo_curator.domain.query import PhotoQuery

    return PhotoQuery()


@pytest.fixture
def reader(library: Library) -> Reader:
    return Reader(library)


@pytest.fixture
def model(reader: Reader, qtmodeltester) -> PhotoModel:
    return PhotoModel(reader, SynchronousExecutor())


def fill(model: PhotoModel, count: int) -> None:
    model.show(array("q", range(count)), lambda photo: photo if 0 <= photo < count else None)


def test_the_model_keeps_qts_rules(model: PhotoModel, qtmodeltester) -> None:
    fill(model, 50)
    qtmodeltester.check(model)


def test_only_what_is_looked_at_is_read(model: PhotoModel, reader: Reader, qtbot) -> None:
    fill(model, 100_000)
    assert reader.calls == []
    assert model.summary(70_000) is None
    qtbot.waitUntil(lambda: model.summary(70_000) is not None)
    assert reader.calls == [PAGE_ROWS]


def test_memory_is_bounded_however_far_one_scrolls(model: PhotoModel, qtbot) -> None:
    fill(model, 100_000)
    for row in range(0, 100_000, 1000):
        model.summary(row)
        qtbot.waitUntil(lambda row=row: model.known(row) is not None)
    assert len(model._cache) <= CACHED_ROWS


def test_changes_are_announced_exactly(model: PhotoModel, qtbot) -> None:
    fill(model, 200)
    for row in (0, 100, 190):
        model.summary(row)
    qtbot.waitUntil(lambda: model.idle)
    heard: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, roles: heard.append((first.row(), last.row())))
    model.invalidate([5, 6, 7, 150])
    assert heard == [(5, 7), (150, 150)]
    heard.clear()
    assert model.summary(6) is not None  # the old one is shown until the new one is there
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0] == (5, 7)


def test_arrows_home_end_and_selection(stage: Stage, qtbot) -> None:
    grid = stage.grid
    grid.setFocus()
    columns = grid.columns
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert stage.state.current == stage.state.ids[1]
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert stage.state.current == stage.state.ids[1 + columns]
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert stage.state.current == stage.state.ids[11]
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(stage.state.selection) == list(stage.state.ids[: columns + 1])
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert len(stage.state.selection) == 1


def test_clicking_with_shift_and_control(stage: Stage, qtbot) -> None:
    grid, model = stage.grid, stage.window.page.model

    def click(row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = grid.visualRect(model.index(row)).center()
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click(1)
    click(4, Qt.KeyboardModifier.ShiftModifier)
    assert list(stage.state.selection) == list(stage.state.ids[1:5])
    click(2, Qt.KeyboardModifier.ControlModifier)
    assert list(stage.state.selection) == [stage.state.ids[row] for row in (1, 3, 4)]
    click(0)
    assert list(stage.state.selection) == [stage.state.ids[0]]


def test_double_click_opens(stage: Stage, qtbot) -> None:
    place = stage.grid.visualRect(stage.window.page.model.index(3)).center()
    qtbot.mouseClick(stage.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(stage.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.state.page.value == "loupe"
    assert stage.state.current == stage.state.ids[3]


def test_a_place_and_its_row_agree(stage: Stage) -> None:
    grid, model = stage.grid, stage.window.page.model
    for row in range(12):
        rect = grid.visualRect(model.index(row))
        assert grid.indexAt(rect.center()).row() == row
        assert rect.right() <= grid.viewport().width()
    assert not grid.indexAt(QPoint(1, 1)).isValid()


def test_size_of_cards(stage: Stage) -> None:
    before = stage.grid.columns
    stage.trigger("larger")
    stage.trigger("larger")
    stage.trigger("larger")
    assert stage.grid.columns < before
    stage.window.top_bar.card_size_chosen.emit(120)
    assert stage.grid.columns > before


def test_the_place_survives_a_refresh(library: Library, make_stage, qtbot) -> None:
    library.files.apply([add(1000 + n, mean=2.5 - n / 1000) for n in range(300)])
    stage = make_stage(library)
    bar = stage.grid.verticalScrollBar()
    bar.setValue(3000)
    top = stage.state.ids[stage.grid.visible_rows().start]
    within = bar.value() % stage.grid._layout.line_height
    library.files.apply([add(5000 + n, mean=4.9) for n in range(40)])
    stage.window.loading.refresh()
    qtbot.waitUntil(lambda: len(stage.state.ids) == 352)
    first = stage.grid.visible_rows().start
    assert top in stage.state.ids[first : first + stage.grid.columns]
    assert bar.value() % stage.grid._layout.line_height == within


def test_pictures_arrive(stage: Stage, qtbot) -> None:
    thumbnails = stage.window.page.thumbnails
    qtbot.waitUntil(lambda: thumbnails.idle and thumbnails.bytes_held > 0, timeout=3000)
    image = stage.grid.viewport().grab().toImage()
    colours = set()
    for row in range(4):
        centre = stage.grid.visualRect(stage.window.page.model.index(row)).center()
        colours.add(image.pixelColor(centre * image.devicePixelRatio()).hue() // 20)
    assert len(colours) >= 3


def test_the_pictures_cache_is_bounded_and_stale_wishes_are_dropped(library: Library, qtbot) -> None:
    thumbnails = Thumbnails(library.layout, cache_bytes=5 * 100 * 80 * 4)
    keys = [f"{number:064x}" for number in range(8)]
    thumbnails.want([Wanted(key, 100, 80) for key in keys])
    thumbnails.want([Wanted(keys[3], 100, 80)])
    qtbot.waitUntil(lambda: thumbnails.pixmap(Wanted(keys[3], 100, 80)) is not None)
    for key in keys:
        thumbnails.want([Wanted(key, 100, 80)])
        qtbot.waitUntil(lambda key=key: thumbnails.pixmap(Wanted(key, 100, 80)) is not None)
    assert thumbnails.bytes_held <= 5 * 100 * 80 * 4
    thumbnails.want([Wanted("ff" * 32, 100, 80)])
    qtbot.waitUntil(lambda: thumbnails.is_absent("ff" * 32))
    thumbnails.close()


def test_a_picture_fills_its_card_at_any_scale(library: Library) -> None:
    key = f"{1:064x}"
    for width, height, rotation in ((100, 80, 0), (400, 330, 0), (100, 80, 90), (150, 300, 270)):
        image = load(library.layout, Wanted(key, width, height, rotation))
        assert (image.width(), image.height()) == (width, height)
    assert load(library.layout, Wanted("ee" * 32, 10, 10)).isNull()


def test_dragging_out_hands_over_files(stage: Stage) -> None:
    stage.state.select(stage.state.ids[:2], stage.state.ids[0])
    model = stage.window.page.model
    mime = model.mimeData([model.index(0), model.index(1)])
    assert [url.toLocalFile() for url in mime.urls()] == ["/photos/IMG_0000.jpg", "/photos/IMG_0001.jpg"]
    assert model.supportedDragActions() == Qt.DropAction.CopyAction


def test_a_drag_carries_the_selected_files_and_a_picture(stage: Stage, qtbot, monkeypatch) -> None:
    grid, model = stage.grid, stage.window.page.model
    dragged: list[tuple[list[str], QPixmap, Qt.DropAction]] = []

    def carried(drag: QDrag, actions: Qt.DropAction, _usual: Qt.DropAction) -> Qt.DropAction:
        files = [url.toLocalFile() for url in drag.mimeData().urls()]
        dragged.append((files, drag.pixmap(), actions))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", carried)
    stage.state.select(stage.state.ids[:2], stage.state.ids[0])
    start = grid.visualRect(model.index(1)).center()
    port, left = grid.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(port, left, pos=start)
    for step in (10, 30, 60):
        place = QPointF(start + QPoint(step, step))
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(port, QMouseEvent(QEvent.Type.MouseMove, place, QPointF(), left, left, none))
    qtbot.mouseRelease(port, left, pos=start)
    ((files, picture, actions),) = dragged
    assert files == ["/photos/IMG_0000.jpg", "/photos/IMG_0001.jpg"]
    assert not picture.isNull()
    assert actions == Qt.DropAction.CopyAction
    # The originals are still there, and so are they in the window.
    assert len(stage.state.ids) == 12


@pytest.fixture
def days(library: Library, make_stage) -> Stage:
    """Ninety photos of twenty-eight days, sorted by time."""
    library.files.apply([add(12 + n, mean=2.5 - n / 1000) for n in range(78)])
    stage = make_stage(library)
    stage.trigger("sort-time")
    return stage


def heading_at(stage: Stage, y: int) -> tuple[str, str]:
    layout, scrolled = stage.grid._layout, stage.grid.verticalOffset()
    section = layout.heading_at(QPoint(30, y), scrolled)
    assert section is not None
    return stage.grid._headings.words(section, len(layout.rows_of(section)))


def test_the_timeline(days: Stage) -> None:
    page = days.window.page
    assert not page._scrubber.isHidden()
    assert [month.day.month for month in page._scrubber._months] == [6]
    days.trigger("sort-score")
    assert page._scrubber.isHidden()
    assert not days.grid._layout.headings_in(days.grid.viewport().rect(), 0)


def test_each_day_begins_a_line_under_its_heading(days: Stage) -> None:
    grid, model = days.grid, days.window.page.model
    assert heading_at(days, 5) == ("Tuesday, June 30, 2026", "4 photos")
    summaries = days.library.photos.summaries(days.state.ids)
    tops: dict[int, set[object]] = {}
    for row, summary in enumerate(summaries):
        assert summary.taken is not None
        tops.setdefault(grid.visualRect(model.index(row)).top(), set()).add(summary.taken.local.date())
    assert all(len(dates) == 1 for dates in tops.values())
    assert len(set().union(*tops.values())) == 28


def test_small_cards_stand_under_months(days: Stage) -> None:
    days.grid.set_card_width(120)
    assert heading_at(days, 5) == ("June 2026", "90 photos")
    days.grid.set_card_width(200)
    assert heading_at(days, 5)[1] == "4 photos"


def test_a_heading_stays_while_its_day_is_scrolled_through(days: Stage) -> None:
    grid = days.grid
    second = grid._layout.tops[1]
    grid.verticalScrollBar().setValue(second + 60)
    assert heading_at(days, 5)[0] == "Monday, June 29, 2026"
    # What it hides cannot be clicked, and a card that is shown by a key comes out from under it.
    assert not grid.indexAt(QPoint(60, 10)).isValid()
    row = grid._layout.rows_of(1).start
    grid.scrollTo(days.window.page.model.index(row))
    assert grid.visualRect(days.window.page.model.index(row)).top() == grid._layout.heading


def test_a_click_on_a_heading_selects_its_day(days: Stage, qtbot) -> None:
    grid, ids = days.grid, days.state.ids
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(grid.viewport(), left, pos=QPoint(60, 15))
    assert list(days.state.selection) == list(ids[:4])
    assert days.state.current == ids[0]
    y = grid._layout.tops[1] + 10
    qtbot.mouseClick(grid.viewport(), left, Qt.KeyboardModifier.ControlModifier, QPoint(60, y))
    assert list(days.state.selection) == list(ids[:8])
    place = grid.visualRect(days.window.page.model.index(5)).center()
    qtbot.mouseClick(grid.viewport(), left, pos=place)
    assert list(days.state.selection) == [ids[5]]


def test_selecting_with_keys_and_mouse_goes_over_headings(days: Stage, qtbot) -> None:
    grid, ids = days.grid, days.state.ids
    grid.setFocus()
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    for _ in range(12):
        qtbot.keyClick(grid, Qt.Key.Key_Down, shift)
    assert days.state.current is not None
    reached = days.state.row_of(days.state.current)
    assert reached is not None
    assert reached > 20
    assert list(days.state.selection) == list(ids[1 : reached + 1])
    grid.verticalScrollBar().setValue(0)
    place = grid.visualRect(days.window.page.model.index(2)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    beside = QPoint(
        grid.viewport().width() - 5, grid.visualRect(days.window.page.model.index(4)).center().y()
    )
    qtbot.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, shift, beside)
    qtbot.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, shift, beside)
    assert days.state.selection[0] == ids[2]


def test_dragging_from_beside_the_cards_selects_a_stretch(days: Stage, qtbot) -> None:
    grid, model = days.grid, days.window.page.model
    days.window.resize(1000, 800)
    grid.set_card_width(150)
    row = next(rows.stop - 1 for rows in map(grid._layout.rows_of, range(28)) if len(rows) % grid.columns)
    grid.scrollTo(model.index(row))
    rect = grid.visualRect(model.index(row))
    start = QPoint(rect.right() + 30, rect.center().y())
    assert not grid.indexAt(start).isValid()
    target = grid.visualRect(model.index(row + 2)).center()
    port, left = grid.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(port, left, pos=start)
    for step in range(1, 6):
        qtbot.mouseMove(port, start + (target - start) * step / 5)
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(start + (target - start) * step / 5), QPointF(), left, left,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(port, event)
    qtbot.mouseRelease(port, left, pos=target)
    assert list(days.state.selection) == list(days.state.ids[row + 1 : row + 3])


def test_the_place_among_days_survives_a_refresh_and_another_size(days: Stage, qtbot) -> None:
    grid = days.grid
    grid.verticalScrollBar().setValue(grid._layout.tops[9] + 70)
    top = days.state.ids[grid.visible_rows().start]
    seen = grid.visualRect(days.window.page.model.index(days.state.row_of(top))).top()
    days.library.files.apply([add(112 + n, mean=1.0) for n in range(28 * 3)])
    days.window.loading.refresh()
    qtbot.waitUntil(lambda: len(days.state.ids) == 174)
    assert grid.visualRect(days.window.page.model.index(days.state.row_of(top))).top() == seen
    days.window.resize(1000, 700)
    rect = grid.visualRect(days.window.page.model.index(days.state.row_of(top)))
    assert rect.bottom() > 0
    assert rect.top() < grid.viewport().height()


def test_what_is_scrolled_looks_like_what_is_painted_afresh(days: Stage, qtbot) -> None:
    grid = days.grid
    bar = grid.verticalScrollBar()
    bar.setValue(150)
    qtbot.waitUntil(lambda: days.window.page.thumbnails.idle)
    for value in (170, 260, 230, 900, 860, 861):
        bar.setValue(value)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: days.window.page.thumbnails.idle)
    scrolled = screenshot(grid.viewport())
    grid.viewport().update()
    QApplication.processEvents()
    assert scrolled == screenshot(grid.viewport())


def screenshot(widget: QWidget) -> QImage:
    """What is on the screen: `grab` would paint anew."""
    corner, window = widget.mapTo(widget.window(), QPoint()), widget.window()
    size = widget.size()
    return window.screen().grabWindow(window.winId(), corner.x(), corner.y(), *size.toTuple()).toImage()


def test_what_a_screen_reader_says(stage: Stage, qtbot) -> None:
    stage.trigger("rate-4")
    stage.trigger("pick")
    model = stage.window.page.model
    said = "IMG_0000.jpg, 4 stars, picked"
    qtbot.waitUntil(lambda: model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == said)
