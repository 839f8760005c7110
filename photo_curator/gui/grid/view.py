"""The grid itself: cards in lines under their days, laid out by arithmetic; it keeps its place.

Not a QListView: that one computes a place for each of 100,000 rows whenever the list changes (0.13 s
with all its shortcuts taken), asks the model for its row count each time, and knows no headings. All
cards have one size here, so where a card stands is a bisection and a division.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from photo_curator.domain.photo import PhotoSummary
from photo_curator.domain.timeline import Listing
from photo_curator.gui import theme
from photo_curator.gui.grid.delegate import Cards
from photo_curator.gui.grid.drag import drag_out, drag_picture
from photo_curator.gui.grid.headings import Headings
from photo_curator.gui.grid.layout import GridLayout
from photo_curator.gui.grid.model import PhotoModel
from photo_curator.gui.grid.selection import SharedSelection
from photo_curator.gui.grid.thumbnails import Thumbnails
from photo_curator.gui.state import BrowserState

SMALLEST_CARD, LARGEST_CARD, USUAL_CARD = 110, 420, 200
_SIZE_STEP = 1.15


class PhotoGrid(QAbstractItemView):
    """Cards in lines that fill the width; sorted by time, each day begins a line under its heading.

    A click on a heading selects its photos; one on a burst's badge opens or closes the burst.

    Signals:
        opened: a photo was double-clicked.
        badge_clicked: id of the burst.
        top_changed: another row stands at the top (its number).
        card_size_changed: the cards' least width.
    """

    opened = Signal(int)
    badge_clicked = Signal(int)
    top_changed = Signal(int)
    card_size_changed = Signal(int)

    def __init__(
        self, state: BrowserState, model: PhotoModel, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("grid")
        self.setAccessibleName(self.tr("Photos"))
        self._state, self._photos, self._thumbnails = state, model, thumbnails
        self._card_width = USUAL_CARD
        self._layout = GridLayout.fitting(self._card_width, self._card_width, 36)
        self._headings = Headings(self)
        self._top = -1
        self._pressed_heading: int | None = None
        #: How often the grid has been painted; for benchmarks.
        self.paints = 0
        self._cards = Cards(thumbnails)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Painted wholly by us, so that scrolling moves pixels and paints only what comes into view.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # The focus is shown on the current card; a frame around everything would move the cards.
        self.setStyleSheet("#grid, #grid:focus { border: none; }")
        self.setModel(model)
        model.selected = lambda: self._state.selection
        self._look_soon = QTimer(self, singleShot=True, interval=0)
        self._look_soon.timeout.connect(self._look)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._shared = SharedSelection(
            self.selectionModel(), model, state, lambda row: self._scroll_to_row(row, top=False)
        )
        model.dataChanged.connect(self._look_soon.start)
        thumbnails.ready.connect(self._repaint_keys)
        theme.theme_changed.connect(self._restyle)

    @property
    def columns(self) -> int:
        """Cards in a row."""
        return self._layout.columns

    @property
    def card_width(self) -> int:
        """The cards' least width; they are a little wider where that fills the row."""
        return self._card_width

    def set_card_width(self, width: int) -> None:
        """Make the cards larger or smaller; the photos in view stay in view."""
        width = max(SMALLEST_CARD, min(LARGEST_CARD, width))
        if width == self._card_width:
            return
        anchor = self._anchor()
        self._card_width = width
        self._arrange()
        self._restore(anchor)
        self.card_size_changed.emit(width)

    def resize_cards(self, steps: float) -> None:
        """One step larger (positive) or smaller."""
        self.set_card_width(round(self._card_width * _SIZE_STEP**steps))

    def show_list(self, listing: Listing, first: Iterable[PhotoSummary], *, keep_place: bool) -> None:
        """Show a query's answer.

        Args:
            listing: the state takes its ids over here, so that list and selection change together.
            first: summaries known already.
            keep_place: scroll so that the photo at the top stays there; else begin at the current photo.
        """
        anchor = self._anchor() if keep_place else None
        burst = None if anchor is None else self._state.stack_of(anchor[0])
        card = None if burst is None else self._state.ids[burst.row]
        with self._shared.paused():
            at_top = self.verticalScrollBar().value() == 0
            self._state.set_ids(listing.ids, listing.stacking)
            if self._state.current is None or (self._state.untouched and at_top):
                self._state.select_first()
            self._headings.show(listing)
            self._photos.show(listing.ids, self._state.row_of, first, listing.stacking)
            self._arrange()
        self._shared.follow()
        if anchor is not None:
            hidden = card is not None and self._state.row_of(anchor[0]) is None
            self._restore((card, 0) if hidden and card is not None else anchor)
        else:
            row = None if self._state.current is None else self._state.row_of(self._state.current)
            self._scroll_to_row(row or 0, top=True)
        self._top = -1
        self._look()

    def visible_rows(self) -> range:
        """Rows that are at least partly in view."""
        return self._layout.rows_in(self.viewport().rect(), self.verticalOffset())

    def scroll_to(self, row: int) -> None:
        """Bring a row to the top of the view."""
        self._scroll_to_row(row, top=True)

    # --- Qt's own ---------------------------------------------------------------------------

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads: by arithmetic, since all cards are alike."""
        if not self._layout.count:
            return QModelIndex()
        current = self.currentIndex()
        if not current.isValid():
            return self._photos.index(0)
        page = max(1, self.viewport().height() // self._layout.line_height)
        target = self._layout.row_after(current.row(), action, page)
        return super().moveCursor(action, modifiers) if target is None else self._photos.index(target)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters are commands here, not a search."""

    def scrollTo(  # noqa: N802 - Qt's name
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a card into view, wholly."""
        if index.isValid():
            self._scroll_to_row(index.row(), top=hint == QAbstractItemView.ScrollHint.PositionAtTop)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the new width; what is at the top stays there."""
        anchor = self._anchor()
        self._arrange()
        super().resizeEvent(event)
        self._restore(anchor)
        self._look_soon.start()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """With Ctrl the wheel sizes the cards."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.resize_cards(event.angleDelta().y() / 120)
            event.accept()
            return
        super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font needs other cards."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_cards"):
            self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the cards in what has come into view, and see to it that what is missing comes."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.current_theme().window))
        current = self.currentIndex().row() if self.hasFocus() else -1
        chosen = self.selectionModel()
        scrolled = self.verticalOffset()
        headings = self._layout.headings_in(event.rect(), scrolled)
        # Scrolling exposes two strips, the heading's and a new one: only cards that show there are drawn.
        bare = event.region()
        for _, rect in headings:
            bare -= rect
        parts = cast("Iterable[QRect]", bare)
        for row in sorted({row for part in parts for row in self._layout.rows_in(part, scrolled)}):
            stack = self._photos.stacking.at(row)
            self._cards.draw(
                painter,
                self._layout.rect_of(row, scrolled),
                self._photos.summary(row),
                chosen.isSelected(self._photos.index(row)),
                row == current,
                stack,
                0 if stack is None else row - stack.row,
            )
        for section, rect in headings:
            rows = self._layout.rows_of(section)
            words = self._headings.words(section, len(rows) + self._photos.stacking.hidden(rows))
            floats = rect.top() + scrolled != self._layout.tops[section]
            self._headings.draw(painter, rect, words, floats=floats)
        painter.end()
        self.paints += 1
        if not self._look_soon.isActive():
            self._look_soon.start()

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:  # noqa: N802 - Qt's name
        """Where a card stands in the viewport."""
        return self._layout.rect_of(index.row(), self.verticalOffset()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 - Qt's name
        """The card at a point of the viewport."""
        row = self._layout.row_at(point, self.verticalOffset())
        return QModelIndex() if row is None else self._photos.index(row)

    def horizontalOffset(self) -> int:  # noqa: N802 - Qt's name
        """The rows fill the width."""
        return 0

    def verticalOffset(self) -> int:  # noqa: N802 - Qt's name
        """How far it is scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: QModelIndex | QPersistentModelIndex) -> bool:  # noqa: ARG002, N802 - Qt's
        """No card is hidden."""
        return False

    def setSelection(  # noqa: N802 - Qt's name
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Select from one corner of `rect` to the other, in reading order.

        Args:
            rect: not normalised: its first corner is where the selection began.
            command: as Qt worked it out from the modifier keys.
        """
        rows = self._layout.span(rect.topLeft(), rect.bottomRight(), self.verticalOffset())
        selection = QItemSelection()
        if rows:
            selection.select(self._photos.index(rows.start), self._photos.index(rows.stop - 1))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802 - Qt's name
        """What must be painted anew when these are selected or not any more."""
        visible, scrolled = self.visible_rows(), self.verticalOffset()
        region = QRegion()
        for part in cast("Sequence[QItemSelectionRange]", selection):
            for row in range(max(part.top(), visible.start), min(part.bottom() + 1, visible.stop)):
                region += self._layout.rect_of(row, scrolled)
        return region

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Let the scroll bar know how far it goes."""
        super().updateGeometries()
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._layout.line_height // 3)
        bar.setRange(0, max(0, self._layout.height - self.viewport().height()))

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Move what is painted already; the heading at the top stays, and is painted anew."""
        self.viewport().scroll(dx, dy)
        if heading := self._layout.heading:
            self.viewport().update(0, min(0, dy), self.viewport().width(), heading + abs(dy))

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        """Hand the selected photos' files to another program, one of them at the pointer."""
        summary, ratio = self._photos.summary(self.currentIndex().row()), self.devicePixelRatioF()
        photo = None if summary is None else self._thumbnails.pixmap(self._cards.wanted(summary, ratio))
        files = self._photos.mimeData([self.currentIndex()])
        drag_out(self, files, drag_picture(photo, len(self._state.selection), ratio), actions)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember the heading; Qt sees a press beside the cards, and none on a badge."""
        self._pressed_heading = None
        if event.button() == Qt.MouseButton.LeftButton:
            burst = self._burst_badged(event.position().toPoint())
            if burst is not None:
                self.badge_clicked.emit(burst)
                return
        self._pressed_heading = self._layout.heading_at(event.position().toPoint(), self.verticalOffset())
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The second click on a badge opens no photo."""
        if self._burst_badged(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A badge can be clicked, and looks it."""
        super().mouseMoveEvent(event)
        if self._burst_badged(event.position().toPoint()) is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def _burst_badged(self, point: QPoint) -> int | None:
        """The burst whose badge is at a point."""
        row = self._layout.row_at(point, self.verticalOffset())
        stack = None if row is None else self._photos.stacking.at(row)
        if row is None or stack is None or row != stack.row:
            return None
        summary = self._photos.known(self._photos.ids[row])
        rect = self._cards.badge_rect(self._layout.rect_of(row, self.verticalOffset()), summary, stack)
        return summary.burst.id if summary and summary.burst and rect.contains(point) else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a heading selects its photos, with Ctrl besides those selected already."""
        super().mouseReleaseEvent(event)
        section = self._layout.heading_at(event.position().toPoint(), self.verticalOffset())
        if section is None or section != self._pressed_heading or event.button() != Qt.MouseButton.LeftButton:
            return
        flags = QItemSelectionModel.SelectionFlag
        rows = self._layout.rows_of(section)
        first, last = self._photos.index(rows.start), self._photos.index(rows.stop - 1)
        with self._shared.paused():
            self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
        added = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        self.selectionModel().select(
            QItemSelection(first, last), flags.Select if added else flags.ClearAndSelect
        )

    # --- layout and place -------------------------------------------------------------------

    def _arrange(self) -> None:
        # With room for the scroll bar whether it is there or not: the cards keep their places.
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        self._headings.fit(self._card_width)
        layout = GridLayout.fitting(width, self._card_width, self._cards.footer_height()).holding(
            len(self._photos.ids),
            [section.row for section in self._headings.sections],
            self._headings.height,
        )
        if layout != self._layout:
            self._layout = layout
            self._cards.shape = layout.shape
            self.viewport().update()
        self.updateGeometries()

    def _top_row(self) -> int:
        return self._layout.row_from(QPoint(0, 0), self.verticalOffset())

    def _anchor(self) -> tuple[int, int] | None:
        """The photo at the top, and how far it is scrolled out; negative below a heading."""
        value, row = self.verticalOffset(), self._top_row()
        if value == 0 or row >= len(self._photos.ids):
            return None
        return self._photos.ids[row], value - self._layout.line_top(row)

    def _restore(self, anchor: tuple[int, int] | None) -> None:
        if anchor is None:
            return
        row = self._state.row_of(anchor[0])
        if row is not None:
            self.verticalScrollBar().setValue(self._layout.line_top(row) + anchor[1])

    def _scroll_to_row(self, row: int, *, top: bool) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(self._layout.scrolled_to(row, bar.value(), self.viewport().height(), top=top))

    def _scrolled(self, _value: int) -> None:
        self._look_soon.start()
        row = self._top_row()
        if row != self._top:
            self._top = row
            self.top_changed.emit(row)

    # --- pictures ---------------------------------------------------------------------------

    def _look(self) -> None:
        """Ask for what is in view, then for what comes next when scrolling on."""
        rows = self.visible_rows()
        ratio = self.devicePixelRatioF()
        visible = [summary for summary in map(self._photos.summary, rows) if summary is not None]
        screen = len(rows)
        self._photos.prefetch(rows.start - screen, rows.stop + screen)
        around = [*range(rows.stop, rows.stop + screen), *range(rows.start - screen, rows.start)]
        ids = self._photos.ids
        ahead = [self._photos.known(ids[row]) for row in around if 0 <= row < len(ids)]
        self._thumbnails.want(
            [self._cards.wanted(summary, ratio) for summary in visible],
            [self._cards.wanted(summary, ratio) for summary in ahead if summary is not None],
        )

    def _repaint_keys(self, keys: set[str]) -> None:
        for row in self.visible_rows():
            summary = self._photos.known(self._photos.ids[row])
            if summary is not None and summary.thumbnail_key in keys:
                self.viewport().update(self.visualRect(self._photos.index(row)))

    def _restyle(self, *_: object) -> None:
        self._cards.restyle()
        self._headings.restyle()
        self._arrange()
        self.viewport().update()
