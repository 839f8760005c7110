"""The commands on bursts: what was taken in one go, the best of it, and putting it right."""

from __future__ import annotations

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
    session_library,
)
from photo_curator.domain.operations import Restack, SetBurst, SetCover

Photos = Annotated[
    list[str],
    typer.Argument(help="Paths, unique file names, or ids.", metavar="PHOTO...", show_default=False),
]

burst = typer.Typer(no_args_is_help=True, help="Put bursts right; `undo` takes it back.")
app.add_typer(burst, name="burst")


@app.command()
def bursts(as_json: JsonOption = False) -> None:
    """List bursts, exposure brackets and panoramas with their best shots."""
    from photo_curator.services.present import burst_document

    with session_library() as library:
        found = library.bursts.all()
        ids = [photo_id for one in found for photo_id in one.photo_ids]
        paths = {photo.id: photo.path for photo in library.photos.summaries(ids)}
        documents = [burst_document(one, library.bursts.judged(one), paths) for one in found]
    if as_json:
        print_json(documents)
        return
    from photo_curator.terminal import burst_table

    console().print(burst_table(documents) if documents else "No bursts.")


@burst.command()
def split(photos: Photos, as_json: JsonOption = False) -> None:
    """Make these photos of one burst a burst of their own."""
    _restack(photos, Restack.SPLIT, as_json)


@burst.command()
def merge(photos: Photos, as_json: JsonOption = False) -> None:
    """Make these photos, and all in their bursts, one burst."""
    _restack(photos, Restack.MERGE, as_json)


@burst.command()
def dissolve(photos: Photos, as_json: JsonOption = False) -> None:
    """Say that the bursts of these photos are none."""
    _restack(photos, Restack.DISSOLVE, as_json)


@burst.command()
def cover(photo: PhotoArgument, as_json: JsonOption = False) -> None:
    """Let a photo stand for its burst."""
    apply(photo, lambda photo_id: SetCover((photo_id,)), as_json)


def _restack(photos: list[str], restack: Restack, as_json: bool) -> None:
    with session_library() as library:
        ids = tuple(dict.fromkeys(find(library, photo) for photo in photos))
        print_change(library.curation.apply(SetBurst(ids, restack)), "{}", "", as_json)
