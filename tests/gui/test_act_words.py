"""The user's acts in the window's language: every kind the journal knows, and one it does not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel

from photo_curator.db.acts import ACTS, act_for
from photo_curator.db.library import Library
from photo_curator.domain.album_operations import ChangeAlbum, CreateAlbum, DeleteAlbum, FillAlbum
from photo_curator.domain.danger import DangerVerdict
from photo_curator.domain.errors import LibraryTooNewError
from photo_curator.domain.face_repair import Repair, RepairFaces
from photo_curator.domain.file_operations import (
    ExportedFile,
    RecordExport,
    RecordSidecars,
    WrittenSidecar,
)
from photo_curator.domain.geometry import Box
from photo_curator.domain.operations import (
    Annotate,
    Change,
    Journalled,
    Judgement,
    KeepBest,
    Operation,
    Restack,
    Rotate,
    SetBurst,
    SetCover,
    SetDanger,
    SetFlag,
    SetMeaning,
    SetRating,
    SetThreshold,
    UseTaste,
)
from photo_curator.domain.people import ChooseMe, DenyFaces, FacePlace, MergePeople, MoveFaces, NamePerson
from photo_curator.domain.query import PhotoQuery
from photo_curator.domain.rating import Flag
from photo_curator.domain.sentences import Sentence
from photo_curator.gui.act_words import ActWords
from photo_curator.gui.translation import install_translation

HERE = tuple(FacePlace(photo, Box(0.1, 0.1, 0.2, 0.2)) for photo in (1, 2))
FILES = tuple(ExportedFile(photo, f"{photo}.jpg", "0" * 64) for photo in (1, 2, 3))
SIDECARS = tuple(WrittenSidecar(photo, f"{photo}.xmp", photo) for photo in (1, 2, 3))
SAID = tuple(Judgement(photo, "ann", True) for photo in (1, 2, 3))
OPERATIONS: tuple[Operation, ...] = (
    *(SetRating((1, 2, 3), value) for value in (0, 1, 5)),
    *(SetFlag((1, 2, 3), flag) for flag in Flag),
    KeepBest((1,), (2, 3)),
    Rotate((1, 2, 3), 90),
    *(SetDanger((1, 2, 3), verdict) for verdict in (*DangerVerdict, None)),
    SetThreshold("water", 0.5, 7),
    SetThreshold("water", None),
    Annotate(SAID),
    Annotate((*SAID, Judgement(1, "ben", False))),
    UseTaste(0),
    UseTaste(2),
    UseTaste(1, back=True),
    SetMeaning("digiKam", None),
    SetMeaning("digiKam", (1, 2, 3, 4, 5)),
    *(SetBurst((1, 2, 3), restack) for restack in Restack),
    SetCover((1,)),
    SetCover((1, 2)),
    RecordExport("/out", FILES),
    RecordSidecars("a.zip", SIDECARS),
    CreateAlbum("Japan"),
    ChangeAlbum(1, new_name="Kyoto", name="Japan"),
    ChangeAlbum(1, query=PhotoQuery(), name="Japan"),
    DeleteAlbum(1, name="Japan"),
    FillAlbum(1, (1, 2, 3), inside=True, name="Japan"),
    FillAlbum(1, (1, 2, 3), inside=False, name="Japan"),
    NamePerson(1, " Anna  B "),
    NamePerson(1, ""),
    MergePeople((2,), 1),
    MergePeople((2, 3), 1),
    MoveFaces(HERE, 1),
    MoveFaces(HERE, 1, "Anna"),
    MoveFaces(HERE[:1], 1),
    DenyFaces(HERE, 1),
    ChooseMe(1),
    ChooseMe(1, me=False),
    *(RepairFaces((1, 2, 3), kind) for kind in Repair),
)


@pytest.fixture
def speak(qapp):
    """Install a language, and take it away afterwards."""
    installed = []
    before = QLocale()
    yield lambda name: installed.extend(install_translation(qapp, QLocale(name)))
    for translator in installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def entry(operation: Operation) -> Journalled:
    """As the journal gives it back: from its JSON, with the label and the count of its writing."""
    act = act_for(operation)
    stored = act.load(act.dump(operation))
    return Journalled(act.label(operation, 3), stored, 3)


def test_every_kind_of_act_is_tried_here() -> None:
    assert {type(operation) for operation in OPERATIONS} == {act.operation for act in ACTS}


def test_in_english_the_window_says_what_the_journal_keeps(qapp, speak) -> None:
    speak("en_GB")
    words = ActWords()
    for operation in OPERATIONS:
        assert words.label(entry(operation)) == entry(operation).label


def test_in_german_every_act_has_words_of_its_own(qapp, speak) -> None:
    speak("de_DE")
    words = ActWords()
    said = {entry(operation).label: words.label(entry(operation)) for operation in OPERATIONS}
    assert [label for label, german in said.items() if label == german] == []
    assert len(set(said.values())) == len(said)
    assert said["Rate 3 photos 5 stars"] == "3 Fotos mit 5 Sternen bewerten"
    one = Journalled("Rate 1 photo 5 stars", SetRating((1,), 5), 1)
    assert words.label(one) == "1 Foto mit 5 Sternen bewerten"
    many = Journalled("Pick 1,234 photos", SetFlag((), Flag.PICK), 1234)
    assert words.label(many) == "1.234 Fotos auswählen"


def test_what_could_not_be_taken_back_is_said_too(qapp, speak) -> None:
    speak("de_DE")
    act = Journalled("Export 3 photos", RecordExport("/out", ()), 3)
    label = f"{act.label} ({Sentence.FILES_STAY.about(2)})"
    assert ActWords().taken_back(Change(label, (), act=act)) == (
        "3 Fotos exportieren (2 Dateien wurden seither geändert oder lassen sich nicht entfernen)"
    )


def test_an_act_of_a_newer_version_keeps_its_label(qapp, speak, tmp_path: Path) -> None:
    speak("de_DE")
    with Library.open(tmp_path) as library:
        library.curation.apply(CreateAlbum("Japan"))
        with sqlite3.connect(library.layout.database) as other:
            other.execute("UPDATE operation SET kind = 'weather', label = 'Fetch the weather'")
        other.close()
        found = library.curation.next_undo()
        assert found is not None
        assert ActWords().label(found) == "Fetch the weather"
        with pytest.raises(LibraryTooNewError, match="newer"):
            library.curation.undo()


def test_a_german_window_undoes_and_fails_in_german(make_stage, library, qapp, speak) -> None:
    speak("de_DE")  # after the stage's own language: the last one installed is asked first
    stage = make_stage(library)
    stage.trigger("pick")
    assert stage.window.actions_table["undo"].text() == "Rückgängig: 1 Foto auswählen"
    stage.trigger("undo")
    assert stage.window.toast.text == "Rückgängig gemacht: 1 Foto auswählen"
    stage.dialogs.name = "Japan"
    stage.trigger("new-album")
    stage.trigger("new-album")
    shown = [label.text() for label in stage.window.status.findChildren(QLabel)]
    assert "Ein Album „Japan“ gibt es schon; bitte diesem einen anderen Namen geben." in shown
