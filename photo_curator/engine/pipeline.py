"""The stream of files through decode threads, networks and rows.

Decoding runs on a small pool (Pillow releases the GIL), the networks on the calling thread, rows are
written in small transactions. At most `LOOKAHEAD` decoded pictures are in memory.
"""

from __future__ import annotations

import errno
import logging
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from photo_curator.db.library import Library
from photo_curator.domain.errors import CuratorError, EngineError, ProblemKind
from photo_curator.domain.face_repair import FaceCorrection, FaceWords, holding
from photo_curator.domain.geometry import Size
from photo_curator.domain.indexing import (
    AddCopy,
    AddPhoto,
    Analysis,
    FileFacts,
    IndexChange,
    KnownFile,
    PassOver,
    Problem,
    Relocate,
    UpdateCompanions,
    UpdateFile,
)
from photo_curator.domain.photo import FileRole
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.sentences import Sentence
from photo_curator.engine.reading import Reading, read
from photo_curator.engine.reconcile import Reason, Work
from photo_curator.engine.suspects import Suspects
from photo_curator.engine.watchdog import Watchdog
from photo_curator.media.thumbnails import save_crop
from photo_curator.ml.reduction import DetectorView

_log = logging.getLogger(__name__)

#: Decoded pictures held at once: enough to keep the networks busy, about 10 MB each.
LOOKAHEAD = 6
_BATCH = 32
_BATCH_SECONDS = 0.7
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_SHOWN_ROLES = (FileRole.PICTURE.value, FileRole.RAW.value)


class Analyse(Protocol):
    """What the pipeline needs of the networks; `ml.analyser.Analyser` has it."""

    def analyse(
        self,
        picture: NDArray[np.uint8],
        full_size: Size,
        key: str,
        view: DetectorView | None = None,
        corrections: Sequence[FaceCorrection] = (),
    ) -> tuple[Analysis, list[NDArray[np.uint8]]]:
        """Faces, scores and aligned crops of one upright picture."""

    def prepare(self, view: DetectorView) -> DetectorView:
        """As much of the detection as may run on a decode thread."""

    def hazard_map(self, picture: NDArray[np.uint8], hazard: str) -> NDArray[np.float32]:
        """Where a picture shows a hazard, 0..1, on a coarse grid over all of it."""


@dataclass(slots=True)
class Tally:
    """Counts of one run; see `domain.indexing.IndexSummary`."""

    indexed: int = 0
    moved: int = 0
    updated: int = 0
    duplicates: int = 0
    skipped: int = 0
    failed: int = 0
    faces: int = 0
    bytes_read: int = 0
    done: int = 0


@dataclass(slots=True)
class Reports:
    """Where the pipeline reports to; every function is called on the pipeline's thread."""

    photos: Callable[[tuple[int, ...]], None] = lambda _: None
    problem: Callable[[Problem], None] = lambda _: None
    progress: Callable[[], None] = lambda: None


