"""An unchanged rescan of 20,000 files beside os.walk + stat of the same tree.

    python -m benchmarks.rescan [--files 20000] [--rounds 7]

The library is filled with rows as an index run would leave them; what is measured opens no file.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.pictures import many_small_files
from photo_curator.db.library import Library
from photo_curator.domain.capture import Capture
from photo_curator.domain.folder import FolderSettings
from photo_curator.domain.geometry import Size
from photo_curator.domain.indexing import AddPhoto, Analysis, FileFacts
from photo_curator.domain.photo import FileRole
from photo_curator.domain.score import Score, Verdict
from photo_curator.engine.indexing import Indexer
from photo_curator.engine.pipeline import Analyse
from photo_curator.engine.suspects import Suspects
from photo_curator.media.scan import FoundFile, scan

VERSION = "rescan"
ANALYSIS = Analysis(Verdict.NO_FACE, Score((0.0, 0.0, 1.0, 0.0, 0.0), 3.0, 2.0, 4.0), (), VERSION)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name) / "photos"
        many_small_files(tree, options.files)
        with Library.open(Path(name) / "library") as library:
            fill(library, tree)
            suspects = Suspects(library.layout.suspects)
            indexer = Indexer(library, no_networks, VERSION, suspects, lambda _: None)
            indexer.run(1)
            ratios, rescans, walks = [], [], []
            for turn in range(options.rounds):
                start = time.perf_counter()
                again = indexer.run(turn + 2)
                rescans.append(time.perf_counter() - start)
                if again.unchanged != options.files or again.bytes_read:
                    raise SystemExit(f"The rescan did work: {again}")
                start = time.perf_counter()
                walk_and_stat(tree)
                walks.append(time.perf_counter() - start)
                ratios.append(rescans[-1] / walks[-1])
    print(f"\nUnchanged rescan of {options.files} files ({options.rounds} rounds, medians)")
    print(f"  rescan            {1000 * statistics.median(rescans):8.0f} ms")
    print(f"  os.walk + stat    {1000 * statistics.median(walks):8.0f} ms")
    print(
        f"  ratio             {statistics.median(ratios):8.2f} x   ({min(ratios):.2f} to {max(ratios):.2f})"
    )


def fill(library: Library, tree: Path) -> None:
    """Rows for every file of the tree."""
    library.folders.add(str(tree))
    found = scan(str(tree), FolderSettings()).pictures
    for start in range(0, len(found), 2000):
        library.files.apply([photo(file) for file in found[start : start + 2000]])


def photo(file: FoundFile) -> AddPhoto:
    """A photo as indexing leaves it."""
    facts = FileFacts(file.path, file.path, "0" * 16, Size(240, 240), "JPEG", Capture())
    return AddPhoto(file.path, FileRole.PICTURE, file.stamp, facts, ANALYSIS)


def no_networks() -> Analyse:
    """An unchanged library needs none."""
    raise SystemExit("The rescan wanted to analyse a photo.")


def walk_and_stat(tree: Path) -> int:
    """The least any program must do to see what is there."""
    total = 0
    for folder, _, names in os.walk(tree):
        for name in names:
            total += os.stat(os.path.join(folder, name)).st_size
    return total


if __name__ == "__main__":
    main()
