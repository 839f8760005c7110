"""What only a file's name tells of a burst: its key, its cover, a camera's panorama parts. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

#: Sony, Pixel: every frame carries the burst's own stamp. DSC_0001_BURST20190115120000000_COVER,
#: 00100IMG_00100_BURST20190115120000000.
_STAMPED = re.compile(r"BURST(\d{14,18})(_COVER)?(?!\d)", re.IGNORECASE)
#: Nexus, Huawei, Motorola: the stamp stands before, the frame's number behind.
#: IMG_20160214_185519_BURST001_COVER.
_NUMBERED = re.compile(r"^(.*\d{8}_\d{6,9})_BURST\d{1,4}(_COVER)?(?:_[A-Z]+)?$", re.IGNORECASE)
#: Samsung: 20240131_235959_001. Three digits behind a whole second and nothing else.
_SAMSUNG = re.compile(r"^((?:19|20)\d{6}_\d{6})_\d{3}$")
#: Canon's stitch assist: STA_1234, STB_1235, ... are the parts of one panorama.
_STITCH = re.compile(r"^ST([A-Z])_(\d{4})$", re.IGNORECASE)


class NamedBurst(NamedTuple):
    """What a name says.

    Attributes:
        key: equal for the frames of one burst in one folder.
        cover: whether the camera chose this frame for the burst's cover.
    """

    key: str
    cover: bool


def named_burst(stem: str) -> NamedBurst | None:
    """The burst a file's stem names; None where it names none.

    Two photos of one second as phones name them ("20240131_235959(0)", "..._1") are no burst.
    """
    if found := _STAMPED.search(stem):
        return NamedBurst(found[1], bool(found[2]))
    if found := _NUMBERED.match(stem):
        return NamedBurst(found[1], bool(found[2]))
    if found := _SAMSUNG.match(stem):
        return NamedBurst(found[1], False)
    return None


def stitch_part(stem: str) -> tuple[int, int] | None:
    """Which part of a panorama (0 for A) a stem of Canon's stitch assist names, and its running number."""
    found = _STITCH.match(stem)
    return (ord(found[1].upper()) - ord("A"), int(found[2])) if found else None
