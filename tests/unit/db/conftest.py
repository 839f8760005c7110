from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from photo_curator.db.library import Library


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(root: Path) -> Iterator[Library]:
    with Library.open(root) as library:
        yield library
