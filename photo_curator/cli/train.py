"""`photo-curator train`: hands over to the trainers, which live with the networks."""

from __future__ import annotations

import typer

from photo_curator.cli.common import app

train_app = typer.Typer(
    help="Train networks and repeat the papers' experiments, on folders of labelled pictures.",
    no_args_is_help=True,
)
app.add_typer(train_app, name="train")

#: What the trainers are called, here and there; each explains itself: `photo-curator train NAME --help`.
_TRAINERS = {
    "starter": "Eyes, smile and pose: the networks behind the score.",
    "hazards": "Heights, water, animals: the network behind the danger flag.",
    "worthiness": "The experiment of To Post or Not To Post.",
    "selfie": "The dangerous-selfie paper: selfies against other photos.",
    "danger": "The dangerous-selfie paper: dangerous against harmless selfies.",
}


def _hand_over(context: typer.Context) -> None:
    from photo_curator.services.training import run_trainer

    raise typer.Exit(run_trainer([str(context.info_name), *context.args]))


for _name, _help in _TRAINERS.items():
    train_app.command(
        _name,
        help=_help,
        # Options, --help among them, are the trainer's own.
        add_help_option=False,
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    )(_hand_over)
