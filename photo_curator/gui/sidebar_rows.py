"""How a line of the sidebar is drawn, and its name edited."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from photo_curator.gui import theme

KEY = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2
ALBUMS_SECTION = "section:Albums"
#: Of a heading: none of its lines unfolds, so they need no room for arrows.
FLAT = Qt.ItemDataRole.UserRole + 3


class SidebarRows(QStyledItemDelegate):
    """Title at the left, count at the right, an arrow where there is something below.

    Attributes:
        drop_key: the line that photos hang over.

    Signals:
        renamed: an album's key and the name typed for it.
    """

    renamed = Signal(str, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.drop_key = ""

    def restyle(self) -> None:
        """Take the theme's colours."""
        tokens = theme.current_theme()
        self._text, self._muted = QColor(tokens.text), QColor(tokens.muted)
        self._row, self._hover = QColor(tokens.row), QColor(tokens.hover)
        self._select = QColor(tokens.select)

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """A line's height; a heading stands apart."""
        metrics = option.fontMetrics
        section = index.data(KEY).startswith("section:")
        return QSize(60, metrics.height() + (18 if section else 10))

    def arrow_hit(self, view: QTreeView, index: QModelIndex) -> bool:
        """Whether the mouse is on the row's arrow."""
        rect = view.visualRect(index)
        point = view.viewport().mapFromGlobal(view.cursor().pos())
        return rect.left() <= point.x() <= rect.left() + 18

    def setModelData(  # noqa: N802 - Qt's name
        self,
        editor: QWidget,
        _model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A name was typed: said, not written. The library decides whether it can be had."""
        name = cast(QLineEdit, editor).text()
        if name != index.data():
            self.renamed.emit(index.data(KEY), name)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """As wide as the line."""
        view = cast(QTreeView, option.widget)
        rect: QRect = option.rect
        editor.setGeometry(
            QRect(rect.left(), rect.top(), view.viewport().width() - rect.left() - 8, rect.height())
        )

    def plus_hit(self, view: QTreeView, index: QModelIndex, point: QPoint) -> bool:
        """Whether a point is on the heading's plus."""
        return view.visualRect(index).contains(point) and self._plus(view, view.visualRect(index)).contains(
            point
        )

    def _plus(self, view: QTreeView, rect: QRect) -> QRect:
        return QRect(view.viewport().width() - 56, rect.top(), 22, rect.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a line."""
        view = cast(QTreeView, option.widget)
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        whole = QRect(8, rect.top(), view.viewport().width() - 16, rect.height())
        section = index.data(KEY).startswith("section:")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if index.data(KEY) == self.drop_key:
            painter.setPen(self._select)
            painter.setBrush(self._hover)
            painter.drawRoundedRect(whole.adjusted(0, 1, -1, -2), 5, 5)
        elif not section and (selected or state & QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._row if selected else self._hover)
            painter.drawRoundedRect(whole.adjusted(0, 1, 0, -1), 5, 5)
        if state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            painter.setPen(self._select)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(0, 1, -1, -2), 5, 5)
        font = QFont(option.font)
        # Where lines of a section can be unfolded, all of them leave room for the arrow.
        flat = not section and bool(index.parent().data(FLAT))
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
        if index.data(KEY) == ALBUMS_SECTION:
            plus = self._plus(view, rect)
            painter.setPen(self._muted)
            x, y = plus.center().x(), plus.center().y() + 4
            painter.drawLine(x - 4, y, x + 4, y)
            painter.drawLine(x, y - 4, x, y + 4)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        count = index.data(COUNT)
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
