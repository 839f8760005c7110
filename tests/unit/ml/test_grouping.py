"""Faces into people: what is alike joins, what the user or a photo says against it holds."""

from __future__ import annotations

import numpy as np
import pytest

from photo_curator.domain.grouping import group, keep_numbers
from photo_curator.ml.identity import alike_pairs


def crowd(people: int, each: int, noise: float = 0.35, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors around a direction a person, and whose each is."""
    rng = np.random.default_rng(seed)
    middles = rng.normal(size=(people, 64))
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    of = np.repeat(np.arange(people), each)
    faces = middles[of] + rng.normal(size=(len(of), 64)) * noise / 8
    return faces / np.linalg.norm(faces, axis=1, keepdims=True), of


def found(faces: np.ndarray, known=None, photos=None, denied=None, **options) -> list[int]:
    rows = np.arange(len(faces))
    pairs = alike_pairs(faces, rows, 10, 0.5)
    return group(faces, pairs, photos or rows.tolist(), known or [0] * len(faces), denied or {}, **options)


def test_people_are_told_apart_and_passers_by_are_nobody() -> None:
    faces, of = crowd(12, 8)
    strangers, _ = crowd(20, 1, seed=1)
    people = found(np.concatenate([faces, strangers]))
    assert people[len(of) :] == [0] * 20
    assert people[: len(of)] == (-1 - of).tolist()
    assert found(np.concatenate([faces, strangers])) == people


def test_known_people_take_new_faces_and_are_never_joined() -> None:
    faces, _of = crowd(2, 10, seed=2)
    known = [0] * 20
    known[0] = known[1] = 7
    known[5] = 8  # the same face to the eye: the user says it is somebody else's
    people = found(faces, known)
    assert (people[0], people[1], people[5]) == (7, 7, 8)
    assert set(people[:10]) == {7, 8}
    assert set(people[10:]) == {-1}


def test_two_faces_of_one_photo_are_two_people() -> None:
    faces, _ = crowd(1, 8, seed=3)
    photos = [0, 0, 1, 2, 3, 4, 5, 6]
    people = found(faces, photos=photos, smallest=1)
    assert people[0] != people[1]


def test_not_this_person_holds_for_all_that_join_the_face() -> None:
    faces, _ = crowd(1, 6, seed=4)
    people = found(faces, known=[9, 9, 9, 0, 0, 0], denied={3: frozenset({9})})
    assert people[:3] == [9, 9, 9]
    assert people[3] == 0
    alone = found(faces, known=[9, 9, 9, 0, 0, 0], denied={n: frozenset({9}) for n in (3, 4, 5)})
    assert alone == [9, 9, 9, -1, -1, -1]


def test_who_is_found_again_keeps_the_number() -> None:
    before = {1: 5, 2: 5, 3: 5, 4: 6, 5: 6}
    again = keep_numbers({1: -1, 2: -1, 4: -1, 3: -2, 5: -2, 9: 4, 8: -3}, before)
    assert again == {1: 5, 2: 5, 4: 5, 3: 6, 5: 6, 9: 4, 8: -3}


def test_pairs_are_the_most_alike_first_each_once() -> None:
    faces, _ = crowd(3, 5, seed=5)
    pairs = alike_pairs(faces, np.arange(15), 6, 0.2)
    cosines = (faces[pairs[:, 0]] * faces[pairs[:, 1]]).sum(1)
    assert (np.diff(cosines) <= 1e-5).all()
    assert cosines.min() >= 0.2 - 1e-5
    assert len({tuple(pair) for pair in pairs.tolist()}) == len(pairs)
    assert (pairs[:, 0] < pairs[:, 1]).all()
    # Looked for from one side, the other side is found all the same.
    some = alike_pairs(faces, np.array([0]), 6, 0.2)
    assert all(0 in pair for pair in some.tolist())


def test_pairs_are_those_of_every_comparison_made() -> None:
    faces, _ = crowd(4, 30, noise=1.0, seed=6)
    cosines = faces @ faces.T
    np.fill_diagonal(cosines, -1)
    nearest = {(row, other) for row in range(120) for other in np.argsort(-cosines[row])[:7].tolist()}
    wanted = {(min(pair), max(pair)) for pair in nearest if cosines[pair] >= 0.5}
    crowded = ((cosines >= 0.5).sum(1) > 7).sum()
    assert 0 < crowded < 120  # some have more neighbours than are wanted, some fewer
    assert {tuple(pair) for pair in alike_pairs(faces, np.arange(120), 7, 0.5).tolist()} == wanted


def test_breaking_off_is_heard() -> None:
    faces, _ = crowd(1, 3)

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        alike_pairs(faces, np.arange(3), 2, 0.2, stop)
