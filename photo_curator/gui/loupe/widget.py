"""The loupe as the window knows it: canvas, filmstrip and a bar, and which pictures they need when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QImageReader, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.photo import FileState, Photo, PhotoSummary
from photo_curator.gui.loupe.bar import LoupeBar
from photo_curator.gui.loupe.canvas import Canvas
from photo_curator.gui.loupe.colours import screen_colours
from photo_curator.gui.loupe.face_tools import FaceTools
from photo_curator.gui.loupe.filmstrip import Filmstrip
from photo_curator.gui.loupe.geometry import Placement
from photo_curator.gui.loupe.messages import absence_text, beside_thumbnail
from photo_curator.gui.loupe.pictures import Decode, Pictures, Wanted, wanted_of
from photo_curator.gui.said import problem_text
from photo_curator.gui.tasks import Executor, ThreadExecutor

#: Somebody who stays this long may want to look closely: the whole picture is fetched.
_LINGER_MS = 700
_RESIZE_MS = 80
_KEY_ZOOM = 1.4
_KEY_PAN = 80.0
#: Neighbours fetched ahead, by their distance, the likeliest first.
_AHEAD = (1, -1, 2)


class Loupe(QWidget):
    """One photo as large as the window allows, its neighbours decoded ahead.

    Args:
        layout: where the cached thumbnails lie.
        parent: as in Qt.
        executor: decodes; None: two threads of its own.
        decode: reads one picture; None: from the file.

    Signals:
        closed: back to the grid.
        stepped: 1 for the next photo, -1 for the one before.
        filmChosen: the filmstrip's row that was clicked.

    Attributes:
        face_tools: what can be done with the faces of the photo.
    """

    closed = Signal()
    stepped = Signal(int)
    filmChosen = Signal(int)  # noqa: N815 - signals are named as Qt names them

    def __init__(
        self,
        layout: LibraryLayout,
        parent: QWidget | None = None,
        executor: Executor | None = None,
        decode: Decode | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = layout
        self._photo: Photo | None = None
        self._film: tuple[PhotoSummary, ...] = ()
        self._row = -1
        self._place: tuple[int, int] | None = None
        self._small = executor or ThreadExecutor("filmstrip", self._show_error)
        threads = executor or ThreadExecutor("loupe", self._show_error, threads=2)
        self._pictures = Pictures(threads, decode, self)
        self._pictures.ready.connect(self._take_picture)
        self._pictures.failed.connect(self._take_failure)
        self._linger = QTimer(self, singleShot=True, interval=_LINGER_MS)
        self._linger.timeout.connect(lambda: self._request(whole=True))
        self._resized = QTimer(self, singleShot=True, interval=_RESIZE_MS)
        self._resized.timeout.connect(self._request)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Loupe"))
        self._pictures.colours = screen_colours(None)
        self._build(layout)

    @property
    def pictures(self) -> Pictures:
        """The decoded pictures."""
        return self._pictures

    @property
    def canvas(self) -> Canvas:
        """Where the photo is painted."""
        return self._canvas

    def stop(self) -> None:
        """Let the threads end; for when the window closes."""
        self._linger.stop()
        self._resized.stop()
        self._pictures.close()
        self._small.close()

    def show_photo(self, photo: Photo, rotation: int) -> None:
        """Show a photo, at once from what is at hand and better as soon as it is decoded.

        Args:
            photo: what to show.
            rotation: degrees clockwise to turn it by, a multiple of 90.
        """
        changed = self._photo is None or self._photo.summary.id != photo.summary.id
        if changed:
            self._pictures.forget_failures()
            self.face_tools.stop_drawing()
            self.face_tools.set_note("")
        self._photo = photo
        summary = photo.summary
        size = QSizeF(summary.size.width, summary.size.height)
        long_side = self._placed(size, rotation).long_side
        image = self._pictures.best(summary.path, summary.thumbnail_key, long_side) or self._thumbnail(photo)
        self._canvas.show_photo(photo, rotation % 360, image)
        self._canvas.set_message(absence_text(photo.summary.state, self._canvas.image))
        self._show_bar()
        self._request()

    def set_film(
        self, summaries: Sequence[PhotoSummary], current: int, *, first: int = 0, total: int | None = None
    ) -> None:
        """Show the neighbours.

        Args:
            summaries: in the grid's order; all photos of the grid or a stretch of them.
            current: the row of the photo that is shown.
            first: place in the grid of the stretch's first photo.
            total: photos in the grid; None: not known, and no place is told.
        """
        self._film, self._row = tuple(summaries), current
        self._place = None if total is None else (first + current, total)
        self._strip.show_film(self._film, current)
        self._show_bar()
        self._request()

    def toggle_zoom(self) -> None:
        """From the whole photo to 100 % on the main face, and back."""
        self._canvas.toggle_zoom()

    def set_faces_shown(self, shown: bool) -> None:
        """Frame all faces, or only the one under the pointer."""
        self._canvas.set_faces_shown(shown)
        self._bar.set_faces_shown(shown)

    # --- Qt's events ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of the loupe alone; ratings and flags are the window's."""
        key = Qt.Key(event.key())
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if shifted and key in _PANS:
            self._canvas.pan(_PANS[key])
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key == Qt.Key.Key_Z:
            self.toggle_zoom()
        elif key == Qt.Key.Key_F:
            self.set_faces_shown(not self._canvas.faces_shown)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._canvas.zoom(_KEY_ZOOM)
        elif key == Qt.Key.Key_Minus:
            self._canvas.zoom(1 / _KEY_ZOOM)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Take the keys, learn the screen's colours, fetch what is shown."""
        super().showEvent(event)
        self._pictures.colours = screen_colours(self.window().windowHandle())
        self.setFocus()
        self._request()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Decode nothing for a page nobody sees."""
        super().hideEvent(event)
        self._linger.stop()
        self._pictures.want(())

    # --- building ---------------------------------------------------------------------------

    def _build(self, layout: LibraryLayout) -> None:
        self._canvas = Canvas()
        self._canvas.setAccessibleName(self.tr("Photo"))
        self._canvas.placed.connect(self._follow_placement)
        self.face_tools = FaceTools(self._canvas)
        self._strip = Filmstrip(layout, self._small)
        self._strip.chosen.connect(self.filmChosen)
        self._bar = LoupeBar()
        self._bar.backAsked.connect(self.closed)
        self._bar.stepAsked.connect(self.stepped)
        self._bar.facesAsked.connect(self.set_faces_shown)
        self._bar.zoomAsked.connect(self.toggle_zoom)
        below = QWidget()
        below.setProperty("surface", "panel")
        strip_box = QVBoxLayout(below)
        strip_box.setContentsMargins(6, 4, 6, 2)
        strip_box.addWidget(self._strip)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addWidget(self._canvas, 1)
        box.addWidget(below)

    def _show_bar(self) -> None:
        if self._photo is not None:
            self._bar.show_photo(self._photo.summary, self._place, self._canvas.placement.shown_scale)

    # --- which pictures ---------------------------------------------------------------------

    def _follow_placement(self) -> None:
        self._show_bar()
        if self._canvas.placement.fitted:
            self._resized.start()
        else:
            self._request()

    def _request(self, *, whole: bool = False) -> None:
        """Ask for what is shown and what may be shown next; everything else is dropped."""
        if self._photo is None or not self.isVisible():
            return
        summary, placement = self._photo.summary, self._canvas.placement
        wanted: list[Wanted] = []
        if summary.state is FileState.PRESENT:
            fitted = wanted_of(summary, placement.fit().long_side)
            everything = wanted_of(summary, None)
            enough = placement.fit().long_side >= summary.size.long_side
            zoomed = not placement.fitted and not enough
            wanted = [everything, fitted] if zoomed else [fitted]
            if whole and not enough and not zoomed:
                wanted.append(everything)
            if not whole and not zoomed:
                self._linger.start()
            self._show_picture(fitted, everything)
        for distance in _AHEAD:
            neighbour = self._neighbour(distance)
            if neighbour is not None:
                size = QSizeF(neighbour.size.width, neighbour.size.height)
                place = self._placed(size, neighbour.rotation)
                wanted.append(wanted_of(neighbour, place.long_side))
                if distance == 1 and not placement.fitted:
                    wanted.append(wanted_of(neighbour, None))
        self._pictures.want(wanted)

    def _neighbour(self, distance: int) -> PhotoSummary | None:
        row = self._row + distance
        if self._row < 0 or not 0 <= row < len(self._film):
            return None
        return self._film[row] if self._film[row].state is FileState.PRESENT else None

    def _placed(self, size: QSizeF, rotation: int) -> Placement:
        return Placement(size, QSizeF(self._canvas.size()), self._canvas.devicePixelRatioF(), rotation)

    def _thumbnail(self, photo: Photo) -> QImage:
        reader = QImageReader(str(self._library.thumbnail(photo.summary.thumbnail_key, 512)))
        return reader.read()

    def _take_picture(self, wanted: Wanted) -> None:
        photo = self._photo
        if photo is None or (wanted.path, wanted.key) != (photo.summary.path, photo.summary.thumbnail_key):
            return
        best = self._pictures.best(wanted.path, wanted.key, self._canvas.placement.long_side)
        if best is not None:
            self._canvas.set_image(best)
            self._canvas.set_message("")

    def _show_picture(self, *wanted: Wanted) -> None:
        """Show what is here already, or why it is not."""
        if any(self._pictures.image(one) is not None for one in wanted):
            self._take_picture(wanted[0])
            return
        for one in wanted:
            if problem := self._pictures.failure(one):
                self._take_failure(one, problem)

    def _take_failure(self, wanted: Wanted, problem: str) -> None:
        photo = self._photo
        if photo is None or (wanted.path, wanted.key) != (photo.summary.path, photo.summary.thumbnail_key):
            return
        self._canvas.set_message(beside_thumbnail(problem_text(problem), self._canvas.image))

    def _show_error(self, error: Exception) -> None:
        self._canvas.set_message(problem_text(str(error)))


_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageUp: -1,
}
_PANS = {
    Qt.Key.Key_Right: QPointF(-_KEY_PAN, 0),
    Qt.Key.Key_Left: QPointF(_KEY_PAN, 0),
    Qt.Key.Key_Down: QPointF(0, -_KEY_PAN),
    Qt.Key.Key_Up: QPointF(0, _KEY_PAN),
}
