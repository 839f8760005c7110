"""Face repair: what the user says of a photo's faces, and what that makes of the detector's. Pure.

A correction stands by its place in the picture, not by a face's row: it holds whatever networks look at the
photo later. Which corrections hold when the file shows other pixels: all of them while its size stays (an
edit of colours or of a spot), and at another size of the same shape where the picture looks alike (it was
reduced, or the RAW stands for the photo now). Of a picture that was cropped or turned the places mean nothing
any more: what was said is kept, and holds again when that picture is back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from photo_curator.domain.face import Face, FaceOrigin
from photo_curator.domain.geometry import SAME_FACE, Box, Size, match_boxes

#: Widths over heights that differ by less are the same shape: a RAW is a few pixels larger than its JPEG.
SAME_SHAPE = 0.02
#: Of the 64 bits of two perceptual hashes as many may differ in one picture at two sizes (measured: up to 2;
#: 8 and more where a tenth was cut off each side).
SAME_LOOK_BITS = 6
#: Shortest side of a box drawn by hand, as a share of the picture's: less is a click.
SMALLEST_DRAWN = 0.005


class Repair(StrEnum):
    """What is said. The value is stored."""

    REJECTED = "rejected"  # this is no face
    ADDED = "added"  # here is a face
    ANEW = "anew"  # detect again: what was said before counts no more


@dataclass(frozen=True, slots=True)
class FaceCorrection:
    """One thing said.

    Attributes:
        box: in shares of the upright photo, 0..1, without the user's own turning of it; of `ANEW` empty.
        size: of the upright photo it was said of.
        likeness: its perceptual hash, 16 hex digits.
    """

    kind: Repair
    box: Box
    size: Size
    likeness: str


@dataclass(frozen=True, slots=True)
class FaceWords:
    """All that is said of one photo's faces.

    Attributes:
        corrections: oldest first.
        mark: differs whenever they do; stored beside machine facts it tells what those heeded.
    """

    corrections: tuple[FaceCorrection, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What corrections make of detections.

    Attributes:
        kept: places of the detections that stay.
        added: boxes where a face is missing, in shares.
    """

    kept: tuple[int, ...]
    added: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class RepairFaces:
    """Say something of photos' faces: an act like any other.

    Attributes:
        box: in shares of the upright photo; None for `Repair.ANEW`, which alone is said of several photos.
    """

    photo_ids: tuple[int, ...]
    kind: Repair
    box: Box | None = None


def holding(corrections: Sequence[FaceCorrection], size: Size, likeness: str) -> tuple[FaceCorrection, ...]:
    """The corrections that hold for a picture: said since the last "detect again", of this very picture.

    Args:
        corrections: of the photo, oldest first.
        size: of the upright photo now.
        likeness: its perceptual hash now, 16 hex digits.
    """
    last = max((place for place, one in enumerate(corrections) if one.kind is Repair.ANEW), default=-1)
    return tuple(one for one in corrections[last + 1 :] if _same_picture(one, size, likeness))


def apply_corrections(boxes: Sequence[Box], corrections: Sequence[FaceCorrection]) -> Repaired:
    """What is left of detections, and where faces are missing.

    A later word on the same place outranks an earlier one. A box added by hand is missing only where no
    detection stands for it: a better detector may find the face by itself one day.

    Args:
        boxes: detections, in shares of the upright photo.
        corrections: those that hold, oldest first, see `holding`.
    """
    rejected: list[Box] = []
    added: list[Box] = []
    for one in corrections:
        rejected = [box for box in rejected if box.iou(one.box) < SAME_FACE]
        added = [box for box in added if box.iou(one.box) < SAME_FACE]
        (rejected if one.kind is Repair.REJECTED else added).append(one.box)
    kept = tuple(
        place for place, box in enumerate(boxes) if all(box.iou(other) < SAME_FACE for other in rejected)
    )
    there = match_boxes(added, [boxes[place] for place in kept])
    return Repaired(kept, tuple(box for place, box in enumerate(added) if place not in there))


def contradicted(
    faces: Sequence[Face], corrections: Sequence[FaceCorrection], size: Size
) -> tuple[Face, ...]:
    """The stored faces that cannot stay: rejected, or added by hand and no longer so.

    Args:
        faces: of the photo, in pixels.
        corrections: those that hold, oldest first.
        size: of the upright photo.
    """
    boxes = [face.box.relative(size) for face in faces]
    kept = set(apply_corrections(boxes, corrections).kept)
    by_hand = [place for place, face in enumerate(faces) if face.origin is not FaceOrigin.DETECTED]
    wanted = apply_corrections([], corrections).added
    called_for = match_boxes([boxes[place] for place in by_hand], wanted)
    kept -= {place for number, place in enumerate(by_hand) if number not in called_for}
    return tuple(face for place, face in enumerate(faces) if place not in kept)


def place_of(box: Box, size: Size) -> Box:
    """Where a box in pixels lies, in shares of the picture, cut to it."""
    shares = box.relative(size)
    return Box(max(0.0, shares.x1), max(0.0, shares.y1), min(1.0, shares.x2), min(1.0, shares.y2))


def drawn_box(first: tuple[float, float], second: tuple[float, float], size: Size) -> Box | None:
    """The box between two corners in pixels, cut to the picture.

    Returns:
        In shares of the picture; None where it is too small to hold a face.
    """
    (x1, x2), (y1, y2) = (sorted(pair) for pair in zip(first, second, strict=True))
    box = place_of(Box(x1, y1, x2, y2), size)
    return box if min(box.width, box.height) >= SMALLEST_DRAWN else None


def _same_picture(correction: FaceCorrection, size: Size, likeness: str) -> bool:
    before = correction.size
    if before == size:
        return True
    across, down = before.width * size.height, size.width * before.height
    if abs(across - down) > SAME_SHAPE * max(across, down):
        return False
    return (int(correction.likeness, 16) ^ int(likeness, 16)).bit_count() <= SAME_LOOK_BITS
