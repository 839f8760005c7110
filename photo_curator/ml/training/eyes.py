"""The eye experiments: each source as judge of a network that never saw it, then the one that ships."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photo_curator.ml.starter_networks import EyeNet
from photo_curator.ml.training import figures
from photo_curator.ml.training.figures import Figure
from photo_curator.ml.training.fitting import Chosen, Progress, eye_logits, fit_eyes
from photo_curator.ml.training.sources import EyeSet

#: Share of each source's photos that no network but the cross-source ones' targets ever sees.
HELD_OUT = 0.2


@dataclass(frozen=True, slots=True)
class Target:
    """Logits for one source from a network that was trained on others.

    Attributes:
        logits: [N].
        positive: [N].
    """

    logits: NDArray[np.float32]
    positive: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an experiment found.

    Attributes:
        figures: by name.
        reliability: what was said and what was true, calibrated on the other half of the pictures.
        temperature: of the network that ships.
    """

    figures: dict[str, Figure]
    reliability: list[dict[str, float]]
    temperature: float


def split(groups: NDArray[np.int64], seed: int) -> tuple[Chosen, Chosen]:
    """Rows to train on and rows held out; a group is never on both sides."""
    names = np.unique(groups)
    drawn = np.random.default_rng(seed).permutation(names)[: max(1, round(len(names) * HELD_OUT))]
    held = np.isin(groups, drawn)
    return np.flatnonzero(~held), np.flatnonzero(held)


def eye_experiment(
    cew: EyeSet, mrl: EyeSet, epochs: int, seed: int, progress: Progress
) -> tuple[EyeNet, Outcome]:
    """Train and measure EyeNet both ways between the sources, then the one that ships.

    Args:
        cew: Closed Eyes in the Wild.
        mrl: MRL Eye data set.
        epochs: of the network that ships; the others get as many steps for their pictures.
        seed: of everything random.
        progress: told of each epoch.
    """
    found: dict[str, Figure] = {}
    targets = []
    parts = {one.name: split(one.photos, seed) for one in (cew, mrl)}
    for source, target in ((cew, mrl), (mrl, cew)):
        train, held = parts[source.name]
        share = len(train) / sum(len(part[0]) for part in parts.values())
        net = fit_eyes([(source, train)], passes(epochs, share), seed, progress)
        threshold = figures.best_threshold(eye_logits(net, source.pixels[held]), source.is_open[held] > 0)
        logits, positive = eye_logits(net, target.pixels), target.is_open > 0
        name = f"{source.name} -> {target.name}"
        found[f"{name}: AUC"] = auc(logits, positive, target.photos)
        found[f"{name}: balanced accuracy at the threshold of {source.name}"] = accuracy(
            logits, positive, target.photos, threshold
        )
        targets.append(Target(logits, positive))
    net = fit_eyes([(one, parts[one.name][0]) for one in (cew, mrl)], epochs, seed, progress)
    for one in (cew, mrl):
        held = parts[one.name][1]
        logits, positive = eye_logits(net, one.pixels[held]), one.is_open[held] > 0
        found[f"shipped, {one.name} held out: AUC"] = auc(logits, positive, one.photos[held])
        found[f"shipped, {one.name} held out: balanced accuracy at 0.5"] = accuracy(
            logits, positive, one.photos[held], 0.0
        )
    value, rows, error = calibration(targets)
    found["calibration error on sources not trained on"] = error
    net.temperature.fill_(value)
    return net, Outcome(found, rows, value)


def passes(epochs: int, share: float) -> int:
    """Epochs for a source alone: about as many steps as all sources get, at most twice the passes.

    Args:
        epochs: over all sources.
        share: of all training pictures that the source has, 0..1.
    """
    return max(1, round(epochs * min(2.0, 0.75 / share)))


def auc(logits: NDArray[np.float32], positive: NDArray[np.bool_], groups: NDArray[np.int64]) -> Figure:
    """Area under the curve, groups resampled whole."""
    return figures.measured(lambda rows: figures.area_under_curve(logits[rows], positive[rows]), groups)


def accuracy(
    logits: NDArray[np.float32], positive: NDArray[np.bool_], groups: NDArray[np.int64], threshold: float
) -> Figure:
    """Balanced accuracy at a threshold, groups resampled whole."""
    return figures.measured(
        lambda rows: figures.balanced_accuracy(logits[rows], positive[rows], threshold), groups
    )


def calibration(targets: list[Target]) -> tuple[float, list[dict[str, float]], Figure]:
    """Temperature from all targets; reliability where it was found on the other half of them.

    Every target weighs the same, whatever its number of pictures.
    """
    logits = np.concatenate([one.logits for one in targets]).astype(np.float64)
    positive = np.concatenate([one.positive for one in targets])
    weights = np.concatenate([np.full(len(one.logits), 1 / len(one.logits)) for one in targets])
    half = np.arange(len(logits)) % 2 == 0
    said = np.empty(len(logits))
    for fitted, judged in ((half, ~half), (~half, half)):
        value = figures.temperature(logits[fitted], positive[fitted], weights[fitted])
        said[judged] = 1 / (1 + np.exp(-logits[judged] / value))
    error = figures.measured(
        lambda rows: figures.calibration_error(said[rows], positive[rows]), np.arange(len(said))
    )
    return figures.temperature(logits, positive, weights), figures.reliability(said, positive), error
