"""Faces become people: after indexing, incrementally, surviving other versions, cancel and moved files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageEnhance
from safetensors.torch import save_file
from typer.testing import CliRunner

from photo_curator.cli import app
from photo_curator.domain import messages as m
from photo_curator.domain.people import ChooseMe, FacePlace, MoveFaces, NamePerson
from photo_curator.engine import people as engine_people
from photo_curator.engine.local import LocalEngine
from photo_curator.engine.networks import Networks
from photo_curator.ml.faces import inception_resnet_v1
from photo_curator.ml.identity import FaceReader
from tests.integration.conftest import Bench


class Recognised(Networks):
    """The real networks; persons are told apart by how their small grey face looks."""

    def __init__(self, networks: Networks, weights: str = "one") -> None:
        super().__init__("cpu")
        self.get = networks.get  # type: ignore[method-assign]
        self.weights = weights
        self.reads = 0
        self._faces: list[np.ndarray] = []

    def identity_version(self) -> str:
        return self.weights

    def face_reader(self) -> Recognised:  # type: ignore[override]
        return self

    def read(self, crops: Sequence[np.ndarray]) -> np.ndarray:
        self.reads += len(crops)
        found = np.zeros((len(crops), 16), np.float16)
        for row, crop in enumerate(crops):
            small = np.asarray(Image.fromarray(crop[28:204, 24:200]).convert("L").resize((8, 8)), float)
            small = (small - small.mean()) / (small.std() + 1e-6) / 8
            like = [number for number, one in enumerate(self._faces) if (small * one).sum() > 0.8]
            if not like:
                self._faces.append(small)
            found[row, like[0] if like else len(self._faces) - 1] = 1
        return found


@pytest.fixture
def seen(bench: Bench, networks: Networks) -> Bench:
    """The indexed library, and weights that have just come."""
    bench.networks = Recognised(networks)
    bench.index()
    return bench


def people(bench: Bench) -> dict[str, list[str]]:
    """File names by person; those without a name by their number."""
    with bench.library() as library:
        return {
            one.name or str(one.id): sorted(face.file_name for face in library.people.faces(one.id))
            for one in library.people.all()
        }


ASTRONAUT = ["a_sharp.jpg", "b_blurred.jpg", "c_dark.jpg"]


def test_without_weights_nothing_happens(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PHOTO_CURATOR_WEIGHTS", str(tmp_path / "none"))
    bench.index()
    assert people(bench) == {}
    answers: list[m.Answer] = []
    LocalEngine(bench.root, answers.append, bench.networks).ask(m.FindPeople())
    assert isinstance(answers[-1], m.Failed)
    assert "download" in answers[-1].message


def test_an_index_run_finds_people_and_new_photos_join_them(
    seen: Bench, portraits: dict[str, Image.Image]
) -> None:
    assert list(people(seen).values()) == [ASTRONAUT]
    with seen.library() as library:
        library.curation.apply(NamePerson(library.people.all()[0].id, "Eileen"))
    reads = seen.networks.reads
    ImageEnhance.Brightness(portraits["astronaut"]).enhance(0.7).save(seen.photos / "g_new.jpg", quality=92)
    for number in range(3):
        ImageEnhance.Brightness(portraits["grace_hopper"]).enhance(0.6 + number / 10).save(
            seen.photos / f"h_{number}.jpg", quality=92
        )
    seen.index()
    assert seen.networks.reads == reads + 4, "only new faces are read"
    found = people(seen)
    assert found.pop("Eileen") == [*ASTRONAUT, "g_new.jpg"]
    # The face that was alone so far has company now.
    assert list(found.values()) == [["d_other.jpg", "h_0.jpg", "h_1.jpg", "h_2.jpg"]]


def test_names_survive_new_weights_another_analysis_and_moved_files(seen: Bench) -> None:
    with seen.library() as library:
        person = library.people.all()[0].id
        library.curation.apply(NamePerson(person, "Eileen"))
        library.curation.apply(ChooseMe(person))
    seen.networks.weights = "two"
    seen.index()
    assert seen.networks.reads == 8
    assert people(seen) == {"Eileen": ASTRONAUT}
    moved = seen.photos.with_name("moved")
    moved.mkdir()
    (seen.photos / "a_sharp.jpg").rename(moved / "a_sharp.jpg")
    seen.networks.version = "another analysis"
    seen.index(seen.photos, moved)
    assert people(seen) == {"Eileen": ASTRONAUT}
    with seen.library() as library:
        assert library.people.find("me").id == person
        library.curation.undo()
        library.curation.undo()
    assert list(people(seen)) != ["Eileen"]


def test_a_run_that_is_stopped_goes_on_where_it_was(
    bench: Bench, networks: Networks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_people, "_BATCH", 1)
    monkeypatch.setattr(engine_people, "_PROGRESS_SECONDS", 0.0)
    recognised = Recognised(networks)
    answers: list[m.Answer] = []
    engine = LocalEngine(bench.root, answers.append, recognised)

    def hear(answer: m.Answer) -> None:
        answers.append(answer)
        if isinstance(answer, m.Progress) and answer.stage == "reading faces" and answer.done == 2:
            engine.cancel(answer.task)

    engine = LocalEngine(bench.root, hear, recognised)
    engine.ask(m.FindPeople())
    assert isinstance(answers[-1], m.Done)
    assert answers[-1].summary.cancelled
    assert people(bench) == {}
    before = recognised.reads
    assert 0 < before < 4
    LocalEngine(bench.root, answers.append, recognised).ask(m.FindPeople())
    assert recognised.reads == 4
    assert m.PeopleFound(task=1, people=1, named=0) in answers
    assert list(people(bench).values()) == [ASTRONAUT]


def test_crops_that_were_evicted_are_cut_from_the_photos_again(bench: Bench, networks: Networks) -> None:
    with bench.library() as library:
        shutil.rmtree(library.layout.crops)
    bench.networks = Recognised(networks)
    bench.index()
    assert list(people(bench).values()) == [ASTRONAUT]


def test_grouping_anew_keeps_what_was_said_and_who_is_found_again(seen: Bench) -> None:
    (number,) = people(seen)
    with seen.library() as library:
        photo = library.photos.get(library.photos.find("d_other.jpg"))
        place = FacePlace(photo.summary.id, photo.faces[0].box.relative(photo.summary.size))
        library.curation.apply(MoveFaces((place,), library.people.fresh_id(), "Grace"))
    answers: list[m.Answer] = []
    LocalEngine(seen.root, answers.append, seen.networks).ask(m.FindPeople(anew=True))
    assert isinstance(answers[-1], m.Done), answers[-1]
    assert people(seen) == {number: ASTRONAUT, "Grace": ["d_other.jpg"]}


def test_face_reader_reads_crops_by_generated_weights(tmp_path: Path) -> None:
    torch.manual_seed(0)
    path = tmp_path / "facenet.safetensors"
    save_file(inception_resnet_v1().state_dict(), path)
    reader = FaceReader("cpu", path)
    crops = [np.full((224, 224, 3), 120, np.uint8), np.random.default_rng(0).integers(0, 255, (224, 224, 3))]
    crops = [crop.astype(np.uint8) for crop in crops]
    both = reader.read(crops).astype(np.float32)
    assert both.shape == (2, 512)
    assert np.linalg.norm(both, axis=1) == pytest.approx(1, abs=2e-3)
    # Nothing outside the window counts, and faces of one batch do not change each other.
    crops[1][:28] = 0
    assert np.abs(reader.read(crops[1:]).astype(np.float32) - both[1]).max() < 2e-3


def test_the_terminal_names_lists_and_puts_right(seen: Bench) -> None:
    def run(*words: str) -> str:
        result = CliRunner().invoke(app, ["--library", str(seen.root), *words])
        assert result.exit_code == 0, result.output
        return result.stdout

    (somebody,) = json.loads(run("people", "--json"))
    assert (somebody["name"], somebody["photos"], somebody["me"]) == (None, 3, False)
    run("people", "name", str(somebody["id"]), "Eileen")
    run("people", "me", "eileen")
    run("people", "is", "d_other.jpg", "Grace")
    run("people", "not", "Eileen", "c_dark.jpg")
    assert [one["name"] for one in json.loads(run("people", "--json"))] == ["Eileen", "Grace"]
    listed = json.loads(run("list", "--person", "me", "--json"))
    assert {Path(photo["path"]).name for photo in listed} == {"a_sharp.jpg", "b_blurred.jpg"}
    assert len(json.loads(run("list", "--album", "person:Grace", "--json"))) == 1
    run("people", "name", "Grace", "Eileen")
    assert [(one["name"], one["photos"]) for one in json.loads(run("people", "--json"))] == [("Eileen", 3)]
    for _ in range(5):
        run("undo")
    assert json.loads(run("people", "--json")) == [somebody]
    assert "Eileen" not in run("people")
