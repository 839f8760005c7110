from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageCms
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QColorSpace, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from photo_curator.domain.errors import PhotoFileError, ProblemKind
from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.photo import FileRole, FileState, Photo
from photo_curator.gui.loupe import Loupe
from photo_curator.gui.loupe import pictures as pictures_module
from photo_curator.gui.loupe.colours import colours_of
from photo_curator.gui.loupe.geometry import Placement
from photo_curator.gui.loupe.pictures import Pictures, Wanted, decode_file
from photo_curator.gui.tasks import SynchronousExecutor
from photo_curator.media.viewing import view
from tests.gui.pages_fixtures import make_face, make_photo, save_picture, save_thumbnails, with_path

SIZE = (1200, 800)


@pytest.fixture
def layout(tmp_path) -> LibraryLayout:
    return LibraryLayout(tmp_path / "library")


@pytest.fixture
def photos(tmp_path, layout) -> list[Photo]:
    made = []
    for number in range(4):
        path = tmp_path / f"IMG_{number}.jpg"
        picture = save_picture(path, SIZE, seed=number)
        save_thumbnails(layout, f"key{number}", picture)
        face = make_face(number + 1, (900, 500, 1100, 700))
        made.append(with_path(make_photo(number + 1, size=SIZE, faces=(face,), key=f"key{number}"), path))
    return made


@pytest.fixture
def loupe(qtbot, layout) -> Loupe:
    widget = Loupe(layout, executor=SynchronousExecutor())
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    widget.show()
    return widget


def show(loupe: Loupe, photos: list[Photo], row: int, rotation: int = 0) -> None:
    loupe.show_photo(photos[row], rotation)
    loupe.set_film([photo.summary for photo in photos], row)


class Held:
    """An executor whose work is done when told."""

    def __init__(self):
        self.works = []

    def submit(self, work, done, failed=None):
        self.works.append((work, done))

    def run(self):
        works, self.works = self.works, []
        for work, done in works:
            done(work())

    def close(self):
        self.works.clear()


# --- what is shown --------------------------------------------------------------------------


def test_the_thumbnail_is_there_at_once_and_the_picture_follows(qtbot, layout, photos):
    held = Held()
    loupe = Loupe(layout, executor=held)
    qtbot.addWidget(loupe)
    loupe.resize(900, 700)
    loupe.show()
    show(loupe, photos, 0)
    assert loupe.canvas.image.width() == 512
    held.run()
    assert loupe.canvas.image.width() == loupe.canvas.placement.long_side > 512
    assert loupe.canvas.message == ""


def test_neighbours_are_decoded_ahead(loupe, photos):
    show(loupe, photos, 1)
    asked: list[Wanted] = []
    loupe.pictures.ready.connect(asked.append)
    show(loupe, photos, 2)
    assert photos[2].summary.path not in {wanted.path for wanted in asked}
    assert loupe.canvas.image.width() == loupe.canvas.placement.long_side


def test_fitted_pictures_are_drawn_pixel_for_pixel(loupe, photos):
    show(loupe, photos, 0)
    target = loupe.canvas.placement.target()
    assert abs(target.width() - loupe.canvas.image.width()) <= 1
    assert abs(target.height() - loupe.canvas.image.height()) <= 1


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turning_shows_the_right_corner_on_top(qtbot, tmp_path, layout, loupe, rotation):
    pixels = np.full((800, 1200, 3), 30, np.uint8)
    pixels[:200, :300] = (250, 250, 250)  # upper left is white
    path = tmp_path / "corner.png"
    Image.fromarray(pixels).save(path)
    photo = with_path(make_photo(size=SIZE, faces=(), key="none"), path)
    loupe.show_photo(photo, rotation)
    target = loupe.canvas.placement.target()
    corners = {
        0: target.topLeft(),
        90: target.topRight(),
        180: target.bottomRight(),
        270: target.bottomLeft(),
    }
    shot = loupe.canvas.grab().toImage()
    for turned, corner in corners.items():
        inside = corner + (target.center() - corner) * 0.1
        light = shot.pixelColor(inside.toPoint()).lightness() > 128
        assert light is (turned == rotation)


def test_offline_photos_show_the_thumbnail_and_say_why(loupe, photos, layout):
    offline = make_photo(9, size=SIZE, key="key1", state=FileState.OFFLINE)
    loupe.show_photo(offline, 0)
    assert "not connected" in loupe.canvas.message
    assert "stored thumbnail" in loupe.canvas.message
    assert loupe.canvas.image.width() == 512
    loupe.canvas.grab()


