"""Checkpoints: where a run stands, so that an interrupted one goes on with the same numbers."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from photo_curator.domain.errors import CuratorError
from photo_curator.whole_file import write_whole

_SETTINGS, _STATE = "settings", "state"


class CheckpointError(CuratorError):
    """A checkpoint that is damaged, or belongs to another run."""


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """The checkpoints of a run, by name.

    Attributes:
        folder: where they lie.
        settings: what the run's numbers depend on; see `save_checkpoint`.
        resume: False: older ones are not read, only replaced.
    """

    folder: Path
    settings: Mapping[str, Any]
    resume: bool

    def load(self, name: str) -> dict[str, Any] | None:
        """What was saved under a name; None: nothing, or it is not wanted. Raises `CheckpointError`."""
        return load_checkpoint(self._file(name), self.settings) if self.resume else None

    def save(self, name: str, state: Mapping[str, Any]) -> None:
        """Save under a name; see `save_checkpoint`."""
        save_checkpoint(self._file(name), self.settings, state)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.pt"


def save_checkpoint(file: Path, settings: Mapping[str, Any], state: Mapping[str, Any]) -> None:
    """Write a checkpoint, whole or not at all.

    Args:
        file: where to.
        settings: what the run's numbers depend on (seed, data, rates); anything JSON can say.
        state: tensors, numbers, strings, and lists and dicts of them: state dicts of networks and
            optimisers, the epoch, `torch.Generator.get_state()`.

    Raises:
        OSError: it cannot be written; an older one stays.
    """
    content = io.BytesIO()
    torch.save({_SETTINGS: _canonical(settings), _STATE: dict(state)}, content)
    write_whole(file, content.getvalue())


def load_checkpoint(file: Path, settings: Mapping[str, Any]) -> dict[str, Any] | None:
    """A checkpoint's state, on the CPU; None where there is none.

    Read as data only: a file with code in it is refused.

    Args:
        file: where `save_checkpoint` wrote it.
        settings: of the run that wants to go on.

    Raises:
        CheckpointError: the file is damaged, or was written by a run with other settings.
    """
    if not file.is_file():
        return None
    try:
        content = torch.load(file, map_location="cpu", weights_only=True)
        written, state = json.loads(content[_SETTINGS]), content[_STATE]
    except (pickle.UnpicklingError, RuntimeError, EOFError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"The checkpoint “{file}” is damaged; delete it to start anew.") from error
    wanted = json.loads(_canonical(settings))
    changed = sorted(
        key for key in written.keys() | wanted.keys() if written.get(key, ...) != wanted.get(key, ...)
    )
    if changed:
        raise CheckpointError(
            f"The checkpoint “{file}” belongs to a run with other settings ({', '.join(changed)}); "
            "repeat that run's settings, or delete it to start anew."
        )
    return dict(state)


def _canonical(settings: Mapping[str, Any]) -> str:
    return json.dumps(settings, sort_keys=True)
