"""The best shot of a burst on real faces: how often it is the known one, beside simpler ways of choosing.

    python -m benchmarks.best_shot --data DIR [--tune] [--sheets DIR]

DIR holds the data sets' archives. Faces are Caltech's, which no network was trained on; about 27 people, one
after the other in the archive. The first part is for tuning (`--tune` prints what a grid of weights gives
there), the last part, other people, is reported; what lies between is left out, so that nobody is in both.

*Planted* series: five shots in a row in the archive (or, "one photo", five times the same), each of them a
little different in light, place, softness and compression; all but one with a defect that this file
plants: eyes shut (CEW's held-out fifth, blended in) or half shut, out of focus, shaken, dark, burnt out.
*Picked* series: five shots in a row as they are; the best was picked by eye, without seeing any score, and is
named in best_shot_picks.toml. `--sheets` writes the pictures to pick from.

Burst rankers are trained on the series of simulated raters, of other people still; on planted series they may
only choose among frames that are nearly equal, and it is measured that they do no harm.
"""

from __future__ import annotations

import argparse
import io
import itertools
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageFilter

from benchmarks.raters import LIBRARY_SHARES, Floats, Rater, library
from benchmarks.scorer import Found, Picture, blended, largest, pairs
from benchmarks.taste import table_of
from photo_curator.domain import best_shot as rules
from photo_curator.domain.best_shot import Candidate, best_shot
from photo_curator.domain.face import Attribute, Face
from photo_curator.domain.geometry import Size
from photo_curator.domain.rating import SOURCE_HERE
from photo_curator.domain.score import Score
from photo_curator.domain.taste import Label, Labels
from photo_curator.domain.taste_head import features
from photo_curator.ml.crops import AlignedCrop
from photo_curator.ml.device import cpu, set_threads
from photo_curator.ml.faces import FaceDetector
from photo_curator.ml.scorer import Scorer, batch_of, starter_scorer
from photo_curator.ml.taste.fitting import fit_ranker, training_set
from photo_curator.ml.training.figures import Figure, measured
from photo_curator.ml.training.sources import cew_eyes

FRAMES = 5
#: Shares of the archive: for tuning up to here, reported from there on.
TUNED_UP_TO, REPORTED_FROM = 0.45, 0.55
PICKS = Path(__file__).with_name("best_shot_picks.toml")
Change = Callable[[Picture, np.random.Generator], Picture]


@dataclass(frozen=True)
class Series:
    """Frames with the place of the one that is best; `defects` names what the others have.

    `features` are what a burst ranker sees of each frame's one face.
    """

    frames: tuple[Candidate, ...]
    best: int
    defects: tuple[str, ...] = ()
    features: tuple[Floats, ...] = ()


def _image(change: Callable[[Image.Image, np.random.Generator], Image.Image]) -> Change:
    return lambda crop, dice: np.asarray(change(Image.fromarray(crop), dice))


def shaken(crop: Picture, dice: np.random.Generator) -> Picture:
    """A straight blur of 5 to 12 pixels in any direction."""
    length, angle = dice.uniform(5, 12), dice.uniform(0, np.pi)
    total = np.zeros(crop.shape, np.float32)
    image = Image.fromarray(crop)
    for way in np.linspace(-0.5, 0.5, 13):
        x, y = way * length * np.cos(angle), way * length * np.sin(angle)
        moved = image.transform(
            image.size, Image.Transform.AFFINE, (1, 0, x, 0, 1, y), Image.Resampling.BILINEAR
        )
        total += np.asarray(moved, np.float32)
    return (total / 13).round().astype(np.uint8)


def defects(data: Path) -> dict[str, Change]:
    """What is planted, by name."""
    closed = pairs(cew_eyes(data), False)

    def shut(crop: Picture, dice: np.random.Generator) -> Picture:
        return blended(crop, closed[dice.integers(len(closed))])

    def half_shut(crop: Picture, dice: np.random.Generator) -> Picture:
        return np.asarray(Image.blend(Image.fromarray(crop), Image.fromarray(shut(crop, dice)), 0.6))

    return {
        "eyes shut": shut,
        "eyes half shut": half_shut,
        "out of focus": _image(
            lambda image, dice: image.filter(ImageFilter.GaussianBlur(dice.uniform(1.2, 3)))
        ),
        "shaken": shaken,
        "dark": _image(lambda image, dice: ImageEnhance.Brightness(image).enhance(dice.uniform(0.25, 0.5))),
        "burnt out": _image(
            lambda image, dice: ImageEnhance.Brightness(image).enhance(dice.uniform(1.9, 2.6))
        ),
    }


