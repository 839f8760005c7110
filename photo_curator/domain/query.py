"""Albums: saved queries over photos."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from photo_curator.domain.photo import FileState
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict


class SortBy(StrEnum):
    """Orders of `list --sort`. Score: best first, ties put rated first. Time: newest first. Name: natural."""

    SCORE = "score"
    TIME = "time"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class PhotoQuery:
    """Which photos, in which order. Every field narrows; None or empty means "any".

    Attributes:
        min_score: effective score at least this.
        max_score: effective score at most this.
        min_stars: rating at least this (1..5); 0 asks for unrated photos only.
        verdicts: any of these.
        flags: any of these effective flags. Without it rejected photos are left out unless
            `include_rejected`.
        states: any of these file states; default: everything but missing files.
        folder: a folder's path; it and all below it.
        places: place or country name contains this text, case-insensitively.
        camera: make or model contains this text.
        text: file name, title, keyword, place or camera contains this text.
        taken_from: seconds since 1970 of the wall clock, inclusive.
        taken_before: likewise, exclusive.
        has_faces: True: at least one face; False: none.
        screenshots: True: only screenshots; False: none of them; None: both.
        danger: True: only what counts as a dangerous selfie; False: none of them; None: both.
        photo_ids: only these ids (manual albums).
        reverse: turns the order around.
    """

    sort: SortBy = SortBy.SCORE
    reverse: bool = False
    min_score: float | None = None
    max_score: float | None = None
    min_stars: int | None = None
    verdicts: tuple[Verdict, ...] = ()
    flags: tuple[Flag, ...] = ()
    include_rejected: bool = False
    states: tuple[FileState, ...] = (FileState.PRESENT, FileState.OFFLINE)
    folder: str = ""
    place: str = ""
    camera: str = ""
    text: str = ""
    taken_from: float | None = None
    taken_before: float | None = None
    has_faces: bool | None = None
    screenshots: bool | None = None
    danger: bool | None = None
    photo_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Album:
    """A named query.

    Attributes:
        key: stable name for the terminal ("post-worthy").
        title: for people.
        section: heading in the sidebar.
    """

    key: str
    title: str
    query: PhotoQuery
    section: str = "Library"
    count: int = 0
