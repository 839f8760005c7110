"""The worthiness score: a distribution over 1-5, its mean and its interval."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEVELS: tuple[int, ...] = (1, 2, 3, 4, 5)
#: An interval wider than this says nothing a user could act on: the verdict is "cannot tell".
WIDEST_USEFUL_INTERVAL = 2.4


class Verdict(StrEnum):
    """What the machine is ready to say of a photo. The value is part of `list --json`."""

    SCORE = "score"
    CANNOT_TELL = "cannot tell"
    NO_FACE = "no face"  # a technical score, on a path of its own


@dataclass(frozen=True, slots=True)
class Score:
    """A distribution over the levels 1-5, with its mean and its 80 % interval.

    Attributes:
        probabilities: five probabilities of the levels 1..5; they sum to 1.
        mean: the distribution's mean, 1..5.
        low: lower end of the interval, 1..5.
        high: upper end of the interval, 1..5.
    """

    probabilities: tuple[float, float, float, float, float]
    mean: float
    low: float
    high: float

    @property
    def width(self) -> float:
        """Width of the interval, 0..4."""
        return self.high - self.low
