"""The sidebar: albums with their counts, folders, places and months."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import (
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSettings,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from photo_curator.gui import theme
from photo_curator.gui.album_tree import Node, sections
from photo_curator.gui.loading import Facts

_KEY = Qt.ItemDataRole.UserRole + 1
_COUNT = Qt.ItemDataRole.UserRole + 2
_INDENT = 14
_FLAT_SECTIONS = ("section:Library", "section:Look before posting", "section:Housekeeping")


#: Folders, places and years are folded until somebody opens them; sections are not.
class Sidebar(QTreeView):
    """Albums by section; sections and folders fold.

    Signals:
        album_chosen: an album's key, or `PROBLEMS_KEY`.
    """

    album_chosen = Signal(str)

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Albums"))
        self._settings = settings
        self._items: dict[str, QStandardItem] = {}
        self._shape: object = None
        self._chosen = ""
        self._model = QStandardItemModel(self)
        self._rows = _RowDelegate(self)
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
                if item.data(_COUNT) != count:
                    item.setData(count, _COUNT)
            return
        self._shape = shape
        self._items.clear()
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
        item.setData(node.key, _KEY)
        item.setData(node.count, _COUNT)
        spoken = node.title if node.count is None else f"{node.title}, {node.count}"
        item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
        if node.key.startswith("folder:"):
            item.setToolTip(node.key.partition(":")[2])
        if node.key.startswith("section:"):
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._items[node.key] = item
        parent.appendRow(item)
        for child in node.children:
            self._add(item, child)

    def _unfold(self, parent: QModelIndex, *, top: bool) -> None:
        for row in range(self._model.rowCount(parent)):
            index = self._model.index(row, 0, parent)
            key = index.data(_KEY)
            default = not top
            folded = self._settings.value(f"sidebar/folded/{_setting(key)}", default, type=bool)
            self.setExpanded(index, not folded)
            self._unfold(index, top=False)

    def _remember(self, index: QModelIndex, folded: bool) -> None:
        self._settings.setValue(f"sidebar/folded/{_setting(index.data(_KEY))}", folded)

    def _clicked(self, index: QModelIndex) -> None:
        key = index.data(_KEY)
        if key.startswith("section:"):
            self.setExpanded(index, not self.isExpanded(index))
            return
        if self._model.hasChildren(index) and self._rows.arrow_hit(self, index):
            self.setExpanded(index, not self.isExpanded(index))
        self._choose_and_tell(key)

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        key = index.data(_KEY) if index.isValid() else None
        if key and not key.startswith("section:"):
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


class _RowDelegate(QStyledItemDelegate):
    """Title at the left, count at the right, an arrow where there is something below."""

    def restyle(self) -> None:
        tokens = theme.current_theme()
        self._text, self._muted = QColor(tokens.text), QColor(tokens.muted)
        self._row, self._hover = QColor(tokens.row), QColor(tokens.hover)
        self._select = QColor(tokens.select)

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        metrics = option.fontMetrics
        section = index.data(_KEY).startswith("section:")
        return QSize(60, metrics.height() + (18 if section else 10))

    def arrow_hit(self, view: QTreeView, index: QModelIndex) -> bool:
        """Whether the mouse is on the row's arrow."""
        rect = view.visualRect(index)
        point = view.viewport().mapFromGlobal(view.cursor().pos())
        return rect.left() <= point.x() <= rect.left() + 18

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = cast(QTreeView, option.widget)
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        whole = QRect(8, rect.top(), view.viewport().width() - 16, rect.height())
        section = index.data(_KEY).startswith("section:")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if not section and (selected or state & QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._row if selected else self._hover)
            painter.drawRoundedRect(whole.adjusted(0, 1, 0, -1), 5, 5)
        if state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            painter.setPen(self._select)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(0, 1, -1, -2), 5, 5)
        font = QFont(option.font)
        # Where lines of a section can be unfolded, all of them leave room for the arrow.
        flat = not section and index.parent().data(_KEY) in _FLAT_SECTIONS
        left = rect.left() + (2 if flat else 14)
        right = whole.right() - 8
        has_below = index.model().hasChildren(index)
        if section:
            font.setPointSizeF(font.pointSizeF() * 0.88)
            font.setWeight(QFont.Weight.DemiBold)
        if has_below:
            arrow = theme.tinted_pixmap(
                "chevron-down" if view.isExpanded(index) else "chevron-right",
                theme.current_theme().muted, 12, painter.device().devicePixelRatio(),
            )  # fmt: skip
            if section:
                painter.drawPixmap(right - 10, rect.center().y() - 2, arrow)
            else:
                painter.drawPixmap(rect.left() - 1, rect.center().y() - 5, arrow)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        count = index.data(_COUNT)
        if count is not None:
            number = QLocale().toString(count)
            painter.setPen(self._muted)
            painter.drawText(
                QRect(left, rect.top(), right - left, rect.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                number,
            )
            right -= metrics.horizontalAdvance(number) + 8
        painter.setPen(self._muted if section else self._text)
        # A heading stands nearer to what it heads.
        drop = 6 if section else 0
        space = QRect(left, rect.top() + drop, right - left, rect.height() - drop)
        text = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


def _shape(nodes: Iterable[Node]) -> tuple[object, ...]:
    return tuple((node.key, node.title, _shape(node.children)) for node in nodes)


def _counts(nodes: Iterable[Node]) -> Iterable[tuple[str, int | None]]:
    for node in nodes:
        yield node.key, node.count
        yield from _counts(node.children)


def _setting(key: str) -> str:
    """A key as QSettings can hold it: slashes would make groups of it."""
    return key.replace("/", "|").replace("\\", "|")
