"""A grid of face pictures: people with their names, or the faces of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photo_curator.gui import theme

ID = Qt.ItemDataRole.UserRole + 1
_PICTURE = Qt.ItemDataRole.UserRole + 2
_BELOW = Qt.ItemDataRole.UserRole + 3
_STRONG = Qt.ItemDataRole.UserRole + 4
_MARGIN = 8
_LINE = 22


class FaceGrid(QListWidget):
    """Pictures in rows; several can be selected.

    Args:
        side: of a picture.
        named: whether a name and a line below it stand under each picture.

    Signals:
        named: an item's id and the name typed for it.
        dropped: ids that were dragged, and the id they were dropped on.
        opened: an item's id.
    """

    named = Signal(int, str)
    dropped = Signal(object, int)
    opened = Signal(int)

    def __init__(self, side: int, *, named: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, QListWidgetItem] = {}
        self._target: QPersistentModelIndex | None = None
        self._delegate = _Delegate(self, side, named=named)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setMovement(QListWidget.Movement.Static)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("faces")
        self.setStyleSheet("#faces, #faces:focus { border: none; background: transparent; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSpacing(0)
        self.setGridSize(self._delegate.size)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.SelectedClicked | triggers.EditKeyPressed if named else triggers.NoEditTriggers
        )
        self.setDragEnabled(named)
        self.setAcceptDrops(named)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.itemDoubleClicked.connect(self._open)
        self._delegate.typed.connect(self.named)

    def show_items(self, items: Sequence[tuple[int, str, str, bool]], known: Sequence[str] = ()) -> None:
        """Show other items; selection, place and pictures of those that stay are kept.

        Args:
            items: id, text, line below, whether the text is a name (and not a place for one).
            known: names to complete what is typed.
        """
        self._delegate.known = tuple(known)
        if [one for one, *_ in items] == list(self._rows):
            for line in items:
                self._fill(*line)
            self.itemSelectionChanged.emit()
            return
        chosen, current = set(self.selected()), self.current()
        pictures = {one: item.data(_PICTURE) for one, item in self._rows.items()}
        place = self.verticalScrollBar().value()
        blocked = self.blockSignals(True)
        self.clear()
        self._rows = {}
        for one, text, below, strong in items:
            item = QListWidgetItem()
            item.setData(ID, one)
            item.setData(_PICTURE, pictures.get(one))
            item.setSizeHint(self._delegate.size)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
            item.setFlags(flags | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDropEnabled)
            self.addItem(item)
            self._rows[one] = item
            self._fill(one, text, below, strong)
            item.setSelected(one in chosen)
        if current in self._rows:
            self.setCurrentItem(self._rows[current])
            self._rows[current].setSelected(current in chosen)
        self.blockSignals(blocked)
        self.verticalScrollBar().setValue(place)
        self.itemSelectionChanged.emit()

    def set_pictures(self, pictures: Mapping[int, QImage]) -> None:
        """Fill items' places."""
        for one, image in pictures.items():
            if one in self._rows and not image.isNull():
                self._rows[one].setData(_PICTURE, self._delegate.picture(image, self.devicePixelRatioF()))

    def without_picture(self) -> list[int]:
        """Ids of items whose picture has not come."""
        return [one for one, item in self._rows.items() if item.data(_PICTURE) is None]

    def selected(self) -> list[int]:
        """Ids, in the order shown."""
        return [one for one, item in self._rows.items() if item.isSelected()]

    def current(self) -> int | None:
        """The id of the item that keys mean."""
        item = self.currentItem()
        return None if item is None else int(item.data(ID))

    def edit_name(self, one: int) -> None:
        """Let a name be typed."""
        self.setCurrentItem(self._rows[one])
        self.editItem(self._rows[one])

    def is_target(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether something is being dragged over an item."""
        return self._target is not None and self._target == index

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """An item can be dropped on another one."""
        index = self.indexAt(event.position().toPoint())
        fits = event.source() is self and index.isValid() and index.data(ID) not in self.selected()
        self._target = QPersistentModelIndex(index) if fits else None
        self.viewport().update()
        event.setAccepted(fits)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Tell what was dropped on what."""
        index = self.indexAt(event.position().toPoint())
        self._target = None
        self.viewport().update()
        if event.source() is self and index.isValid():
            self.drop(self.selected(), int(index.data(ID)))
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def drop(self, ids: Sequence[int], on: int) -> None:
        """Items were dragged onto another one."""
        others = [one for one in ids if one != on]
        if others:
            self.dropped.emit(others, on)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters are commands of the window, not a search."""

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Nothing is a target once the pointer has left."""
        if event.type() is QEvent.Type.DragLeave:
            self._target = None
            self.viewport().update()
        return super().viewportEvent(event)

    def _fill(self, one: int, text: str, below: str, strong: bool) -> None:
        item = self._rows[one]
        item.setData(_STRONG, strong)
        item.setText(text)
        item.setData(_BELOW, below)
        item.setToolTip(text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {below}" if below else text)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(int(item.data(ID)))


class _Delegate(QStyledItemDelegate):
    """A round-cornered picture; below it a name that can be typed, and a line."""

    typed = Signal(int, str)

    def __init__(self, view: FaceGrid, side: int, *, named: bool) -> None:
        super().__init__(view)
        self._view, self._side, self._named = view, side, named
        self.known: tuple[str, ...] = ()
        self.size = QSize(side + 2 * _MARGIN, side + 2 * _MARGIN + (2 * _LINE if named else 0))

    def picture(self, image: QImage, ratio: float) -> QPixmap:
        """An image cut to the square that is shown."""
        side = round(self._side * ratio)
        filled = image.scaled(
            QSize(side, side),
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        left, top = (filled.width() - side) // 2, (filled.height() - side) // 2
        pixmap = QPixmap.fromImage(filled.copy(left, top, side, side))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def sizeHint(  # noqa: N802 - Qt's name
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.size

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = theme.current_theme()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self._square(rect)), 10, 10)
        painter.fillPath(outline, QColor(tokens.raised))
        picture = index.data(_PICTURE)
        if picture is not None:
            painter.setClipPath(outline)
            painter.drawPixmap(self._square(rect).topLeft(), picture)
            painter.setClipping(False)
        target = self._view.is_target(index)
        focused = bool(state & QStyle.StateFlag.State_HasFocus) and self._view.hasFocus()
        if selected or target or focused:
            colour = tokens.accent if target else tokens.select
            painter.setPen(QPen(QColor(colour), 3 if selected or target else 1))
            painter.drawPath(outline)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(tokens.strong_line), 1))
            painter.drawPath(outline)
        if self._named:
            font = option.font
            font.setBold(bool(index.data(_STRONG)))
            painter.setFont(font)
            painter.setPen(QColor(tokens.text if index.data(_STRONG) else tokens.link))
            self._text(painter, self._name_rect(rect), index.data())
            font.setBold(False)
            painter.setFont(font)
            painter.setPen(QColor(tokens.muted))
            self._text(painter, self._name_rect(rect).translated(0, _LINE - 4), index.data(_BELOW))
        painter.restore()

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
        editor.setPlaceholderText(self.tr("Name"))
        editor.setAccessibleName(self.tr("Name"))
        completer = QCompleter(list(self.known), editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        editor.setCompleter(completer)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802
        # What is being typed stays where the line below the name changes meanwhile.
        if not (line := cast(QLineEdit, editor)).isModified():
            line.setText(index.data() if index.data(_STRONG) else "")

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, _model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        text = cast(QLineEdit, editor).text().strip()
        if text != (index.data() if index.data(_STRONG) else ""):
            self.typed.emit(int(index.data(ID)), text)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        editor.setGeometry(self._name_rect(rect).adjusted(-4, -3, 4, 3))

    def _square(self, rect: QRect) -> QRect:
        left = rect.left() + (rect.width() - self._side) // 2
        return QRect(QPoint(left, rect.top() + _MARGIN), QSize(self._side, self._side))

    def _name_rect(self, rect: QRect) -> QRect:
        return QRect(rect.left() + 4, rect.top() + _MARGIN + self._side + 4, rect.width() - 8, _LINE)

    @staticmethod
    def _text(painter: QPainter, rect: QRect, text: str) -> None:
        fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, fitting)
