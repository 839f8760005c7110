"""Finding the file that takes the engine down."""

from __future__ import annotations

from pathlib import Path

import pytest

from photo_curator.domain.errors import ProblemKind
from photo_curator.engine.suspects import UNEXPLAINED_DEATHS, Suspects


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "suspects.json"


def test_a_clean_run_leaves_nothing_behind(path: Path) -> None:
    suspects = Suspects(path)
    suspects.started("/a.jpg")
    assert path.exists()
    suspects.finished("/a.jpg")
    suspects.close()
    assert not path.exists()


def test_files_in_flight_at_a_crash_wait_for_a_run_alone(path: Path) -> None:
    first = Suspects(path)
    first.started("/a.jpg")
    first.started("/b.jpg")
    second = Suspects(path)
    assert second.load(previous_crash=True) == []
    assert second.waiting == ("/a.jpg", "/b.jpg")


def test_a_crash_while_alone_names_the_culprit_and_spares_the_rest(path: Path) -> None:
    first = Suspects(path)
    first.started("/bad.jpg")
    first.started("/good.jpg")
    second = Suspects(path)
    second.load(previous_crash=True)
    second.started("/bad.jpg", alone=True)
    third = Suspects(path)
    assert third.load(previous_crash=True) == [("/bad.jpg", ProblemKind.CRASHED)]
    assert third.waiting == ("/good.jpg",)


def test_kill_nine_does_not_convict_at_once(path: Path) -> None:
    Suspects(path).started("/a.jpg", alone=True)
    for _ in range(UNEXPLAINED_DEATHS - 1):
        again = Suspects(path)
        assert again.load(previous_crash=False) == []
        assert again.waiting == ("/a.jpg",)
        again.started("/a.jpg", alone=True)
    assert Suspects(path).load(previous_crash=False) == [("/a.jpg", ProblemKind.CRASHED)]


def test_surviving_alone_clears_the_record(path: Path) -> None:
    Suspects(path).started("/a.jpg", alone=True)
    again = Suspects(path)
    again.load(previous_crash=False)
    again.started("/a.jpg", alone=True)
    again.finished("/a.jpg")
    again.close()
    assert not path.exists()


def test_an_overrun_beside_others_is_proved_alone_first(path: Path) -> None:
    first = Suspects(path)
    first.started("/slow.jpg")
    first.started("/innocent.jpg")
    first.overran("/slow.jpg")
    second = Suspects(path)
    assert second.load(previous_crash=False) == []
    second.started("/slow.jpg", alone=True)
    second.overran("/slow.jpg")
    assert Suspects(path).load(previous_crash=False) == [("/slow.jpg", ProblemKind.TIMED_OUT)]


def test_a_list_cut_short_by_the_crash_suspects_nobody(path: Path) -> None:
    path.write_bytes(b'{"flying": ["/a')
    suspects = Suspects(path)
    assert suspects.load(previous_crash=True) == []
    assert suspects.waiting == ()


def test_deleted_suspects_are_forgotten(path: Path) -> None:
    Suspects(path).started("/a.jpg")
    suspects = Suspects(path)
    suspects.load(previous_crash=False)
    suspects.acquit(["/a.jpg"])
    assert suspects.waiting == ()
    suspects.close()
    assert not path.exists()


def test_a_shorter_list_leaves_nothing_of_a_longer_one(path: Path) -> None:
    first = Suspects(path)
    names = [f"/{number:04}.jpg" for number in range(900)]
    for name in names:
        first.started(name)
    for name in names[1:]:
        first.finished(name)
    second = Suspects(path)
    second.load(previous_crash=False)
    assert second.waiting == ("/0000.jpg",)


def test_a_death_while_the_networks_load_convicts_nobody(path: Path) -> None:
    Suspects(path).started("/a.jpg")
    loading = []  # never left: the process dies
    for _ in range(UNEXPLAINED_DEATHS + 2):
        suspects = Suspects(path)
        assert suspects.load(previous_crash=True) == []
        assert suspects.waiting == ("/a.jpg",)
        suspects.started("/a.jpg", alone=True)
        loading.append(suspects.unaccused())
        loading[-1].__enter__()


def test_after_loading_the_lone_file_is_accused_again(path: Path) -> None:
    suspects = Suspects(path)
    suspects.started("/a.jpg", alone=True)
    with suspects.unaccused():
        pass
    assert Suspects(path).load(previous_crash=True) == [("/a.jpg", ProblemKind.CRASHED)]


def test_an_orderly_end_leaves_no_suspects(path: Path) -> None:
    suspects = Suspects(path)
    suspects.started("/a.jpg")
    suspects.landed()
    suspects.close()
    assert not path.exists()
