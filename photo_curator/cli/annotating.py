"""`photo-curator annotations`: labels of several annotators, as tables and in figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from photo_curator.cli.common import JsonOption, app, console, print_json, session_library
from photo_curator.domain.annotation import Question

annotations_app = typer.Typer(
    help="Labels for a training set: is it a selfie, is it dangerous, why; by whom.", no_args_is_help=True
)
app.add_typer(annotations_app, name="annotations")

_TableArgument = Annotated[Path, typer.Argument(metavar="CSV", help="file,annotator,selfie,dangerous,reason")]


@annotations_app.command(name="import")
def import_table(table: _TableArgument, as_json: JsonOption = False) -> None:
    """Take annotations from a table; `undo` takes them back."""
    from photo_curator.services.annotating import import_annotations

    with session_library() as library:
        found = import_annotations(library, table.expanduser().absolute())
    if as_json:
        print_json(
            {
                "label": found.change.label,
                "photo_ids": list(found.change.photo_ids),
                "unknown": list(found.unknown),
            }
        )
        return
    typer.echo(found.change.label)
    for name in found.unknown:
        typer.echo(f"No photo of this library, or several: {name}", err=True)


@annotations_app.command(name="export")
def export_table(table: _TableArgument, as_json: JsonOption = False) -> None:
    """Write all annotations as a table."""
    from photo_curator.services.annotating import export_annotations

    with session_library() as library:
        count = export_annotations(library, table.expanduser().absolute())
    if as_json:
        print_json({"rows": count})
    else:
        typer.echo(f"{count} annotations written to {table}.")


@annotations_app.command()
def summary(
    seed: Annotated[int, typer.Option(help="Of the lots that decide draws.")] = 0, as_json: JsonOption = False
) -> None:
    """Majorities, Fleiss' kappa, and how often each reason was given."""
    from photo_curator.services.annotating import summarise, summary_document

    with session_library() as library:
        document = summary_document(summarise(library.annotations.all(), seed))
    if as_json:
        print_json(document)
        return
    from photo_curator.terminal import facts_table

    lists = {
        key: [f"{name}: {count}" for name, count in value.items()] if isinstance(value, dict) else value
        for key, value in document.items()
    }
    console().print(
        facts_table({**lists, "kappa": "none yet" if document["kappa"] is None else lists["kappa"]})
    )


@annotations_app.command()
def dataset(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    question: Annotated[
        Question, typer.Option("--for", help="The experiment, as `train` calls it.")
    ] = Question.DANGER,
    seed: Annotated[int, typer.Option(help="Of the lots that decide draws.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Copy the labelled photos into a folder that `train danger` or `train selfie` reads."""
    from photo_curator.services.datasets import write_dataset

    with session_library() as library:
        written = write_dataset(library, folder.expanduser().absolute(), question, seed)
    if as_json:
        print_json({"folder": str(written.folder), "counts": written.counts, "left_out": written.left_out})
        return
    counts = ", ".join(f"{count} {label}" for label, count in written.counts.items())
    typer.echo(f"{counts} in {written.folder}. Next: photo-curator train {question.value} --data {folder}")
    for path, reason in written.left_out.items():
        typer.echo(f"Left out: {path} ({reason})", err=True)
