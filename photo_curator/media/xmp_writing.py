"""Writing what the library says into an XMP packet, beside what other programs wrote there.

Everything else stays: properties, history, comments, whitespace; only how attributes are broken into lines
does not, which XML does not tell. What is there already is changed where it stands, as attribute or element;
what is new gets a description of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import cast

from lxml import etree

from photo_curator.domain.interchange import REJECTED, Statement
from photo_curator.domain.rating import Flag
from photo_curator.media.xmp import MAX_PACKET_BYTES, own_rating, read_rating
from photo_curator.media.xmp_names import (
    AREA,
    DIGIKAM,
    DIMENSIONS,
    MICROSOFT,
    OUR_RATING,
    OURS,
    PICK_LABEL,
    RATING,
    RDF,
    REGIONS,
    REPLACED,
    STARS_PERCENT,
    UTF_16,
    XMP,
    safe_parser,
    trimmed,
)
from photo_curator.media.xmp_regions import write_regions

_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_EMPTY = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    b' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    b" </rdf:RDF>\n"
    b"</x:xmpmeta>\n"
)
_PREFIXES = {
    "rdf": RDF,
    "xmp": XMP,
    "digiKam": DIGIKAM,
    "mwg-rs": REGIONS,
    "stArea": AREA,
    "stDim": DIMENSIONS,
    "photoCurator": OURS,
}
_ABOUT = f"{RDF}about"
_CHANGED = f"{XMP}MetadataDate"
#: digiKam's: 0 none, 1 rejected, 2 pending, 3 accepted.
_PICK_LABELS = {Flag.NONE: "0", Flag.REJECT: "1", Flag.PICK: "3"}
#: Before the root and behind it: declaration, packet marks, comments, padding.
_AROUND = re.compile(rb"(?:\xef\xbb\xbf)?(?:[\s\x00]|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)


def merge(content: bytes | None, said: Statement, now: datetime | None = None) -> bytes:
    """A sidecar's new content.

    Args:
        content: what stands there now; None: nothing.
        said: what is to be said.
        now: for `xmp:MetadataDate`, where the sidecar keeps one.

    Returns:
        The very same bytes where all of it was said already.

    Raises:
        ValueError: the content is no XMP that could be kept.
    """
    root = _parse(_EMPTY if content is None else content)
    packet = Packet(root)
    before = etree.tostring(root)
    _write_rating(packet, said)
    _write_flag(packet, said)
    _write_score(packet, said)
    write_regions(packet, said)
    if content is not None and etree.tostring(root) == before:
        return content
    if packet.text(_CHANGED) is not None:
        packet.set(_CHANGED, (now or datetime.now(UTC)).astimezone().isoformat(timespec="seconds"))
    packet.tidy()
    return _serialised(root, content)


class Packet:
    """The properties of a packet, changed where they stand.

    Args:
        root: of the document.

    Raises:
        ValueError: there is no RDF in it.
    """

    def __init__(self, root: etree._Element) -> None:
        rdf = root if root.tag == f"{RDF}RDF" else root.find(f".//{RDF}RDF")
        if rdf is None:
            raise ValueError("no RDF")
        self._rdf = rdf
        self._own: etree._Element | None = None

    def text(self, name: str) -> str | None:
        """A simple property; None: absent."""
        for description in self._descriptions():
            value = description.get(name)
            if value is not None:
                return value.strip()
            element = description.find(name)
            if element is not None:
                return (element.text or "").strip()
        return None

    def set(self, name: str, value: str) -> None:
        """Give a simple property a value, wherever and however often it stands."""
        found = False
        for description in self._descriptions():
            if description.get(name) is not None:
                description.set(name, value)
                found = True
            for element in description.findall(name):
                if (element.text or "").strip() != value:
                    element.text = value
                found = True
        if not found:
            self.own().set(name, value)

    def remove(self, name: str) -> None:
        """Take a property away, wherever it stands."""
        for description in self._descriptions():
            if name in description.attrib:
                del description.attrib[name]
            for element in description.findall(name):
                drop(element)

    def put(self, name: str, value: str | None) -> None:
        """Set a property of our own, or take it away."""
        if value is None:
            self.remove(name)
        elif self.text(name) != value:
            self.set(name, value)

    def element(self, name: str) -> etree._Element | None:
        """A structured property's element; None: absent."""
        for description in self._descriptions():
            element = description.find(name)
            if element is not None:
                return element
        return None

    def own(self) -> etree._Element:
        """The description new properties go into: that of this app, made where there is none."""
        if self._own is None:
            self._own = next((one for one in self._descriptions() if _is_ours(one)), None)
        if self._own is None:
            first = next(self._descriptions(), None)
            about = "" if first is None else first.get(_ABOUT) or first.get("about") or ""
            names = {prefix: name.strip("{}") for prefix, name in _PREFIXES.items()}
            self._own = etree.SubElement(self._rdf, f"{RDF}Description", nsmap=names)
            self._own.set(_ABOUT, about)
            self._own.tail = None
        return self._own

    def tidy(self) -> None:
        """Indent what is new as Adobe's library does; leave no description of ours that says nothing."""
        own = self._own if self._own is not None else next(filter(_is_ours, self._descriptions()), None)
        if own is None:
            return
        if len(own) == 0 and set(own.attrib) <= {_ABOUT}:
            drop(own)
            return
        etree.indent(own, space=" ", level=2)
        before = own.getprevious()
        if before is None:
            self._rdf.text = "\n  "
        elif not (before.tail or "").strip():
            before.tail = "\n  "
        if own.getnext() is None and not (own.tail or "").strip():
            own.tail = "\n "
        etree.cleanup_namespaces(own)

    def _descriptions(self) -> Iterator[etree._Element]:
        return self._rdf.iterchildren(f"{RDF}Description")


