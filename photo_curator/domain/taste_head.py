"""A personal head as data: what is stored of it, and what it says, in NumPy.

`ml.taste.head.TasteHead` is the same function as an nn.Module, to be trained, differentiated and explained.
This one needs no torch: a head can be used, rolled back and undone in any process, and re-scoring a library
is a matrix product. A test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photo_curator.domain.score import LEVELS, WIDEST_USEFUL_INTERVAL

Floats = NDArray[np.float64]
_LEVELS = np.array(LEVELS, float)
#: Where one level of a shown score ends and the next begins, with the scale's ends.
STEPS = (1.0, 1.5, 2.5, 3.5, 4.5, 5.0)
#: How much further the embedding's columns are scaled down. There are ten times as many of them as there are
#: measured attributes, each says less, and the pull towards 0 holds what is small more strongly: with 320
#: ratings the error was 0.64 instead of 0.66, with 40 0.69 instead of 0.73 (raters that are not reported).
EMBEDDING_SHRUNK = 4.0
#: Both tails of an 80 % interval that follows the distribution itself.
PLAIN_TAIL = 0.1


@dataclass(frozen=True, slots=True)
class Reach:
    """How a distribution is read: the score shown, its interval, and when that is "cannot tell".

    Attributes:
        tail: probability left out on either side of the interval.
        widest: without `doubt`, an interval wider than this is "cannot tell", in levels.
        marks: the distributions' means at which the score shown passes 1.5, 2.5, 3.5 and 4.5, ascending;
            none: the mean is shown as it is. Who is unsure hedges: true probabilities have means around 3,
            and a 5 would never be said.
        doubt: the expected miss of the score, in levels, past which it is "cannot tell"; None: by the width.
    """

    tail: float = PLAIN_TAIL
    widest: float = WIDEST_USEFUL_INTERVAL
    marks: tuple[float, ...] = ()
    doubt: float | None = None

    def score(self, probabilities: Floats) -> Floats:
        """The scores shown of distributions: [N, 5] -> [N]."""
        mean: Floats = probabilities @ _LEVELS
        return np.interp(mean, [1.0, *self.marks, 5.0], STEPS) if self.marks else mean

    def around(self, score: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
        """The intervals' ends [N], no score outside of its own."""
        return (np.minimum(low, score), np.maximum(high, score)) if self.marks else (low, high)

    def unsure(self, probabilities: Floats, score: Floats, width: Floats) -> NDArray[np.bool_]:
        """Where the verdict is "cannot tell": [N].

        Args:
            probabilities: [N, 5].
            score: [N] as shown.
            width: [N] of the intervals.
        """
        if self.doubt is None:
            return width > self.widest
        return expected_miss(probabilities, score) > self.doubt


def expected_miss(probabilities: Floats, score: Floats) -> Floats:
    """How far ratings that follow distributions [N, 5] lie from scores [N] on average, in levels."""
    miss: Floats = (probabilities * np.abs(_LEVELS - score[:, None])).sum(1)
    return miss


@dataclass(frozen=True, slots=True)
class StoredHead:
    """A trained head.

    probabilities = softmax(sharpness * log(trust * p + (1 - trust) * starter) + tilt), where p is what the
    ratings say of a face's features and `starter` what the starter said of it.

    Attributes:
        kind: "cross_entropy", "l2" or "ordinal".
        backbone: version of the backbone whose embeddings it reads.
        attribute_names: the attributes it reads, in order.
        weight: [outputs, features] on standardised features.
        bias: [outputs].
        centre: [features] means of the training features.
        scale: [features] what they were divided by, see `standard`.
        shape: "ordinal": four ascending thresholds; "l2": the spread in levels; else empty.
        trust: weight of the ratings against the starter, n / (n + `ml.taste.fitting.STARTER_WORTH`).
        sharpness: exponent on the mixture, which makes its probabilities true.
        tilt: [5] added to its logarithm; nought in heads whose `reach` has marks. Heads from before said
            each level as often as the user does by this, which made the probabilities untrue.
        reach: how the distribution is read.
        ratings: how many trained it.
        ranker: [features] direction of the pairwise ranker on standardised features; empty: none.
    """

    kind: str
    backbone: str
    attribute_names: tuple[str, ...]
    weight: Floats
    bias: Floats
    centre: Floats
    scale: Floats
    shape: Floats
    trust: float
    sharpness: float
    tilt: Floats
    reach: Reach
    ratings: int
    ranker: Floats

    def probabilities(self, embedding: NDArray[np.floating], attributes: Floats, starter: Floats) -> Floats:
        """What the head says of faces.

        Args:
            embedding: [N, D].
            attributes: [N, A], columns as `attribute_names`.
            starter: [N, 5] the starter's probabilities.

        Returns:
            [N, 5].
        """
        own = link(self.kind, self._outputs(embedding, attributes, starter), self.shape)
        mixed = self.trust * own + (1 - self.trust) * starter
        return settled(mixed, self.sharpness, self.tilt)

    def ranked(self, embedding: NDArray[np.floating], attributes: Floats, starter: Floats) -> Floats:
        """What the burst ranker gives faces: [N]; of a photo it is their weighted mean. Arguments as above.

        The difference of two photos is the log odds that the one is liked better.
        """
        merit: Floats = self._linear(self.ranker[None], embedding, attributes, starter)[:, 0]
        return merit

    def _outputs(self, embedding: NDArray[np.floating], attributes: Floats, starter: Floats) -> Floats:
        return self._linear(self.weight, embedding, attributes, starter) + self.bias

    def _linear(
        self, weight: Floats, embedding: NDArray[np.floating], attributes: Floats, starter: Floats
    ) -> Floats:
        # Standardising folds into the weights: no copy of the features of 100,000 faces.
        weight = weight / self.scale
        outputs: Floats = features(embedding, attributes, starter) @ weight.T
        return outputs - weight @ self.centre


