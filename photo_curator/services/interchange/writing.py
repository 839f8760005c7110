"""Writing planned sidecars: each whole or not at all, all of them to be taken back as one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from photo_curator.db.act import Before
from photo_curator.db.library import Library
from photo_curator.db.sidecar_archive import ChangedError, keep, left_alone, named, place, sweep
from photo_curator.domain.errors import PhotoFileError, UsageError
from photo_curator.domain.file_operations import RecordSidecars, WrittenSidecar
from photo_curator.domain.interchange import PlannedSidecar, SidecarPlan
from photo_curator.domain.operations import Change
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.domain.sentences import Sentence
from photo_curator.media.files import shown
from photo_curator.services.file_trouble import FULL, READ_ONLY, words
from photo_curator.services.interchange.planning import merged, read_sidecar


@dataclass(frozen=True, slots=True)
class SidecarProgress:
    """How far it is: sidecars done of all."""

    done: int
    total: int


@dataclass(slots=True)
class SidecarOutcome:
    """What writing did.

    Attributes:
        created, merged: paths of sidecars that are new, and of those that were there.
        unchanged: how many said it already.
        failures: sidecars that could not be written, with the reason; the rest went on.
        stopped: why it broke off; "" where it came to its end or was cancelled.
        cancelled: it was asked to stop.
        change: the journal's entry; None where nothing was to be written.
    """

    created: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    unchanged: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    stopped: str = ""
    cancelled: bool = False
    change: Change | None = None

    def document(self) -> dict[str, Any]:
        """`xmp write --json`."""
        return {
            "created": self.created,
            "merged": self.merged,
            "unchanged": self.unchanged,
            "failures": [{"path": path, "reason": reason} for path, reason in self.failures],
            "stopped": self.stopped or None,
            "cancelled": self.cancelled,
        }


def write_sidecars(
    library: Library,
    plan: SidecarPlan,
    token: CancelToken | None = None,
    tell: Callable[[SidecarProgress], None] = lambda _: None,
) -> SidecarOutcome:
    """Write what was planned. The photos' own files are not opened.

    Former and new bytes are kept and the act is journalled before the first sidecar changes: a process that
    is killed in between leaves nothing that undo does not know.

    Args:
        library: of the photos.
        plan: from `plan_sidecars`.
        token: cancels between two sidecars.
        tell: told after each, on this thread.

    Raises:
        UsageError: the former bytes cannot be kept; nothing was written.
        LibraryBusyError: another writing is under way.
    """
    with library.exporting_lock():
        writing = _Writing(library, plan, token or CancelToken(), tell)
        return writing.run()


def repeat_sidecars(library: Library, before: Before) -> str:
    """Write sidecars again that were taken back: the very same bytes, where nobody has written others.

    Returns:
        What was left alone, in words that follow the act's label.

    Raises:
        UsageError: nothing could be written again; says why.
    """
    left: dict[str, str] = {}
    by_archive: dict[str, dict[int, str]] = {}
    for _, (archive, number, path) in before:
        by_archive.setdefault(archive, {})[number] = path
    for archive, paths in by_archive.items():
        left |= left_alone(library.layout, archive, paths, back=False)
    if left and len(left) == len(before):
        raise UsageError(Sentence.NOTHING_LEFT_ALONE.about(named(left)))
    return f" ({named(left)})" if left else ""


class _Writing:
    """One writing under way."""

    def __init__(
        self,
        library: Library,
        plan: SidecarPlan,
        token: CancelToken,
        tell: Callable[[SidecarProgress], None],
    ) -> None:
        self._library, self._plan, self._token, self._tell = library, plan, token, tell
        self._outcome = SidecarOutcome(unchanged=sum(one.unchanged for one in plan.sidecars))
        self._now = datetime.now(UTC)
        self._ready: list[PlannedSidecar] = []

    def run(self) -> SidecarOutcome:
        """Keep, journal, write."""
        library, outcome = self._library, self._outcome
        try:
            sweep(library.layout, library.curation.archives())
            archive = keep(library.layout, self._contents())
        except CancelledError:
            outcome.cancelled = True
            return outcome
        except OSError as error:
            text = Sentence.DISK_FULL if error.errno in FULL else Sentence.EXPORT_READ_ONLY
            raise UsageError(text.about(library.layout.sidecars, words(error))) from error
        if not self._ready:
            return outcome
        files = tuple(
            WrittenSidecar(planned.photo_id, planned.path, number)
            for number, planned in enumerate(self._ready)
        )
        outcome.change = library.curation.apply(RecordSidecars(archive, files))
        paths = {file.number: file.path for file in files}
        placing = place(library.layout, archive, paths, back=False)
        try:
            for number, (planned, (path, trouble)) in enumerate(zip(self._ready, placing, strict=True), 1):
                if trouble is None:
                    (outcome.merged if planned.merged else outcome.created).append(path)
                elif isinstance(trouble, OSError) and trouble.errno in FULL:
                    outcome.stopped = Sentence.SIDECAR_DISK_FULL.about(shown(path))
                    break
                else:
                    outcome.failures.append((path, _sentence(trouble, path)))
                self._tell(SidecarProgress(number, len(self._ready)))
                self._token.checkpoint()
        except CancelledError:
            outcome.cancelled = len(outcome.created) + len(outcome.merged) < len(self._ready)
        return outcome

    def _contents(self) -> Iterator[tuple[bytes | None, bytes]]:
        """Former and new bytes of what changes; notes what is ready to be written."""
        for planned in self._plan.changing:
            self._token.checkpoint()
            try:
                former = read_sidecar(planned.path)
                new = merged(planned.path, former, planned.said, self._now)
            except PhotoFileError as error:
                self._outcome.failures.append((planned.path, str(error)))
                continue
            if new == former:
                self._outcome.unchanged += 1
                continue
            self._ready.append(planned)
            yield former, new


def _sentence(error: OSError | ChangedError, path: str) -> str:
    if isinstance(error, ChangedError):
        return Sentence.SIDECAR_CHANGED.about(shown(path))
    if error.errno in READ_ONLY:
        return Sentence.EXPORT_READ_ONLY.about(os.path.dirname(path), words(error))
    return Sentence.SIDECAR_NOT_WRITTEN.about(shown(path), words(error))
