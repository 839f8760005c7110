"""EXIF as plain values, whichever library read it. Everything in it may be absent or nonsense."""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

import exifread
from PIL import Image

#: Tag numbers of the main and the Exif directory.
MAKE, MODEL, SOFTWARE, MODIFIED = 0x010F, 0x0110, 0x0131, 0x0132
TAKEN, DIGITISED = 0x9003, 0x9004
OFFSET, OFFSET_TAKEN, OFFSET_DIGITISED = 0x9010, 0x9011, 0x9012
SUBSECOND, SUBSECOND_TAKEN, SUBSECOND_DIGITISED = 0x9290, 0x9291, 0x9292
EXPOSURE, F_NUMBER, ISO, BIAS, FOCAL_LENGTH = 0x829A, 0x829D, 0x8827, 0x9204, 0x920A
MAKER_NOTE, USER_COMMENT, LENS_MODEL = 0x927C, 0x9286, 0xA434
CUSTOM_RENDERED = 0xA401
#: Of the GPS directory.
LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE, GPS_TIME, GPS_DATE = 1, 2, 3, 4, 7, 29

_EXIF_DIRECTORY, _GPS_DIRECTORY = 0x8769, 0x8825
_APPLE_SIGNATURE = b"Apple iOS\x00"
_APPLE_BURST, _APPLE_CONTENT_ID = 0x000B, 0x0011


@dataclass(frozen=True, slots=True)
class ExifFields:
    """Tag number to value, by directory. Values are what the parsers give: see the readers below."""

    main: Mapping[int, object] = field(default_factory=dict)
    exif: Mapping[int, object] = field(default_factory=dict)
    gps: Mapping[int, object] = field(default_factory=dict)

    def text(self, tag: int) -> str:
        """A tag's text without NULs and padding, from whichever directory has it; "" if absent."""
        value = self.exif.get(tag)
        return as_text(value if value is not None else self.main.get(tag))

    def number(self, tag: int) -> float | None:
        """A tag's finite number, from whichever directory has it."""
        value = self.exif.get(tag)
        return as_number(value if value is not None else self.main.get(tag))


def from_picture(image: Image.Image) -> ExifFields:
    """The EXIF of a picture that Pillow opened; empty where it is broken."""
    try:
        exif = image.getexif()
        return ExifFields(dict(exif), dict(exif.get_ifd(_EXIF_DIRECTORY)), dict(exif.get_ifd(_GPS_DIRECTORY)))
    except Exception:  # noqa: BLE001 - parsers raise anything on broken EXIF, which never costs the picture
        return ExifFields()


def from_raw(data: bytes) -> ExifFields:
    """The EXIF of a RAW file's bytes; empty where there is none or it is broken."""
    directories: dict[str, dict[int, object]] = {"Image": {}, "EXIF": {}, "GPS": {}}
    try:
        # Without details: maker notes of RAW files are large and tell nothing used here.
        tags = exifread.process_file(io.BytesIO(data), details=False, extract_thumbnail=False)
        for name, tag in tags.items():
            directory = directories.get(name.split(" ", 1)[0])
            if directory is not None and hasattr(tag, "values"):
                directory.setdefault(tag.tag, tag.values)
    except Exception:  # noqa: BLE001 - as above: a RAW without metadata is still a photo
        return ExifFields()
    return ExifFields(directories["Image"], directories["EXIF"], directories["GPS"])


def as_text(value: object) -> str:
    """Text without what cameras pad it with; undecodable bytes are dropped, not shown as mojibake."""
    if isinstance(value, bytes | bytearray):
        value = _decode(bytes(value))
    if isinstance(value, list | tuple) and len(value) == 1:
        return as_text(value[0])
    if not isinstance(value, str):
        return ""
    text = value.split("\x00", 1)[0]
    if not text.isascii():
        text = _repair(text)
    return " ".join("".join(letter for letter in text if letter.isprintable() or letter == " ").split())


def as_number(value: object) -> float | None:
    """A finite number out of an int, a rational (also 0/0) or a list of one or more of these."""
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    if value is None or isinstance(value, str | bytes):
        return None
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def as_numbers(value: object) -> list[float | None]:
    """Each of a list's numbers."""
    return [as_number(item) for item in value] if isinstance(value, list | tuple) else [as_number(value)]


def user_comment(fields: ExifFields) -> str:
    """EXIF's UserComment without the eight bytes that name its encoding."""
    value = fields.exif.get(USER_COMMENT)
    if isinstance(value, list | tuple) and all(isinstance(item, int) and 0 <= item < 256 for item in value):
        value = bytes(value)
    if isinstance(value, bytes):
        if value.startswith(b"UNICODE\x00"):
            encoding = "utf-16-be" if value[8:9] == b"\x00" else "utf-16-le"
            return as_text(value[8:].decode(encoding, "ignore"))
        if value[:8] in (b"ASCII\x00\x00\x00", b"\x00" * 8):
            value = value[8:]
    return as_text(value)


def apple_ids(fields: ExifFields) -> tuple[str, str]:
    """Burst and Live Photo identifier out of an iPhone's maker note; "" where absent.

    The note is a directory of its own, big endian, with offsets from the note's first byte.
    """
    note = fields.exif.get(MAKER_NOTE)
    if not isinstance(note, bytes) or not note.startswith(_APPLE_SIGNATURE) or note[12:14] != b"MM":
        return "", ""
    found = {_APPLE_BURST: "", _APPLE_CONTENT_ID: ""}
    try:
        (count,) = struct.unpack_from(">H", note, 14)
        for index in range(min(count, 256)):
            tag, kind, length, offset = struct.unpack_from(">HHII", note, 16 + 12 * index)
            if tag in found and kind == 2 and 4 < length <= 256:
                found[tag] = as_text(note[offset : offset + length])
    except struct.error:
        pass  # a note cut short: what was read so far stands
    return found[_APPLE_BURST], found[_APPLE_CONTENT_ID]


def _decode(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("ascii", "ignore")


def _repair(text: str) -> str:
    """UTF-8 that a parser took for Latin-1 is put right; other stray characters stay."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text.encode("ascii", "ignore").decode()  # bytes of no known encoding
    except UnicodeEncodeError:
        return text.replace("\ufffd", "")
