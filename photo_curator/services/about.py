"""What `photo-curator info` tells: where the library lies, what is in it, what it costs on disk."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from photo_curator import __version__
from photo_curator.db.library import Library
from photo_curator.domain.folder import FolderSettings
from photo_curator.domain.photo import FileState
from photo_curator.domain.query import PhotoQuery


def library_facts(library: Library) -> dict[str, Any]:
    """JSON-ready facts about a library."""
    photos = library.photos
    everything = PhotoQuery(states=tuple(FileState), include_rejected=True)
    layout, folders = library.layout, library.folders.all()
    return {
        "version": __version__,
        "library": str(layout.root),
        "folders": [folder.path for folder in folders],
        "skipped_in_folders": sorted({rule for folder in folders for rule in _rules(folder.settings)}),
        "photos": photos.count(everything),
        "rated": photos.count(replace(everything, min_stars=1)),
        "with_faces": photos.count(replace(everything, has_faces=True)),
        "problems": library.problems.count(),
        "database_bytes": layout.database.stat().st_size,
        "thumbnails_bytes": _size(str(layout.root / "thumbnails")),
        "crops_bytes": _size(str(layout.crops)),
    }


def _rules(settings: FolderSettings) -> list[str]:
    """What is passed over in a folder, in words."""
    hidden = ["hidden files and folders"] if settings.skip_hidden else []
    small = f"pictures under {settings.smallest_side} pixels"
    return [*hidden, small, *(f"folders named {name}" for name in settings.skip_names)]


def _size(folder: str) -> int:
    """Bytes of all files below a cache folder; 0 where there is none."""
    total = 0
    for parent, _, names in os.walk(folder):
        total += sum(os.stat(os.path.join(parent, name)).st_size for name in names)
    return total
