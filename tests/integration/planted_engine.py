"""An engine whose decoder can be made to hang, crash or hold the interpreter, by a file's content.

Run like `python -m photo_curator.engine`, as the command of an `EngineProcess`.
"""

from __future__ import annotations

import ctypes
import sys
import time

from photo_curator.engine import reading
from photo_curator.engine.__main__ import main

SLEEPS = b"PLANTED: a decoder that sleeps for ever"
CRASHES = b"PLANTED: a decoder that crashes"
HOLDS = b"PLANTED: a decoder that hangs and never lets another thread run"

_decode = reading.decode


def decode(data: bytes, *arguments: object) -> object:
    """The real decoder, unless the file says otherwise."""
    if data.startswith(SLEEPS):
        time.sleep(3600)
    if data.startswith(CRASHES):
        ctypes.string_at(0)
    if data.startswith(HOLDS):
        # PyDLL calls keep the interpreter lock: no other thread runs, no heartbeat is sent.
        ctypes.PyDLL(None).sleep(3600)
    return _decode(data, *arguments)  # type: ignore[arg-type]


if __name__ == "__main__":
    reading.decode = decode  # type: ignore[assignment]
    main(sys.argv[1:])
