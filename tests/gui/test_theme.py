from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from photo_curator.assets import resources_dir
from photo_curator.gui import theme
from photo_curator.gui.theme import DARK, LIGHT, Theme, apply_theme, current_theme, icon, theme_changed
from photo_curator.gui.tokens import Theme as Tokens

SURFACES = ("window", "bar", "panel", "card", "raised", "hover", "row", "field")
TEXTS = ("text", "muted", "accent_text", "link", "good", "warn", "danger_text")
ON = (("on_accent", "accent"), ("on_select", "select"), ("on_danger", "danger"), ("on_badge", "badge"))


def luminance(colour: str) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = QColor(colour).getRgbF()
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(autouse=True)
def dark_afterwards(qapp):
    yield
    apply_theme(qapp, Qt.ColorScheme.Dark)


def test_the_measure_itself_knows_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_surface(tokens: Theme, text: str):
    surfaces = SURFACES if text in ("text", "muted") else ("window", "bar", "panel", "card", "field")
    poor = {
        surface: round(contrast(getattr(tokens, text), getattr(tokens, surface)), 2)
        for surface in surfaces
        if contrast(getattr(tokens, text), getattr(tokens, surface)) < 4.5
    }
    assert not poor


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("text", "fill"), ON)
def test_text_can_be_read_on_fills(tokens: Theme, text: str, fill: str):
    assert contrast(getattr(tokens, text), getattr(tokens, fill)) >= 4.5


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=lambda tokens: tokens.name)
def test_frames_and_bars_can_be_seen(tokens: Theme):
    for surface in ("window", "panel", "card", "raised"):
        assert contrast(tokens.select, getattr(tokens, surface)) >= 3
    for fill in ("good", "danger"):
        assert contrast(getattr(tokens, fill), tokens.panel) >= 3


def test_every_token_is_a_colour():
    for tokens in (DARK, LIGHT):
        for name in Tokens.__slots__:
            value = getattr(tokens, name)
            if name not in ("name", "dark"):
                assert re.fullmatch("#[0-9a-f]{6}", value), name


def test_apply_theme_switches_and_tells(qapp, qtbot):
    apply_theme(qapp, Qt.ColorScheme.Dark)
    with qtbot.waitSignal(theme_changed) as told:
        apply_theme(qapp, Qt.ColorScheme.Light)
    assert told.args == [LIGHT]
    assert current_theme() is LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window
    assert LIGHT.accent in qapp.styleSheet()
    # A style sheet wraps the style; what lies below is Fusion on every system.
    assert qapp.style().metaObject().className() in ("QFusionStyle", "QStyleSheetStyle")


def test_a_change_of_the_system_is_followed(qapp):
    apply_theme(qapp, Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert current_theme() is LIGHT
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert current_theme() is DARK


def test_applying_twice_follows_once(qapp):
    apply_theme(qapp)
    apply_theme(qapp)
    told: list[Theme] = []
    theme_changed.connect(told.append)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    theme_changed.disconnect(told.append)
    assert told == [LIGHT]


def test_the_style_sheet_has_no_token_left_and_its_pictures_exist():
    for tokens in (DARK, LIGHT):
        sheet = theme.style_sheet(tokens, 10)
        assert "$" not in sheet
        for name in re.findall(r'url\("([^"]+)"\)', sheet):
            assert (resources_dir() / "style" / name.rsplit("/", 1)[-1]).is_file()


def test_font_sizes_are_points():
    template = (resources_dir() / "style" / "photo-curator.qss").read_text()
    assert not re.findall(r"font-size:[^;]*px", template)


def test_the_style_sheet_is_understood(qapp, capfd):
    apply_theme(qapp, Qt.ColorScheme.Light)
    label = QLabel("x")
    label.setProperty("role", "muted")
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.muted
    assert "parse" not in capfd.readouterr().err


def colours_of(mark: QIcon) -> set[str]:
    image = mark.pixmap(QSize(32, 32)).toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_icons_follow_the_theme_even_where_they_are_held(qapp):
    apply_theme(qapp, Qt.ColorScheme.Dark)
    held = QIcon(icon("folder"))
    assert colours_of(held) == {DARK.muted}
    apply_theme(qapp, Qt.ColorScheme.Light)
    assert colours_of(held) == {LIGHT.muted}


def test_icons_are_sharp_on_fine_screens(qapp):
    pixmap = icon("star").pixmap(QSize(24, 24), 2.0)
    assert pixmap.size() == QSize(48, 48)
    assert pixmap.devicePixelRatio() == 2.0


def test_disabled_icons_are_fainter(qapp):
    apply_theme(qapp, Qt.ColorScheme.Dark)
    image = icon("stop").pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage()
    assert DARK.faint in {image.pixelColor(x, 6).name() for x in range(24)}


def test_every_drawing_can_be_read(qapp):
    names = [path.stem for path in (resources_dir() / "icons").glob("*.svg")]
    assert len(names) > 60
    for name in names:
        assert not icon(name).pixmap(QSize(16, 16)).isNull()


def test_an_unknown_icon_is_an_error(qapp):
    with pytest.raises(FileNotFoundError):
        icon("no such drawing")


def test_small_system_fonts_are_raised(qapp: QApplication):
    apply_theme(qapp)
    assert qapp.font().pointSizeF() >= 9
