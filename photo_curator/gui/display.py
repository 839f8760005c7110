"""Whether a window can be opened here, found out before Qt is asked.

Qt ends the whole process when it finds no display or misses a system library; a user deserves a
sentence that says what to do.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from photo_curator.domain.errors import CuratorError

_PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxcb-shape0"
)


def check_display() -> None:
    """Tell in one sentence why no window can be opened.

    Raises:
        CuratorError: there is no display, it does not answer, or a system library is missing.
    """
    on_linux = sys.platform.startswith("linux")
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    display, wayland = os.environ.get("DISPLAY", ""), os.environ.get("WAYLAND_DISPLAY", "")
    if on_linux and not asked and not (display or wayland):
        raise CuratorError(
            "There is no display to open a window on. In a terminal use `photo-curator list`; "
            "set QT_QPA_PLATFORM=offscreen to run without a screen."
        )
    try:
        import PySide6.QtGui
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        raise _missing(str(error)) from error
    if on_linux and not wayland and (asked == "xcb" or not asked):
        _check_x11(display)


def check_fonts() -> None:
    """Tell that there is no font, where every text would be invisible. Needs a QApplication.

    Raises:
        CuratorError: the system has no font at all.
    """
    from PySide6.QtGui import QFont, QFontInfo

    # The list of families names "Sans Serif" even where there is nothing behind it.
    if not QFontInfo(QFont()).family():
        raise CuratorError(
            "No text can be shown because this system has no fonts. On Debian or Ubuntu: "
            "sudo apt install fonts-dejavu-core. The terminal commands work without it."
        )


def _check_x11(display: str) -> None:
    spec = find_spec("PySide6")
    for place in spec.submodule_search_locations or () if spec else ():
        plugin = Path(place, "Qt", "plugins", "platforms", "libqxcb.so")
        if plugin.exists():
            try:
                ctypes.CDLL(str(plugin))
            except OSError as error:
                raise _missing(str(error)) from error
    name = ctypes.util.find_library("xcb")
    if name is None:
        return  # Qt brings its own; whether the display answers, Qt will say.
    xcb = ctypes.CDLL(name)
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode() or None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        raise CuratorError(
            f"The display {display!r} does not answer. In a terminal use `photo-curator list`; "
            "set QT_QPA_PLATFORM=offscreen to run without a screen."
        )


def _missing(what: str) -> CuratorError:
    return CuratorError(
        f"The window cannot be opened because a system library is missing ({what}). "
        f"On Debian or Ubuntu: sudo apt install {_PACKAGES}. The terminal commands work without it."
    )
