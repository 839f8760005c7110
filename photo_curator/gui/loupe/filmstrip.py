"""The neighbours of the photo in the loupe, small, in a row."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.photo import PhotoSummary
from photo_curator.domain.rating import Flag
from photo_curator.gui.photo_words import number
from photo_curator.gui.tasks import Executor
from photo_curator.gui.theme import current_theme

_PICTURES_KEPT = 160
_CELL = QSize(92, 66)
_Index = QModelIndex | QPersistentModelIndex
#: A thumbnail's key and the degrees it is turned by.
_Picture = tuple[str, int]
_SUMMARY_ROLE = Qt.ItemDataRole.UserRole


class FilmModel(QAbstractListModel):
    """Summaries with thumbnails that are read when first drawn.

    Args:
        layout: where the thumbnails lie.
        executor: reads them.
        parent: as in Qt.
    """

    def __init__(self, layout: LibraryLayout, executor: Executor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = layout
        self._executor = executor
        self._summaries: tuple[PhotoSummary, ...] = ()
        self._pictures: OrderedDict[_Picture, QPixmap] = OrderedDict()
        self._asked: set[_Picture] = set()

    def set_summaries(self, summaries: Sequence[PhotoSummary]) -> None:
        """Show other photos. The same ones again keep their place in the view."""
        fresh = tuple(summaries)
        if fresh == self._summaries:
            return
        same = [one.id for one in fresh] == [one.id for one in self._summaries]
        if not same:
            self.beginResetModel()
        self._summaries = fresh
        if same:
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
        else:
            self.endResetModel()

    def summary(self, row: int) -> PhotoSummary | None:
        """The photo of a row; None beyond the ends."""
        return self._summaries[row] if 0 <= row < len(self._summaries) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """How many photos."""
        return 0 if parent.isValid() else len(self._summaries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A photo, its picture, its name."""
        summary = self.summary(index.row())
        if summary is None:
            return None
        if role == _SUMMARY_ROLE:
            return summary
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture((summary.thumbnail_key, summary.rotation))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return os.path.basename(summary.path)
        return None

    def _picture(self, wanted: _Picture) -> QPixmap | None:
        found = self._pictures.get(wanted)
        if found is not None:
            self._pictures.move_to_end(wanted)
            return found
        key, rotation = wanted
        if key and wanted not in self._asked:
            self._asked.add(wanted)
            path = str(self._library.thumbnail(key, 256))
            self._executor.submit(
                lambda: _read_small(path, rotation), lambda image: self._take(wanted, image)
            )
        return None

    def _take(self, wanted: _Picture, image: QImage) -> None:
        self._asked.discard(wanted)
        self._pictures[wanted] = QPixmap.fromImage(image)
        while len(self._pictures) > _PICTURES_KEPT:
            self._pictures.popitem(last=False)
        for row, summary in enumerate(self._summaries):
            if summary.thumbnail_key == wanted[0]:
                self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])


def _read_small(path: str, rotation: int) -> QImage:
    """On a worker."""
    reader = QImageReader(path)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(_CELL * 2, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    return image.transformed(QTransform().rotate(rotation)) if rotation else image


class _FilmDelegate(QStyledItemDelegate):
    """A small picture, its score, a frame around the current one."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """All alike."""
        return _CELL + QSize(6, 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one photo."""
        theme = current_theme()
        summary: PhotoSummary = index.data(_SUMMARY_ROLE)
        picture: QPixmap | None = index.data(Qt.ItemDataRole.DecorationRole)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        cell: QRect = option.rect.adjusted(3, 3, -3, -3)
        outline = QPainterPath()
        outline.addRoundedRect(cell, 5, 5)
        painter.fillPath(outline, QColor(theme.raised))
        if picture is not None and not picture.isNull():
            painter.setClipPath(outline)
            if summary.flag is Flag.REJECT:
                painter.setOpacity(0.35)
            filled = picture.size().scaled(cell.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            target = QRect(cell.topLeft(), filled)
            target.moveCenter(cell.center())
            painter.drawPixmap(target, picture)
            painter.setOpacity(1.0)
            painter.setClipping(False)
        self._draw_score(painter, cell, summary)
        chosen = QStyle.StateFlag.State_Selected in option.state
        if chosen:
            painter.setPen(QPen(QColor(theme.select), 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(outline)
        painter.restore()

    @staticmethod
    def _draw_score(painter: QPainter, cell: QRect, summary: PhotoSummary) -> None:
        if summary.rating.value:
            text = f"★ {summary.rating.value}"
        elif summary.effective_score is not None:
            text = number(summary.effective_score)
        else:
            return
        theme, metrics = current_theme(), painter.fontMetrics()
        plate = QRect(0, 0, metrics.horizontalAdvance(text) + 10, metrics.height() + 2)
        plate.moveTopRight(cell.topRight() + QRect(-3, 3, 0, 0).topLeft())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.badge))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(QColor(theme.on_badge))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)


class Filmstrip(QListView):
    """The row of neighbours.

    Signals:
        chosen: the row that was clicked.
    """

    chosen = Signal(int)

    def __init__(self, layout: LibraryLayout, executor: Executor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._film = FilmModel(layout, executor, self)
        self.setModel(self._film)
        self.setItemDelegate(_FilmDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setUniformItemSizes(True)
        self.setWrapping(False)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_CELL.height() + 26)
        # The arrows belong to the loupe; the strip follows.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Filmstrip"))
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))

    @property
    def film(self) -> FilmModel:
        """The photos shown."""
        return self._film

    def show_film(self, summaries: Sequence[PhotoSummary], current: int) -> None:
        """Show photos, one of them framed and in the middle."""
        self._film.set_summaries(summaries)
        index = self._film.index(current)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A plain wheel moves sideways: there is no other way to go."""
        if event.type() == QEvent.Type.Wheel:
            delta = event.angleDelta()  # type: ignore[attr-defined]  # a QWheelEvent by its type
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (delta.x() or delta.y()))
            return True
        return bool(super().viewportEvent(event))
