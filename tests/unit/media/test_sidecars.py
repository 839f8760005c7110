"""Stars from other programs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from photo_curator.domain.errors import ProblemKind
from photo_curator.domain.indexing import Companion, FileStamp
from photo_curator.domain.photo import FileRole
from photo_curator.domain.rating import ForeignRating
from photo_curator.media.sidecars import read_sidecars
from photo_curator.media.xmp import parse_rating
from tests.unit.media.conftest import dng, facts, jpeg, look, marked, xmp


def rating(attributes: str = "", elements: str = "") -> ForeignRating | None:
    return parse_rating(xmp(attributes, elements), "xmp sidecar")


def stars(attributes: str = "", elements: str = "") -> int | None:
    found = rating(attributes, elements)
    return found.value if found else None


def companion(path: Path, role: FileRole = FileRole.SIDECAR) -> Companion:
    return Companion(str(path), role, FileStamp(1, 2))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("5.0", 5),
        ("1", 1),
        (" 3 ", 3),
        ("0", None),
        ("6", None),
        ("-2", None),
        ("99", None),
        ("x", None),
    ],
)
def test_rating_as_attribute_and_as_element(text, value):
    assert stars(f'xmp:Rating="{text}"') == value
    assert stars("", f"<xmp:Rating>{text}</xmp:Rating>") == value


@pytest.mark.parametrize("text", ["nan", "inf", "1e400", ""])
def test_numbers_that_are_none(text):
    assert rating(f'xmp:Rating="{text}"') is None


def test_minus_one_is_a_reject_not_a_star():
    assert rating('xmp:Rating="-1"') == ForeignRating(None, True, "xmp sidecar", "")
    assert rating('xmp:Rating="-1.0"').reject


def test_zero_and_absent_say_nothing():
    assert rating('xmp:Rating="0"') is None
    assert rating() is None


@pytest.mark.parametrize(
    ("percent", "value"), [(1, 1), (25, 2), (50, 3), (75, 4), (99, 5), (0, None), (100, None), (-1, None)]
)
def test_microsofts_percent(percent, value):
    assert stars(f'MicrosoftPhoto:Rating="{percent}"') == value


def test_microsofts_percent_counts_only_alone():
    assert stars('xmp:Rating="2" MicrosoftPhoto:Rating="99"') == 2
    assert stars('xmp:Rating="0" MicrosoftPhoto:Rating="99"') is None


def test_label():
    assert rating('xmp:Label="Red"') == ForeignRating(None, False, "xmp sidecar", "Red")
    assert rating('xmp:Rating="4"', "<xmp:Label>Blue</xmp:Label>").label == "Blue"


def test_packet_wrappers_and_padding_are_fine():
    packet = (
        b"\xef\xbb\xbf<?xpacket begin='' id='x'?>" + xmp('xmp:Rating="4"') + b"<?xpacket end='w'?>\x00\x00"
    )
    assert parse_rating(packet, "xmp in file").value == 4


def test_entities_are_neither_expanded_nor_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("5")
    for body in (
        '<!ENTITY e "5">',
        f'<!ENTITY e SYSTEM "{secret.as_uri()}">',
        '<!ENTITY a "5555555555"><!ENTITY e "&a;&a;&a;&a;">',
    ):
        packet = f"<!DOCTYPE x [{body}]>".encode() + xmp("", "<xmp:Rating>&e;</xmp:Rating>")
        assert parse_rating(packet, "xmp sidecar") is None


def test_a_billion_laughs_is_quick():
    steps = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 30))
    packet = f'<!DOCTYPE x [<!ENTITY l0 "ha">{steps}]>'.encode() + xmp("", "<xmp:Label>&l29;</xmp:Label>")
    began = time.monotonic()
    parse_rating(packet, "xmp sidecar")
    assert time.monotonic() - began < 2


def test_stars_inside_a_file():
    assert facts(jpeg(marked(), xmp=xmp('xmp:Rating="4"'))).foreign_rating == ForeignRating(
        4, False, "xmp in file"
    )
    assert facts(jpeg(marked(), xmp=b"<broken")).foreign_rating is None
    assert facts(jpeg(marked())).foreign_rating is None


def test_stars_inside_a_raw():
    found = look(dng(None) + xmp('xmp:Rating="2"'), "a.dng", FileRole.RAW).facts
    assert found.foreign_rating == ForeignRating(2, False, "xmp in file")


def test_the_long_name_wins_whatever_the_order(touch):
    short = companion(touch("a.xmp", xmp('xmp:Rating="2" xmp:Label="Red"')))
    long = companion(touch("a.JPG.xmp", xmp('xmp:Rating="5"')))
    for order in ([short, long], [long, short]):
        found, problems = read_sidecars(order)
        assert found == ForeignRating(5, False, "xmp sidecar", "Red")
        assert problems == []


def test_the_short_name_counts_where_the_long_one_says_nothing(touch):
    short = companion(touch("a.xmp", xmp('xmp:Rating="2"')))
    long = companion(touch("a.JPG.xmp", xmp('xmp:Rating="0" xmp:Label="Green"')))
    assert read_sidecars([long, short])[0] == ForeignRating(2, False, "xmp sidecar", "Green")


def test_a_reject_in_the_long_one_wins_over_stars(touch):
    short = companion(touch("a.xmp", xmp('xmp:Rating="2"')))
    long = companion(touch("a.JPG.xmp", xmp('xmp:Rating="-1"')))
    assert read_sidecars([short, long])[0] == ForeignRating(None, True, "xmp sidecar", "")


def test_bad_sidecars_are_named_and_the_others_read(tmp_path, touch):
    broken = companion(touch("a.jpg.xmp", b"<oops"))
    gone = companion(tmp_path / "a.cr2.xmp")
    good = companion(touch("a.xmp", xmp('xmp:Rating="3"')))
    found, problems = read_sidecars([broken, gone, good])
    assert found == ForeignRating(3, False, "xmp sidecar", "")
    assert {(Path(problem.path).name, problem.kind) for problem in problems} == {
        ("a.jpg.xmp", ProblemKind.UNREADABLE),
        ("a.cr2.xmp", ProblemKind.VANISHED),
    }


def test_other_companions_are_not_read(touch):
    assert read_sidecars([companion(touch("a.mov"), FileRole.LIVE_VIDEO)]) == (None, [])
