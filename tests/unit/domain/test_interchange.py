"""What the user's marks are in a sidecar."""

from __future__ import annotations

import pytest

from photo_curator.domain.interchange import Marks
from photo_curator.domain.rating import Flag, ForeignRating


@pytest.mark.parametrize(
    ("stars", "flag", "foreign_reject", "said"),
    [
        (None, None, False, None),
        (4, None, False, 4),
        (0, None, False, 0),  # taken away on purpose
        (4, Flag.REJECT, False, -1),  # one property for both: the reject wins
        (None, Flag.REJECT, True, -1),
        (None, Flag.PICK, False, None),
        (3, Flag.PICK, False, 3),
        (4, None, True, None),  # another program's reject is in force, and stands
        (None, Flag.NONE, True, 0),  # it was taken back here
        (4, Flag.NONE, True, 4),
    ],
)
def test_what_is_said_as_ours(stars, flag, foreign_reject: bool, said) -> None:
    assert Marks(stars, flag, foreign_reject).said_rating == said


def test_a_word_of_ours_counts_as_anothers_only_where_nothing_is_known() -> None:
    read = ForeignRating(3, False, "xmp sidecar, digiKam", "Red", own=5)
    assert read.in_force(judged_here=True) == ForeignRating(3, False, "xmp sidecar, digiKam", "Red")
    assert read.in_force(judged_here=False) == ForeignRating(5, False, "xmp sidecar, Photo Curator", "Red")
    assert ForeignRating(None, False, "xmp sidecar", own=0).in_force(judged_here=False) is None
    assert ForeignRating(2, False, "xmp sidecar").in_force(judged_here=True).value == 2
