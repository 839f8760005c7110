"""Watching folders: photos are indexed as they arrive. The use case behind `photo-curator watch`."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.errors import LibraryBusyError
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.sentences import Sentence
from photo_curator.engine.arrivals import Arrivals, Unfinished
from photo_curator.engine.folder_events import TELLS_CLOSING, FolderEvents, is_limit
from photo_curator.engine.roots import inside, normalise

#: Between two thoughts: whether something is due.
TICK_SECONDS = 0.1
#: Between two checks of whether the folders are there, and which the library has.
ROOTS_SECONDS = 1.0
#: Without events a folder is looked at so often; a large one less, so that looking stays a twentieth.
LOOK_SECONDS = 10.0
LOOK_SHARE = 20
#: So long after its last touch a file is whole, where its closing is told and where it is not.
SETTLE_SECONDS = 0.5 if TELLS_CLOSING else 2.5
SETTLE_UNTOLD_SECONDS = 2.5

#: Indexes folders; returns the counts, and files left because they were just touched.
Look = Callable[[tuple[str, ...], Unfinished], tuple[IndexSummary, list[str]]]


@dataclass(slots=True)
class _Watched:
    """One watched folder.

    Attributes:
        around: the library's root that it is or lies in.
        identity: device and inode; None: it is not there.
        events: what the system tells of it; None: nothing.
        seconds: it is looked at so often without events.
    """

    folder: str
    around: str
    arrivals: Arrivals
    identity: tuple[int, int] | None = None
    events: FolderEvents | None = None
    seconds: float = 0.0
    looked: float = 0.0

    def stop(self) -> None:
        if self.events is not None:
            self.events.stop()
            self.events = None


class FolderWatch:
    """One watch, from its request until it is cancelled.

    Args:
        library: says which folders there are.
        request: what is watched.
        send: takes the answers.
        look: indexes folders; called in turn.
        take_turn: calls what it is given once no other task runs.
    """

    def __init__(
        self,
        library: Library,
        request: m.Watch,
        send: Callable[[m.Message], None],
        look: Look,
        take_turn: Callable[[Callable[[], None]], None],
    ) -> None:
        self._library, self._request, self._send = library, request, send
        self._look_at, self._take_turn = look, take_turn
        self._asked = tuple(normalise(folder) for folder in request.folders)
        self._watched: dict[str, _Watched] = {}
        self._looking = False
        self._checked = float("-inf")
        self._failure: Exception | None = None

    def run(self, token: CancelToken) -> IndexSummary:
        """Watch until cancelled.

        Raises:
            CuratorError: the folders cannot be indexed; the message says why.
        """
        try:
            while not token.wait(TICK_SECONDS) and self._failure is None:
                if time.monotonic() - self._checked >= ROOTS_SECONDS:
                    self._check()
                    self._checked = time.monotonic()
                if not self._looking:
                    self._ask_for_a_look()
        finally:
            for watched in self._watched.values():
                watched.stop()
        if self._failure is not None:
            raise self._failure
        return IndexSummary(cancelled=True)

    # --- which folders, and how they stand -----------------------------------------------------

    def _check(self) -> None:
        """Follow what the library says, and what is plugged in."""
        roots = self._library.folders.all()
        wanted = set(_outermost(self._asked or [root.path for root in roots if root.settings.watch]))
        changed = False
        for folder in self._watched.keys() - wanted:
            self._watched.pop(folder).stop()
            changed = True
        for folder in wanted - self._watched.keys():
            own = os.path.realpath(self._library.layout.root)
            self._watched[folder] = _Watched(folder, folder, Arrivals(folder, (own,)))
            self._watched[folder].arrivals.folder(folder)
            changed = True
        for watched in self._watched.values():
            around = (root.path for root in roots if inside(watched.folder, root.path))
            watched.around = next(around, watched.folder)
            changed |= self._follow(watched)
        if changed:
            self._send(
                m.Watching(
                    task=self._request.task,
                    folders=tuple(
                        m.WatchedFolder(one.folder, one.seconds, one.identity is not None)
                        for _, one in sorted(self._watched.items())
                    ),
                )
            )

    def _follow(self, watched: _Watched) -> bool:
        """Notice that a folder came or went, or that another one stands in its place."""
        identity = _identity(watched.folder)
        events = watched.events
        if identity == watched.identity and not (events is not None and events.ended):
            if events is not None and events.grew:
                try:
                    events.prove()
                except OSError as error:
                    self._go_without_events(watched, error)
                    return True
            return False
        watched.stop()
        watched.identity = identity
        watched.seconds = 0.0
        if identity is not None:
            try:
                watched.events = FolderEvents(watched.folder, watched.arrivals)
            except OSError as error:
                self._go_without_events(watched, error)
        watched.arrivals.folder(watched.folder)
        return True

    def _go_without_events(self, watched: _Watched, error: OSError) -> None:
        watched.stop()
        watched.seconds = LOOK_SECONDS
        sentence = Sentence.WATCH_LIMIT if is_limit(error) else Sentence.WATCH_NO_EVENTS
        reason = str(error.strerror or error)
        self._send(m.Notice(sentence=sentence, arguments=(watched.folder, f"{LOOK_SECONDS:.0f}", reason)))

    # --- looking --------------------------------------------------------------------------------

    def _ask_for_a_look(self) -> None:
        now = time.monotonic()
        due: set[str] = set()
        for watched in self._watched.values():
            folders = watched.arrivals.take()
            if watched.seconds and watched.identity and now - watched.looked >= watched.seconds:
                folders |= {watched.folder}
            due.update(_standing(folder, watched.around) for folder in folders)
        if due:
            self._looking = True
            self._take_turn(lambda: self._look(tuple(sorted(due))))

    def _look(self, folders: tuple[str, ...]) -> None:
        """In turn with the other tasks: index what has changed."""
        start = time.monotonic()
        concerned = [
            one
            for one in self._watched.copy().values()
            if any(_overlap(one.folder, each) for each in folders)
        ]
        told = all(one.events is not None for one in concerned)
        writing = frozenset[str]().union(*(one.arrivals.unfinished() for one in concerned))
        try:
            summary, left = self._look_at(
                folders, Unfinished(writing, SETTLE_SECONDS if told else SETTLE_UNTOLD_SECONDS)
            )
        except LibraryBusyError:
            left = [os.path.join(folder, "") for folder in folders]  # a terminal indexes: once more, then
        except Exception as error:  # noqa: BLE001 - raised by `run`, on the watch's own thread
            self._failure = error
            return
        else:
            if not summary.cancelled:
                self._send(m.Looked(task=self._request.task, summary=summary))
        for one in concerned:
            one.looked = time.monotonic()
            if one.seconds:
                one.seconds = max(LOOK_SECONDS, LOOK_SHARE * (one.looked - start))
            for path in left:
                if inside(path, one.folder):
                    one.arrivals.folder(os.path.dirname(path))
        self._looking = False


def _outermost(folders: Iterable[str]) -> list[str]:
    unique = set(folders)
    return [one for one in unique if not any(other != one and inside(one, other) for other in unique)]


def _overlap(one: str, other: str) -> bool:
    return inside(one, other) or inside(other, one)


def _identity(folder: str) -> tuple[int, int] | None:
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if os.path.isdir(folder) else None


def _standing(folder: str, root: str) -> str:
    """The folder, or the nearest one above it that is there; not above the root."""
    while folder != root and inside(folder, root) and not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return folder
