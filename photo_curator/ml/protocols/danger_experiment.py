"""The dangerous-selfie paper's classifiers on any folder of labelled pictures: train, measure, report."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save

from photo_curator.domain.progress import CancelToken
from photo_curator.ml.backbones import Backbone, build_backbone, weights_file
from photo_curator.ml.device import choose_device
from photo_curator.ml.protocols.checkpoints import Checkpoints
from photo_curator.ml.protocols.danger_data import Split, grouped_split, positive_labels, published_split
from photo_curator.ml.protocols.danger_features import Seen, see
from photo_curator.ml.protocols.danger_report import Conditions, Outcome, report
from photo_curator.ml.protocols.danger_training import Schedule, Trained, Trainer
from photo_curator.ml.protocols.labelled import PictureSet, load_pictures
from photo_curator.ml.protocols.measures import Measures, measures_of
from photo_curator.ml.protocols.progress import Say
from photo_curator.ml.protocols.svm import KERNELS, SvmResult, fit_svm
from photo_curator.whole_file import write_whole

#: The label that is looked for.
DANGEROUS = "dangerous"
#: All backbones get pictures of this side (section 4), in pixels.
SIDE = 224
PAPERS_BACKBONES = ("vgg16", "vgg19", "inception_v3", "xception", "resnet50", "inception_resnet_v2")
_FOLDS = 3


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is to be run.

    Attributes:
        data: folder of pictures labelled "dangerous" and one other name; see `labelled.read_labels`.
        out: folder of the report.
        backbones: as `build_backbone` knows them.
        weights: folder with a file for each backbone but the starter; see `backbones.weights_file`.
        as_published: make copies before the split, as the paper does.
        machines: whether to train the support vector machines too.
        schedule: how the classifiers are trained.
        seed: of everything random.
        resume: go on where an interrupted run stopped.
        side: of the pictures, in pixels.
    """

    data: Path
    out: Path
    backbones: Sequence[str] = PAPERS_BACKBONES
    weights: Path | None = None
    as_published: bool = False
    machines: bool = True
    schedule: Schedule = field(default_factory=Schedule)
    seed: int = 0
    resume: bool = False
    side: int = SIDE


def run(chosen: Experiment, say: Say, cancel: CancelToken) -> list[Path]:
    """Run the experiment and write its report.

    Args:
        chosen: what and how.
        say: told a line at a time.
        cancel: asked often; checkpoints stay under `out`.

    Returns:
        The files written, the report's Markdown first.

    Raises:
        UsageError: an unknown backbone, a missing library or weights' file.
        UnusableDataError: the pictures will not do.
        WeightsError: weights that do not fit.
        CheckpointError: a checkpoint is damaged, or of a run with other settings.
        CancelledError: cancel was asked for.
    """
    weights = {name: weights_file(name, chosen.weights) for name in chosen.backbones}
    pictures = load_pictures(chosen.data, chosen.side, cancel=cancel)
    positive = positive_labels(pictures, DANGEROUS)
    divide = published_split if chosen.as_published else grouped_split
    split = divide(positive, pictures.groups, chosen.seed)
    outcomes = [_outcome(chosen, name, weights[name], pictures, split, say, cancel) for name in weights]
    conditions = Conditions(
        chosen.as_published,
        (int(positive.sum()), int((~positive).sum())),
        (len(split.train), len(split.test)),
        (split.shared, split.shared_positive),
        split.test.positive,
        [f"{one.file}: {one.reason}" for one in pictures.left_out],
        {"seed": chosen.seed, "schedule": asdict(chosen.schedule), "side": chosen.side},
    )
    return report(outcomes, conditions).write(chosen.out, "dangerous_selfies")


def _outcome(
    chosen: Experiment, name: str, weights: Path | None, pictures: PictureSet, split: Split,
    say: Say, cancel: CancelToken,
) -> Outcome:  # fmt: skip
    """Train and measure one backbone; a finished one comes from its checkpoint."""
    checkpoints = Checkpoints(
        chosen.out / "checkpoints" / name, _settings(chosen, weights, pictures), chosen.resume
    )
    kept = checkpoints.load("outcome")
    if kept:
        say(f"{name}: done before")
        return _restored(kept)
    device = choose_device()
    backbone = build_backbone(name, weights, chosen.seed).to(device.torch)
    say(f"{name}: on {device.name}, {'trained' if backbone.pretrained else 'random'} weights")
    chosen.out.mkdir(parents=True, exist_ok=True)
    # Some systems do not delete an open file: after a cancel it may still be mapped.
    with tempfile.TemporaryDirectory(prefix=".stem-", dir=chosen.out, ignore_cleanup_errors=True) as scratch:
        file = Path(scratch) / "stem.npy" if chosen.schedule.epochs_fine else None
        outcome, trained = _measured(
            chosen, backbone, device.torch, pictures, split, file, checkpoints, say, cancel
        )
    _keep_weights(trained, chosen.out / f"danger_{name}.safetensors")
    checkpoints.save("outcome", asdict(outcome) | {"probabilities": torch.from_numpy(outcome.probabilities)})
    return outcome


