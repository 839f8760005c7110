"""The hazard experiment: each source as judge of a network that never saw it, then the one that ships."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from photo_curator.ml.hazards import THRESHOLD, HazardNet
from photo_curator.ml.training import figures
from photo_curator.ml.training.eyes import passes, split
from photo_curator.ml.training.figures import Figure
from photo_curator.ml.training.fitting import told
from photo_curator.ml.training.hazard_baseline import Baseline
from photo_curator.ml.training.hazard_calibration import Judged, platt, reliability
from photo_curator.ml.training.hazard_fitting import Values, fit_hazards, logits, plain_views, selfie_views
from photo_curator.ml.training.scenes import (
    HAZARDS,
    SceneSet,
    caltech_scenes,
    intel_scenes,
    portraits,
    room_scenes,
    tiny_scenes,
)
from photo_curator.ml.training.sources import Bytes, genki_faces

#: Share of ordinary pictures that may be flagged.
FALSE_ALARMS = 0.02
#: Recall on a source not trained on that a hazard needs to ship.
NEEDED = 0.3
#: What counts as an ordinary place. Each kind weighs the same.
ORDINARY = ("rooms", "streets", "buildings", "portraits")
#: Classes of Tiny ImageNet that the network trained without a source does not see either: the only other
#: evidence there is on hazards of a single source. It never makes a hazard ship.
WITHHELD: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Intel": (("rail", "bullet train"), ("bridge", "suspension bridge")),
    "Caltech-101": (("rail", "freight car"), ("bridge", "viaduct")),
}
#: Pictures a class that a source is judged by, at most: Tiny ImageNet has many.
_JUDGED = 150
#: Persons pasted in front of each ordinary picture, and of each hazard, one after the other.
VERSIONS = 3
#: Fewer pictures give no figure.
FEWEST = 30
#: Whole faces that are trained on as pictures of their own.
_CLOSE_UPS = 600

#: Names of figures: hazard and source.
UNTRAINED = "{} on {}, not trained on: recall"
APP = "shipped, {} on {} held out: recall at the app's threshold"

Read = Callable[[torch.Tensor], Values]


@dataclass(frozen=True, slots=True)
class Material:
    """All pictures, split.

    Attributes:
        train: sources to train on; the last two are rooms and close-up faces.
        held: the same sources' held-out pictures, without the faces.
        whole: Tiny ImageNet, Intel and Caltech-101 undivided, for networks that never saw them.
        portraits: two halves with no person in both; never trained on.
        faces: crops to paste in training.
        held_faces: crops to paste in measuring; none of `faces`.
    """

    train: tuple[SceneSet, ...]
    held: tuple[SceneSet, ...]
    whole: tuple[SceneSet, ...]
    portraits: tuple[SceneSet, SceneSet]
    faces: Bytes
    held_faces: Bytes


@dataclass(frozen=True, slots=True)
class Pictures:
    """What something said of a set of pictures.

    Attributes:
        logits: [N, hazards].
        labels: [N, hazards].
        kinds: [N] the source's class, or one of `ORDINARY`.
        groups: [N] versions of one picture have the same.
    """

    logits: Values
    labels: NDArray[np.float32]
    kinds: NDArray[np.str_]
    groups: NDArray[np.int64]

    def of(self, rows: NDArray[np.integer] | NDArray[np.bool_]) -> Pictures:
        """Some of its rows."""
        return Pictures(self.logits[rows], self.labels[rows], self.kinds[rows], self.groups[rows])

    @property
    def weights(self) -> Values:
        """[N] every kind the same."""
        _, index, counts = np.unique(self.kinds, return_inverse=True, return_counts=True)
        result: Values = 1.0 / counts[index]
        return result


@dataclass(frozen=True, slots=True)
class HazardOutcome:
    """What the experiment found.

    Attributes:
        figures: by name.
        reliability: what was said and what was true on sources not trained on.
        shipped: hazards that the network names, in its order.
        unseen: hazards it does not name, with the best recall on a source not trained on (NaN: no source).
    """

    figures: dict[str, Figure]
    reliability: list[dict[str, float]]
    shipped: tuple[str, ...]
    unseen: dict[str, float]


def material_of(data: Path, seed: int) -> Material:
    """Read and split everything.

    Raises:
        MissingDataError: an archive is not there.
    """
    halves = portraits(data)
    crops = np.stack([one.pixels for one in genki_faces(data)])
    mine, others = split(np.arange(len(crops)), seed)
    whole = (tiny_scenes(data), intel_scenes(data), caltech_scenes(data), room_scenes(data))
    parts = [split(one.groups, seed) for one in whole]
    few = crops[mine[:_CLOSE_UPS]]
    close_ups = SceneSet(
        "Faces", few, np.zeros((len(few), len(HAZARDS)), np.float32), np.full(len(few), "face"),
        np.arange(len(few)),
    )  # fmt: skip
    return Material(
        (*(one.of(train) for one, (train, _) in zip(whole, parts, strict=True)), close_ups),
        tuple(one.of(held) for one, (_, held) in zip(whole, parts, strict=True)),
        whole[:3],
        halves,
        crops[mine],
        crops[others],
    )


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
    best = dict.fromkeys(HAZARDS, float("nan"))
    for target in material.whole:
        figures_of, judged_of = _without(target, material, epochs, seed, say)
        found |= figures_of
        for hazard, one in judged_of.items():
            judged[hazard].append(one)
            best[hazard] = float(
                np.nanmax([best[hazard], found[UNTRAINED.format(hazard, target.name)].value])
            )
    net = fit_hazards(material.train, material.faces, epochs, seed, told("hazards", say))
    shipped = tuple(name for name in HAZARDS if best[name] >= NEEDED)
    unseen = {name: value for name, value in best.items() if name not in shipped}
    ordinary = seen_ordinary(reader_of(net), material, None, seed)
    hazardous = [seen_hazards(reader_of(net), one, material.held_faces, seed) for one in material.held[:3]]
    for source, said in zip(material.held, hazardous, strict=False):
        found |= _recalls(ordinary, said, f"{{}} on {source.name}, held out: recall")
    kept = narrowed(net, shipped)
    for column, hazard in enumerate(shipped):
        kept.slope[column], kept.offset[column] = platt(judged[hazard])
    columns = [HAZARDS.index(one) for one in shipped]
    fitting, measuring = halves(ordinary)
    thresholds = common_thresholds(fitting.logits[:, columns], fitting.weights)
    for column, hazard in enumerate(shipped):
        value = float(kept.slope[column] * thresholds[column] + kept.offset[column])
        value = 1 / (1 + math.exp(-value))
        found[THRESHOLD.format(hazard)] = Figure(value, value, value, len(np.unique(fitting.groups)))
    found |= alarms(measuring, np.any(measuring.logits[:, columns] > thresholds, axis=1))
    for source, said in zip(material.held, hazardous, strict=False):
        for column, hazard in enumerate(shipped):
            some = said.of(said.labels[:, columns[column]] == 1)
            if len(some.groups) >= FEWEST:
                hits = some.logits[:, columns[column]] > thresholds[column]
                found[APP.format(hazard, source.name)] = share_of(hits, some.groups)
    rows = reliability([judged[one] for one in shipped])
    return kept, HazardOutcome(found, rows, shipped, unseen)


def _without(
    target: SceneSet, material: Material, epochs: int, seed: int, say: Callable[[str], None]
) -> tuple[dict[str, Figure], dict[str, Judged]]:
    """Figures by name, and logits by hazard, of a network that did not see the target's source."""
    sets = [_kept(one, target.name) for one in material.train if one.name != target.name]
    share = sum(len(one.labels) for one in sets) / sum(len(one.labels) for one in material.train)
    name = f"hazards without {target.name}"
    net = fit_hazards(sets, material.faces, passes(epochs, share), seed, told(name, say))
    taught = [bool((one == 1).any()) for one in np.concatenate([one.labels for one in sets]).T]
    some = _some(target, seed)
    found: dict[str, Figure] = {}
    colours = Baseline(sets, material.faces, seed).logits
    for read, words in ((colours, ", colour histogram"), (reader_of(net), "")):
        ordinary = seen_ordinary(read, material, target.name, seed)
        said = seen_hazards(read, some, material.held_faces, seed)
        found |= _recalls(ordinary, said, UNTRAINED.format("{}", target.name) + words, taught)
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
    ordinary: Pictures, said: Pictures, key: str, taught: Sequence[bool] = (True,) * len(HAZARDS)
) -> dict[str, Figure]:
    """Recall at 2 % false alarms of each hazard that was taught and that enough pictures show."""
    return {
        key.format(hazard): recall(ordinary, said.of(said.labels[:, column] == 1), column)
        for column, hazard in enumerate(HAZARDS)
        if taught[column] and (said.labels[:, column] == 1).sum() >= FEWEST
    }


