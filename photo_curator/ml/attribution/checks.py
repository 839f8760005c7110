"""Does an explanation hold up? Five tests, each with a verdict and a sentence.

They test the map as it is shown, on the scorer that is explained. A map that fails is not wrong arithmetic:
it says less about the score than it seems to, and the user is told so.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from scipy.stats import spearmanr
from torch import Tensor
from torchvision.transforms import InterpolationMode
from torchvision.transforms.functional import resize

from photo_curator.domain.explanation import Check, CheckName
from photo_curator.ml.attribution.hiding import hidden
from photo_curator.ml.attribution.seen import Forward, SeenFace
from photo_curator.ml.crops import (
    FACE_HEIGHT,
    LEFT_EYE_WINDOW,
    MOUTH_WINDOW,
    RIGHT_EYE_WINDOW,
    face_ellipse,
)

Map = NDArray[np.float32]
Mask = NDArray[np.bool_]
#: How a value of the target is written for people ("4.6", "38 %").
Words = Callable[[float], str]

#: Importance inside the face, over what an even map would have there.
_INSIDE_AT_LEAST = 1.5
#: The share of pixels that is hidden, and how many of the tries the map's own choice must beat.
HIDDEN_SHARE, TRIES, BEATEN_AT_LEAST = 0.1, 20, 18
#: Rank correlation from which on a map counts as the same.
_SAME_FROM = 0.5
#: Levels between the lowest and the highest score of one face under changes nobody minds.
_WIDEST_RANGE = 0.5
#: Hidden together with the other tries: more at once costs memory only.
_BATCH = 8


def face_mask() -> Mask:
    """[224, 224]: the face's ellipse, which the landmarks place in every aligned crop."""
    return face_ellipse() > 0.5


def region_masks() -> dict[str, Mask]:
    """[224, 224] each: both eyes, the mouth, and all that is no face."""
    face = face_mask()
    masks = {name: np.zeros_like(face) for name in ("eyes", "mouth")}
    masks["eyes"][LEFT_EYE_WINDOW] = masks["eyes"][RIGHT_EYE_WINDOW] = True
    masks["mouth"][MOUTH_WINDOW] = True
    return {**masks, "background": ~face}


def inside_face(shown: Map, face: Mask) -> Check:
    """How much of the importance lies inside the face, beside the face's share of the crop.

    The paper's own argument (section 5.2): importance elsewhere would make scores arbitrary.

    Args:
        shown: [h, w], 0 or more.
        face: [h, w].
    """
    total = float(shown.sum())
    area = float(face.mean())
    if total <= 0:
        return Check(CheckName.INSIDE_FACE, False, "The map is empty: nothing seems to matter.", {})
    share = float(shown[face].sum()) / total
    passed = share >= min(_INSIDE_AT_LEAST * area, 0.95)
    sentence = f"{share:.0%} of the importance lies inside the face, which fills {area:.0%} of the crop."
    if not passed:
        sentence += " The score looks elsewhere."
    return Check(CheckName.INSIDE_FACE, passed, sentence, {"share": share, "face_share": area})


def top_mask(shown: Map, share: float = HIDDEN_SHARE) -> Mask:
    """[h, w]: the pixels that matter most, `share` of all of them, exactly; ties by place."""
    count = round(share * shown.size)
    order = np.argsort(-shown, axis=None, kind="stable")[:count]
    mask = np.zeros(shown.size, np.bool_)
    mask[order] = True
    return mask.reshape(shown.shape)


def hiding(shown: Map, value: Forward, pixels: Tensor, words: Words, seed: int = 0) -> Check:
    """What hiding the most important tenth changes, beside hiding a tenth somewhere else.

    "Somewhere else" is the same patch moved to `TRIES` random places (wrapping around): scattered single
    pixels would hide nothing, and any patch would win against them.

    Args:
        shown: [h, w].
        value: [n, 3, h, w] -> [n]: what people are told.
        pixels: [1, 3, h, w], 0..1.
        words: how values are written.
        seed: of the places.
    """
    top = top_mask(shown)
    places = np.random.default_rng(seed).integers((0, 0), top.shape, (TRIES, 2))
    masks = [top, *(np.roll(top, (int(down), int(across)), (0, 1)) for down, across in places)]
    before, after, *elsewhere = _values(value, pixels, [np.zeros_like(top), *masks])
    change = abs(after - before)
    beaten = sum(change > abs(other - before) for other in elsewhere)
    mean = float(np.mean(elsewhere))
    passed = beaten >= BEATEN_AT_LEAST
    sentence = (
        f"Hiding the most important tenth takes {words(before)} to {words(after)}; hiding a tenth elsewhere "
        f"takes it to {words(mean)} on average ({beaten} of {TRIES} tries change it less)."
    )
    if not passed:
        sentence += " The map does not find what matters most."
    figures = {
        "before": before, "after": after, "elsewhere": mean, "tries": float(TRIES), "beaten": float(beaten)
    }  # fmt: skip
    return Check(CheckName.HIDING, passed, sentence, figures)


