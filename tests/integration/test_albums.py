"""Albums in the terminal: the same as in the window, by names and conditions."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from photo_curator.cli import app
from photo_curator.db.library import Library
from photo_curator.domain.capture import Capture, CaptureTime, Place
from photo_curator.domain.errors import CuratorError
from tests.unit.db.samples import add

KYOTO = Place(35.0, 135.7, "Kyoto", "Kyoto", "Japan", "JP")


class Terminal:
    """Runs commands on one library."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, *words: str) -> Any:
        result = CliRunner().invoke(app, ["--library", str(self.root), *words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout) if "--json" in words else result.stdout

    def names(self, album: str) -> list[str]:
        return [Path(photo["path"]).name for photo in self("list", "--album", album, "--json")]


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    root = tmp_path / "library"
    with Library.open(root) as library:
        library.files.apply(
            [
                add(
                    f"/photos/{n}.jpg",
                    mean=2.0 + n / 2,
                    number=n + 1,
                    capture=Capture(
                        taken=CaptureTime(datetime(2025, 4, 1, 10, n)), place=KYOTO if n % 2 else None
                    ),
                )
                for n in range(6)
            ]
        )
    return Terminal(root)


def test_an_album_of_conditions_from_making_to_undoing(terminal: Terminal) -> None:
    assert terminal("album", "create", "Good in Japan", "score>=3", "country:japan") == (
        "Make the album “Good in Japan”\n"
    )
    assert terminal.names("good in japan") == ["5.jpg", "3.jpg"]
    found = {album["title"]: album for album in terminal("albums", "--json")}
    assert found["Good in Japan"] == {
        "key": "album:1",
        "title": "Good in Japan",
        "section": "Albums",
        "count": 2,
        "manual": False,
        "query": {"version": 1, "min_score": 3.0, "country": "Japan"},
        "problem": None,
    }
    assert found["Best of 2025"]["count"] == 2
    terminal("album", "change", "album:1", "place:kyoto", "--sort", "name")
    assert terminal.names("GOOD IN JAPAN") == ["1.jpg", "3.jpg", "5.jpg"]
    terminal("album", "rename", "good in japan", "Japan")
    assert "Japan" in terminal("albums")
    assert terminal("album", "delete", "Japan", "--json")["label"] == "Delete the album “Japan”"
    with pytest.raises(CuratorError, match="There is no album 'japan'"):
        terminal("list", "--album", "japan")
    assert terminal("undo") == "Undone: Delete the album “Japan”\n"
    assert terminal.names("japan") == ["1.jpg", "3.jpg", "5.jpg"]


def test_an_album_filled_by_hand(terminal: Terminal) -> None:
    terminal("album", "create", "Wall", "--sort", "name")
    assert terminal("album", "add", "wall", "4.jpg", "0.jpg", "4.jpg") == "Add 2 photos to “Wall”\n"
    assert terminal.names("wall") == ["0.jpg", "4.jpg"]
    terminal("album", "remove", "Wall", "0.jpg")
    assert terminal.names("wall") == ["4.jpg"]
    with pytest.raises(CuratorError, match="filled by hand"):
        terminal("album", "change", "wall", "score>=3")
    with pytest.raises(CuratorError, match="no album of yours"):
        terminal("album", "add", "floor", "0.jpg")


def test_best_moments_and_what_the_machine_found_are_albums_too(terminal: Terminal) -> None:
    assert terminal.names("best:2025") == ["5.jpg", "4.jpg"]
    (moment,) = [album for album in terminal("albums", "--json") if album["section"] == "Moments"]
    assert terminal.names(moment["key"]) == terminal.names(moment["title"]) == [f"{n}.jpg" for n in range(6)]
    assert terminal.names("eyes-closed") == terminal.names("bursts") == []


def test_conditions_that_mean_nothing_are_named(terminal: Terminal) -> None:
    with pytest.raises(CuratorError, match="Not understood: eyes:blue"):
        terminal("album", "create", "Odd", "eyes:blue")
    terminal("album", "create", "Spaced", "place:new york")
    assert terminal.names("spaced") == []
