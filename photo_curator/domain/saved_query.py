"""A PhotoQuery as JSON: how albums are stored, and what other programs may read."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Any

import msgspec

from photo_curator.domain.errors import UsageError
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.sentences import Sentence

#: Grows when a field changes its meaning; a new field needs no other version.
QUERY_VERSION = 1
_NAMES = frozenset(field.name for field in dataclasses.fields(PhotoQuery))
_PLAIN = PhotoQuery()


def query_document(query: PhotoQuery) -> dict[str, Any]:
    """A query as JSON values: its version and the fields that say something."""
    values: dict[str, Any] = msgspec.to_builtins(query)
    usual = msgspec.to_builtins(_PLAIN)
    said = {name: value for name, value in values.items() if value != usual[name]}
    return {"version": QUERY_VERSION, **said}


def read_query(document: Mapping[str, Any]) -> PhotoQuery:
    """The inverse of `query_document`.

    Raises:
        UsageError: a newer version of the app wrote it, or it is no query at all. Nothing is guessed: a
            condition passed over would show photos nobody asked for.
    """
    values = dict(document)
    version = values.pop("version", None)
    if not isinstance(version, int) or isinstance(version, bool):
        raise UsageError("This is no saved query: it has no version.")
    unknown = sorted(values.keys() - _NAMES)
    if version > QUERY_VERSION or unknown:
        what = f"it asks for {', '.join(unknown)}" if unknown else f"its version is {version}"
        raise UsageError(Sentence.QUERY_TOO_NEW.about(what))
    try:
        query = msgspec.convert(values, PhotoQuery)
    except msgspec.ValidationError as error:
        raise UsageError(f"This is no saved query: {error}.") from error
    check_query(query)
    return query


def check_query(query: PhotoQuery) -> None:
    """Refuse what makes no sense.

    Raises:
        UsageError: naming the value.
    """
    for name, value, least, most in (
        ("Stars", query.min_stars, 0, 5),
        ("Stars", query.max_stars, 0, 5),
        ("The number of people", query.min_faces, 0, math.inf),
        ("The number of people", query.max_faces, 0, math.inf),
        (
            "The number of days, months or years",
            None if query.recent is None else query.recent.count,
            1,
            100_000,
        ),
    ):
        if value is not None and not least <= value <= most:
            upto = f" and at most {most}" if most != math.inf else ""
            raise UsageError(f"{name} must be at least {least}{upto}, not {value}.")
    for number in (query.min_score, query.max_score, query.taken_from, query.taken_before):
        if number is not None and not math.isfinite(number):
            raise UsageError(f"{number} is no number to compare with.")
