"""The window's commands on albums: making, changing, filling and deleting those of the user's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu

from photo_curator.db.library import Library
from photo_curator.domain.album_operations import ChangeAlbum, CreateAlbum, DeleteAlbum, FillAlbum
from photo_curator.domain.operations import Operation
from photo_curator.domain.people import MergePeople
from photo_curator.domain.query import PhotoQuery, SavedAlbum
from photo_curator.gui.albums import album_of
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.operations import Broadcast, Operations
from photo_curator.gui.said import problem_text
from photo_curator.gui.sidebar import Sidebar
from photo_curator.gui.sidebar_rows import ALBUMS_SECTION
from photo_curator.gui.state import BrowserState, Page
from photo_curator.gui.tasks import Tasks
from photo_curator.services.albums import find_saved


class AlbumCommands(QObject):
    """What the table of actions names by "album", and what the sidebar asks for.

    Signals:
        said: a sentence for the status bar.
        album_wanted: an album is to be shown: its key.
        filter_kept: what the filter said is an album now: the filter is done.
    """

    said = Signal(str)
    album_wanted = Signal(str)
    filter_kept = Signal()

    def __init__(
        self,
        library: Library,
        state: BrowserState,
        operations: Operations,
        tasks: Tasks,
        dialogs: Dialogs,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library, self._state, self._operations = library, state, operations
        self._tasks, self._dialogs = tasks, dialogs
        self._sidebar: Sidebar | None = None
        operations.changed.connect(self._acted)

    def follow(self, sidebar: Sidebar, add: QAction) -> None:
        """Do what is asked for in the sidebar; let an action's place in menus unfold the albums."""
        menu = QMenu(self._dialogs.window)
        menu.aboutToShow.connect(lambda: self.fill_add_menu(menu))
        add.setMenu(menu)
        self._sidebar = sidebar
        sidebar.renamed.connect(self.rename)
        sidebar.delete_asked.connect(self.delete)
        sidebar.menu_asked.connect(self._open_menu)
        sidebar.photos_dropped.connect(self.put_in)

    def situation(self) -> dict[str, bool]:
        """The conditions that the table of actions names."""
        state, saved = self._state, self._state.album.saved
        browsing = state.page in (Page.GRID, Page.LOUPE)
        chosen = browsing and len(state.targets()) > 0
        return {
            "browsing": browsing,
            "in own album": chosen and saved is not None and saved.manual,
        }

    def do(self, what: str) -> None:
        """What the table of actions names: "new", "smart", "save", "add" or "remove"."""
        match what:
            case "new":
                self._new(())
            case "smart":
                self._compose("", PhotoQuery(screenshots=False))
            case "save":
                self._compose("", self._state.query)
            case "add":
                menu = QMenu(self._dialogs.window)
                self.fill_add_menu(menu)
                menu.aboutToHide.connect(menu.deleteLater)
                menu.popup(QCursor.pos())
            case "remove" if self._state.album.saved is not None:
                self._fill(self._state.album.saved.id, tuple(self._state.targets()), inside=False)

    def fill_add_menu(self, menu: QMenu) -> None:
        """The manual albums that the selected photos can be put into, and a new one."""
        menu.clear()
        chosen = tuple(self._state.targets())
        for saved in self._library.albums.all():
            if saved.manual:
                menu.addAction(saved.name.replace("&", "&&"), _later(self._fill, saved.id, chosen))
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(self.tr("New Album…"), lambda: self._new(chosen))

    def edit(self, key: str) -> None:
        """Change an album's conditions."""
        saved = find_saved(key, self._library)
        if saved.query is None:
            self.said.emit(problem_text(saved.refusal))
        else:
            self._compose(saved.name, saved.query, saved)

    def rename(self, key: str, name: str) -> None:
        """Give an album another name."""
        self._operations.run(ChangeAlbum(find_saved(key, self._library).id, new_name=name), self._failed)

    def delete(self, key: str) -> None:
        """Delete an album; undo brings it back, so nobody is asked."""
        self._operations.run(DeleteAlbum(find_saved(key, self._library).id), self._failed)

    def put_in(self, key: str, photos: tuple[int, ...]) -> None:
        """Put photos into a manual album, or into a new one where the heading is meant."""
        if key == ALBUMS_SECTION:
            self._new(photos)
        else:
            self._fill(find_saved(key, self._library).id, photos)

    def words(self, operation: Operation | None, count: int) -> str:
        """What was done to an album; "" for other acts.

        Args:
            operation: what was asked for.
            count: photos that changed.
        """
        match operation:
            case CreateAlbum(name=name):
                return self.tr("Made the album “{0}”").format(" ".join(name.split()))
            case ChangeAlbum(query=None, new_name=name):
                return self.tr("The album is called “{0}” now").format(name)
            case ChangeAlbum():
                return self.tr("Changed the album")
            case DeleteAlbum():
                return self.tr("Deleted the album; its photos stay")
            case FillAlbum() if not count:
                return self.tr("Nothing to change: the album is like that already")
            case FillAlbum(inside=True):
                return self.tr("Put %n photos into the album", "", count)
            case FillAlbum():
                return self.tr("Took %n photos out of the album", "", count)
        return ""

    def _new(self, photos: tuple[int, ...]) -> None:
        name = self._dialogs.ask_name(self.tr("New Album"), self.tr("Name of the album"))
        if name.strip():
            self._operations.run(CreateAlbum(name, manual=True, photo_ids=photos), self._failed)

    def _fill(self, album_id: int, photos: tuple[int, ...], *, inside: bool = True) -> None:
        if photos:
            self._operations.run(FillAlbum(album_id, photos, inside), self._failed)

    def _failed(self, error: Exception) -> None:
        self.said.emit(problem_text(str(error)))

    def _acted(self, broadcast: Broadcast) -> None:
        """A new album of conditions is shown; one that is gone or changed is left, or shown anew."""
        shown = self._state.album.saved
        match broadcast.operation:
            case CreateAlbum(name=name, manual=False):
                made = self._library.albums.named(name)
                if made is not None:
                    self.filter_kept.emit()
                    self.album_wanted.emit(made.key)
                return
            case MergePeople(people=people, into=into):
                if self._state.album.key in [f"person:{one}" for one in people]:
                    self._follow(f"person:{into}")
        if shown is None:
            return
        now = {saved.id: saved for saved in self._library.albums.all()}.get(shown.id)
        if now is None:
            self._follow("all")
        elif now != shown:
            self._follow(now.key)

    def _follow(self, key: str) -> None:
        """Show an album in place of the one that was shown, without leaving another page for it."""
        if self._state.page in (Page.GRID, Page.LOUPE):
            self.album_wanted.emit(key)
        else:
            self._state.show_album(album_of(key, self._library))

    def _compose(self, name: str, query: PhotoQuery, saved: SavedAlbum | None = None) -> None:
        # Built when it is first wanted: the window is seen sooner without it.
        from photo_curator.gui.album_editor.dialog import AlbumEditor, Known

        photos, others = self._library.photos, self._library.albums.all()
        places = photos.place_counts()
        known = Known(
            places=sorted({city for _, city, _ in places if city} | {one for one, _, _ in places if one}),
            countries=sorted({country for country, _, _ in places if country}),
            cameras=list(photos.camera_counts()),
            folders=list(photos.folder_counts()),
            people=sorted(one.name for one in self._library.people.names().values() if one.name),
        )

        def count(wanted: PhotoQuery, show: Callable[[int], None]) -> None:
            self._tasks.facts.submit(lambda: photos.count(wanted), show)

        def keep(new_name: str, new_query: PhotoQuery) -> None:
            if saved is None:
                self._operations.run(CreateAlbum(new_name, new_query), self._failed)
            else:
                renamed = None if new_name == saved.name else new_name
                query = replace(new_query, album_id=None) if saved.manual else new_query
                self._operations.run(ChangeAlbum(saved.id, renamed, query), self._failed)

        taken = {other.name.casefold() for other in others if saved is None or other.id != saved.id}
        editor = AlbumEditor(name, query, taken, known, count, self._dialogs.window)
        editor.chosen.connect(keep)
        self._dialogs.open_editor(editor)

    def _open_menu(self, key: str, place: QPoint) -> None:
        menu = QMenu(self._dialogs.window)
        own = key.startswith("album:")
        if own:
            saved = find_saved(key, self._library)
            if not saved.manual:
                menu.addAction(self.tr("Change Conditions…"), _later(self.edit, key))
            if self._sidebar is not None:
                menu.addAction(self.tr("Rename"), _later(self._sidebar.rename, key))
            menu.addAction(self.tr("Delete Album"), _later(self.delete, key))
            menu.addSeparator()
        if own or key in ("", ALBUMS_SECTION):
            menu.addAction(self.tr("New Album…"), _later(self.do, "new"))
            menu.addAction(self.tr("New Smart Album…"), _later(self.do, "smart"))
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)


def _later(call: Callable[..., None], *values: object) -> Callable[[], None]:
    """A call for a menu, which would hand over whether it is checked."""
    return lambda: call(*values)
