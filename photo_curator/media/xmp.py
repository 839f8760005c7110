"""XMP packets: stars, labels, titles, keywords, times. Read only, tolerant, without a network."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree
from PIL import Image

from photo_curator.domain.capture import CaptureTime
from photo_curator.domain.interchange import REJECTED
from photo_curator.domain.rating import ForeignRating, source_of
from photo_curator.media.dates import parse_time
from photo_curator.media.xmp_names import (
    MICROSOFT,
    OUR_RATING,
    OURS,
    PERCENT_STARS,
    PICK_LABEL,
    RATING,
    RDF,
    REPLACED,
    XMP,
    safe_parser,
    trimmed,
)

SOURCE_SIDECAR = "xmp sidecar"
SOURCE_FILE = "xmp in file"
#: Packets past this are no metadata.
MAX_PACKET_BYTES = 16 * 1024 * 1024

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DC = "{http://purl.org/dc/elements/1.1/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_GCAMERA = "{http://ns.google.com/photos/1.0/camera/}"
_PANORAMA = "{http://ns.google.com/photos/1.0/panorama/}"

#: Programs by the namespaces of what only they write, the more particular first: a file passes through many
#: hands, and the last one's traces stand beside those before. The names are those the user sees.
_PROGRAMS = (
    ("darktable", ("http://darktable.sf.net/",)),
    ("digiKam", ("http://www.digikam.org/ns/1.0/",)),
    ("Lightroom", ("http://ns.adobe.com/lightroom/1.0/", "http://ns.adobe.com/camera-raw-settings/1.0/")),
    ("Windows", ("http://ns.microsoft.com/photo/1.0/", "http://ns.microsoft.com/photo/1.0")),
)
_CREATOR = f"{XMP}CreatorTool"

#: Best first. The satellites' time is UTC and says so.
_TIMES = (
    f"{_EXIF}DateTimeOriginal",
    f"{_PHOTOSHOP}DateCreated",
    f"{XMP}CreateDate",
    f"{_EXIF}GPSTimeStamp",
)


@dataclass(frozen=True, slots=True)
class XmpFields:
    """What a packet says, as far as this app listens.

    Attributes:
        stars: 1..5, None where nothing was said (absent, 0, or out of range).
        reject: `xmp:Rating` of -1.
        taken: `exif:DateTimeOriginal`, else `photoshop:DateCreated`, `xmp:CreateDate`,
            `exif:GPSTimeStamp`.
        burst_id: `GCamera:BurstID`.
        burst_primary: `GCamera:BurstPrimary` of 1.
        panorama: it says how a panorama is projected (`GPano:ProjectionType`).
        program: which program seems to have written it, or "".
        own_rating: `xmp:Rating` where it is this app's word, -1..5; `stars` and `reject` are then those of
            the program before. None: it is another program's, or absent.
    """

    stars: int | None = None
    reject: bool = False
    label: str = ""
    title: str = ""
    keywords: tuple[str, ...] = ()
    taken: CaptureTime | None = None
    burst_id: str = ""
    burst_primary: bool = False
    panorama: bool = False
    program: str = ""
    own_rating: int | None = None


def parse_xmp(packet: bytes) -> XmpFields | None:
    """Read a packet or a sidecar's content.

    Returns:
        None where it is no well-formed XMP; nothing is raised.
    """
    content = trimmed(packet)
    if not content or len(content) > MAX_PACKET_BYTES:
        return None
    try:
        root = etree.fromstring(content, safe_parser())
    except (etree.XMLSyntaxError, ValueError):
        return None
    rdf = root if root.tag == f"{RDF}RDF" else root.find(f".//{RDF}RDF")
    if rdf is None:
        return None
    return _read(_Properties(rdf.findall(f"{RDF}Description")))


def parse_rating(packet: bytes, source: str) -> ForeignRating | None:
    """What another program said of a photo in XMP.

    `xmp:Rating` may be an attribute or an element and a real number; -1 is a reject, 0 says nothing.
    `MicrosoftPhoto:Rating` counts only where there is no `xmp:Rating`.

    Args:
        packet: the XMP.
        source: `SOURCE_SIDECAR` or `SOURCE_FILE`.

    Returns:
        None where the packet is malformed or says neither stars nor reject nor label.
    """
    fields = parse_xmp(packet)
    return rating_of(fields, source) if fields is not None else None


def rating_of(fields: XmpFields, source: str) -> ForeignRating | None:
    """The rating in fields already read; None where they say nothing of the kind."""
    found = ForeignRating(
        fields.stars, fields.reject, source_of(source, fields.program), fields.label, fields.own_rating
    )
    return found if found.says_something else None


def embedded_xmp(image: Image.Image) -> bytes | None:
    """The packet inside a picture that Pillow opened."""
    for key in ("xmp", "XML:com.adobe.xmp"):
        packet = image.info.get(key)
        if isinstance(packet, str):
            packet = packet.encode("utf-8", "replace")
        if isinstance(packet, bytes) and packet:
            return packet
    return None


def find_packet(data: bytes) -> bytes | None:
    """The first packet in a file's bytes: for RAW files, whose containers differ."""
    start = data.find(b"<x:xmpmeta")
    if start < 0:
        return None
    end = data.find(b"</x:xmpmeta>", start, start + MAX_PACKET_BYTES)
    return data[start : end + len(b"</x:xmpmeta>")] if end > 0 else None


