from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageFilter

from photo_curator.ml.technical import technical_score


@pytest.fixture(scope="module")
def picture(portraits):
    return portraits["astronaut"]


def mean(image: Image.Image) -> float:
    return technical_score(np.asarray(image))[0].mean


def test_faults_lower_the_score(picture):
    clear = mean(picture)
    assert clear > 3.3
    assert mean(picture.filter(ImageFilter.GaussianBlur(6))) < clear - 0.8
    assert mean(ImageEnhance.Brightness(picture).enhance(0.15)) < clear - 0.8
    assert mean(ImageEnhance.Brightness(picture).enhance(4)) < clear - 0.8
    assert mean(ImageEnhance.Contrast(picture).enhance(0.15)) < clear - 0.3
    assert mean(picture.convert("L").convert("RGB")) < clear


def test_shallow_depth_of_field_is_no_fault(picture):
    soft = picture.filter(ImageFilter.GaussianBlur(8))
    soft.paste(picture.crop((128, 0, 384, 256)), (128, 0))
    assert mean(soft) > mean(picture) - 0.35


@pytest.mark.parametrize("shape", [(1, 1, 3), (20, 3000, 3), (3000, 20, 3), (31, 31, 3), (600, 800, 3)])
@pytest.mark.parametrize("value", [0, 128, 255])
def test_any_picture_gets_a_score(shape, value):
    score, attributes = technical_score(np.full(shape, value, np.uint8))
    assert 1 <= score.low <= score.mean <= score.high <= 5
    assert sum(score.probabilities) == pytest.approx(1)
    assert set(attributes) == {"sharpness", "exposure", "contrast", "colour"}
    assert all(0 <= number <= 1 for number in attributes.values())
    assert score.mean < 3.2


def test_size_matters_little(picture):
    larger = picture.resize((2000, 2000), Image.Resampling.BICUBIC)
    assert mean(larger) == pytest.approx(mean(picture), abs=0.3)
