"""Doing again what was undone, files outside the library included."""

from __future__ import annotations

from photo_curator.db.act import Before
from photo_curator.db.library import Library
from photo_curator.domain.file_operations import RecordExport, RecordSidecars
from photo_curator.domain.operations import Change, Operation


def redo(library: Library) -> Change | None:
    """Do again what was undone last, wherever.

    Files are written again exactly, or not at all: where their originals changed since, or somebody else took
    their place, the change's label says so.

    Returns:
        What changed; None where there is nothing to redo.

    Raises:
        UsageError: nothing of it can be done again, with the reason; it stays undone.
    """

    def repeat(operation: Operation, before: Before) -> str:
        match operation:
            case RecordExport():
                from photo_curator.services.export.repeating import repeat_export

                return repeat_export(library, operation, before)
            case RecordSidecars():
                from photo_curator.services.interchange.writing import repeat_sidecars

                return repeat_sidecars(library, before)
        raise AssertionError(operation)  # no other act is about files

    return library.curation.redo(repeat)
