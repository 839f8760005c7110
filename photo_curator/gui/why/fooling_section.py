"""The lower half of the page: the smallest change that makes the scorer say something else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photo_curator.domain.score import LEVELS
from photo_curator.gui.danger_words import percent
from photo_curator.gui.segments import Segments
from photo_curator.gui.why import words
from photo_curator.gui.why.charts import BeforeAfter
from photo_curator.gui.why.lines import Lines, card, label, set_role
from photo_curator.gui.why.pane import Pane
from photo_curator.gui.why.reading import FoolingAnswer, plain
from photo_curator.gui.why.state import WhyState
from photo_curator.gui.why.waiting import Waiting

_SIDE = 200
_GAP = 12
#: From here on pictures and card stand side by side, and in the card words and chart.
_WIDE, _ROOM_FOR_CHART = 1060, 660


class FoolingSection(QWidget):
    """Asks which level to aim at, and shows what became of it.

    Signals:
        target_chosen: a level, 1..5.
        asked: the picture is to be looked for.
        stopped: it is not wanted any more.
        retried: it is wanted again.
    """

    target_chosen = Signal(object)
    asked = Signal()
    stopped = Signal()
    retried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(self._build_head())
        self._idle = label("muted")
        self._idle.setText(
            self.tr(
                "Looks for the smallest change of the pixels that makes the scorer see another level, as"
                " somebody would who wants to cheat it. Where a change that nobody sees is enough, the score"
                " is a hint and no verdict."
            )
        )
        self._waiting = Waiting(self.tr("Fooling image"))
        self._waiting.stopped.connect(self.stopped)
        self._waiting.retried.connect(self.retried)
        self._result = self._build_result()
        for widget in (self._idle, self._waiting, self._result):
            box.addWidget(widget)

    def arrange(self, width: int) -> None:
        """Lay out for a page of this width."""
        wide = width >= _WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if wide else down)
        side = _SIDE if wide else min(240, (width - 2 * _GAP) // 3)
        for pane in self._panes.values():
            pane.set_side(side)
        self._card_row.setDirection(across if width >= _ROOM_FOR_CHART else down)
        needed = self._words.sizeHint().width() + self._controls.sizeHint().width() + self._head.spacing()
        self._head.setDirection(across if needed <= width else down)

    def show_state(self, state: WhyState, *, behind: bool) -> None:
        """Show what is known: an answer, a question under way, a problem, or none of these.

        Args:
            state: of the page.
            behind: whether the engine has other work first.
        """
        self._targets.offer(state.targets)
        self._targets.choose(state.target)
        answer, activity, problem = (
            state.fooling, state.doing(state.target), state.problem(state.target)
        )  # fmt: skip
        self._idle.setVisible(answer is None and activity is None and problem is None)
        self._button.setVisible(not self._idle.isHidden())
        self._result.setVisible(answer is not None)
        self._waiting.setVisible(False)
        if answer is not None:
            self._show_answer(answer)
        elif activity is not None:
            self._waiting.show_activity(activity, behind=behind)
            if state.map is None:
                self._waiting.say(self.tr("It comes after the map."))
        elif problem is not None:
            self._waiting.show_problem(problem)

    # --- building ---------------------------------------------------------------------------

    def _build_head(self) -> QBoxLayout:
        heading = label("heading", wrap=False)
        heading.setText(self.tr("Fooling image"))
        aim = label("muted", wrap=False)
        aim.setText(self.tr("The smallest change that makes this face a"))
        aim.setMinimumWidth(1)
        detail = self.tr("The level the changed picture is to get")
        self._targets: Segments[int] = Segments(
            [(level, str(level), detail) for level in LEVELS], self.tr("Target")
        )
        self._targets.chosen.connect(self.target_chosen)
        self._button = QPushButton(self.tr("Look for it"))
        self._button.setAccessibleName(self.tr("Look for the fooling image"))
        self._button.clicked.connect(lambda _on: self.asked.emit())
        self._words, self._controls = _row(heading, aim), _row(self._targets, self._button)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(10)
        self._head.addWidget(self._words)
        self._head.addWidget(self._controls, 1)
        return self._head

    def _build_result(self) -> QWidget:
        pictures = QWidget()
        grid = QGridLayout(pictures)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(6)
        self._panes: dict[str, Pane] = {}
        self._names: dict[str, QLabel] = {}
        for column, name in enumerate(("original", "fooled", "difference")):
            pane, caption = Pane(_SIDE), label("muted", wrap=False)
            self._panes[name], self._names[name] = pane, caption
            grid.addWidget(pane, 0, column)
            grid.addWidget(caption, 1, column, Qt.AlignmentFlag.AlignHCenter)
        grid.setColumnStretch(3, 1)
        frame, box = card()
        heading = label("heading")
        heading.setText(self.tr("What this tells you"))
        self._sentence, self._lines, self._shares = label(""), Lines(icons=False), BeforeAfter()
        facts = QVBoxLayout()
        facts.setSpacing(8)
        facts.addWidget(heading)
        facts.addWidget(self._sentence)
        facts.addWidget(self._lines)
        facts.addStretch(1)
        self._card_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._card_row.setSpacing(24)
        self._card_row.addLayout(facts, 5)
        self._card_row.addWidget(self._shares, 4, Qt.AlignmentFlag.AlignTop)
        box.addLayout(self._card_row)
        holder = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(pictures, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(frame, 1)
        return holder

    # --- showing ----------------------------------------------------------------------------

    def _show_answer(self, answer: FoolingAnswer) -> None:
        fooling = answer.fooling
        level = 1 + max(range(5), key=lambda place: fooling.before[place])
        captions = {
            "original": self.tr("Original · {0} ({1})").format(level, percent(fooling.before[level - 1])),
            "fooled": self.tr("Fooled · {0} ({1})").format(
                fooling.target, percent(fooling.after[fooling.target - 1])
            ),
            "difference": self.tr("Difference × 50"),
        }
        for name, pane in self._panes.items():
            found = name in answer.pictures
            pane.setVisible(found)
            self._names[name].setVisible(found)
            self._names[name].setText(captions[name])
            pane.setAccessibleName(captions[name])
            pane.show_layers(plain(answer.pictures.get(name, QImage())))
        self._sentence.setText(words.fooling_sentence(fooling))
        set_role(self._sentence, "warn" if words.easily_fooled(fooling) else "")
        self._lines.show_lines(words.fooling_lines(fooling))
        self._shares.setVisible(fooling.succeeded)
        self._shares.show_shares(fooling.before, fooling.after)


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder
