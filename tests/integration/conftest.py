"""A library indexed once by the synchronous engine, copied for each test that changes it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.photo import PhotoSummary
from photo_curator.domain.query import PhotoQuery
from photo_curator.engine.local import LocalEngine
from photo_curator.engine.networks import Networks
from tests.pictures import write_photos


@pytest.fixture(scope="session")
def networks() -> Networks:
    """The real networks, loaded once."""
    return Networks("cpu")


@dataclass
class Bench:
    """A library, its photo folder, and the engine between them."""

    root: Path
    photos: Path
    networks: Networks
    answers: list[m.Answer] = field(default_factory=list)

    def index(self, *folders: Path) -> IndexSummary:
        """Index folders; none: all again. Fails the test where the task fails."""
        return self._run(m.Index(folders=tuple(str(folder) for folder in folders)))

    def retry(self, paths: Sequence[str] = ()) -> IndexSummary:
        """Read problem files again."""
        return self._run(m.RetryProblems(paths=tuple(paths)))

    def _run(self, request: m.StartTask) -> IndexSummary:
        self.answers.clear()
        LocalEngine(self.root, self.answers.append, self.networks).ask(request)
        last = self.answers[-1]
        assert isinstance(last, m.Done), last
        summary = last.summary
        assert summary.found == (
            summary.indexed
            + summary.unchanged
            + summary.moved
            + summary.updated
            + summary.duplicates
            + summary.paired
            + summary.skipped
            + summary.failed
        ), f"a file is not accounted for: {summary}"
        return summary

    def library(self) -> Library:
        """The library, opened; close it after use."""
        return Library.open(self.root)

    def by_name(self) -> dict[str, PhotoSummary]:
        """All photos by file name, whatever their state."""
        from photo_curator.domain.photo import FileState

        query = PhotoQuery(include_rejected=True, states=tuple(FileState))
        with self.library() as library:
            photos = library.photos.summaries(library.photos.ids(query))
        return {Path(photo.path).name: photo for photo in photos}

    def ranking(self, **narrowed: object) -> list[str]:
        """File names, best first."""
        with self.library() as library:
            ids = library.photos.ids(PhotoQuery(**narrowed))  # type: ignore[arg-type]
            return [Path(photo.path).name for photo in library.photos.summaries(ids)]


@pytest.fixture(scope="session")
def indexed_once(
    tmp_path_factory: pytest.TempPathFactory, portraits: dict[str, Image.Image], networks: Networks
) -> Path:
    """A folder with photos/ and library/, indexed where it stands."""
    place = tmp_path_factory.mktemp("indexed")
    (place / "photos").mkdir()
    write_photos(place / "photos", portraits)
    Bench(place / "library", place / "photos", networks).index(place / "photos")
    return place


@pytest.fixture
def fresh(photos: Path, tmp_path: Path, networks: Networks) -> Bench:
    """Photos, and a library that does not exist yet."""
    return Bench(tmp_path / "library", photos, networks)


@pytest.fixture
def bench(indexed_once: Path, tmp_path: Path, networks: Networks) -> Bench:
    """A copy of the indexed library with its photos, moved here (which costs no analysis)."""
    shutil.copytree(indexed_once, tmp_path, dirs_exist_ok=True)
    (indexed_once / "photos").rename(indexed_once / "away")
    try:
        bench = Bench(tmp_path / "library", tmp_path / "photos", networks)
        summary = bench.index(tmp_path / "photos")
    finally:
        (indexed_once / "away").rename(indexed_once / "photos")
    assert (summary.indexed, summary.moved) == (0, 6)
    with bench.library() as library:
        for folder in library.folders.all():
            if folder.path != str(tmp_path / "photos"):
                library.folders.remove(folder.id)
    return bench


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
