"""The user's acts on albums; see `operations` for what an operation is.

An act names its album by id; `name` is only for its label and filled in from the library.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from photo_curator.domain.query import PhotoQuery


@dataclass(frozen=True, slots=True)
class CreateAlbum:
    """A new album.

    Attributes:
        name: unlike all others'.
        query: what it shows; of a manual album the order alone.
        manual: it holds what is put into it.
        photo_ids: put into it at once.
        album_id: given by the library.
    """

    name: str
    query: PhotoQuery = field(default_factory=PhotoQuery)
    manual: bool = False
    photo_ids: tuple[int, ...] = ()
    album_id: int = 0


@dataclass(frozen=True, slots=True)
class ChangeAlbum:
    """Another name, another query, or both; None: as it is."""

    album_id: int
    new_name: str | None = None
    query: PhotoQuery | None = None
    name: str = ""
    photo_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DeleteAlbum:
    """An album goes; its photos stay."""

    album_id: int
    name: str = ""
    photo_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FillAlbum:
    """Put photos into a manual album, or take them out."""

    album_id: int
    photo_ids: tuple[int, ...]
    inside: bool
    name: str = ""


AlbumOperation = CreateAlbum | ChangeAlbum | DeleteAlbum | FillAlbum
