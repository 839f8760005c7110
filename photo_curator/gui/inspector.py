"""The panel on the right: everything about the photo that is current."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.library import LibraryLayout
from photo_curator.domain.people import Person
from photo_curator.domain.photo import Photo
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict
from photo_curator.gui import danger_words, face_words, photo_words
from photo_curator.gui.burst_panel import BurstPanel
from photo_curator.gui.danger_panel import DangerPanel
from photo_curator.gui.face_strip import (
    FaceButton,
    FacePicture,
    FaceStrip,
    offer_rejection,
    read_face_pictures,
    read_image,
)
from photo_curator.gui.face_words import Measure
from photo_curator.gui.inspector_rows import FactRow, MeasureRow, ScoreChart, Section
from photo_curator.gui.people.face_name import FaceName
from photo_curator.gui.photo_words import Fact
from photo_curator.gui.stars import Stars
from photo_curator.gui.tasks import Executor, ThreadExecutor
from photo_curator.gui.theme import icon

_HEADER_PICTURE = 92
#: In a panel as narrow as a small window leaves it.
_NARROW_PICTURE, _NARROW = 64, 280
_MARGIN, _NARROW_MARGIN = 14, 10


class Inspector(QWidget):
    """Shows one photo; asks for ratings and flags, never writes them.

    Args:
        layout: where the library's cached pictures lie.
        parent: as in Qt.
        executor: reads the cached pictures; None: a thread of its own.

    Attributes:
        danger: the hint at a dangerous selfie.
        burst: what the photo is in its burst.
        name: whose the face is.

    Signals:
        ratingChosen: stars for what is selected, 0 to take them away.
        flagChosen: value of a `Flag` for what is selected.
        dangerAnswered: value of a `DangerVerdict` for what is selected, "" to take it back.
        faceChosen: id of the face that was clicked.
        faceRejected: the `Face` that is none.
        whyAsked: the score is to be explained.
    """

    ratingChosen = Signal(int)  # noqa: N815 - signals are named as Qt names them
    flagChosen = Signal(str)  # noqa: N815
    dangerAnswered = Signal(str)  # noqa: N815
    faceChosen = Signal(int)  # noqa: N815
    faceRejected = Signal(object)  # noqa: N815
    whyAsked = Signal()  # noqa: N815

    def __init__(
        self, layout: LibraryLayout, parent: QWidget | None = None, executor: Executor | None = None
    ) -> None:
        super().__init__(parent)
        self._library = layout
        self._executor = executor or ThreadExecutor("inspector", self._show_read_error)
        self._photo: Photo | None = None
        self._people: Mapping[int, Person] = {}
        self._face = 0
        self._pictures: list[FacePicture] = []
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(240)
        self.setAccessibleName(self.tr("Photo details"))
        self._stack = QStackedLayout(self)
        self._nothing = QLabel(self.tr("No photo selected"))
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._build_scroll_area())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as in the design."""
        return QSize(320, 700)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the words more of a narrow panel."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._portrait.set_side(_NARROW_PICTURE if narrow else _HEADER_PICTURE)
        across = QBoxLayout.Direction.LeftToRight
        self._score_line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else across)
        self._score_line.setSpacing(0 if narrow else 8)
        self._header.setSpacing(8 if narrow else 12)
        self.danger.set_narrow(narrow)
        side = _NARROW_MARGIN if narrow else _MARGIN
        self._box.setContentsMargins(side, _MARGIN, side, _MARGIN)
        self._hold_height()

    def stop(self) -> None:
        """Let the reading thread end; for when the window closes."""
        self._executor.close()

    def set_photo(self, photo: Photo | None) -> None:
        """Show a photo, or that there is none."""
        changed = photo is None or self._photo is None or photo.summary.id != self._photo.summary.id
        self._photo = photo
        if photo is None:
            self._stack.setCurrentIndex(0)
            return
        if changed:
            self._face = self._main_face(photo)
            self._pictures = []
            self._portrait.set_image(QImage())
        self._face = min(self._face, max(0, len(photo.faces) - 1))
        self._show_score(photo)
        self._show_faces(photo)
        self._show_name(photo)
        self._show_measures(photo)
        self.danger.set_photo(photo)
        facts = (*danger_words.danger_facts(photo), *photo_words.posting_facts(photo))
        self._posting.show_rows(self.tr("Before posting"), facts)
        self._facts.show_rows(self.tr("Photo"), photo_words.photo_facts(photo))
        self._history.show_rows(self.tr("Ratings so far"), photo_words.history_facts(photo.rating_history))
        self._stack.setCurrentIndex(1)
        self._hold_height()
        self._read_pictures(photo)

    def face_of(self, photo: Photo) -> int:
        """Index of the face it shows, or would show, of a photo: the chosen one, at first the largest."""
        shown = self._photo is not None and self._photo.summary.id == photo.summary.id
        return self._face if shown else self._main_face(photo)

    def show_people(self, people: Mapping[int, Person], known: Sequence[str] | None) -> None:
        """Say whose the faces of the photo are.

        Args:
            people: by face id.
            known: names to complete what is typed; None: nobody is known in this library.
        """
        self._people = people
        self.name.setVisible(known is not None)
        self.name.set_known(known or ())
        if self._photo is not None:
            self._show_name(self._photo)
        self._hold_height()

    def set_selection_count(self, count: int) -> None:
        """Tell how many photos ratings and flags would apply to."""
        self._selection.setText(self.tr("%n selected: stars and flags apply to all", "", count))
        self._selection.setVisible(count > 1)
        self._hold_height()

    def _hold_height(self) -> None:
        """Scroll rather than squeeze: a scroll area alone forgets that wrapped text gets higher."""
        height = self._box.totalHeightForWidth(self._area.viewport().width())
        self._inner.setMinimumHeight(max(0, height))

    # --- building ---------------------------------------------------------------------------

    def _build_scroll_area(self) -> QScrollArea:
        self._inner = inner = QWidget()
        inner.setProperty("surface", "panel")
        self._box = box = QVBoxLayout(inner)
        box.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        box.setSpacing(16)
        self._selection = QLabel()
        self._selection.setProperty("role", "link")
        self._selection.setWordWrap(True)
        self._selection.hide()
        self._strip = FaceStrip(repair=True)
        self._strip.chosen.connect(self._choose_face)
        self._strip.rejected.connect(self._reject_face)
        self.name = FaceName()
        self._chart = ScoreChart()
        self._sure_heading = _label("heading")
        self._sure_heading.setText(self.tr("How sure"))
        self._sure_words = _label("muted", wrap=True)
        sure = QVBoxLayout()
        sure.setSpacing(6)
        self._why = QPushButton(self.tr("Why this score?"))
        self._why.clicked.connect(lambda _on: self.whyAsked.emit())
        for widget in (self._sure_heading, self._chart, self._sure_words, self._why):
            sure.addWidget(widget)
        self._measures: Section[Measure] = Section(MeasureRow)
        self._posting: Section[Fact] = Section(FactRow)
        self._facts: Section[Fact] = Section(FactRow)
        self._history: Section[Fact] = Section(FactRow)
        box.addWidget(self._selection)
        box.addLayout(self._build_header())
        box.addWidget(self._strip)
        box.addWidget(self.name)
        box.addLayout(sure)
        self.danger = DangerPanel()
        self.danger.answered.connect(self.dangerAnswered)
        self.danger.resized.connect(self._hold_height)
        self.burst = BurstPanel()
        self.burst.resized.connect(self._hold_height)
        for section in (self.danger, self._measures, self.burst, self._posting, self._facts, self._history):
            box.addWidget(section)
        box.addStretch(1)
        self._area = area = QScrollArea()
        area.setProperty("surface", "panel")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setAccessibleName(self.tr("Photo details"))
        return area

    def _build_header(self) -> QHBoxLayout:
        self._portrait = FaceButton(_HEADER_PICTURE)
        self._portrait.setCheckable(False)
        self._portrait.clicked.connect(lambda: self._choose_face(self._face))
        offer_rejection(self._portrait, lambda: self._reject_face(self._face))
        self._score = _label("score")
        self._source = _label("muted", wrap=True)
        self._stars = Stars()
        self._stars.chosen.connect(self.ratingChosen)
        self._machine = _label("muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(3)
        self._score_line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._score_line.addWidget(self._score, 0, Qt.AlignmentFlag.AlignBottom)
        self._score_line.addWidget(self._source, 1, Qt.AlignmentFlag.AlignBottom)
        words.addLayout(self._score_line)
        words.addWidget(self._stars)
        acts = QHBoxLayout()
        acts.setSpacing(2)
        acts.addWidget(self._machine, 1)
        for button in self._build_flags():
            acts.addWidget(button)
        words.addLayout(acts)
        words.addStretch(1)
        self._header = header = QHBoxLayout()
        header.setSpacing(12)
        header.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        header.addLayout(words, 1)
        return header

    def _build_flags(self) -> list[QToolButton]:
        self._flags: dict[Flag, QToolButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(False)
        for flag, text in ((Flag.PICK, self.tr("Pick")), (Flag.REJECT, self.tr("Reject"))):
            button = QToolButton()
            button.setProperty("kind", "quiet")
            button.setProperty("tight", "true")
            button.setCheckable(True)
            button.setIcon(icon(flag.value))
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.clicked.connect(lambda on, flag=flag: self._choose_flag(flag, on))
            group.addButton(button)
            self._flags[flag] = button
        return list(self._flags.values())

    # --- showing ----------------------------------------------------------------------------

    def _show_score(self, photo: Photo) -> None:
        summary = photo.summary
        rating = summary.rating
        if rating.value:
            self._score.setText(f"★ {rating.value}")
            self._source.setText(photo_words.source_words(rating.source))
        elif summary.effective_score is not None and summary.verdict is not Verdict.CANNOT_TELL:
            self._score.setText(photo_words.number(summary.effective_score))
            technical = summary.verdict is Verdict.NO_FACE
            self._source.setText(self.tr("technical score") if technical else self.tr("not rated"))
        else:
            self._score.setText("?" if summary.verdict is Verdict.CANNOT_TELL else "–")
            self._source.setText(self.tr("not rated"))
        self._machine.setText(face_words.machine_words(photo))
        self._stars.set_value(rating.value)
        for flag, button in self._flags.items():
            button.setChecked(summary.flag is flag)
        self._show_sureness(photo)

    def _show_sureness(self, photo: Photo) -> None:
        score, verdict = photo.machine, photo.summary.verdict
        self._chart.setVisible(score is not None)
        self._why.setVisible(score is not None or bool(photo.faces))
        words = ""
        if score is not None:
            self._chart.show_score(score)
            words = face_words.interval_words(score)
        if verdict is Verdict.CANNOT_TELL:
            words = face_words.cannot_tell_words(photo)
        elif score is None:
            words = self.tr("Not analysed yet.")
        self._sure_words.setText(words)

    def _show_faces(self, photo: Photo) -> None:
        several = len(photo.faces) > 1
        self._strip.setVisible(several)
        self._strip.set_faces(photo.faces if several else (), self._face)
        if photo.faces:
            name = face_words.face_name(photo.faces[self._face], self._face, len(photo.faces))
        else:
            name = self.tr("The photo, without a face")
        self._portrait.setAccessibleName(name)
        self._portrait.setToolTip(name)
        self._show_pictures()

    def _show_name(self, photo: Photo) -> None:
        if not photo.faces:
            return
        self.name.show_person(self._people.get(photo.faces[self._face].id))
        who = [self._people.get(face.id) for face in photo.faces]
        self._strip.set_names([one.name if one else "" for one in who])

    def _show_measures(self, photo: Photo) -> None:
        if not photo.faces:
            heading = self.tr("Technical score, no face")
            self._measures.show_rows(heading, face_words.technical_measures(photo.attributes))
            return
        brightness = self._pictures[self._face].brightness if self._face < len(self._pictures) else None
        heading = self.tr("What it saw in this face")
        attributes = photo.faces[self._face].attributes
        self._measures.show_rows(heading, face_words.face_measures(attributes, brightness))

    def _show_pictures(self) -> None:
        self._strip.set_pictures(self._pictures)
        if self._face < len(self._pictures):
            self._portrait.set_image(self._pictures[self._face].image)

    # --- small pictures ---------------------------------------------------------------------

    def _read_pictures(self, photo: Photo) -> None:
        library, summary = self._library, photo.summary

        def read() -> list[FacePicture]:
            if photo.faces:
                return read_face_pictures(library, photo.faces, summary.thumbnail_key, summary.size)
            return [FacePicture(read_image(library.thumbnail(summary.thumbnail_key, 512)), None)]

        def done(pictures: list[FacePicture]) -> None:
            if self._photo is photo:  # else: another photo is shown by now
                self._pictures = pictures
                self._show_pictures()
                self._show_measures(photo)
                self._hold_height()

        self._executor.submit(read, done)

    def _show_read_error(self, error: Exception) -> None:
        self._sure_words.setText(self.tr("The small pictures could not be read: {0}").format(error))

    # --- acting -----------------------------------------------------------------------------

    def _choose_face(self, index: int) -> None:
        if self._photo is None or not self._photo.faces:
            return
        self._face = index
        self._show_faces(self._photo)
        self._show_name(self._photo)
        self._show_measures(self._photo)
        self._hold_height()
        self.faceChosen.emit(self._photo.faces[index].id)

    def _reject_face(self, index: int) -> None:
        if self._photo is not None and index < len(self._photo.faces):
            self.faceRejected.emit(self._photo.faces[index])

    def _choose_flag(self, flag: Flag, on: bool) -> None:
        self.flagChosen.emit((flag if on else Flag.NONE).value)

    @staticmethod
    def _main_face(photo: Photo) -> int:
        areas = [face.box.area for face in photo.faces]
        return areas.index(max(areas)) if areas else 0


def _label(role: str, *, wrap: bool = False) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    return label
