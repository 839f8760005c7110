"""What is typed into the filter box, as a query."""

from __future__ import annotations

import math
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_curator.domain.filter_text import parse_filter
from photo_curator.domain.query import BurstPart, PhotoQuery, RatedBy, Recent, TimeUnit
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict

EVERYTHING = PhotoQuery()


def seconds(*date: int) -> float:
    return (datetime(*date) - datetime(1970, 1, 1)).total_seconds()


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", EVERYTHING),
        ("   ", EVERYTHING),
        ("stars>=3", PhotoQuery(min_stars=3)),
        ("★≥3", PhotoQuery(min_stars=3)),
        ("stars:4", PhotoQuery(min_stars=4)),
        ("stars>3", PhotoQuery(min_stars=4)),
        ("stars=0", PhotoQuery(min_stars=0)),
        ("is:unrated", PhotoQuery(min_stars=0)),
        ("stars=3", PhotoQuery(min_stars=3, max_score=3.0)),
        ("stars<=2", PhotoQuery(min_stars=1, max_score=2.0)),
        ("stars<3", PhotoQuery(min_stars=1, max_score=2.0)),
        ("score>=4", PhotoQuery(min_score=4.0)),
        ("score<=2,5", PhotoQuery(max_score=2.5)),
        ("SCORE>3", PhotoQuery(min_score=math.nextafter(3.0, 9))),
        ("score=3.1", PhotoQuery(min_score=3.1 - 0.05, max_score=3.1 + 0.05)),
        ("place:japan", PhotoQuery(place="japan")),
        ('place:"new york"', PhotoQuery(place="new york")),
        ("camera:pixel", PhotoQuery(camera="pixel")),
        ("flag:pick", PhotoQuery(flags=(Flag.PICK,))),
        ("is:rejected", PhotoQuery(flags=(Flag.REJECT,))),
        ("faces:no", PhotoQuery(has_faces=False)),
        ("is:screenshot", PhotoQuery(screenshots=True)),
        ("country:Japan", PhotoQuery(country="Japan")),
        ("folder:/photos/a", PhotoQuery(folder="/photos/a")),
        ("person:Anna", PhotoQuery(name="Anna")),
        ('person:"Anna Lovelace" person:me', PhotoQuery(name="Anna Lovelace, me")),
        ("people>=3", PhotoQuery(min_faces=3)),
        ("people=2", PhotoQuery(min_faces=2, max_faces=2)),
        ("people<2", PhotoQuery(max_faces=1)),
        ("eyes:closed", PhotoQuery(eyes_closed=True)),
        ("burst:best", PhotoQuery(burst=BurstPart.BEST)),
        ("danger:no", PhotoQuery(danger=False)),
        ("verdict:cannot-tell", PhotoQuery(verdicts=(Verdict.CANNOT_TELL,))),
        ("rated:program", PhotoQuery(rated_by=RatedBy.PROGRAM)),
        ("rated:no", PhotoQuery(min_stars=0)),
        ("last:30d", PhotoQuery(recent=Recent(30, TimeUnit.DAYS))),
        ("last:3months", PhotoQuery(recent=Recent(3, TimeUnit.MONTHS))),
        ("is:diverse", PhotoQuery(diverse=True)),
        ("2026", PhotoQuery(taken_from=seconds(2026, 1, 1), taken_before=seconds(2027, 1, 1))),
        ("2026-04", PhotoQuery(taken_from=seconds(2026, 4, 1), taken_before=seconds(2026, 5, 1))),
        ("2024-02-29", PhotoQuery(taken_from=seconds(2024, 2, 29), taken_before=seconds(2024, 3, 1))),
        ("2026-04..2026-06", PhotoQuery(taken_from=seconds(2026, 4, 1), taken_before=seconds(2026, 7, 1))),
        ("IMG_2041", PhotoQuery(text="IMG_2041")),
        ("2141", PhotoQuery(text="2141")),
        ("old boat", PhotoQuery(text="old boat")),
        ('"old  boat" stars>=2', PhotoQuery(text="old  boat", min_stars=2)),
        ("http://example.org", PhotoQuery(text="http://example.org")),
    ],
)
def test_meaning(text: str, meaning: PhotoQuery) -> None:
    parsed = parse_filter(text, EVERYTHING)
    assert parsed.query == meaning
    assert parsed.not_understood == ()


@pytest.mark.parametrize(
    "text",
    [
        "stars>=x",
        "score>",
        "flag:maybe",
        "faces:2",
        "stars>=2.5",
        "stars=9",
        "last:0d",
        "eyes:blue",
        "people:x",
    ],
)
def test_what_is_no_condition_is_named_and_narrows_nothing(text: str) -> None:
    parsed = parse_filter(text, EVERYTHING)
    assert (parsed.query, parsed.not_understood) == (EVERYTHING, (text,))


def test_an_album_is_only_ever_narrowed() -> None:
    worthy = PhotoQuery(min_score=4.0)
    assert parse_filter("score>=2", worthy).query.min_score == 4.0
    assert parse_filter("score>=4.5", worthy).query.min_score == 4.5
    unrated = PhotoQuery(min_stars=0)
    assert parse_filter("stars>=1", unrated).query.photo_ids == ()
    rejected = PhotoQuery(flags=(Flag.REJECT,))
    assert parse_filter("flag:pick", rejected).query.photo_ids == ()
    april = PhotoQuery(taken_from=seconds(2026, 4, 1), taken_before=seconds(2026, 5, 1))
    assert parse_filter("2026", april).query == april
    closed = PhotoQuery(eyes_closed=True, country="Japan", folder="/a", max_faces=4)
    assert parse_filter("eyes:open", closed).query.photo_ids == ()
    assert parse_filter("country:Peru", closed).query.photo_ids == ()
    assert parse_filter("folder:/b", closed).query.photo_ids == ()
    assert parse_filter("folder:/a/b", closed).query.folder == "/a/b"
    assert parse_filter("people<=9", closed).query.max_faces == 4
    week = PhotoQuery(recent=Recent(7, TimeUnit.DAYS))
    assert parse_filter("last:1month", week).query == week
    japan = PhotoQuery(place="Japan")
    assert parse_filter("place:kyoto", japan).query == PhotoQuery(place="Japan", text="kyoto")


@given(st.text())
def test_nothing_that_can_be_typed_fails(text: str) -> None:
    parse_filter(text, EVERYTHING)
