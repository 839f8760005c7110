"""Putting faces right on the photo: a button on the face under the pointer, and a box drawn by hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from photo_curator.domain.face import Face
from photo_curator.domain.face_repair import drawn_box
from photo_curator.domain.geometry import Size
from photo_curator.gui.loupe.canvas import Canvas, draw_plate
from photo_curator.gui.theme import current_theme, icon

#: So far the button reaches into the face's frame: no gap on the pointer's way to it.
_OVERLAP = 8


class FaceTools(QObject):
    """What can be done with faces on a canvas. Says what is wanted, changes nothing.

    Args:
        canvas: shows the photo; owns what is shown here.

    Signals:
        rejected: the `Face` that is none.
        drawn: where a face is missing, a `Box` in shares of the upright photo.
        anew_asked: the faces are to be detected again.
    """

    rejected = Signal(object)
    drawn = Signal(object)
    anew_asked = Signal()

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._drawing: BoxDrawing | None = None
        self._note = _Note(canvas)
        self.button = QToolButton(canvas)
        self.button.setIcon(icon("no-face"))
        self.button.setIconSize(QSize(14, 14))
        self.button.setText(self.tr("Not a face"))
        self.button.setAccessibleName(self.button.text())
        self.button.setToolTip(self.tr("Score the photo without it (Shift+X)"))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.hide()
        self.button.clicked.connect(self._reject_hovered)
        canvas.faceHovered.connect(self._offer)
        canvas.placed.connect(lambda: self._offer(canvas.hovered))
        canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        canvas.customContextMenuRequested.connect(self._open_menu)

    @property
    def drawing(self) -> BoxDrawing | None:
        """What takes the box while one is drawn."""
        return self._drawing

    def start_drawing(self) -> None:
        """Let the user drag a box around a face; Escape leaves."""
        if self._drawing is None:
            self._drawing = drawing = BoxDrawing(self._canvas)
            drawing.drawn.connect(self._take)
            drawing.left.connect(self.stop_drawing)
        self._offer(None)
        self._drawing.setFocus()

    def stop_drawing(self) -> None:
        """Leave that, with no box."""
        drawing, self._drawing = self._drawing, None
        if drawing is not None:
            drawing.hide()
            drawing.deleteLater()
            if (loupe := self._canvas.parentWidget()) is not None:
                loupe.setFocus()

    def set_note(self, text: str) -> None:
        """Say what happens to the faces just now; "" when it is over."""
        self._note.set_text(text)

    def _take(self, box: object) -> None:
        self.stop_drawing()
        self.drawn.emit(box)

    def _reject_hovered(self) -> None:
        face = self._canvas.hovered
        if face is not None:
            self.rejected.emit(face)

    def _offer(self, face: Face | None) -> None:
        """Put the button on a face; None: nowhere."""
        if face is None or self._drawing is not None:
            self.button.hide()
            return
        frame = self._canvas.frame_of(face)
        size = self.button.sizeHint()
        room = self._canvas.rect().adjusted(4, 4, -4 - size.width(), -4 - size.height())
        left = min(max(room.left(), round(frame.right()) - size.width()), room.right())
        top = min(max(room.top(), round(frame.top()) - size.height() + _OVERLAP), room.bottom())
        self.button.setGeometry(left, top, size.width(), size.height())
        self.button.show()

    def _open_menu(self, place: QPoint) -> None:
        face = self._canvas.face_at(QPointF(place))
        menu = QMenu(self._canvas)
        if face is not None:
            menu.addAction(icon("no-face"), self.tr("Not a Face"), lambda: self.rejected.emit(face))
        menu.addAction(icon("face"), self.tr("Add a Face…"), self.start_drawing)
        menu.addAction(icon("retry"), self.tr("Detect Faces Again"), self.anew_asked.emit)
        menu.popup(self._canvas.mapToGlobal(place))
        menu.aboutToHide.connect(menu.deleteLater)


class BoxDrawing(QWidget):
    """Lies over a canvas and takes a box from corner to corner; the wheel still zooms.

    Signals:
        drawn: a `Box` in shares of the upright photo.
        left: the user wants none.
    """

    drawn = Signal(object)
    left = Signal()

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._first: QPointF | None = (
            None  # in pixels of the upright photo: holds when it is zoomed meanwhile
        )
        self._second = QPointF()
        self._hint = self.tr("Drag a box around the face. Esc: leave")
        self.setAccessibleName(self._hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setGeometry(canvas.rect())
        canvas.installEventFilter(self)
        canvas.placed.connect(self.update)
        self.show()
        self.raise_()

    def event(self, event: QEvent) -> bool:
        """Escape is for here, not for the window."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit()
                return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the canvas's size."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The first corner."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._first = self._second = self._canvas.placement.to_photo(event.position())
            self.update()
        else:
            self.left.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The other one, for now."""
        if self._first is not None:
            self._second = self._canvas.placement.to_photo(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The box is drawn, unless it was a mere click."""
        first, self._first = self._first, None
        if first is None or event.button() != Qt.MouseButton.LeftButton:
            return
        second = self._canvas.placement.to_photo(event.position())
        photo = self._canvas.placement.photo
        size = Size(round(photo.width()), round(photo.height()))
        box = drawn_box((first.x(), first.y()), (second.x(), second.y()), size)
        self.update()
        if box is not None:
            self.drawn.emit(box)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The box so far, and what to do."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._first is not None:
            frame = self._canvas.placement.transform.mapRect(QRectF(self._first, self._second).normalized())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for width, colour in ((4, theme.badge), (2, theme.select)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawRect(frame)
        draw_plate(painter, QRectF(self.rect()), self._hint, top=True)
        painter.end()


class _Note(QWidget):
    """A line at the upper edge of a canvas that is in nobody's way."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas, self._text = canvas, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        canvas.installEventFilter(self)
        self.hide()

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.setGeometry(self._canvas.rect())
        self.setVisible(bool(text))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        draw_plate(painter, QRectF(self.rect()), self._text, top=True)
        painter.end()
