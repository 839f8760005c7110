"""Answers of the engine become signals on the main thread; executors carry results there."""

from __future__ import annotations

import threading

import pytest

from photo_curator.domain import messages as m
from photo_curator.domain.errors import EngineError
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.sentences import Sentence
from photo_curator.gui.engine_bridge import EngineBridge, TaskKind
from photo_curator.gui.tasks import ThreadExecutor
from tests.gui.conftest import FakeEngine


@pytest.fixture
def bridge(qtbot):
    engines: list[FakeEngine] = []

    def make(take):
        engines.append(FakeEngine(take))
        return engines[-1]

    found = EngineBridge(make)
    found.engines = engines  # type: ignore[attr-defined]
    yield found
    found.close()


def test_the_engine_is_made_when_first_needed(bridge) -> None:
    assert bridge.engines == []
    bridge.add(["/photos"])
    assert len(bridge.engines) == 1
    assert bridge.busy


def test_changed_photos_come_in_batches(bridge, qtbot) -> None:
    bridge.rescan()
    batches: list[tuple[int, ...]] = []
    bridge.photos_changed.connect(batches.append)
    for photo in range(50):
        bridge.engines[0].answer(m.PhotosChanged(task=1, photo_ids=(photo, photo)))
    qtbot.waitUntil(lambda: bool(batches))
    assert batches == [tuple(range(50))]


def test_answers_of_a_foreign_thread_arrive_on_this_one(bridge, qtbot) -> None:
    bridge.rescan()
    heard: list[tuple[str, int]] = []
    bridge.noticed.connect(lambda text: heard.append((text, threading.get_ident())))
    answer = bridge.engines[0].answer
    thread = threading.Thread(
        target=lambda: answer(m.Notice(sentence=Sentence.FOLDER_AWAY, arguments=("/disk",)))
    )
    thread.start()
    thread.join()
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("/disk is not there; its photos are shown as offline.", threading.get_ident())]


def test_a_task_ends_with_what_changed_told_first(bridge, qtbot) -> None:
    bridge.add(["/photos"])
    order: list[object] = []
    bridge.photos_changed.connect(lambda ids: order.append(ids))
    bridge.finished.connect(lambda kind, summary: order.append(kind))
    bridge.engines[0].answer(m.PhotosChanged(task=1, photo_ids=(7,)))
    bridge.engines[0].answer(m.Done(task=1, summary=IndexSummary()))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == [(7,), TaskKind.ADD]
    assert not bridge.busy


def test_one_rescan_at_a_time(bridge) -> None:
    bridge.rescan()
    bridge.rescan()
    assert bridge.engines[0].asked == [("index", ())]


def test_an_engine_that_does_not_start_is_said(qtbot) -> None:
    class Broken(FakeEngine):
        def ask(self, request):
            raise EngineError("The engine could not be started: no memory.")

    bridge = EngineBridge(Broken)
    with qtbot.waitSignal(bridge.failed) as failed:
        bridge.rescan()
    assert "no memory" in failed.args[0]
    assert not bridge.busy
    bridge.close()


def test_a_page_hears_the_answers_of_its_own_task_alone(bridge, qtbot) -> None:
    heard: list[m.Answer] = []
    task = bridge.start(m.RetryProblems(paths=("/a",)), heard.append)
    assert task is not None
    assert not bridge.busy  # the status bar shows indexing only
    finished: list[object] = []
    bridge.finished.connect(lambda *_: finished.append(1))
    engine = bridge.engines[0]
    engine.answer(m.Progress(task=task, stage="analysing", done=1, total=2))
    engine.answer(m.Progress(task=task + 1, stage="analysing", done=9, total=9))
    engine.answer(m.Done(task=task))
    qtbot.waitUntil(lambda: len(heard) == 2)
    engine.answer(m.Done(task=task))  # late and twice: nobody listens any more
    qtbot.waitUntil(lambda: bool(finished))
    assert [type(one) for one in heard] == [m.Progress, m.Done]
    bridge.stop(task)
    assert engine.asked[-1] == ("cancel", task)


def test_results_and_errors_come_to_the_main_thread(qtbot) -> None:
    errors: list[Exception] = []
    executor = ThreadExecutor("test", errors.append)
    done: list[tuple[bool, bool]] = []
    main = threading.get_ident()
    executor.submit(
        threading.get_ident, lambda ran: done.append((ran != main, threading.get_ident() == main))
    )
    executor.submit(lambda: 1 / 0, lambda _: None)
    qtbot.waitUntil(lambda: bool(done) and bool(errors))
    assert done == [(True, True)]
    assert isinstance(errors[0], ZeroDivisionError)
    executor.close()


def test_a_closed_executor_hands_nothing_over(qtbot) -> None:
    executor = ThreadExecutor("test", pytest.fail)
    done: list[int] = []
    executor.submit(lambda: 1, done.append)
    executor.close()
    executor.submit(lambda: 2, done.append)
    qtbot.wait(20)
    assert done == []
