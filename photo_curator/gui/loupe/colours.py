"""What is known of the screen's colours.

Photos arrive as sRGB, converted from their own profile by the decoder. Whether sRGB numbers then look
right depends on who stands between the window and the screen:

- macOS, and Wayland with a colour-managed compositor: the system takes the window for sRGB and
  converts. Nothing is left to do, and converting here would be done twice.
- X11: nobody converts. Calibration tools leave the screen's ICC profile in the root window's
  `_ICC_PROFILE` property (the "ICC Profiles in X" convention); it is read from there.
- Windows: Qt tells no profile and this app does not ask for one. sRGB numbers go to the screen as they
  are, which is right on an sRGB screen and too colourful on a wide-gamut one.

Where Qt itself was asked for a window of a certain colour space, that one counts.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import logging

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColorSpace, QGuiApplication, QWindow

_log = logging.getLogger(__name__)
#: In 32-bit units; printers' profiles may be large, screens' are not.
_LONGEST_PROFILE = 1 << 20


def screen_colours(window: QWindow | None) -> QColorSpace | None:
    """The colour space to convert to; None where sRGB is right, or nothing better is known."""
    if window is not None:
        asked = window.format().colorSpace()
        if asked.isValid():
            return None if _is_srgb(asked) else asked
    if QGuiApplication.platformName() != "xcb":
        return None
    return _x11_colours()


def colours_of(profile: bytes) -> QColorSpace | None:
    """The colour space of an ICC profile; None for sRGB, and for what Qt cannot use as a target."""
    space = QColorSpace.fromIccProfile(QByteArray(profile))
    if not space.isValid() or not space.isValidTarget() or _is_srgb(space):
        return None
    return space


def _is_srgb(space: QColorSpace) -> bool:
    return space == QColorSpace(QColorSpace.NamedColorSpace.SRgb)


@functools.cache
def _x11_colours() -> QColorSpace | None:
    profile = _x11_profile()
    return colours_of(profile) if profile else None


def _x11_profile() -> bytes:
    """The first screen's profile, read over a connection of its own; b"" where there is none."""
    library = ctypes.util.find_library("X11")
    if library is None:
        return b""
    x11 = ctypes.CDLL(library)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XInternAtom.restype = ctypes.c_ulong
    display = x11.XOpenDisplay(None)
    if not display:
        _log.info("no second connection to the X server: the screen's profile stays unknown")
        return b""
    handle = ctypes.c_void_p(display)
    try:
        atom = x11.XInternAtom(handle, b"_ICC_PROFILE", 1)
        return _x11_property(x11, handle, atom) if atom else b""
    finally:
        x11.XCloseDisplay(handle)


def _x11_property(x11: ctypes.CDLL, display: ctypes.c_void_p, atom: int) -> bytes:
    kind, width = ctypes.c_ulong(), ctypes.c_int()
    count, left = ctypes.c_ulong(), ctypes.c_ulong()
    data = ctypes.POINTER(ctypes.c_ubyte)()
    status = x11.XGetWindowProperty(
        display,
        ctypes.c_ulong(x11.XDefaultRootWindow(display)),
        ctypes.c_ulong(atom),
        ctypes.c_long(0),
        ctypes.c_long(_LONGEST_PROFILE),
        ctypes.c_int(0),
        ctypes.c_ulong(0),  # AnyPropertyType
        ctypes.byref(kind),
        ctypes.byref(width),
        ctypes.byref(count),
        ctypes.byref(left),
        ctypes.byref(data),
    )
    if status != 0 or not data:
        return b""
    try:
        return bytes(data[: count.value]) if width.value == 8 else b""
    finally:
        x11.XFree(data)
