"""Grouping a large library into bursts: `python -m benchmarks.bursts [--photos N]`.

Photos of three years on two cameras, a third of them in quick runs, some with a vendor's id, some bracketed.
Processor time: other programs on the machine do not count.
"""

from __future__ import annotations

import argparse
import random
import time

from photo_curator.domain.burst import Frame
from photo_curator.domain.bursts import find_bursts

YEARS_SECONDS = 3 * 365 * 86400


def library(count: int, seed: int = 0) -> list[Frame]:
    dice = random.Random(seed)
    frames: list[Frame] = []
    number, at = 0, 0.0
    while len(frames) < count:
        at += dice.expovariate(count / YEARS_SECONDS / 2)
        camera, burst = dice.choice(("Phone", "Camera")), dice.random() < 0.1
        length = dice.randint(2, 9) if burst else 1
        vendor = f"id-{number}" if burst and camera == "Phone" and dice.random() < 0.5 else ""
        bracket = burst and not vendor and dice.random() < 0.2
        looks, zone = dice.getrandbits(64), dice.choice((60, 120, None))
        for place in range(length):
            number += 1
            at += dice.uniform(0.05, 0.3)
            bias = (0.0, -1.0, 1.0)[place % 3] if bracket else 0.0
            seen = looks ^ (1 << dice.randrange(64))
            frames.append(
                Frame(
                    len(frames) + 1, "/p", f"IMG_{number % 10000:04}", camera, at, zone, True, number % 10000,
                    vendor, False, bias, 8.0, seen,
                )
            )  # fmt: skip
    return frames[:count]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    count = parser.parse_args().photos
    for size in (count // 4, count // 2, count):
        frames = library(size)
        started = time.process_time()
        groups = find_bursts(frames)
        seconds = time.process_time() - started
        inside = sum(len(group.photo_ids) for group in groups)
        print(f"{size:,} photos: {seconds:.2f} s, {len(groups):,} groups with {inside:,} photos")


if __name__ == "__main__":
    main()
