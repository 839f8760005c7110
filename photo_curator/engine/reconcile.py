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
    companions_changed: list[tuple[KnownFile, PhotoGroup]] = field(default_factory=list)
    to_read: list[Work] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    gone: list[KnownFile] = field(default_factory=list)


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
    seen: set[str] = set()
    unknown: list[PhotoGroup] = []
    present = FileState.PRESENT.value
    for group in groups:
        primary = group.primary
        path = primary.path
        seen.add(path)
        for companion in group.companions:
            seen.add(companion.path)
            if companion.role is not FileRole.SIDECAR:
                plan.paired += 1
        row = known.get(path)
        if row is None or row.role not in _SHOWN_ROLES or not row.primary:
            if row is not None and row.role in _SHOWN_ROLES and _same(row, primary) and path not in retry:
                # A second file of a photo that is shown through another one: a copy.
                plan.unchanged += 1
                if row.state != present:
                    plan.back.append(row.file_id)
                continue
            unknown.append(group)
            continue
        if path in retry:
            plan.to_read.append(Work(group, Reason.CHANGED, row))
        elif not _same(row, primary):
            if _is_remembered(primary, passed_over):
                _count_remembered(primary.path, failed, plan)
            else:
                plan.to_read.append(Work(group, Reason.CHANGED, row))
        elif not row.analysed:
            plan.to_read.append(Work(group, Reason.OUTDATED, row))
        else:
            plan.unchanged += 1
            if row.state != present:
                plan.back.append(row.file_id)
            if group.companions and _companions_differ(group.companions, known):
                plan.companions_changed.append((row, group))
            else:
                plan.back.extend(_returned(group.companions, known))
    plan.gone = [
        row for path, row in known.items() if path not in seen and os.path.dirname(path) in looked_at
    ]
    _sort_unknown(unknown, known, passed_over, failed, retry, exists, plan)
    plan.to_read.sort(key=lambda work: work.group.primary.mtime_ns, reverse=True)
    return plan


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


def _sort_unknown(
    unknown: Sequence[PhotoGroup],
    known: Mapping[str, KnownFile],
    passed_over: Mapping[str, FileStamp],
    failed: frozenset[str],
    retry: frozenset[str],
    exists: Callable[[str], bool],
    plan: Plan,
) -> None:
    """Tell renamed files, remembered failures and new files apart."""
    by_inode: dict[tuple[int, int], KnownFile] | None = None
    taken: set[int] = set()
    for group in unknown:
        primary = group.primary
        if primary.path not in retry and _is_remembered(primary, passed_over):
            _count_remembered(primary.path, failed, plan)
            continue
        if by_inode is None:
            by_inode = {(row.device, row.inode): row for row in known.values() if row.inode}
        row = by_inode.get((primary.device, primary.inode))
        if (
            row is not None
            and row.file_id not in taken
            and row.role in _SHOWN_ROLES
            and row.stamp.same_file(primary.stamp)
            and not exists(row.path)
        ):
            taken.add(row.file_id)
            plan.relocated.append((row, group))
            continue
        plan.to_read.append(Work(group, Reason.NEW))
    if taken:
        plan.gone = [row for row in plan.gone if row.file_id not in taken]
