"""`photo-curator export`: post-worthy photos into a folder, checked before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from photo_curator.cli.common import (
    JsonOption,
    app,
    console,
    find,
    print_json,
    run_stoppable,
    session_library,
)
from photo_curator.domain.export import USUAL_QUALITY, Concern, ExportSettings, Mode, Reason, Way

if TYPE_CHECKING:
    from photo_curator.db.library import Library
    from photo_curator.domain.export import ExportPlan
    from photo_curator.services.export import ExportOutcome

_SHOWN = 20
_REASONS = {
    Reason.NOT_BEST: "whose burst has a better frame",
    Reason.DANGEROUS: "dangerous selfies (look at them; --allow-dangerous, or --allow PHOTO one by one)",
    Reason.UNREACHABLE: "whose file cannot be reached",
    Reason.NOT_CLEANED: "that cannot be cleaned without being encoded anew (--convert makes JPEGs)",
}
_WAYS = {
    Way.COPY: "copied",
    Way.HARDLINK: "hard links",
    Way.REFLINK: "reflinks",
    Way.CLEANED: "cleaned, every pixel as it was",
    Way.ENCODED: "encoded anew",
}


@app.command()
def export(
    destination: Annotated[Path, typer.Argument(metavar="DEST", help="A folder outside the library's.")],
    album: Annotated[str, typer.Option(help="An album's key, see `albums`.")] = "",
    min_score: Annotated[float | None, typer.Option(help="Effective score at least this.")] = None,
    photo: Annotated[
        list[str] | None, typer.Option("--photo", metavar="PHOTO", help="This one; may be repeated.")
    ] = None,
    mode: Annotated[Mode, typer.Option(help="For files that may go as they are.")] = Mode.COPY,
    long_side: Annotated[int | None, typer.Option(metavar="PIXELS", help="JPEGs at most so long.")] = None,
    quality: Annotated[
        int | None, typer.Option(help=f"JPEGs of this quality; {USUAL_QUALITY} where they must be encoded.")
    ] = None,
    template: Annotated[
        str, typer.Option(help="Of {name} {date} {time} {score} {stars} {place} {sequence}; / makes folders.")
    ] = "{name}",
    keep_folders: Annotated[bool, typer.Option("--keep-folders", help="Repeat the folders.")] = False,
    keep_location: Annotated[bool, typer.Option("--keep-location", help="Leave GPS in the files.")] = False,
    keep_serials: Annotated[
        bool,
        typer.Option("--keep-serials", help="Leave serial numbers. With --keep-location: files as they are."),
    ] = False,
    convert: Annotated[
        bool, typer.Option(help="HEIC, TIFF and RAW, which cannot be cleaned as they are, become JPEGs.")
    ] = True,
    best_of_bursts: Annotated[
        bool, typer.Option("--best-of-bursts", help="Of each burst the best shot alone, or your cover.")
    ] = False,
    allow_dangerous: Annotated[
        bool, typer.Option("--allow-dangerous", help="Keep no dangerous selfie out.")
    ] = False,
    allow: Annotated[
        list[str] | None, typer.Option("--allow", metavar="PHOTO", help="Nor this one; may be repeated.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write photos to a folder: without place and serial numbers, dangerous selfies kept out.

    Nothing there is ever overwritten; what is there already is skipped, so an export that broke off goes on
    when it is started again. `undo` removes what was written.
    """
    from photo_curator.services.export import plan_export, write_export

    if not (album or photo or min_score is not None):
        raise typer.BadParameter("Say which photos: --album, --min-score or --photo.")
    with session_library() as library:
        settings = ExportSettings(
            mode=mode,
            long_side=long_side,
            quality=quality,
            template=template,
            keep_folders=keep_folders,
            keep_location=keep_location,
            keep_serials=keep_serials,
            convert=convert,
            best_of_bursts=best_of_bursts,
            allow_dangerous=allow_dangerous,
            allowed=frozenset(find(library, one) for one in allow or ()),
        )
        ids = _chosen(library, album, min_score, photo)
        plan = plan_export(library, ids, str(destination.expanduser()), settings)
        if not as_json:
            _print_plan(plan)
        outcome = None
        if not dry_run:
            outcome = run_stoppable(
                len(plan.photos), lambda token, tell: write_export(library, plan, token, tell), quiet=as_json
            )
    if as_json:
        done = {} if outcome is None else outcome.document()
        print_json({"plan": plan_document(plan), **done})
    elif outcome is not None:
        _print_outcome(outcome, plan)
    if outcome is not None and (outcome.stopped or outcome.failures):
        raise typer.Exit(1)


