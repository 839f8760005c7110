"""The client of the engine process, against small engines that misbehave in known ways."""

from __future__ import annotations

import queue
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from photo_curator.domain import messages as m
from photo_curator.domain.errors import EngineError
from photo_curator.services.engine import FRUITLESS_RESTARTS, EngineProcess, wait_for

PRELUDE = """
import json, os, sys, time, signal, pathlib
def say(**message):
    print(json.dumps(message), flush=True)
def done(task, **counts):
    say(type="Done", task=task, summary=counts)
def requests():
    for line in sys.stdin:
        yield json.loads(line)
state = pathlib.Path(sys.argv[1])
starts = int(state.read_text()) + 1 if state.exists() else 1
state.write_text(str(starts))
say(type="Ready", pid=os.getpid(), version="test")
"""

Answers = queue.SimpleQueue[m.Answer]
Start = Callable[..., tuple[EngineProcess, Answers]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    engines: list[EngineProcess] = []

    def build(script: str, silence: float = 30.0) -> tuple[EngineProcess, Answers]:
        answers: Answers = queue.SimpleQueue()
        command = [sys.executable, "-c", PRELUDE + textwrap.dedent(script), str(tmp_path / "starts")]
        engine = EngineProcess(tmp_path, answers.put, command, silence_seconds=silence)
        engines.append(engine)
        return engine, answers

    yield build
    for engine in engines:
        engine.close()


def until(answers: Answers, kind: type[m.Message]) -> tuple[m.Answer, list[m.Answer]]:
    """The first answer of `kind`, and those before it."""
    before: list[m.Answer] = []
    while True:
        answer = answers.get(timeout=20)
        if isinstance(answer, kind):
            return answer, before
        before.append(answer)


def test_a_task_ends_with_its_summary(start: Start) -> None:
    engine, answers = start(
        "for r in requests():\n  if r['type'] == 'Index': done(r['task'], found=len(r['folders']))"
    )
    task = engine.ask(m.Index(folders=("/a", "/b")))
    answer, _ = until(answers, m.Done)
    assert isinstance(answer, m.Done)
    assert (answer.task, answer.summary.found) == (task, 2)


def test_a_crashed_engine_is_started_again_and_told_why(start: Start) -> None:
    engine, answers = start(
        """
        for r in requests():
            if starts == 1:
                os.kill(os.getpid(), signal.SIGSEGV)
            done(r["task"], found=int("--previous-crash" in sys.argv), indexed=starts)
        """
    )
    engine.ask(m.Index(folders=("/a",)))
    answer, before = until(answers, m.Done)
    assert isinstance(answer, m.Done)
    assert answer.summary.indexed == 2
    assert answer.summary.found == 1
    assert any(isinstance(said, m.Notice) for said in before)


def test_kill_nine_is_not_taken_for_a_crash_of_the_decoder(start: Start) -> None:
    engine, answers = start(
        """
        for r in requests():
            if starts == 1:
                os.kill(os.getpid(), signal.SIGKILL)
            done(r["task"], found=int("--previous-crash" in sys.argv))
        """
    )
    engine.ask(m.Index(folders=("/a",)))
    answer, _ = until(answers, m.Done)
    assert isinstance(answer, m.Done)
    assert answer.summary.found == 0


def test_an_engine_that_never_gets_anywhere_is_given_up(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photo_curator.services.engine.time.sleep", lambda _: None)
    engine, answers = start("sys.exit(3)")
    task = engine.ask(m.Index(folders=("/a",)))
    answer, _ = until(answers, m.Failed)
    assert isinstance(answer, m.Failed)
    assert answer.task == task


def test_progress_between_crashes_resets_the_count(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("photo_curator.services.engine.time.sleep", lambda _: None)
    engine, answers = start(
        f"""
        for r in requests():
            if starts > {FRUITLESS_RESTARTS + 2}:
                done(r["task"], indexed=starts)
                continue
            say(type="PhotosChanged", task=r["task"], photo_ids=[starts])
            time.sleep(0.05)
            os._exit(1)
        """
    )
    engine.ask(m.Index(folders=("/a",)))
    answer, _ = until(answers, m.Done)
    assert isinstance(answer, m.Done)
    assert answer.summary.indexed == FRUITLESS_RESTARTS + 3


def test_a_silent_engine_is_ended_and_started_again(start: Start) -> None:
    engine, answers = start(
        """
        for r in requests():
            if starts == 1:
                time.sleep(600)
            done(r["task"], indexed=starts)
        """,
        silence=1.0,
    )
    engine.ask(m.Index(folders=("/a",)))
    answer, _ = until(answers, m.Done)
    assert isinstance(answer, m.Done)
    assert answer.summary.indexed == 2


def test_lines_that_are_no_answers_are_passed_over(start: Start) -> None:
    engine, answers = start(
        """
        for r in requests():
            print("a library prints to standard output", flush=True)
            print(json.dumps({"type": "FromTheFuture"}), flush=True)
            done(r["task"])
        """
    )
    engine.ask(m.Index(folders=("/a",)))
    answer, _ = until(answers, m.Done)
    assert isinstance(answer, m.Done)


def test_cancel_and_pause_reach_a_running_engine(start: Start) -> None:
    engine, answers = start(
        """
        seen = []
        for r in requests():
            seen.append(r["type"])
            if r["type"] == "Index": say(type="Progress", task=r["task"], stage="analysing", done=0, total=9)
            if r["type"] == "Cancel": done(r["task"], cancelled=True, found=len(seen))
        """
    )
    task = engine.ask(m.Index(folders=("/a",)))
    until(answers, m.Progress)
    engine.pause(task)
    engine.resume(task)
    engine.cancel(task)
    answer, _ = until(answers, m.Done)
    assert isinstance(answer, m.Done)
    assert answer.summary.cancelled
    assert answer.summary.found == 4


def test_a_restarted_engine_is_still_paused(start: Start) -> None:
    engine, answers = start(
        """
        for r in requests():
            if r["type"] == "Index": say(type="Progress", task=r["task"], stage="analysing", done=0, total=9)
            if r["type"] == "Pause":
                if starts == 1: os._exit(1)
                done(r["task"], indexed=starts)
        """
    )
    task = engine.ask(m.Index(folders=("/a",)))
    until(answers, m.Progress)
    engine.pause(task)
    answer, _ = until(answers, m.Done)
    assert isinstance(answer, m.Done)
    assert answer.summary.indexed == 2


def test_close_ends_the_process_even_if_it_does_not_listen(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photo_curator.services.engine.CLOSE_SECONDS", 0.5)
    engine, answers = start(
        "say(type='Notice', sentence='The engine stopped and is being started again.')\ntime.sleep(600)"
    )
    engine.ask(m.Index(folders=("/a",)))
    until(answers, m.Notice)
    pid = engine.pid
    assert pid is not None
    engine.close()
    deadline = time.monotonic() + 5
    while psutil.pid_exists(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not psutil.pid_exists(pid)
    with pytest.raises(EngineError):
        engine.ask(m.Index(folders=("/b",)))


def test_a_program_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    engine = EngineProcess(tmp_path, lambda _: None, [str(tmp_path / "no-such-program")])
    with pytest.raises(EngineError, match="could not be started"):
        engine.ask(m.Index(folders=("/a",)))


def test_waiting_returns_the_summary_and_closes_the_engine(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        PRELUDE + "for r in requests(): done(r['task'], found=5)",
        str(tmp_path / "n"),
    ]
    engines: list[EngineProcess] = []

    def build(take: Callable[[m.Answer], None]) -> EngineProcess:
        engines.append(EngineProcess(tmp_path, take, command))
        return engines[0]

    summary = wait_for(build, m.Index(folders=("/a",)))
    assert summary.found == 5
    assert engines[0].pid is None


def test_waiting_raises_what_failed(tmp_path: Path) -> None:
    script = "for r in requests(): say(type='Failed', task=r['task'], message='The disk is full.')"
    command = [sys.executable, "-c", PRELUDE + script, str(tmp_path / "n")]
    with pytest.raises(EngineError, match="disk is full"):
        wait_for(lambda take: EngineProcess(tmp_path, take, command), m.Index(folders=("/a",)))


@pytest.mark.parametrize("shown", [m.Progress, m.Done])
def test_ctrl_c_while_an_answer_is_shown_still_ends_in_order(tmp_path: Path, shown: type) -> None:
    script = """
for r in requests():
    if r["type"] == "Cancel":
        done(r["task"], cancelled=True)
    else:
        say(type="Progress", task=r["task"], stage="analysing", done=0, total=2)
        if len(sys.argv) > 2:
            done(r["task"], found=5)
"""
    command = [sys.executable, "-c", PRELUDE + script, str(tmp_path / "n")]
    command += ["end"] if shown is m.Done else []

    def press(answer: m.Answer) -> None:
        if isinstance(answer, shown) and not pressed:
            pressed.append(True)
            raise KeyboardInterrupt

    pressed: list[bool] = []
    summary = wait_for(lambda take: EngineProcess(tmp_path, take, command), m.Index(folders=("/a",)), press)
    assert (summary.cancelled, summary.found) == ((True, 0) if shown is m.Progress else (False, 5))
