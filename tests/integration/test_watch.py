"""A watched folder: real files, the system's own events, the real indexer and networks."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers import Observer

from photo_curator.domain import messages as m
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.operations import SetRating
from photo_curator.domain.photo import FileState
from photo_curator.domain.progress import CancelToken
from photo_curator.domain.sentences import Sentence
from photo_curator.engine import folder_watch
from photo_curator.engine.tasks import Tasks
from tests.integration.conftest import Bench

SECONDS = 60.0


class Watch:
    """A watch on a thread of its own, as the engine has it."""

    def __init__(self, bench: Bench, *folders: Path) -> None:
        self.bench = bench
        self.answers: list[m.Message] = []
        self.token = CancelToken()
        self.error: CuratorError | None = None
        request = m.Watch(task=7, folders=tuple(map(str, folders)))
        tasks = Tasks(bench.root, bench.networks, self.answers.append)

        def run() -> None:
            try:
                tasks.run(request, self.token)
            except CuratorError as error:
                self.error = error

        self.thread = threading.Thread(target=run)
        self.thread.start()

    def until(self, holds: Callable[[], object]) -> None:
        end = time.monotonic() + SECONDS
        while not holds():
            assert time.monotonic() < end, self.answers[-5:]
            time.sleep(0.02)

    def until_here(self, *names: str) -> None:
        self.until(lambda: set(names) <= self.present())

    def until_quiet(self) -> None:
        """Until nothing has been looked at for a while."""
        self.until(self.looks)
        count = -1
        while count != len(self.looks()):
            count = len(self.looks())
            time.sleep(1)

    def present(self) -> set[str]:
        photos = self.bench.by_name()
        return {name for name, photo in photos.items() if photo.state is FileState.PRESENT}

    def looks(self) -> list[m.Looked]:
        return [answer for answer in self.answers if isinstance(answer, m.Looked)]

    def problems(self) -> list[m.Message]:
        return [answer for answer in self.answers if isinstance(answer, m.ProblemFound)]

    def close(self) -> None:
        self.token.cancel()
        self.thread.join(SECONDS)
        assert not self.thread.is_alive()


@pytest.fixture
def watch(bench: Bench) -> Iterator[Watch]:
    """All folders of an indexed library are watched, and have been looked at."""
    found = Watch(bench)
    found.until(found.looks)
    found.answers.clear()
    yield found
    found.close()


def test_what_was_there_is_indexed_first_then_what_arrives(fresh: Bench, tmp_path: Path) -> None:
    spare = tmp_path / "spare.jpg"
    shutil.copy(fresh.photos / "d_other.jpg", spare)
    for name in ("c_dark.jpg", "d_other.jpg", "e_scene.jpg", "f_flat.jpg"):
        (fresh.photos / name).unlink()
    watch = Watch(fresh, fresh.photos)
    watch.until(watch.looks)
    assert watch.present() == {"a_sharp.jpg", "b_blurred.jpg"}
    (watching,) = [answer for answer in watch.answers if isinstance(answer, m.Watching)]
    assert watching.folders == (m.WatchedFolder(str(fresh.photos), 0.0, True),)
    day = fresh.photos / "2026" / "11"
    day.mkdir(parents=True)
    shutil.copy(spare, day / "new.jpg")
    watch.until_here("new.jpg")
    watch.until(lambda: sum(look.summary.indexed for look in watch.looks()) == 3)
    scored = [
        answer for answer in watch.answers if isinstance(answer, m.PhotosChanged) and not answer.regrouped
    ]
    assert fresh.by_name()["new.jpg"].machine_score is not None
    assert fresh.by_name()["new.jpg"].id in scored[-1].photo_ids
    watch.close()


def test_a_slow_copy_is_waited_for(watch: Watch, tmp_path: Path) -> None:
    whole = (watch.bench.photos / "a_sharp.jpg").read_bytes() + b"other bytes, another file"
    target = watch.bench.photos / "slow.jpg"
    with target.open("wb") as copy:
        time.sleep(0.9)  # empty for a while
        copy.write(whole[: len(whole) // 2])
        copy.flush()
        (watch.bench.photos / "quick.jpg").write_bytes(whole + b"!")
        watch.until_here("quick.jpg")  # the folder has been looked at
        time.sleep(1)
        assert "slow.jpg" not in watch.present()
        copy.write(whole[len(whole) // 2 :])
    watch.until_here("slow.jpg")
    assert watch.problems() == []


def test_temporary_names_wait_for_their_last_one(watch: Watch) -> None:
    photos = watch.bench.photos
    whole = (photos / "d_other.jpg").read_bytes() + b"another"
    part = photos / ".IMG_1.jpg.Xy3k2p"
    part.write_bytes(whole[:5000])
    (photos / "IMG_2.jpg.part").write_bytes(whole[:5000])
    time.sleep(1)
    assert watch.looks() == []
    part.write_bytes(whole)
    part.rename(photos / "IMG_1.jpg")
    watch.until_here("IMG_1.jpg")
    assert watch.problems() == []


def test_moved_files_keep_what_is_known_of_them_and_deleted_ones_are_missing(watch: Watch) -> None:
    bench = watch.bench
    before = bench.by_name()
    with bench.library() as library:
        library.curation.apply(SetRating((before["b_blurred.jpg"].id,), 5))
    (bench.photos / "kept").mkdir()
    (bench.photos / "b_blurred.jpg").rename(bench.photos / "kept" / "best.jpg")
    (bench.photos / "c_dark.jpg").unlink()
    watch.until_here("best.jpg")
    watch.until(lambda: bench.by_name()["c_dark.jpg"].state is FileState.MISSING)
    moved = bench.by_name()["best.jpg"]
    assert (moved.id, moved.rating.value) == (before["b_blurred.jpg"].id, 5)
    assert sum(look.summary.indexed for look in watch.looks()) == 0
    # A whole folder goes, with its name gone from the disk.
    shutil.rmtree(bench.photos / "kept")
    watch.until(lambda: bench.by_name()["best.jpg"].state is FileState.MISSING)


def test_an_unplugged_folder_is_offline_and_comes_back(watch: Watch, tmp_path: Path) -> None:
    bench = watch.bench
    bench.photos.rename(tmp_path / "unplugged")
    watch.until(lambda: {photo.state for photo in bench.by_name().values()} == {FileState.OFFLINE})
    (away,) = [a for a in watch.answers if isinstance(a, m.Watching)]
    assert not away.folders[0].here
    (tmp_path / "unplugged").rename(bench.photos)
    watch.until(lambda: len(watch.present()) == 6)
    whole = (bench.photos / "a_sharp.jpg").read_bytes()
    (bench.photos / "after.jpg").write_bytes(whole + b"after")
    watch.until_here("after.jpg")  # it is listened to again


def test_a_burst_of_files_is_few_looks_and_reading_stirs_nothing(watch: Watch) -> None:
    bench = watch.bench
    whole = (bench.photos / "f_flat.jpg").read_bytes()
    for number in range(150):
        (bench.photos / f"copy{number}.jpg").write_bytes(whole)
    watch.until(lambda: sum(look.summary.duplicates for look in watch.looks()) == 150)
    watch.until_quiet()
    assert len(watch.looks()) <= 6


def test_a_library_inside_the_folder_does_not_watch_itself(bench: Bench) -> None:
    inside = Bench(bench.photos / "library", bench.photos, bench.networks)
    watch = Watch(inside, inside.photos)
    watch.until_here("a_sharp.jpg", "f_flat.jpg")
    watch.until_quiet()
    assert len(watch.looks()) <= 2
    assert len(watch.present()) == 6
    watch.close()


def test_without_room_for_events_it_is_looked_at_now_and_then(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", refuse)
    monkeypatch.setattr(folder_watch, "LOOK_SECONDS", 0.5)
    monkeypatch.setattr(folder_watch, "LOOK_SHARE", 1)
    watch = Watch(bench)
    watch.until(watch.looks)
    (notice,) = [answer for answer in watch.answers if isinstance(answer, m.Notice)]
    assert notice.sentence is Sentence.WATCH_LIMIT
    assert str(bench.photos) in notice.text
    (watching,) = [answer for answer in watch.answers if isinstance(answer, m.Watching)]
    assert watching.folders[0].seconds == 0.5
    (bench.photos / "new.jpg").write_bytes((bench.photos / "a_sharp.jpg").read_bytes() + b"new")
    watch.until_here("new.jpg")
    watch.close()


def test_folders_of_the_library_come_and_go(watch: Watch, tmp_path: Path) -> None:
    from dataclasses import replace

    bench = watch.bench
    more = tmp_path / "more"
    more.mkdir()
    shutil.copy(bench.photos / "a_sharp.jpg", more / "again.jpg")
    with bench.library() as library:
        folder = library.folders.add(str(more))
    watch.until(
        lambda: any(str(more) in str(answer) for answer in watch.answers if isinstance(answer, m.Watching))
    )
    watch.until(lambda: any(look.summary.duplicates == 1 for look in watch.looks()))
    with bench.library() as library:
        library.folders.set_settings(folder.id, replace(folder.settings, watch=False))
    last = lambda: [answer for answer in watch.answers if isinstance(answer, m.Watching)][-1]  # noqa: E731
    watch.until(lambda: [one.path for one in last().folders] == [str(bench.photos)])


def test_a_folder_that_is_none_ends_the_watch_with_a_sentence(bench: Bench, tmp_path: Path) -> None:
    watch = Watch(bench, tmp_path / "nothing")
    watch.thread.join(SECONDS)
    assert "nothing" in str(watch.error)


@pytest.mark.slow
def test_the_command_prints_lines_and_ends_in_order(fresh: Bench) -> None:
    program = [sys.executable, "-m", "photo_curator", "--library", str(fresh.root)]
    command = [*program, "watch", str(fresh.photos), "--json"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    documents = []
    try:
        for line in running.stdout:
            documents.append(json.loads(line))
            scored = [document for document in documents if document["event"] == "photo"]
            if len(scored) == 6:
                (fresh.photos / "new.jpg").write_bytes((fresh.photos / "a_sharp.jpg").read_bytes() + b"new")
            if len(scored) == 7:
                running.send_signal(signal.SIGINT)
                break
        rest, errors = running.communicate(timeout=60)
    finally:
        running.kill()
    assert running.returncode == 0, errors
    assert "Traceback" not in errors
    assert Path(scored[-1]["path"]).name == "new.jpg"
    assert documents[0]["event"] == "watching"
    assert all(json.loads(line) for line in rest.splitlines())
    assert os.path.isdir(fresh.photos)
