"""A personal head as the bytes of one file: safetensors with JSON beside the tensors. Data, never code."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from photo_curator.domain.errors import UsageError
from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste_head import Floats, Reach, StoredHead

#: Changes when an older app could not read a newer file.
FORMAT = "photo-curator personal head 1"
#: Larger than any head of ours; a file past it is not looked into.
MAX_BYTES = 4 * 1024 * 1024
_TENSORS = ("weight", "bias", "centre", "scale", "shape", "tilt", "ranker")
_OUTPUTS = {"cross_entropy": (len(LEVELS), 0), "l2": (1, 1), "ordinal": (1, len(LEVELS) - 1)}


@dataclass(frozen=True, slots=True)
class HeadFile:
    """What a head's file holds.

    Attributes:
        head: the head.
        settings: of its training.
        report: its held-out results.
    """

    head: StoredHead
    settings: Mapping[str, Any]
    report: Mapping[str, Any]


def dump_head(file: HeadFile) -> bytes:
    """The file's bytes: no photo's id, name or picture is among them."""
    head = file.head
    tensors = {name: np.ascontiguousarray(getattr(head, name), np.float64) for name in _TENSORS}
    about = {
        "kind": head.kind,
        "backbone": head.backbone,
        "attributes": list(head.attribute_names),
        "trust": head.trust,
        "sharpness": head.sharpness,
        "tail": head.reach.tail,
        "widest": head.reach.widest,
        "ratings": head.ratings,
        "settings": dict(file.settings),
        "report": dict(file.report),
    }
    text = json.dumps(about, sort_keys=True)
    metadata = {"format": FORMAT, "about": text, "sha256": _digest(text, tensors)}
    return save(tensors, metadata)


def load_head(content: bytes, name: str) -> HeadFile:
    """Read a file's bytes.

    Args:
        content: all of it.
        name: for messages.

    Raises:
        UsageError: it is no personal head, was changed since it was written, or cannot be a head.
    """
    refused = f"“{name}” is not a personal head of Photo Curator"
    if len(content) > MAX_BYTES:
        raise UsageError(f"{refused}: it is too large.")
    try:
        tensors = load(content)
        length = int.from_bytes(content[:8], "little")
        metadata = json.loads(content[8 : 8 + length])["__metadata__"]
        kind_of_file, text, digest = (metadata[key] for key in ("format", "about", "sha256"))
    except (SafetensorError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{refused}.") from error
    if kind_of_file != FORMAT:
        raise UsageError(f"{refused} that this version can read; update the app.")
    if set(tensors) != set(_TENSORS) or not hmac.compare_digest(_digest(text, tensors), digest):
        raise UsageError(f"“{name}” was changed or damaged since it was written; export the head again.")
    try:
        about = json.loads(text)
        head = StoredHead(
            kind=str(about["kind"]),
            backbone=str(about["backbone"]),
            attribute_names=tuple(str(one) for one in about["attributes"]),
            trust=float(about["trust"]),
            sharpness=float(about["sharpness"]),
            reach=Reach(float(about["tail"]), float(about["widest"])),
            ratings=int(about["ratings"]),
            **{key: values.astype(np.float64) for key, values in tensors.items()},
        )
        _check(head)
        return HeadFile(head, dict(about["settings"]), dict(about["report"]))
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"“{name}” holds no head that could be used: {error}.") from error


def _check(head: StoredHead) -> None:
    """See that numbers and shapes make a head: the file may come from anywhere.

    Raises:
        ValueError: they do not.
    """
    if head.kind not in _OUTPUTS:
        raise ValueError(f"there is no head called {head.kind!r}")
    outputs, shape = _OUTPUTS[head.kind]
    width = head.weight.shape[-1]
    # The embedding, the attributes and their squares, and one more: see `taste_head.features`.
    if width < 2 * len(head.attribute_names) + 2:
        raise ValueError("it has fewer weights than features")
    wanted: dict[str, tuple[tuple[int, ...], ...]] = {
        "weight": ((outputs, width),),
        "bias": ((outputs,),),
        "centre": ((width,),),
        "scale": ((width,),),
        "shape": ((shape,),),
        "tilt": ((len(LEVELS),),),
        "ranker": ((0,), (width,)),
    }
    for name, shapes in wanted.items():
        values: Floats = getattr(head, name)
        if values.shape not in shapes or not np.isfinite(values).all():
            raise ValueError(f"{name} is not what a {head.kind} head has")
    if (head.scale <= 0).any() or (head.kind == "l2" and head.shape[0] <= 0):
        raise ValueError("a scale is not positive")
    if head.kind == "ordinal" and (np.diff(head.shape) <= 0).any():
        raise ValueError("its thresholds do not rise")
    if not (0 <= head.trust <= 1 and 0 < head.sharpness <= 10 and 0 <= head.reach.tail < 0.5):
        raise ValueError("trust, sharpness or tail is out of range")
    if not 0 < head.reach.widest <= len(LEVELS):
        raise ValueError("the widest interval is out of range")


def _digest(text: str, tensors: Mapping[str, Floats]) -> str:
    digest = hashlib.sha256(text.encode())
    for name in _TENSORS:
        values = tensors[name]
        digest.update(f"{name} {values.dtype} {values.shape}".encode())
        digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()
