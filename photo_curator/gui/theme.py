"""The window's look: palette, style sheet and icons, dark or light as the system says.

The style sheet knows these dynamic properties, so that widgets need no colours of their own:
`surface` ("bar", "panel", "card"), `role` on labels ("title", "heading", "section", "muted", "link",
"good", "warn", "danger"), `kind` on buttons ("primary", "quiet") and `segment` on the buttons of a
segmented control ("first", "middle", "last").
"""

from __future__ import annotations

import functools
from string import Template

from PySide6.QtCore import QByteArray, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from photo_curator.assets import resources_dir
from photo_curator.gui.tokens import DARK, LIGHT, Theme

__all__ = ["DARK", "LIGHT", "Theme", "apply_theme", "current_theme", "icon", "theme_changed"]

#: Some platforms answer with a size too small to read at arm's length.
_SMALLEST_FONT_POINTS = 9.0
_STYLE_SHEET = "photo-curator.qss"


class _Look(QObject):
    """Which theme is on. One object, since a process has one QApplication."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.theme = DARK


_look = _Look()
#: Emitted with the new `Theme` after palette and style sheet are in place.
theme_changed = _look.changed


def current_theme() -> Theme:
    """The theme that is on."""
    return _look.theme


def apply_theme(app: QApplication, scheme: Qt.ColorScheme | None = None) -> None:
    """Dress the application, and again whenever the system switches between dark and light.

    Args:
        app: the application.
        scheme: dark or light regardless of the system (tests, screenshots); None follows it.
    """
    hints = app.styleHints()
    if app.property("theme_followed") is None:
        app.setProperty("theme_followed", True)
        app.setStyle(QStyleFactory.create("Fusion"))
        hints.colorSchemeChanged.connect(functools.partial(_dress, app))
    _dress(app, hints.colorScheme() if scheme is None else scheme)


def _dress(app: QApplication, scheme: Qt.ColorScheme) -> None:
    # A desktop that says nothing gets dark: photos are judged best on a dark surround.
    theme = LIGHT if scheme == Qt.ColorScheme.Light else DARK
    _look.theme = theme
    font = QFont(app.font())
    if font.pointSizeF() < _SMALLEST_FONT_POINTS:
        font.setPointSizeF(_SMALLEST_FONT_POINTS)
        app.setFont(font)
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme, font.pointSizeF()))
    _look.changed.emit(theme)


def style_sheet(theme: Theme, base_points: float) -> str:
    """The style sheet with a theme's colours and sizes put in.

    Args:
        theme: the colours.
        base_points: size of ordinary text in points; the others are derived from it.
    """
    folder = resources_dir() / "style"
    values = {name: getattr(theme, name) for name in theme.__slots__}
    values |= {
        "pt_small": f"{base_points * 0.9:.1f}pt",
        "pt_body": f"{base_points:.1f}pt",
        "pt_heading": f"{base_points * 1.1:.1f}pt",
        "pt_title": f"{base_points * 1.6:.1f}pt",
        "pt_score": f"{base_points * 2.0:.1f}pt",
        # url() in a style sheet wants forward slashes on every system.
        "style_dir": folder.as_posix(),
        "chevron": "chevron-light.svg" if theme.dark else "chevron-dark.svg",
        "chevron_right": "chevron-right-light.svg" if theme.dark else "chevron-right-dark.svg",
        "check": "check-dark.svg" if theme.dark else "check-light.svg",
    }
    return Template((folder / _STYLE_SHEET).read_text("utf-8")).substitute(values)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(theme.raised), QColor(theme.window))
    for key, value in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.field),
        (role.AlternateBase, theme.card),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.danger_text),
        (role.Highlight, theme.select),
        (role.HighlightedText, theme.on_select),
        (role.Link, theme.link),
        (role.LinkVisited, theme.link),
        (role.PlaceholderText, theme.muted),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Accent, theme.select),
    ):
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.faint))
    return palette


class _TintedIconEngine(QIconEngine):
    """Draws an icon from its outlines at the size asked for, in the colour of the theme that is on.

    Drawing anew for each request keeps icons sharp at any screen scale, and lets menus and buttons
    that hold a copy of the icon follow a change of theme.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw centred in `rect`."""
        renderer = _renderer(self._name, _icon_colour(mode, state))
        side = float(min(rect.width(), rect.height()))
        corner = QPointF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2)
        renderer.render(painter, QRectF(corner.x(), corner.y(), side, side))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A transparent pixmap with the icon; `size` is in device pixels."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """A copy, as Qt asks for when an icon is about to be changed."""
        return _TintedIconEngine(self._name)


def _icon_colour(mode: QIcon.Mode, state: QIcon.State) -> str:
    theme = _look.theme
    if mode == QIcon.Mode.Disabled:
        return theme.faint
    if mode == QIcon.Mode.Selected or state == QIcon.State.On:
        return theme.text
    return theme.muted


@functools.lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = (resources_dir() / "icons" / f"{name}.svg").read_text("utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    if not renderer.isValid():
        raise ValueError(f"The icon {name!r} is no valid drawing.")
    return renderer


@functools.lru_cache(maxsize=256)
def icon(name: str) -> QIcon:
    """An icon of `resources/icons` by its file name without extension.

    Raises:
        FileNotFoundError: there is no such drawing.
    """
    _renderer(name, _look.theme.muted)
    return QIcon(_TintedIconEngine(name))


def tinted_pixmap(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a pixmap in a colour of one's own, for labels and painted pages.

    Args:
        name: as for `icon`.
        colour: "#rrggbb".
        side: in device-independent pixels.
        ratio: the screen's device pixel ratio.
    """
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, colour).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