class _Properties:
    """The properties of a packet's top-level descriptions, written either way RDF allows."""

    def __init__(self, descriptions: list[etree._Element]) -> None:
        self._descriptions = descriptions

    def text(self, name: str) -> str | None:
        """A simple value; the first item, or the default language's, of a list. None = absent."""
        for description in self._descriptions:
            value = description.get(name)
            if value is not None:
                return _clean(value)
            element = description.find(name)
            if element is not None:
                items = element.findall(f".//{RDF}li")
                chosen = next((item for item in items if item.get(_XML_LANG) == "x-default"), None)
                chosen = chosen if chosen is not None else (items[0] if items else element)
                return _clean(chosen.get(f"{RDF}resource") or chosen.text or "")
        return None

    def texts(self, name: str) -> tuple[str, ...]:
        """The items of a bag or sequence, each once."""
        found = (
            _clean(item.text or "")
            for description in self._descriptions
            for item in description.iterfind(f"{name}//{RDF}li")
        )
        return tuple(dict.fromkeys(text for text in found if text))

    def namespaces(self) -> frozenset[str]:
        """Namespaces of the properties that are there (not merely declared) and not of our writing."""
        found: set[str] = set()
        for description in self._descriptions:
            found.update(map(str, description.attrib))
            found.update(str(child.tag) for child in description.iterchildren("{*}*"))
        if f"{OURS}Flag" in found:
            found.discard(PICK_LABEL)  # written for digiKam, not by it
        return frozenset(name for one in found if (name := etree.QName(one).namespace))


def _read(properties: _Properties) -> XmpFields:
    own, rating = own_rating(properties.text), read_rating(properties.text)
    if own is not None:
        rating = _standing(properties.text(REPLACED) or "")
    times = (properties.text(name) for name in _TIMES)
    taken = (parse_time(text, date_alone=True) for text in times if text)
    return XmpFields(
        stars=rating if rating != REJECTED else None,
        reject=rating == REJECTED,
        label=properties.text(f"{XMP}Label") or "",
        title=properties.text(f"{_DC}title") or "",
        keywords=properties.texts(f"{_DC}subject"),
        taken=next((time for time in taken if time is not None), None),
        burst_id=properties.text(f"{_GCAMERA}BurstID") or "",
        burst_primary=(properties.text(f"{_GCAMERA}BurstPrimary") or "").lower() in ("1", "true"),
        panorama=bool(properties.text(f"{_PANORAMA}ProjectionType")),
        program=_program(properties),
        own_rating=own,
    )


def _program(properties: _Properties) -> str:
    """Who wrote the packet: told by what only one program writes, else by its own word."""
    found = properties.namespaces()
    for program, namespaces in _PROGRAMS:
        if found.intersection(namespaces):
            return program
    return "Lightroom" if "Lightroom" in (properties.text(_CREATOR) or "") else ""


def read_rating(text: Callable[[str], str | None]) -> int | None:
    """What a packet's rating says.

    Args:
        text: gives a simple property's text by its name, None where it is absent.

    Returns:
        1..5, -1 for a reject; None where nothing is said (absent, 0, or out of range).
    """
    rating = text(RATING)
    if rating is not None:
        return _standing(rating)
    for namespace in MICROSOFT:
        percent = _number(text(f"{namespace}Rating") or "")
        if percent is not None and 1 <= percent <= 99:
            return next(stars for end, stars in PERCENT_STARS if percent <= end)
    return None


def _standing(text: str) -> int | None:
    number = _number(text)
    if number is None or number == REJECTED:
        return None if number is None else REJECTED
    stars = math.floor(number + 0.5)
    return stars if 1 <= stars <= 5 else None


def own_rating(text: Callable[[str], str | None]) -> int | None:
    """`xmp:Rating` as long as it is what this app wrote; another program's change makes it that one's.

    Args:
        text: as for `read_rating`.

    Returns:
        -1..5; None where it is another program's word, or absent.
    """
    rating, written = (_number(text(name) or "") for name in (RATING, OUR_RATING))
    if rating is None or rating != written or not REJECTED <= rating <= 5:
        return None
    return int(rating)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _clean(text: str) -> str:
    return text.replace("\x00", "").strip()
