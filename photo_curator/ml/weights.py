"""Embedded weights: what models/manifest.toml says of them, and loading them only when it is true.

Weights are data, never code: safetensors alone is read, and only after its SHA-256 was compared.
"""

from __future__ import annotations

import hashlib
import hmac
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load
from torch import Tensor, nn

from photo_curator.assets import models_dir

MANIFEST = "manifest.toml"
_SUFFIX = ".safetensors"


class WeightsError(Exception):
    """Weights that are missing, are not what the manifest says, or do not fit their network."""


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One weight file, as the manifest describes it.

    Attributes:
        name: what the app calls it.
        purpose: what it is for, a sentence.
        architecture: the class it belongs to.
        file: its name beside the manifest.
        sha256: of its bytes, 64 hexadecimal digits.
        size: in bytes.
        licence: of the weights, with the terms of the data behind them.
        input_size: width and height of the network's input, in pixels.
        classes: what the outputs mean.
        figures: measured values by name; what they belong to stands in the card.
        card: file name of the model card.
    """

    name: str
    purpose: str
    architecture: str
    file: str
    sha256: str
    size: int
    licence: str
    input_size: tuple[int, int]
    classes: tuple[str, ...]
    figures: Mapping[str, float]
    card: str


def manifest(folder: Path | None = None) -> dict[str, WeightFile]:
    """The weight files that ship with the app, by name.

    Args:
        folder: where the manifest lies; None: the app's own models folder.

    Raises:
        WeightsError: it cannot be read, or a line is missing or of the wrong kind.
    """
    path = (folder or models_dir()) / MANIFEST
    try:
        entries = tomllib.loads(path.read_text("utf-8"))["weights"]
        files = [_weight_file(entry) for entry in entries]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WeightsError(f"The list of weights, {path.name}, cannot be read: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"The list of weights, {path.name}, is not complete: {error!r}") from error
    return {one.name: one for one in files}


def verified_tensors(name: str, folder: Path | None = None) -> dict[str, Tensor]:
    """A weight file's tensors, after its size and SHA-256 were compared with the manifest's.

    Args:
        name: as the manifest calls it.
        folder: where manifest and files lie; None: the app's own models folder.

    Raises:
        WeightsError: no such weights, no such file, other bytes than promised, or not safetensors.
    """
    folder = folder or models_dir()
    entry = manifest(folder).get(name)
    if entry is None:
        raise WeightsError(f"There are no weights called {name}.")
    if not entry.file.endswith(_SUFFIX) or Path(entry.file).name != entry.file:
        raise WeightsError(f"{entry.file} is refused: weights are {_SUFFIX} files beside the list.")
    try:
        # Read once: what was compared is what gets loaded, whatever happens to the file meanwhile.
        content = (folder / entry.file).read_bytes()
    except OSError as error:
        raise WeightsError(f"The weights {entry.file} cannot be read: {error}") from error
    found = hashlib.sha256(content).hexdigest()
    if len(content) != entry.size or not hmac.compare_digest(found, entry.sha256.lower()):
        raise WeightsError(
            f"The weights {entry.file} are damaged or not ours: SHA-256 {found}, expected {entry.sha256}. "
            "Install the app again."
        )
    try:
        return load(content)
    except SafetensorError as error:
        raise WeightsError(f"The weights {entry.file} are not safetensors: {error}") from error


def load_verified(network: nn.Module, name: str, folder: Path | None = None) -> None:
    """Fill a network with verified weights; arguments and errors as `verified_tensors`."""
    tensors = verified_tensors(name, folder)
    try:
        network.load_state_dict(tensors)
    except RuntimeError as error:
        raise WeightsError(f"The weights {name} do not fit their network: {error}") from error


def _weight_file(entry: Mapping[str, Any]) -> WeightFile:
    width, height = (int(side) for side in entry["input_size"])
    return WeightFile(
        name=str(entry["name"]),
        purpose=str(entry["purpose"]),
        architecture=str(entry["architecture"]),
        file=str(entry["file"]),
        sha256=str(entry["sha256"]),
        size=int(entry["size"]),
        licence=str(entry["licence"]),
        input_size=(width, height),
        classes=tuple(str(name) for name in entry["classes"]),
        figures={str(name): float(value) for name, value in entry["figures"].items()},
        card=str(entry["card"]),
    )
