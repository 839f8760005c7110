"""The hazard experiment: each source as judge of a network that never saw it, then the one that ships."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photo_curator.ml.hazards import THRESHOLD, HazardNet
from photo_curator.ml.training import figures
from photo_curator.ml.training.eyes import passes
from photo_curator.ml.training.figures import Figure
from photo_curator.ml.training.fitting import told
from photo_curator.ml.training.hazard_baseline import Baseline
from photo_curator.ml.training.hazard_calibration import Judged, platt, reliability
from photo_curator.ml.training.hazard_fitting import Values, fit_hazards, logits
from photo_curator.ml.training.hazard_material import (
    ORDINARY,
    Material,
    Pictures,
    Read,
    halves,
    seen_hazards,
    seen_ordinary,
    seen_others,
    some_of,
)
from photo_curator.ml.training.scenes import HAZARDS, SceneSet

#: Share of ordinary pictures that may be flagged.
FALSE_ALARMS = 0.02
#: Where people mostly are, and what share of it all hazards together may flag when thresholds are fitted:
#: half of what is allowed, for other people and rooms will look different.
HOME, HOME_ALARMS = ("portraits", "rooms"), 0.01
#: Recall that a hazard needs to ship: the mean over the sources that networks were not trained on. The
#: best of them would let a likeness of two sources pass (weapons, all of them things on plain ground).
NEEDED = 0.3
#: Classes of Tiny ImageNet that the network trained without a source does not see either: the only other
#: evidence there is on hazards of a single source. It never makes a hazard ship.
WITHHELD: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Intel": (("rail", "bullet train"), ("bridge", "suspension bridge")),
    "Caltech-101": (("rail", "freight car"), ("bridge", "viaduct")),
}
#: Fewer pictures give no figure.
FEWEST = 30
#: Names of figures: hazard and source.
UNTRAINED = "{} on {}, not trained on: recall"
WITHOUT_IT = "{} on {}, not trained on: flagged where it shows none"
APP = "shipped, {} on {} held out: recall at the app's threshold"
OTHERS = "shipped, flagged among Tiny ImageNet's other pictures held out, any hazard"


@dataclass(frozen=True, slots=True)
class HazardOutcome:
    """What the experiment found.

    Attributes:
        figures: by name.
        reliability: what was said and what was true on sources not trained on.
        shipped: hazards that the network names, in its order.
        unseen: hazards it does not name, with the mean recall on sources not trained on (NaN: none).
    """

    figures: dict[str, Figure]
    reliability: list[dict[str, float]]
    shipped: tuple[str, ...]
    unseen: dict[str, float]


def hazard_experiment(
    material: Material, epochs: int, seed: int, say: Callable[[str], None]
) -> tuple[HazardNet, HazardOutcome]:
    """Train and measure without each source in turn, then the network that ships.

    Args:
        material: the pictures.
        epochs: of the network that ships; the others get about as many steps for their pictures.
        seed: of everything random.
        say: told a line at a time how far it is.
    """
    found: dict[str, Figure] = {}
    judged: dict[str, list[Judged]] = {name: [] for name in HAZARDS}
    recalls: dict[str, list[float]] = {name: [] for name in HAZARDS}
    for target in material.whole:
        figures_of, judged_of = _without(target, material, epochs, seed, say)
        found |= figures_of
        for hazard, one in judged_of.items():
            judged[hazard].append(one)
            recalls[hazard].append(found[UNTRAINED.format(hazard, target.name)].value)
    mean = {name: float(np.mean(values)) if values else float("nan") for name, values in recalls.items()}
    shipped = tuple(name for name in HAZARDS if mean[name] >= NEEDED)
    net = fit_hazards(material.train, material.faces, epochs, seed, told("hazards", say))
    scaling = {name: platt(judged[name]) for name in shipped}
    kept, figures_of = shipping(net, scaling, material, seed)
    unseen = {name: value for name, value in mean.items() if name not in shipped}
    rows = reliability([one for one in judged.values() if one])
    return kept, HazardOutcome(found | figures_of, rows, shipped, unseen)


def shipping(
    net: HazardNet, scaling: Mapping[str, tuple[float, float]], material: Material, seed: int
) -> tuple[HazardNet, dict[str, Figure]]:
    """The network as it ships, and its figures on held-out pictures: thresholds, recall, false alarms.

    Args:
        net: with an output for each of `HAZARDS`.
        scaling: Platt's slope and offset of each hazard that ships.
        material: the pictures.
        seed: of the pasting.
    """
    ordinary = seen_ordinary(reader_of(net), material, None, seed)
    hazardous = [seen_hazards(reader_of(net), one, material.held_faces, seed) for one in material.held[:3]]
    others = seen_others(reader_of(net), material, seed)
    found: dict[str, Figure] = {}
    for source, said in zip(material.held, hazardous, strict=False):
        found |= _recalls(ordinary, said, f"{{}} on {source.name}, held out: recall")
    columns = [HAZARDS.index(one) for one in scaling]
    fitting, measuring = halves(ordinary)
    thresholds = app_thresholds(fitting, columns)
    kept = narrowed(net, tuple(scaling))
    for column, (hazard, (slope, offset)) in enumerate(scaling.items()):
        kept.slope[column], kept.offset[column] = slope, offset
        value = 1 / (1 + math.exp(-(slope * thresholds[column] + offset)))
        found[THRESHOLD.format(hazard)] = Figure(value, value, value, len(np.unique(fitting.groups)))
    for source, said in zip(material.held, hazardous, strict=False):
        for column, hazard in enumerate(scaling):
            some = said.of(said.labels[:, columns[column]] == 1)
            if len(some.groups) >= FEWEST:
                hits = some.logits[:, columns[column]] > thresholds[column]
                found[APP.format(hazard, source.name)] = share_of(hits, some.groups)
    found |= alarms(measuring, np.any(measuring.logits[:, columns] > thresholds, axis=1))
    found[OTHERS] = share_of(np.any(others.logits[:, columns] > thresholds, axis=1), others.groups)
    return kept, found


def _without(
    target: SceneSet, material: Material, epochs: int, seed: int, say: Callable[[str], None]
) -> tuple[dict[str, Figure], dict[str, Judged]]:
    """Figures by name, and logits by hazard, of a network that did not see the target's source."""
    sets = [_kept(one, target.name) for one in material.train if one.name != target.name]
    share = sum(len(one.labels) for one in sets) / sum(len(one.labels) for one in material.train)
    name = f"hazards without {target.name}"
    net = fit_hazards(sets, material.faces, passes(epochs, share), seed, told(name, say))
    taught = [bool((one == 1).any()) for one in np.concatenate([one.labels for one in sets]).T]
    some = some_of(target, seed)
    found: dict[str, Figure] = {}
    colours = Baseline(sets, material.faces, seed).logits
    for read, words in ((colours, ", colour histogram"), (reader_of(net), "")):
        ordinary = seen_ordinary(read, material, target.name, seed)
        said = seen_hazards(read, some, material.held_faces, seed)
        found |= _recalls(ordinary, said, UNTRAINED.format("{}", target.name) + words, taught)
    if target is material.whole[0]:
        # Its pictures differ from all others in more than what they show. Intel's own ordinary pictures
        # are among the ordinary places; Caltech-101 has none that anybody labelled.
        others = seen_others(reader_of(net), material, seed)
        found |= _recalls(ordinary, others, WITHOUT_IT.format("{}", target.name), taught, label=0)
    found |= _withheld(reader_of(net), material, target.name, ordinary, seed)
    for key, figure in found.items():
        say(f"{key} {figure.value:.3f}")
    judged = {
        hazard: Judged(
            said.logits[said.labels[:, column] == 1, column], ordinary.logits[:, column], ordinary.weights
        )
        for column, hazard in enumerate(HAZARDS)
        if UNTRAINED.format(hazard, target.name) in found
    }
    return found, judged


