"""`python -m photo_curator.ml.training COMMAND`: train the starter networks, run the papers' experiments."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import torch

from photo_curator.domain.errors import CuratorError
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.ml.protocols import danger_command, worthiness_command
from photo_curator.ml.protocols.progress import Say, cancelled_by_signals
from photo_curator.ml.training.hazards import train_hazards
from photo_curator.ml.training.sources import MissingDataError
from photo_curator.ml.training.starter import train_starter
from photo_curator.ml.weights import WeightsError

#: What a command does: its options, whom to tell, what stops it.
Run = Callable[[argparse.Namespace, Say, CancelToken], None]
UNUSABLE, CANCELLED = 2, 130
#: The papers' experiments: name, help, options, what runs.
_EXPERIMENTS: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None], Run], ...] = (
    (
        "worthiness", "the experiment of To Post or Not To Post",
        worthiness_command.add_options, worthiness_command.run,
    ),
    (
        "danger", "the classifiers and machines of the dangerous-selfie paper",
        danger_command.add_options, danger_command.run,
    ),
    (
        "selfie", "selfie or not, the filter of the same paper",
        danger_command.add_selfie_options, danger_command.run_selfie,
    ),
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run; the exit status is 0, 2 where data or weights will not do, 130 where it was cancelled."""
    parser = argparse.ArgumentParser(prog="photo_curator.ml.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    starter = commands.add_parser("starter", help="eyes, smile and pose: about half an hour on one core")
    hazards = commands.add_parser("hazards", help="hazards of whole photos: about half an hour on one core")
    for one in (starter, hazards):
        one.add_argument("--data", type=Path, required=True, help="folder with the data sets' archives")
        one.add_argument("--out", type=Path, required=True, help="folder for weights, report and cards")
        one.add_argument("--seed", type=int, default=0)
        one.add_argument("--epochs", type=int, default=None, help="fewer for a trial run")
    starter.add_argument(
        "--cache", type=Path, default=Path(tempfile.gettempdir()) / "photo-curator-training",
        help="folder where aligned faces are kept",
    )  # fmt: skip
    starter.set_defaults(run=_starter)
    hazards.set_defaults(run=_hazards)
    for name, text, add_options, run in _EXPERIMENTS:
        experiment = commands.add_parser(name, help=text)
        add_options(experiment)
        experiment.set_defaults(run=_stoppable(run))
    options = parser.parse_args(arguments)
    try:
        options.run(options, _say, CancelToken())
    except (CuratorError, MissingDataError, WeightsError) as error:
        sys.stderr.write(f"{error}\n")
        return UNUSABLE
    except CancelledError:
        sys.stderr.write("Cancelled; --resume goes on from the last checkpoint.\n")
        return CANCELLED
    return 0


def _starter(options: argparse.Namespace, say: Say, _cancel: CancelToken) -> None:
    # One thread: sums in another order would give other weights from the same seed.
    torch.set_num_threads(1)
    train_starter(options.data, options.out, options.cache, options.seed, options.epochs, say)


def _hazards(options: argparse.Namespace, say: Say, _cancel: CancelToken) -> None:
    # One thread, for the same reason.
    torch.set_num_threads(1)
    train_hazards(options.data, options.out, options.seed, options.epochs, say)


def _stoppable(run: Run) -> Run:
    """The same, where signals ask it to stop and a missing library is said in words."""

    def stoppable(options: argparse.Namespace, say: Say, cancel: CancelToken) -> None:
        try:
            with cancelled_by_signals(cancel):
                run(options, say, cancel)
        except ModuleNotFoundError as error:
            raise CuratorError(
                f"The experiments need {(error.name or '').partition('.')[0]}, which is not installed: "
                'python -m pip install "photo-curator[research]".'
            ) from error

    return stoppable


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
