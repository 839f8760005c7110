"""Support vector machines on a backbone's features: the dangerous-selfie paper's Table 2.

The paper speaks of the primal formulation: so solved where there is one, for the linear kernel.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import SVC, LinearSVC

from photo_curator.ml.protocols.measures import Measures, measures_of

#: 0.01, 0.02 ... 1.28.
C_GRID = tuple(0.01 * 2**step for step in range(8))
#: Columns that principal component analysis leaves.
COMPONENTS = 100
KERNELS = ("linear", "rbf")
#: liblinear gives up with a warning after 1,000 steps; unscaled features need more.
_STEPS = 20_000

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SvmResult:
    """One line of Table 2.

    Attributes:
        kernel: "linear" or "rbf".
        components: of the principal component analysis; None: without.
        penalty: the best C of the grid.
        validation: its mean accuracy over the folds.
        train: on what it was fitted on.
        test: on the rest.
    """

    kernel: str
    components: int | None
    penalty: float
    validation: float
    train: Measures
    test: Measures


def machine(kernel: str, components: int | None, seed: int) -> Pipeline:
    """An unfitted machine; the analysis is part of it, so it is fitted where the machine is."""
    svm = LinearSVC(dual=False, max_iter=_STEPS, random_state=seed) if kernel == "linear" else SVC()
    steps = [] if components is None else [PCA(components, random_state=seed)]
    return make_pipeline(*steps, svm)


def fit_svm(
    train: tuple[NDArray[np.float32], NDArray[np.bool_]], test: tuple[NDArray[np.float32], NDArray[np.bool_]],
    folds: list[tuple[Rows, Rows]], kernel: str, reduced: bool, seed: int,
) -> SvmResult:  # fmt: skip
    """Choose C by the folds' accuracy, fit on all training rows, measure.

    Args:
        train: features [M, D], rectified, and whether they are positive [M].
        test: likewise.
        folds: of the training rows: those to fit on and those to validate on.
        kernel: one of `KERNELS`.
        reduced: whether to reduce to `COMPONENTS` columns first; to fewer where a fold has fewer rows.
        seed: of what is random in the solvers.
    """
    components = min(COMPONENTS, train[0].shape[1], *(len(fitted) for fitted, _ in folds))
    pipeline = machine(kernel, components if reduced else None, seed)
    last = pipeline.steps[-1][0]
    search = GridSearchCV(pipeline, {f"{last}__C": C_GRID}, scoring="accuracy", cv=folds)
    search.fit(*train)
    return SvmResult(
        kernel,
        components if reduced else None,
        float(search.best_params_[f"{last}__C"]),
        float(search.best_score_),
        *(measures_of(positive, search.predict(features)) for features, positive in (train, test)),
    )
