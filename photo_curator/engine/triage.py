"""Which folders need a closer look at all. Most rescans find nothing new: they end here.

Files are told apart by size and modification time alone; photos are made of files of one folder, so a
folder in which every file is as it was needs no pairing and no comparison.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from photo_curator.domain.indexing import FileStamp, Standing
from photo_curator.engine.roots import inside
from photo_curator.media.scan import FoundFile, Scan

_ATTENTION, _PARTNER, _MISSING = Standing.ATTENTION.value, Standing.PARTNER.value, Standing.MISSING.value


@dataclass(slots=True)
class Triage:
    """The folders to look at, and the counts of all others.

    Attributes:
        folders: paths of folders in which something differs.
        look: the files in them.
        unchanged: photo files elsewhere.
        paired: RAW files and videos of photos elsewhere.
        failed: files under Problem files elsewhere.
        skipped: pictures passed over elsewhere.
    """

    folders: set[str] = field(default_factory=set)
    look: Scan = field(default_factory=Scan)
    unchanged: int = 0
    paired: int = 0
    failed: int = 0
    skipped: int = 0


def triage(
    listed: Scan,
    standings: Mapping[str, tuple[int, int, int]],
    passed_over: Mapping[str, FileStamp],
    failed: frozenset[str],
    walked: Iterable[str],
    retry: frozenset[str],
) -> Triage:
    """Find the folders in which a file came, went or changed.

    Args:
        listed: everything found on disk.
        standings: size, time and `Standing` by path, from `FileRepository.standings`.
        passed_over: stamps of files passed over or failed.
        failed: those of them that are problems.
        walked: the folders that were walked.
        retry: paths to look at in any case.
    """
    result = Triage()
    kinds = (listed.pictures, listed.raws, listed.sidecars, listed.videos)
    folders = {os.path.dirname(path) for path in retry}
    found: set[str] = set()
    for files in kinds:
        found.update([file[0] for file in files])
    for files in (listed.pictures, listed.raws):
        folders.update(os.path.dirname(path) for path in _news(files, standings, passed_over))
    folders |= _folders_of_partners(listed, standings)
    roots, unread = tuple(walked), listed.unread_folders
    for path in standings.keys() - found:
        if standings[path][2] != _MISSING and _below(path, roots) and not _below(path, unread):
            folders.add(os.path.dirname(path))
    result.folders = folders
    look = result.look
    for files, kept in zip(kinds, (look.pictures, look.raws, look.sidecars, look.videos), strict=True):
        for file in files:
            path = file[0]
            if folders and os.path.dirname(path) in folders:
                kept.append(file)
            elif path in standings:
                standing = standings[path][2]
                result.unchanged += standing == Standing.PHOTO
                result.paired += standing == _PARTNER
            elif path in failed:
                result.failed += 1
            elif files is not listed.sidecars:
                result.skipped += 1
    return result


def _news(
    files: Iterable[FoundFile],
    standings: Mapping[str, tuple[int, int, int]],
    passed_over: Mapping[str, FileStamp],
) -> list[str]:
    """Paths of new, changed and returned files."""
    news: list[str] = []
    known = standings.get
    for path, size, modified, _, _ in files:
        row = known(path)
        if row is not None:
            if row[0] == size and row[1] == modified and row[2] != _ATTENTION and row[2] != _MISSING:
                continue
        else:
            stamp = passed_over.get(path)
            if stamp is not None and stamp.size_bytes == size and stamp.mtime_ns == modified:
                continue
        news.append(path)
    return news


def _folders_of_partners(listed: Scan, standings: Mapping[str, tuple[int, int, int]]) -> set[str]:
    """Folders where a video or a sidecar is news: beside a picture of its name. Most belong to none."""
    partners = [*_news(listed.videos, standings, {}), *_news(listed.sidecars, standings, {})]
    if not partners:
        return set()
    names = {file.path.lower() for files in (listed.pictures, listed.raws) for file in files}
    names |= {os.path.splitext(name)[0] for name in names}
    return {
        os.path.dirname(path)
        for path in partners
        if path in standings or os.path.splitext(path)[0].lower() in names
    }


def _below(path: str, folders: Iterable[str]) -> bool:
    return any(inside(path, folder) for folder in folders)
