"""Training pictures varied as the app will meet them: loose alignment, bad light, blur, noise, JPEG.

Everything random comes from one `torch.Generator`, so a run repeats.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

from photo_curator.ml.training.sources import Bytes


@dataclass(frozen=True, slots=True)
class Jitter:
    """How far alignment may be off.

    Attributes:
        shift: standard deviation, as a share of the window's side.
        turn: standard deviation, degrees.
        smallest: smallest share of the usual window that is seen (nearer).
        largest: largest share (farther).
        reframed: share of pictures whose surroundings are replaced by repeated edges, as
            tight pictures have them.
    """

    shift: float
    turn: float
    smallest: float
    largest: float
    reframed: float = 0.0


def augmented(
    pictures: Bytes,
    centre: tuple[float, float],
    side: float,
    output: int,
    jitter: Jitter,
    random: torch.Generator,
) -> tuple[Tensor, Tensor]:
    """Windows cut out of stored pictures, each varied in its own way.

    Args:
        pictures: [N, H, W] grey, 0..255.
        centre: usual middle of the window, (x, y) in pixels.
        side: usual side of the window, in pixels.
        output: side of the result, in pixels.
        jitter: how far the window strays.
        random: source of all that is random.

    Returns:
        The windows [N, 1, output, output], 0..1, and whether each is mirrored [N].
    """
    count = len(pictures)
    images = torch.from_numpy(np.ascontiguousarray(pictures)).float().unsqueeze(1) / 255
    if jitter.reframed:
        images = _reframed(images, jitter.reframed, random)
    mirrored = torch.rand(count, generator=random) < 0.5
    windows = _cut(images, centre, side, output, jitter, mirrored, random)
    return degraded(_glaring(windows, random), random), mirrored


def plain(pictures: Bytes, centre: tuple[float, float], side: int) -> Tensor:
    """The usual windows [N, 1, side, side], 0..1, cut out without any change."""
    left, top = round(centre[0] - side / 2), round(centre[1] - side / 2)
    cut = pictures[:, top : top + side, left : left + side]
    return torch.from_numpy(np.ascontiguousarray(cut)).float().unsqueeze(1) / 255


def degraded(windows: Tensor, random: torch.Generator) -> Tensor:
    """Windows [N, 1 or 3, H, W], 0..1, in other light, blurred, noisy and compressed, each in its way."""
    windows = _blurred(_lit(windows, random), random)
    return _compressed(_noisy(windows, random).clamp(0, 1), random)


def between(low: float, high: float, count: int, random: torch.Generator) -> Tensor:
    """Evenly distributed values [count]."""
    return low + (high - low) * torch.rand(count, generator=random)


def _cut(
    images: Tensor, centre: tuple[float, float], side: float, output: int, jitter: Jitter,
    mirrored: Tensor, random: torch.Generator,
) -> Tensor:  # fmt: skip
    count, _, height, width = images.shape
    turn = torch.deg2rad(jitter.turn * torch.randn(count, generator=random))
    scale = side * between(jitter.smallest, jitter.largest, count, random)
    stretch = between(0.92, 1.08, count, random)
    shift = jitter.shift * side * torch.randn(count, 2, generator=random)
    flip = 1.0 - 2.0 * mirrored.float()
    # In the units of grid_sample: -1..1 across the picture.
    cos, sin = torch.cos(turn), torch.sin(turn)
    matrix = torch.stack(
        [
            torch.stack([flip * cos * scale * stretch / width, -sin * scale / width,
                         (centre[0] + shift[:, 0]) * 2 / width - 1], 1),
            torch.stack([flip * sin * scale * stretch / height, cos * scale / height,
                         (centre[1] + shift[:, 1]) * 2 / height - 1], 1),
        ],
        1,
    )  # fmt: skip
    grid = functional.affine_grid(matrix, [count, 1, output, output], align_corners=False)
    return functional.grid_sample(images, grid, padding_mode="border", align_corners=False)


def _reframed(images: Tensor, share: float, random: torch.Generator) -> Tensor:
    """Some pictures cut off at a random rectangle around the face, its edges repeated outwards."""
    count, _, height, width = images.shape
    chosen = torch.rand(count, generator=random) < share
    top = (between(0.24, 0.38, count, random) * height * chosen).long()
    bottom = height - (between(0.0, 0.18, count, random) * height * chosen).long()
    left = (between(0.12, 0.28, count, random) * width * chosen).long()
    right = width - (between(0.12, 0.28, count, random) * width * chosen).long()
    rows = torch.arange(height).expand(count, -1)
    columns = torch.arange(width).expand(count, -1)
    rows = torch.minimum(torch.maximum(rows, top[:, None]), bottom[:, None] - 1)
    columns = torch.minimum(torch.maximum(columns, left[:, None]), right[:, None] - 1)
    every = torch.arange(count)[:, None, None]
    return images[every, 0, rows[:, :, None], columns[:, None, :]].unsqueeze(1)


def _glaring(windows: Tensor, random: torch.Generator) -> Tensor:
    """A few with a bright spot, as spectacles reflect a lamp."""
    count, _, height, width = windows.shape
    middle = between(0.1, 0.9, 2 * count, random).reshape(count, 2)
    radius = between(0.02, 0.08, count, random) * (torch.rand(count, generator=random) < 0.08)
    across = torch.arange(width) / width - middle[:, 0, None, None]
    down = (torch.arange(height) / height)[:, None] - middle[:, 1, None, None]
    return torch.where((across**2 + down**2 < radius[:, None, None] ** 2).unsqueeze(1), 1.0, windows)


def _lit(windows: Tensor, random: torch.Generator) -> Tensor:
    """Another exposure, contrast, and light from one side."""
    count, _, height, width = windows.shape
    gamma = torch.exp(0.35 * torch.randn(count, generator=random))
    gain = torch.exp(0.25 * torch.randn(count, generator=random))
    slope = 0.25 * torch.randn(count, 2, generator=random)
    across = torch.linspace(-1, 1, width).expand(height, -1)
    down = torch.linspace(-1, 1, height)[:, None].expand(-1, width)
    side_light = 1 + slope[:, 0, None, None] * across + slope[:, 1, None, None] * down
    lit = windows.clamp(min=1e-4) ** gamma[:, None, None, None] * gain[:, None, None, None]
    return (lit * side_light.clamp(min=0.2).unsqueeze(1)).clamp(0, 1)


def _blurred(windows: Tensor, random: torch.Generator) -> Tensor:
    """Half of them blurred, by up to a twentieth of the window; or brought down in size and up again."""
    count, _, side, _ = windows.shape
    sigma = between(0.05, side / 22, count, random)
    chosen = torch.nonzero(torch.rand(count, generator=random) < 0.5).flatten()
    places = torch.arange(side, dtype=torch.float32)
    distance = (places[:, None] - places[None, :]) ** 2
    # Shares that no sum in float32 notices are nought: numbers next to it would be slow beyond reason.
    distance = distance / (2 * sigma[chosen, None, None] ** 2)
    kernel = torch.exp(-distance) * (distance < 40)
    kernel = (kernel / kernel.sum(2, keepdim=True)).unsqueeze(1)
    windows = windows.clone()
    windows[chosen] = kernel @ windows[chosen] @ kernel.transpose(2, 3)
    return windows


def _noisy(windows: Tensor, random: torch.Generator) -> Tensor:
    # Beside the picture's own contrast: dim pictures must not drown.
    strength = 0.25 * torch.rand(len(windows), generator=random) ** 2 * windows.std((1, 2, 3))
    return windows + strength[:, None, None, None] * torch.randn(windows.shape, generator=random)


def _compressed(windows: Tensor, random: torch.Generator) -> Tensor:
    """A quarter of them stored small as JPEG and brought back: what a far-off face went through."""
    side = windows.shape[2]
    for index in torch.nonzero(torch.rand(len(windows), generator=random) < 0.25).flatten().tolist():
        quality = int(torch.randint(30, 90, (1,), generator=random))
        stored = int(torch.randint(side * 5 // 10, side + 1, (1,), generator=random))
        pixels = (windows[index].permute(1, 2, 0).numpy() * 255).astype(np.uint8)
        image = Image.fromarray(pixels[..., 0] if pixels.shape[2] == 1 else pixels)
        file = io.BytesIO()
        image.resize((stored, stored), Image.Resampling.BILINEAR).save(file, "JPEG", quality=quality)
        image = Image.open(file).resize((side, side), Image.Resampling.BICUBIC)
        stored_pixels = np.asarray(image, np.float32).reshape(side, side, -1)
        windows[index] = torch.from_numpy(stored_pixels).permute(2, 0, 1) / 255
    return windows
