"""Selfie or not: the paper's filter before its annotators (dangerous selfies, section 3), tenfold."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from photo_curator.domain.progress import CancelToken
from photo_curator.ml.backbones import build_backbone, weights_file
from photo_curator.ml.device import choose_device
from photo_curator.ml.protocols import danger_paper as paper
from photo_curator.ml.protocols.checkpoints import Checkpoints
from photo_curator.ml.protocols.danger_data import Rows, folds_of, positive_labels
from photo_curator.ml.protocols.labelled import load_pictures
from photo_curator.ml.protocols.measures import Measures, measures_of
from photo_curator.ml.protocols.progress import Say
from photo_curator.ml.protocols.tables import Cell, Column, Note, Report, Table
from photo_curator.ml.protocols.worthiness_fit import extract

SELFIE = "selfie"
FOLDS = 10
_SHARE = "{:.3f}"


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is to be run.

    Attributes:
        data: folder of pictures labelled "selfie" and one other name; see `labelled.read_labels`.
        out: folder of the report.
        backbone: as `build_backbone` knows it; the paper's is Inception v3.
        weights: folder with its weights' file; see `backbones.weights_file`.
        seed: of folds and random weights.
        resume: take the features an earlier run computed.
    """

    data: Path
    out: Path
    backbone: str = "inception_v3"
    weights: Path | None = None
    seed: int = 0
    resume: bool = False


def run(chosen: Experiment, say: Say, cancel: CancelToken) -> list[Path]:
    """Run the experiment and write its report; arguments and errors as `danger_experiment.run`."""
    file = weights_file(chosen.backbone, chosen.weights)
    device = choose_device()
    backbone = build_backbone(chosen.backbone, file, chosen.seed).to(device.torch)
    pictures = load_pictures(chosen.data, backbone.input_size, cancel=cancel)
    positive = positive_labels(pictures, SELFIE)
    folds = folds_of(positive, pictures.groups, FOLDS, chosen.seed)
    settings = {
        "data": hashlib.sha256(pictures.pixels.tobytes()).hexdigest(),
        "weights": hashlib.sha256(file.read_bytes()).hexdigest() if file else None,
        "backbone": chosen.backbone,
        "seed": chosen.seed,
    }
    checkpoints = Checkpoints(chosen.out / "checkpoints" / "selfie", settings, chosen.resume)
    features = extract(backbone, pictures.pixels, device.torch, checkpoints, "features", say, cancel).numpy()
    called, accuracies = cross_validated(features, positive, folds, say, cancel)
    found = measures_of(positive, called)
    report = _report(chosen, found, accuracies, positive, backbone.pretrained)
    if pictures.left_out:
        report.parts.append(
            Note("Pictures left out", [f"{one.file}: {one.reason}" for one in pictures.left_out])
        )
    return report.write(chosen.out, "selfies")


def cross_validated(
    features: NDArray[np.float32], positive: NDArray[np.bool_], folds: Sequence[tuple[Rows, Rows]],
    say: Say, cancel: CancelToken,
) -> tuple[NDArray[np.bool_], list[float]]:  # fmt: skip
    """A linear classifier for each fold, asked about what it was not fitted on.

    Args:
        features: [N, D].
        positive: [N].
        folds: rows to fit on and to ask about; the latter cover all rows once.
        say: told each fold's accuracy.
        cancel: asked before each fold.

    Returns:
        What was called positive [N], and each fold's accuracy.
    """
    called = np.zeros(len(positive), bool)
    accuracies = []
    for number, (fitted, held) in enumerate(folds, 1):
        cancel.checkpoint()
        classifier = make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000))
        called[held] = classifier.fit(features[fitted], positive[fitted]).predict(features[held])
        accuracies.append(float((called[held] == positive[held]).mean()))
        say(f"selfies: fold {number} of {len(folds)}, validation {accuracies[-1]:.1%}")
    return called, accuracies


def _report(
    chosen: Experiment, found: Measures, accuracies: list[float], positive: NDArray[np.bool_],
    pretrained: bool,
) -> Report:  # fmt: skip
    count = len(positive)
    selfies = int(positive.sum())
    columns = [Column(""), Column("Pictures"), Column("Selfies")]
    columns += [Column(title, _SHARE) for title in ("Accuracy", "± over folds", "Precision", "Recall", "F1")]
    spread = float(np.std(accuracies, ddof=1))
    majority = max(selfies, count - selfies) / count
    rows: list[list[Cell]] = [
        [chosen.backbone, count, selfies, found.accuracy, spread, found.precision, found.recall, found.f1],
        ["always the commoner class", count, selfies, majority, None, None, None, None],
        [
            "inception_v3, as printed", paper.SELFIES + paper.OTHERS, paper.SELFIES, paper.SELFIE_ACCURACY,
            None, None, None, None,
        ],
    ]  # fmt: skip
    notes = paper.selfie_notes()
    if not pretrained:
        notes.insert(0, f"{chosen.backbone} had random weights, for want of a file.")
    return Report(
        "Selfie or not",
        f"{selfies:,} selfies and {count - selfies:,} other pictures, {len(accuracies)}-fold "
        "cross-validation; pictures of one group are never split.",
        {"seed": chosen.seed, "backbone": chosen.backbone, "found": asdict(found), "folds": accuracies},
        [Table("Selfie or not (section 3)", columns, rows, notes)],
    )