def varied(crop: Picture, dice: np.random.Generator) -> Picture:
    """What differs between two shots of a burst that are equally good."""
    image = Image.fromarray(crop)
    x, y = dice.uniform(-2, 2, 2)
    image = image.transform(image.size, Image.Transform.AFFINE, (1, 0, x, 0, 1, y), Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(dice.uniform(0, 0.6)))
    image = ImageEnhance.Brightness(image).enhance(dice.uniform(0.93, 1.07))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=int(dice.integers(80, 96)))
    return np.asarray(Image.open(file).convert("RGB"))


def candidates(
    scorer: Scorer, shots: Sequence[tuple[Picture, Found]]
) -> tuple[list[Candidate], list[Floats]]:
    """Crops as they are, or were changed, measured as the app measures them; and their features."""
    found: list[Candidate] = []
    seen: list[Floats] = []
    for start in range(0, len(shots), 32):
        part = shots[start : start + 32]
        crops = [AlignedCrop(pixels, one.crop.landmarks, 0.0, one.crop.resolved_size) for pixels, one in part]
        points = torch.tensor([one.face.landmarks.points() for _, one in part])
        with torch.inference_mode():
            output = scorer(*batch_of(crops, torch.device("cpu")), points)
        seen.extend(
            features(
                output.embedding.numpy(),
                output.attributes.double().numpy(),
                output.probabilities.double().numpy(),
            )
        )
        for row, (_, one) in enumerate(part):
            mean = float(output.mean[row])
            shares = tuple(output.probabilities[row].tolist())
            face = Face(
                id=0,
                box=one.face.box,
                landmarks=one.face.landmarks,
                detection=one.face.probability,
                score=Score(shares, mean, mean, mean),
                attributes=dict(zip(scorer.attribute_names, output.attributes[row].tolist(), strict=True)),
                crop_key="",
            )
            found.append(Candidate(len(found), Size(*one.picture.size), (face,)))
    return found, seen


def planted(
    scorer: Scorer, faces: Sequence[Found], changes: dict[str, Change], seed: int, *, one_photo: bool
) -> list[Series]:
    """Series of neighbours in the archive, or of one photo, with all but one spoilt."""
    dice = np.random.default_rng(seed)
    names = list(changes)
    shots: list[tuple[Picture, Found]] = []
    made: list[tuple[int, tuple[str, ...]]] = []
    for start in range(0, len(faces) - FRAMES + 1, 1 if one_photo else 2):
        best, found = int(dice.integers(FRAMES)), []
        for place in range(FRAMES):
            one = faces[start] if one_photo else faces[start + place]
            crop = varied(one.crop.pixels, dice)
            name = "" if place == best else names[dice.integers(len(names))]
            shots.append((changes[name](crop, dice) if name else crop, one))
            found.append(name)
        made.append((best, tuple(found)))
    judged, seen = candidates(scorer, shots)
    parts = [slice(FRAMES * at, FRAMES * at + FRAMES) for at in range(len(made))]
    return [
        Series(tuple(judged[part]), best, found, tuple(seen[part]))
        for part, (best, found) in zip(parts, made, strict=True)
    ]


def picked(scorer: Scorer, faces: Sequence[tuple[str, Found]]) -> list[Series]:
    """The series whose best was picked by eye."""
    by_name = dict(faces)
    series = tomllib.loads(PICKS.read_text("utf-8"))["series"]
    wanted = [one for one in series if all(name in by_name for name in one["frames"])]
    judged = iter(
        candidates(
            scorer,
            [(by_name[name].crop.pixels, by_name[name]) for one in wanted for name in one["frames"]],
        )[0]
    )
    return [
        Series(
            tuple(itertools.islice(judged, len(one["frames"]))),
            one["frames"].index(one["best"]),
        )
        for one in wanted
    ]


Order = Callable[[Series], NDArray[np.float64]]


def by_attribute(name: Attribute) -> Order:
    return lambda series: np.array([frame.faces[0].attributes[name] for frame in series.frames])


def by_rules(series: Series) -> NDArray[np.float64]:
    """Class first, merit within it."""
    found = best_shot(series.frames)
    return np.array([frame.merit - 100.0 * (10 * frame.rank[0] + frame.rank[1]) for frame in found.frames])


def by_score(series: Series) -> NDArray[np.float64]:
    return np.array([frame.faces[0].score.mean if frame.faces[0].score else 0.0 for frame in series.frames])


WAYS: dict[str, Order] = {
    "random": lambda series: np.zeros(len(series.frames)),
    "first frame": lambda series: -np.arange(len(series.frames), dtype=float),
    "sharpest face": by_attribute(Attribute.SHARPNESS),
    "the starter's score": by_score,
    "best shot": by_rules,
}


