"""How long the loupe takes to the next photo: 24 megapixels, decoded ahead and not.

Run with `python -m benchmarks.loupe`. Figures are wall-clock milliseconds from the key to the painted
frame, offscreen, the photo at the screen's own size.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np
import psutil
from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from photo_curator.domain.capture import Capture, CaptureTime
from photo_curator.domain.geometry import Size
from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.photo import FileRole, FileState, Photo, PhotoFile, PhotoSummary
from photo_curator.domain.rating import Flag, Rating
from photo_curator.domain.score import Verdict
from photo_curator.gui.loupe import Loupe
from photo_curator.gui.theme import apply_theme

SIZE = Size(6000, 4000)
PHOTOS = 10
VIEW = (1440, 900)


def main() -> None:
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of application is running")
    apply_theme(app)
    with tempfile.TemporaryDirectory() as folder:
        layout = LibraryLayout(Path(folder) / "library")
        photos = [_photo(Path(folder), layout, number) for number in range(PHOTOS)]
        loupe = Loupe(layout)
        loupe.resize(*VIEW)
        loupe.show()
        cold = _step(app, loupe, photos, 0)
        ahead = [_step(app, loupe, photos, row) for row in range(1, PHOTOS)]
        start = time.perf_counter()
        loupe.toggle_zoom()
        _wait(app, lambda: loupe.canvas.image.width() == SIZE.width)
        zoom = (time.perf_counter() - start) * 1000
        print(f"loupe, {SIZE.width} x {SIZE.height} JPEG in {VIEW[0]} x {VIEW[1]}:")
        print(f"  first photo: thumbnail {cold[0]:.0f} ms, sharp {cold[1]:.0f} ms")
        worst, middle = max(sharp for _, sharp in ahead), statistics.median(sharp for _, sharp in ahead)
        print(f"  next photo, decoded ahead: median {middle:.0f} ms, worst {worst:.0f} ms (wanted: < 150)")
        print(f"  100 %: every pixel after {zoom:.0f} ms")
        print(f"  decoded pictures held: {loupe.pictures.bytes_held / 1e6:.0f} MB")
        held = psutil.Process().memory_info().rss
        print(f"  process: {held / 1e6:.0f} MB")
        loupe.stop()


def _step(app: QApplication, loupe: Loupe, photos: list[Photo], row: int) -> tuple[float, float]:
    """Show a photo. Milliseconds until something, and until the sharp picture is painted."""
    start = time.perf_counter()
    loupe.show_photo(photos[row], 0)
    loupe.set_film([photo.summary for photo in photos], row)
    loupe.canvas.repaint()
    first = (time.perf_counter() - start) * 1000
    _wait(app, lambda: loupe.canvas.image.width() >= loupe.canvas.placement.long_side - 1)
    loupe.canvas.repaint()
    sharp = (time.perf_counter() - start) * 1000
    # Somebody looks for a moment; meanwhile the next ones are decoded.
    pause = time.perf_counter() + 0.6
    _wait(app, lambda: time.perf_counter() > pause)
    return first, sharp


def _wait(app: QApplication, until: Callable[[], bool]) -> None:
    end = time.perf_counter() + 30
    while not until():
        app.processEvents()
        time.sleep(0.001)
        if time.perf_counter() > end:
            raise TimeoutError("the loupe did not show the photo")


def _photo(folder: Path, layout: LibraryLayout, number: int) -> Photo:
    rng = np.random.default_rng(number)
    coarse = rng.integers(0, 255, (40, 60, 3), dtype=np.uint8)
    picture = Image.fromarray(coarse).resize((SIZE.width, SIZE.height), Image.Resampling.BICUBIC)
    # Grain, as a camera writes it: without it a JPEG decodes faster than any real one.
    grain = rng.normal(0, 5, (1000, 1500, 1)).repeat(4, 0).repeat(4, 1)
    pixels = np.clip(np.asarray(picture, np.float32) + grain, 0, 255).astype(np.uint8)
    path = folder / f"IMG_{number:04}.jpg"
    Image.fromarray(pixels).save(path, quality=92)
    key = f"{number:02}bench"
    for side in (256, 512):
        small = layout.thumbnail(key, side)
        small.parent.mkdir(parents=True, exist_ok=True)
        picture.resize((side, side * 2 // 3)).save(small)
    summary = PhotoSummary(
        id=number + 1,
        path=str(path),
        state=FileState.PRESENT,
        size=SIZE,
        taken=CaptureTime(datetime(2026, 1, 1)),
        place="",
        effective_score=3.0,
        machine_score=3.0,
        low=2.5,
        high=3.5,
        verdict=Verdict.NO_FACE,
        rating=Rating(0, ""),
        flag=Flag.NONE,
        face_count=0,
        thumbnail_key=key,
    )
    file = PhotoFile(number + 1, str(path), FileRole.PICTURE, FileState.PRESENT, path.stat().st_size, True)
    return Photo(summary=summary, machine=None, capture=Capture(), files=(file,))


if __name__ == "__main__":
    main()
