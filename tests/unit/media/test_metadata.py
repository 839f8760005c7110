"""When, where and with what: from EXIF, XMP and file names; nonsense yields nothing."""

from __future__ import annotations

import struct
from datetime import datetime

import pytest

from photo_curator.domain.capture import Capture, CaptureTime
from photo_curator.domain.geometry import Size
from photo_curator.domain.photo import FileRole
from photo_curator.media.dates import parse_offset, parse_time, sequence_number, time_from_name
from photo_curator.media.exif_fields import ExifFields
from photo_curator.media.metadata import is_screenshot, read_capture
from photo_curator.media.places import name_place
from photo_curator.media.xmp import parse_xmp
from tests.unit.media.conftest import dng, encode, exif_bytes, facts, jpeg, look, marked, xmp

NONE = ExifFields()


def capture(name: str = "a.jpg", packet: bytes | None = None, **directories: dict) -> Capture:
    """The metadata of a real JPEG with these EXIF directories."""
    options = {"xmp": packet} if packet else {}
    return facts(jpeg(marked(), exif=exif_bytes(**directories), **options), name).capture


def taken(**tags: object) -> str | None:
    numbers = {
        "original": 0x9003,
        "digitised": 0x9004,
        "subsecond": 0x9291,
        "offset_original": 0x9011,
        "offset": 0x9010,
    }
    main = {0x0132: tags.pop("modified")} if "modified" in tags else {}
    found = capture(main=main, exif={numbers[name]: value for name, value in tags.items()}).taken
    return found.isoformat() if found else None


# --- time -------------------------------------------------------------------------------------


def test_original_time_with_fraction_and_offset():
    assert (
        taken(original="2024:01:31 23:59:58", subsecond="07", offset_original="+05:30", offset="+01:00")
        == "2024-01-31T23:59:58.07+05:30"
    )
    assert taken(original="2024:01:31 23:59:58", subsecond="123456789") == "2024-01-31T23:59:58.123456"
    assert taken(original="2024:01:31 23:59:58", offset="-03:00") == "2024-01-31T23:59:58-03:00"


def test_the_zone_is_never_guessed():
    found = capture(exif={0x9003: "2024:01:31 23:59:58"}).taken
    assert found == CaptureTime(datetime(2024, 1, 31, 23, 59, 58), None, False)


def test_fall_backs_in_their_order():
    modified, digitised = "2001:01:01 01:01:01", "2002:02:02 02:02:02"
    assert taken(original="0000:00:00 00:00:00", digitised=digitised, modified=modified).startswith(
        "2002-02-02"
    )
    assert taken(modified=modified).startswith("2001-01-01")
    packet = xmp('exif:DateTimeOriginal="2003-03-03T03:03:03.25+02:00" photoshop:DateCreated="2004-04-04"')
    found = capture(main={0x0132: modified}, packet=packet).taken
    assert found.isoformat() == "2003-03-03T03:03:03.25+02:00"
    gps = {7: (12.0, 34.0, 56.0), 29: "2005:05:05"}
    assert capture("IMG_20060606_060606.jpg", gps=gps).taken.isoformat() == "2005-05-05T12:34:56+00:00"
    assert capture("IMG_20060606_060606.jpg").taken.isoformat() == "2006-06-06T06:06:06"
    assert capture("holiday.jpg").taken is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "    :  :     :  :  ",
        "2024:02:30 10:00:00",
        "2024:13:01 10:00:00",
        "9999:01:01 00:00:00",
        "2024:01:01",
        "x",
    ],
)
def test_impossible_times(text):
    assert parse_time(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("+02:00", 120),
        ("-03:30", -210),
        ("Z", 0),
        ("+0545", 345),
        ("", None),
        ("+99:00", None),
        ("UTC+2", None),
    ],
)
def test_offsets(text, minutes):
    assert parse_offset(text) == minutes


@pytest.mark.parametrize(
    ("stem", "time"),
    [
        ("IMG_20240131_235959", "2024-01-31T23:59:59"),
        ("PXL_20230102_030405678", "2023-01-02T03:04:05.678"),
        ("PXL_20230102_030405678.MP", "2023-01-02T03:04:05.678"),
        ("20240131_235959_001", "2024-01-31T23:59:59"),
        ("Screenshot_2024-01-31-23-59-59-123_app", "2024-01-31T23:59:59"),
        ("2024-01-31 23.59.59", "2024-01-31T23:59:59"),
        ("WhatsApp Image 2024-01-31 at 23.59.59", "2024-01-31T23:59:59"),
        ("IMG-20240131-WA0007", "2024-01-31T00:00:00"),
        ("IMG_20241331_235959", None),
        ("IMG_0123", None),
        ("1234567890123456789", None),
    ],
)
def test_times_in_names(stem, time):
    found = time_from_name(stem)
    assert (found.isoformat() if found else None) == time