def test_missing_files_say_so(loupe):
    loupe.show_photo(make_photo(9, size=SIZE, key="none", state=FileState.MISSING), 0)
    assert "not where it was" in loupe.canvas.message
    assert "thumbnail" not in loupe.canvas.message


def test_a_file_that_went_away_meanwhile_says_so(loupe, photos, tmp_path):
    (tmp_path / "IMG_0.jpg").unlink()
    show(loupe, photos, 0)
    assert "does not exist any more" in loupe.canvas.message


def test_a_damaged_file_says_so_and_is_tried_again_later(loupe, photos, tmp_path):
    good = (tmp_path / "IMG_0.jpg").read_bytes()
    (tmp_path / "IMG_0.jpg").write_bytes(b"\xff\xd8\xff" + b"nonsense" * 20)
    show(loupe, photos, 0)
    assert "The end of “IMG_0.jpg” is missing" in loupe.canvas.message
    (tmp_path / "IMG_0.jpg").write_bytes(good)
    show(loupe, photos, 1)
    show(loupe, photos, 0)
    assert loupe.canvas.message == ""


def test_a_defect_in_decoding_is_shown_not_swallowed(qtbot, layout, photos, caplog):
    def broken(wanted):
        raise ZeroDivisionError("oops")

    loupe = Loupe(layout, executor=SynchronousExecutor(), decode=broken)
    qtbot.addWidget(loupe)
    loupe.show()
    show(loupe, photos, 0)
    assert "ZeroDivisionError: oops" in loupe.canvas.message
    assert "decoding" in caplog.text


def test_the_place_in_the_grid_is_told_where_it_is_known(loupe, photos):
    loupe.show_photo(photos[1], 0)
    film = [photo.summary for photo in photos]
    loupe.set_film(film, 1)
    assert "of" not in loupe._bar._name.accessibleName()
    loupe.set_film(film, 1, first=40, total=12480)
    assert "42 of 12480" in loupe._bar._name.accessibleName()


def test_the_filmstrip_turns_with_the_photos(loupe, photos):
    turned = replace(photos[0].summary, rotation=90)
    show(loupe, photos, 0)
    film = loupe._strip.film
    film.data(film.index(0), Qt.ItemDataRole.DecorationRole)
    wide = film.data(film.index(0), Qt.ItemDataRole.DecorationRole)
    film.set_summaries([turned])
    film.data(film.index(0), Qt.ItemDataRole.DecorationRole)
    tall = film.data(film.index(0), Qt.ItemDataRole.DecorationRole)
    assert wide.width() > wide.height()
    assert tall.width() < tall.height()


# --- zoom -----------------------------------------------------------------------------------


def test_z_shows_the_main_face_at_100_percent_and_back(loupe, photos, qtbot):
    show(loupe, photos, 0)
    qtbot.keyClick(loupe, Qt.Key.Key_Z)
    placement = loupe.canvas.placement
    assert placement.shown_scale == 1.0
    face = placement.transform.map(QPointF(1000, 600))
    assert loupe.canvas.rect().contains(face.toPoint())
    assert loupe.canvas.image.width() == 1200
    qtbot.keyClick(loupe, Qt.Key.Key_Z)
    assert loupe.canvas.placement.fitted


def test_the_next_photo_keeps_the_zoom(loupe, photos):
    show(loupe, photos, 0)
    loupe.toggle_zoom()
    show(loupe, photos, 1)
    assert loupe.canvas.placement.shown_scale == 1.0
    assert loupe.canvas.image.width() == 1200


def test_the_wheel_zooms_around_the_pointer(loupe, photos):
    show(loupe, photos, 0)
    canvas = loupe.canvas
    at = QPointF(canvas.width() * 0.4, canvas.height() * 0.45)
    for _ in range(8):
        before = canvas.placement.to_photo(at)
        event = QWheelEvent(
            at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(canvas, event)
        after = canvas.placement.to_photo(at)
    assert canvas.placement.shown_scale > 1.5
    assert (after - before).manhattanLength() < 1


def test_dragging_moves_and_stops_at_the_edge(loupe, photos, qtbot):
    show(loupe, photos, 0)
    loupe.toggle_zoom()
    canvas = loupe.canvas
    left = canvas.placement.target().left()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseMove(canvas, QPoint(160, 100))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(160, 100))
    assert canvas.placement.target().left() == pytest.approx(left + 60, abs=2)
    canvas.pan(QPointF(99999, 99999))
    assert canvas.placement.target().topLeft().manhattanLength() < 1


