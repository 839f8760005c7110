"""How long an explanation takes, and what the checks say of each method, on the two demo portraits.

    python -m benchmarks.explain [--threads N] [--repeat N]

Prints the median seconds of every method with all its checks, and of a fooling picture of level 5 (1 for a
face that gets 5), with the checks' sentences. The targets are 4 and 10 seconds on two cores.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from PIL import Image

from photo_curator.assets import resources_dir
from photo_curator.domain.explanation import Method, fooling_target
from photo_curator.ml.attribution.explaining import attribute, checked
from photo_curator.ml.attribution.seen import SeenFace, output_of
from photo_curator.ml.crops import align
from photo_curator.ml.device import cpu, set_threads
from photo_curator.ml.faces import FaceDetector
from photo_curator.ml.fooling import fool_face
from photo_curator.ml.scorer import starter_scorer

T = TypeVar("T")


def timed(repeat: int, work: Callable[[], T]) -> tuple[T, float, float]:
    """The result, median seconds by the clock, and median seconds of processor time."""
    times = []
    for _ in range(repeat):
        begun = time.perf_counter(), time.process_time()
        result = work()
        times.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
    clock, processor = np.median(times, 0)
    return result, float(clock), float(processor)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    # As the engine has it on two cores; a second thread gains little, and beside other work loses much.
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=5)
    chosen = parser.parse_args()
    set_threads(chosen.threads)
    scorer, detector = starter_scorer(), FaceDetector(cpu())
    for name in ("astronaut", "grace_hopper"):
        with Image.open(resources_dir() / "demo" / f"{name}.jpg") as image:
            picture = np.asarray(image.convert("RGB"))
        found = detector.detect(picture)[0]
        crop = align(picture, found.landmarks, found.box, 1.0)
        face = SeenFace.of(crop.pixels, crop.resolved_size, found.landmarks)
        for method in Method:

            def explain(face: SeenFace = face, method: Method = method) -> list[str]:
                results = checked(scorer, face, attribute(scorer, face, method))
                return [f"  {'ok     ' if one.passed else 'warning'} {one.sentence}" for one in results]

            lines, clock, processor = timed(chosen.repeat, explain)
            print(f"{name}, {method}, with checks: {clock:.2f} s ({processor:.2f} s of processor time)")
            print("\n".join(lines))
        target = fooling_target(output_of(scorer, face).probabilities[0].tolist())

        def fool(face: SeenFace = face, target: int = target) -> str:
            return fool_face(scorer, face, target)[0].sentence

        sentence, clock, processor = timed(chosen.repeat, fool)
        print(f"{name}, fooling picture: {clock:.2f} s ({processor:.2f} s of processor time)\n  {sentence}")


if __name__ == "__main__":
    main()
