"""Lists: what is in them, and in which order."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photo_curator.db.library import Library
from photo_curator.db.values import name_key
from photo_curator.domain.capture import Capture, CaptureTime, Place
from photo_curator.domain.errors import NotFoundError, UsageError
from photo_curator.domain.operations import SetFlag, SetRating
from photo_curator.domain.photo import FileState, Photo
from photo_curator.domain.query import PhotoQuery, SortBy
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict
from tests.unit.db.samples import VERSION, add, digest, in_file, score

BERLIN = Place(52.5, 13.4, "Berlin", "Berlin", "Germany", "DE")
KOELN = Place(50.9, 6.9, "Köln", "NRW", "Germany", "DE")


def test_everything_said_of_a_photo_comes_back(library: Library) -> None:
    capture = Capture(
        taken=CaptureTime(datetime(2024, 5, 1, 12, 30, 1, 250000), 120, subsecond=True),
        place=KOELN,
        camera_make="Canon",
        camera_model="Canon EOS R5",
        lens="RF 50mm",
        f_number=1.8,
        exposure_seconds=0.005,
        iso=100,
        focal_length_mm=50.0,
        exposure_bias=-0.3,
        front_camera=True,
        software="x",
        burst_id="b",
        live_photo_id="l",
        sequence_number=3,
        title="Straße",
        keywords=("Fest", "Öl"),
    )
    (photo,) = library.files.apply([add("/ä/a.jpg", capture=capture, mean=3.5, faces=2)])
    found = library.photos.get(photo)
    assert found.capture == capture
    assert found.machine == score(3.5)
    assert found.attributes == {"sharpness": 0.5}
    assert [face.box.x1 for face in found.faces] == [1.0, 2.0]
    assert found.faces[0].score == score(3.5)
    summary = found.summary
    assert (summary.place, summary.face_count, summary.size.width) == ("Köln, Germany", 2, 4000)
    assert summary.thumbnail_key == library.files.pixel_hash(photo) == digest("pixels of /ä/a.jpg")
    assert (summary.low, summary.high, summary.taken) == (3.0, 4.0, capture.taken)
    assert library.photos.faces_of([photo, 99]) == {photo: found.faces}
    assert library.photos.camera_counts() == {"Canon EOS R5": 1}
    with pytest.raises(NotFoundError):
        library.photos.get(99)
    with pytest.raises(NotFoundError):
        library.files.pixel_hash(99)


def test_score_order_and_its_ties(library: Library) -> None:
    day = datetime(2024, 1, 1)
    machine, rated, later, none, same = library.files.apply(
        [
            add("/machine.jpg", mean=4.0, taken=day + timedelta(days=9)),
            add("/rated.jpg", mean=1.0, taken=day),
            add("/later.jpg", mean=4.0, taken=day + timedelta(days=10)),
            add("/none.jpg", mean=None),
            add("/same.jpg", mean=4.0, taken=day + timedelta(days=9)),
        ]
    )
    library.curation.apply(SetRating((rated,), 4))
    order = [rated, later, machine, same, none]
    assert library.photos.ids(PhotoQuery()) == order
    assert library.photos.ids(PhotoQuery(reverse=True)) == order[::-1]


def test_time_order_falls_back_to_the_files_time(library: Library) -> None:
    old, new, unknown = library.files.apply(
        [
            add("/old.jpg", taken=datetime(1970, 1, 1, 0, 0, 10)),
            add("/new.jpg", taken=datetime(1970, 1, 1, 0, 0, 30)),
            add("/unknown.jpg", number=20),
        ]
    )
    assert library.photos.ids(PhotoQuery(sort=SortBy.TIME)) == [new, unknown, old]


def test_a_listing_tells_where_days_begin(library: Library) -> None:
    night = datetime(2024, 1, 31, 23, 59, 59)
    paths = [
        add("/a.jpg", taken=night, mean=2.0),
        add("/b.jpg", taken=night + timedelta(seconds=1), mean=3.0),
        add("/c.jpg", taken=datetime(1969, 12, 31, 23), mean=4.0),
        add("/d.jpg", taken=datetime(1970, 1, 1, 1), mean=5.0),
    ]
    a, b, c, d = library.files.apply(paths)
    by_time = library.photos.listing(PhotoQuery(sort=SortBy.TIME))
    assert list(by_time.ids) == [b, a, d, c]
    assert [(period.row, period.day.isoformat()) for period in by_time.days] == [
        (0, "2024-02-01"),
        (1, "2024-01-31"),
        (2, "1970-01-01"),
        (3, "1969-12-31"),
    ]
    assert by_time.whole
    first = library.photos.listing(PhotoQuery(sort=SortBy.TIME, reverse=True), limit=2)
    assert (list(first.ids), len(first.days), first.whole) == ([c, d], 2, False)
    by_score = library.photos.listing(PhotoQuery())
    assert (list(by_score.ids), by_score.days) == ([d, c, b, a], ())


def test_names_sort_as_people_count(library: Library) -> None:
    names = ["IMG_10.jpg", "img_9.jpg", "IMG_1-2.jpg", "IMG_1.jpg", "a.jpg", "IMG_009b.jpg"]
    photos = dict(zip(library.files.apply([add(f"/{name}") for name in names]), names, strict=True))
    found = [photos[photo] for photo in library.photos.ids(PhotoQuery(sort=SortBy.NAME))]
    assert found == ["a.jpg", "IMG_1.jpg", "IMG_1-2.jpg", "img_9.jpg", "IMG_009b.jpg", "IMG_10.jpg"]


def test_texts_are_looked_for_as_they_stand(library: Library) -> None:
    umlaut, percent, decomposed = library.files.apply(
        [
            add("/MÜNCHEN 100x.jpg", capture=Capture(place=KOELN, keywords=("Straße",))),
            add("/100%_off.jpg", capture=Capture(place=BERLIN, camera_make="Canon", camera_model="R5")),
            add("/mu\u0308nchen.jpg"),
        ]
    )

    def ids(**fields: Any) -> set[int]:
        return set(library.photos.ids(PhotoQuery(**fields)))

    assert ids(text="münchen") == {umlaut, decomposed}
    assert ids(text="100%") == {percent}
    assert ids(text="%_") == {percent}
    assert ids(text="STRASSE") == {umlaut}
    assert ids(text="KÖLN") == ids(place="köLn") == {umlaut}
    assert ids(place="germany") == {umlaut, percent}
    assert ids(place="Berlin, Germany") == {percent}
    assert ids(camera="canon r5") == ids(text="CANON") == {percent}
    assert ids(text="nothing") == set()


def test_folders_and_their_trees(library: Library) -> None:
    a, b, c = library.files.apply([add("/x/a_%/1.jpg"), add("/x/a_%/in/2.jpg"), add("/x/a_%b/3.jpg")])
    assert set(library.photos.ids(PhotoQuery(folder="/x/a_%"))) == {a, b}
    assert set(library.photos.ids(PhotoQuery(folder="/x/a_%/in/"))) == {b}
    assert set(library.photos.ids(PhotoQuery(folder="/"))) == {a, b, c}
    assert library.photos.folder_counts() == {"/x/a_%": 1, "/x/a_%/in": 1, "/x/a_%b": 1}


def test_facets_count_what_lists_show(library: Library) -> None:
    may, june = datetime(2024, 5, 1), datetime(2024, 6, 1)
    photos = library.files.apply(
        [
            add("/1.jpg", capture=Capture(taken=CaptureTime(may), place=KOELN, camera_model="B")),
            add("/2.jpg", capture=Capture(taken=CaptureTime(june), place=KOELN, camera_model="A")),
            add("/3.jpg", capture=Capture(taken=CaptureTime(june), place=BERLIN, camera_model="A")),
            add("/4.jpg", capture=Capture(taken=CaptureTime(june), place=BERLIN, camera_model="A")),
        ]
    )
    library.curation.apply(SetFlag(photos[3:], Flag.REJECT))
    assert library.photos.month_counts() == [(2024, 6, 2), (2024, 5, 1)]
    assert library.photos.place_counts() == [("Germany", "Berlin", 1), ("Germany", "Köln", 2)]
    assert list(library.photos.camera_counts().items()) == [("A", 2), ("B", 1)]
    assert library.photos.folder_counts() == {"/": 3}


def test_finding_by_id_path_and_name(library: Library, tmp_path: Path) -> None:
    a, b, c = library.files.apply([add("/x/a.jpg"), add("/y/a.jpg"), add("/y/b_.jpg")])
    find = library.photos.find
    assert find(str(a)) == a
    assert find("/y/../x/a.jpg") == a
    assert find("b_.jpg") == c
    assert find(os.path.join("y", "a.jpg")) == b
    with pytest.raises(UsageError, match=r"/x/a\.jpg, /y/a\.jpg"):
        find("a.jpg")
    for unknown in ("b.jpg", "999", "/z.jpg", ".jpg", "9" * 30, "b%.jpg"):
        with pytest.raises(NotFoundError):
            find(unknown)


def test_summaries_keep_the_order_asked_for(library: Library) -> None:
    a, b, c = library.files.apply([add(f"/{mean}.jpg", mean=mean) for mean in (1.0, 2.0, 3.0)])
    assert [photo.id for photo in library.photos.summaries([c, 99, a, b])] == [c, a, b]
    assert library.photos.summaries([]) == []


# --- against a plain reading of the query in Python ---------------------------------------------

_FOLDERS = ["/p", "/p/in", "/p/in%", "/q_"]
_RANDOM = random.Random(7)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Any:
    library = Library.open(tmp_path_factory.mktemp("crowd") / "library")
    pick = _RANDOM.choice
    changes = []
    for number in range(150):
        taken = (
            CaptureTime(datetime(2024, 1, 1) + timedelta(days=pick(range(5)))) if pick([1, 1, 0]) else None
        )
        capture = Capture(
            taken=taken,
            place=pick([None, BERLIN, KOELN]),
            camera_make=pick(["", "Canon"]),
            camera_model=pick(["", "EOS 5%", "Öko"]),
            title=pick(["", "Fest", "100%"]),
            keywords=pick([(), ("Meer", "straße")]),
        )
        rating = pick([None, None, in_file(0), in_file(4), in_file(None, reject=True)])
        changes.append(
            add(
                f"{pick(_FOLDERS)}/IMG_{number}.jpg",
                mean=pick([None, 1.5, 3.0, 4.0]),
                faces=pick([0, 1, 2]),
                verdict=pick(list(Verdict)),
                number=pick(range(1, 4)) * 10**6,
                capture=capture,
                in_file=rating,
                screenshot=pick([True, False]),
            )
        )
    ids = library.files.apply(changes)
    for value in (0, 1, 4, 5):
        library.curation.apply(SetRating(tuple(_RANDOM.sample(ids, 12)), value))
    for flag in Flag:
        library.curation.apply(SetFlag(tuple(_RANDOM.sample(ids, 12)), flag))
    files = [known.file_id for known in library.files.known(VERSION).values()]
    library.files.set_states(offline=files[:20], missing=files[20:40])
    times = {known.photo_id: known.mtime_ns / 1e9 for known in library.files.known(VERSION).values()}
    photos = [library.photos.get(photo) for photo in ids]
    yield library, photos, times
    library.close()


def _sort_time(photo: Photo, times: dict[int, float]) -> float:
    taken = photo.summary.taken
    return times[photo.summary.id] if taken is None else taken.sort_key


def _fits(photo: Photo, query: PhotoQuery) -> bool:
    summary, capture = photo.summary, photo.capture
    place = capture.place
    places = [] if place is None else [place.city, place.region, place.country, place.name]
    cameras = [capture.camera_make, capture.camera_model, f"{capture.camera_make} {capture.camera_model}"]
    texts = [os.path.basename(summary.path), capture.title, *capture.keywords, *places, *cameras]
    directory = os.path.dirname(summary.path)
    taken = None if summary.taken is None else summary.taken.sort_key
    effective = summary.effective_score

    def among(needle: str, hay: list[str]) -> bool:
        return not needle or any(needle.casefold() in text.casefold() for text in hay)

    return all(
        (
            summary.state in (query.states or tuple(FileState)),
            summary.flag in query.flags
            if query.flags
            else query.include_rejected or summary.flag is not Flag.REJECT,
            query.min_score is None or (effective is not None and effective >= query.min_score),
            query.max_score is None or (effective is not None and effective <= query.max_score),
            query.min_stars is None
            or (summary.rating.value >= query.min_stars if query.min_stars else summary.rating.value == 0),
            not query.verdicts or summary.verdict in query.verdicts,
            not query.folder or directory == query.folder or directory.startswith(query.folder + "/"),
            among(query.place, places),
            among(query.camera, cameras),
            among(query.text, texts),
            query.taken_from is None or (taken is not None and taken >= query.taken_from),
            query.taken_before is None or (taken is not None and taken < query.taken_before),
            query.has_faces is None or (summary.face_count > 0) == query.has_faces,
            query.screenshots is None or summary.screenshot == query.screenshots,
            query.photo_ids is None or summary.id in query.photo_ids,
        )
    )


def _expected(photos: list[Photo], times: dict[int, float], query: PhotoQuery) -> list[int]:
    def key(photo: Photo) -> tuple[Any, ...]:
        summary = photo.summary
        time = -_sort_time(photo, times)
        if query.sort is SortBy.TIME:
            return (time, summary.id)
        if query.sort is SortBy.NAME:
            return (name_key(summary.path), summary.id)
        effective = summary.effective_score
        return (effective is None, -(effective or 0), summary.rating.value == 0, time, summary.id)

    found = sorted((photo for photo in photos if _fits(photo, query)), key=key)
    ids = [photo.summary.id for photo in found]
    return ids[::-1] if query.reverse else ids


def _some(values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(list(values)), unique=True, max_size=2).map(tuple)


_DAYS = [CaptureTime(datetime(2024, 1, day)).sort_key for day in (1, 2, 4)]
_QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "sort": st.sampled_from(SortBy),
        "reverse": st.booleans(),
        "min_score": st.sampled_from([1.0, 3.0, 4.0]),
        "max_score": st.sampled_from([1.5, 3.0, 4.5]),
        "min_stars": st.integers(0, 5),
        "verdicts": _some(Verdict),
        "flags": _some(Flag),
        "include_rejected": st.booleans(),
        "states": _some(FileState),
        "folder": st.sampled_from(_FOLDERS),
        "place": st.sampled_from(["köln", "GERMANY", "rl"]),
        "camera": st.sampled_from(["canon", "5%", "ÖKO", "%"]),
        "text": st.sampled_from(["img_1", "STRASSE", "%", "_", "fest", "germ"]),
        "taken_from": st.sampled_from(_DAYS),
        "taken_before": st.sampled_from(_DAYS),
        "has_faces": st.booleans(),
        "screenshots": st.booleans(),
        "photo_ids": st.lists(st.integers(1, 160), max_size=60).map(tuple),
    },
).map(lambda fields: replace(PhotoQuery(), **fields))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=_QUERIES)
def test_any_query_finds_what_it_says(crowd: Any, query: PhotoQuery) -> None:
    library, photos, times = crowd
    expected = _expected(photos, times, query)
    assert library.photos.ids(query) == expected
    assert library.photos.count(query) == len(expected)
