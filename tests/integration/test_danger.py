"""Dangerous selfies from file to album, with real faces and a stand-in for the hazard network."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from photo_curator.cli import app
from photo_curator.cli.common import Session
from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.danger import DangerVerdict
from photo_curator.domain.errors import WeightsError
from photo_curator.domain.operations import SetDanger
from photo_curator.domain.query import PhotoQuery
from photo_curator.engine.local import LocalEngine
from photo_curator.engine.networks import Networks
from photo_curator.engine.pipeline import Analyse
from tests.hazards import BlueIsWater, blue_is_water

SEA = (20, 80, 220)
#: Names of EXIF tags: the lens.
LENS_MODEL, EXIF_DIRECTORY = 0xA434, 0x8769


class WatchedNetworks(Networks):
    """The real detector and scorer, with the stand-in for hazards."""

    version = "with blue"

    def get(self) -> Analyse:
        from photo_curator.ml.analyser import Analyser

        if self._loaded is None:
            self._loaded = Analyser("cpu", make_hazards=blue_is_water)
        return self._loaded


@pytest.fixture(scope="module")
def watched() -> Networks:
    return WatchedNetworks("cpu")


def before(portrait: Image.Image | None, colour: tuple[int, int, int], share: float = 0.6) -> Image.Image:
    """Somebody at arm's length before a plain background; nobody where there is no portrait."""
    canvas = Image.new("RGB", (1200, 900), colour)
    if portrait is not None:
        height = round(900 * share)
        small = portrait.resize((round(portrait.width * height / portrait.height), height))
        canvas.paste(small, ((1200 - small.width) // 2, 900 - height))
    return canvas


@pytest.fixture
def sea(tmp_path: Path, portraits: dict[str, Image.Image], watched: Networks) -> Path:
    """An indexed folder: selfies before the sea and a wall, the sea alone, and somebody else's camera."""
    folder = tmp_path / "photos"
    folder.mkdir()
    portrait = portraits["grace_hopper"]
    before(portrait, SEA, 0.7).save(folder / "selfie.jpg", quality=92)
    before(portrait, (170, 150, 130), 0.7).save(folder / "wall.jpg", quality=92)
    before(None, SEA).save(folder / "sea.jpg", quality=92)
    exif = Image.Exif()
    exif.get_ifd(EXIF_DIRECTORY)[LENS_MODEL] = "iPhone 15 back camera 6.8mm f/1.6"
    before(portrait, SEA, 0.69).save(folder / "friend.jpg", quality=92, exif=exif)
    answers: list[m.Answer] = []
    LocalEngine(tmp_path / "library", answers.append, watched).ask(m.Index(folders=(str(folder),)))
    assert isinstance(answers[-1], m.Done), answers[-1]
    return tmp_path


@pytest.fixture
def run(sea: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    monkeypatch.setattr(Session, "root", sea / "library")

    def run(*arguments: str) -> object:
        result = CliRunner().invoke(app, ["--library", str(sea / "library"), *arguments])
        assert result.exit_code == 0, result.output
        return json.loads(result.output) if "--json" in arguments else result.output

    return run


def test_only_the_selfie_before_the_sea_is_flagged(sea: Path) -> None:
    with Library.open(sea / "library") as library:
        names = {Path(p.path).name: p for p in library.photos.summaries(library.photos.ids(PhotoQuery()))}
        assert {name for name, summary in names.items() if summary.danger} == {"selfie.jpg"}
        dangers = library.danger.of([summary.id for summary in names.values()])
        selfie, friend, alone = (dangers[names[f"{n}.jpg"].id] for n in ("selfie", "friend", "sea"))
    assert selfie.machine is not None
    assert selfie.machine.hazard == "water"
    assert selfie.version == "blue-1"
    assert alone.machine is not None
    # The whole sea and nobody there: no danger, whatever the scenery.
    assert alone.hazards["water"] > 0.99
    assert (alone.machine.selfie, alone.machine.probability) == (0.0, 0.0)
    assert friend.machine is not None
    assert 0 < friend.machine.selfie < 0.5


def test_the_terminal_says_and_takes_answers(run: Callable[..., object]) -> None:
    listed = {Path(photo["path"]).name: photo for photo in run("list", "--json")}  # type: ignore[attr-defined]
    danger = listed["selfie.jpg"]["danger"]
    assert set(danger) == {"flagged", "probability", "selfie", "hazards", "verdict"}
    assert danger["flagged"] is True
    assert danger["verdict"] is None
    assert set(danger["hazards"]) == {"height", "water"}
    assert not listed["wall.jpg"]["danger"]["flagged"]
    assert [Path(p["path"]).name for p in run("list", "--album", "dangerous", "--json")] == ["selfie.jpg"]  # type: ignore[attr-defined]
    said = run("show", "selfie.jpg")
    assert "perhaps a dangerous selfie: water" in " ".join(str(said).split())
    assert run("danger", "selfie.jpg", "false-alarm", "--json") == {
        "label": "Call 1 photo a false alarm",
        "photo_ids": [listed["selfie.jpg"]["id"]],
    }
    shown = run("show", "selfie.jpg", "--json")
    assert shown["danger"]["verdict"] == "false alarm"  # type: ignore[index]
    assert shown["danger"]["flagged"] is False  # type: ignore[index]
    assert run("list", "--album", "dangerous", "--json") == []
    run("undo")
    assert run("show", "selfie.jpg", "--json")["danger"]["flagged"] is True  # type: ignore[index]
    run("danger", "sea.jpg", "dangerous")
    assert {Path(p["path"]).name for p in run("list", "--album", "dangerous", "--json")} == {  # type: ignore[attr-defined]
        "selfie.jpg",
        "sea.jpg",
    }
    run("danger", "sea.jpg", "none")
    assert run("show", "sea.jpg", "--json")["danger"]["verdict"] is None  # type: ignore[index]


def test_the_map_is_drawn_once_into_the_cache(sea: Path, watched: Networks) -> None:
    with Library.open(sea / "library") as library:
        photo_id = library.photos.find("selfie.jpg")
    answers: list[m.Answer] = []
    engine = LocalEngine(sea / "library", answers.append, watched)
    engine.ask(m.HazardMap(photo_id=photo_id, hazard="water"))
    drawn, done = answers
    assert isinstance(drawn, m.HazardMapDrawn)
    assert isinstance(done, m.Done)
    path = Path(drawn.path)
    assert path.is_relative_to(sea / "library")
    with Image.open(path) as image:
        heat = np.asarray(image)
        assert (image.mode, image.size) == ("L", (128, 96))
    # Sea above the person, none of it where she stands.
    assert heat[5, 5] > 200
    assert heat[5, 5] > heat[90, 64] + 40
    changed = path.stat().st_mtime_ns
    engine.ask(m.HazardMap(photo_id=photo_id, hazard="water"))
    assert path.stat().st_mtime_ns == changed
    engine.ask(m.HazardMap(photo_id=photo_id, hazard="fire"))
    last = answers[-1]
    assert isinstance(last, m.Failed)
    assert "'fire' was not looked for" in last.message


def test_the_map_comes_from_the_file_where_the_thumbnail_is_gone(sea: Path, watched: Networks) -> None:
    with Library.open(sea / "library") as library:
        photo = library.photos.get(library.photos.find("selfie.jpg"))
        library.layout.thumbnail(photo.summary.thumbnail_key, 512).unlink()
    answers: list[m.Answer] = []
    engine = LocalEngine(sea / "library", answers.append, watched)
    engine.ask(m.HazardMap(photo_id=photo.summary.id, hazard="water"))
    assert isinstance(answers[0], m.HazardMapDrawn)


def test_answers_outlive_a_new_analysis_and_a_missing_network(sea: Path) -> None:
    with Library.open(sea / "library") as library:
        photo_id = library.photos.find("selfie.jpg")
        library.curation.apply(SetDanger((photo_id,), DangerVerdict.FALSE_ALARM))
    answers: list[m.Answer] = []

    class Blind(WatchedNetworks):
        version = "blind"

        def get(self) -> Analyse:
            from photo_curator.ml.analyser import Analyser

            return Analyser("cpu", make_hazards=lambda _: None)

    LocalEngine(sea / "library", answers.append, Blind("cpu")).ask(m.Index())
    assert isinstance(answers[-1], m.Done)
    assert answers[-1].summary.indexed == 4
    with Library.open(sea / "library") as library:
        danger = library.photos.get(photo_id).danger
        assert danger.machine is None  # nothing invented
        assert danger.verdict is DangerVerdict.FALSE_ALARM


def test_damaged_weights_end_the_run_with_a_sentence(sea: Path) -> None:
    class Damaged(WatchedNetworks):
        version = "damaged"

        def get(self) -> Analyse:
            from photo_curator.ml.analyser import Analyser

            def broken(_: object) -> BlueIsWater:
                raise WeightsError("The weights starter_hazards are damaged.")

            return Analyser("cpu", make_hazards=broken)

    answers: list[m.Answer] = []
    LocalEngine(sea / "library", answers.append, Damaged("cpu")).ask(m.Index())
    last = answers[-1]
    assert isinstance(last, m.Failed)
    assert last.message == "The weights starter_hazards are damaged."
    with Library.open(sea / "library") as library:
        assert library.photos.count(PhotoQuery(danger=True)) == 1  # what was known stays
