"""Making the demo library: pictures to bytes to files, in a folder that is ours to write."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pillow_heif

from photo_curator.domain.errors import UsageError
from photo_curator.services.demo import compositions as take
from photo_curator.services.demo.metadata import exif, stored, xmp
from photo_curator.services.demo.plan import Shot, plan
from photo_curator.whole_file import write_whole

#: Its presence says that a folder's demo files are ours to write again.
MARKER = ".photo-curator-demo"
_MARKER_TEXT = "Made by `photo-curator demo`. Its photos are rewritten when the demo is made again.\n"
#: What file managers leave in folders their users take to be empty.
_CLUTTER = frozenset({".DS_Store", "desktop.ini", "Thumbs.db"})

_SEED = 20260312

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What was made.

    Attributes:
        folder: where.
        files: how many files were written, sidecars and damaged ones included, the marker not.
        damaged: how many of them cannot be decoded, on purpose.
    """

    folder: Path
    files: int
    damaged: int


def _encode(shot: Shot) -> bytes:
    image = shot.draw(np.random.default_rng([_SEED, zlib.crc32(shot.path.encode())]))
    block = None
    if shot.taken is not None:
        image = stored(image, shot.taken.orientation)
        block = exif(shot.taken).tobytes()
    buffer = io.BytesIO()
    extra: dict[str, object] = {} if block is None else {"exif": block}
    match shot.suffix:
        case "jpg":
            if shot.rating is not None:
                extra["xmp"] = xmp(shot.rating)
            image.save(buffer, "JPEG", quality=88, **extra)
        case "heic":
            pillow_heif.from_pillow(image).save(
                buffer, quality=60, enc_params={"preset": "ultrafast"}, **extra
            )
        case "png":
            image.save(buffer, "PNG", compress_level=4, **extra)
        case "tif":
            image.save(buffer, "TIFF", **extra)  # libtiff, which compresses, cannot write EXIF
        case "webp":
            image.save(buffer, "WEBP", quality=82, method=2, **extra)
        case "avif":
            image.save(buffer, "AVIF", quality=65, speed=9, **extra)
        case _:
            image.quantize(128).save(buffer, "GIF")
    content = buffer.getvalue()
    return content[: int(len(content) * shot.keep)]


def _write(path: Path, content: bytes, modified: float) -> None:
    """Write a whole file or none, with the time it would have come from the camera."""
    write_whole(path, content, lasting=False, modified_ns=round(modified * 1e9))


def _claim(target: Path) -> None:
    """Make `target` a demo folder, or refuse.

    Raises:
        UsageError: it holds something that is not an earlier demo, or cannot be made.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
        foreign = {entry.name for entry in target.iterdir()} - _CLUTTER
        if foreign and MARKER not in foreign:
            raise UsageError(f"{target} is not empty: choose an empty or new folder for the demo photos.")
        # First of all, so that a demo broken off half-way can be made again.
        (target / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"The demo photos cannot be written to {target}: {error.strerror}.") from error


def make_demo(target: Path, on_progress: Progress | None = None, *, today: date | None = None) -> DemoSummary:
    """Make a small photo library to try the app on.

    The same day gives the same photos. Made again over an earlier demo it writes the same files
    again and leaves all others alone.

    Args:
        target: a new or empty folder, or one that holds an earlier demo.
        on_progress: called with (files done, files in all) after each file, in this thread; what it
            raises ends the work.
        today: the day that capture dates count back from; by default the current one.

    Raises:
        UsageError: `target` holds other files, or cannot be written to.
    """
    _claim(target)
    shots, companions = plan(today or date.today())
    total = len(shots) + len(companions)
    newest = max(shot.taken.timestamp for shot in shots if shot.taken is not None)
    contents: dict[str, tuple[bytes, float]] = {}
    done = 0

    def finish(path: str, content: bytes, modified: float) -> None:
        nonlocal done
        _write(target / path, content, modified)
        done += 1
        if on_progress is not None:
            on_progress(done, total)

    # NumPy and Pillow let go of the interpreter's lock for most of the work.
    wanted = {companion.of for companion in companions}
    pool = ThreadPoolExecutor(min(4, os.cpu_count() or 1))
    try:
        for shot, content in zip(shots, pool.map(_encode, shots), strict=True):
            modified = newest if shot.taken is None else shot.taken.timestamp
            if shot.path in wanted:
                contents[shot.path] = (content, modified)
            finish(shot.path, content, modified)
        for companion in companions:
            content, modified = contents[companion.of]
            finish(companion.path, content if companion.content is None else companion.content, modified)
    finally:
        pool.shutdown(cancel_futures=True)
        take.forget()
    return DemoSummary(target, total, sum(shot.keep < 1 for shot in shots))
