"""How long Compare takes to the next burst: 24 megapixels a frame, read and decoded ahead.

Run with `python -m benchmarks.compare`. Figures are wall-clock milliseconds from the key to the painted
page, offscreen, the window at 1440 x 900; and the memory decoded pictures take at 100 % on the face.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import psutil
from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.capture import Capture, CaptureTime
from photo_curator.domain.face import Attribute, Face
from photo_curator.domain.geometry import Box, Landmarks, Size
from photo_curator.domain.indexing import AddPhoto, AnalysedFace, Analysis, FileFacts, FileStamp
from photo_curator.domain.photo import FileRole
from photo_curator.domain.score import Score, Verdict
from photo_curator.gui.compare.page import ComparePage
from photo_curator.gui.compare.state import Arrangement
from photo_curator.gui.main_window import MainWindow
from photo_curator.gui.theme import apply_theme

SIZE = Size(6000, 4000)
BURSTS, FRAMES = 5, 6
VIEW = (1440, 900)
WANTED_MS = 100


class _NoEngine:
    """Nothing is analysed while this is measured."""

    def ask(self, request: m.StartTask) -> int:  # noqa: ARG002
        return 1

    def cancel(self, task: int) -> None:
        """Nothing runs."""

    pause = resume = cancel

    def close(self) -> None:
        """Nothing runs."""


def main() -> None:
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of application is running")
    apply_theme(app)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = Library.open(folder / "library")
        _fill(library, folder)
        settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(library, lambda _take: _NoEngine(), settings)
        window.resize(*VIEW)
        window.show()
        window.start()
        _wait(app, lambda: len(window.state.ids) > 0)
        window.commands.sort("time")
        _wait(app, lambda: window.loading.idle)
        window.state.select([window.state.ids[0]], window.state.ids[0])
        start = time.perf_counter()
        window.commands.compare()
        page = window.feeds.compare.page
        _wait(app, lambda: _sharp(page))
        print(f"compare, {FRAMES} frames of {SIZE.width} x {SIZE.height} each, {VIEW[0]} x {VIEW[1]}:")
        print(f"  first burst, nothing ahead: sharp after {_since(start):.0f} ms")
        for arrangement in Arrangement:
            window.feeds.compare.compare.arrange(arrangement)
            _settle(app, page)
            steps = [_step(app, page, key) for key in (*_THERE, *_BACK)]
            first, sharp, own = zip(*steps, strict=True)
            print(
                f"  {arrangement}: next burst painted after {statistics.median(first):.0f} ms, worst"
                f" {max(first):.0f} ms (wanted: < {WANTED_MS}); sharp {statistics.median(sharp):.0f} ms;"
                f" the window's thread computes {statistics.median(own):.0f} ms until painted"
            )
        start = time.perf_counter()
        window.commands.toggle_zoom()
        _settle(app, page)
        print(f"  100 % on the face of all {FRAMES}: every pixel after {_since(start):.0f} ms")
        print(f"  decoded pictures held: {page.pictures.bytes_held / 1e6:.0f} MB")
        print(f"  process: {psutil.Process().memory_info().rss / 1e6:.0f} MB")
        window.close()


_THERE = (Qt.Key.Key_PageDown,) * (BURSTS - 1)
_BACK = (Qt.Key.Key_PageUp,) * (BURSTS - 1)


def _step(app: QApplication, page: ComparePage, key: Qt.Key) -> tuple[float, float, float]:
    """To another burst.

    Returns:
        Milliseconds until it is painted, until it is sharp, and those the window's thread computes until
        it is painted, which other programs do not lengthen.
    """
    before = page.panes[0].frame
    start, own = time.perf_counter(), time.thread_time()
    QTest.keyClick(page, key)
    _wait(app, lambda: page.panes[0].frame is not before)
    page.repaint()
    first, own = _since(start), (time.thread_time() - own) * 1000
    _wait(app, lambda: _sharp(page))
    page.repaint()
    sharp = _since(start)
    _settle(app, page)
    return first, sharp, own


def _sharp(page: ComparePage) -> bool:
    canvases = [pane.canvas for pane in page.panes]
    return bool(canvases) and all(
        max(one.image.width(), one.image.height()) >= min(512, one.placement.fit().long_side - 1)
        and (one.placement.fit().long_side <= 512 or one.image.width() >= one.placement.fit().long_side - 1)
        for one in canvases
    )


def _settle(app: QApplication, page: ComparePage) -> None:
    """Somebody looks for a while; meanwhile the next burst is decoded."""
    quiet = time.perf_counter() + 0.3
    while time.perf_counter() < quiet:
        app.processEvents()
        time.sleep(0.001)
        if not page.pictures.idle:
            quiet = time.perf_counter() + 0.3


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def _wait(app: QApplication, until: Callable[[], bool]) -> None:
    end = time.perf_counter() + 60
    while not until():
        app.processEvents()
        if time.perf_counter() > end:
            raise TimeoutError("the page did not come")


def _fill(library: Library, folder: Path) -> None:
    library.folders.add(str(folder))
    coarse = np.random.default_rng(1).integers(0, 255, (40, 60, 3), dtype=np.uint8)
    smooth = Image.fromarray(coarse).resize((SIZE.width, SIZE.height), Image.Resampling.BICUBIC)
    # Grain, as a camera writes it: without it a JPEG decodes faster than any real one.
    grain = np.random.default_rng(2).normal(0, 5, (1000, 1500, 1)).repeat(4, 0).repeat(4, 1)
    picture = Image.fromarray(np.clip(np.asarray(smooth, np.float32) + grain, 0, 255).astype(np.uint8))
    first = folder / "first.jpg"
    picture.save(first, quality=92)
    photos = []
    for number in range(BURSTS * FRAMES):
        path = folder / f"IMG_{number:04}.jpg"
        os.link(first, path)
        photos.append(_photo(library, path, number, picture))
    first.unlink()
    library.files.apply(photos)
    library.bursts.regroup()


def _photo(library: Library, path: Path, number: int, picture: Image.Image) -> AddPhoto:
    key = f"{number:064x}"
    for side in (256, 512):
        small = library.layout.thumbnail(key, side)
        small.parent.mkdir(parents=True, exist_ok=True)
        picture.resize((side, side * 2 // 3)).save(small)
    burst, frame = divmod(number, FRAMES)
    at = datetime(2026, 1, 1) + timedelta(hours=burst, seconds=frame / 4)
    taken = CaptureTime(at, 0, subsecond=True)
    facts = FileFacts(key, key, "0" * 16, SIZE, "JPEG", Capture(taken=taken, burst_id=f"burst {burst}"))
    score = Score((0.05, 0.1, 0.3, 0.35, 0.2), 3.55, 3.0, 4.1)
    x = 2500.0 + 40 * frame
    face = Face(
        0,
        Box(x, 1500, x + 600, 2200),
        Landmarks(*[(x + 300.0, 1850.0)] * 5),
        0.99,
        score,
        {Attribute.EYES_OPEN: 0.9, Attribute.SHARPNESS: 0.5 + frame / 20},
        "",
    )
    stamp = FileStamp(path.stat().st_size, 10**18, 1, number + 1)
    analysis = Analysis(Verdict.SCORE, score, (AnalysedFace(face, b"\0" * 16),), "benchmark")
    return AddPhoto(str(path), FileRole.PICTURE, stamp, facts, analysis)


if __name__ == "__main__":
    main()
