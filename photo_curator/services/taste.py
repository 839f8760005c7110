"""My taste without the networks: is there enough to learn from, what to rate next, heads in and out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photo_curator.db.library import Library
from photo_curator.db.taste import previous
from photo_curator.domain.errors import UsageError
from photo_curator.domain.operations import UseTaste
from photo_curator.domain.sentences import Sentence
from photo_curator.domain.taste import STARTER_VERSION, Labels, Readiness, TasteVersion, readiness
from photo_curator.whole_file import write_new

#: As many as fit into two minutes.
QUEUE_LENGTH = 24


@dataclass(frozen=True, slots=True)
class TasteOverview:
    """What is known of the user's taste.

    Attributes:
        labels: everything that can train a head now.
        readiness: whether that is enough.
        versions: all trained heads, newest first.
        in_use: the number of the one in use; `STARTER_VERSION`: none.
        meanings: what other programs' stars were said to mean, by program.
        foreign_stars: photos with 1 to 5 stars of other programs, by program.
    """

    labels: Labels
    readiness: Readiness
    versions: tuple[TasteVersion, ...]
    in_use: int
    meanings: Mapping[str, tuple[int, ...]]
    foreign_stars: Mapping[str, tuple[int, ...]]

    def version(self, number: int) -> TasteVersion | None:
        """A version by its number; None: the starter, or no such version."""
        return next((one for one in self.versions if one.id == number), None)


def taste_overview(library: Library) -> TasteOverview:
    """What there is to learn from, what is in use, and all versions."""
    taste = library.taste
    labels = taste.labels()
    return TasteOverview(
        labels,
        readiness(labels.ratings),
        taste.versions(),
        taste.in_use(),
        taste.meanings(),
        taste.foreign_stars(),
    )


def most_useful_photos(library: Library, count: int = QUEUE_LENGTH) -> list[int]:
    """Photos whose rating would teach most, the most useful first: "two minutes that help most".

    Among the photos with a judged face and without a level (another program's stars are none before their
    meaning is confirmed); see `domain.teaching`.
    """
    import numpy as np

    from photo_curator.domain.face_table import FaceTable
    from photo_curator.domain.taste_head import Floats, Reach, features
    from photo_curator.domain.teaching import most_useful

    taste = library.taste
    backbone = taste.backbone()
    level = {label.photo_id: label.level for label in taste.labels().ratings}
    candidates = taste.faces(backbone, taste.unrated(level))
    rated = taste.faces(backbone, sorted(level))
    if not len(candidates):
        return []
    series = taste.series([*candidates.photo_ids.tolist(), *rated.photo_ids.tolist()])

    def seen(table: FaceTable) -> Floats:
        each = features(table.embedding, table.attributes, table.starter)
        return table.mixed(each * table.weights[0][:, None])

    chosen = most_useful(
        seen(candidates),
        candidates.photo_scores(candidates.starter, Reach()).mean,
        np.array([series[photo_id] for photo_id in candidates.photo_ids.tolist()]),
        seen(rated) if len(rated) else seen(candidates)[:0],
        np.array([level[photo_id] for photo_id in rated.photo_ids.tolist()], np.int64),
        np.array([series[photo_id] for photo_id in rated.photo_ids.tolist()], np.int64),
        candidates.embedding.shape[1],
        count,
    )
    return [int(photo_id) for photo_id in candidates.photo_ids[chosen]]


def roll_back(library: Library) -> UseTaste:
    """The act that takes what the head in use replaced into use again.

    Raises:
        UsageError: the starter is in use.
    """
    return UseTaste(previous(library.taste.versions()), back=True)


def export_head(library: Library, version: int, target: Path) -> None:
    """Write a version's head into one file, whole or not at all; an existing file is not overwritten.

    Raises:
        NotFoundError: there is no such version.
        UsageError: the file cannot be written, or is there already.
    """
    content = library.taste.file(version)
    try:
        write_new(target, content)
    except FileExistsError as error:
        raise UsageError(Sentence.IS_THERE.about(target)) from error
    except OSError as error:
        raise UsageError(Sentence.NOT_WRITTEN.about(target, error.strerror)) from error


def import_head(library: Library, source: Path) -> TasteVersion:
    """Take a head from a file, as a version that is not in use.

    Raises:
        UsageError: it cannot be read, is damaged, or does not fit this library.
    """
    from photo_curator.db.head_file import MAX_BYTES, load_head

    try:
        with source.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(Sentence.NOT_READABLE.about(source, error.strerror)) from error
    return library.taste.add(load_head(content, source.name), (), f"imported from {source.name}")


def version_document(version: TasteVersion) -> dict[str, Any]:
    """One line of `taste list --json`."""
    return {
        "version": version.id,
        "state": version.state.value,
        "kind": version.kind,
        "created_at": version.created_at,
        "ratings": version.ratings,
        "backbone": version.backbone,
        "note": version.note,
        "settings": dict(version.settings),
        "report": dict(version.report),
    }


def taste_document(library: Library) -> dict[str, Any]:
    """`taste list --json`: what there is to learn from, what is in use, and all versions."""
    found = taste_overview(library)
    labels, ready = found.labels, found.readiness
    return {
        "in_use": found.in_use or "starter",
        "ratings": len(labels.ratings),
        "counts": {str(level): count for level, count in ready.counts.items()},
        "pairs": len(labels.pairs),
        "without_face": labels.without_face,
        "undated": labels.undated,
        "unconfirmed": dict(labels.unconfirmed),
        "meanings": {program: list(levels) for program, levels in found.meanings.items()},
        "ready": ready.ready,
        "sentence": ready.sentence,
        "versions": [version_document(version) for version in found.versions],
    }


def version_number(text: str) -> int:
    """A version as people type it: "3", "v3", "starter".

    Raises:
        UsageError: it is none.
    """
    name = text.strip().lower()
    if name == "starter":
        return STARTER_VERSION
    digits = name.removeprefix("v")
    if not (digits.isascii() and digits.isdecimal()):
        raise UsageError(f"A version is a number, or “starter”, not {text!r}.")
    return int(digits)
