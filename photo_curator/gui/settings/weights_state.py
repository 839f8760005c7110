"""The weight files as the window knows them, and the tasks on them. No widgets: it outlives the dialog."""

from __future__ import annotations

from dataclasses import dataclass, replace

from photo_curator.domain import messages as m
from photo_curator.domain.weights import WeightStatus
from photo_curator.gui.engine_bridge import EngineBridge
from photo_curator.gui.state import Event
from photo_curator.gui.tasks import Executor
from photo_curator.weight_store import WeightStore


@dataclass(frozen=True, slots=True)
class Activity:
    """What is being done with a weight file.

    Attributes:
        task: its id, for stopping it.
        stage: "downloading", "importing" or "checking"; "" until the engine says.
        done: bytes.
        total: bytes; 0: not known yet.
        rate: bytes per second; 0: not known yet.
        seconds_left: None: not known yet.
    """

    task: int
    stage: str = ""
    done: int = 0
    total: int = 0
    rate: float = 0.0
    seconds_left: float | None = None


class WeightsState:
    """Weight files and the tasks on them.

    Args:
        store: looked at off the main thread.
        bridge: to the engine, which does the work.
        executor: for looking.

    Attributes:
        statuses: by name, in the manifest's order; empty until looked at.
        activities: by name, what is being done.
        errors: by name, why the last task failed.
        changed: name of a weight file about which something is new; "": of all.
        finished: name of a weight file that a download or an import has made ready.
    """

    def __init__(self, store: WeightStore, bridge: EngineBridge, executor: Executor) -> None:
        self._store, self._bridge, self._executor = store, bridge, executor
        self.statuses: dict[str, WeightStatus] = {}
        self.activities: dict[str, Activity] = {}
        self._heard = 0
        self.errors: dict[str, str] = {}
        self.changed: Event[str] = Event()
        self.finished: Event[str] = Event()

    def look(self) -> None:
        """See how all weight files stand: a terminal may have fetched some."""
        heard = self._heard
        self._executor.submit(self._store.statuses, lambda statuses: self._looked(statuses, heard))

    def download(self, name: str) -> None:
        """Fetch a file, or go on fetching it."""
        self._start(name, m.DownloadWeights(name=name))

    def import_file(self, name: str, path: str) -> None:
        """Take it from this computer."""
        self._start(name, m.ImportWeights(name=name, path=path))

    def verify(self, name: str) -> None:
        """Hash it anew."""
        self._start(name, m.VerifyWeights(names=(name,)))

    def remove(self, name: str) -> None:
        """Delete it."""
        self._start(name, m.RemoveWeights(name=name))

    def cancel(self, name: str) -> None:
        """Stop what is being done; what has come stays for another time."""
        if name in self.activities:
            self._bridge.stop(self.activities[name].task)

    def _looked(self, statuses: list[WeightStatus], heard: int) -> None:
        if heard != self._heard:
            # The engine has told something since: what was seen before may be out of date.
            self.look()
            return
        self.statuses = {status.entry.name: status for status in statuses}
        self.changed.emit("")

    def _start(self, name: str, request: m.WeightsTask) -> None:
        if name in self.activities:
            return
        self.errors.pop(name, None)
        task = self._bridge.start(request, lambda answer: self._hear(name, request, answer))
        if task is not None:
            self.activities[name] = Activity(task)
        self.changed.emit(name)

    def _hear(self, name: str, request: m.WeightsTask, answer: m.Answer) -> None:
        match answer:
            case m.Progress() if name in self.activities:
                self.activities[name] = self._progressed(self.activities[name], answer)
            case m.WeightsFound() if name in self.statuses:
                self._heard += 1
                self.statuses[name] = replace(
                    self.statuses[name],
                    state=answer.state,
                    here=answer.here,
                    sha256=answer.sha256,
                    pinned=answer.pinned,
                )
            case m.Failed(message=message):
                self.activities.pop(name, None)
                self.errors[name] = message
                self.look()
            case m.Done(summary=summary):
                self.activities.pop(name, None)
                if summary.cancelled:
                    self.look()
                elif isinstance(request, m.DownloadWeights | m.ImportWeights):
                    self.finished.emit(name)
        self.changed.emit(name)

    @staticmethod
    def _progressed(activity: Activity, progress: m.Progress) -> Activity:
        if progress.stage == "checking":
            return replace(activity, stage=progress.stage, rate=0.0, seconds_left=None)
        return Activity(
            activity.task,
            progress.stage,
            progress.done,
            progress.total,
            progress.rate,
            progress.seconds_left,
        )
