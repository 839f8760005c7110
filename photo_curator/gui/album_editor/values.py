"""What stands at the right of a condition: one widget a kind of topic.

Each shows what a query says about its topic and hands out what was chosen, as fields of a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QWidget,
)

from photo_curator.domain.query import EPOCH, PhotoQuery, Recent, TimeUnit
from photo_curator.gui.album_editor.conditions import CHOICES, FIELDS, Topic
from photo_curator.gui.album_editor.words import choice_words, translate, unit_words

_STARS = 5


class ValueEdit(QWidget):
    """One of them.

    Signals:
        changed: something else was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def show_query(self, query: PhotoQuery) -> None:
        """Show what a query says."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """What was chosen, by field; a field that is absent says nothing."""
        raise NotImplementedError


class RangeEdit(ValueEdit):
    """From a number to a number; either may be open."""

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self._fields = FIELDS[topic][:2]
        score = topic is Topic.SCORE
        self._boxes = [
            self._box(score=score, name=name)
            for name in (translate("AlbumEditor", "At least"), translate("AlbumEditor", "At most"))
        ]
        for words, box in zip(
            (translate("AlbumEditor", "from"), translate("AlbumEditor", "to")), self._boxes, strict=True
        ):
            self.row.addWidget(QLabel(words))
            self.row.addWidget(box)
        self.row.addStretch(1)

    def show_query(self, query: PhotoQuery) -> None:
        """Show both ends."""
        ends = [getattr(query, name) for name in self._fields]
        if self._fields[0] == "min_faces" and query.has_faces is not None:
            ends = [max(1, ends[0] or 1), ends[1]] if query.has_faces else [ends[0], 0]
        for box, end in zip(self._boxes, ends, strict=True):
            _set_number(box, box.minimum() if end is None else end)

    def values(self) -> dict[str, Any]:
        """The ends that are not open."""
        ends = zip(self._fields, self._boxes, strict=True)
        return {name: _number(box) for name, box in ends if box.value() > box.minimum()}

    def _box(self, *, score: bool, name: str) -> QDoubleSpinBox | QSpinBox:
        box: QDoubleSpinBox | QSpinBox
        if score:
            box = QDoubleSpinBox(decimals=1, singleStep=0.1, minimum=0.9, maximum=5.0)
            box.valueChanged.connect(self.changed)
        else:
            box = QSpinBox(minimum=-1, maximum=999)
            box.valueChanged.connect(self.changed)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setSpecialValueText(translate("AlbumEditor", "any"))
        box.setAccessibleName(name)
        box.setMinimumWidth(84)
        return box


def _set_number(box: QDoubleSpinBox | QSpinBox, value: float) -> None:
    if isinstance(box, QDoubleSpinBox):
        box.setValue(value)
    else:
        box.setValue(round(value))


def _number(box: QDoubleSpinBox | QSpinBox) -> float:
    return round(box.value(), 1) if isinstance(box, QDoubleSpinBox) else box.value()


class StarsEdit(ValueEdit):
    """At least, at most, exactly so many stars, or none."""

    def __init__(self) -> None:
        super().__init__()
        self._how = QComboBox()
        for words, how in (
            (translate("AlbumEditor", "at least"), "least"),
            (translate("AlbumEditor", "at most"), "most"),
            (translate("AlbumEditor", "exactly"), "exactly"),
            (translate("AlbumEditor", "not rated"), "none"),
        ):
            self._how.addItem(words, how)
        self._how.setAccessibleName(translate("AlbumEditor", "How many stars"))
        self._stars = QComboBox()
        for stars in range(1, _STARS + 1):
            self._stars.addItem("★" * stars, stars)
        self._stars.setAccessibleName(translate("AlbumEditor", "Stars"))
        self.row.addWidget(self._how)
        self.row.addWidget(self._stars)
        self.row.addStretch(1)
        for box in (self._how, self._stars):
            box.currentIndexChanged.connect(lambda _index: self._chosen())

    def show_query(self, query: PhotoQuery) -> None:
        """Show stars."""
        least, most = query.min_stars, query.max_stars
        if least == 0 or most == 0:
            how, stars = "none", 1
        elif most is None or ((least or 0) > 1 and least != most):
            how, stars = "least", least or 1
        else:
            how, stars = ("exactly" if least == most else "most"), most
        self._how.setCurrentIndex(self._how.findData(how))
        self._stars.setCurrentIndex(self._stars.findData(stars))
        self._chosen()

    def values(self) -> dict[str, Any]:
        """Stars of photos that have any, or none."""
        stars = self._stars.currentData()
        match self._how.currentData():
            case "least":
                return {"min_stars": stars}
            case "most":
                return {"min_stars": 1, "max_stars": stars}
            case "exactly":
                return {"min_stars": stars, "max_stars": stars}
            case _:
                return {"min_stars": 0}

    def _chosen(self) -> None:
        self._stars.setVisible(self._how.currentData() != "none")
        self.changed.emit()


class ChoiceEdit(ValueEdit):
    """One of a few answers."""

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self._topic, self._field = topic, FIELDS[topic][0]
        self._box = QComboBox()
        for value in CHOICES[topic]:
            self._box.addItem(choice_words(topic, value))
        self._box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.row.addWidget(self._box)
        self.row.addStretch(1)

    def show_query(self, query: PhotoQuery) -> None:
        """Show the answer."""
        self._box.setCurrentIndex(CHOICES[self._topic].index(getattr(query, self._field)))

    def values(self) -> dict[str, Any]:
        """The answer."""
        return {self._field: CHOICES[self._topic][self._box.currentIndex()]}


class TextEdit(ValueEdit):
    """A text, with what the library knows offered while one types.

    Args:
        topic: what it is about.
        known: offered.
    """

    def __init__(self, topic: Topic, known: Iterable[str] = ()) -> None:
        super().__init__()
        self._field = FIELDS[topic][0]
        self._line = QLineEdit()
        self._line.setPlaceholderText(translate("AlbumEditor", "contains…"))
        completer = QCompleter(sorted(known, key=str.casefold), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._line.setCompleter(completer)
        self._line.textChanged.connect(lambda _text: self.changed.emit())
        self.row.addWidget(self._line)

    def show_query(self, query: PhotoQuery) -> None:
        """Show the text."""
        self._line.setText(getattr(query, self._field))

    def values(self) -> dict[str, Any]:
        """The text; an empty one says nothing."""
        text = self._line.text().strip()
        return {self._field: text} if text else {}


class ListEdit(ValueEdit):
    """One of what the library knows, told exactly.

    Args:
        topic: what it is about.
        known: offered.
    """

    def __init__(self, topic: Topic, known: Sequence[str]) -> None:
        super().__init__()
        self._field = FIELDS[topic][0]
        self._box = QComboBox()
        self._box.addItems([""])
        self._box.addItems(list(known))
        self._box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.row.addWidget(self._box, 1)

    def show_query(self, query: PhotoQuery) -> None:
        """Show it, also where the library knows it no more."""
        value = getattr(query, self._field)
        if self._box.findText(value) < 0:
            self._box.addItem(value)
        self._box.setCurrentText(value)

    def values(self) -> dict[str, Any]:
        """What was chosen."""
        text = self._box.currentText()
        return {self._field: text} if text else {}


class DateEdit(ValueEdit):
    """Of late, or from a day to a day."""

    def __init__(self) -> None:
        super().__init__()
        self._how = QComboBox()
        self._how.addItems([translate("AlbumEditor", "in the last"), translate("AlbumEditor", "from … to")])
        self._how.setAccessibleName(translate("AlbumEditor", "Kind of date"))
        self._count = QSpinBox(minimum=1, maximum=9999, value=3)
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count.setMinimumWidth(64)
        self._unit = QComboBox()
        for unit in TimeUnit:
            self._unit.addItem(unit_words(unit), unit)
        today = QDate.currentDate()
        self._days = [QDateEdit(day) for day in (today.addMonths(-3), today)]
        recent, between = QWidget(), QWidget()
        for page, widgets in ((recent, (self._count, self._unit)), (between, self._days)):
            row = QHBoxLayout(page)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(recent)
        self._pages.addWidget(between)
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.row.addWidget(self._how)
        self.row.addWidget(self._pages, 1)
        self._how.currentIndexChanged.connect(self._pages.setCurrentIndex)
        self._how.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._count.valueChanged.connect(lambda _value: self.changed.emit())
        self._unit.currentIndexChanged.connect(lambda _index: self.changed.emit())
        for name, edit in zip(
            (translate("AlbumEditor", "From"), translate("AlbumEditor", "To")), self._days, strict=True
        ):
            edit.setAccessibleName(name)
            edit.setCalendarPopup(True)
            edit.dateChanged.connect(lambda _date: self.changed.emit())

    def show_query(self, query: PhotoQuery) -> None:
        """Show one or the other."""
        if query.recent is not None:
            self._how.setCurrentIndex(0)
            self._count.setValue(query.recent.count)
            self._unit.setCurrentIndex(list(TimeUnit).index(query.recent.unit))
            return
        self._how.setCurrentIndex(1)
        for edit, seconds, whole_days in zip(
            self._days, (query.taken_from, query.taken_before), (0, 1), strict=True
        ):
            if seconds is not None:
                # The last day ends where the next one begins.
                day = EPOCH + timedelta(seconds=seconds) - timedelta(microseconds=whole_days)
                edit.setDate(QDate(day.year, day.month, day.day))

    def values(self) -> dict[str, Any]:
        """Of late, or both days whole."""
        if self._how.currentIndex() == 0:
            return {"recent": Recent(self._count.value(), self._unit.currentData())}
        first, last = (edit.date() for edit in self._days)
        return {"taken_from": _midnight(first), "taken_before": _midnight(last.addDays(1))}


def _midnight(day: QDate) -> float:
    return (datetime(day.year(), day.month(), day.day()) - EPOCH).total_seconds()
