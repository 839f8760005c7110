"""All photos of a library that look alike, without comparing each with each. Pure.

Apart from `similar` for numpy's sake, which the window does without.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from photo_curator.domain.similar import LEAST_ONES, SIMILAR_WITHIN

_BITS = 64


def similar_groups(looks: NDArray[np.uint64], within: int = SIMILAR_WITHIN) -> NDArray[np.int64]:
    """Group photos: whoever looks like one of a group belongs to it.

    Hashes that differ in at most `within` of 64 bits agree wholly in two of `within + 2` bands (pigeonhole),
    so only those are compared that do: a second for 100,000 photos instead of a minute.

    Args:
        looks: perceptual hashes, shape (N,).
        within: bits in which two similar hashes may differ.

    Returns:
        Shape (N,): for each photo the place of its group's first photo; its own where nothing looks like it.
    """
    leaders = np.arange(len(looks))
    telling = np.flatnonzero(np.bitwise_count(looks) >= LEAST_ONES)
    if len(telling):
        leaders[telling] = telling[_leaders(looks[telling], within)]
    return leaders


def _leaders(looks: NDArray[np.uint64], within: int) -> NDArray[np.int64]:
    hashes, first, place = np.unique(looks, return_index=True, return_inverse=True)
    group = np.arange(len(hashes))
    for one, other in _pairs(hashes, within):
        apart = group[one] != group[other]
        edges = group[one[apart]], group[other[apart]]
        if len(edges[0]):
            count = int(group.max()) + 1
            graph = coo_array((np.ones(len(edges[0]), bool), edges), (count, count))
            group = connected_components(graph, directed=False)[1][group]
    leader = np.full(int(group.max()) + 1, len(looks), np.int64)
    np.minimum.at(leader, group, first)
    return leader[group][place]


def _pairs(hashes: NDArray[np.uint64], within: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Pairs of places in `hashes` that are similar, those of two bands at once; some come more than once."""
    edges = np.linspace(0, _BITS, within + 3).round().astype(int)
    bands = [
        np.uint64(((1 << (end - start)) - 1) << start)
        for start, end in zip(edges.tolist(), edges.tolist()[1:], strict=False)
    ]
    for one, other in itertools.combinations(bands, 2):
        keys = hashes & (one | other)
        order = np.argsort(keys)
        keys, sorted_hashes = keys[order], hashes[order]
        at, found = np.arange(len(hashes)), [np.empty((2, 0), np.int64)]
        for step in itertools.count(1):
            at = at[: np.searchsorted(at, len(hashes) - step)]
            at = at[keys[at] == keys[at + step]]
            if not len(at):
                break
            alike = at[np.bitwise_count(sorted_hashes[at] ^ sorted_hashes[at + step]) <= within]
            found.append(np.stack([order[alike], order[alike + step]]))
        one_end, other_end = np.concatenate(found, axis=1)
        yield one_end, other_end
