"""The whole training of the hazard network, from the archives to models/."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from photo_curator.ml.hazards import WEIGHTS
from photo_curator.ml.training.hazard_card import hazard_text
from photo_curator.ml.training.hazard_experiment import hazard_experiment
from photo_curator.ml.training.hazard_material import Material, material_of
from photo_curator.ml.training.report import DIGITS, HAZARD_REPORT, Trained, reported, write_models
from photo_curator.ml.training.scenes import HAZARDS

#: Passes over all sources.
EPOCHS = 5


def train_hazards(data: Path, out: Path, seed: int, epochs: int | None, say: Callable[[str], None]) -> None:
    """Train, measure and write the hazard network.

    Args:
        data: folder with the archives.
        out: folder for weights, manifest, report and card.
        seed: the same seed on the same machine gives the same weights.
        epochs: passes over all sources; None: what the shipped weights got.
        say: told a line at a time how far it is.

    Raises:
        MissingDataError: an archive is not there.
    """
    material = material_of(data, seed)
    net, outcome = hazard_experiment(material, epochs or EPOCHS, seed, say)
    found = reported(
        outcome.figures,
        outcome.reliability,
        shipped=list(outcome.shipped),
        unseen={
            name: None if np.isnan(mean) else round(mean, DIGITS) for name, mean in outcome.unseen.items()
        },
    )
    trained = Trained(net, hazard_text(outcome.shipped), found)
    data_of = {"seed": seed, "counts": {WEIGHTS: counts(material)}}
    write_models(out, HAZARD_REPORT, {WEIGHTS: trained}, data_of)
    say(f"Written: {out}")


def counts(material: Material) -> list[str]:
    """How much of each source there was, as lines of the card."""
    rooms = len(material.train[3].labels) + len(material.held[3].labels)
    lines = []
    for one in material.whole:
        shown = [(int((one.labels[:, column] == 1).sum()), name) for column, name in enumerate(HAZARDS)]
        words = ", ".join(f"{count:,} {name}" for count, name in shown if count)
        lines.append(f"{one.name}: {len(one.labels):,} pictures ({words}).")
    return [
        *lines,
        f"Rooms: {rooms:,} pictures.",
        f"Portraits: {sum(len(x.labels) for x in material.portraits):,}.",
    ]
