"""Decoding: upright, right colours, and one clear problem for everything that is no picture."""

from __future__ import annotations

import io
import os
import struct
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image, ImageCms

from photo_curator.domain.errors import PhotoFileError, ProblemKind
from photo_curator.domain.geometry import Size
from photo_curator.domain.library import THUMBNAIL_SIZES
from photo_curator.domain.photo import FileRole
from photo_curator.media.decode import ANALYSIS_LONG_SIDE, PassedOver, read_file
from tests.unit.media.conftest import (
    CORNERS,
    corners,
    dng,
    encode,
    exif_bytes,
    facts,
    jpeg,
    look,
    look_at,
    marked,
    textured,
)

#: How a camera stores an upright picture, by EXIF orientation: the turn's inverse.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def close(found: list[tuple[int, ...]], wanted: object, tolerance: int) -> bool:
    return bool(np.abs(np.array(found, int) - np.array(wanted, int)).max() <= tolerance)


def problem(data: bytes, name: str = "a.jpg", role: FileRole = FileRole.PICTURE) -> PhotoFileError:
    with pytest.raises(PhotoFileError) as caught:
        look(data, name, role)
    assert name in str(caught.value)
    assert str(caught.value).endswith(".")
    return caught.value


# --- upright ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(orientation, kind):
    stored = marked(480, 320)
    if STORED[orientation] is not None:
        stored = stored.transpose(STORED[orientation])
    seen = look(encode(stored, kind, exif=exif_bytes({0x0112: orientation}), quality=95))
    assert seen.facts.size == Size(480, 320)
    assert seen.picture.shape == (320, 480, 3)
    assert close(corners(seen.picture), CORNERS, 12)
    small = np.asarray(Image.open(io.BytesIO(seen.thumbnails[256])))
    assert small.shape == (171, 256, 3)
    assert close(corners(small), CORNERS, 16)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_heic_is_turned_once(orientation):
    # pillow-heif writes the turn into the container; libheif undoes it while decoding.
    stored = marked(480, 320)
    if STORED[orientation] is not None:
        stored = stored.transpose(STORED[orientation])
    seen = look(encode(stored, "HEIF", exif=exif_bytes({0x0112: orientation}), quality=95), "a.heic")
    assert seen.facts.size == Size(480, 320)
    assert close(corners(seen.picture), CORNERS, 16)
    assert seen.facts.format == "HEIF"


@pytest.mark.parametrize("value", [0, 9, 4711])
def test_impossible_orientations_are_ignored(value):
    assert facts(jpeg(marked(), exif=exif_bytes({0x0112: value}))).size == Size(480, 320)


@pytest.mark.parametrize(("orientation", "size"), [(1, (2400, 1800)), (6, (1800, 2400)), (8, (1800, 2400))])
def test_raw_preview_is_turned_by_the_raws_orientation(orientation, size):
    stored = marked(1200, 900)
    if STORED[orientation] is not None:
        stored = marked(900, 1200).transpose(STORED[orientation])
    seen = look(dng(jpeg(stored), orientation, 2400, 1800), "a.dng", FileRole.RAW)
    assert seen.facts.size == Size(*size)
    assert seen.facts.format == "RAW"
    assert close(corners(seen.picture), CORNERS, 12)


def test_raw_without_a_preview_is_developed():
    seen = look(dng(None, 6), "a.dng", FileRole.RAW)
    assert seen.facts.size == Size(480, 640)
    assert seen.picture.shape == (320, 240, 3)
    assert seen.facts.capture.camera_model == "Model R"
    assert seen.facts.capture.taken is not None


def test_a_jpeg_under_a_raws_name_is_decoded_all_the_same():
    assert look(jpeg(marked()), "a.cr2", FileRole.RAW).facts.format == "JPEG"


# --- size and speed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "seen"), [((4000, 3000), 2000), ((3072, 2048), 1536), ((3071, 2048), 3071), ((640, 480), 640)]
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_large_pictures_are_reduced_and_their_full_size_is_kept(size, seen, kind):
    result = look(encode(Image.new("RGB", size, (90, 120, 30)), kind))
    assert result.facts.size == Size(*size)
    assert max(result.picture.shape) == seen
    assert seen >= min(max(size), ANALYSIS_LONG_SIDE)


def test_thumbnails_of_every_size_without_metadata():
    seen = look(jpeg(textured(1800, 1200), exif=exif_bytes({0x010F: "Maker"})))
    assert tuple(sorted(seen.thumbnails)) == THUMBNAIL_SIZES
    for size, data in seen.thumbnails.items():
        picture = Image.open(io.BytesIO(data))
        assert max(picture.size) == size
        assert picture.format == "JPEG"
        assert not picture.getexif()
        assert "icc_profile" not in picture.info


