"""`photo-curator train taste` and `photo-curator taste`: a personal head from your ratings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from photo_curator.cli.common import (
    JsonOption,
    app,
    console,
    print_change,
    print_json,
    run_engine,
    session_library,
)
from photo_curator.cli.train import train_app
from photo_curator.domain import messages as m

taste_app = typer.Typer(
    help="Your taste: versions, what to rate next, other programs' stars.", no_args_is_help=True
)
app.add_typer(taste_app, name="taste")

VersionArgument = Annotated[str, typer.Argument(metavar="VERSION", help="Its number, or “starter”.")]


@train_app.command(name="taste")
def train(
    seed: Annotated[int, typer.Option(help="Of everything random.")] = 0, as_json: JsonOption = False
) -> None:
    """Learn a personal head from your ratings, and say how it does on ratings held out."""
    trained: list[m.TasteTrained] = []

    def take(answer: m.Answer) -> None:
        if isinstance(answer, m.TasteTrained):
            trained.append(answer)

    run_engine(m.TrainTaste(seed=seed), take)
    if not trained:
        raise typer.Exit(130)  # as shells have it for Ctrl-C
    from photo_curator.services.taste import version_document

    with session_library() as library:
        version = library.taste.get(trained[0].version)
    if as_json:
        print_json(version_document(version))
        return
    from photo_curator.cli.taste_text import report_lines

    for line in report_lines(version):
        console().print(line)


@taste_app.command(name="list")
def list_versions(as_json: JsonOption = False) -> None:
    """Say what there is to learn from, and list the versions."""
    from photo_curator.services.taste import taste_document

    with session_library() as library:
        document = taste_document(library)
        versions = library.taste.versions()
    if as_json:
        print_json(document)
        return
    from photo_curator.cli.taste_text import overview_lines, version_table

    for line in overview_lines(document):
        console().print(line)
    if versions:
        console().print(version_table(versions))


@taste_app.command()
def use(version: VersionArgument, as_json: JsonOption = False) -> None:
    """Score every photo by a version; `undo` takes it back."""
    from photo_curator.domain.operations import UseTaste
    from photo_curator.services.taste import version_number

    with session_library() as library:
        change = library.curation.apply(UseTaste(version_number(version)))
    print_change(change, "{}", "", as_json)


@taste_app.command()
def rollback(as_json: JsonOption = False) -> None:
    """Score every photo by what was in use before; `undo` takes it back."""
    from photo_curator.services.taste import roll_back

    with session_library() as library:
        change = library.curation.apply(roll_back(library))
    print_change(change, "{}", "", as_json)


@taste_app.command(name="export")
def export_file(
    version: VersionArgument, file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")]
) -> None:
    """Write a version into one file: weights and results, no photo."""
    from photo_curator.services.taste import export_head, version_number

    with session_library() as library:
        export_head(library, version_number(version), file.expanduser())
    typer.echo(f"Version {version} is in {file}.")


@taste_app.command(name="import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="As `taste export` writes them.")],
    as_json: JsonOption = False,
) -> None:
    """Take a version from a file; it is not used before `taste use`."""
    from photo_curator.services.taste import import_head, version_document

    with session_library() as library:
        version = import_head(library, file.expanduser())
    if as_json:
        print_json(version_document(version))
    else:
        typer.echo(f"{file.name} is version {version.id}. Next: photo-curator taste use {version.id}")


@taste_app.command()
def queue(
    count: Annotated[int, typer.Option(min=1, max=500, help="How many.")] = 24, as_json: JsonOption = False
) -> None:
    """List the photos whose rating would teach most."""
    from photo_curator.services.taste import most_useful_photos

    with session_library() as library:
        ids = most_useful_photos(library, count)
        photos = library.photos.summaries(ids)
    if as_json:
        print_json([{"id": photo.id, "path": photo.path} for photo in photos])
        return
    from photo_curator.terminal import photo_table

    console().print(photo_table(photos) if photos else "No unrated photo with a face is left.")


@taste_app.command()
def meaning(
    program: Annotated[str, typer.Argument(metavar="PROGRAM", help="As `taste list` names it.")],
    levels: Annotated[
        list[int] | None,
        typer.Argument(
            metavar="[L1 L2 L3 L4 L5]", min=0, max=5, help="The level that 1 to 5 stars mean; 0: none."
        ),
    ] = None,
    same: Annotated[bool, typer.Option("--same", help="The same as here: 1 2 3 4 5.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Learn nothing from them any more.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Say what another program's stars mean; only then are they learnt from."""
    from photo_curator.domain.errors import UsageError
    from photo_curator.domain.operations import SetMeaning
    from photo_curator.domain.taste import SAME_STARS

    if sum((bool(levels), same, forget)) != 1:
        raise typer.BadParameter("Give five levels, or --same, or --forget.")
    said = None if forget else SAME_STARS if same else tuple(levels or ())
    with session_library() as library:
        known = library.taste.foreign_stars()
        if said is not None and program not in known:
            there = ", ".join(known) or "none at all"
            raise UsageError(f"No photo carries stars of {program}; stars in this library: {there}.")
        change = library.curation.apply(SetMeaning(program, said))
    print_change(change, "{}", "", as_json)
