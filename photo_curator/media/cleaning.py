"""Taking out of a file what a post should not tell, without touching a pixel.

By what may stay, not by what must go: of EXIF a list of harmless tags is written anew, of the file's
segments only those are kept that the picture itself needs. So nothing slips through that nobody thought of:
maker notes, XMP, IPTC, comments, previews, pictures and videos appended to the file.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from photo_curator.domain.capture import Capture
from photo_curator.media import exif_fields as tags
from photo_curator.media.exif_fields import ExifFields
from photo_curator.media.pixels import orientation

_ORIENTATION = 0x0112
#: An EXIF orientation turned clockwise by none, one, two or three quarters.
_TURNED = {
    1: (1, 6, 3, 8),
    2: (2, 7, 4, 5),
    3: (3, 8, 1, 6),
    4: (4, 5, 2, 7),
    5: (5, 2, 7, 4),
    6: (6, 3, 8, 1),
    7: (7, 4, 5, 2),
    8: (8, 1, 6, 3),
}
#: What may stay of the main directory: who made it, with what, how it is to be shown.
_MAIN = frozenset(
    {0x010F, 0x0110, _ORIENTATION, 0x011A, 0x011B, 0x0128, 0x0131, 0x0132, 0x013B, 0x0213, 0x8298}
)
#: Of the Exif directory: how it was exposed, when, and its colour space.
_EXIF = frozenset(
    {
        *(0x829A, 0x829D, 0x8822, 0x8827, 0x8830, 0x8832, 0x9000, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012),
        *(0x9201, 0x9202, 0x9203, 0x9204, 0x9205, 0x9207, 0x9208, 0x9209, 0x920A, 0x9290, 0x9291, 0x9292),
        *(0xA001, 0xA210, 0xA20E, 0xA20F, 0xA217, 0xA401, 0xA402, 0xA403, 0xA404, 0xA405, 0xA406, 0xA407),
        *(0xA408, 0xA409, 0xA40A, 0xA40C, 0xA432, 0xA433, 0xA434, 0xA460),
    }
)
#: Numbers that tell one camera from all others, or name its owner.
_MAIN_SERIALS = frozenset({0xC62F, 0xC65D})
_EXIF_SERIALS = frozenset({0xA420, 0xA430, 0xA431, 0xA435})
_EXIF_DIRECTORY, _GPS_DIRECTORY, _INTEROP_DIRECTORY, _PREVIEW_DIRECTORY = 0x8769, 0x8825, 0xA005, 1
_STRUCTURE = frozenset({_EXIF_DIRECTORY, _GPS_DIRECTORY})

#: Segments a JPEG cannot be decoded without: tables, frames, scans.
_JPEG_CORE = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xE0)})
_JPEG_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_PNG_CORE = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_CORE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
_PLACES_IN_XMP = (b"GPSL", b"Location", b":City", b":Country", b":State")


@dataclass(frozen=True, slots=True)
class Kept:
    """What may stay beside what is harmless.

    Attributes:
        location: GPS.
        serials: serial numbers and the owner's name. Maker notes never stay: they hold both.
    """

    location: bool = False
    serials: bool = False


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file's new bytes, and what was taken out ("location", "maker notes", ...), sorted."""

    data: bytes
    removed: tuple[str, ...]


