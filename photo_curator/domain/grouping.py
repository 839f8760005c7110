"""Which faces are one person's: average linkage along nearest neighbours, within what the user said. Pure.

Pairs of faces are gone through from the most alike to the least. The groups of the two become one if their
faces are alike on average, unless something speaks against it: both are people known already, both are seen
in one photo, or the user said "not this person". Known people keep their faces and are never joined.

Average linkage with such constraints is classic (constrained agglomerative clustering, Davidson and Ravi,
2005); it is looked for along nearest neighbours only, which is what makes 100,000 faces possible. The same
faces in the same order give the same groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Part of the version of every guess: change it whenever the same faces would be grouped otherwise.
GROUPING_VERSION = "1"
#: Cosine from which on two faces may be looked at as a pair, and which two groups must reach on average.
#: FaceNet's authors separate pairs at a squared distance of about 1.1, a cosine of 0.45
#: (Schroff et al., 2015, figure 4); of 100,000 faces most pairs are of strangers, so it must be more.
ALIKE, ALIKE_ON_AVERAGE = 0.6, 0.5
#: Fewer faces are not yet somebody: passers-by are seen once or twice.
SMALLEST_GROUP = 3
#: How many of the faces most like it each face is compared with.
NEIGHBOURS = 24

Pairs = NDArray[np.int64]


def group(
    embedding: NDArray[np.floating[Any]],
    pairs: Pairs,
    photos: Sequence[int],
    known: Sequence[int],
    denied: Mapping[int, frozenset[int]],
    *,
    alike: float = ALIKE_ON_AVERAGE,
    smallest: int = SMALLEST_GROUP,
) -> list[int]:
    """Put faces into groups.

    Args:
        embedding: [F, D] of length 1.
        pairs: [P, 2] faces to compare, the most alike first.
        photos: [F] the photo of each.
        known: [F] whose each is already; 0: nobody's.
        denied: by face, people it is not.
        alike: least cosine of two groups, on average over their faces.
        smallest: groups of fewer faces are nobody.

    Returns:
        [F] the person, 0: nobody; below 0: somebody new, numbered from -1 by their first face.
    """
    groups = _Groups(embedding, photos, known, denied)
    for one, other in pairs.tolist():
        groups.consider(one, other, alike)
    return groups.people(smallest)


class _Groups:
    """Disjoint groups of faces that grow together."""

    def __init__(
        self,
        embedding: NDArray[np.floating[Any]],
        photos: Sequence[int],
        known: Sequence[int],
        denied: Mapping[int, frozenset[int]],
    ) -> None:
        count = len(photos)
        self._sums = np.array(embedding, np.float32)
        self._above = list(range(count))
        self._sizes = [1] * count
        self._photos = [{photo} for photo in photos]
        self._person = list(known)
        self._denied = [set(denied.get(face, ())) for face in range(count)]
        first: dict[int, int] = {}
        for face, person in enumerate(known):
            if person and first.setdefault(person, face) != face:
                self._join(first[person], face)

    def consider(self, one: int, other: int, alike: float) -> None:
        """Join the groups of two faces, if nothing speaks against it."""
        a, b = self._root(one), self._root(other)
        if a == b or (self._person[a] and self._person[b]):
            return
        if self._person[a] in self._denied[b] or self._person[b] in self._denied[a]:
            return
        if not self._photos[a].isdisjoint(self._photos[b]):
            return
        # The dot product of two sums is the sum of all cosines between the groups.
        total = float(self._sums[a] @ self._sums[b])
        if total >= alike * self._sizes[a] * self._sizes[b]:
            self._join(a, b)

    def people(self, smallest: int) -> list[int]:
        """See `group`."""
        new: dict[int, int] = {}
        found = []
        for face in range(len(self._above)):
            root = self._root(face)
            if self._person[root]:
                found.append(self._person[root])
            elif self._sizes[root] < smallest:
                found.append(0)
            else:
                found.append(new.setdefault(root, -1 - len(new)))
        return found

    def _root(self, face: int) -> int:
        above = self._above
        while above[face] != face:
            above[face] = above[above[face]]
            face = above[face]
        return face

    def _join(self, one: int, other: int) -> None:
        into, gone = self._root(one), self._root(other)
        if self._sizes[into] < self._sizes[gone]:
            into, gone = gone, into
        self._above[gone] = into
        self._sums[into] += self._sums[gone]
        self._sizes[into] += self._sizes[gone]
        self._photos[into] |= self._photos[gone]
        self._denied[into] |= self._denied[gone]
        self._person[into] = self._person[into] or self._person[gone]
        self._photos[gone], self._denied[gone] = set(), set()


def keep_numbers(found: Mapping[int, int], before: Mapping[int, int]) -> dict[int, int]:
    """Give somebody found anew the number they had, where most of their faces had it.

    Args:
        found: person by face; below 0: somebody new.
        before: likewise, as it was; only people who may be found anew.

    Returns:
        `found` with old numbers, each given to one at most.
    """
    shared: dict[tuple[int, int], int] = {}
    for face, person in found.items():
        if person < 0 and face in before:
            shared[person, before[face]] = shared.get((person, before[face]), 0) + 1
    taken = {person for person in found.values() if person > 0}
    numbers: dict[int, int] = {}
    for (person, number), _ in sorted(shared.items(), key=lambda item: (-item[1], -item[0][0], item[0][1])):
        if person not in numbers and number not in taken:
            numbers[person] = number
            taken.add(number)
    return {face: numbers.get(person, person) for face, person in found.items()}
