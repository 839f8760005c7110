"""Peak memory of the engine process while it indexes many large photos.

python -m benchmarks.memory [--photos 200]
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from pathlib import Path

import psutil

from benchmarks.pictures import smooth_photos
from photo_curator.domain import messages as m
from photo_curator.services.engine import EngineProcess, wait_for


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--photos", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "photos"
        folder.mkdir()
        seeds = smooth_photos(folder, 12)
        for number in range(12, options.photos):
            source = seeds[number % 12].read_bytes()
            comment = f"{number:08}".encode()
            segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
            (folder / f"more_{number:05}.jpg").write_bytes(source[:2] + segment + source[2:])
        engines: list[EngineProcess] = []
        samples: list[int] = []
        stop = threading.Event()

        def watch() -> None:
            while not stop.wait(0.05):
                pid = engines[0].pid if engines else None
                if pid is not None:
                    try:
                        samples.append(psutil.Process(pid).memory_info().rss)
                    except psutil.NoSuchProcess:
                        continue

        def build(take: object) -> EngineProcess:
            engines.append(EngineProcess(Path(name) / "library", take))  # type: ignore[arg-type]
            return engines[0]

        watcher = threading.Thread(target=watch)
        watcher.start()
        start = time.perf_counter()
        summary = wait_for(build, m.Index(folders=(str(folder),)), _quiet)
        stop.set()
        watcher.join()
        taken = time.perf_counter() - start
    half = len(samples) // 2
    print(f"\nEngine memory over {summary.indexed} photos of 12 megapixels ({taken:.0f} s)")
    print(f"  peak, first half   {max(samples[:half]) / 2**20:8.0f} MiB")
    print(f"  peak, second half  {max(samples[half:]) / 2**20:8.0f} MiB")


def _quiet(_: m.Answer) -> None:
    """Nothing is shown while measuring."""


if __name__ == "__main__":
    main()
