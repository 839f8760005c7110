"""What the Compare page knows: which frames, which of them are side by side, who is looked at. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from photo_curator.domain.operations import KeepBest
from photo_curator.domain.rating import Flag
from photo_curator.gui.compare.comparison import Comparison, Frame
from photo_curator.gui.state import Event


class Arrangement(StrEnum):
    """How many frames are side by side."""

    TWO = "2-up"
    THREE = "3-up"
    SURVEY = "survey"


class Base(StrEnum):
    """What a zoom factor is a multiple of."""

    FIT = "fit"  # the scale that shows the whole photo
    PIXELS = "pixels"  # a device pixel for each pixel of the photo


@dataclass(frozen=True, slots=True)
class View:
    """What part of every frame is seen, told by the face the frames are held by.

    Attributes:
        base: what `factor` multiplies.
        x, y: from the middle of the face to the middle of the view, in widths of the face, as shown.
    """

    base: Base = Base.PIXELS
    factor: float = 1.0
    x: float = 0.0
    y: float = 0.0


class CompareState:
    """Frames side by side, one of which has the focus.

    With two or three side by side the best shot stays where it is and the others pass by it, best
    first; the survey shows all in the order taken.

    Attributes:
        comparison: what is compared; None: nothing.
        arrangement: how.
        focus: id of the frame that keys mean.
        person: whose face is looked at; None where nobody is seen.
        view: None: whole photos.
        queue: ids of the bursts of the list, in its order.
        changed: anything but the view alone.
        viewed: the view.
    """

    def __init__(self, arrangement: Arrangement = Arrangement.THREE) -> None:
        self.comparison: Comparison | None = None
        self.arrangement = arrangement
        self.focus = 0
        self.person: int | None = None
        self.view: View | None = None
        self.queue: tuple[int, ...] = ()
        self.changed: Event[None] = Event()
        self.viewed: Event[None] = Event()
        self._chosen: int | None = None
        self._first = self._gap = 0

    # --- what is shown ------------------------------------------------------------------------

    @property
    def frames(self) -> tuple[Frame, ...]:
        """All, in the order of the arrangement."""
        found = self.comparison
        if found is None:
            return ()
        if self.arrangement is Arrangement.SURVEY:
            return found.frames
        return tuple(found.frame(photo_id) for photo_id in found.ranked)

    @property
    def shown(self) -> tuple[Frame, ...]:
        """Those side by side."""
        frames, room = self.frames, self._room
        pinned = self._pinned
        return frames[:pinned] + frames[self._first : self._first + room - pinned]

    @property
    def waiting(self) -> tuple[Frame, ...]:
        """Those the arrow keys bring next: the following one, then the one before."""
        frames, shown = self.frames, {frame.id for frame in self.shown}
        end = self._first + self._room - self._pinned
        near = (*frames[end : end + 2], *frames[max(0, self._first - 1) : self._first])
        return tuple(frame for frame in near if frame.id not in shown)

    @property
    def focused(self) -> Frame | None:
        """The frame that keys mean."""
        return None if self.comparison is None else self.comparison.frame(self.focus)

    @property
    def keeping(self) -> KeepBest | None:
        """What Enter would do: keep the best shot, or the frame the user went to, and reject the rest.

        What the user has picked stays picked. None where photos belong together.
        """
        found = self.comparison
        if found is None or found.kept_whole or len(found.frames) < 2:
            return None
        keep = found.ranked[0] if self._chosen is None else self._chosen
        kept = [frame.id for frame in found.frames if frame.id == keep or frame.summary.flag is Flag.PICK]
        kept.sort(key=lambda photo_id: photo_id != keep)
        return KeepBest(tuple(kept), tuple(photo_id for photo_id in found.ids if photo_id not in kept))

    @property
    def touched(self) -> bool:
        """Whether the user has gone to a frame."""
        return self._chosen is not None

    def place(self) -> tuple[int, int] | None:
        """Place of the burst in the queue and its length; None: it is not in it."""
        burst = None if self.comparison is None else self.comparison.burst
        if burst is None or burst.id not in self.queue:
            return None
        return self.queue.index(burst.id), len(self.queue)

    # --- what happens -------------------------------------------------------------------------

    def show(self, comparison: Comparison) -> None:
        """Show other frames, or the same ones after a change."""
        before, self.comparison = self.comparison, comparison
        if before is not None and set(before.ids) == set(comparison.ids):
            if comparison.burst is None:
                # Stars order them: they must not jump about under the user's hands.
                self.comparison = replace(comparison, ranked=before.ranked)
            if self.person not in comparison.people:
                self.person = next(iter(comparison.people), None)
        else:
            self.focus, self._chosen = comparison.ranked[0], None
            self._first = self._pinned
            self.person = next(iter(comparison.people), None)
            if self.view is not None:  # as close again, at the face
                self.view = replace(self.view, x=0.0, y=0.0)
        self.changed.emit(None)

    def close(self) -> None:
        """Show nothing."""
        self.comparison, self.view, self._chosen = None, None, None

    def set_queue(self, queue: Sequence[int], gap: int) -> None:
        """The bursts of the list.

        Args:
            queue: their ids.
            gap: how many of them stand before the photo that Compare was opened with.
        """
        self.queue, self._gap = tuple(queue), gap
        self.changed.emit(None)

    def arrange(self, arrangement: Arrangement) -> None:
        """Show two, three or all."""
        self.arrangement = arrangement
        self._first = self._pinned
        self._bring()
        self.changed.emit(None)

    def go(self, by: int) -> None:
        """The user moves the focus by some frames; the next ones are brought in."""
        if self._move(by):
            self._chosen = self.focus
            self.changed.emit(None)

    def advance(self) -> None:
        """After a rating on to the next frame; what Enter keeps stays the same."""
        if self._move(1):
            self.changed.emit(None)

    def choose(self, photo_id: int) -> None:
        """The user goes to a frame."""
        self.focus = self._chosen = photo_id
        self._bring()
        self.changed.emit(None)

    def choose_person(self, person: int) -> None:
        """Look at somebody else's face."""
        self.person = person
        if self.view is not None:
            self.view = replace(self.view, x=0.0, y=0.0)
        self.changed.emit(None)

    def next_person(self) -> None:
        """The next one, after the last the first."""
        people = self.comparison.people if self.comparison is not None else ()
        if len(people) > 1 and self.person in people:
            self.choose_person(people[(people.index(self.person) + 1) % len(people)])

    def set_view(self, view: View | None) -> None:
        """Show every frame so."""
        if view != self.view:
            self.view = view
            self.viewed.emit(None)

    def upcoming(self, by: int) -> tuple[int, ...]:
        """The bursts of the list from here on.

        Args:
            by: 1: those that follow, the next one first; -1: those before, likewise.
        """
        place = self.place()
        here = (place[0], place[0] + 1) if place is not None else (self._gap, self._gap)
        return self.queue[here[1] :] if by > 0 else self.queue[: here[0]][::-1]

    # --- places -------------------------------------------------------------------------------

    @property
    def _room(self) -> int:
        return {Arrangement.TWO: 2, Arrangement.THREE: 3}.get(self.arrangement, len(self.frames))

    @property
    def _pinned(self) -> int:
        """How many frames stay at the front."""
        stays = self.comparison is not None and self.comparison.best is not None
        return int(stays and self.arrangement is not Arrangement.SURVEY)

    def _move(self, by: int) -> bool:
        order = [frame.id for frame in self.frames]
        if not order:
            return False
        following = min(max(order.index(self.focus) + by, 0), len(order) - 1)
        if order[following] == self.focus:
            return False
        self.focus = order[following]
        self._bring()
        return True

    def _bring(self) -> None:
        """Let the focused frame be among those shown."""
        if self.comparison is None:
            return
        place = [frame.id for frame in self.frames].index(self.focus)
        room, pinned = self._room, self._pinned
        if place >= pinned:
            self._first = min(max(self._first, place - (room - pinned) + 1), place)
