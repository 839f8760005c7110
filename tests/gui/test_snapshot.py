"""The window as a picture, from the command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image


def gui(library: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": "", "XDG_CONFIG_HOME": str(library.parent)}
    return subprocess.run(
        [sys.executable, "-m", "photo_curator", "--library", str(library), "gui", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def test_the_window_is_saved_and_closed(tmp_path: Path) -> None:
    target = tmp_path / "window.png"
    result = gui(tmp_path / "library", "--picture", str(target))
    assert result.returncode == 0, result.stderr
    with Image.open(target) as picture:
        assert picture.size == (1440, 900)
        assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 50


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    result = gui(tmp_path / "library", "--picture", str(tmp_path / "no" / "such" / "folder.png"))
    assert result.returncode == 1
    assert "could not be written" in result.stderr
    assert "Traceback" not in result.stderr
