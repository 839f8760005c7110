"""`photo-curator watch`: photos are scored as they arrive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from photo_curator.cli.common import app, run_engine, session_library
from photo_curator.domain import messages as m

if TYPE_CHECKING:
    from photo_curator.db.library import Library


@app.command()
def watch(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FOLDER...", help="None: all folders of the library."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document a line.")] = False,
) -> None:
    """Index folders, then every photo as it arrives, until Ctrl-C: tethered shooting, a phone's sync."""
    paths = tuple(str(folder.expanduser().absolute()) for folder in folders or ())
    with session_library() as library:
        if not paths and not library.folders.all():
            raise typer.BadParameter("Name a folder: the library has none yet.", param_hint="FOLDER")
        teller = _Teller(library, as_json)
        summary = run_engine(m.Watch(folders=paths), teller.hear, quiet=as_json)
    if not as_json and summary.cancelled:
        typer.echo(f"Watching ended. Photos that came meanwhile: {teller.photos}.")


class _Teller:
    """Prints a line for everything worth one."""

    def __init__(self, library: Library, as_json: bool) -> None:
        self._library, self._as_json = library, as_json
        self.photos = 0

    def hear(self, answer: m.Answer) -> None:
        match answer:
            case m.PhotosChanged(photo_ids=ids, regrouped=False):
                self._tell_photos(ids)
            case m.Watching(folders=folders):
                for folder in folders:
                    self._tell_folder(folder)
            case m.ProblemFound(path=path, kind=kind, message=message) if self._as_json:
                self._print("problem", {"path": path, "kind": kind, "message": message})
            case m.Notice() if self._as_json:
                self._print("notice", {"message": answer.text})

    def _tell_photos(self, ids: tuple[int, ...]) -> None:
        found = self._library.photos.summaries(ids)
        self.photos += len(found)
        if not self._as_json:
            from photo_curator.terminal import arrival_line

            for photo in found:
                typer.echo(arrival_line(photo))
            return
        from photo_curator.services.present import summary_document

        faces, dangers = self._library.photos.faces_of(ids), self._library.danger.of(ids)
        for photo in found:
            document = summary_document(photo, faces.get(photo.id, ()), dangers.get(photo.id))
            self._print("photo", document)

    def _tell_folder(self, folder: m.WatchedFolder) -> None:
        if self._as_json:
            self._print("watching", {"path": folder.path, "here": folder.here, "seconds": folder.seconds})
        elif not folder.here:
            typer.echo(f"{folder.path} is not there; waiting for it.")
        else:
            typer.echo(f"Watching {folder.path}. Ctrl-C ends it.")

    def _print(self, event: str, document: dict[str, Any]) -> None:
        typer.echo(json.dumps({"event": event, **document}, ensure_ascii=True))