def test_a_double_click_looks_closely_at_the_pointer(loupe, photos, qtbot):
    show(loupe, photos, 0)
    qtbot.mouseDClick(loupe.canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert loupe.canvas.placement.shown_scale == 1.0


def test_hovering_frames_a_face_and_f_frames_all(loupe, photos, qtbot):
    show(loupe, photos, 0)
    plain = loupe.canvas.grab().toImage()
    place = loupe.canvas.placement.transform.map(QPointF(1000, 600)).toPoint()
    qtbot.mouseMove(loupe.canvas, place)
    assert loupe.canvas.grab().toImage() != plain
    qtbot.mouseMove(loupe.canvas, QPoint(2, 2))
    assert loupe.canvas.grab().toImage() == plain
    qtbot.keyClick(loupe, Qt.Key.Key_F)
    assert loupe.canvas.faces_shown
    assert loupe.canvas.grab().toImage() != plain


# --- ways out -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "step"), [(Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, -1), (Qt.Key.Key_PageDown, 1)]
)
def test_arrows_step(loupe, photos, qtbot, key, step):
    show(loupe, photos, 1)
    with qtbot.waitSignal(loupe.stepped) as stepped:
        qtbot.keyClick(loupe, key)
    assert stepped.args == [step]


def test_escape_closes(loupe, photos, qtbot):
    show(loupe, photos, 0)
    with qtbot.waitSignal(loupe.closed):
        qtbot.keyClick(loupe, Qt.Key.Key_Escape)


def test_the_filmstrip_chooses(loupe, photos, qtbot):
    show(loupe, photos, 0)
    strip = loupe._strip
    place = strip.visualRect(strip.film.index(2)).center()
    with qtbot.waitSignal(loupe.filmChosen) as chosen:
        qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [2]


def test_buttons_can_be_reached_by_tab_and_are_named(loupe):
    buttons = loupe.findChildren(type(loupe._bar._zoom))
    assert buttons
    assert all(button.accessibleName() for button in buttons)
    assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in buttons)


# --- the cache ------------------------------------------------------------------------------


def fake(side: int):
    def decode(wanted: Wanted) -> QImage:
        length = wanted.long_side or side
        return QImage(length, length, QImage.Format.Format_RGB32)

    return decode


def test_stale_requests_are_never_decoded(qapp):
    decoded: list[str] = []

    def decode(wanted: Wanted) -> QImage:
        decoded.append(wanted.path)
        return fake(10)(wanted)

    held = Held()
    pictures = Pictures(held, decode)
    pictures.want([Wanted(f"/{n}", "k", False, 10) for n in range(5)])
    pictures.want([Wanted("/last", "k", False, 10)])
    held.run()
    assert decoded == ["/last"]


def test_memory_stays_bounded(qapp, monkeypatch):
    monkeypatch.setattr(pictures_module, "CACHE_BYTES", 4_000_000)
    pictures = Pictures(SynchronousExecutor(), fake(600))
    for number in range(30):
        pictures.want([Wanted(f"/{number}", "k", False, 300), Wanted(f"/{number}", "k", False, None)])
        assert pictures.bytes_held <= 4_000_000
    assert pictures.image(Wanted("/29", "k", False, 300)) is not None
    assert pictures.image(Wanted("/0", "k", False, 300)) is None


def test_few_whole_pictures_are_kept(qapp):
    pictures = Pictures(SynchronousExecutor(), fake(50))
    for number in range(9):
        pictures.want([Wanted(f"/{number}", "k", False, None)])
    whole = sum(pictures.image(Wanted(f"/{n}", "k", False, None)) is not None for n in range(9))
    assert whole == pictures_module.CACHE_WHOLE


def test_the_best_picture_is_the_smallest_that_is_large_enough(qapp):
    pictures = Pictures(SynchronousExecutor(), fake(5000))
    for side in (None, 800, 300):
        pictures.want([Wanted("/a", "k", False, side)])
    assert pictures.best("/a", "k", 700).width() == 800
    assert pictures.best("/a", "k", 4000).width() == 5000
    assert pictures.best("/a", "changed", 100) is None


def test_threads_decode_and_stop(qtbot, layout, photos):
    loupe = Loupe(layout)
    qtbot.addWidget(loupe)
    loupe.resize(700, 500)
    loupe.show()
    show(loupe, photos, 0)
    qtbot.waitUntil(lambda: loupe.canvas.image.width() == loupe.canvas.placement.long_side)
    loupe.stop()
    assert not any(thread.name.startswith(("loupe", "filmstrip")) for thread in threading.enumerate())


