"""What a training run leaves behind: weights, report, manifest, and the cards made from the report."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from safetensors.torch import save
from torch import nn

from photo_curator.domain.weights import MANIFEST, with_entries
from photo_curator.ml.hazards import WEIGHTS
from photo_curator.ml.training.cards import EYES_CARD, FACE_CARD, CardText, card
from photo_curator.ml.training.figures import Figure
from photo_curator.ml.training.hazard_card import hazard_card

REPORT = "starter_report.json"
HAZARD_REPORT = "hazards_report.json"
DIGITS = 4

_HEADER = """\
# The weights of the app; a file is loaded only if its SHA-256 is the one below.
# Entries with a url are downloads, kept by hand. The others ship with the app and are written by
# `photo-curator train`, which leaves all entries but its own as they stand: do not edit those.

"""


@dataclass(frozen=True, slots=True)
class Trained:
    """A network that ships.

    Attributes:
        net: the network.
        text: the words about it.
        found: what was measured, as `reported` gives it.
    """

    net: nn.Module
    text: CardText
    found: Mapping[str, Any]


def write_models(out: Path, report: str, trained: Mapping[str, Trained], data: Mapping[str, Any]) -> None:
    """Write everything that belongs in models/. What other networks have there stays.

    Args:
        out: the folder; made where it is missing.
        report: file name of the report, one of `REPORT` and `HAZARD_REPORT`.
        trained: the networks that ship, by name.
        data: what they were trained on and how, for the report.
    """
    out.mkdir(parents=True, exist_ok=True)
    content = {"data": dict(data), "networks": {name: one.found for name, one in trained.items()}}
    (out / report).write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", "utf-8")
    entries = {}
    for name, one in trained.items():
        weights = save({key: value.contiguous() for key, value in one.net.state_dict().items()})
        (out / f"{name}.safetensors").write_bytes(weights)
        entries[name] = _entry(name, one, weights)
    listed = out / MANIFEST
    before = listed.read_text("utf-8") if listed.exists() else ""
    listed.write_text(with_entries(before, entries, _HEADER), "utf-8")
    write_cards(out)


def write_cards(out: Path) -> None:
    """Make the model cards anew from the reports in a folder."""
    for path in (out / REPORT, out / HAZARD_REPORT):
        report = json.loads(path.read_text("utf-8")) if path.exists() else {"networks": {}}
        for name in report["networks"]:
            (out / f"{name}.md").write_text(_CARDS[name](name, report), "utf-8")


def reported(
    figures: Mapping[str, Figure], reliability: Sequence[Mapping[str, float]], **more: object
) -> dict[str, Any]:
    """An experiment's outcome as the report has it.

    Args:
        figures: by name.
        reliability: what was said and what was true.
        more: what else the card wants to know.
    """
    return {
        "figures": {name: _rounded(dataclasses.asdict(one)) for name, one in figures.items()},
        "reliability": [_rounded(row) for row in reliability],
        **more,
    }


#: By the weights' name.
_CARDS: Mapping[str, Callable[[str, Mapping[str, Any]], str]] = {
    "starter_eyes": partial(card, text=EYES_CARD),
    "starter_face": partial(card, text=FACE_CARD),
    WEIGHTS: hazard_card,
}


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {key: round(value, DIGITS) for key, value in values.items()}


def _entry(name: str, trained: Trained, content: bytes) -> str:
    """One table of the manifest. JSON's strings and numbers are TOML's too."""
    text, net, found = trained.text, trained.net, trained.found
    lines = {
        "name": name,
        "purpose": text.purpose,
        "architecture": f"{type(net).__module__}.{type(net).__name__}",
        "file": f"{name}.safetensors",
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "licence": text.licence,
        "input_size": [text.input_side, text.input_side],
        "classes": list(text.classes),
        "card": f"{name}.md",
    }
    body = [f"{key} = {json.dumps(value)}" for key, value in lines.items()]
    rows = [f"{json.dumps(key)} = {one['value']}" for key, one in found["figures"].items()]
    return "\n".join(["[[weights]]", *body, "[weights.figures]", *rows, ""])
