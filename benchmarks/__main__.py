"""Run the benchmarks that need no outside data, one after the other."""

from __future__ import annotations

import subprocess
import sys

QUICK = ("index", "rescan", "memory", "window", "loupe", "compare")


def main() -> None:
    failed = [
        name for name in QUICK if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode
    ]
    if failed:
        sys.exit(f"These did not finish: {', '.join(failed)}")


if __name__ == "__main__":
    main()
