"""RAW files, through the preview the camera put inside; developed only where there is none."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import rawpy
from PIL import Image

from photo_curator.domain.geometry import Size
from photo_curator.media.pixels import open_picture, render

#: A preview with a shorter long side than this says too little about faces.
SMALLEST_PREVIEW = 1000

#: LibRaw's `flip` (degrees to turn: 3 = 180, 5 = 90 counter-clockwise, 6 = 90 clockwise).
_TURN = {
    3: Image.Transpose.ROTATE_180,
    5: Image.Transpose.ROTATE_90,
    6: Image.Transpose.ROTATE_270,
}


class RawFile:
    """An opened RAW file; a context manager. Not shared between threads.

    Raises:
        rawpy.LibRawError: the bytes are no RAW file LibRaw knows.
    """

    def __init__(self, data: bytes) -> None:
        self._raw: Any = rawpy.imread(io.BytesIO(data))
        sizes = self._raw.sizes
        self._flip = int(sizes.flip)
        self._sensor = (int(sizes.width), int(sizes.height))

    def __enter__(self) -> RawFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    @property
    def size(self) -> Size:
        """Full size of the upright photo."""
        width, height = self._sensor
        return Size(height, width) if self._flip in (5, 6) else Size(width, height)

    def render(self) -> Image.Image:
        """The upright sRGB picture: the preview, else developed at half size."""
        preview = self._preview()
        if preview is not None and max(preview.size) >= min(SMALLEST_PREVIEW, max(self._sensor) // 2):
            return preview
        # `postprocess` turns by `flip` itself.
        developed = self._raw.postprocess(half_size=True, use_camera_wb=True, output_bps=8)
        return Image.fromarray(np.ascontiguousarray(developed))

    def _preview(self) -> Image.Image | None:
        try:
            thumb = self._raw.extract_thumb()
            if thumb.format == rawpy.ThumbFormat.JPEG:
                image = open_picture(thumb.data, "JPEG")
                # The preview's own orientation tag, where there is one, repeats the RAW's or is wrong.
                image.getexif().pop(0x0112, None)
                picture, _ = render(image, "JPEG")
            elif thumb.format == rawpy.ThumbFormat.BITMAP:
                picture = Image.fromarray(np.ascontiguousarray(thumb.data)).convert("RGB")
            else:
                return None
        except Exception:  # noqa: BLE001 - a preview that cannot be used for any reason: develop instead
            return None
        turned_already = self._flip in (5, 6) and _portrait(picture.size) != _portrait(self._sensor)
        if self._flip in _TURN and not turned_already:
            picture = picture.transpose(_TURN[self._flip])
        return picture


def _portrait(size: tuple[int, int]) -> bool:
    return size[1] > size[0]
