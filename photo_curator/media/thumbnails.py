"""Cached pictures on disk: thumbnails and aligned crops. A damaged file counts as absent."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photo_curator.domain.library import LibraryLayout
from photo_curator.media.pixels import to_jpeg
from photo_curator.whole_file import TEMPORARY_SUFFIX, write_whole

#: JPEG quality of aligned crops: the networks read them again.
CROP_QUALITY = 95
#: A temporary file this old was left by a process that died.
_ABANDONED_AFTER_SECONDS = 3600.0


def save_thumbnails(layout: LibraryLayout, key: str, thumbnails: Mapping[int, bytes]) -> None:
    """Store a photo's thumbnails.

    Args:
        layout: of the library.
        key: the photo's pixel hash.
        thumbnails: JPEG by long side.
    """
    for size, data in thumbnails.items():
        write_whole(layout.thumbnail(key, size), data, lasting=False)


def save_crop(layout: LibraryLayout, key: str, pixels: NDArray[np.uint8]) -> None:
    """Store an aligned crop: H x W x 3, sRGB, as JPEG."""
    write_whole(layout.crop(key), to_jpeg(Image.fromarray(pixels), CROP_QUALITY), lasting=False)


def load_crop(layout: LibraryLayout, key: str) -> NDArray[np.uint8] | None:
    """Read an aligned crop back: H x W x 3, sRGB.

    Returns:
        None where it is not in the cache, or damaged there: it is then made anew.
    """
    try:
        data = layout.crop(key).read_bytes()
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            return np.array(image.convert("RGB"))
    except (OSError, SyntaxError, ValueError):
        return None


def evict(folder: Path, limit_bytes: int) -> int:
    """Delete the oldest files below a cache folder until it holds at most `limit_bytes`.

    Returns:
        The number of bytes freed.
    """
    files: list[tuple[int, int, str]] = []
    freed = 0
    now = time.time()
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            try:
                status = os.stat(path, follow_symlinks=False)
            except FileNotFoundError:
                continue  # another thread replaced or evicted it
            if not name.endswith(TEMPORARY_SUFFIX):
                files.append((status.st_mtime_ns, status.st_size, path))
            elif now - status.st_mtime > _ABANDONED_AFTER_SECONDS:
                freed += _delete(path, status.st_size)
    total = sum(size for _, size, _ in files)
    for _, size, path in sorted(files):
        if total <= limit_bytes:
            break
        freed += _delete(path, size)
        total -= size
    return freed


def _delete(path: str, size: int) -> int:
    try:
        os.unlink(path)
    except OSError:
        return 0  # gone already, or open elsewhere on Windows: the next round finds it
    return size
