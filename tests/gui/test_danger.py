"""Dangerous selfies in the window: badge, album, answers, the map, the Safety page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.capture import CaptureTime
from photo_curator.domain.danger import DangerVerdict, HazardReading
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Box, Landmarks
from photo_curator.domain.indexing import AddPhoto, AnalysedFace
from photo_curator.domain.operations import SetDanger
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.safety import MonthCount
from photo_curator.gui.safety_chart import EARLIER, MONTHS_SHOWN, Column, columns_of
from photo_curator.gui.state import Page
from photo_curator.gui.theme import current_theme
from tests.gui.conftest import Stage, add
from tests.gui.pages_fixtures import save_picture, save_thumbnails

THRESHOLDS = {"height": 0.8, "water": 0.9}
FALSE_ALARM = DangerVerdict.FALSE_ALARM


def selfie(number: int, taken: datetime, **hazards: float) -> AddPhoto:
    """Somebody at arm's length, with what the hazard network says of it."""
    plain = add(number, mean=3.0)
    point = (400.0, 300.0)
    face = Face(0, Box(250, 120, 550, 500), Landmarks(*[point] * 5), 0.99, None, {}, "")
    return replace(
        plain,
        facts=replace(plain.facts, capture=replace(plain.facts.capture, taken=CaptureTime(taken))),
        analysis=replace(
            plain.analysis,
            faces=(AnalysedFace(face, b""),),
            hazards=HazardReading(hazards, THRESHOLDS, "stand-in"),
        ),
    )


@pytest.fixture
def coast(library: Library) -> Library:
    """Twelve photos nobody looked at for hazards, and thirty selfies, most of them before water."""
    start = datetime(2026, 3, 1, 12)
    library.files.apply(
        [
            selfie(100 + n, start + timedelta(days=3 * n), height=0.1, water=0.85 + 0.005 * n)
            for n in range(28)
        ]
    )
    library.files.apply(
        [
            selfie(200, datetime(2026, 3, 2), height=0.95, water=0.2),
            selfie(201, datetime(2026, 3, 3), height=0.1, water=0.2),
        ]
    )
    return library


@pytest.fixture
def stage(coast: Library, make_stage) -> Stage:
    return make_stage(coast)


def dangerous(library: Library) -> list[int]:
    return library.photos.ids(PhotoQuery(danger=True))


def show_dangerous(stage: Stage) -> None:
    stage.window.show_album("dangerous")
    photo = next(p for p in stage.state.ids if stage.library.photos.get(p).summary.hazard == "water")
    stage.state.select([photo], photo)
    stage.window.loading._read_photo()


def test_the_album_holds_and_counts_them(stage: Stage, qtbot) -> None:
    sidebar = stage.window.sidebar
    wanted = len(dangerous(stage.library))
    assert wanted > 15
    qtbot.waitUntil(lambda: sidebar._items["dangerous"].data(Qt.ItemDataRole.UserRole + 2) == wanted)
    stage.window.show_album("dangerous")
    assert sorted(stage.state.ids) == sorted(dangerous(stage.library))


def test_the_badge_names_the_hazard(stage: Stage) -> None:
    """The danger colour stands in the upper left corner of flagged cards, and of those alone."""
    cards = stage.grid._cards

    def danger_pixels(photo_id: int) -> int:
        (summary,) = stage.library.photos.summaries([photo_id])
        image = QImage(210, 216, QImage.Format.Format_RGB32)
        image.fill(QColor("#000000"))
        painter = QPainter(image)
        cards.draw(painter, QRect(0, 0, 210, 216), summary, False, False)
        painter.end()
        colour = QColor(current_theme().danger).rgb()
        return sum(image.pixel(x, y) == colour for x in range(10, 120) for y in range(8, 40))

    flagged = dangerous(stage.library)[0]
    calm = next(p for p in stage.library.photos.ids(PhotoQuery(danger=False)))
    assert danger_pixels(flagged) > 100
    assert danger_pixels(calm) == 0


def test_the_inspector_gives_a_hint_with_its_limits(stage: Stage) -> None:
    show_dangerous(stage)
    panel = stage.window.inspector.danger
    assert not panel.isHidden()
    said = " ".join(label.text() for label in panel.findChildren(QLabel))
    assert "A hint to look again: water" in said
    assert "arm's length" in said
    for unseen in ("driving", "rooftops", "electricity", "rails", "animal"):
        assert unseen in said
    # Nothing to look at again: the panel makes no noise.
    calm = stage.library.photos.find("IMG_0000.jpg")
    stage.window.show_album("all")
    stage.state.select([calm], calm)
    stage.window.loading._read_photo()
    assert panel.isHidden()