def outcome(series: Series, merits: NDArray[np.float64]) -> tuple[float, float]:
    """Whether the best is first, and the share of the others it beats; ties count by chance."""
    top = merits == merits.max()
    others = np.delete(merits, series.best)
    ahead = (merits[series.best] > others) + 0.5 * (merits[series.best] == others)
    return float(top[series.best] / top.sum()), float(ahead.mean())


def percent(values: NDArray[np.float64]) -> Figure:
    def mean(rows: NDArray[np.intp]) -> float:
        return 100 * float(values[rows].mean())

    return measured(mean, np.arange(len(values)))


def report(title: str, all_: Sequence[Series]) -> None:
    print(f"\n{title}: {len(all_)} series")
    results = {}
    for name, way in WAYS.items():
        values = np.array([outcome(one, way(one)) for one in all_])
        results[name] = values
        texts = []
        for column, what in enumerate(("best found", "pairs right")):
            figure = percent(values[:, column])
            texts.append(f"{what} {figure.value:5.1f} % ({figure.low:.1f} to {figure.high:.1f})")
        print(f"  {name:20} {'   '.join(texts)}")
    ahead = results["best shot"] - results["sharpest face"]
    for column, what in enumerate(("best found", "pairs right")):
        figure = percent(ahead[:, column])
        interval = f"({figure.low:+.1f} to {figure.high:+.1f})"
        print(f"  over sharpest face, {what}: {figure.value:+.1f} points {interval}")
    clear = [best_shot(one.frames).lead is rules.Lead.CLEAR for one in all_]
    right = results["best shot"][:, 0]
    for name, rows in (("clear lead", np.array(clear)), ("too close to call", ~np.array(clear))):
        if rows.any():
            print(f"  {name}: {rows.sum()} series, of which {100 * right[rows].mean():.0f} % right")


#: What a burst ranker makes of a face's features.
Ranker = Callable[[Floats], float]


def rankers(data: Path, cache: Path, count: int) -> list[Ranker]:
    """Burst rankers of simulated raters (`benchmarks.raters`), each trained on 100 series of other people."""
    faces = library(data, cache, held_out=False)
    found: list[Ranker] = []
    for number in range(count):
        level = Rater.drawn(number).rates(faces.labels, series=faces.face, shares=LIBRARY_SHARES)
        number_of, shots = np.unique(faces.face, return_counts=True)
        several = number_of[shots > 1]
        rows = np.flatnonzero(
            np.isin(faces.face, np.random.default_rng(number).choice(several, 100, replace=False))
        )
        series = faces.face[rows].tolist()
        labels = tuple(
            Label(row, int(level[place]), SOURCE_HERE, series[row], series[row])
            for row, place in enumerate(rows)
        )
        trained_on = training_set(table_of(faces, rows), Labels(labels), dict(enumerate(series)))
        direction = fit_ranker(trained_on, np.ones(len(rows), bool))
        found.append(partial(_merit, direction / trained_on.scale))
    return found


def _merit(direction: Floats, seen: Floats) -> float:
    return float(seen @ direction)


def with_rankers(all_: Sequence[Series], trained: Sequence[Ranker]) -> None:
    """Best shot with the burst rankers of people with other wishes: does it hurt?"""
    without = np.array([outcome(one, by_choice(one))[0] for one in all_])
    found, changed = [], []
    for ranker in trained:
        ranked = [
            replace(
                one,
                frames=tuple(
                    replace(frame, ranked=ranker(seen))
                    for frame, seen in zip(one.frames, one.features, strict=True)
                ),
            )
            for one in all_
        ]
        found.append([outcome(one, by_choice(one))[0] for one in ranked])
        changed += [
            best_shot(one.frames).photo_id != best_shot(other.frames).photo_id
            for one, other in zip(all_, ranked, strict=True)
        ]
    ahead = percent(np.mean(found, 0) - without)
    print(
        f"  with the burst rankers of {len(trained)} raters: best found {100 * np.mean(found):.1f} %, without"
        f" {100 * without.mean():.1f} %: {ahead.value:+.1f} points ({ahead.low:+.1f} to {ahead.high:+.1f});"
        f" they choose another frame in {100 * np.mean(changed):.0f} % of the series"
    )


def by_choice(series: Series) -> NDArray[np.float64]:
    """What the app takes: 1 for its best shot, 0 for the others."""
    chosen = best_shot(series.frames).photo_id
    return np.array([float(frame.photo_id == chosen) for frame in series.frames])


