"""From ratings to a head and what can honestly be said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from threadpoolctl import threadpool_limits

from photo_curator.domain.progress import CancelToken
from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste import Labels
from photo_curator.domain.taste_head import Reach, StoredHead, settled
from photo_curator.ml.taste.calibration import NO_TILT, fit_reach, fit_sharpness
from photo_curator.ml.taste.fitting import KINDS, Rows, TrainingSet, fit_path, fit_ranker, mixture, trust
from photo_curator.ml.taste.head import shape_of
from photo_curator.ml.taste.results import Judged, Results, recall
from photo_curator.ml.taste.validation import FOLDS, REPEATS, CrossValidation, Setting, Told

#: Sizes of the learning curve; those that the folds' training parts can give are taken.
CURVE = (10, 20, 40, 80, 160, 320, 640, 1280)
#: Folds it is drawn from: it shows a direction, and each costs as much as a fold of the validation.
CURVE_FOLDS = 3
_LEVELS = np.array(LEVELS, float)


@dataclass(frozen=True, slots=True)
class Trained:
    """A head, how it was made, and its held-out results as a JSON document (see `train`)."""

    head: StoredHead
    settings: dict[str, Any]
    report: dict[str, Any]


def train(
    data: TrainingSet, labels: Labels, backbone: str, *, seed: int = 0, token: CancelToken, told: Told
) -> Trained:
    """Choose a head by cross-validation, measure it, and fit it to all ratings.

    The report: `rows` (name -> exact, within_one, mae, winner, each value/low/high or None), the shipped
    line being "my taste"; `undated`, ratings whose moment nothing tells; `confusion` [given][said] and
    `recall` of each level; `curve` (ratings, mae) beside `starter_mae`, and `beat_starter_at`; `intervals`
    (coverage, abstained, error_by_abstained, tail, marks); `probabilities`, see `Results.truth`.

    Args:
        data: ratings with faces, enough of each level.
        labels: what `data` was made of.
        backbone: version of the backbone behind the embeddings.
        seed: of everything random.
        token: checked between fits.
        told: told of progress.

    Raises:
        CancelledError: cancel was asked for.
    """
    with _one_thread():
        return _trained(data, labels, backbone, seed, token, told)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Problems this small lose by a second thread: it was seven times the processor time (measured)."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with threadpool_limits(1):
            yield
    finally:
        torch.set_num_threads(before)


def _trained(
    data: TrainingSet, labels: Labels, backbone: str, seed: int, token: CancelToken, told: Told
) -> Trained:
    validation = CrossValidation(data)
    validation.run(seed, token, told)
    results = Results(data, seed)
    setting, row, held = results.chosen(validation, KINDS)
    rows = {"my taste": row}
    for kind in KINDS:
        token.checkpoint()
        rows[kind] = results.chosen(validation, [kind])[1]
    if np.isfinite(validation.ranker).all():
        rows["ranker"] = results.row(Judged(validation.ranker))
    rows |= {name: results.row(judged) for name, judged in results.baselines().items()}
    curve, starter = learning_curve(data, setting, validation.folds[0], seed, token)
    head, reach = final_head(data, validation, setting, backbone)
    confusion = results.confusion(held)
    counts = Counter(data.level[data.rated].tolist())
    report = {
        "ratings": int(data.rated.sum()),
        "counts": {str(level): counts[level] for level in LEVELS},
        "sources": dict(Counter(label.source for label in labels.ratings)),
        "moments": len(np.unique(data.group[data.rated])),
        "undated": labels.undated,
        "contests": len(data.contests),
        "pairs": len(data.pairs),
        "protocol": {
            "folds": FOLDS,
            "repeats": REPEATS,
            "correction": "bootstrap bias-corrected cross-validation over moments",
        },
        "kind": setting[0],
        "penalty": setting[1],
        "rows": rows,
        "confusion": confusion,
        "recall": recall(confusion),
        "curve": curve,
        "starter_mae": starter,
        "beat_starter_at": beaten_at(curve, starter),
        "intervals": {
            **results.certainty(held),
            "tail": round(reach.tail, 4),
            "marks": [round(mark, 3) for mark in reach.marks],
        },
        "probabilities": results.truth(held),
    }
    settings = {"kind": setting[0], "penalty": setting[1], "seed": seed, "kinds": list(KINDS)}
    return Trained(head, settings, report)


def final_head(
    data: TrainingSet, validation: CrossValidation, setting: Setting, backbone: str
) -> tuple[StoredHead, Reach]:
    """The setting fitted to all ratings, settled by everything that was held out."""
    kind, penalty = setting
    everything = np.ones(len(data.level), bool)
    head = fit_path(kind, data, everything, _path_to(penalty))[-1]
    held_out = [one[setting] for one in validation.mixed]
    sharpness = float(np.mean([fit_sharpness(data.table, one, data.level, data.rated) for one in held_out]))
    reaches = [
        fit_reach(data.table, settled(one, sharpness, NO_TILT), data.level, data.rated) for one in held_out
    ]
    reach = Reach(
        float(np.mean([one.tail for one in reaches])),
        marks=tuple(np.mean([one.marks for one in reaches], axis=0).tolist()),
        doubt=float(np.mean([one.doubt for one in reaches])),
    )
    ratings = int(data.rated.sum())
    return (
        StoredHead(
            kind=kind,
            backbone=backbone,
            attribute_names=data.table.attribute_names,
            weight=head.linear.weight.detach().double().numpy(),
            bias=head.linear.bias.detach().double().numpy(),
            centre=data.centre,
            scale=data.scale,
            shape=shape_of(head),
            trust=trust(ratings),
            sharpness=sharpness,
            tilt=NO_TILT,
            reach=reach,
            ratings=ratings,
            ranker=fit_ranker(data, everything),
        ),
        reach,
    )


def learning_curve(
    data: TrainingSet, setting: Setting, fold: Rows, seed: int, token: CancelToken
) -> tuple[list[dict[str, float]], float]:
    """The mean error of the expected score by number of ratings, and the starter's.

    Whole moments are added in random order; each size is the mean over the folds. Expected scores are
    compared as they are, for with few ratings there is nothing to settle them by.
    """
    kind, penalty = setting
    table, level = data.table, data.level
    # On the very photos that the curve is measured on.
    starter = np.abs(table.photo_shares(table.starter) @ _LEVELS - level)[
        data.rated & (fold < CURVE_FOLDS)
    ].mean()
    errors: dict[int, list[float]] = {}
    for number in range(CURVE_FOLDS):
        test = fold == number
        order = np.random.default_rng((seed, number)).permutation(np.unique(data.group[~test & data.rated]))
        place = {group: index for index, group in enumerate(order.tolist())}
        rank = np.array([place.get(group, len(place)) for group in data.group.tolist()])
        chosen = np.flatnonzero(~test & data.rated)
        chosen = chosen[np.argsort(rank[chosen], kind="stable")]
        for size in [*(size for size in CURVE if size < len(chosen)), len(chosen)]:
            token.checkpoint()
            some = np.zeros(len(level), bool)
            some[chosen[:size]] = True
            head = fit_path(kind, data, some, (penalty,))[-1]
            mixed = mixture(head, data, np.ones(len(table), bool), size)
            off = np.abs(table.photo_shares(mixed) @ _LEVELS - level)[test & data.rated]
            errors.setdefault(size if size in CURVE else 0, []).append(float(off.mean()))
    largest = round(data.rated.sum() * (FOLDS - 1) / FOLDS)
    return (
        [
            {"ratings": size or largest, "mae": round(float(np.mean(errors[size])), 4)}
            for size in sorted(errors, key=lambda size: size or largest)
        ],
        round(float(starter), 4),
    )


def beaten_at(curve: list[dict[str, float]], starter: float) -> int | None:
    """From how many ratings on the curve stays below the starter's error; None: never."""
    found = None
    for point in reversed(curve):
        if point["mae"] >= starter:
            break
        found = int(point["ratings"])
    return found


def _path_to(penalty: float) -> tuple[float, ...]:
    """The way to a penalty from a stronger one: few steps find it from near by."""
    return (10 * penalty, penalty)
