"""Thumbnails for the grid: decoded by worker threads, visible ones first, stale requests dropped."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QBrush, QImage, QImageReader, QPainter, QPixmap, QTransform

from photo_curator.domain.library import THUMBNAIL_SIZES, LibraryLayout

_log = logging.getLogger(__name__)

#: QPixmapCache's default of 10 MB holds 53 thumbnails; this is five screens of them, and a fixed bound.
CACHE_BYTES = 56 * 1024 * 1024
_WORKERS = 2
#: Where a picture is higher than its card, so much of what must go goes at the top: heads are up there.
_CUT_ABOVE = 0.3
#: A thumbnail may be drawn this much larger than it is before the next size is worth reading.
_STRETCH_ALLOWED = 1.15


class Wanted(NamedTuple):
    """One card's picture.

    Attributes:
        key: of the cached thumbnail files.
        width: of the picture in device pixels.
        height: likewise.
        rotation: degrees clockwise the user turned it by.
        corner: radius of the upper corners in device pixels.
    """

    key: str
    width: int
    height: int
    rotation: int = 0
    corner: int = 0


class Thumbnails(QObject):
    """A bounded cache of pictures, filled in the background.

    `ready` carries the keys that have arrived since it was last emitted.
    """

    ready = Signal(object)
    _decoded = Signal(object, object)

    def __init__(
        self, layout: LibraryLayout, cache_bytes: int = CACHE_BYTES, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._layout = layout
        self._limit = cache_bytes
        self._pixmaps: OrderedDict[Wanted, QPixmap] = OrderedDict()
        self._latest: dict[str, Wanted] = {}
        self._bytes = 0
        self._absent: set[str] = set()
        self._arrived: set[str] = set()
        self._work = threading.Condition()
        self._pending: list[Wanted] = []
        self._in_work: set[Wanted] = set()
        self._closed = False
        self._decoded.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._announce = QTimer(self, singleShot=True, interval=8)
        self._announce.timeout.connect(self._tell)
        self._threads = [
            threading.Thread(target=self._decode_all, name=f"thumbnails {n}", daemon=True)
            for n in range(_WORKERS)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def bytes_held(self) -> int:
        """Memory of the pictures in the cache."""
        return self._bytes

    @property
    def idle(self) -> bool:
        """Whether everything that was wanted has been decoded and handed over."""
        with self._work:
            return not self._pending and not self._in_work and not self._announce.isActive()

    def pixmap(self, wanted: Wanted) -> QPixmap | None:
        """The picture, or another size of it until it comes; None where there is nothing to show yet."""
        found = self._pixmaps.get(wanted)
        if found is not None:
            self._pixmaps.move_to_end(wanted)
            return found
        other = self._latest.get(wanted.key)
        return self._pixmaps.get(other) if other is not None and other.rotation == wanted.rotation else None

    def is_absent(self, key: str) -> bool:
        """Whether there is no thumbnail file of that key (yet)."""
        return key in self._absent

    def want(self, visible: Sequence[Wanted], ahead: Sequence[Wanted] = ()) -> None:
        """Say what is on screen and what may come next; all earlier requests are dropped.

        Args:
            visible: decoded first, in this order.
            ahead: decoded afterwards.
        """
        missing = [
            wanted
            for wanted in (*visible, *ahead)
            if wanted.key and wanted not in self._pixmaps and wanted.key not in self._absent
        ]
        with self._work:
            self._pending = [wanted for wanted in missing if wanted not in self._in_work]
            self._pending.reverse()  # taken from the end
            if self._pending:
                self._work.notify_all()

    def retry_absent(self) -> None:
        """Look again for thumbnails that were not there: the engine may have written them."""
        self._absent.clear()

    def close(self) -> None:
        """Stop the threads."""
        with self._work:
            self._closed = True
            self._pending.clear()
            self._work.notify_all()
        for thread in self._threads:
            thread.join()

    def _decode_all(self) -> None:
        """On a worker thread."""
        while True:
            with self._work:
                while not self._pending and not self._closed:
                    self._work.wait()
                if self._closed:
                    return
                wanted = self._pending.pop()
                self._in_work.add(wanted)
            image = load(self._layout, wanted)
            if not self._closed:
                self._decoded.emit(wanted, image)

    @Slot(object, object)
    def _take(self, wanted: Wanted, image: QImage) -> None:
        with self._work:
            self._in_work.discard(wanted)
        if self._closed:
            return
        if image.isNull():
            self._absent.add(wanted.key)
        else:
            self._keep(wanted, QPixmap.fromImage(image))
        self._arrived.add(wanted.key)
        if not self._announce.isActive():
            self._announce.start()

    def _keep(self, wanted: Wanted, pixmap: QPixmap) -> None:
        if wanted in self._pixmaps:
            return
        self._pixmaps[wanted] = pixmap
        self._latest[wanted.key] = wanted
        self._bytes += _size_of(pixmap)
        while self._bytes > self._limit and len(self._pixmaps) > 1:
            oldest, dropped = self._pixmaps.popitem(last=False)
            self._bytes -= _size_of(dropped)
            if self._latest.get(oldest.key) == oldest:
                del self._latest[oldest.key]

    def _tell(self) -> None:
        arrived, self._arrived = self._arrived, set()
        self.ready.emit(arrived)


def load(layout: LibraryLayout, wanted: Wanted) -> QImage:
    """Read a thumbnail, scaled and cropped to fill a card; null where there is none. Any thread."""
    quarter = wanted.rotation % 180 != 0
    width, height = (wanted.height, wanted.width) if quarter else (wanted.width, wanted.height)
    for size in _sizes_to_try(max(width, height)):
        reader = QImageReader(str(layout.thumbnail(wanted.key, size)))
        source = reader.size()
        if not source.isValid():
            continue
        scale = max(width / source.width(), height / source.height())
        if scale > _STRETCH_ALLOWED and size != THUMBNAIL_SIZES[-1]:
            continue
        scaled = QSize(max(width, round(source.width() * scale)), max(height, round(source.height() * scale)))
        reader.setScaledSize(scaled)
        left, top = (scaled.width() - width) // 2, scaled.height() - height
        # A turned picture is cut in the middle: which side is up differs.
        top = top // 2 if wanted.rotation else round(top * _CUT_ABOVE)
        reader.setScaledClipRect(QRect(left, top, width, height))
        image = reader.read()
        if image.isNull():
            _log.info("unreadable thumbnail %s: %s", reader.fileName(), reader.errorString())
            continue
        if wanted.rotation:
            image = image.transformed(QTransform().rotate(wanted.rotation))
        return _rounded(image, wanted.corner)
    return QImage()


def _rounded(image: QImage, corner: int) -> QImage:
    """The picture with round upper corners: cut here once, not clipped at each painting."""
    if corner <= 0:
        return image.convertToFormat(QImage.Format.Format_RGB32)
    rounded = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    rounded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(rounded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(image))
    painter.drawRoundedRect(QRectF(0, 0, image.width(), image.height() + corner), corner, corner)
    painter.end()
    return rounded


def _sizes_to_try(needed: int) -> tuple[int, ...]:
    small, large = THUMBNAIL_SIZES
    return (small, large) if needed <= small * _STRETCH_ALLOWED else (large, small)


def _size_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
