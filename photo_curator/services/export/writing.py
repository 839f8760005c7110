"""Writing a planned export: photo by photo, each whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import replace

from photo_curator.db.exported_files import file_hash
from photo_curator.db.library import Library
from photo_curator.domain.errors import CuratorError, NotFoundError, PhotoFileError, ProblemKind, UsageError
from photo_curator.domain.export import ExportPlan, ExportSettings, Mode, PlannedPhoto, Way
from photo_curator.domain.file_operations import ExportedFile, RecordExport
from photo_curator.domain.manifest import Written
from photo_curator.domain.photo import FileRole, Photo, PhotoFile
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.domain.sentences import Sentence
from photo_curator.media.files import read_file, shown
from photo_curator.services.export.outcome import ExportOutcome, ExportProgress
from photo_curator.services.export.placing import Piece, place
from photo_curator.services.export.planning import check_destination
from photo_curator.services.export.records import Records
from photo_curator.services.file_trouble import FULL, READ_ONLY, words

#: Kept free on the destination's disk beside what is written.
_SPARE_BYTES = 16 * 1024 * 1024


def write_export(
    library: Library,
    plan: ExportPlan,
    token: CancelToken | None = None,
    tell: Callable[[ExportProgress], None] = lambda _: None,
) -> ExportOutcome:
    """Write what was planned. Whatever was written is journalled, also where the export breaks off.

    An export that was cancelled, killed or ran out of room is gone on with by starting it again: what is
    there already is recognised by its bytes.

    Args:
        library: where the photos are looked up; nothing of it but the journal is written.
        plan: from `plan_export`, with a destination.
        token: cancels between two photos.
        tell: told after each photo, on this thread.

    Raises:
        UsageError: the destination cannot be used, or has no room; nothing was written.
        LibraryBusyError: another export of this library, or to this folder, is under way.
    """
    destination, token = plan.destination, token or CancelToken()
    if not destination:
        raise UsageError("An export needs a folder to write to.")
    check_destination(library, destination)
    with library.exporting_lock():
        return _write(library, plan, token, tell)


def _write(
    library: Library, plan: ExportPlan, token: CancelToken, tell: Callable[[ExportProgress], None]
) -> ExportOutcome:
    destination = plan.destination
    outcome = ExportOutcome(destination)
    try:
        os.makedirs(destination, exist_ok=True)
        _check_room(plan)
        records = Records(destination, library.exports.journalled(destination))
    except OSError as error:
        raise UsageError(Sentence.EXPORT_READ_ONLY.about(destination, words(error))) from error
    with records:
        writing = _Writing(library, plan.settings, destination, records, outcome)
        try:
            for number, photo in enumerate(plan.photos, 1):
                token.checkpoint()
                writing.write(photo)
                tell(ExportProgress(number, len(plan.photos), writing.written_bytes))
        except CancelledError:
            outcome.cancelled = True
        except _StoppedError as error:
            outcome.stopped = str(error)
        finally:
            outcome.written = list(records.written.values())
            if records.written:
                files = [
                    ExportedFile(one.photo_id, one.target, one.sha256, one.source) for one in outcome.written
                ]
                record = RecordExport(destination, tuple(files), plan.settings.document())
                outcome.change = library.curation.apply(record)
        try:
            records.finish()
        except OSError as error:
            outcome.stopped = outcome.stopped or _sentence(error, "manifest", destination)
    return outcome


class _StoppedError(CuratorError):
    """Nothing more can be written."""


class _Writing:
    """One export under way."""

    def __init__(
        self,
        library: Library,
        settings: ExportSettings,
        destination: str,
        records: Records,
        outcome: ExportOutcome,
    ) -> None:
        self._library, self._settings, self._destination = library, settings, destination
        self._records, self._outcome = records, outcome
        self.written_bytes = 0

    def write(self, planned: PlannedPhoto) -> None:
        """Write a photo with the files that go along.

        Raises:
            _StoppedError: the destination takes nothing more.
        """
        try:
            photo = self._library.photos.get(planned.photo_id)
            pieces = self._pieces(photo, planned)
        except (PhotoFileError, NotFoundError) as error:
            self._outcome.failures.append((planned.path, str(error)))
            return
        try:
            self._place(photo, planned, pieces)
        except FileNotFoundError as error:
            if os.path.isdir(self._destination):
                # A hard link's source went between reading and linking.
                reason = Sentence.GONE.about(shown(planned.path))
                self._outcome.failures.append((planned.path, reason))
                return
            raise _StoppedError(_sentence(error, planned.target, self._destination)) from error
        except OSError as error:
            raise _StoppedError(_sentence(error, planned.target, self._destination)) from error

    def _pieces(self, photo: Photo, planned: PlannedPhoto) -> list[Piece]:
        """A photo's files as they will be: the photo itself, then what goes along."""
        by_path = {file.path: file for file in photo.files}
        pieces = [rendered(photo, planned.path, self._settings)]
        for path in planned.companions:
            suffix = _companion_suffix(planned.path, path, pieces[0].suffix, by_path.get(path))
            pieces.append(companion(path, suffix, self._settings))
        return pieces

    def _place(self, photo: Photo, planned: PlannedPhoto, pieces: list[Piece]) -> None:
        """Find a name all files of the photo can have, and give it to them."""
        stem = os.path.join(self._destination, *os.path.splitext(planned.target)[0].split("/"))
        os.makedirs(os.path.dirname(stem), exist_ok=True)
        number = 1
        while True:
            name = stem if number == 1 else f"{stem}-{number}"
            number += 1
            there = [stands(name + piece.suffix, piece) for piece in pieces]
            if False in there:
                continue
            try:
                for piece, same in zip(pieces, there, strict=True):
                    relative = os.path.relpath(name + piece.suffix, self._destination).replace(os.sep, "/")
                    if not same:
                        self._put(photo, piece, name + piece.suffix, relative)
                    elif relative not in self._records.written:
                        self._outcome.same.append(relative)
            except FileExistsError:
                continue  # somebody else took the name just now
            return

    def _put(self, photo: Photo, piece: Piece, target: str, relative: str) -> None:
        way = put(self._records, photo, piece, target, relative)
        self._outcome.fell_back += way is Way.COPY and piece.link is not Mode.COPY
        self.written_bytes += len(piece.data)


