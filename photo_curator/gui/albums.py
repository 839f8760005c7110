"""From a key of the sidebar to the album it stands for."""

from __future__ import annotations

from dataclasses import replace

from photo_curator.db.library import Library
from photo_curator.domain.query import Album, PhotoQuery
from photo_curator.services.albums import find_album


def album_of(key: str, library: Library | None = None) -> Album:
    """The album of a sidebar's line.

    Besides the albums of `services.albums` these are cities told apart by their country.

    Raises:
        NotFoundError: there is none.
        UsageError: a newer version of the app wrote it.
    """
    kind, _, value = key.partition(":")
    if kind == "place" and "\n" in value:
        city, country = value.split("\n")
        return Album(key, city, PhotoQuery(place=city, country=country), "Places")
    album = find_album(key, library)
    return replace(album, key=key)
