"""The system's events of one folder, passed on to its `Arrivals`; or why there are none."""

from __future__ import annotations

import errno
import os
import sys
import tempfile

import psutil
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from photo_curator.domain.sentences import Phrase
from photo_curator.engine.arrivals import Arrivals
from photo_curator.engine.roots import inside

#: inotify tells when a file that was written to is closed; elsewhere one can only wait for silence.
TELLS_CLOSING = sys.platform.startswith("linux")
#: Reading is none of these: indexing a folder must not stir it.
_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent,
    FileCreatedEvent, FileModifiedEvent, FileClosedEvent, FileMovedEvent, FileDeletedEvent,
]  # fmt: skip
#: Where others write, and the system here hears nothing of it.
_REMOTE = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afpfs", "ceph", "davfs", "webdav"),
        *("fuse.sshfs", "fuse.rclone", "fuse.davfs2"),
    }
)
_LIMITS = (errno.ENOSPC, errno.EMFILE)


class FolderEvents:
    """Listens to one folder and all below it.

    Args:
        folder: its path; it exists.
        arrivals: told what happens.

    Raises:
        OSError: the system tells of no changes there; see `is_limit`.
    """

    def __init__(self, folder: str, arrivals: Arrivals) -> None:
        if _is_remote(folder):
            raise OSError(errno.ENOTSUP, Phrase.ON_NETWORK.value)
        self._listener = _Listener(folder, arrivals)
        self._observer = Observer()
        self._observer.daemon = True
        try:
            self._observer.start()
            self._observer.schedule(self._listener, folder, recursive=True, event_filter=_EVENTS)
            self.prove()
        except OSError:
            self.stop()
            raise

    @property
    def ended(self) -> bool:
        """Whether the folder itself went away: what stands there now is another one."""
        return self._listener.ended

    @property
    def grew(self) -> bool:
        """Whether folders came below it since this was asked last."""
        grew, self._listener.grew = self._listener.grew, False
        return grew

    def prove(self) -> None:
        """Make sure that the system would listen to one more folder.

        Folders below the first one are left out in silence where the limit is reached.

        Raises:
            OSError: it would not.
        """
        with tempfile.TemporaryDirectory() as place:
            self._observer.unschedule(self._observer.schedule(FileSystemEventHandler(), place))

    def stop(self) -> None:
        """Listen no more."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()


def is_limit(error: OSError) -> bool:
    """Whether the system could tell, but listens to too many folders already."""
    return error.errno in _LIMITS


class _Listener(FileSystemEventHandler):
    """On a thread of its own, once for every event: as little as possible."""

    def __init__(self, folder: str, arrivals: Arrivals) -> None:
        self._folder, self._arrivals = folder, arrivals
        self.ended = self.grew = False

    def on_any_event(self, event: FileSystemEvent) -> None:
        arrivals, path = self._arrivals, os.fsdecode(event.src_path)
        match event:
            case FileModifiedEvent():
                (arrivals.written if TELLS_CLOSING else arrivals.closed)(path)
            case FileCreatedEvent():
                # A file moved or linked here is whole; one that is empty is going to be written.
                (arrivals.written if TELLS_CLOSING and _is_empty(path) else arrivals.closed)(path)
            case FileClosedEvent() | FileDeletedEvent():
                arrivals.closed(path)
            case FileMovedEvent():
                arrivals.closed(path)
                arrivals.closed(os.fsdecode(event.dest_path))
            case DirMovedEvent():
                self._went(path)
                self._came(os.fsdecode(event.dest_path))
            case DirDeletedEvent():
                self._went(path)
            case DirCreatedEvent():
                self._came(path)

    def _came(self, folder: str) -> None:
        self.grew = True
        self._arrivals.folder(folder)

    def _went(self, folder: str) -> None:
        if folder == self._folder:
            self.ended = True
        else:
            self._arrivals.folder(folder)


def _is_empty(path: str) -> bool:
    try:
        return os.stat(path).st_size == 0
    except OSError:
        return False  # gone already; that is told next


def _is_remote(folder: str) -> bool:
    path = os.path.realpath(folder)
    mounts = [part for part in psutil.disk_partitions(all=True) if inside(path, part.mountpoint)]
    return bool(mounts) and max(mounts, key=lambda part: len(part.mountpoint)).fstype in _REMOTE
