"""Whether "two minutes that help most" needs fewer ratings than random order for the same error.

    python -m benchmarks.taste_queue --data DIR [--cache DIR] [--raters 40] [--tune]

Simulated raters (`benchmarks.raters`) start with none and rate 20 photos at a time of a library as users
have them: single photos and series of nearly equal frames, most of them indifferent. The error is that of
the expected score on the photos of a third of the series, none of which is ever asked about: of what the
app says (the starter until there are ratings enough to train), and of a head fitted anyway. Ways: random
order of photos, random order with one photo of each series, and the app's queue. Faces are GENKI's held-out
fifth, which neither the networks nor the choice of the way have seen (that was made with --tune: other faces,
other raters). Differences are paired by rater; intervals are 95 %, raters drawn with replacement.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.raters import LIBRARY_SHARES, Pool, Rater, Rows, library
from benchmarks.taste import REPORTED, TUNED, set_of
from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste import NEEDED_OF_EACH
from photo_curator.domain.taste_head import features
from photo_curator.domain.teaching import most_useful
from photo_curator.ml.taste.fitting import TrainingSet, fit_path, mixture

STEP, MOST = 20, 160
SIZES = tuple(range(STEP, MOST + 1, STEP))
SHOWN = (20, 40, 60, 80, 120, 160)
WAYS = ("random", "one of a series", "queue")
_LEVELS = np.array(LEVELS, float)
Floats = NDArray[np.float64]


def asked(faces: Pool, way: str, seed: int) -> tuple[list[tuple[float, float]], float]:
    """The app's and a fitted head's errors after each of `SIZES` ratings, and when a head can be trained."""
    level = Rater.drawn(seed).rates(faces.labels, series=faces.face, shares=LIBRARY_SHARES)
    random = np.random.default_rng(seed + 5)
    series = random.permutation(np.unique(faces.face))
    is_test = np.isin(faces.face, series[: len(series) // 3])
    unseen, candidates = np.flatnonzero(is_test), random.permutation(np.flatnonzero(~is_test))
    data = set_of(faces, np.arange(len(level)), level)
    seen = features(data.table.embedding, data.table.attributes, data.table.starter)
    guess, width = data.table.starter @ _LEVELS, data.table.embedding.shape[1]
    starter = float(np.abs(guess - level)[unseen].mean())
    if way == "one of a series":
        _, first = np.unique(faces.face[candidates], return_index=True)
        candidates = random.permutation(candidates[first])
    rated, errors, ready = np.zeros(0, np.int64), [], float("inf")
    while len(rated) < MOST:
        if way == "queue":
            left = candidates[~np.isin(candidates, rated)]
            chosen = most_useful(
                seen[left],
                guess[left],
                faces.face[left],
                seen[rated],
                level[rated],
                faces.face[rated],
                width,
                STEP,
            )
            rated = np.concatenate([rated, left[chosen]])
        else:
            rated = candidates[: len(rated) + STEP]
        enough = [
            count
            for count in range(len(rated) - STEP + 1, len(rated) + 1)
            if np.bincount(level[rated[:count]], minlength=6)[1:].min() >= NEEDED_OF_EACH
        ]
        ready = min([ready, *enough])
        error = _error(data, level, rated, unseen)
        errors.append((error if ready <= len(rated) else starter, error))
    return errors, ready


def _error(data: TrainingSet, level: Rows, rated: Rows, unseen: Rows) -> float:
    train = np.zeros(len(level), bool)
    train[rated] = True
    head = fit_path("ordinal", data, train, (0.3, 0.1))[-1]
    said = mixture(head, data, np.ones(len(level), bool), len(rated))[unseen] @ _LEVELS
    return float(np.abs(said - level[unseen]).mean())


def needed(curve: Floats, error: float) -> float:
    """Ratings after which a curve over `SIZES` first reaches an error, between sizes by a straight line."""
    below = np.flatnonzero(curve <= error)
    if not len(below):
        return float("inf")
    at = int(below[0])
    if at == 0:
        return float(SIZES[0])
    return float(SIZES[at - 1] + STEP * (curve[at - 1] - error) / (curve[at - 1] - curve[at]))


def report(errors: dict[str, Floats], ready: dict[str, Floats]) -> None:
    """Everything with intervals: [raters, sizes, 2] and [raters] by way."""
    count = len(ready["random"])
    draws = np.random.default_rng(0).integers(0, count, (2000, count))
    places = [SIZES.index(size) for size in SHOWN]
    print(f"{count} raters")
    for column, what in enumerate(("what the app says", "a head fitted anyway")):
        curves = {way: found[:, :, column] for way, found in errors.items()}
        print(f"\nmean error of {what}\n{'':<25}" + "".join(f"{size:>24}" for size in SHOWN))
        for way in WAYS:
            print(f"{way:<25}" + "".join(f"{value:>24.3f}" for value in curves[way].mean(0)[places]))
        for other in WAYS[:-1]:
            less = (curves["queue"] - curves[other])[:, places]
            low, high = np.quantile(less[draws].mean(1), [0.025, 0.975], axis=0)
            cells = [
                f"{v:+.3f} ({a:+.3f}, {b:+.3f})" for v, a, b in zip(less.mean(0), low, high, strict=True)
            ]
            print(f"queue - {other:<17}" + "".join(f"{cell:>24}" for cell in cells))
        for other in WAYS[:-1]:
            for size in (80, 160):
                at = SIZES.index(size)
                spread = [
                    needed(curves["queue"][draw].mean(0), float(curves[other][draw].mean(0)[at]))
                    for draw in draws[:500]
                ]
                low, high = np.quantile(spread, [0.025, 0.975], method="nearest")
                value = needed(curves["queue"].mean(0), float(curves[other].mean(0)[at]))
                print(f"error of {other} after {size}: the queue needs {value:.0f} ({low:.0f} to {high:.0f})")
    print(
        f"\nratings until there are {NEEDED_OF_EACH} of each level, median (quartiles); reached within {MOST}"
    )
    for way in WAYS:
        quarter, half, three = np.quantile(ready[way], [0.25, 0.5, 0.75], method="nearest")
        print(f"  {way:<20} {half:.0f} ({quarter:.0f} to {three:.0f}), {np.isfinite(ready[way]).mean():.0%}")
    capped = {way: np.minimum(found, MOST) for way, found in ready.items()}
    for other in WAYS[:-1]:
        less = capped["queue"] - capped[other]
        low, high = np.quantile(less[draws].mean(1), [0.025, 0.975])
        print(f"  queue - {other:<17} {less.mean():+.0f} ({low:+.0f} to {high:+.0f}), at most {MOST} each")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "photo-curator-training")
    parser.add_argument("--raters", type=int, default=40)
    parser.add_argument(
        "--tune", action="store_true", help="other faces and other raters than those reported"
    )
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    faces = library(chosen.data, chosen.cache, held_out=not chosen.tune)
    offset = TUNED if chosen.tune else REPORTED
    found = {way: [asked(faces, way, offset + one) for one in range(chosen.raters)] for way in WAYS}
    report(
        {way: np.array([errors for errors, _ in all_]) for way, all_ in found.items()},
        {way: np.array([ready for _, ready in all_]) for way, all_ in found.items()},
    )


if __name__ == "__main__":
    main()
