"""The labelled pictures that the starter networks are trained on, read in place from their archives."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

#: Side that eye pictures of every source are brought to, in pixels.
EYE_STORE = 40
#: The part of MRL's 64 x 64 that frames eyes as CEW and our crops do: (left, top, right, bottom).
MRL_BOX = (6, 9, 58, 61)
#: What a file of CEW has behind its photo's name: number of the face, the eye's letter.
_CEW_EYE = re.compile(r"(\.jpg_face_\d+)?_[LR]\.jpg$")


class MissingDataError(Exception):
    """A data set that training needs is not in the folder."""


@dataclass(frozen=True, slots=True)
class EyeSet:
    """Eye pictures of one source.

    Attributes:
        name: of the source.
        pixels: [N, 40, 40] grey, 0..255; eyes on the right of a face are mirrored.
        is_open: [N] 0 or 1.
        photos: [N] number of the photo each was cut from; a split never separates a photo's eyes.
    """

    name: str
    pixels: Bytes
    is_open: Floats
    photos: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FacePicture:
    """One labelled face picture.

    Attributes:
        pixels: [H, W, 3] RGB, 0..255.
        smile: 0 or 1.
        pose: yaw and pitch in degrees; NaN where nobody labelled them.
        roll: likewise.
    """

    pixels: Bytes
    smile: float
    pose: tuple[float, float]
    roll: float


def cew_eyes(data: Path) -> EyeSet:
    """Closed Eyes in the Wild: eyes in ordinary photos, 24 x 24."""
    pixels, labels, photos = [], [], []
    numbers: dict[str, int] = {}
    with zipfile.ZipFile(existing(data / "eyes_cew.zip")) as archive:
        for name in _pictures(archive):
            folder, file = name.split("/")[-2:]
            photo = _CEW_EYE.sub("", file)
            pixels.append(_eye(archive, name, mirrored="Right" in folder))
            labels.append(float(folder.startswith("open")))
            photos.append(numbers.setdefault(photo, len(numbers)))
    return EyeSet("CEW", np.stack(pixels), np.array(labels, np.float32), np.array(photos))


def mrl_eyes(data: Path) -> EyeSet:
    """MRL Eye data set: drivers' eyes in near infrared, 64 x 64. Its archive names no persons."""
    pixels, labels = [], []
    with zipfile.ZipFile(existing(data / "eyes_mrl.zip")) as archive:
        for row in labels_of(archive):
            pixels.append(_eye(archive, row["file"], mirrored=False, box=MRL_BOX))
            labels.append(float(row["open"]))
    return EyeSet("MRL", np.stack(pixels), np.array(labels, np.float32), np.arange(len(labels)))


def genki_faces(data: Path) -> Iterator[FacePicture]:
    """GENKI-4K: faces from web photos with smile and pose."""
    with zipfile.ZipFile(existing(data / "faces_genki4k.zip")) as archive:
        for row in labels_of(archive):
            yaw, pitch, roll = (float(np.rad2deg(float(row[key]))) for key in ("yaw", "pitch", "roll"))
            yield FacePicture(picture_of(archive, row["file"]), float(row["smile"]), (yaw, pitch), roll)


def smiles_faces(data: Path) -> Iterator[FacePicture]:
    """SMILEs: grey faces of Labeled Faces in the Wild with smile labels, no pose."""
    nothing = float("nan")
    with zipfile.ZipFile(existing(data / "faces_smiles.zip")) as archive:
        for row in labels_of(archive):
            yield FacePicture(
                picture_of(archive, row["file"]), float(row["smile"]), (nothing, nothing), nothing
            )


def existing(path: Path) -> Path:
    """The path of an archive.

    Raises:
        MissingDataError: it is not there.
    """
    if not path.is_file():
        raise MissingDataError(f"{path.name} is not in {path.parent}.")
    return path


def _pictures(archive: zipfile.ZipFile) -> list[str]:
    return sorted(name for name in archive.namelist() if name.lower().endswith((".jpg", ".png")))


def labels_of(archive: zipfile.ZipFile) -> list[dict[str, str]]:
    """The rows of an archive's labels.csv."""
    with archive.open("labels.csv") as file:
        return list(csv.DictReader(io.TextIOWrapper(file, "utf-8")))


def picture_of(archive: zipfile.ZipFile, name: str) -> Bytes:
    """An archive's picture [H, W, 3], RGB, 0..255."""
    return np.asarray(Image.open(io.BytesIO(archive.read(name))).convert("RGB"))


def _eye(
    archive: zipfile.ZipFile, name: str, mirrored: bool, box: tuple[int, int, int, int] | None = None
) -> Bytes:
    image = Image.open(io.BytesIO(archive.read(name))).convert("L")
    image = image.resize((EYE_STORE, EYE_STORE), Image.Resampling.BICUBIC, box)
    pixels = np.asarray(image)
    return pixels[:, ::-1] if mirrored else pixels
