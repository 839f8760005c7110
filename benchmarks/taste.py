"""Personal taste on simulated raters of real faces, by the protocol of To Post or Not To Post.

    python -m benchmarks.taste --data DIR [--cache DIR] [--raters 20] [--repeats 2] [--tune]

20 raters of 424 faces each: 338 train (cross-validation included), 86 are held out and seen once. Faces are
GENKI's held-out fifth, which the shipped networks were not trained on; see `benchmarks.raters` for what the
raters like. Settings were found with --tune: other faces, other raters. Intervals are 95 %, raters drawn with
replacement. It also compares the queue "two minutes that help most" with random order.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.raters import Pool, Rater, pool
from photo_curator.domain.face_table import FaceTable
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.rating import SOURCE_HERE
from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste import Label, Labels
from photo_curator.domain.taste_head import Reach, features
from photo_curator.domain.teaching import most_useful
from photo_curator.ml.starter import StarterBackbone
from photo_curator.ml.taste.calibration import as_level
from photo_curator.ml.taste.fitting import KINDS, TrainingSet, fit_path, mixture, training_set
from photo_curator.ml.taste.training import final_head
from photo_curator.ml.taste.validation import CrossValidation

TRAIN, HELD_OUT = 338, 86
#: Raters and draws of the figures that are reported, and of the search for settings.
REPORTED, TUNED = 0, 100_000
#: The queue starts from so many ratings and asks for so many at a time.
FIRST, STEP, STEPS = 40, 20, 10
_LEVELS = np.array(LEVELS, float)
Rows = NDArray[np.int64]


def table_of(faces: Pool, rows: Rows) -> FaceTable:
    """One photo a face, as the app would keep them."""
    count = len(rows)
    return FaceTable(
        face_ids=np.arange(count),
        photo_ids=np.arange(count),
        photo=np.arange(count),
        boxes=np.tile([30.0, 30, 70, 70], (count, 1)),
        sizes=np.tile([100.0, 100], (count, 1)),
        detection=np.ones(count),
        starter=faces.starter[rows],
        attribute_names=faces.names,
        attributes=faces.attributes[rows].astype(float),
        embedding=faces.embedding[rows],
    )


def set_of(faces: Pool, rows: Rows, level: Rows) -> TrainingSet:
    """Ratings of faces, each a moment of its own."""
    labels = tuple(Label(row, int(one), SOURCE_HERE, row, row) for row, one in enumerate(level))
    return training_set(table_of(faces, rows), Labels(labels), {row: row for row in range(len(rows))})


def drawn(faces: Pool, seed: int, count: int) -> Rows:
    """Rows of different faces, one rendition each."""
    random = np.random.default_rng(seed)
    chosen = random.permutation(np.unique(faces.face))[:count]
    return np.array([random.choice(np.flatnonzero(faces.face == one)) for one in chosen])


class Tally:
    """What was said of ratings held out, by name and rater."""

    def __init__(self) -> None:
        self.said: dict[str, dict[int, list[NDArray[np.float64]]]] = defaultdict(lambda: defaultdict(list))

    def add(self, name: str, rater: int, given: Rows, said: Rows) -> None:
        """Take in what was said of some ratings."""
        self.said[name][rater].append(np.column_stack([given, said]).astype(float))

    def show(self, name: str) -> None:
        """One line: exact, within one, mean error, recall on 1 and on 5."""
        raters = [np.concatenate(parts) for parts in self.said[name].values()]
        random = np.random.default_rng(0)
        draws = random.integers(0, len(raters), (1000, len(raters)))

        def measures(rows: NDArray[np.float64]) -> list[float]:
            off = np.abs(rows[:, 0] - rows[:, 1])
            recalls = [float((rows[rows[:, 0] == level, 1] == level).mean()) for level in (1, 5)]
            return [float((off == 0).mean()), float((off <= 1).mean()), float(off.mean()), *recalls]

        value = measures(np.concatenate(raters))
        spread = np.array([measures(np.concatenate([raters[one] for one in draw])) for draw in draws[:400]])
        low, high = np.quantile(spread, [0.025, 0.975], axis=0)
        cells = [f"{v:.3f} ({a:.3f}-{b:.3f})" for v, a, b in zip(value, low, high, strict=True)]
        print(f"{name:<15}" + "  ".join(f"{cell:<20}" for cell in cells))


def protocol(faces: Pool, raters: int, repeats: int, offset: int) -> None:
    """Every head on every rater, held out photos seen once."""
    tally, intervals, again = Tally(), [], []
    for repeat in range(repeats):
        for number in range(raters):
            rater = Rater.drawn(offset + number)
            rows = drawn(faces, offset + 1000 * repeat + number, TRAIN + HELD_OUT)
            given = rater.rates(faces.labels)[rows]
            held, unseen = given[TRAIN:], table_of(faces, rows[TRAIN:])
            data = set_of(faces, rows[:TRAIN], given[:TRAIN])
            validation = CrossValidation(data)
            validation.run(repeat, CancelToken(), lambda _done, _total: None)
            best = validation.best(KINDS)
            for kind in KINDS:
                setting = validation.best([kind])
                head, reach = final_head(data, validation, setting, StarterBackbone.version)
                scores = unseen.photo_scores(unseen.probabilities(head), reach)
                tally.add(kind, number, held, as_level(scores.mean))
                if setting == best:
                    tally.add("my taste", number, held, as_level(scores.mean))
                    held_in = (scores.low <= held) & (held <= scores.high)
                    off = np.abs(as_level(scores.mean) - held)
                    intervals.append(np.column_stack([held_in, scores.wide, scores.high - scores.low, off]))
            starter = unseen.photo_scores(unseen.starter, Reach()).mean
            tally.add("starter", number, held, as_level(starter))
            commonest = int(np.bincount(given[:TRAIN]).argmax())
            tally.add("majority", number, held, np.full(HELD_OUT, commonest))
            again.append(rater.rates(faces.labels, 1)[rows[TRAIN:]] == held)
        print(f"\nafter {repeat + 1} of {repeats} draws of faces for each of {raters} raters", flush=True)
        print(
            f"{'':<15}{'exact':<22}{'within one':<22}{'mean error':<22}{'recall on 1':<22}{'recall on 5':<22}"
        )
        for name in ("my taste", *KINDS, "starter", "majority"):
            tally.show(name)
        print(
            "the paper (one person's own 424 photos: another data set)  0.51, 0.87, 0.6; its L2: no 1, no 5"
        )
        print(f"the raters themselves, another day: exact {np.concatenate(again).mean():.3f}")
        certainty(np.concatenate(intervals))


def certainty(rows: NDArray[np.float64]) -> None:
    """Coverage of the 80 % intervals, abstention, and the error of what remains."""
    held, wide, width, off = rows.T
    print(
        f"80 % intervals hold {held.mean():.3f} of the ratings held out; {wide.mean():.3f} are 'cannot tell'"
    )
    print(f"mean error where it says something {off[wide == 0].mean():.3f}")
    print(f"mean error where it cannot tell {off[wide > 0].mean():.3f}", flush=True)
    order = np.argsort(width, kind="stable")
    for share in (0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        kept = order[: round(len(order) * (1 - share))]
        print(f"  abstaining on the widest {share:4.0%}: mean error {off[kept].mean():.3f}")


def queue(faces: Pool, raters: int, offset: int) -> None:
    """The error after so many ratings, asked for by the queue and at random."""
    sizes = [FIRST + STEP * step for step in range(STEPS + 1)]
    errors: dict[str, list[list[float]]] = {"queue": [], "random": []}
    for number in range(raters):
        everything = Rater.drawn(offset + number).rates(faces.labels)
        rows = drawn(faces, offset + 5000 + number, len(np.unique(faces.face)))
        candidates, unseen = rows[:-200], rows[-200:]
        for way, found in errors.items():
            found.append(_asked(faces, everything, candidates, unseen, way, offset + number))
    means = {way: np.mean(found, 0) for way, found in errors.items()}
    print("\nratings    " + "".join(f"{size:>8}" for size in sizes))
    for way, values in means.items():
        print(f"{way:<11}" + "".join(f"{value:8.3f}" for value in values))
    for size, value in zip(sizes, means["random"], strict=True):
        enough = [one for one, error in zip(sizes, means["queue"], strict=True) if error <= value]
        if size in (sizes[STEPS // 2], sizes[-1]):
            reached = min(enough, default=0)
            print(f"random order's error after {size} ratings is reached by the queue after {reached}")


def _asked(faces: Pool, level: Rows, candidates: Rows, unseen: Rows, way: str, seed: int) -> list[float]:
    random = np.random.default_rng(seed)
    order = random.permutation(len(candidates))
    rated = list(order[:FIRST])
    found = []
    for _ in range(STEPS + 1):
        rows = np.concatenate([candidates[rated], unseen, candidates])
        data = set_of(faces, rows, level[rows])
        train = np.arange(len(rows)) < len(rated)
        head = fit_path("ordinal", data, train, (0.3, 0.1))[-1]
        shares = mixture(head, data, np.ones(len(rows), bool), len(rated))
        mean = shares @ _LEVELS
        part = slice(len(rated), len(rated) + len(unseen))
        found.append(float(np.abs(mean[part] - level[unseen]).mean()))
        left = np.setdiff1d(np.arange(len(candidates)), rated)
        if way == "random":
            more: Sequence[int] = [one for one in order if one not in rated][:STEP]
        else:
            spread = np.sqrt(np.maximum(shares @ _LEVELS**2 - mean**2, 0))
            seen = features(data.table.embedding, data.table.attributes, data.table.starter)
            behind = len(rated) + len(unseen)
            more = left[
                most_useful(seen[behind:][left], seen[: len(rated)], spread[behind:][left], STEP)
            ].tolist()
        rated += list(more)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "photo-curator-training")
    parser.add_argument("--raters", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument(
        "--tune", action="store_true", help="other faces and other raters than those reported"
    )
    parser.add_argument("--only", choices=["protocol", "queue"])
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    faces = pool(chosen.data, chosen.cache, held_out=not chosen.tune)
    offset = TUNED if chosen.tune else REPORTED
    if chosen.only != "queue":
        protocol(faces, chosen.raters, chosen.repeats, offset)
    if chosen.only != "protocol":
        queue(faces, chosen.raters, offset)


if __name__ == "__main__":
    main()
