"""What other programs' stars mean: nothing is learnt from them before the user says so."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photo_curator.domain.errors import UsageError
from photo_curator.domain.score import LEVELS
from photo_curator.domain.taste import SAME_STARS, check_meaning
from photo_curator.gui.taste.cards import Card, label, set_role, spread
from photo_curator.gui.taste.state import TasteState
from photo_curator.gui.taste.words import program_name

#: For those who give a star to what they keep, and more to what they love.
_KEEPERS = (3, 4, 4, 5, 5)
_NOTHING = (0, 0, 0, 0, 0)


class StarsCard(Card):
    """A section for each program whose stars were found.

    Signals:
        chosen: a program, and what its stars mean; None: nothing is to be learnt from them any more.
    """

    chosen = Signal(str, object)

    def __init__(self, state: TasteState) -> None:
        super().__init__(self.tr("Stars from other programs"))
        self._state = state
        self._intro = label(
            self.tr(
                "Say what they mean there; nothing is learnt from them before. Your own ratings go first."
            ),
            "muted",
        )
        self.sections: dict[str, _Program] = {}
        self.box.addWidget(self._intro)
        self._programs = QVBoxLayout()
        self._programs.setSpacing(12)
        self.box.addLayout(self._programs)
        self.box.addStretch(1)

    def render_state(self) -> None:
        """Show the programs; what is being chosen stays."""
        overview = self._state.overview
        if overview is None:
            return
        programs = sorted({*overview.foreign_stars, *overview.meanings})
        self.setVisible(bool(programs))
        for gone in self.sections.keys() - set(programs):
            section = self.sections.pop(gone)
            section.hide()
            section.deleteLater()
        for program in programs:
            if program not in self.sections:
                section = self.sections[program] = _Program(program)
                section.chosen.connect(self.chosen)
                self._programs.addWidget(section)
            self.sections[program].show_facts(
                overview.foreign_stars.get(program, _NOTHING), overview.meanings.get(program)
            )


class _Program(QWidget):
    """One program: a level for each number of stars.

    Signals:
        chosen: as `StarsCard.chosen`.
    """

    chosen = Signal(str, object)

    def __init__(self, program: str) -> None:
        super().__init__()
        self._program, self._meaning = program, object()
        name = program_name(program)
        self._name, self._standing = label(name, "heading"), label()
        self._name.setWordWrap(False)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._standing)
        self._standing.setWordWrap(False)
        grid = QGridLayout()
        grid.setHorizontalSpacing(5)
        grid.setVerticalSpacing(2)
        self.levels: list[QComboBox] = []
        self._counts = [label("", "small") for _ in LEVELS]
        for column, stars in enumerate(LEVELS):
            combo = QComboBox()
            combo.addItem("–", 0)
            for level in LEVELS:
                combo.addItem(str(level), level)
            combo.setMinimumContentsLength(1)
            combo.setAccessibleName(self.tr("{0}, %n stars mean the level", "", stars).format(name))
            combo.setToolTip(self.tr("– : nothing is learnt from these"))
            combo.activated.connect(lambda _: self._show_state())
            self.levels.append(combo)
            grid.addWidget(label("★" * stars, "small"), 0, column)
            grid.addWidget(combo, 1, column)
            grid.addWidget(self._counts[column], 2, column)
            grid.setColumnStretch(column, 1)
        self._problem = label("", "warn")
        self.same = QPushButton(self.tr("As here"))
        self.same.setToolTip(self.tr("1 star is level 1, 5 stars are level 5"))
        self.same.clicked.connect(lambda: self._set(SAME_STARS))
        self.keepers = QPushButton(self.tr("A star means “keep”"))
        self.keepers.setToolTip(self.tr("One star is level 3 already, four and five are level 5"))
        self.keepers.clicked.connect(lambda: self._set(_KEEPERS))
        self.confirm = QPushButton(self.tr("Learn from them"))
        self.confirm.clicked.connect(lambda: self.chosen.emit(self._program, self._levels()))
        self.forget = QPushButton(self.tr("Forget"))
        self.forget.setToolTip(self.tr("Learn nothing from them any more"))
        self.forget.clicked.connect(lambda: self.chosen.emit(self._program, None))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(5)
        box.addLayout(head)
        box.addLayout(grid)
        box.addWidget(self._problem)
        box.addLayout(spread(self.same, self.keepers))
        box.addLayout(spread(self.confirm, self.forget))

    def show_facts(self, counts: tuple[int, ...], meaning: tuple[int, ...] | None) -> None:
        """Show how many photos have which stars, and what was confirmed."""
        for found, count in zip(self._counts, counts, strict=True):
            found.setText(self.tr("%n photos", "", count))
        if meaning != self._meaning:
            self._meaning = meaning
            self._set(meaning or _NOTHING)
        self._standing.setText(self.tr("not learnt from") if meaning is None else self.tr("learnt from"))
        set_role(self._standing, "warn" if meaning is None else "good")
        self.forget.setVisible(meaning is not None)
        self._show_state()

    def _set(self, levels: tuple[int, ...]) -> None:
        for combo, level in zip(self.levels, levels, strict=True):
            combo.setCurrentIndex(combo.findData(level))
        self._show_state()

    def _levels(self) -> tuple[int, ...]:
        return tuple(combo.currentData() for combo in self.levels)

    def _show_state(self) -> None:
        levels = self._levels()
        try:
            check_meaning(levels)
            sound = True
        except UsageError:
            sound = False
        self._problem.setText("" if sound else self.tr("More stars cannot mean a lower level."))
        self._problem.setVisible(not sound)
        self.confirm.setEnabled(sound and any(levels) and levels != self._meaning)