def plan_document(plan: ExportPlan) -> dict[str, Any]:
    """The plan as `export --json` writes it."""
    return {
        "destination": plan.destination,
        "bytes": plan.size_bytes,
        "photos": [
            {
                "photo_id": photo.photo_id,
                "path": photo.path,
                "target": photo.target,
                "bytes": photo.size_bytes,
                "concerns": [concern.value for concern in photo.concerns],
                "companions": list(photo.companions),
            }
            for photo in plan.photos
        ],
        "left_out": [
            {
                "photo_id": one.photo_id,
                "path": one.path,
                "reason": one.reason.value,
                "hazard": one.hazard or None,
            }
            for one in plan.left_out
        ],
    }


def _chosen(library: Library, album: str, min_score: float | None, photos: list[str] | None) -> list[int]:
    from photo_curator.services.albums import find_album
    from photo_curator.services.export import choose_photos

    named = [find(library, one) for one in photos or ()]
    if album or min_score is not None:
        return named + choose_photos(library, find_album(album or "all", library).query, min_score)
    return named


def _print_plan(plan: ExportPlan) -> None:
    about = "about " if any(Concern.ENCODED in photo.concerns for photo in plan.photos) else ""
    about = "about " if plan.settings.encodes else about
    typer.echo(f"{_photos(len(plan.photos))}, {about}{plan.size_bytes / 1e6:,.1f} MB, to {plan.destination}")
    for concern in Concern:
        if count := plan.count(concern):
            typer.echo(f"  {concern_text(concern, plan.settings)}: {count:,}")
    if plan.settings.mode is not Mode.COPY and not plan.settings.untouched:
        typer.echo(
            f"  A {plan.settings.mode.value} needs files as they are: what has to be cleaned is copied."
        )
    for reason, words in _REASONS.items():
        found = [one for one in plan.left_out if one.reason is reason]
        if found:
            typer.echo(f"Left out: {len(found):,} {words}")
            for one in found[:_SHOWN]:
                hazard = f" ({one.hazard})" if one.hazard and reason is Reason.DANGEROUS else ""
                console().print(f"  {one.path}{hazard}", markup=False, soft_wrap=True)
            if len(found) > _SHOWN:
                typer.echo(f"  and {len(found) - _SHOWN:,} more")


def concern_text(concern: Concern, settings: ExportSettings) -> str:
    """A concern in words, with what happens to it."""
    match concern:
        case Concern.LOCATION:
            return "Say where they were taken: " + ("kept" if settings.keep_location else "taken out")
        case Concern.DANGEROUS:
            return "Dangerous selfies, allowed"
        case Concern.EYES_CLOSED:
            return "Somebody's eyes are closed"
        case Concern.SEVERAL_PEOPLE:
            return "Show several people"
        case Concern.CANNOT_TELL:
            return "Score: cannot tell"
        case Concern.ENCODED:
            return "Become JPEGs, because they cannot be cleaned as they are"
        case Concern.COMPANIONS:
            return "Their RAW files, videos and sidecars stay, because these cannot be cleaned"
        case Concern.UNTURNED:
            return "Turned in the library only: exported as the file is"


def _print_outcome(outcome: ExportOutcome, plan: ExportPlan) -> None:
    written = ", ".join(f"{count:,} {words}" for way, words in _WAYS.items() if (count := outcome.count(way)))
    typer.echo(f"Written: {written or 'nothing'}" + ("" if not written else "; `undo` removes them."))
    if outcome.same:
        typer.echo(f"There already, the same: {len(outcome.same):,}")
    if outcome.fell_back:
        typer.echo(f"The disk makes no {plan.settings.mode.value}: {outcome.fell_back:,} are copies.")
    for path, reason in outcome.failures:
        typer.echo(f"Not written: {path}: {reason}", err=True)
    if outcome.cancelled:
        typer.echo("Stopped. Start it again to go on.")
    if outcome.stopped:
        typer.echo(f"Error: {outcome.stopped}", err=True)


def _photos(count: int) -> str:
    return "1 photo" if count == 1 else f"{count:,} photos"
