"""Photos for the tests of inspector, loupe and pages, and for looking at them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
from PIL import Image

from photo_curator.domain.capture import Capture, CaptureTime, Place
from photo_curator.domain.face import Attribute, Face
from photo_curator.domain.geometry import Box, Landmarks, Size
from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.photo import FileRole, FileState, Photo, PhotoFile, PhotoSummary, RatingEvent
from photo_curator.domain.rating import SOURCE_HERE, Flag, Rating
from photo_curator.domain.score import Score, Verdict

SURE = Score((0.01, 0.01, 0.03, 0.25, 0.70), 4.62, 4.3, 4.9)
WIDE = Score((0.18, 0.22, 0.22, 0.2, 0.18), 2.98, 1.3, 4.7)
MIDDLE = Score((0.05, 0.2, 0.45, 0.25, 0.05), 3.05, 2.3, 3.8)
GOOD_FACE = {
    Attribute.EYES_OPEN: 0.98,
    Attribute.SMILE: 0.91,
    Attribute.YAW: 6.0,
    Attribute.ROLL: 2.0,
    Attribute.SHARPNESS: 0.92,
    Attribute.EXPOSURE: 0.8,
}


def make_face(
    face_id: int = 1,
    box: tuple[float, float, float, float] = (700, 180, 1100, 700),
    score: Score | None = SURE,
    attributes: dict[str, float] | None = None,
    crop_key: str = "",
) -> Face:
    x1, y1, x2, y2 = box
    w, h = x2 - x1, y2 - y1
    points = ((0.3, 0.4), (0.7, 0.4), (0.5, 0.6), (0.35, 0.8), (0.65, 0.8))
    return Face(
        id=face_id,
        box=Box(*box),
        landmarks=Landmarks(*((x1 + w * x, y1 + h * y) for x, y in points)),
        detection=0.999,
        score=score,
        attributes=dict(GOOD_FACE if attributes is None else attributes),
        crop_key=crop_key,
    )


def make_photo(
    photo_id: int = 1,
    path: str = "/photos/Japan/IMG_2041.jpg",
    *,
    size: tuple[int, int] = (2000, 1500),
    faces: tuple[Face, ...] | None = None,
    machine: Score | None = SURE,
    verdict: Verdict = Verdict.SCORE,
    stars: int = 5,
    source: str = SOURCE_HERE,
    flag: Flag = Flag.NONE,
    state: FileState = FileState.PRESENT,
    key: str = "aa11",
    capture: Capture | None = None,
    attributes: dict[str, float] | None = None,
) -> Photo:
    taken = CaptureTime(datetime(2026, 11, 14, 19, 42, 8, 310_000), 540, subsecond=True)
    if capture is None:
        capture = Capture(
            taken=taken,
            place=Place(35.68, 139.69, "Tokyo", "Tokyo", "Japan", "JP"),
            camera_make="Google",
            camera_model="Pixel 9",
            lens="Pixel 9 back camera 6.9mm f/1.7",
            f_number=2.2,
            exposure_seconds=1 / 60,
            iso=320,
            focal_length_mm=6.9,
            front_camera=True,
        )
    faces = (make_face(),) if faces is None else faces
    mean = machine.mean if machine else None
    summary = PhotoSummary(
        id=photo_id,
        path=path,
        state=state,
        size=Size(*size),
        taken=capture.taken,
        place=capture.place.name if capture.place else "",
        effective_score=float(stars) if stars else mean,
        machine_score=mean,
        low=machine.low if machine else None,
        high=machine.high if machine else None,
        verdict=verdict,
        rating=Rating(stars, source if stars else ""),
        flag=flag,
        face_count=len(faces),
        thumbnail_key=key,
    )
    stem = path.rsplit(".", 1)[0]
    return Photo(
        summary=summary,
        machine=machine,
        capture=capture,
        faces=faces,
        files=(
            PhotoFile(1, path, FileRole.PICTURE, state, 3_480_000, True),
            PhotoFile(2, stem + ".DNG", FileRole.RAW, state, 24_000_000, False),
            PhotoFile(3, "/backup/" + path.rsplit("/", 1)[1], FileRole.PICTURE, state, 3_480_000, False),
        ),
        rating_history=(
            RatingEvent("2026-11-15T09:00:00+00:00", 4, "xmp sidecar"),
            RatingEvent("2026-11-16T10:30:00+00:00", 5, SOURCE_HERE),
        ),
        attributes=attributes or {},
    )


def save_thumbnails(layout: LibraryLayout, key: str, picture: Image.Image) -> None:
    """Put a picture's thumbnails where the caches have them."""
    for side in (256, 512):
        small = picture.copy()
        small.thumbnail((side, side))
        path = layout.thumbnail(key, side)
        path.parent.mkdir(parents=True, exist_ok=True)
        small.save(path, quality=88)


def save_picture(path: Path, size: tuple[int, int] = (1200, 800), seed: int = 1) -> Image.Image:
    """A smooth colour picture, told apart by its seed."""
    rng = np.random.default_rng(seed)
    small = rng.integers(0, 255, (6, 9, 3), dtype=np.uint8)
    picture = Image.fromarray(small).resize(size, Image.Resampling.BICUBIC)
    picture.save(path, quality=90)
    return picture


def with_path(photo: Photo, path: Path) -> Photo:
    """The same photo at a real file."""
    primary = replace(photo.files[0], path=str(path))
    return replace(photo, summary=replace(photo.summary, path=str(path)), files=(primary, *photo.files[1:]))