def narrowed(net: HazardNet, names: Sequence[str]) -> HazardNet:
    """The same network with some of its outputs only."""
    columns = [HAZARDS.index(name) for name in names]
    kept = HazardNet(len(columns))
    state = net.state_dict()
    own = {"places.weight", "places.bias", "slope", "offset"}
    kept.load_state_dict({key: value[columns] if key in own else value for key, value in state.items()})
    return kept.eval()


def seen_hazards(read: Read, scenes: SceneSet, faces: Bytes, seed: int) -> Pictures:
    """What is said of a source's hazards behind pasted persons."""
    scenes = scenes.of((scenes.labels == 1).any(1))
    return _selfies(read, scenes, scenes.kinds, faces, seed)


def seen_ordinary(read: Read, material: Material, target: str | None, seed: int) -> Pictures:
    """What is said of ordinary places with people: pasted persons, and whole portraits.

    Args:
        read: pictures -> logits.
        material: the pictures; held-out ones are taken, and all that a network never saw.
        target: name of the source it was not trained on, if any.
        seed: of the pasting.
    """
    intel = _some(material.whole[1], seed) if target == "Intel" else material.held[1]
    intel = intel.of(np.isin(intel.kinds, ("street", "buildings")))
    rooms = material.held[3]
    names = np.where(intel.kinds == "street", "streets", "buildings")
    parts = [
        _selfies(read, rooms, np.full(len(rooms.kinds), "rooms"), material.held_faces, seed),
        _selfies(read, intel, names, material.held_faces, seed + 1),
    ]
    for half in material.portraits:
        said = read(plain_views(half))
        parts.append(Pictures(said, half.labels, np.full(len(said), "portraits"), half.groups))
    offset, groups = 0, []
    for part in parts:
        groups.append(part.groups + offset)
        offset += int(part.groups.max()) + 1
    return Pictures(
        np.concatenate([one.logits for one in parts]),
        np.concatenate([one.labels for one in parts]),
        np.concatenate([one.kinds for one in parts]),
        np.concatenate(groups),
    )


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


