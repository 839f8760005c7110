"""Decoded pictures for the loupe: worker threads, a bounded cache, stale requests dropped."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, QRectF, Signal
from PySide6.QtGui import QColorSpace, QImage

from photo_curator.domain.errors import PhotoFileError
from photo_curator.domain.photo import PhotoSummary
from photo_curator.gui.tasks import Executor
from photo_curator.media.formats import RAW_EXTENSIONS, extension

_log = logging.getLogger(__name__)

#: What decoded pictures may take of memory: a whole one of 24 megapixels takes 72 MB.
CACHE_BYTES = 224 * 1024 * 1024
#: However small they are, no more than these are kept, unless said otherwise.
CACHE_PICTURES = 12
#: Whole pictures among them.
CACHE_WHOLE = 2


Part = tuple[float, float, float, float]


class Wanted(NamedTuple):
    """A picture of a certain size.

    Attributes:
        path: the file.
        key: changes when the picture does, so that an edited file is decoded anew.
        raw: whether it is a RAW file.
        long_side: in device pixels; None: every pixel.
        part: left, top, width, height in shares of the upright photo; None: all of it. A part has every
            pixel there is, and is a picture of its own.
    """

    path: str
    key: str
    raw: bool
    long_side: int | None
    part: Part | None = None


def wanted_of(summary: PhotoSummary, long_side: int | None, part: Part | None = None) -> Wanted:
    """A picture of a photo's file; see `Wanted`."""
    raw = extension(summary.path) in RAW_EXTENSIONS
    return Wanted(summary.path, summary.thumbnail_key, raw, long_side, part)


Decode = Callable[[Wanted], QImage]


class Pictures(QObject):
    """What has been decoded, and what is being decoded.

    Args:
        executor: runs the decoding; two threads keep the next photo ahead of the one shown.
        decode: reads one picture; runs on a worker.
        parent: as in Qt.
        limit: how many are kept.

    Attributes:
        colours: of the screen: pictures decoded from now on are converted to them; None: left as they are.

    Signals:
        ready: a `Wanted` whose picture has arrived.
        failed: a `Wanted` and a sentence why there is none.
    """

    ready = Signal(object)
    failed = Signal(object, str)

    def __init__(
        self,
        executor: Executor,
        decode: Decode | None = None,
        parent: QObject | None = None,
        limit: int = CACHE_PICTURES,
    ) -> None:
        super().__init__(parent)
        self._executor, self._limit = executor, limit
        self.colours: QColorSpace | None = None
        self._decode = decode or decode_file
        self._images: OrderedDict[Wanted, QImage] = OrderedDict()
        self._failures: dict[Wanted, str] = {}
        self._lock = threading.Lock()
        self._pending: deque[Wanted] = deque()
        self._working: set[Wanted] = set()
        self._latest: frozenset[Wanted] = frozenset()

    @property
    def bytes_held(self) -> int:
        """Memory of the pictures in the cache."""
        return sum(image.sizeInBytes() for image in self._images.values())

    @property
    def idle(self) -> bool:
        """Whether nothing waits and nothing is being decoded."""
        with self._lock:
            return not self._pending and not self._working

    def image(self, wanted: Wanted) -> QImage | None:
        """The picture if it is here."""
        found = self._images.get(wanted)
        if found is not None:
            self._images.move_to_end(wanted)
        return found

    def best(self, path: str, key: str, long_side: float) -> QImage | None:
        """The smallest picture of a whole file that is at least so long, else the largest there is."""
        images = [
            image
            for have, image in self._images.items()
            if have.part is None and (have.path, have.key) == (path, key)
        ]
        enough = [image for image in images if max(image.width(), image.height()) >= long_side - 1]
        if enough:
            return min(enough, key=lambda image: image.width())
        return max(images, key=lambda image: image.width()) if images else None

    def failure(self, wanted: Wanted) -> str:
        """Why there is no picture; "" where nothing failed."""
        return self._failures.get(wanted, "")

    def want(self, wanted: Sequence[Wanted]) -> None:
        """Ask for pictures, the most urgent first; what was asked for earlier and not begun is dropped."""
        with self._lock:
            self._latest = frozenset(wanted)
            fresh = [
                one
                for one in wanted
                if one not in self._images and one not in self._working and one not in self._failures
            ]
            self._pending = deque(fresh)
        for _ in fresh:
            self._executor.submit(self._work, self._take)

    def forget_failures(self) -> None:
        """Try again what failed: a disk may be back."""
        self._failures.clear()

    def forget(self) -> None:
        """Drop every picture and what waits: nobody looks."""
        self.want(())
        self._images.clear()
        self._failures.clear()

    def close(self) -> None:
        """Drop what waits and let the threads end."""
        with self._lock:
            self._pending.clear()
        self._executor.close()

    def _work(self) -> tuple[Wanted, QImage | None, str] | None:
        """On a worker: the most urgent picture that still waits."""
        with self._lock:
            if not self._pending:
                return None
            wanted = self._pending.popleft()
            self._working.add(wanted)
        try:
            image = self._decode(wanted)
            if self.colours is not None:
                image.convertToColorSpace(self.colours)
            return wanted, image, ""
        except PhotoFileError as error:
            return wanted, None, str(error)
        except Exception as error:  # noqa: BLE001 - a defect of ours: the photo says so, the rest goes on
            _log.exception("decoding %s failed", wanted.path)
            return wanted, None, f"{type(error).__name__}: {error}"

    def _take(self, result: tuple[Wanted, QImage | None, str] | None) -> None:
        if result is None:
            return
        wanted, image, problem = result
        with self._lock:
            self._working.discard(wanted)
        if image is None:
            self._failures[wanted] = problem
            self.failed.emit(wanted, problem)
            return
        self._images[wanted] = image
        self._images.move_to_end(wanted)
        self._shrink()
        self.ready.emit(wanted)

    def _shrink(self) -> None:
        """Drop the oldest pictures over a limit, those asked for now last of all."""
        for one in [*self._images]:
            whole = sum(_is_whole(have) for have in self._images)
            crowded = len(self._images) > self._limit or self.bytes_held > CACHE_BYTES
            if not crowded and whole <= CACHE_WHOLE:
                return
            if one not in self._latest and (crowded or _is_whole(one)):
                del self._images[one]
        while self.bytes_held > CACHE_BYTES and len(self._images) > 1:
            self._images.popitem(last=False)


def _is_whole(wanted: Wanted) -> bool:
    return wanted.long_side is None and wanted.part is None


def decode_file(wanted: Wanted) -> QImage:
    """Decode a file for display. For a worker thread.

    Raises:
        PhotoFileError: the file cannot be read or decoded.
    """
    # Imported here: the decoders cost the window's start 0.2 s it does not need to wait for.
    from photo_curator.domain.photo import FileRole
    from photo_curator.media.viewing import view

    pixels = view(wanted.path, FileRole.RAW if wanted.raw else FileRole.PICTURE, wanted.long_side)
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, width * 3, QImage.Format.Format_RGB888)
    # Either way the image owns its pixels afterwards. A fitted one gets the screen's own format; of one
    # with every pixel, which keeps three bytes each, only a part is ever on screen.
    if wanted.long_side is None:
        image = image.copy(_pixels(wanted.part, width, height))
    else:
        image = image.convertToFormat(QImage.Format.Format_RGB32)
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return image


def _pixels(part: Part | None, width: int, height: int) -> QRect:
    if part is None:
        return QRect(0, 0, width, height)
    left, top, wide, high = part
    rect = QRectF(left * width, top * height, wide * width, high * height).toRect()
    return rect.intersected(QRect(0, 0, width, height))
