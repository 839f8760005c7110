"""Sidecars of other programs, written to and read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from lxml import etree
from PIL import Image, ImageOps

from photo_curator.domain.geometry import Box, Size
from photo_curator.domain.interchange import FaceRegion, NameScheme, Statement, as_stored, stored_size
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict
from photo_curator.media.pixels import stored_orientation
from photo_curator.media.sidecar_names import FolderNames
from photo_curator.media.xmp import parse_rating, parse_xmp
from photo_curator.media.xmp_names import trimmed
from photo_curator.media.xmp_writing import merge
from tests.unit.media.conftest import encode, jpeg, marked

FIXTURES = Path(__file__).parents[2] / "fixtures" / "xmp"
DIALECTS = sorted(path.name for path in FIXTURES.glob("*.xmp"))
PICKED = Statement(
    said_rating=5,
    stars=5,
    flag=Flag.PICK,
    verdict=Verdict.SCORE,
    score=4.25,
    low=3.5,
    high=4.9,
    version="a1",
    faces=(FaceRegion(Box(0.1, 0.2, 0.3, 0.5), "Ann"), FaceRegion(Box(0.6, 0.2, 0.8, 0.5))),
    size=Size(3000, 4000),
    orientation=6,
)
REJECTED = Statement(said_rating=-1, stars=4, flag=Flag.REJECT)


def fixture(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def foreign_nodes(content: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Every element with its attributes and text, but for what this app may change or add."""
    root = etree.fromstring(content)
    for one in root.findall(".//{*}RDF/{*}Description"):
        if any(str(name).startswith("{urn:photo-curator") for name in one.attrib):
            one.getparent().remove(one)
    for one in root.findall(".//{*}Extensions/.."):
        one.getparent().remove(one)
    changed = ("Rating", "PickLabel", "MetadataDate")
    return [
        (
            str(one.tag),
            {str(k): str(v) for k, v in one.attrib.items() if not str(k).endswith(changed)},
            "" if str(one.tag).endswith(changed) else (one.text or "").strip(),
        )
        for one in root.iter()
    ]


def comments(content: bytes) -> list[str]:
    return [str(one) for one in etree.fromstring(content).iter(etree.Comment)]


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("said", [PICKED, REJECTED], ids=["pick", "reject"])
def test_foreign_nodes_stay_and_nobodys_rating_is_lost(name: str, said: Statement) -> None:
    before = fixture(name)
    merged = merge(before, said)
    assert foreign_nodes(merged) == foreign_nodes(before)
    assert comments(merged) == comments(before)
    first, last = before.split(b"<x:xmpmeta")[0], before.rpartition(b"</x:xmpmeta>")[2]
    assert merged.startswith(first)  # packet marks, declaration
    assert merged.endswith(last)
    # What the other program said is still known as its word, and ours is known as ours.
    theirs, now = parse_rating(before, "xmp sidecar"), parse_rating(merged, "xmp sidecar")
    assert theirs is not None
    assert now is not None
    assert (now.value, now.reject, now.source, now.label) == (
        theirs.value, theirs.reject, theirs.source, theirs.label,
    )  # fmt: skip
    assert now.own == said.said_rating
    assert now.in_force(judged_here=True) == theirs
    # Written again, nothing changes: not a byte.
    assert merge(merged, said) == merged


@pytest.mark.parametrize("name", DIALECTS)
def test_what_other_programs_read_there(name: str) -> None:
    """As they read: the property, by namespace and name, attribute or element."""
    merged = merge(fixture(name), PICKED)
    assert read(merged, "xap/1.0/}Rating") == ["5"]
    assert read(merged, "digikam.org/ns/1.0/}PickLabel") == ["3"]
    assert set(read(merged, "photo/1.0/}Rating")) <= {"99"}
    merged = merge(merged, REJECTED)
    assert read(merged, "xap/1.0/}Rating") == ["-1"]
    assert read(merged, "digikam.org/ns/1.0/}PickLabel") == ["1"]
    assert read(merged, "xmp:1.0/}Stars") == ["4"]
    assert read(merged, "xmp:1.0/}Score") == []


def read(content: bytes, name: str) -> list[str]:
    found = []
    for one in etree.fromstring(content).iter("{*}*"):
        found += [str(value) for key, value in one.attrib.items() if str(key).endswith(name)]
        if str(one.tag).endswith(name):
            found.append((one.text or "").strip())
    return found


