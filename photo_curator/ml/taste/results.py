"""Held-out results with 95 % intervals, corrected for having chosen the best of several settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from photo_curator.domain.face import Attribute
from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste_head import Floats, Reach
from photo_curator.ml.taste.calibration import as_level, log_loss
from photo_curator.ml.taste.fitting import PENALTIES, Rows, TrainingSet
from photo_curator.ml.taste.validation import CrossValidation, HeldOut, Setting

#: Draws of groups with replacement.
DRAWS = 400
_MEASURES = ("exact", "within_one", "mae")
_LEVELS = np.array(LEVELS, float)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured value with its 95 % interval."""

    value: float
    low: float
    high: float

    def document(self) -> dict[str, float]:
        """As reports hold it."""
        return {"value": round(self.value, 4), "low": round(self.low, 4), "high": round(self.high, 4)}


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody says of the photos: one array a repeat, or a single one.

    Attributes:
        mean: arrays [P] that rank photos; their order alone counts for burst winners.
        level: arrays [P] of whole levels; empty where only ranks are given.
    """

    mean: Sequence[Floats]
    level: Sequence[Rows] = ()

    @classmethod
    def of(cls, mean: Sequence[Floats]) -> Judged:
        """By means on the scale 1-5."""
        return cls(mean, [as_level(one) for one in mean])


class Results:
    """Turns what was said of photos held out into figures; one bootstrap for all of them.

    Args:
        data: the ratings.
        seed: of the draws.
    """

    def __init__(self, data: TrainingSet, seed: int) -> None:
        self._data = data
        self._rated = np.flatnonzero(data.rated)
        groups, self._group = np.unique(data.group[self._rated], return_inverse=True)
        self._groups = len(groups)
        random = np.random.default_rng(seed)
        # How often each group is drawn: [DRAWS, G].
        self._draws = random.multinomial(self._groups, np.full(self._groups, 1 / self._groups), DRAWS)
        # Series of one moment are won or lost together: the moment is drawn, as for photos.
        moments, self._contest = np.unique(
            [data.group[members[0]] for members, _ in data.contests], return_inverse=True
        )
        count = max(1, len(moments))
        self._contest_draws = random.multinomial(count, np.full(count, 1 / count), DRAWS)

    def row(self, judged: Judged) -> dict[str, Any]:
        """A line of the table: each measure, or None where it cannot be taken."""
        found: dict[str, Any] = dict.fromkeys(_MEASURES)
        if judged.level:
            for name, values in self.errors(judged).items():
                found[name] = self._estimate(values).document()
        winner = self.winners(judged)
        found["winner"] = None if winner is None else winner.document()
        return found

    def errors(self, judged: Judged) -> dict[str, Floats]:
        """The measures of each rated photo [R], means over repeats."""
        given = self._data.level[self._rated]
        off = np.abs(np.array([level[self._rated] for level in judged.level]) - given)
        return {"exact": (off == 0).mean(0), "within_one": (off <= 1).mean(0), "mae": off.mean(0)}

    def winners(self, judged: Judged) -> Estimate | None:
        """Share of series whose winner is found; ties count by chance."""
        if not self._data.contests:
            return None
        found = np.array(
            [[_won(mean, *contest) for contest in self._data.contests] for mean in judged.mean]
        ).mean(0)
        if not np.isfinite(found).all():
            return None
        won, all_ = np.bincount(self._contest, weights=found), np.bincount(self._contest)
        drawn = self._contest_draws @ won / (self._contest_draws @ all_)
        return Estimate(float(found.mean()), *_ends(drawn))

    def chosen(
        self, validation: CrossValidation, kinds: Sequence[str]
    ) -> tuple[Setting, dict[str, Any], list[HeldOut]]:
        """The best setting of some heads, and an honest line for having picked it.

        The setting is the one with the least mean -log likelihood over all photos held out. Its own mean
        would flatter it: in each draw of groups the best setting is picked anew, and judged on the groups
        that were not drawn (bootstrap bias-corrected cross-validation: Tsamardinos, Greasidou, Borboudakis
        2018). The value is the mean of these; the interval is that of the picked setting, moved there.
        """
        settings: list[Setting] = [(kind, penalty) for kind in kinds for penalty in PENALTIES]
        likelihood = np.array([self._sums(validation.likelihood(one)) for one in settings])
        best = (self._draws @ likelihood.T / (self._draws @ self._counts())[:, None]).argmin(1)
        setting = validation.best(kinds)
        held = {
            one: [validation.held_out(one, repeat) for repeat in range(len(validation.folds))]
            for one in {setting, *(settings[index] for index in np.unique(best))}
        }
        errors = {one: self.errors(Judged.of([r.mean for r in repeats])) for one, repeats in held.items()}
        row: dict[str, Any] = {}
        out = (self._draws == 0).astype(float)
        for name in _MEASURES:
            sums = {one: self._sums(values[name]) for one, values in errors.items()}
            picked = np.array([sums[settings[index]] for index in best])
            unseen = (out * picked).sum(1) / np.maximum(out @ self._counts(), 1)
            honest = float(unseen[out.any(1)].mean()) if out.any() else float("nan")
            plain = self._estimate(errors[setting][name])
            moved = honest - plain.value
            most = float("inf") if name == "mae" else 1.0  # no share is larger, however far it is moved
            row[name] = Estimate(
                honest, max(0.0, plain.low + moved), min(most, plain.high + moved)
            ).document()
        winner = self.winners(Judged([one.mean for one in held[setting]]))
        row["winner"] = None if winner is None else winner.document()
        return setting, row, held[setting]

    def baselines(self) -> dict[str, Judged]:
        """What needs no rating: always the commonest level, the starter, the sharpest face."""
        data, table = self._data, self._data.table
        commonest = int(np.bincount(data.level[data.rated]).argmax())
        starter = table.photo_scores(table.starter, Reach()).mean
        found = {
            "majority": Judged.of([np.full(len(data.level), float(commonest))]),
            "starter": Judged.of([starter]),
        }
        if Attribute.SHARPNESS in table.attribute_names:
            sharpness = table.attributes[:, table.attribute_names.index(Attribute.SHARPNESS)]
            order = np.lexsort((data.share, table.photo))
            found["sharpest face"] = Judged(
                [sharpness[order[np.append(np.diff(table.photo[order]) > 0, True)]]]
            )
        return found

    def confusion(self, held: Sequence[HeldOut]) -> list[list[int]]:
        """Photos of the first repeat by level given (rows) and said (columns)."""
        table = np.zeros((5, 5), int)
        np.add.at(table, (self._data.level[self._rated] - 1, as_level(held[0].mean[self._rated]) - 1), 1)
        return [[int(count) for count in row] for row in table]

    def certainty(self, held: Sequence[HeldOut]) -> dict[str, Any]:
        """How often intervals hold, how many abstain, and the error without the most doubtful."""
        rows = self._rated
        given = self._data.level[rows]
        off = np.abs(np.array([as_level(one.mean[rows]) for one in held]) - given).ravel()
        doubt = np.array([one.doubt[rows] for one in held]).ravel()
        order = np.argsort(doubt, kind="stable")
        kept = [(share / 20, max(1, round(len(order) * (1 - share / 20)))) for share in range(11)]
        wide = np.array([one.wide[rows] for one in held])
        return {
            "coverage": round(float(np.mean([one.held[rows].mean() for one in held])), 4),
            "abstained": round(float(wide.mean()), 4),
            "mae_kept": round(float(off[~wide.ravel()].mean()), 4) if (~wide).any() else None,
            "error_by_abstained": [
                {"abstained": share, "mae": round(float(off[order[:count]].mean()), 4)}
                for share, count in kept
            ],
        }

    def truth(self, held: Sequence[HeldOut]) -> dict[str, Any]:
        """Whether the probabilities mean what they say.

        Returns:
            `log_loss` and `starter_log_loss`, -log of the true level's probability on average; `off`, how far
            the probability that a rating is above a level lies from the share that is, on average, in bins
            of a tenth; `reliability`, these bins of all four levels together: said, found, count.
        """
        rows, table = self._rated, self._data.table
        given = np.tile(self._data.level[rows], len(held))
        shares = np.concatenate([one.probabilities[rows] for one in held])
        starter = table.photo_shares(table.starter)[rows]
        above = 1 - np.cumsum(shares, axis=1)[:, :-1]
        is_above = given[:, None] > np.array(LEVELS[:-1])
        bins = (10 * above).astype(int).clip(0, 9).ravel()
        counts = np.bincount(bins, minlength=10)
        said = np.bincount(bins, weights=above.ravel(), minlength=10)
        found = np.bincount(bins, weights=is_above.ravel(), minlength=10)
        return {
            "log_loss": round(float(log_loss(shares, given).mean()), 4),
            "starter_log_loss": round(float(log_loss(starter, self._data.level[rows]).mean()), 4),
            "off": round(float(np.abs(said - found).sum() / counts.sum()), 4),
            "reliability": [
                {"said": round(float(a / n), 4), "found": round(float(b / n), 4), "count": int(n)}
                for a, b, n in zip(said, found, counts, strict=True)
                if n
            ],
        }

    def _counts(self) -> Floats:
        return np.bincount(self._group, minlength=self._groups).astype(float)

    def _sums(self, values: Floats) -> Floats:
        return np.bincount(self._group, weights=values, minlength=self._groups).astype(float)

    def _estimate(self, values: Floats) -> Estimate:
        drawn = self._draws @ self._sums(values) / (self._draws @ self._counts())
        return Estimate(float(values.mean()), *_ends(drawn))


def recall(confusion: Sequence[Sequence[int]]) -> list[float | None]:
    """Share of each level's photos that were given it; None where there are none."""
    return [round(row[level] / sum(row), 4) if sum(row) else None for level, row in enumerate(confusion)]


def worse_than(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether one held-out line is the lower one: by its mean error, the measure that sees every miss."""
    return bool(row["mae"]["value"] > other["mae"]["value"])


def _won(mean: Floats, members: Rows, winners: Rows) -> float:
    said = mean[members]
    if not np.isfinite(said).all():
        return float("nan")
    top = members[said >= said.max() - 1e-9]
    return float(np.isin(top, winners).mean())


def _ends(drawn: Floats) -> tuple[float, float]:
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)
