"""Personal taste on simulated raters of real faces, by the protocol of To Post or Not To Post.

    python -m benchmarks.taste --data DIR [--cache DIR] [--raters 20] [--repeats 2] [--tune]

20 raters of 424 faces each: 338 train (cross-validation included), 86 are held out and seen once. Faces are
GENKI's held-out fifth, which the shipped networks were not trained on; see `benchmarks.raters` for what the
raters like. Settings were found with --tune: other faces, other raters. Intervals are 95 %, raters drawn with
replacement. The queue "two minutes that help most" has a benchmark of its own, `benchmarks.taste_queue`.
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
from photo_curator.domain.taste import Label, Labels
from photo_curator.domain.taste_head import Reach, expected_miss
from photo_curator.ml.starter import StarterBackbone
from photo_curator.ml.taste.calibration import as_level, log_loss
from photo_curator.ml.taste.fitting import KINDS, TrainingSet, training_set
from photo_curator.ml.taste.training import final_head
from photo_curator.ml.taste.validation import CrossValidation

TRAIN, HELD_OUT = 338, 86
#: Raters and draws of the figures that are reported, and of the search for settings.
REPORTED, TUNED = 0, 100_000
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
    truth: list[NDArray[np.float64]] = []
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
                    doubt = expected_miss(scores.probabilities, scores.mean)
                    width = scores.high - scores.low
                    intervals.append(np.column_stack([held_in, scores.wide, doubt, width, off]))
                    truth.append(np.column_stack([held, scores.probabilities, unseen.starter]))
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
        certainty(intervals)
        reliability(np.concatenate(truth))


def reliability(rows: NDArray[np.float64]) -> None:
    """Whether the probabilities mean what they say."""
    given, own, starter = rows[:, 0].astype(int), rows[:, 1:6], rows[:, 6:]
    for name, shares in (("my taste", own), ("starter", starter)):
        above, is_above = 1 - np.cumsum(shares, 1)[:, :4], given[:, None] > np.arange(1, 5)
        bins = (10 * above).astype(int).clip(0, 9).ravel()
        counts = np.bincount(bins, minlength=10)
        said = np.bincount(bins, above.ravel(), 10) / np.maximum(counts, 1)
        found = np.bincount(bins, is_above.ravel(), 10) / np.maximum(counts, 1)
        off = (counts * np.abs(said - found)).sum() / counts.sum()
        print(f"{name}: log loss {log_loss(shares, given).mean():.3f}, probabilities off by {off:.3f}")
        print("  said  " + " ".join(f"{one:.2f}" for one in said))
        print("  found " + " ".join(f"{one:.2f}" for one in found), flush=True)


def certainty(raters: Sequence[NDArray[np.float64]]) -> None:
    """Coverage of the 80 % intervals, abstention, and the error of what remains."""
    held, wide, _, _, off = np.concatenate(raters).T
    print(
        f"80 % intervals hold {held.mean():.3f} of the ratings held out; {wide.mean():.3f} are 'cannot tell'"
    )
    print(f"mean error where it says something {off[wide == 0].mean():.3f}")
    print(f"mean error where it cannot tell {off[wide > 0].mean():.3f}", flush=True)
    shares = (0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
    print("mean error without the most doubtful  " + "".join(f"{share:>8.0%}" for share in shares))
    for name, column in (("by the score's expected miss", 2), ("by the interval's width", 3)):
        # Each rater's own most doubtful; at random the error stays what it is.
        curves = []
        for rows in raters:
            order = np.argsort(rows[:, column], kind="stable")
            curves.append([rows[order[: round(len(order) * (1 - share))], 4].mean() for share in shares])
        less = np.array(curves) - np.array(curves)[:, :1]
        spread = 1.96 * less.std(0, ddof=1) / np.sqrt(len(less))
        print(f"  {name:<36}" + "".join(f"{value:8.3f}" for value in np.mean(curves, 0)))
        print(f"  {'less than at random, 95 %: +-':<36}" + "".join(f"{value:8.3f}" for value in spread))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "photo-curator-training")
    parser.add_argument("--raters", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument(
        "--tune", action="store_true", help="other faces and other raters than those reported"
    )
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    faces = pool(chosen.data, chosen.cache, held_out=not chosen.tune)
    offset = TUNED if chosen.tune else REPORTED
    protocol(faces, chosen.raters, chosen.repeats, offset)


if __name__ == "__main__":
    main()
