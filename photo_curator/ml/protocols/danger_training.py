"""Training the dangerous-selfie classifier: the dense width by grid search, then two phases (section 4)."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from photo_curator.domain.progress import CancelToken
from photo_curator.ml.backbones import Backbone, Phase
from photo_curator.ml.protocols.checkpoints import Checkpoints
from photo_curator.ml.protocols.danger import DangerNetwork
from photo_curator.ml.protocols.danger_data import Rows, Split
from photo_curator.ml.protocols.danger_features import Seen
from photo_curator.ml.protocols.progress import EpochProgress, Say, in_words

#: Dense widths of the paper's Table 1, from its smallest to its largest.
WIDTHS = (128, 256, 512, 1024, 2048)
_FOLDS = 3
_SECONDS_BETWEEN_CHECKPOINTS = 5.0
#: With early stopping one in ten of the training samples is held out to watch; more where they are few.
_WATCHED = 10

#: Told an epoch's number, its mean loss and the accuracy on the samples held out.
Told = Callable[[int, float, float], None]


@dataclass(frozen=True, slots=True)
class Schedule:
    """How the classifier is trained. Batch and epochs are the paper's; it names no learning rates.

    Attributes:
        epochs: of the first phase, the backbone frozen.
        epochs_fine: of the second, its last two layers learning too.
        patience: epochs without a smaller loss on the samples held out, after which a phase stops and
            its best weights are taken; None: never, as in the paper.
        widths: of the first dense layer, to choose from.
        batch: samples a step.
        rate: of the first phase's stochastic gradient descent.
        rate_fine: of the second's.
        momentum: of both.
    """

    epochs: int = 300
    epochs_fine: int = 300
    patience: int | None = None
    widths: tuple[int, ...] = WIDTHS
    batch: int = 50
    rate: float = 0.01
    rate_fine: float = 0.001
    momentum: float = 0.9


class Trained(NamedTuple):
    """A trained classifier and how it came about.

    Attributes:
        network: on the device.
        grid: mean accuracy over the folds of each dense width.
        width: the best one; the smaller one where two are equal.
        epochs: trained in the first and in the second phase.
    """

    network: DangerNetwork
    grid: dict[int, float]
    width: int
    epochs: tuple[int, int]


@dataclass(slots=True)
class _Fit:
    """Where the training of one phase stands. Everything a checkpoint needs."""

    epoch: int = 0
    best_loss: float = float("inf")
    best: dict[str, Tensor] = field(default_factory=dict)
    waited: int = 0


@dataclass(frozen=True, slots=True)
class Trainer:
    """Trains classifiers on what one backbone has seen.

    Attributes:
        backbone: on the device; its last two layers change in the second phase.
        seen: of the training samples, then of the test samples.
        split: the same samples.
        schedule: how.
        seed: of weights, order and folds.
        device: where.
        checkpoints: of this backbone.
        say: told a line at a time.
        cancel: asked before each step.
    """

    backbone: Backbone
    seen: Seen
    split: Split
    schedule: Schedule
    seed: int
    device: torch.device
    checkpoints: Checkpoints
    say: Say
    cancel: CancelToken

    def train(self) -> Trained:
        """Choose the width and train both phases.

        Raises:
            CancelledError: cancel was asked for; a checkpoint is left.
        """
        grid = self._grid()
        width = max(sorted(grid), key=lambda one: grid[one])
        network = self._network(width, self.seed)
        folds: list[tuple[Rows, Rows]] = []
        if self.schedule.patience is not None:
            folds = self.split.folds(min(_WATCHED, self.split.independent), self.seed)
        test = np.arange(len(self.split.train), len(self.split.train) + len(self.split.test))
        # Without early stopping nothing depends on what is watched; it is the test part, for the eye.
        parts = folds[0] if folds else (np.arange(len(self.split.train)), test)
        epochs = []
        for phase in Phase:
            wanted = self.schedule.epochs if phase is Phase.FROZEN else self.schedule.epochs_fine
            name = f"{self.backbone.name}, phase {phase.value}"
            progress = EpochProgress(name, wanted, self.say)
            network.set_phase(phase)
            epochs.append(self._fit(network, phase, parts, self.seed, progress.told, f"phase_{phase.value}"))
        return Trained(network, grid, width, (epochs[0], epochs[1]))

    def probabilities(self, network: DangerNetwork, rows: Rows) -> NDArray[np.float32]:
        """Of danger, of some samples, as the finished network says."""
        phase = Phase.FROZEN if self.seen.stem is None else Phase.TAIL
        return torch.softmax(self._logits(network, phase, rows), 1)[:, 1].numpy()

    def _grid(self) -> dict[int, float]:
        """Mean accuracy of each width over three folds of the training samples, the backbone frozen."""
        widths = self.schedule.widths
        if len(widths) == 1:
            return {widths[0]: float("nan")}
        folds = self.split.folds(_FOLDS, self.seed)
        kept = self.checkpoints.load("grid") or {"found": []}
        found: list[float] = list(kept["found"])
        started, first, count = time.monotonic(), len(found), len(widths) * len(folds)
        for number in range(first, count):
            width, fold = widths[number // len(folds)], number % len(folds)
            network = self._network(width, self.seed)
            self._fit(network, Phase.FROZEN, folds[fold], self.seed)
            found.append(self._measured(network, Phase.FROZEN, folds[fold][1])[1])
            self.checkpoints.save("grid", {"found": found})
            left = (time.monotonic() - started) / (number + 1 - first) * (count - number - 1)
            self.say(
                f"{self.backbone.name}, {width} nodes: fold {fold + 1} of {len(folds)}, "
                f"validation {found[-1]:.1%}, {in_words(left)} left"
            )
        means = np.reshape(found, (len(widths), len(folds))).mean(1)
        return dict(zip(widths, means.tolist(), strict=True))

    def _network(self, width: int, seed: int) -> DangerNetwork:
        pooled = self.seen.pooled[: len(self.split.train)]
        scale = float(pooled.square().mean().sqrt()) or 1.0
        return DangerNetwork(self.backbone, width, scale, seed).to(self.device)

    def _fit(
        self, network: DangerNetwork, phase: Phase, parts: tuple[Rows, Rows], seed: int,
        told: Told | None = None, name: str | None = None,
    ) -> int:  # fmt: skip
        """Train what learns in a phase.

        Args:
            network: its phase is set.
            phase: the same.
            parts: rows to learn from and to watch.
            seed: of the order.
            told: told of each epoch.
            name: of the checkpoint; None: none is written.

        Returns:
            The epochs trained.
        """
        plan = self.schedule
        rate, epochs = (
            (plan.rate, plan.epochs) if phase is Phase.FROZEN else (plan.rate_fine, plan.epochs_fine)
        )
        learning = {key: one for key, one in network.named_parameters() if one.requires_grad}
        optimiser = torch.optim.SGD(learning.values(), rate, plan.momentum)
        random = torch.Generator().manual_seed(seed)
        fit = _Fit()
        kept = self.checkpoints.load(name) if name else None
        if kept:
            _put(learning, kept["weights"])
            optimiser.load_state_dict(kept["optimiser"])
            random.set_state(kept["random"])
            fit = _Fit(**kept["fit"])
        saved = time.monotonic()
        while fit.epoch < epochs and (plan.patience is None or fit.waited < plan.patience):
            loss = self._one_epoch(network, phase, parts[0], optimiser, random)
            fit.epoch += 1
            if told or plan.patience is not None:
                watched, accuracy = self._measured(network, phase, parts[1])
                if plan.patience is not None:
                    _watch(fit, watched, learning)
                if told:
                    told(fit.epoch, loss, accuracy)
            over = fit.epoch == epochs or self.cancel.cancelled
            if name and (over or time.monotonic() - saved >= _SECONDS_BETWEEN_CHECKPOINTS):
                self.checkpoints.save(name, _state(learning, optimiser, random, fit))
                saved = time.monotonic()
        if fit.best:
            _put(learning, fit.best)
        if name:
            self.checkpoints.save(name, _state(learning, optimiser, random, fit))
        return fit.epoch

    def _one_epoch(
        self, network: DangerNetwork, phase: Phase, rows: Rows, optimiser: torch.optim.Optimizer,
        random: torch.Generator,
    ) -> float:  # fmt: skip
        losses = []
        for chosen in torch.randperm(len(rows), generator=random).split(self.schedule.batch):  # type: ignore[no-untyped-call]
            self.cancel.checkpoint()
            batch = rows[chosen.numpy()]
            optimiser.zero_grad()
            loss = functional.cross_entropy(self._read(network, phase, batch), self._targets(batch))
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            losses.append(loss.detach() * len(batch))
        return float(torch.stack(losses).sum()) / len(rows)

    def _measured(self, network: DangerNetwork, phase: Phase, rows: Rows) -> tuple[float, float]:
        """Mean loss and accuracy on some samples."""
        logits, targets = self._logits(network, phase, rows), self._targets(rows).cpu()
        accuracy = (logits.argmax(1) == targets).float().mean()
        return float(functional.cross_entropy(logits, targets)), float(accuracy)

    def _logits(self, network: DangerNetwork, phase: Phase, rows: Rows) -> Tensor:
        parts = np.array_split(rows, max(1, len(rows) // self.schedule.batch))
        with torch.no_grad():
            return torch.cat([self._read(network, phase, part).cpu() for part in parts])

    def _read(self, network: DangerNetwork, phase: Phase, rows: Rows) -> Tensor:
        if phase is Phase.FROZEN:
            return network.from_pooled(self.seen.pooled[rows].to(self.device))
        assert self.seen.stem is not None
        return network.from_stem(torch.from_numpy(self.seen.stem[rows]).to(self.device).float())

    def _targets(self, rows: Rows) -> Tensor:
        return torch.from_numpy(self.split.samples.positive[rows].astype(np.int64)).to(self.device)


def _watch(fit: _Fit, loss: float, learning: Mapping[str, Tensor]) -> None:
    """Remember the best weights so far, and for how long there were no better ones."""
    if loss < fit.best_loss:
        fit.best_loss, fit.waited = loss, 0
        fit.best = {key: one.detach().cpu().clone() for key, one in learning.items()}
    else:
        fit.waited += 1


def _put(learning: Mapping[str, Tensor], weights: Mapping[str, Tensor]) -> None:
    with torch.no_grad():
        for key, one in learning.items():
            one.copy_(weights[key])


def _state(
    learning: Mapping[str, Tensor], optimiser: torch.optim.Optimizer, random: torch.Generator, fit: _Fit
) -> dict[str, Any]:
    return {
        "weights": {key: one.detach().cpu() for key, one in learning.items()},
        "optimiser": optimiser.state_dict(),
        "random": random.get_state(),
        "fit": {name: getattr(fit, name) for name in ("epoch", "best_loss", "best", "waited")},
    }
