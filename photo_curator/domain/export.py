"""What an export is: what is wanted, what is planned, what is left out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from photo_curator.domain.aggregation import EYES_SHUT_BELOW
from photo_curator.domain.burst import BurstKind
from photo_curator.domain.danger import PhotoDanger
from photo_curator.domain.errors import UsageError
from photo_curator.domain.face import Attribute, Face
from photo_curator.domain.geometry import Size
from photo_curator.domain.naming import check_template
from photo_curator.domain.photo import FileRole, FileState, PhotoFile, PhotoSummary
from photo_curator.domain.score import Verdict

#: Quality of pictures encoded anew where nothing else was asked for.
USUAL_QUALITY = 90
SMALLEST_LONG_SIDE, LARGEST_LONG_SIDE = 64, 30_000
#: Formats whose metadata can be taken out without touching a pixel.
CLEANABLE = frozenset({"JPEG", "PNG", "WEBP"})
#: JPEG bytes a pixel at quality 90, for estimates: measured on camera photos; doubled about every 20 steps.
_BYTES_A_PIXEL, _QUALITY_STEPS = 0.2, 20.0


_SETTINGS = ("long_side", "quality", "template", "keep_folders", "keep_location", "keep_serials", "convert")


class Mode(StrEnum):
    """How a file that may go as it is gets to its place."""

    COPY = "copy"
    HARDLINK = "hardlink"
    REFLINK = "reflink"


class Way(StrEnum):
    """How a file got to its place. The value is part of the manifest and of `export --json`."""

    COPY = "copy"
    HARDLINK = "hardlink"
    REFLINK = "reflink"
    CLEANED = "cleaned"  # every pixel as it was, metadata taken out
    ENCODED = "encoded"  # a new JPEG


class Concern(StrEnum):
    """What to look at before posting. The value is part of `export --json`."""

    DANGEROUS = "dangerous selfie"
    LOCATION = "location"
    EYES_CLOSED = "eyes closed"
    SEVERAL_PEOPLE = "several people"
    CANNOT_TELL = "cannot tell"
    ENCODED = "encoded anew"  # its kind of file cannot be cleaned as it is
    COMPANIONS = "further files stay"  # RAW, video, sidecar: they cannot be cleaned
    UNTURNED = "shown turned, exported as it is"


class Reason(StrEnum):
    """Why a photo is left out. The value is part of `export --json`."""

    NOT_BEST = "another frame of its burst is better"
    DANGEROUS = "dangerous selfie"
    UNREACHABLE = "file cannot be reached"
    NOT_CLEANED = "cannot be cleaned without encoding it anew"


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """What is wanted.

    Attributes:
        mode: for files that go as they are; what has to be cleaned or encoded is always a copy.
        long_side: pictures become JPEGs at most so long, in pixels; None: their own size.
        quality: pictures become JPEGs of this quality, 1..100; None: as they are, or `USUAL_QUALITY`
            where they must be encoded.
        template: see `naming`.
        keep_folders: repeat the folders the photos lie in, from their library folder on.
        keep_location: leave GPS in the files.
        keep_serials: leave serial numbers in the files. With the location kept too, files stay as they are.
        convert: what cannot be cleaned otherwise becomes a JPEG; else it is left out.
        best_of_bursts: of a burst only one frame, see `outdone`. What is kept whole (brackets, panoramas)
            goes whole.
        allow_dangerous: no dangerous selfie is kept out.
        allowed: nor are these.
    """

    mode: Mode = Mode.COPY
    long_side: int | None = None
    quality: int | None = None
    template: str = "{name}"
    keep_folders: bool = False
    keep_location: bool = False
    keep_serials: bool = False
    convert: bool = True
    best_of_bursts: bool = False
    allow_dangerous: bool = False
    allowed: frozenset[int] = frozenset()

    @property
    def encodes(self) -> bool:
        """Every picture becomes a new JPEG."""
        return self.long_side is not None or self.quality is not None

    @property
    def untouched(self) -> bool:
        """Files go as they are, whatever is in them."""
        return self.keep_location and self.keep_serials and not self.encodes

    def document(self) -> dict[str, Any]:
        """What decides of bytes and names, as JSON values; which dangerous selfies may go does not."""
        return {name: getattr(self, name) for name in _SETTINGS} | {"mode": self.mode.value}

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> ExportSettings:
        """The inverse of `document`."""
        return cls(**{**document, "mode": Mode(document["mode"])})

    def check(self) -> None:
        """Refuse what makes no sense.

        Raises:
            UsageError: naming the value.
        """
        check_template(self.template, places=self.keep_location)
        if self.long_side is not None and not SMALLEST_LONG_SIDE <= self.long_side <= LARGEST_LONG_SIDE:
            raise UsageError(
                f"The long side lies between {SMALLEST_LONG_SIDE} and {LARGEST_LONG_SIDE} pixels, "
                f"not at {self.long_side}."
            )
        if self.quality is not None and not 1 <= self.quality <= 100:
            raise UsageError(f"The quality lies between 1 and 100, not at {self.quality}.")


@dataclass(frozen=True, slots=True)
class Source:
    """A photo as an export sees it.

    Attributes:
        format: Pillow's name of the primary file's format, or "RAW".
        located: its file says where it was taken.
        root: the library folder it lies in; "" where none is known.
    """

    summary: PhotoSummary
    files: tuple[PhotoFile, ...]
    format: str
    located: bool
    faces: tuple[Face, ...] = ()
    danger: PhotoDanger = field(default_factory=PhotoDanger)
    root: str = ""

    @property
    def primary(self) -> PhotoFile | None:
        """The file that is exported."""
        return next((file for file in self.files if file.primary), None)

    @property
    def companions(self) -> tuple[PhotoFile, ...]:
        """RAW, video and sidecars that can be reached; copies of the same picture are none."""
        return tuple(
            file
            for file in self.files
            if not file.primary and file.role is not FileRole.PICTURE and file.state is FileState.PRESENT
        )


@dataclass(frozen=True, slots=True)
class PlannedPhoto:
    """A photo that will be written.

    Attributes:
        path: its file in the library.
        target: relative to the destination, "/" between its parts; where it is taken by another file,
            a number is added.
        size_bytes: of all its files there; an estimate where it is encoded anew.
        companions: further files that go along.
    """

    photo_id: int
    path: str
    target: str
    size_bytes: int
    concerns: tuple[Concern, ...] = ()
    companions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A photo that will not be written; `hazard` is what a dangerous one is said to show."""

    photo_id: int
    path: str
    reason: Reason
    hazard: str = ""


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What will happen; nothing has been written."""

    destination: str
    settings: ExportSettings
    photos: tuple[PlannedPhoto, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def size_bytes(self) -> int:
        """Of everything that will be written."""
        return sum(photo.size_bytes for photo in self.photos)

    @property
    def file_count(self) -> int:
        """Photos with the files that go along."""
        return sum(1 + len(photo.companions) for photo in self.photos)

    def count(self, concern: Concern) -> int:
        """How many photos to be written have a concern."""
        return sum(concern in photo.concerns for photo in self.photos)


def concerns(source: Source, settings: ExportSettings) -> tuple[Concern, ...]:
    """What to look at before a photo is posted, the gravest first."""
    found = {
        Concern.DANGEROUS: source.danger.flagged,
        Concern.LOCATION: source.located,
        Concern.EYES_CLOSED: eyes_closed(source.faces) > 0,
        Concern.SEVERAL_PEOPLE: len(source.faces) > 1,
        Concern.CANNOT_TELL: source.summary.verdict is Verdict.CANNOT_TELL,
        Concern.ENCODED: not settings.untouched and not settings.encodes and source.format not in CLEANABLE,
        Concern.COMPANIONS: not settings.untouched and bool(source.companions),
        Concern.UNTURNED: settings.untouched and source.summary.rotation != 0,
    }
    return tuple(concern for concern, holds in found.items() if holds)


def eyes_closed(faces: Sequence[Face]) -> int:
    """How many of the people in a photo have their eyes closed."""
    return sum(face.attributes.get(Attribute.EYES_OPEN, 1.0) < EYES_SHUT_BELOW for face in faces)


def left_out(source: Source, settings: ExportSettings) -> Reason | None:
    """Why a photo may not be written; None: it may."""
    primary = source.primary
    if primary is None or primary.state is not FileState.PRESENT:
        return Reason.UNREACHABLE
    allowed = settings.allow_dangerous or source.summary.id in settings.allowed
    if source.danger.flagged and not allowed:
        return Reason.DANGEROUS
    if Concern.ENCODED in concerns(source, settings) and not settings.convert:
        return Reason.NOT_CLEANED
    return None


def outdone(sources: Sequence[Source], settings: ExportSettings) -> frozenset[int]:
    """Photos whose burst has a better frame among those that may be written.

    The frame that stands for a burst wins: the best shot, or the user's cover. Where that one is not among
    them (rejected, out of reach, dangerous), the highest score does.
    """
    ranks = {
        source.summary.id: (burst.id, (burst.cover, source.summary.effective_score or 0.0, source.summary.id))
        for source in sources
        if settings.best_of_bursts
        and (burst := source.summary.burst) is not None
        and burst.kind is BurstKind.BURST
    }
    best: dict[int, tuple[bool, float, int]] = {}
    for source in sources:
        if source.summary.id in ranks and left_out(source, settings) is None:
            burst_id, rank = ranks[source.summary.id]
            best[burst_id] = max(best.get(burst_id, rank), rank)
    return frozenset(
        photo_id for photo_id, (burst_id, rank) in ranks.items() if burst_id in best and rank < best[burst_id]
    )


def estimated_bytes(size: Size, settings: ExportSettings) -> int:
    """About how large a picture's new JPEG will be."""
    shrunk = min(1.0, (settings.long_side or LARGEST_LONG_SIDE) / max(size.width, size.height, 1))
    quality = settings.quality or USUAL_QUALITY
    each = _BYTES_A_PIXEL * 2 ** ((quality - USUAL_QUALITY) / _QUALITY_STEPS)
    return round(size.width * size.height * shrunk**2 * each)
