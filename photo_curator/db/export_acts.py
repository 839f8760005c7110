"""An export in the journal: its undo removes the files it wrote, and only those."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from photo_curator.db.act import Act, Before, photos_text
from photo_curator.db.exported_files import remove_written
from photo_curator.domain.file_operations import ExportedFile, RecordExport
from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.sentences import Sentence


class WriteExport(Act[RecordExport]):
    """Files written to a folder outside the library.

    They were written before this is journalled. `before` names each with its photo and its hash.
    """

    kind = "export"
    operation = RecordExport
    outside = True

    def label(self, operation: RecordExport, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        return f"Export {photos_text(len({file.photo_id for file in operation.files}))}"

    def check(self, operation: RecordExport) -> None:
        """Nothing to refuse: it has happened."""

    def dump(self, operation: RecordExport) -> dict[str, Any]:
        """The operation as JSON values; the files stand in `before`."""
        return {"destination": operation.destination, "settings": dict(operation.settings)}

    def load(self, request: Mapping[str, Any]) -> RecordExport:
        """The inverse of `dump`, as far as the journal shows it."""
        return RecordExport(request["destination"], (), request.get("settings", {}))

    def apply(self, connection: Connection, operation: RecordExport, *, again: bool) -> Before:  # noqa: ARG002
        """Nothing is written to the library; what undo needs is kept."""
        return [
            (file.photo_id, [operation.destination, file.target, file.sha256, file.source])
            for file in operation.files
        ]

    def withdraw(self, before: Before, layout: LibraryLayout) -> str:  # noqa: ARG002
        """Remove the files whose bytes are still the written ones."""
        stay = 0
        by_folder: dict[str, dict[str, str]] = {}
        for _, (destination, target, sha256, *_source) in before:
            by_folder.setdefault(destination, {})[target] = sha256
        for destination, files in by_folder.items():
            stay += remove_written(destination, files)
        if not stay:
            return ""
        return f" ({(Sentence.FILE_STAYS if stay == 1 else Sentence.FILES_STAY).about(stay)})"

    def revert(self, connection: Connection, before: Before) -> None:
        """The library knew nothing of the files."""

    def touched(self, before: Before) -> tuple[int, ...]:  # noqa: ARG002
        """No photo's row changes."""
        return ()


def files_of(before: Before) -> tuple[ExportedFile, ...]:
    """The files a journal entry names."""
    return tuple(
        ExportedFile(photo_id, target, sha256, *source) for photo_id, (_, target, sha256, *source) in before
    )
