"""The right half of the export sheet: what will be written, what is kept out, and what to look at."""

from __future__ import annotations

import os
from collections import OrderedDict

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.export import Concern, LeftOut, PlannedPhoto, Reason
from photo_curator.domain.library import LibraryLayout
from photo_curator.gui import theme
from photo_curator.gui.export import words
from photo_curator.gui.export.state import ExportState, Planned
from photo_curator.gui.face_strip import read_image

_THUMBNAIL = 44
_THUMBNAILS_KEPT = 256
# More are not named one by one: whoever leaves out so many does not look at each.
_LEFT_OUT_SHOWN = 100
_LEFT_OUT_HEIGHT = 168
_Index = QModelIndex | QPersistentModelIndex


class Preview(QWidget):
    """The plan as a person reads it.

    Args:
        state: shown; dangerous selfies are allowed there one by one.
    """

    def __init__(self, state: ExportState) -> None:
        super().__init__()
        self._state, self._words = state, words.ExportWords(self)
        self.heading = label("title")
        self.error = label("danger", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._out_heading = label("heading")
        self._out_rows = QVBoxLayout()
        self._out_rows.setContentsMargins(12, 6, 12, 6)
        self._out_rows.setSpacing(4)
        inner = QWidget()
        inner.setLayout(self._out_rows)
        self._out = QScrollArea(widgetResizable=True)
        self._out.setWidget(inner)
        self._out.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._out_card = QFrame()
        self._out_card.setProperty("surface", "card")
        card = QVBoxLayout(self._out_card)
        card.setContentsMargins(1, 1, 1, 1)
        card.addWidget(self._out)
        self._in_heading = label("heading")
        self.model = _Written(state.library.layout)
        self.view = QListView(uniformItemSizes=True, spacing=0)
        self.view.setAccessibleName(self.tr("What will be written"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Row(self.view))
        self.view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 10)
        column.setSpacing(8)
        for widget in (self.heading, self.error):
            column.addWidget(widget)
        column.addLayout(self._lines)
        column.addWidget(self._out_heading)
        column.addWidget(self._out_card)
        column.addWidget(self._in_heading)
        column.addWidget(self.view, 1)

    def show_plan(self) -> None:
        """Another plan, or the reason why there is none."""
        found, error = self._state.found, self._state.error
        self.error.setText(words.error_words(error))
        self.error.setVisible(bool(error))
        self.heading.setText(self._words.heading(found.plan) if found else self.tr("Nothing to export"))
        _clear(self._lines)
        plan = found.plan if found else None
        for concern in Concern:
            if plan and plan.count(concern):
                self._lines.addWidget(_concern(concern, self._words.concern_line(concern, plan)))
        self._show_left_out(found)
        self.model.show_plan(found)
        count = len(plan.photos) if plan else 0
        self._in_heading.setText(self.tr("What will be written"))
        self._in_heading.setVisible(count > 0)

    def _show_left_out(self, found: Planned | None) -> None:
        _clear(self._out_rows)
        out = found.plan.left_out if found else ()
        # What can be decided comes first.
        ordered = sorted(out, key=lambda one: one.reason is not Reason.DANGEROUS)
        for one in ordered[:_LEFT_OUT_SHOWN]:
            self._out_rows.addWidget(self._left_out_row(one, found))
        if len(out) > _LEFT_OUT_SHOWN:
            self._out_rows.addWidget(label("muted", self.tr("and %n more", "", len(out) - _LEFT_OUT_SHOWN)))
        self._out_rows.addStretch(1)
        self._out_heading.setText(self.tr("%n photos are left out", "", len(out)))
        rows = min(len(out), _LEFT_OUT_SHOWN + 1)
        self._out.setFixedHeight(min(_LEFT_OUT_HEIGHT, rows * (_THUMBNAIL + 4) + 10))
        self._out_heading.setVisible(bool(out))
        self._out_card.setVisible(bool(out))

    def _left_out_row(self, one: LeftOut, found: Planned | None) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        picture = QLabel()
        picture.setFixedSize(_THUMBNAIL, _THUMBNAIL)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if found is not None:
            image = self.model.thumbnail(one.photo_id, self.devicePixelRatioF(), found)
            picture.setPixmap(QPixmap.fromImage(image))
        line.addWidget(picture)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        name = label("", os.path.basename(one.path))
        name.setToolTip(one.path)
        name.setMinimumWidth(40)
        texts.addWidget(name)
        role = "warn" if one.reason is Reason.DANGEROUS else "small"
        reason = label(role, words.reason_words(one))
        reason.setToolTip(reason.text())
        reason.setMinimumWidth(40)  # the button beside it stays whole
        texts.addWidget(reason)
        line.addLayout(texts, 1)
        if one.reason is Reason.DANGEROUS:
            allow = QPushButton(self.tr("Export anyway"), autoDefault=False)
            allow.setAccessibleName(f"{allow.text()}: {name.text()}")
            allow.clicked.connect(lambda _on: self._state.allow(one.photo_id))
            line.addWidget(allow)
        return row


class _Written(QAbstractListModel):
    """The photos to be written; thumbnails are read for the rows in view."""

    def __init__(self, layout: LibraryLayout) -> None:
        super().__init__()
        self._layout = layout
        self._found: Planned | None = None
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()

    def show_plan(self, found: Planned | None) -> None:
        """Another plan."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def photo(self, index: _Index) -> PlannedPhoto:
        """A row's photo."""
        assert self._found is not None
        return self._found.plan.photos[index.row()]

    def picture(self, index: _Index, ratio: float) -> QImage:
        """A row's thumbnail."""
        assert self._found is not None
        return self.thumbnail(self.photo(index).photo_id, ratio, self._found)

    def thumbnail(self, photo_id: int, ratio: float, found: Planned) -> QImage:
        """A photo's thumbnail, turned as the user wants it; null where the cache has none."""
        side = round(_THUMBNAIL * ratio)
        if (photo_id, side) not in self._images:
            summary = found.summaries.get(photo_id)
            image = QImage()
            if summary is not None:
                image = read_image(self._layout.thumbnail(summary.thumbnail_key, 256))
            if summary is not None and not image.isNull():
                keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                image = image.transformed(QTransform().rotate(summary.rotation))
                image = image.scaled(side, side, keep, smooth)
                image.setDevicePixelRatio(ratio)
            self._images[photo_id, side] = image
            if len(self._images) > _THUMBNAILS_KEPT:
                self._images.popitem(last=False)
        return self._images[photo_id, side]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """How many photos."""
        return 0 if parent.isValid() or self._found is None else len(self._found.plan.photos)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row in words."""
        if not index.isValid():
            return None
        photo = self.photo(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return photo.target
        if role == Qt.ItemDataRole.ToolTipRole:
            return photo.path
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{photo.target}, {words.concern_words(photo)}"
        return None


class _Row(QStyledItemDelegate):
    """A photo on a line: how it looks, what it will be called, what to look at."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        model = index.model()
        assert isinstance(model, _Written)
        tokens = theme.current_theme()
        photo, area = model.photo(index), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(tokens.hover))
        image = model.picture(index, painter.device().devicePixelRatioF())
        size = image.deviceIndependentSize().toSize()
        place = QRect(area.left(), area.top() + 2, _THUMBNAIL, _THUMBNAIL)
        painter.drawImage(
            place.left() + (_THUMBNAIL - size.width()) // 2,
            place.top() + (_THUMBNAIL - size.height()) // 2,
            image,
        )
        left, middle = place.right() + 12, area.center().y()
        width = area.right() - left - 8
        about = words.concern_words(photo)
        height = option.fontMetrics.height()
        top = middle - (height if about else height // 2)
        for text, colour in ((photo.target, tokens.text), (about, tokens.muted)):
            if text:
                painter.setPen(QColor(colour))
                shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
                painter.drawText(QRect(left, top, width, height), int(Qt.AlignmentFlag.AlignVCenter), shown)
            top += height
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802 - Qt's name
        """A thumbnail with a little air."""
        return QSize(200, max(_THUMBNAIL + 4, 2 * option.fontMetrics.height() + 6))


def _concern(concern: Concern, text: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    sign = QLabel()
    sign.setPixmap(theme.icon(words.ICONS[concern]).pixmap(16, 16))
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    role = "warn" if concern in (Concern.DANGEROUS, Concern.EYES_CLOSED) else ""
    line.addWidget(label(role, text, wrap=True), 1)
    return row


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()


def label(role: str, text: str = "", *, wrap: bool = False) -> QLabel:
    """A label of one of the style sheet's roles; nothing in its text is taken for markup."""
    made = QLabel(text, wordWrap=wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    return made
