"""The left half of the export sheet: which photos, where to, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.export import USUAL_QUALITY, Mode
from photo_curator.gui.dialogs import Dialogs
from photo_curator.gui.export.state import ExportState, Which
from photo_curator.gui.export.words import album_title, links_words
from photo_curator.services.albums import POST_WORTHY

_SIDES = (4096, 2560, 2048, 1600, 1080)
_SCORES = (2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0)
_QUALITIES = (100, 95, 90, 85, 80, 70)
_TEMPLATES = (
    "{name}",
    "{date} {name}",
    "{date} {time}",
    "{sequence} {name}",
    "{score} {name}",
    "{date}/{name}",
)
# Typing goes on for a while: not every letter is a plan.
_PAUSE_MILLISECONDS = 300


class Options(QScrollArea):
    """What is wanted; every change makes a new plan.

    Args:
        state: shown and changed.
        dialogs: asks for a folder.
    """

    def __init__(self, state: ExportState, dialogs: Dialogs) -> None:
        super().__init__()
        self._state, self._dialogs = state, dialogs
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("surface", "panel")
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(20, 18, 20, 18)
        self._column.setSpacing(8)
        self._add_which()
        self._add_where()
        self._add_form()
        self._add_kept()
        self._add_names()
        self._column.addStretch(1)
        self.setWidget(inner)
        self.show_offer()

    def show_offer(self) -> None:
        """The sheet was opened for other photos."""
        offer, state = self._state.offer, self._state
        number = QLocale().toString
        self.selected.setText(self.tr("Selected photos ({0})").format(number(len(offer.selection))))
        self.selected.setEnabled(bool(offer.selection))
        title = album_title(offer.album)
        self.listed.setText(self.tr("All of “{0}” ({1})").format(title, number(offer.count)))
        self.listed.setToolTip(title)
        for button, which in ((self.selected, Which.SELECTION), (self.listed, Which.LIST)):
            button.setChecked(state.which is which)
        self.show_plan()

    def show_plan(self) -> None:
        """What the plan says of the options."""
        state = self._state
        self.folder.setText(state.destination)
        self.folder.setToolTip(state.destination)
        self.folder.setCursorPosition(0)
        plan = state.found.plan if state.found else None
        first = plan.photos[0].target if plan and plan.photos else ""
        self._example.setText(self.tr("For example {0}").format(first) if first else "")
        self._example.setVisible(bool(first))
        self.mode.setEnabled(state.settings.untouched)
        self._links.setText(links_words(plan) if plan else "")
        self._links.setVisible(bool(self._links.text()))

    def _add_which(self) -> None:
        self._section(self.tr("Which photos"))
        self.selected, self.listed = QRadioButton(), QRadioButton()
        group = QButtonGroup(self)
        for button in (self.selected, self.listed):
            group.addButton(button)
            self._column.addWidget(button)
        self.scored = QCheckBox(self.tr("Only with a score of at least"))
        self.least = QComboBox()
        for score in _SCORES:
            self.least.addItem(QLocale().toString(score, "f", 1), score)
        self.least.setCurrentIndex(_SCORES.index(POST_WORTHY))
        self.least.setAccessibleName(self.tr("Smallest score"))
        self.least.setEnabled(False)
        self.scored.toggled.connect(self.least.setEnabled)
        self._row(self.scored, self.least)
        self.best = QCheckBox(self.tr("Of each burst only the best"))
        self.best.setToolTip(
            self.tr("The best shot, or the cover you chose. Exposure brackets and panoramas stay whole.")
        )
        self._column.addWidget(self.best)
        self.best.toggled.connect(lambda on: self._state.change(best_of_bursts=on))
        group.buttonClicked.connect(lambda _: self._choose())
        self.scored.toggled.connect(lambda _: self._choose())
        self.least.currentIndexChanged.connect(lambda _: self._choose())

    def _add_where(self) -> None:
        self._section(self.tr("Where to"))
        self.folder = QLineEdit(readOnly=True, placeholderText=self.tr("No folder chosen yet"))
        self.folder.setAccessibleName(self.tr("Folder to export to"))
        self.browse = self._button(self.tr("Choose…"), self._browse)
        self._row(self.folder, self.browse, stretch=0)

    def _add_form(self) -> None:
        self._section(self.tr("Size"))
        self.side = QComboBox()
        self.side.setAccessibleName(self.tr("Size"))
        self.side.addItem(self.tr("As they are, not a pixel changed"), (None, False))
        self.side.addItem(self.tr("JPEG in full size"), (None, True))
        for side in _SIDES:
            words = self.tr("JPEG, at most {0} pixels long").format(QLocale().toString(side))
            self.side.addItem(words, (side, True))
        self._column.addWidget(self.side)
        self._quality_label = QLabel(self.tr("Quality"))
        self.quality = QComboBox()
        for quality in _QUALITIES:
            self.quality.addItem(str(quality), quality)
        self.quality.setCurrentIndex(_QUALITIES.index(USUAL_QUALITY))
        self.quality.setAccessibleName(self._quality_label.text())
        self._row(self._quality_label, self.quality)
        self.convert = QCheckBox(self.tr("HEIC, TIFF and RAW become JPEGs"))
        self.convert.setChecked(True)
        self.convert.setToolTip(
            self.tr("They cannot be cleaned as they are. Without this they are left out.")
        )
        self._column.addWidget(self.convert)
        for widget in (self._quality_label, self.quality):
            widget.setEnabled(False)
        self.side.currentIndexChanged.connect(lambda _: self._reshape())
        self.quality.currentIndexChanged.connect(lambda _: self._reshape())
        self.convert.toggled.connect(lambda on: self._state.change(convert=on))

    def _add_kept(self) -> None:
        self._section(self.tr("Left in the files"))
        self.location = QCheckBox(self.tr("Where they were taken"))
        self.serials = QCheckBox(self.tr("Serial numbers and owner’s name"))
        self._column.addWidget(self.location)
        self._column.addWidget(self.serials)
        self.mode = QComboBox()
        self.mode.setAccessibleName(self.tr("How files get there"))
        for mode, words in (
            (Mode.COPY, self.tr("Copies")),
            (Mode.HARDLINK, self.tr("Hard links")),
            (Mode.REFLINK, self.tr("Reflinks (copies that share their room)")),
        ):
            self.mode.addItem(words, mode)
        self._links = _small("")
        self._column.addWidget(self.mode)
        self._column.addWidget(self._links)
        self.location.toggled.connect(lambda on: self._state.change(keep_location=on))
        self.serials.toggled.connect(lambda on: self._state.change(keep_serials=on))
        self.mode.currentIndexChanged.connect(
            lambda _: self._state.change(mode=Mode(self.mode.currentData()))
        )

    def _add_names(self) -> None:
        self._section(self.tr("Names"))
        self.template = QComboBox(editable=True)
        self.template.setAccessibleName(self.tr("Names"))
        self.template.addItems(_TEMPLATES)
        self.template.setToolTip(
            self.tr("Fields: {0}. A / makes folders.").format(
                "{name} {date} {time} {score} {stars} {place} {sequence}"
            )
        )
        self._example = _small("")
        self.folders = QCheckBox(self.tr("Repeat the folders they lie in"))
        for widget in (self.template, self._example, self.folders):
            self._column.addWidget(widget)
        pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        pause.timeout.connect(lambda: self._state.change(template=self.template.currentText()))
        self.template.editTextChanged.connect(lambda _: pause.start())
        self.folders.toggled.connect(lambda on: self._state.change(keep_folders=on))

    def _choose(self) -> None:
        which = Which.SELECTION if self.selected.isChecked() else Which.LIST
        self._state.choose(which, self.least.currentData() if self.scored.isChecked() else None)

    def _browse(self) -> None:
        folder = self._dialogs.choose_destination(self.tr("Export to"))
        if folder:
            self._state.set_destination(folder)

    def _reshape(self) -> None:
        side, anew = self.side.currentData()
        for widget in (self._quality_label, self.quality):
            widget.setEnabled(anew)
        self.convert.setEnabled(not anew)
        self._state.settings = replace(self._state.settings, long_side=side)
        self._state.change(quality=self.quality.currentData() if anew else None)

    def _section(self, text: str) -> None:
        if self._column.count():
            self._column.addSpacing(8)
        label = QLabel(text)
        label.setProperty("role", "section")
        self._column.addWidget(label)

    def _row(self, first: QWidget, second: QWidget, stretch: int = 1) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(first, 1 - stretch)
        if stretch:
            row.addStretch(1)
        row.addWidget(second)
        self._column.addLayout(row)

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, autoDefault=False)
        button.clicked.connect(lambda _on: act())
        return button


def _small(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setProperty("role", "small")
    return label
