"""Feeds the loupe: the current photo, and its neighbours for the filmstrip."""

from __future__ import annotations

from PySide6.QtCore import QObject

from photo_curator.db.library import Library
from photo_curator.domain.photo import Photo, PhotoSummary
from photo_curator.gui.loading import Loading
from photo_curator.gui.loupe import Loupe
from photo_curator.gui.state import BrowserState, Page
from photo_curator.gui.tasks import Tasks

#: Photos of the filmstrip before and after the one shown.
_NEIGHBOURS = 40


class LoupeFeed(QObject):
    """Connects a loupe with the state; it shows photos only while its page is open."""

    def __init__(
        self, loupe: Loupe, library: Library, state: BrowserState, tasks: Tasks, loading: Loading
    ) -> None:
        super().__init__(loupe)
        self._loupe, self._library, self._state, self._tasks = loupe, library, state, tasks
        self._loading = loading
        self._film: list[PhotoSummary] = []
        self._asked = 0
        loading.photo_read.connect(self._show)
        loading.rows_changed.connect(lambda _: self._read_film() if self._open else None)
        state.page_changed.connect(self._page_changed)
        state.selection_changed.connect(lambda _: self._selection_changed())
        loupe.closed.connect(lambda: state.show_page(Page.GRID))
        loupe.stepped.connect(self._step)
        loupe.filmChosen.connect(self._film_chosen)

    @property
    def _open(self) -> bool:
        return self._state.page is Page.LOUPE

    def _page_changed(self, page: Page) -> None:
        if page is Page.LOUPE:
            self._loading.reread_photo()
            self._read_film()
            self._loupe.setFocus()

    def _show(self, photo: Photo | None) -> None:
        if not self._open:
            return
        if photo is None:
            self._state.show_page(Page.GRID)
        else:
            self._loupe.show_photo(photo, photo.summary.rotation)

    def _selection_changed(self) -> None:
        if not self._open:
            return
        current = self._state.current
        for place, summary in enumerate(self._film):
            if summary.id == current and self._well_inside(place):
                self._show_film(place)
                return
        self._read_film()

    def _well_inside(self, place: int) -> bool:
        """Whether the filmstrip need not be read anew yet."""
        row = self._state.row_of(self._film[place].id)
        if row is None:
            return False
        before, after = min(row, 8), min(len(self._state.ids) - 1 - row, 8)
        return place >= before and len(self._film) - 1 - place >= after

    def _read_film(self) -> None:
        current = self._state.current
        row = None if current is None else self._state.row_of(current)
        if row is None:
            return
        self._asked += 1
        asked = self._asked
        ids = self._state.ids[max(0, row - _NEIGHBOURS) : row + _NEIGHBOURS + 1]

        def done(film: list[PhotoSummary]) -> None:
            if asked != self._asked:
                return
            self._film = film
            places = [place for place, summary in enumerate(film) if summary.id == self._state.current]
            if places:
                self._show_film(places[0])

        self._tasks.glances.submit(lambda: self._library.photos.summaries(ids), done)

    def _show_film(self, place: int) -> None:
        first = self._state.row_of(self._film[0].id)
        self._loupe.set_film(self._film, place, first=first or 0, total=len(self._state.ids))

    def _step(self, by: int) -> None:
        following = self._state.step(by)
        if following is not None:
            self._state.select([following], following)

    def _film_chosen(self, place: int) -> None:
        if 0 <= place < len(self._film):
            photo_id = self._film[place].id
            self._state.select([photo_id], photo_id)
