"""Errors a user can act on: one sentence, shown as it stands."""

from __future__ import annotations

from enum import StrEnum


class CuratorError(Exception):
    """Base of every error whose message is meant for the user: one sentence, no traceback."""


class UsageError(CuratorError):
    """The request itself makes no sense (an unknown album, a rating of 7)."""


class NotFoundError(CuratorError):
    """The named photo, folder or album is not in the library."""


class LibraryError(CuratorError):
    """The library itself cannot be used."""


class LibraryBusyError(LibraryError):
    """Another process is indexing or migrating this library."""


class LibraryTooNewError(LibraryError):
    """The library was written by a newer version of the app."""


class EngineError(CuratorError):
    """The engine could not be started, or failed at a whole request (never at one file)."""


class WeightsError(CuratorError):
    """Weights that are missing, cannot be fetched, or are not what the manifest says or the network takes."""


class ProblemKind(StrEnum):
    """Why one file could not be used. The value is stored and is part of `problems --json`."""

    UNREADABLE = "unreadable"  # not a picture, or damaged beyond decoding
    TRUNCATED = "truncated"  # the end of the file is missing
    EMPTY = "empty"  # zero bytes
    TOO_LARGE = "too large"  # a decompression bomb
    PERMISSION = "permission denied"
    NOT_A_FILE = "not a regular file"  # a FIFO, device or socket under a picture's name
    WRONG_NAME = "wrong name"  # the content is no picture at all (a web page named .jpg)
    TIMED_OUT = "took too long"
    CRASHED = "crashed the decoder"
    VANISHED = "vanished"  # gone between the scan and the reading
    BAD_PATH = "path cannot be used"
    INTERNAL = "internal error"  # a defect of ours: the file is still named, the rest goes on


class PhotoFileError(CuratorError):
    """One file cannot be used. Carries what the Problem files list shows.

    Attributes:
        kind: the reason's class.
    """

    def __init__(self, kind: ProblemKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind
