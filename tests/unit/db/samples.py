"""Small ways to say "a photo like this" in the tests of the library."""

from __future__ import annotations

import hashlib
from datetime import datetime

from photo_curator.domain.capture import Capture, CaptureTime
from photo_curator.domain.danger import HazardReading
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Box, Landmarks, Size
from photo_curator.domain.indexing import (
    AddPhoto,
    AnalysedFace,
    Analysis,
    Companion,
    FileFacts,
    FileStamp,
)
from photo_curator.domain.photo import FileRole
from photo_curator.domain.rating import ForeignRating
from photo_curator.domain.score import Score, Verdict

VERSION = "starter-1"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def stamp(number: int = 1, *, inode: int = 0) -> FileStamp:
    return FileStamp(size_bytes=1000 + number, mtime_ns=number * 1_000_000_000, device=1, inode=inode)


def score(mean: float) -> Score:
    return Score((0.1, 0.2, 0.3, 0.2, 0.2), mean, max(1.0, mean - 0.5), min(5.0, mean + 0.5))


def face(number: int = 0, *, near: bool = False) -> AnalysedFace:
    points = [(10.0 + number, 20.0)] * 5
    found = Face(
        id=0,
        box=Box(1400.0, 800.0, 2500.0, 2200.0) if near else Box(1.0 + number, 2.0, 101.0 + number, 122.5),
        landmarks=Landmarks(*points),
        detection=0.99,
        score=score(3.5),
        attributes={"eyes_open": 0.9},
        crop_key=f"crop{number}",
    )
    return AnalysedFace(found, bytes(range(8)))


def hazards(version: str = "hazards-1", **probabilities: float) -> HazardReading:
    return HazardReading(probabilities, {"height": 0.8, "water": 0.9}, version)


def analysis(
    mean: float | None = 3.0,
    *,
    faces: int = 1,
    verdict: Verdict | None = None,
    version: str = VERSION,
    hazards: HazardReading | None = None,
    near: bool = False,
) -> Analysis:
    if verdict is None:
        verdict = Verdict.CANNOT_TELL if mean is None else Verdict.SCORE
    return Analysis(
        verdict=verdict,
        score=None if mean is None else score(mean),
        faces=tuple(face(number, near=near) for number in range(faces)),
        version=version,
        attributes={"sharpness": 0.5},
        hazards=hazards,
    )


def facts(
    content: str,
    *,
    pixels: str | None = None,
    capture: Capture | None = None,
    taken: datetime | None = None,
    rating: ForeignRating | None = None,
    screenshot: bool = False,
) -> FileFacts:
    if capture is None:
        capture = Capture(taken=None if taken is None else CaptureTime(taken))
    return FileFacts(
        content_hash=digest(content),
        pixel_hash=digest(f"pixels of {pixels or content}"),
        perceptual_hash="0" * 16,
        size=Size(4000, 3000),
        format="JPEG",
        capture=capture,
        screenshot=screenshot,
        foreign_rating=rating,
    )


def add(
    path: str,
    *,
    content: str | None = None,
    mean: float | None = 3.0,
    faces: int = 1,
    verdict: Verdict | None = None,
    number: int = 1,
    inode: int = 0,
    role: FileRole = FileRole.PICTURE,
    companions: tuple[Companion, ...] = (),
    capture: Capture | None = None,
    taken: datetime | None = None,
    in_file: ForeignRating | None = None,
    sidecar: ForeignRating | None = None,
    screenshot: bool = False,
    hazards: HazardReading | None = None,
    near: bool = False,
) -> AddPhoto:
    return AddPhoto(
        path=path,
        role=role,
        stamp=stamp(number, inode=inode),
        facts=facts(content or path, capture=capture, taken=taken, rating=in_file, screenshot=screenshot),
        analysis=analysis(mean, faces=faces, verdict=verdict, hazards=hazards, near=near),
        companions=companions,
        foreign_rating=sidecar or in_file,
    )


def in_file(value: int | None, *, reject: bool = False, label: str = "") -> ForeignRating:
    return ForeignRating(value, reject, "xmp in file", label)


def in_sidecar(value: int | None, *, reject: bool = False, label: str = "") -> ForeignRating:
    return ForeignRating(value, reject, "xmp sidecar", label)


def companion(path: str, role: FileRole = FileRole.SIDECAR, number: int = 1) -> Companion:
    return Companion(path, role, stamp(number))