def test_small_pictures_are_not_enlarged():
    thumbnails = look(jpeg(textured(300, 220))).thumbnails
    assert Image.open(io.BytesIO(thumbnails[512])).size == (300, 220)


def test_pictures_under_the_smallest_side_are_passed_over():
    with pytest.raises(PassedOver, match="199"):
        look(jpeg(Image.new("RGB", (1000, 199))), smallest=200)
    assert look(jpeg(Image.new("RGB", (1000, 200))), smallest=200).facts.size == Size(1000, 200)


# --- colours ----------------------------------------------------------------------------------


def p3_profile() -> bytes:
    """Display P3, put together by hand: no profile of it comes with Pillow."""

    def s15(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(*values: float) -> bytes:
        return b"XYZ \x00\x00\x00\x00" + b"".join(map(s15, values))

    curve = b"para\x00\x00\x00\x00\x00\x03\x00\x00" + b"".join(
        map(s15, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))
    )
    text = b"Test P3"
    tags = {
        b"desc": b"desc\x00\x00\x00\x00" + struct.pack(">I", len(text) + 1) + text + b"\x00" * 80,
        b"wtpt": xyz(0.9505, 1.0, 1.0891),
        b"rXYZ": xyz(0.51512, 0.2412, -0.00105),
        b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.1571, 0.06657, 0.78407),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = struct.pack(">I", len(tags)), b""
    for name, value in tags.items():
        value += b"\x00" * (-len(value) % 4)
        table += name + struct.pack(">II", 128 + 4 + 12 * len(tags) + len(body), len(value))
        body += value
    header = struct.pack(">I4sI4s4s4s", 0, b"none", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H4s", 2020, 1, 1, 0, 0, 0, b"acsp") + b"\x00" * 28
    header += s15(0.9642) + s15(1.0) + s15(0.8249) + b"\x00" * 48
    whole = header + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


def plain(picture: Image.Image, kind: str = "PNG", **options: object) -> tuple[int, ...]:
    return corners(look(encode(picture, kind, **options)).picture)[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_display_p3_becomes_srgb(kind):
    # sRGB (200, 80, 60) written in Display P3 is about (186, 88, 69).
    found = plain(Image.new("RGB", (240, 240), (186, 88, 69)), kind, icc_profile=p3_profile(), quality=98)
    assert close([found], [(200, 80, 60)], 5)


def test_an_srgb_profile_changes_nothing():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert plain(Image.new("RGB", (220, 220), (12, 200, 99)), icc_profile=srgb) == (12, 200, 99)


@pytest.mark.parametrize("profile", [b"no profile at all", b"\x00" * 200, p3_profile()[:150]])
def test_a_broken_profile_is_ignored(profile):
    assert plain(Image.new("RGB", (220, 220), (12, 200, 99)), icc_profile=profile) == (12, 200, 99)


def test_grey_with_an_rgb_profile_stays_grey():
    found = plain(Image.new("L", (220, 220), 128), icc_profile=p3_profile())
    assert max(found) - min(found) <= 1
    assert close([found], [(128,) * 3], 2)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_is_not_inverted(kind):
    # Pillow writes Adobe's inverted CMYK into JPEG files, as Photoshop does.
    found = plain(Image.new("CMYK", (220, 220), (0, 255, 255, 0)), kind)
    assert close([found], [(255, 0, 0)], 4)


def test_16_bit_grey_is_scaled_not_clipped():
    for value in (0, 10000, 32768, 65535):
        deep = Image.fromarray(np.full((220, 220), value, np.uint16))
        for kind in ("PNG", "TIFF"):
            assert close([plain(deep, kind)], [(round(value / 257),) * 3], 1)


def test_16_bit_rgb_png_is_scaled_not_clipped():
    row = b"\x00" + struct.pack(">HHH", 51400, 25700, 12850) * 220
    assert close([corners(look(_png(220, 220, 16, 2, row * 220)).picture)[0]], [(200, 100, 50)], 1)


def test_32_bit_and_float_tiffs_are_scaled():
    assert close([plain(Image.fromarray(np.full((220, 220), 0.5, np.float32)), "TIFF")], [(128,) * 3], 1)
    ramp = np.linspace(-3, 7, 220 * 220, dtype=np.float32).reshape(220, 220)
    ramp[0, 0] = np.nan
    seen = look(encode(Image.fromarray(ramp), "TIFF")).picture
    assert seen[0, 5, 0] <= 1
    assert seen[-1, -1, 0] >= 254


def test_transparency_lies_over_white():
    clear = Image.new("RGBA", (220, 220), (255, 0, 0, 0))
    half = Image.new("RGBA", (220, 220), (255, 0, 0, 128))
    assert plain(clear) == (255, 255, 255)
    assert close([plain(half)], [(255, 127, 127)], 2)
    assert close([plain(Image.new("LA", (220, 220), (0, 128)))], [(127,) * 3], 2)


def test_palettes_with_and_without_transparency():
    image = marked(240, 240).quantize(8)
    assert close(corners(look(encode(image, "PNG")).picture), CORNERS, 3)
    index = image.getpixel((0, 0))
    seen = corners(look(encode(image, "PNG", transparency=index)).picture)
    assert seen[0] == (255, 255, 255)
    assert close([seen[1]], [CORNERS[1]], 3)
    assert close(corners(look(encode(image, "GIF")).picture), CORNERS, 3)


def test_one_bit_pictures():
    assert plain(Image.new("1", (220, 220), 1)) == (255, 255, 255)


def test_animations_show_their_first_frame():
    frames = [Image.new("RGB", (240, 240), colour) for colour in ("red", "blue")]
    for kind in ("GIF", "WEBP", "TIFF"):
        data = encode(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True)
        assert close([corners(look(data).picture)[0]], [(255, 0, 0)], 2)


def test_the_picture_may_be_written_to():
    seen = look(jpeg(marked())).picture
    assert seen.dtype == np.uint8
    assert seen.flags.writeable
    assert seen.flags.c_contiguous


def test_a_phones_jpeg_with_further_pictures_appended_is_a_jpeg():
    data = encode(marked(), "MPO", save_all=True, append_images=[Image.new("RGB", (200, 200))], quality=92)
    assert facts(data).format == "JPEG"
    assert close(corners(look(data).picture), CORNERS, 12)


def test_progressive_jpegs_are_scaled_too():
    seen = look(jpeg(marked(3200, 2400), progressive=True))
    assert seen.picture.shape == (1200, 1600, 3)
    assert close(corners(seen.picture), CORNERS, 12)


# --- what the file is called does not matter --------------------------------------------------


def test_content_decides_not_the_name():
    assert facts(encode(marked(), "PNG"), "a.jpg").format == "PNG"
    assert facts(jpeg(marked()), "a.heic").format == "JPEG"


# --- hashes -----------------------------------------------------------------------------------


def test_rewriting_metadata_keeps_the_pixel_hash():
    plain_file = jpeg(textured(1800, 1200), exif=exif_bytes({0x0112: 6, 0x010F: "A"}))
    app = b"\xff\xe1" + struct.pack(">H", 2 + 3000) + b"x" * 3000
    rewritten = plain_file[:2] + app + plain_file[2:] + b"trailing bytes"
    other_exif = jpeg(textured(1800, 1200), exif=exif_bytes({0x0112: 6, 0x010F: "Another maker"}))
    assert facts(plain_file).pixel_hash == facts(rewritten).pixel_hash == facts(other_exif).pixel_hash
    assert facts(plain_file).capture.camera_make != facts(other_exif).capture.camera_make


def test_an_edit_or_a_turn_changes_the_pixel_hash():
    picture = textured(1200, 900)
    edited = picture.copy()
    edited.paste((0, 0, 0), (100, 100, 160, 160))
    turned = jpeg(picture, exif=exif_bytes({0x0112: 3}))
    smaller = jpeg(picture.resize((1199, 899)))
    hashes = {facts(data).pixel_hash for data in (jpeg(picture), jpeg(edited), turned, smaller)}
    assert len(hashes) == 4


def test_perceptual_hash_is_near_for_a_copy_and_far_for_another():
    def bits(data: bytes) -> int:
        text = facts(data).perceptual_hash
        assert len(text) == 16
        return int(text, 16)

    one = bits(jpeg(textured(1200, 900)))
    copy = bits(jpeg(textured(1200, 900).resize((800, 600)), quality=60))
    other = bits(jpeg(textured(1200, 900, seed=5)))
    assert (one ^ copy).bit_count() <= 6
    assert (one ^ other).bit_count() >= 12


# --- damaged files ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "AVIF", "HEIF"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_truncated_not_half_grey(kind, share):
    data = encode(textured(900, 700), kind)
    found = problem(data[: int(len(data) * share)], "a.pic")
    assert found.kind is ProblemKind.TRUNCATED


def test_a_jpeg_whose_end_is_zeros_is_truncated():
    data = jpeg(textured(900, 700))
    half = len(data) // 2
    assert problem(data[:half] + b"\x00" * half).kind is ProblemKind.TRUNCATED
    assert look(data + b"\x00" * 4096).facts.size == Size(900, 700)  # padding behind the end is fine


def test_a_web_page_under_a_pictures_name():
    found = problem(b"<!DOCTYPE html>\n<html><body>404 \xe2\x80\xa6</body></html>" * 30)
    assert found.kind is ProblemKind.WRONG_NAME
    assert "web page" in str(found)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"PK\x03\x04....", b"\x00\x00\x00\x18ftypmp42....", b"just text"]
)
def test_other_things_under_a_pictures_name(data):
    assert problem(data).kind is ProblemKind.WRONG_NAME
    assert problem(data, "a.cr2", FileRole.RAW).kind is ProblemKind.WRONG_NAME


