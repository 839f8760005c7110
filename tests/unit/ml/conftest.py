"""Shared by the tests of the networks."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

from photo_curator.domain.geometry import Landmarks
from photo_curator.ml.crops import align
from photo_curator.ml.device import cpu
from photo_curator.ml.faces import Detection, FaceDetector
from photo_curator.ml.scorer import Scorer, ScorerOutput, batch_of, starter_scorer


@pytest.fixture(scope="session")
def detector() -> FaceDetector:
    return FaceDetector(cpu())


@pytest.fixture(scope="session")
def scorer() -> Scorer:
    return starter_scorer()


@pytest.fixture(scope="session")
def found(detector, portraits) -> dict[str, Detection]:
    """The one face of each portrait."""
    return {name: detector.detect(np.asarray(image))[0] for name, image in portraits.items()}


@pytest.fixture(scope="session")
def judge(scorer):
    """Score one face of a picture: judge(picture, detection, landmarks=None) -> ScorerOutput."""

    def judge(picture: Image.Image, face: Detection, landmarks: Landmarks | None = None) -> ScorerOutput:
        crop = align(np.asarray(picture), face.landmarks, face.box, 1.0)
        pixels, sizes = batch_of([crop], torch.device("cpu"))
        points = torch.tensor([(landmarks or face.landmarks).points()])
        with torch.no_grad():
            return scorer(pixels, sizes, points)

    return judge