@pytest.mark.parametrize(
    ("stem", "number"),
    [
        ("IMG_0123", 123),
        ("DSC01234", 1234),
        ("IMG_0123 (2)", 123),
        ("20240131_235959_001", 1),
        ("00100lPORTRAIT_00100_BURST20240131_COVER", 100),
        ("IMG_20240131_235959_BURST007_COVER", 7),
        ("IMG_20240131_235959", None),
        ("holiday", None),
    ],
)
def test_running_numbers(stem, number):
    assert sequence_number(stem) == number


# --- camera -----------------------------------------------------------------------------------


def test_camera_fields():
    found = capture(
        main={0x010F: "Apple\x00\x00", 0x0110: " iPhone 12 ", 0x0131: "17.1"},
        exif={
            0x829A: 0.004,
            0x829D: 1.6,
            0x8827: 200,
            0x920A: 4.2,
            0x9204: -0.5,
            0xA434: "iPhone 12 back camera",
        },
    )
    assert (found.camera_make, found.camera_model, found.software) == ("Apple", "iPhone 12", "17.1")
    assert found.exposure_seconds == pytest.approx(0.004)
    assert found.f_number == pytest.approx(1.6)
    assert (found.iso, found.focal_length_mm, found.exposure_bias) == (200, pytest.approx(4.2), -0.5)
    assert found.lens == "iPhone 12 back camera"
    assert not found.front_camera


def test_front_camera():
    assert capture(exif={0xA434: "iPhone X front camera 2.87mm f/2.2"}).front_camera


def test_nonsense_numbers_are_unknown():
    fields = ExifFields(exif={0x829A: float("nan"), 0x829D: 0, 0x8827: "x", 0x920A: (), 0x9204: float("inf")})
    found = read_capture(fields, None, "a.jpg")
    assert found == Capture()


def test_texts_are_cleaned():
    fields = ExifFields({0x010F: b"Ma\xffker\x00junk", 0x0110: "CÃ¡mara\x07", 0x0131: 12})
    found = read_capture(fields, None, "a.jpg")
    assert (found.camera_make, found.camera_model, found.software) == ("Maker", "Cámara", "")


def apple_note(**ids: str) -> bytes:
    tags = {"burst": 0x0B, "content": 0x11}
    start = 14 + 2 + 12 * len(ids) + 4
    entries, values = b"", b""
    for name, text in ids.items():
        raw = text.encode() + b"\x00"
        entries += struct.pack(">HHII", tags[name], 2, len(raw), start + len(values))
        values += raw
    return b"Apple iOS\x00\x00\x01MM" + struct.pack(">H", len(ids)) + entries + b"\x00" * 4 + values


def test_apples_maker_note():
    found = capture(exif={0x927C: apple_note(burst="BURST-1", content="LIVE-2")})
    assert (found.burst_id, found.live_photo_id) == ("BURST-1", "LIVE-2")
    for cut in (12, 20, 30):
        assert capture(exif={0x927C: apple_note(burst="BURST-1")[:cut]}).burst_id == ""


def test_the_cameras_choice_and_panoramas():
    def told(attributes):
        return facts(encode(marked(), "JPEG", xmp=xmp(attributes))).capture

    assert told('GCamera:BurstID="g" GCamera:BurstPrimary="1"').burst_primary
    assert not told('GCamera:BurstID="g" GCamera:BurstPrimary="0"').burst_primary
    assert told('GPano:ProjectionType="equirectangular"').panorama
    assert not told("").panorama
    named = read_capture(ExifFields(), None, "/p/IMG_20160214_185519_BURST001_COVER.jpg")
    assert (named.burst_primary, named.sequence_number) == (True, 1)
    apple = {0x010F: "Apple"}
    assert read_capture(ExifFields(apple, {0xA401: 6}), None, "a.jpg").panorama
    assert not read_capture(ExifFields(apple, {0xA401: 8}), None, "a.jpg").panorama
    # To others 6 means nothing: EXIF knows 0 and 1.
    assert not read_capture(ExifFields({0x010F: "Maker"}, {0xA401: 6}), None, "a.jpg").panorama


