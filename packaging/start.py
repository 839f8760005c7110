"""What the frozen program runs: the command line, or the part of itself its first argument names."""

from __future__ import annotations

import runpy
import sys

from photo_curator.services.own_process import Part

_PARTS = {part.option: part.value for part in Part}

if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in _PARTS:
        runpy.run_module(_PARTS[sys.argv.pop(1)], run_name="__main__", alter_sys=True)
    else:
        from photo_curator.cli import main

        main()
