"""The main window: lays out its parts and connects them. What they show and do stands elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photo_curator.db.library import Library
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.stacks import Stacks
from photo_curator.gui.actions import ActionTable
from photo_curator.gui.album_tree import PAGE_KEYS
from photo_curator.gui.albums import album_of
from photo_curator.gui.commands import Commands
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.dropped import folders_of
from photo_curator.gui.engine_bridge import EngineBridge, MakeEngine
from photo_curator.gui.feeds import Feeds
from photo_curator.gui.first_use import ready_types
from photo_curator.gui.folder_watching import FolderWatching
from photo_curator.gui.grid.page import GridPage
from photo_curator.gui.inspector import Inspector
from photo_curator.gui.loading import Facts, Loading
from photo_curator.gui.loupe import Loupe
from photo_curator.gui.operations import Operations
from photo_curator.gui.parts import Parts
from photo_curator.gui.said import problem_text
from photo_curator.gui.sidebar import Sidebar
from photo_curator.gui.small_windows import SmallWindows
from photo_curator.gui.state import BrowserState, Page
from photo_curator.gui.status_bar import Hairline, StatusBar, Toast
from photo_curator.gui.tasks import Tasks
from photo_curator.gui.top_bar import LoneKeys, TopBar
from photo_curator.gui.watch import LibraryWatch
from photo_curator.gui.window_memory import WindowMemory


class MainWindow(QMainWindow):
    """The library in a window.

    Args:
        library: open; closed with the window.
        make_engine: see `EngineBridge`.
        settings: what the window remembers.
        tasks: executors; None: threads.
        dialogs: who asks the user; None: dialogs.
    """

    def __init__(
        self,
        library: Library,
        make_engine: MakeEngine,
        settings: QSettings,
        tasks: Tasks | None = None,
        dialogs: Dialogs | None = None,
    ) -> None:
        super().__init__()
        ready_types()
        self.setWindowTitle(self.tr("Photo Curator"))
        self.setAcceptDrops(True)
        self._library = library
        self._memory = WindowMemory(settings)
        self._closed = self._panels_placed = False
        self.tasks = tasks or Tasks.threaded(self._work_failed)
        self.state = BrowserState(album_of("all"))
        self.watch = LibraryWatch(library, self)
        self.bridge = EngineBridge(make_engine, self)
        self.loading = Loading(library, self.state, self.tasks, self)
        self.operations = Operations(library, self.tasks.writes, self.watch)
        dialogs = dialogs or Dialogs(self)
        self.commands = Commands(library, self.state, self.operations, self.bridge, self.tasks, dialogs, self)
        self.page = GridPage(library, self.state, self.tasks, self.loading)
        self.loupe = Loupe(library.layout)
        self.actions_table = ActionTable(self, (self.page.grid, self.loupe), self.commands, settings)
        self.folder_watching = FolderWatching(library, self.bridge, self.tasks, self)
        self.small_windows = SmallWindows(
            self, self.actions_table, self.commands, self.bridge, self.tasks, dialogs, self.folder_watching
        )
        self.top_bar = TopBar(self.state, self.actions_table)
        self.sidebar = Sidebar(settings)
        self.inspector = Inspector(library.layout, executor=self.tasks.glances)
        parts = Parts(
            self.inspector, self.commands, library, self.state, self.tasks, self.operations,
            self.bridge, self.loading, dialogs,
        )  # fmt: skip
        self.feeds = Feeds(parts, self.loupe)
        self.status = StatusBar(self.actions_table)
        self._lay_out()
        self._connect()
        self._restore()
        self._update_actions()

    def start(self) -> None:
        """Show the library and look for changes; once the window can be seen."""
        self.commands.has_folders = bool(self._library.folders.all())
        if self.commands.has_folders:
            self.page.focus_photos()
        else:
            self.state.home = Page.WELCOME
            self.state.show_page(Page.GRID)
        self.loading.load()
        self.loading.recount()
        self.operations.look()
        self.watch.start()
        if self.commands.has_folders:
            self.bridge.rescan()

    # --- layout -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self._widgets: dict[Page, QWidget] = {Page.GRID: self.page, Page.LOUPE: self.loupe}
        for widget in self._widgets.values():
            self.pages.addWidget(widget)
        self.toast = Toast(self.pages)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.sidebar.setMinimumWidth(160)
        self.pages.setMinimumWidth(300)
        for place, widget in enumerate((self.sidebar, self.pages, self.inspector)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(place, int(place == 1))
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(Hairline())
        column.addWidget(self.splitter, 1)
        column.addWidget(Hairline())
        column.addWidget(self.status)
        self.setCentralWidget(middle)
        self.setMinimumSize(760, 480)

    def _restore(self) -> None:
        self._memory.restore_size(self)
        width = self._memory.card_width(self.page.grid.card_width)
        self.page.grid.set_card_width(width)
        self.top_bar.set_card_width(width)
        self.state.stacks = Stacks(self._memory.shows("stacks"))
        compare = self.actions_table["compare"]
        compare.changed.connect(lambda: self.inspector.burst.show_compare_key(compare))
        self.inspector.burst.show_compare_key(compare)
        for name, panel in (("sidebar", self.sidebar), ("inspector", self.inspector)):
            panel.setVisible(self._memory.shows(name))
            self.actions_table[name].setChecked(self._memory.shows(name))

    def _connect(self) -> None:
        state, loading, commands, bridge = self.state, self.loading, self.commands, self.bridge
        state.page_changed.connect(self._show_page)
        state.selection_changed.connect(lambda _: self._selection_changed())
        state.ids_changed.connect(lambda _: self._selection_changed())
        state.auto_advance_changed.connect(self.status.show_auto_advance)
        state.stacks_changed.connect(lambda stacks: self._memory.set_shown("stacks", stacks.closed))
        commands.bursts.changed.connect(self._update_actions)
        commands.bursts.album_shown.connect(self.sidebar.choose)
        self.page.grid.badge_clicked.connect(commands.bursts.toggle)
        state.auto_advance_changed.connect(self.actions_table["auto-advance"].setChecked)
        self.operations.labels.connect(self._show_undo)
        self.operations.changed.connect(lambda one: loading.refresh() if one.change.every else None)
        self.sidebar.album_chosen.connect(self.show_album)
        commands.albums.album_wanted.connect(self.show_album)
        commands.albums.filter_kept.connect(self.top_bar.filter.clear)
        commands.albums.follow(self.sidebar, self.actions_table["add-to-album"])
        self.inspector.ratingChosen.connect(commands.rate)
        self.inspector.flagChosen.connect(commands.flag)
        self.inspector.whyAsked.connect(commands.show_why)
        self.top_bar.card_size_chosen.connect(self.page.grid.set_card_width)
        self.top_bar.filter.left.connect(self.page.focus_photos)
        self.page.grid.card_size_changed.connect(self.top_bar.set_card_width)
        self.page.grid.opened.connect(lambda _row: commands.open_loupe())
        self.page.grid.customContextMenuRequested.connect(self._context_menu)
        self.page.action_asked.connect(self._empty_action)
        loading.counted.connect(self._counted)
        loading.photo_read.connect(self.inspector.set_photo)
        self.watch.changed.connect(self._changed_elsewhere)
        self.status.follow(bridge, self.folder_watching)
        self.page.follow(bridge)
        bridge.photos_changed.connect(loading.refresh)
        bridge.finished.connect(lambda *_: loading.refresh())
        bridge.busy_changed.connect(lambda _: self._update_actions())
        bridge.paused_changed.connect(lambda _: self._update_actions())
        bridge.problem_found.connect(lambda _: loading.recount())
        commands.said.connect(self.status.show_message)
        commands.done.connect(lambda text, undoable: self.toast.show_text(text, undoable=undoable))
        commands.photos_touched.connect(loading.touch)
        commands.filter_wanted.connect(self._focus_filter)
        commands.menu_wanted.connect(self.top_bar.open_menu)
        self.top_bar.filter.not_understood.connect(self.status.show_message)
        commands.zoom_wanted.connect(self.loupe.toggle_zoom)
        commands.sidebar_wanted.connect(lambda on: self._show_panel("sidebar", on))
        commands.inspector_wanted.connect(lambda on: self._show_panel("inspector", on))
        commands.full_screen_wanted.connect(lambda on: self.showFullScreen() if on else self.showNormal())
        commands.cards_resized.connect(self.page.grid.resize_cards)
        commands.select_all_wanted.connect(self.page.grid.selectAll)
        commands.quit_wanted.connect(self.close)
        self.toast.undo.clicked.connect(commands.undo)
        lone_keys = LoneKeys(self)
        lone_keys.caps_lock.connect(lambda: state.set_auto_advance(not state.auto_advance))
        lone_keys.alt.connect(commands.open_menu)

    # --- what happens -------------------------------------------------------------------------

    def show_album(self, key: str) -> None:
        """Show an album, the problem files, or the Safety page."""
        page = next((page for page, own in PAGE_KEYS.items() if own == key), None)
        if page is not None:
            self.state.show_page(page)
            return
        try:
            album = album_of(key, self._library)
        except CuratorError as error:  # of a newer version, or gone a moment ago
            self._work_failed(error)
            return
        self.state.show_page(Page.GRID)
        self.state.show_album(album)
        self.sidebar.choose(key)

    def _show_page(self, page: Page) -> None:
        self.pages.setCurrentWidget(self._page_widget(page))
        self.sidebar.setVisible(page is not Page.WELCOME and self.actions_table["sidebar"].isChecked())
        self.inspector.setVisible(
            page in (Page.GRID, Page.LOUPE) and self.actions_table["inspector"].isChecked()
        )
        self.sidebar.choose(PAGE_KEYS.get(page, self.state.album.key))
        self.toast.set_raised(36 if page is Page.COMPARE else 0)
        self.toast.raise_()
        self._update_actions()
        if page is Page.GRID:
            self.page.focus_photos()
            self._selection_changed()
        elif page is not Page.LOUPE:
            self.status.hide_count()
        if page is Page.WELCOME:
            self.feeds.welcome.focus()

    def _page_widget(self, page: Page) -> QWidget:
        """A page's widget; pages of feeds are built when they are first opened."""
        widget = self._widgets.get(page)
        if widget is None:
            widget = self._widgets[page] = self.feeds.page(page)
            self.pages.addWidget(widget)
        return widget

    def _show_panel(self, name: str, on: bool) -> None:
        self._memory.set_shown(name, on)
        self._show_page(self.state.page)

    def _empty_action(self, action: str) -> None:
        match action:
            case "all photos":
                self.show_album("all")
            case "clear filter":
                self.top_bar.filter.clear()
            case "retry":
                self.loading.load()

    def _selection_changed(self) -> None:
        self.inspector.set_selection_count(len(self.state.selection))
        if self.state.page in (Page.GRID, Page.LOUPE):
            stacking = self.state.stacking
            photos = len(self.state.ids) + stacking.hidden()
            self.status.show_count(photos, len(self.state.selection), stacking.closed)
        self._update_actions()

    def _update_actions(self) -> None:
        if self.commands.has_folders or self.bridge.busy:  # photos are there or on their way
            self.state.home = Page.GRID
        self.actions_table.update(self.commands.situation())

    def _show_undo(self, labels: tuple[str | None, str | None]) -> None:
        for name, text, label in zip(
            ("undo", "redo"), (self.tr("Undo"), self.tr("Redo")), labels, strict=True
        ):
            self.actions_table[name].setText(f"{text}: {label}" if label else text)
        self._update_actions()

    def _counted(self, facts: Facts) -> None:
        self.sidebar.show_facts(facts)
        self.sidebar.choose(PAGE_KEYS.get(self.state.page, self.state.album.key))
        self.commands.has_folders = bool(facts.folders)
        self._update_actions()

    def _changed_elsewhere(self) -> None:
        # While the engine works it says itself which photos it changed.
        if not self.bridge.busy:
            self.loading.refresh()
        self.operations.look()

    def _work_failed(self, error: Exception) -> None:
        if not isinstance(error, CuratorError):
            raise error
        self.status.show_message(problem_text(str(error)), lasting=True)

    def _focus_filter(self) -> None:
        self.top_bar.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top_bar.filter.selectAll()

    def _context_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        self.actions_table.fill_context_menu(menu)
        menu.popup(self.page.grid.viewport().mapToGlobal(place))
        menu.aboutToHide.connect(menu.deleteLater)

    # --- Qt's own -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Give the panels their widths, which only a laid out window has."""
        super().showEvent(event)
        if not event.spontaneous() and not self._panels_placed:
            self._panels_placed = True
            self._memory.place_panels(self.splitter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Folders from elsewhere may be dropped; our own photos go out, not in."""
        if event.source() is None and folders_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Index the folders."""
        self.commands.add_folders(folders_of(event))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Disappear at once, then end what is under way."""
        if not self._closed:
            self._closed = True
            self._memory.remember(self, self.splitter, self.page.grid.card_width)
            self.hide()
            QApplication.processEvents()
            self.watch.stop()
            self.bridge.close()
            self.tasks.close()
            self.page.close_threads()
            self.loupe.stop()
            self.inspector.stop()
            self.feeds.stop()
            self._library.close()
        super().closeEvent(event)
