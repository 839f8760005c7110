"""The user's taste: what trains a personal head, and the versions that came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from photo_curator.domain.errors import UsageError
from photo_curator.domain.score import LEVELS

#: The version number that means the starter: what the app says without any rating.
STARTER_VERSION = 0
#: Photos with a judged face that each level needs before a head is trained. With fewer a fold of the
#: cross-validation can be left without the level, and nothing could be said of it.
NEEDED_OF_EACH = 5
#: Moments the ratings must come from: cross-validation keeps each whole, and has five folds.
NEEDED_MOMENTS = 5
#: The setting that holds what other programs' stars mean, JSON.
MEANINGS_SETTING = "taste_meanings"
#: What stars mean where the user calls them the same as here.
SAME_STARS = (1, 2, 3, 4, 5)


class HeadState(StrEnum):
    """Where a trained head stands. The value is stored and is part of `taste list --json`."""

    TRAINED = "trained"  # never used
    IN_USE = "in use"
    RETIRED = "retired"  # was in use once


class TooFewRatingsError(UsageError):
    """There are not enough ratings to learn from; the message says how many more."""


@dataclass(frozen=True, slots=True)
class Label:
    """A photo's level of worthiness, as somebody said it.

    Attributes:
        level: 1..5.
        source: `SOURCE_HERE`, or the program whose confirmed stars these are.
        moment: number of the group that cross-validation keeps whole.
        series: number of the series of shots it belongs to.
        undated: nothing says when the photo was taken, or together with which others: it is a moment of its
            own, so a shot of the same scene may be trained on while it is held out.
    """

    photo_id: int
    level: int
    source: str
    moment: int
    series: int
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Of two photos of one series the one was picked and the other rejected."""

    picked: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Labels:
    """Everything that can train a head now.

    Attributes:
        ratings: photos with at least one judged face, by photo id.
        pairs: picks over rejects, within series.
        without_face: rated photos that no face can be learnt from.
        unconfirmed: photos with stars of other programs, by program, whose meaning nobody confirmed.
    """

    ratings: tuple[Label, ...]
    pairs: tuple[Pair, ...] = ()
    without_face: int = 0
    unconfirmed: Mapping[str, int] = field(default_factory=dict)

    @property
    def undated(self) -> int:
        """How many ratings are moments of their own for want of a capture time."""
        return sum(label.undated for label in self.ratings)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether there are ratings enough.

    Attributes:
        counts: usable photos by level, all five levels.
        missing: photos still needed by level; levels that have enough are absent.
        moments: different moments the ratings come from.
        sentence: for people; "" where there are enough.
    """

    counts: Mapping[int, int]
    missing: Mapping[int, int]
    moments: int
    sentence: str

    @property
    def ready(self) -> bool:
        """Whether a head can be trained."""
        return not self.sentence


@dataclass(frozen=True, slots=True)
class TasteVersion:
    """A trained head as lists show it.

    Attributes:
        id: its number, from 1.
        kind: the head's name ("ordinal").
        backbone: version of the backbone whose embeddings it reads.
        created_at: UTC, ISO 8601.
        ratings: how many ratings trained it.
        state: see `HeadState`.
        replaces: the version that was in use before it; None where it never was.
        settings: what the training was asked for and what it chose.
        report: held-out results as a JSON document, see `ml.taste.report`.
        note: where it came from, if not from this library's ratings ("imported from ...").
    """

    id: int
    kind: str
    backbone: str
    created_at: str
    ratings: int
    state: HeadState
    replaces: int | None
    settings: Mapping[str, Any]
    report: Mapping[str, Any]
    note: str = ""


def readiness(labels: Iterable[Label]) -> Readiness:
    """Whether these ratings are enough, and if not, what is missing."""
    labels = list(labels)
    found = Counter(label.level for label in labels)
    counts = {level: found[level] for level in LEVELS}
    missing = {level: NEEDED_OF_EACH - count for level, count in counts.items() if count < NEEDED_OF_EACH}
    moments = len({label.moment for label in labels})
    sentence = ""
    if missing:
        wanted = _listed([f"{count} more with {_stars(level)}" for level, count in missing.items()])
        sentence = (
            f"Your taste needs at least {NEEDED_OF_EACH} rated photos with a face at each level; "
            f"still missing: {wanted}."
        )
    elif moments < NEEDED_MOMENTS:
        sentence = (
            f"Your ratings come from {moments} {'moment' if moments == 1 else 'moments'}; rate photos from "
            f"at least {NEEDED_MOMENTS}, so that what is learnt can be checked on others."
        )
    return Readiness(counts, missing, moments, sentence)


def check_meaning(levels: Sequence[int]) -> tuple[int, ...]:
    """What each of 1..5 stars of another program means as a level; 0: nothing.

    Raises:
        UsageError: these are not five levels, or more stars would mean a lower level.
    """
    if len(levels) != len(LEVELS) or any(level not in (0, *LEVELS) for level in levels):
        raise UsageError("Say for each of 1 to 5 stars which level it means: 1 to 5, or 0 for none.")
    used = [level for level in levels if level]
    if used != sorted(used):
        raise UsageError("More stars cannot mean a lower level.")
    return tuple(levels)


def _stars(level: int) -> str:
    return "1 star" if level == 1 else f"{level} stars"


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