def rendered(photo: Photo, path: str, settings: ExportSettings) -> Piece:
    """A photo's own file as it is written.

    Raises:
        PhotoFileError: it cannot be read, decoded or cleaned.
    """
    role = next((file.role for file in photo.files if file.path == path), FileRole.PICTURE)
    data, source_sha256 = read_file(path)
    # Here, not above: the decoders cost every start of the window 40 MB and a second.
    from photo_curator.media.rendition import render_file

    made = render_file(data, path, role, settings, photo.capture, photo.summary.rotation)
    return Piece(
        suffix=made.extension,
        source=path,
        data=made.data,
        sha256=source_sha256 if made.way is Way.COPY else hashlib.sha256(made.data).hexdigest(),
        mtime_ns=_mtime(path),
        link=settings.mode,
        way=made.way,
        source_sha256=source_sha256,
        removed=made.removed,
    )


def companion(path: str, suffix: str, settings: ExportSettings) -> Piece:
    """A file that goes along as it is.

    Raises:
        PhotoFileError: it cannot be read.
    """
    data, sha256 = read_file(path)
    return Piece(suffix, path, data, sha256, _mtime(path), settings.mode, Way.COPY, sha256)


def put(records: Records, photo: Photo, piece: Piece, target: str, relative: str) -> Way:
    """Write a piece and take it into the records.

    Raises:
        FileExistsError: somebody else has made `target`.
        OSError: it cannot be written.
    """
    one = Written(
        photo.summary.id,
        piece.source,
        relative,
        piece.source_sha256,
        piece.sha256,
        piece.way,
        piece.removed,
        photo.summary.effective_score,
    )
    records.announce(one)
    way = place(piece, records.temporary(os.path.dirname(target)), target)
    records.written[relative] = replace(one, way=way)
    return way


def stands(path: str, piece: Piece) -> bool | None:
    """Whether a path holds this piece already; False: another file; None: nothing."""
    try:
        if os.path.getsize(path) != len(piece.data) or not os.path.isfile(path):
            return False
        return file_hash(path) == piece.sha256
    except FileNotFoundError:
        return False if os.path.islink(path) else None


def _companion_suffix(primary: str, path: str, extension: str, file: PhotoFile | None) -> str:
    """What follows the photo's new name in a companion's: "IMG.JPG.xmp" keeps both its extensions."""
    own = os.path.splitext(path)[1]
    if file is not None and file.role is FileRole.SIDECAR:
        inner = os.path.splitext(os.path.splitext(os.path.basename(path))[0])[1]
        if inner.lower() == os.path.splitext(primary)[1].lower():
            return extension + own.lower()
        return inner.lower() + own.lower()
    return own.lower()


def _mtime(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError as error:
        raise PhotoFileError(ProblemKind.VANISHED, Sentence.GONE.about(shown(path))) from error


def _check_room(plan: ExportPlan) -> None:
    free = shutil.disk_usage(plan.destination).free
    links = plan.settings.mode is not Mode.COPY and plan.settings.untouched
    if not links and plan.size_bytes + _SPARE_BYTES > free:
        needed = plan.size_bytes + _SPARE_BYTES
        sizes = (f"{needed / 1e6:,.0f} MB", f"{free / 1e6:,.0f} MB")
        raise UsageError(Sentence.EXPORT_NO_ROOM.about(*sizes, plan.destination))


def _sentence(error: OSError, name: str, destination: str) -> str:
    if error.errno in FULL:
        return Sentence.EXPORT_DISK_FULL.about(name)
    if error.errno in READ_ONLY:
        return Sentence.EXPORT_READ_ONLY.about(destination, words(error))
    return Sentence.EXPORT_BROKE_OFF.about(name, words(error))
