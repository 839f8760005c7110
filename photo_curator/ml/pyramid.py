"""The picture at falling sizes, laid side by side on one canvas.

MTCNN's first network sees faces of 12 pixels only, so it reads the picture at many sizes. Ten calls
on ever smaller pictures cost more in overhead than in arithmetic; one call on one canvas does not.
The network has no padding: a window that lies inside its own level gives there exactly what it would
give alone, and windows that straddle two levels are never read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

#: Side of the first network's window, and its step, in pixels of a level.
CELL = 12
STRIDE = 2


@dataclass(frozen=True, slots=True)
class Level:
    """One size of the picture and its place on the canvas.

    Attributes:
        scale: level pixels per picture pixel, 0..1.
        width: in pixels.
        height: in pixels.
        left: of its upper left corner on the canvas; even, so that windows fall on the same grid.
        top: likewise.
    """

    scale: float
    width: int
    height: int
    left: int = 0
    top: int = 0

    @property
    def cells(self) -> tuple[int, int]:
        """Rows and columns of windows wholly inside the level."""
        return (self.height - CELL) // STRIDE + 1, (self.width - CELL) // STRIDE + 1


@dataclass(frozen=True, slots=True)
class Canvas:
    """Levels painted side by side.

    Attributes:
        levels: with their places.
        pixels: [height, width, 3] RGB, 0..255.
    """

    levels: list[Level]
    pixels: NDArray[np.uint8]


def paint(picture: Image.Image, smallest_face: float, factor: float) -> tuple[Canvas, ...]:
    """All levels of a picture, on two canvases.

    The largest level has one of its own: as high as that one, the other's would be half empty.

    Args:
        picture: RGB.
        smallest_face: in pixels of the picture, at least `CELL`.
        factor: see `levels_of`.
    """
    levels = levels_of(picture.width, picture.height, smallest_face, factor)
    canvases = []
    for part in (levels[:1], levels[1:]):
        if part:
            placed, width, height = packed(part)
            canvases.append(Canvas(placed, draw(picture, placed, width, height)))
    return tuple(canvases)


def levels_of(width: int, height: int, smallest_face: float, factor: float) -> list[Level]:
    """The sizes at which faces from `smallest_face` pixels upwards are `CELL` pixels large.

    Args:
        width: of the picture, in pixels.
        height: likewise.
        smallest_face: in pixels of the picture, at least `CELL`.
        factor: from one level to the next, between 0 and 1 (the paper uses about 0.709).

    Returns:
        Levels without a place, largest first; none where the picture is too small for a window.
    """
    scale = CELL / smallest_face
    levels = []
    while min(width, height) * scale >= CELL:
        levels.append(Level(scale, int(width * scale + 1), int(height * scale + 1)))
        scale *= factor
    return levels


def packed(levels: list[Level]) -> tuple[list[Level], int, int]:
    """Give each level a place, in columns as high as the first level.

    Returns:
        The levels with their places, and the canvas's width and height in pixels.
    """
    height = levels[0].height + levels[0].height % 2
    columns: list[list[int]] = []  # left edge, width, rows used
    placed = []
    right = 0
    for level in levels:
        for column in columns:
            if level.width <= column[1] and column[2] + level.height <= height:
                break
        else:
            column = [right, level.width, 0]
            columns.append(column)
            right += level.width + level.width % 2
        placed.append(Level(level.scale, level.width, level.height, column[0], column[2]))
        column[2] += level.height + level.height % 2
    return placed, right, height


def draw(picture: Image.Image, placed: list[Level], width: int, height: int) -> NDArray[np.uint8]:
    """Paint all levels of a picture onto one canvas.

    Each level is made from the smallest one at least twice as large: about three times faster than
    from the picture itself, with results that differ by less than the network can see.

    Returns:
        [height, width, 3] RGB, 0..255; black between the levels.
    """
    canvas = np.zeros((height, width, 3), np.uint8)
    sources = [picture]
    for level in placed:
        source = next((made for made in reversed(sources) if made.width >= 2 * level.width), sources[0])
        small = source.resize((level.width, level.height), Image.Resampling.BOX)
        sources.append(small)
        canvas[level.top : level.top + level.height, level.left : level.left + level.width] = np.asarray(
            small
        )
    return canvas
