"""Fitting heads to ratings: one convex problem each, solved from strong to weak regularisation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from torch import Tensor, nn

from photo_curator.domain.face_table import FaceTable
from photo_curator.domain.taste import Labels
from photo_curator.domain.taste_head import Floats, features, link, standard
from photo_curator.ml.personal_heads import HEADS, L2Head, PersonalHead, adjusted
from photo_curator.ml.taste.head import shape_of

#: The heads that are tried, in the order of reports.
KINDS = ("cross_entropy", "l2", "ordinal")
#: Strengths of the pull towards 0, strong first: each fit starts where the one before ended.
PENALTIES = (0.1, 0.03, 0.01)
#: How many ratings the starter is worth: with n ratings theirs counts n / (n + this). Found by the
#: benchmark's raters that are not reported.
STARTER_WORTH = 10.0
#: The ranker's penalty, and how many pairs it needs.
RANKER_PENALTY, RANKER_PAIRS = 0.1, 10
_STEPS = 20

Rows = NDArray[np.int64]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Ratings beside what there is to learn from.

    Attributes:
        table: faces of P photos: those rated, and those only picked or rejected.
        features: [F, D] standardised.
        centre: [D] what was taken off them.
        scale: [D] what they were divided by: see `domain.taste_head.standard`.
        level: [P] 1..5; 0: not rated.
        group: [P] what cross-validation keeps whole.
        contests: series of shots with a winner: rows of the photos, rows of those nobody beat.
        pairs: [M, 2] rows of photos of one contest, the better one first.
        share: [F] of its photo's score.
    """

    table: FaceTable
    features: Tensor
    centre: Floats
    scale: Floats
    level: Rows
    group: Rows
    contests: tuple[tuple[Rows, Rows], ...]
    pairs: Rows
    share: Floats

    @property
    def rated(self) -> Chosen:
        """[P] whether there is a rating."""
        return self.level > 0


def training_set(table: FaceTable, labels: Labels, moments: dict[int, int]) -> TrainingSet:
    """Put ratings and faces together.

    Args:
        table: the faces of the photos in `labels`; others are not looked at.
        labels: ratings and pairs.
        moments: the moment of every photo in `table`.
    """
    by_photo = {label.photo_id: label for label in labels.ratings}
    row = {photo_id: index for index, photo_id in enumerate(table.photo_ids.tolist())}
    level = np.array([by_photo[one].level if one in by_photo else 0 for one in row], np.int64)
    contests, pairs = _contests(labels, row)
    seen = features(table.embedding, table.attributes, table.starter)
    # No label is used here, so nothing held out leaks by it.
    centre, scale = standard(seen, table.embedding.shape[1])
    return TrainingSet(
        table=table,
        features=torch.from_numpy(((seen - centre) / scale).astype(np.float32)),
        centre=centre,
        scale=scale,
        level=level,
        group=np.array([moments[one] for one in row], np.int64),
        contests=contests,
        pairs=np.array(pairs, np.int64).reshape(-1, 2),
        share=table.weights[0],
    )


def _contests(
    labels: Labels, row: dict[int, int]
) -> tuple[tuple[tuple[Rows, Rows], ...], list[tuple[int, int]]]:
    """Series with a winner, by stars and by flags, and every pair in them, the better one first."""
    ranked: list[dict[int, int]] = []  # rows with how good they are, one a series
    by_series: dict[int, dict[int, int]] = {}
    for label in labels.ratings:
        if label.photo_id in row:
            by_series.setdefault(label.series, {})[row[label.photo_id]] = label.level
    ranked += by_series.values()
    # Within a series every pick stands against every reject: equal opponents, one series.
    opponents: dict[int, set[int]] = {}
    for pair in labels.pairs:
        if pair.picked in row and pair.rejected in row:
            opponents.setdefault(row[pair.picked], set()).add(row[pair.rejected])
    flagged: dict[frozenset[int], list[int]] = {}
    for picked, rejected in opponents.items():
        flagged.setdefault(frozenset(rejected), []).append(picked)
    ranked += [
        {**dict.fromkeys(rejected, 0), **dict.fromkeys(picked, 1)} for rejected, picked in flagged.items()
    ]
    contests, pairs = [], []
    for series in ranked:
        best = max(series.values())
        if min(series.values()) < best:
            winners = [photo for photo, value in series.items() if value == best]
            contests.append((np.array(list(series), np.int64), np.array(winners, np.int64)))
            pairs += [(one, other) for one in series for other in series if series[one] > series[other]]
    return tuple(contests), pairs


