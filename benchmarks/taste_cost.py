"""What personal taste costs: training on 2,000 ratings, and scoring 100,000 faces by another head.

    python -m benchmarks.taste_cost [--ratings 2000] [--photos 50000] [--faces 2]

Wall and processor seconds; the second is what a machine with nothing else to do would take on one core.
Ratings are random with a taste in them; the library's rows are copies of one photo with random scores.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from photo_curator.db.head_file import HeadFile
from photo_curator.db.library import Library
from photo_curator.domain.face_table import FaceTable
from photo_curator.domain.operations import UseTaste
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.rating import SOURCE_HERE
from photo_curator.domain.taste import Label, Labels
from photo_curator.domain.taste_head import StoredHead
from photo_curator.ml.starter import StarterBackbone
from photo_curator.ml.starter_networks import EMBEDDING_SIZE
from photo_curator.ml.taste.fitting import training_set
from photo_curator.ml.taste.training import train
from photo_curator.ml.versions import ANALYSIS_VERSION

NAMES = tuple(str(name) for name in StarterBackbone.attribute_names)


def timed(name: str, work: Callable[[], object]) -> None:
    wall, core = time.perf_counter(), time.process_time()
    work()
    print(f"{name:<52}{time.perf_counter() - wall:7.2f} s wall {time.process_time() - core:7.2f} s processor")


def faces(count: int) -> FaceTable:
    """Random faces, one a photo."""
    random = np.random.default_rng(0)
    embedding = random.normal(size=(count, EMBEDDING_SIZE)).astype(np.float32)
    return FaceTable(
        face_ids=np.arange(count),
        photo_ids=np.arange(count),
        photo=np.arange(count),
        boxes=np.tile([30.0, 30, 70, 70], (count, 1)),
        sizes=np.tile([100.0, 100], (count, 1)),
        detection=np.ones(count),
        starter=random.dirichlet(np.full(5, 2.0), count),
        attribute_names=NAMES,
        attributes=random.uniform(0, 1, (count, len(NAMES))),
        embedding=embedding / np.linalg.norm(embedding, axis=1, keepdims=True),
    )


def training(count: int) -> StoredHead:
    """Train with cross-validation on so many ratings."""
    table = faces(count)
    felt = (
        table.embedding[:, 0] * 10 + table.attributes[:, 5] + np.random.default_rng(1).normal(0, 0.5, count)
    )
    level = 1 + np.searchsorted(np.quantile(felt, [0.14, 0.35, 0.68, 0.92]), felt)
    labels = Labels(
        tuple(Label(row, int(one), SOURCE_HERE, row // 3, row // 3) for row, one in enumerate(level))
    )
    data = training_set(table, labels, {row: row // 3 for row in range(count)})
    found: list[StoredHead] = []

    def work() -> None:
        found.append(
            train(
                data, labels, StarterBackbone.version, token=CancelToken(), told=lambda _done, _total: None
            ).head
        )

    timed(f"training with cross-validation on {count:,} ratings", work)
    return found[0]


def fill(library: Library, photos: int, each: int) -> None:
    """Copies of one photo, each with faces of its own."""
    table = faces(photos * each)
    shown = (
        "state, path, directory, name_key, sort_time, pixel_hash, perceptual_hash, width, height, screenshot"
    )
    with library._database.write() as connection:
        numbers = range(1, photos + 1)
        connection.exec_driver_sql(
            f"INSERT INTO photo (id, {shown}, taken_subsecond, city, country, camera, name_text, search_text,"
            " place_text, camera_text, foreign_reject, foreign_source, foreign_label) VALUES"
            " (?, 'present', '/p/' || ?, '/p/', ?, ?, ?, '0', 4000, 3000, 0, 0,"
            " '', '', '', '', '', '', '', 0, '', '')",
            [(number, number, f"{number:08}", float(number), str(number)) for number in numbers],
        )
        connection.exec_driver_sql(
            "INSERT INTO score (photo_id, version, verdict, probabilities, mean, low, high, face_count,"
            " attributes) VALUES (?, ?, 'score', '[0.1,0.2,0.4,0.2,0.1]', ?, 2, 4, ?, '{}')",
            [(number, ANALYSIS_VERSION, 1 + 4 * (number * 7919 % 1000) / 1000, each) for number in numbers],
        )
        connection.exec_driver_sql(
            "INSERT INTO face (photo_id, version, x1, y1, x2, y2, landmarks, detection, probabilities, mean,"
            " low, high, attributes, crop_key, embedding)"
            " VALUES (?, ?, 500, 600, 1200, 1500, '[]', 0.99, ?, 3, 2, 4, ?, '', ?)",
            [
                (
                    1 + row // each,
                    ANALYSIS_VERSION,
                    str(table.starter[row].tolist()),
                    str(dict(zip(NAMES, table.attributes[row].tolist(), strict=True))).replace("'", '"'),
                    table.embedding[row].tobytes(),
                )
                for row in range(photos * each)
            ],
        )


def scoring(head: StoredHead, photos: int, each: int) -> None:
    """Take a head into use, list the library anew, take it back."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        fill(library, photos, each)
        version = library.taste.add(HeadFile(head, {}, {}), ()).id

        def use() -> None:
            library.curation.apply(UseTaste(version))
            library.photos.ids(PhotoQuery())

        timed(f"scoring and ranking {photos * each:,} faces of {photos:,} photos", use)
        timed("the same back to the starter, by undo", library.curation.undo)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--ratings", type=int, default=2000)
    parser.add_argument("--photos", type=int, default=50_000)
    parser.add_argument("--faces", type=int, default=2, help="of each photo")
    chosen = parser.parse_args()
    head = training(chosen.ratings)
    scoring(head, chosen.photos, chosen.faces)


if __name__ == "__main__":
    main()
