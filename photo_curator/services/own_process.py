"""How this program starts its other processes: the engine and the trainers, which load the networks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum


class Part(StrEnum):
    """What runs in a process of its own: the module that is its `__main__`."""

    ENGINE = "photo_curator.engine"
    TRAINER = "photo_curator.ml.training"

    @property
    def option(self) -> str:
        """The first argument by which the frozen program knows what it is to be."""
        return f"--{self.name.lower()}"


def part_command(part: Part, arguments: Sequence[str]) -> list[str]:
    """The command that starts `part`: this interpreter, or the frozen program itself.

    A frozen program has no interpreter to hand a module to; packaging/start.py dispatches in its place.
    """
    start = [part.option] if getattr(sys, "frozen", False) else ["-m", part.value]
    return [sys.executable, *start, *arguments]
