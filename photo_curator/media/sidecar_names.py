"""Which sidecars a photo has on disk, and what a new one would be called."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence

from photo_curator.domain.interchange import NameScheme
from photo_curator.media.formats import PICTURE_EXTENSIONS, RAW_EXTENSIONS, extension

_SUFFIX = ".xmp"


class FolderNames:
    """The files of one folder, listed once.

    Args:
        folder: its path.

    Raises:
        OSError: it cannot be listed.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._sidecars: dict[str, str] = {}
        self._pictures: defaultdict[str, set[str]] = defaultdict(set)
        for name in os.listdir(folder):
            lower = name.lower()
            if lower.endswith(_SUFFIX):
                self._sidecars[lower.removesuffix(_SUFFIX)] = name
            elif extension(name) in PICTURE_EXTENSIONS or extension(name) in RAW_EXTENSIONS:
                self._pictures[os.path.splitext(lower)[0]].add(lower)

    def sidecars(self, files: Sequence[str], scheme: NameScheme) -> tuple[tuple[str, ...], bool]:
        """Where a photo's sidecar is to be written.

        All there are: a program that reads the one must not contradict a program that reads the other. The
        short name is left alone where it stands beside pictures of other photos too: it is theirs as well.

        Args:
            files: of the photo in this folder: the picture, then its RAW files.
            scheme: where there is no sidecar yet.

        Returns:
            Their paths, long names first, and whether they are there.
        """
        names = [os.path.basename(path).lower() for path in files]
        stem = os.path.splitext(names[0])[0]
        shared = bool(self._pictures[stem] - set(names))
        there = [self._sidecars[name] for name in (*names, stem) if name in self._sidecars]
        if shared:
            there = [name for name in there if name.lower() != stem + _SUFFIX]
        if there:
            return tuple(os.path.join(self._folder, name) for name in dict.fromkeys(there)), True
        long = scheme is NameScheme.LONG or shared
        return ((files[0] if long else os.path.splitext(files[0])[0]) + _SUFFIX,), False
