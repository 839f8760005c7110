"""The commands on the library: index, list, show, rate, flag, danger, undo, problems."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from photo_curator.cli.common import (
    JsonOption,
    PhotoArgument,
    app,
    apply,
    console,
    find,
    print_change,
    print_json,
    print_summary,
    run_engine,
    session_library,
)
from photo_curator.cli.faces import rescore_waiting
from photo_curator.domain import messages as m
from photo_curator.domain.danger import DangerVerdict
from photo_curator.domain.query import SortBy
from photo_curator.domain.rating import Flag


class DangerAnswer(StrEnum):
    """Verdicts as they are typed."""

    FALSE_ALARM = "false-alarm"
    DANGEROUS = "dangerous"
    NONE = "none"


_VERDICTS = {
    DangerAnswer.FALSE_ALARM: DangerVerdict.FALSE_ALARM,
    DangerAnswer.DANGEROUS: DangerVerdict.DANGEROUS,
    DangerAnswer.NONE: None,
}


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
        with session_library() as library:
            if not library.folders.all():
                raise typer.BadParameter("Name a folder: the library has none yet.", param_hint="FOLDER")
    print_summary(run_engine(m.Index(folders=paths)), as_json)


@app.command(name="list")
def list_photos(
    album: Annotated[str, typer.Option(help="An album's key or name, see `albums`.")] = "all",
    sort: Annotated[SortBy | None, typer.Option(help="Default: the album's own order.")] = None,
    min_score: Annotated[float | None, typer.Option(help="Effective score at least this.")] = None,
    person: Annotated[
        str | None, typer.Option(help="Only photos of this person: a name, a number, or “me”.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1)] = None,
    as_json: JsonOption = False,
) -> None:
    """List photos, best first."""
    from dataclasses import replace

    from photo_curator.services.albums import find_album

    with session_library() as library:
        query = find_album(album, library).query
        query = replace(query, sort=sort or query.sort)
        if min_score is not None:
            query = replace(query, min_score=max(min_score, query.min_score or min_score))
        if person is not None:
            query = replace(query, person=library.people.find(person).id)
        ids = library.photos.ids(query)[:limit]
        photos = library.photos.summaries(ids)
        if as_json:
            from photo_curator.services.present import summary_document

            faces, dangers, bursts = (
                library.photos.faces_of(ids), library.danger.of(ids), library.bursts.of(ids),
            )  # fmt: skip
            print_json(
                [
                    summary_document(
                        photo, faces.get(photo.id, ()), dangers.get(photo.id), bursts.get(photo.id)
                    )
                    for photo in photos
                ]
            )
            return
    from photo_curator.terminal import photo_table

    console().print(photo_table(photos))


@app.command()
def show(photo: PhotoArgument, as_json: JsonOption = False) -> None:
    """Show everything about one photo."""
    from photo_curator.services.present import photo_document

    with session_library() as library:
        found = library.photos.get(find(library, photo))
        burst = library.bursts.of([found.summary.id]).get(found.summary.id)
    if as_json:
        print_json(photo_document(found, burst))
    else:
        from photo_curator.terminal import photo_details

        console().print(photo_details(found))


@app.command()
def rate(
    photo: PhotoArgument,
    stars: Annotated[int, typer.Argument(min=0, max=5, metavar="0-5", help="0 takes the stars away.")],
    as_json: JsonOption = False,
) -> None:
    """Rate a photo; `undo` takes it back."""
    from photo_curator.domain.operations import SetRating

    apply(photo, lambda photo_id: SetRating((photo_id,), stars), as_json)


@app.command()
def flag(
    photo: PhotoArgument,
    mark: Annotated[Flag, typer.Argument(metavar="pick|reject|none")],
    as_json: JsonOption = False,
) -> None:
    """Pick or reject a photo, or take the flag away."""
    from photo_curator.domain.operations import SetFlag

    apply(photo, lambda photo_id: SetFlag((photo_id,), mark), as_json)


@app.command()
def danger(
    photo: PhotoArgument,
    answer: Annotated[
        DangerAnswer,
        typer.Argument(metavar="false-alarm|dangerous|none", help="none takes an answer back."),
    ],
    as_json: JsonOption = False,
) -> None:
    """Answer the hint at a dangerous selfie; `undo` takes it back."""
    from photo_curator.domain.operations import SetDanger

    apply(photo, lambda photo_id: SetDanger((photo_id,), _VERDICTS[answer]), as_json)


@app.command()
def undo(as_json: JsonOption = False) -> None:
    """Take back the last rating or flag, here or in the window."""
    with session_library() as library:
        change = library.curation.undo()
        print_change(change, "Undone: {}", "There is nothing to undo.", as_json)
        rescore_waiting(library, change)


@app.command()
def redo(as_json: JsonOption = False) -> None:
    """Do again what was undone."""
    from photo_curator.services.redoing import redo as do_again

    with session_library() as library:
        change = do_again(library)
        print_change(change, "Done again: {}", "There is nothing to redo.", as_json)
        rescore_waiting(library, change)


@app.command()
def problems(
    retry: Annotated[bool, typer.Option("--retry", help="Read them again first.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the files that could not be used, and why."""
    if retry:
        summary = run_engine(m.RetryProblems())
        if not as_json:
            print_summary(summary, as_json)
    with session_library() as library:
        found = library.problems.all()
    if as_json:
        from photo_curator.services.present import problem_document

        print_json([problem_document(problem) for problem in found])
        return
    from photo_curator.terminal import problem_table

    console().print(problem_table(found) if found else "No problem files.")


@app.command()
def info(as_json: JsonOption = False) -> None:
    """Say where the library lies and what is in it."""
    from photo_curator.services.about import library_facts

    with session_library() as library:
        facts = library_facts(library)
    if as_json:
        print_json(facts)
        return
    from photo_curator.terminal import facts_table

    console().print(facts_table(facts))


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
        print_json(
            {key: str(value) if isinstance(value, Path) else value for key, value in asdict(summary).items()}
        )
    else:
        console().print(
            f"{summary.files} files in {summary.folder}. Next: photo-curator index {summary.folder}"
        )
