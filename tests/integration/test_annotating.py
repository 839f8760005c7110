"""Annotations from table to library and back, and what annotators agree on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from photo_curator.cli import app
from photo_curator.cli.common import Session
from photo_curator.db.library import Library
from photo_curator.domain.annotation import Annotation, Label, Question
from photo_curator.domain.errors import UsageError
from photo_curator.domain.indexing import AddCopy
from photo_curator.domain.operations import Annotate, Judgement
from photo_curator.domain.photo import FileRole
from photo_curator.ml.protocols.labelled import read_labels
from photo_curator.services.annotating import import_annotations, summarise
from photo_curator.services.annotations import AnnotationFileError, read_annotations
from photo_curator.services.datasets import write_dataset
from tests.unit.db.samples import add, analysis, facts, stamp

TABLE = """file,annotator,selfie,dangerous,reason
a.jpg,Anna,1,1,On a cliff
a.jpg,Ben,yes,yes,on a cliff
a.jpg,Cleo,1,0,
trip/b.jpg,Anna,0,,
trip/b.jpg,Ben,0,,
gone.jpg,Anna,1,0,
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    with Library.open(root) as library:
        library.folders.add("/photos")
        library.files.apply([add("/photos/a.jpg"), add("/photos/trip/b.jpg"), add("/photos/c.jpg")])
    (tmp_path / "labels.csv").write_text(TABLE, encoding="utf-8")
    return root


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    monkeypatch.setattr(Session, "root", root)

    def run(*arguments: str, status: int = 0) -> object:
        result = CliRunner().invoke(app, ["--library", str(root), *arguments])
        assert result.exit_code == status, result.output
        return json.loads(result.stdout) if "--json" in arguments else result.output

    return run


def test_in_and_out_and_what_they_agree_on(run: Callable[..., object], tmp_path: Path) -> None:
    told = run("annotations", "import", str(tmp_path / "labels.csv"), "--json")
    assert told == {
        "label": "Annotate 2 photos, by 3 annotators",
        "photo_ids": [1, 2],
        "unknown": ["gone.jpg"],
    }
    assert run("annotations", "summary", "--json") == {
        "annotators": {"Anna": 2, "Ben": 2, "Cleo": 1},
        "photos": 2,
        "labels": {"no selfie": 1, "selfie": 0, "dangerous selfie": 1},
        "drawn": 0,
        # P = (1/3 + 1) / 2; shares: no selfie 2/5, safe 1/5, dangerous 2/5; E = 0.36.
        "kappa": round((2 / 3 - 0.36) / (1 - 0.36), 4),
        "kappa_photos": 2,
        "strength": "moderate",
        "reasons": {"on a cliff": 2},
    }
    assert "moderate" in str(run("annotations", "summary"))
    run("annotations", "export", str(tmp_path / "out.csv"))
    written = read_annotations(tmp_path / "out.csv")
    assert {one.photo for one in written} == {"a.jpg", "trip/b.jpg"}
    assert Annotation("a.jpg", "Anna", True, True, "On a cliff") in written
    # The same table again says nothing new.
    assert run("annotations", "import", str(tmp_path / "out.csv"), "--json")["photo_ids"] == []  # type: ignore[index]
    run("undo")
    assert run("annotations", "summary", "--json")["photos"] == 0  # type: ignore[index]
    run("redo")
    assert run("annotations", "summary", "--json")["photos"] == 2  # type: ignore[index]


def test_copies_of_one_photo_cannot_be_answered_differently(root: Path, tmp_path: Path) -> None:
    table = tmp_path / "copies.csv"
    with Library.open(root) as library:
        copy = AddCopy(1, "/photos/copy.jpg", FileRole.PICTURE, stamp(), "x")
        library.files.apply([copy])
        table.write_text("file,annotator,selfie\na.jpg,Anna,1\ncopy.jpg,Anna,0\n")
        with pytest.raises(UsageError, match=r"Anna answers differently for “copy\.jpg”"):
            import_annotations(library, table)
        assert library.annotations.all() == []
        table.write_text("file,annotator,selfie\na.jpg,Anna,1\ncopy.jpg,Anna,1\n")
        assert import_annotations(library, table).change.photo_ids == (1,)


