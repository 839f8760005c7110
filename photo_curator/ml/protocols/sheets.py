"""Sheets of pictures: what moves a score (figures 2 and 3), and what fools it (figure 6)."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from captum.robust import PGD
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor, nn

from photo_curator.domain.progress import CancelToken
from photo_curator.ml.attribution.guard import undisturbed
from photo_curator.ml.attribution.saliency import saliency
from photo_curator.ml.attribution.seen import Forward
from photo_curator.ml.protocols.progress import Say
from photo_curator.ml.protocols.worthiness_fit import ScoredPixels, as_pictures

#: Brightness above which a map is shown as full red: a few single pixels would darken all others.
_FULL_RED = 99.5
#: Largest changes tried, in 1/255, the smallest first.
RADII: tuple[int, ...] = (1, 2, 4, 8)
_STEPS = 12
_ATTACK_BATCH = 16
#: Between pictures, and for a line of words, in pixels.
_GAP, _LINE = 8, 24

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Fooled:
    """What became of one picture.

    Attributes:
        pixels: [side, side, 3] as saved in 8 bits; the original where nothing fooled.
        radius: largest change of a pixel, in 1/255, at which it was fooled; None: it was not.
    """

    pixels: Bytes
    radius: int | None


def red_maps(forward: Forward, pixels: Bytes, targets: Sequence[int | None], device: torch.device) -> Bytes:
    """Saliency as the paper shows it: the brighter the red, the more a pixel moves the score.

    Args:
        forward: pictures [1, 3, H, W] in 0..1 -> what is differentiated.
        pixels: [N, H, W, 3].
        targets: [N] columns of `forward`'s answer; None where it is one number.
        device: of `forward`'s network.

    Returns:
        [N, H, W, 3]: red on black, each map by itself.
    """
    maps = np.zeros_like(pixels)
    for place, target in enumerate(targets):
        gradient = saliency(forward, as_pictures(pixels[place : place + 1], device), target)[0].abs().cpu()
        full = np.percentile(gradient.numpy(), _FULL_RED) or 1.0
        maps[place, :, :, 0] = np.rint(255 * np.clip(gradient.numpy() / full, 0, 1))
    return maps


def fool(
    network: ScoredPixels, pixels: Bytes, level: int, device: torch.device, say: Say, cancel: CancelToken
) -> list[Fooled]:
    """Change pictures as little as possible until a network gives them a level.

    Projected gradient descent within the smallest of `RADII` at which it succeeds; success is judged on
    the picture as it would be saved, in 8 bits. `ml.fooling` bisects for the exact radius, a picture at a
    time; this takes whole batches, some twenty times cheaper, for a rate over many pictures.

    Args:
        network: what is to be fooled.
        pixels: [N, H, W, 3].
        level: the wanted one, from 1.
        device: the network's.
        say: told how far it is.
        cancel: asked before each batch.

    Raises:
        CancelledError: cancel was asked for.
    """
    results = [Fooled(one, None) for one in pixels]
    attack = PGD(network, nn.CrossEntropyLoss(reduction="none"), lower_bound=0.0, upper_bound=1.0)
    # Captum takes gradients under 1e-6 for none; a score over 150,000 colours has many such.
    attack.fgsm.zero_thresh = 0.0
    for radius in RADII:
        left = [place for place, one in enumerate(results) if one.radius is None]
        if not left:
            break
        for first in range(0, len(left), _ATTACK_BATCH):
            cancel.checkpoint()
            places = left[first : first + _ATTACK_BATCH]
            batch = as_pictures(pixels[places], device)
            wanted = torch.full((len(places),), level - 1, device=device)
            with undisturbed(), warnings.catch_warnings():
                # PGD detaches its pictures after every step, and FGSM remarks on that at every step.
                warnings.filterwarnings("ignore", "Input Tensor 0 did not already require gradients")
                changed = attack.perturb(
                    batch, radius=radius / 255, step_size=radius / 255 / 4, step_num=_STEPS, target=wanted,
                    targeted=True,
                )  # fmt: skip
            for place, saved in zip(places, in_eight_bits(changed), strict=True):
                if levels_of(network, saved[None], device)[0] == level:
                    largest = int(np.abs(saved.astype(int) - pixels[place]).max())
                    results[place] = Fooled(saved, largest)
        fooled = sum(one.radius is not None for one in results)
        say(f"fooling: {fooled} of {len(results)} pictures with changes up to {radius}/255")
    return results


def in_eight_bits(pictures: Tensor) -> Bytes:
    """[N, 3, H, W] in 0..1 -> [N, H, W, 3] in 0..255, rounded as when saved."""
    saved: Bytes = (pictures.detach() * 255).round().to(torch.uint8).permute(0, 2, 3, 1).cpu().numpy()
    return saved


def levels_of(network: ScoredPixels, pixels: Bytes, device: torch.device) -> list[int]:
    """[N] levels from 1, by the head's own rule, of pictures [N, H, W, 3]."""
    levels: list[int] = []
    with torch.no_grad():
        for first in range(0, len(pixels), _ATTACK_BATCH):
            batch = as_pictures(pixels[first : first + _ATTACK_BATCH], device)
            levels += network.predicted(batch).tolist()
    return levels


def sheet(rows: Sequence[Sequence[tuple[Bytes, str]]], heads: Sequence[str] = ()) -> bytes:
    """A PNG of pictures in rows, pixel for pixel, each with a line below it.

    Args:
        rows: pictures [side, side, 3], all as large, and their lines.
        heads: words above the columns.
    """
    side, step = len(rows[0][0][0]), len(rows[0][0][0]) + _GAP
    top = _LINE if heads else 0
    size = (max(map(len, rows)) * step + _GAP, top + len(rows) * (step + _LINE) + _GAP)
    paper, font = Image.new("RGB", size, "white"), ImageFont.load_default(_LINE * 0.62)
    pen = ImageDraw.Draw(paper)
    for column, words in enumerate(heads):
        pen.text((_GAP + column * step + side / 2, top / 2), words, "black", font, anchor="mm")
    for number, row in enumerate(rows):
        y = _GAP + top + number * (step + _LINE)
        for column, (picture, line) in enumerate(row):
            x = _GAP + column * step
            paper.paste(Image.fromarray(picture), (x, y))
            pen.text((x + side / 2, y + side + _LINE / 2), line, "black", font, anchor="mm")
    png = io.BytesIO()
    paper.save(png, "PNG")
    return png.getvalue()
