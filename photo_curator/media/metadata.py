"""What a photo's metadata tells: when, where, with what. Bad metadata yields less, never an error."""

from __future__ import annotations

import os
import re

from photo_curator.domain.burst_names import named_burst
from photo_curator.domain.capture import Capture, CaptureTime, Place
from photo_curator.domain.geometry import Size
from photo_curator.media import exif_fields as tags
from photo_curator.media.dates import parse_time, sequence_number, time_from_name
from photo_curator.media.exif_fields import ExifFields, apple_ids, as_number, as_numbers, as_text
from photo_curator.media.places import name_place
from photo_curator.media.xmp import XmpFields

_SCREENSHOT_NAME = re.compile(
    r"screen[\s_-]?shot|screen[\s_-]?cap|bildschirmfoto|bildschirmaufnahme|schermafbeelding|schermata|"
    r"capture[\s_-]d.{0,2}[eé]cran|captura[\s_-]de[\s_-](?:pantalla|tela|ecr)|captura[\s_-]desde|"
    r"sk[aä]rm(?:avbild|bild)|sk[aæ]rmbillede|skjermbilde|zrzut[\s_-]ekranu|n[aá]yt[oö]kuva|"
    r"снимок[\s_-]экрана|スクリーンショット|屏幕截图|截屏|截图|螢幕截圖|스크린샷",
    re.IGNORECASE,
)
#: Apple's CustomRendered of a panorama.
_APPLE_PANORAMA = 6
#: Short and long side of common screens, in pixels.
_SCREENS = frozenset(
    {
        *((640, 1136), (750, 1334), (828, 1792), (1080, 1920), (1125, 2436), (1170, 2532), (1179, 2556)),
        *((1206, 2622), (1242, 2208), (1242, 2688), (1260, 2736), (1284, 2778), (1290, 2796), (1320, 2868)),
        *((720, 1280), (720, 1520), (720, 1560), (720, 1600), (1080, 2160), (1080, 2220), (1080, 2280)),
        *((1080, 2310), (1080, 2316), (1080, 2340), (1080, 2376), (1080, 2400), (1080, 2408), (1080, 2412)),
        *((1080, 2424), (1220, 2712), (1240, 2772), (1344, 2992), (1280, 2856), (1440, 2560), (1440, 2960)),
        *((1440, 3040), (1440, 3088), (1440, 3120), (1440, 3168), (1440, 3200), (1440, 3216), (1008, 2244)),
        *((1488, 2266), (1536, 2048), (1620, 2160), (1640, 2360), (1668, 2224), (1668, 2388), (1668, 2420)),
        *((2048, 2732), (2064, 2752), (1200, 1920), (1200, 2000), (1600, 2560), (1752, 2800), (1848, 2960)),
        *((768, 1024), (768, 1366), (800, 1280), (900, 1440), (900, 1600), (1024, 1280), (1050, 1680)),
        *((1080, 2560), (1440, 3440), (1600, 3840), (2160, 3840), (2160, 5120), (2880, 5120), (3384, 6016)),
        *((1504, 2256), (1664, 2560), (1800, 2880), (1824, 2736), (1864, 2880), (1920, 3072), (1964, 3024)),
        *((2000, 3000), (2234, 3456), (2520, 4480), (1920, 2880), (1400, 2160), (1800, 3200)),
    }
)


def read_capture(exif: ExifFields, xmp: XmpFields | None, path: str) -> Capture:
    """Put a photo's metadata together.

    Args:
        exif: from `exif_fields.from_picture` or `from_raw`.
        xmp: the file's own packet, if it has one.
        path: for what only the file's name tells: a time, a running number.
    """
    xmp = xmp or XmpFields()
    stem = os.path.splitext(os.path.basename(path))[0]
    lens = exif.text(tags.LENS_MODEL)
    burst, live_photo = apple_ids(exif)
    named = named_burst(stem)
    return Capture(
        taken=_taken(exif, xmp, stem),
        place=_place(exif),
        camera_make=exif.text(tags.MAKE),
        camera_model=exif.text(tags.MODEL),
        lens=lens,
        f_number=_positive(exif.number(tags.F_NUMBER)),
        exposure_seconds=_positive(exif.number(tags.EXPOSURE)),
        iso=_iso(exif),
        focal_length_mm=_positive(exif.number(tags.FOCAL_LENGTH)),
        exposure_bias=exif.number(tags.BIAS),
        front_camera="front" in lens.lower(),
        software=exif.text(tags.SOFTWARE),
        burst_id=burst or xmp.burst_id,
        burst_primary=xmp.burst_primary or (named is not None and named.cover),
        panorama=xmp.panorama or _stitched(exif),
        live_photo_id=live_photo,
        sequence_number=sequence_number(stem),
        title=xmp.title,
        keywords=xmp.keywords,
    )


