"""What the starter networks cost beside the usual ones: faces against ResNet-18, photos against ResNet-50.

    python -m benchmarks.cost [--faces 16] [--threads 1]

Prints medians of CPU time in one run, each network in turn, and their ratio. Weights do not change the cost,
so the ResNets have none.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping

import numpy as np
import torch
from torchvision.models import resnet18, resnet50

from photo_curator.ml.crops import CROP_SIZE
from photo_curator.ml.device import set_threads
from photo_curator.ml.hazards import HazardReader
from photo_curator.ml.scorer import starter_scorer

_WARM, _ROUNDS = 3, 15


def medians(works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Median CPU seconds of each work; they take turns, so that what else runs troubles all alike."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(_WARM + _ROUNDS):
        for name, work in works.items():
            started = time.process_time()
            work()
            times[name].append(time.process_time() - started)
    return {name: float(np.median(values[_WARM:])) for name, values in times.items()}


def told(works: Mapping[str, Callable[[], object]], count: int, unit: str) -> None:
    """Print medians of two works and how many times cheaper the first is."""
    (first, mine), (second, others) = medians(works).items()
    print(f"{first}: {mine / count * 1000:.2f} ms {unit}; {second}: {others / count * 1000:.2f} ms {unit}")
    print(f"  {others / mine:.1f} times cheaper")


def faces(count: int) -> None:
    scorer, backbone = starter_scorer(), resnet18(weights=None).eval()
    crops, sizes = torch.rand(count, 3, CROP_SIZE, CROP_SIZE), torch.full((count,), 200.0)
    points = torch.rand(count, 5, 2) * 100
    with torch.inference_mode():
        told(
            {
                "starter (eyes, smile, pose, score, embedding)": lambda: scorer(crops, sizes, points),
                "ResNet-18 at 224": lambda: backbone(crops),
            },
            count,
            "a face",
        )


def photos() -> None:
    reader, backbone = HazardReader(), resnet50(weights=None).eval()
    photo = np.random.default_rng(0).integers(0, 256, (768, 1024, 3), dtype=np.uint8)
    square = torch.rand(1, 3, 224, 224)
    with torch.inference_mode():
        told(
            {
                "hazards of a photo of 1024 x 768, squeezing included": lambda: reader.probabilities(photo),
                "ResNet-50 at 224": lambda: backbone(square),
            },
            1,
            "a photo",
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faces", type=int, default=16, help="in a batch")
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    set_threads(chosen.threads)
    faces(chosen.faces)
    photos()


if __name__ == "__main__":
    main()
