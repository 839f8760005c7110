"""Root folders of a library and what is skipped in them."""

from __future__ import annotations

from dataclasses import dataclass

#: Folder names passed over by default, compared case-insensitively; hidden folders are a rule apart.
SKIPPED_FOLDER_NAMES: tuple[str, ...] = (
    "@eaDir",
    "#recycle",
    "$RECYCLE.BIN",
    "System Volume Information",
    "lost+found",
    "Thumbnails",
    "thumbs",
    "_thumbnails",
)


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """What indexing passes over in one root folder, and when it looks.

    Attributes:
        skip_hidden: folders and files whose name starts with a dot.
        skip_names: folder names passed over with all below them.
        smallest_side: pictures with a shorter side under this many pixels are no photos.
        watch: whether new photos are noticed as they come.
    """

    skip_hidden: bool = True
    skip_names: tuple[str, ...] = SKIPPED_FOLDER_NAMES
    smallest_side: int = 200
    watch: bool = True


@dataclass(frozen=True, slots=True)
class Folder:
    """A root folder of the library."""

    id: int
    path: str
    settings: FolderSettings = FolderSettings()