@pytest.mark.parametrize(
    "data", [b"\x00" * 5000, bytes(range(256)) * 8, b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9 + b"\xff\xd9"]
)
def test_rubbish_is_unreadable(data):
    assert problem(data).kind is ProblemKind.UNREADABLE


def test_empty():
    assert problem(b"").kind is ProblemKind.EMPTY


def _png(width: int, height: int, depth: int, colour: int, rows: bytes) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [15_000, 21_000, 60_000])
def test_bombs_are_refused_by_their_header(side):
    # 15,000 squared is under the limit of pixels, but as RGBA over that of memory.
    found = problem(_png(side, side, 8, 6, b"\x00"), "bomb.png")
    assert found.kind is ProblemKind.TOO_LARGE


def test_bad_exif_never_costs_the_picture():
    good = exif_bytes({0x010F: "Maker"}, {0x9003: "2020:01:01 00:00:00"})
    for end in range(6, len(good), 3):
        assert facts(jpeg(marked(), exif=good[:end])).size == Size(480, 320)
    noise = (
        b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x40"
        + b"\x87\x69\x00\x04\xff\xff\xff\xff\x00\x00\x00\x08" * 20
    )
    assert facts(jpeg(marked(), exif=noise)).size == Size(480, 320)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "AVIF", "HEIF"])
