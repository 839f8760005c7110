"""Names of exported files: safe on every file system, whatever the photo is called."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photo_curator.domain.capture import CaptureTime
from photo_curator.domain.errors import UsageError
from photo_curator.domain.geometry import Size
from photo_curator.domain.naming import FIELDS, LONGEST_BYTES, check_template, fields_of, fill_in, safe_name
from photo_curator.domain.photo import FileState, PhotoSummary
from photo_curator.domain.rating import Flag, Rating
from photo_curator.domain.score import Verdict

ANY_TEXT = st.text(st.characters(), max_size=300)


def summary(path: str = "/p/IMG_1.jpg", *, taken: datetime | None = None, place: str = "") -> PhotoSummary:
    return PhotoSummary(
        id=1,
        path=path,
        state=FileState.PRESENT,
        size=Size(10, 10),
        taken=CaptureTime(taken) if taken else None,
        place=place,
        effective_score=4.26,
        machine_score=4.26,
        low=None,
        high=None,
        verdict=Verdict.SCORE,
        rating=Rating(3, "x"),
        flag=Flag.NONE,
        face_count=0,
        thumbnail_key="",
    )


def test_every_field_is_filled_in() -> None:
    fields = fields_of(summary(taken=datetime(2026, 4, 12, 14, 5, 33), place="Kyoto, Japan"), 7, 1200)
    assert fill_in("{date}_{time}_{score}_{stars}_{place}_{sequence}_{name}", fields) == (
        "2026-04-12_14-05-33_4.3_3_Kyoto, Japan_0007_IMG_1"
    )
    assert fill_in("{date} {place}/{sequence}", fields_of(summary(), 7, 12)) == "no date no place/007"


def test_a_slash_makes_folders_only_in_the_template() -> None:
    fields = fields_of(summary("/p/../etc.jpg", place="A/B\\C"), 1, 1)
    assert fill_in("{place}/{name}", fields) == "A-B-C/etc"
    assert fill_in("../../{name}", fields) == "photo/photo/etc"


@pytest.mark.parametrize("template", ["", " / ", "{nme}", "{name", "{name:>9}", "{name!r}", "{}", "{0}"])
def test_a_template_that_cannot_be_filled_in_is_refused(template: str) -> None:
    with pytest.raises(UsageError):
        check_template(template, places=True)


def test_names_do_not_tell_places_that_are_taken_out_of_the_files() -> None:
    check_template("{place} {name}", places=True)
    with pytest.raises(UsageError, match="location"):
        check_template("{place} {name}", places=False)


@pytest.mark.parametrize("name", ["CON", "con.jpg", "LPT1", "aux.tar.gz", "COM¹", "nul .txt"])
def test_names_of_devices_are_not_used(name: str) -> None:
    assert safe_name(name).startswith("_")


@given(ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_any_text_becomes_a_name_every_file_system_takes(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name.encode("utf-8")) <= LONGEST_BYTES + 1
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable() or " " in name
    assert name == name.strip()
    assert not name.startswith(".")
    assert not name.endswith(".")
    assert safe_name(name) == name  # an export of an export keeps its names


@given(st.lists(st.sampled_from([*(f"{{{name}}}" for name in FIELDS), "/", "a", "..", " "])), ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_no_template_leads_out_of_the_destination(parts: list[str], text: str) -> None:
    template = "".join(parts)
    try:
        check_template(template, places=True)
    except UsageError:
        return
    fields = dict.fromkeys(FIELDS, text)
    filled = fill_in(template, fields)
    assert not Path(filled).is_absolute()
    assert ".." not in Path(filled).parts
    assert filled
