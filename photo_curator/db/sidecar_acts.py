"""Written sidecars in the journal: undo gives them their former bytes back, redo the new ones again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from photo_curator.db.act import Act, Before, photos_text
from photo_curator.db.sidecar_archive import left_alone, named
from photo_curator.domain.file_operations import RecordSidecars
from photo_curator.domain.library import LibraryLayout


class WriteSidecars(Act[RecordSidecars]):
    """Sidecars beside the photos. `before` names each with its photo and its number in the archive."""

    kind = "sidecars"
    operation = RecordSidecars
    outside = True

    def label(self, operation: RecordSidecars, count: int) -> str:  # noqa: ARG002
        """For menus and messages."""
        return f"Write sidecars of {photos_text(len({file.photo_id for file in operation.files}))}"

    def check(self, operation: RecordSidecars) -> None:
        """Nothing to refuse."""

    def dump(self, operation: RecordSidecars) -> dict[str, Any]:
        """The operation as JSON values; the files stand in `before`."""
        return {"archive": operation.archive}

    def load(self, request: Mapping[str, Any]) -> RecordSidecars:
        """The inverse of `dump`, as far as the journal shows it."""
        return RecordSidecars(request["archive"], ())

    def apply(self, connection: Connection, operation: RecordSidecars, *, again: bool) -> Before:  # noqa: ARG002
        """Nothing is written to the library; what undo needs is kept."""
        return [(file.photo_id, [operation.archive, file.number, file.path]) for file in operation.files]

    def withdraw(self, before: Before, layout: LibraryLayout) -> str:
        """Give the sidecars that are still what was written their former bytes back."""
        by_archive: dict[str, dict[int, str]] = {}
        for _, (archive, number, path) in before:
            by_archive.setdefault(archive, {})[number] = path
        left: dict[str, str] = {}
        for archive, paths in by_archive.items():
            left |= left_alone(layout, archive, paths, back=True)
        return f" ({named(left)})" if left else ""

    def revert(self, connection: Connection, before: Before) -> None:
        """The library knew nothing of the files."""

    def touched(self, before: Before) -> tuple[int, ...]:  # noqa: ARG002
        """No photo's row changes."""
        return ()
