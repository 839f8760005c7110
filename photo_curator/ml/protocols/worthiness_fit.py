"""Features of a fixed backbone, splits that keep groups whole, and heads fitted by gradient descent."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold
from torch import Tensor, nn

from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.ml.backbones import Backbone
from photo_curator.ml.personal_heads import PersonalHead
from photo_curator.ml.protocols.checkpoints import Checkpoints
from photo_curator.ml.protocols.labelled import PictureSet, UnusableDataError
from photo_curator.ml.protocols.progress import Say, in_words

_FEATURE_BATCH = 16
_SECONDS_BETWEEN_LINES = 2.0
_EPOCHS_BETWEEN_CHECKPOINTS = 5

Rows = NDArray[np.int64]
#: Told an epoch's number, its mean loss and the accuracy on the pictures held out.
Told = Callable[[int, float, float], None]


@dataclass(frozen=True, slots=True)
class Schedule:
    """How heads are trained: stochastic gradient descent, the rate decaying exponentially (section 5.1).

    The paper names the method but no numbers; these are ours.

    Attributes:
        epochs: passes over the training pictures.
        rate: of learning, in the first epoch.
        momentum: share of the last step that is kept.
        decay: factor on the rate after each epoch.
        batch: pictures a step.
    """

    epochs: int = 60
    rate: float = 0.003
    momentum: float = 0.9
    decay: float = 0.96
    batch: int = 32


class Examples(NamedTuple):
    """Features [N, D] and true levels [N], whole numbers from 1."""

    features: Tensor
    scores: Tensor

    def chosen(self, rows: Rows) -> Examples:
        """Some of them."""
        places = torch.from_numpy(rows)
        return Examples(self.features[places], self.scores[places])


class ScoredPixels(nn.Module):
    """A backbone and a head in one graph: pictures [N, 3, H, W] in 0..1 -> logits [N, L]."""

    def __init__(self, backbone: Backbone, head: PersonalHead) -> None:
        super().__init__()
        self.backbone = backbone
        self.head = head

    def forward(self, pictures: Tensor) -> Tensor:
        """Logits of the levels."""
        logits: Tensor = self.head(self.backbone(pictures))
        return logits

    def predicted(self, pictures: Tensor) -> Tensor:
        """[N] levels, whole numbers from 1, by the head's own rule."""
        return self.head.predicted(self.backbone(pictures))


def normalise_by(backbone: Backbone, pixels: NDArray[np.uint8]) -> None:
    """Let a backbone bring pictures like these to mean 0 and standard deviation 1, colour by colour.

    The paper normalises by its own data, not by ImageNet's (section 4). No label enters. The starter is
    left alone: it standardises each picture by itself.

    Args:
        backbone: changed in place.
        pixels: [N, H, W, 3], 0..255.
    """
    if backbone.name == "starter":
        return
    # A picture at a time: all of them as real numbers would take eight times their memory.
    mean = np.mean([one.mean((0, 1)) for one in pixels], 0)
    squares = np.mean([np.square(one, dtype=np.float64).mean((0, 1)) for one in pixels], 0)
    deviation = np.sqrt(np.maximum(squares - mean**2, 1.0))
    for value, found in ((backbone.mean, mean), (backbone.std, deviation)):
        value.copy_(torch.from_numpy((found / 255).astype(np.float32)).reshape(1, 3, 1, 1))


def as_pictures(pixels: NDArray[np.uint8], device: torch.device) -> Tensor:
    """[N, H, W, 3] in 0..255 -> [N, 3, H, W] in 0..1 on a device."""
    return torch.from_numpy(pixels).to(device).permute(0, 3, 1, 2).float() / 255


def extract(
    backbone: Backbone, pixels: NDArray[np.uint8], device: torch.device,
    checkpoints: Checkpoints, name: str, say: Say, cancel: CancelToken,
) -> Tensor:  # fmt: skip
    """Features [N, D] of pictures, on the CPU. The backbone is fixed, so once is enough for all epochs.

    Args:
        backbone: on the device.
        pixels: [N, side, side, 3].
        device: the backbone's.
        checkpoints: where the features are kept, also those of an unfinished run.
        name: of the checkpoint.
        say: told how far it is.
        cancel: asked before each batch.

    Raises:
        CancelledError: cancel was asked for; what was done is kept.
    """
    kept = checkpoints.load(name)
    parts: list[Tensor] = [kept["features"]] if kept else []
    first = done = len(parts[0]) if parts else 0
    started = told = time.monotonic()
    try:
        with torch.no_grad():
            while done < len(pixels):
                cancel.checkpoint()
                batch = as_pictures(pixels[done : done + _FEATURE_BATCH], device)
                parts.append(backbone(batch).float().cpu())
                done += len(batch)
                now = time.monotonic()
                if now - told > _SECONDS_BETWEEN_LINES or done == len(pixels):
                    left = in_words((now - started) / (done - first) * (len(pixels) - done))
                    say(f"{name}: {done} of {len(pixels)} pictures, {left} left")
                    told = now
    except CancelledError:
        if parts:
            checkpoints.save(name, {"features": torch.cat(parts)})
        raise
    features = torch.cat(parts)
    checkpoints.save(name, {"features": features})
    return features


