"""Capture times out of the texts that cameras, programs and file names hold."""

from __future__ import annotations

import re
from datetime import datetime

from photo_curator.domain.capture import CaptureTime

#: The first photograph is from 1826; a clock past this year was never set.
_FIRST_YEAR, _LAST_YEAR = 1826, 2099

_STAMP = re.compile(
    r"\s*(\d{4})[-:/.](\d{1,2})[-:/.](\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?)?"
    r"\s*(Z|[+-]\d{1,2}:?\d{2})?\s*$"
)
_OFFSET = re.compile(r"\s*([+-])(\d{1,2}):?(\d{2})\s*$")
_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})"  # 20240131, 2024-01-31
    r"(?:[-_.T ]|\s+at\s+|\s*um\s*)?"
    r"(\d{2})[-_.:h]?(\d{2})[-_.:m]?(\d{2})(\d{3})?(?!\d)"  # 235959, 23-59-59, 235959123
)
_WHATSAPP_NAME = re.compile(r"^(?:IMG|VID)-((?:19|20)\d{2})(\d{2})(\d{2})-WA\d+", re.IGNORECASE)


def parse_offset(text: str) -> int | None:
    """Minutes from UTC of "+02:00" or "Z"; None for anything else."""
    if text.strip() == "Z":
        return 0
    match = _OFFSET.match(text)
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3])
    if minutes > 15 * 60 or int(match[3]) > 59:
        return None
    return -minutes if match[1] == "-" else minutes


def parse_time(
    text: str, fraction: str = "", offset: str = "", *, date_alone: bool = False
) -> CaptureTime | None:
    """A time as EXIF ("2024:01:31 23:59:59") or XMP (ISO 8601) writes it.

    Args:
        text: the time; a fraction or an offset in it wins over the other two arguments.
        fraction: the digits of EXIF's SubSecTime.
        offset: EXIF's OffsetTime.
        date_alone: whether a date without a time will do (it becomes midnight).

    Returns:
        None where the text is no possible time. The zone is never guessed.
    """
    match = _STAMP.match(text)
    if not match or (match[4] is None and not date_alone):
        return None
    digits = match[7] or _fraction_digits(fraction)
    moment = _moment((match[1], match[2], match[3], match[4], match[5], match[6]), digits)
    if moment is None:
        return None
    return CaptureTime(moment, parse_offset(match[8] or offset), bool(digits))


def time_from_name(stem: str) -> CaptureTime | None:
    """The time in names such as IMG_20240131_235959 or PXL_20230102_030405678."""
    match = _IN_NAME.search(stem)
    if match:
        digits = match[8] or ""
        moment = _moment((match[1], match[3], match[4], match[5], match[6], match[7]), digits)
        if moment is not None:
            return CaptureTime(moment, None, bool(digits))
    match = _WHATSAPP_NAME.match(stem)
    moment = _moment((match[1], match[2], match[3], None, None, None)) if match else None
    return CaptureTime(moment) if moment else None


def sequence_number(stem: str) -> int | None:
    """The camera's running number in a file's stem (IMG_0123, DSC01234, 20240131_235959_001)."""
    burst = re.search(r"burst[-_]?(\d{1,6})(?!\d)", stem, re.IGNORECASE)
    if burst:
        return int(burst[1])
    numbers = re.findall(r"(?<![\dx×])\d{3,6}(?![\dx×])", _IN_NAME.sub(" ", stem))
    # The first is the camera's, "(2)" and the like behind it are copies; after a time it is a burst's.
    return int(numbers[0]) if numbers else None


def _fraction_digits(text: str) -> str:
    match = re.match(r"\s*(\d{1,9})", text)
    return match[1] if match else ""


def _moment(parts: tuple[str | None, ...], fraction: str = "") -> datetime | None:
    """Year, month, day, hour, minute, second as digits; absent ones are 0."""
    year, month, day, hour, minute, second = (int(part or 0) for part in parts)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    second = 59 if second == 60 else second  # a leap second has no place in a datetime
    try:
        return datetime(year, month, day, hour, minute, second, int(fraction[:6].ljust(6, "0")))
    except ValueError:
        return None