def test_false_alarm_and_undo(stage: Stage, qtbot) -> None:
    show_dangerous(stage)
    photo, count = stage.state.current, len(dangerous(stage.library))
    panel = stage.window.inspector.danger
    qtbot.mouseClick(panel._buttons[FALSE_ALARM], Qt.MouseButton.LeftButton)
    assert stage.library.photos.get(photo).danger.verdict is FALSE_ALARM
    assert len(dangerous(stage.library)) == count - 1
    assert panel._buttons[FALSE_ALARM].isChecked()
    assert "You called it a false alarm" in panel._heading.text()
    stage.trigger("undo")
    assert len(dangerous(stage.library)) == count
    assert not panel._buttons[FALSE_ALARM].isChecked()
    # The same by keys, for all that is selected; the button takes the answer back.
    stage.trigger("dangerous")
    assert stage.library.photos.get(photo).danger.verdict is DangerVerdict.DANGEROUS
    qtbot.mouseClick(panel._buttons[DangerVerdict.DANGEROUS], Qt.MouseButton.LeftButton)
    assert stage.library.photos.get(photo).danger.verdict is None
    chosen = list(stage.state.ids[:3])
    stage.state.select(chosen, chosen[0])
    stage.trigger("false-alarm")
    assert all(stage.library.photos.get(one).danger.verdict is FALSE_ALARM for one in chosen)
    stage.trigger("unanswer-danger")
    assert len(dangerous(stage.library)) == count


def test_the_map_is_asked_for_and_laid_over_the_photo(stage: Stage, qtbot, tmp_path: Path) -> None:
    show_dangerous(stage)
    photo = stage.library.photos.get(stage.state.current)
    save_thumbnails(stage.library.layout, photo.summary.thumbnail_key, save_picture(tmp_path / "p.jpg"))
    panel, engine = stage.window.inspector.danger, stage.engines[0]
    stage.trigger("hazard-map")
    (verb, request), task = engine.asked[-1], len(engine.asked)
    assert (verb, request.photo_id, request.hazard) == ("HazardMap", photo.summary.id, "water")
    assert panel._picture.isHidden()
    heat = np.zeros((60, 80), np.uint8)
    heat[:, :40] = 255
    Image.fromarray(heat).save(tmp_path / "heat.png")
    engine.answer(
        m.HazardMapDrawn(
            task=task, photo_id=photo.summary.id, hazard="water", path=str(tmp_path / "heat.png")
        )
    )
    engine.answer(m.Done(task=task))
    qtbot.waitUntil(lambda: not panel._picture.isHidden())
    panel._slider.setValue(0)
    plain = panel._picture.grab().toImage()
    panel._slider.setValue(100)
    covered = panel._picture.grab().toImage()
    width, middle = plain.width(), plain.height() // 2
    picture_left = (width - panel._picture.sizeHint().height() * 1.5) / 2
    left, right = round(max(4, picture_left + 8)), round(min(width - 5, width - picture_left - 8))
    assert covered.pixelColor(left, middle) == QColor(current_theme().danger)
    assert covered.pixelColor(right, middle) == plain.pixelColor(right, middle)
    panel._where.click()
    assert panel._picture.isHidden()


def test_why_there_is_no_map_is_said(stage: Stage, qtbot) -> None:
    show_dangerous(stage)
    panel, engine = stage.window.inspector.danger, stage.engines[0]
    panel._where.click()
    engine.answer(m.Failed(task=len(engine.asked), message="The file is gone."))
    qtbot.waitUntil(lambda: panel._trouble.text() == "The file is gone.")
    assert not panel._where.isChecked()
    assert panel._picture.isHidden()


def numbers(stage: Stage) -> list[int]:
    return [int(label.text()) for label in stage.window.feeds.safety.page._numbers]


def test_the_safety_page_equals_brute_force(stage: Stage) -> None:
    library = stage.library
    flagged = dangerous(library)
    library.curation.apply(SetDanger(tuple(flagged[:3]), FALSE_ALARM))
    library.curation.apply(SetDanger((flagged[4],), DangerVerdict.DANGEROUS))
    stage.window.show_album("safety")
    assert stage.state.page is Page.SAFETY
    assert not stage.window.inspector.isVisible()
    every = [library.photos.get(photo) for photo in library.photos.ids(PhotoQuery())]
    looked = [photo for photo in every if photo.danger.machine]
    assert numbers(stage) == [
        len(looked),
        sum(photo.danger.machine.selfie > 0 for photo in looked),
        sum(photo.danger.verdict is FALSE_ALARM for photo in every),
        sum(photo.danger.verdict is DangerVerdict.DANGEROUS for photo in every),
    ]
    wanted = Counter(
        (photo.capture.taken.local.strftime("%Y-%m"), photo.danger.machine.hazard)
        for photo in every
        if photo.danger.flagged
    )
    shown = {
        (column.month, hazard): count
        for column in stage.window.feeds.safety.page.chart._columns
        for hazard, count in column.counts
    }
    assert shown == wanted
    assert f"{sum(wanted.values())} photos look dangerous" in stage.window.feeds.safety.page._title.text()
    stage.window.feeds.safety.page._show.click()
    assert stage.state.page is Page.GRID
    assert stage.state.album.key == "dangerous"
    assert len(stage.state.ids) == sum(wanted.values())


