"""The labelling page: photo after photo, selfie or not, dangerous or not, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.annotation import Label
from photo_curator.domain.operations import Judgement
from photo_curator.gui.picture import Picture

_KEYS = {Qt.Key.Key_1: Label.NO_SELFIE, Qt.Key.Key_2: Label.SAFE, Qt.Key.Key_3: Label.DANGEROUS}


class AnnotationPage(QWidget):
    """Shows one photo with three answers: keys 1, 2 and 3. A dangerous one is asked for its reason.

    Signals:
        judged: value of a `Label`, and the reason; "" takes the annotation away.
        stepped: photos on or back.
        annotator_changed: who labels now.
        closed: back to the grid.
        import_asked, export_asked: tables.
    """

    judged = Signal(str, str)
    stepped = Signal(int)
    annotator_changed = Signal(str)
    closed = Signal()
    import_asked = Signal()
    export_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Label photos"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._place, self._said = QLabel(self.tr("Label photos")), QLabel(), QLabel()
        self._title.setProperty("role", "title")
        self._place.setProperty("role", "muted")
        self._said.setProperty("role", "muted")
        self._said.setWordWrap(True)
        self._picture = Picture()
        self._build()

    @property
    def annotator(self) -> str:
        """Who labels; "" while nobody has said so."""
        return self._who.text().strip()

    def show_photo(self, image: QImage, name: str, words: str = "") -> None:
        """Show a photo, or words where it cannot be shown."""
        self._picture.show_image(image, words)
        self._picture.setAccessibleName(name)

    def show_judgement(self, judgement: Judgement | None) -> None:
        """Show what the annotator has said of the photo."""
        label = None
        if judgement is not None and judgement.selfie is not None:
            label = Label.NO_SELFIE if not judgement.selfie else Label.SAFE
            label = Label.DANGEROUS if judgement.dangerous else label
        for one, button in self._answers.items():
            button.setChecked(one is label)
        self._reason.setText(judgement.reason if judgement else "")
        self._reason.setEnabled(label is Label.DANGEROUS)

    def show_place(self, text: str) -> None:
        """Say which photo it is, and how many are done."""
        self._place.setText(text)

    def show_summary(self, text: str) -> None:
        """Say what annotators agree on."""
        self._said.setText(text)
        self._said.setToolTip(text)

    def offer(self, annotators: Sequence[str], reasons: Sequence[str]) -> None:
        """Offer the names and reasons that were used before; what is typed stays."""
        if not self._who.text() and annotators:
            self._who.setText(annotators[0])
        for line, words in ((self._who, annotators), (self._reason, reasons)):
            completer = QCompleter(list(words), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            line.setCompleter(completer)

    def ask_who(self) -> None:
        """Nobody has said who labels: let them."""
        self._who.setFocus()

    def ask_reason(self) -> None:
        """The photo was called dangerous: why?"""
        self._reason.setEnabled(True)
        self._reason.setFocus()
        self._reason.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """1, 2, 3; 0 takes it away; the arrows move."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            self._answers[_KEYS[key]].click()
        elif key == Qt.Key.Key_0:
            self.judged.emit("", "")
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.stepped.emit(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.stepped.emit(-1)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._who = QLineEdit()
        self._who.setFixedWidth(180)
        self._who.setAccessibleName(self.tr("Who is labelling"))
        self._who.setPlaceholderText(self.tr("Who is labelling?"))
        self._who.editingFinished.connect(lambda: self.annotator_changed.emit(self.annotator))
        self._who.returnPressed.connect(self.setFocus)
        take, give = QPushButton(self.tr("Import table…")), QPushButton(self.tr("Export table…"))
        take.clicked.connect(self.import_asked)
        give.clicked.connect(self.export_asked)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title, 1)
        for widget in (self._who, take, give):
            top.addWidget(widget)
        below = QGridLayout()
        below.setHorizontalSpacing(8)
        below.setVerticalSpacing(6)
        self._answers: dict[Label, QPushButton] = {}
        for column, (label, text) in enumerate(
            (
                (Label.NO_SELFIE, self.tr("1   No selfie")),
                (Label.SAFE, self.tr("2   Selfie")),
                (Label.DANGEROUS, self.tr("3   Dangerous selfie")),
            )
        ):
            button = self._answers[label] = QPushButton(text)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter and Space are not theirs
            button.clicked.connect(lambda _, label=label: self._choose(label))
            below.addWidget(button, 0, column)
            below.setColumnStretch(column, 1)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(self.tr("Why is it dangerous? Enter goes on"))
        self._reason.setAccessibleName(self.tr("Reason"))
        self._reason.returnPressed.connect(self._give_reason)
        below.addWidget(self._reason, 0, 3)
        below.setColumnStretch(3, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 12)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(self._place)
        box.addWidget(self._picture, 1)
        box.addLayout(below)
        box.addWidget(self._said)

    def _choose(self, label: Label) -> None:
        self.judged.emit(label.value, self._reason.text() if label is Label.DANGEROUS else "")

    def _give_reason(self) -> None:
        self.judged.emit(Label.DANGEROUS.value, self._reason.text())
        self.setFocus()
        self.stepped.emit(1)
