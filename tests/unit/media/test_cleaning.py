"""What leaves the machine: no place, no serial number, and every pixel as it was."""

from __future__ import annotations

import io
import struct
from datetime import datetime
from typing import Any

import exifread
import numpy as np
import pytest
from PIL import Image, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

from photo_curator.domain.capture import Capture, CaptureTime, Place
from photo_curator.domain.errors import PhotoFileError
from photo_curator.domain.export import ExportSettings, Way
from photo_curator.domain.photo import FileRole
from photo_curator.media.rendition import Rendition, render_file
from tests.unit.media.conftest import corners, dng, encode, exif_bytes, jpeg, marked, xmp

#: 48° 51' 30.96" N, 2° 17' 40.2" E: the bytes of these rationals are looked for.
LATITUDE = (IFDRational(48), IFDRational(51), IFDRational(30961, 1000))
LONGITUDE = (IFDRational(2), IFDRational(17), IFDRational(40203, 1000))
SECRETS = (
    struct.pack("<II", 30961, 1000),
    struct.pack(">II", 30961, 1000),
    b"48.8586",
    b"SERIAL-0815",
    b"LENS-4711",
    b"Jane Owner",
    b"Rue Secrete",
    b"GPSLatitude",
    b"MAKERNOTE-SECRET",
)
PACKET = xmp('exif:GPSLatitude="48,51.516N" photoshop:City="Rue Secrete"')


def full_exif(orientation: int = 1) -> bytes:
    return exif_bytes(
        main={0x010F: "Maker", 0x0110: "Model 1", 0x0112: orientation, 0x8298: "(c) Jane"},
        exif={
            0x9003: "2026:04:12 14:05:33",
            0x9291: "25",
            0x9011: "+09:00",
            0x829A: IFDRational(1, 250),
            0xA431: "SERIAL-0815",
            0xA435: "LENS-4711",
            0xA430: "Jane Owner",
            0x927C: b"MAKERNOTE-SECRET SERIAL-0815",
            0x9286: b"ASCII\x00\x00\x00Rue Secrete",
        },
        gps={1: "N", 2: LATITUDE, 3: "E", 4: LONGITUDE},
    )


def loaded_jpeg(orientation: int = 1, **options: Any) -> bytes:
    """A JPEG with everything a phone, an editor and a map program leave in one."""
    data = jpeg(
        marked(), exif=full_exif(orientation), xmp=PACKET, comment=b"Rue Secrete", dpi=(72, 72), **options
    )
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x10\x1c\x02Z\x00\x0bRue Secrete"
    at = data.index(b"\xff\xe1")
    data = data[:at] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + data[at:]
    return data + jpeg(marked(64, 48), exif=full_exif())  # a gain map or preview behind the picture


def render(
    data: bytes,
    name: str = "IMG.jpg",
    *,
    capture: Capture | None = None,
    turn: int = 0,
    role: FileRole = FileRole.PICTURE,
    **wanted: Any,
) -> Rendition:
    return render_file(data, f"/p/{name}", role, ExportSettings(**wanted), capture or Capture(), turn)


def told(data: bytes) -> dict[str, str]:
    """What another library reads in the bytes."""
    if data[8:12] == b"WEBP":
        at = data.find(b"EXIF") + 8  # it finds this chunk behind lossy pictures alone
        data = data[at:] if at > 8 else b""
    if not data:
        return {}
    return {name: str(tag) for name, tag in exifread.process_file(io.BytesIO(data)).items()}


def pixels(data: bytes) -> np.ndarray[Any, Any]:
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("RGB"))


def assert_clean(data: bytes) -> None:
    assert not [secret for secret in SECRETS if secret in data]
    read = told(data)
    assert not [name for name in read if "GPS" in name or "Serial" in name or "MakerNote" in name]


LOADED = {
    "a.jpg": loaded_jpeg(),
    "progressive.jpg": loaded_jpeg(progressive=True),
    "a.png": encode(marked(), "PNG", exif=full_exif()),
    "a.webp": encode(marked(), "WEBP", exif=full_exif(), xmp=PACKET, lossless=True),
}


