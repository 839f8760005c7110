"""One frame: its photo, its face, and in plain words why it won or lost."""

from __future__ import annotations

import os

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photo_curator.domain.photo import PhotoSummary
from photo_curator.domain.rating import Flag
from photo_curator.gui.compare import words
from photo_curator.gui.compare.chips import Chips
from photo_curator.gui.compare.comparison import Comparison, Frame
from photo_curator.gui.compare.linked import placed
from photo_curator.gui.compare.state import View
from photo_curator.gui.face_strip import FaceButton
from photo_curator.gui.inspector_rows import FactRow
from photo_curator.gui.loupe.canvas import Canvas
from photo_curator.gui.loupe.geometry import Placement
from photo_curator.gui.photo_words import Fact
from photo_curator.gui.stars import Stars
from photo_curator.gui.theme import current_theme, tinted_pixmap

#: Height of what stands below a photo: with its face, and in the survey.
FOOT, SURVEY_FOOT = 112, 56
_EDGE, _MARGIN, FACE = 3, 8, 92
_ICON = 16


class FramePane(QWidget):
    """Shows one frame.

    Signals:
        pressed: the pointer went down on it; the `Face` there, or None.
        handled: the pointer moved or zoomed the photo.
        placed: another part of the photo is seen.
        rated: stars that were clicked.
        zoom_asked: its face was clicked.
    """

    pressed = Signal(object)
    handled = Signal()
    placed = Signal()
    rated = Signal(int)
    zoom_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Comparison | None = None
        self._frame: Frame | None = None
        self._view: View | None = None
        self._person: int | None = None
        self._aligned = QSizeF()
        self._focused = self._best = self._compact = self._placing = False
        self.canvas = Canvas(self)
        self.canvas.setMinimumSize(40, 40)
        self.canvas.pressed.connect(self.pressed)
        self.canvas.handled.connect(self.handled)
        self.canvas.placed.connect(self._follow)
        self._face = FaceButton(FACE)
        self._face.setCheckable(False)
        self._face.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._face.setToolTip(self.tr("100 % on the face, and back (Z)"))
        self._face.clicked.connect(self.zoom_asked)
        self._score, self._name, self._flag = QLabel(), FactRow(), QLabel()
        self._score.setProperty("role", "title")
        self._stars = Stars()
        self._stars.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stars.chosen.connect(self.rated)
        self._chips = Chips(2)
        self._build()

    @property
    def frame(self) -> Frame | None:
        """What it shows."""
        return self._frame

    @property
    def view(self) -> View | None:
        """What is to be seen of it."""
        return self._view

    @property
    def person(self) -> int | None:
        """Whose face it is held by."""
        return self._person

    def show_frame(
        self, found: Comparison, frame: Frame, person: int | None, view: View | None, image: QImage
    ) -> None:
        """Show a frame, or the same one after a change.

        Args:
            found: what it is compared in.
            frame: which.
            person: whose face it is held by.
            view: what is to be seen of it.
            image: what is at hand of it.
        """
        another = self._frame is None or _looks(self._frame.summary) != _looks(frame.summary)
        self._found, self._frame, self._person = found, frame, person
        self._best = frame.id == found.best
        if another:
            self._placing = True
            self.canvas.show_photo(frame, frame.summary.rotation, image)
            self._placing = False
        self.show_view(view)
        self._score.setText(words.score(frame))
        self._score.setToolTip(words.score_detail(frame))
        name, stars = words.frame_name(found, frame), "★" * frame.summary.rating.value
        told = f"{stars}  {words.frame_name(found, frame, short=True)}" if self._compact else name
        self._name.show_row(Fact("", told, "muted", frame.summary.path))
        self._stars.set_value(frame.summary.rating.value)
        self._show_flag(frame.summary.flag)
        chips = words.chips(found, frame, person)
        self._chips.show_chips(chips)
        said = (name, words.score(frame), *(chip.text for chip in chips))
        self.setAccessibleName(", ".join(said))
        self.canvas.setAccessibleName(os.path.basename(frame.summary.path))
        self.update()

    def show_face(self, image: QImage) -> None:
        """Show the person's face; a null image: nobody is looked at."""
        self._face.set_image(image)
        self._face.setVisible(not self._compact and not image.isNull())

    def show_view(self, view: View | None) -> None:
        """Show another part of the photo."""
        self._view = view
        self._align()

    def set_focused(self, focused: bool) -> None:
        """Frame it, or not."""
        if focused != self._focused:
            self._focused = focused
            self.update()

    def set_compact(self, compact: bool) -> None:
        """Leave the face and the stars out, for the survey."""
        if compact != self._compact:
            self._compact = compact
            self._stars.setVisible(not compact)
            self._chips.set_lines(1 if compact else 2)
            self._foot.setFixedHeight(SURVEY_FOOT if compact else FOOT)
            self._lines.setSpacing(2 if compact else 4)
            self._lay_out()

    # --- Qt's events ------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the page gives it room."""
        return QSize(360, 420)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Give it the focus."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(None)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the card: amber where the best has the focus, blue where another has."""
        theme = current_theme()
        edge = (theme.accent if self._best else theme.select) if self._focused else theme.line
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self._focused else 1.0
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(theme.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the photo all the room above the foot."""
        super().resizeEvent(event)
        self._lay_out()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self._foot = QWidget(self)
        self._foot.setFixedHeight(FOOT)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self._score)
        first.addWidget(self._flag)
        first.addWidget(self._name, 1)
        self._lines = lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addLayout(first)
        lines.addWidget(self._chips)
        lines.addWidget(self._stars)
        lines.addStretch(1)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.setSpacing(10)
        row.addWidget(self._face, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)

    def _lay_out(self) -> None:
        foot = self._foot.height()
        self.canvas.setGeometry(_EDGE, _EDGE, self.width() - 2 * _EDGE, self.height() - foot - _EDGE - 1)
        self._foot.setGeometry(_EDGE, self.height() - foot - 1, self.width() - 2 * _EDGE, foot)

    def _show_flag(self, flag: Flag) -> None:
        self._flag.setVisible(flag is not Flag.NONE)
        theme = current_theme()
        name, colour = ("pick", theme.good) if flag is Flag.PICK else ("reject", theme.danger_text)
        self._flag.setPixmap(tinted_pixmap(name, colour, _ICON, self.devicePixelRatioF()))
        self._flag.setToolTip(words.flag_words(flag))
        self._flag.setAccessibleName(words.flag_words(flag))

    # --- the view ---------------------------------------------------------------------------

    def _follow(self) -> None:
        if self._placing:
            return
        # Moved by hand, it is the view that follows the photo; in a pane of another size, the other way.
        if self.canvas.placement.viewport != self._aligned:
            self._align()
        self.placed.emit()

    def _align(self) -> None:
        """Let the photo lie where the common view wants it."""
        if self._found is None or self._frame is None:
            return
        self._aligned = self.canvas.placement.viewport
        anchor = self._found.anchor(self._frame, self._person)
        wanted = placed(self._view, self.canvas.placement, anchor)
        if wanted != self.canvas.placement:
            self._placing = True
            self.canvas.place(wanted)
            self._placing = False
            self.placed.emit()


def canvas_room(cell: QRect, *, survey: bool) -> QSizeF:
    """How much of a pane's room its photo gets."""
    foot = SURVEY_FOOT if survey else FOOT
    return QSizeF(cell.width() - 2 * _EDGE, cell.height() - foot - _EDGE - 1)


def fitted(summary: PhotoSummary, room: QSizeF, ratio: float) -> Placement:
    """A photo shown whole in a pane."""
    return Placement(QSizeF(summary.size.width, summary.size.height), room, ratio, summary.rotation)


def _looks(summary: PhotoSummary) -> tuple[object, ...]:
    return summary.id, summary.thumbnail_key, summary.rotation, summary.size, summary.state
