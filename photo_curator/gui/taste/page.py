"""The page "My taste": what there is to learn from, what was learnt, how good that is, what to do next."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.rating import SOURCE_HERE
from photo_curator.gui.said import problem_text
from photo_curator.gui.taste import words
from photo_curator.gui.taste.cards import (
    AbstainCard,
    Card,
    CurveCard,
    HeroCard,
    MatrixCard,
    RatingsCard,
    ResultsCard,
    label,
    set_role,
    spread,
)
from photo_curator.gui.taste.stars_card import StarsCard
from photo_curator.gui.taste.state import TasteState
from photo_curator.gui.taste.versions_card import VersionsCard
from photo_curator.gui.theme import current_theme
from photo_curator.gui.time_words import time_left
from photo_curator.services.taste import QUEUE_LENGTH

#: Narrower than this the cards stand in two columns instead of three.
_ROOM_FOR_THREE = 1000
_SPACING = 12


class TastePage(QScrollArea):
    """Shows a `TasteState`.

    Signals:
        train_asked, stop_asked: a training.
        use_asked, back_asked: see `VersionsCard`.
        export_asked, import_asked: heads as files.
        meaning_chosen: see `StarsCard.chosen`.
        teach_asked: photos are to be rated one by one.
    """

    train_asked = Signal()
    stop_asked = Signal()
    use_asked = Signal(int)
    back_asked = Signal()
    export_asked = Signal(int)
    import_asked = Signal()
    meaning_chosen = Signal(str, object)
    teach_asked = Signal()

    def __init__(self, state: TasteState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setAccessibleName(self.tr("My taste"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.head = _Head(state)
        self.results, self.hero = ResultsCard(state), HeroCard(state)
        self.matrix, self.curve, self.abstain = MatrixCard(state), CurveCard(state), AbstainCard(state)
        self.helpful, self.versions = HelpfulCard(state), VersionsCard(state)
        self.ratings, self.stars = RatingsCard(state), StarsCard(state)
        self._always: tuple[Card, ...] = (self.hero, self.helpful, self.versions, self.ratings, self.stars)
        self._measured: tuple[Card, ...] = (self.results, self.matrix, self.curve, self.abstain)
        self._shape: object = None
        self._connect()
        inner = QWidget()
        for card in (*self._always, *self._measured):
            card.setParent(inner)
        box = QVBoxLayout(inner)
        box.setContentsMargins(18, 14, 18, 18)
        box.setSpacing(_SPACING)
        box.addWidget(self.head)
        self._grid = QGridLayout()
        self._grid.setSpacing(_SPACING)
        box.addLayout(self._grid)
        box.addStretch(1)
        self.setWidget(inner)
        state.changed.connect(lambda _: self.render_state())
        self.render_state()

    def render_state(self) -> None:
        """Show everything anew."""
        self.head.render_state()
        trained = self._state.shown is not None
        for card in self._measured:
            card.setVisible(trained)
        self.hero.setVisible(not trained)
        for card in (*self._always, *(self._measured if trained else ())):
            card.render_state()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """More or fewer columns."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the cards that are shown into columns, the wide one first."""
        columns = 3 if self.viewport().width() >= _ROOM_FOR_THREE else 2
        order: tuple[Card, ...] = (
            self.hero, self.results, self.matrix, self.curve, self.helpful, self.versions, self.ratings,
            self.abstain, self.stars,
        )  # fmt: skip
        if columns == 2:
            order = (
                self.hero, self.results, self.matrix, self.versions, self.curve, self.helpful, self.ratings,
                self.abstain, self.stars,
            )  # fmt: skip
        cards = [card for card in order if not card.isHidden()]
        if (columns, cards) == self._shape:
            return
        self._shape = (columns, cards)
        for card in order:
            self._grid.removeWidget(card)
        row = column = 0
        for place, card in enumerate(cards):
            span = 2 if card in (self.hero, self.results) else 1
            if column + span > columns:
                row, column = row + 1, 0
            if place == len(cards) - 1 and column:
                span = columns - column
            self._grid.addWidget(card, row, column, 1, span)
            column += span
        for number in range(3):
            self._grid.setColumnStretch(number, int(number < columns))
            self._grid.setColumnMinimumWidth(number, 0)

    def _connect(self) -> None:
        self.head.train.clicked.connect(self.train_asked)
        self.head.stop.clicked.connect(self.stop_asked)
        self.results.use_asked.connect(self.use_asked)
        self.results.keep_asked.connect(self._keep)
        self.versions.looked_at.connect(self._state.look_at)
        self.versions.use_asked.connect(self.use_asked)
        self.versions.back_asked.connect(self.back_asked)
        self.versions.export_asked.connect(self.export_asked)
        self.versions.import_asked.connect(self.import_asked)
        self.stars.chosen.connect(self.meaning_chosen)
        self.helpful.teach.clicked.connect(self.teach_asked)
        self.hero.teach_asked.connect(self.teach_asked)

    def _keep(self) -> None:
        """Back to the version in use; the other one stays in the list."""
        if self._state.in_use is not None:
            self._state.look_at(self._state.in_use.id)


