"""Index throughput beside the straightforward pipeline and beside the decode stage alone.

    python -m benchmarks.index [--photos 24] [--naive 4] [--data DIR] [--rounds 3]

Straightforward: Pillow decodes the whole picture, facenet-pytorch's MTCNN with its defaults runs on
it, one photo at a time. Decode stage: read, hash, draft decode, thumbnails, on the same two threads
that the index uses. Rounds take turns, so that a machine that slows down slows all of them.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from facenet_pytorch import MTCNN
from PIL import Image

from benchmarks.pictures import enlarged_photos, smooth_photos
from photo_curator.domain import messages as m
from photo_curator.domain.folder import FolderSettings
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.library import LibraryLayout
from photo_curator.engine.local import LocalEngine
from photo_curator.engine.networks import Networks
from photo_curator.media.decode import decode, read_file
from photo_curator.media.pairing import PhotoGroup, pair
from photo_curator.media.scan import scan
from photo_curator.media.thumbnails import save_thumbnails

THREADS = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--photos", type=int, default=24)
    parser.add_argument("--naive", type=int, default=4, help="photos the straightforward pipeline gets")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--data", type=Path, help="a folder of real photos to enlarge")
    options = parser.parse_args()
    networks = Networks("cpu")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        smooth = place / "smooth"
        smooth.mkdir()
        smooth_photos(smooth, options.photos)
        measure("12-megapixel JPEGs, smooth backgrounds", smooth, networks, options)
        if options.data is not None:
            enlarged = place / "enlarged"
            enlarged.mkdir()
            enlarged_photos(options.data, enlarged, options.photos)
            measure("12-megapixel enlargements of real photos", enlarged, networks, options)


def measure(title: str, folder: Path, networks: Networks, options: argparse.Namespace) -> None:
    """Print the three rates and the two ratios."""
    paths = sorted(folder.iterdir())
    mtcnn = MTCNN(keep_all=True)
    straightforward([paths[0]], mtcnn)
    index(folder, networks)
    per_photo: dict[str, list[float]] = {"straightforward": [], "index": [], "decode stage": []}
    ratios: dict[str, list[float]] = {"straightforward / index": [], "index / decode stage": []}
    for turn in range(options.rounds):
        some = [paths[(turn * options.naive + k) % len(paths)] for k in range(options.naive)]
        naive = seconds(partial(straightforward, some, mtcnn)) / len(some)
        ours = seconds(lambda: index(folder, networks)) / len(paths)
        decode = seconds(lambda: decode_stage(folder)) / len(paths)
        for key, value in zip(per_photo, (naive, ours, decode), strict=True):
            per_photo[key].append(value)
        ratios["straightforward / index"].append(naive / ours)
        ratios["index / decode stage"].append(ours / decode)
    print(f"\n{title} ({len(paths)} photos, {options.rounds} rounds, medians)")
    for key, values in per_photo.items():
        print(f"  {key:<26}{1000 * statistics.median(values):8.1f} ms a photo")
    for key, values in ratios.items():
        print(f"  {key:<26}{statistics.median(values):8.2f} x   ({min(values):.2f} to {max(values):.2f})")


def straightforward(paths: list[Path], mtcnn: MTCNN) -> None:
    """What a first version of such a program does."""
    for path in paths:
        with Image.open(path) as image:
            mtcnn.detect(image.convert("RGB"), landmarks=True)


def index(folder: Path, networks: Networks) -> IndexSummary:
    """Index into a fresh library, in this process."""
    done: list[IndexSummary] = []

    def take(answer: m.Answer) -> None:
        if isinstance(answer, m.Done):
            done.append(answer.summary)

    with tempfile.TemporaryDirectory() as library:
        LocalEngine(Path(library), take, networks).ask(m.Index(folders=(str(folder),)))
    if done[0].failed or not done[0].indexed:
        raise SystemExit(f"The index did not work: {done[0]}")
    return done[0]


def decode_stage(folder: Path) -> None:
    """Everything that happens on the decode threads, and nothing else."""
    groups, _ = pair(scan(str(folder), FolderSettings()))
    with tempfile.TemporaryDirectory() as library, ThreadPoolExecutor(THREADS) as pool:
        layout = LibraryLayout(Path(library))

        def stage(group: PhotoGroup) -> None:
            primary = group.primary
            data, content_hash = read_file(primary.path)
            decoded = decode(data, content_hash, primary.path, group.role, primary.mtime_ns)
            save_thumbnails(layout, decoded.facts.pixel_hash, decoded.thumbnails)

        list(pool.map(stage, groups))


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