def test_a_table_that_fits_nothing_or_is_none(root: Path, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("file,annotator,selfie\nx.jpg,Anna,1\n")
    (tmp_path / "none.csv").write_text("picture;who\n")
    with Library.open(root) as library:
        with pytest.raises(UsageError, match="None of the files"):
            import_annotations(library, tmp_path / "other.csv")
        with pytest.raises(AnnotationFileError, match="column file is missing"):
            import_annotations(library, tmp_path / "none.csv")
        assert library.curation.undo_label() is None


def test_labels_become_a_folder_to_train_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, photos = tmp_path / "library", tmp_path / "photos"
    photos.mkdir()
    for number in range(3):
        (photos / f"{number}.jpg").write_bytes(b"picture %d" % number)
    with Library.open(root) as library:
        library.folders.add(str(photos))
        library.files.apply([add(str(photos / f"{number}.jpg")) for number in range(4)])
        judged = [Judgement(number + 1, "Anna", number != 2, number == 0, "") for number in range(4)]
        library.curation.apply(Annotate(tuple(judged)))
        danger = write_dataset(library, tmp_path / "danger", Question.DANGER)
        selfie = write_dataset(library, tmp_path / "selfie", Question.SELFIE)
        with pytest.raises(UsageError, match="not empty"):
            write_dataset(library, tmp_path / "danger", Question.DANGER)
    assert danger.counts == {"dangerous": 1, "not dangerous": 1}
    assert selfie.counts == {"selfie": 2, "no selfie": 1}
    assert list(danger.left_out) == [str(photos / "3.jpg")]  # labelled, but its file is gone
    labelled = read_labels(tmp_path / "danger")
    assert [(one.file, one.label) for one in labelled] == [
        ("1-0.jpg", "dangerous"),
        ("2-1.jpg", "not dangerous"),
    ]
    assert all(one.group for one in labelled)
    assert (tmp_path / "danger" / "1-0.jpg").read_bytes() == b"picture 0"


def test_a_changed_mind_and_its_undo_across_a_restart(root: Path) -> None:
    with Library.open(root) as library:
        library.curation.apply(Annotate((Judgement(1, "Anna", True, True, " edge "),)))
        library.curation.apply(Annotate((Judgement(1, "Anna", True), Judgement(2, "Anna", False))))
        library.curation.apply(Annotate((Judgement(1, "Anna", None),)))
        assert [one.photo for one in library.annotations.all()] == ["/photos/trip/b.jpg"]
    with Library.open(root) as library:
        library.curation.undo()
        assert library.annotations.by_annotator("Anna", [1, 2, 3]) == {
            1: Judgement(1, "Anna", True),
            2: Judgement(2, "Anna", False),
        }
        library.curation.undo()
        assert library.annotations.all() == [Annotation("/photos/a.jpg", "Anna", True, True, "edge")]
        assert library.annotations.annotators() == ["Anna"]


def test_what_no_annotation_can_be(root: Path) -> None:
    with Library.open(root) as library:
        with pytest.raises(UsageError, match="who is labelling"):
            library.curation.apply(Annotate((Judgement(1, "  ", True),)))
        with pytest.raises(UsageError, match="Only a selfie"):
            library.curation.apply(Annotate((Judgement(1, "Anna", False, True),)))


def test_annotations_survive_a_new_analysis(root: Path) -> None:
    from photo_curator.domain.indexing import UpdateFile

    with Library.open(root) as library:
        library.curation.apply(Annotate((Judgement(1, "Anna", True),)))
        (file,) = library.photos.get(1).files
        library.files.apply([UpdateFile(file.id, stamp(9), facts("other"), analysis(version="2"))])
        assert len(library.annotations.all()) == 1


def test_draws_fall_by_lot_the_same_way_for_the_same_seed() -> None:
    votes = [
        Annotation(f"{n}.jpg", who, True, dangerous)
        for n in range(40)
        for who, dangerous in (("Anna", True), ("Ben", False))
    ]
    first = summarise(votes, seed=1)
    assert summarise(votes, seed=1).majorities == first.majorities
    assert summarise(votes, seed=2).majorities != first.majorities
    assert all(one.drawn for one in first.majorities)
    assert 5 < first.labels[Label.DANGEROUS] < 35
