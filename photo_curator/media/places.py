"""Names of places from a table on this machine: coordinates never leave it."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from photo_curator.domain.capture import Place

#: Farther from every known town than this (kilometres), at sea say, only the coordinates are told.
FARTHEST_TOWN_KM = 100.0
_EARTH_RADIUS_KM = 6371.0

_lock = threading.Lock()
Lookup = Callable[[tuple[float, float]], dict[str, Any]]


def name_place(latitude: float, longitude: float) -> Place:
    """The nearest town's name, with region and country.

    The first call loads the table: about a second and 160 MB. Thread-safe.

    Args:
        latitude: degrees, north positive.
        longitude: degrees, east positive.

    Returns:
        A place with empty names where no town is near, or where the table is not installed.
    """
    bare = Place(latitude, longitude)
    lookup = _lookup()
    if lookup is None:
        return bare
    town = lookup((latitude, longitude))
    if (
        _distance_km(latitude, longitude, float(town["latitude"]), float(town["longitude"]))
        > FARTHEST_TOWN_KM
    ):
        return bare
    return Place(
        latitude,
        longitude,
        city=str(town.get("city") or ""),
        region=str(town.get("state") or ""),
        country=str(town.get("country") or ""),
        country_code=str(town.get("country_code") or ""),
    )


def _lookup() -> Lookup | None:
    with _lock:  # its own lazy loading is not thread-safe
        return _load()


@lru_cache(maxsize=1)
def _load() -> Lookup | None:
    import reverse_geocode  # here, not above: it brings SciPy's trees and a large table

    # Without its table the library would fetch one from the network. Ours asks no network.
    if not Path(reverse_geocode.__file__).with_name("geocode.gz").is_file():
        return None
    lookup: Lookup = reverse_geocode.get
    lookup((0.0, 0.0))  # loads the table inside the lock
    return lookup


def _distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    across = math.sin((a - b) / 2) ** 2
    along = math.cos(a) * math.cos(b) * math.sin(math.radians(longitude - other_longitude) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(across + along)))
