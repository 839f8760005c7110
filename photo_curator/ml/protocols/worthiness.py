"""*To Post or Not To Post* on any folder of labelled faces: train, measure, show, report."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from photo_curator.domain.errors import UsageError
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.score import LEVELS
from photo_curator.ml.backbones import Backbone, build_backbone
from photo_curator.ml.device import choose_device
from photo_curator.ml.personal_heads import HEADS, CrossEntropyHead, PersonalHead
from photo_curator.ml.protocols import worthiness_report as reporting
from photo_curator.ml.protocols.checkpoints import Checkpoints
from photo_curator.ml.protocols.labelled import PictureSet, UnusableDataError, load_pictures
from photo_curator.ml.protocols.progress import EpochProgress, Say, in_words
from photo_curator.ml.protocols.tables import Note, Picture, Report, Table
from photo_curator.ml.protocols.worthiness_fit import (
    Examples,
    Rows,
    Schedule,
    ScoredPixels,
    extract,
    fit_head,
    folds,
    normalise_by,
    predicted,
)
from photo_curator.ml.protocols.worthiness_metrics import confusion_of
from photo_curator.ml.protocols.worthiness_paper import contradictions

SCORES = tuple(str(level) for level in LEVELS)
#: 80 % to train on, 20 % to measure on.
_PARTS = 5
#: What stands beside the heads in cross-validation: always the commonest score.
MAJORITY = "majority"


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is to be run.

    Attributes:
        data: folder of faces labelled 1 to 5; see `labelled.read_labels`.
        out: folder of the report.
        backbone: as `build_backbone` knows it.
        weights: its weights' file; None: random weights, or what ships with it.
        heads: kinds of `HEADS`.
        eyes: folder of faces labelled with two classes, closed and open eyes; None: left out.
        folds: of the cross-validation, 2 or more; 0: left out.
        repeats: how often it is repeated with other folds.
        seed: of everything random.
        schedule: how heads are trained.
        resume: go on where an interrupted run stopped.
    """

    data: Path
    out: Path
    backbone: str = "resnet18"
    weights: Path | None = None
    heads: Sequence[str] = tuple(HEADS)
    eyes: Path | None = None
    folds: int = 5
    repeats: int = 3
    seed: int = 0
    schedule: Schedule = field(default_factory=Schedule)
    resume: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """What all parts of an experiment share."""

    chosen: Experiment
    backbone: Backbone
    device: torch.device
    say: Say
    cancel: CancelToken

    def checkpoints(self, part: str, pictures: PictureSet, **settings: object) -> Checkpoints:
        """Those of one part; `settings` is what its numbers depend on beside data and backbone."""
        content = hashlib.sha256(pictures.pixels.data)
        content.update(pictures.labels.tobytes() + pictures.groups.tobytes())
        weights = self.chosen.weights
        common: dict[str, Any] = {
            "data": content.hexdigest(),
            "backbone": self.chosen.backbone,
            "weights": hashlib.sha256(weights.read_bytes()).hexdigest() if weights else None,
            "seed": self.chosen.seed,
        }
        return Checkpoints(self.chosen.out / "checkpoints" / part, {**common, **settings}, self.chosen.resume)

    def examples(self, part: str, pictures: PictureSet) -> Examples:
        """A picture set's features and levels."""
        normalise_by(self.backbone, pictures.pixels)
        features = extract(
            self.backbone, pictures.pixels, self.device, self.checkpoints(part, pictures), "features",
            self.say, self.cancel,
        )  # fmt: skip
        return Examples(features, torch.from_numpy(pictures.labels + 1))

    def fitted(
        self, name: str, make: Callable[[], PersonalHead], examples: Examples, split: tuple[Rows, Rows],
        checkpoints: Checkpoints,
    ) -> tuple[PersonalHead, NDArray[np.int64]]:  # fmt: skip
        """A head trained with progress and checkpoints, and its confusion matrix on the rows held out."""
        train, held = (examples.chosen(rows) for rows in split)
        schedule = self.chosen.schedule
        progress = EpochProgress(name, schedule.epochs, self.say)
        head = fit_head(
            make, train, held, schedule, self.chosen.seed, self.cancel, checkpoints, name, progress.told
        )
        levels = int(examples.scores.max())
        found = predicted(head, held)
        return head, confusion_of((held.scores - 1).numpy(), (found - 1).numpy(), levels)