def _measured(
    chosen: Experiment, backbone: Backbone, device: torch.device, pictures: PictureSet, split: Split,
    file: Path | None, checkpoints: Checkpoints, say: Say, cancel: CancelToken,
) -> tuple[Outcome, Trained]:  # fmt: skip
    """Machines and classifier of one backbone; nothing keeps hold of the file afterwards."""
    seen = see(backbone, pictures.pixels, split.samples, chosen.seed, device, file, say, cancel)
    machines = (
        _machines(seen, split, chosen.seed, backbone.name, checkpoints, say, cancel)
        if chosen.machines
        else []
    )
    trainer = Trainer(backbone, seen, split, chosen.schedule, chosen.seed, device, checkpoints, say, cancel)
    trained = trainer.train()
    probabilities = trainer.probabilities(trained.network, np.arange(len(split.samples)))
    called, first = probabilities > 0.5, len(split.train)
    outcome = Outcome(
        backbone.name,
        backbone.pretrained,
        trained.width,
        trained.grid,
        trained.epochs,
        measures_of(split.train.positive, called[:first]),
        measures_of(split.test.positive, called[first:]),
        probabilities[first:],
        machines,
    )
    return outcome, trained


def _settings(chosen: Experiment, weights: Path | None, pictures: PictureSet) -> dict[str, Any]:
    """Everything a backbone's numbers depend on."""
    content = hashlib.sha256(pictures.pixels.tobytes())
    content.update(pictures.labels.tobytes() + pictures.groups.tobytes())
    return asdict(chosen.schedule) | {
        "data": content.hexdigest(),
        "weights": hashlib.sha256(weights.read_bytes()).hexdigest() if weights else None,
        "as_published": chosen.as_published,
        "machines": chosen.machines,
        "seed": chosen.seed,
    }


def _machines(
    seen: Seen, split: Split, seed: int, name: str, checkpoints: Checkpoints, say: Say, cancel: CancelToken
) -> list[SvmResult]:
    """The four machines of a backbone (Table 2)."""
    first = len(split.train)
    train = seen.features[:first], split.train.positive
    test = seen.features[first:], split.test.positive
    folds = split.folds(_FOLDS, seed)
    kept = checkpoints.load("machines") or {"found": []}
    found = [_svm_result(one) for one in kept["found"]]
    wanted = [(kernel, reduced) for reduced in (True, False) for kernel in KERNELS]
    for kernel, reduced in wanted[len(found) :]:
        cancel.checkpoint()
        found.append(fit_svm(train, test, folds, kernel, reduced, seed))
        checkpoints.save("machines", {"found": [asdict(one) for one in found]})
        say(
            f"{name}, {kernel} machine{' with PCA' if reduced else ''}: C {found[-1].penalty:.2f}, "
            f"validation {found[-1].validation:.1%}"
        )
    return found


def _keep_weights(trained: Trained, file: Path) -> None:
    """Write what was learned; the rest is the backbone's own file."""
    tensors = {
        name: one.detach().cpu().contiguous()
        for name, one in trained.network.named_parameters()
        if one.requires_grad
    }
    tensors["scale"] = trained.network.scale.cpu()
    # One entry only: several would be written in any order, and equal runs would differ.
    network = json.dumps({"backbone": trained.network.backbone.name, "width": trained.width})
    write_whole(file, save(tensors, metadata={"network": network}))


def _restored(kept: dict[str, Any]) -> Outcome:
    measures = {part: Measures(**kept[part]) for part in ("train", "test")}
    machines = [_svm_result(one) for one in kept["machines"]]
    return Outcome(**kept | measures | {"machines": machines, "probabilities": kept["probabilities"].numpy()})


def _svm_result(kept: dict[str, Any]) -> SvmResult:
    return SvmResult(**kept | {part: Measures(**kept[part]) for part in ("train", "test")})
