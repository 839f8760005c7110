"""The part of indexing that runs on the decode threads: one file, from path to pixels."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from photo_curator.domain.errors import PhotoFileError, ProblemKind
from photo_curator.domain.indexing import Companion, Problem
from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.photo import FileRole
from photo_curator.domain.rating import ForeignRating
from photo_curator.domain.sentences import Sentence
from photo_curator.engine.reconcile import Work
from photo_curator.media.decode import Decoded, PassedOver, decode, read_file
from photo_curator.media.files import shown
from photo_curator.media.sidecars import read_sidecars
from photo_curator.media.thumbnails import save_thumbnails
from photo_curator.ml.reduction import DetectorView, detector_view


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file on a decode thread.

    Exactly one of `decoded`, `problem`, `passed_over` is set, or none of them: then the bytes are
    already known and nothing was decoded.

    Attributes:
        view: the decoded picture as the face detector looks at it.
        content_hash: SHA-256 of the bytes; empty where they could not be read.
        foreign_rating: what sidecars say; they outrank the file's own XMP.
        sidecar_problems: sidecars that could not be read; the photo goes on without them.
    """

    work: Work
    content_hash: str = ""
    bytes_read: int = 0
    decoded: Decoded | None = None
    view: DetectorView | None = None
    problem: Problem | None = None
    passed_over: str = ""
    foreign_rating: ForeignRating | None = None
    sidecar_problems: tuple[Problem, ...] = ()


def read(work: Work, known_content: Container[str], layout: LibraryLayout, smallest_side: int) -> Reading:
    """Read one file once and decode it, unless its bytes are known.

    Thumbnails are written here, under a name made from the pixels, before any row points to them.

    Args:
        work: the file.
        known_content: content hashes that need no decoding: moved files, copies, touched files.
        layout: where thumbnails go.
        smallest_side: pictures with a shorter side are passed over.

    Returns:
        The outcome; every failure of the file itself is in it, nothing is raised for it.
    """
    primary, content_hash, size = work.group.primary, "", 0
    try:
        data, content_hash = read_file(primary.path)
        size = len(data)
        foreign, problems = _sidecars(work.group.companions)
        if content_hash in known_content:
            return Reading(work, content_hash, size, foreign_rating=foreign, sidecar_problems=problems)
        decoded = decode(data, content_hash, primary.path, work.group.role, primary.mtime_ns, smallest_side)
        save_thumbnails(layout, decoded.facts.pixel_hash, decoded.thumbnails)
    except PassedOver as rule:
        return Reading(work, content_hash, size, passed_over=rule.reason)
    except PhotoFileError as error:
        problem = Problem(primary.path, error.kind, str(error), primary.stamp)
        return Reading(work, content_hash, size, problem=problem)
    except MemoryError:
        text = Sentence.NO_MEMORY.about(shown(primary.path))
        problem = Problem(primary.path, ProblemKind.TOO_LARGE, text, primary.stamp)
        return Reading(work, content_hash, size, problem=problem)
    return Reading(
        work,
        content_hash,
        size,
        decoded=decoded,
        view=detector_view(decoded.picture),
        foreign_rating=foreign or decoded.facts.foreign_rating,
        sidecar_problems=problems,
    )


def _sidecars(companions: tuple[Companion, ...]) -> tuple[ForeignRating | None, tuple[Problem, ...]]:
    sidecars = [companion for companion in companions if companion.role is FileRole.SIDECAR]
    if not sidecars:
        return None, ()
    foreign, problems = read_sidecars(sidecars)
    return foreign, tuple(problems)
