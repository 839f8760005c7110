"""What the page "My taste" says: names, numbers and sentences in the user's language. No widgets here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from photo_curator.domain.rating import UNKNOWN_PROGRAM
from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste import NEEDED_MOMENTS, NEEDED_OF_EACH, HeadState, Readiness, TasteVersion
from photo_curator.gui.photo_words import date_format, number

translate = QCoreApplication.translate

#: The line of a report that is the trained version itself.
OWN_LINE = "my taste"
_BASELINES = ("starter", "sharpest face", "majority")
_HEADS = ("cross_entropy", "l2", "ordinal", "ranker")
_IMPORTED = "imported from "


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of the results.

    Attributes:
        key: in reports.
        title: above the column.
        share: it is a share, the more the better; else a number of levels, the less the better.
    """

    key: str
    title: str
    share: bool = True

    def text(self, value: float) -> str:
        """A value as written in its column."""
        return percent(value) if self.share else number(value, 2)


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One who judged the photos, and how well.

    Attributes:
        name: for people.
        tone: a token of the theme.
        strong: it is the version looked at or the one in use.
        values: measure -> value, low, high; None where it cannot be taken.
    """

    name: str
    tone: str
    strong: bool
    values: Mapping[str, Mapping[str, float] | None]


def measures() -> tuple[Measure, ...]:
    """The columns of the results."""
    return (
        Measure("exact", translate("Taste", "exact")),
        Measure("within_one", translate("Taste", "within one")),
        Measure("mae", translate("Taste", "mean error"), share=False),
        Measure("winner", translate("Taste", "burst winner")),
    )


def percent(share: float) -> str:
    """A share as "56 %", as this country writes it."""
    return translate("Taste", "{0} %").format(QLocale().toString(round(100 * share)))


def program_name(program: str) -> str:
    """What a program that gave stars is called."""
    return translate("Taste", "Unknown program") if program == UNKNOWN_PROGRAM else program


def head_name(kind: str) -> str:
    """What a kind of head is called."""
    names = {
        "cross_entropy": translate("Taste", "cross entropy"),
        "l2": translate("Taste", "L2"),
        "ordinal": translate("Taste", "ordinal"),
        "ranker": translate("Taste", "burst ranker"),
    }
    return names.get(kind, kind)


def version_name(version: TasteVersion) -> str:
    """A version with how it stands: "My taste v4 (new)"."""
    name = translate("Taste", "My taste v{0}").format(version.id)
    standing = state_words(version.state)
    return f"{name} ({standing})" if standing else name


def state_words(state: HeadState) -> str:
    """How a version stands; "" for one that was in use once."""
    match state:
        case HeadState.TRAINED:
            return translate("Taste", "new")
        case HeadState.IN_USE:
            return translate("Taste", "in use")
        case _:
            return ""


def made(version: TasteVersion) -> str:
    """When a version was made: the time today, the date on other days."""
    when = QDateTime.fromString(version.created_at, Qt.DateFormat.ISODate).toLocalTime()
    if when.date() == QDateTime.currentDateTime().date():
        return translate("Taste", "today {0}").format(
            QLocale().toString(when.time(), QLocale.FormatType.ShortFormat)
        )
    return QLocale().toString(when.date(), date_format())


def origin(version: TasteVersion) -> str:
    """Where a version came from, if not from the ratings here."""
    if version.note.startswith(_IMPORTED):
        return translate("Taste", "imported from {0}").format(version.note.removeprefix(_IMPORTED))
    return version.note


def result_lines(version: TasteVersion, in_use: TasteVersion | None, *, heads: bool) -> Iterator[ResultLine]:
    """A version beside the one in use, the baselines, and (if `heads`) every head that was tried."""
    rows = version.report.get("rows", {})
    if OWN_LINE not in rows:
        return
    yield ResultLine(version_name(version), "good", True, rows[OWN_LINE])
    if in_use is not None and in_use.id != version.id and OWN_LINE in in_use.report.get("rows", {}):
        yield ResultLine(version_name(in_use), "select", True, in_use.report["rows"][OWN_LINE])
    for key in (*(_HEADS if heads else ()), *_BASELINES):
        if key in rows:
            yield ResultLine(_line_name(key, version.report), "muted", False, rows[key])


def _line_name(key: str, report: Mapping[str, Any]) -> str:
    match key:
        case "starter":
            return translate("Taste", "Starter")
        case "sharpest face":
            return translate("Taste", "Sharpest face")
        case "majority":
            counts = report.get("counts", {})
            commonest = max(counts, key=lambda level: counts[level], default="")
            return translate("Taste", "Always “{0}”").format(commonest)
        case _:
            return translate("Taste", "Head: {0}").format(head_name(key))


def verdicts(version: TasteVersion, in_use: TasteVersion | None) -> Iterator[tuple[str, str]]:
    """What is to be said plainly about a version: sentences, each with a role of the theme."""
    rows = version.report.get("rows", {})
    own = _mean_error(rows, OWN_LINE)
    if own is None:
        yield translate("Taste", "No held-out results came with it."), "warn"
        return
    other = None if in_use is None or in_use.id == version.id else in_use
    theirs = None if other is None else _mean_error(other.report.get("rows", {}), OWN_LINE)
    if other is not None and theirs is not None and own["value"] > theirs["value"]:
        yield (
            translate(
                "Taste",
                "Lower held-out result than v{0}, which is in use: mean error {1} against {2}, each on the"
                " ratings of its time.",
            ).format(other.id, number(own["value"], 2), number(theirs["value"], 2)),
            "warn",
        )
    starter = _mean_error(rows, "starter")
    if starter is not None:
        if own["value"] >= starter["value"]:
            yield translate("Taste", "It does not beat the starter on your ratings."), "warn"
        elif own["high"] < starter["low"]:
            yield translate("Taste", "Better than the starter, beyond the 95 % intervals."), "good"
        else:
            yield translate("Taste", "Better than the starter, but the 95 % intervals overlap."), "muted"


def _mean_error(rows: Mapping[str, Any], key: str) -> Mapping[str, float] | None:
    found: Mapping[str, float] | None = rows.get(key, {}).get("mae")
    return found


def missing(readiness: Readiness) -> str:
    """What is still needed before a head can be trained; "" where nothing is."""
    if len(readiness.missing) == len(LEVELS):
        return translate(
            "Taste", "At least {0} rated photos with a face are needed at each level, from 1 to 5 stars."
        ).format(NEEDED_OF_EACH)
    if readiness.missing:
        wanted = ", ".join(f"{count} × {'★' * level}" for level, count in readiness.missing.items())
        return translate(
            "Taste", "At least {0} rated photos with a face are needed at each level; still missing: {1}."
        ).format(NEEDED_OF_EACH, wanted)
    if not readiness.ready:
        return translate(
            "Taste",
            "Rate photos from at least {0} moments (so far: {1}), so that what is learnt can be checked on"
            " others.",
        ).format(NEEDED_MOMENTS, readiness.moments)
    return ""
