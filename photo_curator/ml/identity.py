"""What persons are told apart by: the facenet backbone's embeddings, and which of many are most alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from photo_curator.domain.people import IDENTITY_WEIGHTS
from photo_curator.ml import device as devices
from photo_curator.ml.backbones import Backbone, build_backbone, weights_file
from photo_curator.ml.device import Device

#: The part of an aligned crop it reads, (rows, columns): the face with a tenth of its height around it, about
#: as in the pictures it was trained on.
IDENTITY_WINDOW = (slice(28, 204), slice(24, 200))
#: Rows whose neighbours are looked for together: of 100,000 faces their cosines are 200 MB, and between two
#: such pieces a task can be cancelled.
_AT_ONCE = 512


class FaceReader:
    """Aligned crops -> embeddings. One thread only; a device that fails is left for the CPU.

    Args:
        device: "cuda", "mps", "cpu" or None: the best one.
        weights: the backbone's; None: what the app has downloaded.

    Raises:
        WeightsError: they are not here, or not what they should be.
    """

    def __init__(self, device: str | None = None, weights: Path | None = None) -> None:
        self._backbone: Backbone = build_backbone(
            IDENTITY_WEIGHTS, weights or weights_file(IDENTITY_WEIGHTS, None)
        )
        self._device: Device = devices.choose_device(device)
        self._settle(self._device)

    def read(self, crops: Sequence[NDArray[np.uint8]]) -> NDArray[np.float16]:
        """Embeddings of aligned crops.

        Args:
            crops: each [224, 224, 3] RGB, 0..255.

        Returns:
            [N, 512] of length 1.
        """
        try:
            return self._read(crops)
        except RuntimeError as error:
            if self._device.kind == "cpu" or not devices.is_device_fault(error):
                raise
            self._settle(devices.cpu())
            return self._read(crops)

    def _settle(self, device: Device) -> None:
        self._device = device
        self._backbone.to(device.torch)

    def _read(self, crops: Sequence[NDArray[np.uint8]]) -> NDArray[np.float16]:
        faces = np.stack([crop[IDENTITY_WINDOW] for crop in crops])
        pictures = torch.from_numpy(faces).to(self._device.torch).permute(0, 3, 1, 2).float() / 255
        side = self._backbone.input_size
        with torch.no_grad():
            small = functional.interpolate(
                pictures, (side, side), mode="bilinear", align_corners=False, antialias=True
            )
            found = self._backbone.embedding(small).cpu().numpy()
        values: NDArray[np.float16] = found.astype("<f2")
        return values


def alike_pairs(
    embedding: NDArray[np.floating[Any]],
    rows: NDArray[np.int64],
    count: int,
    least: float,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> NDArray[np.int64]:
    """Pairs of faces that are alike: each of some rows with those most like it.

    Args:
        embedding: [F, D] of length 1.
        rows: whose neighbours are looked for.
        count: how many of each.
        least: cosine below which two are no pair.
        step: called with rows done and in all; may raise to break off.

    Returns:
        [P, 2], each pair once, the smaller row first; the most alike pair first, ties by row.
    """
    values = np.ascontiguousarray(embedding, np.float32)
    pairs, cosines = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    for start in range(0, len(rows), _AT_ONCE):
        step(start, len(rows))
        part = rows[start : start + _AT_ONCE]
        cosine = values[part] @ values.T
        cosine[np.arange(len(part)), part] = -np.inf  # itself
        # Of strangers there are most: only what is alike at all is put in order.
        chosen = cosine >= least
        for row in np.flatnonzero(np.count_nonzero(chosen, axis=1) > count):
            alike = np.flatnonzero(chosen[row])
            order = np.argpartition(-cosine[row, alike], count - 1)
            chosen[row, alike[order[count:]]] = False
        place, other = np.nonzero(chosen)
        one = part[place]
        # A pair as one number, which sorts many times faster than two.
        pairs.append(np.minimum(one, other) * len(values) + np.maximum(one, other))
        cosines.append(cosine[chosen])
    found, first = np.unique(np.concatenate(pairs), return_index=True)
    ranked = np.argsort(-np.concatenate(cosines)[first], kind="stable")
    result: NDArray[np.int64] = np.stack(np.divmod(found[ranked], max(len(values), 1)), 1)
    return result
