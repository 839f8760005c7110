"""Indexing: folders become rows. The use case behind `photo-curator index` and Add folder."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from photo_curator.db.library import Library
from photo_curator.domain.errors import ProblemKind
from photo_curator.domain.folder import Folder
from photo_curator.domain.indexing import (
    AddCopy,
    Companion,
    FileStamp,
    IndexSummary,
    KnownFile,
    Problem,
    Relocate,
    UpdateCompanions,
)
from photo_curator.domain.messages import Message, Notice, PhotosChanged, ProblemFound, Progress
from photo_curator.domain.photo import FileRole, FileState
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.domain.sentences import Sentence
from photo_curator.engine.arrivals import Unfinished
from photo_curator.engine.pipeline import Analyse, Pipeline, Reports, raise_if_disk_full
from photo_curator.engine.reconcile import Plan, reconcile
from photo_curator.engine.rescoring import Rescorer
from photo_curator.engine.roots import Roots, choose_roots, inside, is_empty
from photo_curator.engine.speed import Speed
from photo_curator.engine.suspects import Suspects
from photo_curator.engine.triage import triage
from photo_curator.engine.watchdog import Watchdog
from photo_curator.media.pairing import PhotoGroup, pair
from photo_curator.media.scan import Scan, scan
from photo_curator.media.sidecars import read_sidecars
from photo_curator.media.thumbnails import evict

_log = logging.getLogger(__name__)

PROGRESS_SECONDS = 0.25
#: An engine whose client was killed finishes what is in flight; a new one waits for it.
LOCK_SECONDS = 15.0
#: Setting: how many megabytes of aligned crops are kept; they are rebuilt on demand.
CROPS_LIMIT_SETTING = "crops_limit_mb"
CROPS_LIMIT_MB = 2048
_GUILTY_TEXT = {
    ProblemKind.CRASHED: Sentence.CRASHES,
    ProblemKind.TIMED_OUT: Sentence.TOOK_TOO_LONG,
}


class Indexer:
    """Indexes folders of one library. One run at a time; the library's indexing lock is held meanwhile.

    Args:
        library: the library.
        networks: gives the analyser; called only when a picture needs analysis.
        version: of the machine facts those networks make.
        suspects: files in flight.
        send: takes the answers.
        file_seconds: what one file may take.
        on_overrun: called with a file that took longer; the engine process ends itself.
        previous_crash: see `Suspects.load`.
        threads: decode threads; None: one a core, at most four.

    Attributes:
        left: files that were just touched and not read for that, see `Unfinished`.
    """

    def __init__(
        self,
        library: Library,
        networks: Callable[[], Analyse],
        version: str,
        suspects: Suspects,
        send: Callable[[Message], None],
        *,
        file_seconds: float = 60.0,
        on_overrun: Callable[[str], None] = lambda _: None,
        previous_crash: bool = False,
        threads: int | None = None,
    ) -> None:
        self._library = library
        self._networks = networks
        self._version = version
        self._suspects = suspects
        self._send = send
        self._file_seconds = file_seconds
        self._on_overrun = on_overrun
        self._previous_crash = previous_crash
        self.left: list[str] = []
        self._threads = threads or max(1, min(4, os.cpu_count() or 1))

    def run(
        self,
        task: int,
        folders: Iterable[str] = (),
        token: CancelToken | None = None,
        retry: Iterable[str] | None = None,
        unfinished: Unfinished | None = None,
    ) -> IndexSummary:
        """Index `folders`, or all folders of the library again.

        Args:
            task: id carried by every answer.
            folders: absolute paths.
            token: pause and cancel.
            retry: paths under Problem files to read again; empty: all of them; None: none.
            unfinished: files to leave alone for now; the paths of some stand in `left` afterwards.

        Returns:
            The counts; `cancelled` is set where the run was stopped.

        Raises:
            CuratorError: the whole run cannot be done (no such folder, disk full, library in use).
        """
        start = time.monotonic()
        try:
            with self._library.indexing_lock(LOCK_SECONDS), closing(self._suspects):
                return self._run(task, tuple(folders), token or CancelToken(), retry, unfinished)
        except CancelledError:  # before the first file
            return IndexSummary(seconds=round(time.monotonic() - start, 3), cancelled=True)
        except OSError as error:
            raise_if_disk_full(error)
            raise

    def _run(
        self,
        task: int,
        folders: Sequence[str],
        token: CancelToken,
        retry: Iterable[str] | None,
        unfinished: Unfinished | None,
    ) -> IndexSummary:
        start = time.monotonic()
        self._name_guilty(task)
        library, files = self._library, self._library.files
        roots = choose_roots(library, folders)
        problems = {problem.path: problem for problem in library.problems.all()}
        again = frozenset(problems if retry is not None and not (retry := tuple(retry)) else retry or ())
        standings = files.standings(self._version)
        seen = self._walk(task, roots, standings, token)
        passed_over, failed = files.stamps_passed_over(), frozenset(problems)
        news = triage(seen.listed, standings, passed_over, failed, seen.walked, again)
        groups, videos = pair(news.look)
        # Whoever has nothing new to look at is spared the full table, and most rescans have not.
        known = files.known(self._version) if news.folders or seen.away else {}
        plan = reconcile(groups, known, passed_over, failed, news.folders, again)
        expected = len(plan.to_read)
        if unfinished is not None:
            plan.to_read, self.left = unfinished.split(plan.to_read)
        put_off = expected - len(plan.to_read)
        self._forget_healed(problems, seen)
        edited = {work.known.content_hash for work in plan.to_read if work.known is not None}
        familiar = {row.content_hash for row in known.values() if row.content_hash} - edited
        if plan.changes_photos:
            library.bursts.expect_changes()
            library.similar.expect_changes()
        with Watchdog(self._file_seconds, self._on_overrun) as watchdog:
            pipeline = Pipeline(
                self._library,
                self._networks,
                self._suspects,
                watchdog,
                token,
                threads=self._threads,
                smallest_side=_smallest_side(roots.walk),
            )
            reporter = _Reporter(task, self._send, pipeline, len(plan.to_read), token)
            pipeline.reports = Reports(reporter.photos, reporter.problem, reporter.progress)
            cancelled = False
            try:
                self._put_unread(pipeline, plan, seen.listed.problems, problems)
                reporter.progress(force=True)
                pipeline.run(plan.to_read, frozenset(familiar))
                self._set_states(plan, seen.away, known, pipeline.relocated)
            except CancelledError:
                cancelled = True
        if not cancelled:
            # Words on faces that could not be heeded when they were said: the photo was away, or is new here.
            cancelled = Rescorer(library, self._networks, self._send).run(task, (), token).cancelled
        if library.bursts.outdated():
            reporter.photos(library.bursts.regroup(), regrouped=True)
        if library.similar.outdated():
            library.similar.compare()
        reporter.progress(force=True)
        self._evict_crops()
        tally = pipeline.tally
        return IndexSummary(
            found=seen.found,
            indexed=tally.indexed,
            unchanged=news.unchanged + plan.unchanged,
            moved=tally.moved + len(plan.relocated),
            updated=tally.updated,
            duplicates=tally.duplicates + len(plan.set_aside),
            paired=news.paired + plan.paired,
            skipped=seen.listed.skipped
            + news.skipped
            + videos
            + tally.skipped
            + plan.remembered_skipped
            + put_off,
            failed=tally.failed + news.failed + plan.remembered_failed + len(seen.listed.problems),
            faces=tally.faces,
            seconds=round(time.monotonic() - start, 3),
            bytes_read=tally.bytes_read,
            cancelled=cancelled,
        )

    def _name_guilty(self, task: int) -> None:
        """Files that took an engine down while they ran alone go under Problem files."""
        for path, kind in self._suspects.load(previous_crash=self._previous_crash):
            text = _GUILTY_TEXT[kind].about(os.path.basename(path), f"{self._file_seconds:.0f}")
            stamp = None
            if os.path.lexists(path):
                stat = os.stat(path)
                stamp = FileStamp(stat.st_size, stat.st_mtime_ns, stat.st_dev, stat.st_ino)
            self._library.files.apply([Problem(path, kind, text, stamp)])
            self._send(ProblemFound(task=task, path=path, kind=kind.value, message=text))
        self._previous_crash = False

    def _walk(self, task: int, roots: Roots, known: Iterable[str], token: CancelToken) -> _Seen:
        result = _Seen(away=[folder.path for folder in roots.absent])
        for folder in roots.absent:
            self._send(Notice(sentence=Sentence.FOLDER_AWAY, arguments=(folder.path,)))
        own = str(self._library.layout.root.resolve())

        def report(count: int) -> None:
            self._send(Progress(task=task, stage="scanning", done=result.found + count, total=0))

        for folder in roots.walk:
            listed = scan(folder.path, folder.settings, token, report, exclude=(own,))
            pictures = len(listed.pictures) + len(listed.raws) + len(listed.videos)
            count = pictures + listed.skipped + len(listed.problems)
            if (
                not count
                and not listed.unread_folders
                and is_empty(folder.path)
                and any(inside(path, folder.path) for path in known)
            ):
                result.away.append(folder.path)
                self._send(Notice(sentence=Sentence.FOLDER_EMPTY, arguments=(folder.path,)))
                continue
            result.walked.append(folder.path)
            result.add(listed)
            result.found += count
        for folder in roots.nested:
            if is_empty(folder.path) and any(inside(path, folder.path) for path in known):
                result.away.append(folder.path)
        # What lies below an absent root is unknown, as in a folder that cannot be listed: not gone.
        result.listed.unread_folders += result.away
        return result

    def _put_unread(
        self, pipeline: Pipeline, plan: Plan, failed_scan: Sequence[Problem], before: dict[str, Problem]
    ) -> None:
        """Everything that needs no file to be opened, or only a sidecar."""
        for problem in failed_scan:
            old = before.get(problem.path)  # as it stood before this run
            if old is None or (old.kind, old.message) != (problem.kind, problem.message):
                pipeline.put(problem)
        for row, group in plan.relocated:
            primary = group.primary
            pipeline.put(Relocate(row.file_id, primary.path, primary.stamp, group.companions))
        for row, group in plan.set_aside:
            primary = group.primary
            pipeline.put(
                AddCopy(
                    row.photo_id,
                    primary.path,
                    group.role,
                    primary.stamp,
                    row.content_hash,
                    group.companions,
                )
            )
        moved = [(row, group) for row, group in plan.relocated if _sidecars(group)]
        for row, group in (*plan.companions_changed, *moved):
            foreign, problems = read_sidecars(_sidecars(group))
            pipeline.put(UpdateCompanions(row.photo_id, group.companions, foreign))
            for problem in problems:
                pipeline.put(problem)  # after the change, which forgets old problems of these files
        pipeline.flush()

    def _forget_healed(self, problems: dict[str, Problem], seen: _Seen) -> None:
        """Clear problems that are none any more: deleted or renamed files, and what a scan now passes.

        A problem without a stamp is the scan's (a pipe, a folder that could not be listed): where this
        scan does not name it again it is over.
        """
        named = {problem.path for problem in seen.listed.problems}
        healed = [
            path
            for path, problem in problems.items()
            if path not in named
            and any(inside(path, folder) for folder in seen.walked)
            and (problem.stamp is None or not os.path.lexists(path))
        ]
        if healed:
            self._library.problems.clear(healed)
            for path in healed:
                del problems[path]

    def _set_states(
        self, plan: Plan, away: Sequence[str], known: dict[str, KnownFile], relocated: set[int]
    ) -> None:
        elsewhere = relocated | {row.file_id for row, _ in plan.relocated}
        lost = {
            row.file_id
            for path, row in known.items()
            if away and row.file_id not in elsewhere and any(inside(path, folder) for folder in away)
        }
        offline = [
            row.file_id
            for row in known.values()
            if row.file_id in lost and row.state != FileState.OFFLINE.value
        ]
        missing = [
            row.file_id
            for row in plan.gone
            if row.state != FileState.MISSING.value and row.file_id not in elsewhere | lost
        ]
        if plan.back or offline or missing:
            self._library.files.set_states(plan.back, offline, missing)

    def _evict_crops(self) -> None:
        limit = int(self._library.get_setting(CROPS_LIMIT_SETTING) or CROPS_LIMIT_MB)
        if self._library.layout.crops.is_dir():
            evict(self._library.layout.crops, limit * 1024 * 1024)


@dataclass(slots=True)
class _Seen:
    """What a walk over all roots found.

    Attributes:
        found: picture, RAW and video files, readable or not.
        walked: the roots that are there.
        away: the roots that are not.
    """

    away: list[str]
    walked: list[str] = field(default_factory=list)
    listed: Scan = field(default_factory=Scan)
    found: int = 0

    def add(self, more: Scan) -> None:
        """Take in the files of one more root."""
        into = self.listed
        into.pictures += more.pictures
        into.raws += more.raws
        into.sidecars += more.sidecars
        into.videos += more.videos
        into.problems += more.problems
        into.unread_folders += more.unread_folders
        into.skipped += more.skipped


class _Reporter:
    """Turns what the pipeline does into answers, not more than a few a second."""

    def __init__(
        self, task: int, send: Callable[[Message], None], pipeline: Pipeline, total: int, token: CancelToken
    ) -> None:
        self._task, self._send, self._pipeline, self._total, self._token = task, send, pipeline, total, token
        self._speed = Speed()
        self._last = 0.0

    def photos(self, photo_ids: tuple[int, ...], *, regrouped: bool = False) -> None:
        if photo_ids:
            self._send(PhotosChanged(task=self._task, photo_ids=photo_ids, regrouped=regrouped))

    def problem(self, problem: Problem) -> None:
        self._send(
            ProblemFound(task=self._task, path=problem.path, kind=problem.kind.value, message=problem.message)
        )

    def progress(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if not force and now - self._last < PROGRESS_SECONDS:
            return
        if now - self._last > 10 * PROGRESS_SECONDS and self._last:
            self._speed.restart(self._pipeline.tally.done)
        self._last = now
        done = self._pipeline.tally.done
        self._speed.mark(done)
        self._send(
            Progress(
                task=self._task,
                stage="analysing",
                done=done,
                total=self._total,
                failed=self._pipeline.tally.failed,
                rate=round(self._speed.rate, 2),
                seconds_left=self._speed.seconds_left(self._total - done),
                paused=self._token.paused,
            )
        )


def _sidecars(group: PhotoGroup) -> list[Companion]:
    return [item for item in group.companions if item.role is FileRole.SIDECAR]


def _smallest_side(folders: Sequence[Folder]) -> Callable[[str], int]:
    def smallest(path: str) -> int:
        return next((f.settings.smallest_side for f in folders if inside(path, f.path)), 200)

    return smallest
