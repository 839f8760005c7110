"""A photo's file to the pixels a window shows: upright, sRGB, as large as asked for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps

from photo_curator.domain.errors import PhotoFileError, ProblemKind
from photo_curator.domain.photo import FileRole
from photo_curator.domain.sentences import Sentence
from photo_curator.media.colours import flatten, to_srgb
from photo_curator.media.damage import blame
from photo_curator.media.files import MAX_FILE_BYTES, read_bytes, shown
from photo_curator.media.formats import RAW, sniff
from photo_curator.media.pixels import check_size, open_picture, orientation
from photo_curator.media.raw import RawFile

#: Larger JPEGs are shown at half their size, other large pictures not at all: the window must stay
#: small beside the engine.
MAX_SHOWN_PIXELS = 150_000_000


def view(path: str, role: FileRole, long_side: int | None) -> NDArray[np.uint8]:
    """Decode a file for display. Thread-safe; most of the time is spent without the GIL.

    A RAW file shows what the camera put inside as its preview, at most as large as indexing reads it.

    Args:
        path: the file; read whole, never written.
        role: PICTURE or RAW.
        long_side: the result's long side in pixels, for a fitted view; a smaller file is not
            enlarged. None: every pixel there is, up to `MAX_SHOWN_PIXELS`.

    Returns:
        H x W x 3.

    Raises:
        PhotoFileError: the file cannot be read or decoded. Nothing else is raised.
    """
    return np.asarray(upright(read_bytes(path, MAX_FILE_BYTES), path, role, long_side))


def upright(data: bytes, path: str, role: FileRole, long_side: int | None) -> Image.Image:
    """Decode a file's bytes: the RGB picture, upright, in sRGB; otherwise as `view`.

    Raises:
        PhotoFileError: the bytes cannot be decoded. Nothing else is raised.
    """
    kind = sniff(data)
    try:
        if kind == RAW or (role is FileRole.RAW and kind in ("", "TIFF")):
            with RawFile(data) as raw:
                return _fitted(raw.render(), long_side)
        if kind:
            return _picture(data, kind, path, long_side)
        raise ValueError("not a picture of a known kind")
    except PhotoFileError:
        raise
    except Exception as error:  # decoders raise nearly every class there is on damaged files
        raise blame(error, data, kind, path) from error


def _picture(data: bytes, kind: str, path: str, long_side: int | None) -> Image.Image:
    with open_picture(data, kind) as image:
        check_size(image, kind, shown(path))
        _draft(image, kind, long_side)
        if image.width * image.height > MAX_SHOWN_PIXELS:
            size = image.width, image.height
            raise PhotoFileError(ProblemKind.TOO_LARGE, Sentence.NOT_WHOLE.about(shown(path), *size))
        image.load()
        turn = orientation(image, kind)
        profile = image.info.get("icc_profile")
        # Shrunk before the colours are converted: that is most of a wide-gamut picture's cost.
        picture = _fitted(flatten(image), long_side)
        picture = to_srgb(picture, profile if isinstance(profile, bytes) else None)
        return _upright(picture, turn)


def _draft(image: Image.Image, kind: str, long_side: int | None) -> None:
    """Let the JPEG decoder scale by 2, 4 or 8 where nothing asked for is lost: most of the speed."""
    if kind != "JPEG":
        return
    width, height = image.size
    if long_side is not None:
        factor = max(width, height) // max(1, long_side)
    else:
        factor = 2 if width * height > MAX_SHOWN_PIXELS else 1  # 400 megapixels is where opening ends
    scale = next((scale for scale in (8, 4, 2) if factor >= scale), 1)
    if scale > 1:
        image.draft(None, (max(1, width // scale), max(1, height // scale)))


def _fitted(picture: Image.Image, long_side: int | None) -> Image.Image:
    longest = max(picture.size)
    if long_side is None or longest <= long_side or picture.mode == "LAB":
        return picture
    width, height = (max(1, round(side * long_side / longest)) for side in picture.size)
    # A box average down to twice the size, then a good filter over the little that is left.
    return picture.resize((width, height), Image.Resampling.HAMMING, reducing_gap=2.0)


def _upright(picture: Image.Image, turn: int) -> Image.Image:
    if turn == 1:
        return picture
    picture.getexif()[ExifTags.Base.Orientation] = turn
    return ImageOps.exif_transpose(picture)
