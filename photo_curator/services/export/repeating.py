"""Doing an export again that was taken back: the very same bytes under the very same names, or not at all."""

from __future__ import annotations

import os

from photo_curator.db.act import Before
from photo_curator.db.export_acts import files_of
from photo_curator.db.library import Library
from photo_curator.domain.errors import NotFoundError, PhotoFileError, UsageError
from photo_curator.domain.export import ExportSettings
from photo_curator.domain.file_operations import ExportedFile, RecordExport
from photo_curator.domain.sentences import Phrase, Sentence
from photo_curator.services.export.planning import check_destination
from photo_curator.services.export.records import Records
from photo_curator.services.export.writing import companion, put, rendered, stands


def repeat_export(library: Library, operation: RecordExport, before: Before) -> str:
    """Write an export's files again.

    Args:
        library: of the photos.
        operation: as it was journalled.
        before: the journal's list of its files.

    Returns:
        What was not written again and why, in words that follow the act's label; "" where all was.

    Raises:
        UsageError: nothing could be written again; says why.
        LibraryBusyError: another export is under way.
    """
    files = files_of(before)
    if not operation.settings or not all(file.source for file in files):
        raise UsageError(Sentence.NO_LIST)
    destination = operation.destination
    check_destination(library, destination)
    settings = ExportSettings.of(operation.settings)
    reasons: list[tuple[str, str]] = []
    with library.exporting_lock():
        try:
            os.makedirs(destination, exist_ok=True)
            with Records(destination, library.exports.journalled(destination)) as records:
                for file in files:
                    reason = _again(library, records, destination, settings, file)
                    if reason:
                        reasons.append((file.target, reason))
                records.finish(keep=not records.recovered <= {file.target for file in files})
        except OSError as error:
            reasons += [(destination, error.strerror or str(error))] * (len(files) - len(reasons))
    if not reasons:
        return ""
    path, reason = reasons[0][0], reasons[0][1].rstrip(".")
    if len(reasons) >= len(files):
        raise UsageError(Sentence.NOTHING_AGAIN.about(path, reason))
    return f" ({Sentence.NOT_AGAIN.about(len(reasons), len(files), path, reason)})"


def _again(
    library: Library, records: Records, destination: str, settings: ExportSettings, file: ExportedFile
) -> str:
    """Write one file again; returns why not.

    Raises:
        OSError: the destination takes nothing more.
    """
    target = os.path.join(destination, *file.target.split("/"))
    try:
        photo = library.photos.get(file.photo_id)
        primary = next((one.path for one in photo.files if one.primary), "")
        along = file.source != primary
        piece = companion(file.source, "", settings) if along else rendered(photo, file.source, settings)
    except (PhotoFileError, NotFoundError) as error:
        return str(error)
    if piece.sha256 != file.sha256:
        return Phrase.ORIGINAL_CHANGED
    there = stands(target, piece)
    if there:
        return ""  # undo had left it
    try:
        if there is False:
            raise FileExistsError
        os.makedirs(os.path.dirname(target), exist_ok=True)
        put(records, photo, piece, target, file.target)
    except FileExistsError:
        return Phrase.NAME_TAKEN
    return ""
