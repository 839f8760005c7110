"""`photo-curator export` on an indexed library, and whether what it writes is what was promised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.integration.conftest import Bench
from tests.integration.test_cli import call, document
from tests.unit.media.test_cleaning import assert_clean, full_exif


@pytest.fixture
def located(bench: Bench, portraits: dict[str, Image.Image]) -> Bench:
    """The six photos, and one more with everything a phone writes."""
    portraits["astronaut"].save(bench.photos / "located.jpg", quality=90, exif=full_exif())
    bench.index()
    return bench


def test_a_dry_run_says_what_would_be_written_and_writes_nothing(located: Bench, tmp_path: Path) -> None:
    out = tmp_path / "out"
    plan = document(located, "export", str(out), "--album", "all", "--dry-run")["plan"]
    assert len(plan["photos"]) == 7
    (told,) = [one for one in plan["photos"] if one["path"].endswith("located.jpg")]
    assert "location" in told["concerns"]
    said = call(located, "export", str(out), "--album", "all", "--dry-run").output
    assert "7 photos" in said
    assert "Say where they were taken: taken out: 1" in said
    assert not out.exists()


def test_export_again_and_undo(located: Bench, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ("export", str(out), "--photo", "located.jpg", "--template", "{sequence}-{name}")
    first = document(located, *arguments)
    assert [one["target"] for one in first["written"]] == ["001-located.jpg"]
    assert_clean((out / "001-located.jpg").read_bytes())
    assert json.loads((out / "photo-curator-export.json").read_text())["files"] == first["written"]
    again = document(located, *arguments)
    assert (again["written"], again["same"]) == ([], ["001-located.jpg"])
    assert "Undone: Export 1 photo" in call(located, "undo").output
    assert list(out.iterdir()) == []
    assert "Done again: Export 1 photo" in call(located, "redo").output
    assert_clean((out / "001-located.jpg").read_bytes())
    (located.photos / "located.jpg").write_bytes(b"another")
    call(located, "undo")
    refused = call(located, "redo")
    assert refused.exit_code == 1
    assert "Nothing was written again" in str(refused.exception)


def test_the_export_of_an_export_finds_faces_and_scores_as_before(located: Bench, tmp_path: Path) -> None:
    """Cleaned files show the same picture: the same pixels give the same score."""
    call(located, "export", str(tmp_path / "out"), "--photo", "located.jpg")
    other = Bench(tmp_path / "second library", tmp_path / "out", located.networks)
    other.index(other.photos)
    before, after = located.by_name()["located.jpg"], other.by_name()["located.jpg"]
    assert after.machine_score == before.machine_score
    assert after.taken == before.taken
    assert before.place
    assert after.place == ""


def test_a_dangerous_selfie_is_kept_out_unless_allowed_one_by_one(located: Bench, tmp_path: Path) -> None:
    call(located, "danger", "located.jpg", "dangerous")
    arguments = ("export", str(tmp_path / "out"), "--album", "all", "--dry-run")
    plan = document(located, *arguments)["plan"]
    assert [one["reason"] for one in plan["left_out"]] == ["dangerous selfie"]
    assert "Left out: 1 dangerous selfies" in call(located, *arguments).output
    assert document(located, *arguments, "--allow", "located.jpg")["plan"]["left_out"] == []
    assert document(located, *arguments, "--allow-dangerous")["plan"]["left_out"] == []


def test_what_is_not_understood_is_said(located: Bench, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    assert "Say which photos" in call(located, "export", out).output
    for arguments in (
        ("export", str(located.photos / "new"), "--album", "all"),
        ("export", out, "--album", "all", "--template", "{nme}"),
        ("export", out, "--album", "all", "--template", "{place}"),
        ("export", out, "--album", "nothing"),
    ):
        assert call(located, *arguments).exit_code == 1
    assert not Path(out).exists()
