"""The engine process: `python -m photo_curator.engine --library DIR`, spoken to over its pipes."""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import signal
import sys
from pathlib import Path

from photo_curator.engine.loop import EngineLoop
from photo_curator.engine.networks import Networks


def main(arguments: list[str] | None = None) -> None:
    """Serve one library until the client closes the pipe."""
    parser = argparse.ArgumentParser(prog="photo_curator.engine")
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--device", choices=["cpu", "cuda", "mps"])
    parser.add_argument("--file-seconds", type=float, default=60.0)
    parser.add_argument("--previous-crash", action="store_true")
    options = parser.parse_args(arguments)
    # Answers go out on a private copy of standard output; whatever a library prints lands in the log.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    faulthandler.enable()
    # Ctrl-C in a terminal is the client's to handle: it sends a cancel.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s"
    )
    EngineLoop(
        options.library,
        sys.stdin.buffer,
        answers,
        Networks(options.device),
        file_seconds=options.file_seconds,
        previous_crash=options.previous_crash,
    ).run()


if __name__ == "__main__":
    main()
