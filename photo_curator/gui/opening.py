"""“Open with”: the window on the folders and photos that were named, by a file manager or in a terminal."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from photo_curator.db.library import Library
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.stacks import Stacks
from photo_curator.gui.main_window import MainWindow
from photo_curator.gui.state import Page


@dataclass(frozen=True, slots=True)
class Named:
    """What was named, and what of it the library knows.

    Attributes:
        album: key of the album that shows it.
        unknown: folders to index first; they become folders of the library.
        photos: paths of the photos named.
        ids: of those the library knows.
    """

    album: str
    unknown: tuple[str, ...]
    photos: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()


def look_up(library: Library, paths: Sequence[str]) -> Named:
    """Sort what was named.

    Args:
        library: asked what it knows.
        paths: absolute; of folders and files that exist.
    """
    folders = [path for path in paths if os.path.isdir(path)]
    photos = tuple(path for path in paths if not os.path.isdir(path))
    roots = tuple(folder.path.rstrip(os.sep) + os.sep for folder in library.folders.all())
    known = {path: photo for path in photos if (photo := _find(library, path)) is not None}
    unknown = [folder for folder in folders if not (folder + os.sep).startswith(roots)]
    unknown += [os.path.dirname(path) for path in photos if path not in known]
    around = {*folders, *map(os.path.dirname, photos)}
    album = f"folder:{around.pop()}" if len(around) == 1 else "all"
    return Named(album, tuple(dict.fromkeys(unknown)), photos, tuple(known.values()))


def _find(library: Library, path: str) -> int | None:
    for spelling in dict.fromkeys((path, os.path.realpath(path))):
        try:
            return library.photos.find(spelling)
        except NotFoundError:
            continue
    return None


class Opening(QObject):
    """Shows what was named: a folder as its album, photos selected, a single one in the loupe.

    Folders the library does not know are indexed; their photos are shown as they come. Whoever chooses
    another photo meanwhile is left alone.
    """

    def __init__(self, window: MainWindow, library: Library, paths: Sequence[str]) -> None:
        super().__init__(window)
        self._window, self._library, self._paths = window, library, tuple(paths)
        self._ids: tuple[int, ...] = ()
        self._over = False
        self._state, self._bridge, self._facts = window.state, window.bridge, window.tasks.facts

    def start(self) -> None:
        """Once the window can be seen."""
        self._facts.submit(lambda: look_up(self._library, self._paths), self._looked_up)

    def _looked_up(self, named: Named) -> None:
        self._ids = named.ids
        if named.photos:
            self._state.ids_changed.connect(lambda _: self._choose())
            self._bridge.finished.connect(lambda *_: self._look_again())
        if named.unknown:
            self._bridge.add(named.unknown)
        self._window.show_album(named.album)

    def _look_again(self) -> None:
        if not self._over:
            self._facts.submit(lambda: look_up(self._library, self._paths), self._found)

    def _found(self, named: Named) -> None:
        self._ids = named.ids
        self._choose()

    def _choose(self) -> None:
        state = self._state
        if self._over or not self._ids:
            return
        if not state.untouched:
            self._over = True
            return
        shown = [photo for photo in self._ids if state.row_of(photo) is not None]
        if len(shown) < len(self._ids) and state.stacks.closed:
            # A frame of a burst, which is shown as one card: the frames are shown side by side instead.
            state.set_stacks(Stacks(closed=False))
            return
        if shown:
            self._over = len(shown) == len(self._paths) or not self._bridge.busy
            state.select(shown, shown[0])
            if len(self._paths) == 1:
                state.show_page(Page.LOUPE)
