"""Shared by all tests: no display, no network, real portraits."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

import pytest
from PIL import Image

from photo_curator.assets import resources_dir


@pytest.fixture(scope="session")
def portraits() -> dict[str, Image.Image]:
    """Two public-domain portraits with one clear face each, RGB."""
    found = {}
    for name in ("astronaut", "grace_hopper"):
        with Image.open(resources_dir() / "demo" / f"{name}.jpg") as image:
            found[name] = image.convert("RGB")
    return found


@pytest.fixture
def photos(tmp_path: Path, portraits: dict[str, Image.Image]) -> Path:
    """A folder of six JPEGs: faces sharp, blurred and dark, and two pictures without."""
    from tests.pictures import write_photos

    folder = tmp_path / "photos"
    folder.mkdir()
    write_photos(folder, portraits)
    return folder