@pytest.mark.parametrize("name", LOADED)
def test_places_and_serials_go_and_every_pixel_stays(name: str) -> None:
    data = LOADED[name]
    assert "GPS GPSLatitude" in told(data)
    assert b"Rue Secrete" in data or name.endswith("png")
    made = render(data, name)
    assert made.way is Way.CLEANED
    assert "." + name.rpartition(".")[2] == made.extension
    assert_clean(made.data)
    assert np.array_equal(pixels(made.data), pixels(data))
    assert {"location", "serial numbers", "maker notes"} <= set(made.removed)
    again = render(made.data, name)
    assert (again.data, again.way, again.removed) == (made.data, Way.COPY, ())


def test_a_jpegs_scan_is_copied_byte_by_byte() -> None:
    data = loaded_jpeg()
    scan = data[data.index(b"\xff\xda") : data.index(b"\xff\xd9", data.index(b"\xff\xda")) + 2]
    assert render(data).data.endswith(scan)


def test_what_is_harmless_stays() -> None:
    profile = b"\x00" * 36 + b"acsp" + bytes(200)
    made = render(loaded_jpeg(orientation=6, icc_profile=profile))
    read = told(made.data)
    assert read["Image Make"] == "Maker"
    assert read["Image Copyright"] == "(c) Jane"
    assert read["EXIF DateTimeOriginal"] == "2026:04:12 14:05:33"
    assert (read["EXIF SubSecTimeOriginal"], read["EXIF OffsetTimeOriginal"]) == ("25", "+09:00")
    assert read["EXIF ExposureTime"] == "1/250"
    with Image.open(io.BytesIO(made.data)) as image:
        assert image.getexif()[0x0112] == 6
        assert image.info["icc_profile"] == profile
    assert set(made.removed) == {
        "IPTC", "XMP", "appended data", "comments", "location", "maker notes", "other EXIF", "serial numbers",
    }  # fmt: skip


def test_location_and_serials_stay_by_choice_and_only_these() -> None:
    located = told(render(loaded_jpeg(), keep_location=True).data)
    assert located["GPS GPSLatitude"] == "[48, 51, 30961/1000]"
    assert "EXIF BodySerialNumber" not in located
    numbered = render(loaded_jpeg(), keep_serials=True).data
    assert told(numbered)["EXIF BodySerialNumber"] == "SERIAL-0815"
    assert "GPS GPSLatitude" not in told(numbered)
    assert b"MAKERNOTE-SECRET" not in numbered  # it may hold a place
    whole = render(loaded_jpeg(), keep_location=True, keep_serials=True)
    assert (whole.data, whole.way) == (loaded_jpeg(), Way.COPY)


def test_a_photo_turned_here_is_turned_there() -> None:
    stored, turned = loaded_jpeg(orientation=6), render(loaded_jpeg(orientation=6), turn=90)
    assert turned.way is Way.CLEANED
    with Image.open(io.BytesIO(turned.data)) as image:
        assert image.getexif()[0x0112] == 3
    assert np.array_equal(pixels(turned.data), pixels(stored))


def test_a_time_only_the_library_knows_is_written_with_its_offset() -> None:
    taken = CaptureTime(datetime(2026, 4, 12, 14, 5, 33, 250000), -210, subsecond=True)
    read = told(render(jpeg(marked(), comment=b"x"), capture=Capture(taken=taken)).data)
    assert read["EXIF DateTimeOriginal"] == "2026:04:12 14:05:33"
    assert (read["EXIF SubSecTimeOriginal"], read["EXIF OffsetTimeOriginal"]) == ("250000", "-03:30")


