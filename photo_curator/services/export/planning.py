"""What an export will write, and what it leaves out and why. Nothing is written here."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from photo_curator.db.library import Library
from photo_curator.domain.danger import PhotoDanger
from photo_curator.domain.errors import UsageError
from photo_curator.domain.export import (
    Concern,
    ExportPlan,
    ExportSettings,
    LeftOut,
    PlannedPhoto,
    Reason,
    Source,
    concerns,
    estimated_bytes,
    left_out,
    outdone,
)
from photo_curator.domain.naming import fields_of, fill_in, safe_name
from photo_curator.domain.photo import FileState
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.sentences import Sentence
from photo_curator.media.formats import extension


def choose_photos(library: Library, query: PhotoQuery, min_score: float | None = None) -> list[int]:
    """A list's photos, in its order.

    Args:
        library: open.
        query: an album's.
        min_score: effective score at least this, besides what the album asks for.
    """
    if min_score is not None:
        query = replace(query, min_score=max(min_score, query.min_score or min_score))
    return library.photos.ids(query)


def plan_export(
    library: Library, photo_ids: Sequence[int], destination: str, settings: ExportSettings
) -> ExportPlan:
    """Say what would be written.

    Args:
        library: open.
        photo_ids: in the order they are numbered in.
        destination: a folder; it need not exist. "": not chosen yet.
        settings: what is wanted.

    Raises:
        UsageError: the settings make no sense, or the destination is no folder or lies in the library.
    """
    settings.check()
    destination = os.path.abspath(destination) if destination else ""
    if destination:
        check_destination(library, destination)
    sources = read_sources(library, tuple(dict.fromkeys(photo_ids)))
    wanted: list[Source] = []
    out: list[LeftOut] = []
    lesser = outdone(sources, settings)
    for source in sources:
        reason = Reason.NOT_BEST if source.summary.id in lesser else left_out(source, settings)
        if reason is None:
            wanted.append(source)
        else:
            out.append(LeftOut(source.summary.id, source.summary.path, reason, source.summary.hazard))
    taken: set[str] = set()
    photos = []
    for number, source in enumerate(wanted, 1):
        photo = _planned(source, number, len(wanted), settings)
        photos.append(replace(photo, target=_free(photo.target, taken)))
    return ExportPlan(destination, settings, tuple(photos), tuple(out))


def read_sources(library: Library, photo_ids: Sequence[int]) -> list[Source]:
    """Everything an export looks at, in the order of the ids; ids that are no photo are dropped."""
    files, formats = library.exports.files_of(photo_ids), library.exports.formats_of(photo_ids)
    faces, dangers = library.photos.faces_of(photo_ids), library.danger.of(photo_ids)
    roots = sorted((folder.path for folder in library.folders.all()), key=len, reverse=True)
    sources = []
    for summary in library.photos.summaries(photo_ids):
        format_name, located = formats.get(summary.id, ("", False))
        root = next((root for root in roots if _within(summary.path, root)), "")
        sources.append(
            Source(
                summary,
                files.get(summary.id, ()),
                format_name,
                located,
                faces.get(summary.id, ()),
                dangers.get(summary.id, PhotoDanger()),
                root,
            )
        )
    return sources


def check_destination(library: Library, destination: str) -> None:
    """Refuse folders whose copies would become new photos, or part of the library's own files.

    Raises:
        UsageError: naming both folders.
    """
    if os.path.exists(destination) and not os.path.isdir(destination):
        raise UsageError(Sentence.EXPORT_NO_FOLDER.about(destination))
    real = os.path.realpath(destination)
    for folder in (*(folder.path for folder in library.folders.all()), str(library.layout.root)):
        if _within(real, os.path.realpath(folder)):
            raise UsageError(Sentence.EXPORT_INSIDE.about(destination, folder))


def target_of(source: Source, number: int, total: int, settings: ExportSettings) -> str:
    """Where a photo belongs, without an extension."""
    stem = fill_in(settings.template, fields_of(source.summary, number, total))
    if not settings.keep_folders:
        return stem
    folder = os.path.dirname(source.summary.path)
    inner = os.path.relpath(folder, source.root) if source.root else os.path.basename(folder)
    return "/".join([*(safe_name(part) for part in inner.split(os.sep) if part != os.curdir), stem])


def _planned(source: Source, number: int, total: int, settings: ExportSettings) -> PlannedPhoto:
    summary, primary = source.summary, source.primary
    assert primary is not None  # else it is left out
    found = concerns(source, settings)
    anew = settings.encodes or Concern.ENCODED in found
    companions = source.companions if settings.untouched else ()
    suffix = ".jpg" if anew else f".{extension(primary.path)}"
    size = estimated_bytes(summary.size, settings) if anew else primary.size_bytes
    return PlannedPhoto(
        photo_id=summary.id,
        path=primary.path,
        target=target_of(source, number, total, settings) + suffix,
        size_bytes=size + sum(file.size_bytes for file in companions),
        concerns=found,
        companions=tuple(file.path for file in companions if file.state is FileState.PRESENT),
    )


def _free(target: str, taken: set[str]) -> str:
    """The target with a number where an earlier photo has it; names differ by more than their case."""
    stem, suffix = os.path.splitext(target)
    number = 1
    while (name := f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}").casefold() in taken:
        number += 1
    taken.add(name.casefold())
    return name


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