def test_a_hidden_loupe_decodes_nothing(qtbot, layout, photos):
    held = Held()
    loupe = Loupe(layout, executor=held, decode=fake(100))
    qtbot.addWidget(loupe)
    show(loupe, photos, 0)
    assert held.works == []


def test_errors_of_a_thread_executor_reach_the_canvas(qtbot, layout):
    loupe = Loupe(layout, executor=SynchronousExecutor())
    qtbot.addWidget(loupe)
    loupe._show_error(RuntimeError("a defect"))
    assert loupe.canvas.message == "a defect"


# --- geometry -------------------------------------------------------------------------------


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_fitted_photo_lies_inside_and_centred(rotation, ratio):
    placement = Placement(QSizeF(6000, 4000), QSizeF(900, 700), ratio, rotation)
    target = placement.target()
    assert target.left() >= -0.01
    assert target.right() <= 900.01
    assert target.top() >= -0.01
    assert target.bottom() <= 700.01
    assert (target.center() - QPointF(450, 350)).manhattanLength() < 0.01


def test_small_photos_are_not_enlarged():
    assert Placement(QSizeF(100, 80), QSizeF(900, 700), 2.0).long_side == 100


def test_zooming_out_ends_at_the_whole_photo():
    placement = Placement(QSizeF(6000, 4000), QSizeF(900, 700))
    close = placement.zoomed_to(1.0, QPointF(10, 10))
    assert close.zoomed_around(0.01, QPointF(5, 5)).fitted
    assert close.target().topLeft().manhattanLength() < 0.01


# --- colours and decoding -------------------------------------------------------------------


def test_srgb_screens_need_no_conversion():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert colours_of(profile) is None
    assert colours_of(b"no profile") is None


def test_wide_screens_are_converted_for():
    wide = QColorSpace(QColorSpace.NamedColorSpace.DisplayP3)
    assert colours_of(bytes(wide.iccProfile().data())) is not None


def test_decoded_pictures_own_their_pixels_and_know_their_colours(photos, qapp):
    path = photos[0].summary.path
    for long_side in (300, None):
        image = decode_file(Wanted(path, "k", False, long_side))
        assert image.width() == (long_side or 1200)
        assert image.colorSpace() == QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    expected = view(path, FileRole.PICTURE, None)[10, 20]
    pixel = image.pixelColor(20, 10)
    assert (pixel.red(), pixel.green(), pixel.blue()) == tuple(expected)


@pytest.mark.parametrize("turn", range(1, 9))
def test_view_is_upright(tmp_path, turn):
    pixels = np.full((200, 300, 3), 20, np.uint8)
    pixels[:60, :90] = 240
    exif = Image.Exif()
    exif[0x0112] = turn
    # Stored so that turning by the tag gives the picture back.
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = Image.fromarray(pixels)
    if turn in undo:
        stored = stored.transpose(Image.Transpose(undo[turn]))
    path = tmp_path / "turned.jpg"
    stored.save(path, exif=exif, quality=95)
    for long_side in (None, 150):
        shown = view(str(path), FileRole.PICTURE, long_side)
        scale = shown.shape[1] / 300
        assert shown.shape[:2] == (round(200 * scale), round(300 * scale))
        assert shown[int(20 * scale), int(20 * scale)].mean() > 200
        assert shown[int(180 * scale), int(280 * scale)].mean() < 60


def test_view_converts_wide_colours(tmp_path):
    wide = QColorSpace(QColorSpace.NamedColorSpace.DisplayP3)
    path = tmp_path / "wide.png"
    Image.new("RGB", (300, 300), (0, 200, 0)).save(path, icc_profile=bytes(wide.iccProfile().data()))
    shown = view(str(path), FileRole.PICTURE, None)[5, 5]
    assert shown[1] > 200  # the same green needs a larger number in sRGB


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", ProblemKind.EMPTY),
        (b"<html>not a picture</html>", ProblemKind.WRONG_NAME),
        (b"\xff\xd8\xff" + b"x" * 100, ProblemKind.TRUNCATED),
    ],
)
def test_view_refuses_with_a_reason(tmp_path, content, kind):
    path = tmp_path / "odd.jpg"
    path.write_bytes(content)
    with pytest.raises(PhotoFileError) as refused:
        view(str(path), FileRole.PICTURE, 500)
    assert refused.value.kind is kind
