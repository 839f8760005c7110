"""What is typed into the filter box, as a query. Pure: no Qt, no library."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from photo_curator.domain.query import EPOCH, BurstPart, PhotoQuery, RatedBy, Recent, TimeUnit
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict

_TOKEN = re.compile(r'(?:[^\s"]|"[^"]*(?:"|$))+')
_COMPARED = re.compile(
    r"(stars?|rating|★|score|people)(>=|<=|≥|≤|==?|>|<|:)(\d+(?:[.,]\d+)?)$", re.IGNORECASE
)
_NAMED = re.compile(
    r"(place|country|camera|folder|person|flag|faces?|eyes|burst|danger|verdict|rated|last|is):(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LAST = re.compile(r"(\d{1,5})\s*(d|days?|m|months?|y|years?)$", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_COMPLETE_YEAR = re.compile(r"(?:19|20)\d{2}$")
#: No photo has any of these ids: a query that can only be empty.
_NOTHING: tuple[int, ...] = ()
_PREFIXES = tuple(
    f"{name}:"
    for name in (
        *("place", "country", "camera", "folder", "person", "flag", "faces", "eyes", "burst", "danger"),
        *("verdict", "rated", "last", "stars", "score", "people"),
    )
)


@dataclass(frozen=True, slots=True)
class ParsedFilter:
    """A filter's meaning.

    Attributes:
        query: the album's query, narrowed.
        not_understood: the words that look like a condition and are none; they narrow nothing.
    """

    query: PhotoQuery
    not_understood: tuple[str, ...] = ()


def parse_filter(text: str, album: PhotoQuery) -> ParsedFilter:
    """Narrow an album by conditions and free text.

    Conditions: `stars>=3`, `stars=3`, `stars<=2`, `stars=0`, `★≥3`, `score>=4`, `score<2.5`,
    `place:japan`, `place:"new york"`, `country:Japan`, `camera:pixel`, `folder:/photos/2026`,
    `person:anna`, `person:me`, `flag:pick`, `faces:no`, `people>=3`, `eyes:closed`, `burst:best`,
    `danger:no`, `verdict:cannot-tell`, `rated:program`, `last:3months`, `is:diverse`, `2026`, `2026-04`,
    `2026-04-12`, `2026-04..2026-06`. Everything else is looked for in name, title, keywords, place, camera
    and people's names. Every condition narrows what the album already says, none of them widens it; of a
    diverse album it leaves the best of what fits both.

    Args:
        text: as typed.
        album: the query to narrow.
    """
    query = album
    words: list[str] = []
    puzzling: list[str] = []
    for token in _TOKEN.findall(text):
        narrowed = _condition(token, query)
        if narrowed is not None:
            query = narrowed
        elif _looks_like_condition(token):
            puzzling.append(token)
        else:
            words.append(token.replace('"', ""))
    phrase = " ".join(word for word in words if word)
    if phrase:
        query = _text(query, phrase)
    return ParsedFilter(query, tuple(puzzling))


def _condition(token: str, query: PhotoQuery) -> PhotoQuery | None:
    if match := _COMPARED.match(token):
        name, sign, number = match[1].casefold(), match[2], float(match[3].replace(",", "."))
        if name == "score":
            return _score(query, sign, number)
        if name == "people":
            return _people(query, sign, number)
        return _stars(query, sign, number)
    if match := _NAMED.match(token):
        name, value = match[1].casefold(), match[2].replace('"', "").strip()
        return _NARROWERS[name](query, value) if value else query
    return _dates(query, token)


def _looks_like_condition(token: str) -> bool:
    folded = token.casefold()
    return folded.startswith(_PREFIXES) or bool(
        re.match(r"(stars?|rating|★|score|people)\s*[<>=≥≤:]", folded)
    )


def _score(query: PhotoQuery, sign: str, number: float) -> PhotoQuery:
    match sign:
        case ">=" | "≥" | ":":
            return _at_least(query, number)
        case ">":
            return _at_least(query, math.nextafter(number, math.inf))
        case "<=" | "≤":
            return _at_most(query, number)
        case "<":
            return _at_most(query, math.nextafter(number, -math.inf))
        case _:
            # Scores are shown with one decimal; equal means "shown as this number".
            return _at_most(_at_least(query, number - 0.05), number + 0.05)


def _stars(query: PhotoQuery, sign: str, number: float) -> PhotoQuery | None:
    if number != int(number) or number > 5:
        return None
    stars = int(number)
    match sign:
        case ">":
            sign, stars = ">=", stars + 1
        case "<":
            sign, stars = "<=", stars - 1
    if sign in (">=", "≥", ":"):
        return query if stars <= 0 else _rated(query, stars)
    if stars <= 0:
        return replace(query, min_stars=0) if not query.min_stars else _nothing(query)
    # A rating is the effective score where there is one, so the score bounds the stars above.
    return _at_most(_rated(query, stars if sign in ("=", "==") else 1), float(stars))


def _people(query: PhotoQuery, sign: str, number: float) -> PhotoQuery | None:
    if number != int(number):
        return None
    count = int(number) + {">": 1, "<": -1}.get(sign, 0)
    if count < 0:
        return _nothing(query)
    least, most = query.min_faces, query.max_faces
    if sign not in ("<", "<=", "≤"):
        least = count if least is None else max(least, count)
    if sign not in (">", ">=", "≥", ":"):
        most = count if most is None else min(most, count)
    return replace(query, min_faces=least, max_faces=most)


def _rated(query: PhotoQuery, stars: int) -> PhotoQuery:
    if query.min_stars == 0 or stars > 5:
        return _nothing(query)
    return replace(query, min_stars=max(stars, query.min_stars or stars))


def _at_least(query: PhotoQuery, score: float) -> PhotoQuery:
    return replace(query, min_score=score if query.min_score is None else max(score, query.min_score))


def _at_most(query: PhotoQuery, score: float) -> PhotoQuery:
    return replace(query, max_score=score if query.max_score is None else min(score, query.max_score))


def _place(query: PhotoQuery, value: str) -> PhotoQuery:
    # A place album has used the field: its text then looks in the place too.
    return _text(query, value) if query.place else replace(query, place=value)


def _camera(query: PhotoQuery, value: str) -> PhotoQuery:
    return _text(query, value) if query.camera else replace(query, camera=value)


def _person(query: PhotoQuery, value: str) -> PhotoQuery:
    return replace(query, name=", ".join([*query.names, value]))


def _text(query: PhotoQuery, value: str) -> PhotoQuery:
    return replace(query, text=f"{query.text} {value}".strip())


def _flag(query: PhotoQuery, value: str) -> PhotoQuery | None:
    names = {"pick": Flag.PICK, "picked": Flag.PICK, "reject": Flag.REJECT, "rejected": Flag.REJECT}
    flag = Flag.NONE if value.casefold() in ("none", "no") else names.get(value.casefold())
    if flag is None:
        return None
    if query.flags and flag not in query.flags:
        return _nothing(query)
    return replace(query, flags=(flag,))


def _faces(query: PhotoQuery, value: str) -> PhotoQuery | None:
    wanted = {"yes": True, "no": False, "none": False, "0": False}.get(value.casefold())
    if wanted is None:
        return None
    return replace(query, has_faces=wanted) if query.has_faces in (None, wanted) else _nothing(query)


def _choice(field: str, meanings: Mapping[str, object]) -> Callable[[PhotoQuery, str], PhotoQuery | None]:
    """A condition with a few answers; another answer than the album's leaves nothing."""

    def narrow(query: PhotoQuery, value: str) -> PhotoQuery | None:
        wanted = meanings.get(value.casefold())
        if wanted is None:
            return None
        if getattr(query, field) not in (None, wanted):
            return _nothing(query)
        fields: dict[str, Any] = {field: wanted}
        return replace(query, **fields)

    return narrow


