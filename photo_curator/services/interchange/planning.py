"""What will be written into which sidecar. Nothing is written here."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime

from photo_curator.db.library import Library
from photo_curator.domain.errors import PhotoFileError, ProblemKind
from photo_curator.domain.face import Face
from photo_curator.domain.interchange import (
    USUAL_SCHEME,
    FaceRegion,
    Marks,
    NameScheme,
    PlannedSidecar,
    SidecarPlan,
    Skipped,
    SkippedPhoto,
    Statement,
)
from photo_curator.domain.photo import FileRole, FileState, PhotoFile, PhotoSummary
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.score import Verdict
from photo_curator.domain.sentences import Sentence
from photo_curator.media.files import read_bytes, shown
from photo_curator.media.sidecar_names import FolderNames
from photo_curator.services.file_trouble import words

_SETTING = "sidecar_names"
#: So many photos are read from the library at once.
_BATCH = 500
#: Sidecars past this are none.
_MAX_BYTES = 16 * 1024 * 1024


def name_scheme(library: Library) -> NameScheme:
    """What new sidecars of this library are called."""
    stored = library.get_setting(_SETTING)
    return NameScheme(stored) if stored in list(NameScheme) else USUAL_SCHEME


def set_name_scheme(library: Library, scheme: NameScheme) -> None:
    """Call new sidecars otherwise from now on."""
    library.set_setting(_SETTING, scheme.value)


def plan_sidecars(
    library: Library,
    photo_ids: Sequence[int],
    scheme: NameScheme | None = None,
    *,
    everyone: bool = False,
    token: CancelToken | None = None,
) -> SidecarPlan:
    """Say what would be written.

    Args:
        library: open.
        photo_ids: in the order they are written in.
        scheme: of new sidecars; None: as the library has it set.
        everyone: also photos nobody rated or flagged, for their score and faces.
        token: cancels.

    Raises:
        CancelledError: it was asked to stop.
    """
    planning = _Planning(library, scheme or name_scheme(library), everyone)
    ids = list(dict.fromkeys(photo_ids))
    for start in range(0, len(ids), _BATCH):
        if token is not None:
            token.checkpoint()
        planning.add(ids[start : start + _BATCH])
    return SidecarPlan(tuple(planning.sidecars), tuple(planning.skipped))


def read_sidecar(path: str) -> bytes | None:
    """A sidecar's content; None where there is none.

    Raises:
        PhotoFileError: it is no file, or cannot be read.
    """
    try:
        return read_bytes(path, _MAX_BYTES)
    except PhotoFileError as error:
        if error.kind is ProblemKind.VANISHED:
            return None
        raise


def merged(path: str, content: bytes | None, said: Statement, now: datetime | None = None) -> bytes:
    """A sidecar's new content; see `xmp_writing.merge`.

    Raises:
        PhotoFileError: what stands there is no sidecar.
    """
    # Here, not above: the XMP library costs every start of the window its time.
    from photo_curator.media.xmp_writing import merge

    try:
        return merge(content, said, now)
    except ValueError as error:
        raise PhotoFileError(ProblemKind.UNREADABLE, Sentence.NO_SIDECAR.about(shown(path))) from error


def _may_not_be_written(path: str) -> bool:
    """Whether a file or folder is there and write-protected: replacing it would go round that."""
    return os.path.exists(path) and not os.access(path, os.W_OK)


class _Planning:
    def __init__(self, library: Library, scheme: NameScheme, everyone: bool) -> None:
        self._library, self._scheme, self._everyone = library, scheme, everyone
        self._folders: dict[str, FolderNames] = {}
        self._names_of: dict[int, str] = {}
        self.sidecars: list[PlannedSidecar] = []
        self.skipped: list[SkippedPhoto] = []

    def add(self, ids: Sequence[int]) -> None:
        """Plan some photos."""
        files, marks = self._library.exports.files_of(ids), self._library.interchange.marks_of(ids)
        faces, people = self._library.photos.faces_of(ids), self._library.people.of(ids)
        self._names_of = {face: person.name for face, person in people.items()}
        for summary in self._library.photos.summaries(ids):
            try:
                self._add(summary, files.get(summary.id, ()), marks[summary.id], faces.get(summary.id, ()))
            except PhotoFileError as error:
                self._skip(summary, Skipped.UNREADABLE, str(error))
            except OSError as error:  # a folder that may not be listed
                self._skip(summary, Skipped.UNREACHABLE, f"{summary.path}: {words(error)}")

    def _add(
        self, summary: PhotoSummary, files: Sequence[PhotoFile], marks: Marks, faces: Sequence[Face]
    ) -> None:
        primary = next((file for file in files if file.primary), None)
        if primary is None or primary.state is not FileState.PRESENT or not os.path.isfile(primary.path):
            self._skip(summary, Skipped.UNREACHABLE)
            return
        folder = os.path.dirname(primary.path)
        raws = [
            file.path
            for file in files
            if file.role is FileRole.RAW and not file.primary and os.path.dirname(file.path) == folder
        ]
        paths, there = self._listed(folder).sidecars([primary.path, *raws], self._scheme)
        if not self._everyone and not (marks.worth_a_file or (there and marks.judged)):
            self._skip(summary, Skipped.NOTHING_SAID)
            return
        said = self._statement(summary, primary, marks, faces)
        for path in map(os.path.realpath, paths):
            content = read_sidecar(path)
            unchanged = content is not None and merged(path, content, said) == content
            kept = next((one for one in (path, os.path.dirname(path)) if _may_not_be_written(one)), "")
            if kept and not unchanged:
                self._skip(summary, Skipped.READ_ONLY, kept)
                return
            self.sidecars.append(PlannedSidecar(summary.id, path, content is not None, said, unchanged))

    def _statement(
        self, summary: PhotoSummary, primary: PhotoFile, marks: Marks, faces: Sequence[Face]
    ) -> Statement:
        from photo_curator.media.pixels import stored_orientation

        told = summary.verdict is not Verdict.CANNOT_TELL
        return Statement(
            said_rating=marks.said_rating,
            stars=marks.stars,
            flag=marks.flag,
            verdict=summary.verdict,
            score=summary.machine_score if told else None,
            low=summary.low if told else None,
            high=summary.high if told else None,
            version=marks.version,
            faces=tuple(
                FaceRegion(face.box.relative(summary.size), self._names_of.get(face.id, "")) for face in faces
            ),
            size=summary.size,
            orientation=stored_orientation(primary.path) if faces else 1,
        )

    def _listed(self, folder: str) -> FolderNames:
        if folder not in self._folders:
            self._folders[folder] = FolderNames(folder)
        return self._folders[folder]

    def _skip(self, summary: PhotoSummary, reason: Skipped, detail: str = "") -> None:
        self.skipped.append(SkippedPhoto(summary.id, summary.path, reason, detail))
