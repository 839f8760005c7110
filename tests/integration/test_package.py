"""The frozen program, outside the checkout, in an environment that has nothing of ours."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

pytestmark = [pytest.mark.package, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def program() -> Path:
    """The program `make package` made."""
    folder = os.environ.get("PHOTO_CURATOR_PACKAGE")
    if not folder:
        pytest.skip("PHOTO_CURATOR_PACKAGE names no package: make test-package")
    found = Path(folder).absolute() / ("photo-curator.exe" if os.name == "nt" else "photo-curator")
    assert found.is_file()
    return found


def test_demo_index_list_and_window(program: Path, tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path / "home"), "PATH": os.defpath, "LANG": "C.UTF-8"}
    if os.name == "nt":
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [str(program), "--library", "library", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout

    made = json.loads(run("demo", "demo", "--json"))
    summary = json.loads(run("index", "demo", "--json"))
    assert summary["found"] == summary["indexed"] + summary["duplicates"] + summary["paired"] + 2
    assert summary["faces"] >= 20, "the networks run, and run on faces"
    assert made["files"] >= summary["found"]
    photos = json.loads(run("list", "--json"))
    assert len(photos) >= 40
    assert photos[0]["score"] > photos[-1]["score"]
    assert any(photo["place"] for photo in photos), "the places' table is in the package"
    arrived = watch_until_it_arrives(program, tmp_path, environment, Path(photos[0]["path"]))
    assert arrived["score"] is not None
    run(photos[0]["path"], "--picture", "loupe.png")
    run("gui", "--picture", "window.png")
    with Image.open(tmp_path / "window.png") as window:
        assert window.width >= 760
        assert len(window.convert("RGB").resize((200, 120)).getcolors(30_000)) > 500, "photos are shown"
    # The trainers are a third part of the one program.
    assert "starter" in run("train", "--help")


def watch_until_it_arrives(
    program: Path, place: Path, environment: dict[str, str], photo: Path
) -> dict[str, Any]:
    """What a watch of the demo says of a photo that is copied there; Ctrl-C then ends it in order."""
    command = [str(program), "--library", "library", "watch", "demo", "--json"]
    watch = subprocess.Popen(command, cwd=place, env=environment, stdout=subprocess.PIPE, text=True)
    assert watch.stdout is not None
    with watch.stdout:
        for line in watch.stdout:
            said: dict[str, Any] = json.loads(line)
            if said["event"] == "watching":
                (place / "demo" / "arrived.jpg").write_bytes(photo.read_bytes() + b"another")
            if said["event"] == "photo" and said["path"].endswith("arrived.jpg"):
                watch.send_signal(signal.CTRL_C_EVENT if os.name == "nt" else signal.SIGINT)
                break
    assert watch.wait(60) == 0
    return said


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what a process has loaded")
def test_the_window_loads_no_networks(program: Path, tmp_path: Path) -> None:
    environment = {
        "HOME": str(tmp_path), "PATH": os.defpath, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    window = subprocess.Popen(
        [str(program), "--library", "library"], cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        maps = Path(f"/proc/{window.pid}/maps")
        for _ in range(200):
            if "libqoffscreen" in maps.read_text():
                break
            with pytest.raises(subprocess.TimeoutExpired):
                window.wait(0.1)
        with pytest.raises(subprocess.TimeoutExpired):
            window.wait(3)
        loaded = maps.read_text()
    finally:
        window.terminate()
        window.wait(20)
    assert "libqoffscreen" in loaded
    assert "libtorch" not in loaded
