"""Writing files that are whole or not there."""

from __future__ import annotations

import os
import uuid
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write a file so that readers, and a crash, find the old one or the new one, never a part.

    Raises:
        OSError: the disk is full, or the folder cannot be written to. Nothing is left behind.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{uuid.uuid4().hex}.tmp")
    try:
        with unfinished.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
