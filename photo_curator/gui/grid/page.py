"""The grid's page: photos and timeline, or what is said where there are none."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QWidget,
)

from photo_curator.db.library import Library
from photo_curator.domain.photo import PhotoSummary
from photo_curator.domain.timeline import Listing
from photo_curator.gui.empty_states import EMPTY_ALBUM, ENGINE_RESTARTING, INDEXING, EmptyState
from photo_curator.gui.engine_bridge import EngineBridge
from photo_curator.gui.grid.model import PhotoModel
from photo_curator.gui.grid.thumbnails import Thumbnails
from photo_curator.gui.grid.view import PhotoGrid
from photo_curator.gui.loading import Loading, empty_because
from photo_curator.gui.said import problem_text
from photo_curator.gui.scrubber import Scrubber
from photo_curator.gui.state import BrowserState
from photo_curator.gui.tasks import Tasks


class GridPage(QStackedWidget):
    """Photos of the state's query.

    Signals:
        action_asked: what the button of an empty state offers.
    """

    action_asked = Signal(str)

    def __init__(
        self,
        library: Library,
        state: BrowserState,
        tasks: Tasks,
        loading: Loading,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._bridge: EngineBridge | None = None
        self.thumbnails = Thumbnails(library.layout, parent=self)
        self.model = PhotoModel(library.photos.summaries, tasks.glances, self)
        self.grid = PhotoGrid(state, self.model, self.thumbnails)
        self._scrubber = Scrubber()
        self._empty = EmptyState()
        self._empty.actionAsked.connect(self.action_asked)
        photos = QWidget()
        row = QHBoxLayout(photos)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.grid, 1)
        row.addWidget(self._scrubber)
        self.addWidget(photos)
        self.addWidget(self._empty)
        self._scrubber.row_chosen.connect(self.grid.scroll_to)
        self.grid.top_changed.connect(self._scrubber.set_position)
        loading.listed.connect(self.show_list)
        loading.rows_changed.connect(self._rows_changed)
        loading.failed.connect(lambda text: self.say("error", problem_text(text)))
        self._scrubber.hide()
        self.say("loading")

    @property
    def empty_kind(self) -> str:
        """Which empty state is shown; "" while there are photos."""
        return "" if self.currentIndex() == 0 else self._empty.kind

    def say(self, kind: str, detail: str = "") -> None:
        """Show an empty state instead of photos."""
        self._kind = kind
        if kind == EMPTY_ALBUM and self._bridge is not None and self._state.album.key == "all":
            if self._bridge.restarting:
                kind = ENGINE_RESTARTING
            elif self._bridge.busy:
                kind = INDEXING
        self._empty.show_state(kind, detail)
        had_focus = self.grid.hasFocus()
        self.setCurrentIndex(1)
        if had_focus:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, bridge: EngineBridge) -> None:
        """While there are no photos, tell whether they are coming."""
        self._bridge = bridge
        bridge.busy_changed.connect(self._say_again)
        bridge.restarting_changed.connect(self._say_again)

    def _say_again(self, _: bool) -> None:
        if self.currentIndex() == 1 and self._kind == EMPTY_ALBUM:
            self.say(EMPTY_ALBUM)

    def focus_photos(self) -> None:
        """Give the keys to the photos, or to what stands in their place."""
        place = self._empty if self.currentIndex() == 1 else self.grid
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_list(self, listing: Listing, first: Iterable[PhotoSummary], keep_place: bool) -> None:
        """Show a query's answer."""
        if len(listing.ids):
            was_empty = self.currentIndex() != 0
            self.setCurrentIndex(0)
            if was_empty and not isinstance(QApplication.focusWidget(), QLineEdit):
                self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.say(empty_because(self._state.query, self._state.album.query))
        self.grid.show_list(listing, first, keep_place=keep_place)
        self._scrubber.setVisible(bool(listing.days))
        self._scrubber.show_days(listing.days, len(listing.ids))
        self._scrubber.set_position(self.grid.visible_rows().start)

    def close_threads(self) -> None:
        """Before the window goes."""
        self.thumbnails.close()

    def _rows_changed(self, photo_ids: tuple[int, ...] | None) -> None:
        self.thumbnails.retry_absent()
        self.model.invalidate(photo_ids)
