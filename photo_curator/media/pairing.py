"""Which files belong to one photo: RAW beside JPEG, Live Photos, sidecars. Names only, no I/O."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from photo_curator.domain.indexing import Companion
from photo_curator.domain.photo import FileRole
from photo_curator.media.formats import CAMERA_EXTENSIONS, LIVE_VIDEO_EXTENSIONS, extension
from photo_curator.media.scan import FoundFile, Scan

Key = tuple[str, str]  # folder as written; file name or stem in lower case

_HEIC = frozenset({"heic", "heif", "hif"})


class PhotoGroup(NamedTuple):
    """The files of one photo.

    Attributes:
        primary: the file that is decoded and shown.
        role: PICTURE, or RAW where there is nothing but the RAW.
        companions: further files: RAW, then the Live Photo's video, then sidecars (long name first).
    """

    primary: FoundFile
    role: FileRole
    companions: tuple[Companion, ...]


@dataclass(slots=True)
class _Group:
    """A photo while it is being put together."""

    primary: FoundFile
    role: FileRole
    extension: str
    companions: list[Companion] = field(default_factory=list)

    @property
    def sort_key(self) -> str:
        return self.primary.path


def pair(scan: Scan) -> tuple[list[PhotoGroup], int]:
    """Group a scan's files into photos.

    Same folder and same stem, case-insensitively: a RAW joins the JPEG or HEIC of its name, a MOV
    becomes the video of a Live Photo, `IMG.JPG.xmp` belongs to that one file and `IMG.xmp` to all
    pictures of the stem. A JPEG and a PNG of one stem are two photos.

    Returns:
        The photos sorted by path, and the number of videos that belong to none of them.
    """
    groups: list[_Group] = []
    by_stem: defaultdict[Key, list[_Group]] = defaultdict(list)
    by_name: dict[Key, _Group] = {}
    for found in scan.pictures:
        _open_group(found, FileRole.PICTURE, groups, by_stem, by_name)
    _join_raws(scan.raws, groups, by_stem, by_name)
    skipped = _join_videos(scan.videos, by_stem)
    _join_sidecars(scan.sidecars, by_stem, by_name)
    groups.sort(key=attrgetter("sort_key"))
    return [PhotoGroup(group.primary, group.role, tuple(group.companions)) for group in groups], skipped


def _open_group(
    found: FoundFile,
    role: FileRole,
    groups: list[_Group],
    by_stem: defaultdict[Key, list[_Group]],
    by_name: dict[Key, _Group],
) -> None:
    folder, name, stem = _split(found.path)
    group = _Group(found, role, extension(name))
    groups.append(group)
    by_stem[folder, stem].append(group)
    by_name[folder, name] = group


def _join_raws(
    raws: list[FoundFile],
    groups: list[_Group],
    by_stem: defaultdict[Key, list[_Group]],
    by_name: dict[Key, _Group],
) -> None:
    for found in raws:
        folder, name, stem = _split(found.path)
        cameras = [group for group in by_stem.get((folder, stem), ()) if group.extension in CAMERA_EXTENSIONS]
        if cameras:
            partner = _closest(cameras, found)
            partner.companions.append(Companion(found.path, FileRole.RAW, found.stamp))
            by_name.setdefault((folder, name), partner)
        else:
            _open_group(found, FileRole.RAW, groups, by_stem, by_name)


def _join_videos(videos: list[FoundFile], by_stem: defaultdict[Key, list[_Group]]) -> int:
    skipped = 0
    for found in videos:
        folder, name, stem = _split(found.path)
        partners = [group for group in by_stem.get((folder, stem), ()) if _can_live(group)]
        if not partners or extension(name) not in LIVE_VIDEO_EXTENSIONS:
            skipped += 1
            continue
        # A phone keeps the HEIC and its video together; a JPEG of that name is a converted copy.
        heic = [group for group in partners if group.extension in _HEIC]
        partner = _closest(heic or partners, found)
        partner.companions.append(Companion(found.path, FileRole.LIVE_VIDEO, found.stamp))
    return skipped


def _can_live(group: _Group) -> bool:
    # A lone DNG with a video is a phone's ProRAW Live Photo.
    return group.extension in CAMERA_EXTENSIONS or group.extension == "dng"


def _join_sidecars(
    sidecars: list[FoundFile], by_stem: defaultdict[Key, list[_Group]], by_name: dict[Key, _Group]
) -> None:
    short: list[tuple[_Group, Companion]] = []
    for found in sidecars:
        folder, _, owner = _split(found.path)
        companion = Companion(found.path, FileRole.SIDECAR, found.stamp)
        group = by_name.get((folder, owner))
        if group is not None:
            group.companions.append(companion)
        else:
            short.extend((group, companion) for group in by_stem.get((folder, owner), ()))
    for group, companion in short:  # after all long names, which win
        group.companions.append(companion)


def _closest(groups: list[_Group], found: FoundFile) -> _Group:
    """Where names differ only in case, the partner written exactly alike."""
    stem = os.path.splitext(found.path)[0]
    for group in groups:
        if os.path.splitext(group.primary.path)[0] == stem:
            return group
    return groups[0]


def _split(path: str) -> tuple[str, str, str]:
    """Folder as it stands, file name and stem in lower case."""
    folder, name = os.path.split(path)
    name = name.lower()
    dot = name.rfind(".")
    return folder, name, name[:dot] if dot > 0 else name
