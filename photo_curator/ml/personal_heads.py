"""Heads trained on ratings: one linear layer on features, each with a loss and a way to probabilities.

They know nothing of where features and ratings come from: the worthiness experiment trains them on a
backbone's features, personal taste on stored embeddings and attributes.
"""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from photo_curator.domain.score import LEVELS

#: The paper's scale as its formulas have it: five levels in the sigmoid's 0..1, each 0.2 wide.
_LEVELS = len(LEVELS)
#: Standard deviation, in levels, below which `L2Head` never claims to know a score.
_SMALLEST_SPREAD = 0.3


class PersonalHead(nn.Module, ABC):
    """Features [N, D] -> logits [N, L], one for each level from 1.

    Features are standardised inside: a linear layer stays a linear layer, but one rate of learning fits
    embeddings of length 1, attributes in degrees and a ResNet's activations alike.

    Args:
        features: columns of the features, D.
        outputs: columns of the linear layer.

    Attributes:
        kind: the head's name in commands and reports.
    """

    kind: str
    centre: Tensor
    scale: Tensor

    def __init__(self, features: int, outputs: int) -> None:
        super().__init__()
        self.linear = nn.Linear(features, outputs)
        self.register_buffer("centre", torch.zeros(features))
        self.register_buffer("scale", torch.ones(features))

    def standardise(self, features: Tensor) -> None:
        """Take mean and standard deviation from the training features [N, D]; before training."""
        spread = features.std(0, correction=0)
        self.centre.copy_(features.mean(0))
        # What hardly varies says nothing, and must not be blown up where it does elsewhere.
        self.scale.copy_(torch.where(spread > 1e-6, spread, torch.ones_like(spread)))

    def outputs(self, features: Tensor) -> Tensor:
        """What the linear layer says: [N, D] -> [N, outputs]."""
        values: Tensor = self.linear((features - self.centre) / self.scale)
        return values

    def forward(self, features: Tensor) -> Tensor:
        """[N, D] -> logits [N, L] whose softmax is the distribution over the levels."""
        return self.outputs(features)

    def loss(self, features: Tensor, scores: Tensor) -> Tensor:
        """What training lowers: the mean of -log of the true score's probability.

        For `CrossEntropyHead` this is the paper's first loss (section 3); its sum is over pictures,
        though the paper's index says classes.

        Args:
            features: [N, D].
            scores: [N] true levels, whole numbers from 1.
        """
        return functional.cross_entropy(self(features), scores - 1)

    def settle(self, features: Tensor, scores: Tensor) -> None:
        """Find what is not learnt by gradient, after training. Arguments as `loss`."""

    def predicted(self, features: Tensor) -> Tensor:
        """[N, D] -> [N] levels, whole numbers from 1: the most probable one."""
        logits: Tensor = self(features)
        return logits.argmax(1) + 1


class CrossEntropyHead(PersonalHead):
    """A linear output for each level, and the softmax (the paper's first head; section 3).

    Args:
        features: columns of the features.
        levels: how many classes; 2 for open and closed eyes.
    """

    kind = "cross_entropy"

    def __init__(self, features: int, levels: int = _LEVELS) -> None:
        super().__init__(features, levels)


class L2Head(PersonalHead):
    """One linear output through a sigmoid, and the Euclidean loss (the paper's second head; section 3).

    The paper ends in a score, not in probabilities. Here they are those of a normal distribution around
    5 * output + 0.5 (the score whose adjusted value is the output), discretised at the levels; its
    spread is the root mean square error `settle` finds. The most probable level is `predicted`'s.
    """

    kind = "l2"
    levels: Tensor
    spread: Tensor

    def __init__(self, features: int) -> None:
        super().__init__(features, 1)
        self.register_buffer("levels", torch.tensor(LEVELS, dtype=torch.float32), persistent=False)
        self.register_buffer("spread", torch.ones(()))

    def output(self, features: Tensor) -> Tensor:
        """[N, D] -> [N] in 0..1."""
        return torch.sigmoid(self.outputs(features)).squeeze(1)

    def score(self, features: Tensor) -> Tensor:
        """[N, D] -> [N] real-valued scores, 0.5..5.5; differentiable."""
        return _LEVELS * self.output(features) + 0.5

    def forward(self, features: Tensor) -> Tensor:
        """[N, D] -> logits [N, 5]."""
        return -((self.levels - self.score(features)[:, None]) ** 2) / (2 * self.spread**2)

    def loss(self, features: Tensor, scores: Tensor) -> Tensor:
        """The paper's: the root of the sum of squares, on adjusted scores. Arguments as the base's."""
        return l2_loss(self.output(features), adjusted(scores))

    def settle(self, features: Tensor, scores: Tensor) -> None:
        """Take the spread from pictures with known scores; those held out give the honest one."""
        with torch.no_grad():
            error = self.score(features) - scores
            self.spread.copy_(error.square().mean().sqrt().clamp(min=_SMALLEST_SPREAD))

    def predicted(self, features: Tensor) -> Tensor:
        """[N, D] -> [N] levels by the paper's formula."""
        return score_of_output(self.output(features))