def shuffled_network(shown: Map, others: Sequence[Map], face: Mask) -> Check:
    """Whether a network that has learnt nothing gives the same map.

    Spearman's rank correlation, inside the face only: outside, where no window reaches, all maps are empty
    and would agree by construction.

    Args:
        shown: [h, w].
        others: maps of networks with shuffled weights, by the same method; the mean is judged.
        face: [h, w].
    """
    flat = [one for one in (shown, *others) if np.ptp(one[face]) == 0]
    correlation = 1.0 if flat else float(np.mean([spearmanr(shown[face], one[face])[0] for one in others]))
    passed = abs(correlation) < _SAME_FROM
    if flat:
        sentence = "The map, or that of a network with shuffled weights, is flat: it shows nothing."
    elif passed:
        sentence = f"A network with shuffled weights gives another map (rank correlation {correlation:.2f})."
    else:
        sentence = (
            f"A network with shuffled weights gives much the same map (rank correlation {correlation:.2f}): "
            "it shows detail and contrast, hardly anything that was learnt."
        )
    return Check(CheckName.SHUFFLED_NETWORK, passed, sentence, {"correlation": correlation})


def small_changes(score: Callable[[SeenFace], float], face: SeenFace) -> Check:
    """The score's range under changes that nobody minds: resized, saved again, cropped by 5 %.

    Args:
        score: the mean score of a face, 1..5.
        face: the face as it is.
    """
    figures = {
        "before": score(face),
        "resized": score(_resized(face)),
        "saved_again": score(_saved_again(face)),
        "cropped": score(_cropped(face)),
    }
    low, high = min(figures.values()), max(figures.values())
    passed = high - low <= _WIDEST_RANGE
    sentence = f"Resized, saved again or cropped by 5 %, the face gets {low:.1f} to {high:.1f}."
    if not passed:
        sentence += " The score hangs on things that do not matter."
    return Check(CheckName.SMALL_CHANGES, passed, sentence, {**figures, "low": low, "high": high})


def regions(value: Forward, pixels: Tensor, words: Words, masks: dict[str, Mask] | None = None) -> Check:
    """What hiding the eyes, the mouth, the background changes.

    Args:
        value: [n, 3, h, w] -> [n]: what people are told.
        pixels: [1, 3, h, w], 0..1.
        words: how values are written.
        masks: [h, w] by name, "background" among them; None: those of an aligned crop.
    """
    masks = masks or region_masks()
    before, *after = _values(value, pixels, [np.zeros_like(next(iter(masks.values()))), *masks.values()])
    figures = {name: other - before for name, other in zip(masks, after, strict=True)}
    background = abs(figures["background"])
    passed = background <= max(abs(change) for name, change in figures.items() if name != "background")
    told = ", ".join(f"{name} hidden {words(before + change)}" for name, change in figures.items())
    sentence = f"From {words(before)}: {told}."
    if not passed:
        sentence += " The background counts for more than the face."
    return Check(CheckName.REGIONS, passed, sentence, {"before": before, **figures})


def _values(value: Forward, pixels: Tensor, masks: Sequence[Mask]) -> list[float]:
    """The value with each mask hidden."""
    found: list[float] = []
    with torch.no_grad():
        for start in range(0, len(masks), _BATCH):
            some = torch.from_numpy(np.stack(masks[start : start + _BATCH]))
            found += value(hidden(pixels, some)).tolist()
    return found


def _resized(face: SeenFace) -> SeenFace:
    """As if the photo had been reduced until the face is 0.8 times as high, at most 128 pixels."""
    side = face.pixels.shape[-1]
    small = resize(face.pixels, [round(0.8 * side)] * 2, InterpolationMode.BILINEAR, antialias=True)
    back = resize(small, [side, side], InterpolationMode.BICUBIC).clamp(0, 1)
    return replace(face, pixels=back, size=0.8 * face.size.clamp(max=FACE_HEIGHT))


def _saved_again(face: SeenFace) -> SeenFace:
    """As a JPEG of quality 75."""
    file = io.BytesIO()
    Image.fromarray(picture_of(face.pixels)).save(file, "JPEG", quality=75)
    with Image.open(file) as image:
        pixels = torch.tensor(np.asarray(image.convert("RGB")), device=face.pixels.device)
    return replace(face, pixels=pixels.permute(2, 0, 1).unsqueeze(0).float() / 255)


def _cropped(face: SeenFace) -> SeenFace:
    """5 % of the side cut off, the rest drawn out to the same size: as if aligned a little differently."""
    side = face.pixels.shape[-1]
    edge = round(0.025 * side)
    inner = face.pixels[..., edge : side - edge, edge : side - edge]
    drawn = resize(inner, [side, side], InterpolationMode.BICUBIC).clamp(0, 1)
    return replace(face, pixels=drawn)


def picture_of(pixels: Tensor) -> NDArray[np.uint8]:
    """Pixels [1, 3, h, w] in 0..1 as they are saved: [h, w, 3], 0..255."""
    scaled = (pixels[0].detach() * 255).round().clamp(0, 255).permute(1, 2, 0)
    return np.ascontiguousarray(scaled.to(torch.uint8).cpu().numpy())