class _Head(QWidget):
    """The title, what there is to learn from, the button that trains, and how far that is."""

    def __init__(self, state: TasteState) -> None:
        super().__init__()
        self._state = state
        self._title, self._facts = label(self.tr("My taste"), "title"), label("", "muted")
        self._title.setWordWrap(False)
        self._notice = label()
        self.train = QPushButton(self.tr("Train on my ratings"))
        self.train.setProperty("kind", "primary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(self.tr("Training"))
        self._doing = label("", "muted")
        self._doing.setWordWrap(False)
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setAccessibleName(self.tr("Stop training"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._title)
        row.addWidget(self._facts, 1)
        for widget in (self._doing, self._bar, self.stop, self.train):
            row.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(row)
        box.addWidget(self._notice)

    def render_state(self) -> None:
        """Show how things stand."""
        state, overview = self._state, self._state.overview
        self._facts.setText("" if overview is None else self._facts_words())
        training = state.training
        self.train.setVisible(training is None)
        ready = overview is not None and overview.readiness.ready
        self.train.setEnabled(ready)
        why = "" if overview is None else words.missing(overview.readiness)
        self.train.setToolTip(why or self.tr("Nothing changes until you choose"))
        self.train.setAccessibleDescription(self.train.toolTip())
        for widget in (self._bar, self._doing, self.stop):
            widget.setVisible(training is not None)
        if training is not None:
            self._bar.setRange(0, training.total)
            self._bar.setValue(training.done)
            self._doing.setText(self._doing_words())
            self.stop.setEnabled(not training.stopping)
        text, role = self._notice_words()
        self._notice.setText(text)
        self._notice.setVisible(bool(text))
        set_role(self._notice, role)

    def _facts_words(self) -> str:
        overview = self._state.overview
        if overview is None:
            return ""
        ratings = overview.labels.ratings
        here = sum(one.source == SOURCE_HERE for one in ratings)
        parts = [self.tr("%n ratings", "", here)]
        programs: dict[str, int] = {}
        for one in ratings:
            if one.source != SOURCE_HERE:
                programs[one.source] = programs.get(one.source, 0) + 1
        parts += [
            self.tr("%n from stars ({0})", "", count).format(words.program_name(program))
            for program, count in programs.items()
        ]
        if overview.labels.pairs:
            parts.append(self.tr("%n picks over rejects", "", len(overview.labels.pairs)))
        return " · ".join(parts)

    def _doing_words(self) -> str:
        training = self._state.training
        if training is None:
            return ""
        if training.stopping:
            return self.tr("Stopping…")
        if not training.total:
            return self.tr("Waiting for the engine…")
        share = words.percent(training.done / training.total)
        left = "" if training.seconds_left is None else " · " + time_left(training.seconds_left)
        return self.tr("Training: {0}").format(share) + left

    def _notice_words(self) -> tuple[str, str]:
        state = self._state
        if state.trouble:
            return self.tr("That did not work: {0} What is in use stays in use.").format(
                problem_text(state.trouble)
            ), "danger"
        if state.stopped:
            return self.tr("Training was stopped. Nothing has changed."), "warn"
        return "", "muted"


class HelpfulCard(Card):
    """The photos whose rating would teach most, and the way to rate them."""

    def __init__(self, state: TasteState) -> None:
        super().__init__(self.tr("Two minutes that help most"))
        self._state = state
        self._words = label("", "muted")
        self.row = PictureRow()
        self.teach = QPushButton()
        self.box.addWidget(self._words)
        self.box.addWidget(self.row)
        self.box.addStretch(1)
        self.box.addLayout(spread(self.teach))

    def render_state(self) -> None:
        """Show the first of them."""
        helpful = self._state.helpful
        self.teach.setVisible(bool(helpful))
        self.row.setVisible(bool(helpful))
        if helpful is None:
            self._words.setText(self.tr("Looking for them…"))
            return
        if not helpful:
            self._words.setText(self.tr("No unrated photo with a face is left. Add photos, or enjoy these."))
            return
        self._words.setText(
            self.tr("Levels that still have few ratings first, one photo of each series. Keys 1 to 5 rate.")
        )
        count = min(QUEUE_LENGTH, len(helpful))
        self.teach.setText(self.tr("Rate %n photos", "", count))


class PictureRow(QWidget):
    """Small square pictures in a row, as many as there is room for."""

    _SIDE, _GAP = 108, 8

    def __init__(self) -> None:
        super().__init__()
        self._images: tuple[QImage, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_images(self, images: tuple[QImage, ...]) -> None:
        """Show other pictures."""
        self._images = images
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        return QSize(3 * (self._SIDE + self._GAP), self._SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw them, cut to squares."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        fit = max(1, (self.width() + self._GAP) // (self._SIDE + self._GAP))
        for place, image in enumerate(self._images[:fit]):
            cell = QRectF(place * (self._SIDE + self._GAP), 0, self._SIDE, self._SIDE)
            path = QPainterPath()
            path.addRoundedRect(cell, 5, 5)
            painter.setClipPath(path)
            painter.fillRect(cell, QColor(current_theme().track))
            if not image.isNull():
                side = min(image.width(), image.height())
                left, top = (image.width() - side) / 2, (image.height() - side) / 3
                painter.drawImage(cell, image, QRectF(left, top, side, side))
        painter.end()


def counted(done: int, total: int) -> str:
    """How far one is ("12 of 20"), as this country writes numbers."""
    locale = QLocale()
    return words.translate("Taste", "{0} of {1}").format(locale.toString(done), locale.toString(total))
