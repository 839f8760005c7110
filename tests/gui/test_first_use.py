"""Types that worker threads use are ready before those start."""

from __future__ import annotations

import threading

from photo_curator.gui.first_use import ready_types
from photo_curator.gui.grid import thumbnails


def test_they_are_used_without_a_word(qapp, qtlog) -> None:
    ready_types.__wrapped__()
    assert qtlog.records == []


def test_a_window_has_them_ready_before_its_threads_read_pictures(library, make_stage, monkeypatch) -> None:
    ready_types.cache_clear()
    ready: list[int] = []
    begin = threading.Thread.start

    def start(thread: threading.Thread) -> None:
        if thread.name.startswith("thumbnails"):
            ready.append(ready_types.cache_info().currsize)
        begin(thread)

    monkeypatch.setattr(thumbnails.threading.Thread, "start", start)
    make_stage(library)
    assert ready
    assert set(ready) == {1}