def run(chosen: Experiment, say: Say, cancel: CancelToken, device: torch.device | None = None) -> list[Path]:
    """Run the experiment and write its report.

    Args:
        chosen: what is to be run.
        say: told a line at a time how far it is.
        cancel: asked after each batch; the checkpoints stay.
        device: None: the best there is.

    Returns:
        The report's files, the Markdown first.

    Raises:
        UnusableDataError: the data will not do.
        UsageError: no such backbone, or a single fold.
        WeightsError: the weights' file is damaged or does not fit.
        CheckpointError: a checkpoint to resume from is damaged or of another run.
        CancelledError: cancel was asked for.
    """
    if chosen.folds == 1:
        raise UsageError("Cross-validation needs at least 2 folds; 0 leaves it out.")
    device = device or choose_device().torch
    backbone = build_backbone(chosen.backbone, chosen.weights, chosen.seed).to(device)
    task = _Run(chosen, backbone, device, say, cancel)
    pictures = load_pictures(chosen.data, backbone.input_size, SCORES, cancel)
    eyes = load_pictures(chosen.eyes, backbone.input_size, None, cancel) if chosen.eyes else None
    # All that can be wrong with the data is found before anything is trained.
    split = folds(pictures, _PARTS, chosen.seed)[0]
    rounds = [
        folds(pictures, chosen.folds, chosen.seed + repeat)
        for repeat in range(chosen.repeats if chosen.folds else 0)
    ]
    eyes_split = _eyes_split(eyes, chosen.seed) if eyes else None

    examples = task.examples("worthiness", pictures)
    facts = _facts(chosen, device, pictures, split)
    report = Report(
        "Worthiness: *To Post or Not To Post* on other pictures",
        _summary(chosen, backbone, pictures, split),
        facts,
    )
    report.parts += _heads(task, pictures, examples, split, facts)
    if rounds:
        predictions = _cross_validated(task, pictures, examples, rounds)
        report.parts += reporting.cross_validation(predictions, pictures, chosen.folds, chosen.seed)
    if eyes and eyes_split:
        report.parts += _eyes(task, eyes, eyes_split)
    report.parts.append(Note("Method, and where the paper leaves it open", _method(chosen)))
    for part in (pictures, *([eyes] if eyes else [])):
        if part.left_out:
            lines = [f"{one.file}: {one.reason}" for one in part.left_out]
            report.parts.append(Note(f"Left out of {part.folder.name}: {len(lines)}", lines))
    return report.write(chosen.out, "worthiness")


def _heads(
    task: _Run, pictures: PictureSet, examples: Examples, split: tuple[Rows, Rows], facts: dict[str, Any]
) -> list[Table | Picture | Note]:
    """Tables, matrices and sheets of each head."""
    schedule = asdict(task.chosen.schedule)
    checkpoints = task.checkpoints("worthiness-heads", pictures, schedule=schedule)
    parts: list[Table | Picture | Note] = []
    confusions = {}
    maps: list[Table | Picture | Note] = []
    fooled: list[Table | Picture | Note] = []
    for kind in task.chosen.heads:
        head, confusion = task.fitted(
            kind, partial(HEADS[kind], examples.features.shape[1]), examples, split, checkpoints
        )
        parts += reporting.score_parts(kind, confusion, SCORES)
        confusions[kind] = confusion
        network = ScoredPixels(task.backbone, head).to(task.device)
        maps.append(reporting.saliency_sheet(network, pictures, split[1], task.device))
        if kind == CrossEntropyHead.kind:
            fooled = reporting.fooling_parts(network, pictures, split[1], task.device, task.say, task.cancel)
    actual = pictures.labels[split[1]]
    commonest = np.full_like(actual, np.bincount(pictures.labels[split[0]]).argmax())
    confusions[MAJORITY] = confusion_of(actual, commonest, len(SCORES))
    facts["confusion matrices"] = confusions
    return [*parts, reporting.comparison(confusions), *maps, *fooled]


