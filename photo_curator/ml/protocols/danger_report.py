"""The dangerous-selfie experiment's report: Tables 1 and 2 and figure 2, beside what the paper printed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score, roc_curve

from photo_curator.ml.protocols import danger_paper as paper
from photo_curator.ml.protocols.measures import Measures
from photo_curator.ml.protocols.svm import SvmResult
from photo_curator.ml.protocols.tables import NOTHING, Cell, Column, Note, Picture, Report, Table, drawn

_SHARE = "{:.3f}"
_MEASURES = [
    Column(title, _SHARE)
    for title in ("Train accuracy", "Test accuracy", "Precision", "Recall", "F1", "Area under ROC")
]
_AS_PRINTED = "as printed"
#: 1.96 standard deviations of a share of one half, of one sample.
_WORST_ERROR = 0.98


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found of one backbone.

    Attributes:
        backbone: its name.
        pretrained: False where its weights were random.
        width: the best dense width.
        grid: mean accuracy over the folds of each dense width.
        epochs: trained in the first and in the second phase.
        train: the classifier on the training samples.
        test: on the test samples.
        probabilities: [T] of danger, of the test samples.
        machines: lines of Table 2; empty: left out.
    """

    backbone: str
    pretrained: bool
    width: int
    grid: dict[int, float]
    epochs: tuple[int, int]
    train: Measures
    test: Measures
    probabilities: NDArray[np.float32]
    machines: Sequence[SvmResult]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the outcomes have in common.

    Attributes:
        as_published: whether copies were made before the split.
        counts: dangerous and other pictures.
        samples: training and test samples.
        shared: share of the test samples with a picture of the same group among the training samples;
            the same of the dangerous test samples.
        positive: [T] which test samples are dangerous.
        left_out: what could not be read, in words.
        settings: for the JSON.
    """

    as_published: bool
    counts: tuple[int, int]
    samples: tuple[int, int]
    shared: tuple[float, float]
    positive: NDArray[np.bool_]
    left_out: Sequence[str]
    settings: dict[str, Any]


def report(outcomes: Sequence[Outcome], conditions: Conditions) -> Report:
    """The whole report."""
    dangerous, others = conditions.counts
    way = (
        "As published: rare pictures were multiplied before the split, and it was made by sample."
        if conditions.as_published
        else "Split first, by source picture; copies were made of training pictures only, of both classes "
        "alike; test pictures are untouched."
    )
    summary = (
        f"{dangerous:,} dangerous and {others:,} other pictures; {conditions.samples[0]:,} samples to train "
        f"on, {conditions.samples[1]:,} to test on, half of them dangerous. {way} "
        f"{conditions.shared[0]:.1%} of the test samples, {conditions.shared[1]:.1%} of the dangerous ones, "
        "have a picture of the same source in training. By their number alone, accuracies on the test "
        f"samples may be off by up to {_WORST_ERROR / math.sqrt(conditions.samples[1]):.1%} (95 %)."
    )
    facts = conditions.settings | {
        "as_published": conditions.as_published,
        "samples": conditions.samples,
        "shared": conditions.shared,
        "left_out": list(conditions.left_out),
        "outcomes": [_plain(one, conditions.positive) for one in outcomes],
    }
    parts: list[Table | Picture | Note] = [
        _table_1(outcomes, conditions.positive), roc_picture(outcomes, conditions.positive)
    ]  # fmt: skip
    if any(one.machines for one in outcomes):
        parts.append(_table_2(outcomes))
    parts.append(Note("Why the paper's figures are high", paper.leak_notes()))
    parts.append(Note("Labels", paper.annotation_notes()))
    if conditions.left_out:
        parts.append(Note("Pictures left out", conditions.left_out))
    return Report("Dangerous selfies", summary, facts, parts)


def roc_picture(outcomes: Sequence[Outcome], positive: NDArray[np.bool_]) -> Picture:
    """Figure 2: the curves of all backbones."""

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], linestyle=":", color="grey", label="chance")
        for one in outcomes:
            false, true, _ = roc_curve(positive, one.probabilities)
            area = area_of(one, positive)
            axes.plot(false, true, label=f"{one.backbone} ({area:.3f})")
        axes.set(
            xlabel="False positive rate", ylabel="True positive rate", xlim=(-0.01, 1.01), ylim=(-0.01, 1.01)
        )
        axes.set_aspect("equal")
        axes.legend(title="Area under the curve", loc="lower right")

    notes = ["The paper's figure 2 shows curves without printing areas."]
    return Picture("ROC of the classifiers (figure 2)", "roc", drawn(draw, 5.5, 5.2), notes)


def area_of(outcome: Outcome, positive: NDArray[np.bool_]) -> float:
    """The area under an outcome's ROC curve."""
    return float(roc_auc_score(positive, outcome.probabilities))


def _table_1(outcomes: Sequence[Outcome], positive: NDArray[np.bool_]) -> Table:
    rows: list[list[Cell]] = []
    for one in outcomes:
        rows.append([one.backbone, one.width, *_cells(one.train, one.test), area_of(one, positive)])
        if one.backbone in paper.TABLE_1:
            width, printed = paper.TABLE_1[one.backbone]
            rows.append([f"{one.backbone}, {_AS_PRINTED}", width, *printed, None])
    untrained = ", ".join(one.backbone for one in outcomes if not one.pretrained)
    notes = (
        [f"Random weights, for want of a file: {untrained}. Their lines say nothing of the architecture."]
        if untrained
        else []
    )
    return Table(
        "Fine-tuned classifiers (Table 1)",
        [Column("Backbone"), Column("Dense nodes"), *_MEASURES],
        rows,
        [*notes, *paper.table_1_notes()],
    )


def _table_2(outcomes: Sequence[Outcome]) -> Table:
    rows: list[list[Cell]] = []
    for one in outcomes:
        for line in one.machines:
            reduced = line.components is not None
            rows.append(
                [
                    one.backbone, line.kernel, line.components or NOTHING, line.penalty,
                    *_cells(line.train, line.test),
                ]
            )  # fmt: skip
            printed = paper.TABLE_2[line.kernel, reduced].get(one.backbone)
            if printed:
                name = f"{one.backbone}, {_AS_PRINTED}"
                rows.append([name, line.kernel, 100 if reduced else NOTHING, None, *printed])
    return Table(
        "Support vector machines on features (Table 2)",
        [
            Column("Features of"), Column("Kernel"), Column("PCA columns"), Column("C", "{:.2f}"),
            *_MEASURES[:-1],
        ],
        rows,
        paper.table_2_notes(),
    )  # fmt: skip


def _cells(train: Measures, test: Measures) -> list[Cell]:
    return [train.accuracy, test.accuracy, test.precision, test.recall, test.f1]


def _plain(outcome: Outcome, positive: NDArray[np.bool_]) -> dict[str, Any]:
    plain = asdict(outcome)
    del plain["probabilities"]
    return plain | {"area": area_of(outcome, positive)}
