"""One picture file to everything the library keeps of it. The boundary around all decoders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photo_curator.domain.errors import PhotoFileError, ProblemKind
from photo_curator.domain.geometry import Size
from photo_curator.domain.indexing import FileFacts
from photo_curator.domain.photo import FileRole
from photo_curator.domain.sentences import Sentence
from photo_curator.media.damage import blame, looks_cut_off
from photo_curator.media.exif_fields import ExifFields, from_picture, from_raw, user_comment
from photo_curator.media.files import read_file, shown
from photo_curator.media.formats import RAW, describe_other, sniff
from photo_curator.media.metadata import is_screenshot, read_capture
from photo_curator.media.pixels import (
    ANALYSIS_LONG_SIDE,
    MAX_PIXELS,
    check_size,
    open_picture,
    perceptual_hash,
    pixel_hash,
    render,
    thumbnails,
    to_jpeg,
)
from photo_curator.media.raw import RawFile
from photo_curator.media.xmp import SOURCE_FILE, embedded_xmp, find_packet, parse_xmp, rating_of

__all__ = ["ANALYSIS_LONG_SIDE", "Decoded", "PassedOver", "decode", "read_file"]


class PassedOver(Exception):  # noqa: N818 - no error: a rule, told apart from problems
    """A readable picture that is no photo by rule.

    Attributes:
        reason: in words, for the library.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Decoded:
    """A decoded picture file.

    Attributes:
        facts: what the library stores.
        picture: H x W x 3, upright, sRGB; the long side is at least `ANALYSIS_LONG_SIDE` where the
            file's is, and less than twice that. Boxes found in it are scaled by facts.size.
        thumbnails: JPEG by long side, for each of `THUMBNAIL_SIZES`.
    """

    facts: FileFacts
    picture: NDArray[np.uint8]
    thumbnails: dict[int, bytes]


@dataclass(frozen=True, slots=True)
class _Contents:
    """What a file gave, before anything is derived from it."""

    picture: Image.Image
    size: Size
    format: str
    exif: ExifFields
    packet: bytes | None


def decode(
    data: bytes,
    content_hash: str,
    path: str,
    role: FileRole,
    mtime_ns: int,  # noqa: ARG001 - part of the contract; never a capture time
    smallest_side: int = 200,
) -> Decoded:
    """Decode a file's bytes. Thread-safe; most of the time is spent without the GIL.

    Args:
        data: from `read_file`.
        content_hash: likewise.
        path: for messages, and for what a file's name tells. The content decides what the file is.
        role: PICTURE or RAW.
        mtime_ns: when the file was changed.
        smallest_side: pictures with a shorter side under this many pixels are passed over.

    Raises:
        PassedOver: the picture is too small to be a photo.
        PhotoFileError: TRUNCATED, TOO_LARGE, WRONG_NAME, EMPTY or UNREADABLE. Nothing else is raised.
    """
    if not data:
        raise PhotoFileError(ProblemKind.EMPTY, Sentence.EMPTY.about(shown(path)))
    kind = sniff(data)
    try:
        contents = _open(data, kind, path, role, smallest_side)
        return _derive(contents, content_hash, path)
    except (PhotoFileError, PassedOver):
        raise
    except Exception as error:  # decoders raise nearly every class there is on damaged files
        raise blame(error, data, kind, path) from error


def _open(data: bytes, kind: str, path: str, role: FileRole, smallest_side: int) -> _Contents:
    if kind == RAW or (role is FileRole.RAW and kind in ("", "TIFF")):
        return _open_raw(data, smallest_side)
    if not kind:
        what = describe_other(data)
        if what:
            raise PhotoFileError(ProblemKind.WRONG_NAME, Sentence.NO_PICTURE.about(shown(path), what))
        raise PhotoFileError(ProblemKind.UNREADABLE, Sentence.DAMAGED_OR_UNKNOWN.about(shown(path)))
    return _open_picture(data, kind, path, smallest_side)


def _open_picture(data: bytes, kind: str, path: str, smallest_side: int) -> _Contents:
    with open_picture(data, kind) as image:
        check_size(image, kind, shown(path))
        _check_side(*image.size, smallest_side)
        if looks_cut_off(data, kind):
            raise PhotoFileError(ProblemKind.TRUNCATED, Sentence.CUT_OFF.about(shown(path)))
        picture, size = render(image, kind)
        return _Contents(picture, size, image.format or kind, from_picture(image), embedded_xmp(image))


def _open_raw(data: bytes, smallest_side: int) -> _Contents:
    with RawFile(data) as raw:
        size = raw.size
        if size.width * size.height > MAX_PIXELS:
            raise MemoryError
        _check_side(size.width, size.height, smallest_side)
        return _Contents(raw.render(), size, RAW, from_raw(data), find_packet(data))


def _check_side(width: int, height: int, smallest_side: int) -> None:
    if min(width, height) < smallest_side:
        raise PassedOver(f"{width} × {height} pixels, under {smallest_side} on a side")


def _derive(contents: _Contents, content_hash: str, path: str) -> Decoded:
    size = contents.size
    small = thumbnails(contents.picture)
    xmp = parse_xmp(contents.packet) if contents.packet else None
    capture = read_capture(contents.exif, xmp, path)
    facts = FileFacts(
        content_hash=content_hash,
        pixel_hash=pixel_hash(small[max(small)], size),
        perceptual_hash=perceptual_hash(small[min(small)]),
        size=size,
        format=contents.format,
        capture=capture,
        screenshot=is_screenshot(path, size, capture, contents.format, user_comment(contents.exif)),
        foreign_rating=rating_of(xmp, SOURCE_FILE) if xmp else None,
    )
    encoded = {length: to_jpeg(picture) for length, picture in small.items()}
    # A copy, since Pillow lends its own memory read-only and tensors are made of this.
    return Decoded(facts, np.array(contents.picture), encoded)
