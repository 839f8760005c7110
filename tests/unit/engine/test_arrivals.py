"""Many events become few folders; a file that is being written is waited for."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from photo_curator.engine import arrivals as module
from photo_curator.engine.arrivals import Arrivals, Unfinished
from photo_curator.engine.reconcile import Reason, Work
from photo_curator.media.pairing import pair
from photo_curator.media.scan import FoundFile, Scan


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_burst_of_thousands_is_one_folder(clock: Clock) -> None:
    arrivals = Arrivals("/photos", clock=clock)
    for number in range(5000):
        arrivals.written(f"/photos/trip/{number}.jpg")
        arrivals.closed(f"/photos/trip/{number}.jpg")
    assert arrivals.take() == frozenset(), "it has only just happened"
    clock.now += module.QUIET_SECONDS + 0.01
    assert arrivals.take() == {"/photos/trip"}
    assert arrivals.take() == frozenset(), "it was told"


def test_where_it_never_gets_quiet_it_is_looked_at_now_and_then(clock: Clock) -> None:
    arrivals = Arrivals("/photos", clock=clock)
    looks = 0
    for _ in range(100):
        arrivals.closed("/photos/a.jpg")
        clock.now += 0.1
        looks += bool(arrivals.take())
    assert looks == pytest.approx(10 / module.PATIENCE_SECONDS, abs=1)


def test_more_events_than_the_system_holds_are_a_look_at_everything(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MANY_EVENTS", 10)
    arrivals = Arrivals("/photos", clock=clock)
    for number in range(11):
        arrivals.closed(f"/photos/a/{number}.jpg")
    clock.now += 1
    assert arrivals.take() == {"/photos"}


@pytest.mark.parametrize(
    "name", ["a.jpg.part", "a.tmp", ".a.jpg.Xy3k2p", ".a.jpg", "notes.txt", "a.jpg~", "jpg"]
)
def test_names_of_half_written_copies_stir_nothing(clock: Clock, name: str) -> None:
    arrivals = Arrivals("/photos", clock=clock)
    arrivals.written(f"/photos/{name}")
    arrivals.closed(f"/photos/{name}")
    clock.now += 10
    assert arrivals.take() == frozenset()


@pytest.mark.parametrize("name", ["a.JPG", "b.heic", "c.CR3", "a.xmp", "a.mov"])
def test_whatever_belongs_to_a_photo_does(clock: Clock, name: str) -> None:
    arrivals = Arrivals("/photos", clock=clock)
    arrivals.closed(f"/photos/{name}")
    clock.now += 1
    assert arrivals.take() == {"/photos"}


def test_the_librarys_own_folder_stirs_nothing(clock: Clock) -> None:
    arrivals = Arrivals("/photos", ("/photos/library",), clock=clock)
    arrivals.closed("/photos/library/thumbnails/a.jpg")
    arrivals.folder("/photos/library")
    clock.now += 1
    assert arrivals.take() == frozenset()
    arrivals.folder("/photos/library of mine")
    clock.now += 1
    assert arrivals.take() == {"/photos/library of mine"}


def test_an_open_file_is_unfinished_until_it_is_closed_or_its_writer_sleeps(clock: Clock) -> None:
    arrivals = Arrivals("/photos", clock=clock)
    arrivals.written("/photos/a.jpg")
    arrivals.written("/photos/b.jpg")
    clock.now += 30
    assert arrivals.take() == {"/photos"}
    assert arrivals.unfinished() == {"/photos/a.jpg", "/photos/b.jpg"}
    arrivals.closed("/photos/a.jpg")
    clock.now += 1
    assert arrivals.take() == {"/photos"}
    assert arrivals.unfinished() == {"/photos/b.jpg"}
    clock.now += module.STALLED_SECONDS
    assert arrivals.unfinished() == frozenset()
    clock.now += 1
    assert arrivals.take() == {"/photos"}, "it is looked at as it stands"


def test_a_look_leaves_open_files_and_those_just_touched(tmp_path: Path) -> None:
    works = {}
    for name, age in (("old", 60), ("fresh", 0), ("open", 60), ("from the future", -3600)):
        path = tmp_path / f"{name}.jpg"
        path.write_bytes(b"x")
        os.utime(path, (time.time() - age,) * 2)
        status = path.stat()
        found = FoundFile(str(path), 1, status.st_mtime_ns, status.st_dev, status.st_ino)
        ((group,), _) = pair(Scan(pictures=[found]))
        works[name] = Work(group, Reason.NEW)
    time.sleep(0.25)  # the inode was changed just now, whatever the file's date says
    (tmp_path / "fresh.jpg").touch()
    unfinished = Unfinished(frozenset({str(tmp_path / "open.jpg")}), 0.2)
    ready, left = unfinished.split(works.values())
    assert ready == [works["old"], works["from the future"]]
    assert left == [works["fresh"].path]
