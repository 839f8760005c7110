"""The commands on a photo's faces: which there are, and putting them right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from photo_curator.cli.common import (
    JsonOption,
    PhotoArgument,
    app,
    console,
    find,
    print_change,
    print_json,
    run_engine,
    session_library,
)
from photo_curator.domain import messages as m
from photo_curator.domain.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from rich.table import Table

    from photo_curator.db.library import Library
    from photo_curator.domain.operations import Change, Operation

face = typer.Typer(no_args_is_help=True, help="Put a photo's faces right; `undo` takes it back.")
app.add_typer(face, name="face")

_ORIGINS = {"detected": "", "added": "by hand", "estimated": "by hand; no eyes were found, so no score"}
_CORNER = "Pixels of the upright photo, as `faces` tells them; shares of it where all four are at most 1."


@app.command()
def faces(photo: PhotoArgument, as_json: JsonOption = False) -> None:
    """List the faces of a photo with their numbers."""
    with session_library() as library:
        document = _document(library, find(library, photo))
    if as_json:
        print_json(document)
        return
    console().print(_table(document["faces"]) if document["faces"] else "No face was found.")
    if document["waiting"]:
        typer.echo("Not all that was said of them is applied yet: the photo could not be read.")


@face.command()
def reject(
    photo: PhotoArgument,
    number: Annotated[int, typer.Argument(min=1, metavar="N", help="Number of the face, see `faces`.")],
    as_json: JsonOption = False,
) -> None:
    """Say that this is not a face; the photo is scored without it."""
    from photo_curator.domain.face_repair import Repair, RepairFaces, place_of

    with session_library() as library:
        found = library.photos.get(find(library, photo))
        if number > len(found.faces):
            raise NotFoundError(
                f"In {found.summary.path} there is no face {number}: it has {len(found.faces)} in all."
            )
        box = place_of(found.faces[number - 1].box, found.summary.size)
        operation = RepairFaces((found.summary.id,), Repair.REJECTED, box)
    _say(operation, as_json)


@face.command()
def add(
    photo: PhotoArgument,
    x1: Annotated[float, typer.Argument(min=0, help=_CORNER)],
    y1: Annotated[float, typer.Argument(min=0)],
    x2: Annotated[float, typer.Argument(min=0)],
    y2: Annotated[float, typer.Argument(min=0)],
    as_json: JsonOption = False,
) -> None:
    """Say that there is a face in a box, given by two corners; the photo is scored with it."""
    from photo_curator.domain.face_repair import Repair, RepairFaces, drawn_box

    with session_library() as library:
        found = library.photos.get(find(library, photo))
        size = found.summary.size
        across, down = (size.width, size.height) if max(x1, y1, x2, y2) <= 1 else (1, 1)
        box = drawn_box((x1 * across, y1 * down), (x2 * across, y2 * down), size)
        if box is None:
            raise UsageError(
                f"({x1:g}, {y1:g}, {x2:g}, {y2:g}) holds no face in {size.width} × {size.height} pixels."
            )
        operation = RepairFaces((found.summary.id,), Repair.ADDED, box)
    _say(operation, as_json)


@face.command()
def detect(photo: PhotoArgument, as_json: JsonOption = False) -> None:
    """Detect the faces again; what was said of them before counts no more."""
    from photo_curator.domain.face_repair import Repair, RepairFaces

    with session_library() as library:
        operation = RepairFaces((find(library, photo),), Repair.ANEW)
    _say(operation, as_json)


def rescore_waiting(library: Library, change: Change | None) -> None:
    """After an undo or a redo: look at the photos anew of whose faces something else is said now."""
    if change is not None and (waiting := library.face_repair.waiting(change.photo_ids)):
        run_engine(m.Rescore(photo_ids=waiting))


def _say(operation: Operation, as_json: bool) -> None:
    """Apply an operation on one photo's faces, and look at the photo anew."""
    with session_library() as library:
        change = library.curation.apply(operation)
    run_engine(m.Rescore(photo_ids=operation.photo_ids))
    print_change(change, "{}", "", as_json)


def _table(faces: list[dict[str, Any]]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("face", "score", "left", "top", "right", "bottom", "found"):
        table.add_column(name, justify="left" if name == "found" else "right")
    for one in faces:
        score = "?" if one["score"] is None else f"{one['score']:.2f}"
        corners = [f"{side:.0f}" for side in one["box"]]
        table.add_row(str(one["number"]), score, *corners, _ORIGINS[one["origin"]])
    return table


def _document(library: Library, photo_id: int) -> dict[str, Any]:
    from photo_curator.services.present import faces_document

    words = library.face_repair.words(photo_id)
    waiting = bool(library.face_repair.waiting([photo_id]))
    return faces_document(library.photos.get(photo_id), words, waiting=waiting)
