"""Which files make one photo."""

from __future__ import annotations

import pytest

from photo_curator.domain.photo import FileRole
from photo_curator.media.formats import (
    PICTURE_EXTENSIONS,
    RAW_EXTENSIONS,
    VIDEO_EXTENSIONS,
    extension,
)
from photo_curator.media.pairing import PhotoGroup, pair
from photo_curator.media.scan import FoundFile, Scan


def grouped(*paths: str) -> tuple[dict[str, list[tuple[str, FileRole]]], int]:
    groups, skipped = pair(scanned(*paths))
    return {short(group.primary.path): companions(group) for group in groups}, skipped


def scanned(*paths: str) -> Scan:
    result = Scan()
    for number, path in enumerate(paths):
        found = FoundFile(f"/r/{path}", 1, 2, 3, number)
        kind = extension(path)
        if kind in PICTURE_EXTENSIONS:
            result.pictures.append(found)
        elif kind in RAW_EXTENSIONS:
            result.raws.append(found)
        elif kind in VIDEO_EXTENSIONS:
            result.videos.append(found)
        else:
            result.sidecars.append(found)
    return result


def short(path: str) -> str:
    return path.removeprefix("/r/")


def companions(group: PhotoGroup) -> list[tuple[str, FileRole]]:
    return [(short(companion.path), companion.role) for companion in group.companions]


@pytest.mark.parametrize("picture", ["IMG_1.JPG", "img_1.heic"])
def test_raw_joins_the_picture_of_its_name(picture):
    groups, _ = grouped(picture, "IMG_1.CR3")
    assert groups == {picture: [("IMG_1.CR3", FileRole.RAW)]}


def test_roles_of_primaries():
    groups, _ = pair(scanned("a.jpg", "a.nef", "b.nef"))
    assert [(short(group.primary.path), group.role) for group in groups] == [
        ("a.jpg", FileRole.PICTURE),
        ("b.nef", FileRole.RAW),
    ]


def test_jpeg_and_png_of_one_stem_are_two_photos_and_the_raw_goes_with_the_jpeg():
    groups, _ = grouped("a.png", "a.jpg", "a.dng")
    assert groups == {"a.jpg": [("a.dng", FileRole.RAW)], "a.png": []}


def test_same_stem_in_another_folder_is_another_photo():
    groups, _ = grouped("x/a.jpg", "y/a.cr2", "X/a.cr2")
    assert set(groups) == {"x/a.jpg", "y/a.cr2", "X/a.cr2"}


def test_live_photos_and_other_videos():
    groups, skipped = grouped("a.HEIC", "a.MOV", "b.jpg", "b.mov", "c.mov", "d.jpg", "d.avi")
    assert groups == {
        "a.HEIC": [("a.MOV", FileRole.LIVE_VIDEO)],
        "b.jpg": [("b.mov", FileRole.LIVE_VIDEO)],
        "d.jpg": [],
    }
    assert skipped == 2


def test_the_video_stays_with_the_heic_where_a_jpeg_copy_stands_beside():
    groups, skipped = grouped("a.jpg", "a.heic", "a.mov")
    assert groups == {"a.jpg": [], "a.heic": [("a.mov", FileRole.LIVE_VIDEO)]}
    assert skipped == 0


def test_sidecars_long_name_first_and_short_name_to_all():
    groups, _ = grouped("a.jpg", "a.png", "a.cr2", "a.xmp", "A.JPG.xmp", "a.cr2.xmp", "lonely.xmp")
    side = FileRole.SIDECAR
    assert groups == {
        "a.jpg": [("a.cr2", FileRole.RAW), ("A.JPG.xmp", side), ("a.cr2.xmp", side), ("a.xmp", side)],
        "a.png": [("a.xmp", side)],
    }


def test_sidecar_of_a_raw_alone():
    groups, _ = grouped("a.nef", "a.xmp", "b.nef", "b.nef.xmp")
    assert groups == {
        "a.nef": [("a.xmp", FileRole.SIDECAR)],
        "b.nef": [("b.nef.xmp", FileRole.SIDECAR)],
    }


def test_where_names_differ_only_in_case_the_exact_one_is_the_partner():
    groups, _ = grouped("a.jpg", "A.jpg", "A.cr2")
    assert groups == {"a.jpg": [], "A.jpg": [("A.cr2", FileRole.RAW)]}


def test_companions_carry_their_stamps():
    groups, _ = pair(scanned("a.jpg", "a.cr2"))
    assert groups[0].companions[0].stamp.inode == 1
