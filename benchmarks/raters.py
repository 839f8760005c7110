"""Simulated raters of real faces, for `benchmarks.taste`.

Faces are GENKI's, aligned by the app's own detector. What a rater likes rests on the data set's labels
(smile, yaw, pitch) and on the light and the blur applied here, never on what our networks say. Pitch is the
trait that no attribute of the app measures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from torch.nn import functional

from photo_curator.ml.crops import CROP_SIZE
from photo_curator.ml.scorer import starter_scorer
from photo_curator.ml.training.alignment import FaceSet, aligned_faces
from photo_curator.ml.training.eyes import split
from photo_curator.ml.training.sources import genki_faces

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
#: The paper's class shares (To Post or Not To Post, section 4).
SHARES = (0.14, 0.21, 0.33, 0.24, 0.08)
#: Seed of the split the shipped networks were trained with: the held-out fifth was never learnt from.
SPLIT_SEED = 0
#: Pictures made of each face, the first as it is.
RENDITIONS = 4
#: A GENKI face is about so many pixels high in its 64-pixel picture.
SOURCE_PIXELS = 52.0
#: Standard deviation of a rater's mood over that of the preferences themselves.
NOISE = 0.35
#: Frames of a series in `library`, and how often.
SERIES_LENGTHS, SERIES_SHARES = (1, 2, 3, 5, 8, 12), (0.5, 0.16, 0.13, 0.11, 0.06, 0.04)
#: In a library most photos are neither here nor there.
LIBRARY_SHARES = (0.07, 0.18, 0.50, 0.20, 0.05)
#: Share of a rater's mood that a series has in common, as variance.
COMMON_MOOD = 0.7
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Pool:
    """Faces to rate, several renditions of each.

    Attributes:
        face: [N] number of the face; a face's renditions are one group.
        embedding: [N, 128], as the app stores it.
        attributes: [N, A], columns named by `names`.
        starter: [N, 5] the starter's probabilities.
        labels: [N, 5] smile 0/1, yaw and pitch in degrees, light in stops, blur in crop pixels.
        names: of the attributes.
    """

    face: NDArray[np.int64]
    embedding: NDArray[np.float32]
    attributes: NDArray[np.float32]
    starter: Floats
    labels: Floats
    names: tuple[str, ...]


def pool(data: Path, cache: Path, held_out: bool) -> Pool:
    """The faces the shipped networks never saw (to report on), or the others (to tune on).

    Args:
        data: folder of the data sets' archives.
        cache: folder for aligned faces and embeddings.
        held_out: which.
    """
    file = cache / f"taste-pool-{'held' if held_out else 'tune'}-{_VERSION}.npz"
    names = starter_scorer().attribute_names
    if not file.is_file():
        faces, chosen = _faces(data, cache, held_out)
        np.savez(file, **_rendered(faces, chosen, np.random.default_rng(7 if held_out else 8)))
    with np.load(file) as stored:
        return Pool(names=names, **{key: stored[key] for key in stored.files})


def _rendered(faces: FaceSet, chosen: Rows, random: np.random.Generator) -> dict[str, Any]:
    """Every face `RENDITIONS` times."""
    lights, blurs = [], []
    for rendition in range(RENDITIONS):
        plain = rendition == 0
        lights.append(
            np.where(plain | (random.random(len(chosen)) < 0.4), 0, random.uniform(-4, 1.2, len(chosen)))
        )
        blurs.append(
            np.where(plain | (random.random(len(chosen)) < 0.5), 0, random.uniform(2, 9, len(chosen)))
        )
    rows, light, blur = np.tile(chosen, RENDITIONS), np.concatenate(lights), np.concatenate(blurs)
    return _measured(faces, rows, light, blur, lambda row: faces.pixels[rows[row]])


def library(data: Path, cache: Path, held_out: bool) -> Pool:
    """Faces as a library has them: half are single photos, the rest series of 2 to 12 nearly equal frames.

    Light and blur are the scene's, most often none; frames of a series are a little turned, moved and
    otherwise lit, and a fifth of them is shaken. Arguments as `pool`; `Pool.face` numbers the series.
    """
    file = cache / f"taste-library-{'held' if held_out else 'tune'}-{_VERSION}.npz"
    names = starter_scorer().attribute_names
    if not file.is_file():
        faces, chosen = _faces(data, cache, held_out)
        random = np.random.default_rng(17 if held_out else 18)
        lengths = random.choice(SERIES_LENGTHS, len(chosen), p=SERIES_SHARES)
        rows = np.repeat(chosen, lengths)
        count, single = len(rows), np.repeat(lengths == 1, lengths)
        scene_light = np.where(random.random(len(chosen)) < 0.5, 0, random.uniform(-3.5, 1.2, len(chosen)))
        scene_blur = np.where(random.random(len(chosen)) < 0.7, 0, random.uniform(2, 7, len(chosen)))
        light = np.repeat(scene_light, lengths) + random.normal(0, 0.12, count)
        shaken = ~single & (random.random(count) < 0.2)
        blur = np.repeat(scene_blur, lengths) + np.where(
            shaken, random.uniform(1.5, 7, count), np.abs(random.normal(0, 0.3, count))
        )

        def frame(row: int) -> NDArray[np.uint8]:
            return faces.pixels[rows[row]] if single[row] else _moved(faces.pixels[rows[row]], random)

        np.savez(file, **_measured(faces, rows, light, blur, frame))
    with np.load(file) as stored:
        return Pool(names=names, **{key: stored[key] for key in stored.files})


def _moved(grey: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.uint8]:
    """Up to 1.5 pixels aside and 1.5 degrees round."""
    x, y, angle = random.uniform(-1.5, 1.5, 3)
    image = Image.fromarray(grey).rotate(angle, Image.Resampling.BILINEAR)
    shift = (1, 0, x, 0, 1, y)
    return np.asarray(image.transform(image.size, Image.Transform.AFFINE, shift, Image.Resampling.BILINEAR))


def _faces(data: Path, cache: Path, held_out: bool) -> tuple[FaceSet, Rows]:
    faces = aligned_faces("GENKI", genki_faces(data), cache)
    train, held = split(np.arange(len(faces.smile)), SPLIT_SEED)
    chosen = held if held_out else np.random.default_rng(1).permutation(train)[: len(held)]
    return faces, chosen[faces.aligned[chosen]]  # where the detector found nothing the app has no face


def _measured(
    faces: FaceSet, rows: Rows, light: Floats, blur: Floats, picture: Callable[[int], NDArray[np.uint8]]
) -> dict[str, Any]:
    """What the app measures of faces in this light and out of focus so far; see `Pool`."""
    scorer = starter_scorer()
    found: dict[str, list[NDArray[np.generic]]] = {key: [] for key in ("embedding", "attributes", "starter")}
    for start in range(0, len(rows), 64):
        part = range(start, min(start + 64, len(rows)))
        crops = np.stack([degraded(picture(row), light[row], blur[row]) for row in part])
        pixels = torch.from_numpy(crops).float().unsqueeze(1) / 255
        pixels = functional.interpolate(pixels, (CROP_SIZE, CROP_SIZE), mode="bilinear").clamp(0, 1)
        sizes = torch.full((len(crops),), SOURCE_PIXELS)
        landmarks = torch.from_numpy(faces.landmarks[rows[part.start : part.stop]])
        with torch.inference_mode():
            output = scorer(pixels.expand(-1, 3, -1, -1), sizes, landmarks)
        found["embedding"].append(output.embedding.numpy())
        found["attributes"].append(output.attributes.numpy())
        found["starter"].append(output.probabilities.double().numpy())
    return {
        **{key: np.concatenate(parts) for key, parts in found.items()},
        "face": rows,
        "labels": np.column_stack([faces.smile[rows], faces.pose[rows], light, blur]),
    }


def degraded(grey: NDArray[np.uint8], stops: float, sigma: float) -> NDArray[np.uint8]:
    """A stored grey crop [112, 112] in other light, then out of focus.

    Args:
        grey: half the size of the app's crop.
        stops: of light, 0 as it is; what passes white is burnt out.
        sigma: of the blur, in pixels of the app's crop.
    """
    linear = (grey / 255.0) ** 2.2 * 2.0**stops
    lit = Image.fromarray((255 * linear.clip(0, 1) ** (1 / 2.2)).round().astype(np.uint8))
    return np.asarray(lit.filter(ImageFilter.GaussianBlur(float(sigma) / 2)) if sigma else lit)


@dataclass(frozen=True, slots=True)
class Rater:
    """Somebody with preferences.

    Attributes:
        weights: of smile, |yaw|, pitch, light's distance from right, and blur, each factor standardised.
        seed: of the mood.
    """

    weights: Floats
    seed: int

    @classmethod
    def drawn(cls, seed: int) -> Rater:
        """A rater by number. Most like a smile, all dislike blur; the chin's height divides them."""
        random = np.random.default_rng(seed)
        smile, pitch = random.normal(0.7, 0.5), random.normal(0, 0.5)
        yaw, light, blur = -np.abs(random.normal((0.4, 0.7, 0.7), 0.25))
        return cls(np.array([smile, yaw, pitch, light, blur]), seed)

    def rates(
        self, labels: Floats, mood: int = 0, series: Rows | None = None, shares: Sequence[float] = SHARES
    ) -> Rows:
        """Levels 1..5 in these shares.

        Args:
            labels: as `Pool.labels`.
            mood: another number is another day: the same preferences, other noise.
            series: [N] photos whose mood is nearly the same; None: each has its own.
            shares: of the levels.
        """
        smile, yaw, pitch, light, blur = labels.T
        factors = np.column_stack([smile, np.abs(yaw), pitch, np.abs(light), blur])
        liking = ((factors - factors.mean(0)) / factors.std(0)) @ self.weights
        random = np.random.default_rng((self.seed, mood))
        moods = random.normal(0, NOISE * liking.std(), len(liking))
        if series is not None:
            _, place = np.unique(series, return_inverse=True)
            common = random.normal(0, NOISE * liking.std(), int(place.max()) + 1)[place]
            moods = np.sqrt(COMMON_MOOD) * common + np.sqrt(1 - COMMON_MOOD) * moods
        felt = liking + moods
        cuts = np.quantile(felt, np.cumsum(shares)[:-1])
        levels: Rows = 1 + np.searchsorted(cuts, felt, side="right")
        return levels
