"""What the page "My taste" shows, as plain observable objects: no Qt here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from photo_curator.domain.photo import PhotoSummary
from photo_curator.domain.taste import STARTER_VERSION, HeadState, TasteVersion
from photo_curator.gui.state import Event
from photo_curator.services.taste import TasteOverview


@dataclass(frozen=True, slots=True)
class Training:
    """A training under way.

    Attributes:
        task: its id, for stopping it.
        done, total: fits; 0 of 0 while it waits for its turn or looks at the ratings.
        seconds_left: None: not known yet.
        stopping: the user wants no more of it.
    """

    task: int
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    stopping: bool = False


class TasteState:
    """What is known of the user's taste, and which version is looked at.

    Attributes:
        overview: as the library has it; None until it was read.
        training: the one under way.
        stopped: the last training was stopped by the user.
        trouble: why the last thing asked for failed; "" where it did not.
        choosing: another version is just being taken into use.
        helpful: the first photos of those that would help most; None until they were looked for.
        changed: something of this is new.
    """

    def __init__(self) -> None:
        self.overview: TasteOverview | None = None
        self.training: Training | None = None
        self.stopped = False
        self.trouble = ""
        self.choosing = False
        self.helpful: tuple[PhotoSummary, ...] | None = None
        self.changed: Event[None] = Event()
        self._looked_at = STARTER_VERSION

    @property
    def shown(self) -> TasteVersion | None:
        """The version whose results are shown: the one looked at, else a new one, else the one in use."""
        if self.overview is None:
            return None
        looked_at = self.overview.version(self._looked_at)
        if looked_at is not None:
            return looked_at
        versions = self.overview.versions
        if versions and versions[0].state is HeadState.TRAINED:
            return versions[0]
        return self.in_use or next(iter(versions), None)

    @property
    def in_use(self) -> TasteVersion | None:
        """The version that scores the library now; None: the starter."""
        return None if self.overview is None else self.overview.version(self.overview.in_use)

    @property
    def back_to(self) -> int | None:
        """What roll back takes into use again; None where the starter is in use."""
        if self.in_use is None:
            return None
        return STARTER_VERSION if self.in_use.replaces is None else self.in_use.replaces

    def look_at(self, version: int) -> None:
        """Show the results of another version."""
        self._looked_at = version
        self.changed.emit(None)

    def set_overview(self, overview: TasteOverview) -> None:
        """What the library says now."""
        self.overview = overview
        self.changed.emit(None)

    def set_helpful(self, photos: Sequence[PhotoSummary]) -> None:
        """The photos that would help most."""
        self.helpful = tuple(photos)
        self.changed.emit(None)

    def set_training(self, training: Training | None) -> None:
        """How far the training is; None: there is none any more."""
        if training is not None and self.training is None:
            self.stopped, self.trouble = False, ""
        self.training = training
        self.changed.emit(None)

    def set_choosing(self, choosing: bool) -> None:
        """A version is being taken into use, or that is done."""
        self.choosing = choosing
        if choosing:
            self.stopped, self.trouble = False, ""
        self.changed.emit(None)

    def tell(self, trouble: str = "", *, stopped: bool = False) -> None:
        """Something failed, or was stopped, or (neither) that has been read."""
        self.trouble, self.stopped = trouble, stopped
        self.changed.emit(None)


class TeachingQueue:
    """Photos to be rated one after the other.

    Attributes:
        ids: the photos, in order.
        place: which of them is asked about; past the end when all were.
        levels: what was answered, by photo id.
        changed: any of these.
    """

    def __init__(self) -> None:
        self.ids: tuple[int, ...] = ()
        self.place = 0
        self.levels: dict[int, int] = {}
        self.changed: Event[None] = Event()

    @property
    def current(self) -> int | None:
        """The photo asked about; None where all were."""
        return self.ids[self.place] if self.place < len(self.ids) else None

    @property
    def following(self) -> int | None:
        """The one after it."""
        return self.ids[self.place + 1] if self.place + 1 < len(self.ids) else None

    def begin(self, ids: Sequence[int]) -> None:
        """Ask about these photos."""
        self.ids, self.place, self.levels = tuple(ids), 0, {}
        self.changed.emit(None)

    def rate(self, level: int) -> int | None:
        """Answer and go on.

        Returns:
            The photo that was rated; None where there is none any more.
        """
        rated = self.current
        if rated is not None:
            self.levels[rated] = level
            self.step(1)
        return rated

    def step(self, by: int) -> None:
        """Go on without an answer, or back to a photo before."""
        place = min(max(0, self.place + by), len(self.ids))
        if place != self.place:
            self.place = place
        self.changed.emit(None)

    def hear(self, levels: Mapping[int, int], touched: Sequence[int]) -> None:
        """Ratings were taken back or given again: show the first photo concerned that has none now.

        Args:
            levels: of the queue's photos now; 0: none.
            touched: the photos concerned.
        """
        self.levels = {photo: level for photo, level in levels.items() if level and photo in self.ids}
        bare = [self.ids.index(photo) for photo in touched if photo in self.ids and photo not in self.levels]
        if bare:
            self.place = min(bare)
        self.changed.emit(None)
