"""A picture file's bytes to upright sRGB pixels of a useful size, and what is derived from them."""

from __future__ import annotations

import hashlib
import io
import logging
import warnings
from typing import cast

import exifread
import imagehash
import pillow_heif

# Imported for their registration: Pillow would otherwise import all its fifty plugins at the first
# picture that none of its five basic ones knows.
from PIL import (
    AvifImagePlugin,  # noqa: F401
    BmpImagePlugin,  # noqa: F401
    GifImagePlugin,  # noqa: F401
    Image,
    JpegImagePlugin,
    PngImagePlugin,  # noqa: F401
    TiffImagePlugin,  # noqa: F401
    WebPImagePlugin,  # noqa: F401
)

from photo_curator.domain.errors import PhotoFileError, ProblemKind
from photo_curator.domain.geometry import Size
from photo_curator.domain.library import THUMBNAIL_SIZES
from photo_curator.domain.sentences import Sentence
from photo_curator.media.colours import flatten, to_srgb
from photo_curator.media.formats import RAW, sniff

#: Decoded pictures are at least this long where the file is, and less than twice that.
ANALYSIS_LONG_SIDE = 1536
#: More pixels than any camera makes; checked in the header, before anything is decoded.
MAX_PIXELS = 400_000_000
#: What decoding one picture may take of memory, in bytes, by our estimate.
MAX_DECODED_BYTES = 1_400_000_000
#: JPEG quality of thumbnails.
THUMBNAIL_QUALITY = 85

#: Bytes a pixel takes while it is decoded and flattened, by mode's first letters; others take 4.
_BYTES_A_PIXEL = {"1": 2, "L": 1, "P": 10, "LA": 13, "PA": 13, "RGBA": 9, "I;16": 8, "I": 13, "F": 13}
#: What decoders keep of their own beside what they hand over (measured, with a margin).
_EXTRA_BYTES_A_PIXEL = {"HEIF": 8, "AVIF": 8, "WEBP": 12}

_ORIENTATION_TAG = 0x0112
#: Enough to tell a kind by.
_HEAD_BYTES = 512
_TRANSPOSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

pillow_heif.register_heif_opener()
# Pillow warns and raises at limits of its own; ours is checked in `check_size`.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
for _name in ("PIL", "exifread", "pillow_heif"):
    # What they log about odd files is said better by our Problem files list.
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


def silence_decoders() -> None:
    """Ignore the warnings Pillow gives about odd metadata and sizes; idempotent and cheap.

    Called for every picture: filters are process-wide, and a test runner puts back its own. The
    standard library's `catch_warnings` is no way, it is not safe in threads.
    """
    for known in warnings.filters:
        if known[0] == "ignore" and known[3] is not None and getattr(known[3], "pattern", "") == r"PIL\.":
            return
    warnings.filterwarnings("ignore", module=r"PIL\.")


def open_picture(data: bytes, kind: str) -> Image.Image:
    """Read a picture's header.

    Args:
        data: the file's bytes.
        kind: from `formats.sniff`; only this one decoder is tried.

    Raises:
        Exception: whatever the decoder raises; `decode` turns it into a `PhotoFileError`.
    """
    silence_decoders()
    if kind == "JPEG":
        # Not through `Image.open`, which would parse the further pictures phones append.
        return JpegImagePlugin.JpegImageFile(io.BytesIO(data))
    return Image.open(io.BytesIO(data), formats=(kind,))


def check_size(image: Image.Image, kind: str, name: str) -> None:
    """Refuse decompression bombs by the header alone.

    Raises:
        PhotoFileError: TOO_LARGE.
    """
    width, height = image.size
    pixels = width * height
    if pixels > MAX_PIXELS or pixels * _decoding_cost(image, kind) > MAX_DECODED_BYTES:
        raise PhotoFileError(ProblemKind.TOO_LARGE, Sentence.MANY_PIXELS.about(name, width, height))


def _decoding_cost(image: Image.Image, kind: str) -> float:
    """Bytes of memory a pixel of the file takes while decoding."""
    if kind == "JPEG":
        cost = 4.0 / _jpeg_scale(image) ** 2
        if image.info.get("progressive"):
            # All coefficients, two bytes each, are kept until the last scan.
            layers = cast(JpegImagePlugin.JpegImageFile, image).layer
            widest = max((layer[1] * layer[2] for layer in layers), default=1) or 1
            cost += 2 * sum(layer[1] * layer[2] for layer in layers) / widest
        return cost
    return _BYTES_A_PIXEL.get(image.mode[:4], 4) + _EXTRA_BYTES_A_PIXEL.get(kind, 0)


