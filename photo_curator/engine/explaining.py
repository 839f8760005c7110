"""Explaining one face's score: its crop again, the maps and their checks, the fooling picture, as files.

Results are kept in the library's folder until its cap is reached; the same question is answered from there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from photo_curator.db.library import Library
from photo_curator.domain.aggregation import SMALLEST_JUDGED_FACE
from photo_curator.domain.errors import CuratorError, NotFoundError, PhotoFileError, UsageError
from photo_curator.domain.explanation import (
    EXPLANATION_FILE,
    FOOLING_FILE,
    Explanation,
    Fooling,
    read_explanation,
    read_fooling,
)
from photo_curator.domain.face import Face, FaceOrigin
from photo_curator.domain.library import THUMBNAIL_SIZES
from photo_curator.domain.messages import Explain, Explained, Message, Progress
from photo_curator.domain.photo import FileState, Photo
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.sentences import Sentence
from photo_curator.engine.networks import Networks
from photo_curator.engine.taste import scorer_in_use
from photo_curator.media.decode import ANALYSIS_LONG_SIDE, decode, read_file
from photo_curator.media.thumbnails import evict, load_crop, save_crop

if TYPE_CHECKING:
    from photo_curator.ml.attribution.result import Attribution
    from photo_curator.ml.attribution.seen import SeenFace
    from photo_curator.ml.scorer import Scorer

Picture = NDArray[np.uint8]

#: Part of every result's key: change it whenever the same question would be answered otherwise.
_VERSION = "1"
_LIMIT_BYTES = 256 * 1024 * 1024
#: Long side of the pictures of the whole photo.
_PHOTO_SIDE = 1280
#: About how many evaluations of the scorer a fooling picture takes, for progress.
_FOOLING_EVALUATIONS = 150


@dataclass(frozen=True, slots=True)
class _Question:
    """One face, found and readable.

    Attributes:
        photo: whose.
        number: of the face, from 1.
        face: the face.
        crop: [224, 224, 3].
        size: the face's height in the picture the crop was cut from.
        picture: the photo, upright, at any size; None where only the crop is at hand.
    """

    photo: Photo
    number: int
    face: Face
    crop: Picture
    size: float
    picture: Picture | None


class Explainer:
    """Answers `Explain`. On the thread of the networks.

    Args:
        library: of the photos.
        networks: give the scorer; asked only where the answer is not at hand.
        send: takes the answers.
    """

    def __init__(self, library: Library, networks: Networks, send: Callable[[Message], None]) -> None:
        self._library, self._networks, self._send = library, networks, send

    def run(self, request: Explain, token: CancelToken) -> None:
        """Explain a face; `Explained` tells where the result lies.

        Raises:
            NotFoundError: no such photo, or no such face.
            CuratorError: the face has no score, its picture cannot be read, or the target makes no sense.
            CancelledError: cancel was asked for; nothing unfinished is kept.
        """
        photo, face = self._face(request.photo_id, request.face)
        _check_levels(request)
        scorer = scorer_in_use(self._library, self._networks.scorer())
        place = self._place(photo, face, scorer.version)
        level = f"-{request.level}" if request.level else ""
        folder, fooling = place / f"{request.method}{level}", place / f"fooling-{request.fool}"
        wanted = not _complete(folder, read_explanation)
        fooled = request.fool is not None and not _complete(fooling, read_fooling)
        if wanted or fooled:
            from photo_curator.ml.attribution.explaining import evaluations

            question = self._question(photo, request.face, face)
            total = evaluations(request.method) * wanted + _FOOLING_EVALUATIONS * fooled
            step = self._meter(request.task, total)
            # First, for it may be refused: then nobody waited for the map.
            if fooled and request.fool is not None:
                _fool(question, request.fool, scorer, fooling, token, step)
            if wanted:
                _explain(question, request, scorer, folder, token, step)
            evict(self._library.layout.explanations, _LIMIT_BYTES)
        self._send(
            Explained(
                task=request.task,
                photo_id=request.photo_id,
                face=request.face,
                folder=str(folder),
                fooling=str(fooling) if request.fool is not None else "",
            )
        )

    def _face(self, photo_id: int, number: int) -> tuple[Photo, Face]:
        photo = self._library.photos.get(photo_id)
        name, count = os.path.basename(photo.summary.path), len(photo.faces)
        if not count:
            raise NotFoundError(Sentence.NO_FACE_TO_EXPLAIN.about(name))
        if not 1 <= number <= count:
            found = "one face" if count == 1 else f"{count} faces"
            raise NotFoundError(f"“{name}” has {found}: there is no face {number}.")
        face = photo.faces[number - 1]
        if face.origin is FaceOrigin.ESTIMATED:
            raise UsageError(Sentence.NO_EYES_TO_EXPLAIN.about(number, name))
        if face.score is None:
            height, least = f"{face.box.height:.0f}", f"{SMALLEST_JUDGED_FACE:.0f}"
            raise UsageError(Sentence.SMALL_TO_EXPLAIN.about(number, name, height, least))
        return photo, face

    def _place(self, photo: Photo, face: Face, version: str) -> Path:
        """The folder of everything about this face by this scorer."""
        facts = (_VERSION, self._networks.version, version, face.landmarks.points(), photo.summary.size)
        key = hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
        return self._library.layout.explanation(face.crop_key) / key

    def _question(self, photo: Photo, number: int, face: Face) -> _Question:
        layout, full = self._library.layout, photo.summary.size
        crop = load_crop(layout, face.crop_key)
        picture = self._picture(photo, needed=crop is None)
        # What indexing would have read; off by less than a factor of two where the photo is away.
        side = max(picture.shape[:2]) if picture is not None else min(full.long_side, ANALYSIS_LONG_SIDE)
        scale = side / full.long_side
        if crop is None and picture is not None:
            from photo_curator.ml.crops import align

            crop = align(picture, face.landmarks.scaled(scale), face.box.scaled(scale), 1 / scale).pixels
            save_crop(layout, face.crop_key, crop)
            # As it will be read the next time.
            crop = load_crop(layout, face.crop_key)
        if crop is None:
            raise CuratorError(f"The crop of face {number} of “{photo.summary.path}” cannot be kept.")
        if picture is None:
            picture = _thumbnail(self._library, photo)
        return _Question(photo, number, face, crop, face.box.height * scale, picture)

    def _picture(self, photo: Photo, *, needed: bool) -> Picture | None:
        """The photo as indexing reads it; None where it cannot be read and is not needed.

        Raises:
            CuratorError: it is needed and cannot be read.
        """
        primary = next(file for file in photo.files if file.primary)
        if primary.state is not FileState.PRESENT:
            if needed:
                where = "on a disk that is not there" if primary.state is FileState.OFFLINE else "missing"
                raise NotFoundError(f"“{primary.path}” is {where}, and its face was not kept.")
            return None
        try:
            data, content = read_file(primary.path)
            return decode(data, content, primary.path, primary.role, 0, smallest_side=1).picture
        except PhotoFileError:
            if needed:
                raise
            return None

    def _meter(self, task: int, total: int) -> Callable[[], None]:
        done = 0

        def step() -> None:
            nonlocal done
            done = min(done + 1, total - 1)  # an estimate: the end is told by the answer
            self._send(Progress(task=task, stage="explaining", done=done, total=total))

        return step


def _check_levels(request: Explain) -> None:
    for level in (request.level, request.fool):
        if level is not None and not 1 <= level <= 5:
            raise UsageError(f"A level is 1 to 5, not {level}.")


def _explain(
    question: _Question,
    request: Explain,
    scorer: Scorer,
    folder: Path,
    token: CancelToken,
    step: Callable[[], None],
) -> None:
    from photo_curator.ml.attribution.explaining import attribute, checked
    from photo_curator.ml.attribution.heat import outline
    from photo_curator.ml.attribution.seen import Target, output_of

    face, summary = _seen(question, scorer), question.photo.summary
    found = attribute(scorer, face, request.method, Target(request.level), token, step)
    probabilities = output_of(scorer, face).probabilities[0].tolist()
    pictures = _drawn(question, found)
    stored = question.face.score
    document = Explanation(
        photo_id=summary.id,
        path=summary.path,
        face=question.number,
        faces=len(question.photo.faces),
        method=request.method,
        level=request.level,
        score=found.score,
        probabilities=tuple(probabilities),
        stored_score=stored.mean if stored is not None else found.score,
        attributes=dict(question.face.attributes),
        version=found.version,
        note=found.note,
        checks=checked(scorer, face, found, token, step),
        outline=tuple(outline(question.face.landmarks, question.face.box)),
        files={name: _file_name(name) for name in pictures},
    )
    _write(folder, pictures, EXPLANATION_FILE, document)


def _fool(
    question: _Question,
    target: int,
    scorer: Scorer,
    folder: Path,
    token: CancelToken,
    step: Callable[[], None],
) -> None:
    from photo_curator.ml.fooling import difference, fool_face

    try:
        result, fooled = fool_face(scorer, _seen(question, scorer), target, token, step)
    except ValueError as error:
        raise UsageError(str(error)) from error
    pictures = {"original": Image.fromarray(question.crop)}
    if fooled is not None:
        pictures["fooled"] = Image.fromarray(fooled)
        pictures["difference"] = Image.fromarray(difference(question.crop, fooled))
    document = replace(result, files={name: _file_name(name) for name in pictures})
    _write(folder, pictures, FOOLING_FILE, document)


def _seen(question: _Question, scorer: Scorer) -> SeenFace:
    from photo_curator.ml.attribution.seen import SeenFace, device_of

    return SeenFace.of(question.crop, question.size, question.face.landmarks, device_of(scorer))


def _drawn(question: _Question, found: Attribution) -> dict[str, Image.Image]:
    """The pictures of an explanation by name."""
    from photo_curator.ml.attribution.heat import heat, outline, overlaid, placed

    crop = Image.fromarray(question.crop)
    large = (2 * crop.width, 2 * crop.height)
    enlarged = np.asarray(crop.resize(large, Image.Resampling.BICUBIC))
    shown = np.asarray(Image.fromarray(found.map).resize(large, Image.Resampling.BICUBIC))
    pictures = {
        "crop": crop,
        "map": Image.fromarray((found.map * 255).round().astype(np.uint8)),
        "heat": Image.fromarray(heat(found.map)),
        "overlay": Image.fromarray(overlaid(enlarged, shown)),
    }
    if question.picture is None:
        return pictures
    photo = Image.fromarray(question.picture)
    photo.thumbnail((_PHOTO_SIDE, _PHOTO_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
    scale = max(photo.size) / question.photo.summary.size.long_side
    landmarks, box = question.face.landmarks.scaled(scale), question.face.box.scaled(scale)
    layer = placed(found.map, landmarks, box, photo.width, photo.height)
    over = Image.fromarray(overlaid(np.asarray(photo), layer))
    corners = outline(landmarks, box)
    ImageDraw.Draw(over).line([*corners, corners[0]], fill=(236, 236, 236), width=2)
    return {**pictures, "photo_heat": Image.fromarray(heat(layer)), "photo_overlay": over}


def _thumbnail(library: Library, photo: Photo) -> Picture | None:
    path = library.layout.thumbnail(photo.summary.thumbnail_key, max(THUMBNAIL_SIZES))
    try:
        with Image.open(path) as image:
            return np.array(image.convert("RGB"))
    except OSError:
        return None


def _file_name(name: str) -> str:
    # A whole photo as PNG would be megabytes; everything else is small, and exact to the last bit.
    return f"{name}.jpg" if name == "photo_overlay" else f"{name}.png"


def _write(
    folder: Path, pictures: Mapping[str, Image.Image], name: str, document: Explanation | Fooling
) -> None:
    """A result's folder, whole or not at all."""
    unfinished = folder.with_name(f".{folder.name}.{uuid.uuid4().hex}")
    unfinished.mkdir(parents=True)
    try:
        for key, picture in pictures.items():
            picture.save(unfinished / _file_name(key), quality=90, compress_level=4)
        (unfinished / name).write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=2))
        # An incomplete one, which lost files to the cache's cap.
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _complete(folder: Path, read: Callable[[Path], Explanation | Fooling]) -> bool:
    """Whether a result is there with all its files: the cache's cap deletes them one by one."""
    try:
        document = read(folder)
    except (OSError, msgspec.DecodeError):
        return False
    return all((folder / name).is_file() for name in document.files.values())
