"""What has changed on disk since the last time. Pure: compares two lists, opens nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from photo_curator.domain.indexing import (
    Companion,
    FileStamp,
    KnownFile,
)
from photo_curator.domain.photo import FileRole, FileState
from photo_curator.media.pairing import PhotoGroup
from photo_curator.media.scan import FoundFile

_SHOWN_ROLES = (FileRole.PICTURE.value, FileRole.RAW.value)


class Reason(Enum):
    """Why a file is opened."""

    NEW = "new"
    CHANGED = "changed"
    OUTDATED = "outdated"  # machine facts of an older version


@dataclass(frozen=True, slots=True)
class Work:
    """One file to read.

    Attributes:
        known: the row behind it; None for a new path.
    """

    group: PhotoGroup
    reason: Reason
    known: KnownFile | None = None

    @property
    def path(self) -> str:
        """The file's path."""
        return self.group.primary.path


@dataclass(slots=True)
class Plan:
    """The outcome of comparing disk and library.

    Attributes:
        unchanged: files that need nothing.
        remembered_failed: unchanged files under Problem files.
        remembered_skipped: unchanged files passed over by rule.
        relocated: the very same files under new names, told by inode: no byte is read.
        set_aside: likewise, but their old name holds another picture now: a copy of the photo.
        companions_changed: unchanged photos whose sidecars or partners differ.
        to_read: newest first.
        back: ids of files that were offline or missing and are there again.
        gone: rows of the folders looked at whose files were not seen.
    """

    unchanged: int = 0
    remembered_failed: int = 0
    remembered_skipped: int = 0
    paired: int = 0
    relocated: list[tuple[KnownFile, PhotoGroup]] = field(default_factory=list)
    set_aside: list[tuple[KnownFile, PhotoGroup]] = field(default_factory=list)
    companions_changed: list[tuple[KnownFile, PhotoGroup]] = field(default_factory=list)
    to_read: list[Work] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    gone: list[KnownFile] = field(default_factory=list)

    @property
    def changes_photos(self) -> bool:
        """Whether a photo comes, changes, moves or goes by it."""
        lost = any(row.state != FileState.MISSING.value for row in self.gone)
        return lost or any((self.to_read, self.relocated, self.set_aside, self.companions_changed, self.back))