def clean(data: bytes, kind: str, image: Image.Image, kept: Kept, capture: Capture, turn: int = 0) -> Cleaned:
    """Take out what should not be told; the pixels stay bit by bit what they are.

    Args:
        data: the file's bytes.
        kind: "JPEG", "PNG" or "WEBP", from `formats.sniff`.
        image: the same, opened.
        kept: what may stay.
        capture: fills in what the file's EXIF does not say (a time read from XMP).
        turn: degrees clockwise the photo is to be shown turned by, on top; only of a JPEG.

    Raises:
        ValueError: the file is not built as its kind is.
    """
    exif, removed = harmless_exif(image, kept, capture)
    if turn:
        exif[_ORIENTATION] = _TURNED[orientation(image, kind)][turn // 90]
    block = exif_bytes(exif)
    try:
        cleaned = _CLEANERS[kind](data, block, removed)
    except (IndexError, struct.error) as error:
        raise ValueError("cut off within its structure") from error
    return Cleaned(cleaned, tuple(sorted(removed)))


def harmless_exif(image: Image.Image | None, kept: Kept, capture: Capture) -> tuple[Image.Exif, set[str]]:
    """What may stay of a picture's EXIF, and what may not, in words.

    Args:
        image: opened; None: a RAW file, of which only `capture` is known.
        kept: what may stay.
        capture: fills in what the file does not say.
    """
    fields, removed = ExifFields(), set()
    interop: Mapping[int, object] = {}
    if image is not None:
        fields = tags.from_picture(image)
        removed = _told(fields, kept)
        try:
            source = image.getexif()
            interop = dict(source.get_ifd(_INTEROP_DIRECTORY))
            if source.get_ifd(_PREVIEW_DIRECTORY):
                removed.add("previews")
        except Exception:  # noqa: BLE001 - parsers raise anything on broken EXIF; then nothing of it stays
            interop = {}
    main_tags = _MAIN | (_MAIN_SERIALS if kept.serials else frozenset())
    exif_tags = _EXIF | (_EXIF_SERIALS if kept.serials else frozenset())
    main = {tag: value for tag, value in fields.main.items() if tag in main_tags}
    exif = {tag: value for tag, value in fields.exif.items() if tag in exif_tags}
    gps = dict(fields.gps) if kept.location else {}
    _fill_in(main, exif, gps, kept, capture)
    if interop.get(1) in ("R03", "R98", "THM"):
        exif[_INTEROP_DIRECTORY] = {1: interop[1]}  # beside ColorSpace it is what says Adobe RGB
    made = Image.Exif()
    made.update(_writable(main))
    for directory, values in ((_EXIF_DIRECTORY, exif), (_GPS_DIRECTORY, gps)):
        if values:
            made[directory] = _writable(values)
    return made, removed


def exif_bytes(exif: Image.Exif) -> bytes:
    """The TIFF structure of an EXIF block, without its "Exif" heading; empty where there are no tags."""
    return exif.tobytes().removeprefix(b"Exif\x00\x00") if len(exif) else b""


def _told(fields: ExifFields, kept: Kept) -> set[str]:
    """What the EXIF tells that goes."""
    found = set()
    if not kept.location and (tags.LATITUDE in fields.gps or tags.LONGITUDE in fields.gps):
        found.add("location")
    if not kept.serials and (_MAIN_SERIALS & fields.main.keys() or _EXIF_SERIALS & fields.exif.keys()):
        found.add("serial numbers")
    if tags.MAKER_NOTE in fields.exif:
        found.add("maker notes")
    if fields.main.keys() - _MAIN - _MAIN_SERIALS - _STRUCTURE or (
        fields.exif.keys() - _EXIF - _EXIF_SERIALS - {tags.MAKER_NOTE, _INTEROP_DIRECTORY, 0xA002, 0xA003}
    ):
        found.add("other EXIF")
    return found


def _fill_in(
    main: dict[int, object], exif: dict[int, object], gps: dict[int, object], kept: Kept, capture: Capture
) -> None:
    """What the library knows and the file's EXIF does not say."""
    known: dict[int, object] = {tags.MAKE: capture.camera_make, tags.MODEL: capture.camera_model}
    shot: dict[int, object] = {
        tags.LENS_MODEL: capture.lens,
        tags.F_NUMBER: _rational(capture.f_number),
        tags.EXPOSURE: _rational(capture.exposure_seconds),
        tags.ISO: capture.iso,
        tags.FOCAL_LENGTH: _rational(capture.focal_length_mm),
    }
    if capture.taken is not None and tags.TAKEN not in exif:
        shot[tags.TAKEN] = capture.taken.local.strftime("%Y:%m:%d %H:%M:%S")
        if capture.taken.subsecond:
            shot[tags.SUBSECOND_TAKEN] = f"{capture.taken.local.microsecond:06}"
        if (offset := capture.taken.offset_minutes) is not None:
            hours, minutes = divmod(abs(offset), 60)
            shot[tags.OFFSET_TAKEN] = f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"
    for target, values in ((main, known), (exif, shot)):
        for tag, value in values.items():
            if value and tag not in target:
                target[tag] = value
    if kept.location and not gps and (place := capture.place) is not None:
        gps[tags.LATITUDE_REF] = "N" if place.latitude >= 0 else "S"
        gps[tags.LATITUDE] = _sexagesimal(place.latitude)
        gps[tags.LONGITUDE_REF] = "E" if place.longitude >= 0 else "W"
        gps[tags.LONGITUDE] = _sexagesimal(place.longitude)


def _rational(value: float | None) -> IFDRational | None:
    if value is None:
        return None
    found = Fraction(value).limit_denominator(1_000_000)
    return IFDRational(found.numerator, found.denominator)


def _sexagesimal(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    whole = round(abs(degrees) * 3_600_000)
    minutes, milliseconds = divmod(whole, 60_000)
    return IFDRational(minutes // 60), IFDRational(minutes % 60), IFDRational(milliseconds, 1000)


def _writable(values: Mapping[int, object]) -> dict[int, object]:
    """The tags whose values can be written: cameras write nonsense, and one tag must not cost the rest."""
    found = {}
    for tag, value in values.items():
        alone = Image.Exif()
        alone[tag] = value
        try:
            alone.tobytes()
        except Exception:  # noqa: BLE001, S112 - whatever the encoder raises: this tag is nonsense
            continue
        found[tag] = value
    return found


# --- the three structures ---------------------------------------------------------------------


def _clean_jpeg(data: bytes, exif: bytes, removed: set[str]) -> bytes:
    """A JPEG: JFIF head, our EXIF, the colour profile, what decoding needs, up to the end of the picture."""
    head, body = bytearray(b"\xff\xd8"), bytearray()
    at, ended = 2, False
    while at < len(data) and not ended:
        if data[at] != 0xFF:
            raise ValueError("no marker where one belongs")
        while data[at + 1] == 0xFF:
            at += 1  # padding
        code = data[at + 1]
        if code == 0xD9:
            at, ended = at + 2, True
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        segment = data[at:end]
        if code == 0xDA:
            following = _JPEG_MARKER.search(data, end)
            end = following.start() if following else len(data)
            body += data[at:end]
        elif code == 0xE0 and segment[4:9] == b"JFIF\x00":
            head += b"\xff\xe0\x00\x10" + segment[4:16] + b"\x00\x00"  # without its thumbnail
        elif code in _JPEG_CORE or _is_colour(code, segment[4:]):
            body += segment
        else:
            removed |= _segment_words(code, segment[4:])
        at = end
    if not ended:
        raise ValueError("the end of the picture is missing")
    if data[at:].strip(b"\x00"):
        removed.add("appended data")
    if exif:
        payload = b"Exif\x00\x00" + exif
        if len(payload) > 65_533:
            raise ValueError("EXIF larger than a segment")
        head += b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload
    return bytes(head + body + b"\xff\xd9")


def _is_colour(code: int, payload: bytes) -> bool:
    """The colour profile, or Adobe's word on how colours are coded."""
    return (code == 0xE2 and payload.startswith(b"ICC_PROFILE\x00")) or (
        code == 0xEE and payload.startswith(b"Adobe")
    )


def _segment_words(code: int, payload: bytes) -> set[str]:
    if code == 0xE1 and payload.startswith(b"Exif\x00"):
        return set()  # told by its tags
    if code == 0xE1:
        return _xmp_words(payload)
    if code == 0xED:
        return {"IPTC"}
    if code == 0xFE:
        return {"comments"}
    return {"other segments"}


def _xmp_words(packet: bytes) -> set[str]:
    return {"XMP", "location"} if any(word in packet for word in _PLACES_IN_XMP) else {"XMP"}


def _clean_png(data: bytes, exif: bytes, removed: set[str]) -> bytes:
    """A PNG: the chunks of picture and colour, our EXIF after the header."""
    made, at = bytearray(data[:8]), 8
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ValueError("a chunk is cut off")
        if name in _PNG_CORE:
            made += data[at:end]
        elif name == b"iTXt" and b"XML:com.adobe.xmp" in data[at : at + 40]:
            removed |= _xmp_words(data[at:end])
        elif name != b"eXIf":
            removed.add("comments")
        if name == b"IHDR" and exif:
            made += struct.pack(">I", len(exif)) + b"eXIf" + exif
            made += struct.pack(">I", zlib.crc32(b"eXIf" + exif))
        at = end
        if name == b"IEND":
            break
    if data[at:].strip(b"\x00"):
        removed.add("appended data")
    return bytes(made)


def _clean_webp(data: bytes, exif: bytes, removed: set[str]) -> bytes:
    """A WebP: the chunks of picture and colour; our EXIF at the end, where there is an extended header."""
    made, at = bytearray(), 12
    stop = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    extended = False
    while at + 8 <= stop:
        name, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        chunk = bytearray(data[at:end])
        if len(chunk) < 8 + length:
            raise ValueError("a chunk is cut off")
        if name == b"VP8X":
            extended = True
            chunk[8] = chunk[8] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if exif else 0)
        if name in _WEBP_CORE:
            made += chunk
        elif name == b"XMP ":
            removed |= _xmp_words(bytes(chunk))
        elif name != b"EXIF":
            removed.add("other segments")
        at = end
    if data[stop:].strip(b"\x00"):
        removed.add("appended data")
    if exif and extended:
        made += struct.pack("<4sI", b"EXIF", len(exif)) + exif + b"\x00" * (len(exif) % 2)
    return b"RIFF" + struct.pack("<I", len(made) + 4) + b"WEBP" + bytes(made)


_CLEANERS = {"JPEG": _clean_jpeg, "PNG": _clean_png, "WEBP": _clean_webp}
