"""Faces put right in the window: the button, the box, keys, menus, undo, and what the engine is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu

from photo_curator.db.library import Library
from photo_curator.domain import messages as m
from photo_curator.domain.face import Face, FaceOrigin
from photo_curator.domain.face_repair import Repair, apply_corrections, holding
from photo_curator.domain.geometry import Box, Landmarks, Size
from photo_curator.domain.indexing import AnalysedFace, Analysis, Rescored
from photo_curator.domain.operations import Rotate
from photo_curator.domain.score import Score, Verdict
from photo_curator.gui.state import Page
from tests.gui.conftest import FakeEngine, Stage, add

SIZE = Size(800, 600)
GOOD = Score((0.0, 0.0, 0.0, 0.5, 0.5), 4.5, 4.0, 5.0)
BAD = Score((0.5, 0.5, 0.0, 0.0, 0.0), 1.5, 1.0, 2.0)
LARGE, SMALL = Box(100, 100, 300, 360), Box(500, 150, 590, 262)
MISSED = Box(600, 400, 680, 500)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def seen(box: Box, score: Score | None, origin: FaceOrigin = FaceOrigin.DETECTED) -> AnalysedFace:
    points = Landmarks(*[(box.x1, box.y1)] * 5)
    return AnalysedFace(Face(0, box, points, 0.99, score, {"eyes_open": 0.9}, "", origin), b"")


class LookingEngine(FakeEngine):
    """Finds the two faces again, and whatever else it is told; answers when the test wants it."""

    library: Library

    def look(self) -> None:
        """Do what was asked last."""
        verb, request = self.asked[-1]
        assert verb == "Rescore"
        assert isinstance(request, m.Rescore)
        for photo_id in request.photo_ids:
            words = self.library.face_repair.words(photo_id)
            corrections = holding(words.corrections, SIZE, "0" * 16)
            found = [seen(LARGE, GOOD), seen(SMALL, BAD)]
            repaired = apply_corrections([one.face.box.relative(SIZE) for one in found], corrections)
            faces = [found[place] for place in repaired.kept]
            faces += [seen(box.absolute(SIZE), BAD, FaceOrigin.ADDED) for box in repaired.added]
            plain = group()
            analysis = replace(plain.analysis, faces=tuple(faces), heeded=words.mark)
            self.library.files.apply([Rescored(photo_id, plain.facts, analysis)])
            self.answer(m.PhotosChanged(task=len(self.asked), photo_ids=(photo_id,)))
        self.answer(m.Done(task=len(self.asked)))


def group():
    plain = add(50, mean=3.0, name="group.jpg")
    analysis = Analysis(Verdict.SCORE, GOOD, (seen(LARGE, GOOD), seen(SMALL, BAD)), "test")
    return replace(plain, analysis=analysis)


@pytest.fixture
def stage(library: Library, make_stage, qtbot) -> Stage:
    """The photo with two faces, in the loupe."""
    (photo,) = library.files.apply([group()])
    engines: list[LookingEngine] = []

    def make_engine(take):
        engines.append(LookingEngine(take))
        engines[-1].library = library
        return engines[-1]

    found = make_stage(library, engine=make_engine)
    found.engines = engines
    # What the rescan at the start found: nothing. From here on the engine is idle.
    engines[0].answer(m.Done(task=1))
    qtbot.waitUntil(lambda: not found.window.bridge.busy)
    found.state.select([photo], photo)
    found.window.commands.open_loupe()
    qtbot.waitUntil(lambda: len(faces_shown(found)) == 2)
    return found


def faces_shown(stage: Stage) -> list[Box]:
    photo = stage.window.loupe.canvas._photo
    return [] if photo is None else [face.box for face in photo.faces]


def at(stage: Stage, x: float, y: float) -> QPoint:
    """A place of the photo in the canvas."""
    return stage.window.loupe.canvas.placement.transform.map(QPointF(x, y)).toPoint()


def asked(stage: Stage) -> list[object]:
    return [request for verb, request in stage.engines[0].asked if verb == "Rescore"]


def draw(stage: Stage, qtbot, box: Box) -> None:
    drawing = stage.window.loupe.face_tools.drawing
    assert drawing is not None
    qtbot.mousePress(drawing, LEFT, NONE, at(stage, box.x2, box.y1))
    qtbot.mouseMove(drawing, at(stage, box.centre[0], box.centre[1]))
    qtbot.mouseRelease(drawing, LEFT, NONE, at(stage, box.x1, box.y2))


def test_the_face_under_the_pointer_is_rejected_by_a_click(stage: Stage, qtbot) -> None:
    canvas, tools = stage.window.loupe.canvas, stage.window.loupe.face_tools
    assert tools.button.isHidden()
    qtbot.mouseMove(canvas, at(stage, 540, 200))
    qtbot.waitUntil(tools.button.isVisible)
    assert canvas.frame_of(canvas.hovered).intersects(tools.button.geometry().toRectF())
    qtbot.mouseClick(tools.button, LEFT)
    photo = stage.state.current
    assert [face.box for face in stage.library.photos.faces(photo)] == [LARGE]
    assert asked(stage) == [m.Rescore(photo_ids=(photo,))]
    assert stage.window.toast.text == "Removed a face"
    assert tools._note.isVisible()
    stage.engines[0].look()
    qtbot.waitUntil(lambda: faces_shown(stage) == [LARGE])
    qtbot.waitUntil(tools._note.isHidden)
    # Back again, and the photo is looked at again.
    stage.trigger("undo")
    assert len(asked(stage)) == 2
    stage.engines[0].look()
    qtbot.waitUntil(lambda: faces_shown(stage) == [LARGE, SMALL])
    assert stage.library.face_repair.waiting() == ()


@pytest.mark.parametrize(("rotation", "zoomed"), [(0, False), (90, True), (270, False)])
def test_a_box_dragged_around_a_missed_face(stage: Stage, qtbot, rotation: int, zoomed: bool) -> None:
    photo = stage.state.current
    if rotation:
        stage.window.operations.run(Rotate((photo,), rotation))
        qtbot.waitUntil(lambda: stage.window.loupe.canvas.placement.rotation == rotation)
    canvas = stage.window.loupe.canvas
    if zoomed:
        canvas.place(canvas.placement.zoomed_to(2.5, QPointF(640, 450)))
    stage.trigger("add-face")
    draw(stage, qtbot, MISSED)
    (word,) = stage.library.face_repair.words(photo).corrections
    assert word.kind is Repair.ADDED
    drawn = word.box.absolute(SIZE)
    assert drawn.iou(MISSED) > 0.9
    assert stage.window.loupe.face_tools.drawing is None
    stage.engines[0].look()
    qtbot.waitUntil(lambda: len(faces_shown(stage)) == 3)
    (added,) = (face for face in stage.library.photos.faces(photo) if face.origin is not FaceOrigin.DETECTED)
    assert "added by hand" in stage.window.inspector._strip._buttons[2].toolTip()
    stage.trigger("undo")
    assert added.id not in {face.id for face in stage.library.photos.faces(photo)}


def test_escape_leaves_the_drawing_and_not_the_loupe(stage: Stage, qtbot) -> None:
    tools = stage.window.loupe.face_tools
    stage.trigger("add-face")
    drawing = tools.drawing
    assert drawing.cursor().shape() is Qt.CursorShape.CrossCursor
    qtbot.mouseClick(drawing, LEFT, NONE, at(stage, 400, 300))  # a click is no box
    assert tools.drawing is drawing
    qtbot.keyClick(drawing, Qt.Key.Key_Escape)
    assert tools.drawing is None
    assert stage.state.page is Page.LOUPE
    assert asked(stage) == []
    qtbot.keyClick(stage.window.loupe, Qt.Key.Key_Escape)
    assert stage.state.page is Page.GRID


def test_another_photo_ends_the_drawing(stage: Stage, qtbot) -> None:
    stage.trigger("add-face")
    stage.window.commands.step(-1)
    qtbot.waitUntil(lambda: stage.window.loupe.face_tools.drawing is None)


def test_from_the_grid_a_key_means_the_face_the_inspector_shows(stage: Stage, qtbot) -> None:
    stage.window.commands.show_grid()
    inspector = stage.window.inspector
    qtbot.mouseClick(inspector._strip._buttons[1], LEFT)
    stage.trigger("not-a-face")
    assert [face.box for face in stage.library.photos.faces(stage.state.current)] == [LARGE]
    stage.trigger("add-face")
    assert stage.state.page is Page.LOUPE
    assert stage.window.loupe.face_tools.drawing is not None


def test_the_strip_and_the_photo_offer_it_by_right_click(stage: Stage, qtbot) -> None:
    (action,) = stage.window.inspector._strip._buttons[0].actions()
    action.trigger()
    assert [face.box for face in stage.library.photos.faces(stage.state.current)] == [SMALL]
    canvas = stage.window.loupe.canvas
    canvas.customContextMenuRequested.emit(at(stage, 540, 200))
    (menu,) = canvas.findChildren(QMenu)
    assert [one.text() for one in menu.actions()] == ["Not a Face", "Add a Face…", "Detect Faces Again"]
    menu.close()
    canvas.customContextMenuRequested.emit(at(stage, 20, 20))
    menu = canvas.findChildren(QMenu)[-1]
    assert [one.text() for one in menu.actions()] == ["Add a Face…", "Detect Faces Again"]
    menu.close()


def test_detect_again_asks_the_engine_and_takes_back_what_was_said(stage: Stage, qtbot) -> None:
    photo = stage.state.current
    stage.trigger("detect-faces")
    assert asked(stage) == [m.Rescore(photo_ids=(photo,))]
    assert stage.library.curation.undo_label() is None
    stage.engines[0].look()
    stage.window.inspector.faceRejected.emit(stage.library.photos.faces(photo)[1])
    stage.engines[0].look()
    stage.trigger("detect-faces")
    assert stage.library.curation.undo_label() == "Detect the faces of 1 photo again"
    stage.engines[0].look()
    qtbot.waitUntil(lambda: faces_shown(stage) == [LARGE, SMALL])


def test_a_busy_engine_is_said_and_a_failure_too(stage: Stage, qtbot) -> None:
    said: list[str] = []
    stage.window.commands.said.connect(said.append)
    stage.window.bridge.rescan()
    stage.trigger("detect-faces")
    assert "as soon as the analysis under way is done" in said[-1]
    stage.engines[0].answer(m.Failed(task=len(stage.engines[0].asked), message="The disk is on fire."))
    qtbot.waitUntil(lambda: said[-1] == "The disk is on fire.")
    assert stage.window.loupe.face_tools._note.isHidden()


def test_a_photo_without_faces_says_so(stage: Stage, qtbot) -> None:
    said: list[str] = []
    stage.window.commands.said.connect(said.append)
    other = stage.library.photos.find("IMG_0000.jpg")
    stage.state.select([other], other)
    stage.window.loading._read_photo()
    stage.trigger("not-a-face")
    assert said == ["No face was found in this photo."]
