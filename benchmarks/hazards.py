"""The hazards that the app names, on held-out pictures with held-out faces pasted before them.

    python -m benchmarks.hazards --data DIR

DIR holds the data sets' archives. Prints, for the network that ships, at the app's thresholds, with 95 %
bootstrap intervals: recall of each hazard by source; false alarms on ordinary places with people, none of
which thresholds or network were fitted on (portraits: Caltech's faces, on which nothing was trained; rooms,
streets, buildings: with pasted persons); and what a photo costs beside ResNet-50 at 224 pixels.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from torch import Tensor

from benchmarks.cost import photos
from photo_curator.ml.device import set_threads
from photo_curator.ml.hazards import HazardReader
from photo_curator.ml.training.figures import Figure
from photo_curator.ml.training.hazard_experiment import FEWEST, alarms, share_of
from photo_curator.ml.training.hazard_fitting import Values
from photo_curator.ml.training.hazard_material import (
    halves,
    material_of,
    seen_hazards,
    seen_ordinary,
    seen_others,
)
from photo_curator.ml.training.scenes import HAZARDS

#: The seed the shipped weights were trained with: it says which pictures were held out.
SEED = 0


def show(name: str, one: Figure) -> None:
    interval = f"{100 * one.low:.1f} to {100 * one.high:.1f}"
    print(f"{name}: {100 * one.value:.1f} % ({interval}; {one.count} pictures)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    chosen = parser.parse_args()
    set_threads(1)
    reader = HazardReader()
    thresholds = np.array([reader.thresholds[name] for name in reader.names])

    def read(pictures: Tensor) -> Values:
        """[N, 3, S, S] -> probabilities [N, hazards], each through the app's own door."""
        rows = (pictures.permute(0, 2, 3, 1) * 255).round().byte().numpy()
        return np.array([list(reader.probabilities(row).values()) for row in rows])

    material = material_of(chosen.data, SEED)
    print(f"Names: {', '.join(reader.names)}")
    for source in material.held[:3]:
        said = seen_hazards(read, source, material.held_faces, SEED)
        for column, name in enumerate(reader.names):
            some = said.of(said.labels[:, HAZARDS.index(name)] == 1)
            if len(some.groups) >= FEWEST:
                show(
                    f"{name}, {source.name} held out: recall",
                    share_of(some.logits[:, column] >= thresholds[column], some.groups),
                )
    _, ordinary = halves(seen_ordinary(read, material, None, SEED))
    for name, one in alarms(ordinary, np.any(ordinary.logits >= thresholds, axis=1)).items():
        show(name, one)
    others = seen_others(read, material, SEED)
    flagged = np.any(others.logits >= thresholds, axis=1)
    show("things, pets and others of Tiny ImageNet held out, flagged", share_of(flagged, others.groups))
    photos()


if __name__ == "__main__":
    main()
