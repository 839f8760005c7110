"""My taste in the window: rate by keys, train, compare, use, see the grid in another order, undo."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageFilter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from photo_curator.db.head_file import HeadFile
from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.operations import SetRating, UseTaste
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.rating import SOURCE_HERE, ForeignRating, source_of
from photo_curator.domain.taste import SAME_STARS, STARTER_VERSION, Label
from photo_curator.engine.local import LocalEngine
from photo_curator.engine.networks import Networks
from photo_curator.gui.state import Page
from photo_curator.gui.taste.state import TeachingQueue
from photo_curator.ml.taste import fitting, validation
from tests.gui.conftest import Stage
from tests.taste_samples import head, liked, photo, rated_library

_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
#: The level somebody gives a photo.
Taste = Callable[[int], int]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as found:
        yield found


@pytest.fixture
def open_stage(make_stage, library: Library) -> Callable[[], Stage]:
    """A window over the library, with an engine that really trains."""

    def opened() -> Stage:
        stage = make_stage(
            library, engine=lambda take: LocalEngine(library.layout.root, take, Networks("cpu"))
        )
        stage.state.show_page(Page.GRID)
        return stage

    return opened


def report(mae: float, **more: Any) -> dict[str, Any]:
    """Held-out results as training leaves them."""

    def measure(value: float) -> dict[str, float]:
        return {"value": value, "low": value - 0.05, "high": value + 0.05}

    own = {"exact": measure(0.5), "within_one": measure(0.9), "mae": measure(mae), "winner": None}
    starter = {"exact": measure(0.3), "within_one": measure(0.8), "mae": measure(0.8), "winner": None}
    return {
        "rows": {"my taste": own, "starter": starter},
        "confusion": [[3, 1, 0, 0, 0]] * 5,
        "recall": [0.75, 0.25, 0.0, 0.0, None],
        "counts": {"1": 4, "2": 4, "3": 9, "4": 4, "5": 4},
        "curve": [{"ratings": 10, "mae": 0.9}, {"ratings": 20, "mae": 0.7}],
        "starter_mae": 0.8,
        "beat_starter_at": 20,
        "protocol": {"folds": 5, "repeats": 2},
        "intervals": {
            "coverage": 0.8,
            "abstained": 0.1,
            "mae_kept": mae,
            "error_by_abstained": [{"abstained": 0.0, "mae": mae}, {"abstained": 0.5, "mae": mae - 0.1}],
        },
        **more,
    }


def add_version(library: Library, seed: int, mae: float) -> int:
    labels = [Label(1, 4, SOURCE_HERE, 0, 0)]
    return library.taste.add(HeadFile(head(seed), {"seed": seed}, report(mae)), labels).id


def press(stage: Stage, qtbot, key: Qt.Key) -> None:
    qtbot.keyClick(stage.window.feeds.taste.teach, key)


def rate_by_keys(stage: Stage, qtbot, count: int, taste: Taste) -> list[int]:
    """Go to the queue and answer as somebody of this taste would, until so many are rated."""
    stage.trigger("teach")
    queue, rated = stage.window.feeds.taste.queue, []
    while len(rated) < count:
        if queue.current is None:
            stage.window.feeds.taste.teach.more.click()
        photo_id = queue.current
        press(stage, qtbot, _KEYS[taste(photo_id) - 1])
        rated.append(photo_id)
    return rated


def whole_flow(stage: Stage, qtbot, taste: Taste) -> None:
    """The issue's own: rate 60 by keys, train, compare, use, see the grid in another order, undo."""
    library, window = stage.library, stage.window
    rated = rate_by_keys(stage, qtbot, 60, taste)
    assert len(set(rated)) == 60
    by_id = {one.id: one.rating.value for one in library.photos.summaries(rated)}
    assert by_id == {photo_id: taste(photo_id) for photo_id in rated}
    while window.feeds.taste.queue.current is not None:
        press(stage, qtbot, Qt.Key.Key_Space)
    end = window.feeds.taste.teach
    assert end.train.isVisibleTo(end)
    stage.trigger("grid")
    qtbot.waitUntil(lambda: stage.window.loading.idle)
    window.loading.load()
    before = list(stage.state.ids)
    stage.trigger("taste")
    page = window.feeds.taste.page
    page.head.train.click()
    assert window.feeds.taste.taste.training is not None
    assert not page.head.train.isVisibleTo(page)
    qtbot.waitUntil(lambda: window.feeds.taste.taste.training is None, timeout=60_000)
    version = window.feeds.taste.taste.shown
    assert version is not None
    assert version.ratings == 60
    assert "My taste v1 (new): exact" in page.results.chart.accessibleName()
    assert "Starter: exact" in page.results.chart.accessibleName()
    assert list(stage.state.ids) == before  # nothing changes until the user chooses
    assert page.results.use.text() == "Use v1"
    page.results.use.click()
    qtbot.waitUntil(lambda: list(stage.state.ids) != before)
    assert list(stage.state.ids) == list(library.photos.ids(stage.state.query))
    assert library.taste.in_use() == 1
    assert window.toast.text == "Every photo is scored by your taste, v1"
    stage.trigger("undo")
    qtbot.waitUntil(lambda: list(stage.state.ids) == before)
    assert library.taste.in_use() == STARTER_VERSION
    stage.trigger("redo")
    assert library.taste.in_use() == 1
    page.versions.findChild(QPushButton, "use 0").click()  # one click back
    assert library.taste.in_use() == STARTER_VERSION


