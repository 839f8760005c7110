"""Model cards: fixed words about what a network is for, figures from the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CardText:
    """The words of a card that no training run changes.

    Attributes:
        title: heading.
        purpose: what it is for, a sentence.
        licence: terms of the weights and of the data behind them.
        input_side: of the network's square input, pixels.
        classes: what the outputs mean.
        data: the sources, a line each.
        wanted: what was aimed at: figure's name, the bound, whether it must be reached from below.
        limits: what it cannot do, a line each.
    """

    title: str
    purpose: str
    licence: str
    input_side: int
    classes: tuple[str, ...]
    data: tuple[str, ...]
    wanted: tuple[tuple[str, float, bool], ...]
    limits: tuple[str, ...]


_JUDGES = (
    "It judges the moment (eyes shut, expression, where the head turns), never the person's looks: "
    "no label about looks, age, sex or origin was used, and there is no output for any."
)
_NO_GROUPS = (
    "No source says who is in its pictures, so nothing is known about differences between ages, sexes, "
    "skin tones or disabilities (ptosis, facial palsy, prostheses). Expect some. The figures by source "
    "below are the only breakdown there is."
)

EYES_CARD = CardText(
    title="Starter network: are the eyes open?",
    purpose="Says of each eye of an aligned crop whether it is open.",
    licence=(
        "Weights: MIT, as the app. Trained on research data sets (CEW, MRL Eye) that state no licence for "
        "derived works; ask their authors before commercial use."
    ),
    input_side=32,
    classes=("open",),
    data=(
        "CEW (Closed Eyes in the Wild): eyes in web photos, 24 x 24 grey; research set. Its open eyes come "
        "from Labeled Faces in the Wild and its closed ones from elsewhere on the web.",
        "MRL Eye data set: drivers' eyes in near infrared, 64 x 64 grey; research set. Framed more "
        "tightly here so that eyes are as large as in the app's crops, a choice made by looking.",
    ),
    wanted=(
        ("CEW -> MRL: AUC", 0.96, False),
        ("CEW -> MRL: balanced accuracy at the threshold of CEW", 0.87, False),
    ),
    limits=(
        _JUDGES,
        _NO_GROUPS,
        "Sunglasses, hair over an eye, profiles and eyes of few pixels are guesses. Looking down can "
        "count as shut, and so can a laugh.",
        "MRL's archive names no persons, so the same person may stand on both sides of its split; "
        "figures on MRL held out are flattering for that. CEW is split by photo.",
    ),
)

FACE_CARD = CardText(
    title="Starter network: smile, head pose, embedding",
    purpose="Says of an aligned face whether it smiles and where it turns, and gives its embedding.",
    licence=(
        "Weights: MIT, as the app. Trained on GENKI-4K (asks for citation: MPLab GENKI database) and SMILEs "
        "(on Labeled Faces in the Wild; no licence stated); ask their authors before commercial use."
    ),
    input_side=64,
    classes=("smile", "yaw", "pitch"),
    data=(
        "GENKI-4K: 4,000 faces from web photos, 64 x 64, smile and pose; "
        "http://mplab.ucsd.edu, The MPLab GENKI Database, GENKI-4K Subset.",
        "SMILEs: 8,866 faces of Labeled Faces in the Wild, 64 x 64 grey, smile only; research set.",
    ),
    wanted=(
        ("smile SMILEs -> GENKI: AUC", 0.95, False),
        ("smile GENKI -> SMILEs: AUC", 0.95, False),
        ("yaw, app (both): MAE", 5.0, True),
        ("yaw, app (both): MAE beyond 20 degrees", 9.0, True),
    ),
    limits=(
        _JUDGES,
        _NO_GROUPS,
        "Smile means a smile that shows; whether it is meant is not in the picture.",
        "Pose comes from one source, labelled by hand, with few heads turned more than 40 degrees. Roll "
        "is measured from the landmarks, for the crop is turned upright.",
        "Persons may stand on both sides of the splits within a source: neither names them. The embedding "
        "is made for comparing moments, not for telling persons apart.",
    ),
)


def card(name: str, report: Mapping[str, Any], text: CardText) -> str:
    """A model card in Markdown.

    Args:
        name: of the weights.
        report: the training report.
        text: its words.
    """
    found = report["networks"][name]
    figures = found["figures"]
    lines = [
        f"# {text.title}",
        "",
        f"`{name}.safetensors`: {text.purpose} Made by the report, not by hand: "
        "`python -m photo_curator.ml.training starter --data DIR --out models`.",
        "",
        "## Data and terms",
        "",
        *(f"- {line}" for line in text.data),
        *(f"- {line}" for line in report["data"]["counts"][name]),
        f"- {text.licence}",
        "",
        "## Split",
        "",
        "`A -> B`: trained on A (a fifth held out, where the threshold comes from), measured on all of B, "
        "of which it saw nothing. These figures belong to networks that do not ship. The network that ships "
        "(`shipped`, `yaw`, `pitch`) trained on four fifths of every source and is measured on the fifths "
        f"held out. Seed {report['data']['seed']}.",
        "",
        "## Figures",
        "",
        "95 % intervals from 1,000 bootstrap resamples.",
        "",
        *figures_table(figures),
        "",
        "Aimed at:",
        "",
        *(f"- {_verdict(*aim, figures)}" for aim in text.wanted),
        "",
        "## Calibration",
        "",
        f"Logits are divided by {found['temperature']}, found on the sources that networks had not seen, "
        "each weighing the same. The table is cross-fitted: what was said there with the temperature of the "
        "other half. Ranking carries over between sources better than thresholds do.",
        "",
        *reliability_table(found["reliability"]),
        "",
        "## Limits",
        "",
        *(f"- {line}" for line in text.limits),
        "",
    ]
    return "\n".join(lines)


def figures_table(figures: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Figures by name, as the lines of a table."""
    return [
        "| figure | value | 95 % interval | pictures |",
        "|---|---|---|---|",
        *(
            f"| {key} | {one['value']:.3f} | {one['low']:.3f} to {one['high']:.3f} | {one['count']:,} |"
            for key, one in figures.items()
        ),
    ]


def reliability_table(rows: Sequence[Mapping[str, float]]) -> list[str]:
    """What was said and what was true, as the lines of a table."""
    return [
        "| said | true | pictures |",
        "|---|---|---|",
        *(f"| {row['said']:.2f} | {row['true']:.2f} | {row['count']:,} |" for row in rows),
    ]


def _verdict(name: str, bound: float, upper: bool, figures: Mapping[str, Mapping[str, float]]) -> str:
    value = figures[name]["value"]
    reached = value <= bound if upper else value >= bound
    sign, outcome = "<=" if upper else ">=", "reached" if reached else "**not reached**"
    return f"{name} {sign} {bound:g}: {outcome} ({value:.3f})"