def _country(query: PhotoQuery, value: str) -> PhotoQuery:
    return replace(query, country=value) if query.country in ("", value) else _nothing(query)


def _folder(query: PhotoQuery, value: str) -> PhotoQuery:
    if not query.folder or value.startswith(query.folder.rstrip("/") + "/"):
        return replace(query, folder=value)
    return query if value == query.folder else _nothing(query)


def _verdict(query: PhotoQuery, value: str) -> PhotoQuery | None:
    try:
        verdict = Verdict(value.casefold().replace("-", " "))
    except ValueError:
        return None
    if query.verdicts and verdict not in query.verdicts:
        return _nothing(query)
    return replace(query, verdicts=(verdict,))


def _rater(query: PhotoQuery, value: str) -> PhotoQuery | None:
    if value.casefold() == "no":
        return _stars(query, "=", 0)
    return _RATERS(query, value)


def _recent(query: PhotoQuery, value: str) -> PhotoQuery | None:
    match = _LAST.match(value)
    if match is None or not int(match[1]):
        return None
    units = {"d": TimeUnit.DAYS, "m": TimeUnit.MONTHS, "y": TimeUnit.YEARS}
    wanted = Recent(int(match[1]), units[match[2][0].casefold()])
    if query.recent is None:
        return replace(query, recent=wanted)
    # Which is the shorter one says a day in the middle of the calendar as well as any other.
    shorter = max(wanted, query.recent, key=lambda one: one.bounds(datetime(2000, 7, 1)))
    return replace(query, recent=shorter)