def test_another_programs_change_afterwards_is_its_word() -> None:
    merged = merge(fixture("lightroom.xmp"), PICKED)
    edited = merged.replace(b'xmp:Rating="5"', b'xmp:Rating="2"')
    rating = parse_rating(edited, "xmp sidecar")
    assert rating is not None
    assert (rating.value, rating.own, rating.source) == (2, None, "xmp sidecar, Lightroom")
    again = parse_rating(merge(edited, PICKED), "xmp sidecar")
    assert again is not None
    assert (again.value, again.own) == (2, 5)  # what ours stands in place of now
    # Where nothing is said here, its word stands, and no trace says otherwise.
    quiet = merge(edited, Statement())
    assert read(quiet, "xmp:1.0/}Rating") == read(quiet, "xmp:1.0/}Replaced") == []
    assert read(quiet, "xap/1.0/}Rating") == ["2"]


def test_in_a_new_library_our_own_word_is_read_like_any_other() -> None:
    for said, value, reject in ((PICKED, 5, False), (REJECTED, None, True)):
        rating = parse_rating(merge(None, said), "xmp sidecar")
        assert rating is not None
        assert rating.in_force(judged_here=True) is None
        read_anew = rating.in_force(judged_here=False)
        assert read_anew is not None
        assert (read_anew.value, read_anew.reject) == (value, reject)
        assert read_anew.source == "xmp sidecar, Photo Curator"


def test_stars_taken_away_here_are_taken_away_there() -> None:
    merged = merge(fixture("digikam.xmp"), Statement(said_rating=0, stars=0))
    assert read(merged, "xap/1.0/}Rating") == ["0"]
    assert read(merged, "photo/1.0/}Rating") == ["0"]


