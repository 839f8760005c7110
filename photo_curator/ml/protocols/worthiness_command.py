"""`worthiness --data DIR --out DIR`: the options of the worthiness experiment."""

from __future__ import annotations

import argparse
from pathlib import Path

from photo_curator.domain.progress import CancelToken
from photo_curator.ml.backbones import BACKBONES, weights_file
from photo_curator.ml.personal_heads import HEADS
from photo_curator.ml.protocols.progress import Say, at_least
from photo_curator.ml.protocols.worthiness_fit import Schedule


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options `run` reads."""
    usual = Schedule()
    parser.add_argument(
        "--data", type=Path, required=True, help="folders 1 to 5, or labels.csv: file,label[,group]"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for the report and its checkpoints")
    parser.add_argument("--backbone", default="resnet18", choices=list(BACKBONES))
    parser.add_argument(
        "--weights", type=Path, help="the backbone's file; without it a downloaded one, else random"
    )
    parser.add_argument("--heads", nargs="+", default=list(HEADS), choices=list(HEADS))
    parser.add_argument("--eyes", type=Path, help="folder of faces with closed and open eyes, two classes")
    parser.add_argument("--epochs", type=at_least(1), default=usual.epochs)
    parser.add_argument("--rate", type=float, default=usual.rate, help="of learning, in the first epoch")
    parser.add_argument(
        "--folds", type=at_least(0), default=5, help="of the cross-validation; 0 leaves it out"
    )
    parser.add_argument("--repeats", type=at_least(1), default=3, help="of the cross-validation")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--resume", action="store_true", help="go on where an interrupted run stopped")


def run(options: argparse.Namespace, say: Say, cancel: CancelToken) -> None:
    """Run the experiment; raises what `worthiness.run` does."""
    # Lazily: its plots need a library that only the extra `research` brings.
    from photo_curator.ml.protocols import worthiness

    chosen = worthiness.Experiment(
        data=options.data,
        out=options.out,
        backbone=options.backbone,
        weights=options.weights or weights_file(options.backbone, None),
        heads=tuple(dict.fromkeys(options.heads)),
        eyes=options.eyes,
        folds=options.folds,
        repeats=options.repeats,
        seed=options.seed,
        schedule=Schedule(epochs=options.epochs, rate=options.rate),
        resume=options.resume,
    )
    for file in worthiness.run(chosen, say, cancel):
        say(f"Written: {file}")
