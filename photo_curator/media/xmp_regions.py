"""Face regions of the Metadata Working Group (`mwg-rs`), beside those of other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from photo_curator.domain.geometry import Box, Size, match_boxes
from photo_curator.domain.interchange import FaceRegion, Statement, as_stored, stored_size
from photo_curator.media.xmp_names import AREA, DIMENSIONS, OURS, RDF, REGIONS

if TYPE_CHECKING:
    from photo_curator.media.xmp_writing import Packet

_PREFIXES = {
    prefix: name.strip("{}")
    for prefix, name in (("mwg-rs", REGIONS), ("stArea", AREA), ("stDim", DIMENSIONS), ("photoCurator", OURS))
}
_NAME = f"{REGIONS}Name"
#: In a region's extensions: the name we wrote. A region that carries it, and that name, is ours to change.
_OUR_NAME = f"{OURS}Name"
_FACE = "Face"
#: Boxes of one face, drawn by two programs: some take in the hair, some do not.
_SAME = 0.25


def write_regions(packet: Packet, said: Statement) -> None:
    """Replace the regions this app wrote before by the faces known now; leave all others alone.

    A face another program has a region for gets none of ours: the name there is the one that counts.
    """
    regions = packet.element(f"{REGIONS}Regions")
    if regions is None and not said.faces:
        return
    if regions is None:
        regions = _resource(packet.own(), f"{REGIONS}Regions")
    inner = _inside(regions)
    dimensions = inner.find(f"{REGIONS}AppliedToDimensions")
    orientation = said.orientation
    if dimensions is None:
        stored = stored_size(said.size, orientation)
        dimensions = etree.Element(f"{REGIONS}AppliedToDimensions", nsmap=_PREFIXES)
        inner.insert(0, dimensions)
        for name, value in (("w", stored.width), ("h", stored.height), ("unit", "pixel")):
            dimensions.set(f"{DIMENSIONS}{name}", str(value))
    elif _turned_already(dimensions, said):
        orientation = 1
    listed = inner.find(f"{REGIONS}RegionList")
    if listed is None:
        listed = etree.SubElement(inner, f"{REGIONS}RegionList")
    bag = next(listed.iterchildren(f"{RDF}Bag", f"{RDF}Seq"), None)
    if bag is None:
        bag = etree.SubElement(listed, f"{RDF}Bag")
    theirs: list[etree._Element] = []
    ours: list[etree._Element] = []
    for item in bag.findall(f"{RDF}li"):
        (ours if _is_ours(item) else theirs).append(item)
    known = [area for item in theirs if (area := _area(item)) is not None]
    wanted = [FaceRegion(as_stored(face.box, orientation), face.name) for face in said.faces]
    taken = match_boxes([one.box for one in wanted], known, _SAME)
    fresh = [one for place, one in enumerate(wanted) if place not in taken]
    if [_written(item) for item in ours] == [_region_key(one) for one in fresh]:
        return
    for item in ours:
        bag.remove(item)
    for one in fresh:
        _add(bag, one)
    if len(bag) == 0:
        parent = regions.getparent()
        if parent is not None:
            parent.remove(regions)
        return
    etree.indent(bag, space=" ", level=_depth(bag))


def _add(bag: etree._Element, region: FaceRegion) -> None:
    item = _resource(bag, f"{RDF}li")
    x, y, width, height, name = _region_key(region)
    area = etree.SubElement(item, f"{REGIONS}Area")
    for key, value in (("x", x), ("y", y), ("w", width), ("h", height), ("unit", "normalized")):
        area.set(f"{AREA}{key}", value)
    etree.SubElement(item, f"{REGIONS}Type").text = _FACE
    if name:
        etree.SubElement(item, _NAME).text = name
    extensions = _resource(item, f"{REGIONS}Extensions")
    etree.SubElement(extensions, _OUR_NAME).text = name


def _region_key(region: FaceRegion) -> tuple[str, str, str, str, str]:
    (x, y), box = region.box.centre, region.box
    return (f"{x:.6f}", f"{y:.6f}", f"{box.width:.6f}", f"{box.height:.6f}", region.name)


def _written(item: etree._Element) -> tuple[str | None, ...]:
    area = _inside(item).find(f"{REGIONS}Area")
    place = [None if area is None else _simple(area, f"{AREA}{key}") for key in "xywh"]
    return (*place, _simple(item, _NAME) or "")


def _is_ours(item: etree._Element) -> bool:
    """Whether we wrote a region, and nobody has given it another name since."""
    extensions = _inside(item).find(f"{REGIONS}Extensions")
    name = None if extensions is None else _simple(extensions, _OUR_NAME)
    return name is not None and name == (_simple(item, _NAME) or "")


def _area(item: etree._Element) -> Box | None:
    """A region in shares of the picture; None where it is none of a face, or not told so."""
    inner = _inside(item)
    if (_simple(inner, f"{REGIONS}Type") or _FACE) != _FACE:
        return None
    area = inner.find(f"{REGIONS}Area")
    if area is None:
        return None
    area = _inside(area)
    try:
        x, y, width, height = (float(_simple(area, f"{AREA}{key}") or "") for key in "xywh")
    except ValueError:
        return None
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _turned_already(dimensions: etree._Element, said: Statement) -> bool:
    """Whether the other program tells its regions of the upright picture, against the guidelines."""
    inner = _inside(dimensions)
    try:
        width, height = (float(_simple(inner, f"{DIMENSIONS}{key}") or "") for key in "wh")
    except ValueError:
        return False
    stored: Size = stored_size(said.size, said.orientation)
    wide = width > height
    return (
        width != height
        and wide != (stored.width > stored.height)
        and wide == (said.size.width > said.size.height)
    )


def _inside(element: etree._Element) -> etree._Element:
    """Where a structure's fields stand: in the element itself, or in a description inside it."""
    inner = element.find(f"{RDF}Description")
    return element if inner is None else inner


def _simple(element: etree._Element, name: str) -> str | None:
    """A field, written as attribute or element."""
    value = _inside(element).get(name)
    return value if value is not None else _inside(element).findtext(name)


def _resource(parent: etree._Element, name: str) -> etree._Element:
    """A structure whose fields are elements inside it."""
    element = etree.SubElement(parent, name, nsmap=_PREFIXES)
    element.set(f"{RDF}parseType", "Resource")
    return element


def _depth(element: etree._Element) -> int:
    return sum(1 for _ in element.iterancestors())