def located(kind: str) -> bytes:
    """A picture with a place in its EXIF, its maker note and its XMP, and in IPTC where its kind has that."""
    extra = {"tiffinfo": {700: PACKET, 33723: b"\x1c\x02\x5a\x00\x0bRue Secrete"}} if kind == "TIFF" else {}
    xmp_too = {} if kind == "TIFF" else {"xmp": PACKET}
    if kind == "PNG":
        note = PngImagePlugin.PngInfo()
        note.add_itxt("XML:com.adobe.xmp", PACKET.decode())
        note.add_text("Comment", "Rue Secrete")
        xmp_too = {"pnginfo": note}
    exif = {} if kind == "TIFF" else {"exif": full_exif()}
    return encode(marked(), kind, **exif, **xmp_too, **extra)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.jpg", "JPEG"),
        ("a.png", "PNG"),
        ("a.webp", "WEBP"),
        ("a.heic", "HEIF"),
        ("a.tif", "TIFF"),
        ("a.avif", "AVIF"),
    ],
)
@pytest.mark.parametrize("wanted", [{}, {"long_side": 240}], ids=["as it is", "smaller"])
def test_no_kind_of_file_keeps_a_place_in_any_of_its_blocks(name: str, kind: str, wanted: Any) -> None:
    data = located(kind)
    assert b"Rue Secrete" in data
    made = render(data, name, **wanted)
    assert_clean(made.data)
    with Image.open(io.BytesIO(made.data)) as image:  # and by the library's own reader
        assert not image.getexif().get_ifd(0x8825)
        assert not image.info.get("xmp")
        assert "photoshop" not in image.info
    assert b"<x:xmpmeta" not in made.data
    assert b"Photoshop 3.0" not in made.data


@pytest.mark.parametrize("name", [*LOADED, "a.heic", "a.tif"])
def test_encoded_anew_it_is_upright_small_and_tells_no_place(name: str) -> None:
    data = LOADED.get(name) or (
        encode(marked(), "HEIF", exif=full_exif())
        if name == "a.heic"
        else encode(marked(), "TIFF", exif=full_exif())
    )
    made = render(data, name, long_side=240, quality=92)
    assert (made.way, made.extension) == (Way.ENCODED, ".jpg")
    assert_clean(made.data)
    assert told(made.data)["EXIF OffsetTimeOriginal"] == "+09:00"
    with Image.open(io.BytesIO(made.data)) as image:
        assert image.size == (240, 160)
        assert "sRGB".encode("utf-16-be") in image.info["icc_profile"]
    again = render(data, name, long_side=240, quality=92)
    assert again.data == made.data  # or a second export would write it twice


def test_turns_are_baked_when_it_is_encoded_anew() -> None:
    made = render(loaded_jpeg(orientation=6), quality=92, turn=90)
    with Image.open(io.BytesIO(made.data)) as image:
        assert image.getexif().get(0x0112, 1) == 1
    first, *_, last = corners(pixels(loaded_jpeg()))
    turned = corners(pixels(made.data))  # by 180 degrees in all
    assert np.allclose(turned[0], last, atol=12)
    assert np.allclose(turned[3], first, atol=12)


def test_what_cannot_be_cleaned_is_encoded_by_choice_or_refused() -> None:
    heic = encode(marked(), "HEIF", exif=full_exif())
    assert_clean(render(heic, "a.heic").data)
    with pytest.raises(PhotoFileError, match="cannot be cleaned"):
        render(heic, "a.heic", convert=False)


def test_a_raw_file_tells_what_the_library_knows() -> None:
    taken = CaptureTime(datetime(2021, 5, 6, 7, 8, 9), 120)
    capture = Capture(taken=taken, camera_model="Model R", f_number=2.8, place=Place(-33.5, 151.25))
    raw = dng(jpeg(marked(1200, 900)))
    read = told(render(raw, "a.dng", role=FileRole.RAW, capture=capture, keep_location=True).data)
    assert (read["Image Model"], read["EXIF FNumber"]) == ("Model R", "14/5")
    assert read["EXIF OffsetTimeOriginal"] == "+02:00"
    assert (read["GPS GPSLatitude"], read["GPS GPSLatitudeRef"]) == ("[33, 30, 0]", "S")
    assert not [
        name for name in told(render(raw, "a.dng", role=FileRole.RAW, capture=capture).data) if "GPS" in name
    ]


def test_a_damaged_structure_is_not_taken_for_clean() -> None:
    data = loaded_jpeg()
    at = data.index(b"\xff\xdb")
    made = render(data[:at] + b"\x00\x00garbage" + data[at:])
    assert made.way is Way.ENCODED
    assert_clean(made.data)
    with pytest.raises(PhotoFileError):
        render(b"\xff\xd8\xff" + bytes(50))