def _jpeg_scale(image: Image.Image) -> int:
    """The largest of the decoder's scales that leaves `ANALYSIS_LONG_SIDE` pixels."""
    factor = max(image.size) // ANALYSIS_LONG_SIDE
    return next((scale for scale in (8, 4, 2) if factor >= scale), 1)


def render(image: Image.Image, kind: str) -> tuple[Image.Image, Size]:
    """Decode an opened picture: upright, sRGB, its long side below 2 x `ANALYSIS_LONG_SIDE`.

    Returns:
        The RGB picture and the upright full size.

    Raises:
        Exception: whatever the decoder raises.
    """
    full = image.size
    if kind == "JPEG":
        scale = _jpeg_scale(image)
        if scale > 1:
            # Scaling inside the decoder is most of the speed: 3/4 of the work is never done.
            image.draft(None, (max(1, full[0] // scale), max(1, full[1] // scale)))
    image.load()
    if kind != "JPEG":
        full = image.size  # HEIF may learn its true size, TIFF turns upright, while decoding
    turn = orientation(image, kind)
    profile = image.info.get("icc_profile")
    picture = _shrunk(flatten(image))
    picture = to_srgb(picture, profile if isinstance(profile, bytes) else None)
    if turn in _TRANSPOSE:
        picture = picture.transpose(_TRANSPOSE[turn])
    size = Size(full[1], full[0]) if turn >= 5 else Size(*full)
    return picture, size


def _shrunk(picture: Image.Image) -> Image.Image:
    factor = max(picture.size) // ANALYSIS_LONG_SIDE
    return picture.reduce(factor) if factor > 1 and picture.mode != "LAB" else picture


def orientation(image: Image.Image, kind: str) -> int:
    """How a loaded picture still has to be turned: an EXIF orientation, 1..8.

    libheif turns by the container's own boxes while decoding and the standard says to ignore EXIF
    beside them; Pillow's TIFF decoder turns too. AVIF comes unturned, its boxes told as EXIF.
    """
    if kind in ("HEIF", "TIFF"):
        return 1
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # noqa: BLE001 - any parser error: bad EXIF never costs the picture
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def thumbnails(picture: Image.Image) -> dict[int, Image.Image]:
    """The picture at each of `THUMBNAIL_SIZES` (long side, pixels); a smaller one is not enlarged."""
    result: dict[int, Image.Image] = {}
    source = picture
    for size in sorted(THUMBNAIL_SIZES, reverse=True):
        source = result[size] = _fit(source, size)
    return result


def _fit(picture: Image.Image, long_side: int) -> Image.Image:
    longest = max(picture.size)
    if longest <= long_side:
        return picture
    width, height = (max(1, round(side * long_side / longest)) for side in picture.size)
    # A box average first, then a filter that only has little left to do: four times faster than
    # one good filter over everything, and no difference to the eye.
    if picture.size == (2 * width, 2 * height):
        return picture.reduce(2)
    factor = int(longest / long_side / 1.5)
    if factor > 1:
        picture = picture.reduce(factor)
    return picture.resize((width, height), Image.Resampling.HAMMING)


def pixel_hash(thumbnail: Image.Image, size: Size) -> str:
    """SHA-256 over the upright 512 px thumbnail's pixels and the full size, hex."""
    digest = hashlib.sha256(f"{size.width}x{size.height}/{thumbnail.width}x{thumbnail.height}/".encode())
    digest.update(thumbnail.tobytes())
    return digest.hexdigest()


def perceptual_hash(thumbnail: Image.Image) -> str:
    """64-bit DCT hash, 16 hex digits."""
    return str(imagehash.phash(thumbnail))


def to_jpeg(picture: Image.Image, quality: int = THUMBNAIL_QUALITY) -> bytes:
    """Encode an sRGB picture without any metadata."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def stored_orientation(path: str) -> int:
    """How a file's own pixels have to be turned to stand upright: EXIF's orientation, 1..8.

    Only the head of the file is read. 1 where it does not say, where boxes of the container turn it (HEIF,
    AVIF), and where it cannot be read.
    """
    try:
        with open(path, "rb") as file:
            kind = sniff(file.read(_HEAD_BYTES))
            file.seek(0)
            if kind in ("", "HEIF", "AVIF"):
                return 1
            if kind == RAW:
                tags = exifread.process_file(file, details=False, extract_thumbnail=False)
                value = getattr(tags.get("Image Orientation"), "values", [1])[0]
            else:
                with Image.open(file, formats=(kind,)) as image:
                    value = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # noqa: BLE001 - any parser error: bad EXIF never costs the picture
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
