"""Photos and the files behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from photo_curator.domain.best_shot import Lead
from photo_curator.domain.burst import BurstKind
from photo_curator.domain.capture import Capture, CaptureTime
from photo_curator.domain.danger import PhotoDanger
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Size
from photo_curator.domain.rating import Flag, Rating
from photo_curator.domain.score import Score, Verdict


class FileRole(StrEnum):
    """What a file is to its photo."""

    PICTURE = "picture"
    RAW = "raw"
    LIVE_VIDEO = "live video"  # the MOV of a Live Photo
    SIDECAR = "sidecar"


class FileState(StrEnum):
    """Whether the file can be reached. The value is part of `list --json` as "state"."""

    PRESENT = "present"
    OFFLINE = "offline"  # its root folder is absent (an unplugged disk)
    MISSING = "missing"  # its root is there, the file is not


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One file of a photo. `primary` marks the one that is analysed and shown."""

    id: int
    path: str
    role: FileRole
    state: FileState
    size_bytes: int
    primary: bool


@dataclass(frozen=True, slots=True)
class InBurst:
    """What a photo is in its burst.

    Attributes:
        id: of the burst.
        count: its photos.
        best: whether it is the best shot.
        lead: how sure that is; None where none is looked for.
        cover: whether it stands for the burst.
    """

    id: int
    kind: BurstKind
    count: int
    best: bool
    lead: Lead | None
    cover: bool


@dataclass(frozen=True, slots=True)
class PhotoSummary:
    """What a grid cell or a line of `list` shows. One SQL row.

    Attributes:
        effective_score: the user's rating where there is one, else the machine's mean; None where
            the machine has said nothing yet.
        thumbnail_key: key of the cached thumbnails.
        rotation: degrees clockwise the user turned the upright photo by: 0, 90, 180 or 270.
        danger: whether it counts as a dangerous selfie; the user's word before the machine's.
        hazard: the one named then; "" where none is.
        burst: what it is in its burst; None where it is in none.
    """

    id: int
    path: str
    state: FileState
    size: Size
    taken: CaptureTime | None
    place: str
    effective_score: float | None
    machine_score: float | None
    low: float | None
    high: float | None
    verdict: Verdict
    rating: Rating
    flag: Flag
    face_count: int
    thumbnail_key: str
    screenshot: bool = False
    rotation: int = 0
    danger: bool = False
    hazard: str = ""
    burst: InBurst | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """Everything about one photo."""

    summary: PhotoSummary
    machine: Score | None
    capture: Capture
    faces: tuple[Face, ...] = ()
    files: tuple[PhotoFile, ...] = ()
    rating_history: tuple[RatingEvent, ...] = ()
    attributes: dict[str, float] = field(default_factory=dict)
    danger: PhotoDanger = field(default_factory=PhotoDanger)


@dataclass(frozen=True, slots=True)
class RatingEvent:
    """One act of rating; the history is never overwritten.

    Attributes:
        at: UTC, ISO 8601.
        undo: whether an undo or redo put this rating back.
    """

    at: str
    value: int
    source: str
    undo: bool = False
