"""A deterministic stand-in for the hazard network: blue is water, and nothing else is anything."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from photo_curator.ml.device import Device


class BlueIsWater:
    """Has the methods of `ml.analyser.Hazards`; probability of water: the share of strongly blue pixels."""

    version = "blue-1"
    thresholds: Mapping[str, float] = {"height": 0.8, "water": 0.5}

    def probabilities(self, picture: NDArray[np.uint8]) -> dict[str, float]:
        return {"height": 0.05, "water": float(_blue(picture).mean())}

    def heat_map(self, picture: NDArray[np.uint8], hazard: str) -> NDArray[np.float32]:
        if hazard != "water":
            return np.zeros((2, 2), np.float32)
        blue = _blue(picture).astype(np.float32)
        middle_y, middle_x = blue.shape[0] // 2, blue.shape[1] // 2
        parts = [[blue[:middle_y, :middle_x], blue[:middle_y, middle_x:]],
                 [blue[middle_y:, :middle_x], blue[middle_y:, middle_x:]]]  # fmt: skip
        return np.array([[part.mean() for part in row] for row in parts], np.float32)


def blue_is_water(_: Device) -> BlueIsWater:
    return BlueIsWater()


def _blue(picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    red, green, blue = (picture[..., channel].astype(int) for channel in range(3))
    return (blue > red + 60) & (blue > green + 20)
