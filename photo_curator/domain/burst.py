"""Bursts as the app talks of them: photos taken in one go. How they are found: `bursts`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from photo_curator.domain.best_shot import Lead


class BurstKind(StrEnum):
    """What photos taken in one go are. The value is stored and part of `bursts --json`."""

    BURST = "burst"
    BRACKET = "bracket"  # of exposures: kept whole
    PANORAMA = "panorama"  # its parts: kept whole


class BurstRule(StrEnum):
    """Why photos are together. The value is stored and part of `bursts --json`."""

    VENDOR = "vendor id"
    NAME = "file name"
    EXPOSURE = "exposure steps"
    TIME = "time and looks"
    USER = "you"


@dataclass(frozen=True, slots=True)
class Frame:
    """A photo as grouping sees it.

    Attributes:
        directory: of its file.
        stem: its file's name without extension.
        camera: make and model, or "".
        taken: seconds since 1970 of the wall clock, sub-seconds included; None where unknown.
        offset_minutes: the zone's offset from UTC; None where unknown.
        subsecond: whether the fraction was in the file.
        sequence: the camera's running number.
        burst_id: a vendor's identifier, or "".
        primary: the camera says that this is its burst's best frame.
        bias: exposure compensation in stops.
        exposure: what the sensor got, in stops: log2(seconds x ISO / f-number squared).
        looks: 64-bit perceptual hash; None where there is none.
        panorama: it is stitched already: a picture of its own, never a frame.
    """

    photo_id: int
    directory: str = ""
    stem: str = ""
    camera: str = ""
    taken: float | None = None
    offset_minutes: int | None = None
    subsecond: bool = False
    sequence: int | None = None
    burst_id: str = ""
    primary: bool = False
    bias: float | None = None
    exposure: float | None = None
    looks: int | None = None
    panorama: bool = False

    @property
    def instant(self) -> float | None:
        """Seconds on the clock it is compared on: UTC where the zone is known, else the wall's."""
        if self.taken is None or self.offset_minutes is None:
            return self.taken
        return self.taken - 60.0 * self.offset_minutes


@dataclass(frozen=True, slots=True)
class Group:
    """Photos taken in one go, at least two, in the order they were taken."""

    kind: BurstKind
    rule: BurstRule
    photo_ids: tuple[int, ...]

    @property
    def id(self) -> int:
        """Names the group for as long as the photo first indexed is in it."""
        return min(self.photo_ids)


@dataclass(frozen=True, slots=True)
class Burst:
    """A group as the library knows it.

    Attributes:
        photo_ids: in the order they were taken.
        best: the best shot; None where none is looked for: brackets and panoramas are kept whole.
        lead: how sure that is; None without a best shot.
        cover: the photo that stands for all: the user's choice, else the best shot, else a bracket's
            middle exposure, else the first.
        chosen: whether the user chose the cover.
    """

    id: int
    kind: BurstKind
    rule: BurstRule
    photo_ids: tuple[int, ...]
    best: int | None
    lead: Lead | None
    cover: int
    chosen: bool


def exposure_stops(seconds: float | None, f_number: float | None, iso: int | None) -> float | None:
    """What the sensor got, in stops; None where the file does not say."""
    if not seconds or not f_number or not iso or min(seconds, f_number, iso) <= 0:
        return None
    return math.log2(seconds * iso / (100.0 * f_number**2))
