"""Folders of labelled pictures: a folder for each class, or a table `file,label[,group]`.

The pictures are opened read-only. One that cannot be used is listed with its reason; the rest goes on.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from photo_curator.domain.errors import CuratorError
from photo_curator.domain.progress import CancelToken

TABLE = "labels.csv"
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif"})


class UnusableDataError(CuratorError):
    """A folder of labelled pictures that an experiment cannot be run on: one sentence."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A picture file with its label.

    Attributes:
        file: path relative to the folder.
        label: the class's name.
        group: pictures of one group are never split; None: nothing said.
    """

    file: str
    label: str
    group: str | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A picture that could not be used.

    Attributes:
        file: path relative to the folder.
        reason: in words.
    """

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class PictureSet:
    """Decoded pictures with labels.

    Attributes:
        folder: where the files lie.
        files: paths relative to the folder.
        pixels: [N, side, side, 3] RGB, upright, 0..255; pictures that are not square are squeezed.
        labels: [N] places in `classes`.
        groups: [N] numbers of the groups. Where the table names none, copies of one file are a group.
        classes: names of the classes.
        left_out: what could not be used.
    """

    folder: Path
    files: tuple[str, ...]
    pixels: NDArray[np.uint8]
    labels: NDArray[np.int64]
    groups: NDArray[np.int64]
    classes: tuple[str, ...]
    left_out: tuple[LeftOut, ...]

    def __len__(self) -> int:
        return len(self.files)

    @property
    def counts(self) -> NDArray[np.int64]:
        """[C] pictures of each class."""
        return np.bincount(self.labels, minlength=len(self.classes))


def read_labels(folder: Path) -> list[Labelled]:
    """The pictures of a folder and their labels, without opening any picture.

    `labels.csv`, or the only other table in the folder, is asked first; without one, every subfolder is
    a class, hidden ones left aside.

    Raises:
        UnusableDataError: no such folder, no labels, or a table that cannot be understood.
    """
    if not folder.is_dir():
        raise UnusableDataError(f"There is no folder “{folder}”.")
    tables = sorted(one for one in folder.iterdir() if one.suffix.lower() == ".csv" and one.is_file())
    named = [one for one in tables if one.name.lower() == TABLE] or tables
    if len(named) > 1:
        names = ", ".join(one.name for one in named)
        raise UnusableDataError(f"“{folder}” holds several tables ({names}): call the right one {TABLE}.")
    found = _from_table(named[0]) if named else _from_folders(folder)
    if not found:
        raise UnusableDataError(
            f"“{folder}” holds no labelled pictures: it needs a folder for each class, "
            f"or a table {TABLE} with the columns file, label and, if you like, group."
        )
    return found


def load_pictures(
    folder: Path, side: int, classes: Sequence[str] | None = None, cancel: CancelToken | None = None
) -> PictureSet:
    """Decode a folder of labelled pictures.

    Args:
        folder: see `read_labels`.
        side: width and height the pictures are brought to.
        classes: the names there must be, in the order of the labels; None: those there are, sorted.
        cancel: asked before each picture.

    Raises:
        UnusableDataError: as `read_labels`; a label that is none of `classes`; a class without a usable
            picture; fewer than two classes.
        CancelledError: cancel was asked for.
    """
    listed = read_labels(folder)
    known = tuple(classes) if classes is not None else tuple(sorted({one.label for one in listed}))
    for one in listed:
        if one.label not in known:
            raise UnusableDataError(
                f"“{one.file}” in “{folder}” is labelled “{one.label}”; known labels are {', '.join(known)}."
            )
    used, pixels, groups, left_out = [], [], [], []
    for one in listed:
        if cancel:
            cancel.checkpoint()
        try:
            data = _read(folder / one.file)
            pixels.append(decoded(data, side))
        except Exception as error:  # noqa: BLE001 - decoders raise nearly every class on damaged files
            left_out.append(LeftOut(one.file, f"{error}" or type(error).__name__))
            continue
        used.append(one)
        groups.append(one.group if one.group is not None else hashlib.sha256(data).hexdigest())
    labels = np.array([known.index(one.label) for one in used], np.int64)
    missing = [name for place, name in enumerate(known) if place not in labels]
    lost = f" ({len(left_out)} could not be read)" if left_out else ""
    if missing:
        raise UnusableDataError(f"“{folder}” holds no usable picture labelled {', '.join(missing)}{lost}.")
    if len(known) < 2:
        raise UnusableDataError(f"“{folder}” holds pictures of one class only, “{known[0]}”{lost}.")
    return PictureSet(
        folder,
        tuple(one.file for one in used),
        np.stack(pixels),
        labels,
        np.unique(groups, return_inverse=True)[1].astype(np.int64),
        known,
        tuple(left_out),
    )


def decoded(data: bytes, side: int) -> NDArray[np.uint8]:
    """A picture file's bytes as [side, side, 3] RGB, upright. Raises whatever the decoder does."""
    with Image.open(io.BytesIO(data)) as image:
        image.draft("RGB", (2 * side, 2 * side))
        upright = ImageOps.exif_transpose(image).convert("RGB")
    return np.asarray(upright.resize((side, side), Image.Resampling.BICUBIC))


def _read(path: Path) -> bytes:
    # Anything but a regular file (a pipe under a picture's name) could block for ever.
    if not path.is_file():
        raise FileNotFoundError("there is no such file")
    return path.read_bytes()


def _from_folders(folder: Path) -> list[Labelled]:
    found = []
    for kind in sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith(".")):
        for path in sorted(kind.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(kind).parts)
            if path.suffix.lower() in SUFFIXES and path.is_file() and not hidden:
                found.append(Labelled(path.relative_to(folder).as_posix(), kind.name, None))
    return found


def _from_table(table: Path) -> list[Labelled]:
    try:
        text = table.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableDataError(f"“{table.name}” cannot be read as UTF-8 text: {error}.") from error
    header = text.partition("\n")[0]
    # Spreadsheets write semicolons where the comma is the decimal sign.
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in header and "," not in header else ",")
    names = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
    if not {"file", "label"} <= names.keys():
        raise UnusableDataError(f"“{table.name}” needs the columns file and label in its first line.")
    found: dict[str, Labelled] = {}
    for row in rows:
        file, label, group = (
            (row.get(names[key]) or "").strip() if key in names else "" for key in ("file", "label", "group")
        )
        where = f"“{table.name}”, line {rows.line_num}"
        if not file or not label:
            raise UnusableDataError(f"{where}: a file and a label are needed.")
        if PurePath(file).is_absolute() or ".." in PurePath(file).parts:
            raise UnusableDataError(f"{where}: “{file}” does not lie in the table's folder.")
        if file in found:
            raise UnusableDataError(f"{where}: “{file}” is listed a second time.")
        found[file] = Labelled(file, label, group or None)
    return list(found.values())
