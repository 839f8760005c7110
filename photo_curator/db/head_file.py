"""A personal head as the bytes of one file: safetensors with JSON beside the tensors. Data, never code."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
import numpy as np
from msgspec import Meta, Struct
from safetensors import SafetensorError
from safetensors.numpy import load, save

from photo_curator.db.head_report import Report, Settings
from photo_curator.domain.errors import UsageError
from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste_head import Floats, Reach, StoredHead

#: Changes when an older app could not read a newer file, or would read it wrongly.
FORMAT = "photo-curator personal head 2"
#: Formats that can be read: the first knew no marks and no doubt.
_READABLE = ("photo-curator personal head 1", FORMAT)
#: Larger than any head of ours; a file past it is not looked into.
MAX_BYTES = 4 * 1024 * 1024
_TENSORS = ("weight", "bias", "centre", "scale", "shape", "tilt", "ranker")
#: Larger than any number a training gives: past it sums would overflow.
_LARGEST, _SMALLEST_SCALE = 1e6, 1e-6
_OUTPUTS = {"cross_entropy": (len(LEVELS), 0), "l2": (1, 1), "ordinal": (1, len(LEVELS) - 1)}


class _About(Struct):
    """What stands beside the tensors: see `StoredHead` and `Reach`."""

    kind: Literal["cross_entropy", "l2", "ordinal"]
    backbone: Annotated[str, Meta(min_length=1, max_length=200)]
    attributes: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=60)], ...], Meta(max_length=60)]
    trust: Annotated[float, Meta(ge=0, le=1)]
    sharpness: Annotated[float, Meta(gt=0, le=10)]
    tail: Annotated[float, Meta(ge=0, lt=0.5)]
    widest: Annotated[float, Meta(gt=0, le=len(LEVELS))]
    ratings: Annotated[int, Meta(ge=0, le=10**9)]
    settings: Settings
    report: Report
    marks: Annotated[tuple[Annotated[float, Meta(gt=1, lt=len(LEVELS))], ...], Meta(max_length=4)] = ()
    doubt: Annotated[float, Meta(ge=0, le=len(LEVELS))] | None = None


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
        "marks": list(head.reach.marks),
        "doubt": head.reach.doubt,
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
        damaged = set(tensors) != set(_TENSORS) or not hmac.compare_digest(_digest(text, tensors), digest)
    except (SafetensorError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{refused}.") from error
    if kind_of_file not in _READABLE:
        raise UsageError(f"{refused} that this version can read; update the app.")
    if damaged:
        raise UsageError(f"“{name}” was changed or damaged since it was written; export the head again.")
    try:
        about = msgspec.json.decode(text, type=_About)
        head = StoredHead(
            kind=about.kind,
            backbone=about.backbone,
            attribute_names=about.attributes,
            trust=about.trust,
            sharpness=about.sharpness,
            reach=Reach(about.tail, about.widest, about.marks, about.doubt),
            ratings=about.ratings,
            **{key: values.astype(np.float64) for key, values in tensors.items()},
        )
        _check(head)
        return HeadFile(head, about.settings, about.report.document())
    except (ValueError, TypeError, RecursionError) as error:
        raise UsageError(f"“{name}” holds no head that could be used: {error}.") from error


def _check(head: StoredHead) -> None:
    """See that numbers and shapes make a head: the file may come from anywhere.

    Raises:
        ValueError: they do not.
    """
    outputs, shape = _OUTPUTS[head.kind]
    width = head.weight.shape[-1] if head.weight.ndim else 0
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
        # What is no number is not within either.
        if values.shape not in shapes or not (np.abs(values) <= _LARGEST).all():
            raise ValueError(f"{name} is not what a {head.kind} head has")
    if len(set(head.attribute_names)) < len(head.attribute_names):
        raise ValueError("an attribute is named twice")
    if (head.scale < _SMALLEST_SCALE).any() or (head.kind == "l2" and head.shape[0] < _SMALLEST_SCALE):
        raise ValueError("a scale is not positive")
    if head.kind == "ordinal" and (np.diff(head.shape) <= 0).any():
        raise ValueError("its thresholds do not rise")
    marks = head.reach.marks
    if len(marks) not in (0, len(LEVELS) - 1) or (np.diff(marks) <= 0).any():
        raise ValueError("the marks of its scores do not rise")


def _digest(text: str, tensors: Mapping[str, Floats]) -> str:
    digest = hashlib.sha256(text.encode())
    for name in _TENSORS:
        values = tensors[name]
        digest.update(f"{name} {values.dtype} {values.shape}".encode())
        digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()