def button(stage: Stage, text: str) -> QPushButton | None:
    QApplication.processEvents()  # new buttons are shown a moment later
    found = [
        one
        for one in stage.window.feeds.safety.page.findChildren(QPushButton)
        if one.text().startswith(text) and not one.isHidden() and one.parentWidget().isVisible()
    ]
    return found[0] if found else None


def test_refit_and_its_way_back(stage: Stage) -> None:
    library = stage.library
    waters = sorted(
        (library.photos.get(photo).danger.hazards["water"], photo)
        for photo in library.photos.ids(PhotoQuery(danger=True))
        if library.photos.get(photo).summary.hazard == "water"
    )
    calm = [photo for share, photo in waters if share < 0.93]
    bad = [photo for share, photo in waters if share >= 0.93]
    stage.window.show_album("safety")
    assert button(stage, "Refit") is None
    # A few more, from below the threshold, so that there are twenty.
    below = [
        photo
        for photo in library.photos.ids(PhotoQuery(danger=False, has_faces=True))
        if library.photos.get(photo).danger.hazards.get("water", 0) > 0.8
    ]
    library.curation.apply(SetDanger(tuple(calm + below), FALSE_ALARM))
    library.curation.apply(SetDanger(tuple(bad), DangerVerdict.DANGEROUS))
    stage.window.loading.counted.emit(stage_facts(stage))
    refit = button(stage, "Refit from your")
    assert refit is not None
    assert refit.text() == f"Refit from your {len(calm + below + bad)} answers"
    refit.click()
    water = library.danger.thresholds()[1]
    assert 0.92 < water.threshold < 0.94
    assert water.fitted_to == len(calm + below + bad)
    page = stage.window.feeds.safety.page
    assert any("now with 100 %" in label.text() for label in page.findChildren(QLabel))
    stage.trigger("undo")
    assert library.danger.thresholds()[1].threshold == 0.9
    stage.trigger("redo")
    shipped = button(stage, "Use the shipped one")
    assert shipped is not None
    shipped.click()
    assert library.danger.thresholds()[1].threshold == 0.9
    assert button(stage, "Use the shipped one") is None


def stage_facts(stage: Stage) -> object:
    from photo_curator.gui.loading import Facts

    return Facts((), 0, ("/photos",))


def test_an_empty_safety_page_says_why(library: Library, make_stage) -> None:
    stage = make_stage(library)
    stage.trigger("safety")
    page = stage.window.feeds.safety.page
    assert page._title.text() == "Nothing looked at yet"
    assert "Look for Changes" in page._nothing.text()
    assert page._chart_card.isHidden()
    library.files.apply([selfie(300, datetime(2026, 1, 1), height=0.1, water=0.1)])
    stage.window.loading.counted.emit(stage_facts(stage))
    assert page._title.text() == "Nothing looks dangerous"
    assert "1" in page._nothing.text() or "one photo" in page._nothing.text()


def test_months_without_any_have_their_place() -> None:
    counts = [MonthCount("2025-11", "water", 2), MonthCount("2026-02", "height", 1), MonthCount("", "", 1)]
    columns = columns_of(counts)
    assert [column.month for column in columns] == ["2025-11", "2025-12", "2026-01", "2026-02", ""]
    assert [column.total for column in columns] == [2, 0, 0, 1, 1]


def test_the_columns_add_up_to_all_photos_however_old() -> None:
    counts = [
        ("2010-01", "water", 1),
        ("2011-05", "water", 2),
        ("2011-05", "animal", 1),
        ("2026-01", "water", 4),
    ]
    columns = columns_of([MonthCount(*one) for one in counts])
    assert columns[0] == Column(EARLIER + "2024-02", (("animal", 1), ("water", 3)))
    assert (columns[1].month, columns[-1].month) == ("2024-02", "2026-01")
    assert len(columns) == 1 + MONTHS_SHOWN
    assert sum(column.total for column in columns) == 8
