"""The upper half of the page: the map on the face, the score, and whether the map holds up."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSlider, QWidget

from photo_curator.domain.explanation import CheckName, Explanation
from photo_curator.domain.score import WIDEST_USEFUL_INTERVAL, Score
from photo_curator.gui import face_words
from photo_curator.gui.inspector_rows import ScoreChart
from photo_curator.gui.photo_words import number
from photo_curator.gui.segments import Segments
from photo_curator.gui.why import words
from photo_curator.gui.why.charts import RegionBars
from photo_curator.gui.why.lines import Lines, card, label, set_role
from photo_curator.gui.why.pane import Pane
from photo_curator.gui.why.reading import Layers, MapAnswer, plain
from photo_curator.gui.why.state import Activity
from photo_curator.gui.why.waiting import Waiting

_SIDE = 264
_STRENGTH = 90
#: The cards' widths, where they stand beside the pictures.
_SCORE_WIDTH, _CHECKS_WIDTH = 228, 380
_LARGEST_SIDE = 300
#: From here on all stand side by side; below, all stand below each other.
_WIDE, _NARROW = 1060, 660
_GAP = 12


class Placement(StrEnum):
    """What the map is laid over."""

    CROP = "crop"
    PHOTO = "photo"


class MapSection(QWidget):
    """Pictures, score, checks; side by side where there is room.

    Signals:
        stopped: the map is not wanted any more.
        retried: it is wanted again.
    """

    stopped = Signal()
    retried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: MapAnswer | None = None
        self._image = QImage()
        self._rotation = 0
        self._placement = Placement.CROP
        self._pending = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._pictures, self._score_card, self._checks_card = (
            self._build_pictures(), self._build_score(), self._build_checks()
        )  # fmt: skip
        self._score_card.setMinimumWidth(_SCORE_WIDTH)
        self.arrange(_WIDE)

    def arrange(self, width: int) -> None:
        """Lay out for a page of this width."""
        wide, narrow = width >= _WIDE, width < _NARROW
        taken = 0 if narrow else _SCORE_WIDTH + _GAP + (_CHECKS_WIDTH + _GAP if wide else 0)
        side = min(_LARGEST_SIDE, (width - taken - _GAP) // 2)
        for pane in (self._plain, self._overlay):
            pane.set_side(side)
        score, checks = (0, 1), (0, 2, 1, 1)
        if not wide:
            score, checks = ((1, 0), (2, 0, 1, 1)) if narrow else ((0, 1), (1, 0, 1, 2))
        self._grid.addWidget(self._pictures, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._score_card, *score)
        self._grid.addWidget(self._checks_card, *checks)
        for column, stretch in enumerate((int(narrow), int(not wide and not narrow), int(wide))):
            self._grid.setColumnStretch(column, stretch)

    def show_score(self, score: Score) -> None:
        """Show the score that is explained."""
        self._number.setText(number(score.mean))
        self._chart.show_score(score)
        wide = score.width > WIDEST_USEFUL_INTERVAL
        self._interval.setText(face_words.too_wide_words(score) if wide else face_words.interval_words(score))
        set_role(self._interval, "warn" if wide else "muted")

    def set_image(self, image: QImage) -> None:
        """The face, before there is a map."""
        self._image = image
        self._show_pictures()

    def show_answer(self, answer: MapAnswer, rotation: int) -> None:
        """Show a map and its checks.

        Args:
            answer: what was found.
            rotation: of the photo by the user, degrees clockwise.
        """
        self._answer, self._rotation = answer, rotation
        self._waiting.hide()
        self._slider_row.show()
        self._segments.offer(tuple(Placement) if answer.photo is not None else (Placement.CROP,))
        self._show_pictures()
        self._show_checks(answer.explanation)

    def show_waiting(self, activity: Activity, *, behind: bool) -> None:
        """Show that it is being looked for."""
        self._clear(self.tr("Looking for what mattered…"))
        self._waiting.show_activity(activity, behind=behind)
        self._verdict.setText(self.tr("Five tests come with the map."))

    def show_problem(self, message: str) -> None:
        """Show why there is none; "": it was stopped."""
        self._clear(self.tr("No map"))
        self._waiting.show_problem(message)
        self._verdict.setText("")

    # --- building ---------------------------------------------------------------------------

    def _build_pictures(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(6)
        self._plain, self._overlay = Pane(_SIDE), Pane(_SIDE)
        self._plain_name, self._overlay_name = QLabel(), QLabel(self.tr("What mattered"))
        for column, (pane, name) in enumerate(
            ((self._plain, self._plain_name), (self._overlay, self._overlay_name))
        ):
            name.setProperty("role", "muted")
            grid.addWidget(pane, 0, column)
            grid.addWidget(name, 1, column, Qt.AlignmentFlag.AlignHCenter)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, 100)
        self._slider.setAccessibleName(self.tr("How strongly the map covers the picture"))
        self._slider.setToolTip(self._slider.accessibleName())
        self._slider.valueChanged.connect(lambda value: self._overlay.set_strength(value / 100))
        self._slider.setValue(_STRENGTH)
        options = (
            (Placement.CROP, self.tr("Face"), self.tr("The face as the scorer saw it")),
            (Placement.PHOTO, self.tr("Whole photo"), self.tr("The map at its place in the photo")),
        )
        self._segments: Segments[Placement] = Segments(options, self.tr("The map lies on"))
        self._segments.choose(self._placement)
        self._segments.chosen.connect(self._place)
        self._slider_row = QWidget()
        row = QHBoxLayout(self._slider_row)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._segments)
        row.addWidget(self._slider, 1)
        self._waiting = Waiting(self.tr("Map"))
        self._waiting.stopped.connect(self.stopped)
        self._waiting.retried.connect(self.retried)
        grid.addWidget(self._slider_row, 2, 0, 1, 2)
        grid.addWidget(self._waiting, 2, 0, 1, 2)
        return holder

    def _build_score(self) -> QWidget:
        frame, box = card()
        heading, self._number = label("heading"), label("score")
        heading.setText(self.tr("The machine's score"))
        self._chart, self._interval = ScoreChart(), label("muted")
        for widget in (heading, self._number, self._chart, self._interval):
            box.addWidget(widget)
        box.addStretch(1)
        return frame

    def _build_checks(self) -> QWidget:
        frame, box = card()
        heading, self._verdict = label("heading"), label("muted")
        heading.setText(self.tr("Does the explanation hold up?"))
        self._lines = Lines(icons=True)
        regions = label("heading")
        regions.setText(self.tr("Region test"))
        self._bars, self._region_warning = RegionBars(), label("warn")
        box.addWidget(heading)
        box.addWidget(self._verdict)
        box.addWidget(self._lines)
        box.addSpacing(4)
        box.addWidget(regions)
        box.addWidget(self._bars)
        box.addWidget(self._region_warning)
        box.addStretch(1)
        return frame

    # --- showing ----------------------------------------------------------------------------

    def _clear(self, message: str) -> None:
        self._answer, self._pending = None, message
        self._slider_row.hide()
        self._lines.show_lines(words.waiting_lines())
        set_role(self._verdict, "muted")
        self._region_warning.hide()
        self._bars.show_rows([(name, None) for name, _ in words.regions({})])
        self._show_pictures()

    def _place(self, placement: Placement) -> None:
        self._placement = placement
        self._show_pictures()

    def _show_pictures(self) -> None:
        answer = self._answer
        whole = self._placement is Placement.PHOTO and answer is not None and answer.photo is not None
        self._plain_name.setText(self.tr("The photo") if whole else self.tr("The face as the scorer saw it"))
        self._plain.setAccessibleName(self._plain_name.text())
        if answer is None:
            self._plain.show_layers(plain(self._image))
            self._overlay.show_pending(self._image, self._pending)
            self._overlay.setAccessibleName(self._pending)
            return
        layers: Layers = answer.crop
        if whole and answer.photo is not None:
            layers = answer.photo.turned(self._rotation)
        self._segments.choose(Placement.PHOTO if whole else Placement.CROP)
        self._plain.show_layers(plain(layers.base))
        self._overlay.show_layers(layers)
        method = words.method_name(answer.explanation.method)
        self._overlay.setAccessibleName(f"{self._overlay_name.text()}: {method}")

    def _show_checks(self, explanation: Explanation) -> None:
        text, tone = words.verdict(explanation.checks)
        self._verdict.setText(text)
        set_role(self._verdict, tone)
        self._lines.show_lines(words.check_lines(explanation))
        for check in explanation.checks:
            if check.name is CheckName.REGIONS:
                self._bars.show_rows(words.regions(check.figures))
                warning = words.region_warning(check)
                self._region_warning.setText(warning)
                self._region_warning.setVisible(bool(warning))
