"""`danger --data DIR --out DIR` and `selfie --data DIR --out DIR`: options of the danger experiments."""

from __future__ import annotations

import argparse
from pathlib import Path

from photo_curator.domain.progress import CancelToken
from photo_curator.ml.backbones import BACKBONES
from photo_curator.ml.protocols.progress import Say, at_least

_LABELS = "folder with a folder for each of two classes, one of them {}, or labels.csv: file,label[,group]"
_WEIGHTS = "folder with NAME.safetensors, .pth or .pt; without it downloaded ones, else random ones"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options `run` reads."""
    parser.add_argument("--data", type=Path, required=True, help=_LABELS.format("“dangerous”"))
    parser.add_argument("--out", type=Path, required=True, help="folder for report, weights, checkpoints")
    parser.add_argument("--backbones", nargs="+", choices=BACKBONES, help="usually the paper's six")
    parser.add_argument("--weights-dir", type=Path, help=_WEIGHTS)
    parser.add_argument(
        "--as-published", action="store_true", help="make copies before the split, as the paper does"
    )
    parser.add_argument("--epochs", type=at_least(1), default=300, help="the backbone frozen")
    parser.add_argument("--epochs-fine", type=at_least(0), default=300, help="its last two layers learning")
    parser.add_argument(
        "--patience", type=at_least(1), help="stop a phase after so many epochs without a smaller loss"
    )
    parser.add_argument(
        "--widths", nargs="+", type=at_least(1), help="dense layer's, to choose from: usually 128 to 2048"
    )
    parser.add_argument(
        "--svm", action=argparse.BooleanOptionalAction, default=True, help="support vector machines too"
    )
    _add_common(parser)


def add_selfie_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options `run_selfie` reads."""
    parser.add_argument("--data", type=Path, required=True, help=_LABELS.format("“selfie”"))
    parser.add_argument("--out", type=Path, required=True, help="folder for the report")
    parser.add_argument("--backbone", default="inception_v3", choices=BACKBONES)
    parser.add_argument("--weights-dir", type=Path, help=_WEIGHTS)
    _add_common(parser)


def run(options: argparse.Namespace, say: Say, cancel: CancelToken) -> None:
    """Run the experiment; raises what `danger_experiment.run` does."""
    # Lazily: its plots need a library that only the extra `research` brings.
    from photo_curator.ml.protocols import danger_experiment as danger
    from photo_curator.ml.protocols.danger_training import WIDTHS, Schedule

    chosen = danger.Experiment(
        data=options.data,
        out=options.out,
        backbones=tuple(dict.fromkeys(options.backbones or danger.PAPERS_BACKBONES)),
        weights=options.weights_dir,
        as_published=options.as_published,
        machines=options.svm,
        schedule=Schedule(
            epochs=options.epochs,
            epochs_fine=options.epochs_fine,
            patience=options.patience,
            widths=tuple(sorted(set(options.widths or WIDTHS))),
        ),
        seed=options.seed,
        resume=options.resume,
    )
    for file in danger.run(chosen, say, cancel):
        say(f"Written: {file}")


def run_selfie(options: argparse.Namespace, say: Say, cancel: CancelToken) -> None:
    """Run the experiment; raises what `selfie.run` does."""
    from photo_curator.ml.protocols import selfie

    chosen = selfie.Experiment(
        options.data, options.out, options.backbone, options.weights_dir, options.seed, options.resume
    )
    for file in selfie.run(chosen, say, cancel):
        say(f"Written: {file}")


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--resume", action="store_true", help="go on where an interrupted run stopped")
