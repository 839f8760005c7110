"""What a training run leaves behind: weights, report, manifest, and the cards made from the report."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safetensors.torch import save
from torch import nn

from photo_curator.domain.weights import MANIFEST, with_entries
from photo_curator.ml.training.cards import EYES_CARD, FACE_CARD, CardText, card
from photo_curator.ml.training.eyes import Outcome

REPORT = "starter_report.json"
_DIGITS = 4

_HEADER = """\
# The weights of the app; a file is loaded only if its SHA-256 is the one below.
# Entries with a url are downloads, kept by hand. The others ship with the app and are written by
# `photo-curator train`, which leaves all entries but its own as they stand: do not edit those.

"""


def write_models(
    out: Path, nets: Mapping[str, nn.Module], outcomes: Mapping[str, Outcome], data: Mapping[str, Any]
) -> None:
    """Write everything that belongs in models/.

    Args:
        out: the folder; made where it is missing.
        nets: the networks that ship, by name.
        outcomes: what was found of each, by the same names.
        data: what they were trained on and how, for the report.
    """
    out.mkdir(parents=True, exist_ok=True)
    report = {"data": dict(data), "networks": {name: reported(one) for name, one in outcomes.items()}}
    text = json.dumps(report, indent=1, sort_keys=True) + "\n"
    (out / REPORT).write_text(text, "utf-8")
    entries = {}
    for name, net in nets.items():
        content = save({key: value.contiguous() for key, value in net.state_dict().items()})
        (out / f"{name}.safetensors").write_bytes(content)
        entries[name] = _entry(name, net, content, report["networks"][name])
    listed = out / MANIFEST
    before = listed.read_text("utf-8") if listed.exists() else ""
    listed.write_text(with_entries(before, entries, _HEADER), "utf-8")
    write_cards(out)


def write_cards(out: Path) -> None:
    """Make the model cards anew from the report in a folder."""
    report = json.loads((out / REPORT).read_text("utf-8"))
    for name in report["networks"]:
        (out / f"{name}.md").write_text(card(name, TEXTS[name], report), "utf-8")


def reported(outcome: Outcome) -> dict[str, Any]:
    """An experiment's outcome as the report has it."""
    return {
        "temperature": round(outcome.temperature, _DIGITS),
        "figures": {name: _rounded(dataclasses.asdict(one)) for name, one in outcome.figures.items()},
        "reliability": [_rounded(row) for row in outcome.reliability],
    }


#: By the weights' name.
TEXTS: Mapping[str, CardText] = {"starter_eyes": EYES_CARD, "starter_face": FACE_CARD}


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {key: round(value, _DIGITS) for key, value in values.items()}


def _entry(name: str, net: nn.Module, content: bytes, found: Mapping[str, Any]) -> str:
    """One table of the manifest. JSON's strings and numbers are TOML's too."""
    text = TEXTS[name]
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
