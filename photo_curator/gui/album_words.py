"""Albums and moments in the user's language."""

from __future__ import annotations

import os
from datetime import datetime
from functools import lru_cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QDateTime, QLocale, QTime

from photo_curator.domain.occasions import Moment
from photo_curator.domain.query import Album

translate = QCoreApplication.translate
#: The automatic albums' titles and the sections, for the translators.
_TITLES = (
    QT_TRANSLATE_NOOP("Albums", "All photos"),
    QT_TRANSLATE_NOOP("Albums", "Best of last 3 months"),
    QT_TRANSLATE_NOOP("Albums", "Post-worthy (4–5)"),
    QT_TRANSLATE_NOOP("Albums", "To rate"),
    QT_TRANSLATE_NOOP("Albums", "Bursts"),
    QT_TRANSLATE_NOOP("Albums", "Picked"),
    QT_TRANSLATE_NOOP("Albums", "No faces"),
    QT_TRANSLATE_NOOP("Albums", "Screenshots"),
    QT_TRANSLATE_NOOP("Albums", "Dangerous selfies"),
    QT_TRANSLATE_NOOP("Albums", "Eyes closed"),
    QT_TRANSLATE_NOOP("Albums", "Cannot tell"),
    QT_TRANSLATE_NOOP("Albums", "Rejected"),
    QT_TRANSLATE_NOOP("Albums", "Offline"),
    QT_TRANSLATE_NOOP("Albums", "Missing"),
    QT_TRANSLATE_NOOP("Albums", "Similar photos"),
    QT_TRANSLATE_NOOP("Albums", "night"),
    QT_TRANSLATE_NOOP("Albums", "morning"),
    QT_TRANSLATE_NOOP("Albums", "noon"),
    QT_TRANSLATE_NOOP("Albums", "afternoon"),
    QT_TRANSLATE_NOOP("Albums", "evening"),
)


def title_of(album: Album) -> str:
    """What an album is called, wherever it is named."""
    if album.saved is not None:
        return album.saved.name
    if album.moment is not None:
        return moment_title(album.moment)
    kind, _, value = album.key.partition(":")
    match kind:
        case "month":
            year, month = value.split("-")
            return f"{QLocale().standaloneMonthName(int(month))} {year}"
        case "best":
            return translate("Albums", "Best of {0}").format(value)
        case "person":
            return translate("Albums", "Me") if album.title == "Me" else album.title
        case "folder":
            return os.path.basename(value) or value
        case "place" | "year":
            return album.title
    return translate("Albums", album.title)


def moment_title(moment: Moment, now: datetime | None = None) -> str:
    """A moment's name, as short as it can be: "Japan · Apr 2026", "Sat 14 Nov, evening"."""
    locale = QLocale()
    return _moment_title(moment, locale.name(), moment.start.year == (now or datetime.now()).year)


@lru_cache(maxsize=8192)
def _moment_title(moment: Moment, locale_name: str, this_year: bool) -> str:
    """Kept: a library has thousands of them, and they are asked for at every count."""
    locale = QLocale(locale_name)
    if moment.trip:
        form = translate("Albums", "MMM yyyy", "of a trip")
        return f"{moment.place} · {locale.toString(_day(moment.start), form)}"
    if this_year:
        form = translate("Albums", "ddd d MMM", "day this year")
    else:
        form = translate("Albums", "d MMM yyyy", "day long ago")
    day = locale.toString(_day(moment.start), form)
    if moment.place:
        return f"{moment.place} · {day}"
    if moment.part is None:
        return day
    return translate("Albums", "{0}, {1}", "day, part of the day").format(
        day, translate("Albums", moment.part.value)
    )


def moment_span(moment: Moment) -> str:
    """From when to when, for a tool tip."""
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    start, end = (QDateTime(_day(one), QTime(one.hour, one.minute)) for one in (moment.start, moment.end))
    return f"{locale.toString(start, short)} – {locale.toString(end, short)}"


def _day(moment: datetime) -> QDate:
    return QDate(moment.year, moment.month, moment.day)
