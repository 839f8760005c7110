"""From a key of the sidebar to the album it stands for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from photo_curator.domain.query import Album, PhotoQuery, SortBy
from photo_curator.services.albums import find_album

_EPOCH = datetime(1970, 1, 1)


def album_of(key: str) -> Album:
    """The album of a sidebar's line.

    Besides the albums of `services.albums` these are years, and cities told apart by their country.

    Raises:
        NotFoundError: there is none.
    """
    kind, _, value = key.partition(":")
    if kind == "year":
        start, end = ((datetime(int(value) + later, 1, 1) - _EPOCH).total_seconds() for later in (0, 1))
        return Album(key, value, PhotoQuery(sort=SortBy.TIME, taken_from=start, taken_before=end), "Months")
    if kind == "place" and "\n" in value:
        city, country = value.split("\n")
        # The place field holds one text; the country is among what free text is looked for in.
        return Album(key, city, PhotoQuery(place=city, text=country), "Places")
    album = find_album(key)
    return replace(album, key=key)
