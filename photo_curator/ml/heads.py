"""Heads: from what a backbone measured to five logits, one for each level of worthiness."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from photo_curator.domain.face import Attribute
from photo_curator.domain.score import LEVELS, Score
from photo_curator.ml.starter import degrees_to_share

#: Share of the probability that a score's interval covers.
INTERVAL_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Term:
    """What one attribute adds to the merit.

    Attributes:
        attribute: its name.
        gain: attribute values [N] -> merit [N]; strictly monotone and unclamped.
        doubt: standard deviation, in levels, that the score has where this is not measured.
    """

    attribute: str
    gain: Callable[[Tensor], Tensor]
    doubt: float


#: The starter's judgement of the moment, never of looks. Levels are those of the scale 1-5. A new
#: attribute is a new line here and a new column in a backbone.
STARTER_TERMS: tuple[Term, ...] = (
    Term(Attribute.SHARPNESS, lambda value: -2.6 * (1 - value) + 0.1 * value, doubt=0.8),
    Term(Attribute.EXPOSURE, lambda value: -2.1 * (1 - value) + 0.1 * value, doubt=0.6),
    # The paper names "looking away"; up to about 20 degrees is a pose.
    Term(Attribute.YAW, lambda value: -0.8 * degrees_to_share(value, 35.0), doubt=0.5),
    Term(Attribute.ROLL, lambda value: -0.25 * degrees_to_share(value, 35.0), doubt=0.1),
    # A doubt (spectacles, a laugh) costs less than its share; eyes that are surely shut cost it all.
    Term(Attribute.EYES_OPEN, lambda value: -2.4 * (1 - value) ** 1.5, doubt=0.4),
    # A smile adds a little; earnest faces are worth a post too.
    Term(Attribute.SMILE, lambda value: 0.5 * (value - 0.35), doubt=0.3),
)


class StarterHead(nn.Module):
    """A fixed map from attributes to five logits; no ratings needed.

    merit = base + sum of the terms, a real number without bounds. The logits are those of a normal
    distribution around it, discretised at the levels: -(level - merit)^2 / (2 spread^2). The spread
    grows where less is known: attributes that nobody measured, faces of few pixels.

    Args:
        attribute_names: the backbone's columns. Names without a term are ignored.
        base: merit of a face without any fault.
        spread: standard deviation, in levels, when all is known.
    """

    version = "starter-2"
    marks: tuple[float, ...] = ()
    levels: Tensor

    def __init__(
        self,
        attribute_names: Sequence[str],
        terms: Sequence[Term] = STARTER_TERMS,
        base: float = 4.45,
        spread: float = 0.65,
    ) -> None:
        super().__init__()
        columns = {name: index for index, name in enumerate(attribute_names)}
        self._measured = [(term, columns[term.attribute]) for term in terms if term.attribute in columns]
        unmeasured = [term.doubt**2 for term in terms if term.attribute not in columns]
        self._base = base
        self._variance = spread**2 + sum(unmeasured)
        self.register_buffer("levels", torch.tensor(LEVELS, dtype=torch.float32), persistent=False)

    def merit(self, attributes: Tensor) -> Tensor:
        """[N, A] -> [N], real-valued, in levels."""
        gains = [term.gain(attributes[:, column]) for term, column in self._measured]
        return self._base + torch.stack(gains, 1).sum(1)

    def forward(self, embedding: Tensor, attributes: Tensor, source_sizes: Tensor) -> Tensor:
        """Five logits a face.

        Args:
            embedding: [N, D]; not used by this head.
            attributes: [N, A].
            source_sizes: [N] face heights in source pixels.

        Returns:
            [N, 5].
        """
        del embedding
        merit = self.merit(attributes)
        # Below about 100 pixels expression and focus are guesses: half a level at 80.
        variance = self._variance + (40.0 / source_sizes) ** 2
        return -((self.levels - merit[:, None]) ** 2) / (2 * variance[:, None])


def score_of(probabilities: Sequence[float]) -> Score:
    """The score with mean and 80 % interval from the probabilities of 1..5."""
    total = sum(probabilities)
    one, two, three, four, five = (value / total for value in probabilities)
    shares = (one, two, three, four, five)
    mean = sum(level * share for level, share in zip(LEVELS, shares, strict=True))
    tail = (1 - INTERVAL_SHARE) / 2
    return Score(shares, mean, _quantile(shares, tail), _quantile(shares, 1 - tail))


def named(attribute_names: Sequence[str], values: Sequence[float]) -> Mapping[str, float]:
    """One face's attributes by name."""
    return dict(zip(attribute_names, values, strict=True))


def _quantile(shares: Sequence[float], wanted: float) -> float:
    """A quantile when each level's probability is spread evenly over level - 0.5 .. level + 0.5.

    So the ends move continuously with the probabilities. Cut to 1..5.
    """
    below = 0.0
    for level, share in zip(LEVELS, shares, strict=True):
        if below + share >= wanted and share > 0:
            return min(5.0, max(1.0, level - 0.5 + (wanted - below) / share))
        below += share
    return 5.0
