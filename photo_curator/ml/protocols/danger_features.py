"""What a frozen backbone says of all samples, computed once.

The paper alters its copies before training, not during it, so this loses nothing: the first phase reads
pooled maps, the machines read features, and the second phase goes on from the stem's outputs.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from photo_curator.domain.progress import CancelToken
from photo_curator.ml.backbones import Backbone, pooled_map
from photo_curator.ml.protocols.danger_data import Samples, pictures_of
from photo_curator.ml.protocols.progress import Say, in_words

_BATCH = 16
_SECONDS_BETWEEN_LINES = 2.0
_LARGEST_HALF = torch.finfo(torch.float16).max


class Seen(NamedTuple):
    """What a backbone made of M samples.

    Attributes:
        stem: [M, C, h, w] outputs of its stem, in half precision, on disk; None: not kept.
        pooled: [M, channels] pooled feature maps.
        features: [M, embedding_size] its penultimate layer, rectified.
    """

    stem: NDArray[np.float16] | None
    pooled: Tensor
    features: NDArray[np.float32]


def see(
    backbone: Backbone, pixels: NDArray[np.uint8], samples: Samples, seed: int, device: torch.device,
    file: Path | None, say: Say, cancel: CancelToken,
) -> Seen:  # fmt: skip
    """Run a backbone over samples.

    Args:
        backbone: on the device.
        pixels: [N, side, side, 3] of all pictures.
        samples: M of them.
        seed: of the alterations.
        device: the backbone's.
        file: where the stem's outputs are kept, 100 to 200 kB a sample at 224 pixels; None: not kept.
        say: told how far it is.
        cancel: asked before each batch.

    Raises:
        CancelledError: cancel was asked for.
        OSError: the disk is full.
    """
    stem: NDArray[np.float16] | None = None
    pooled, features = [], []
    started = told = time.monotonic()
    with torch.no_grad():
        for first in range(0, len(samples), _BATCH):
            cancel.checkpoint()
            rows = np.arange(first, min(first + _BATCH, len(samples)))
            pictures = pictures_of(pixels, samples.chosen(rows), seed).to(device)
            # Rounded in any case: both phases then go on from the same numbers.
            outputs = backbone.stem_output(pictures).clamp(-_LARGEST_HALF, _LARGEST_HALF).half()
            if file is not None:
                if stem is None:
                    shape = (len(samples), *outputs.shape[1:])
                    stem = np.lib.format.open_memmap(file, "w+", np.float16, shape)
                stem[rows] = outputs.cpu().numpy()
            maps = backbone.top(outputs.float())
            pooled.append(pooled_map(maps).cpu())
            features.append(functional.relu(backbone.neck(maps)).cpu().numpy())
            now, done = time.monotonic(), int(rows[-1]) + 1
            if now - told > _SECONDS_BETWEEN_LINES or done == len(samples):
                told, left = now, in_words((now - started) / done * (len(samples) - done))
                say(f"{backbone.name}, features: {done} of {len(samples)} pictures, {left} left")
    return Seen(stem, torch.cat(pooled), np.concatenate(features))
