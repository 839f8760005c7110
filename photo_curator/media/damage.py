"""Why a file could not be decoded, in a sentence for its owner."""

from __future__ import annotations

import struct

from PIL import Image

from photo_curator.domain.errors import PhotoFileError, ProblemKind
from photo_curator.domain.sentences import Sentence
from photo_curator.media.files import shown
from photo_curator.media.formats import RAW, describe_other

#: Zeros at the end past this are a download that was never finished, not padding.
_SUSPICIOUS_ZEROS = 64
_TRUNCATION_WORDS = (
    "truncated",
    "unexpected end",
    "end of file",
    "end of data",
    "not enough data",
    "no more data",
    "premature",
)


def blame(error: Exception, data: bytes, kind: str, path: str) -> PhotoFileError:
    """The problem that a decoder's exception stands for.

    Args:
        error: what the decoder raised.
        data: the file's bytes.
        kind: from `formats.sniff`.
        path: for the name in the message.
    """
    name = shown(path)
    if isinstance(error, MemoryError | Image.DecompressionBombError | Image.DecompressionBombWarning):
        return PhotoFileError(ProblemKind.TOO_LARGE, Sentence.MUCH_MEMORY.about(name))
    what = describe_other(data) if kind in ("", RAW) else ""
    if what:
        return PhotoFileError(ProblemKind.WRONG_NAME, Sentence.NO_PICTURE.about(name, what))
    words = str(error).lower()
    if isinstance(error, EOFError) or any(part in words for part in _TRUNCATION_WORDS) or _cut(data, kind):
        return PhotoFileError(ProblemKind.TRUNCATED, Sentence.CUT_OFF.about(name))
    return PhotoFileError(ProblemKind.UNREADABLE, Sentence.DAMAGED.about(name))


def looks_cut_off(data: bytes, kind: str) -> bool:
    """Whether a JPEG's missing end was filled with zeros: decoders take those for grey pixels.

    Other truncation is left to the decoders, which notice it.
    """
    if kind != "JPEG" or any(data[-_SUSPICIOUS_ZEROS:]):
        return False
    scan = _first_scan(data)
    # Inside a scan 0xFF is always followed by 0x00 or a restart marker, so this can only be the end.
    return scan > 0 and data.find(b"\xff\xd9", scan) < 0


def _first_scan(data: bytes) -> int:
    """Where a JPEG's pixels begin; 0 where that cannot be found."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:
            return at
        if marker == 0xFF:  # padding
            at += 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0


def _cut(data: bytes, kind: str) -> bool:
    """Whether the container says that there should be more bytes."""
    if kind == "JPEG":
        return b"\xff\xd9" not in data[max(0, _first_scan(data)) :]
    if kind == "PNG":
        return b"IEND" not in data[-64:]
    if kind == "WEBP":
        return len(data) >= 8 and int.from_bytes(data[4:8], "little") + 8 > len(data) + 1
    if kind in ("HEIF", "AVIF"):
        return _boxes_overrun(data)
    if kind == "TIFF" and len(data) >= 8:
        order = "<I" if data[:2] == b"II" else ">I"
        return data[2:4] in (b"*\x00", b"\x00*") and struct.unpack_from(order, data, 4)[0] + 2 > len(data)
    return kind == "BMP" and len(data) >= 6 and int.from_bytes(data[2:6], "little") > len(data)


def _boxes_overrun(data: bytes) -> bool:
    at = 0
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length == 1 and at + 16 <= len(data):
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        if length == 0:  # up to the end of the file
            return False
        if length < 8:
            return False
        at += length
    return at > len(data)
