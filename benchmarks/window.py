"""The window on a library of 100,000 photos: how long what the eye waits for takes.

    python -m benchmarks.window [--photos N] [--keep DIR]

Runs offscreen, with thumbnails on disk. Prints one line a figure with the target beside it, and ends
with status 1 where one is missed. With --keep the library is made once and used again.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QEventLoop, QRect, QSettings, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication

from photo_curator.app import WINDOW_CACHE_KIB, tune_process
from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.capture import Capture, CaptureTime, Place
from photo_curator.domain.geometry import Size
from photo_curator.domain.indexing import AddPhoto, Analysis, FileFacts, FileStamp
from photo_curator.domain.library import THUMBNAIL_SIZES
from photo_curator.domain.operations import SetRating
from photo_curator.domain.photo import FileRole
from photo_curator.domain.query import SortBy
from photo_curator.domain.score import Score, Verdict
from photo_curator.gui.main_window import MainWindow
from photo_curator.gui.theme import apply_theme

PICTURES = 1000  # distinct thumbnails: more than the window's cache holds
RATED = 5000
SIZE = (1440, 900)
FRAME_SECONDS = 1 / 60
STARTS = 3
_PLACES = (
    None,
    Place(35.68, 139.69, "Tokyo", "Tokyo", "Japan", "JP"),
    Place(35.01, 135.77, "Kyoto", "Kyoto", "Japan", "JP"),
    Place(38.72, -9.14, "Lisbon", "Lisboa", "Portugal", "PT"),
)


class IdleEngine:
    """An engine without work: what is measured is the window."""

    def ask(self, request: m.StartTask) -> int:  # noqa: ARG002
        """Nothing to do."""
        return 1

    def cancel(self, task: int) -> None:
        """Nothing runs."""

    pause = resume = cancel

    def close(self) -> None:
        """Nothing is held."""


def make_library(root: Path, photos: int) -> None:
    """A library of `photos` rows over some hundred thumbnails."""
    rng = random.Random(1)
    with Library.open(root) as library:
        library.folders.add("/photos")
        keys = [f"{number:064x}"[::-1] for number in range(min(PICTURES, photos))]
        for key in keys:
            for size in THUMBNAIL_SIZES:
                path = library.layout.thumbnail(key, size)
                path.parent.mkdir(parents=True, exist_ok=True)
                picture(rng, size).save(str(path), "JPEG", 85)  # type: ignore[call-overload]
        for start in range(0, photos, 5000):
            numbers = range(start, min(start + 5000, photos))
            library.files.apply([row(rng, number, keys) for number in numbers])


def picture(rng: random.Random, size: int) -> QImage:
    """Something with edges and colours, as large on disk as a photo's thumbnail."""
    image = QImage(size, size * 3 // 4, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    slope = QLinearGradient(0, 0, size, size)
    slope.setColorAt(0, QColor.fromHsv(rng.randrange(360), 120, 220))
    slope.setColorAt(1, QColor.fromHsv(rng.randrange(360), 160, 90))
    painter.fillRect(image.rect(), slope)
    for _ in range(120):
        side = rng.randrange(4, size // 5)
        spot = QRect(rng.randrange(size), rng.randrange(size), side, side)
        painter.setBrush(QColor.fromHsv(rng.randrange(360), 100, rng.randrange(256)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(spot)
    painter.end()
    return image


def row(rng: random.Random, number: int, keys: list[str]) -> AddPhoto:
    """A photo as indexing adds it."""
    mean = min(4.95, max(1.05, rng.gauss(3.1, 0.8)))
    taken = datetime(2026, 11, 20) - timedelta(minutes=rng.randrange(60 * 24 * 2000))
    facts = FileFacts(
        content_hash=f"{number:064x}",
        pixel_hash=keys[number % len(keys)],
        perceptual_hash="0" * 16,
        size=Size(4000, 3000),
        format="JPEG",
        capture=Capture(taken=CaptureTime(taken), place=rng.choice(_PLACES), camera_model="Pixel 9"),
    )
    score = Score((0.05, 0.1, 0.3, 0.35, 0.2), mean, max(1.0, mean - 0.4), min(5.0, mean + 0.4))
    path = f"/photos/{taken.year}/{number % 40:02}/IMG_{number:06}.jpg"
    stamp = FileStamp(4_000_000, 10**18 + number, 1, number + 1)
    return AddPhoto(path, FileRole.PICTURE, stamp, facts, Analysis(Verdict.SCORE, score, (), "bench"))


def wait(done: Callable[[], bool], seconds: float = 30.0) -> float:
    """Let events run until something is so; how long that took."""
    started = time.perf_counter()
    while not done():
        QApplication.processEvents()
        # As an idle event loop does, leave the interpreter to the other threads.
        time.sleep(0.0005)
        if time.perf_counter() - started > seconds:
            raise TimeoutError("The window did not get there.")
    return time.perf_counter() - started


class Painted:
    """Whether the grid has painted photos since it was asked to watch."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._before = window.page.grid.paints

    def __call__(self) -> bool:
        """True after a paint in which all visible summaries were known."""
        grid, model = self._window.page.grid, self._window.page.model
        rows = grid.visible_rows()
        return (
            grid.paints > self._before
            and len(rows) > 0
            and all(model.known(model.ids[row]) is not None for row in rows)
        )


def album_switch(window: MainWindow) -> list[float]:
    """Milliseconds from choosing an album to the first paint of its photos."""
    spent = []
    for key in (
        "post-worthy",
        "all",
        "to-rate",
        "place:Japan",
        "all",
        "month:2026-04",
        "all",
        "no-faces",
        "all",
    ):
        asked = window.loading.generation
        painted = Painted(window)
        started = time.perf_counter()
        window.show_album(key)
        wait(lambda before=asked: window.loading.shown > before)  # type: ignore[misc]
        if len(window.state.ids):
            wait(painted)
        spent.append((time.perf_counter() - started) * 1000)
        wait(lambda: window.loading.idle)
    return spent


def scroll(window: MainWindow, steps: int = 600) -> list[float]:
    """Milliseconds the main thread is busy with each frame while scrolling on and on."""
    bar = window.page.grid.verticalScrollBar()
    bar.setValue(0)
    wait(lambda: window.page.thumbnails.idle)
    spent = []
    for _ in range(steps):
        started = time.perf_counter()
        bar.setValue(bar.value() + 90)
        QApplication.processEvents()
        busy = time.perf_counter() - started
        spent.append(busy * 1000)
        if busy < FRAME_SECONDS:
            loop = QEventLoop()
            QTimer.singleShot(round((FRAME_SECONDS - busy) * 1000), loop.quit)
            loop.exec()
    return spent


def rate(window: MainWindow) -> tuple[float, float]:
    """Seconds from the key to the grid showing it, for a selection of 5,000; and for undoing it."""
    window.show_album("all")
    wait(lambda: len(window.state.ids) > RATED)
    chosen = window.state.ids[:RATED]
    window.state.select(chosen, chosen[0])
    seen: list[object] = []
    window.operations.changed.connect(seen.append)
    spent = []
    acts: tuple[Callable[[], None], ...] = (
        lambda: window.operations.run(SetRating(tuple(chosen), 4)),
        window.operations.undo,
    )
    for act in acts:
        seen.clear()
        painted = Painted(window)
        started = time.perf_counter()
        act()
        wait(lambda: bool(seen))
        wait(painted)
        spent.append(time.perf_counter() - started)
    return spent[0], spent[1]


def visible(root: Path) -> tuple[float, float]:
    """Seconds from the command to photos on the screen, and the process's memory then, in MB."""
    started = time.time()
    command = [sys.executable, "-m", "benchmarks.window", "--child", str(root), repr(started)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.split()
    return float(lines[-2]), float(lines[-1])


def child(root: Path, started: float) -> None:
    """In a process of its own: the real command, closed again once photos are to be seen."""
    from photo_curator import app

    original = MainWindow.start

    def start(self: MainWindow) -> None:
        original(self)
        painted = Painted(self)
        timer = QTimer(self, interval=2)

        def look() -> None:
            if painted():
                timer.stop()
                print(time.time() - started, memory())
                self.close()

        timer.timeout.connect(look)
        timer.start()

    MainWindow.start = start  # type: ignore[method-assign]
    # The photos' folder does not exist: a real engine would mark them all offline.
    app.build_engine = lambda _root, _take: IdleEngine()  # type: ignore[assignment, return-value]
    app.run_window(root, ())


def memory() -> float:
    """This process's resident memory in MB."""
    return float(psutil.Process().memory_info().rss) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(Path(asked.child[0]), float(asked.child[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        root = asked.keep or Path(folder)
        application = QApplication([])
        if not (root / "library.db").exists():
            started = time.perf_counter()
            make_library(root, asked.photos)
            print(f"made a library of {asked.photos:,} photos in {time.perf_counter() - started:.0f} s")
        missed = not measure(application, root, Path(folder))
    sys.exit(int(missed))


def measure(application: QApplication, root: Path, folder: Path) -> bool:
    """Print every figure; whether all targets were met."""
    starts = sorted(visible(root) for _ in range(STARTS))
    apply_theme(application)
    tune_process()
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Library.open(root, cache_kib=WINDOW_CACHE_KIB), lambda _take: IdleEngine(), settings)
    window.resize(*SIZE)
    window.show()
    window.start()
    wait(Painted(window))
    switches = album_switch(window)
    window.state.set_order(SortBy.SCORE, reverse=False)
    frames = scroll(window)
    window.state.set_order(SortBy.TIME, reverse=False)
    wait(lambda: window.loading.idle)
    dated = scroll(window)
    window.state.set_order(SortBy.SCORE, reverse=False)
    rated, undone = rate(window)
    held = memory()
    window.close()
    met = [
        line("from the command to photos on screen", statistics.median(s for s, _ in starts), "s", 1.5),
        line("memory then", max(held for _, held in starts), "MB", 300),
        line("album switch to first paint, median", statistics.median(switches), "ms", 200),
        line("album switch to first paint, slowest", max(switches), "ms", 200),
        line("frame while scrolling, median", statistics.median(frames), "ms", 16),
        line("frame while scrolling, p99", statistics.quantiles(frames, n=100)[98], "ms", 16),
        line("the same under date headings, median", statistics.median(dated), "ms", 16),
        line("the same under date headings, p99", statistics.quantiles(dated, n=100)[98], "ms", 16),
        line(f"rating {RATED:,} photos", rated, "s", 1),
        line("undoing that", undone, "s", 1),
        line("memory after all this", held, "MB", 300),
    ]
    return all(met)


def line(name: str, value: float, unit: str, target: float) -> bool:
    """Print one figure; whether it meets its target."""
    met = value <= target
    print(f"{name:40} {value:8.2f} {unit:3}  (target {target:g} {unit}){'' if met else '  MISSED'}")
    return met


if __name__ == "__main__":
    main()