def is_screenshot(path: str, size: Size, capture: Capture, format: str, comment: str = "") -> bool:  # noqa: A002
    """Whether a picture is of a screen: by its name, by what the phone says, or by its size.

    Args:
        path: the file's path; only its name counts.
        size: upright, full.
        capture: its metadata.
        format: Pillow's name; only a PNG without a camera is judged by its size.
        comment: EXIF's UserComment, where iPhones say "Screenshot".
    """
    if _SCREENSHOT_NAME.search(os.path.basename(path)) or comment.strip().lower() == "screenshot":
        return True
    has_camera = bool(capture.camera_make or capture.camera_model)
    sides = (min(size.width, size.height), max(size.width, size.height))
    return format == "PNG" and not has_camera and sides in _SCREENS


def _taken(exif: ExifFields, xmp: XmpFields, stem: str) -> CaptureTime | None:
    """When the shutter was pressed. The file's own date is never used: copying changes it."""
    common_offset = exif.text(tags.OFFSET)
    found = (
        parse_time(
            exif.text(tags.TAKEN),
            exif.text(tags.SUBSECOND_TAKEN),
            exif.text(tags.OFFSET_TAKEN) or common_offset,
        )
        or parse_time(
            exif.text(tags.DIGITISED),
            exif.text(tags.SUBSECOND_DIGITISED),
            exif.text(tags.OFFSET_DIGITISED) or common_offset,
        )
        or xmp.taken
        or parse_time(exif.text(tags.MODIFIED), exif.text(tags.SUBSECOND), common_offset)
    )
    return found or _gps_time(exif) or time_from_name(stem)


def _gps_time(exif: ExifFields) -> CaptureTime | None:
    """The satellites' time, which is UTC by definition."""
    clock = as_numbers(exif.gps.get(tags.GPS_TIME))
    if len(clock) != 3 or any(part is None or part < 0 for part in clock):
        return None
    hour, minute, second = (int(part) for part in clock if part is not None)
    date = as_text(exif.gps.get(tags.GPS_DATE))
    return parse_time(f"{date} {hour:02}:{minute:02}:{second:02}", offset="Z")


def _place(exif: ExifFields) -> Place | None:
    latitude = _degrees(exif.gps.get(tags.LATITUDE), exif.gps.get(tags.LATITUDE_REF), "NS", 90.0)
    longitude = _degrees(exif.gps.get(tags.LONGITUDE), exif.gps.get(tags.LONGITUDE_REF), "EW", 180.0)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None  # (0, 0) is what a receiver without a fix writes
    return name_place(latitude, longitude)


def _degrees(value: object, reference: object, sides: str, limit: float) -> float | None:
    """Signed degrees; None without a reference, or where any part is missing or out of range."""
    side = as_text(reference).upper()[:1]
    parts = as_numbers(value)
    if not side or side not in sides or not 1 <= len(parts) <= 3:
        return None
    numbers = [part for part in parts if part is not None and part >= 0]
    if len(numbers) != len(parts):
        return None
    degrees = sum(part / 60.0**index for index, part in enumerate(numbers))
    if degrees > limit:
        return None
    return -degrees if side == sides[1] else degrees


def _stitched(exif: ExifFields) -> bool:
    """Whether an iPhone or iPad says so: in CustomRendered it means more than EXIF knows."""
    return exif.text(tags.MAKE) == "Apple" and exif.number(tags.CUSTOM_RENDERED) == _APPLE_PANORAMA


def _positive(value: float | None) -> float | None:
    return value if value is not None and value > 0 else None


def _iso(exif: ExifFields) -> int | None:
    value = as_number(exif.exif.get(tags.ISO, exif.main.get(tags.ISO)))
    return int(value) if value is not None and 0 < value < 1e8 else None
