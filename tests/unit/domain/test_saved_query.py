"""Queries as JSON, and what "of late" means."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photo_curator.domain.errors import UsageError
from photo_curator.domain.query import EPOCH, PhotoQuery, Recent, TimeUnit
from photo_curator.domain.saved_query import QUERY_VERSION, query_document, read_query

NOW = datetime(2026, 11, 22, 21, 30)
_LIMITS: dict[str, st.SearchStrategy[Any]] = {
    "min_stars": st.integers(0, 5) | st.none(),
    "max_stars": st.integers(0, 5) | st.none(),
    "min_faces": st.integers(0, 99) | st.none(),
    "max_faces": st.integers(0, 99) | st.none(),
    "recent": st.builds(Recent, st.integers(1, 100_000), st.sampled_from(TimeUnit)) | st.none(),
    "min_score": st.floats(0, 6) | st.none(),
    "max_score": st.floats(0, 6) | st.none(),
    "taken_from": st.floats(-1e9, 1e10) | st.none(),
    "taken_before": st.floats(-1e9, 1e10) | st.none(),
}


@settings(max_examples=40, deadline=None)
@given(st.builds(PhotoQuery, **_LIMITS))
def test_every_query_comes_back_as_it_was_and_stays_valid_json(query: PhotoQuery) -> None:
    text = json.dumps(query_document(query))
    assert read_query(json.loads(text)) == query


@settings(max_examples=40, deadline=None)
@given(st.builds(PhotoQuery, **_LIMITS))
def test_only_what_is_said_is_written(query: PhotoQuery) -> None:
    document = query_document(query)
    assert document.keys() - {"version"} == {
        field.name
        for field in dataclasses.fields(PhotoQuery)
        if getattr(query, field.name) != getattr(PhotoQuery(), field.name)
    }


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"version": QUERY_VERSION + 1}, "newer Photo Curator"),
        ({"version": QUERY_VERSION, "mood": "sunny"}, "mood"),
        ({"version": QUERY_VERSION, "burst": "third"}, "no saved query"),
        ({"version": QUERY_VERSION, "min_stars": 9}, "at most 5"),
        ({"version": QUERY_VERSION, "recent": {"count": 0, "unit": "days"}}, "at least 1"),
        ({"min_stars": 3}, "no version"),
        ({"version": True}, "no version"),
    ],
)
def test_what_is_not_understood_is_refused_in_one_sentence(document: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_query(document)


@pytest.mark.parametrize(
    ("recent", "day"),
    [
        (Recent(3, TimeUnit.MONTHS), datetime(2026, 8, 22)),
        (Recent(30, TimeUnit.DAYS), datetime(2026, 10, 23)),
        (Recent(2, TimeUnit.YEARS), datetime(2024, 11, 22)),
        (Recent(99_999, TimeUnit.YEARS), datetime.min),
    ],
)
def test_of_late_begins_at_a_midnight(recent: Recent, day: datetime) -> None:
    start, end = recent.bounds(NOW)
    assert start == (day - EPOCH).total_seconds()
    # Another zone's tomorrow is still recent, a clock years ahead is not.
    assert end == (datetime(2026, 11, 24) - EPOCH).total_seconds()


def test_a_month_before_the_last_of_march_is_the_last_of_february() -> None:
    start, _ = Recent(1, TimeUnit.MONTHS).bounds(datetime(2028, 3, 31, 8))
    assert start == (datetime(2028, 2, 29) - EPOCH).total_seconds()
