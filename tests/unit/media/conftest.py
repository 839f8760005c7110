"""Real picture files, made on the spot."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photo_curator.domain.indexing import FileFacts
from photo_curator.domain.photo import FileRole
from photo_curator.media.decode import Decoded, decode, read_file

#: The colours of a marked picture's corners: upper left, upper right, lower left, lower right.
CORNERS = ((220, 40, 40), (40, 200, 40), (40, 40, 220), (230, 230, 60))


def marked(width: int = 480, height: int = 320) -> Image.Image:
    """A picture whose four quarters differ, so that every turn and flip shows."""
    pixels = np.zeros((height, width, 3), np.uint8)
    half_y, half_x = height // 2, width // 2
    pixels[:half_y, :half_x], pixels[:half_y, half_x:] = CORNERS[0], CORNERS[1]
    pixels[half_y:, :half_x], pixels[half_y:, half_x:] = CORNERS[2], CORNERS[3]
    return Image.fromarray(pixels)


def corners(pixels: np.ndarray[Any, Any]) -> list[tuple[int, ...]]:
    """The colours in the middles of the four quarters."""
    height, width = pixels.shape[:2]
    at = [(height // 4, width // 4), (height // 4, 3 * width // 4)]
    at += [(3 * height // 4, width // 4), (3 * height // 4, 3 * width // 4)]
    return [tuple(int(value) for value in pixels[y, x]) for y, x in at]


def textured(width: int, height: int, seed: int = 0) -> Image.Image:
    """Smooth, and different for every seed."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    waves = [127 + 110 * np.sin(x / (90 + 17 * seed) + i + seed) * np.cos(y / (70 + 9 * i)) for i in range(3)]
    return Image.fromarray(np.stack(waves, axis=2).astype(np.uint8))


def jpeg(picture: Image.Image, **options: Any) -> bytes:
    return encode(picture, "JPEG", **{"quality": 92, **options})


def encode(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def exif_bytes(
    main: dict[int, Any] | None = None, exif: dict[int, Any] | None = None, gps: dict[int, Any] | None = None
) -> bytes:
    made = Image.Exif()
    made.update(main or {})
    for number, values in ((0x8769, exif), (0x8825, gps)):
        if values:
            made.get_ifd(number).update(values)
    return made.tobytes()


def look(
    data: bytes, name: str = "IMG_0001.jpg", role: FileRole = FileRole.PICTURE, smallest: int = 1
) -> Decoded:
    """Decode bytes as if read from a file of that name."""
    return decode(data, "0" * 64, f"/photos/{name}", role, 0, smallest)


def facts(data: bytes, name: str = "IMG_0001.jpg", **options: Any) -> FileFacts:
    return look(data, name, **options).facts


def look_at(path: Path, role: FileRole = FileRole.PICTURE) -> Decoded:
    data, content_hash = read_file(str(path))
    return decode(data, content_hash, str(path), role, path.stat().st_mtime_ns)


def xmp(attributes: str = "", elements: str = "") -> bytes:
    """A packet with the namespaces that programs use."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/"'
        ' xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"'
        ' xmlns:GPano="http://ns.google.com/photos/1.0/panorama/"'
        f" {attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def dng(preview: bytes | None, orientation: int = 1, width: int = 640, height: int = 480) -> bytes:
    """A minimal DNG: a grey sensor picture, and a JPEG preview where one is given."""
    sensor = np.full((height, width), 20000, "<u2").tobytes()
    raw_tags: list[tuple[int, int, Any]] = [
        (254, 4, 0),
        (256, 4, width),
        (257, 4, height),
        (258, 3, 16),
        (259, 3, 1),
        (262, 3, 32803),
        (273, 4, "sensor"),
        (274, 3, orientation),
        (277, 3, 1),
        (278, 4, height),
        (279, 4, len(sensor)),
        (33421, 3, (2, 2)),
        (33422, 1, bytes([0, 1, 1, 2])),
        (50717, 4, 65535),
    ]
    common: list[tuple[int, int, Any]] = [
        (271, 2, b"Maker\x00"),
        (272, 2, b"Model R\x00"),
        (306, 2, b"2021:05:06 07:08:09\x00"),
        (50706, 1, bytes([1, 4, 0, 0])),
        (50708, 2, b"Maker Model R\x00"),
        (50721, 10, tuple(x for v in (1, 0, 0, 0, 1, 0, 0, 0, 1) for x in (v, 1))),
        (50728, 5, (1, 1, 1, 1, 1, 1)),
        (50778, 3, 21),
    ]
    if preview is None:
        return _tiff([sorted(raw_tags + common)], {"sensor": sensor})
    first = [
        (254, 4, 1),
        (256, 4, Image.open(io.BytesIO(preview)).width),
        (257, 4, Image.open(io.BytesIO(preview)).height),
        (258, 3, (8, 8, 8)),
        (259, 3, 7),
        (262, 3, 6),
        (273, 4, "preview"),
        (274, 3, orientation),
        (277, 3, 3),
        (278, 4, Image.open(io.BytesIO(preview)).height),
        (279, 4, len(preview)),
        (330, 4, "directory"),
    ]
    return _tiff([sorted(first + common), raw_tags], {"sensor": sensor, "preview": preview})


def _tiff(directories: list[list[tuple[int, int, Any]]], blobs: dict[str, bytes]) -> bytes:
    sizes = {1: ("B", 1), 2: ("s", 1), 3: ("H", 2), 4: ("I", 4), 5: ("I", 8), 10: ("i", 8)}
    body = bytearray(b"II*\x00\x00\x00\x00\x00")
    places = {}
    for name, blob in blobs.items():
        places[name] = len(body)
        body += blob + b"\x00" * (len(blob) % 2)
    for tags in reversed(directories):  # the second first, so that its place is known
        entries = b""
        for tag, kind, value in tags:
            value = places[value] if isinstance(value, str) else value
            letter, _ = sizes[kind]
            if isinstance(value, bytes):
                packed, count = value, len(value)
            else:
                values = value if isinstance(value, tuple) else (value,)
                packed = struct.pack(f"<{len(values)}{letter}", *values)
                count = len(values) // (2 if kind in (5, 10) else 1)
            if len(packed) > 4:
                place = len(body)
                body += packed + b"\x00" * (len(packed) % 2)
                packed = struct.pack("<I", place)
            entries += struct.pack("<HHI", tag, kind, count) + packed.ljust(4, b"\x00")
        places["directory"] = len(body)
        body += struct.pack("<H", len(tags)) + entries + b"\x00" * 4
    struct.pack_into("<I", body, 4, places["directory"])
    return bytes(body)


@pytest.fixture
def touch(tmp_path: Path) -> Callable[..., Path]:
    """Make an empty or given file below the test's folder."""

    def make(name: str, data: bytes = b"x") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return make
