"""The command on photos that look alike, whenever they were taken."""

from __future__ import annotations

from typing import Annotated

import typer

from photo_curator.cli.common import JsonOption, app, console, find, print_json, session_library


@app.command()
def similar(
    photo: Annotated[
        str | None,
        typer.Argument(help="A path, a unique file name, or an id; without: all.", metavar="[PHOTO]"),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List photos that look like one, or all that look alike; what a burst holds is told by `bursts`."""
    from photo_curator.services.present import similar_document

    with session_library() as library:
        if photo is None:
            found = [dict.fromkeys(group) for group in library.similar.groups()]
        else:
            photo_id = find(library, photo)
            others = {one.photo_id: one.apart for one in library.similar.to(photo_id)}
            found = [{photo_id: 0, **others}] if others else []
        summaries = library.photos.summaries([one for group in found for one in group])
    known = {summary.id: summary for summary in summaries}
    groups = [similar_document([(known[one], apart) for one, apart in group.items()]) for group in found]
    if as_json:
        print_json(groups)
        return
    from photo_curator.terminal import similar_table

    console().print(similar_table(groups) if groups else "No similar photos.")
