"""Moving photos to the system's trash: only what was named, never deleted, never more than was confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from send2trash import send2trash

from photo_curator.db.library import Library
from photo_curator.domain.photo import FileState, PhotoFile


@dataclass(frozen=True, slots=True)
class TrashPlan:
    """What would be moved; shown to the user before anything happens.

    Attributes:
        photos: the photos, each with its reachable files, the primary one first.
    """

    photos: tuple[tuple[int, tuple[PhotoFile, ...]], ...]

    @property
    def photo_count(self) -> int:
        """Photos that have a file to move."""
        return sum(1 for _, files in self.photos if files)

    @property
    def file_count(self) -> int:
        """Files: copies, RAW partners, videos of Live Photos and sidecars go along."""
        return sum(len(files) for _, files in self.photos)


@dataclass(frozen=True, slots=True)
class TrashOutcome:
    """What was moved.

    Attributes:
        photo_ids: photos whose rows changed.
        files: how many files are in the trash now.
        failures: paths that could not be moved, each with the system's reason.
    """

    photo_ids: tuple[int, ...]
    files: int
    failures: tuple[tuple[str, str], ...]


def plan_trash(library: Library, photo_ids: Sequence[int]) -> TrashPlan:
    """Find the files of exactly these photos that can be reached."""
    photos = []
    for photo_id in dict.fromkeys(photo_ids):
        files = library.photos.get(photo_id).files
        photos.append((photo_id, tuple(file for file in files if file.state is FileState.PRESENT)))
    return TrashPlan(tuple(photos))


def move_to_trash(
    library: Library, plan: TrashPlan, send: Callable[[str], None] = send2trash
) -> TrashOutcome:
    """Move a plan's files to the trash. Ratings and all else the user said stay with the photo.

    A photo's further files are moved only after its primary one: a RAW must not go alone.

    Args:
        library: told that the files are missing now.
        plan: from `plan_trash`.
        send: moves one file; tests put something else here.
    """
    gone: list[int] = []
    failures: list[tuple[str, str]] = []
    moved = 0
    for _, files in plan.photos:
        for file in files:
            try:
                send(file.path)
            except FileNotFoundError:
                gone.append(file.id)  # somebody was faster; the library does not know yet
            except OSError as error:
                failures.append((file.path, error.strerror or str(error)))
                break
            else:
                gone.append(file.id)
                moved += 1
    return TrashOutcome(library.files.set_states(missing=gone), moved, tuple(failures))
