"""What the page "Why this score" knows and asks, without widgets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from photo_curator.domain import messages as m
from photo_curator.domain.explanation import Method
from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.photo import Photo
from photo_curator.domain.score import Score
from photo_curator.gui.tasks import SynchronousExecutor
from photo_curator.gui.why.state import WhyState
from tests.gui.pages_fixtures import make_face, make_photo
from tests.gui.why_results import write_fooling, write_map

FOUR = Score((0.0, 0.0, 0.2, 0.5, 0.3), 4.1, 3.2, 4.9)
FIVE = Score((0.0, 0.0, 0.05, 0.25, 0.7), 4.65, 4.2, 5.0)


class Asked:
    """Takes the questions; the test answers them in any order, as a slow engine would."""

    def __init__(self) -> None:
        self.requests: list[m.Explain] = []
        self.listeners: list = []
        self.stopped: list[int] = []

    def start(self, request, listen) -> int:
        self.requests.append(request)
        self.listeners.append(listen)
        return len(self.requests)

    def stop(self, task: int) -> None:
        self.stopped.append(task)

    def answer(self, task: int, message: m.Answer) -> None:
        self.listeners[task - 1](message)

    def found(self, task: int, folder: Path, fooling: Path | None = None) -> None:
        request = self.requests[task - 1]
        self.answer(
            task,
            m.Explained(
                task=task,
                photo_id=request.photo_id,
                face=request.face,
                folder=str(folder),
                fooling=str(fooling or ""),
            ),
        )
        self.answer(task, m.Done(task=task))


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def why(asked: Asked, tmp_path: Path) -> WhyState:
    return WhyState(asked, SynchronousExecutor(), LibraryLayout(tmp_path / "library"))


@pytest.fixture
def photo() -> Photo:
    faces = (make_face(1, score=FOUR), make_face(2, (100, 100, 400, 500), FIVE), make_face(3, score=None))
    return make_photo(7, faces=faces)


def test_opening_asks_for_the_map_and_keeps_it(why, asked, photo, tmp_path) -> None:
    seen: list[None] = []
    why.changed.connect(seen.append)
    why.show(photo, 1)
    (request,) = asked.requests
    assert (request.photo_id, request.face, request.method, request.fool) == (7, 2, Method.SALIENCY, None)
    asked.answer(1, m.Progress(task=1, stage="explaining", done=3, total=12))
    assert (why.doing(Method.SALIENCY).done, why.doing(Method.SALIENCY).total) == (3, 12)
    before = len(seen)
    asked.found(1, write_map(tmp_path / "map", face=2))
    assert len(seen) > before
    assert why.map is not None
    assert why.map.explanation.face == 2
    assert why.activity is None
    # Away and back: at once, and nothing is asked again.
    why.close()
    assert why.map is None
    why.show(photo, 1)
    assert why.map is not None
    assert len(asked.requests) == 1


def test_a_newer_question_stops_the_older_and_their_answers_do_not_mix(why, asked, photo, tmp_path) -> None:
    why.show(photo, 0)
    why.choose_method(Method.OCCLUSION)
    assert asked.stopped == [1]
    assert asked.requests[1].method is Method.OCCLUSION
    # The older one was too far to be stopped: its progress and its answer say nothing of the newer.
    asked.answer(1, m.Progress(task=1, stage="explaining", done=9, total=10))
    assert why.activity.done == 0
    asked.found(1, write_map(tmp_path / "saliency"))
    assert why.map is None
    assert why.activity.question.what is Method.OCCLUSION
    asked.found(2, write_map(tmp_path / "occlusion", Method.OCCLUSION))
    assert why.map.explanation.method is Method.OCCLUSION
    # It was not in vain, though.
    why.choose_method(Method.SALIENCY)
    assert why.map.explanation.method is Method.SALIENCY
    assert len(asked.requests) == 2


def test_the_failure_of_a_stopped_question_is_nobodys_problem(why, asked, photo) -> None:
    why.show(photo, 0)
    why.choose_face(1)
    asked.answer(1, m.Failed(task=1, message="gone"))
    assert why.problem(Method.SALIENCY) is None
    why.choose_face(0)
    assert why.problem(Method.SALIENCY) is None
    assert len(asked.requests) == 3


def test_the_fooling_picture_waits_for_the_map_and_is_taken_up_again(why, asked, photo, tmp_path) -> None:
    why.show(photo, 0)
    assert why.target == 5
    assert why.targets == (1, 2, 3, 5)
    why.fool()
    assert len(asked.requests) == 1
    assert why.doing(5).total == 0
    asked.found(1, write_map(tmp_path / "map"))
    assert asked.requests[1].fool == 5
    # Another map goes first; the fooling picture is asked for again after it.
    why.choose_method(Method.GRAD_CAM)
    assert asked.stopped == [2]
    assert (asked.requests[2].method, asked.requests[2].fool) == (Method.GRAD_CAM, None)
    asked.found(3, write_map(tmp_path / "cam", Method.GRAD_CAM))
    assert asked.requests[3].fool == 5
    asked.found(4, tmp_path / "cam", write_fooling(tmp_path / "fooling"))
    assert why.fooling.fooling.largest_change == 2
    assert set(why.fooling.pictures) == {"original", "fooled", "difference"}


def test_a_face_that_is_a_five_is_aimed_at_one(why, photo) -> None:
    why.show(photo, 1)
    assert why.target == 1
    assert 5 not in why.targets


def test_another_target_is_looked_for_only_when_asked(why, asked, photo, tmp_path) -> None:
    why.show(photo, 0)
    asked.found(1, write_map(tmp_path / "map"))
    why.choose_target(2)
    assert len(asked.requests) == 1
    why.fool()
    assert asked.requests[1].fool == 2
    why.choose_target(3)
    assert asked.stopped == [2]


def test_stopping_failing_and_trying_again(why, asked, photo, tmp_path) -> None:
    why.show(photo, 0)
    why.stop(Method.SALIENCY)
    assert asked.stopped == [1]
    assert why.problem(Method.SALIENCY) == ""
    assert why.doing(Method.SALIENCY) is None
    asked.answer(1, m.Done(task=1, summary=IndexSummary(cancelled=True)))
    why.retry(Method.SALIENCY)
    assert why.problem(Method.SALIENCY) is None
    asked.answer(2, m.Failed(task=2, message="The disk is full."))
    assert why.problem(Method.SALIENCY) == "The disk is full."
    why.retry(Method.SALIENCY)
    asked.answer(3, m.Done(task=3, summary=IndexSummary(cancelled=True)))
    assert why.problem(Method.SALIENCY) == ""
    # Emptied caches: the engine said yes, the files are gone.
    why.retry(Method.SALIENCY)
    asked.found(4, tmp_path / "nowhere")
    assert why.problem(Method.SALIENCY)
    why.retry(Method.SALIENCY)
    asked.found(5, write_map(tmp_path / "map"))
    assert why.map is not None


def test_a_face_scored_anew_is_asked_about_again(why, asked, photo, tmp_path) -> None:
    """Another head is in use: what the old one was explained by is not shown for it."""
    why.show(photo, 0)
    asked.found(1, write_map(tmp_path / "map"))
    why.fool()
    asked.found(2, tmp_path / "map", write_fooling(tmp_path / "fooling"))
    faces = (replace(photo.faces[0], score=FIVE), *photo.faces[1:])
    why.show(replace(photo, faces=faces), 0)
    assert why.map is None
    assert len(asked.requests) == 3
    assert why.target == 1
    why.show(photo, 0)
    assert why.map is not None


def test_nothing_is_asked_about_what_has_no_score(why, asked, photo) -> None:
    why.show(photo, 2)
    assert why.subject is not None
    assert why.subject.score is None
    why.show(make_photo(8, faces=()), 0)
    assert why.subject is None
    why.fool()
    why.stop(Method.SALIENCY)
    assert asked.requests == []
    assert why.problem(Method.SALIENCY) is None


def test_an_engine_that_cannot_start_is_a_problem_at_once(photo, tmp_path) -> None:
    class Dead(Asked):
        def start(self, request, listen):
            listen(m.Failed(task=0, message="The engine has been closed."))

    why = WhyState(Dead(), SynchronousExecutor(), LibraryLayout(tmp_path))
    why.show(photo, 0)
    assert why.problem(Method.SALIENCY) == "The engine has been closed."
    assert why.activity is None
