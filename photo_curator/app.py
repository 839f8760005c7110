"""The only place that builds and wires objects: library, engine, window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from photo_curator.assets import APP_NAME, data_dir
from photo_curator.domain.errors import NotFoundError

if TYPE_CHECKING:
    from photo_curator.db.library import Library
    from photo_curator.domain.messages import Answer
    from photo_curator.services.engine import EngineProcess

#: Of each of the window's connections to the library; it holds four, and should stay small.
WINDOW_CACHE_KIB = 12 * 1024
#: How long a thread in Python code may keep the window's thread waiting; 5 ms are a third of a frame.
SWITCH_SECONDS = 0.001
_M_ARENA_MAX = -8  # malloc.h


def tune_process() -> None:
    """What the window's process needs set once, before its threads: prompt turns, and one heap.

    glibc gives threads heaps of their own, which stay as large as they once were: those of the threads
    that load thumbnails hold 50 MB after some scrolling, of nothing.
    """
    import ctypes

    sys.setswitchinterval(SWITCH_SECONDS)
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(_M_ARENA_MAX, 1)


def default_library() -> Path:
    """The library used where none is named: in the platform's folder for a program's data."""
    return data_dir() / "library"


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


def run_window(library_root: Path | None, paths: Sequence[Path] = (), picture: Path | None = None) -> int:
    """Open the window and stay until it is closed.

    Args:
        library_root: the library's folder; None: the default one.
        paths: folders and photos to show; what the library does not know is indexed first.
        picture: save the window there as a PNG, without a display, and close it again.

    Returns:
        The exit status for the process.

    Raises:
        LibraryError: the library cannot be used; the message says why.
        NotFoundError: there is nothing at one of the paths.
        CuratorError: no window can be opened here; the message says what to do.
    """
    opened = [os.path.abspath(os.path.expanduser(path)) for path in paths]
    for path in opened:
        if not os.path.exists(path):
            raise NotFoundError(f"There is no folder and no file {path}.")
    from photo_curator.gui.display import check_display, check_fonts

    # Imports and widgets make a few hundred thousand objects that stay: collecting among them while
    # the first frame waits costs a fifth of a second (measured) and frees nothing.
    gc.disable()
    if picture is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    check_display()
    import signal

    from PySide6.QtCore import QSettings, QTimer
    from PySide6.QtWidgets import QApplication

    from photo_curator.db.library import Library
    from photo_curator.gui.main_window import MainWindow
    from photo_curator.gui.snapshot import Snapshot, settled
    from photo_curator.gui.theme import apply_theme
    from photo_curator.gui.translation import install_translation

    root = (library_root or default_library()).expanduser().absolute()
    library = Library.open(root, cache_kib=WINDOW_CACHE_KIB)
    tune_process()
    # Qt's own options (-style, -platform) are not ours to offer: the program's name is all it gets.
    application = QApplication(sys.argv[:1])
    check_fonts()
    application.setApplicationName(APP_NAME)
    application.setApplicationDisplayName("Photo Curator")
    application.setDesktopFileName(APP_NAME)
    install_translation(application)
    apply_theme(application)
    window = MainWindow(library, lambda take: build_engine(root, take), QSettings(APP_NAME, APP_NAME))
    # Ctrl-C in the terminal closes the window in order; Python sees it when the window's timer next fires.
    # Not within that timer's own work, which still wants the library.
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, window.close))
    snapshot = Snapshot(window, picture, lambda: settled(window.bridge, window.page)) if picture else None
    window.show()
    # Not before the window can be seen: looking for changes starts a process.
    QTimer.singleShot(0, window.start)
    if picture is None:
        window.folder_watching.start()
    if opened:
        from photo_curator.gui.opening import Opening

        QTimer.singleShot(0, Opening(window, library, opened).start)
    gc.enable()
    status = application.exec()
    if snapshot is not None and snapshot.error is not None:
        raise snapshot.error
    return status