def by_defect(all_: Sequence[Series]) -> None:
    """How often the best beats a frame with each defect."""
    for way in ("sharpest face", "best shot"):
        found: dict[str, list[float]] = {}
        for series in all_:
            merits = WAYS[way](series)
            for name, merit in zip(series.defects, merits, strict=True):
                if name:
                    best = merits[series.best]
                    found.setdefault(name, []).append(float(best > merit) + 0.5 * float(best == merit))
        shares = ", ".join(f"{name} {100 * np.mean(values):.0f} %" for name, values in sorted(found.items()))
        print(f"  {way} beats: {shares}")


def tune(all_: Sequence[Series]) -> None:
    """What leads and weights give on the tuning people. Smile and turn are not planted: they keep theirs."""
    right = np.array([outcome(one, by_rules(one))[0] for one in all_])
    for lead in (0.05, 0.1, 0.15, 0.2, 0.3, 0.4):
        rules.CLEAR_LEAD = lead
        clear = np.array([best_shot(one.frames).lead is rules.Lead.CLEAR for one in all_])
        shares = f"{100 * right[clear].mean():.1f} % right, else {100 * right[~clear].mean():.1f} %"
        print(f"CLEAR_LEAD {lead}: {100 * clear.mean():.0f} % clear, of them {shares}")
    tried = []
    for sharp, exposed, eyes in itertools.product(
        (1.0, 2.0, 3.0, 4.0), (0.5, 1.0, 1.5, 2.0), (1.0, 1.5, 2.0)
    ):
        rules.SHARP, rules.EXPOSED, rules.EYES = sharp, exposed, eyes
        values = np.array([outcome(one, by_rules(one)) for one in all_])
        tried.append((*values.mean(0), eyes, sharp, exposed))
    for top, pair, eyes, sharp, exposed in sorted(tried, reverse=True)[:12]:
        print(
            f"best {100 * top:.1f} %, pairs {100 * pair:.1f} %: EYES {eyes}, SHARP {sharp}, EXPOSED {exposed}"
        )


def sheets(faces: Sequence[tuple[str, Found]], folder: Path) -> None:
    """Pictures of the reported people's series to pick from, eight a page; their names in series.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [faces[start : start + FRAMES] for start in range(0, len(faces) - FRAMES + 1, FRAMES)]
    side = 190
    for page in range(0, len(rows), 8):
        sheet = Image.new("RGB", (side * FRAMES, side * 8))
        for y, row in enumerate(rows[page : page + 8]):
            for x, (_, one) in enumerate(row):
                sheet.paste(
                    Image.fromarray(one.crop.pixels).resize((side - 4, side - 4)), (x * side, y * side)
                )
        sheet.save(folder / f"page{page // 8}.png")
    lines = [" ".join(name for name, _ in row) for row in rows]
    (folder / "series.txt").write_text("\n".join(lines), "utf-8")


def caltech(data: Path) -> Iterator[tuple[str, Found]]:
    """All photos with a face, in the archive's order: one person after the other."""
    detector = FaceDetector(cpu())
    with zipfile.ZipFile(data / "faces_caltech.zip") as archive:
        for name in sorted(name for name in archive.namelist() if name.endswith(".jpg")):
            if found := largest(detector, Image.open(io.BytesIO(archive.read(name))).convert("RGB")):
                yield Path(name).name, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "photo-curator-training")
    parser.add_argument("--raters", type=int, default=20, help="whose burst rankers are tried")
    parser.add_argument("--tune", action="store_true", help="try weights on the tuning people")
    parser.add_argument(
        "--sheets", type=Path, metavar="DIR", help="write pictures to pick from, nothing else"
    )
    chosen = parser.parse_args()
    set_threads(1)
    faces = list(caltech(chosen.data))
    tuning = faces[: round(TUNED_UP_TO * len(faces))]
    reported = faces[round(REPORTED_FROM * len(faces)) :]
    if chosen.sheets:
        sheets(reported, chosen.sheets)
        return
    scorer, changes = starter_scorer(), defects(chosen.data)
    if chosen.tune:
        shots = [found for _, found in tuning]
        tune(
            planted(scorer, shots, changes, 1, one_photo=False)
            + planted(scorer, shots, changes, 2, one_photo=True)
        )
        return
    shots = [found for _, found in reported]
    trained = rankers(chosen.data, chosen.cache, chosen.raters)
    for title, one_photo in (("Planted, shots in a row", False), ("Planted, one photo", True)):
        series = planted(scorer, shots, changes, 3 + one_photo, one_photo=one_photo)
        report(title, series)
        by_defect(series)
        with_rankers(series, trained)
    report("Picked by eye, as they are", picked(scorer, reported))


if __name__ == "__main__":
    main()
