"""Faces put in front of scenes, as a selfie has them: head and shoulders, of any size, large ones included.

Hazards and ordinary places get them alike, so that a face neither hides a hazard nor stands for one.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

from photo_curator.ml.training.augmentation import between

#: Half the head's height as a share of the picture's side, smallest and largest.
SMALLEST_HEAD, LARGEST_HEAD = 0.10, 0.42
#: Half of the picture that a face data set's crop shows of a head, in half heads: hair may be cut off.
_CROP_REACH = 1.08


def pasted(pictures: Tensor, faces: Tensor, share: float, random: torch.Generator) -> Tensor:
    """Pictures with a person in front of them.

    Args:
        pictures: [N, 3, S, S] RGB, 0..1.
        faces: [M, 3, F, F] tight RGB face crops, 0..1.
        share: of the pictures that get one, 0..1.
        random: source of all that is random.

    Returns:
        [N, 3, S, S], 0..1. Outside the person nothing is changed.
    """
    gets = torch.nonzero(torch.rand(len(pictures), generator=random) < share).flatten()
    result = pictures.clone()
    if len(gets):
        heads = faces[torch.randint(len(faces), (len(gets),), generator=random)]
        result[gets] = _with_persons(pictures[gets], heads, random).clamp(0, 1)
    return result


def _with_persons(pictures: Tensor, heads: Tensor, random: torch.Generator) -> Tensor:
    count, _, side, _ = pictures.shape
    x, y = _places(count, side, random)
    across, down = x * x, y * y
    third = heads.shape[-1] // 3
    skin = heads[:, :, third : 2 * third, third : 2 * third].mean((2, 3))
    crop = functional.grid_sample(
        heads, torch.stack([x, y], 3) / _CROP_REACH, padding_mode="border", align_corners=False
    )

    def each(low: float, high: float) -> Tensor:
        return between(low, high, count, random)[:, None, None]

    # The edge: from sharp to a tenth of a head.
    edge = each(0.02, 0.12)
    narrow = each(0.68, 0.78)
    in_head = _inside(across / narrow**2 + down, edge)
    has_hair = (each(0, 1) < 0.6).float()
    long = torch.where(y > 0, each(0.8, 2.5), each(1.02, 1.3))
    in_hair = _inside(across / (narrow * each(1.05, 1.5)) ** 2 + down / long**2, edge) * has_hair
    in_neck = _inside((across / 0.2) ** 2 + ((y - 1.1) / 0.6) ** 2, edge)
    # Shoulders: an ellipse's upper half whose middle lies below the chin, and all that is under it.
    rise = (2.6 - y).clamp(min=0) / each(1.0, 1.5)
    in_body = _inside((across / each(1.5, 2.4) ** 2) ** 2 + rise**2, edge)

    result = _over(pictures, _clothes(x, y, random), in_body)
    result = _over(result, _hair(count, random)[:, :, None, None], in_hair)
    result = _over(result, 0.85 * skin[:, :, None, None], in_neck)
    return _over(result, crop, in_head)


def _places(count: int, side: int, random: torch.Generator) -> tuple[Tensor, Tensor]:
    """Where each pixel lies from the middle of the head, in half heads: x and y [N, S, S]."""
    ratio = math.log(LARGEST_HEAD / SMALLEST_HEAD)
    head = SMALLEST_HEAD * torch.exp(ratio * torch.rand(count, generator=random))
    middle_x = between(0.12, 0.88, count, random)
    # The chin stays in the picture, and mostly the brow.
    middle_y = (between(0.3, 0.85, count, random)).clamp(max=1.02 - head)
    lean = torch.deg2rad(10 * torch.randn(count, generator=random))
    pixels = (torch.arange(side) + 0.5) / side
    across = (pixels[None, None, :] - middle_x[:, None, None]) / head[:, None, None]
    down = (pixels[None, :, None] - middle_y[:, None, None]) / head[:, None, None]
    cos, sin = torch.cos(lean)[:, None, None], torch.sin(lean)[:, None, None]
    return cos * across + sin * down, cos * down - sin * across


def _inside(distance: Tensor, edge: Tensor) -> Tensor:
    """1 inside a shape whose rim is at distance 1, 0 outside, changing over the edge's width."""
    return ((1 - distance) / (2 * edge) + 0.5).clamp(0, 1)


def _over(below: Tensor, above: Tensor, share: Tensor) -> Tensor:
    return below + share.unsqueeze(1) * (above - below)


def _clothes(x: Tensor, y: Tensor, random: torch.Generator) -> Tensor:
    """[N, 3, S, S] of one colour, shaded, a third of them striped."""
    count = len(x)
    colour = torch.rand(count, 3, 1, 1, generator=random) ** 1.5
    other = torch.rand(count, 3, 1, 1, generator=random)
    turn = between(0, math.pi, count, random)[:, None, None]
    often = between(4, 16, count, random)[:, None, None]
    striped = (torch.rand(count, generator=random) < 0.33).float()[:, None, None]
    wave = striped * (0.5 + 0.5 * torch.sin(often * (torch.cos(turn) * x + torch.sin(turn) * y)))
    shade = 1 - 0.25 * (y - 1).clamp(0, 2) * torch.rand(count, 1, 1, generator=random)
    return (colour + wave.unsqueeze(1) * (other - colour)) * shade.unsqueeze(1)


def _hair(count: int, random: torch.Generator) -> Tensor:
    """[N, 3] from black over brown to fair and grey."""
    light = torch.rand(count, 1, generator=random) ** 2
    warm = torch.rand(count, 1, generator=random)
    return (0.05 + 0.75 * light) * torch.cat([torch.ones_like(warm), 1 - 0.3 * warm, 1 - 0.6 * warm], 1)
