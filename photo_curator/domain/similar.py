"""Photos that look alike whenever they were taken: copies, crops, second tries. Pure.

Two photos are similar whose perceptual hashes differ in few of their 64 bits. What one burst holds is not
called similar: there it is said already.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: Changes whenever other photos would be called similar.
SIMILAR_VERSION = "similar-1"
#: Bits in which hashes of similar photos differ at most; found by `benchmarks/similar.py`.
SIMILAR_WITHIN = 8
#: A hash with fewer ones is that of a plain surface: all of those have one hash, whatever their colour.
LEAST_ONES = 12


@dataclass(frozen=True, slots=True)
class Similar:
    """A photo that looks like another one.

    Attributes:
        apart: bits of 64 in which their hashes differ; 0: hardly anything does.
    """

    photo_id: int
    apart: int


def tells(looks: int) -> bool:
    """Whether a hash says anything: half of a picture's bits are ones, of a plain surface hardly any."""
    return looks.bit_count() >= LEAST_ONES


def alike(looks: int, others: Iterable[tuple[int, int]], within: int = SIMILAR_WITHIN) -> list[Similar]:
    """The photos that look like one, the most similar first; like a plain surface none does.

    Args:
        looks: its 64-bit perceptual hash.
        others: ids and hashes.
        within: bits in which they may differ.
    """
    if not tells(looks):
        return []
    found = [
        Similar(photo_id, apart)
        for photo_id, other in others
        if (apart := (looks ^ other).bit_count()) <= within and tells(other)
    ]
    return sorted(found, key=lambda one: (one.apart, one.photo_id))
