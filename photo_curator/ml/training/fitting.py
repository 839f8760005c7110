"""Fitting the two networks: one loop, two losses."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from photo_curator.ml.crops import CROP_SIZE
from photo_curator.ml.starter_networks import EYE_INPUT, FACE_INPUT, FACE_SQUARE, EyeNet, FaceNet, resampled
from photo_curator.ml.training.alignment import FACE_STORE, FaceSet
from photo_curator.ml.training.augmentation import Jitter, augmented, plain
from photo_curator.ml.training.sources import EYE_STORE, Bytes, EyeSet, Floats

BATCH = 64
LARGEST_RATE = 3e-3
WEIGHT_DECAY = 5e-2
#: Targets this far from 0 and 1: some labels are wrong, and nobody is that sure.
SMOOTHING = 0.05
EYE_JITTER = Jitter(shift=0.06, turn=9.0, smallest=0.72, largest=1.12)
FACE_JITTER = Jitter(shift=0.03, turn=5.0, smallest=0.88, largest=1.15, reframed=0.4)
_EYE_CENTRE = (EYE_STORE / 2, EYE_STORE / 2)
_HALF = FACE_STORE / CROP_SIZE
_FACE_CENTRE = (
    (FACE_SQUARE[1].start + FACE_SQUARE[1].stop) / 2 * _HALF,
    (FACE_SQUARE[0].start + FACE_SQUARE[0].stop) / 2 * _HALF,
)

#: Told after each epoch: its number, of how many, the mean loss.
Progress = Callable[[int, int, float], None]
Chosen = NDArray[np.int64]


def fit_eyes(sets: list[tuple[EyeSet, Chosen]], epochs: int, seed: int, on_epoch: Progress) -> EyeNet:
    """Train EyeNet from scratch.

    Args:
        sets: sources, each with the rows to train on. Sources and classes weigh the same, whatever
            their number of pictures.
        epochs: passes over all rows.
        seed: of weights, order and augmentation.
        on_epoch: told of progress.
    """
    torch.manual_seed(seed)
    pixels = np.concatenate([one.pixels[rows] for one, rows in sets])
    target = torch.from_numpy(np.concatenate([one.is_open[rows] for one, rows in sets]))
    source = np.concatenate([np.full(len(rows), index) for index, (_, rows) in enumerate(sets)])
    weight = _balanced(source * 2 + target.numpy().astype(int))
    net = EyeNet()

    def loss(rows: Tensor, random: torch.Generator) -> Tensor:
        windows, _ = augmented(pixels[rows.numpy()], _EYE_CENTRE, EYE_STORE, EYE_INPUT, EYE_JITTER, random)
        return _binary_loss(net(windows), target[rows], weight[rows])

    fit(net, len(target), loss, epochs, seed, on_epoch)
    return net


def fit_faces(sets: list[tuple[FaceSet, Chosen]], epochs: int, seed: int, on_epoch: Progress) -> FaceNet:
    """Train FaceNet from scratch; sets without pose train the smile alone. Arguments as `fit_eyes`."""
    torch.manual_seed(seed)
    pixels = np.concatenate([one.pixels[rows] for one, rows in sets])
    smile = torch.from_numpy(np.concatenate([one.smile[rows] for one, rows in sets]))
    pose = torch.from_numpy(np.concatenate([one.pose[rows] for one, rows in sets]))
    source = np.concatenate([np.full(len(rows), index) for index, (_, rows) in enumerate(sets)])
    weight = _balanced(source * 2 + smile.numpy().astype(int))
    net = FaceNet()

    def loss(rows: Tensor, random: torch.Generator) -> Tensor:
        windows, mirrored = augmented(
            pixels[rows.numpy()], _FACE_CENTRE, FACE_INPUT, FACE_INPUT, FACE_JITTER, random
        )
        reading = net(windows)
        wanted = pose[rows].clone()
        wanted[mirrored, 0] *= -1
        known = ~wanted.isnan()
        total = _binary_loss(reading.smile, smile[rows], weight[rows])
        if known.any():
            # In tens of degrees; turned heads are few and count more.
            off = (reading.pose - wanted)[known] / 10
            stress = 1 + wanted[known].abs() / 20
            total = (
                total
                + 0.5
                * (functional.smooth_l1_loss(off, torch.zeros_like(off), reduction="none") * stress).mean()
            )
        return total

    fit(net, len(smile), loss, epochs, seed, on_epoch)
    return net


def eye_logits(net: EyeNet, pixels: Bytes) -> Floats:
    """Logits [N] of stored eye pictures [N, 40, 40], as the app would see them."""
    return _in_batches(
        len(pixels),
        lambda rows: net(resampled(plain(pixels[rows], _EYE_CENTRE, EYE_STORE), EYE_INPUT)),
    )


def face_readings(net: FaceNet, pixels: Bytes) -> tuple[Floats, Floats]:
    """Smile logits [N] and pose [N, 2] of stored faces [N, 112, 112], as the app would see them."""

    def read(rows: slice) -> Tensor:
        reading = net(plain(pixels[rows], _FACE_CENTRE, FACE_INPUT))
        return torch.cat([reading.smile[:, None], reading.pose], 1)

    values = _in_batches(len(pixels), read)
    return values[:, 0], values[:, 1:]


def _in_batches(count: int, read: Callable[[slice], Tensor]) -> Floats:
    with torch.inference_mode():
        parts = [read(slice(first, first + 256)) for first in range(0, count, 256)]
    return torch.cat(parts).numpy()


def _binary_loss(logits: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    soft = target * (1 - 2 * SMOOTHING) + SMOOTHING
    return functional.binary_cross_entropy_with_logits(logits, soft, weight)


def _balanced(groups: NDArray[np.int64]) -> Tensor:
    """Weights [N] of mean 1 that make all groups count the same."""
    _, index, counts = np.unique(groups, return_inverse=True, return_counts=True)
    weights = len(groups) / (len(counts) * counts)
    return torch.from_numpy(weights[index].astype(np.float32))


def fit(
    net: nn.Module, count: int, loss: Callable[[Tensor, torch.Generator], Tensor],
    epochs: int, seed: int, on_epoch: Progress,
) -> None:  # fmt: skip
    """AdamW with one cycle of the learning rate; leaves the network ready for use.

    Args:
        net: to train.
        count: of pictures.
        loss: rows and the source of all that is random -> what is made small.
        epochs: passes over all pictures.
        seed: of order and augmentation.
        on_epoch: told of progress.
    """
    random = torch.Generator().manual_seed(seed)
    # Channels last: convolutions of this size run twice as fast so on a CPU.
    net.train().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(net.parameters(), LARGEST_RATE, weight_decay=WEIGHT_DECAY)
    steps = epochs * math.ceil(count / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, LARGEST_RATE, max(2, steps), pct_start=0.2)
    for epoch in range(epochs):
        losses = []
        for rows in _batches(count, random):
            optimiser.zero_grad()
            value = loss(rows, random)
            value.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
            losses.append(value.item())
        on_epoch(epoch + 1, epochs, float(np.mean(losses)))
    net.eval().to(memory_format=torch.contiguous_format)


def told(name: str, say: Callable[[str], None]) -> Progress:
    """Progress as lines with a network's name and the seconds since now."""
    started = time.monotonic()

    def on_epoch(epoch: int, epochs: int, loss: float) -> None:
        say(f"{name}: epoch {epoch} of {epochs}, loss {loss:.4f}, {time.monotonic() - started:.0f} s")

    return on_epoch


def _batches(count: int, random: torch.Generator) -> Iterator[Tensor]:
    for rows in torch.randperm(count, generator=random).split(BATCH):  # type: ignore[no-untyped-call]
        # One picture alone has no batch to be normalised over.
        if len(rows) > 1:
            yield rows