class OrdinalHead(PersonalHead):
    """One direction of merit and ordered thresholds on it (proportional odds).

    P(score > k) = sigmoid(merit - threshold k). The thresholds are kept apart by softplus, so the
    probabilities are never negative. The order of scores is known, distances are learnt: the paper's
    "other variations" that use the sequence (section 5.3).

    Args:
        features: columns of the features.
        levels: how many, at least 3.
    """

    kind = "ordinal"

    def __init__(self, features: int, levels: int = _LEVELS) -> None:
        super().__init__(features, 1)
        self.first = nn.Parameter(torch.tensor(-0.5 * (levels - 2)))
        # softplus(0.5413) = 1: thresholds start one apart, around 0.
        self.gaps = nn.Parameter(torch.full((levels - 2,), 0.5413))

    @property
    def thresholds(self) -> Tensor:
        """[L - 1], ascending."""
        return self.first + functional.pad(functional.softplus(self.gaps).cumsum(0), (1, 0))

    def forward(self, features: Tensor) -> Tensor:
        """[N, D] -> log-probabilities [N, L].

        sigmoid(a) - sigmoid(b) = sigmoid(a) sigmoid(-b) (1 - exp(b - a)): no difference of nearly equal
        numbers, no gradient lost far from the thresholds.
        """
        above = self.outputs(features) - self.thresholds
        beyond = functional.pad(functional.logsigmoid(above), (1, 0))
        within = functional.pad(functional.logsigmoid(-above), (0, 1))
        between = torch.log(-torch.expm1(-functional.softplus(self.gaps)))
        return beyond + within + functional.pad(between, (1, 1))

    def predicted(self, features: Tensor) -> Tensor:
        """[N, D] -> [N] levels: the median, which has the least mean absolute error."""
        return median_level(self(features))


class ContinuationHead(PersonalHead):
    """A direction for each step up the scale (continuation ratio).

    P(score > k, given score > k - 1) = sigmoid(output k): what tells a 5 from a 4 need not be what tells
    a 2 from a 1.

    Args:
        features: columns of the features.
        levels: how many.
    """

    kind = "continuation"

    def __init__(self, features: int, levels: int = _LEVELS) -> None:
        super().__init__(features, levels - 1)

    def forward(self, features: Tensor) -> Tensor:
        """[N, D] -> log-probabilities [N, L]."""
        steps = self.outputs(features)
        reached = functional.pad(functional.logsigmoid(steps).cumsum(1), (1, 0))
        return reached + functional.pad(functional.logsigmoid(-steps), (0, 1))

    def predicted(self, features: Tensor) -> Tensor:
        """[N, D] -> [N] levels: the median."""
        return median_level(self(features))


#: By name, in the order of reports.
HEADS: Mapping[str, type[CrossEntropyHead | L2Head | OrdinalHead | ContinuationHead]] = {
    head.kind: head for head in (CrossEntropyHead, L2Head, OrdinalHead, ContinuationHead)
}


def adjusted(scores: Tensor) -> Tensor:
    """The paper's "adj. score": 1..5 -> 0.1, 0.3, 0.5, 0.7, 0.9, the middles of the levels' fifths."""
    return (scores - 1) / _LEVELS + 0.1


def score_of_output(output: Tensor) -> Tensor:
    """The paper's "adj. output": 0..1 -> whole scores 1..5, as [5 output] + 1 with [] as floor.

    An output of exactly 1, which a saturated sigmoid gives, would be a 6: it is a 5.
    """
    return ((_LEVELS * output).floor().long() + 1).clamp(1, _LEVELS)


def l2_loss(output: Tensor, target: Tensor) -> Tensor:
    """The paper's L2 loss: the root of the sum (not the mean) of squares over a batch [N].

    As a vector's norm its gradient is 0, not undefined, where every output is right.
    """
    norm: Tensor = torch.linalg.vector_norm(output - target)
    return norm


def median_level(logits: Tensor) -> Tensor:
    """[N, L] -> [N] levels from 1: the first at which half of the probability is reached."""
    levels: Tensor = (torch.softmax(logits, 1).cumsum(1)[:, :-1] < 0.5).sum(1) + 1
    return levels
