"""What `photo-curator info` tells: where the library lies, what is in it, what it costs on disk."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from photo_curator import __version__
from photo_curator.db.library import Library
from photo_curator.domain.photo import FileState
from photo_curator.domain.query import PhotoQuery


def library_facts(library: Library) -> dict[str, Any]:
    """JSON-ready facts about a library."""
    photos = library.photos
    everything = PhotoQuery(states=tuple(FileState), include_rejected=True)
    layout = library.layout
    return {
        "version": __version__,
        "library": str(layout.root),
        "folders": [folder.path for folder in library.folders.all()],
        "photos": photos.count(everything),
        "rated": photos.count(replace(everything, min_stars=1)),
        "with_faces": photos.count(replace(everything, has_faces=True)),
        "problems": library.problems.count(),
        "database_bytes": layout.database.stat().st_size,
        "thumbnails_bytes": _size(str(layout.root / "thumbnails")),
        "crops_bytes": _size(str(layout.crops)),
    }


def _size(folder: str) -> int:
    """Bytes of all files below a cache folder; 0 where there is none."""
    total = 0
    for parent, _, names in os.walk(folder):
        total += sum(os.stat(os.path.join(parent, name)).st_size for name in names)
    return total
