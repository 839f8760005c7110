"""Albums by key, and what a library says about itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from photo_curator.db.library import Library
from photo_curator.domain.errors import NotFoundError
from photo_curator.domain.query import SortBy
from photo_curator.services.about import library_facts
from photo_curator.services.albums import automatic_albums, counted_albums, find_album, month_album

EPOCH = datetime(1970, 1, 1)


def test_keys_are_unique_and_found_again() -> None:
    albums = automatic_albums(datetime(2026, 11, 22))
    assert len({album.key for album in albums}) == len(albums)
    for album in albums:
        assert find_album(album.key).title == album.title
        assert find_album(album.title.upper()).key == album.key


def test_the_last_three_months_start_three_months_ago() -> None:
    (album,) = [each for each in automatic_albums(datetime(2026, 11, 22)) if each.key == "best-3-months"]
    assert album.query.taken_from == (datetime(2026, 8, 22) - EPOCH).total_seconds()


def test_a_month_is_all_of_it_and_nothing_else() -> None:
    query = month_album(2024, 2).query
    assert query.taken_from == (datetime(2024, 2, 1) - EPOCH).total_seconds()
    assert query.taken_before == (datetime(2024, 3, 1) - EPOCH).total_seconds()
    assert query.sort is SortBy.TIME
    assert find_album("month:2024-02").query == query


def test_places_and_folders_by_key() -> None:
    assert find_album("place:Japan").query.place == "Japan"
    assert find_album("folder:/photos/2026").query.folder == "/photos/2026"


@pytest.mark.parametrize("key", ["nonsense", "month:soon", "month:2026-13", "place:", ""])
def test_an_unknown_album_is_one_sentence(key: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_album(key)
    assert "\n" not in str(caught.value)


def test_an_empty_library_has_its_albums_and_its_facts(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        assert {album.count for album in counted_albums(library)} == {0}
        facts = library_facts(library)
    assert (facts["photos"], facts["folders"], facts["skipped_in_folders"]) == (0, [], [])
    assert facts["database_bytes"] > 0
