"""Where a library keeps its things: a folder with a database and caches beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

THUMBNAIL_SIZES: tuple[int, int] = (256, 512)


@dataclass(frozen=True, slots=True)
class LibraryLayout:
    """The paths inside a library folder. Pure: nothing is created or read here."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "library.db"

    @property
    def backups(self) -> Path:
        """Copies of the database made before migrations."""
        return self.root / "backups"

    @property
    def lock(self) -> Path:
        """Held while indexing or migrating, never while rating."""
        return self.root / "library.lock"

    @property
    def export_lock(self) -> Path:
        """Held while exporting or writing sidecars: two exports at once would fight over names."""
        return self.root / "export.lock"

    @property
    def sidecars(self) -> Path:
        """The folder of what sidecars held before they were written, and after."""
        return self.root / "sidecars"

    @property
    def suspects(self) -> Path:
        """The files being decoded right now; left behind by an engine that died."""
        return self.root / "suspects.json"

    @property
    def engine_log(self) -> Path:
        """What the engine and the decoders print; nobody reads it until something goes wrong."""
        return self.root / "engine.log"

    def thumbnail(self, key: str, size: int) -> Path:
        """Path of a cached thumbnail; `size` is its long side, one of `THUMBNAIL_SIZES`."""
        return self.root / "thumbnails" / key[:2] / f"{key}-{size}.jpg"

    def hazard_map(self, key: str, hazard: str, version: str) -> Path:
        """Path of a cached map of a hazard; `version` is the network's, which may hold slashes."""
        name = f"{key}-{hazard}-{version.replace('/', '+')}.png"
        return self.root / "hazard-maps" / key[:2] / name

    @property
    def crops(self) -> Path:
        """The folder of aligned crops."""
        return self.root / "crops"

    def crop(self, key: str) -> Path:
        """Path of a cached aligned crop."""
        return self.crops / key[:2] / f"{key}.jpg"

    @property
    def explanations(self) -> Path:
        """The folder of explained scores."""
        return self.root / "explanations"

    def explanation(self, key: str) -> Path:
        """The folder of all explanations of a face; `key` is its crop's."""
        return self.explanations / key[:2] / key
