from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from photo_curator.domain.capture import Capture
from photo_curator.domain.face import Attribute
from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.photo import FileState, RatingEvent
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict
from photo_curator.gui import face_words, photo_words
from photo_curator.gui.face_strip import read_face_pictures
from photo_curator.gui.inspector import Inspector
from photo_curator.gui.inspector_rows import FactRow, MeasureRow, ScoreChart
from photo_curator.gui.stars import Stars
from photo_curator.gui.tasks import SynchronousExecutor
from tests.gui.pages_fixtures import MIDDLE, SURE, WIDE, make_face, make_photo, save_thumbnails


@pytest.fixture
def layout(tmp_path) -> LibraryLayout:
    layout = LibraryLayout(tmp_path)
    save_thumbnails(layout, "aa11", Image.new("RGB", (2000, 1500), (200, 40, 40)))
    return layout


@pytest.fixture
def inspector(qtbot, layout) -> Inspector:
    widget = Inspector(layout, executor=SynchronousExecutor())
    qtbot.addWidget(widget)
    widget.resize(320, 900)
    widget.show()
    return widget


def texts(widget: Inspector) -> str:
    """Everything that can be read."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    rows = [
        row.accessibleName()
        for kind in (FactRow, MeasureRow, ScoreChart)
        for row in widget.findChildren(kind)
        if row.isVisible()
    ]
    return "\n".join(labels + rows)


def test_without_a_photo_it_says_so(inspector):
    inspector.set_photo(None)
    assert "No photo selected" in texts(inspector)


def test_a_rated_photo(inspector):
    inspector.set_photo(make_photo())
    seen = texts(inspector)
    for words in (
        "★ 5",
        "your rating",
        "machine: 4.6\u00a0±\u00a00.3",
        "80 % sure: between 4.3 and 4.9",
        "Eyes open: 98 %",
        "Smile: 91 %",
        "Facing camera: straight",
        "Sharp (face): sharp",
        "Light on face: good",
        "Location in file: Tokyo, Japan",
        "14 Nov 2026 19:42:08.31: +09:00",
        "Google Pixel 9: ƒ/2.2 1/60 ISO 320",
        "2000 × 1500: 3.0 MP · 3.5 MB",
        "IMG_2041.jpg",
        "/photos/Japan",
        "RAW: IMG_2041.DNG",
        "Copy: IMG_2041.jpg",
    ):
        assert words in seen
    assert "5: 70 %" in seen


def test_foreign_stars_say_where_they_come_from(inspector):
    inspector.set_photo(make_photo(stars=3, source="xmp sidecar"))
    assert "from the sidecar" in texts(inspector)


def test_an_unrated_photo_shows_the_machines_score(inspector):
    inspector.set_photo(make_photo(stars=0))
    assert "4.6" in texts(inspector)
    assert "not rated" in texts(inspector)


def test_what_was_not_measured_is_not_shown(inspector):
    inspector.set_photo(make_photo(faces=(make_face(attributes={Attribute.SHARPNESS: 0.2}),)))
    seen = texts(inspector)
    assert "Sharp (face): blurred" in seen
    assert "Eyes open" not in seen
    assert "Smile" not in seen


def test_cannot_tell_is_explained_by_the_faces_size(inspector):
    small = make_face(box=(0, 0, 40, 61), score=None)
    inspector.set_photo(make_photo(faces=(small,), machine=None, stars=0, verdict=Verdict.CANNOT_TELL))
    assert "the largest face is only 61 pixels high; below 80" in texts(inspector)


def test_cannot_tell_is_explained_by_the_interval(inspector):
    inspector.set_photo(make_photo(machine=WIDE, stars=0, verdict=Verdict.CANNOT_TELL))
    assert "anything from 1.3 to 4.7 is possible" in texts(inspector)
    assert "?" in texts(inspector)


def test_a_photo_without_faces_is_labelled_technical(inspector):
    photo = make_photo(
        faces=(),
        machine=MIDDLE,
        stars=0,
        verdict=Verdict.NO_FACE,
        attributes={"sharpness": 0.7, "odd_thing": 0.2},
    )
    inspector.set_photo(photo)
    seen = texts(inspector)
    assert "Technical score, no face" in seen
    assert "Sharpness: 70 %" in seen
    assert "Odd thing: 20 %" in seen


def test_a_photo_not_analysed_yet(inspector):
    photo = make_photo(faces=(), machine=None, stars=0, verdict=Verdict.NO_FACE)
    inspector.set_photo(photo)
    assert "Not analysed yet" in texts(inspector)


@pytest.mark.parametrize(
    ("state", "words"),
    [(FileState.OFFLINE, "is not connected"), (FileState.MISSING, "is not where it was")],
)
def test_unreachable_files_are_named(inspector, state, words):
    inspector.set_photo(make_photo(state=state))
    assert words in texts(inspector)


def test_unknown_metadata_is_left_out(inspector):
    photo = make_photo()
    bare = replace(photo, capture=Capture(), summary=replace(photo.summary, taken=None))
    inspector.set_photo(bare)
    seen = texts(inspector)
    assert "Time unknown" in seen
    assert "Location in file: none" in seen
    assert "ISO" not in seen


def test_several_faces_can_be_looked_at_in_turn(inspector, qtbot):
    faces = (
        make_face(11, (0, 0, 90, 120), SURE),
        make_face(12, (500, 100, 900, 700), MIDDLE, {Attribute.EYES_OPEN: 0.1}),
    )
    inspector.set_photo(make_photo(faces=faces))
    assert "Eyes open: 10 %" in texts(inspector)  # the largest first
    first = inspector._strip._buttons[0]
    with qtbot.waitSignal(inspector.faceChosen) as chosen:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert chosen.args == [11]
    assert "Eyes open: 98 %" in texts(inspector)


def test_the_same_photo_again_keeps_the_face(inspector):
    faces = (
        make_face(11, (0, 0, 90, 120)),
        make_face(12, (500, 100, 900, 700), MIDDLE, {Attribute.EYES_OPEN: 0.1}),
    )
    photo = make_photo(faces=faces)
    inspector.set_photo(photo)
    inspector._choose_face(0)
    inspector.set_photo(replace(photo, summary=replace(photo.summary, flag=Flag.PICK)))
    assert "Eyes open: 98 %" in texts(inspector)


def test_forty_faces_scroll_inside_the_strip(inspector):
    faces = tuple(make_face(n, (n * 10, 0, n * 10 + 90, 120)) for n in range(40))
    inspector.set_photo(make_photo(faces=faces))
    assert inspector._strip.width() <= inspector.width()


def test_stars_are_asked_for_and_taken_away(inspector, qtbot):
    inspector.set_photo(make_photo(stars=2))
    stars = inspector.findChild(Stars)
    with qtbot.waitSignal(inspector.ratingChosen) as chosen:
        qtbot.mouseClick(stars, Qt.MouseButton.LeftButton, pos=QPoint(3 + 3 * 23 + 8, 12))
    assert chosen.args == [4]
    assert "★ 2" in texts(inspector)  # the library decides, not the widget
    with qtbot.waitSignal(inspector.ratingChosen) as chosen:
        qtbot.mouseClick(stars, Qt.MouseButton.LeftButton, pos=QPoint(3 + 1 * 23 + 8, 12))
    assert chosen.args == [0]
    with qtbot.waitSignal(inspector.ratingChosen) as chosen:
        qtbot.keyClick(stars, Qt.Key.Key_Right)
    assert chosen.args == [3]


def test_flags_are_asked_for_and_taken_away(inspector, qtbot):
    inspector.set_photo(make_photo(flag=Flag.PICK))
    pick, reject = inspector._flags[Flag.PICK], inspector._flags[Flag.REJECT]
    assert pick.isChecked()
    with qtbot.waitSignal(inspector.flagChosen) as chosen:
        reject.click()
    assert chosen.args == ["reject"]
    with qtbot.waitSignal(inspector.flagChosen) as chosen:
        pick.click()
    assert chosen.args == ["none"]


def test_a_selection_of_many_is_said(inspector):
    inspector.set_photo(make_photo())
    inspector.set_selection_count(12)
    assert "12 selected" in texts(inspector)
    inspector.set_selection_count(1)
    assert "apply to all" not in texts(inspector)


@pytest.mark.parametrize("width", [240, 280, 320, 500])
def test_nothing_is_wider_than_the_panel(inspector, width):
    name = "/home/me/" + "A long folder/" * 12 + "IMG_" + "very_long_" * 12 + "name.jpg"
    inspector.resize(width, 500)
    inspector.set_photo(make_photo(path=name, faces=tuple(make_face(n) for n in range(9))))
    area = inspector._stack.widget(1)
    assert area.widget().width() <= area.viewport().width()
    assert inspector.minimumSizeHint().width() <= 240


def test_a_narrow_panel_gives_the_words_more_room(inspector):
    inspector.set_photo(make_photo(stars=0, verdict=Verdict.CANNOT_TELL, machine=WIDE))
    inspector.resize(400, 700)
    wide = inspector._portrait.sizeHint().width()
    inspector.resize(240, 700)
    assert inspector._portrait.sizeHint().width() < wide


def test_a_low_window_scrolls_and_squeezes_nothing(inspector):
    inspector.resize(240, 260)
    inspector.set_photo(make_photo(stars=0, verdict=Verdict.CANNOT_TELL, machine=WIDE))
    inspector.set_selection_count(5)
    QApplication.processEvents()
    rows = [row for kind in (FactRow, MeasureRow) for row in inspector.findChildren(kind) if row.isVisible()]
    assert all(row.height() >= row.sizeHint().height() for row in rows)
    assert inspector._area.verticalScrollBar().maximum() > 100


def test_a_missing_crop_is_cut_from_the_thumbnail(layout):
    photo = make_photo(faces=(make_face(crop_key="ff00"),))
    picture = read_face_pictures(layout, photo.faces, "aa11", photo.summary.size)[0]
    assert not picture.image.isNull()
    assert picture.image.width() == picture.image.height()
    assert picture.brightness == pytest.approx(0.47, abs=0.1)


def test_a_cached_crop_is_used(layout):
    crop = layout.crop("ff00")
    crop.parent.mkdir(parents=True)
    Image.new("RGB", (224, 224), (10, 10, 10)).save(crop)
    photo = make_photo(faces=(make_face(crop_key="ff00"),))
    picture = read_face_pictures(layout, photo.faces, "aa11", photo.summary.size)[0]
    assert picture.image.width() == 224
    assert picture.brightness < 0.1


def test_no_cache_at_all_shows_an_empty_place(qtbot, tmp_path):
    widget = Inspector(LibraryLayout(tmp_path / "nothing"), executor=SynchronousExecutor())
    qtbot.addWidget(widget)
    widget.set_photo(make_photo(faces=(make_face(crop_key="ff00"), make_face(2, (0, 0, 50, 50)))))
    widget.show()
    widget.grab()


def test_pictures_that_come_too_late_are_dropped(qtbot, layout):
    class Waiting:
        def __init__(self):
            self.works = []

        def submit(self, work, done, failed=None):
            self.works.append((work, done))

        def close(self):
            pass

    waiting = Waiting()
    widget = Inspector(layout, executor=waiting)
    qtbot.addWidget(widget)
    widget.set_photo(make_photo(1))
    widget.set_photo(make_photo(2, faces=()))
    work, done = waiting.works[0]
    done(work())
    assert widget._pictures == []


def test_the_real_thread_delivers(qtbot, layout):
    widget = Inspector(layout)
    qtbot.addWidget(widget)
    widget.set_photo(make_photo())
    qtbot.waitUntil(lambda: len(widget._pictures) == 1)
    widget.stop()


@pytest.mark.parametrize(
    ("value", "brightness", "words"),
    [
        (0.9, 0.2, "good"),
        (0.2, 0.1, "dark"),
        (0.2, 0.9, "too bright"),
        (0.5, 0.1, "rather dark"),
        (0.2, None, "poor"),
    ],
)
def test_light_in_words(value, brightness, words):
    (measure,) = face_words.face_measures({Attribute.EXPOSURE: value}, brightness)
    assert measure.value == words


@pytest.mark.parametrize(
    ("yaw", "words"), [(3, "straight"), (25, "turned 25° right"), (-25.4, "turned 25° left")]
)
def test_direction_in_words(yaw, words):
    (measure,) = face_words.face_measures({Attribute.YAW: yaw}, None)
    assert measure.value == words


def test_bars_stay_between_their_ends():
    for measure in face_words.face_measures({Attribute.YAW: 170.0, Attribute.SHARPNESS: 1.2}, None):
        assert 0 <= measure.fraction <= 1


def test_long_histories_are_cut():
    events = tuple(
        RatingEvent(f"2026-01-{day:02}T10:00:00+00:00", day % 6, "photo-curator") for day in range(1, 12)
    )
    facts = list(photo_words.history_facts(events))
    assert len(facts) == 7
    assert facts[0].label.startswith("11 Jan 2026")
    assert facts[-1].label == "and 5 earlier"


def test_times_without_zone_and_before_utc():
    photo = make_photo()
    taken = replace(photo.capture.taken, offset_minutes=None, subsecond=False)
    first = next(iter(photo_words.photo_facts(replace(photo, capture=replace(photo.capture, taken=taken)))))
    assert (first.label, first.value) == ("14 Nov 2026 19:42:08", "zone unknown")
    west = replace(taken, offset_minutes=-210)
    first = next(iter(photo_words.photo_facts(replace(photo, capture=replace(photo.capture, taken=west)))))
    assert first.value == "−03:30"
