"""Face detection: ours against the straightforward pipeline, on real photos.

    python benchmarks/faces.py --data DIR [--data DIR ...] [--cache FILE] [--every N]

The straightforward pipeline decodes the whole picture with Pillow and gives it to MTCNN as it is.
Its sure faces (probability >= 0.95, height >= 5 % of the picture) are what ours must find. It is slow
(seconds a photo), so its finds can be kept in a file. Then the detector is timed, with 1 and 2
threads, and the steps after it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
import tomllib
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pillow_heif
import torch
from numpy.typing import NDArray
from PIL import Image, ImageOps

from photo_curator.domain.geometry import Box
from photo_curator.domain.photo import FileRole
from photo_curator.media.decode import decode, read_file
from photo_curator.ml.crops import align
from photo_curator.ml.device import cpu, set_threads
from photo_curator.ml.faces import FaceDetector
from photo_curator.ml.scorer import batch_of, starter_scorer
from photo_curator.ml.technical import technical_score

SURE, TALL, SAME = 0.95, 0.05, 0.4
EXCLUDED = Path(__file__).with_name("faces_excluded.toml")


def upright(source: Path) -> Image.Image:
    with Image.open(source) as image:
        return ImageOps.exif_transpose(image).convert("RGB")


def pictures(folders: list[Path], every: int) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*"))[::every] if path.is_file())


def decoded(path: Path) -> tuple[NDArray[np.uint8], float]:
    """What the index looks at, and its size as a share of the full picture's."""
    data, content_hash = read_file(str(path))
    found = decode(data, content_hash, str(path), FileRole.PICTURE, 0, smallest_side=1)
    return found.picture, found.picture.shape[1] / found.facts.size.width


def straightforward(paths: list[Path], cache: Path | None) -> dict[str, Any]:
    """What MTCNN with its defaults finds in the full pictures, by path."""
    from facenet_pytorch import MTCNN

    known: dict[str, Any] = json.loads(cache.read_text("utf-8")) if cache and cache.exists() else {}
    network = MTCNN(keep_all=True)
    for path in paths:
        if str(path) in known:
            continue
        try:
            image = upright(path)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue  # not a picture Pillow can open: neither pipeline is asked
        boxes, probabilities = network.detect(image)
        faces = [] if boxes is None else zip(boxes, probabilities, strict=True)
        known[str(path)] = {
            "size": image.size,
            "faces": [{"box": [float(v) for v in box], "p": float(p)} for box, p in faces],
        }
        if cache:
            cache.write_text(json.dumps(known), "utf-8")
    return {str(path): known[str(path)] for path in paths if str(path) in known}


def recall(known: dict[str, Any], detector: FaceDetector) -> float:
    excluded = tomllib.loads(EXCLUDED.read_text("utf-8"))["false"]
    wanted = hits = 0
    for name, entry in known.items():
        picture, scale = decoded(Path(name))
        found = [one.box.scaled(1 / scale) for one in detector.detect(picture)]
        boxes = [(Box(*face["box"]), face["p"]) for face in entry["faces"]]
        for box, probability in boxes:
            if probability < SURE or box.height < TALL * entry["size"][1]:
                continue
            if any(one["file"] == Path(name).name and Box(*one["box"]).iou(box) > SAME for one in excluded):
                continue
            wanted += 1
            if any(box.iou(other) >= SAME for other in found):
                hits += 1
            else:
                print(f"missed  {name}  {_corners(box)}  probability {probability:.3f}")
        for other in found:
            if not any(box.iou(other) >= SAME for box, _ in boxes):
                print(f"extra   {name}  {_corners(other)}")
    share = hits / wanted if wanted else float("nan")
    print(f"recall  {hits}/{wanted} = {share:.2%} over {len(known)} pictures")
    return share


def median_ms(work: Callable[[], object], times: int = 9) -> tuple[float, float]:
    """Median wall and processor milliseconds."""
    work()
    walls, cores = [], []
    for _ in range(times):
        wall, core = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cores.append(time.process_time() - core)
    return 1000 * statistics.median(walls), 1000 * statistics.median(cores)


def timings(known: dict[str, Any], detector: FaceDetector) -> None:
    with_faces = [Path(name) for name, entry in known.items() if entry["faces"]]
    largest = sorted(with_faces, key=lambda path: -path.stat().st_size)[:8]
    samples = [decoded(path)[0] for path in largest]
    for threads in (1, 2):
        set_threads(threads)
        spans = [median_ms(partial(detector.detect, picture), 5) for picture in samples]
        wall, core = (statistics.median(values) for values in zip(*spans, strict=True))
        print(f"detect, {threads} thread(s): {wall:.1f} ms, {core:.1f} core-ms")
    set_threads(1)
    picture = next(sample for sample in samples if detector.detect(sample))
    face = detector.detect(picture)[0]
    scorer = starter_scorer()
    crop = align(picture, face.landmarks, face.box, 1.0)
    points = torch.tensor([face.landmarks.points()])

    def score() -> None:
        with torch.inference_mode():
            scorer(*batch_of([crop], torch.device("cpu")), points)

    print(f"align: {median_ms(lambda: align(picture, face.landmarks, face.box, 1.0))[0]:.2f} ms")
    print(f"score one face: {median_ms(score)[0]:.1f} ms")
    print(f"technical score: {median_ms(lambda: technical_score(picture))[0]:.1f} ms")


def _corners(box: Box) -> str:
    return f"({box.x1:.0f}, {box.y1:.0f}, {box.x2:.0f}, {box.y2:.0f})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, action="append", required=True, help="a folder of photos")
    parser.add_argument("--every", type=int, default=1, help="only every n-th file of each folder")
    parser.add_argument("--cache", type=Path, help="where the straightforward pipeline's finds are kept")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    pillow_heif.register_heif_opener()
    known = straightforward(list(pictures(asked.data, asked.every)), asked.cache)
    detector = FaceDetector(cpu())
    share = recall(known, detector)
    timings(known, detector)
    return 0 if share >= 0.99 else 1


if __name__ == "__main__":
    sys.exit(main())
