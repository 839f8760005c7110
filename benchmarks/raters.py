"""Simulated raters of real faces, for `benchmarks.taste`.

Faces are GENKI's, aligned by the app's own detector. What a rater likes rests on the data set's labels
(smile, yaw, pitch) and on the light and the blur applied here, never on what our networks say. Pitch is the
trait that no attribute of the app measures.
"""

from __future__ import annotations

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
        faces = aligned_faces("GENKI", genki_faces(data), cache)
        train, held = split(np.arange(len(faces.smile)), SPLIT_SEED)
        chosen = held if held_out else np.random.default_rng(1).permutation(train)[: len(held)]
        chosen = chosen[faces.aligned[chosen]]  # where the detector found nothing the app has no face
        np.savez(file, **_rendered(faces, chosen, np.random.default_rng(7 if held_out else 8)))
    with np.load(file) as stored:
        return Pool(names=names, **{key: stored[key] for key in stored.files})


def _rendered(faces: FaceSet, chosen: NDArray[np.int64], random: np.random.Generator) -> dict[str, Any]:
    scorer = starter_scorer()
    rows: dict[str, list[NDArray[np.generic]]] = {key: [] for key in ("embedding", "attributes", "starter")}
    labels, face = [], []
    for rendition in range(RENDITIONS):
        plain = rendition == 0
        light = np.where(plain | (random.random(len(chosen)) < 0.4), 0, random.uniform(-4, 1.2, len(chosen)))
        blur = np.where(plain | (random.random(len(chosen)) < 0.5), 0, random.uniform(2, 9, len(chosen)))
        for start in range(0, len(chosen), 64):
            part = slice(start, start + 64)
            crops = np.stack(
                [
                    degraded(faces.pixels[row], stops, sigma)
                    for row, stops, sigma in zip(chosen[part], light[part], blur[part], strict=True)
                ]
            )
            pixels = torch.from_numpy(crops).float().unsqueeze(1) / 255
            pixels = functional.interpolate(pixels, (CROP_SIZE, CROP_SIZE), mode="bilinear").clamp(0, 1)
            sizes = torch.full((len(crops),), SOURCE_PIXELS)
            with torch.inference_mode():
                output = scorer(
                    pixels.expand(-1, 3, -1, -1), sizes, torch.from_numpy(faces.landmarks[chosen[part]])
                )
            rows["embedding"].append(output.embedding.numpy())
            rows["attributes"].append(output.attributes.numpy())
            rows["starter"].append(output.probabilities.double().numpy())
        face.append(chosen)
        labels.append(np.column_stack([faces.smile[chosen], faces.pose[chosen], light, blur]))
    return {
        **{key: np.concatenate(parts) for key, parts in rows.items()},
        "face": np.concatenate(face),
        "labels": np.concatenate(labels),
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

    def rates(self, labels: Floats, mood: int = 0) -> NDArray[np.int64]:
        """Levels 1..5 in the paper's shares.

        Args:
            labels: as `Pool.labels`.
            mood: another number is another day: the same preferences, other noise.
        """
        smile, yaw, pitch, light, blur = labels.T
        factors = np.column_stack([smile, np.abs(yaw), pitch, np.abs(light), blur])
        liking = ((factors - factors.mean(0)) / factors.std(0)) @ self.weights
        random = np.random.default_rng((self.seed, mood))
        felt = liking + random.normal(0, NOISE * liking.std(), len(liking))
        cuts = np.quantile(felt, np.cumsum(SHARES)[:-1])
        levels: NDArray[np.int64] = 1 + np.searchsorted(cuts, felt, side="right")
        return levels
