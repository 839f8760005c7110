"""The Safety page: how many dangerous selfies, when, by which hazard, and how the hazards are judged."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.safety import SafetyOverview
from photo_curator.domain.thresholds import ANSWERS_NEEDED, MOMENTS_NEEDED, HazardThreshold, Refit
from photo_curator.gui import danger_words
from photo_curator.gui.safety_chart import SafetyChart
from photo_curator.gui.theme import current_theme, theme_changed, tinted_pixmap

_WIDEST = 860
_ICON_SIDE = 56


class SafetyPage(QScrollArea):
    """Numbers of the whole library, and the thresholds' acts.

    Signals:
        album_asked: the photos are to be shown.
        refit_asked: a hazard whose threshold is to be fitted to the answers.
        shipped_asked: a hazard whose shipped threshold is wanted again.
    """

    album_asked = Signal()
    refit_asked = Signal(str)
    shipped_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Safety"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._said: dict[str, str] = {}
        self._title, self._hint = _label("title"), _label("muted")
        self._hint.setText(
            self.tr(
                "A hint to look again, never a verdict: selfies, by the face and the camera, in which a"
                " small network saw something dangerous around."
            )
        )
        self._show = QPushButton(self.tr("Show them"))
        self._show.clicked.connect(self.album_asked)
        self._build()
        theme_changed.connect(self._draw_icon)
        self.show_overview(SafetyOverview(0, 0, (), 0, 0, ()))

    @property
    def chart(self) -> SafetyChart:
        """The columns."""
        return self._chart

    def show_overview(self, overview: SafetyOverview) -> None:
        """Show other numbers."""
        count, locale = overview.flagged, QLocale()
        self._show.setVisible(count > 0)
        self._title.setText(
            self.tr("%n photos look dangerous", "", count) if count else self.tr("Nothing looks dangerous")
        )
        if not overview.looked_at and not count:
            self._title.setText(self.tr("Nothing looked at yet"))
        self._chart.show_counts(overview.months)
        self._chart_card.setVisible(count > 0)
        self._nothing_card.setVisible(count == 0)
        self._nothing.setText(
            self.tr("No selfie among %n photos shows a hazard this app can see.", "", overview.looked_at)
            if overview.looked_at
            else self.tr("Photos are looked at for hazards while they are analysed: choose Look for Changes.")
        )
        for label, value in zip(
            self._numbers,
            (
                overview.looked_at,
                overview.with_selfie_evidence,
                overview.false_alarms,
                overview.called_dangerous,
            ),
            strict=True,
        ):
            label.setText(locale.toString(value))
        self._show_thresholds(overview.thresholds)
        seen = [one.hazard for one in overview.thresholds]
        self._unseen.setText(danger_words.unseen(seen))

    def show_refit(self, hazard: str, refit: Refit, *, changed: bool) -> None:
        """Say what a refit did; shown with the next overview."""
        if not changed:
            self._said[hazard] = self.tr(
                "Your answers agree best with the present threshold: nothing changed."
            )
            return
        self._said[hazard] = self.tr(
            "Agreed with {0} of these answers, now with {1}; Undo takes it back."
        ).format(danger_words.percent(refit.agreed_before), danger_words.percent(refit.agreed_after))

    def forget_said(self) -> None:
        """What was said of refits holds no longer."""
        self._said.clear()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        inner = QWidget()
        column = QWidget()
        column.setMaximumWidth(_WIDEST)
        box = QVBoxLayout(column)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(12)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._show)
        box.addLayout(top)
        box.addWidget(self._hint)
        self._chart = SafetyChart()
        self._chart_card = _card(self.tr("By month"), self._chart)
        self._nothing_card = _card("", self._build_nothing())
        box.addWidget(self._chart_card)
        box.addWidget(self._nothing_card)
        box.addWidget(_card("", self._build_numbers()))
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self._threshold_card = _card(self.tr("When a hazard counts as seen"), self._grid_holder)
        box.addWidget(self._threshold_card)
        blind = QWidget()
        blind_box = QVBoxLayout(blind)
        blind_box.setContentsMargins(0, 0, 0, 0)
        self._unseen = _label("")
        mirror = _label("small")
        mirror.setText(
            self.tr(
                "Selfies in a mirror are told by nothing here: neither the phone in the hand nor mirrored"
                " writing can be seen. They count as far as the face alone speaks for a selfie."
            )
        )
        blind_box.addWidget(self._unseen)
        blind_box.addWidget(mirror)
        box.addWidget(_card(self.tr("What this app cannot see"), blind))
        box.addStretch(1)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(column, 1000)
        row.addStretch(1)
        self.setWidget(inner)

    def _build_nothing(self) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 16, 0, 16)
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing = _label("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(self._icon)
        box.addWidget(self._nothing)
        self._draw_icon()
        return holder

    def _build_numbers(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        self._numbers = []
        for words in (
            self.tr("looked at"),
            self.tr("perhaps selfies"),
            self.tr("called a false alarm"),
            self.tr("called dangerous"),
        ):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            number, label = _label("heading"), _label("muted")
            label.setText(words)
            number.setAccessibleName(words)
            self._numbers.append(number)
            cell.addWidget(number)
            cell.addWidget(label)
            row.addLayout(cell, 1)
        return holder

    def _draw_icon(self) -> None:
        self._icon.setPixmap(
            tinted_pixmap("shield", current_theme().good, _ICON_SIDE, self.devicePixelRatioF())
        )

    # --- thresholds -------------------------------------------------------------------------

    def _show_thresholds(self, thresholds: tuple[HazardThreshold, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._threshold_card.setVisible(bool(thresholds))
        for place, one in enumerate(thresholds):
            self._add_threshold(2 * place, one)

    def _add_threshold(self, line: int, one: HazardThreshold) -> None:
        name, value, answers = _label("heading"), _label(""), _label("muted")
        name.setText(danger_words.hazard_name(one.hazard))
        amount = QLocale().toString(one.threshold, "f", 2)
        value.setText(
            self.tr("from {0} on, fitted to {1} answers").format(amount, one.fitted_to)
            if one.fitted_to
            else self.tr("from {0} on, as shipped").format(amount)
        )
        answers.setText(
            self.tr("%n false alarms", "", one.false_alarms)
            + ", "
            + self.tr("%n dangerous", "", one.dangerous)
        )
        said = _label("small")
        said.setText(self._said.get(one.hazard) or self._needed(one))
        said.setVisible(bool(said.text()))
        for column, label in enumerate((name, value, answers)):
            label.setWordWrap(False)
            self._grid.addWidget(label, line, column)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        if one.fitted_to:
            row.addWidget(self._button(self.tr("Use the shipped one"), one.hazard, self.shipped_asked))
        if one.ready:
            text = self.tr("Refit from your %n answers", "", one.answers)
            row.addWidget(self._button(text, one.hazard, self.refit_asked))
        self._grid.addWidget(buttons, line, 3)
        self._grid.addWidget(said, line + 1, 1, 1, 3)

    def _needed(self, one: HazardThreshold) -> str:
        if one.answers < ANSWERS_NEEDED:
            return self.tr("A refit needs %n more answers.", "", ANSWERS_NEEDED - one.answers)
        if not one.ready:
            return self.tr("A refit needs answers from %n moments.", "", MOMENTS_NEEDED)
        return ""

    def _button(self, text: str, hazard: str, signal: object) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(f"{danger_words.hazard_name(hazard)}: {text}")
        button.clicked.connect(lambda: signal.emit(hazard))  # type: ignore[attr-defined]  # a bound signal
        return button


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label


def _card(title: str, content: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("surface", "card")
    box = QVBoxLayout(card)
    box.setContentsMargins(16, 12, 16, 14)
    box.setSpacing(8)
    if title:
        heading = _label("heading")
        heading.setText(title)
        box.addWidget(heading)
    box.addWidget(content)
    return card
