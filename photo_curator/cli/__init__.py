"""The terminal: the same use cases as the window, and the contract other programs rely on.

One module a family of commands; heavy imports happen inside the commands, so that `--help` answers at
once.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from photo_curator import __version__
from photo_curator.cli import albums as albums
from photo_curator.cli import annotating as annotating  # their import registers the commands
from photo_curator.cli import bursts as bursts
from photo_curator.cli import explain as explain
from photo_curator.cli import export as export
from photo_curator.cli import faces as faces
from photo_curator.cli import library as library
from photo_curator.cli import models as models
from photo_curator.cli import people as people
from photo_curator.cli import similar as similar
from photo_curator.cli import taste as taste
from photo_curator.cli import train as train
from photo_curator.cli import watch as watch
from photo_curator.cli import xmp as xmp
from photo_curator.cli.common import Session, app
from photo_curator.domain.errors import CuratorError


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
    Session.root = library
    if context.invoked_subcommand is None:
        gui(None)


@app.command()
def gui(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Folders and photos to show; new ones are indexed."),
    ] = None,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="PNG", help="Save the window as a picture instead; needs no display."),
    ] = None,
) -> None:
    """Open the window (the default command, also where only PATHs are given)."""
    from photo_curator.app import run_window

    raise typer.Exit(run_window(Session.root, paths or (), picture))


def with_command(arguments: list[str]) -> list[str]:
    """The command line, with `gui` put in where paths stand in a command's place: so file managers write."""
    names = {one.name or (one.callback.__name__ if one.callback else "") for one in app.registered_commands}
    names |= {group.name for group in app.registered_groups if group.name}
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] == "--library" else 1
    first = arguments[place] if place < len(arguments) else ""
    if first not in names and (os.sep in first or os.path.exists(first)):
        return [*arguments[:place], "gui", *arguments[place:]]
    return arguments


def main() -> NoReturn:
    """Run the command line; every user-visible error is one sentence and exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows, or a bare C locale, knows no stars: escapes are better than a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(with_command(sys.argv[1:]))
    except CuratorError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output (`| head`) has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(0)
