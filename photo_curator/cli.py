"""The terminal: the same use cases as the window, and the contract other programs rely on.

Heavy imports happen inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from photo_curator import __version__
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.query import SortBy
from photo_curator.domain.rating import Flag

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from photo_curator.db.library import Library
    from photo_curator.domain.indexing import IndexSummary
    from photo_curator.domain.operations import Change, Operation

app = typer.Typer(
    name="photo-curator",
    help="Finds, in the photos on your own disk, the ones that show your best self.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
PhotoArgument = Annotated[str, typer.Argument(help="A path, a unique file name, or an id.", metavar="PHOTO")]


class _Session:
    """The library named on the command line."""

    root: Path | None = None


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    library: Annotated[
        Path | None,
        typer.Option(
            "--library", envvar="PHOTO_CURATOR_LIBRARY", help="Folder of the library.", show_default=False
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        typer.echo(f"photo-curator {__version__}")
        raise typer.Exit
    _Session.root = library
    if context.invoked_subcommand is None:
        gui(None)


@app.command()
def index(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FOLDER...", help="None: all of the library again."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Find, analyse and score the photos in folders."""
    paths = tuple(str(folder.expanduser().absolute()) for folder in folders or ())
    if not paths:
        with _library() as library:
            if not library.folders.all():
                raise typer.BadParameter("Name a folder: the library has none yet.", param_hint="FOLDER")
    _print_summary(_run_engine(paths, retry=None), as_json)


@app.command(name="list")
def list_photos(
    album: Annotated[str, typer.Option(help="An album's key, see `albums`.")] = "all",
    sort: Annotated[SortBy | None, typer.Option(help="Default: the album's own order.")] = None,
    min_score: Annotated[float | None, typer.Option(help="Effective score at least this.")] = None,
    limit: Annotated[int | None, typer.Option(min=1)] = None,
    as_json: JsonOption = False,
) -> None:
    """List photos, best first."""
    from dataclasses import replace

    from photo_curator.services.albums import find_album

    query = find_album(album).query
    query = replace(query, sort=sort or query.sort)
    if min_score is not None:
        query = replace(query, min_score=max(min_score, query.min_score or min_score))
    with _library() as library:
        ids = library.photos.ids(query)[:limit]
        photos = library.photos.summaries(ids)
        if as_json:
            from photo_curator.services.present import summary_document

            faces = library.photos.faces_of(ids)
            _print_json([summary_document(photo, faces.get(photo.id, ())) for photo in photos])
            return
    from photo_curator.terminal import photo_table

    _console().print(photo_table(photos))


@app.command()
def show(photo: PhotoArgument, as_json: JsonOption = False) -> None:
    """Show everything about one photo."""
    from photo_curator.services.present import photo_document

    with _library() as library:
        found = library.photos.get(_find(library, photo))
    if as_json:
        _print_json(photo_document(found))
    else:
        from photo_curator.terminal import photo_details

        _console().print(photo_details(found))


@app.command()
def rate(
    photo: PhotoArgument,
    stars: Annotated[int, typer.Argument(min=0, max=5, metavar="0-5", help="0 takes the stars away.")],
    as_json: JsonOption = False,
) -> None:
    """Rate a photo; `undo` takes it back."""
    from photo_curator.domain.operations import SetRating

    _apply(photo, lambda photo_id: SetRating((photo_id,), stars), as_json)


@app.command()
def flag(
    photo: PhotoArgument,
    mark: Annotated[Flag, typer.Argument(metavar="pick|reject|none")],
    as_json: JsonOption = False,
) -> None:
    """Pick or reject a photo, or take the flag away."""
    from photo_curator.domain.operations import SetFlag

    _apply(photo, lambda photo_id: SetFlag((photo_id,), mark), as_json)


@app.command()
def undo(as_json: JsonOption = False) -> None:
    """Take back the last rating or flag, here or in the window."""
    with _library() as library:
        _print_change(library.curation.undo(), "Undone: {}", "There is nothing to undo.", as_json)


@app.command()
def redo(as_json: JsonOption = False) -> None:
    """Do again what was undone."""
    with _library() as library:
        _print_change(library.curation.redo(), "Done again: {}", "There is nothing to redo.", as_json)


