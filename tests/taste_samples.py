"""A library of faces with embeddings, and somebody whose taste is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from photo_curator.db.library import Library
from photo_curator.domain.face import Attribute, Face
from photo_curator.domain.geometry import Box, Landmarks
from photo_curator.domain.indexing import AddPhoto, AnalysedFace, Analysis
from photo_curator.domain.operations import SetRating
from photo_curator.domain.score import Score, Verdict
from photo_curator.domain.taste_head import Reach, StoredHead
from photo_curator.ml.heads import score_of
from photo_curator.ml.versions import ANALYSIS_VERSION
from tests.unit.db.samples import add

BACKBONE = "starter-2"
NAMES = (
    Attribute.SHARPNESS,
    Attribute.EXPOSURE,
    Attribute.YAW,
    Attribute.ROLL,
    Attribute.EYES_OPEN,
    Attribute.SMILE,
)
WIDTH = 16
FEATURES = WIDTH + 2 * len(NAMES) + 1
_START = datetime(2024, 5, 1, 12, 0)


def analysed_face(seed: int, *, number: int = 0, eyes: float = 0.95, judged: bool = True) -> AnalysedFace:
    """A face that differs from others by its seed."""
    random = np.random.default_rng((seed, number))
    values = dict(zip(NAMES, random.uniform(0, 1, len(NAMES)).tolist(), strict=True)) | {
        Attribute.EYES_OPEN: eyes
    }
    embedding = random.normal(size=WIDTH)
    left = 500.0 + 900 * number
    found = Face(
        id=0,
        box=Box(left, 600.0, left + 700 - 200 * number, 1500.0),
        landmarks=Landmarks(*[(10.0, 20.0)] * 5),
        detection=0.99,
        score=score_of(random.dirichlet(np.full(5, 3.0)).tolist()) if judged else None,
        attributes=values,
        crop_key=f"crop-{seed}-{number}",
    )
    return AnalysedFace(found, (embedding / np.linalg.norm(embedding)).astype("<f4").tobytes())


def photo(
    seed: int, *, faces: int = 1, minutes: float | None = None, directory: str = "/photos", **more
) -> AddPhoto:
    """A photo of some faces, taken an hour after the one before unless said otherwise."""
    moment = _START + timedelta(minutes=60 * seed if minutes is None else minutes)
    plain = add(f"{directory}/{seed:05}.jpg", number=seed, taken=moment, mean=None, **more)
    found = tuple(analysed_face(seed, number=number) for number in range(faces))
    from photo_curator.domain.aggregation import photo_score

    verdict, score = (
        photo_score([one.face for one in found], plain.facts.size) if found else (Verdict.NO_FACE, _plain())
    )
    return replace(plain, analysis=Analysis(verdict, score, found, ANALYSIS_VERSION, {}))


def _plain() -> Score:
    return score_of([0.1, 0.2, 0.4, 0.2, 0.1])


def liked(change: AddPhoto) -> float:
    """How much its owner likes a photo: by two things in it, one of which no attribute measures."""
    found = change.analysis.faces[0]
    return float(np.frombuffer(found.embedding, "<f4")[0] * 4 + 2 * found.face.attributes[Attribute.SMILE])


def rated_library(library: Library, count: int) -> tuple[int, ...]:
    """Photos of one face each, all rated by their owner, each level by a fifth of them."""
    changes = [photo(seed) for seed in range(count)]
    ids = library.files.apply(changes)
    order = np.argsort([liked(change) for change in changes])
    for level, rows in enumerate(np.array_split(order, 5), start=1):
        library.curation.apply(SetRating(tuple(ids[row] for row in rows), level))
    return ids


def head(seed: int = 0, kind: str = "ordinal", **changes) -> StoredHead:
    """A head of random weights."""
    random = np.random.default_rng(seed)
    outputs = 5 if kind == "cross_entropy" else 1
    shape = {"ordinal": np.array([-2.0, -0.5, 0.8, 2.2]), "l2": np.array([0.7])}.get(kind, np.zeros(0))
    plain = StoredHead(
        kind=kind,
        backbone=BACKBONE,
        attribute_names=tuple(str(name) for name in NAMES),
        weight=random.normal(0, 0.4, (outputs, FEATURES)),
        bias=random.normal(0, 0.1, outputs),
        centre=random.normal(0, 0.1, FEATURES),
        scale=random.uniform(0.5, 1.5, FEATURES),
        shape=shape,
        trust=0.9,
        sharpness=2.0,
        tilt=np.array([0.3, -0.1, -0.4, -0.2, 0.4]),
        reach=Reach(0.07, marks=(2.0, 2.6, 3.3, 3.9), doubt=0.9),
        ratings=90,
        ranker=np.zeros(0),
    )
    return replace(plain, **changes)
