"""Bursts from real files to the terminal, with real faces."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageEnhance, ImageFilter
from typer.testing import CliRunner

from photo_curator.cli import app
from photo_curator.domain.errors import UsageError
from photo_curator.domain.similar import SIMILAR_WITHIN
from photo_curator.engine.networks import Networks
from tests.integration.conftest import Bench
from tests.pictures import scene

EXIF = 0x8769


def save(
    path: Path, picture: Image.Image, taken: str, *, fraction: str = "", xmp: str = "", **tags: float | str
) -> None:
    """A JPEG as a camera writes it; `tags` are of the Exif directory, by "bias" and "offset"."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker", "Camera 1"
    inner = exif.get_ifd(EXIF)
    inner[0x9003] = taken
    if fraction:
        inner[0x9291] = fraction
    if "bias" in tags:
        inner[0x9204] = tags["bias"]
    if "offset" in tags:
        inner[0x9011] = tags["offset"]
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" {xmp}/>'
        "</rdf:RDF></x:xmpmeta>"
    )
    picture.save(path, quality=92, exif=exif, **({"xmp": packet.encode()} if xmp else {}))


@pytest.fixture
def bench(tmp_path: Path, portraits: dict[str, Image.Image], networks: Networks) -> Bench:
    """A burst over midnight (soft, sharp, dark), an exposure bracket, a phone's burst, and single photos."""
    folder = tmp_path / "photos"
    folder.mkdir()
    face = portraits["astronaut"]
    soft, dark = face.filter(ImageFilter.GaussianBlur(3)), ImageEnhance.Brightness(face).enhance(0.18)
    last, first = "2024:04:30 23:59:59", "2024:05:01 00:00:00"
    save(folder / "IMG_0001.jpg", soft, last, fraction="60", offset="+02:00")
    save(folder / "IMG_0002.jpg", face, last, fraction="85", offset="+02:00")
    save(folder / "IMG_0003.jpg", dark, first, fraction="10", offset="+02:00")
    # The same second on the clock, another hour: the phone had changed its zone.
    save(folder / "IMG_0004.jpg", face.rotate(1), first, fraction="20", offset="+01:00")
    for number, bias in enumerate((0.0, -2.0, 2.0), 10):
        view = ImageEnhance.Brightness(scene(600, 400, seed=2)).enhance(2**bias)
        save(folder / f"IMG_{number:04}.jpg", view, f"2024:06:01 12:00:{number}", bias=bias)
    for number in (1, 2):
        primary = ' GCamera:BurstPrimary="1"' if number == 2 else ""
        view = scene(600, 400, seed=3).rotate(0.2 * number)
        save(
            folder / f"P{number}.jpg",
            view,
            f"2024:07:01 12:0{number}:00",
            xmp=f'GCamera:BurstID="g"{primary}',
        )
    # Two views within one second of a clock that knows no fractions.
    save(folder / "a.jpg", scene(600, 400, seed=4), "2024:08:01 12:00:00")
    save(folder / "b.jpg", scene(600, 400, seed=4).rotate(0.3), "2024:08:01 12:00:00")
    small = face.resize((face.width * 2 // 3, face.height * 2 // 3))
    save(folder / "copy.jpg", small, "2024:09:01 12:00:00")
    bench = Bench(tmp_path / "library", folder, networks)
    bench.index(folder)
    return bench


@pytest.fixture
def call(bench: Bench) -> Callable[..., Any]:
    def call(*arguments: str) -> Any:
        result = CliRunner().invoke(app, ["--library", str(bench.root), *arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return json.loads(result.output) if "--json" in arguments else result.output

    return call


def names(bursts: list[dict[str, Any]]) -> list[list[str]]:
    return [[Path(frame["path"]).name for frame in burst["frames"]] for burst in bursts]


def test_bursts_in_the_terminal(call: Callable[..., Any]) -> None:
    found = call("bursts", "--json")
    by_name = {tuple(frames): burst for frames, burst in zip(names(found), found, strict=True)}
    assert set(by_name) == {
        ("IMG_0001.jpg", "IMG_0002.jpg", "IMG_0003.jpg"),
        ("IMG_0010.jpg", "IMG_0011.jpg", "IMG_0012.jpg"),
        ("P1.jpg", "P2.jpg"),
    }
    burst = by_name["IMG_0001.jpg", "IMG_0002.jpg", "IMG_0003.jpg"]
    soft, sharp, dark = burst["frames"]
    assert (burst["kind"], burst["rule"]) == ("burst", "time and looks")
    assert (burst["best"], burst["lead"], burst["cover"]) == (sharp["id"], "clear", sharp["id"])
    assert (soft["lost"], sharp["lost"], dark["lost"]) == ("softer", None, "badly lit")
    assert burst["people"] == "by position"
    bracket = by_name["IMG_0010.jpg", "IMG_0011.jpg", "IMG_0012.jpg"]
    assert (bracket["kind"], bracket["best"], bracket["lead"]) == ("bracket", None, None)
    assert bracket["cover"] == bracket["frames"][0]["id"]
    phone = by_name["P1.jpg", "P2.jpg"]
    assert (phone["rule"], phone["lead"]) == ("vendor id", "too close to call")
    assert phone["best"] == phone["frames"][1]["id"]  # the camera's own choice, for nothing else decides
    listed = {Path(photo["path"]).name: photo["burst"] for photo in call("list", "--json")}
    assert listed["a.jpg"] is None
    assert listed["IMG_0004.jpg"] is None
    assert listed["IMG_0002.jpg"] == {
        "id": burst["id"],
        "kind": "burst",
        "count": 3,
        "best": True,
        "cover": True,
        "lead": "clear",
    }
    assert listed["IMG_0001.jpg"]["best"] is False
    assert call("show", "IMG_0001.jpg", "--json")["burst"] == listed["IMG_0001.jpg"]
    check_similar(call)
    said = " ".join(str(call("bursts")).split())
    assert "IMG_0002.jpg clear" in said
    assert "kept whole" in said


def test_putting_bursts_right_outlives_a_rescan(call: Callable[..., Any], bench: Bench) -> None:
    before = call("bursts", "--json")
    call("burst", "split", "IMG_0003.jpg")
    call("burst", "merge", "a.jpg", "b.jpg")
    call("burst", "dissolve", "P1.jpg")
    assert call("burst", "cover", "IMG_0001.jpg", "--json")["label"] == "Choose the cover of a burst"
    after = call("bursts", "--json")
    assert sorted(names(after)) == [
        ["IMG_0001.jpg", "IMG_0002.jpg"],
        ["IMG_0010.jpg", "IMG_0011.jpg", "IMG_0012.jpg"],
        ["a.jpg", "b.jpg"],
    ]
    (pair,) = (burst for burst in after if Path(burst["frames"][0]["path"]).name == "IMG_0001.jpg")
    assert (pair["cover"], pair["cover_chosen"]) == (pair["frames"][0]["id"], True)
    # Files that were touched, and one that was moved, are grouped anew.
    for path in bench.photos.iterdir():
        os.utime(path, (1, 1))
    (bench.photos / "deeper").mkdir()
    (bench.photos / "P1.jpg").rename(bench.photos / "deeper" / "P1.jpg")
    bench.index()
    assert call("bursts", "--json") == after
    for _ in range(4):
        call("undo")
    undone = call("bursts", "--json")
    assert [burst | {"frames": None} for burst in undone] == [burst | {"frames": None} for burst in before]
    call("redo")
    assert ["IMG_0001.jpg", "IMG_0002.jpg"] in names(call("bursts", "--json"))
    with pytest.raises(UsageError, match="in no burst"):
        call("burst", "cover", "b.jpg")


def test_nothing_is_grouped_where_nothing_changed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from photo_curator.db import bursts

    runs: list[int] = []
    real = bursts.worked_out

    def counted(*arguments: Any) -> Any:
        runs.append(1)
        return real(*arguments)

    monkeypatch.setattr(bursts, "worked_out", counted)
    bench.index()
    assert runs == []
    (bench.photos / "IMG_0003.jpg").unlink()
    bench.index()
    assert runs == [1]
    bench.index()
    assert runs == [1]
    with bench.library() as library:
        assert len(library.bursts.all()[0].photo_ids) == 2


def check_similar(call: Callable[..., Any]) -> None:
    """A small copy of another day is similar to its original; frames of one burst are not told again."""
    (group,) = call("similar", "copy.jpg", "--json")
    first, *others = group["photos"]
    found = {Path(one["path"]).name: one["bits_apart"] for one in others}
    assert (Path(first["path"]).name, first["bits_apart"]) == ("copy.jpg", 0)
    assert "IMG_0002.jpg" in found
    assert set(found) <= {f"IMG_000{number}.jpg" for number in range(1, 5)}
    assert max(found.values()) <= SIMILAR_WITHIN
    together = [{Path(one["path"]).name for one in group["photos"]} for group in call("similar", "--json")]
    assert any({"copy.jpg", "IMG_0002.jpg"} <= group for group in together)
    assert not any({"P1.jpg", "P2.jpg"} <= group for group in together)
    assert "IMG_0002.jpg" in str(call("similar", "copy.jpg"))
    album = {Path(photo["path"]).name for photo in call("list", "--album", "similar", "--json")}
    assert album == set().union(*together)
