"""`photo-curator models` and `train` as a user runs them: real engines, real HTTP on loopback."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from photo_curator.cli import app
from photo_curator.domain import messages as m
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.weights import WeightState
from photo_curator.services.engine import EngineProcess
from photo_curator.weight_store import WeightStore
from tests.integration.planted_engine import SLEEPS
from tests.weights_shelf import Shelf, serving, small_weights

CONTENT = small_weights()
CUT = 6 * 16384


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """A server, and an app that knows its one file, `small`."""
    monkeypatch.setenv("PHOTO_CURATOR_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("PHOTO_CURATOR_WEIGHTS", str(tmp_path / "weights"))
    with serving() as running:
        running.list_in(tmp_path / "models", "small", CONTENT)
        yield running


def run(tmp_path: Path, *arguments: str) -> Result:
    """The command in this process; its engine is one of its own."""
    result = CliRunner().invoke(app, ["--library", str(tmp_path / "library"), *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit | CuratorError):
        raise result.exception
    return result


def refusal(tmp_path: Path, *arguments: str) -> str:
    """The sentence that a command ends with."""
    return str(run(tmp_path, "models", *arguments).exception)


def document(tmp_path: Path, *arguments: str) -> Any:
    result = run(tmp_path, "models", *arguments, "--json")
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def test_from_nothing_to_damaged_and_away(shelf: Shelf, tmp_path: Path) -> None:
    (listed,) = document(tmp_path, "list")
    assert (listed["name"], listed["state"], listed["sha256"]) == ("small", "not downloaded", None)
    assert listed["licence"] == "Weights: for tests only."
    shelf.cut_after = CUT
    assert "broke off at 0.1 MB of 0.2 MB" in refusal(tmp_path, "download", "small")
    (listed,) = document(tmp_path, "list")
    assert (listed["state"], listed["bytes_here"]) == ("partly downloaded", CUT)
    assert "0.1 MB of 0.2 MB  partly downloaded" in run(tmp_path, "models", "list").stdout
    shelf.cut_after = None
    (downloaded,) = document(tmp_path, "download", "small")
    assert (downloaded["state"], downloaded["bytes_here"]) == ("ready", len(CONTENT))
    assert downloaded["sha256"] == downloaded["expected_sha256"]
    assert document(tmp_path, "verify")[0]["state"] == "ready"
    with (tmp_path / "weights" / "small.pth").open("r+b") as file:
        file.write(b"x")
    damaged = run(tmp_path, "models", "verify", "small", "--json")
    assert damaged.exit_code == 1
    assert json.loads(damaged.stdout)[0]["state"] == "damaged"
    assert "Damaged: small" in str(damaged.exception)
    assert document(tmp_path, "remove", "small")[0]["state"] == "not downloaded"


@pytest.mark.slow
def test_a_file_from_elsewhere_is_imported(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes(CONTENT[:-1])
    refused = refusal(tmp_path, "import", "small", str(tmp_path / "copy"))
    assert "This is not the file that small should be" in refused
    (tmp_path / "copy").write_bytes(CONTENT)
    assert document(tmp_path, "import", "small", str(tmp_path / "copy"))[0]["state"] == "ready"
    assert shelf.ranges == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_ctrl_c_keeps_the_beginning(shelf: Shelf, tmp_path: Path) -> None:
    shelf.gate, shelf.drip = threading.Event(), 0.5
    command = [sys.executable, "-m", "photo_curator", "--library", str(tmp_path / "library")]
    process = subprocess.Popen(
        [*command, "models", "download", "small"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell's background jobs, and all they start, are deaf to Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert shelf.at_gate.wait(90)
    part = tmp_path / "weights" / "small.pth.part"
    while not (part.exists() and part.stat().st_size):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    # The engine sees it between two pieces, long before the last one.
    shelf.gate.set()
    said = process.communicate(timeout=90)[1]
    assert process.returncode == 130, said
    assert "kept" in said
    assert part.stat().st_size > 0


@pytest.mark.slow
def test_a_download_neither_waits_for_an_index_run_nor_dies_with_it(shelf: Shelf, tmp_path: Path) -> None:
    """A decoder that hangs for ever; the engine ends itself over it in the middle of the download."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "hangs.jpg").write_bytes(SLEEPS)
    answers: queue.SimpleQueue[m.Answer] = queue.SimpleQueue()
    command = [
        sys.executable,
        "-m",
        "tests.integration.planted_engine",
        "--library",
        str(tmp_path / "library"),
    ]
    engine = EngineProcess(tmp_path / "library", answers.put, [*command, "--file-seconds", "4"])
    shelf.gate = threading.Event()
    try:
        index = engine.ask(m.Index(folders=(str(tmp_path / "photos"),)))
        download = engine.ask(m.DownloadWeights(name="small"))
        ended: list[int] = []
        while len(ended) < 2:
            match answers.get(timeout=60):
                case m.Notice():
                    shelf.gate.set()  # the first engine is gone, and its connection with it
                case m.Done(task=task):
                    ended.append(task)
                case m.Failed(message=message):
                    pytest.fail(message)
        assert set(ended) == {index, download}
    finally:
        engine.close()
    store = WeightStore()
    assert store.status(store.entry("small")).state is WeightState.READY
    assert [one.startswith("bytes=") for one in shelf.ranges] == [False, True]


def test_downloads_run_beside_an_index_run(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "hangs.jpg").write_bytes(SLEEPS)
    answers: queue.SimpleQueue[m.Answer] = queue.SimpleQueue()
    command = [
        sys.executable,
        "-m",
        "tests.integration.planted_engine",
        "--library",
        str(tmp_path / "library"),
    ]
    engine = EngineProcess(tmp_path / "library", answers.put, [*command, "--file-seconds", "600"])
    try:
        index = engine.ask(m.Index(folders=(str(tmp_path / "photos"),)))
        while True:
            answer = answers.get(timeout=60)
            if isinstance(answer, m.Progress) and answer.stage == "analysing":
                break
        download = engine.ask(m.DownloadWeights(name="small"))
        while not isinstance(answer, m.Done | m.Failed):
            answer = answers.get(timeout=60)
        assert isinstance(answer, m.Done)
        assert answer.task == download != index
    finally:
        process = engine._process
        assert process is not None
        process.kill()
        engine.close()


# --- train ------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_trainer_explains_itself() -> None:
    command = [sys.executable, "-m", "photo_curator", "train", "starter", "--help"]
    helped = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "--epochs" in helped.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_ctrl_c_reaches_the_trainer_once(tmp_path: Path) -> None:
    trainer = (
        "import signal, sys, time\n"
        "count = 0\n"
        "def stop(*_):\n"
        "    global count\n"
        "    count += 1\n"
        "signal.signal(signal.SIGINT, stop)\n"
        "print('ready', flush=True)\n"
        "while not count: time.sleep(0.01)\n"
        "time.sleep(0.3)\n"
        "sys.exit(10 + count)\n"
    )
    front = (
        "import sys\n"
        "from photo_curator.services import training\n"
        f"training.trainer_command = lambda _: [sys.executable, '-c', {trainer!r}]\n"
        "from photo_curator.cli import main\n"
        "sys.argv = ['photo-curator', 'train', 'starter', '--anything', '3']\n"
        "main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", front], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
    assert process.wait(90) == 11
    process.stdout.close()
