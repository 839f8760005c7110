"""Photos that look alike: found by their hashes, across time, not within a burst."""

from __future__ import annotations

import random

import numpy as np
import pytest

from photo_curator.db.library import Library
from photo_curator.domain.capture import Capture
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.indexing import AddPhoto
from photo_curator.domain.operations import Restack, SetBurst, SetFlag
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.rating import Flag
from photo_curator.domain.similar import SIMILAR_WITHIN, tells
from photo_curator.domain.similar_groups import similar_groups
from tests.unit.db.samples import add


def photo(name: str, looks: int, burst: str = "") -> AddPhoto:
    added = add(f"/p/{name}.jpg", mean=None, faces=0, capture=Capture(taken=None, burst_id=burst))
    return _replaced(added, looks)


def _replaced(added: AddPhoto, looks: int) -> AddPhoto:
    import dataclasses

    return dataclasses.replace(added, facts=dataclasses.replace(added.facts, perceptual_hash=f"{looks:016x}"))


#: Of a picture, which has as many ones as noughts.
PICTURE = int("0123456789abcdef", 16)


def bits(*places: int) -> int:
    return sum(1 << place for place in places)


def test_groups_are_those_found_by_comparing_each_with_each() -> None:
    dice = random.Random(4)
    looks = [dice.getrandbits(64) for _ in range(150)] + [1 << one for one in range(20)]
    for _ in range(250):
        flipped = bits(*dice.sample(range(64), dice.randrange(0, 13)))
        looks.append(looks[dice.randrange(len(looks))] ^ flipped)
    dice.shuffle(looks)
    label = list(range(len(looks)))
    changed = True
    while changed:
        changed = False
        for one, mine in enumerate(looks):
            least = min(
                label[other]
                for other, theirs in enumerate(looks)
                if one == other
                or ((mine ^ theirs).bit_count() <= SIMILAR_WITHIN and tells(mine) and tells(theirs))
            )
            changed |= least != label[one]
            label[one] = least
    assert similar_groups(np.array(looks, np.uint64)).tolist() == label
    assert similar_groups(np.empty(0, np.uint64)).tolist() == []


def test_near_duplicates_are_an_album_but_not_within_a_burst(library: Library) -> None:
    far = (1 << 64) - 1
    ids = library.files.apply(
        [
            photo("a", PICTURE),
            photo("copy", PICTURE ^ bits(1, 2, 3)),
            photo("b1", far, "b"),
            photo("b2", far ^ 1, "b"),
            photo("other", PICTURE ^ bits(*range(0, 64, 2))),
            photo("blue", 0),
            photo("red", 0),
        ]
    )
    library.bursts.regroup()
    assert library.similar.outdated()
    library.similar.compare()
    assert not library.similar.outdated()
    alike = PhotoQuery(similar=True)
    assert set(library.photos.ids(alike)) == set(ids[:2])
    assert set(library.photos.ids(PhotoQuery(similar=False))) == set(ids[2:])
    assert library.similar.groups() == [ids[:2]]
    # Once they are no burst any more they look alike; a rejected copy is no copy to look at.
    library.curation.apply(SetBurst(ids[2:3], Restack.DISSOLVE))
    assert set(library.photos.ids(alike)) == set(ids[:4])
    library.curation.apply(SetFlag(ids[:1], Flag.REJECT))
    assert set(library.photos.ids(alike)) == set(ids[2:4])
    library.similar.expect_changes()
    assert library.similar.outdated()


def test_what_looks_like_a_photo_comes_nearest_first(library: Library) -> None:
    ids = library.files.apply(
        [
            photo("a", PICTURE),
            photo("b", PICTURE ^ bits(*range(SIMILAR_WITHIN))),
            photo("c", PICTURE ^ 1),
            photo("d", PICTURE ^ bits(*range(30))),
            photo("e", PICTURE),
            photo("plain", 0),
            photo("plain too", 0),
        ]
    )
    assert [(one.photo_id, one.apart) for one in library.similar.to(ids[0])] == [
        (ids[4], 0),
        (ids[2], 1),
        (ids[1], SIMILAR_WITHIN),
    ]
    # What is of its own burst is not called similar.
    library.curation.apply(SetBurst((ids[0], ids[4]), Restack.MERGE))
    assert [one.photo_id for one in library.similar.to(ids[0])] == [ids[2], ids[1]]
    assert library.similar.to(ids[3]) == []
    assert library.similar.to(ids[5]) == [], "all plain surfaces have one hash"
    with pytest.raises(NotFoundError):
        library.similar.to(99)


def test_comparing_again_forgets_what_looks_otherwise_now(library: Library) -> None:
    library.files.apply([photo("a", PICTURE), photo("b", PICTURE ^ 1)])
    library.similar.compare()
    assert len(library.similar.groups()) == 1
    library.files.apply([_replaced(add("/p/b.jpg", mean=None, faces=0), (1 << 64) - 1)])
    library.similar.compare()
    assert library.photos.count(PhotoQuery(similar=True)) == 0
