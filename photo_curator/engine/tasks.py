"""What the engine can be asked to do: a request in, the use case that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import assert_never

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.engine.arrivals import Unfinished
from photo_curator.engine.explaining import Explainer
from photo_curator.engine.hazard_maps import draw_hazard_map
from photo_curator.engine.indexing import Indexer
from photo_curator.engine.networks import Networks
from photo_curator.engine.people import PeopleFinder
from photo_curator.engine.rescoring import Rescorer
from photo_curator.engine.suspects import Suspects
from photo_curator.engine.taste import TasteTasks
from photo_curator.engine.weights import WeightTasks
from photo_curator.weight_store import WeightStore

TakeTurn = Callable[[Callable[[], None]], None]


def _at_once(call: Callable[[], None]) -> None:
    """Where nothing else runs."""
    call()


def _stay() -> None:
    """An overrun file ends nothing: there is no process of our own to end."""


class Tasks:
    """Runs tasks on one library, one call each, on the calling thread.

    A new kind of task is a request in `domain.messages`, a module beside this one and a case in `run`.

    Args:
        root: the library's folder.
        networks: the networks, loaded when first needed.
        send: told every answer but the task's end.
        file_seconds: what one file may take.
        previous_crash: the engine before this one was ended by a fault of its own.
        on_overrun: called after the file that used up its time was noted.
        take_turn: calls what it is given once no other task runs; a watch runs beside them, its looks do not.
    """

    def __init__(
        self,
        root: Path,
        networks: Networks,
        send: Callable[[m.Message], None],
        *,
        file_seconds: float = 60.0,
        previous_crash: bool = False,
        on_overrun: Callable[[], None] = _stay,
        take_turn: TakeTurn = _at_once,
    ) -> None:
        self._root, self._networks, self._send = root, networks, send
        self._file_seconds = file_seconds
        self._previous_crash = previous_crash
        self._on_overrun = on_overrun
        self._take_turn = take_turn

    def run(self, request: m.StartTask, token: CancelToken) -> IndexSummary:
        """Run one task to its end.

        Raises:
            CuratorError: it failed as a whole, with a sentence for the user.
        """
        match request:
            case m.Index(task=task, folders=folders):
                return self._index(task, folders, None, token)[0]
            case m.RetryProblems(task=task, paths=paths):
                return self._index(task, (), paths, token)[0]
            case m.Watch():
                return self._watch(request, token)
            case m.Rescore(task=task, photo_ids=photo_ids):
                with Library.open(self._root) as library:
                    return Rescorer(library, self._networks.get, self._send).run(task, photo_ids, token)
            case m.HazardMap():
                return self._hazard_map(request)
            case m.Explain():
                return self._explain(request, token)
            case m.TrainTaste() | m.UseHead() | m.RollBack():
                return self._taste(request, token)
            case m.FindPeople():
                return self._people(request, token)
            case m.DownloadWeights() | m.ImportWeights() | m.VerifyWeights() | m.RemoveWeights():
                return WeightTasks(WeightStore(), self._send).run(request, token)
            case _:
                assert_never(request)

    def _taste(self, request: m.TrainTaste | m.UseHead | m.RollBack, token: CancelToken) -> IndexSummary:
        with Library.open(self._root) as library:
            return TasteTasks(library, self._send).run(request, token)

    def _hazard_map(self, request: m.HazardMap) -> IndexSummary:
        with Library.open(self._root) as library:
            path = draw_hazard_map(library, self._networks.get, request.photo_id, request.hazard)
        self._send(
            m.HazardMapDrawn(
                task=request.task, photo_id=request.photo_id, hazard=request.hazard, path=str(path)
            )
        )
        return IndexSummary()

    def _explain(self, request: m.Explain, token: CancelToken) -> IndexSummary:
        try:
            with Library.open(self._root) as library:
                Explainer(library, self._networks, self._send).run(request, token)
        except CancelledError:
            return IndexSummary(cancelled=True)
        return IndexSummary()

    def _people(self, request: m.FindPeople, token: CancelToken) -> IndexSummary:
        try:
            with Library.open(self._root) as library:
                PeopleFinder(library, self._networks, self._send).run(request, token)
        except CancelledError:
            return IndexSummary(cancelled=True)
        return IndexSummary()

    def _watch(self, request: m.Watch, token: CancelToken) -> IndexSummary:
        # Imported here: an engine that watches nothing needs no events.
        from photo_curator.engine.folder_watch import FolderWatch

        def look(folders: tuple[str, ...], unfinished: Unfinished) -> tuple[IndexSummary, list[str]]:
            return self._index(request.task, folders, None, token, unfinished)

        with Library.open(self._root) as library:
            return FolderWatch(library, request, self._send, look, self._take_turn).run(token)

    def _index(
        self,
        task: int,
        folders: tuple[str, ...],
        retry: tuple[str, ...] | None,
        token: CancelToken,
        unfinished: Unfinished | None = None,
    ) -> tuple[IndexSummary, list[str]]:
        with Library.open(self._root) as library:
            indexer = self._indexer(library)
            summary = indexer.run(task, folders, token, retry, unfinished)
            if not summary.cancelled:
                try:
                    PeopleFinder(library, self._networks, self._send).after_indexing(task, token)
                except CancelledError:
                    summary = replace(summary, cancelled=True)
        return summary, indexer.left

    def _indexer(self, library: Library) -> Indexer:
        suspects = Suspects(library.layout.suspects)

        def overran(path: str) -> None:
            suspects.overran(path)
            self._on_overrun()

        indexer = Indexer(
            library,
            self._networks.get,
            self._networks.version,
            suspects,
            self._send,
            file_seconds=self._file_seconds,
            on_overrun=overran,
            previous_crash=self._previous_crash,
        )
        self._previous_crash = False
        return indexer
