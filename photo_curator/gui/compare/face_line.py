"""One person's face in every frame, in the order taken, and whose face that is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from photo_curator.domain.rating import Flag
from photo_curator.gui.compare import words
from photo_curator.gui.compare.comparison import Comparison, Frame
from photo_curator.gui.face_strip import FaceButton, FacePicture, FaceStrip
from photo_curator.gui.theme import current_theme, tinted_pixmap
from photo_curator.gui.why.lines import label, set_role

_SIDE, _LOW_SIDE = 84, 56
_MARKS = {Flag.PICK: "✓ ", Flag.REJECT: "✗ ", Flag.NONE: ""}


class _Item(QWidget):
    """A face and its score."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = FaceButton(_SIDE)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the arrow keys belong to the page
        self.text = QLabel()
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.button)
        column.addWidget(self.text)


class FaceLine(QFrame):
    """Shows a person through the frames.

    Signals:
        frame_chosen: id of the photo whose face was clicked.
        person_chosen: number of the person that was clicked.
    """

    frame_chosen = Signal(int)
    person_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._side = _SIDE
        self._items: list[_Item] = []
        self._ids: list[int] = []
        self._people: tuple[int, ...] = ()
        self._title, self._matching = label("", wrap=False), label("muted", wrap=False)
        self._whose = label("muted", wrap=False)
        self._whose.setText(self.tr("Whose face"))
        self._strip = FaceStrip(surface="")
        self._strip.setAccessibleName(self.tr("Whose face"))
        self._strip.chosen.connect(lambda index: self.person_chosen.emit(self._people[index]))
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._matching)
        head.addStretch(1)
        inner = QWidget()
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        people = QVBoxLayout()
        people.setSpacing(4)
        people.addWidget(self._whose)
        people.addWidget(self._strip)
        people.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._area, 1)
        below.addLayout(people)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(below)
        self._hold_height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Make room for a scroll bar where there must be one."""
        super().resizeEvent(event)
        self._hold_height()

    def set_low(self, low: bool) -> None:
        """Use less height, or all it likes."""
        side = _LOW_SIDE if low else _SIDE
        if side != self._side:
            self._side = side
            for item in self._items:
                item.button.set_side(side)
            self._hold_height()

    def show_faces(
        self,
        found: Comparison,
        person: int | None,
        focus: int,
        pictures: Mapping[tuple[int, int], FacePicture],
    ) -> None:
        """Show a person's faces.

        Args:
            found: the frames.
            person: whose.
            focus: id of the frame that is outlined.
            pictures: by photo id and person.
        """
        self._title.setText(words.strip_title(found))
        self._matching.setText(words.matching_words(found))
        self._ids = [frame.id for frame in found.frames]
        while len(self._items) < len(self._ids):
            self._add_item()
        for item, frame in zip(self._items, found.frames, strict=False):
            self._show_item(item, found, frame, person, focus, pictures)
        for place, item in enumerate(self._items):
            item.setVisible(place < len(self._ids))
        self._hold_height()
        self._show_people(found, person, pictures)
        current = self._items[self._ids.index(focus)]
        # Its place is known when the row has been laid out.
        QTimer.singleShot(0, current, lambda: self._area.ensureWidgetVisible(current, 60, 0))

    def _add_item(self) -> None:
        item, place = _Item(), len(self._items)
        item.button.set_side(self._side)
        item.button.clicked.connect(lambda: self.frame_chosen.emit(self._ids[place]))
        self._items.append(item)
        self._row.insertWidget(place, item)

    def _show_item(
        self,
        item: _Item,
        found: Comparison,
        frame: Frame,
        person: int | None,
        focus: int,
        pictures: Mapping[tuple[int, int], FacePicture],
    ) -> None:
        picture = None if person is None else pictures.get((frame.id, person))
        item.button.set_image(nobody(self._side) if picture is None else picture.image)
        item.button.setChecked(frame.id == focus)
        best = frame.id == found.best
        score = words.face_score(frame, person)
        item.button.set_tone("accent" if best else "select")
        item.text.setText(_MARKS[frame.summary.flag] + ("★ " if best else "") + score)
        set_role(item.text, "warn" if best else "muted")
        told = (words.frame_name(found, frame), score, words.flag_words(frame.summary.flag))
        name = ", ".join(part for part in told if part)
        item.button.setToolTip(name)
        item.button.setAccessibleName(name)

    def _show_people(
        self, found: Comparison, person: int | None, pictures: Mapping[tuple[int, int], FacePicture]
    ) -> None:
        several = len(found.people) > 1
        self._whose.setVisible(several)
        self._strip.setVisible(several)
        if not several or person is None:
            return
        self._people = found.people
        order = [found.frame(photo_id) for photo_id in found.ranked]
        first = {one: next(frame for frame in order if frame.face_of(one)) for one in found.people}
        faces = [face for one in found.people if (face := first[one].face_of(one)) is not None]
        self._strip.setFixedWidth(58 * min(4, len(faces)))
        self._strip.set_faces(faces, found.people.index(person))
        self._strip.set_pictures([pictures[first[one].id, one] for one in found.people])

    def _hold_height(self) -> None:
        line = self.fontMetrics().height()
        many = len(self._ids) * (self._side + 8) > self._area.width()
        bar = self._area.horizontalScrollBar().sizeHint().height() if many else 0
        self._area.setFixedHeight(self._side + 4 + line + bar)
        self.setFixedHeight(self._area.height() + line + 24)


def nobody(side: int) -> QImage:
    """What stands in the place of a face that was not found, as large as it."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    small = side * 0.45
    painter = QPainter(image)
    edge = (side - small) / 2
    pixmap = tinted_pixmap("no-face", current_theme().faint, round(small), 2.0)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(QRectF(edge, edge, small, small), pixmap, QRectF(pixmap.rect()))
    painter.end()
    return image