@dataclass
class Pipeline:
    """One run over a list of files.

    Attributes:
        networks: gives the analyser; called when the first picture needs it.
        threads: decode threads.
        relocated: ids of file rows found again under another path, told by their bytes.
    """

    library: Library
    networks: Callable[[], Analyse]
    suspects: Suspects
    watchdog: Watchdog
    token: CancelToken
    reports: Reports = field(default_factory=Reports)
    threads: int = 2
    smallest_side: Callable[[str], int] = lambda _: 200
    tally: Tally = field(default_factory=Tally)
    relocated: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._changes: list[IndexChange] = []
        self._flushed = time.monotonic()
        self._new_content: set[str] = set()
        self._loaded: Analyse | None = None

    def run(self, works: Sequence[Work], known_content: frozenset[str]) -> None:
        """Send every file through; suspects of an earlier crash go first, each alone.

        Raises:
            CancelledError: cancel was asked for; everything finished is stored.
            EngineError: the library's disk is full or read-only.
        """
        alone = set(self.suspects.waiting)
        self.suspects.acquit(alone - {work.path for work in works})
        pool = ThreadPoolExecutor(self.threads, thread_name_prefix="decode")
        try:
            for work in [work for work in works if work.path in alone]:
                self.token.checkpoint()
                self._finish(pool.submit(self._read, work, known_content, True).result())
                self.flush()
            self._stream(pool, [work for work in works if work.path not in alone], known_content)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            self.flush()
            self.suspects.landed()

    def flush(self) -> None:
        """Write the pending rows in one transaction."""
        if self._changes:
            changes, self._changes = self._changes, []
            self.reports.photos(self.library.files.apply(changes))
            for change in changes:
                if isinstance(change, Problem):
                    self.reports.problem(change)
        self._flushed = time.monotonic()

    def put(self, change: IndexChange) -> None:
        """Queue a row change; it is written with the next batch."""
        self._changes.append(change)
        if len(self._changes) >= _BATCH or time.monotonic() - self._flushed > _BATCH_SECONDS:
            self.flush()

    def _stream(self, pool: ThreadPoolExecutor, works: Sequence[Work], known_content: frozenset[str]) -> None:
        waiting = iter(works)
        flying: list[Future[Reading]] = []
        while True:
            while len(flying) < LOOKAHEAD and (work := next(waiting, None)) is not None:
                flying.append(pool.submit(self._read, work, known_content, False))
            if not flying:
                return
            done, _ = wait(flying, timeout=0.25, return_when=FIRST_COMPLETED)
            self.token.checkpoint()
            ready = [future for future in flying if future in done]  # the newest photos first
            flying = [future for future in flying if future not in done]
            for future in ready:
                self._finish(future.result())
                self.token.checkpoint()
            if not ready:
                self.reports.progress()

    def _read(self, work: Work, known_content: frozenset[str], alone: bool) -> Reading:
        """On a decode thread: everything that needs the file itself."""
        if work.reason is Reason.NEW:
            familiar = known_content
        elif work.reason is Reason.CHANGED and work.known is not None and work.known.analysed:
            familiar = frozenset((work.known.content_hash,))
        else:
            familiar = frozenset()
        self.suspects.started(work.path, alone=alone)
        self.watchdog.started(work.path)
        try:
            reading = read(work, familiar, self.library.layout, self.smallest_side(work.path))
            if reading.view is not None and self._loaded is not None:
                reading = replace(reading, view=self._loaded.prepare(reading.view))
            return reading
        except OSError as error:
            raise_if_disk_full(error)
            return self._defect(work, error)
        except Exception as error:  # noqa: BLE001 - a defect of ours must name the file and not stop the rest
            return self._defect(work, error)
        finally:
            self.watchdog.finished(work.path)

    def _defect(self, work: Work, error: Exception) -> Reading:
        _log.error("Reading %s failed", work.path, exc_info=error)
        text = Sentence.DEFECT.about(os.path.basename(work.path), f"{type(error).__name__}: {error}")
        return Reading(work, problem=Problem(work.path, ProblemKind.INTERNAL, text, work.group.primary.stamp))

    def _finish(self, reading: Reading) -> None:
        """On the pipeline's thread: the networks, and what is to be written."""
        path = reading.work.path
        self.tally.bytes_read += reading.bytes_read
        self.watchdog.started(path)
        try:
            change = self._change(reading)
        except OSError as error:
            raise_if_disk_full(error)
            change = self._defect(reading.work, error).problem
        except (EngineError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - as above
            change = self._defect(reading.work, error).problem
        self.watchdog.finished(path)
        if isinstance(change, Problem):
            self.tally.failed += 1
        if change is not None:
            self.put(change)
        if isinstance(change, Relocate | AddCopy) and reading.foreign_rating is not None:
            self._put_sidecar_rating(reading)
        for problem in reading.sidecar_problems:
            self.put(problem)  # after the change, which forgets old problems of the photo's files
        self.suspects.finished(path)
        self.tally.done += 1
        self.reports.progress()

    def _change(self, reading: Reading) -> IndexChange | None:
        work, primary = reading.work, reading.work.group.primary
        if reading.problem is not None:
            return reading.problem
        if reading.passed_over:
            self.tally.skipped += 1
            return PassOver(primary.path, primary.stamp, reading.passed_over)
        if reading.decoded is None:
            return self._familiar(reading)
        if work.reason is Reason.NEW and reading.content_hash in self._new_content:
            self.flush()
            return self._familiar(reading)
        facts = reading.decoded.facts
        if work.known is not None and work.reason is Reason.CHANGED and work.known.analysed:
            self.flush()
            if self.library.files.pixel_hash(work.known.photo_id) == facts.pixel_hash:
                self.tally.updated += 1
                return _update(work.known.file_id, reading, facts, None)
        words = FaceWords() if work.known is None else self.library.face_repair.words(work.known.photo_id)
        corrections = holding(words.corrections, facts.size, facts.perceptual_hash)
        analysis, crops = self._analyser().analyse(
            reading.decoded.picture, facts.size, facts.pixel_hash, reading.view, corrections
        )
        analysis = replace(analysis, heeded=words.mark)
        for analysed, pixels in zip(analysis.faces, crops, strict=True):
            save_crop(self.library.layout, analysed.face.crop_key, pixels)
        self.tally.indexed += 1
        self.tally.faces += len(analysis.faces)
        if work.known is not None:
            return _update(work.known.file_id, reading, facts, analysis)
        self._new_content.add(reading.content_hash)
        return AddPhoto(
            primary.path,
            work.group.role,
            primary.stamp,
            facts,
            analysis,
            work.group.companions,
            reading.foreign_rating,
        )

    def _analyser(self) -> Analyse:
        """The networks. Loading them takes seconds and is no file's fault, whatever comes of it."""
        if self._loaded is None:
            with self.suspects.unaccused(), self.watchdog.stopped():
                try:
                    self._loaded = self.networks()
                except CuratorError as error:  # damaged weights: nobody's file is to blame
                    raise EngineError(str(error)) from error
                except Exception as error:
                    _log.exception("The networks could not be loaded")
                    text = f"The networks could not be loaded ({type(error).__name__}: {error})."
                    raise EngineError(text) from error
        return self._loaded

    def _put_sidecar_rating(self, reading: Reading) -> None:
        """The file's bytes are known, but the sidecar beside it was read anew."""
        self.flush()
        row = next(
            (
                row
                for row in self.library.files.by_content(reading.content_hash)
                if row.path == reading.work.path
            ),
            None,
        )
        if row is not None and row.primary:
            companions = reading.work.group.companions
            self.put(UpdateCompanions(row.photo_id, companions, reading.foreign_rating))

    def _familiar(self, reading: Reading) -> IndexChange | None:
        """Bytes the library knows: touched, moved, or a copy. Nothing is analysed."""
        work, primary = reading.work, reading.work.group.primary
        if work.known is not None:
            self.tally.updated += 1
            return Relocate(work.known.file_id, primary.path, primary.stamp, work.group.companions)
        rows = [
            row for row in self.library.files.by_content(reading.content_hash) if row.role in _SHOWN_ROLES
        ]
        if not rows:
            # Known when the run began, but the only file with these bytes has been edited since.
            anew = read(work, frozenset(), self.library.layout, self.smallest_side(work.path))
            return self._change(anew)
        gone = [row for row in rows if row.file_id not in self.relocated and not os.path.lexists(row.path)]
        if gone:
            row = _best_match(gone, primary.path)
            self.relocated.add(row.file_id)
            self.tally.moved += 1
            return Relocate(row.file_id, primary.path, primary.stamp, work.group.companions)
        self.tally.duplicates += 1
        return AddCopy(
            rows[0].photo_id,
            primary.path,
            work.group.role,
            primary.stamp,
            reading.content_hash,
            work.group.companions,
        )


def raise_if_disk_full(error: OSError) -> None:
    """Tell a full or read-only disk, which ends the whole task, from a fault of one file.

    Raises:
        EngineError: the library's disk cannot be written.
    """
    if error.errno in _DISK_FULL:
        raise EngineError(Sentence.ENGINE_DISK.about(error.strerror)) from error


def _update(file_id: int, reading: Reading, facts: FileFacts, analysis: Analysis | None) -> UpdateFile:
    group = reading.work.group
    return UpdateFile(file_id, group.primary.stamp, facts, analysis, group.companions, reading.foreign_rating)


def _best_match(rows: Sequence[KnownFile], path: str) -> KnownFile:
    """The vanished file most likely to be the one now at `path`: the same name, if there is one."""
    name = os.path.basename(path)
    return next((row for row in rows if os.path.basename(row.path) == name), rows[0])
