"""`photo-curator xmp write` on an indexed library: written, found by the next index run, taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

from photo_curator.db.library import Library
from tests.integration.conftest import Bench
from tests.integration.test_cli import call, document

FIXTURES = Path(__file__).parents[1] / "fixtures" / "xmp"


def names(bench: Bench) -> list[str]:
    return sorted(path.name for path in bench.photos.rglob("*.xmp"))


def test_written_sidecars_come_back_as_nobodys_rating(bench: Bench) -> None:
    bench.index()
    first, second, *_ = sorted(bench.by_name())
    shutil.copy(FIXTURES / "lightroom_elements.xmp", bench.photos / (Path(second).stem + ".xmp"))
    bench.index()
    assert bench.by_name()[second].rating.source == "xmp sidecar, Lightroom"
    call(bench, "rate", first, "4")
    call(bench, "flag", second, "pick")
    said = call(bench, "xmp", "write", "--all", "--dry-run").output
    assert "Sidecars: 1 new, 1 merged, for 2 photos" in said
    assert "without stars or flag" in said
    assert names(bench) == [Path(second).stem + ".xmp"]
    written = document(bench, "xmp", "write", first, second)
    assert [Path(path).name for path in written["created"]] == [f"{first}.xmp"]
    assert [Path(path).name for path in written["merged"]] == [Path(second).stem + ".xmp"]
    before = bench.by_name()
    bench.index()
    after = bench.by_name()
    assert {name: (one.rating, one.flag) for name, one in after.items()} == {
        name: (one.rating, one.flag) for name, one in before.items()
    }
    assert after[second].rating.source == "xmp sidecar, Lightroom"
    with Library.open(bench.root) as library:
        history = library.photos.get(after[first].id).rating_history
        assert [(one.value, one.source) for one in history] == [(4, "photo-curator")]
    assert document(bench, "xmp", "write", "--all")["created"] == []
    # Another program's change is its word, and does not outrank ours.
    sidecar = bench.photos / f"{first}.xmp"
    sidecar.write_bytes(sidecar.read_bytes().replace(b'xmp:Rating="4"', b'xmp:Rating="1"'))
    bench.index()
    assert bench.by_name()[first].rating.value == 4


def test_undo_takes_them_back(bench: Bench) -> None:
    bench.index()
    name = min(bench.by_name())
    call(bench, "rate", name, "5")
    call(bench, "xmp", "write", "--all", "--names", "short")
    assert names(bench) == [Path(name).stem + ".xmp"]
    assert "Undone: Write sidecars of 1 photo" in call(bench, "undo").output
    assert names(bench) == []
    assert "Done again: Write sidecars of 1 photo" in call(bench, "redo").output
    assert len(names(bench)) == 1
    assert "Say which photos" in call(bench, "xmp", "write").output
    everything = document(bench, "xmp", "write", "--all", "--everything", "--dry-run")["plan"]
    assert len(everything["sidecars"]) == len(bench.by_name())
    assert any(one["faces"] for one in everything["sidecars"])