def _recalls(
    ordinary: Pictures,
    said: Pictures,
    key: str,
    taught: Sequence[bool] = (True,) * len(HAZARDS),
    label: int = 1,
) -> dict[str, Figure]:
    """Share flagged at 2 % false alarms, of each hazard that was taught and has enough pictures.

    With label 1 that is the recall, with label 0 what is flagged without the hazard.
    """
    return {
        key.format(hazard): recall(ordinary, said.of(said.labels[:, column] == label), column)
        for column, hazard in enumerate(HAZARDS)
        if taught[column] and (said.labels[:, column] == label).sum() >= FEWEST
    }


def narrowed(net: HazardNet, names: Sequence[str]) -> HazardNet:
    """The same network with some of its outputs only."""
    columns = [HAZARDS.index(name) for name in names]
    kept = HazardNet(len(columns))
    state = net.state_dict()
    own = {"places.weight", "places.bias", "slope", "offset"}
    kept.load_state_dict({key: value[columns] if key in own else value for key, value in state.items()})
    return kept.eval()


def recall(ordinary: Pictures, hazardous: Pictures, column: int) -> Figure:
    """Share of hazards found at 2 % false alarms; the threshold is drawn anew in each resample."""
    count = len(ordinary.groups)
    scores = np.concatenate([ordinary.logits[:, column], hazardous.logits[:, column]])
    weights = ordinary.weights
    groups = np.concatenate([ordinary.groups, hazardous.groups + ordinary.groups.max() + 1])

    def measure(rows: NDArray[np.intp]) -> float:
        harmless = rows[rows < count]
        threshold = figures.false_alarm_threshold(scores[harmless], weights[harmless], FALSE_ALARMS)
        return float((scores[rows[rows >= count]] > threshold).mean())

    figure = figures.measured(measure, groups)
    return Figure(figure.value, figure.low, figure.high, len(np.unique(hazardous.groups)))


