"""Albums by key, and what a library says about itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from photo_curator.db.library import Library
from photo_curator.domain.album_operations import CreateAlbum
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.query import EPOCH, PhotoQuery, SortBy
from photo_curator.services.about import library_facts
from photo_curator.services.albums import automatic_albums, counted_albums, find_album, month_album
from tests.unit.db.samples import add


def test_keys_are_unique_and_found_again() -> None:
    albums = automatic_albums()
    assert len({album.key for album in albums}) == len(albums)
    for album in albums:
        assert find_album(album.key).title == album.title
        assert find_album(album.title.upper()).key == album.key


def test_a_month_is_all_of_it_and_nothing_else() -> None:
    query = month_album(2024, 2).query
    assert query.taken_from == (datetime(2024, 2, 1) - EPOCH).total_seconds()
    assert query.taken_before == (datetime(2024, 3, 1) - EPOCH).total_seconds()
    assert query.sort is SortBy.TIME
    assert find_album("month:2024-02").query == query


def test_places_folders_and_years_by_key() -> None:
    assert find_album("place:Japan").query.place == "Japan"
    assert find_album("folder:/photos/2026").query.folder == "/photos/2026"
    best, year = find_album("best:2024").query, find_album("year:2024").query
    assert (best.taken_from, best.taken_before) == (year.taken_from, year.taken_before)
    assert (best.diverse, year.diverse) == (True, False)


@pytest.mark.parametrize(
    "key",
    [
        *("nonsense", "month:soon", "month:2026-13", "place:", "", "best:0", "year:9999999", "best:x"),
        *("moment:then..now", "album:7", "album:99999999999999999999"),
    ],
)
def test_an_unknown_album_is_one_sentence(key: str, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library, pytest.raises(NotFoundError) as caught:
        find_album(key, library)
    assert "\n" not in str(caught.value)


def test_an_empty_library_has_its_albums_and_its_facts(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        assert {album.count for album in counted_albums(library)} == {0}
        facts = library_facts(library)
    assert (facts["photos"], facts["folders"], facts["skipped_in_folders"]) == (0, [], [])
    assert facts["database_bytes"] > 0


def test_moments_and_albums_of_ones_own_are_found_by_name_and_by_key(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        party = [datetime(2026, 11, 14, 20, minute) for minute in range(0, 60, 10)]
        ids = library.files.apply(
            [add(f"/photos/{one.minute}.jpg", taken=one, number=1 + one.minute) for one in party]
        )
        library.curation.apply(CreateAlbum("Étés", manual=True, photo_ids=tuple(ids[:2])))
        library.curation.apply(CreateAlbum("Good", PhotoQuery(min_score=3.0)))
        albums = {album.title: album for album in counted_albums(library)}
        moment = albums["Sat 14 Nov 2026, evening"]
        assert moment.count == 6
        assert tuple(library.photos.ids(moment.query)) == tuple(ids)  # the way it went
        for key in (moment.key, moment.title.upper()):
            assert find_album(key, library).query == moment.query
        assert (albums["Étés"].count, albums["Good"].count) == (2, 6)
        assert find_album("éTÉS", library) == find_album(albums["Étés"].key, library)
        assert library.photos.ids(find_album("étés", library).query) == library.photos.ids(
            PhotoQuery(photo_ids=tuple(ids[:2]))
        )


def test_an_album_of_a_newer_version_stands_in_the_list_and_says_why_it_cannot_be_shown(
    tmp_path: Path,
) -> None:
    with Library.open(tmp_path / "library") as library:
        library.curation.apply(CreateAlbum("Tomorrow's", PhotoQuery(min_score=3.0)))
        with library._database.write() as connection:
            connection.exec_driver_sql("""UPDATE album SET query = '{"version": 1, "mood": "good"}'""")
        (album,) = [one for one in counted_albums(library) if one.saved]
        assert (album.title, album.count) == ("Tomorrow's", 0)
        with pytest.raises(UsageError, match=r"Tomorrow's: .*newer Photo Curator.*mood"):
            find_album("tomorrow's", library)
