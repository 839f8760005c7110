"""What is known of a photo, in words a person reads: rows for the inspector. No widgets here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt

from photo_curator.domain.photo import FileRole, FileState, Photo, PhotoFile, RatingEvent
from photo_curator.domain.rating import SOURCE_HERE

translate = QCoreApplication.translate

_SOURCE_SIDECAR, _SOURCE_FILE = "xmp sidecar", "xmp in file"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is on the left, its value on the right.

    Attributes:
        label: may be elided in the middle when `value` is empty.
        tone: a token of the theme ("text", "muted", "good", "warn", "danger_text").
        detail: the whole truth, for the tooltip and for copying.
    """

    label: str
    value: str = ""
    tone: str = "text"
    detail: str = ""


def number(value: float, decimals: int = 1) -> str:
    """A number as this country writes it."""
    return QLocale().toString(value, "f", decimals)


def source_words(source: str) -> str:
    """Where stars come from."""
    if source == SOURCE_HERE:
        return translate("Inspector", "your rating")
    place, comma, program = source.partition(", ")
    if place == _SOURCE_SIDECAR:
        return translate("Inspector", "from the sidecar") + comma + program
    if place == _SOURCE_FILE:
        return translate("Inspector", "from the file") + comma + program
    return source


def _short_source(source: str) -> str:
    if source == SOURCE_HERE:
        return translate("Inspector", "you")
    place, _, program = source.partition(", ")
    if program:
        return program
    if place == _SOURCE_SIDECAR:
        return translate("Inspector", "sidecar")
    return translate("Inspector", "file") if place == _SOURCE_FILE else source


def date_format() -> str:
    """How a date is written here, in Qt's letters."""
    return translate("Inspector", "d MMM yyyy", "how a date is written, in Qt's letters")


def posting_facts(photo: Photo) -> Iterator[Fact]:
    """What somebody who is sent the file would learn."""
    label = translate("Inspector", "Location in file")
    place = photo.capture.place
    if place is None:
        yield Fact(label, translate("Inspector", "none"), "good")
    else:
        position = f"{place.latitude:.5f}, {place.longitude:.5f}"
        name = place.name or translate("Inspector", "yes")
        yield Fact(label, name, "warn", f"{place.name}\n{position}".strip())
    if photo.capture.front_camera:
        yield Fact(translate("Inspector", "Camera side"), translate("Inspector", "selfie camera"))


def photo_facts(photo: Photo) -> Iterator[Fact]:
    """When, with what, how large, which file."""
    summary, capture = photo.summary, photo.capture
    if summary.state is FileState.OFFLINE:
        yield Fact(translate("Inspector", "The disk or folder is not connected"), tone="warn")
    elif summary.state is FileState.MISSING:
        yield Fact(translate("Inspector", "The file is not where it was"), tone="warn")
    yield from _time_facts(photo)
    camera = _camera(capture.camera_make, capture.camera_model)
    exposure = _exposure(photo)
    if camera or exposure:
        yield Fact(camera or translate("Inspector", "Exposure"), exposure)
    if capture.lens or capture.focal_length_mm:
        focal = f"{number(capture.focal_length_mm, 0)} mm" if capture.focal_length_mm else ""
        yield Fact(capture.lens or translate("Inspector", "Focal length"), focal)
    primary = next((file for file in photo.files if file.primary), None)
    pixels = summary.size.width * summary.size.height
    amount = translate("Inspector", "{0} MP").format(number(pixels / 1e6))
    if primary is not None:
        amount += " · " + QLocale().formattedDataSize(
            primary.size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat
        )
    yield Fact(f"{summary.size.width} × {summary.size.height}", amount)
    yield Fact(os.path.basename(summary.path), detail=summary.path)
    folder = os.path.dirname(summary.path)
    yield Fact(folder, tone="muted", detail=folder)
    if capture.title:
        yield Fact(capture.title)
    if capture.keywords:
        yield Fact(", ".join(capture.keywords), tone="muted")
    for file in photo.files:
        if not file.primary:
            yield _companion(file)


def _time_facts(photo: Photo) -> Iterator[Fact]:
    taken = photo.capture.taken or photo.summary.taken
    if taken is None:
        yield Fact(translate("Inspector", "Time unknown"), tone="muted")
        return
    moment = taken.local
    day = QLocale().toString(QDate(moment.year, moment.month, moment.day), date_format())
    clock = moment.strftime("%H:%M:%S")
    if taken.subsecond:
        clock += f"{moment.microsecond / 1e6:.2f}"[1:] if moment.microsecond < 995_000 else ".99"
    if taken.offset_minutes is None:
        zone = translate("Inspector", "zone unknown")
    else:
        sign = "−" if taken.offset_minutes < 0 else "+"
        hours, minutes = divmod(abs(taken.offset_minutes), 60)
        zone = f"{sign}{hours:02}:{minutes:02}"
    yield Fact(f"{day} {clock}", zone, "muted" if taken.offset_minutes is None else "text", taken.isoformat())


def _camera(make: str, model: str) -> str:
    # Many makers repeat their name in the model ("Canon", "Canon EOS R6").
    if make and model.casefold().startswith(make.split()[0].casefold()):
        return model
    return " ".join(part for part in (make, model) if part)


def _exposure(photo: Photo) -> str:
    capture = photo.capture
    parts = []
    if capture.f_number:
        parts.append(f"ƒ/{number(capture.f_number)}")
    if capture.exposure_seconds:
        parts.append(_seconds(capture.exposure_seconds))
    if capture.iso:
        parts.append(f"ISO {capture.iso}")
    return " ".join(parts)


def _seconds(value: float) -> str:
    return f"1/{round(1 / value)}" if value < 0.4 else f"{number(value)} s"


def _companion(file: PhotoFile) -> Fact:
    labels = {
        FileRole.PICTURE: translate("Inspector", "Copy"),
        FileRole.RAW: translate("Inspector", "RAW"),
        FileRole.LIVE_VIDEO: translate("Inspector", "Live Photo video"),
        FileRole.SIDECAR: translate("Inspector", "Sidecar"),
    }
    tone = "text" if file.state is FileState.PRESENT else "muted"
    return Fact(labels[file.role], os.path.basename(file.path), tone, file.path)


def history_facts(events: tuple[RatingEvent, ...], shown: int = 6) -> Iterator[Fact]:
    """The latest ratings, newest first."""
    for event in reversed(events[-shown:]):
        moment = QDateTime.fromString(event.at, Qt.DateFormat.ISODateWithMs).toLocalTime()
        when = QLocale().toString(moment, f"{date_format()} HH:mm") if moment.isValid() else event.at
        stars = "★" * event.value if event.value else translate("Inspector", "no stars")
        how = translate("Inspector", "undo") if event.undo else _short_source(event.source)
        yield Fact(when, f"{stars}  {how}", "muted", f"{event.at}\n{source_words(event.source)}")
    if len(events) > shown:
        earlier = len(events) - shown
        yield Fact(translate("Inspector", "and %n earlier", "", earlier), tone="muted")
