"""Which pictures the panes need, now and next, and which of those at hand are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QObject, QRectF, QSizeF
from PySide6.QtGui import QColorSpace, QImage

from photo_curator.domain.photo import FileState
from photo_curator.gui.compare.comparison import Comparison, Frame
from photo_curator.gui.compare.linked import part_around, placed, shares, visible
from photo_curator.gui.compare.pane import FramePane, fitted
from photo_curator.gui.compare.state import View
from photo_curator.gui.loupe.geometry import Placement
from photo_curator.gui.loupe.messages import absence_text, beside_thumbnail
from photo_curator.gui.loupe.pictures import Decode, Pictures, Wanted, wanted_of
from photo_curator.gui.said import problem_text
from photo_curator.gui.tasks import Executor

#: Pictures kept: of two surveys of a dozen frames, and those of their faces at 100 %.
_KEPT = 48
#: Bytes of a pixel in a picture of the whole photo, and in a part of it.
_WHOLE_PIXEL, _PART_PIXEL = 4, 3


class Supply(QObject):
    """Asks for pictures and hands them to panes.

    However close one looks and however many pixels a photo has, a pane holds little more than it
    shows: the whole photo at the scale shown, or a part with every pixel, whichever takes less memory.

    Args:
        executor: decodes.
        decode: reads one picture; None: from the file.
        parent: as in Qt.
    """

    def __init__(
        self, executor: Executor, decode: Decode | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.pictures = Pictures(executor, decode, self, _KEPT)
        self.pictures.ready.connect(self._take)
        self.pictures.failed.connect(lambda wanted, _: self._take(wanted))
        self._panes: Sequence[FramePane] = ()
        self._thumbnails: dict[int, QImage] = {}
        self._parts: dict[int, QRectF] = {}

    def set_colours(self, colours: QColorSpace | None) -> None:
        """Of the screen."""
        self.pictures.colours = colours

    def set_thumbnails(self, thumbnails: dict[int, QImage]) -> None:
        """What is at hand at once, by photo id."""
        self._thumbnails = thumbnails
        self._parts.clear()
        self.pictures.forget_failures()

    def at_hand(self, frame: Frame, long_side: float) -> QImage:
        """The best picture of a whole frame there is now."""
        summary = frame.summary
        best = self.pictures.best(summary.path, summary.thumbnail_key, long_side)
        return self._thumbnails.get(frame.id, QImage()) if best is None else best

    def want(self, panes: Sequence[FramePane], ahead: Iterable[tuple[Comparison, Frame, QSizeF]]) -> None:
        """Ask for what panes show, the first most urgently, and for what they may show next.

        Args:
            panes: those in view; each shows a frame.
            ahead: frames that may follow, and how much room they will have.
        """
        self._panes = panes
        wanted: list[Wanted] = []
        for pane in panes:
            wanted += self._of_pane(pane)
        for pane in panes:
            self._show(pane)
        if panes:
            wanted += self._following(panes[0], ahead)
        self.pictures.want(list(dict.fromkeys(wanted)))

    def rest(self) -> None:
        """Nobody looks: hold nothing."""
        self._panes = ()
        self._parts.clear()
        self.pictures.forget()

    # --- what is wanted -----------------------------------------------------------------------

    def _of_pane(self, pane: FramePane) -> Iterator[Wanted]:
        frame, placement = pane.frame, pane.canvas.placement
        if frame is None or frame.summary.state is not FileState.PRESENT:
            return
        fit = placement.fit().long_side
        if placement.long_side > fit:
            if _whole_is_less(placement):
                self._parts.pop(frame.id, None)
                yield wanted_of(frame.summary, placement.long_side)
            else:
                part = self._parts.get(frame.id)
                if part is None or not part.contains(visible(placement)):
                    part = self._parts[frame.id] = part_around(placement)
                yield wanted_of(frame.summary, None, shares(part, placement))
        else:
            self._parts.pop(frame.id, None)
        yield wanted_of(frame.summary, fit)

    def _following(
        self, pane: FramePane, ahead: Iterable[tuple[Comparison, Frame, QSizeF]]
    ) -> Iterator[Wanted]:
        view, ratio = pane.view, pane.devicePixelRatioF()
        for found, frame, room in ahead:
            if frame.summary.state is not FileState.PRESENT:
                continue
            whole = fitted(frame.summary, room, ratio)
            yield wanted_of(frame.summary, whole.long_side)
            if view is not None:
                close = placed(View(view.base, view.factor), whole, found.anchor(frame, pane.person))
                if close.long_side > whole.long_side and not _whole_is_less(close):
                    yield wanted_of(frame.summary, None, shares(part_around(close), close))

    # --- what is drawn ------------------------------------------------------------------------

    def _take(self, wanted: Wanted) -> None:
        for pane in self._panes:
            frame = pane.frame
            if frame is not None and (wanted.path, wanted.key) == (
                frame.summary.path,
                frame.summary.thumbnail_key,
            ):
                self._show(pane)

    def _show(self, pane: FramePane) -> None:
        frame = pane.frame
        if frame is None:
            return
        placement, summary = pane.canvas.placement, frame.summary
        part = self._parts.get(frame.id)
        detail = None
        if part is not None:
            detail = self.pictures.image(wanted_of(summary, None, shares(part, placement)))
        long_side = placement.fit().long_side if part is not None else placement.long_side
        image = self.at_hand(frame, long_side)
        pane.canvas.set_image(image)
        if detail is not None and part is not None:
            pane.canvas.set_detail(detail, part)
        elif part is None:
            pane.canvas.set_detail(QImage(), QRectF())
        problem = self.pictures.failure(wanted_of(summary, placement.fit().long_side))
        if problem and image is self._thumbnails.get(frame.id):
            pane.canvas.set_message(beside_thumbnail(problem_text(problem), image))
        else:
            pane.canvas.set_message(absence_text(summary.state, image))


def _whole_is_less(placement: Placement) -> bool:
    """Whether the whole photo at the scale shown takes less memory than the part of it with every pixel."""
    photo, part = placement.photo, part_around(placement)
    scale = min(1.0, placement.shown_scale)
    whole = photo.width() * photo.height() * scale * scale * _WHOLE_PIXEL
    return whole <= part.width() * part.height() * _PART_PIXEL