def app_thresholds(ordinary: Pictures, columns: Sequence[int]) -> Values:
    """Thresholds of some hazards: the lowest at which both hold.

    Each alone gives at most 2 % false alarms on ordinary places, and all together at most 1 % on portraits
    and rooms.
    """
    logits, weights = ordinary.logits[:, columns], ordinary.weights
    alone = [figures.false_alarm_threshold(one, weights, FALSE_ALARMS) for one in logits.T]
    home = ordinary.of(np.isin(ordinary.kinds, HOME))
    together = common_thresholds(home.logits[:, columns], home.weights, HOME_ALARMS)
    result: Values = np.maximum(alone, together)
    return result


def common_thresholds(logits: Values, weights: Values, allowed: float) -> Values:
    """Thresholds [hazards] that all hazards together reach on at most a share of harmless pictures.

    Every hazard is granted the same share, the largest for which that is true.

    Args:
        logits: [N, hazards].
        weights: [N] how much each picture counts.
        allowed: 0..1, of the summed weights.
    """
    for share in np.linspace(allowed, 0, 81):
        found = np.array([figures.false_alarm_threshold(one, weights, share) for one in logits.T])
        if weights[(logits > found).any(1)].sum() <= allowed * weights.sum() * (1 + 1e-9):
            break
    return found


def alarms(ordinary: Pictures, flagged: NDArray[np.bool_]) -> dict[str, Figure]:
    """Share of ordinary pictures [N] flagged, for each kind, and for portraits and rooms together."""
    found = {}
    for kinds in (*((one,) for one in ORDINARY), HOME):
        rows = np.isin(ordinary.kinds, kinds)
        key = f"shipped, false alarms on {' and '.join(kinds)} held out, any hazard"
        found[key] = share_of(flagged[rows], ordinary.groups[rows])
    return found


def share_of(hits: NDArray[np.bool_], groups: NDArray[np.int64]) -> Figure:
    """Share of hits [N], groups resampled whole."""
    figure = figures.measured(lambda rows: float(hits[rows].mean()), groups)
    return Figure(figure.value, figure.low, figure.high, len(np.unique(groups)))


def reader_of(net: HazardNet) -> Read:
    """Pictures -> logits, as `logits`."""
    return lambda pictures: logits(net, pictures)


def _kept(scenes: SceneSet, target: str) -> SceneSet:
    """A source to train on, less the classes withheld together with the target."""
    names = [kind for _, kind in WITHHELD.get(target, ())]
    return scenes.of(~np.isin(scenes.kinds, names))


def _withheld(
    read: Read, material: Material, target: str, ordinary: Pictures, seed: int
) -> dict[str, Figure]:
    found = {}
    tiny = material.whole[0]
    for hazard, kind in WITHHELD.get(target, ()):
        if kind not in tiny.kinds:
            continue
        said = seen_hazards(read, some_of(tiny.of(tiny.kinds == kind), seed), material.held_faces, seed)
        if len(said.groups) >= FEWEST:
            key = f"{hazard}: recall on {kind}, a class of Tiny ImageNet not trained on"
            found[key] = recall(ordinary, said, HAZARDS.index(hazard))
    return found
