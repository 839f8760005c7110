"""Acts on files outside the library: they have happened when they are journalled, or are about to.

They name no photo as changed: files are what they are about, and a photo may have joined another one
meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file an export wrote.

    Attributes:
        target: relative to the destination, "/" between its parts.
        sha256: of its bytes, hex.
        source: the file it was made of; "" in journals of older versions.
    """

    photo_id: int
    target: str
    sha256: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class RecordExport:
    """An export that has written files: its undo removes them, its redo makes the very same ones again.

    Attributes:
        settings: `ExportSettings` as JSON; empty in journals of older versions.
    """

    destination: str
    files: tuple[ExportedFile, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    photo_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenSidecar:
    """A sidecar that is written; `number` is its place in the archive of former and new bytes."""

    photo_id: int
    path: str
    number: int


@dataclass(frozen=True, slots=True)
class RecordSidecars:
    """Sidecars: undo gives them their former bytes back, redo the new ones."""

    archive: str
    files: tuple[WrittenSidecar, ...]
    photo_ids: tuple[int, ...] = ()


FileOperation = RecordExport | RecordSidecars
