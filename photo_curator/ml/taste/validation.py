"""Repeated grouped cross-validation: what heads say of photos whose moments they never saw."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from photo_curator.domain.progress import CancelToken
from photo_curator.domain.taste_head import Floats, expected_miss, settled
from photo_curator.ml.taste.calibration import NO_TILT, Chosen, covered, fit_reach, fit_sharpness
from photo_curator.ml.taste.fitting import (
    KINDS,
    PENALTIES,
    Rows,
    TrainingSet,
    fit_path,
    fit_ranker,
    mixture,
    photo_features,
)

FOLDS, REPEATS = 5, 2
#: A head and its penalty.
Setting = tuple[str, float]
#: Told how many fits of how many are done.
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What one setting says of photos held out, settled by what was fitted on other folds.

    Attributes:
        mean: [P].
        probabilities: [P, 5].
        doubt: [P] the score's expected miss.
        held: [P] whether the interval holds the rating.
        wide: [P] "cannot tell".
    """

    mean: Floats
    probabilities: Floats
    doubt: Floats
    held: Chosen
    wide: Chosen


@dataclass
class CrossValidation:
    """Every setting fitted on every fold of every repeat.

    Attributes:
        data: the ratings.
        folds: one array [P] a repeat: which fold a photo is held out in.
        mixed: one mapping a repeat: setting -> [F, 5], each face by the head that did not see it.
        nested: one mapping a repeat: setting -> [folds, F, 5]: row k holds what can settle fold k, each face
            of the other folds by a head that saw neither it nor fold k.
        ranker: one array [P] a repeat: the ranker's merit of photos held out, NaN where there is none.
    """

    data: TrainingSet
    folds: list[Rows] = field(default_factory=list)
    mixed: list[dict[Setting, Floats]] = field(default_factory=list)
    nested: list[dict[Setting, Floats]] = field(default_factory=list)
    ranker: list[Floats] = field(default_factory=list)
    _held: dict[tuple[Setting, int], HeldOut] = field(default_factory=dict)

    def run(self, seed: int, token: CancelToken, told: Told) -> None:
        """Fit everything.

        Raises:
            CancelledError: cancel was asked for.
        """
        data, settings = self.data, list(itertools.product(KINDS, PENALTIES))
        # Single folds left out, and pairs of them: a pair's head serves each for settling the other.
        parts = [(one,) for one in range(FOLDS)] + list(itertools.combinations(range(FOLDS), 2))
        done, total = 0, REPEATS * len(parts) * len(KINDS)
        for repeat in range(REPEATS):
            fold = grouped_folds(data.level, data.group, seed + repeat)
            mixed = {one: np.empty((len(data.table), 5)) for one in settings}
            nested = {one: np.full((FOLDS, len(data.table), 5), 0.2) for one in settings}
            merit = np.full(len(data.level), np.nan)
            for part in parts:
                train = ~np.isin(fold, part)
                ratings = int((train & data.rated).sum())
                for kind in KINDS:
                    token.checkpoint()
                    for penalty, head in zip(PENALTIES, fit_path(kind, data, train), strict=True):
                        for number in part:
                            faces = (fold == number)[data.table.photo]
                            said = mixture(head, data, faces, ratings)
                            if len(part) == 1:
                                mixed[kind, penalty][faces] = said
                            else:
                                nested[kind, penalty][sum(part) - number, faces] = said
                    done += 1
                    told(done, total)
                direction = fit_ranker(data, train) if len(part) == 1 else ()
                if len(direction):
                    merit[~train] = photo_features(data)[~train] @ direction
            self.folds.append(fold)
            self.mixed.append(mixed)
            self.nested.append(nested)
            self.ranker.append(merit)

    def likelihood(self, setting: Setting) -> Floats:
        """-log of the true level's probability of each rated photo, the mean over repeats: [R]."""
        data = self.data
        rated = np.flatnonzero(data.rated)
        shares = [data.table.photo_shares(one[setting])[rated, data.level[rated] - 1] for one in self.mixed]
        values: Floats = -np.log(np.maximum(shares, 1e-12)).mean(0)
        return values

    def best(self, kinds: Sequence[str]) -> Setting:
        """The setting of some heads with the least mean -log likelihood over all photos held out."""
        settings = [(kind, penalty) for kind in kinds for penalty in PENALTIES]
        return min(settings, key=lambda setting: float(self.likelihood(setting).mean()))

    def held_out(self, setting: Setting, repeat: int) -> HeldOut:
        """What a setting says, fold by fold, settled by what the other folds show."""
        if (setting, repeat) not in self._held:
            self._held[setting, repeat] = self._settled(setting, repeat)
        return self._held[setting, repeat]

    def _settled(self, setting: Setting, repeat: int) -> HeldOut:
        data, fold, mixed = self.data, self.folds[repeat], self.mixed[repeat][setting]
        count = len(data.level)
        found = HeldOut(
            np.empty(count),
            np.empty((count, 5)),
            np.empty(count),
            np.zeros(count, bool),
            np.zeros(count, bool),
        )
        for number in range(FOLDS):
            test = fold == number
            others, inner = ~test & data.rated, self.nested[repeat][setting][number]
            sharpness = fit_sharpness(data.table, inner, data.level, others)
            reach = fit_reach(data.table, settled(inner, sharpness, NO_TILT), data.level, others)
            scores = data.table.photo_scores(settled(mixed, sharpness, NO_TILT), reach)
            found.mean[test] = scores.mean[test]
            found.probabilities[test] = scores.probabilities[test]
            found.doubt[test] = expected_miss(scores.probabilities, scores.mean)[test]
            found.held[test] = covered(scores, data.level)[test]
            found.wide[test] = scores.wide[test]
        return found


def grouped_folds(level: Rows, group: Rows, seed: int) -> Rows:
    """Deal photos into folds: no group in two of them, the levels spread as evenly as that allows: [P]."""
    fold = np.empty(len(level), np.int64)
    dealer = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    with warnings.catch_warnings():
        # Levels rarer than folds cannot be in each: photos that were only picked or rejected, level 0.
        warnings.filterwarnings("ignore", message="The least populated class")
        for number, (_, test) in enumerate(dealer.split(level, level, group)):
            fold[test] = number
    return fold
