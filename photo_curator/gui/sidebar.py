"""The sidebar: albums with their counts, folders, places and months."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSettings, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from photo_curator.gui import theme
from photo_curator.gui.album_tree import FOLDED_SECTIONS, Node, sections
from photo_curator.gui.grid.drag import dragged_photos
from photo_curator.gui.loading import Facts
from photo_curator.gui.sidebar_rows import ALBUMS_SECTION, COUNT, FLAT, KEY, SidebarRows

_INDENT = 14
#: Lines that are no albums: they unfold what is below them.
_NO_ALBUMS = ("section:", "more:")
#: In the window they mean photos; here they mean albums, or nothing.
_OWN_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Delete)


#: Folders, places and years are folded until somebody opens them; sections are not.
class Sidebar(QTreeView):
    """Albums by section; sections and folders fold.

    Signals:
        album_chosen: an album's key, or `PROBLEMS_KEY`.
        renamed: the key of an album of the user's, and the name typed for it.
        delete_asked: the key of one that is to go.
        menu_asked: a menu is wanted for this key, at this place on the screen.
        photos_dropped: photos were dropped on a line: its key, their ids.
    """

    album_chosen = Signal(str)
    renamed = Signal(str, str)
    delete_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    photos_dropped = Signal(str, object)

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Albums"))
        self._settings = settings
        self._items: dict[str, QStandardItem] = {}
        self._manual: set[str] = set()
        self._shape: object = None
        self._chosen = ""
        self._model = QStandardItemModel(self)
        self._rows = SidebarRows(self)
        self.setModel(self._model)
        self.setItemDelegate(self._rows)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(_INDENT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self._rows.renamed.connect(self.renamed)
        self._restyle()
        theme.theme_changed.connect(self._restyle)
        self.clicked.connect(self._clicked)
        self.activated.connect(self._clicked)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.expanded.connect(lambda index: self._remember(index, False))
        self.collapsed.connect(lambda index: self._remember(index, True))

    def show_facts(self, facts: Facts) -> None:
        """Bring albums and counts up to date; what is folded and chosen stays."""
        nodes = sections(facts)
        shape = _shape(nodes)
        if shape == self._shape:
            for key, count in _counts(nodes):
                item = self._items[key]
                if item.data(COUNT) != count:
                    item.setData(count, COUNT)
            return
        self._shape = shape
        self._items.clear()
        self._manual.clear()
        blocked = self.selectionModel().blockSignals(True)
        place = self.verticalScrollBar().value()
        self._model.clear()
        for node in nodes:
            self._add(self._model.invisibleRootItem(), node)
        self._unfold(QModelIndex(), top=True)
        self.selectionModel().blockSignals(blocked)
        self.choose(self._chosen)
        self.verticalScrollBar().setValue(place)

    def choose(self, key: str) -> None:
        """Mark an album as the one shown, without saying so."""
        self._chosen = key
        item = self._items.get(key)
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(item.index() if item is not None else QModelIndex())
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def title_of(self, key: str) -> str:
        """An album's title as shown; "" where it is not in the sidebar."""
        item = self._items.get(key)
        return "" if item is None else item.text()

    def rename(self, key: str) -> None:
        """Let a name be typed in the place of an album's."""
        item = self._items.get(key)
        if item is not None and item.isEditable():
            self.setCurrentIndex(item.index())
            self.edit(item.index())

    def event(self, event: QEvent) -> bool:
        """Keep keys that mean albums here from the window's commands: Delete would trash photos."""
        if event.type() == QEvent.Type.ShortcutOverride and cast(QKeyEvent, event).key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """F2 renames and Delete deletes an album of the user's; the menu key opens its menu."""
        index = self.currentIndex()
        own = index.isValid() and self._model.itemFromIndex(index).isEditable()
        if event.key() == Qt.Key.Key_F2 and own:
            self.edit(index)
        elif event.key() == Qt.Key.Key_Delete and own:
            self.delete_asked.emit(index.data(KEY))
        elif event.key() not in _OWN_KEYS:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the line's menu."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        place = event.globalPos()
        if not by_mouse and index.isValid():
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        self.menu_asked.emit(index.data(KEY) if index.isValid() else "", place)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The right button opens a menu and chooses nothing; the heading's plus makes an album."""
        index = self.indexAt(event.position().toPoint())
        heads_albums = index.isValid() and index.data(KEY) == ALBUMS_SECTION
        if heads_albums and self._rows.plus_hit(self, index, event.position().toPoint()):
            self.menu_asked.emit(ALBUMS_SECTION, event.globalPosition().toPoint())
        elif event.button() is Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    # --- photos dropped on albums ---------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Our own photos may come in; files and folders from elsewhere are the window's."""
        if dragged_photos(event.mimeData()):
            event.accept()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Mark the line that would take them; near an edge the list moves."""
        super().dragMoveEvent(event)
        self._hang_over(self._taker(event.position().toPoint()))
        if self._rows.drop_key:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """They go elsewhere."""
        super().dragLeaveEvent(event)
        self._hang_over("")

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Say who takes which photos; the album's own writing comes later."""
        key = self._taker(event.position().toPoint())
        self._hang_over("")
        photos = dragged_photos(event.mimeData())
        if key and photos:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.photos_dropped.emit(key, photos)
        else:
            event.ignore()

    def _taker(self, point: QPoint) -> str:
        """The key of what takes photos at a point: a manual album, or the heading for a new one; else ""."""
        index = self.indexAt(point)
        key = index.data(KEY) if index.isValid() else ""
        return key if key == ALBUMS_SECTION or key in self._manual else ""

    def _hang_over(self, key: str) -> None:
        if key != self._rows.drop_key:
            self._rows.drop_key = key
            self.viewport().update()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters and digits are commands of the window, not a search."""

    def drawBranches(  # noqa: N802 - Qt's name
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The rows draw their own arrows."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Fill with the panel's colour first."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.current_theme().panel))
        painter.end()
        super().paintEvent(event)

    def _add(self, parent: QStandardItem, node: Node) -> None:
        item = QStandardItem(node.title)
        item.setData(node.key, KEY)
        item.setData(node.count, COUNT)
        spoken = node.title if node.count is None else f"{node.title}, {node.count}"
        item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(node.tip or node.title)
        item.setData(not any(child.children for child in node.children), FLAT)
        item.setEditable(node.own)
        if node.manual:
            self._manual.add(node.key)
        if node.key.startswith(_NO_ALBUMS):
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._items[node.key] = item
        parent.appendRow(item)
        for child in node.children:
            self._add(item, child)

    def _unfold(self, parent: QModelIndex, *, top: bool) -> None:
        for row in range(self._model.rowCount(parent)):
            index = self._model.index(row, 0, parent)
            key = index.data(KEY)
            default = not top or key in FOLDED_SECTIONS
            folded = self._settings.value(f"sidebar/folded/{_setting(key)}", default, type=bool)
            self.setExpanded(index, not folded)
            self._unfold(index, top=False)

    def _remember(self, index: QModelIndex, folded: bool) -> None:
        self._settings.setValue(f"sidebar/folded/{_setting(index.data(KEY))}", folded)

    def _clicked(self, index: QModelIndex) -> None:
        key = index.data(KEY)
        if key.startswith(_NO_ALBUMS):
            self.setExpanded(index, not self.isExpanded(index))
            return
        if self._model.hasChildren(index) and self._rows.arrow_hit(self, index):
            self.setExpanded(index, not self.isExpanded(index))
        self._choose_and_tell(key)

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        key = index.data(KEY) if index.isValid() else None
        if key and not key.startswith(_NO_ALBUMS):
            self._choose_and_tell(key)

    def _choose_and_tell(self, key: str) -> None:
        if key != self._chosen:
            self._chosen = key
            self.album_chosen.emit(key)

    def _restyle(self, *_: object) -> None:
        self._rows.restyle()
        self.setStyleSheet(
            "#sidebar, #sidebar:focus { border: none; padding-top: 6px; }"
            " #sidebar { selection-background-color: transparent; }"
            " #sidebar::item, #sidebar::item:hover, #sidebar::item:selected, #sidebar::branch"
            " { background: transparent; }"
        )
        self.viewport().update()


def _shape(nodes: Iterable[Node]) -> tuple[object, ...]:
    return tuple((node.key, node.title, node.tip, node.manual, _shape(node.children)) for node in nodes)


def _counts(nodes: Iterable[Node]) -> Iterable[tuple[str, int | None]]:
    for node in nodes:
        yield node.key, node.count
        yield from _counts(node.children)


def _setting(key: str) -> str:
    """A key as QSettings can hold it: slashes would make groups of it."""
    return key.replace("/", "|").replace("\\", "|")