def test_a_date_of_change_is_kept_up_where_there_is_one() -> None:
    moment = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert read(merge(fixture("lightroom_elements.xmp"), PICKED, moment), "MetadataDate") == [
        moment.astimezone().isoformat()
    ]
    assert read(merge(fixture("darktable.xmp"), PICKED, moment), "MetadataDate") == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: ('<?xml version="1.0" encoding="ISO-8859-1"?>\n' + text).encode("latin-1"),
        lambda text: text.encode() + b"<?xpacket end='w'?>" + b" " * 2000 + b"\x00",
    ],
    ids=["crlf", "mark", "utf-16", "latin-1", "padding"],
)
def test_encodings_and_padding_are_kept(change: Callable[[str], bytes]) -> None:
    text = fixture("lightroom.xmp").decode().replace("<rdf:li>People|Me", "<rdf:li>Zoë")
    content = change(text)
    merged = merge(content, PICKED)
    fields = parse_xmp(merged)
    assert fields is not None
    assert fields.own_rating == 5
    assert "Zoë" in etree.fromstring(trimmed(merged)).xpath("string()")
    assert merged[:2] == content[:2]
    assert merged.endswith(content[-20:]) or merged[:2] == b"\xff\xfe"
    if b"\r\n" in content:
        assert merged.count(b"\r\n") == merged.count(b"\n")
    assert merge(merged, PICKED) == merged


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no xml",
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>",
        fixture("lightroom.xmp")[:-20],
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + fixture("lightroom.xmp").replace(b"Green", b"&a;"),
    ],
)
def test_what_is_no_sidecar_is_left_alone(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        merge(content, PICKED)


# --- faces ---------------------------------------------------------------------------------------


def test_face_regions_are_told_of_the_pixels_as_stored() -> None:
    merged = merge(None, PICKED)
    assert read(merged, "Dimensions#}w") == ["4000"]
    assert read(merged, "Dimensions#}h") == ["3000"]
    # Upright: left half, upper part. Stored lying on its side (orientation 6): lower half, left part.
    assert read(merged, "Area#}x") == ["0.350000", "0.350000"]
    assert read(merged, "Area#}y") == ["0.800000", "0.300000"]
    assert read(merged, "Area#}w") == ["0.300000", "0.300000"]
    assert read(merged, "regions/}Type") == ["Face", "Face"]
    assert read(merged, "regions/}Name") == ["Ann"]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_boxes_are_turned_as_pillow_turns_pixels(orientation: int, tmp_path: Path) -> None:
    stored = np.zeros((60, 90, 3), np.uint8)
    stored[6:12, 54:81] = 255
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "a.png"
    Image.fromarray(stored).save(path, exif=exif)
    assert stored_orientation(str(path)) == orientation
    with Image.open(path) as image:
        upright = np.asarray(ImageOps.exif_transpose(image))
    height, width, _ = upright.shape
    rows, columns = np.nonzero(upright[:, :, 0])
    box = Box(
        columns.min() / width, rows.min() / height, (columns.max() + 1) / width, (rows.max() + 1) / height
    )
    back = as_stored(box, orientation)
    assert (back.x1, back.y1, back.x2, back.y2) == pytest.approx((54 / 90, 6 / 60, 81 / 90, 12 / 60))
    assert stored_size(Size(width, height), orientation) == Size(90, 60)


def test_orientations_of_other_kinds_of_files(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    for name, data in {
        "a.jpg": jpeg(marked(64, 48), exif=exif),
        "a.tif": encode(marked(64, 48), "TIFF", exif=exif),
        "a.heic": encode(marked(64, 48), "HEIF", exif=exif),
        "none.jpg": b"",
        "cut.jpg": jpeg(marked(64, 48))[:30],
    }.items():
        (tmp_path / name).write_bytes(data)
    found = {path.name: stored_orientation(str(path)) for path in tmp_path.iterdir()}
    assert found == {"a.jpg": 6, "a.tif": 6, "a.heic": 1, "none.jpg": 1, "cut.jpg": 1}
    assert stored_orientation(str(tmp_path / "absent.jpg")) == 1


def test_regions_of_others_keep_their_names_and_get_no_second_one() -> None:
    """digiKam's region of the first face, in its own form, named by the user there."""
    before = fixture("digikam_faces.xmp")
    upright = FaceRegion(Box(0.12, 0.22, 0.32, 0.48), "somebody else"), FaceRegion(Box(0.6, 0.2, 0.8, 0.5))
    said = Statement(said_rating=3, stars=3, faces=upright, size=Size(4000, 3000))
    merged = merge(before, said)
    assert foreign_nodes(merge(before, Statement(said_rating=3, stars=3))) == foreign_nodes(before)
    assert read(merged, "regions/}Name") == ["Bea"]
    assert len(read(merged, "Area#}x")) == 2
    assert merge(merged, said) == merged
    # A face of ours that is gone goes; theirs stays. A name given to ours elsewhere makes it theirs.
    fewer = merge(merged, Statement(said_rating=3, stars=3, size=Size(4000, 3000)))
    assert read(fewer, "regions/}Name") == ["Bea"]
    assert len(read(fewer, "Area#}x")) == 1
    named = etree.fromstring(merged)
    (ours,) = named.iterfind(".//{*}Extensions")
    etree.SubElement(
        ours.getparent(), "{http://www.metadataworkinggroup.com/schemas/regions/}Name"
    ).text = "C"
    kept = merge(etree.tostring(named), said)
    assert sorted(read(kept, "regions/}Name")) == ["Bea", "C"]
    assert len(read(kept, "Area#}x")) == 2


# --- which file ----------------------------------------------------------------------------------


def names(folder: Path, *files: str, scheme: NameScheme = NameScheme.LONG) -> tuple[list[str], bool]:
    found, there = FolderNames(str(folder)).sidecars([str(folder / name) for name in files], scheme)
    return [Path(path).name for path in found], there


def test_sidecars_there_are_used_else_the_chosen_name(tmp_path: Path) -> None:
    for name in ("A.JPG", "b.jpg", "b.png", "c.jpg", "c.cr2", "d.jpg"):
        (tmp_path / name).touch()
    assert names(tmp_path, "A.JPG") == (["A.JPG.xmp"], False)
    assert names(tmp_path, "A.JPG", scheme=NameScheme.SHORT) == (["A.xmp"], False)
    assert names(tmp_path, "b.jpg", scheme=NameScheme.SHORT) == (["b.jpg.xmp"], False)  # b.png's, too
    assert names(tmp_path, "c.jpg", "c.cr2", scheme=NameScheme.SHORT) == (["c.xmp"], False)
    for name in ("a.XMP", "b.xmp", "c.xmp", "c.cr2.xmp", "d.xmp", "d.jpg.xmp"):
        (tmp_path / name).touch()
    assert names(tmp_path, "A.JPG") == (["a.XMP"], True)
    assert names(tmp_path, "b.jpg") == (["b.jpg.xmp"], False)
    assert names(tmp_path, "c.jpg", "c.cr2") == (["c.cr2.xmp", "c.xmp"], True)
    assert names(tmp_path, "d.jpg") == (["d.jpg.xmp", "d.xmp"], True)


def test_reading_pillow_keeps_the_sidecars_faces() -> None:
    """The packet is XMP that another library's reader takes."""
    packet = merge(None, PICKED)
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG", xmp=packet[packet.index(b"<x:") :])
    with Image.open(buffer) as image:
        told = image.getxmp()["xmpmeta"]["RDF"]["Description"]
    assert told["Rating"] is not None
    listed = told["Regions"]["RegionList"]["Bag"]["li"]
    assert [one["Area"]["unit"] for one in listed] == ["normalized", "normalized"]
