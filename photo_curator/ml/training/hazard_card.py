"""The hazard network's model card: fixed words, figures from the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from photo_curator.ml.hazards import HAZARD_INPUT, THRESHOLD
from photo_curator.ml.training.cards import CardText, figures_table, reliability_table

#: What the recall of a hazard on a source is called in the report; and that of the colour histogram.
_UNTRAINED = ", not trained on: recall"
_COLOURS = f"{_UNTRAINED}, colour histogram"


def hazard_text(shipped: Sequence[str]) -> CardText:
    """The words of the card.

    Args:
        shipped: hazards that the network names.
    """
    return CardText(
        title="Starter network: hazards around a person",
        purpose="Says of a whole photo which hazards it shows.",
        licence=(
            "Weights: MIT, as the app. Trained on Tiny ImageNet (ImageNet's terms: non-commercial research), "
            "Intel image classification (terms unclear), Caltech-101 (CC BY 4.0), the Houses data set (asks "
            "for citation) and GENKI-4K's faces (asks for citation); ask their authors before commercial use."
        ),
        input_side=HAZARD_INPUT,
        classes=tuple(shipped),
        data=(
            "Tiny ImageNet, 64 x 64. Height: alp, cliff. Water: lakeside, seashore. Rail: bullet train, "
            "freight car. Animal: alligator, boa, scorpion, cougar, lion, brown bear, bison, elephant. "
            "Bridge: steel arch bridge, suspension bridge, viaduct. Weapon: cannon, projectile.",
            "Intel, 112 x 112. Mountain is height, sea is water. Glacier claims neither: many of its "
            "pictures are mountains and many end in water. Streets and buildings are ordinary places, "
            "although a few show a waterfront or a view from above.",
            "Caltech-101. Animal: leopard, cougar, crocodile, scorpion. Water: ferry. Weapon: revolver. Its "
            "background pictures, of which nobody knows what they show, are not used.",
            "Rooms (Houses data set): bedrooms, bathrooms and kitchens, ordinary places.",
            "Portraits (Caltech-101 faces): whole photos of about 27 people. Nothing was trained on them.",
            "Where a source cannot tell (a cliff may show the sea as well), the label is unknown and takes "
            "no part; it never counts as a picture without the hazard.",
            "Faces of GENKI-4K with drawn hair, neck and shoulders are pasted on hazards and ordinary places "
            "alike: head from a fifth to four fifths of the picture's height. Those in the measurements "
            "are not those in training; GENKI does not name persons, so a person may be in both.",
        ),
        wanted=(),
        limits=(
            "A hint to look again, never a verdict. It does not see driving, rooftops, fire, electricity, "
            "rails without a train, weapons in a hand: there were no pictures of them.",
            "It sees scenery, not whether somebody stands near the edge: a mountain far behind a safe "
            "terrace is height to it, and water behind a railing is water.",
            "Pets and things filling the picture can pass for an animal: see what is flagged where a source "
            "shows none. Buildings at a waterfront or seen from above can be flagged, rightly or not.",
            "Its heat maps show that it goes much by open country: sky and horizon count for height and for "
            "water, and the two are easily taken for each other.",
            "Persons in the measurements are pasted. Real selfies on cliffs and beaches may do better or "
            "worse; nobody has labelled any for us.",
            "Pictures in training are small (64 to 128 pixels): what is tiny in a photo is not seen.",
            "Nothing is known about differences between persons or places of the world: no source says "
            "who or where is in its pictures. Expect some.",
        ),
    )


def hazard_card(name: str, report: Mapping[str, Any]) -> str:
    """The model card in Markdown.

    Args:
        name: of the weights.
        report: the training report.
    """
    found = report["networks"][name]
    figures: Mapping[str, Mapping[str, float]] = found["figures"]
    text = hazard_text(found["shipped"])
    rest = {key: one for key, one in figures.items() if _UNTRAINED not in key and not _is_threshold(key)}
    lines = [
        f"# {text.title}",
        "",
        f"`{name}.safetensors`: {text.purpose} Made by the report, not by hand: "
        "`python -m photo_curator.ml.training hazards --data DIR --out models`.",
        "",
        f"It names: {', '.join(text.classes)}. A hazard ships only where networks found at least 30 % of it "
        "at 2 % false alarms on sources they were not trained on, in the mean over these sources.",
        "",
        "## Not seen",
        "",
        *(_unseen(hazard, mean, figures) for hazard, mean in found["unseen"].items()),
        "",
        "## Data and terms",
        "",
        *(f"- {line}" for line in (*text.data, *report["data"]["counts"][name], text.licence)),
        "",
        "## Split",
        "",
        "`not trained on`: a network that never saw the source is measured on it, at the threshold where "
        "2 % of ordinary places with people (held-out rooms, streets and buildings with pasted faces; "
        "portraits; each kind weighs the same) raise a false alarm. No picture of the source's hazards has a "
        "part in that threshold. Those networks do not ship. The network that ships (`shipped`, `held "
        "out`) trained on four fifths of every source and is measured on the fifths held out; rooms of one "
        "house stay together and count as one picture. The 95 % intervals draw pictures and threshold "
        "anew, 1,000 times; those of `shipped` draw pictures only. Seed "
        f"{report['data']['seed']}.",
        "",
        "## Recall at 2 % false alarms on sources not trained on",
        "",
        "| hazard and source | recall | 95 % interval | pictures | colour histogram |",
        "|---|---|---|---|---|",
        *(_row(key, figures) for key in figures if key.endswith(_UNTRAINED)),
        "",
        "Colour histogram: a logistic regression on colours by height in the picture, trained likewise on "
        "every third picture.",
        "",
        "## Further figures",
        "",
        "`flagged where it shows none`: the source's other pictures (things, pets) at the same threshold. "
        "They are no ordinary places; where as many of them are flagged as of the hazard, recall tells of "
        "the source's look and not of the hazard.",
        "",
        *figures_table(rest),
        "",
        "## Thresholds and calibration",
        "",
        *(f"- {one}: {figures[THRESHOLD.format(one)]['value']:.3f}" for one in text.classes),
        "",
        "Fitted on one half of the held-out ordinary pictures: at these probabilities each hazard alone gave "
        "at most 2 % false alarms there, and all together at most 1 % on portraits and rooms. False alarms "
        "above are of the other half, with other people and other houses. Probabilities are as if every "
        "second photo showed the hazard: logits are scaled by Platt's method on sources that networks had "
        "not seen. The table is of all hazards so measured, and cross-fitted: what was said with the scaling "
        "of the other half.",
        "",
        *reliability_table(found["reliability"]),
        "",
        "## Limits",
        "",
        *(f"- {line}" for line in text.limits),
        "",
    ]
    return "\n".join(lines)


def _is_threshold(key: str) -> bool:
    return key.startswith(THRESHOLD.format(""))


def _row(key: str, figures: Mapping[str, Mapping[str, float]]) -> str:
    one, colours = figures[key], figures[key.removesuffix(_UNTRAINED) + _COLOURS]
    return (
        f"| {key.removesuffix(_UNTRAINED)} | {one['value']:.3f} | {one['low']:.3f} to {one['high']:.3f} "
        f"| {one['count']:,} | {colours['value']:.3f} |"
    )


def _unseen(hazard: str, mean: float | None, figures: Mapping[str, Mapping[str, float]]) -> str:
    if mean is not None:
        return f"- {hazard}: mean recall on sources not trained on {mean:.3f}, which is too little."
    within = [
        f"{key.split(': ')[1]}: {one['value']:.3f}" for key, one in figures.items()
        if key.startswith(f"{hazard}: ")
    ]  # fmt: skip
    return f"- {hazard}: one source only, so nothing shows that it would be seen elsewhere" + (
        f" ({'; '.join(within)})." if within else "."
    )