@app.command()
def problems(
    retry: Annotated[bool, typer.Option("--retry", help="Read them again first.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the files that could not be used, and why."""
    if retry:
        summary = _run_engine((), retry=())
        if not as_json:
            _print_summary(summary, as_json)
    with _library() as library:
        found = library.problems.all()
    if as_json:
        from photo_curator.services.present import problem_document

        _print_json([problem_document(problem) for problem in found])
        return
    from photo_curator.terminal import problem_table

    _console().print(problem_table(found) if found else "No problem files.")


@app.command()
def albums(as_json: JsonOption = False) -> None:
    """List the albums with their counts."""
    from photo_curator.services.albums import counted_albums

    with _library() as library:
        found = list(counted_albums(library))
    if as_json:
        from photo_curator.services.present import album_document

        _print_json([album_document(album) for album in found])
        return
    from photo_curator.terminal import album_table

    _console().print(album_table(found))


@app.command()
def info(as_json: JsonOption = False) -> None:
    """Say where the library lies and what is in it."""
    from photo_curator.services.about import library_facts

    with _library() as library:
        facts = library_facts(library)
    if as_json:
        _print_json(facts)
        return
    from photo_curator.terminal import facts_table

    _console().print(facts_table(facts))


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    as_json: JsonOption = False,
) -> None:
    """Make a small photo library to try things on."""
    from dataclasses import asdict

    from photo_curator.services.demo import make_demo

    summary = make_demo(folder.expanduser().absolute())
    if as_json:
        _print_json(
            {key: str(value) if isinstance(value, Path) else value for key, value in asdict(summary).items()}
        )
    else:
        _console().print(
            f"{summary.files} files in {summary.folder}. Next: photo-curator index {summary.folder}"
        )


@app.command()
def gui(
    folder: Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help="A folder to add.")] = None,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="PNG", help="Save the window as a picture instead; needs no display."),
    ] = None,
) -> None:
    """Open the window (the default command)."""
    from photo_curator.app import run_window

    raise typer.Exit(run_window(_Session.root, folder, picture))


def main() -> NoReturn:
    """Run the command line; every user-visible error is one sentence and exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows, or a bare C locale, knows no stars: escapes are better than a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except CuratorError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output (`| head`) has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(0)


def _library() -> Library:
    from photo_curator.app import open_library

    return open_library(_Session.root)


def _find(library: Library, text: str) -> int:
    path = os.path.expanduser(text)
    if not os.path.exists(path):
        return library.photos.find(text)
    from photo_curator.domain.errors import NotFoundError

    try:
        return library.photos.find(os.path.abspath(path))
    except NotFoundError:
        # Named through a symbolic link, while its folder was indexed by the real path.
        return library.photos.find(os.path.realpath(path))


def _apply(photo: str, make: Callable[[int], Operation], as_json: bool) -> None:
    with _library() as library:
        _print_change(library.curation.apply(make(_find(library, photo))), "{}", "", as_json)


def _print_change(change: Change | None, text: str, nothing: str, as_json: bool) -> None:
    if as_json:
        _print_json({"label": change.label, "photo_ids": list(change.photo_ids)} if change else None)
    elif change is None:
        typer.echo(nothing)
    else:
        typer.echo(text.format(change.label))


def _run_engine(folders: tuple[str, ...], retry: tuple[str, ...] | None) -> IndexSummary:
    from photo_curator.app import build_engine
    from photo_curator.services.engine import wait_for
    from photo_curator.terminal import ProgressDisplay

    with _library() as library:
        root = library.layout.root
    with ProgressDisplay() as display:
        return wait_for(
            lambda take: build_engine(root, take),
            lambda engine: engine.index(folders) if retry is None else engine.retry(retry),
            display.show,
        )


def _print_summary(summary: IndexSummary, as_json: bool) -> None:
    from dataclasses import asdict

    if as_json:
        _print_json(asdict(summary))
        return
    from photo_curator.terminal import summary_text

    typer.echo(summary_text(summary))


def _print_json(document: object) -> None:
    # Surrogate escapes (undecodable file names) cannot be written as UTF-8: they stay \\u escapes.
    typer.echo(json.dumps(document, ensure_ascii=True, indent=2))


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


if __name__ == "__main__":
    main()
