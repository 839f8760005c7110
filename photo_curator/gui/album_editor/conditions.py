"""A query as rows of conditions. Pure: no Qt."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any

from photo_curator.domain.query import BurstPart, PhotoQuery, RatedBy, Recent, TimeUnit
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict

_PLAIN = PhotoQuery()


class Topic(StrEnum):
    """What a row says something about, in the order they are offered."""

    SCORE = "score"
    STARS = "stars"
    RATED_BY = "rated by"
    FLAG = "flag"
    DATE = "date"
    PLACE = "place"
    COUNTRY = "country"
    CAMERA = "camera"
    PEOPLE = "people"
    PERSON = "person"
    EYES = "eyes"
    DANGER = "danger"
    BURST = "burst"
    VERDICT = "verdict"
    SCREENSHOTS = "screenshots"
    FOLDER = "folder"
    TEXT = "text"


#: The fields of a query that belong to a topic.
FIELDS: dict[Topic, tuple[str, ...]] = {
    Topic.SCORE: ("min_score", "max_score"),
    Topic.STARS: ("min_stars", "max_stars"),
    Topic.RATED_BY: ("rated_by",),
    Topic.FLAG: ("flags",),
    Topic.DATE: ("taken_from", "taken_before", "recent"),
    Topic.PLACE: ("place",),
    Topic.COUNTRY: ("country",),
    Topic.CAMERA: ("camera",),
    Topic.PEOPLE: ("min_faces", "max_faces", "has_faces"),
    Topic.PERSON: ("name",),
    Topic.EYES: ("eyes_closed",),
    Topic.DANGER: ("danger",),
    Topic.BURST: ("burst",),
    Topic.VERDICT: ("verdicts",),
    Topic.SCREENSHOTS: ("screenshots",),
    Topic.FOLDER: ("folder",),
    Topic.TEXT: ("text",),
}
#: Topics with a few answers: the values each of them stands for.
CHOICES: dict[Topic, tuple[object, ...]] = {
    Topic.RATED_BY: tuple(RatedBy),
    Topic.FLAG: ((Flag.PICK,), (Flag.NONE,), (Flag.REJECT,), (Flag.PICK, Flag.NONE)),
    Topic.EYES: (False, True),
    Topic.DANGER: (False, True),
    Topic.BURST: tuple(BurstPart),
    Topic.VERDICT: tuple((verdict,) for verdict in Verdict),
    Topic.SCREENSHOTS: (False, True),
}
#: What a row says when it is new.
STARTS: dict[Topic, dict[str, Any]] = {
    Topic.SCORE: {"min_score": 4.0},
    Topic.STARS: {"min_stars": 3},
    Topic.DATE: {"recent": Recent(3, TimeUnit.MONTHS)},
    Topic.PEOPLE: {"min_faces": 1},
    **{topic: {FIELDS[topic][0]: values[0]} for topic, values in CHOICES.items()},
}


def spoken_topics(query: PhotoQuery) -> list[Topic]:
    """The topics a query says something about and a row can show.

    What no row can show (an answer that is none of those offered) stays in the query as it is.
    """
    return [topic for topic in Topic if _says(query, topic) and _can_show(query, topic)]


def without(query: PhotoQuery, topic: Topic) -> PhotoQuery:
    """The query with nothing said about a topic."""
    return saying(query, topic, {})


def saying(query: PhotoQuery, topic: Topic, values: dict[str, Any]) -> PhotoQuery:
    """The query saying this about a topic and nothing else about it.

    Args:
        query: of which photos.
        topic: what is spoken about.
        values: of its fields; those not named say nothing.
    """
    plain: dict[str, Any] = {name: getattr(_PLAIN, name) for name in FIELDS[topic]}
    return replace(query, **{**plain, **values})


def _says(query: PhotoQuery, topic: Topic) -> bool:
    return any(getattr(query, name) != getattr(_PLAIN, name) for name in FIELDS[topic])


def _can_show(query: PhotoQuery, topic: Topic) -> bool:
    return topic not in CHOICES or getattr(query, FIELDS[topic][0]) in CHOICES[topic]
