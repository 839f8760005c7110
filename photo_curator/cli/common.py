"""What the commands share: the library they were given, the engine, and how results are printed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from photo_curator.domain import messages as m

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from photo_curator.db.library import Library
    from photo_curator.domain.indexing import IndexSummary
    from photo_curator.domain.operations import Change, Operation
    from photo_curator.domain.progress import CancelToken

R = TypeVar("R")

app = typer.Typer(
    name="photo-curator",
    help="Finds, in the photos on your own disk, the ones that show your best self.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
PhotoArgument = Annotated[str, typer.Argument(help="A path, a unique file name, or an id.", metavar="PHOTO")]


class Session:
    """The library named on the command line."""

    root: Path | None = None


def session_library() -> Library:
    """The library named on the command line, or the user's own."""
    from photo_curator.app import open_library

    return open_library(Session.root)


def find(library: Library, text: str) -> int:
    """A photo's id, from a path, a unique file name or an id."""
    path = os.path.expanduser(text)
    if not os.path.exists(path):
        return library.photos.find(text)
    from photo_curator.domain.errors import NotFoundError

    try:
        return library.photos.find(os.path.abspath(path))
    except NotFoundError:
        # Named through a symbolic link, while its folder was indexed by the real path.
        return library.photos.find(os.path.realpath(path))


def apply(photo: str, make: Callable[[int], Operation], as_json: bool) -> None:
    """Apply an operation to one photo and say what it did."""
    with session_library() as library:
        print_change(library.curation.apply(make(find(library, photo))), "{}", "", as_json)


def print_change(change: Change | None, text: str, nothing: str, as_json: bool) -> None:
    """Say what an operation, an undo or a redo did."""
    if as_json:
        print_json({"label": change.label, "photo_ids": list(change.photo_ids)} if change else None)
    elif change is None:
        typer.echo(nothing)
    else:
        typer.echo(text.format(change.label))


def run_engine(
    request: m.StartTask, on_answer: Callable[[m.Answer], None] = lambda _: None, *, quiet: bool = False
) -> IndexSummary:
    """Run a task to its end, with its progress on the terminal unless `quiet`.

    `on_answer` is told every answer.
    """
    from photo_curator.app import build_engine
    from photo_curator.services.engine import wait_for
    from photo_curator.terminal import ProgressDisplay

    with session_library() as library:
        root = library.layout.root
    with ProgressDisplay(quiet=quiet) as display:

        def show(answer: m.Answer) -> None:
            display.show(answer)
            on_answer(answer)

        return wait_for(lambda take: build_engine(root, take), request, show)


def run_stoppable(total: int, work: Callable[[CancelToken, Callable[[Any], None]], R], *, quiet: bool) -> R:
    """Run what writes files, with a bar; Ctrl+C stops it after the file it is at.

    Args:
        total: what the bar counts to.
        work: handed a token, and what to tell progress to (`done` of it is shown).
        quiet: without a bar.
    """
    import signal

    from rich.progress import Progress

    from photo_curator.domain.progress import CancelToken

    token = CancelToken()
    before = signal.signal(signal.SIGINT, lambda *_: token.cancel())
    try:
        with Progress(disable=quiet or not sys.stdout.isatty(), transient=True) as bar:
            task = bar.add_task("Writing", total=total)
            return work(token, lambda progress: bar.update(task, completed=progress.done))
    finally:
        signal.signal(signal.SIGINT, before)


def print_summary(summary: IndexSummary, as_json: bool) -> None:
    """What indexing did."""
    from dataclasses import asdict

    if as_json:
        print_json(asdict(summary))
        return
    from photo_curator.terminal import summary_text

    typer.echo(summary_text(summary))


def print_json(document: object) -> None:
    """One JSON document on standard output."""
    # Surrogate escapes (undecodable file names) cannot be written as UTF-8: they stay \\u escapes.
    typer.echo(json.dumps(document, ensure_ascii=True, indent=2))


def console() -> Console:
    """Where tables go."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)
