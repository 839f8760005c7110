"""What the page knows: whose score, by which method, what was answered, what is being asked. No widgets."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from photo_curator.domain import messages as m
from photo_curator.domain.explanation import Method, fooling_target
from photo_curator.domain.face import Face
from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.photo import Photo
from photo_curator.domain.score import LEVELS, Score
from photo_curator.gui.state import Event
from photo_curator.gui.tasks import Executor
from photo_curator.gui.why.reading import FoolingAnswer, MapAnswer, read_fooled, read_map

#: Answers held in memory; the engine has kept the others on disk.
_KEPT = 16

Found = TypeVar("Found", MapAnswer, FoolingAnswer)


class Asks(Protocol):
    """Starts tasks of the engine; `EngineBridge` does."""

    def start(self, request: m.StartTask, listen: Callable[[m.Answer], None]) -> int | None:
        """See `EngineBridge.start`."""

    def stop(self, task: int) -> None:
        """See `EngineBridge.stop`."""


@dataclass(frozen=True, slots=True)
class Question:
    """What can be asked about a face. A face scored anew is another question.

    Attributes:
        photo_id: whose.
        face: number of the face in its photo, from 1.
        score: what is to be explained.
        what: a method: its map; a level 1..5: a fooling picture that gets it.
    """

    photo_id: int
    face: int
    score: Score
    what: Method | int


@dataclass(frozen=True, slots=True)
class Activity:
    """The question that is being answered.

    Attributes:
        question: which.
        task: the engine's id of it; None while it is being started.
        done: evaluations of the scorer.
        total: likewise; 0: it has not begun.
    """

    question: Question
    task: int | None = None
    done: int = 0
    total: int = 0


class WhyState:
    """One face at a time, one question at a time: a newer one stops the older.

    After each change the state works out what is missing, the map before the fooling picture, and asks
    for that. What has been answered is remembered.

    Args:
        asks: starts the tasks.
        executor: reads the results' files.
        layout: where thumbnails lie.

    Attributes:
        photo: None while the page is closed.
        face: index of the face.
        method: of the map.
        target: the level the fooling picture is to get.
        activity: what is being asked.
        changed: something of all this is new.
    """

    def __init__(self, asks: Asks, executor: Executor, layout: LibraryLayout) -> None:
        self._asks, self._executor, self._layout = asks, executor, layout
        self.photo: Photo | None = None
        self.face = 0
        self.method = Method.SALIENCY
        self.target = 5
        self.activity: Activity | None = None
        self.changed: Event[None] = Event()
        self._answers: OrderedDict[Question, MapAnswer | FoolingAnswer] = OrderedDict()
        self._problems: dict[Question, str] = {}
        self._fooling_wanted = False
        self._runs = 0

    # --- what is shown ------------------------------------------------------------------------

    @property
    def subject(self) -> Face | None:
        """The face; None where the photo has none."""
        return self.photo.faces[self.face] if self.photo is not None and self.photo.faces else None

    @property
    def map(self) -> MapAnswer | None:
        """The map of the present face and method, if it is there."""
        return self._found(self.method, MapAnswer)

    @property
    def fooling(self) -> FoolingAnswer | None:
        """The fooling picture of the present face and target, if it is there."""
        return self._found(self.target, FoolingAnswer)

    @property
    def targets(self) -> tuple[int, ...]:
        """The levels a fooling picture can aim at: all but the most probable one."""
        face = self.subject
        if face is None or face.score is None:
            return ()
        shares = face.score.probabilities
        return tuple(level for level in LEVELS if shares[level - 1] < max(shares))

    def problem(self, what: Method | int) -> str | None:
        """Why a question has no answer: a sentence, "" where the user stopped it; None: no problem."""
        question = self._question(what)
        return None if question is None else self._problems.get(question)

    def doing(self, what: Method | int) -> Activity | None:
        """How far the answer to a question is; one that waits for another has not begun."""
        question = self._question(what)
        if question is None:
            return None
        if self.activity is not None and self.activity.question == question:
            return self.activity
        return Activity(question) if question in self._wanted() else None

    # --- what the user does -------------------------------------------------------------------

    def show(self, photo: Photo, face: int) -> None:
        """Explain a face, or what has become of it."""
        same = self.photo is not None and self.photo.summary.id == photo.summary.id and self.face == face
        self.photo, self.face = photo, min(face, max(0, len(photo.faces) - 1))
        if not same:
            self._begin_face()
        elif self.target not in self.targets:
            self._aim()  # it was analysed anew meanwhile
        self._go_on()

    def close(self) -> None:
        """Ask nothing more; what was answered stays."""
        self.photo = None
        self._fooling_wanted = False
        self._go_on()

    def choose_face(self, face: int) -> None:
        """Explain another face of the photo."""
        if face != self.face:
            self.face = face
            self._begin_face()
            self._go_on()

    def choose_method(self, method: Method) -> None:
        """Explain it otherwise."""
        self.method = method
        self._go_on()

    def choose_target(self, level: int) -> None:
        """Aim a fooling picture at another level; it is looked for when asked for."""
        if level != self.target:
            self.target = level
            self._fooling_wanted = False
            self._go_on()

    def fool(self) -> None:
        """Look for the fooling picture."""
        self._fooling_wanted = True
        self.retry(self.target)

    def retry(self, what: Method | int) -> None:
        """Ask again what failed or was stopped."""
        question = self._question(what)
        if question is not None:
            self._problems.pop(question, None)
        self._go_on()

    def stop(self, what: Method | int) -> None:
        """Answer a question no further."""
        question = self._question(what)
        if question is not None:
            self._problems[question] = ""
        self._go_on()

    # --- asking -------------------------------------------------------------------------------

    def _begin_face(self) -> None:
        self._fooling_wanted = False
        self._problems.clear()
        self._aim()

    def _aim(self) -> None:
        face = self.subject
        if face is not None and face.score is not None:
            self.target = fooling_target(face.score.probabilities)

    def _question(self, what: Method | int) -> Question | None:
        face = self.subject
        if self.photo is None or face is None or face.score is None:
            return None
        return Question(self.photo.summary.id, self.face + 1, face.score, what)

    def _found(self, what: Method | int, kind: type[Found]) -> Found | None:
        question = self._question(what)
        answer = None if question is None else self._answers.get(question)
        return answer if isinstance(answer, kind) else None

    def _wanted(self) -> list[Question]:
        """The questions without an answer, in the order in which they are to be asked."""
        wanted = (self._question(self.method), self._question(self.target) if self._fooling_wanted else None)
        return [one for one in wanted if one and one not in self._answers and one not in self._problems]

    def _go_on(self) -> None:
        """Ask what is missing first; what is being asked instead is stopped."""
        following = next(iter(self._wanted()), None)
        if self.activity is not None and self.activity.question != following:
            stopped, self.activity = self.activity, None
            if stopped.task is not None:
                self._asks.stop(stopped.task)
        if self.activity is None and following is not None:
            self._ask(following)
        self.changed.emit(None)

    def _ask(self, question: Question) -> None:
        fool = question.what if isinstance(question.what, int) else None
        request = m.Explain(photo_id=question.photo_id, face=question.face, method=self.method, fool=fool)
        self._runs += 1
        run, begun = self._runs, Activity(question)
        self.activity = begun
        task = self._asks.start(request, lambda answer: self._hear(run, question, answer))
        if self.activity is begun:  # else: it has failed already
            # Without a task the window is closing.
            self.activity = None if task is None else replace(begun, task=task)

    def _hear(self, run: int, question: Question, answer: m.Answer) -> None:
        current = run == self._runs and self.activity is not None
        match answer:
            case m.Progress(done=done, total=total) if current and self.activity is not None:
                self.activity = replace(self.activity, done=done, total=total)
                self.changed.emit(None)
            case m.Explained():  # welcome even where nobody waits any more
                self._read(question, answer)
            case m.Failed(message=message) if current:
                self._fail(question, message)
            case m.Done(summary=summary) if current and summary.cancelled:
                self._fail(question, "")

    def _read(self, question: Question, answer: m.Explained) -> None:
        photo = self.photo
        if photo is None or photo.summary.id != question.photo_id:
            return  # the page has gone on; asked again, the engine has it at hand
        thumbnail = self._layout.thumbnail(photo.summary.thumbnail_key, 512)

        def work() -> MapAnswer | FoolingAnswer:
            if isinstance(question.what, int):
                return read_fooled(Path(answer.fooling))
            return read_map(Path(answer.folder), thumbnail, photo.summary.size)

        self._executor.submit(
            work, lambda found: self._keep(question, found), lambda error: self._fail(question, str(error))
        )

    def _keep(self, question: Question, found: MapAnswer | FoolingAnswer) -> None:
        self._answers[question] = found
        while len(self._answers) > _KEPT:
            self._answers.popitem(last=False)
        self._end(question)

    def _fail(self, question: Question, message: str) -> None:
        self._problems[question] = message
        self._end(question)

    def _end(self, question: Question) -> None:
        if self.activity is not None and self.activity.question == question:
            self.activity = None
        self._go_on()
