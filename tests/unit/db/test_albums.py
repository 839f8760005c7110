"""Albums against brute force on random libraries, and what the user does to albums of their own."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photo_curator.db.album_acts import LONGEST_NAME
from photo_curator.db.library import Library
from photo_curator.domain.aggregation import EYES_SHUT_BELOW
from photo_curator.domain.album_operations import ChangeAlbum, CreateAlbum, DeleteAlbum, FillAlbum
from photo_curator.domain.burst import Burst
from photo_curator.domain.capture import Capture, CaptureTime, Place
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.operations import Restack, SetBurst, SetFlag, SetRating
from photo_curator.domain.photo import Photo
from photo_curator.domain.query import (
    DIVERSE_AN_HOUR,
    EPOCH,
    BurstPart,
    PhotoQuery,
    RatedBy,
    Recent,
    SortBy,
    TimeUnit,
)
from photo_curator.domain.rating import SOURCE_HERE, Flag
from photo_curator.domain.score import Verdict
from photo_curator.services.albums import automatic_albums, counted_albums
from tests.unit.db.samples import VERSION, add, in_file

NOW = datetime.now()
_PLACES = [
    None,
    Place(35.0, 135.7, "Kyoto", "Kyoto", "Japan", "JP"),
    Place(52.5, 13.4, "Berlin", "Berlin", "Germany", "DE"),
]


@dataclass
class Crowd:
    """A random library, and everything about its photos."""

    library: Library
    photos: list[Photo]
    bursts: dict[int, Burst]
    times: dict[int, float]


def _crowd(root: Path, seed: int) -> Crowd:
    chance = random.Random(seed)
    pick = chance.choice
    library = Library.open(root)
    changes = []
    for n in range(100):
        # Few hours, so that many photos share one; some at the turn of a year, some without a time.
        day = pick([NOW - timedelta(days=5), NOW - timedelta(days=200), datetime(2024, 12, 31, 23)])
        taken = day.replace(minute=0, second=0, microsecond=0) + timedelta(
            minutes=pick(range(180)), seconds=pick([0, 1, 30])
        )
        capture = Capture(
            taken=pick([None, *[CaptureTime(taken)] * 6]), place=pick(_PLACES), camera_model=pick(["A", "B"])
        )
        change = add(
            f"/photos/{pick('xy')}/{n:03}.jpg",
            mean=pick([None, 1.5, 3.6, 3.6, 4.2, 4.8]),
            faces=pick([0, 1, 2, 3]),
            verdict=pick(list(Verdict)),
            number=n + 1,
            capture=capture,
            in_file=pick([None, None, in_file(pick([0, 4]))]),
            screenshot=chance.random() < 0.2,
        )
        faces = tuple(
            replace(
                one, face=replace(one.face, attributes=pick([{}, {"eyes_open": 0.9}, {"eyes_open": 0.1}]))
            )
            for one in change.analysis.faces
        )
        facts = replace(change.facts, perceptual_hash=f"{chance.getrandbits(64):016x}")
        changes.append(replace(change, facts=facts, analysis=replace(change.analysis, faces=faces)))
    ids = library.files.apply(changes)
    library.bursts.regroup()
    loose = [one for one in ids if one not in library.bursts.of(ids)]
    for _ in range(12):
        some = chance.sample(loose, 3)
        library.curation.apply(SetBurst(tuple(some), Restack.MERGE))
    for value in (0, 1, 4, 5):
        library.curation.apply(SetRating(tuple(chance.sample(ids, 8)), value))
    for flag in Flag:
        library.curation.apply(SetFlag(tuple(chance.sample(ids, 8)), flag))
    library.curation.apply(CreateAlbum("Mine", manual=True, photo_ids=tuple(chance.sample(ids, 30))))
    known = list(library.files.known(VERSION).values())
    library.files.set_states(offline=[one.file_id for one in known[:10]], missing=[known[-1].file_id])
    times = {one.photo_id: one.mtime_ns / 1e9 for one in known}
    photos = [library.photos.get(photo) for photo in ids]
    return Crowd(library, photos, library.bursts.of(ids), times)


@pytest.fixture(scope="module", params=[1, 2])
def crowd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    found = _crowd(tmp_path_factory.mktemp("crowd") / "library", request.param)
    yield found
    found.library.close()


def _taken(photo: Photo) -> float | None:
    return None if photo.summary.taken is None else photo.summary.taken.sort_key


def _fits(crowd: Crowd, photo: Photo, query: PhotoQuery) -> bool:
    summary, burst, taken = photo.summary, crowd.bursts.get(photo.summary.id), _taken(photo)
    place = photo.capture.place
    stars, score = summary.rating.value, summary.effective_score
    shut = any(face.attributes.get("eyes_open", 1.0) < EYES_SHUT_BELOW for face in photo.faces)
    since, before = query.span(NOW)
    faces = len(photo.faces)
    members = set()
    if query.album_id is not None:
        with crowd.library._database.read() as connection:
            members = set(connection.exec_driver_sql("SELECT photo_id FROM album_photo").scalars())
    whose = RatedBy.YOU if summary.rating.source == SOURCE_HERE else RatedBy.PROGRAM
    part = {
        None: True,
        BurstPart.FRAME: burst is not None,
        BurstPart.NONE: burst is None,
        BurstPart.BEST: burst is not None and burst.best == summary.id,
    }
    return all(
        (
            summary.state in query.states,
            summary.flag in query.flags
            if query.flags
            else query.include_rejected or summary.flag is not Flag.REJECT,
            query.min_score is None or (score is not None and score >= query.min_score),
            query.max_score is None or (score is not None and score <= query.max_score),
            query.min_stars is None or (stars >= query.min_stars if query.min_stars else stars == 0),
            query.max_stars is None or stars <= query.max_stars,
            query.rated_by is None or (stars > 0 and whose is query.rated_by),
            not query.verdicts or summary.verdict in query.verdicts,
            not query.country or (place is not None and place.country == query.country),
            since is None or (taken is not None and taken >= since),
            before is None or (taken is not None and taken < before),
            query.has_faces is None or (faces > 0) == query.has_faces,
            query.min_faces is None or faces >= query.min_faces,
            query.max_faces is None or faces <= query.max_faces,
            query.eyes_closed is None or shut == query.eyes_closed,
            part[query.burst],
            query.screenshots is None or summary.screenshot == query.screenshots,
            query.danger is None or summary.danger == query.danger,
            query.album_id is None or summary.id in members,
            not query.folder or summary.path.startswith(query.folder + "/"),
        )
    )


def _by_score(crowd: Crowd) -> Callable[[Photo], tuple[Any, ...]]:
    def key(photo: Photo) -> tuple[Any, ...]:
        summary, taken = photo.summary, _taken(photo)
        score = summary.effective_score
        time = crowd.times[summary.id] if taken is None else taken
        return score is None, -(score or 0), summary.rating.value == 0, -time, summary.id

    return key


def _expected(crowd: Crowd, query: PhotoQuery) -> set[int]:
    """What the documentation of `PhotoQuery` says, photo by photo."""
    found = sorted((photo for photo in crowd.photos if _fits(crowd, photo, query)), key=_by_score(crowd))
    if not query.diverse:
        return {photo.summary.id for photo in found}
    chosen: dict[object, Photo] = {}
    for photo in found:
        burst, taken = crowd.bursts.get(photo.summary.id), photo.summary.taken
        of = (burst.id if burst else -photo.summary.id, taken.local.year if taken else None)
        if of not in chosen or (burst is not None and burst.cover == photo.summary.id):
            chosen[of] = photo
    hours: dict[object, int] = {}
    few = set()
    for photo in sorted(chosen.values(), key=_by_score(crowd)):
        taken_at = _taken(photo)
        hour = -photo.summary.id - 0.5 if taken_at is None else taken_at // 3600
        hours[hour] = hours.get(hour, 0) + 1
        if hours[hour] <= DIVERSE_AN_HOUR:
            few.add(photo.summary.id)
    return few


def _said(values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(list(values))


_QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "min_score": _said([3.5, 4.0]),
        "max_score": _said([3.6, 4.5]),
        "min_stars": st.integers(0, 5),
        "max_stars": st.integers(0, 5),
        "rated_by": _said(RatedBy),
        "verdicts": _said([(one,) for one in Verdict]),
        "flags": _said([(Flag.PICK,), (Flag.NONE, Flag.REJECT)]),
        "include_rejected": st.booleans(),
        "country": _said(["Japan", "japan", "Peru"]),
        "recent": _said([Recent(3, TimeUnit.DAYS), Recent(1, TimeUnit.MONTHS), Recent(9, TimeUnit.YEARS)]),
        "taken_before": _said([(datetime(2025, 1, 1) - EPOCH).total_seconds()]),
        "has_faces": st.booleans(),
        "min_faces": st.integers(0, 3),
        "max_faces": st.integers(0, 3),
        "eyes_closed": st.booleans(),
        "burst": _said(BurstPart),
        "screenshots": st.booleans(),
        "album_id": _said([1, 99]),
        "folder": _said(["/photos/x"]),
        "diverse": st.booleans(),
        "sort": _said(SortBy),
    },
).map(lambda fields: replace(PhotoQuery(), **fields))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=_QUERIES)
def test_any_album_finds_what_its_query_says(crowd: Crowd, query: PhotoQuery) -> None:
    expected = _expected(crowd, query) if query.album_id != 99 else set()
    assert set(crowd.library.photos.ids(query)) == expected
    assert crowd.library.photos.count(query) == len(expected)


def test_every_album_there_is_holds_and_counts_what_it_says(crowd: Crowd) -> None:
    counted = list(counted_albums(crowd.library))
    assert {album.key for album in automatic_albums()} <= {album.key for album in counted}
    years = [album for album in counted if album.key.startswith("best:")]
    assert len(years) >= 2
    for album in counted:
        ids = crowd.library.photos.ids(album.query)
        assert album.count == len(ids), album.key
        # A place is looked for as text, what looks alike by hashes: their own tests hold these.
        if album.section != "Places" and album.query.similar is None:
            assert set(ids) == _expected(crowd, album.query), album.key
    assert any(album.section == "Moments" for album in counted)


def test_the_best_are_never_alike(crowd: Crowd) -> None:
    (best,) = [album for album in automatic_albums() if album.key == "best-3-months"]
    ids = crowd.library.photos.ids(best.query)
    assert ids
    bursts = [crowd.bursts[photo].id for photo in ids if photo in crowd.bursts]
    assert len(set(bursts)) == len(bursts)
    hours: dict[float, int] = {}
    for photo in ids:
        taken = _taken(crowd.library.photos.get(photo))
        assert taken is not None
        hours[taken // 3600] = hours.get(taken // 3600, 0) + 1
    assert max(hours.values()) <= DIVERSE_AN_HOUR
    assert crowd.library.photos.count(replace(best.query, diverse=False)) > len(ids)


# --- what the user does ---------------------------------------------------------------------


@pytest.fixture
def ids(library: Library) -> list[int]:
    return list(library.files.apply([add(f"/photos/{n}.jpg", number=n + 1) for n in range(4)]))


def names(library: Library) -> list[str]:
    return [album.name for album in library.albums.all()]


def inside(library: Library, name: str) -> list[int]:
    found = library.albums.named(name)
    assert found is not None
    assert found.query is not None
    return sorted(library.photos.ids(found.query))


def test_every_act_on_albums_is_undone_and_done_again_after_a_restart(root: Path) -> None:
    good = PhotoQuery(min_score=4.0)
    with Library.open(root) as library:
        a, b = library.files.apply([add("/photos/a.jpg"), add("/photos/b.jpg", number=2)])
        made = library.curation.apply(CreateAlbum("  Our   summer ", manual=True, photo_ids=(a,)))
        assert (made.label, made.every) == ("Make the album “Our summer”", True)
        library.curation.apply(FillAlbum(1, (a, b), inside=True))
        library.curation.apply(CreateAlbum("Good", good))
        library.curation.apply(ChangeAlbum(2, new_name="Very good", query=PhotoQuery(min_score=4.5)))
        library.curation.apply(ChangeAlbum(1, new_name="Winter"))
        library.curation.apply(DeleteAlbum(1))
        assert names(library) == ["Very good"]
    with Library.open(root) as library:
        labels = []
        while change := library.curation.undo():
            labels.append(change.label)
        assert labels == [
            "Delete the album “Winter”",
            "Rename the album “Our summer” to “Winter”",
            "Change the album “Good”",
            "Make the album “Good”",
            "Add 1 photo to “Our summer”",
            "Make the album “Our summer”",
        ]
        assert names(library) == []
        library.curation.redo()
        assert inside(library, "our SUMMER") == [a]
        library.curation.redo()
        assert inside(library, "our summer") == [a, b]
        library.curation.redo()
        assert library.albums.named("good").query == good  # type: ignore[union-attr]
        for _ in range(3):
            library.curation.redo()
        assert names(library) == ["Very good"]
        assert library.curation.redo() is None


def test_undone_and_made_again_albums_are_not_mistaken_for_each_other(
    library: Library, ids: list[int]
) -> None:
    library.curation.apply(CreateAlbum("One", manual=True, photo_ids=(ids[0],)))
    library.curation.apply(DeleteAlbum(1))
    library.curation.apply(CreateAlbum("One", manual=True, photo_ids=(ids[1],)))
    for _ in range(3):
        library.curation.undo()
    library.curation.redo()
    assert inside(library, "one") == [ids[0]]


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (CreateAlbum("   "), "needs a name"),
        (CreateAlbum("x" * (LONGEST_NAME + 1)), "at most"),
        (CreateAlbum("SUMMER"), "“Summer” already"),
        (ChangeAlbum(2, new_name="summer"), "“Summer” already"),
        (CreateAlbum("New", PhotoQuery(min_stars=7)), "at most 5"),
        (CreateAlbum("New", PhotoQuery(), photo_ids=(1,)), "saved query"),
        (FillAlbum(2, (1,), inside=True), "saved query"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_journalled(
    library: Library, ids: list[int], operation: Any, said: str
) -> None:
    library.curation.apply(CreateAlbum("Summer", manual=True))
    library.curation.apply(CreateAlbum("Good", PhotoQuery(min_score=4.0)))
    with pytest.raises(UsageError, match=said):
        library.curation.apply(operation)
    assert names(library) == ["Good", "Summer"]
    assert library.curation.undo_label() == "Make the album “Good”"


@pytest.mark.parametrize("operation", [DeleteAlbum(9), ChangeAlbum(9, "x"), FillAlbum(9, (1,), inside=False)])
def test_an_album_that_is_not_there_is_named(library: Library, ids: list[int], operation: Any) -> None:
    with pytest.raises(NotFoundError, match="9"):
        library.curation.apply(operation)


def test_nothing_new_is_no_act(library: Library, ids: list[int]) -> None:
    library.curation.apply(CreateAlbum("Mine", manual=True, photo_ids=(ids[0],)))
    for nothing in (FillAlbum(1, (ids[0],), inside=True), FillAlbum(1, (ids[1],), inside=False)):
        assert library.curation.apply(nothing).photo_ids == ()
    assert library.curation.undo_label() == "Make the album “Mine”"
    library.curation.apply(ChangeAlbum(1, new_name="MINE"))  # another case of its own name may be had
    assert names(library) == ["MINE"]


def test_a_manual_album_keeps_the_order_alone_and_is_shown_in_it(library: Library, ids: list[int]) -> None:
    order = PhotoQuery(sort=SortBy.NAME, reverse=True, min_score=4.9)
    library.curation.apply(CreateAlbum("Mine", order, manual=True, photo_ids=tuple(ids)))
    found = library.albums.named("mine")
    assert found is not None
    assert found.query == PhotoQuery(sort=SortBy.NAME, reverse=True, album_id=1)
    assert library.photos.ids(found.query) == ids[::-1]


def test_a_missing_photo_keeps_its_place_and_a_moved_one_too(library: Library, ids: list[int]) -> None:
    library.curation.apply(CreateAlbum("Mine", manual=True, photo_ids=tuple(ids[:2])))
    files = {known.photo_id: known.file_id for known in library.files.known(VERSION).values()}
    library.files.set_states(missing=[files[ids[0]]])
    assert inside(library, "mine") == [ids[1]]
    library.files.set_states(present=[files[ids[0]]])
    assert inside(library, "mine") == ids[:2]


def test_photos_that_become_one_are_in_the_albums_of_both_and_undo_knows_it(library: Library) -> None:
    from photo_curator.db.merging import merge

    a, b, c = library.files.apply([add(f"/photos/{n}.jpg", number=n + 1) for n in range(3)])
    library.curation.apply(CreateAlbum("Left", manual=True))
    library.curation.apply(CreateAlbum("Right", manual=True))
    library.curation.apply(FillAlbum(1, (a, c), inside=True))
    library.curation.apply(FillAlbum(2, (a,), inside=True))
    library.curation.apply(FillAlbum(2, (b,), inside=True))
    with library._database.write() as connection:
        connection.exec_driver_sql("DELETE FROM file WHERE photo_id = ?", (a,))
        merge(connection, a, b)
    assert inside(library, "left") == [b, c]
    assert inside(library, "right") == [b]
    library.curation.undo()  # b was put into it by its own act
    assert inside(library, "right") == []
    library.curation.undo()  # nothing is left of putting a into "Right"; a and c go out of "Left"
    assert inside(library, "left") == []
    library.curation.redo()
    assert inside(library, "left") == [b, c]


def test_albums_are_stored_as_json_with_a_version(library: Library) -> None:
    library.curation.apply(CreateAlbum("Good", PhotoQuery(min_score=4.0)))
    with library._database.read() as connection:
        text = connection.exec_driver_sql("SELECT query FROM album").scalar_one()
    assert json.loads(text) == {"version": 1, "min_score": 4.0}
