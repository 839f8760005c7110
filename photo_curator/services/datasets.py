"""A folder to train on, made of what annotators agree on: the papers' experiments read it."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from photo_curator.db.library import Library
from photo_curator.domain.annotation import Label, Question, majorities
from photo_curator.domain.errors import UsageError

TABLE = "labels.csv"


#: The class of each majority. Danger is asked of selfies only, as in the paper (section 3).
_CLASSES: Mapping[Question, Mapping[Label, str]] = {
    Question.DANGER: {Label.DANGEROUS: "dangerous", Label.SAFE: "not dangerous"},
    Question.SELFIE: {Label.DANGEROUS: "selfie", Label.SAFE: "selfie", Label.NO_SELFIE: "no selfie"},
}


@dataclass(frozen=True, slots=True)
class Dataset:
    """What was written.

    Attributes:
        folder: holds the pictures and `labels.csv` (file, label, group; photos of one moment are a
            group, so no split of theirs separates them).
        counts: pictures by class.
        left_out: photos with a label whose file could not be copied, with the reason.
    """

    folder: Path
    counts: Mapping[str, int]
    left_out: Mapping[str, str]


def write_dataset(library: Library, folder: Path, question: Question, seed: int = 0) -> Dataset:
    """Copy all photos with a majority label into a new folder, with their labels.

    Args:
        library: with annotations.
        folder: a new or empty one.
        question: what the labels are to say.
        seed: of the lots that decide draws.

    Raises:
        UsageError: the folder is not empty or cannot be written to, or no photo has such a label.
    """
    classes = _CLASSES[question]
    found = majorities(library.annotations.all(), seed)
    labels = {one.photo: classes[one.label] for one in found if one.label in classes}
    if not labels:
        raise UsageError(f"No photo has been labelled for “{question.value}” yet.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"“{folder}” is not empty; name a new folder.")
    ids = {path: library.photos.find(path) for path in labels}
    moments = library.taste.moments(list(ids.values()))
    rows: list[tuple[str, str, str]] = []
    left_out: dict[str, str] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"“{folder}” cannot be made: {error.strerror or error}.") from error
    for path, label in sorted(labels.items()):
        name = f"{ids[path]}-{os.path.basename(path)}"
        try:
            shutil.copyfile(path, folder / name)
        except OSError as error:
            (folder / name).unlink(missing_ok=True)
            left_out[path] = error.strerror or str(error)
            continue
        rows.append((name, label, str(moments.get(ids[path], f"photo {ids[path]}"))))
    # The table last: a folder that broke off has none, and the experiments refuse it.
    try:
        with (folder / TABLE).open("x", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(("file", "label", "group"))
            table.writerows(rows)
    except OSError as error:
        (folder / TABLE).unlink(missing_ok=True)
        raise UsageError(f"“{folder / TABLE}” cannot be written: {error.strerror or error}.") from error
    counts = {label: sum(row[1] == label for row in rows) for label in dict.fromkeys(classes.values())}
    return Dataset(folder, counts, left_out)
