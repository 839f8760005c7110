"""One photo as large as there is room, for pages that ask something about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from photo_curator.db.library import Library
from photo_curator.domain.errors import PhotoFileError
from photo_curator.domain.photo import FileState, PhotoSummary
from photo_curator.gui.face_strip import read_image
from photo_curator.gui.loupe.pictures import decode_file, wanted_of
from photo_curator.gui.said import problem_text
from photo_curator.gui.theme import current_theme

_LONG_SIDE = 1400


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A photo ready to be shown.

    Attributes:
        image: upright, turned as the user wants it; null where it cannot be shown.
        words: why it is not the file itself; "" where it is.
    """

    summary: PhotoSummary
    image: QImage
    words: str = ""


def read_photo(library: Library, photo_id: int) -> Shown:
    """From the file; where that cannot be read, what the cache has. For a worker thread."""
    (summary,) = library.photos.summaries([photo_id])
    turn, words = QTransform().rotate(summary.rotation), ""
    if summary.state is FileState.PRESENT:
        try:
            return Shown(summary, decode_file(wanted_of(summary, _LONG_SIDE)).transformed(turn))
        except PhotoFileError as error:
            words = problem_text(str(error))
    thumbnail = read_image(library.layout.thumbnail(summary.thumbnail_key, 512))
    return Shown(summary, thumbnail.transformed(turn), words)


class Picture(QWidget):
    """A photo as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image, self._words = QImage(), ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 160)

    def show_image(self, image: QImage, words: str = "") -> None:
        """Show a photo, or words where there is none."""
        self._image, self._words = image, words
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All there is."""
        return QSize(900, 600)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it in the middle, never enlarged beyond twice its size."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.backdrop))
        if self._image.isNull():
            painter.setPen(QColor(theme.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), int(flags), self._words)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            room = self.size().boundedTo(self._image.size() * 2)
            size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(self.rect().center())
            painter.drawImage(target, self._image)
        painter.end()
