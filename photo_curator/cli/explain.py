"""`photo-curator explain`: why a face got its score, as pictures and numbers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photo_curator.cli.common import (
    JsonOption,
    PhotoArgument,
    app,
    console,
    find,
    print_json,
    run_engine,
    session_library,
)
from photo_curator.domain import messages as m
from photo_curator.domain.errors import UsageError
from photo_curator.domain.explanation import EXPLANATION_FILE, FOOLING_FILE, Method

if TYPE_CHECKING:
    from photo_curator.domain.explanation import Explanation, Fooling

#: As shells have it for Ctrl-C.
_STOPPED = 130


@app.command()
def explain(
    photo: PhotoArgument,
    out: Annotated[Path, typer.Option(metavar="DIR", help="A new or empty folder for the pictures.")],
    face: Annotated[int, typer.Option(min=1, help="Number of the face, see `show`.")] = 1,
    method: Annotated[Method, typer.Option(help="How importance is found.")] = Method.SALIENCY,
    level: Annotated[
        int | None, typer.Option(min=1, max=5, help="Explain this level instead of the mean score.")
    ] = None,
    fool: Annotated[
        int | None,
        typer.Option(min=1, max=5, metavar="TARGET", help="Also look for a picture that gets this score."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say why a face got its score, and whether that holds up."""
    from photo_curator.domain.explanation import read_explanation, read_fooling

    folder = out.expanduser().absolute()
    _refuse_foreign(folder)
    with session_library() as library:
        photo_id = find(library, photo)
    found: list[m.Explained] = []

    def take(answer: m.Answer) -> None:
        if isinstance(answer, m.Explained):
            found.append(answer)

    request = m.Explain(photo_id=photo_id, face=face, method=method, level=level, fool=fool)
    if run_engine(request, take).cancelled:
        typer.echo("Stopped; nothing was written.", err=True)
        raise typer.Exit(_STOPPED)
    (answer,) = found
    explanation = read_explanation(Path(answer.folder))
    fooling = read_fooling(Path(answer.fooling)) if answer.fooling else None
    _copy(Path(answer.folder), EXPLANATION_FILE, explanation, folder)
    if fooling is not None:
        _copy(Path(answer.fooling), FOOLING_FILE, fooling, folder)
    if as_json:
        from dataclasses import asdict

        print_json(
            {
                "folder": str(folder),
                "explanation": asdict(explanation),
                "fooling": None if fooling is None else asdict(fooling),
            }
        )
        return
    from photo_curator.terminal import explanation_text

    console().print(explanation_text(explanation, fooling))
    typer.echo(f"Pictures and numbers: {folder}")


def _refuse_foreign(folder: Path) -> None:
    """An earlier result may be replaced, nothing else."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder; name a new one for the pictures.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / EXPLANATION_FILE).exists():
        raise UsageError(f"{folder} holds other files; name a new or empty folder for the pictures.")


def _copy(source: Path, document: str, result: Explanation | Fooling, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (document, *result.files.values()):
            shutil.copyfile(source / name, folder / name)
    except OSError as error:
        raise UsageError(f"The pictures cannot be written to {folder}: {error.strerror}.") from error
