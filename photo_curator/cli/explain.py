"""`photo-curator explain`: why a face got its score, as pictures and numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand

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
from photo_curator.domain.explanation import Method, fooling_target

#: As shells have it for Ctrl-C.
_STOPPED = 130
_FOOL = "--fool"


class _FoolAlone(TyperCommand):
    """Takes `--fool` without a target too: it is noted in the context's `meta`, and not parsed."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """As the base, after taking out a `--fool` that no number follows."""
        following = [*args[1:], ""]
        kept = [
            one
            for one, after in zip(args, following, strict=True)
            if one != _FOOL or after.removeprefix("-").isdecimal()
        ]
        ctx.meta[_FOOL] = len(kept) < len(args)
        return super().parse_args(ctx, kept)


@app.command(cls=_FoolAlone)
def explain(
    context: typer.Context,
    photo: PhotoArgument,
    out: Annotated[Path, typer.Option(metavar="DIR", help="A new or empty folder for the pictures.")],
    face: Annotated[int, typer.Option(min=1, help="Number of the face, see `show`.")] = 1,
    method: Annotated[Method, typer.Option(help="How importance is found.")] = Method.SALIENCY,
    level: Annotated[
        int | None, typer.Option(min=1, max=5, help="Explain this level instead of the mean score.")
    ] = None,
    fool: Annotated[
        int | None,
        typer.Option(
            _FOOL,
            min=1,
            max=5,
            metavar="[TARGET]",
            help="Also look for a picture that gets this score; without a number: 5, or 1 for a face with 5.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say why a face got its score, and whether that holds up."""
    from photo_curator.services.explaining import check_destination, save_explanation

    folder = out.expanduser().absolute()
    check_destination(folder)
    with session_library() as library:
        photo_id = find(library, photo)
        if fool is None and context.meta[_FOOL]:
            faces = library.photos.get(photo_id).faces
            score = faces[face - 1].score if face <= len(faces) else None
            fool = fooling_target(score.probabilities) if score else 5  # without a score the engine refuses
    found: list[m.Explained] = []

    def take(answer: m.Answer) -> None:
        if isinstance(answer, m.Explained):
            found.append(answer)

    request = m.Explain(photo_id=photo_id, face=face, method=method, level=level, fool=fool)
    if run_engine(request, take).cancelled:
        typer.echo("Stopped; nothing was written.", err=True)
        raise typer.Exit(_STOPPED)
    (answer,) = found
    fooled = Path(answer.fooling) if answer.fooling else None
    explanation, fooling = save_explanation(Path(answer.folder), fooled, folder)
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
