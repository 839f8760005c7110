"""How far an export is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from photo_curator.domain.export import Way
from photo_curator.domain.manifest import Written
from photo_curator.domain.operations import Change


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far an export is: photos done of all, and the bytes written."""

    done: int
    total: int
    written_bytes: int


@dataclass(slots=True)
class ExportOutcome:
    """What an export did.

    Attributes:
        written: files that are new, their targets relative to the destination.
        same: targets of files that were there already, byte by byte.
        failures: photos that could not be written, with the reason; the rest went on.
        stopped: why it broke off; "" where it came to its end or was cancelled.
        cancelled: it was asked to stop.
        fell_back: files that were to be links and became copies, because the disk knows no links.
        change: the journal's entry: undo takes the written files back; None where nothing was written.
    """

    destination: str
    written: list[Written] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    stopped: str = ""
    cancelled: bool = False
    fell_back: int = 0
    change: Change | None = None

    def count(self, way: Way) -> int:
        """How many files got there one way."""
        return sum(one.way is way for one in self.written)

    def document(self) -> dict[str, Any]:
        """`export --json`."""
        return {
            "destination": self.destination,
            "written": [one.document() for one in self.written],
            "same": self.same,
            "failures": [{"path": path, "reason": reason} for path, reason in self.failures],
            "stopped": self.stopped or None,
            "cancelled": self.cancelled,
            "fell_back": self.fell_back,
        }