def drop(element: etree._Element) -> None:
    """Take an element out; what follows it stays where it is."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if (element.tail or "").strip():  # text, which RDF has none of here: kept all the same
        if before is None:
            parent.text = (parent.text or "") + (element.tail or "")
        else:
            before.tail = (before.tail or "") + (element.tail or "")
    elif before is not None and element.getnext() is None:
        before.tail = element.tail
    parent.remove(element)


def _write_rating(packet: Packet, said: Statement) -> None:
    """`xmp:Rating`, so that it can be told later whose word it is."""
    ours, foreign = own_rating(packet.text) is not None, read_rating(packet.text)
    if said.said_rating is None:
        if not ours:
            packet.put(OUR_RATING, None)  # another program has had the last word
            packet.put(REPLACED, None)
        return
    if not ours:
        packet.put(REPLACED, None if foreign is None else str(foreign))
    packet.put(RATING, str(said.said_rating))
    packet.put(OUR_RATING, str(said.said_rating))
    for namespace in MICROSOFT:
        if packet.text(f"{namespace}Rating") is not None:
            packet.put(f"{namespace}Rating", str(STARS_PERCENT[max(said.said_rating, 0)]))


def _write_flag(packet: Packet, said: Statement) -> None:
    """Pick and reject: in our words, and in digiKam's. darktable and Adobe know the reject above alone."""
    packet.put(f"{OURS}Flag", None if said.flag is None else said.flag.value)
    lost = said.stars is not None and said.said_rating == REJECTED
    packet.put(f"{OURS}Stars", str(said.stars) if lost else None)
    if said.flag is None or (said.flag is Flag.NONE and packet.text(PICK_LABEL) is None):
        return
    packet.put(PICK_LABEL, _PICK_LABELS[said.flag])


def _write_score(packet: Packet, said: Statement) -> None:
    for name, value in (("Score", said.score), ("ScoreLow", said.low), ("ScoreHigh", said.high)):
        packet.put(f"{OURS}{name}", None if value is None else f"{value:.2f}")
    packet.put(f"{OURS}Verdict", said.verdict.value if said.version else None)
    packet.put(f"{OURS}Analysis", said.version or None)


def _is_ours(description: etree._Element) -> bool:
    names = [*description.attrib, *(child.tag for child in description.iterchildren("{*}*"))]
    return any(str(name).startswith(OURS) for name in names)


def _parse(content: bytes) -> etree._Element:
    if len(content) > MAX_PACKET_BYTES:
        raise ValueError("too large")
    try:
        root = etree.fromstring(trimmed(content), safe_parser(keep_all=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type, which no XMP has")
    return root


def _serialised(root: etree._Element, content: bytes | None) -> bytes:
    """The document anew; what stands before and behind its root (packet marks, padding) as it stood."""
    tree = root.getroottree()
    content = content or _HEAD + _EMPTY
    encoding = "UTF-16" if content[:2] in UTF_16 else tree.docinfo.encoding or "UTF-8"
    start = _AROUND.match(content)
    end = content.find(b">", content.rfind(b"</")) + 1
    if start is None or not end or not _AROUND.fullmatch(content, end):
        return cast(bytes, etree.tostring(tree, encoding=encoding, xml_declaration=True))  # UTF-16, for one
    body = cast(bytes, etree.tostring(root, encoding=encoding, xml_declaration=False, with_tail=False))
    if content.count(b"\r\n") == content.count(b"\n"):
        body = body.replace(b"\n", b"\r\n")
    return content[: start.end()] + body + content[end:]
