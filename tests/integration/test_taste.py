"""Ratings to a head through the engine and the terminal, from real sidecars, and a kill in the middle."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from photo_curator.cli import app
from photo_curator.cli.common import Session
from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.operations import SetMeaning
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.taste import SAME_STARS
from photo_curator.engine.local import LocalEngine
from photo_curator.engine.networks import Networks
from photo_curator.ml.taste import fitting, validation
from tests.taste_samples import photo, rated_library

DIALECTS = Path(__file__).parents[1] / "fixtures" / "xmp"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library") as library:
        rated_library(library, 60)
        library.files.apply([photo(seed) for seed in range(100, 110)])
    return tmp_path / "library"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """One repeat of one penalty: the way is the same."""
    monkeypatch.setattr(validation, "REPEATS", 1)
    monkeypatch.setattr(fitting, "_STEPS", 5)


def ask(root: Path, request: m.StartTask, cancel_at: int = 0) -> list[m.Answer]:
    answers: list[m.Answer] = []

    def take(answer: m.Answer) -> None:
        answers.append(answer)
        if cancel_at and isinstance(answer, m.Progress) and answer.done >= cancel_at:
            engine.cancel(0)

    engine = LocalEngine(root, take, Networks("cpu"))
    engine.ask(request)
    return answers


def ranking(root: Path) -> list[int]:
    with Library.open(root) as library:
        return library.photos.ids(PhotoQuery(min_stars=0))


def test_train_use_roll_back_through_the_engine(root: Path, quick: None) -> None:
    before = ranking(root)
    answers = ask(root, m.TrainTaste())
    assert isinstance(answers[-1], m.Done)
    (trained,) = [answer for answer in answers if isinstance(answer, m.TasteTrained)]
    assert any(isinstance(answer, m.Progress) and answer.stage == "training" for answer in answers)
    with Library.open(root) as library:
        version = library.taste.get(trained.version)
        assert (version.ratings, library.taste.in_use()) == (60, 0)
        assert len(library.taste.snapshot(version.id)) == 60
        assert version.report["rows"]["my taste"]["exact"]["value"] > 0.2
    assert ranking(root) == before  # nothing changes until the user chooses
    answers = ask(root, m.UseHead(version=trained.version))
    assert m.TasteChosen(task=1, version=1, label="Score by my taste, version 1") in answers
    assert ranking(root) != before
    # A second one from the same ratings is no better: nothing is said; with a worse result it is.
    (again,) = [answer for answer in ask(root, m.TrainTaste()) if isinstance(answer, m.TasteTrained)]
    assert again == m.TasteTrained(task=1, version=2, lower_than=0)
    assert any(isinstance(answer, m.TasteChosen) for answer in ask(root, m.RollBack()))
    assert ranking(root) == before
    failed = ask(root, m.RollBack())[-1]
    assert isinstance(failed, m.Failed)
    assert "nothing to roll back" in failed.message


def test_a_lower_result_than_the_one_in_use_is_said(root: Path, quick: None) -> None:
    ask(root, m.TrainTaste())
    ask(root, m.UseHead(version=1))
    with Library.open(root) as library, library._database.write() as connection:
        report = json.loads(connection.exec_driver_sql("SELECT report FROM taste").scalar_one())
        report["rows"]["my taste"]["mae"]["value"] = 0.01
        connection.exec_driver_sql("UPDATE taste SET report = ?", (json.dumps(report),))
    (trained,) = [answer for answer in ask(root, m.TrainTaste()) if isinstance(answer, m.TasteTrained)]
    assert trained.lower_than == 1


def test_too_few_ratings_are_a_sentence_and_no_version(tmp_path: Path) -> None:
    with Library.open(tmp_path / "few") as library:
        rated_library(library, 12)
    answers = ask(tmp_path / "few", m.TrainTaste())
    (failed,) = answers
    assert isinstance(failed, m.Failed)
    assert "still missing" in failed.message
    with Library.open(tmp_path / "few") as library:
        assert library.taste.versions() == ()


def test_cancel_leaves_nothing_behind(root: Path, quick: None) -> None:
    answers = ask(root, m.TrainTaste(), cancel_at=1)
    done = answers[-1]
    assert isinstance(done, m.Done)
    assert done.summary.cancelled
    with Library.open(root) as library:
        assert library.taste.versions() == ()


def test_stars_of_real_sidecars_by_the_program_that_wrote_them(
    photos: Path, tmp_path: Path, networks: Networks
) -> None:
    for name, dialect in (("a_sharp", "lightroom"), ("d_other", "digikam"), ("b_blurred", "darktable")):
        shutil.copy(DIALECTS / f"{dialect}.xmp", photos / f"{name}.xmp")
    LocalEngine(tmp_path / "library", lambda _: None, networks).ask(m.Index(folders=(str(photos),)))
    with Library.open(tmp_path / "library") as library:
        named = {
            Path(one.path).stem: one for one in library.photos.summaries(library.photos.ids(PhotoQuery()))
        }
        assert {
            stem: (named[stem].rating.value, named[stem].rating.source)
            for stem in ("a_sharp", "d_other", "b_blurred")
        } == {
            "a_sharp": (1, "xmp sidecar, Lightroom"),
            "d_other": (4, "xmp sidecar, digiKam"),
            "b_blurred": (3, "xmp sidecar, darktable"),
        }
        assert library.taste.labels().unconfirmed == {"Lightroom": 1, "digiKam": 1, "darktable": 1}
        library.curation.apply(SetMeaning("Lightroom", (4, 5, 5, 5, 5)))  # one star: keep
        library.curation.apply(SetMeaning("darktable", SAME_STARS))
        assert {(one.photo_id, one.level, one.source) for one in library.taste.labels().ratings} == {
            (named["a_sharp"].id, 4, "Lightroom"),
            (named["b_blurred"].id, 3, "darktable"),
        }


def cli(root: Path, *arguments: str) -> Result:
    Session.root = None
    result = CliRunner().invoke(app, ["--library", str(root), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit | CuratorError), (
        result.exception
    )
    return result


def test_the_terminal_lists_uses_and_undoes(root: Path, tmp_path: Path, quick: None) -> None:
    ask(root, m.TrainTaste())
    listed = json.loads(cli(root, "taste", "list", "--json").stdout)
    assert (listed["in_use"], listed["ready"], [one["version"] for one in listed["versions"]]) == (
        "starter",
        True,
        [1],
    )
    before = ranking(root)
    assert "version 1" in cli(root, "taste", "use", "1").stdout
    assert ranking(root) != before
    assert cli(root, "undo").exit_code == 0
    assert ranking(root) == before
    assert len(json.loads(cli(root, "taste", "queue", "--count", "4", "--json").stdout)) == 4
    file = tmp_path / "mine.safetensors"
    cli(root, "taste", "export", "1", str(file))
    assert json.loads(cli(root, "taste", "import", str(file), "--json").stdout)["version"] == 2
    refused = cli(root, "taste", "meaning", "Lightrom", "--same").exception
    assert "No photo carries stars of Lightrom; stars in this library: none at all." in str(refused)
    assert "no version 9" in str(cli(root, "taste", "use", "9").exception)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_training_from_the_terminal(root: Path, tmp_path: Path) -> None:
    found = cli(root, "train", "taste", "--json")
    assert found.exit_code == 0, found.exception
    document = json.loads(found.stdout)
    assert (document["version"], document["state"], document["report"]["ratings"]) == (1, "trained", 60)
    shown = cli(root, "train", "taste")
    assert "Nothing changes until you choose" in shown.stdout
    empty = cli(tmp_path / "empty", "train", "taste")
    assert "still missing" in str(empty.exception)


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("seconds", [0.5, 3.0, 6.0])
def test_a_kill_in_the_middle_leaves_the_version_in_use(root: Path, seconds: float, quick: None) -> None:
    ask(root, m.TrainTaste())
    ask(root, m.UseHead(version=1))
    before = ranking(root)
    command = [sys.executable, "-m", "photo_curator.engine", "--library", str(root)]
    engine = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    assert engine.stdin is not None
    engine.stdin.write(m.encode(m.TrainTaste(task=1)) + m.encode(m.UseHead(task=2, version=0)))
    engine.stdin.flush()
    time.sleep(seconds)
    os.kill(engine.pid, signal.SIGKILL)
    engine.wait()
    engine.stdin.close()
    with Library.open(root) as library:
        in_use, versions = library.taste.in_use(), library.taste.versions()
        mine = [one for one in versions if one.id == 1]
    # Killed before the switch or after it: never between.
    assert in_use in (0, 1)
    assert (ranking(root) == before) is (in_use == 1)
    assert mine[0].report["rows"]
