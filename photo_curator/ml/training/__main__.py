"""`python -m photo_curator.ml.training starter --data DIR --out models`: train the starter networks."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import torch

from photo_curator.ml.training.sources import MissingDataError
from photo_curator.ml.training.starter import train_starter


def main(arguments: list[str] | None = None) -> int:
    """Run; the exit status is 0, or 2 where data is missing."""
    parser = argparse.ArgumentParser(prog="photo_curator.ml.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    starter = commands.add_parser("starter", help="eyes, smile and pose: about half an hour on one core")
    starter.add_argument("--data", type=Path, required=True, help="folder with the data sets' archives")
    starter.add_argument("--out", type=Path, required=True, help="folder for weights, report and cards")
    starter.add_argument("--seed", type=int, default=0)
    starter.add_argument("--epochs", type=int, default=None, help="fewer for a trial run")
    starter.add_argument(
        "--cache", type=Path, default=Path(tempfile.gettempdir()) / "photo-curator-training",
        help="folder where aligned faces are kept",
    )  # fmt: skip
    chosen = parser.parse_args(arguments)
    # One thread: sums in another order would give other weights from the same seed.
    torch.set_num_threads(1)
    try:
        train_starter(chosen.data, chosen.out, chosen.cache, chosen.seed, chosen.epochs, _say)
    except MissingDataError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
