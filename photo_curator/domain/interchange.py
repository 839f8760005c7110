"""What a sidecar is to say of a photo: stars, reject, pick, score, faces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from photo_curator.domain.geometry import Box, Size
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict


class NameScheme(StrEnum):
    """What a new sidecar is called; one that is there already keeps its name."""

    LONG = "long"  # IMG_1.jpg.xmp: digiKam, darktable; never shared by two photos
    SHORT = "short"  # IMG_1.xmp: Lightroom and Camera Raw, beside RAW files


#: The long name belongs to one file alone, and is the one that is read first.
USUAL_SCHEME = NameScheme.LONG

#: `xmp:Rating` of a rejected photo.
REJECTED = -1


@dataclass(frozen=True, slots=True)
class FaceRegion:
    """A face in shares of the upright picture, 0..1 each way; its person's name where one was given."""

    box: Box
    name: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the library says of a photo.

    Attributes:
        said_rating: `xmp:Rating` that the user said here, -1..5; None: other programs' word stands.
        stars: the user's stars here, also of a rejected photo, whose `xmp:Rating` has no room for them;
            None: never said.
        flag: the user's pick or reject; None: never said.
        verdict, score, low, high: the machine's word; the numbers are 1..5, None where it cannot tell.
        version: of what made them.
        faces: found or corrected; their regions are written beside those of other programs.
        size: of the upright picture.
        orientation: EXIF's, 1..8, of the picture as its file stores it.
    """

    said_rating: int | None = None
    stars: int | None = None
    flag: Flag | None = None
    verdict: Verdict = Verdict.CANNOT_TELL
    score: float | None = None
    low: float | None = None
    high: float | None = None
    version: str = ""
    faces: tuple[FaceRegion, ...] = ()
    size: Size = field(default_factory=lambda: Size(0, 0))
    orientation: int = 1


@dataclass(frozen=True, slots=True)
class Marks:
    """What the user said of a photo here (None: nothing), whether others reject it, the score's version."""

    stars: int | None = None
    flag: Flag | None = None
    foreign_reject: bool = False
    version: str = ""

    @property
    def judged(self) -> bool:
        """Whether the user said anything of the photo here."""
        return self.stars is not None or self.flag is not None

    @property
    def worth_a_file(self) -> bool:
        """Whether there is something to say where nothing was said before; that nothing holds is not."""
        return bool(self.stars) or self.flag in (Flag.PICK, Flag.REJECT)

    @property
    def said_rating(self) -> int | None:
        """`xmp:Rating` of what the user said here; None: it is for others to say.

        A reject wins over stars, as there is one property for both; so does another program's reject that
        was not taken back here.
        """
        if self.flag is Flag.REJECT:
            return REJECTED
        if self.flag is None and self.foreign_reject:
            return None
        if self.stars is not None:
            return self.stars
        return 0 if self.foreign_reject else None


def as_stored(box: Box, orientation: int) -> Box:
    """A box of the upright picture where the file's own pixels have it, before EXIF turns them.

    Face regions are told so (Metadata Working Group, Guidelines 2.0, section 5.9).

    Args:
        box: in shares, 0..1 each way.
        orientation: EXIF's, 1..8.
    """
    place = _STORED[orientation]
    (x1, y1), (x2, y2) = place(box.x1, box.y1), place(box.x2, box.y2)
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


_STORED: Mapping[int, Callable[[float, float], tuple[float, float]]] = {
    1: lambda x, y: (x, y),
    2: lambda x, y: (1 - x, y),
    3: lambda x, y: (1 - x, 1 - y),
    4: lambda x, y: (x, 1 - y),
    5: lambda x, y: (y, x),
    6: lambda x, y: (y, 1 - x),
    7: lambda x, y: (1 - y, 1 - x),
    8: lambda x, y: (1 - y, x),
}
_SIDEWAYS = frozenset({5, 6, 7, 8})


def stored_size(size: Size, orientation: int) -> Size:
    """The size of the file's own pixels, before EXIF turns them."""
    return Size(size.height, size.width) if orientation in _SIDEWAYS else size


class Skipped(StrEnum):
    """Why a photo gets no sidecar. The value is part of `xmp write --json`."""

    NOTHING_SAID = "nothing said"  # no stars, no flag
    UNREACHABLE = "file cannot be reached"
    UNREADABLE = "sidecar cannot be read"
    READ_ONLY = "write-protected"


@dataclass(frozen=True, slots=True)
class PlannedSidecar:
    """A sidecar that will be written.

    Attributes:
        photo_id: whose.
        path: of the sidecar.
        merged: there is one: what others wrote in it stays.
        said: what is to stand in it.
        unchanged: it says all of it already.
    """

    photo_id: int
    path: str
    merged: bool
    said: Statement
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class SkippedPhoto:
    """A photo that gets no sidecar; `detail` is a sentence where there is more to say."""

    photo_id: int
    path: str
    reason: Skipped
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SidecarPlan:
    """What will happen; nothing has been written."""

    sidecars: tuple[PlannedSidecar, ...]
    skipped: tuple[SkippedPhoto, ...]

    @property
    def changing(self) -> tuple[PlannedSidecar, ...]:
        """Those to be written."""
        return tuple(one for one in self.sidecars if not one.unchanged)

    @property
    def photos(self) -> int:
        """Photos with a sidecar to be written."""
        return len({one.photo_id for one in self.changing})
