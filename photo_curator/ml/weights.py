"""Loading weights only when they are what the manifest says, and only as data.

Embedded weights are safetensors. Downloaded ones may be what `torch.save` wrote: that is read with
`weights_only`, which refuses a pickle that carries code instead of running it.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import BinaryIO

import torch
from safetensors import SafetensorError
from safetensors.torch import load
from torch import Tensor, nn

from photo_curator.domain.errors import WeightsError
from photo_curator.domain.sentences import Sentence
from photo_curator.domain.weights import MANIFEST, WeightFile
from photo_curator.weight_store import WeightStore

__all__ = [
    "MANIFEST",
    "WeightFile",
    "WeightsError",
    "load_verified",
    "manifest",
    "path_of",
    "plain_tensors",
    "verified_tensors",
]

_SUFFIX = ".safetensors"


def manifest(folder: Path | None = None) -> dict[str, WeightFile]:
    """All weight files the app knows, by name.

    Args:
        folder: where the manifest lies; None: the app's own models folder.

    Raises:
        WeightsError: it cannot be read, or a line is missing or of the wrong kind.
    """
    return WeightStore(folder).entries()


def path_of(name: str) -> Path:
    """Where weights lie, after their hash was compared; `plain_tensors` reads them.

    Raises:
        WeightsError: no such weights, they are not on this computer, or not what they should be.
    """
    store = WeightStore()
    entry = store.entry(name)
    with store.opened(entry):
        return store.path(entry)


def verified_tensors(name: str, folder: Path | None = None) -> dict[str, Tensor]:
    """Tensors of embedded or downloaded weights, after their hash was compared.

    Args:
        name: as the manifest calls them.
        folder: where manifest and embedded files lie; None: the app's own models folder.

    Raises:
        WeightsError: no such weights, no such file, other bytes than promised, or no plain tensors.
    """
    store = WeightStore(folder)
    entry = store.entry(name)
    if entry.embedded and not entry.file.endswith(_SUFFIX):
        raise WeightsError(f"{entry.file} is refused: weights that ship with the app are {_SUFFIX} files.")
    with store.opened(entry) as file:
        return _tensors(file, entry.file, only_safetensors=entry.embedded)


def plain_tensors(path: Path, called: str = "") -> dict[str, Tensor]:
    """The tensors of a file: safetensors, or a state dict of tensors that `torch.save` wrote.

    Args:
        path: the file; its content decides, not its name.
        called: what errors call it; "": by its file name.

    Raises:
        WeightsError: the file cannot be read, is something else, or is a pickle with code in it (which
            is not run).
    """
    try:
        with path.open("rb") as file:
            return _tensors(file, called or path.name)
    except OSError as error:
        raise WeightsError(f"The weights {path} cannot be read: {error.strerror or error}.") from error


def load_verified(network: nn.Module, name: str, folder: Path | None = None) -> None:
    """Fill a network with verified weights; arguments and errors as `verified_tensors`."""
    tensors = verified_tensors(name, folder)
    try:
        network.load_state_dict(tensors)
    except RuntimeError as error:
        raise WeightsError(f"The weights {name} do not fit their network: {error}") from error


def _tensors(file: BinaryIO, name: str, *, only_safetensors: bool = False) -> dict[str, Tensor]:
    # Safetensors begins with the length of a JSON object, then the object; no pickle and no archive does.
    is_safetensors = file.read(9)[8:] == b"{"
    file.seek(0)
    if is_safetensors or only_safetensors:
        try:
            return load(file.read())
        except SafetensorError as error:
            raise WeightsError(Sentence.WEIGHTS_NO_TENSORS.about(name, error)) from error
    try:
        found = torch.load(file, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise WeightsError(Sentence.WEIGHTS_CARRY_CODE.about(name)) from error
    except Exception as error:
        # Bytes that are no pickle can end the unpickler in any way.
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise WeightsError(Sentence.WEIGHTS_NO_TENSORS.about(name, reason)) from error
    if not isinstance(found, dict) or not all(isinstance(value, Tensor) for value in found.values()):
        raise WeightsError(Sentence.WEIGHTS_NO_STATE.about(name))
    return dict(found)
