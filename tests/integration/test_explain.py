"""Why a face got its score, from a photo's file to pictures and numbers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from photo_curator.cli import app
from photo_curator.cli.common import Session
from photo_curator.domain import messages as m
from photo_curator.domain.errors import CuratorError
from photo_curator.domain.explanation import CheckName, Method, fooling_target, read_explanation, read_fooling
from photo_curator.domain.indexing import IndexSummary
from photo_curator.engine.local import LocalEngine
from photo_curator.media.thumbnails import load_crop
from tests.integration.conftest import Bench, hashes


def ask(bench: Bench, **question: object) -> list[m.Answer]:
    """All answers to one `Explain`."""
    bench.answers.clear()
    LocalEngine(bench.root, bench.answers.append, bench.networks).ask(m.Explain(**question))  # type: ignore[arg-type]
    return bench.answers


def explained(bench: Bench, **question: object) -> m.Explained:
    answers = ask(bench, **question)
    assert isinstance(answers[-1], m.Done), answers[-1]
    return next(answer for answer in answers if isinstance(answer, m.Explained))


def refusal(bench: Bench, **question: object) -> str:
    last = ask(bench, **question)[-1]
    assert isinstance(last, m.Failed)
    return last.message


@pytest.fixture
def face(bench: Bench) -> tuple[int, str]:
    """Id and path of the best photo with a face."""
    best = next(photo for photo in sorted(bench.by_name().values(), key=lambda one: -(one.machine_score or 0))
                if photo.face_count)  # fmt: skip
    return best.id, best.path


def test_a_face_is_explained_once_and_then_remembered(bench: Bench, face: tuple[int, str]) -> None:
    before = hashes(bench.photos)
    answer = explained(bench, photo_id=face[0], method=Method.GRAD_CAM)
    folder = Path(answer.folder)
    found = read_explanation(folder)
    assert (found.photo_id, found.path, found.face, found.method) == (face[0], face[1], 1, Method.GRAD_CAM)
    assert found.score == pytest.approx(found.stored_score, abs=0.05)
    assert sum(found.probabilities) == pytest.approx(1)
    assert [check.name for check in found.checks] == list(CheckName)
    for name, file in found.files.items():
        with Image.open(folder / file) as image:
            assert max(image.size) == {"crop": 224, "map": 224, "heat": 224, "overlay": 448}.get(
                name, max(image.size)
            )
    assert set(found.files) == {"crop", "map", "heat", "overlay", "photo_heat", "photo_overlay"}
    progress = [one for one in bench.answers if isinstance(one, m.Progress)]
    assert progress
    assert all(one.stage == "explaining" and 0 < one.done < one.total for one in progress)
    again = explained(bench, photo_id=face[0], method=Method.GRAD_CAM)
    assert again.folder == answer.folder
    assert not [one for one in bench.answers if isinstance(one, m.Progress)]
    # What the cache's cap took comes back.
    (folder / "overlay.png").unlink()
    explained(bench, photo_id=face[0], method=Method.GRAD_CAM)
    assert (folder / "overlay.png").exists()
    assert hashes(bench.photos) == before
    assert not [path for path in folder.parent.iterdir() if path.name.startswith(".")]


def test_the_map_lies_on_the_face_in_the_photo(bench: Bench, face: tuple[int, str]) -> None:
    folder = Path(explained(bench, photo_id=face[0]).folder)
    with bench.library() as library:
        photo = library.photos.get(face[0])
    with Image.open(folder / "photo_heat.png") as image:
        alpha = np.asarray(image.getchannel("A"), np.float64)
    scale = max(alpha.shape) / photo.summary.size.long_side
    rows, columns = np.nonzero(alpha > 0.5 * alpha.max())
    box = photo.faces[0].box.scaled(scale)
    assert box.x1 < columns.mean() < box.x2
    assert box.y1 < rows.mean() < box.y2
    (x, y), *_ = read_explanation(folder).outline
    assert x < photo.faces[0].box.x1
    assert y < photo.faces[0].box.y1


def test_a_lost_crop_is_cut_out_again_and_an_absent_photo_needs_it(
    bench: Bench, face: tuple[int, str]
) -> None:
    with bench.library() as library:
        key = library.photos.get(face[0]).faces[0].crop_key
        layout = library.layout
    first = load_crop(layout, key)
    layout.crop(key).unlink()
    score = read_explanation(Path(explained(bench, photo_id=face[0]).folder)).score
    again = load_crop(layout, key)
    assert first is not None
    assert again is not None
    assert np.abs(first.astype(int) - again.astype(int)).mean() < 2
    # Away: the stored crop and the thumbnail do.
    bench.photos.rename(bench.photos.with_name("away"))
    bench.index()
    found = read_explanation(Path(explained(bench, photo_id=face[0], method=Method.GRAD_CAM).folder))
    assert found.score == pytest.approx(score, abs=0.1)
    layout.crop(key).unlink()
    assert "disk that is not there" in refusal(bench, photo_id=face[0], method=Method.OCCLUSION)


def test_what_cannot_be_explained_is_said(bench: Bench, face: tuple[int, str]) -> None:
    none = next(photo for photo in bench.by_name().values() if not photo.face_count)
    assert "No face was found" in refusal(bench, photo_id=none.id)
    assert "there is no face 7" in refusal(bench, photo_id=face[0], face=7)
    assert "no photo 99999" in refusal(bench, photo_id=99999)
    assert "1 to 5" in refusal(bench, photo_id=face[0], level=9)
    with bench.library() as library:
        shares = library.photos.get(face[0]).faces[0].score
    assert shares is not None
    top = 1 + int(np.argmax(shares.probabilities))
    assert f"gets {top} as it is" in refusal(bench, photo_id=face[0], fool=top)
    # At once: no map was made for a question that is refused.
    assert not any(isinstance(answer, m.Progress) and answer.done > 1 for answer in bench.answers)


def test_a_face_of_few_pixels_has_nothing_to_explain(fresh: Bench, portraits: dict[str, Image.Image]) -> None:
    for path in fresh.photos.iterdir():
        path.unlink()
    canvas = Image.new("RGB", (600, 500), (90, 100, 110))
    canvas.paste(portraits["grace_hopper"].resize((128, 150), Image.Resampling.LANCZOS), (200, 150))
    canvas.save(fresh.photos / "small.jpg", quality=95)
    fresh.index(fresh.photos)
    assert "cannot tell" in refusal(fresh, photo_id=fresh.by_name()["small.jpg"].id)


def test_cancel_keeps_nothing_unfinished(bench: Bench, face: tuple[int, str]) -> None:
    answers: list[m.Answer] = []
    engine = LocalEngine(
        bench.root, lambda answer: (answers.append(answer), engine.cancel(0))[0], bench.networks
    )
    engine.ask(m.Explain(photo_id=face[0]))
    assert isinstance(answers[-1], m.Done)
    assert answers[-1].summary.cancelled
    assert not [one for one in answers if isinstance(one, m.Explained)]
    with bench.library() as library:
        assert not list(library.layout.explanations.rglob("*.json"))


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, bench: Bench) -> None:
    """Commands ask an engine in this process: no second load of the networks."""
    monkeypatch.setattr(
        "photo_curator.app.build_engine", lambda root, take: LocalEngine(root, take, bench.networks)
    )
    Session.root = None


def call(bench: Bench, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--library", str(bench.root), "explain", *arguments])


def written(bench: Bench, photo: str, out: Path, fool: int) -> None:
    """The command's JSON says what lies in its folder."""
    result = call(bench, photo, "--fool", str(fool), "--out", str(out), "--json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert document["explanation"]["method"] == "saliency"
    assert document["fooling"] == json.loads((out / "fooling.json").read_text("utf-8"))
    assert document["explanation"] == json.loads((out / "explanation.json").read_text("utf-8"))
    for file in (*document["explanation"]["files"].values(), *document["fooling"]["files"].values()):
        assert (out / file).is_file()


@pytest.mark.usefixtures("here")
def test_the_command_writes_pictures_and_numbers(bench: Bench, face: tuple[int, str], tmp_path: Path) -> None:
    with bench.library() as library:
        score = library.photos.get(face[0]).faces[0].score
    assert score is not None
    # To the neighbour: soon found.
    target = 4 if fooling_target(score.probabilities) == 1 else 5
    written(bench, face[1], tmp_path / "why", target)
    fooling = read_fooling(tmp_path / "why")
    assert fooling.succeeded
    with (
        Image.open(tmp_path / "why" / "original.png") as original,
        Image.open(tmp_path / "why" / "fooled.png") as fooled,
    ):
        change = np.abs(np.asarray(original, int) - np.asarray(fooled, int))
    assert change.max() == fooling.largest_change
    # Again into the same folder: an earlier result may be replaced.
    text = call(bench, face[1], "--fool", str(target), "--out", str(tmp_path / "why"))
    assert text.exit_code == 0, text.output
    assert "hiding" in text.stdout
    assert "fooling picture" in text.stdout


@pytest.mark.usefixtures("here")
def test_the_command_replaces_no_files_of_others(bench: Bench, face: tuple[int, str], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").touch()
    refused = call(bench, face[1], "--out", str(tmp_path / "mine"))
    assert isinstance(refused.exception, CuratorError)
    assert "holds other files" in str(refused.exception)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


@pytest.mark.slow
def test_the_command_in_the_engines_own_process(bench: Bench, face: tuple[int, str], tmp_path: Path) -> None:
    Session.root = None
    written(bench, face[1], tmp_path / "why", 3)


@pytest.mark.parametrize(
    ("words", "wanted"), [([], None), (["--fool"], "default"), (["--fool", "3"], 3), (["--fool=2"], 2)]
)
def test_fooling_without_a_target_aims_where_the_window_does(
    bench: Bench,
    face: tuple[int, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    wanted: int | str | None,
) -> None:
    asked: list[m.Explain] = []

    def stopped(request: m.Explain, take: object) -> IndexSummary:
        asked.append(request)
        return IndexSummary(cancelled=True)

    monkeypatch.setattr("photo_curator.cli.explain.run_engine", stopped)
    with bench.library() as library:
        score = library.photos.get(face[0]).faces[0].score
    assert score is not None
    Session.root = None
    for order in ([*words, face[1]], [face[1], *words]):
        result = call(bench, *order, "--out", str(tmp_path / "why"))
        assert result.exit_code == 130, result.output
    target = fooling_target(score.probabilities) if wanted == "default" else wanted
    assert [request.fool for request in asked] == [target, target]
