"""Several people's judgements of the same photos: majority, agreement, reasons.

As the dangerous-selfie paper gathered its labels (section 3): each annotator says of a photo whether it
is a selfie, and of a selfie whether taking it was dangerous and why.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

#: Upper ends of what Landis and Koch (1977) call a kappa; below 0 it is "poor".
_STRENGTHS = ((0.20, "slight"), (0.40, "fair"), (0.60, "moderate"), (0.80, "substantial"))


class Label(StrEnum):
    """What an annotation says of a photo, as one answer."""

    NO_SELFIE = "no selfie"
    SAFE = "selfie"
    DANGEROUS = "dangerous selfie"


class Question(StrEnum):
    """Which experiment the folder is for. The value is its command under `train`."""

    DANGER = "danger"
    SELFIE = "selfie"


@dataclass(frozen=True, slots=True)
class Annotation:
    """One person's judgement of one photo.

    Attributes:
        photo: its file's name, or whatever tells photos apart.
        annotator: who judged.
        selfie: whether it is a selfie.
        dangerous: whether taking it was dangerous; only selfies are asked.
        reason: why, in the annotator's words; may be empty.

    Raises:
        ValueError: no photo or annotator is named, or a photo that is no selfie is called dangerous.
    """

    photo: str
    annotator: str
    selfie: bool
    dangerous: bool
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.photo or not self.annotator:
            raise ValueError("A photo and an annotator are needed.")
        if self.dangerous and not self.selfie:
            raise ValueError("Only a selfie can be a dangerous selfie.")

    @property
    def label(self) -> Label:
        """Both answers as one."""
        if not self.selfie:
            return Label.NO_SELFIE
        return Label.DANGEROUS if self.dangerous else Label.SAFE


@dataclass(frozen=True, slots=True)
class Majority:
    """What most annotators said of a photo.

    Attributes:
        photo: as in its annotations.
        label: the majority's.
        annotators: how many judged it.
        drawn: whether a draw was decided by lot.
    """

    photo: str
    label: Label
    annotators: int
    drawn: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far annotators agree beyond chance.

    Attributes:
        kappa: Fleiss' kappa; 1 where all agree, 0 as by chance; NaN where there is nothing to compare.
        photos: how many at least two people judged.
    """

    kappa: float
    photos: int

    @property
    def strength(self) -> str:
        """The kappa in Landis and Koch's words; "unknown" where there is none."""
        if self.kappa != self.kappa:
            return "unknown"
        if self.kappa < 0:
            return "poor"
        return next((word for end, word in _STRENGTHS if self.kappa <= end), "almost perfect")


def by_photo(annotations: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    """Annotations of each photo, in the order of their first mention.

    Raises:
        ValueError: somebody judged a photo twice.
    """
    found: defaultdict[str, list[Annotation]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for one in annotations:
        if (one.photo, one.annotator) in seen:
            raise ValueError(f"{one.annotator} judged {one.photo} twice.")
        seen.add((one.photo, one.annotator))
        found[one.photo].append(one)
    return dict(found)


def majorities(annotations: Iterable[Annotation], seed: int = 0) -> list[Majority]:
    """The majority's label of each photo; a draw is decided by lot, as in the paper.

    Two questions, as the annotators were asked them: whether it is a selfie, by all; whether it is
    dangerous, by those who saw a selfie. (With three annotators a draw can only come from the second.)

    Args:
        annotations: of any photos, in any order.
        seed: of the lots. A photo's lot depends on nothing but its name and the seed.

    Raises:
        ValueError: somebody judged a photo twice.
    """
    return [_majority(photo, given, seed) for photo, given in by_photo(annotations).items()]


def agreement(annotations: Iterable[Annotation]) -> Agreement:
    """Fleiss' kappa over the three labels; photos that one person alone judged are left out.

    Raises:
        ValueError: somebody judged a photo twice.
    """
    counts = [Counter(one.label for one in given) for given in by_photo(annotations).values()]
    table = [[count[label] for label in Label] for count in counts if count.total() > 1]
    return Agreement(fleiss_kappa(table), len(table))


def fleiss_kappa(table: Sequence[Sequence[int]]) -> float:
    """Agreement of several raters beyond chance (Fleiss 1971).

    kappa = (P - E) / (1 - E), where P is the mean over subjects of the share of agreeing pairs of
    raters, and E the sum of the squared shares of the categories. Where subjects had different numbers
    of raters, each subject's pairs are its own.

    Args:
        table: [subjects][categories] how many raters chose a category; at least two raters a subject.

    Returns:
        At most 1; NaN where there are no subjects, or all raters chose one category throughout.

    Raises:
        ValueError: a subject with fewer than two raters.
    """
    raters = [sum(row) for row in table]
    if any(count < 2 for count in raters):
        raise ValueError("Agreement needs at least two raters a subject.")
    total = sum(raters)
    if not total:
        return float("nan")
    agreeing = [
        sum(votes * (votes - 1) for votes in row) / (count * (count - 1))
        for row, count in zip(table, raters, strict=True)
    ]
    observed = sum(agreeing) / len(agreeing)
    by_chance = sum((sum(column) / total) ** 2 for column in zip(*table, strict=True))
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")


def reasons(annotations: Iterable[Annotation]) -> Mapping[str, int]:
    """How often each reason was given, the most frequent first; case and spacing do not count."""
    folded = (" ".join(one.reason.casefold().split()) for one in annotations)
    counts = Counter(reason for reason in folded if reason)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _majority(photo: str, given: Sequence[Annotation], seed: int) -> Majority:
    selfie, selfie_drawn = _vote([one.selfie for one in given], f"{seed}/selfie/{photo}")
    if not selfie:
        return Majority(photo, Label.NO_SELFIE, len(given), selfie_drawn)
    dangerous, drawn = _vote([one.dangerous for one in given if one.selfie], f"{seed}/dangerous/{photo}")
    label = Label.DANGEROUS if dangerous else Label.SAFE
    return Majority(photo, label, len(given), selfie_drawn or drawn)


def _vote(votes: Sequence[bool], lot: str) -> tuple[bool, bool]:
    """The majority of votes, and whether there was none and the lot decided."""
    lead = 2 * sum(votes) - len(votes)
    return (lead > 0, False) if lead else (random.Random(lot).random() < 0.5, True)
