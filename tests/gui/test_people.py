"""People in the window: the offer, names typed in place, joining, "this is me", "not this person", undo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.face import Face
from photo_curator.domain.geometry import Box, Landmarks
from photo_curator.domain.indexing import AnalysedFace
from photo_curator.domain.operations import SetFlag
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Score
from photo_curator.domain.weights import WeightState
from photo_curator.gui.state import Page
from tests.gui.conftest import Stage, add

BOXES = (Box(100, 100, 300, 350), Box(420, 100, 620, 350))


def with_faces(number: int):
    found = add(number, folder="/people")
    score = Score((0, 0, 1, 0, 0), 3.0, 2.5, 3.5)
    faces = tuple(
        AnalysedFace(
            Face(0, box, Landmarks(*[box.centre] * 5), 0.99, score, {"eyes_open": 0.9}, ""), bytes(8)
        )
        for box in BOXES
    )
    return replace(found, analysis=replace(found.analysis, faces=faces))


@pytest.fixture
def ids(library: Library) -> list[int]:
    """Four photos of two people each, as the machine groups them."""
    ids = list(library.files.apply([with_faces(number) for number in range(900, 904)]))
    faces = [library.photos.faces(one) for one in ids]
    library.people.write_guesses("1", {one[0].id: -1 for one in faces} | {one[1].id: -2 for one in faces[:3]})
    return ids


@pytest.fixture
def stage(make_stage, library: Library, ids: list[int]) -> Stage:
    return make_stage(library)


def names(stage: Stage) -> list[tuple[str, int]]:
    return [(one.name, one.photos) for one in stage.library.people.all()]


def sidebar(stage: Stage, qtbot, *wanted: str) -> None:
    """The section comes to hold these lines."""

    def lines() -> list[str]:
        found = stage.window.sidebar._model.findItems("People")
        return [found[0].child(row).text() for row in range(found[0].rowCount())] if found else []

    stage.window.loading.recount()
    qtbot.waitUntil(lambda: lines() == list(wanted))


def test_without_people_the_page_offers_the_network(
    make_stage, library: Library, tmp_path, monkeypatch, qtbot
):
    monkeypatch.setattr("photo_curator.weight_store.weights_dir", lambda: tmp_path / "store")
    stage = make_stage(library)
    stage.trigger("people")
    page, feed = stage.window.feeds.people.page, stage.window.feeds.people
    assert page.currentWidget() is page.offer
    assert not page.offer.ready
    feed.weights.download("facenet")
    (engine,) = stage.engines
    assert engine.asked[-1] == ("DownloadWeights", m.DownloadWeights(name="facenet"))
    task = len(engine.asked)
    # They have come: people are looked for at once.
    engine.answer(
        m.WeightsFound(
            task=task, name="facenet", state=WeightState.READY, here=7, sha256="0" * 64, pinned=True
        )
    )
    engine.answer(m.Done(task=task))
    qtbot.waitUntil(lambda: engine.asked[-1][0] == "FindPeople")
    assert page.offer.ready


def test_a_name_is_typed_below_the_face_and_taken_back(stage: Stage, qtbot) -> None:
    sidebar(stage, qtbot, "Unnamed")
    stage.trigger("people")
    page = stage.window.feeds.people.page
    first = stage.library.people.all()[0].id
    page.everybody.edit_name(first)
    editor = page.everybody.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Ada")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ("Ada", 4) in names(stage))
    assert names(stage) == [("Ada", 4), ("", 3)]
    assert page.everybody.item(0).text() == "Ada"
    sidebar(stage, qtbot, "Ada", "Unnamed")
    stage.trigger("undo")
    assert names(stage) == [("", 4), ("", 3)]
    assert page.everybody.item(0).text() == "Add a name"


def test_who_is_dropped_on_somebody_or_gets_their_name_is_the_same_person(stage: Stage) -> None:
    stage.trigger("people")
    page = stage.window.feeds.people.page
    first, second = (one.id for one in stage.library.people.all())
    page.everybody.drop([second], first)
    assert names(stage) == [("", 4)]
    stage.trigger("undo")
    page.named.emit(first, "Ada")
    page.named.emit(second, "ada")
    assert names(stage) == [("Ada", 4)]


def test_however_a_name_is_written_it_is_the_same_and_leaves_room_for_undo(stage: Stage) -> None:
    stage.trigger("people")
    page = stage.window.feeds.people.page
    first, second = (one.id for one in stage.library.people.all())
    page.named.emit(first, "Jose\u0301")  # as macOS writes it
    page.named.emit(second, "JOS\u00c9")
    assert [count for _, count in names(stage)] == [4]
    page.named.emit(first, "W" * 80)
    toast = stage.window.toast
    assert toast.text.endswith("W" * 80)
    assert 0 <= toast.x() < toast.x() + toast.width() <= stage.window.pages.width()
    assert toast.undo.isVisible()
    assert toast.rect().contains(toast.undo.geometry())


def test_a_name_being_typed_outlives_what_arrives_meanwhile(stage: Stage, qtbot) -> None:
    stage.trigger("people")
    grid = stage.window.feeds.people.page.everybody
    first = stage.library.people.all()[0].id
    grid.edit_name(first)
    editor = grid.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Ad")
    photo = stage.library.people.faces(first)[0].photo_id
    stage.library.curation.apply(SetFlag((photo,), Flag.REJECT))
    stage.window.loading.recount()
    qtbot.waitUntil(lambda: "3" in grid.item(0).data(Qt.ItemDataRole.AccessibleTextRole))
    qtbot.keyClicks(editor, "a")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stage.library.people.names()[first].name == "Ada")


def test_the_open_album_of_who_is_joined_becomes_the_others(stage: Stage, ids: list[int]) -> None:
    first, second = (one.id for one in stage.library.people.all())
    stage.window.show_album(f"person:{second}")
    stage.trigger("people")
    stage.window.feeds.people.page.everybody.drop([second], first)
    assert stage.state.page is Page.PEOPLE
    assert stage.state.album.key == f"person:{first}"
    stage.trigger("grid")
    assert set(stage.state.ids) == set(ids[:4])


def test_my_own_person_comes_first_and_leads(stage: Stage, qtbot) -> None:
    stage.trigger("people")
    page = stage.window.feeds.people.page
    _, second = (one.id for one in stage.library.people.all())
    page.everybody._rows[second].setSelected(True)
    page._me.click()
    assert stage.library.people.all()[0].id == second
    assert page._me.text() == "This is not me"
    sidebar(stage, qtbot, "Me", "Unnamed")


def test_a_face_is_not_this_persons_and_goes_to_somebody_new(stage: Stage, ids: list[int]) -> None:
    stage.trigger("people")
    page = stage.window.feeds.people.page
    first = stage.library.people.all()[0].id
    page.person_asked.emit(first)
    assert page.faces.count() == 4
    page.faces.item(0).setSelected(True)
    page._not.click()
    assert page.faces.count() == 3
    page.faces.item(0).setSelected(True)
    page._whose.setText("Grace")
    page._whose.returnPressed.emit()
    assert ("Grace", 1) in names(stage)
    stage.trigger("undo")
    stage.trigger("undo")
    assert names(stage) == [("", 4), ("", 3)]


def test_a_person_opens_the_album_of_their_photos(stage: Stage, ids: list[int]) -> None:
    stage.trigger("people")
    page = stage.window.feeds.people.page
    second = stage.library.people.all()[1].id
    page.everybody.opened.emit(second)
    assert stage.state.page is Page.GRID
    assert sorted(stage.state.ids) == ids[:3]


def test_the_inspector_shows_and_takes_names(stage: Stage, ids: list[int], qtbot) -> None:
    stage.state.select([ids[0]], ids[0])
    inspector = stage.window.inspector
    qtbot.waitUntil(inspector.name.isVisible)
    assert inspector.name.text() == ""
    inspector.name.setFocus()
    qtbot.keyClicks(inspector.name, "Grace")
    qtbot.keyClick(inspector.name, Qt.Key.Key_Return)
    assert ("Grace", 1) in names(stage)
    qtbot.waitUntil(lambda: inspector.name.text() == "Grace")
    stage.state.select([ids[1]], ids[1])
    qtbot.waitUntil(lambda: inspector.name.text() == "")


def test_a_library_without_people_shows_no_names(make_stage, library: Library, qtbot) -> None:
    (photo,) = library.files.apply([with_faces(950)])
    stage = make_stage(library)
    stage.state.select([photo], photo)
    qtbot.waitUntil(stage.window.inspector._strip.isVisible)
    assert not stage.window.inspector.name.isVisible()
