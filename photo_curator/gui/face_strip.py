"""The faces of a photo as small pictures in a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QImage,
    QImageReader,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Box, Size
from photo_curator.domain.library import LibraryLayout
from photo_curator.gui.face_words import face_name
from photo_curator.gui.theme import current_theme, icon

_SMALL = 52


@dataclass(frozen=True, slots=True)
class FacePicture:
    """A face's small picture.

    Attributes:
        brightness: average of the face, 0..1; None where there is no picture.
    """

    image: QImage
    brightness: float | None


def read_face_pictures(
    layout: LibraryLayout, faces: Sequence[Face], thumbnail_key: str, size: Size
) -> list[FacePicture]:
    """Read the faces' cached crops; a missing one is cut from the thumbnail. For a worker thread.

    Args:
        layout: where the caches lie.
        faces: the photo's.
        thumbnail_key: of the photo.
        size: of the upright photo; face boxes are in its pixels.
    """
    thumbnail: QImage | None = None
    pictures = []
    for face in faces:
        image = read_image(layout.crop(face.crop_key)) if face.crop_key else QImage()
        if image.isNull():
            if thumbnail is None:
                thumbnail = read_image(layout.thumbnail(thumbnail_key, 512))
            image = cut_face(thumbnail, face.box, size)
        pictures.append(FacePicture(image, _brightness(image)))
    return pictures


def read_image(path: Path) -> QImage:
    """A cached picture; a null image where the cache has none (caches may be emptied at any time)."""
    reader = QImageReader(str(path))
    return reader.read()


def cut_face(thumbnail: QImage, face: Box, size: Size) -> QImage:
    """A face out of a thumbnail, with margin; a null image where there is no thumbnail.

    Args:
        thumbnail: of the whole photo.
        face: in pixels of the upright photo.
        size: of that.
    """
    if thumbnail.isNull() or not size.long_side:
        return QImage()
    scale = max(thumbnail.width(), thumbnail.height()) / size.long_side
    box = face.scaled(scale)
    # As much margin as aligned crops have, cut to a square that stays inside the picture.
    side = round(max(box.width, box.height) * 1.6)
    side = max(1, min(side, thumbnail.width(), thumbnail.height()))
    x, y = box.centre
    left = min(max(0, round(x - side / 2)), thumbnail.width() - side)
    top = min(max(0, round(y - side / 2)), thumbnail.height() - side)
    return thumbnail.copy(QRect(left, top, side, side))


def _brightness(image: QImage) -> float | None:
    if image.isNull():
        return None
    # The middle half is skin, not background.
    middle = image.copy(
        QRect(
            image.width() // 4, image.height() // 4, max(1, image.width() // 2), max(1, image.height() // 2)
        )
    )
    one = middle.scaled(
        1, 1, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return one.pixelColor(0, 0).lightnessF()


class FaceButton(QAbstractButton):
    """A face's picture, framed when it is the one meant."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._tone = "select"
        self._image = QImage()
        self._pixmap = QPixmap()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_image(self, image: QImage) -> None:
        """Show a picture, cut to a square."""
        self._image = image
        side = round(self._side * self.devicePixelRatioF())
        if image.isNull():
            self._pixmap = QPixmap()
        else:
            filled = image.scaled(
                QSize(side, side),
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            left, top = (filled.width() - side) // 2, (filled.height() - side) // 2
            self._pixmap = QPixmap.fromImage(filled.copy(left, top, side, side))
            self._pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.update()

    def set_side(self, side: int) -> None:
        """Be larger or smaller."""
        if side != self._side:
            self._side = side
            self.set_image(self._image)
            self.updateGeometry()

    def set_tone(self, tone: str) -> None:
        """Be framed in another colour of the theme."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw picture and frame."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)
        painter.fillPath(outline, QColor(theme.raised))
        if not self._pixmap.isNull():
            painter.setClipPath(outline)
            painter.drawPixmap(0, 0, self._pixmap)
            painter.setClipping(False)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(QColor(getattr(theme, self._tone)), 3 if self.hasFocus() else 2))
            painter.drawPath(outline)
        painter.end()


def offer_rejection(button: FaceButton, reject: Callable[[], None]) -> None:
    """Let a right click on a face say that it is none."""
    text = QCoreApplication.translate("Inspector", "Not a Face")
    action = QAction(icon("no-face"), text, button)
    action.triggered.connect(lambda _on: reject())
    button.addAction(action)
    button.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


class FaceStrip(QScrollArea):
    """All faces side by side; scrolls sideways where there are many.

    Args:
        surface: what it stands on, see `theme`; "": the page.
        repair: a right click offers to say that it is no face.

    Signals:
        chosen: the index of the face.
        rejected: the index of what is no face.
    """

    chosen = Signal(int)
    rejected = Signal(int)

    def __init__(
        self, parent: QWidget | None = None, *, surface: str = "panel", repair: bool = False
    ) -> None:
        super().__init__(parent)
        self._repair = repair
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._buttons: list[FaceButton] = []
        inner = QWidget()
        inner.setProperty("surface", surface)
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setProperty("surface", surface)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Faces in this photo"))

    def set_faces(self, faces: Sequence[Face], current: int) -> None:
        """Show so many places for faces; the pictures follow."""
        while len(self._buttons) < len(faces):
            button = FaceButton(_SMALL)
            self._group.addButton(button, len(self._buttons))
            self._row.insertWidget(len(self._buttons), button)
            self._buttons.append(button)
            if self._repair:
                offer_rejection(button, partial(self.rejected.emit, len(self._buttons) - 1))
        for index, button in enumerate(self._buttons):
            button.setVisible(index < len(faces))
            button.set_image(QImage())
            if index < len(faces):
                name = face_name(faces[index], index, len(faces))
                button.setAccessibleName(name)
                button.setToolTip(name)
        if 0 <= current < len(faces):
            self._buttons[current].setChecked(True)
        many = len(faces) * (_SMALL + 6) > self.viewport().width()
        self.setFixedHeight(_SMALL + (14 if many else 0))

    def set_names(self, names: Sequence[str]) -> None:
        """Say whose faces are, while the pointer rests on them; "": not known."""
        for button, name in zip(self._buttons, names, strict=False):
            if name:
                button.setToolTip(name)
                button.setAccessibleName(name)

    def set_pictures(self, pictures: Sequence[FacePicture]) -> None:
        """Fill the places."""
        for button, picture in zip(self._buttons, pictures, strict=False):
            button.set_image(picture.image)
