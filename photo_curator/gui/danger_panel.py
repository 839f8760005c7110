"""The inspector's word on a dangerous selfie: the hint, where it comes from, and the user's answer."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QSizePolicy, QSlider, QVBoxLayout, QWidget

from photo_curator.domain.danger import DangerVerdict
from photo_curator.domain.photo import Photo
from photo_curator.gui import danger_words
from photo_curator.gui.theme import current_theme, icon

_STRENGTH = 70
_TALLEST = 240


class HeatPicture(QWidget):
    """A photo with a hazard's map laid over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo, self._heat = QImage(), QImage()
        self._strength = _STRENGTH / 100
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_pictures(self, photo: QImage, heat: QImage, rotation: int) -> None:
        """Show a photo and its gray map, both turned by `rotation` degrees clockwise."""
        turn = QTransform().rotate(rotation)
        self._photo, self._heat = photo.transformed(turn), heat.transformed(turn)
        self.updateGeometry()
        self.update()

    def set_strength(self, strength: float) -> None:
        """How much of the map covers the photo, 0..1."""
        self._strength = strength
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as the photo is at this width, within reason."""
        size = self._photo.size().scaled(max(1, self.width()), _TALLEST, Qt.AspectRatioMode.KeepAspectRatio)
        return QSize(200, max(1, size.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the photo, and over it the danger colour where the map is bright."""
        if self._photo.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ratio = self.devicePixelRatioF()
        size = self._photo.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = self.rect()
        target.setSize(size)
        target.moveCenter(self.rect().center())
        painter.drawImage(target, self._photo)
        smooth = self._heat.scaled(
            size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        ).convertToFormat(QImage.Format.Format_Grayscale8)
        colour = QImage(smooth.size(), QImage.Format.Format_ARGB32)
        colour.fill(QColor(current_theme().danger))
        colour.setAlphaChannel(smooth)
        painter.setOpacity(self._strength)
        painter.drawImage(target, colour)
        painter.end()


class DangerPanel(QWidget):
    """Shown for photos the machine or the user calls dangerous, and for those somebody answered about.

    Signals:
        answered: value of a `DangerVerdict`, "" to take the answer back.
        map_asked: the hazard to be shown.
        resized: its height has changed.
    """

    answered = Signal(str)
    map_asked = Signal(str)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo: Photo | None = None
        self._hazard = ""
        self._heading = _label("danger", strong=True)
        self._sure, self._limits, self._trouble = _label("muted"), _label("small"), _label("warn")
        self._picture = HeatPicture()
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, 100)
        self._slider.setValue(_STRENGTH)
        self._slider.setAccessibleName(self.tr("How strongly the map covers the photo"))
        self._slider.setToolTip(self._slider.accessibleName())
        self._slider.valueChanged.connect(lambda value: self._picture.set_strength(value / 100))
        self._where = QPushButton(self.tr("Show where"))
        self._where.setCheckable(True)
        self._where.clicked.connect(self._toggle_map)
        self._buttons: dict[DangerVerdict, QPushButton] = {}
        self._answer(self.tr("False alarm"), DangerVerdict.FALSE_ALARM)
        self._answer(self.tr("This is dangerous"), DangerVerdict.DANGEROUS)
        self._answers = answers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        answers.setSpacing(6)
        for button in self._buttons.values():
            answers.addWidget(button, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for widget in (self._heading, self._sure, self._picture, self._slider, self._trouble):
            box.addWidget(widget)
        box.addLayout(answers)
        box.addWidget(self._where)
        box.addWidget(self._limits)
        self.hide()

    def set_photo(self, photo: Photo) -> None:
        """Show what is known of a photo; nothing where there is nothing to look at again."""
        danger, machine = photo.danger, photo.danger.machine
        if self._photo is None or self._photo.summary.id != photo.summary.id:
            self._close_map()
        self._photo = photo
        self._hazard = machine.hazard if machine else ""
        self.setVisible(danger.verdict is not None or danger.flagged)
        self._heading.setText(danger_words.headline(danger))
        self._heading.setProperty("role", "danger" if danger.flagged else "good")
        self._heading.style().polish(self._heading)
        self._sure.setText(danger_words.sureness(photo))
        self._sure.setVisible(bool(self._sure.text()))
        self._limits.setText(danger_words.limits(photo))
        self._limits.setVisible(machine is not None)
        for verdict, button in self._buttons.items():
            button.setChecked(danger.verdict is verdict)
            button.setIcon(icon("check") if danger.verdict is verdict else QIcon())
        self._where.setVisible(bool(self._hazard))

    def set_narrow(self, narrow: bool) -> None:
        """Whether two buttons have no room beside each other."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._answers.setDirection(down if narrow else across)

    def toggle_map(self) -> None:
        """Show where the hazard is, or hide it again; nothing where no hazard is named."""
        if not self.isHidden() and not self._where.isHidden():
            self._where.click()

    def show_map(self, photo_id: int, photo: QImage, heat: QImage) -> None:
        """Show the map that was asked for, if it still is."""
        if self._photo is None or self._photo.summary.id != photo_id or not self._where.isChecked():
            return
        self._picture.show_pictures(photo, heat, self._photo.summary.rotation)
        self._picture.setAccessibleName(
            self.tr("Where it sees: {0}").format(danger_words.hazard_name(self._hazard))
        )
        self._say("")
        self._picture.show()
        self._slider.show()
        self.resized.emit()

    def show_waiting(self) -> None:
        """Say that the map comes late: the engine does one thing at a time."""
        self._say(self.tr("It comes after the photos that are being analysed."))

    def show_trouble(self, photo_id: int, text: str) -> None:
        """Say why there is no map."""
        if self._photo is not None and self._photo.summary.id == photo_id:
            self._close_map()
            self._say(text)

    def _toggle_map(self, on: bool) -> None:
        if on and self._photo is not None:
            self._where.setText(self.tr("Hide where"))
            self._say(self.tr("Looking…"))
            self.map_asked.emit(self._hazard)
        else:
            self._close_map()

    def _close_map(self) -> None:
        self._where.setChecked(False)
        self._where.setText(self.tr("Show where"))
        self._picture.hide()
        self._slider.hide()
        self._say("")

    def _say(self, text: str) -> None:
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))
        self.resized.emit()

    def _answer(self, text: str, verdict: DangerVerdict) -> None:
        button = self._buttons[verdict] = QPushButton(text)
        button.setCheckable(True)
        button.clicked.connect(lambda on: self.answered.emit(verdict.value if on else ""))


def _label(role: str, *, strong: bool = False) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    if strong:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    return label
