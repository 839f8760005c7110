"""Walks a folder and finds what is in it: one `stat` a file, nothing is opened.

Plain strings and tuples on purpose: a library of 100,000 files is walked at every rescan.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from photo_curator.domain.errors import ProblemKind
from photo_curator.domain.folder import FolderSettings
from photo_curator.domain.indexing import FileStamp, Problem
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.sentences import Phrase, Sentence
from photo_curator.media.files import printable, shown
from photo_curator.media.formats import (
    PICTURE_EXTENSIONS,
    RAW_EXTENSIONS,
    SIDECAR_EXTENSIONS,
    VIDEO_EXTENSIONS,
)

_PICTURE, _RAW, _SIDECAR, _VIDEO = range(4)
_ROLES: dict[str, int] = {
    **dict.fromkeys(PICTURE_EXTENSIONS, _PICTURE),
    **dict.fromkeys(RAW_EXTENSIONS, _RAW),
    **dict.fromkeys(SIDECAR_EXTENSIONS, _SIDECAR),
    **dict.fromkeys(VIDEO_EXTENSIONS, _VIDEO),
}
#: A checkpoint every so many names, so that one enormous folder can be cancelled too.
_NAMES_PER_CHECKPOINT = 2048

Identity = tuple[int, int]  # device and inode


class FoundFile(NamedTuple):
    """A file as the scan saw it: an absolute path and what `stat` said of it."""

    path: str
    size_bytes: int
    mtime_ns: int
    device: int
    inode: int

    @property
    def stamp(self) -> FileStamp:
        """The same facts as the library stores them."""
        return FileStamp(self.size_bytes, self.mtime_ns, self.device, self.inode)


@dataclass
class Scan:
    """What one folder holds, each list sorted by path.

    Attributes:
        problems: what could not be looked at, folders included.
        skipped: hidden picture files passed over by rule.
        unread_folders: folders whose content stays unknown (no permission, a read error). Files the
            library knows below them are not missing: nothing is known about them.
    """

    pictures: list[FoundFile] = field(default_factory=list)
    raws: list[FoundFile] = field(default_factory=list)
    sidecars: list[FoundFile] = field(default_factory=list)
    videos: list[FoundFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: int = 0
    unread_folders: list[str] = field(default_factory=list)


def scan(
    root: str,
    settings: FolderSettings,
    token: CancelToken | None = None,
    on_progress: Callable[[int], None] | None = None,
    exclude: Collection[str] = (),
) -> Scan:
    """Find pictures, RAW files, sidecars and videos below a folder.

    Symbolic links to files and folders are followed after everything real was seen, so that a link
    into the tree (or back to one of its parents) adds nothing and loops end.

    Args:
        root: absolute path of the folder.
        settings: what to pass over.
        token: checked between folders and every few thousand names.
        on_progress: called with the number of files found so far, once a folder.
        exclude: absolute paths of folders not to enter (the library's own caches).

    Returns:
        What was found. Whatever could not be looked at is under `problems`; nothing is raised for it.

    Raises:
        CancelledError: cancel was asked for.
    """
    walk = _Walk(settings, token, on_progress, exclude)
    walk.run(root)
    result = walk.result
    for found in (result.pictures, result.raws, result.sidecars, result.videos):
        found.sort(key=itemgetter(0))
    return result


class _Walk:
    """The state of one scan: folders and links still to do, folders already seen."""

    def __init__(
        self,
        settings: FolderSettings,
        token: CancelToken | None,
        on_progress: Callable[[int], None] | None,
        exclude: Collection[str],
    ) -> None:
        self.result = Scan()
        self._exclude = exclude
        self._skip_hidden = settings.skip_hidden
        self._skip_names = frozenset(name.casefold() for name in settings.skip_names)
        self._token = token
        self._on_progress = on_progress
        self._by_role = (
            self.result.pictures,
            self.result.raws,
            self.result.sidecars,
            self.result.videos,
        )
        self._folders: list[str] = []
        self._folder_links: deque[str] = deque()
        self._file_links: list[tuple[str, int]] = []
        self._seen: set[Identity] = set()

    def run(self, root: str) -> None:
        # A link back to a parent of the root is a loop, not a wish to index the whole disk.
        self._seen.update(_parents(root))
        self._seen.update(_identities(self._exclude))
        self._enter(root)
        while True:
            while self._folders:
                self._list(self._folders.pop())
            if not self._folder_links:
                break
            self._enter(self._folder_links.popleft())
        self._add_linked_files()

    def _enter(self, folder: str) -> None:
        """Queue a folder unless it was seen under another name."""
        try:
            status = os.stat(folder)
        except OSError as error:
            self._refuse_folder(folder, error)
            return
        identity = (status.st_dev, status.st_ino)
        if identity not in self._seen:
            self._seen.add(identity)
            self._folders.append(folder)

    def _list(self, folder: str) -> None:
        try:
            with os.scandir(folder) as entries:
                self._look_at(entries)
        except OSError as error:  # opening the folder, or reading on in it (a network share gone)
            self._refuse_folder(folder, error)
        if self._on_progress is not None:
            self._on_progress(sum(map(len, self._by_role)))

    def _look_at(self, entries: os._ScandirIterator[str]) -> None:
        skip_hidden = self._skip_hidden
        roles, by_role = _ROLES, self._by_role
        self._checkpoint()
        for count, entry in enumerate(entries, 1):
            if not count % _NAMES_PER_CHECKPOINT:
                self._checkpoint()
            name = entry.name
            dot = name.rfind(".")
            role = roles.get(name[dot + 1 :].lower()) if dot > 0 else None
            if name[0] == "." and (skip_hidden or name.startswith("._")):
                # "._IMG.JPG" is no picture but what macOS keeps beside one on foreign disks.
                if role is not None and role <= _RAW and not name.startswith("._"):
                    self.result.skipped += 1
                continue
            try:
                if role is not None and entry.is_file(follow_symlinks=False):
                    # Nearly every name: kept free of further calls, it decides the speed of a rescan.
                    path = entry.path
                    if path.isascii() or _is_text(path):
                        status = entry.stat(follow_symlinks=False)
                        size, modified = status.st_size, status.st_mtime_ns
                        by_role[role].append(FoundFile(path, size, modified, status.st_dev, status.st_ino))
                        continue
                self._take(entry, name, role)
            except OSError as error:
                if role is not None:
                    self._refuse_file(entry.path, error)

    def _take(self, entry: os.DirEntry[str], name: str, role: int | None) -> None:
        if entry.is_symlink():
            self._take_link(entry, name, role)
        elif entry.is_dir(follow_symlinks=False):
            if name.casefold() not in self._skip_names:
                self._enter(entry.path)
        elif role is not None:
            self._add(entry.path, role, entry.stat(follow_symlinks=False))

    def _take_link(self, entry: os.DirEntry[str], name: str, role: int | None) -> None:
        if entry.is_dir():
            if name.casefold() not in self._skip_names:
                self._folder_links.append(entry.path)
        elif role is not None:
            self._file_links.append((entry.path, role))

    def _add_linked_files(self) -> None:
        """List what linked names point to, unless that file was found under a name of its own."""
        if not self._file_links:
            return
        known = {(found.device, found.inode) for files in self._by_role for found in files}
        for path, role in sorted(self._file_links):
            try:
                status = os.stat(path)
            except OSError as error:
                self._refuse_file(path, error)
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in known and status.st_ino:
                continue
            known.add(identity)
            self._add(path, role, status)

    def _add(self, path: str, role: int, status: os.stat_result) -> None:
        if not path.isascii() and not _is_text(path):
            self._problem(
                path,
                ProblemKind.BAD_PATH,
                Sentence.NOT_UNICODE.about(printable(path)),
            )
        elif not stat.S_ISREG(status.st_mode):
            if role != _VIDEO:
                self._problem(path, ProblemKind.NOT_A_FILE, Sentence.DEVICE.about(shown(path)))
        else:
            self._by_role[role].append(
                FoundFile(path, status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino)
            )

    def _checkpoint(self) -> None:
        if self._token is not None:
            self._token.checkpoint()

    def _refuse_folder(self, folder: str, error: OSError) -> None:
        self.result.unread_folders.append(folder)
        kind, reason = _explain(error)
        self._problem(folder, kind, Sentence.FOLDER_NOT_READ.about(printable(folder), reason))

    def _refuse_file(self, path: str, error: OSError) -> None:
        kind, reason = _explain(error)
        if kind is ProblemKind.VANISHED and os.path.islink(path):
            reason = Phrase.LEADS_NOWHERE
        self._problem(path, kind, Sentence.NOT_SEEN.about(shown(path), reason))

    def _problem(self, path: str, kind: ProblemKind, message: str) -> None:
        self.result.problems.append(Problem(printable(path), kind, message))


def _explain(error: OSError) -> tuple[ProblemKind, str]:
    """The kind of a problem and its reason in words."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return ProblemKind.PERMISSION, Phrase.DENIED
    if error.errno == errno.ENAMETOOLONG:
        return ProblemKind.BAD_PATH, Phrase.PATH_TOO_LONG
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return ProblemKind.VANISHED, Phrase.NO_MORE
    if error.errno == errno.ELOOP:
        return ProblemKind.VANISHED, Phrase.LEADS_BACK
    return ProblemKind.UNREADABLE, error.strerror or Phrase.READING_FAILED


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _parents(root: str) -> set[Identity]:
    """The folders above the root, links resolved."""
    folders: list[str] = []
    try:
        folder = os.path.realpath(root)
    except OSError:
        return set()
    while (parent := os.path.dirname(folder)) != folder:
        folder = parent
        folders.append(folder)
    return _identities(folders)


def _identities(folders: Iterable[str]) -> set[Identity]:
    """What tells folders apart; those that cannot be looked at are left out."""
    found: set[Identity] = set()
    for folder in folders:
        try:
            status = os.stat(folder)
        except OSError:
            continue
        found.add((status.st_dev, status.st_ino))
    return found