def fit_path(
    kind: str, data: TrainingSet, photos: Chosen, penalties: Sequence[float] = PENALTIES
) -> list[PersonalHead]:
    """Heads fitted to the ratings of some photos, one for each penalty.

    A photo of several faces is judged by its mixture, weighed as `aggregation` weighs them. Cross-entropy
    and ordinal lower the mean of -log of the true level's probability; l2 half the mean square error in
    levels, which has the paper's loss's minimum. To both comes penalty / 2 x |weights|^2.

    Args:
        kind: one of `KINDS`.
        data: the ratings.
        photos: [P] which of them; those not rated are left out.
        penalties: strong first.
    """
    chosen = photos & data.rated
    faces = torch.from_numpy(chosen[data.table.photo])
    seen = data.features[faces]
    # Photos numbered anew, without those left out.
    photo = torch.from_numpy((np.cumsum(chosen) - 1)[data.table.photo])[faces]
    share = torch.from_numpy(data.share).float()[faces]
    level = torch.from_numpy(data.level[chosen])
    head = HEADS[kind](seen.shape[1])
    nn.init.zeros_(head.linear.weight)
    nn.init.zeros_(head.linear.bias)
    single = len(photo) == len(level)

    def mixed(values: Tensor) -> Tensor:
        return values if single else torch.zeros(len(level)).index_add(0, photo, share * values)

    def loss() -> Tensor:
        if isinstance(head, L2Head):
            off = 5 * (mixed(head.output(seen)) - adjusted(level))
            return off.square().mean() / 2
        shares = torch.log_softmax(head(seen), 1).gather(1, (level[photo] - 1)[:, None])[:, 0]
        return -(shares if single else torch.log(mixed(shares.exp()) + 1e-12)).mean()

    heads: list[PersonalHead] = []
    for penalty in penalties:
        _minimise(head, loss, penalty)
        with torch.no_grad():
            head.settle(seen, level[photo])
        copy = HEADS[kind](seen.shape[1])
        copy.load_state_dict(head.state_dict())
        heads.append(copy)
    return heads


def _minimise(head: PersonalHead, loss: Callable[[], Tensor], penalty: float) -> None:
    optimiser = torch.optim.LBFGS(
        head.parameters(), max_iter=_STEPS, line_search_fn="strong_wolfe", tolerance_change=1e-6
    )

    def closure() -> Tensor:
        optimiser.zero_grad()
        value = loss() + penalty / 2 * head.linear.weight.square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(closure)  # type: ignore[no-untyped-call]


def trust(ratings: int) -> float:
    """How much the ratings count against the starter: n / (n + `STARTER_WORTH`)."""
    return ratings / (ratings + STARTER_WORTH)


def mixture(head: PersonalHead, data: TrainingSet, faces: Chosen, ratings: int) -> Floats:
    """What a head and the starter together say of some faces: [F'] -> [F', 5]."""
    with torch.no_grad():
        outputs = head.outputs(data.features[torch.from_numpy(faces)]).double().numpy()
    own = link(head.kind, outputs, shape_of(head))
    share = trust(ratings)
    return share * own + (1 - share) * data.table.starter[faces]


def fit_ranker(data: TrainingSet, photos: Chosen) -> Floats:
    """The direction that puts the better photo of a pair first: [D], empty where there are too few pairs.

    P(a better than b) = sigmoid(direction . (a - b)), features of a photo being its faces' weighted mean.
    """
    pairs = data.pairs[photos[data.pairs].all(1)] if len(data.pairs) else data.pairs
    if len(pairs) < RANKER_PAIRS:
        return np.zeros(0)
    seen = photo_features(data)
    better = seen[pairs[:, 0]] - seen[pairs[:, 1]]
    both = np.concatenate([better, -better])
    won = np.repeat([1, 0], len(better))
    strength = 1 / (RANKER_PENALTY * len(both))
    found = LogisticRegression(C=strength, fit_intercept=False, max_iter=200, tol=1e-3).fit(both, won)
    direction: Floats = found.coef_[0]
    return direction


def photo_features(data: TrainingSet) -> Floats:
    """Standardised features of photos [P, D]: their faces' weighted means."""
    return data.table.mixed(data.features.double().numpy() * data.share[:, None])
