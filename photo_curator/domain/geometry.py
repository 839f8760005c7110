"""Sizes, boxes and landmarks, in pixels of the upright photo unless a docstring says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Boxes that overlap by at least this much are taken for the same face, found twice.
SAME_FACE = 0.4


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int

    @property
    def long_side(self) -> int:
        """The longer of the two, in pixels."""
        return max(self.width, self.height)


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-aligned rectangle; (x1, y1) is the upper left corner."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def width(self) -> float:
        """Width in pixels, never negative."""
        return max(0.0, self.x2 - self.x1)

    @property
    def height(self) -> float:
        """Height in pixels, never negative."""
        return max(0.0, self.y2 - self.y1)

    @property
    def area(self) -> float:
        """Area in square pixels."""
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The middle point (x, y)."""
        return (self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2

    def scaled(self, factor: float) -> Box:
        """The same box in a picture `factor` times as large."""
        return Box(self.x1 * factor, self.y1 * factor, self.x2 * factor, self.y2 * factor)

    def relative(self, size: Size) -> Box:
        """The same box in shares of a picture, 0..1 each way: it holds at whatever size that is read."""
        width, height = max(size.width, 1), max(size.height, 1)
        return Box(self.x1 / width, self.y1 / height, self.x2 / width, self.y2 / height)

    def absolute(self, size: Size) -> Box:
        """The inverse of `relative`."""
        return Box(self.x1 * size.width, self.y1 * size.height, self.x2 * size.width, self.y2 * size.height)

    def iou(self, other: Box) -> float:
        """Intersection over union, 0..1."""
        width = min(self.x2, other.x2) - max(self.x1, other.x1)
        height = min(self.y2, other.y2) - max(self.y1, other.y1)
        if width <= 0 or height <= 0:
            return 0.0
        shared = width * height
        return shared / (self.area + other.area - shared)


def match_boxes(boxes: Sequence[Box], others: Sequence[Box], least: float = SAME_FACE) -> dict[int, int]:
    """Which box of one list is which of another, found anew perhaps: the best overlaps first.

    Args:
        boxes: in the units of `others`.
        others: likewise.
        least: intersection over union below which two boxes are not the same.

    Returns:
        Places in `others` by places in `boxes`; each occurs once at most.
    """
    overlaps = sorted(
        (-overlap, one, other)
        for one, box in enumerate(boxes)
        for other, found in enumerate(others)
        if (overlap := box.iou(found)) >= least
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in overlaps:
        if one not in matched and other not in taken:
            matched[one] = other
            taken.add(other)
    return matched


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Landmarks:
    """MTCNN's five points. "Left" and "right" are as seen in the picture, as MTCNN gives them."""

    left_eye: Point
    right_eye: Point
    nose: Point
    mouth_left: Point
    mouth_right: Point

    def points(self) -> tuple[Point, Point, Point, Point, Point]:
        """The five points in MTCNN's order."""
        return self.left_eye, self.right_eye, self.nose, self.mouth_left, self.mouth_right

    def scaled(self, factor: float) -> Landmarks:
        """The same points in a picture `factor` times as large."""
        return Landmarks(*((x * factor, y * factor) for x, y in self.points()))