def reconcile(
    groups: Sequence[PhotoGroup],
    known: Mapping[str, KnownFile],
    passed_over: Mapping[str, FileStamp],
    failed: frozenset[str],
    looked_at: Container[str],
    retry: frozenset[str] = frozenset(),
    exists: Callable[[str], bool] = os.path.lexists,
) -> Plan:
    """Compare what stands on disk with what the library remembers.

    Args:
        groups: photos as found on disk, from `media.pairing.pair`.
        known: all file rows by path.
        passed_over: stamps of files passed over or failed, by path.
        failed: those of `passed_over` that are problems.
        looked_at: the folders whose whole content `groups` is; other folders' rows are left alone.
        retry: paths to read again although nothing about them changed.
        exists: whether a path still exists; asked only for rows that share an inode with a new file.

    Returns:
        What is to be done; nothing has been done yet.
    """
    plan = Plan()
    found: dict[str, FoundFile] = {}
    companions: set[str] = set()
    for group in groups:
        found[group.primary.path] = group.primary
        for companion in group.companions:
            companions.add(companion.path)
            if companion.role is not FileRole.SIDECAR:
                plan.paired += 1
    renames = _Renames(known, found, exists)
    unknown: list[PhotoGroup] = []
    settled: dict[int, tuple[KnownFile, PhotoGroup]] = {}
    for group in groups:
        path = group.primary.path
        row = known.get(path)
        if row is None or row.role not in _SHOWN_ROLES or not row.primary:
            copy = row is not None and row.role in _SHOWN_ROLES and _same(row, group.primary)
            if row is not None and copy and path not in retry:
                # A second file of a photo that is shown through another one: a copy.
                plan.unchanged += 1
                if row.state != FileState.PRESENT.value:
                    plan.back.append(row.file_id)
            else:
                unknown.append(group)
        elif path in retry:
            plan.to_read.append(Work(group, Reason.CHANGED, row))
        elif not _same(row, group.primary):
            if _is_remembered(group.primary, passed_over):
                _count_remembered(path, failed, plan)
            elif (moved := renames.into(group.primary)) is not None:
                # Files renumbered or swapped: another known file has taken this name.
                plan.relocated.append((moved, group))
            else:
                plan.to_read.append(Work(group, Reason.CHANGED, row))
        elif not row.analysed or not row.content_hash:
            # Without a hash it was a partner until now (a RAW whose JPEG is gone) and was never read.
            plan.to_read.append(Work(group, Reason.OUTDATED if row.content_hash else Reason.CHANGED, row))
        else:
            plan.unchanged += 1
            settled[row.photo_id] = (row, group)
            if row.state != FileState.PRESENT.value:
                plan.back.append(row.file_id)
            if group.companions and _companions_differ(group.companions, known):
                plan.companions_changed.append((row, group))
            else:
                plan.back.extend(_returned(group.companions, known))
    edited = {work.known.file_id for work in plan.to_read if work.known is not None}
    for group in unknown:
        primary = group.primary
        if primary.path not in retry and _is_remembered(primary, passed_over):
            _count_remembered(primary.path, failed, plan)
        elif (moved := renames.into(primary)) is None:
            plan.to_read.append(Work(group, Reason.NEW))
        elif moved.file_id in edited:
            # The old name now holds another picture: both keep what is known of it.
            plan.set_aside.append((moved, group))
        else:
            plan.relocated.append((moved, group))
    gone_from = {row.file_id for row, _ in plan.relocated}
    plan.gone = [
        row
        for path, row in known.items()
        if path not in found
        and path not in companions
        and row.file_id not in gone_from
        and os.path.dirname(path) in looked_at
    ]
    changed = {row.photo_id for row, _ in plan.companions_changed}
    for row in plan.gone:
        if row.role == FileRole.SIDECAR.value and row.photo_id in settled and row.photo_id not in changed:
            changed.add(row.photo_id)
            plan.companions_changed.append(settled[row.photo_id])
    plan.to_read.sort(key=lambda work: work.group.primary.mtime_ns, reverse=True)
    return plan


class _Renames:
    """Finds the known file that now stands under another name, told by its inode."""

    def __init__(
        self, known: Mapping[str, KnownFile], found: Mapping[str, FoundFile], exists: Callable[[str], bool]
    ) -> None:
        self._known, self._found, self._exists = known, found, exists
        self._by_inode: dict[tuple[int, int], KnownFile] | None = None
        self._taken: set[int] = set()

    def into(self, file: FoundFile) -> KnownFile | None:
        """The row of the very file that is now at `file.path` and has left its own path; each once."""
        if self._by_inode is None:
            self._by_inode = {
                (row.device, row.inode): row
                for row in self._known.values()
                if row.inode and row.role in _SHOWN_ROLES and row.content_hash
            }
        row = self._by_inode.get((file.device, file.inode))
        if row is None or row.file_id in self._taken or row.path == file.path:
            return None
        if not row.stamp.same_file(file.stamp) or not self._has_left(row):
            return None
        self._taken.add(row.file_id)
        return row

    def _has_left(self, row: KnownFile) -> bool:
        there = self._found.get(row.path)
        if there is not None:
            return there.inode != row.inode or not _same(row, there)
        return not self._exists(row.path)


def _same(row: KnownFile, found: FoundFile) -> bool:
    return row.size_bytes == found.size_bytes and row.mtime_ns == found.mtime_ns


def _is_remembered(found: FoundFile, passed_over: Mapping[str, FileStamp]) -> bool:
    stamp = passed_over.get(found.path)
    return stamp is not None and stamp.same_content(found.stamp)


def _count_remembered(path: str, failed: frozenset[str], plan: Plan) -> None:
    if path in failed:
        plan.remembered_failed += 1
    else:
        plan.remembered_skipped += 1


def _companions_differ(companions: Iterable[Companion], known: Mapping[str, KnownFile]) -> bool:
    for companion in companions:
        row = known.get(companion.path)
        if row is None or not row.stamp.same_content(companion.stamp):
            return True
    return False


def _returned(companions: Iterable[Companion], known: Mapping[str, KnownFile]) -> list[int]:
    rows = (known[companion.path] for companion in companions)
    return [row.file_id for row in rows if row.state != FileState.PRESENT.value]
