"""The only place that builds and wires objects: library, engine, window."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from photo_curator.domain.errors import CuratorError

if TYPE_CHECKING:
    from photo_curator.db.library import Library
    from photo_curator.domain.messages import Answer
    from photo_curator.services.engine import EngineProcess

APP_NAME = "photo-curator"


def default_library() -> Path:
    """The library used where none is named: in the platform's folder for a program's data."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)) / "library"


def open_library(root: Path | None, *, create: bool = True) -> Library:
    """Open a library.

    Args:
        root: its folder; None: the default one.
        create: make it where there is none.

    Raises:
        NotFoundError: there is none and `create` is off.
        LibraryError: it cannot be used; the message says why.
    """
    from photo_curator.db.library import Library

    path = (root or default_library()).expanduser().absolute()
    return Library.open(path) if create else Library.open_existing(path)


def build_engine(root: Path, on_answer: Callable[[Answer], None]) -> EngineProcess:
    """The engine process of a library; it starts with its first request."""
    from photo_curator.domain.library import LibraryLayout
    from photo_curator.services.engine import EngineProcess

    return EngineProcess(root, on_answer, log=LibraryLayout(root).engine_log)


def check_display() -> None:
    """Tell in one sentence why no window can be opened, before Qt aborts the process.

    Raises:
        CuratorError: there is no display, or libraries of the system are missing.
    """
    import sys

    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform.startswith("linux") and not asked:
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            raise CuratorError(
                "There is no display to open a window on. In a terminal use `photo-curator list`; "
                "set QT_QPA_PLATFORM=offscreen to run without a screen."
            )
    try:
        import PySide6.QtGui
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        raise CuratorError(
            f"The window cannot be opened because a system library is missing ({error}). "
            "On Debian or Ubuntu: sudo apt install libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1. "
            "The terminal commands work without it."
        ) from error


def run_window(library_root: Path | None, folder: Path | None) -> int:
    """Open the window and stay until it is closed.

    Args:
        library_root: the library's folder; None: the default one.
        folder: a folder to index at once, or None.

    Returns:
        The exit status for the process.

    Raises:
        LibraryError: the library cannot be used; the message says why.
    """
    import signal
    import sys

    from PySide6.QtCore import QSettings, QTimer
    from PySide6.QtWidgets import QApplication

    from photo_curator.gui.main_window import MainWindow
    from photo_curator.gui.theme import apply_theme

    library = open_library(library_root)
    # Qt's own options (-style, -platform) are not ours to offer: the program's name is all it gets.
    application = QApplication(sys.argv[:1])
    application.setApplicationName(APP_NAME)
    application.setApplicationDisplayName("Photo Curator")
    application.setDesktopFileName(APP_NAME)
    apply_theme(application)
    root = library.layout.root
    window = MainWindow(library, lambda take: build_engine(root, take), QSettings(APP_NAME, APP_NAME))
    # Ctrl-C in the terminal closes the window in order; Python sees it when the window's timer next fires.
    signal.signal(signal.SIGINT, lambda *_: window.close())
    window.show()
    # Not before the window can be seen: looking for changes starts a process.
    QTimer.singleShot(0, lambda: window.start(str(folder) if folder else None))
    return application.exec()