def features(embedding: NDArray[np.floating], attributes: Floats, starter: Floats) -> Floats:
    """What a personal head sees of faces: [N, D + 2 A + 1].

    The embedding; the attributes, and their squares (a head may like faces turned neither left nor right);
    the starter's mean.
    """
    return np.concatenate(
        [embedding, attributes, np.square(attributes), (starter @ _LEVELS)[:, None]], axis=1
    )


def standard(seen: Floats, embedding: int) -> tuple[Floats, Floats]:
    """What to take off features [N, D] and to divide them by, so that a pull on weights is fair: [D] both.

    Args:
        seen: see `features`.
        embedding: how many of the columns are the embedding's, see `EMBEDDING_SHRUNK`.
    """
    scale = seen.std(0)
    scale = np.where(scale > 1e-6, scale, 1.0)
    scale[:embedding] *= EMBEDDING_SHRUNK
    return seen.mean(0), scale


def link(kind: str, outputs: Floats, shape: Floats) -> Floats:
    """From a linear layer's outputs to the probabilities of 1..5; see `ml.personal_heads` for each kind.

    Args:
        kind: of the head.
        outputs: [N, K].
        shape: as `StoredHead.shape`.

    Returns:
        [N, 5].
    """
    if kind == "cross_entropy":
        return _softmax(outputs)
    if kind == "l2":
        score = len(LEVELS) * _sigmoid(outputs) + 0.5
        return _softmax(-((_LEVELS - score) ** 2) / (2 * shape[0] ** 2))
    if kind == "ordinal":
        above = _sigmoid(outputs - shape)
        ends = np.ones((len(outputs), 1))
        return np.maximum(-np.diff(np.concatenate([ends, above, 0 * ends], axis=1)), 0.0)
    raise ValueError(f"There is no head called {kind!r}.")


def settled(mixed: Floats, sharpness: float, tilt: Floats) -> Floats:
    """The distribution after sharpening and tilting: [N, 5] -> [N, 5]."""
    return _softmax(sharpness * np.log(np.maximum(mixed, 1e-12)) + tilt)


def quantiles(probabilities: Floats, wanted: float) -> Floats:
    """`ml.heads.score_of`'s quantile of many distributions at once: [N, 5] -> [N], cut to 1..5."""
    below = np.zeros((len(probabilities), len(LEVELS) + 1))
    np.cumsum(probabilities, axis=1, out=below[:, 1:])
    level = np.minimum((below[:, 1:] < wanted).sum(1), len(LEVELS) - 1)
    rows = np.arange(len(probabilities))
    share = np.maximum(probabilities[rows, level], 1e-12)
    place: Floats = level + 0.5 + (wanted - below[rows, level]) / share
    return place.clip(1.0, 5.0)


def ends(probabilities: Floats, tail: float) -> tuple[Floats, Floats]:
    """Lower and upper ends [N] of the intervals of distributions [N, 5]."""
    return quantiles(probabilities, tail), quantiles(probabilities, 1 - tail)


def column_order(wanted: Sequence[str], found: Sequence[str]) -> list[int]:
    """Where each wanted attribute stands among those found.

    Raises:
        ValueError: one is not there.
    """
    return [list(found).index(name) for name in wanted]


def _softmax(logits: Floats) -> Floats:
    shares: Floats = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


def _sigmoid(values: Floats) -> Floats:
    # By tanh: exp of a large number would overflow.
    return 0.5 + 0.5 * np.tanh(0.5 * values)
