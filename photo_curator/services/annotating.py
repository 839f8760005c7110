"""Annotations of a library: in from a table, out to one, and what they agree on."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from photo_curator.db.library import Library
from photo_curator.domain.annotation import (
    Agreement,
    Annotation,
    Label,
    Majority,
    agreement,
    majorities,
    reasons,
)
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.operations import Annotate, Change, Judgement
from photo_curator.domain.sentences import Sentence
from photo_curator.services.annotations import read_annotations, write_annotations


@dataclass(frozen=True, slots=True)
class Imported:
    """What came out of a table.

    Attributes:
        change: what was written.
        unknown: files of the table that are no photo of the library, or could be several.
    """

    change: Change
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What annotators agree on.

    Attributes:
        annotators: how many photos each judged.
        majorities: of each photo.
        agreement: Fleiss' kappa over photos that several judged.
        reasons: how often each was given.
    """

    annotators: Mapping[str, int]
    majorities: Sequence[Majority]
    agreement: Agreement
    reasons: Mapping[str, int]

    @property
    def labels(self) -> Mapping[Label, int]:
        """How many photos have each label by majority."""
        return Counter(one.label for one in self.majorities)


def summarise(annotations: Sequence[Annotation], seed: int = 0) -> Summary:
    """Majorities, agreement and reasons.

    Args:
        annotations: of any photos.
        seed: of the lots that decide draws.
    """
    return Summary(
        dict(Counter(one.annotator for one in annotations).most_common()),
        majorities(annotations, seed),
        agreement(annotations),
        reasons(annotations),
    )


def export_annotations(library: Library, path: Path) -> int:
    """Write all annotations as a table; files are named from their library folder on.

    Returns:
        How many rows were written.

    Raises:
        UsageError: the file cannot be written.
    """
    roots = sorted((folder.path for folder in library.folders.all()), key=len, reverse=True)
    rows = [replace(one, photo=_from_root(one.photo, roots)) for one in library.annotations.all()]
    try:
        write_annotations(path, rows)
    except OSError as error:
        raise UsageError(Sentence.NOT_WRITTEN.about(path, error.strerror or error)) from error
    return len(rows)


def import_annotations(library: Library, path: Path) -> Imported:
    """Take a table's annotations, as one act; what an annotator had said of a photo is replaced.

    Raises:
        AnnotationFileError: the table cannot be understood.
        UsageError: none of its files is a photo of the library, or somebody answers differently for two
            copies of one photo.
    """
    judgements: dict[tuple[int, str], Judgement] = {}
    unknown: dict[str, None] = {}
    rows = read_annotations(path)
    found: dict[str, int | None] = {}
    for one in rows:
        if one.photo not in found:
            found[one.photo] = _photo(library, one.photo, path.parent)
        photo_id = found[one.photo]
        if photo_id is None:
            unknown[one.photo] = None
        else:
            judgement = Judgement(photo_id, one.annotator, one.selfie, one.dangerous, one.reason)
            if judgements.setdefault((photo_id, one.annotator), judgement) != judgement:
                raise UsageError(
                    f"“{path}”: {one.annotator} answers differently for “{one.photo}” and for another copy of"
                    " the same photo."
                )
    if rows and not judgements:
        raise UsageError(f"None of the files of “{path}” is a photo of this library.")
    return Imported(library.curation.apply(Annotate(tuple(judgements.values()))), tuple(unknown))


def summary_document(summary: Summary) -> dict[str, Any]:
    """`annotations summary --json`."""
    kappa = summary.agreement.kappa
    return {
        "annotators": dict(summary.annotators),
        "photos": len(summary.majorities),
        "labels": {label.value: summary.labels.get(label, 0) for label in Label},
        "drawn": sum(one.drawn for one in summary.majorities),
        "kappa": None if kappa != kappa else round(kappa, 4),
        "kappa_photos": summary.agreement.photos,
        "strength": summary.agreement.strength,
        "reasons": dict(summary.reasons),
    }


def _photo(library: Library, name: str, beside: Path) -> int | None:
    for candidate in (name, str(beside / name)):
        try:
            return library.photos.find(os.path.normpath(candidate))
        except (NotFoundError, UsageError):
            continue
    return None


def _from_root(path: str, roots: Sequence[str]) -> str:
    root = next((root for root in roots if path.startswith(root.rstrip(os.sep) + os.sep)), None)
    return path if root is None else os.path.relpath(path, root)
