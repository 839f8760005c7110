"""Names of XMP properties, in lxml's notation, and what is common to reading and writing them."""

from __future__ import annotations

from typing import Final

from lxml import etree

RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP: Final = "{http://ns.adobe.com/xap/1.0/}"
#: Windows writes it with or without the slash.
MICROSOFT: Final = ("{http://ns.microsoft.com/photo/1.0/}", "{http://ns.microsoft.com/photo/1.0}")
DIGIKAM: Final = "{http://www.digikam.org/ns/1.0/}"
REGIONS: Final = "{http://www.metadataworkinggroup.com/schemas/regions/}"
AREA: Final = "{http://ns.adobe.com/xmp/sType/Area#}"
DIMENSIONS: Final = "{http://ns.adobe.com/xap/1.0/sType/Dimensions#}"
#: What this app alone writes.
OURS: Final = "{urn:photo-curator:xmp:1.0/}"

RATING: Final = f"{XMP}Rating"
PICK_LABEL: Final = f"{DIGIKAM}PickLabel"
#: The `xmp:Rating` this app wrote last: as long as the two agree, it is this app's word.
OUR_RATING: Final = f"{OURS}Rating"
#: The `xmp:Rating` of another program that ours stands in place of.
REPLACED: Final = f"{OURS}Replaced"

#: Windows' percent to stars: the upper end of each range it reads; and what is written for stars.
PERCENT_STARS: Final = ((12, 1), (37, 2), (62, 3), (87, 4), (99, 5))
STARS_PERCENT: Final = (0, 1, 25, 50, 75, 99)


#: How a file begins that is UTF-16.
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def trimmed(content: bytes) -> bytes:
    """A packet without the padding and NULs around it, which no parser takes."""
    if content[:2] in UTF_16:
        return content  # NULs and spaces are halves of letters there
    return content.strip(b"\x00 \t\r\n")


def safe_parser(*, keep_all: bool = False) -> etree.XMLParser:
    """A parser for files from anywhere: no entity is expanded, nothing is fetched.

    Args:
        keep_all: whitespace, comments and CDATA sections stay as they are.
    """
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        load_dtd=False,
        strip_cdata=not keep_all,
    )
