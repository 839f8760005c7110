"""`make package`: one folder that runs without Python, and what in it is how large."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: What only a graphics card of NVIDIA's needs; a package made with PyTorch's CPU build has none of it.
CUDA_PARTS = (
    "nvidia/",
    "cuda/",
    "torch/lib/libtorch_cuda",
    "torch/lib/libc10_cuda",
    "torch/lib/libtorch_nvshmem",
)
SHOWN_PARTS = 8
MB = 1_000_000


def build(target: Path, work: Path) -> Path:
    """Freeze the program.

    Args:
        target: folder that takes the folder `photo-curator`; one of an earlier run is replaced.
        work: scratch, some hundred MB.

    Returns:
        The folder.
    """
    from icons import write_ico

    work.mkdir(parents=True, exist_ok=True)
    icon = work / "photo-curator.ico"
    write_ico(icon)
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--workpath", str(work), "--distpath", str(target), str(HERE / "photo-curator.spec")),
        ],
        env={**os.environ, "PHOTO_CURATOR_ICON": str(icon)},
        check=True,
    )
    return target / "photo-curator"


def sizes(folder: Path) -> tuple[Counter[str], int]:
    """Bytes by part of a package, and how many of all of them only CUDA needs; links count nothing."""
    parts: Counter[str] = Counter()
    cuda = 0
    inside = folder / "_internal"
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_file():
            continue
        size = path.stat().st_size
        name = path.relative_to(inside).as_posix() if path.is_relative_to(inside) else path.name
        parts[name.partition("/")[0]] += size
        if name.startswith(CUDA_PARTS):
            cuda += size
    return parts, cuda


def report(folder: Path) -> str:
    """What is in the package, for people."""
    parts, cuda = sizes(folder)
    whole = parts.total()
    lines = [f"{folder}: {whole / MB:,.0f} MB"]
    lines += [f"  {size / MB:7,.0f} MB  {name}" for name, size in parts.most_common(SHOWN_PARTS)]
    if cuda:
        lines.append(
            f"{cuda / MB:,.0f} MB of it serve NVIDIA cards alone: with PyTorch's CPU build in the "
            f"environment the package has about {(whole - cuda) / MB:,.0f} MB."
        )
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=Path("dist"))
    parser.add_argument("--work", type=Path, default=Path("build/package"))
    options = parser.parse_args()
    print(report(build(options.target.absolute(), options.work.absolute())))
