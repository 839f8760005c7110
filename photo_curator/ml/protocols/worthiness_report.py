"""The worthiness experiment's tables and sheets, the paper's own figures beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from photo_curator.domain.progress import CancelToken
from photo_curator.ml.fooling import difference
from photo_curator.ml.personal_heads import L2Head
from photo_curator.ml.protocols import sheets
from photo_curator.ml.protocols.labelled import PictureSet
from photo_curator.ml.protocols.progress import Say
from photo_curator.ml.protocols.tables import (
    Cell,
    Column,
    Note,
    Picture,
    Table,
    confusion_picture,
    confusion_table,
)
from photo_curator.ml.protocols.worthiness_fit import Rows, ScoredPixels
from photo_curator.ml.protocols.worthiness_metrics import by_score, mean_square_error, overall
from photo_curator.ml.protocols.worthiness_paper import (
    EYES,
    EYES_ACCURACY,
    PUBLISHED,
    WITHIN_ONE,
    contradictions,
)
from photo_curator.ml.training.figures import Figure, measured

TITLES: Mapping[str, str] = {
    "cross_entropy": "Cross-entropy head",
    "l2": "L2 head",
    "ordinal": "Ordinal head (proportional odds)",
    "continuation": "Ordinal head (continuation ratio)",
    "majority": "Always the commonest score",
}
_SHARE, _LEVELS = "{:.0%}", "{:.2f}"
_ON_A_SHEET = 2
_FOOLED_ON_A_SHEET = 5

Counts = NDArray[np.int64]


def score_parts(kind: str, confusion: Counts, scores: Sequence[str]) -> list[Table | Picture]:
    """A head's table by score and its confusion matrix (Tables 1 and 2, figures 4 and 5).

    Args:
        kind: of the head.
        confusion: [5, 5], rows actual.
        scores: their names.
    """
    paper = PUBLISHED.get(kind)
    columns = [
        Column("Actual score"), Column("Pictures"), Column("Accuracy", _SHARE),
        Column("Mean absolute error", _LEVELS), Column("Within one", _SHARE),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [name, one.pictures, one.accuracy, one.error, one.within_one]
        for name, one in zip((*scores, "Overall"), (*by_score(confusion), overall(confusion)), strict=True)
    ]
    number, matrix = "", ""
    if paper:
        number, matrix = f"Table {paper.table}. ", f"Figure {paper.confusion_figure}. "
        printed, theirs = "{:.1f}", (*by_score(paper.confusion), overall(paper.confusion))
        columns += [
            Column("Paper: pictures"), Column("Paper: accuracy", _SHARE),
            Column("Paper: mean absolute error", printed), Column("From its matrix: within one", _SHARE),
        ]  # fmt: skip
        for row, accuracy, error, one in zip(rows, paper.accuracy, paper.error, theirs, strict=True):
            row += [one.pictures, accuracy, error, one.within_one]
    notes = [
        *contradictions().get(kind, ()),
        *(["The paper's pictures are others than these."] if paper else []),
    ]
    title = TITLES[kind]
    return [
        Table(f"{number}{title}: by score", columns, rows, notes),
        confusion_table(f"{matrix}{title}: confusion matrix", confusion, scores),
        confusion_picture(f"{matrix}{title}, drawn", f"confusion_{kind}", confusion, scores),
    ]


def comparison(confusions: Mapping[str, Counts]) -> Table:
    """All heads side by side (section 5.3)."""
    columns = [
        Column("Head"), Column("Accuracy", _SHARE), Column("Mean absolute error", _LEVELS),
        Column("Within one", _SHARE), Column("Mean square error", _LEVELS),
        Column("Paper: accuracy", _SHARE), Column("Paper: mean absolute error", "{:.1f}"),
        Column("Paper: within one", _SHARE), Column("From its matrix: mean square error", _LEVELS),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for kind, confusion in confusions.items():
        one, paper = overall(confusion), PUBLISHED.get(kind)
        printed: list[Cell] = [None] * 4
        if paper:
            printed = [paper.accuracy[-1], paper.error[-1], WITHIN_ONE, mean_square_error(paper.confusion)]
        rows.append(
            [TITLES[kind], one.accuracy, one.error, one.within_one, mean_square_error(confusion), *printed]
        )
    return Table("Heads compared", columns, rows, contradictions()["comparison"])


def cross_validation(
    predictions: Mapping[str, Counts], pictures: PictureSet, folds: int, seed: int
) -> list[Table]:
    """Every picture scored by heads that never saw its group, with 95 % intervals.

    Args:
        predictions: by head: [R, N] levels from 1, one row a repetition.
        pictures: labels and groups.
        folds: how many there were.
        seed: of the resampling.
    """
    actual = pictures.labels + 1
    first, repeats = next(iter(predictions)), len(next(iter(predictions.values())))
    errors = {kind: np.abs(levels - actual) for kind, levels in predictions.items()}

    def interval(values: NDArray[np.float64], shown: str) -> str:
        found: Figure = measured(lambda rows: float(values[rows].mean()), pictures.groups, seed)
        return f"{shown} ({shown} to {shown})".format(found.value, found.low, found.high)

    overall_rows: list[list[Cell]] = []
    score_rows: list[list[Cell]] = []
    for kind, error in errors.items():
        less = (error - errors[first]).mean(0)
        overall_rows.append(
            [
                TITLES[kind],
                interval((error == 0).mean(0), _SHARE),
                interval(error.mean(0), _LEVELS),
                interval((error <= 1).mean(0), _SHARE),
                None if kind == first else interval(less, "{:+.2f}"),
            ]
        )
        score_rows.append(
            [TITLES[kind], *(float((error[:, actual == level] == 0).mean()) for level in np.unique(actual))]
        )
    title = f"{repeats} × {folds}-fold cross-validation, groups whole"
    columns = [
        Column("Head"), Column("Accuracy"), Column("Mean absolute error"), Column("Within one"),
        Column(f"Error beyond that of: {TITLES[first]}"),
    ]  # fmt: skip
    return [
        Table(
            title,
            columns,
            overall_rows,
            (
                "In brackets: 95% bootstrap intervals; groups are drawn whole, each picture counts with its "
                "mean over the repetitions.",
                "The paper leaves cross-validation as future work (section 5.1).",
            ),
        ),
        Table(
            f"{title}: accuracy by score",
            [Column("Head"), *(Column(name, _SHARE) for name in pictures.classes)],
            score_rows,
        ),
    ]


def eyes_parts(confusion: Counts, classes: Sequence[str]) -> list[Table | Picture]:
    """Open and closed eyes (Table 3, figure 7).

    Args:
        confusion: [2, 2], rows actual.
        classes: their names; "closed" and "open" get the paper's figures beside them.
    """
    counts, right = confusion.sum(1), confusion.diagonal()
    theirs = dict(zip(EYES_ACCURACY, (*EYES.sum(1).tolist(), int(EYES.sum())), strict=True))
    rows: list[list[Cell]] = [
        [
            name,
            int(count),
            float(hit / count) if count else None,
            theirs.get(name.lower()),
            EYES_ACCURACY.get(name.lower()),
        ]
        for name, count, hit in zip(
            (*classes, "Overall"), (*counts, counts.sum()), (*right, right.sum()), strict=True
        )
    ]
    columns = [
        Column("Actual"), Column("Pictures"), Column("Accuracy", _SHARE), Column("Paper: pictures"),
        Column("Paper: accuracy", _SHARE),
    ]  # fmt: skip
    return [
        Table("Table 3. Closed and open eyes", columns, rows),
        confusion_table("Figure 7. Closed and open eyes: confusion matrix", confusion, classes),
        confusion_picture("Figure 7. Closed and open eyes, drawn", "confusion_eyes", confusion, classes),
    ]


def saliency_sheet(network: ScoredPixels, pictures: PictureSet, held: Rows, device: torch.device) -> Picture:
    """Validation pictures with what moved their score, as red maps (figures 2 and 3).

    Differentiated is the predicted level's logit (the linear layer's own output with cross-entropy), and
    with the L2 head the score before it is rounded down.
    """
    head = network.head
    chosen = np.concatenate([held[pictures.labels[held] == place][:_ON_A_SHEET] for place in range(5)])
    pixels = pictures.pixels[chosen]
    levels = sheets.levels_of(network, pixels, device)
    forward: Callable[[Tensor], Tensor] = network
    targets: list[int | None] = [level - 1 for level in levels]
    if isinstance(head, L2Head):
        forward, targets = (lambda batch: head.score(network.backbone(batch))), [None] * len(levels)
    maps = sheets.red_maps(forward, pixels, targets, device)
    lines = [
        f"scored {pictures.classes[pictures.labels[row]]}, predicted {level}"
        for row, level in zip(chosen, levels, strict=True)
    ]
    rows: list[list[tuple[sheets.Bytes, str]]] = []
    for first in range(0, len(chosen), 5):
        part = slice(first, first + 5)
        rows.append(list(zip(pixels[part], lines[part], strict=True)))
        rows.append([(one, "") for one in maps[part]])
    paper = PUBLISHED.get(head.kind)
    number = f"Figure {paper.saliency_figure}. " if paper else ""
    return Picture(
        f"{number}{TITLES[head.kind]}: saliency maps", f"saliency_{head.kind}", sheets.sheet(rows),
        ("The brighter the red, the more the score moves with the pixel; each map by itself.",),
    )  # fmt: skip


def fooling_parts(
    network: ScoredPixels,
    pictures: PictureSet,
    held: Rows,
    device: torch.device,
    say: Say,
    cancel: CancelToken,
) -> list[Table | Picture | Note]:
    """All validation pictures scored 1 to 4, changed until they are taken for a 5 (figure 6)."""
    rows = held[pictures.labels[held] < 4]
    before = sheets.levels_of(network, pictures.pixels[rows], device)
    attacked = np.array([place for place, level in enumerate(before) if level != 5], np.int64)
    results = sheets.fool(network, pictures.pixels[rows[attacked]], 5, device, say, cancel)
    fooled = [
        (rows[place], before[place], one) for place, one in zip(attacked, results, strict=True) if one.radius
    ]
    table: list[list[Cell]] = []
    for place in range(4):
        mine = [
            one for row, one in zip(rows[attacked], results, strict=True) if pictures.labels[row] == place
        ]
        table.append(_rate(pictures.classes[place], mine))
    table.append(_rate("Overall", results))
    columns = [
        Column("Actual score"), Column("Pictures tried"), Column("Taken for a 5 afterwards", _SHARE),
        Column("Median of the largest change, in 1/255", "{:g}"),
    ]  # fmt: skip
    parts: list[Table | Picture | Note] = [
        Table(
            "Fooling: success over the validation pictures scored 1 to 4", columns, table,
            (
                f"{len(rows) - len(attacked)} of {len(rows)}, taken for a 5 already, were left alone.",
                "Judged on the picture as saved in 8 bits. Changes up to "
                f"{', '.join(map(str, sheets.RADII))} of 255 levels were tried, the smallest first.",
                "The paper shows such pictures (section 5.4) but gives no rate.",
            ),
        )
    ]  # fmt: skip
    if fooled:
        # One of each actual score first, then the rest.
        seen: dict[int, int] = {}
        ranks = []
        for row, *_ in fooled:
            seen[pictures.labels[row]] = seen.get(pictures.labels[row], -1) + 1
            ranks.append((seen[pictures.labels[row]], pictures.labels[row]))
        order = sorted(range(len(fooled)), key=ranks.__getitem__)[:_FOOLED_ON_A_SHEET]
        sheet_rows = []
        for row, level, one in (fooled[place] for place in order):
            original = pictures.pixels[row]
            sheet_rows.append(
                [
                    (original, f"scored {pictures.classes[pictures.labels[row]]}, predicted {level}"),
                    (one.pixels, f"predicted 5, by {one.radius}/255"),
                    (difference(original, one.pixels), ""),
                ]
            )
        heads = ("Original", "Fooling", "Difference, 50 times")
        parts.append(Picture("Figure 6. Fooling pictures", "fooling", sheets.sheet(sheet_rows, heads)))
    return parts


def _rate(name: str, results: Sequence[sheets.Fooled]) -> list[Cell]:
    radii = [one.radius for one in results if one.radius is not None]
    share = len(radii) / len(results) if results else None
    return [name, len(results), share, float(np.median(radii)) if radii else None]