def _cross_validated(
    task: _Run, pictures: PictureSet, examples: Examples, rounds: list[list[tuple[Rows, Rows]]]
) -> dict[str, NDArray[np.int64]]:
    """By head, and for the commonest score: [R, N] levels from heads that never saw the picture's group."""
    chosen = task.chosen
    kinds = list(chosen.heads)
    checkpoints = task.checkpoints(
        "worthiness-folds", pictures, schedule=asdict(chosen.schedule), heads=kinds, folds=chosen.folds,
        repeats=chosen.repeats,
    )  # fmt: skip
    kept = checkpoints.load("folds")
    done = int(kept["done"]) if kept else 0
    levels = (
        kept["levels"] if kept else torch.zeros(len(kinds) + 1, len(rounds), len(pictures), dtype=torch.long)
    )
    every = [(repeat, fold) for repeat, parts in enumerate(rounds) for fold in range(len(parts))]
    started = time.monotonic()
    for number, (repeat, fold) in enumerate(every[done:], done + 1):
        train, held = rounds[repeat][fold]
        for place, kind in enumerate(kinds):
            head = fit_head(
                partial(HEADS[kind], examples.features.shape[1]),
                examples.chosen(train), examples.chosen(held),
                chosen.schedule, chosen.seed + number, task.cancel,
            )  # fmt: skip
            levels[place, repeat, held] = predicted(head, examples.chosen(held))
        levels[-1, repeat, held] = examples.scores[train].bincount().argmax()
        checkpoints.save("folds", {"done": number, "levels": levels})
        left = in_words((time.monotonic() - started) / (number - done) * (len(every) - number))
        task.say(f"cross-validation: fold {number} of {len(every)}, {left} left")
    return dict(zip((*kinds, MAJORITY), levels.numpy(), strict=True))


def _eyes_split(eyes: PictureSet, seed: int) -> tuple[Rows, Rows]:
    if len(eyes.classes) != 2:
        raise UnusableDataError(
            f"“{eyes.folder}” has {len(eyes.classes)} classes ({', '.join(eyes.classes)}); "
            "open and closed eyes are two."
        )
    return folds(eyes, _PARTS, seed)[0]


def _eyes(task: _Run, eyes: PictureSet, split: tuple[Rows, Rows]) -> list[Table | Picture]:
    examples = task.examples("eyes", eyes)
    checkpoints = task.checkpoints("eyes-head", eyes, schedule=asdict(task.chosen.schedule))
    make = partial(CrossEntropyHead, examples.features.shape[1], 2)
    _, confusion = task.fitted("eyes", make, examples, split, checkpoints)
    return reporting.eyes_parts(confusion, eyes.classes)


def _summary(chosen: Experiment, backbone: Backbone, pictures: PictureSet, split: tuple[Rows, Rows]) -> str:
    shares = ", ".join(
        f"{count / len(pictures):.0%} of score {name}"
        for name, count in zip(pictures.classes, pictures.counts, strict=True)
    )
    groups = len(np.unique(pictures.groups))
    text = (
        f"{len(pictures)} pictures in {groups} independent groups ({shares}); {len(split[0])} to train on, "
        f"{len(split[1])} to measure on. The paper has 424 pictures of one person (14%, 21%, 33%, 24%, "
        f"8%), 338 and 86. Backbone {chosen.backbone}, fixed"
    )
    if backbone.pretrained:
        return f"{text}."
    return (
        f"{text}, with **random weights**: these figures show that the experiment runs, not what a trained "
        "backbone reaches (give its weights' file)."
    )


def _facts(
    chosen: Experiment, device: torch.device, pictures: PictureSet, split: tuple[Rows, Rows]
) -> dict[str, Any]:
    settings = {key: str(one) if isinstance(one, Path) else one for key, one in asdict(chosen).items()}
    return {
        "settings": settings,
        "device": str(device),
        "pictures": len(pictures),
        "by score": pictures.counts,
        "left out": [asdict(one) for one in pictures.left_out],
        "held out": [pictures.files[row] for row in split[1]],
    }


def _method(chosen: Experiment) -> list[str]:
    rates = chosen.schedule
    return [
        "The backbone is fixed and in evaluation mode; pictures are normalised by the mean and standard "
        "deviation of all pictures of the folder (section 4), which uses no label. The starter standardises "
        "each picture by itself instead.",
        f"Stochastic gradient descent: rate {rates.rate:g}, times {rates.decay:g} after each epoch, momentum "
        f"{rates.momentum:g}, batches of {rates.batch}, {rates.epochs} epochs; given before the run, which "
        "chooses nothing by the validation pictures. Features are standardised by the training pictures.",
        f"The split is the first of {_PARTS} folds that keep groups whole and the classes' shares alike, "
        f"seed {chosen.seed}. Where no group is named, copies of one file are a group.",
        *contradictions()["formulas"],
    ]