def test_xmp_fields_reach_the_capture():
    packet = xmp(
        'GCamera:BurstID="g-7"',
        "<dc:title><rdf:Alt><rdf:li xml:lang='de'>Tag</rdf:li><rdf:li xml:lang='x-default'>Day</rdf:li>"
        "</rdf:Alt></dc:title><dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>sun</rdf:li><rdf:li>sea</rdf:li></rdf:Bag>"
        "</dc:subject>",
    )
    for kind in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"):
        if kind == "PNG":
            from PIL.PngImagePlugin import PngInfo

            info = PngInfo()
            info.add_itxt("XML:com.adobe.xmp", packet.decode())
            data = encode(marked(), kind, pnginfo=info)
        elif kind == "TIFF":
            data = encode(marked(), kind, tiffinfo={700: packet})
        else:
            data = encode(marked(), kind, xmp=packet)
        found = facts(data).capture
        assert (found.title, found.keywords, found.burst_id) == ("Day", ("sea", "sun"), "g-7"), kind


def test_metadata_of_every_format():
    exif = exif_bytes({0x010F: "Maker"}, {0x9003: "2020:05:06 07:08:09", 0x9291: "5"})
    for kind in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"):
        found = facts(encode(marked(), kind, exif=exif)).capture
        assert found.camera_make == "Maker", kind
        assert found.taken.isoformat() == "2020-05-06T07:08:09.50", kind


def test_metadata_of_a_raw():
    found = look(dng(None), "a.dng", FileRole.RAW).facts.capture
    assert (found.camera_make, found.camera_model) == ("Maker", "Model R")
    assert found.taken.isoformat() == "2021-05-06T07:08:09"


# --- place ------------------------------------------------------------------------------------


def place(latitude: object, longitude: object, refs: tuple[object, object] = ("N", "E")) -> object:
    fields = ExifFields(gps={1: refs[0], 2: latitude, 3: refs[1], 4: longitude})
    return read_capture(fields, None, "a.jpg").place


def test_place_from_gps_with_its_name():
    found = capture(gps={1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 8.0)}).place
    assert (found.latitude, found.longitude) == (pytest.approx(48.85667), pytest.approx(2.35222))
    assert (found.city, found.country, found.country_code) == ("Paris", "France", "FR")
    assert found.region
    assert found.name == "Paris, France"


def test_south_and_west_are_negative():
    found = place((33, 51, 0), (151, 12, 0), ("S", "W"))
    assert (found.latitude, found.longitude) == (pytest.approx(-33.85), pytest.approx(-151.2))


@pytest.mark.parametrize(
    ("latitude", "longitude", "refs"),
    [
        ((0, 0, 0), (0, 0, 0), ("N", "E")),
        ((48, 51, 24), (2, 21, 8), (None, "E")),
        ((48, 51, 24), (2, 21, 8), ("N", "")),
        ((48, 51, float("nan")), (2, 21, 8), ("N", "E")),
        ((91, 0, 0), (2, 0, 0), ("N", "E")),
        ((48, 0, 0), (181, 0, 0), ("N", "E")),
        (None, (2, 0, 0), ("N", "E")),
        ("48", (2, 0, 0), ("N", "E")),
    ],
)
def test_bad_coordinates_are_no_place(latitude, longitude, refs):
    assert place(latitude, longitude, refs) is None


def test_far_from_any_town_there_is_no_name():
    found = name_place(-48.9, -123.4)  # the emptiest point of the Pacific
    assert (found.latitude, found.city, found.country) == (-48.9, "", "")


# --- screenshots ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Screenshot_20240131.png",
        "Bildschirmfoto 2024.png",
        "Screen Shot 1.jpg",
        "Capture d’écran 3.png",
        "截屏.png",
    ],
)
def test_screenshots_by_name(name):
    assert is_screenshot(f"/x/{name}", Size(1, 1), Capture(), "JPEG")


def test_screenshots_by_size_and_comment():
    screen, camera = Size(1170, 2532), Capture(camera_make="Apple")
    assert is_screenshot("/x/a.png", screen, Capture(), "PNG")
    assert is_screenshot("/x/a.png", Size(2532, 1170), Capture(), "PNG")
    assert not is_screenshot("/x/a.jpg", screen, Capture(), "JPEG")
    assert not is_screenshot("/x/a.png", screen, camera, "PNG")
    assert not is_screenshot("/Screenshots/a.jpg", Size(4000, 3000), camera, "JPEG")
    assert facts(jpeg(marked(), exif=exif_bytes(exif={0x9286: b"ASCII\x00\x00\x00Screenshot"}))).screenshot
    assert not facts(jpeg(marked())).screenshot


def test_malformed_xmp_is_nothing():
    for packet in (b"", b"<x", b"\x00\x00", b"<a/>", xmp()[:-20], b"\xff\xfe" + b"x" * 50):
        assert parse_xmp(packet) is None