def test_rate_train_compare_use_rerank_undo(
    library: Library, open_stage, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validation, "REPEATS", 1)
    monkeypatch.setattr(fitting, "_STEPS", 5)
    changes = [photo(seed) for seed in range(72)]
    ids = library.files.apply(changes)
    order = np.argsort([liked(change) for change in changes])
    level = {ids[row]: 1 + place * 5 // len(ids) for place, row in enumerate(order)}
    whole_flow(open_stage(), qtbot, level.__getitem__)


@pytest.mark.slow
def test_the_whole_flow_on_indexed_faces(
    library: Library, open_stage, qtbot, tmp_path: Path, portraits: dict[str, Image.Image]
) -> None:
    dice, folder, merit = random.Random(5), tmp_path / "photos", {}
    folder.mkdir()
    for number in range(72):
        blur, light = dice.choice((0.0, 1.5, 4.0)), dice.choice((1.0, 0.7, 0.35))
        face = portraits[dice.choice(sorted(portraits))].rotate(dice.uniform(-9, 9), fillcolor=(90, 100, 120))
        picture = ImageEnhance.Brightness(face.filter(ImageFilter.GaussianBlur(blur))).enhance(light)
        exif = Image.Exif()
        moment = datetime(2026, 3, 1, 9) + timedelta(hours=number)
        exif.get_ifd(0x8769)[0x9003] = f"{moment:%Y:%m:%d %H:%M:%S}"
        picture.save(folder / f"{number:03}.jpg", exif=exif)
        merit[f"{number:03}.jpg"] = -blur - 4 * (1 - light) + dice.gauss(0, 0.5)
    LocalEngine(library.layout.root, lambda _: None, Networks("cpu")).ask(m.Index(folders=(str(folder),)))
    found = library.photos.summaries(library.photos.ids(PhotoQuery()))
    order = sorted(found, key=lambda one: merit[Path(one.path).name])
    level = {one.id: 1 + place * 5 // len(order) for place, one in enumerate(order)}
    whole_flow(open_stage(), qtbot, level.__getitem__)


# --- the queue ----------------------------------------------------------------------------------


@pytest.fixture
def queue_stage(library: Library, open_stage) -> Stage:
    library.folders.add("/photos")
    library.files.apply([photo(seed) for seed in range(30)])
    stage = open_stage()
    stage.trigger("teach")
    return stage


def test_the_queue_goes_on_by_itself_and_back_by_undo(queue_stage: Stage, qtbot) -> None:
    stage, taste = queue_stage, queue_stage.window.feeds.taste
    queue, ids = taste.queue, taste.queue.ids
    assert len(ids) == 24
    assert taste.teach._place.text() == "1 of 24"
    press(stage, qtbot, Qt.Key.Key_4)
    press(stage, qtbot, Qt.Key.Key_Space)
    press(stage, qtbot, Qt.Key.Key_2)
    assert (queue.place, queue.levels) == (3, {ids[0]: 4, ids[2]: 2})
    assert taste.teach._place.text() == "4 of 24"
    stage.trigger("undo")
    assert (queue.current, queue.levels) == (ids[2], {ids[0]: 4})
    assert stage.library.photos.summaries([ids[2]])[0].rating.value == 0
    stage.trigger("redo")
    assert queue.levels == {ids[0]: 4, ids[2]: 2}
    press(stage, qtbot, Qt.Key.Key_Backspace)  # the page's own key for undo
    press(stage, qtbot, Qt.Key.Key_Left)
    assert queue.current == ids[1]
    press(stage, qtbot, Qt.Key.Key_Left)
    assert taste.teach.levels[4].isChecked()
    stage.trigger("back")
    assert stage.state.page is Page.TASTE
    stage.trigger("back")
    assert stage.state.page is Page.GRID


def test_a_queue_that_is_through_says_what_is_missing(queue_stage: Stage, qtbot) -> None:
    stage, teach = queue_stage, queue_stage.window.feeds.taste.teach
    for _ in range(24):
        press(stage, qtbot, Qt.Key.Key_3)
    assert teach._headline.text() == "24 photos rated, thank you"
    assert "still missing: 5 × ★, 5 × ★★, 5 × ★★★★, 5 × ★★★★★" in teach._sentence.text()
    assert teach.train.isHidden()
    press(stage, qtbot, Qt.Key.Key_3)  # nothing is asked any more
    assert len(stage.window.feeds.taste.queue.levels) == 24
    teach.more.click()
    assert len(stage.window.feeds.taste.queue.ids) == 6
    for _ in range(6):
        press(stage, qtbot, Qt.Key.Key_3)
    teach.more.click()
    assert teach._headline.text() == "Nothing left to rate"


def test_a_queue_forgets_what_others_took_back() -> None:
    queue = TeachingQueue()
    queue.begin([7, 8, 9])
    for level in (1, 2, 3):
        queue.rate(level)
    assert queue.rate(4) is None
    queue.hear({7: 1, 8: 0, 9: 3}, [8, 99])
    assert (queue.current, queue.levels) == (8, {7: 1, 9: 3})


# --- states of the page -------------------------------------------------------------------------


def test_without_ratings_the_page_says_what_to_do(library: Library, open_stage) -> None:
    library.files.apply([photo(seed) for seed in range(6)])
    stage = open_stage()
    stage.trigger("taste")
    page = stage.window.feeds.taste.page
    assert not page.head.train.isEnabled()
    assert page.hero.accessibleName() == "Teach the app your taste"
    assert page.results.isHidden()
    assert page.ratings.sentence.text().startswith("At least 5 rated photos with a face are needed")
    page.hero.teach.click()
    assert stage.state.page is Page.TEACH


def test_ratings_of_one_moment_are_not_enough(library: Library, open_stage) -> None:
    ids = library.files.apply([photo(seed, minutes=seed / 10) for seed in range(25)])
    for level in range(1, 6):
        library.curation.apply(SetRating(tuple(ids[level - 1 :: 5]), level))
    stage = open_stage()
    stage.trigger("taste")
    page = stage.window.feeds.taste.page
    assert "at least 5 moments (so far: 1)" in page.ratings.sentence.text()
    assert not page.head.train.isEnabled()


def test_progress_stop_and_failure(library: Library, make_stage, qtbot) -> None:
    rated_library(library, 40)
    stage = make_stage(library)
    stage.trigger("taste")
    taste = stage.window.feeds.taste
    taste.page.head.train.click()
    (engine,) = stage.engines
    assert engine.asked == [("TrainTaste", m.TrainTaste())]
    engine.answer(m.Progress(task=1, stage="training", done=30, total=120, seconds_left=20.0))
    qtbot.waitUntil(lambda: taste.page.head._doing.text() == "Training: 25 % · under 1 min left")
    taste.page.head.stop.click()
    assert engine.asked[-1] == ("cancel", 1)
    engine.answer(m.Done(task=1, summary=IndexSummary(cancelled=True)))
    notice = taste.page.head._notice
    qtbot.waitUntil(lambda: notice.text() == "Training was stopped. Nothing has changed.")
    taste.page.head.train.click()
    assert notice.isHidden()
    engine.answer(m.Failed(task=3, message="The disk is full."))
    qtbot.waitUntil(lambda: "The disk is full. What is in use stays in use." in notice.text())
    assert taste.page.head.train.isVisibleTo(taste.page)


def test_a_lower_result_is_said_plainly_and_the_one_in_use_kept(library: Library, open_stage) -> None:
    rated_library(library, 30)
    first, second = add_version(library, 1, 0.5), add_version(library, 2, 0.7)
    library.curation.apply(UseTaste(first))
    stage = open_stage()
    stage.trigger("taste")
    page, taste = stage.window.feeds.taste.page, stage.window.feeds.taste.taste
    assert taste.shown is not None
    assert taste.shown.id == second
    said = [verdict.text() for verdict in page.results._verdicts]
    assert said[0].startswith("Lower held-out result than v1, which is in use: mean error 0.70 against 0.50")
    assert said[1] == "Better than the starter, but the 95 % intervals overlap."
    page.results.keep.click()
    assert taste.shown.id == first
    assert page.results.use.isHidden()
    assert library.taste.in_use() == first
    assert page.curve.chart.accessibleName().startswith(
        "Mean error by number of ratings. It beat the starter from 20 ratings on."
    )


def test_use_and_roll_back_in_one_click_each(library: Library, open_stage) -> None:
    rated_library(library, 30)
    first, second = add_version(library, 1, 0.6), add_version(library, 2, 0.5)
    stage = open_stage()
    stage.trigger("taste")
    versions = stage.window.feeds.taste.page.versions

    def click(version: int) -> str:
        button = versions.findChild(QPushButton, f"use {version}")
        words = button.text()
        button.click()
        return words

    assert click(first) == "Use"
    assert click(second) == "Use"
    assert library.taste.in_use() == second
    assert click(first) == "Roll back"
    assert library.taste.in_use() == first
    stage.trigger("undo")
    assert library.taste.in_use() == second
    stage.trigger("undo")
    stage.trigger("undo")
    assert library.taste.in_use() == STARTER_VERSION


def test_a_head_goes_out_and_comes_in_as_a_file(library: Library, open_stage, tmp_path: Path) -> None:
    rated_library(library, 30)
    add_version(library, 1, 0.6)
    stage = open_stage()
    stage.trigger("taste")
    page, taste = stage.window.feeds.taste.page, stage.window.feeds.taste.taste
    stage.dialogs.head = str(tmp_path / "mine.safetensors")
    page.versions.export.click()
    page.versions.take.click()
    assert taste.shown is not None
    assert (taste.shown.id, taste.shown.note) == (2, "imported from mine.safetensors")
    assert "imported from mine.safetensors" in page.results._how.text()
    page.versions.export.click()  # nothing is overwritten
    assert "is there already" in page.head._notice.text()
    (tmp_path / "mine.safetensors").write_bytes(b"nothing of ours")
    page.versions.take.click()
    assert "is not a personal head" in page.head._notice.text()
    assert len(library.taste.versions()) == 2


def test_stars_of_other_programs_are_learnt_from_once_confirmed(library: Library, open_stage) -> None:
    theirs = ForeignRating(4, reject=False, source=source_of("xmp sidecar", "Lightroom"))
    library.files.apply([photo(seed, sidecar=theirs) for seed in range(8)])
    stage = open_stage()
    stage.trigger("taste")
    page = stage.window.feeds.taste.page
    section = page.stars.sections["Lightroom"]
    assert not section.confirm.isEnabled()
    section.same.click()
    section.levels[1].setCurrentIndex(5)  # two stars mean level 5, three mean 3
    section.levels[1].activated.emit(5)
    assert section._problem.text() == "More stars cannot mean a lower level."
    assert not section.confirm.isEnabled()
    section.same.click()
    section.confirm.click()
    assert library.taste.meanings() == {"Lightroom": SAME_STARS}
    assert "from stars (Lightroom)" in page.head._facts.text()
    assert stage.window.toast.text == "The stars of Lightroom are learnt from"
    stage.trigger("undo")
    assert library.taste.meanings() == {}
    assert section.levels[0].currentData() == 0
