"""`photo-curator xmp`: ratings, picks, scores and faces into sidecars that other programs read."""

from __future__ import annotations

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
from photo_curator.domain.interchange import NameScheme, Skipped

if TYPE_CHECKING:
    from photo_curator.db.library import Library
    from photo_curator.domain.interchange import SidecarPlan
    from photo_curator.services.interchange import SidecarOutcome

_SHOWN = 20
_REASONS = {
    Skipped.NOTHING_SAID: "without stars or flag (--everything writes their score and faces)",
    Skipped.UNREACHABLE: "whose file cannot be reached",
    Skipped.UNREADABLE: "whose sidecar is no XMP that could be kept",
    Skipped.READ_ONLY: "whose folder or sidecar is write-protected",
}

xmp = typer.Typer(no_args_is_help=True, help="What other programs read: XMP sidecars.")
app.add_typer(xmp, name="xmp")


@xmp.callback()
def _xmp() -> None:
    """What other programs read: XMP sidecars."""


@xmp.command()
def write(
    photos: Annotated[
        list[str] | None,
        typer.Argument(help="Paths, unique file names, or ids.", metavar="PHOTO...", show_default=False),
    ] = None,
    album: Annotated[str, typer.Option(help="An album's key, see `albums`.")] = "",
    every: Annotated[bool, typer.Option("--all", help="The whole library, rejected photos too.")] = False,
    everything: Annotated[
        bool, typer.Option("--everything", help="Also photos without stars and flag: score and faces.")
    ] = False,
    names: Annotated[
        NameScheme | None,
        typer.Option(
            help="Of new sidecars: long IMG_1.jpg.xmp, short IMG_1.xmp; else as in the window, or long."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write stars, picks and rejects, the score and face regions beside the photos.

    A sidecar that is there keeps all that other programs wrote in it; the photos' own files are not touched.
    `undo` gives every sidecar its former bytes back.
    """
    from photo_curator.services.interchange import plan_sidecars, write_sidecars

    if not (photos or album or every):
        raise typer.BadParameter("Say which photos: PHOTO..., --album or --all.")
    with session_library() as library:
        plan = plan_sidecars(library, _chosen(library, photos, album, every), names, everyone=everything)
        if not as_json:
            _print_plan(plan)
        outcome = None
        if not dry_run:
            outcome = run_stoppable(
                len(plan.changing),
                lambda token, tell: write_sidecars(library, plan, token, tell),
                quiet=as_json,
            )
    if as_json:
        done = {} if outcome is None else outcome.document()
        print_json({"plan": plan_document(plan), **done})
    elif outcome is not None:
        _print_outcome(outcome)
    if outcome is not None and (outcome.stopped or outcome.failures):
        raise typer.Exit(1)


def plan_document(plan: SidecarPlan) -> dict[str, Any]:
    """The plan as `xmp write --json` writes it."""
    return {
        "sidecars": [
            {
                "photo_id": one.photo_id,
                "path": one.path,
                "exists": one.merged,
                "unchanged": one.unchanged,
                "rating": one.said.said_rating,
                "flag": None if one.said.flag is None else one.said.flag.value,
                "faces": len(one.said.faces),
            }
            for one in plan.sidecars
        ],
        "skipped": [
            {
                "photo_id": one.photo_id,
                "path": one.path,
                "reason": one.reason.value,
                "detail": one.detail or None,
            }
            for one in plan.skipped
        ],
    }


def _chosen(library: Library, photos: list[str] | None, album: str, every: bool) -> list[int]:
    from photo_curator.domain.query import PhotoQuery
    from photo_curator.services.albums import find_album

    found = [find(library, one) for one in photos or ()]
    if album:
        found += library.photos.ids(find_album(album).query)
    if every:
        found += library.photos.ids(PhotoQuery(include_rejected=True))
    return list(dict.fromkeys(found))


def _print_plan(plan: SidecarPlan) -> None:
    changing = plan.changing
    merged = sum(one.merged for one in changing)
    typer.echo(f"Sidecars: {len(changing) - merged:,} new, {merged:,} merged, for {plan.photos:,} photos")
    if same := len(plan.sidecars) - len(changing):
        typer.echo(f"  Say it already: {same:,}")
    for reason, words in _REASONS.items():
        found = [one for one in plan.skipped if one.reason is reason]
        if not found:
            continue
        typer.echo(f"Left out: {len(found):,} {words}")
        if reason is Skipped.NOTHING_SAID:
            continue
        for one in found[:_SHOWN]:
            console().print(f"  {one.detail or one.path}", markup=False, soft_wrap=True)
        if len(found) > _SHOWN:
            typer.echo(f"  and {len(found) - _SHOWN:,} more")


def _print_outcome(outcome: SidecarOutcome) -> None:
    written = len(outcome.created) + len(outcome.merged)
    typer.echo(
        f"Written: {len(outcome.created):,} new, {len(outcome.merged):,} merged; `undo` takes them back."
        if written
        else "Nothing was written."
    )
    for path, reason in outcome.failures:
        typer.echo(f"Not written: {path}: {reason}", err=True)
    if outcome.cancelled:
        typer.echo("Stopped. Start it again to go on.")
    if outcome.stopped:
        typer.echo(f"Error: {outcome.stopped}", err=True)
