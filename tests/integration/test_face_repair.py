"""Faces put right, with real faces, the real networks and the engine; from the terminal too."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance
from typer.testing import CliRunner

from photo_curator.cli import app, common
from photo_curator.cli import faces as face_commands
from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.face import FaceOrigin
from photo_curator.domain.face_repair import Repair, RepairFaces, place_of
from photo_curator.domain.geometry import Box, Size
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.photo import FileState, Photo
from photo_curator.domain.score import Verdict
from photo_curator.domain.sentences import Sentence
from photo_curator.engine.local import LocalEngine
from photo_curator.engine.networks import Networks
from tests.integration.conftest import Bench
from tests.pictures import scene

CROWD = Size(2400, 3600)
#: The small face in the upright crowd.jpg: under the share of the height that the detector looks for.
SMALL_FACE = Box(1837, 1845, 1904, 1933)


class NextNetworks(Networks):
    """The same networks as those of a later release."""

    version = "next"

    def __init__(self, networks: Networks) -> None:
        super().__init__("cpu")
        self._loaded = networks.get()


@pytest.fixture(scope="module")
def pictures(
    tmp_path_factory: pytest.TempPathFactory, portraits: dict[str, Image.Image], networks: Networks
) -> Path:
    """photos/ and library/: two faces side by side; and a face that is found beside one that is too small."""
    place = tmp_path_factory.mktemp("faces")
    folder = place / "photos"
    folder.mkdir()
    pair = scene(1100, 700, seed=2)
    pair.paste(portraits["astronaut"], (20, 150))
    pair.paste(portraits["grace_hopper"], (560, 60))
    pair.save(folder / "pair.jpg", quality=92)
    crowd = Image.new("RGB", (CROWD.width, CROWD.height), (120, 130, 140))
    crowd.paste(portraits["grace_hopper"].resize((700, 820)), (200, 300))
    crowd.paste(portraits["astronaut"].resize((390, 390)), (1700, 1800))
    exif = Image.Exif()
    exif[0x0112] = 6  # stored lying on its side
    crowd.transpose(Image.Transpose.ROTATE_90).save(folder / "crowd.jpg", quality=92, exif=exif)
    Bench(place / "library", folder, networks).index(folder)
    return place


@pytest.fixture
def group(pictures: Path, tmp_path: Path, networks: Networks) -> Bench:
    """A library of its own over photos that stay as they are."""
    shutil.copytree(pictures / "library", tmp_path / "library")
    return Bench(tmp_path / "library", pictures / "photos", networks)


@pytest.fixture
def movable(pictures: Path, tmp_path: Path, networks: Networks) -> Bench:
    """Photos of its own, too."""
    shutil.copytree(pictures / "photos", tmp_path / "photos")
    bench = Bench(tmp_path / "library", tmp_path / "photos", networks)
    bench.index(tmp_path / "photos")
    return bench


def of(bench: Bench, name: str) -> Photo:
    with bench.library() as library:
        return library.photos.get(library.photos.find(name))


def ask(bench: Bench, request: m.StartTask) -> IndexSummary:
    bench.answers.clear()
    LocalEngine(bench.root, bench.answers.append, bench.networks).ask(request)
    done = bench.answers[-1]
    assert isinstance(done, m.Done), done
    return done.summary


def say(bench: Bench, name: str, kind: Repair, box: Box | None = None) -> None:
    photo = of(bench, name).summary
    with bench.library() as library:
        library.curation.apply(RepairFaces((photo.id,), kind, box and place_of(box, photo.size)))
    ask(bench, m.Rescore(photo_ids=(photo.id,)))


def undo(bench: Bench) -> None:
    with bench.library() as library:
        change = library.curation.undo()
        assert change is not None
        waiting = library.face_repair.waiting(change.photo_ids)
    ask(bench, m.Rescore(photo_ids=waiting))


def waiting(bench: Bench) -> tuple[int, ...]:
    with bench.library() as library:
        return library.face_repair.waiting()


def identities(photo: Photo) -> list[object]:
    """Which faces they are, and how they were cut out."""
    return [(face.id, face.crop_key, face.landmarks) for face in photo.faces]


def origins(photo: Photo) -> list[FaceOrigin]:
    return [face.origin for face in photo.faces]


def test_rejecting_leaves_the_other_face_as_it_was(group: Bench) -> None:
    before = of(group, "pair.jpg")
    assert len(before.faces) == 2
    first, second = before.faces
    say(group, "pair.jpg", Repair.REJECTED, first.box)
    assert {type(answer) for answer in group.answers} >= {m.PhotosChanged, m.Progress}
    after = of(group, "pair.jpg")
    assert identities(after) == [(second.id, second.crop_key, second.landmarks)]
    assert after.machine is not None
    assert second.score is not None
    assert after.machine.mean == pytest.approx(second.score.mean, abs=1e-4)
    assert after.danger.hazards == before.danger.hazards
    assert waiting(group) == ()
    with group.library() as library:
        assert library.layout.crop(second.crop_key).exists()
    undo(group)
    assert of(group, "pair.jpg") == before
    assert waiting(group) == ()


def test_the_only_face_rejected_leaves_a_technical_score(group: Bench) -> None:
    before = of(group, "crowd.jpg")
    assert before.summary.verdict is Verdict.SCORE
    say(group, "crowd.jpg", Repair.REJECTED, before.faces[0].box)
    after = of(group, "crowd.jpg")
    assert (after.summary.verdict, after.faces, after.summary.face_count) == (Verdict.NO_FACE, (), 0)
    assert after.machine is not None
    assert "sharpness" in after.attributes
    say(group, "crowd.jpg", Repair.ANEW)
    again = of(group, "crowd.jpg")
    assert again.machine == before.machine
    assert [face.box for face in again.faces] == [face.box for face in before.faces]


def test_a_missed_face_is_found_in_a_rough_box_of_a_turned_file(group: Bench) -> None:
    before = of(group, "crowd.jpg")
    assert (before.summary.size, len(before.faces)) == (CROWD, 1)
    rough = Box(SMALL_FACE.x1 - 15, SMALL_FACE.y1 - 18, SMALL_FACE.x2 + 10, SMALL_FACE.y2 + 14)
    say(group, "crowd.jpg", Repair.ADDED, rough)
    after = of(group, "crowd.jpg")
    assert origins(after) == [FaceOrigin.DETECTED, FaceOrigin.ADDED]
    assert identities(after)[:1] == identities(before)
    added = after.faces[1]
    assert added.box.iou(SMALL_FACE) > 0.6
    assert added.score is not None
    assert added.attributes["eyes_open"] > 0.5
    assert after.machine != before.machine
    undo(group)
    assert of(group, "crowd.jpg") == before


def test_a_box_without_eyes_in_it_counts_as_a_face_and_has_no_score(group: Bench) -> None:
    before = of(group, "crowd.jpg")
    say(group, "crowd.jpg", Repair.ADDED, Box(1200, 2800, 1500, 3200))
    after = of(group, "crowd.jpg")
    assert sorted(origins(after)) == [FaceOrigin.DETECTED, FaceOrigin.ESTIMATED]
    (added,) = (face for face in after.faces if face.origin is FaceOrigin.ESTIMATED)
    assert added.score is None
    assert set(added.attributes) == {"sharpness", "exposure"}
    assert after.machine is not None
    assert before.machine is not None
    assert after.machine.mean == pytest.approx(before.machine.mean, abs=1e-4)


def test_words_outlive_new_networks_moves_and_edits(movable: Bench) -> None:
    group = movable
    first, second = of(group, "pair.jpg").faces
    say(group, "pair.jpg", Repair.REJECTED, first.box)
    say(group, "crowd.jpg", Repair.ADDED, SMALL_FACE)
    newer = Bench(group.root, group.photos, NextNetworks(group.networks))
    assert newer.index().indexed == 2
    assert [face.box for face in of(group, "pair.jpg").faces] == [second.box]
    assert FaceOrigin.ADDED in origins(of(group, "crowd.jpg"))
    group.index()
    # Renamed, with other metadata: nothing is analysed, nothing waits.
    pair = group.photos / "moved.jpg"
    os.rename(group.photos / "pair.jpg", pair)
    assert group.index().moved == 1
    assert len(of(group, "moved.jpg").faces) == 1
    # Brighter, at the same size: the words hold. Cropped: they wait for the picture to come back.
    with Image.open(pair) as image:
        image.load()
    ImageEnhance.Brightness(image).enhance(1.15).save(pair, quality=92)
    assert group.index().indexed == 1
    assert len(of(group, "moved.jpg").faces) == 1
    image.crop((0, 0, 1100, 600)).save(pair, quality=92)
    assert group.index().indexed == 1
    assert len(of(group, "moved.jpg").faces) == 2
    image.resize((1650, 1050)).save(pair, quality=92)
    assert group.index().indexed == 1
    assert len(of(group, "moved.jpg").faces) == 1


def test_what_is_said_of_a_photo_that_is_away_is_done_when_it_is_back(movable: Bench) -> None:
    group = movable
    first, second = of(group, "pair.jpg").faces
    away = group.photos.with_name("unplugged")
    group.photos.rename(away)
    group.index()
    assert of(group, "pair.jpg").summary.state is FileState.OFFLINE
    say(group, "pair.jpg", Repair.REJECTED, first.box)
    say(group, "crowd.jpg", Repair.ADDED, SMALL_FACE)
    (notice,) = (answer for answer in group.answers if isinstance(answer, m.Notice))
    assert (notice.sentence, notice.arguments) == (Sentence.FACES_LATER, ("crowd.jpg",))
    # What needs no pixels counts at once.
    pair = of(group, "pair.jpg")
    assert pair.faces == (second,)
    assert pair.summary.machine_score == pytest.approx(second.score.mean if second.score else 0)
    assert origins(of(group, "crowd.jpg")) == [FaceOrigin.DETECTED]
    assert len(waiting(group)) == 2
    away.rename(group.photos)
    summary = group.index()
    assert (summary.unchanged, summary.indexed) == (2, 0)
    assert waiting(group) == ()
    assert FaceOrigin.ADDED in origins(of(group, "crowd.jpg"))


def test_a_file_that_changed_meanwhile_is_left_to_the_next_look(movable: Bench) -> None:
    group = movable
    first = of(group, "pair.jpg").faces[0]
    scene(1100, 700, seed=9).save(group.photos / "pair.jpg")
    say(group, "pair.jpg", Repair.REJECTED, first.box)
    (notice,) = (answer for answer in group.answers if isinstance(answer, m.Notice))
    assert notice.sentence is Sentence.FACES_OF_OTHER_PIXELS
    group.index()
    assert of(group, "pair.jpg").summary.verdict is Verdict.NO_FACE
    assert waiting(group) == ()


@pytest.fixture
def run(group: Bench, monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """The terminal, with the engine in this process."""

    def run_engine(request: m.StartTask, on_answer: object = None) -> IndexSummary:
        return ask(group, request)

    monkeypatch.setattr(face_commands, "run_engine", run_engine)
    monkeypatch.setattr(common.Session, "root", group.root)

    def run(*arguments: str) -> object:
        result = CliRunner().invoke(app, ["--library", str(group.root), *arguments])
        if result.exit_code:
            return result.exception
        return json.loads(result.output) if "--json" in arguments else result.output

    return run


def test_the_terminal_puts_faces_right(group: Bench, run: Callable[..., object]) -> None:
    before = run("faces", "crowd.jpg", "--json")
    assert isinstance(before, dict)
    assert [face["number"] for face in before["faces"]] == [1]
    assert (before["corrections"], before["waiting"]) == ([], False)
    added = run("face", "add", "crowd.jpg", "1822", "1830", "1915", "1950", "--json")
    assert added == {"label": "Add a face to 1 photo", "photo_ids": [before["id"]]}
    found = run("faces", "crowd.jpg", "--json")
    assert isinstance(found, dict)
    assert [face["origin"] for face in found["faces"]] == ["detected", "added"]
    assert found["corrections"][0]["kind"] == "added"
    assert "by hand" in str(run("faces", "crowd.jpg"))
    run("face", "reject", "crowd.jpg", "2")
    assert len(run("faces", "crowd.jpg", "--json")["faces"]) == 1  # type: ignore[index]
    assert "Undone: Remove a face" in str(run("undo"))
    assert run("faces", "crowd.jpg", "--json") == found
    run("redo")
    assert len(run("faces", "crowd.jpg", "--json")["faces"]) == 1  # type: ignore[index]
    run("face", "detect", "crowd.jpg")
    assert [face["box"] for face in run("faces", "crowd.jpg", "--json")["faces"]] == [  # type: ignore[index]
        face["box"] for face in before["faces"]
    ]
    assert "there is no face 7" in str(run("face", "reject", "crowd.jpg", "7"))
    # Shares of the photo mean the same place as pixels; nothing is not a box.
    run("face", "add", "crowd.jpg", "0.76", "0.51", "0.797", "0.54")
    assert len(run("faces", "crowd.jpg", "--json")["faces"]) == 2  # type: ignore[index]
    assert "holds no face" in str(run("face", "add", "crowd.jpg", "10", "10", "11", "10"))


def test_copies_share_their_crops_whatever_is_said_of_one(movable: Bench) -> None:
    """Two photos of the same pixels and other bytes: a face rejected in one stays whole in the other."""
    group = movable
    source, twin = group.photos / "pair.jpg", group.photos / "twin.jpg"
    data = source.read_bytes()
    twin.write_bytes(data[:2] + b"\xff\xfe\x00\x06twin" + data[2:])
    group.index()
    first, _ = of(group, "twin.jpg").faces
    with Library.open(group.root) as library:
        crop = library.layout.crop(first.crop_key).read_bytes()
    say(group, "pair.jpg", Repair.REJECTED, first.box)
    with Library.open(group.root) as library:
        assert library.layout.crop(first.crop_key).read_bytes() == crop
    assert len(of(group, "twin.jpg").faces) == 2
