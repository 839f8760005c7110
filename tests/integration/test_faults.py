"""Decoders that hang or crash, killed processes, and what is left afterwards. With the real engine."""

from __future__ import annotations

import contextlib
import os
import queue
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.errors import EngineError, ProblemKind
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.operations import SetRating
from photo_curator.domain.query import PhotoQuery
from photo_curator.services.engine import EngineProcess, engine_command, wait_for
from tests.integration import planted_engine

pytestmark = [pytest.mark.slow, pytest.mark.timeout(420)]


def planted_command(library: Path, file_seconds: float) -> list[str]:
    return [
        sys.executable,
        str(Path(planted_engine.__file__)),
        "--library",
        str(library),
        "--file-seconds",
        str(file_seconds),
    ]


def index(
    library: Path, folder: Path, command: list[str] | None = None, silence: float = 60.0
) -> tuple[IndexSummary, list[m.Answer]]:
    answers: list[m.Answer] = []
    summary = wait_for(
        lambda take: EngineProcess(library, take, command, silence_seconds=silence),
        m.Index(folders=(str(folder),)),
        answers.append,
    )
    return summary, answers


def facts(library: Path) -> dict[str, tuple[float | None, str, int, int]]:
    """What an index says of every photo, by file name."""
    with Library.open(library) as opened:
        photos = opened.photos.summaries(opened.photos.ids(PhotoQuery(include_rejected=True)))
    return {
        os.path.basename(photo.path): (
            photo.machine_score,
            photo.verdict.value,
            photo.face_count,
            photo.size.width,
        )
        for photo in photos
    }


def assert_same_facts(found: Path, expected: Path) -> None:
    left, right = facts(found), facts(expected)
    assert left.keys() == right.keys()
    for name, (score, *rest) in left.items():
        other, *other_rest = right[name]
        assert rest == other_rest, name
        assert score == pytest.approx(other, abs=0.02), name


@pytest.mark.parametrize(
    ("content", "kind", "silence"),
    [
        (planted_engine.SLEEPS, ProblemKind.TIMED_OUT, 60.0),
        (planted_engine.CRASHES, ProblemKind.CRASHED, 60.0),
        (planted_engine.HOLDS, ProblemKind.CRASHED, 6.0),
    ],
    ids=["sleeps", "crashes", "holds the interpreter"],
)
def test_the_culprit_is_found_and_the_rest_goes_on(
    photos: Path, tmp_path: Path, content: bytes, kind: ProblemKind, silence: float
) -> None:
    culprit = photos / "culprit.jpg"
    culprit.write_bytes(content)
    os.utime(culprit, (2e9, 2e9))  # the newest: it is met first, with others in flight
    library = tmp_path / "library"
    summary, answers = index(library, photos, planted_command(library, 4.0), silence)
    with Library.open(library) as opened:
        problems = opened.problems.all()
        assert [(problem.path, problem.kind) for problem in problems] == [(str(culprit), kind)]
        assert "culprit.jpg" in problems[0].message
        assert opened.photos.count(PhotoQuery()) == len(list(photos.iterdir())) - 1
    assert any(isinstance(answer, m.Notice) for answer in answers)
    # The next run leaves it shut: no restart, nothing read.
    again, answers = index(library, photos, planted_command(library, 4.0), silence)
    assert (again.failed, again.bytes_read) == (1, 0)
    assert not any(isinstance(answer, m.Notice) for answer in answers)
    assert not (library / "suspects.json").exists()
    assert summary.found == again.found


def test_twenty_kills_leave_the_same_index_as_none(photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    sources = sorted(photos.iterdir())
    for number in range(36):
        _renumbered(sources[number % len(sources)], folder / f"{number:03}.jpg", number)
    calm, stormy = tmp_path / "calm", tmp_path / "stormy"
    index(calm, folder)
    dice = random.Random(20)
    kills = 0
    for _ in range(20):
        process = subprocess.Popen(
            [*engine_command(stormy)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(m.encode(m.Index(task=1, folders=(str(folder),))))
        process.stdin.flush()
        # Every fourth is killed while the networks load, before a single photo is through.
        changes = 0 if kills % 4 == 3 else dice.randrange(1, 9)
        _wait_for_line(process, changes, (1.0 if changes == 0 else 0.3) * dice.random())
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
        process.stdin.close()
        process.stdout.close()
        with Library.open(stormy) as library:  # never corrupt, at any moment
            library.photos.count(PhotoQuery())
    assert kills >= 15
    summary, _ = index(stormy, folder)
    assert summary.failed == 0
    assert_same_facts(stormy, calm)


def test_killing_the_client_ends_the_engine_and_loses_nothing(photos: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    client = subprocess.Popen(
        [sys.executable, "-m", "photo_curator", "--library", str(library), "index", str(photos)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    engine = _child_of(client.pid)
    client.kill()
    client.wait()
    deadline = time.monotonic() + 60
    while engine.is_running() and engine.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not engine.is_running() or engine.status() == psutil.STATUS_ZOMBIE
    summary, _ = index(library, photos)
    assert summary.failed == 0
    with Library.open(library) as opened:
        assert opened.photos.count(PhotoQuery()) == len(list(photos.iterdir()))


def test_a_rating_given_while_indexing_survives(photos: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    rated: list[int] = []

    def rate_first(answer: m.Answer) -> None:
        if isinstance(answer, m.PhotosChanged) and not rated:
            with Library.open(library) as opened:
                opened.curation.apply(SetRating((answer.photo_ids[0],), 5))
            rated.append(answer.photo_ids[0])

    wait_for(lambda take: EngineProcess(library, take), m.Index(folders=(str(photos),)), rate_first)
    with Library.open(library) as opened:
        assert [photo.rating.value for photo in opened.photos.summaries(rated)] == [5]


def test_a_full_disk_is_one_sentence(photos: Path, tmp_path: Path, small_disk: Path) -> None:
    library = small_disk / "library"
    answers: list[m.Answer] = []
    with pytest.raises(EngineError, match=r"(?i)disk|space|full") as caught:
        wait_for(
            lambda take: EngineProcess(library, take),
            m.Index(folders=(str(photos),)),
            answers.append,
        )
    assert "internal error" not in str(caught.value)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 400 KB; needs the right to mount one."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a small file system needs rights this user does not have")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def _renumbered(source: Path, target: Path, number: int) -> None:
    """A copy with other bytes and the same pixels: a comment segment after the JPEG's start."""
    data = source.read_bytes()
    comment = f"{number:08}".encode()
    segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
    target.write_bytes(data[:2] + segment + data[2:])


def _wait_for_line(process: subprocess.Popen[bytes], changes: int, extra: float) -> None:
    """Wait until the engine has stored `changes` batches, and a little longer."""
    assert process.stdout is not None
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    for line in process.stdout:
        lines.put(line)
        answer = m.decode_answer(line)
        if isinstance(answer, m.Done | m.Failed):
            return
        if isinstance(answer, m.Progress) and (answer.done or (not changes and answer.stage == "analysing")):
            changes -= 1
        if changes <= 0 and isinstance(answer, m.Progress) and answer.stage == "analysing":
            break
    time.sleep(extra)


def _child_of(pid: int) -> psutil.Process:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(psutil.Error):
            children = psutil.Process(pid).children(recursive=True)
            engines = [child for child in children if "photo_curator.engine" in " ".join(child.cmdline())]
            if engines:
                time.sleep(3.0)  # into the middle of the work
                return engines[0]
        time.sleep(0.05)
    raise AssertionError("no engine was started")
