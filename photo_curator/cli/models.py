"""`photo-curator models`: the weights the networks use; those that ship with the app and those to fetch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photo_curator.cli.common import JsonOption, app, console, print_json, run_engine
from photo_curator.domain import messages as m
from photo_curator.domain.errors import WeightsError
from photo_curator.domain.weights import WeightState

if TYPE_CHECKING:
    from photo_curator.domain.weights import WeightStatus

models_app = typer.Typer(
    help="List, download, import, verify and remove the networks' weights.", no_args_is_help=True
)
app.add_typer(models_app, name="models")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="As `models list` calls it.")]
#: As shells have it for Ctrl-C.
_STOPPED = 130


@models_app.command(name="list")
def list_weights(as_json: JsonOption = False) -> None:
    """List all weights: what for, how large, on which terms, and whether they are here."""
    from photo_curator.weight_store import WeightStore

    _show(WeightStore().statuses(), as_json)


@models_app.command()
def download(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="As `models list` calls them.")],
    as_json: JsonOption = False,
) -> None:
    """Download weights; one that was interrupted goes on where it was."""
    for name in names:
        _run(m.DownloadWeights(name=name))
    _show(_statuses(names), as_json)


@models_app.command(name="import")
def import_file(
    name: NameArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy from elsewhere; it stays.")],
    as_json: JsonOption = False,
) -> None:
    """Take weights from a local file, after the same checks."""
    _run(m.ImportWeights(name=name, path=str(file.expanduser().absolute())))
    _show(_statuses([name]), as_json)


@models_app.command()
def verify(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME...]", help="None: all that are here.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Hash weights anew; exit status 1 where one is damaged."""
    _run(m.VerifyWeights(names=tuple(names or ())))
    statuses = _statuses(names)
    _show([one for one in statuses if one.here and one.state is not WeightState.PARTIAL], as_json)
    if damaged := [one.entry.name for one in statuses if one.state is WeightState.DAMAGED]:
        raise WeightsError(f"Damaged: {', '.join(damaged)}. Download again what is no part of the app.")


@models_app.command()
def remove(name: NameArgument, as_json: JsonOption = False) -> None:
    """Delete downloaded or imported weights."""
    _run(m.RemoveWeights(name=name))
    _show(_statuses([name]), as_json)


def _run(request: m.WeightsTask) -> None:
    if run_engine(request).cancelled:
        typer.echo("Stopped. What has come so far is kept: download again to go on from there.", err=True)
        raise typer.Exit(_STOPPED)


def _statuses(names: list[str] | None) -> list[WeightStatus]:
    """How some weights stand; none named: all."""
    from photo_curator.weight_store import WeightStore

    store = WeightStore()
    return [store.status(store.entry(name)) for name in names] if names else store.statuses()


def _show(statuses: list[WeightStatus], as_json: bool) -> None:
    if as_json:
        from photo_curator.services.present import weights_document

        print_json([weights_document(status) for status in statuses])
        return
    from photo_curator.terminal import weights_list

    console().print(weights_list(statuses))
