"""The watchdog and the speedometer."""

from __future__ import annotations

import threading
import time

import pytest

from photo_curator.engine.speed import WINDOW_SECONDS, Speed
from photo_curator.engine.watchdog import Watchdog


def test_an_overrun_is_reported_once_with_its_path() -> None:
    called = threading.Event()
    seen: list[str] = []

    def overran(path: str) -> None:
        seen.append(path)
        called.set()

    with Watchdog(0.05, overran) as dog:
        dog.started("/slow")
        dog.started("/quick")
        dog.finished("/quick")
        assert called.wait(5)
    assert seen == ["/slow"]


def test_the_clock_starts_anew_for_the_analysis() -> None:
    seen: list[str] = []
    with Watchdog(30.0, seen.append) as dog:
        dog.started("/a")
        dog.started("/a")
        dog.finished("/a")
    assert seen == []


def test_no_clock_runs_while_the_watchdog_is_stopped() -> None:
    seen: list[str] = []
    with Watchdog(0.05, seen.append) as dog:
        dog.started("/a")
        with dog.stopped():
            time.sleep(0.2)
        assert seen == []
        dog.finished("/a")


def test_the_rate_is_that_of_the_last_seconds() -> None:
    now = 0.0
    speed = Speed(lambda: now)
    done = 0
    for _ in range(100):  # 1 a second for a long time
        now += 1
        done += 1
        speed.mark(done)
    for _ in range(20):  # then 10 a second
        now += 1
        done += 10
        speed.mark(done)
    assert speed.rate == pytest.approx(10, rel=0.15)
    assert speed.seconds_left(100) == pytest.approx(10, rel=0.15)
    assert WINDOW_SECONDS < 20


def test_nothing_is_promised_before_the_first_photo() -> None:
    speed = Speed(lambda: 0.0)
    assert speed.rate == 0
    assert speed.seconds_left(10) is None


def test_a_pause_does_not_count_as_slow_work() -> None:
    now = 0.0
    speed = Speed(lambda: now)
    for done in range(5):
        now += 1
        speed.mark(done)
    now += 3600
    speed.restart(5)
    now += 1
    speed.mark(6)
    assert speed.rate == pytest.approx(1)
