"""Capture times, ratings, geometry, messages, cancel tokens."""

from __future__ import annotations

import threading
from datetime import datetime

import msgspec
import pytest

from photo_curator.domain import messages as m
from photo_curator.domain.capture import CaptureTime, Place
from photo_curator.domain.errors import UsageError
from photo_curator.domain.geometry import Box
from photo_curator.domain.indexing import FileStamp, IndexSummary
from photo_curator.domain.progress import CancelledError, CancelToken
from photo_curator.domain.rating import check_rating


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (CaptureTime(datetime(2026, 11, 14, 19, 42, 8)), "2026-11-14T19:42:08"),
        (
            CaptureTime(datetime(2026, 11, 14, 19, 42, 8, 310000), 540, True),
            "2026-11-14T19:42:08.31+09:00",
        ),
        (
            CaptureTime(datetime(2026, 11, 14, 19, 42, 8, 123456), -210, True),
            "2026-11-14T19:42:08.123456-03:30",
        ),
        (CaptureTime(datetime(2026, 11, 14, 19, 42, 8), 0, True), "2026-11-14T19:42:08.00+00:00"),
    ],
)
def test_capture_times_are_written_as_the_camera_meant_them(time: CaptureTime, text: str) -> None:
    assert time.isoformat() == text


def test_the_day_sorts_as_it_was_lived_whatever_the_zone() -> None:
    tokyo = CaptureTime(datetime(2026, 4, 1, 9, 0), 540)
    unknown = CaptureTime(datetime(2026, 4, 1, 10, 0))
    assert tokyo.sort_key < unknown.sort_key


def test_a_place_without_a_city_is_its_country() -> None:
    assert Place(0, 0, country="Japan").name == "Japan"
    assert Place(0, 0, city="Kyoto", country="Japan").name == "Kyoto, Japan"


@pytest.mark.parametrize("value", [-1, 6, 2.5, True, "3"])
def test_what_is_no_rating_is_refused(value: object) -> None:
    with pytest.raises(UsageError):
        check_rating(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", range(6))
def test_ratings_pass(value: int) -> None:
    assert check_rating(value) == value


def test_overlap_of_boxes() -> None:
    assert Box(0, 0, 10, 10).iou(Box(5, 0, 15, 10)) == pytest.approx(1 / 3)
    assert Box(0, 0, 10, 10).iou(Box(10, 0, 20, 10)) == 0
    assert Box(0, 0, 10, 10).scaled(2) == Box(0, 0, 20, 20)


def test_the_same_file_needs_an_inode() -> None:
    assert FileStamp(1, 2, 3, 4).same_file(FileStamp(1, 2, 3, 4))
    assert not FileStamp(1, 2, 0, 0).same_file(FileStamp(1, 2, 0, 0))
    assert FileStamp(1, 2, 3, 4).same_content(FileStamp(1, 2, 9, 9))


@pytest.mark.parametrize(
    "answer",
    [
        m.Ready(pid=1, version="x"),
        m.DeviceChosen(device="cpu", name="CPU"),
        m.Progress(task=1, stage="analysing", done=3, total=9, seconds_left=None),
        m.PhotosChanged(task=1, photo_ids=(1, 2)),
        m.ProblemFound(
            task=1, path="/a/\udcff.jpg".encode("utf-8", "replace").decode(), kind="k", message="m"
        ),
        m.Done(task=1, summary=IndexSummary(found=3, indexed=2)),
    ],
)
def test_answers_survive_the_wire(answer: m.Answer) -> None:
    line = m.encode(answer)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert m.decode_answer(line) == answer


def test_a_request_is_no_answer() -> None:
    with pytest.raises(msgspec.DecodeError):
        m.decode_answer(m.encode(m.Index(task=1)))


def test_a_cancelled_token_wakes_a_paused_worker() -> None:
    token = CancelToken()
    token.pause()
    outcome: list[str] = []

    def work() -> None:
        try:
            token.checkpoint()
        except CancelledError:
            outcome.append("cancelled")

    worker = threading.Thread(target=work)
    worker.start()
    worker.join(0.05)
    assert worker.is_alive()
    token.cancel()
    worker.join(5)
    assert outcome == ["cancelled"]


def test_pause_after_cancel_does_not_hang() -> None:
    token = CancelToken()
    token.cancel()
    token.pause()
    with pytest.raises(CancelledError):
        token.checkpoint()