def common_thresholds(logits: Values, weights: Values) -> Values:
    """Thresholds [hazards] at which all hazards together give at most 2 % false alarms.

    Every hazard is granted the same share, the largest for which that is true.
    """
    for share in np.linspace(FALSE_ALARMS, 0, 81):
        columns = range(logits.shape[1])
        found = np.array([figures.false_alarm_threshold(logits[:, one], weights, share) for one in columns])
        flagged = (logits > found).any(1)
        if weights[flagged].sum() <= FALSE_ALARMS * weights.sum() * (1 + 1e-9):
            return found
    raise AssertionError("no alarm at all is at most 2 %")


def halves(ordinary: Pictures) -> tuple[Pictures, Pictures]:
    """Ordinary pictures to fit thresholds on, and to measure false alarms on; no group in both."""
    fitting = np.zeros(len(ordinary.groups), bool)
    for kind in ORDINARY:
        rows = np.flatnonzero(ordinary.kinds == kind)
        names = np.unique(ordinary.groups[rows])
        # In their order: portraits stand by person, and a border lies between their halves.
        fitting[rows] = np.isin(ordinary.groups[rows], names[: len(names) // 2])
    return ordinary.of(fitting), ordinary.of(~fitting)


def alarms(ordinary: Pictures, flagged: NDArray[np.bool_]) -> dict[str, Figure]:
    """Share of ordinary pictures [N] flagged, for each kind, and for portraits and rooms together."""
    found = {}
    for kinds in (*((one,) for one in ORDINARY), ("portraits", "rooms")):
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


def _selfies(read: Read, scenes: SceneSet, kinds: NDArray[np.str_], faces: Bytes, seed: int) -> Pictures:
    said = [read(views) for views in selfie_views(scenes, faces, VERSIONS, seed)]
    return Pictures(
        np.concatenate(said) if said else np.empty((0, len(HAZARDS))),
        np.tile(scenes.labels, (VERSIONS, 1)),
        np.tile(kinds, VERSIONS),
        np.tile(scenes.groups, VERSIONS),
    )


def _kept(scenes: SceneSet, target: str) -> SceneSet:
    """A source to train on, less the classes withheld together with the target."""
    names = [kind for _, kind in WITHHELD.get(target, ())]
    return scenes.of(~np.isin(scenes.kinds, names))


def _some(scenes: SceneSet, seed: int) -> SceneSet:
    """At most so many pictures of each of a source's classes."""
    random = np.random.default_rng(seed)
    drawn = random.permutation(len(scenes.kinds))
    rows = [drawn[scenes.kinds[drawn] == kind][:_JUDGED] for kind in np.unique(scenes.kinds)]
    return scenes.of(np.sort(np.concatenate(rows)))


def _withheld(
    read: Read, material: Material, target: str, ordinary: Pictures, seed: int
) -> dict[str, Figure]:
    found = {}
    tiny = material.whole[0]
    for hazard, kind in WITHHELD.get(target, ()):
        if kind not in tiny.kinds:
            continue
        said = seen_hazards(read, _some(tiny.of(tiny.kinds == kind), seed), material.held_faces, seed)
        if len(said.groups) >= FEWEST:
            key = f"{hazard}: recall on {kind}, a class of Tiny ImageNet not trained on"
            found[key] = recall(ordinary, said, HAZARDS.index(hazard))
    return found
