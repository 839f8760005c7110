"""Cache files: whole or not at all."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np

from photo_curator.domain.library import LibraryLayout
from photo_curator.media.thumbnails import evict, load_crop, save_crop, save_thumbnails


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_thumbnails_lie_where_the_layout_says(tmp_path):
    layout = LibraryLayout(tmp_path)
    save_thumbnails(layout, "abcd", {256: b"small", 512: b"large"})
    assert layout.thumbnail("abcd", 256).read_bytes() == b"small"
    assert layout.thumbnail("abcd", 512).read_bytes() == b"large"


def test_crops_come_back_nearly_as_they_were(tmp_path):
    layout = LibraryLayout(tmp_path)
    pixels = np.zeros((224, 224, 3), np.uint8)
    pixels[:, :, 0] = np.linspace(0, 255, 224)
    save_crop(layout, "abcd", pixels)
    found = load_crop(layout, "abcd")
    assert found is not None
    assert found.dtype == np.uint8
    assert np.abs(found.astype(int) - pixels).mean() < 3


def test_absent_and_damaged_crops_count_as_absent(tmp_path):
    layout = LibraryLayout(tmp_path)
    assert load_crop(layout, "abcd") is None
    save_crop(layout, "abcd", np.random.default_rng(0).integers(0, 255, (224, 224, 3), np.uint8))
    path = layout.crop("abcd")
    whole = path.read_bytes()
    for damaged in (b"", b"rubbish", whole[: len(whole) // 2], b"\x00" * 100, whole[:30]):
        path.write_bytes(damaged)
        assert load_crop(layout, "abcd") is None


def test_the_oldest_go_first(tmp_path):
    now = time.time()
    for age, name in enumerate(["new", "middle", "old", "oldest"]):
        path = tmp_path / name[:1] / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * 100)
        os.utime(path, (now - 100 * age, now - 100 * age))
    assert evict(tmp_path, 250) == 200
    assert files(tmp_path) == ["middle", "new"]
    assert evict(tmp_path, 250) == 0
    assert evict(tmp_path, 0) == 200


def test_abandoned_temporary_files_go_and_fresh_ones_stay(tmp_path):
    for name, age in ((".a.jpg.1.tmp", 7200), (".b.jpg.2.tmp", 1)):
        (tmp_path / name).write_bytes(b"x" * 10)
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    assert evict(tmp_path, 1000) == 10
    assert files(tmp_path) == [".b.jpg.2.tmp"]


def test_nothing_to_evict_in_a_folder_that_is_not_there(tmp_path):
    assert evict(tmp_path / "nowhere", 10) == 0