def folds(pictures: PictureSet, count: int, seed: int) -> list[tuple[Rows, Rows]]:
    """Training and held-out rows of each fold; a group is never on both sides, shares of classes are kept.

    Args:
        pictures: labels and groups.
        count: how many; the first of 5 is an 80/20 split.
        seed: of the shuffling.

    Raises:
        UnusableDataError: a class has fewer groups than there are folds, or all of it fell on one side.
    """
    for place, name in enumerate(pictures.classes):
        found = len(np.unique(pictures.groups[pictures.labels == place]))
        if found < count:
            raise UnusableDataError(
                f"“{pictures.folder}” holds {found} independent pictures labelled “{name}”; "
                f"at least {count} are needed to train on some and measure on others."
            )
    splitter = StratifiedGroupKFold(count, shuffle=True, random_state=seed)
    split = list(splitter.split(pictures.labels, pictures.labels, pictures.groups))
    for train, held in split:
        missing = set(range(len(pictures.classes))) - set(pictures.labels[train].tolist())
        if missing or not len(held):
            names = ", ".join(pictures.classes[place] for place in sorted(missing))
            raise UnusableDataError(
                f"“{pictures.folder}” cannot be split by group: the training part would be without {names}."
            )
    return split


def fit_head(
    make: Callable[[], PersonalHead], train: Examples, held: Examples, schedule: Schedule, seed: int,
    cancel: CancelToken, checkpoints: Checkpoints | None = None, name: str = "", told: Told | None = None,
) -> PersonalHead:  # fmt: skip
    """Train a head; the same seed gives the same numbers, also across an interruption.

    Args:
        make: makes it, with random weights.
        train: what it learns from.
        held: what is only measured on, for `told`.
        schedule: how.
        seed: of the first weights and of the order.
        cancel: asked before each step.
        checkpoints: where the state is kept; None: nowhere.
        name: of the checkpoint.
        told: told of each epoch.

    Raises:
        CancelledError: cancel was asked for; the last checkpoint stays.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        head = make()
    head.standardise(train.features)
    random = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.SGD(head.parameters(), schedule.rate, schedule.momentum)
    decay = torch.optim.lr_scheduler.ExponentialLR(optimiser, schedule.decay)
    parts: dict[str, PersonalHead | torch.optim.SGD | torch.optim.lr_scheduler.ExponentialLR] = {
        "head": head, "optimiser": optimiser, "decay": decay,
    }  # fmt: skip
    done = 0
    kept = checkpoints.load(name) if checkpoints else None
    if kept:
        for key, part in parts.items():
            part.load_state_dict(kept[key])
        random.set_state(kept["random"])
        done = int(kept["epoch"])

    def keep(epoch: int) -> None:
        if checkpoints:
            states = {key: part.state_dict() for key, part in parts.items()}
            checkpoints.save(name, {**states, "random": random.get_state(), "epoch": epoch})

    if not kept:
        keep(0)
    for epoch in range(done + 1, schedule.epochs + 1):
        loss = _one_epoch(head, optimiser, train, schedule.batch, random, cancel)
        decay.step()
        if told:
            told(epoch, loss, accuracy(head, held))
        if epoch % _EPOCHS_BETWEEN_CHECKPOINTS == 0 or epoch == schedule.epochs:
            keep(epoch)
    head.settle(*train)
    return head.eval()


def predicted(head: PersonalHead, examples: Examples) -> Tensor:
    """[N] levels, whole numbers from 1."""
    with torch.no_grad():
        return head.predicted(examples.features)


def accuracy(head: PersonalHead, examples: Examples) -> float:
    """Share of examples whose level is found."""
    return float((predicted(head, examples) == examples.scores).float().mean())


def _one_epoch(
    head: PersonalHead, optimiser: torch.optim.Optimizer, train: Examples, batch: int,
    random: torch.Generator, cancel: CancelToken,
) -> float:  # fmt: skip
    losses = []
    order = torch.randperm(len(train.scores), generator=random)
    for rows in order.split(batch):  # type: ignore[no-untyped-call]
        cancel.checkpoint()
        optimiser.zero_grad()
        loss = head.loss(train.features[rows], train.scores[rows])
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        losses.append(loss.item())
    return float(np.mean(losses))
