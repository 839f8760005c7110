"""The terminal: the contract other programs rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from photo_curator.cli import app
from photo_curator.cli.common import Session
from photo_curator.domain.errors import CuratorError
from tests.integration.conftest import Bench

PHOTO_KEYS = {
    "id",
    "path",
    "score",
    "machine_score",
    "low",
    "high",
    "verdict",
    "rating",
    "flag",
    "state",
    "taken_at",
    "place",
    "size",
    "faces",
}


def call(bench: Bench, *arguments: str) -> Result:
    Session.root = None
    result = CliRunner().invoke(app, ["--library", str(bench.root), *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit | CuratorError):
        raise result.exception
    return result


def document(bench: Bench, *arguments: str) -> Any:
    result = call(bench, *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def run(bench: Bench, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "photo_curator", "--library", str(bench.root), *arguments],
        capture_output=True,
        text=True,
        errors="replace",
        env={**os.environ, **environment},
        check=False,
    )


def test_index_prints_one_document_and_nothing_else(fresh: Bench) -> None:
    (fresh.photos / "empty.jpg").touch()
    result = run(fresh, "index", str(fresh.photos), "--json")
    assert result.returncode == 0, result.stderr
    summary = json.loads(result.stdout)
    assert (summary["found"], summary["indexed"], summary["failed"], summary["faces"]) == (7, 6, 1, 4)
    assert summary["seconds"] > 0
    for key in ("unchanged", "moved", "skipped", "bytes_read"):
        assert isinstance(summary[key], int)
    assert {problem["kind"] for problem in document(fresh, "problems")} == {"empty"}


def test_list_has_the_promised_keys_and_order(bench: Bench) -> None:
    photos = document(bench, "list")
    assert len(photos) == 6
    for photo in photos:
        assert photo.keys() >= PHOTO_KEYS
        assert photo["verdict"] in ("score", "cannot tell", "no face")
        assert photo["rating"].keys() == {"value", "source"}
        for face in photo["faces"]:
            x1, y1, x2, y2 = face["box"]
            assert 0 <= x1 < x2 <= photo["size"][0]
            assert 0 <= y1 < y2 <= photo["size"][1]
            assert set(face) == {"box", "detection", "score", "attributes"}
    scores = [photo["score"] for photo in photos]
    assert scores == sorted(scores, reverse=True)


def test_list_narrows_and_sorts(bench: Bench) -> None:
    assert len(document(bench, "list", "--limit", "2")) == 2
    least = document(bench, "list")[2]["score"]
    assert all(photo["score"] >= least for photo in document(bench, "list", "--min-score", str(least)))
    names = [Path(photo["path"]).name for photo in document(bench, "list", "--sort", "name")]
    assert names == sorted(names)
    assert {Path(p["path"]).name for p in document(bench, "list", "--album", "no-faces")} >= {"e_scene.jpg"}


def test_rate_flag_undo_redo(bench: Bench) -> None:
    path = str(bench.photos / "b_blurred.jpg")
    assert call(bench, "rate", path, "5").exit_code == 0
    photo = document(bench, "show", path)
    assert (photo["score"], photo["rating"]["value"]) == (5, 5)
    assert photo["machine_score"] < 5
    assert document(bench, "list")[0]["id"] == photo["id"]
    call(bench, "flag", str(photo["id"]), "reject")
    assert photo["id"] not in [each["id"] for each in document(bench, "list")]
    assert [each["id"] for each in document(bench, "list", "--album", "rejected")] == [photo["id"]]
    call(bench, "undo")
    assert document(bench, "show", "b_blurred.jpg")["flag"] == "none"
    call(bench, "undo")
    assert document(bench, "show", "b_blurred.jpg")["rating"]["value"] == 0
    call(bench, "redo")
    assert document(bench, "show", "b_blurred.jpg")["rating"]["value"] == 5
    assert len(document(bench, "show", "b_blurred.jpg")["rating_history"]) >= 2


def test_nothing_to_undo_is_no_error(bench: Bench) -> None:
    result = call(bench, "undo")
    assert (result.exit_code, result.stdout.strip()) == (0, "There is nothing to undo.")
    assert document(bench, "undo") is None


def test_albums_info_and_problems(bench: Bench) -> None:
    albums = {album["key"]: album["count"] for album in document(bench, "albums")}
    assert albums["all"] == 6
    assert albums["no-faces"] >= 2
    info = document(bench, "info")
    assert (info["photos"], info["problems"], info["library"]) == (6, 0, str(bench.root))
    assert document(bench, "problems") == []


def test_tables_for_people(bench: Bench) -> None:
    assert "a_sharp.jpg" in call(bench, "list").stdout
    assert "sharpness" in call(bench, "show", "a_sharp.jpg").stdout
    assert "All photos" in call(bench, "albums").stdout
    assert "No problem files." in call(bench, "problems").stdout
    assert "photos" in call(bench, "info").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (["show", "no-such-photo.jpg"], 1, "no-such-photo"),
        (["list", "--album", "nonsense"], 1, "nonsense"),
        (["rate", "a_sharp.jpg", "7"], 2, "0-5"),
        (["flag", "a_sharp.jpg", "maybe"], 2, "maybe"),
        (["list", "--sort", "colour"], 2, "colour"),
        (["index", "/no/such/folder"], 1, "/no/such/folder"),
    ],
)
def test_errors_are_one_sentence_and_a_status(
    bench: Bench, arguments: list[str], status: int, word: str
) -> None:
    result = run(bench, *arguments)
    assert result.returncode == status
    assert result.stdout == ""
    assert word in result.stderr
    assert "Traceback" not in result.stderr
    if status == 1:
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1


def test_a_photo_is_found_through_a_link(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(bench.photos)
    assert document(bench, "show", str(tmp_path / "link" / "a_sharp.jpg"))["path"] == str(
        bench.photos / "a_sharp.jpg"
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_output_to_a_stream_without_stars_is_no_traceback(bench: Bench, encoding: str) -> None:
    call(bench, "rate", "a_sharp.jpg", "5")
    result = run(bench, "list", PYTHONIOENCODING=encoding)
    assert result.returncode == 0, result.stderr
    assert "\\u2605" in result.stdout


def test_without_a_display_the_window_is_one_sentence(bench: Bench) -> None:
    environment = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    result = run(bench, "gui", **environment)
    assert result.returncode == 1
    assert "no display" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_display_that_does_not_answer_is_one_sentence(bench: Bench) -> None:
    environment = {"DISPLAY": ":4711", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    result = run(bench, "gui", **environment)
    assert result.returncode == 1
    # Either answer is right: it depends on what this machine has installed.
    assert "does not answer" in result.stderr or "system library is missing" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_system_without_fonts_is_one_sentence(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    environment = {"QT_QPA_PLATFORM": "offscreen", "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    result = run(bench, "gui", **environment)
    assert result.returncode == 1
    assert "no fonts" in result.stderr


def test_a_library_that_is_no_library_is_one_sentence(bench: Bench) -> None:
    (bench.root / "library.db").write_bytes(b"this is not a database, but long enough to look at" * 100)
    result = run(bench, "list")
    assert result.returncode == 1
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr


def test_the_command_answers_at_once() -> None:
    code = (
        "import sys, time; start = time.perf_counter(); import photo_curator.cli; "
        "print(time.perf_counter() - start, 'torch' in sys.modules, 'PySide6' in sys.modules, "
        "'sqlalchemy' in sys.modules)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(3)
    ]
    assert min(float(seconds) for seconds, *_ in runs) < 0.5
    assert all(loaded == "False" for _, *modules in runs for loaded in modules)
