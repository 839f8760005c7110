"""The boxes of the page: what was measured about the version looked at, and the ratings behind it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photo_curator.domain.taste import NEEDED_MOMENTS
from photo_curator.gui.photo_words import number
from photo_curator.gui.taste import words
from photo_curator.gui.taste.charts import ConfusionMatrix, LevelBars
from photo_curator.gui.taste.curve_chart import Curve, CurveChart
from photo_curator.gui.taste.results_chart import ResultsChart
from photo_curator.gui.taste.state import TasteState
from photo_curator.gui.theme import current_theme, theme_changed, tinted_pixmap
from photo_curator.services.taste import TasteOverview

_ICON_SIDE = 56


def label(text: str = "", role: str = "") -> QLabel:
    """A text that wraps, in one of the theme's roles."""
    found = QLabel(text)
    found.setWordWrap(True)
    found.setProperty("role", role)
    return found


def set_role(found: QLabel, role: str) -> None:
    """Give a label another role of the theme."""
    if found.property("role") != role:
        found.setProperty("role", role)
        found.style().polish(found)


class Card(QFrame):
    """A box with a heading; its contents stand below one another.

    Attributes:
        head: the heading's line.
        box: the contents.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAccessibleName(title)
        self.title = label(title, "heading")
        self.head = QHBoxLayout()
        self.head.addWidget(self.title, 1)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(14, 11, 14, 12)
        self.box.setSpacing(7)
        self.box.addLayout(self.head)

    def render_state(self) -> None:
        """Show how things stand now."""
        raise NotImplementedError


class ResultsCard(Card):
    """What a version is worth, beside others and beside what needs no ratings.

    Signals:
        use_asked: a version is to score the library.
        keep_asked: the one in use stays.
    """

    use_asked = Signal(int)
    keep_asked = Signal()

    def __init__(self, state: TasteState) -> None:
        super().__init__(self.tr("Held-out result"))
        self._state = state
        self._how = label("", "muted")
        self.chart = ResultsChart()
        self._verdicts = [label(), label()]
        self._heads = QPushButton(self.tr("All heads"))
        self._heads.setCheckable(True)
        self._heads.setProperty("kind", "quiet")
        self._heads.setToolTip(self.tr("Every kind of head that was tried, and the ranker for bursts"))
        self._heads.toggled.connect(lambda _: self.render_state())
        self.use = QPushButton()
        self.use.setProperty("kind", "primary")
        self.use.clicked.connect(self._use)
        self.keep = QPushButton()
        self.keep.clicked.connect(self.keep_asked)
        self._nothing = label("", "muted")
        self.box.addWidget(self._how)
        self.box.addWidget(self.chart)
        for verdict in self._verdicts:
            self.box.addWidget(verdict)
        self.box.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.use)
        row.addWidget(self.keep)
        row.addWidget(self._nothing, 1)
        row.addWidget(self._heads)
        self.box.addLayout(row)

    def render_state(self) -> None:
        """Show the version looked at."""
        version, in_use = self._state.shown, self._state.in_use
        if version is None:
            return
        rows = version.report.get("rows", {})
        lines = list(words.result_lines(version, in_use, heads=self._heads.isChecked()))
        self.chart.show_lines(lines, rows.get("starter", {}))
        self.chart.setVisible(bool(lines))
        self._heads.setVisible(bool(lines))
        said = list(words.verdicts(version, in_use))
        for found, (text, role) in zip(self._verdicts, [*said, ("", ""), ("", "")], strict=False):
            found.setText(text)
            found.setVisible(bool(text))
            set_role(found, role)
        protocol = version.report.get("protocol", {})
        how = self.tr("%n ratings", "", version.ratings) + " · " + words.head_name(version.kind)
        if protocol:
            how += " · " + self.tr("{0} folds, {1} times, whole moments kept together").format(
                protocol.get("folds", "?"), protocol.get("repeats", "?")
            )
        if lines:
            how += " · " + self.tr("bars: 95 % intervals, dotted: the starter")
        self._how.setText(f"{words.origin(version)} · {how}" if version.note else how)
        used = in_use is not None and in_use.id == version.id
        self.use.setText(self.tr("Use v{0}").format(version.id))
        self.use.setVisible(not used)
        self.use.setEnabled(not self._state.choosing)
        self.keep.setVisible(in_use is not None and not used)
        if in_use is not None:
            self.keep.setText(self.tr("Keep v{0}").format(in_use.id))
        if self._state.choosing:
            self._nothing.setText(self.tr("Every photo gets its new score…"))
        elif used:
            self._nothing.setText(self.tr("In use: it scores every photo with a face."))
        else:
            self._nothing.setText(self.tr("nothing changes until you choose"))

    def _use(self) -> None:
        if self._state.shown is not None:
            self.use_asked.emit(self._state.shown.id)


class MatrixCard(Card):
    """Who mistook what for what."""

    def __init__(self, state: TasteState) -> None:
        super().__init__(self.tr("You said ↓ / it said →"))
        self._state = state
        self.matrix = ConfusionMatrix()
        self._recall = label("", "small")
        self.box.addWidget(self.matrix)
        self.box.addWidget(self._recall)
        self.box.addStretch(1)

    def render_state(self) -> None:
        """Show the version looked at."""
        report = _report(self._state)
        counts = report.get("confusion", [])
        self.setVisible(bool(counts))
        self.matrix.show_counts(counts)
        found = ["–" if share is None else words.percent(share) for share in report.get("recall", ())]
        self._recall.setText(self.tr("Found again, 1 to 5: {0}").format(" · ".join(found)) if found else "")


class CurveCard(Card):
    """How the error falls with the number of ratings."""

    def __init__(self, state: TasteState) -> None:
        super().__init__(self.tr("Learning curve"))
        self._state = state
        self._words = label("", "muted")
        self.chart = CurveChart()
        self.box.addWidget(self._words)
        self.box.addWidget(self.chart)
        self.box.addStretch(1)

    def render_state(self) -> None:
        """Show the version looked at."""
        report = _report(self._state)
        points = tuple((point["ratings"], point["mae"]) for point in report.get("curve", ()))
        starter, beaten = report.get("starter_mae"), report.get("beat_starter_at")
        if beaten is None:
            text = self.tr("Mean error by number of ratings. It has not beaten the starter.")
            mark = None
        else:
            text = self.tr(
                "Mean error by number of ratings. It beat the starter from %n ratings on.", "", beaten
            )
            mark = (beaten, dict(points)[beaten], self.tr("%n ratings", "", beaten))
        self._words.setText(text if points else self.tr("Too few ratings to draw one."))
        self.chart.setVisible(len(points) > 1)
        spoken = "; ".join(self.tr("%n ratings", "", round(x)) + f": {number(y, 2)}" for x, y in points)
        self.chart.show_curve(
            Curve(
                points,
                tuple((x, self.locale().toString(round(x))) for x, _ in points),
                mark,
                None if starter is None else (starter, self.tr("starter")),
                logarithmic=True,
                words=f"{text} {spoken}",
            )
        )


class AbstainCard(Card):
    """What leaving out the unsure photos is worth."""

    def __init__(self, state: TasteState) -> None:
        super().__init__(self.tr("When it may say “cannot tell”"))
        self._state = state
        self._words = label("", "muted")
        self.chart = CurveChart()
        self.box.addWidget(self._words)
        self.box.addWidget(self.chart)
        self.box.addStretch(1)

    def render_state(self) -> None:
        """Show the version looked at."""
        found = _report(self._state).get("intervals", {})
        points = tuple((one["abstained"], one["mae"]) for one in found.get("error_by_abstained", ()))
        self.setVisible(len(points) > 1)
        if len(points) < 2:
            return
        text = self.tr(
            "Mean error against the share left out. It abstains on {0}; its 80 % intervals hold {1}."
        ).format(words.percent(found["abstained"]), words.percent(found["coverage"]))
        self._words.setText(text)
        kept = found.get("mae_kept")
        mark = None
        if kept is not None and found["abstained"] <= points[-1][0]:
            mark = (found["abstained"], kept, words.percent(found["abstained"]))
        spoken = "; ".join(f"{words.percent(x)}: {number(y, 2)}" for x, y in points)
        ticks = tuple((x, words.percent(x)) for x, _ in points[::2])
        self.chart.show_curve(Curve(points, ticks, mark, words=f"{text} {spoken}"))


class RatingsCard(Card):
    """How many ratings there are of each level, and what more is needed."""

    def __init__(self, state: TasteState) -> None:
        super().__init__(self.tr("Your ratings"))
        self._state = state
        self.bars = LevelBars()
        self.sentence = label()
        self._more = label("", "small")
        self.box.addWidget(self.bars)
        self.box.addWidget(self.sentence)
        self.box.addWidget(self._more)
        self.box.addStretch(1)

    def render_state(self) -> None:
        """Show what there is to learn from."""
        overview = self._state.overview
        if overview is None:
            return
        ready = overview.readiness
        self.bars.show_counts(ready.counts)
        self.sentence.setText(words.missing(ready) or self.tr("Enough to train on."))
        set_role(self.sentence, "good" if ready.ready else "warn")
        self._more.setText(self._more_words(overview))

    def _more_words(self, overview: TasteOverview) -> str:
        labels = overview.labels
        parts = [
            self.tr("From %n moments ({0} are needed).", "", overview.readiness.moments).format(
                NEEDED_MOMENTS
            )
        ]
        if labels.pairs:
            parts.append(self.tr("%n picks over rejects of the same burst.", "", len(labels.pairs)))
        if labels.without_face:
            parts.append(
                self.tr("%n rated photos show no face: nothing is learnt from them.", "", labels.without_face)
            )
        if labels.undated:
            parts.append(
                self.tr(
                    "%n rated photos do not say when they were taken. Each counts as a moment of its own:"
                    " of one scene some shots may be learnt from and others held out, which flatters the"
                    " result.",
                    "",
                    labels.undated,
                )
            )
        return " ".join(parts)


class HeroCard(Card):
    """What stands where results would, while there are none.

    Signals:
        teach_asked: photos are to be rated.
    """

    teach_asked = Signal()

    def __init__(self, state: TasteState) -> None:
        super().__init__("")
        self._state = state
        self._icon = QLabel()
        self._headline, self._sentence = label("", "title"), label("", "muted")
        for found in (self._icon, self._headline, self._sentence):
            found.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.teach = QPushButton(self.tr("Rate the photos that help most"))
        self.teach.clicked.connect(self.teach_asked)
        self.title.hide()
        self.box.addStretch(1)
        for found in (self._icon, self._headline, self._sentence):
            self.box.addWidget(found)
        self.box.addSpacing(4)
        self.box.addWidget(self.teach, 0, Qt.AlignmentFlag.AlignHCenter)
        self.box.addStretch(1)
        theme_changed.connect(self._draw_icon)
        self._draw_icon()

    def render_state(self) -> None:
        """Say what is missing, or that training can begin."""
        overview = self._state.overview
        ready = overview is not None and overview.readiness.ready
        if overview is None:
            self._headline.setText(self.tr("Looking at your ratings…"))
            self._sentence.setText("")
        elif ready:
            self._headline.setText(self.tr("Ready to learn your taste"))
            self._sentence.setText(
                self.tr(
                    "%n ratings of photos with a face. Training takes seconds, and changes nothing until"
                    " you choose.",
                    "",
                    len(overview.labels.ratings),
                )
            )
        elif overview.labels.ratings:
            self._headline.setText(self.tr("Not enough ratings yet"))
            self._sentence.setText(words.missing(overview.readiness))
        else:
            self._headline.setText(self.tr("Teach the app your taste"))
            self._sentence.setText(
                self.tr(
                    "Rate photos of people from 1 to 5 stars, as you feel about them. With some of each"
                    " level, from several occasions, the app learns to score as you would; until then the"
                    " starter does."
                )
            )
        self.setAccessibleName(self._headline.text())
        self.teach.setVisible(overview is not None)
        kind = "" if ready else "primary"
        if self.teach.property("kind") != kind:
            self.teach.setProperty("kind", kind)
            self.teach.style().polish(self.teach)

    def _draw_icon(self) -> None:
        pixmap = tinted_pixmap("star", current_theme().accent, _ICON_SIDE, self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)


def spread(*widgets: QWidget) -> QHBoxLayout:
    """Widgets in a row, at the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _report(state: TasteState) -> dict[str, Any]:
    return {} if state.shown is None else dict(state.shown.report)
