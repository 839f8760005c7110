"""Above the frames: which burst, how they stand. Below them: keys, other bursts, what Enter does."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from photo_curator.gui.compare import words
from photo_curator.gui.compare.state import Arrangement, CompareState
from photo_curator.gui.segments import Segments
from photo_curator.gui.theme import current_theme, icon
from photo_curator.gui.why.lines import label


class HeadBar(QWidget):
    """What is compared, whether there is a best one, and how many are side by side.

    Signals:
        arrangement_chosen: an `Arrangement`.
    """

    arrangement_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._verdict = label("heading", wrap=False), _Line()
        options = [
            (Arrangement.TWO, self.tr("2-up"), self.tr("The best frame and one other, large")),
            (Arrangement.THREE, self.tr("3-up"), self.tr("The best frame and two others")),
            (Arrangement.SURVEY, self.tr("Survey"), self.tr("All frames, in the order taken")),
        ]
        self.arrangements: Segments[Arrangement] = Segments(options, self.tr("Side by side"))
        self.arrangements.chosen.connect(self.arrangement_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._verdict, 1)
        row.addWidget(self.arrangements)

    def show_state(self, state: CompareState) -> None:
        """Show what is compared."""
        found = state.comparison
        if found is None:
            return
        self._title.setText(words.title(found))
        self._verdict.show_parts(["— " + words.verdict(found)])
        self.arrangements.choose(state.arrangement)


class FootBar(QWidget):
    """The keys, the way to other bursts, and the button that keeps the best.

    Signals:
        keep_asked: the button was clicked.
        burst_asked: 1: the next burst, -1: the one before.
    """

    keep_asked = Signal()
    burst_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = _Line()
        self._before, self._after = QToolButton(), QToolButton()
        for button, name, tip, by in (
            (self._before, "chevron-left", self.tr("Previous burst (Page Up)"), -1),
            (self._after, "chevron-right", self.tr("Next burst (Page Down)"), 1),
        ):
            button.setProperty("kind", "quiet")
            button.setIcon(icon(name))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on, step=by: self.burst_asked.emit(step))
        self._place = label("muted", wrap=False)
        self.keep = QPushButton()
        self.keep.setProperty("kind", "primary")
        self.keep.setToolTip(
            self.tr("Enter. Photos you have picked stay picked; one undo takes it all back.")
        )
        self.keep.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.keep.clicked.connect(lambda _on: self.keep_asked.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._keys, 1)
        row.addSpacing(8)
        row.addWidget(self._before)
        row.addWidget(self._place)
        row.addWidget(self._after)
        row.addSpacing(8)
        row.addWidget(self.keep)

    def show_state(self, state: CompareState) -> None:
        """Show what can be done now."""
        found, place = state.comparison, state.place()
        if found is None:
            return
        self._keys.show_parts(words.keys(found))
        for button, by in ((self._before, -1), (self._after, 1)):
            button.setEnabled(bool(state.upcoming(by)))
            button.setVisible(bool(state.queue))
        self._place.setVisible(place is not None)
        if place is not None:
            self._place.setText(self.tr("{0} of {1}").format(place[0] + 1, place[1]))
        self.keep.setText(words.keep_words(state))
        self.keep.setVisible(state.keeping is not None)


class _Line(QWidget):
    """As many parts of a line as there is room for, but one at least; the tooltip has them all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_parts(self, parts: list[str]) -> None:
        """Show another line."""
        self._parts = parts
        self.setToolTip("\n".join(parts))
        self.setAccessibleName(", ".join(parts))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what fits."""
        if not self._parts:
            return
        count = len(self._parts)
        texts = [" · ".join(self._parts[:end]) for end in range(count, 0, -1)]
        metrics, room = self.fontMetrics(), self.width()
        fitting = next((one for one in texts if metrics.horizontalAdvance(one) <= room), texts[-1])
        text = metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, room)
        painter = QPainter(self)
        painter.setPen(QColor(current_theme().muted))
        painter.drawText(QRect(self.rect()), int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()
