"""What a photo's metadata tells: when, where, with what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone


@dataclass(frozen=True, slots=True)
class CaptureTime:
    """A capture time as the camera wrote it.

    Attributes:
        local: wall-clock time without a zone, with sub-seconds where the file has them.
        offset_minutes: the zone's offset from UTC in minutes; None = unknown (never assume UTC).
        subsecond: whether the fraction was in the file.
    """

    local: datetime
    offset_minutes: int | None = None
    subsecond: bool = False

    def isoformat(self) -> str:
        """ISO 8601: the fraction only where the file had one, the offset only where it is known."""
        moment = self.local
        if self.offset_minutes is not None:
            moment = moment.replace(tzinfo=timezone(timedelta(minutes=self.offset_minutes)))
        text = moment.isoformat(timespec="microseconds" if self.subsecond else "seconds")
        if not self.subsecond:
            return text
        head, _, tail = text.partition(".")
        return f"{head}.{_trim(tail[:6])}{tail[6:]}"

    @property
    def sort_key(self) -> float:
        """Seconds since 1970 of the wall clock: photos of one trip sort as the day was lived."""
        return (self.local - datetime(1970, 1, 1)).total_seconds()


def _trim(fraction: str) -> str:
    """Drop trailing zeros but keep at least two digits, as cameras write them."""
    return fraction.rstrip("0").ljust(2, "0")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photo was taken. Names come from an offline table: nothing leaves the machine."""

    latitude: float
    longitude: float
    city: str = ""
    region: str = ""
    country: str = ""
    country_code: str = ""

    @property
    def name(self) -> str:
        """City and country, or what is known of them."""
        return ", ".join(part for part in (self.city, self.country) if part)


@dataclass(frozen=True, slots=True)
class Capture:
    """Metadata of one photo; every field may be unknown (None or empty)."""

    taken: CaptureTime | None = None
    place: Place | None = None
    camera_make: str = ""
    camera_model: str = ""
    lens: str = ""
    f_number: float | None = None
    exposure_seconds: float | None = None
    iso: int | None = None
    focal_length_mm: float | None = None
    exposure_bias: float | None = None
    front_camera: bool = False
    software: str = ""
    burst_id: str = ""  # a vendor's burst identifier (Apple BurstUUID, GCamera:BurstID)
    burst_primary: bool = False  # the camera calls it its burst's best frame (GCamera:BurstPrimary, "_COVER")
    panorama: bool = False  # stitched in the camera or by a program
    live_photo_id: str = ""  # Apple ContentIdentifier
    sequence_number: int | None = None
    title: str = ""
    keywords: tuple[str, ...] = ()