def _state(query: PhotoQuery, value: str) -> PhotoQuery | None:
    match value.casefold():
        case "screenshot":
            return _nothing(query) if query.screenshots is False else replace(query, screenshots=True)
        case "photo":
            return _nothing(query) if query.screenshots is True else replace(query, screenshots=False)
        case "rated":
            return _rated(query, 1)
        case "unrated":
            return _stars(query, "=", 0)
        case "picked" | "rejected":
            return _flag(query, value)
        case "diverse":
            return replace(query, diverse=True)
        case _:
            return None


_YES_OR_NO = {"yes": True, "no": False}
_RATERS = _choice("rated_by", {one.value: one for one in RatedBy})
_NARROWERS: dict[str, Callable[[PhotoQuery, str], PhotoQuery | None]] = {
    "place": _place,
    "country": _country,
    "camera": _camera,
    "folder": _folder,
    "person": _person,
    "flag": _flag,
    "face": _faces,
    "faces": _faces,
    "eyes": _choice("eyes_closed", {"closed": True, "open": False}),
    "burst": _choice("burst", {"yes": BurstPart.FRAME, "best": BurstPart.BEST, "no": BurstPart.NONE}),
    "danger": _choice("danger", _YES_OR_NO),
    "verdict": _verdict,
    "rated": _rater,
    "last": _recent,
    "is": _state,
}


def _dates(query: PhotoQuery, token: str) -> PhotoQuery | None:
    first, dots, last = token.partition("..")
    start, end = _span(first), _span(last if dots else first)
    if start is None or end is None:
        return None
    # A lone number is a year only where it can be one: IMG_2041 is looked for by typing 2041.
    if not dots and "-" not in token and not _COMPLETE_YEAR.match(token):
        return None
    since, before = start[0], end[1]
    if query.taken_from is not None:
        since = max(since, query.taken_from)
    if query.taken_before is not None:
        before = min(before, query.taken_before)
    return replace(query, taken_from=since, taken_before=before)


def _span(text: str) -> tuple[float, float] | None:
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    try:
        first = datetime(year, int(month or 1), int(day or 1))
        if day:
            length = 1
        elif month:
            length = calendar.monthrange(year, int(month))[1]
        else:
            length = 366 if calendar.isleap(year) else 365
    except ValueError:
        return None
    start = (first - EPOCH).total_seconds()
    return start, start + length * 86400.0


def _nothing(query: PhotoQuery) -> PhotoQuery:
    return replace(query, photo_ids=_NOTHING)
