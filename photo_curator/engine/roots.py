"""Which folders an index run walks, and which of the library's folders are unplugged."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from photo_curator.db.library import Library
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.folder import Folder, FolderSettings
from photo_curator.domain.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Roots:
    """The folders of one run.

    Attributes:
        walk: folders to walk, none inside another.
        absent: roots of the library that are not there now; their files go offline.
        nested: roots that are walked as part of another one.
    """

    walk: tuple[Folder, ...]
    absent: tuple[Folder, ...]
    nested: tuple[Folder, ...] = ()


def choose_roots(library: Library, asked: Iterable[str]) -> Roots:
    """Make `asked` roots of the library, or take all it has.

    A folder inside an existing root is walked with that root's settings and does not become a root.

    Args:
        library: the library.
        asked: absolute paths; none: every root again.

    Raises:
        NotFoundError: an asked folder does not exist and is no root of the library.
        UsageError: an asked path is a file.
    """
    folders = {folder.path: folder for folder in library.folders.all()}
    paths = tuple(dict.fromkeys(normalise(path) for path in asked))
    walk: list[Folder] = []
    for path in paths:
        if os.path.isdir(path):
            around = _around(path, folders.values())
            if around is not None:
                walk.append(Folder(around.id, path, around.settings))
            else:
                walk.append(library.folders.add(path, FolderSettings()))
        elif path not in folders:
            if os.path.exists(path):
                raise UsageError(Sentence.FILE_FOR_FOLDER.about(path))
            raise NotFoundError(Sentence.NO_SUCH_FOLDER.about(path))
    concerned = [
        folder for path, folder in folders.items() if not paths or any(inside(path, one) for one in paths)
    ]
    present = [folder for folder in concerned if os.path.isdir(folder.path)]
    absent = tuple(folder for folder in concerned if not os.path.isdir(folder.path))
    outermost = _outermost([*walk, *(() if paths else present)])
    walked = {folder.path for folder in outermost}
    return Roots(outermost, absent, tuple(folder for folder in present if folder.path not in walked))


def is_empty(folder: str) -> bool:
    """Whether a folder has not a single entry.

    An unplugged disk often leaves its mount point behind as an empty folder. Calling its photos
    missing would be wrong, so an empty root counts as absent.
    """
    with os.scandir(folder) as entries:
        return next(entries, None) is None


def normalise(path: str | Path) -> str:
    """An absolute path without `..`, a trailing separator, or a leading `~`; links stay as named."""
    return os.path.normpath(os.path.abspath(os.path.expanduser(os.fspath(path))))


def inside(path: str, folder: str) -> bool:
    """Whether `path` is `folder` or lies below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _around(path: str, folders: Iterable[Folder]) -> Folder | None:
    return next((folder for folder in folders if inside(path, folder.path)), None)


def _outermost(folders: Iterable[Folder]) -> tuple[Folder, ...]:
    """Drop folders inside others: a file is walked once."""
    unique = {folder.path: folder for folder in folders}
    return tuple(
        folder
        for path, folder in unique.items()
        if not any(other != path and inside(path, other) for other in unique)
    )
