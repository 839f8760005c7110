"""Refitting a hazard's threshold to the user's answers: a step of its own, versioned and reversible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from photo_curator.domain.danger import logit, sigmoid
from photo_curator.domain.errors import UsageError

#: From so many answers about a hazard on its threshold can be refitted ...
ANSWERS_NEEDED = 20
#: ... if they come from at least so many moments: thirty shots of one cliff are one opinion.
MOMENTS_NEEDED = 5
#: Photos this close in time are one moment, in seconds.
MOMENT_SECONDS = 120.0
#: How far from the shipped threshold a refit may go, in log-odds: answers are given about photos that
#: were flagged, and say little about those that never were.
FARTHEST = 2.0
#: Beyond the outermost answer the threshold lies this far from it, in log-odds.
_CLEARANCE = 0.05


@dataclass(frozen=True, slots=True)
class Answer:
    """A user's word on a hazard in one photo.

    Attributes:
        probability: what the hazard network said, 0..1.
        dangerous: False: a false alarm.
        taken: seconds since 1970 of the wall clock; None: unknown, a moment of its own.
        burst: the vendor's burst identifier, or "".
    """

    probability: float
    dangerous: bool
    taken: float | None = None
    burst: str = ""


@dataclass(frozen=True, slots=True)
class HazardThreshold:
    """A hazard's threshold in force.

    Attributes:
        hazard: its name.
        threshold: probability from which on it counts as seen.
        shipped: what its network came with.
        fitted_to: answers the threshold in force was fitted to; 0: it is the shipped one.
        false_alarms: answers there are now.
        dangerous: likewise.
        moments: how many moments they come from.
    """

    hazard: str
    threshold: float
    shipped: float
    fitted_to: int = 0
    false_alarms: int = 0
    dangerous: int = 0
    moments: int = 0

    @property
    def answers(self) -> int:
        """All answers there are now."""
        return self.false_alarms + self.dangerous

    @property
    def ready(self) -> bool:
        """Whether there are enough answers for a refit."""
        return self.answers >= ANSWERS_NEEDED and self.moments >= MOMENTS_NEEDED


@dataclass(frozen=True, slots=True)
class Refit:
    """A threshold fitted to answers.

    Attributes:
        threshold: 0..1.
        answers: how many there were.
        agreed_before: balanced share of them that the threshold in force agrees with, 0..1.
        agreed_after: likewise of the new one: on the very answers it was fitted to.
    """

    threshold: float
    answers: int
    agreed_before: float
    agreed_after: float


def moments(answers: Sequence[Answer]) -> list[int]:
    """The number of each answer's moment: bursts, and photos within `MOMENT_SECONDS` of the next one."""
    found = [-1] * len(answers)
    bursts: dict[str, int] = {}
    count, last, previous = 0, None, 0
    order = sorted(range(len(answers)), key=lambda i: (answers[i].taken is None, answers[i].taken or 0.0))
    for index in order:
        answer = answers[index]
        near = last is not None and answer.taken is not None and answer.taken - last <= MOMENT_SECONDS
        moment = bursts.get(answer.burst) if answer.burst else None
        if moment is None:
            moment = found[previous] if near else count
        count = max(count, moment + 1)
        found[index] = moment
        if answer.burst:
            bursts[answer.burst] = moment
        last, previous = answer.taken, index
    return found


def refit(answers: Sequence[Answer], shipped: float, in_force: float) -> Refit:
    """The threshold that agrees best with the answers.

    Of all cuts between neighbouring answers the one with the largest balanced agreement: the mean of
    the shares of "dangerous" at or above it and of "false alarm" below it (where only one kind was
    given, its share alone). Answers of one moment weigh as one. Of equally good cuts the one nearest
    to the shipped threshold, and never further from it than `FARTHEST`.

    Args:
        answers: about one hazard, of one network's version.
        shipped: the threshold that network came with.
        in_force: the present threshold.

    Raises:
        UsageError: there are too few answers, or they come from too few moments.
    """
    numbers = moments(answers)
    if len(answers) < ANSWERS_NEEDED:
        raise UsageError(
            f"A refit needs {ANSWERS_NEEDED} answers about this hazard; there are {len(answers)}."
        )
    if (count := len(set(numbers))) < MOMENTS_NEEDED:
        raise UsageError(
            f"The answers come from only {count} moments; a refit needs {MOMENTS_NEEDED}, so that one "
            "series of photos does not decide for all."
        )
    kinds = list(zip(numbers, (answer.dangerous for answer in answers), strict=True))
    sizes = Counter(kinds)
    weighed = [
        (logit(answer.probability), answer.dangerous, 1 / sizes[kind])
        for answer, kind in zip(answers, kinds, strict=True)
    ]
    values = sorted({value for value, _, _ in weighed})
    home = logit(shipped)
    cuts = [
        home,
        values[0] - _CLEARANCE,
        *((low + high) / 2 for low, high in pairwise(values)),
        values[-1] + _CLEARANCE,
    ]
    kept = {min(home + FARTHEST, max(home - FARTHEST, cut)) for cut in cuts}
    best = max(kept, key=lambda cut: (round(_agreement(weighed, cut), 9), -abs(cut - home), cut))
    threshold = shipped if best == home else sigmoid(best)
    return Refit(threshold, len(answers), _agreement(weighed, logit(in_force)), _agreement(weighed, best))


def _agreement(weighed: Sequence[tuple[float, bool, float]], cut: float) -> float:
    """Balanced share of answers on the right side of a cut, 0..1."""
    shares = []
    for kind in (True, False):
        total = sum(weight for _, dangerous, weight in weighed if dangerous is kind)
        right = sum(w for value, dangerous, w in weighed if dangerous is kind and (value >= cut) is kind)
        if total:
            shares.append(right / total)
    return sum(shares) / len(shares)
