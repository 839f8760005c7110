"""Weight files: download, import, verify, remove. Nothing counts before all of it was checked."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from photo_curator.domain import messages as m
from photo_curator.domain.errors import WeightsError
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.domain.sentences import Sentence
from photo_curator.domain.weights import WeightFile, WeightState
from photo_curator.engine.downloads import fetch
from photo_curator.engine.speed import Speed
from photo_curator.weight_store import WeightStore

_TELL_SECONDS = 0.25
_COPY_BYTES = 1 << 20


class WeightTasks:
    """Runs the tasks on weight files, on the calling thread.

    Args:
        store: the weight files of this machine.
        send: told every answer but the task's end.
    """

    def __init__(self, store: WeightStore, send: Callable[[m.Message], None]) -> None:
        self._store, self._send = store, send

    def run(self, request: m.WeightsTask, token: CancelToken) -> IndexSummary:
        """Run one task to its end.

        Raises:
            WeightsError: it failed, with a sentence for the user.
        """
        try:
            match request:
                case m.DownloadWeights(task=task, name=name):
                    self._download(task, self._store.entry(name), token)
                case m.ImportWeights(task=task, name=name, path=path):
                    self._import(task, self._store.entry(name), Path(path), token)
                case m.VerifyWeights(task=task, names=names):
                    self._verify(task, [self._store.entry(name) for name in names], token)
                case m.RemoveWeights(task=task, name=name):
                    entry = self._store.entry(name)
                    self._store.remove(entry)
                    self._tell(task, entry)
        except CancelledError:
            return IndexSummary(cancelled=True)
        return IndexSummary()

    def _download(self, task: int, entry: WeightFile, token: CancelToken) -> None:
        _refuse_embedded(entry)
        with self._store.held(entry):
            if self._store.status(entry).state is not WeightState.READY:
                try:
                    sha256 = fetch(self._store, entry, token, self._meter(task, "downloading"))
                except OSError as error:
                    raise self._store.trouble(error) from error
                try:
                    self._check(task, entry, self._store.part(entry), sha256)
                except WeightsError:
                    # Nothing can be added to a file that is whole and wrong.
                    self._store.drop_part(entry)
                    raise
                self._keep(entry, self._store.part(entry), sha256, entry.url)
        self._tell(task, entry)

    def _import(self, task: int, entry: WeightFile, source: Path, token: CancelToken) -> None:
        _refuse_embedded(entry)
        with self._store.held(entry):
            copy = self._store.folder / f"{entry.file}.import"
            try:
                sha256 = self._copy(source, copy, token, self._meter(task, "importing"))
                self._check(task, entry, copy, sha256)
                self._keep(entry, copy, sha256, str(source))
            finally:
                copy.unlink(missing_ok=True)
        self._tell(task, entry)

    def _copy(self, source: Path, copy: Path, token: CancelToken, tell: Callable[[int, int], None]) -> str:
        digest = hashlib.sha256()
        try:
            size = source.stat().st_size
            file = source.open("rb")
        except OSError as error:
            raise WeightsError(Sentence.NOT_READ.about(source, error.strerror)) from error
        with file:
            try:
                with copy.open("wb") as target:
                    while piece := file.read(_COPY_BYTES):
                        token.checkpoint()
                        target.write(piece)
                        digest.update(piece)
                        tell(target.tell(), size)
            except OSError as error:
                raise self._store.trouble(error) from error
        return digest.hexdigest()

    def _verify(self, task: int, chosen: list[WeightFile], token: CancelToken) -> None:
        missing = (WeightState.ABSENT, WeightState.PARTIAL)
        entries = chosen or [
            entry
            for entry in self._store.entries().values()
            if entry.embedded or self._store.path(entry).exists()
        ]
        for number, entry in enumerate(entries):
            token.checkpoint()
            self._send(m.Progress(task=task, stage="checking", done=number, total=len(entries)))
            status = self._store.verify(entry)
            if status.state in missing:
                raise WeightsError(Sentence.WEIGHTS_NOT_HERE.about(entry.name))
            self._tell(task, entry)

    def _check(self, task: int, entry: WeightFile, file: Path, sha256: str) -> None:
        """Refuse a whole file that is another one, or more than tensors."""
        from photo_curator.ml.weights import plain_tensors

        size = file.stat().st_size
        self._send(m.Progress(task=task, stage="checking", done=size, total=size))
        self._store.refuse_unless_expected(entry, sha256)
        plain_tensors(file, entry.name)

    def _keep(self, entry: WeightFile, file: Path, sha256: str, origin: str) -> None:
        try:
            self._store.put_in_place(entry, file, sha256, origin)
            self._store.drop_part(entry)
        except OSError as error:
            raise self._store.trouble(error) from error

    def _tell(self, task: int, entry: WeightFile) -> None:
        status = self._store.status(entry)
        self._send(
            m.WeightsFound(
                task=task,
                name=entry.name,
                state=status.state,
                here=status.here,
                sha256=status.sha256,
                pinned=status.pinned,
            )
        )

    def _meter(self, task: int, stage: str) -> Callable[[int, int], None]:
        """What sends progress a few times a second, with rate and time left."""
        speed: Speed | None = None
        told = 0.0

        def tell(done: int, total: int) -> None:
            nonlocal speed, told
            if speed is None:
                speed = Speed()
                speed.restart(done)
            now = time.monotonic()
            if now - told < _TELL_SECONDS and done != total:
                return
            told = now
            speed.mark(done)
            self._send(
                m.Progress(
                    task=task,
                    stage=stage,
                    done=done,
                    total=total,
                    rate=speed.rate,
                    seconds_left=speed.seconds_left(total - done) if total else None,
                )
            )

        return tell


def _refuse_embedded(entry: WeightFile) -> None:
    if entry.embedded:
        raise WeightsError(Sentence.WEIGHTS_EMBEDDED.about(entry.name))
