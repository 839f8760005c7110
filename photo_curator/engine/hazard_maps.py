"""Drawing where a photo shows a hazard, on demand, into the library's cache."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photo_curator.db.library import Library
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.library import THUMBNAIL_SIZES
from photo_curator.engine.pipeline import Analyse
from photo_curator.media.viewing import view
from photo_curator.whole_file import write_whole

#: Long side of the drawn map in pixels: its places are few, the window enlarges it smoothly.
_MAP_SIDE = 128
#: Where the thumbnail is gone the file is read at this size.
_READ_SIDE = 768


def draw_hazard_map(library: Library, networks: Callable[[], Analyse], photo_id: int, hazard: str) -> Path:
    """Draw a hazard's map as a gray PNG, unless the cache has it.

    Args:
        library: of the photo.
        networks: gives the analyser; called only where the map must be drawn.
        photo_id: the photo.
        hazard: a name out of the photo's hazards.

    Raises:
        NotFoundError: there is no such photo, or this hazard was not looked for in it.
        CuratorError: neither thumbnail nor file can be read; the sentence names the file.
    """
    photo = library.photos.get(photo_id)
    if hazard not in photo.danger.hazards:
        raise NotFoundError(f"The hazard {hazard!r} was not looked for in {photo.summary.path}.")
    path = library.layout.hazard_map(photo.summary.thumbnail_key, hazard, photo.danger.version)
    if not path.exists():
        heat = networks().hazard_map(_picture(library, photo.summary.thumbnail_key, photo_id), hazard)
        aspect = photo.summary.size.width / max(1, photo.summary.size.height)
        write_whole(path, _png(heat, aspect), lasting=False)
    return path


def _picture(library: Library, key: str, photo_id: int) -> NDArray[np.uint8]:
    thumbnail = library.layout.thumbnail(key, max(THUMBNAIL_SIZES))
    if thumbnail.exists():
        with Image.open(thumbnail) as image:
            return np.array(image.convert("RGB"))
    primary = next(file for file in library.photos.get(photo_id).files if file.primary)
    return view(primary.path, primary.role, _READ_SIDE)


def _png(heat: NDArray[np.float32], aspect: float) -> bytes:
    """A map as a gray PNG of the photo's shape."""
    width, height = (_MAP_SIDE, _MAP_SIDE / aspect) if aspect >= 1 else (_MAP_SIDE * aspect, _MAP_SIDE)
    size = (max(1, round(width)), max(1, round(height)))
    gray = Image.fromarray(np.clip(heat, 0, 1).astype(np.float32))
    smooth = np.asarray(gray.resize(size, Image.Resampling.BILINEAR))
    data = io.BytesIO()
    Image.fromarray(np.round(255 * smooth).astype(np.uint8)).save(data, "PNG")
    return data.getvalue()
