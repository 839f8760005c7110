"""Photos taken together: runs of photos in one folder with no long pause between them.

A stand-in for what a camera calls a burst, and for events: pairs of a picked and a rejected photo come from
one series, and cross-validation never separates the photos of a moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: Longest pause within a series of shots of one thing, in seconds.
SERIES_SECONDS = 10.0
#: Longest pause within a moment (a walk, a meal), in seconds.
MOMENT_SECONDS = 30 * 60.0


@dataclass(frozen=True, slots=True)
class Shot:
    """When and where a photo was taken.

    Attributes:
        photo_id: of the photo.
        directory: the folder it lies in.
        taken: seconds since 1970 of the wall clock; None where the file does not say. A file's own time
            is no witness: copying gives a whole folder the same one.
        looks: perceptual hash, or "".
    """

    photo_id: int
    directory: str
    taken: float | None
    looks: str = ""


def grouped(shots: Iterable[Shot], pause: float) -> dict[int, int]:
    """Number the groups of photos taken together.

    Photos of one folder belong together while no more than `pause` seconds lie between one and the next.
    A photo without a capture time is a group of its own, save that photos of one folder that look the
    same (equal perceptual hashes) always belong together.

    Args:
        shots: in any order, each photo once.
        pause: longest pause within a group, in seconds.

    Returns:
        The group's number by photo id.
    """
    groups: dict[int, int] = {}
    alike: dict[tuple[str, str], int] = {}
    number = -1
    directory, last = "", 0.0
    # Timed photos first, so that an untimed copy joins its original's group.
    for shot in sorted(shots, key=lambda one: (one.taken is None, one.directory, one.taken or 0.0)):
        same = alike.get((shot.directory, shot.looks)) if shot.looks else None
        if shot.taken is None:
            if same is None:
                number += 1
            groups[shot.photo_id] = number if same is None else same
        else:
            if number < 0 or shot.directory != directory or shot.taken - last > pause:
                number += 1
            directory, last = shot.directory, shot.taken
            groups[shot.photo_id] = number
        if shot.looks:
            alike.setdefault((shot.directory, shot.looks), groups[shot.photo_id])
    return groups


def joined(groups: Mapping[int, int], together: Iterable[Iterable[int]]) -> dict[int, int]:
    """Number the groups anew, those that share photos of one burst made one.

    Args:
        groups: the group's number by photo id, see `grouped`.
        together: photos that belong together by other signs than time; those not in `groups` are passed over.

    Returns:
        The group's number by photo id.
    """
    parent = {number: number for number in groups.values()}

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    for photos in together:
        roots = [root(groups[photo_id]) for photo_id in photos if photo_id in groups]
        for one in roots[1:]:
            parent[root(one)] = root(roots[0])
    return {photo_id: root(number) for photo_id, number in groups.items()}