def test_flipped_bytes_give_a_picture_or_a_problem(kind):
    whole = encode(textured(260, 240), kind)
    random = np.random.default_rng(7)
    for _ in range(25):
        data = bytearray(whole)
        for at in random.integers(0, min(len(data), 2000), 4):
            data[at] = int(random.integers(0, 256))
        try:
            look(bytes(data))
        except (PhotoFileError, PassedOver):
            continue


# --- reading ----------------------------------------------------------------------------------


def test_reading_gives_bytes_and_their_hash(touch):
    data, digest = read_file(str(touch("a.jpg", b"abc")))
    assert data == b"abc"
    assert digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_what_cannot_be_read_is_a_problem_of_the_right_kind(tmp_path, touch):
    def kind(path: object) -> ProblemKind:
        with pytest.raises(PhotoFileError) as caught:
            read_file(str(path))
        return caught.value.kind

    assert kind(touch("empty.jpg", b"")) is ProblemKind.EMPTY
    assert kind(tmp_path / "gone.jpg") is ProblemKind.VANISHED
    assert kind(tmp_path / ("x" * 5000)) is ProblemKind.BAD_PATH
    assert kind(tmp_path / "nul\x00.jpg") is ProblemKind.BAD_PATH
    huge = touch("huge.jpg", b"")
    os.truncate(huge, 2 * 1024**3)  # sparse: takes no room
    assert kind(huge) is ProblemKind.TOO_LARGE
    if os.name != "nt":
        assert kind(tmp_path) is ProblemKind.NOT_A_FILE
        assert kind("/dev/null") is ProblemKind.NOT_A_FILE
        os.mkfifo(tmp_path / "pipe.jpg")
        assert kind(tmp_path / "pipe.jpg") is ProblemKind.NOT_A_FILE  # and does not wait for a writer


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(touch):
    path = touch("a.jpg")
    path.chmod(0)
    with pytest.raises(PhotoFileError) as caught:
        read_file(str(path))
    assert caught.value.kind is ProblemKind.PERMISSION


def test_originals_are_not_touched(touch):
    path = touch("a.jpg", jpeg(marked()))
    path.chmod(0o444)
    before = path.stat()
    look_at(path)
    after = path.stat()
    assert (before.st_mtime_ns, before.st_size, before.st_ctime_ns) == (
        after.st_mtime_ns,
        after.st_size,
        after.st_ctime_ns,
    )


# --- threads ----------------------------------------------------------------------------------


def test_many_threads_decode_alike():
    files = [
        jpeg(
            textured(700, 500, seed),
            icc_profile=p3_profile() if seed % 2 else None,
            exif=exif_bytes({0x0112: 6}),
        )
        for seed in range(4)
    ]
    files.append(encode(textured(400, 300), "HEIF"))
    files.append(files[0][:4000])
    start = threading.Barrier(4)

    def outcome(data: bytes) -> str:
        try:
            return facts(data).pixel_hash
        except PhotoFileError as error:
            return str(error.kind)

    def worker(_: int) -> list[str]:
        start.wait()
        return [outcome(data) for data in files * 2]

    alone = [outcome(data) for data in files * 2]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(worker, range(4))) == [alone] * 4
