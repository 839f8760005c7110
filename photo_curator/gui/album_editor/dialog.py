"""The editor of an album: a name, rows of conditions, and how many photos fit them now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.query import DIVERSE_AN_HOUR, PhotoQuery, SortBy
from photo_curator.gui import theme
from photo_curator.gui.album_editor.conditions import (
    CHOICES,
    STARTS,
    Topic,
    saying,
    spoken_topics,
    without,
)
from photo_curator.gui.album_editor.values import (
    ChoiceEdit,
    DateEdit,
    ListEdit,
    RangeEdit,
    StarsEdit,
    TextEdit,
    ValueEdit,
)
from photo_curator.gui.album_editor.words import topic_words, translate

#: Typing goes on for a while: not every letter is counted.
_PAUSE_MILLISECONDS = 150
_SIZE = (620, 520)


@dataclass(frozen=True, slots=True)
class Known:
    """What the library knows, offered while one types."""

    places: Sequence[str] = ()
    countries: Sequence[str] = ()
    cameras: Sequence[str] = ()
    folders: Sequence[str] = ()
    people: Sequence[str] = ()


class AlbumEditor(QDialog):
    """Puts a query together.

    Args:
        name: the album's so far; "" for a new one.
        query: to begin with. What no row can show stays in it.
        taken: names of other albums, case-folded.
        known: what is offered.
        count: counts a query's photos off this thread and calls back.
        parent: as in Qt.

    Signals:
        chosen: name and `PhotoQuery`; emitted before it closes.
    """

    chosen = Signal(str, object)

    def __init__(
        self,
        name: str,
        query: PhotoQuery,
        taken: Collection[str],
        known: Known,
        count: Callable[[PhotoQuery, Callable[[int], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._base, self._taken, self._known, self._count = query, taken, known, count
        self._asked = 0
        self._rows: dict[Topic, tuple[QWidget, ValueEdit]] = {}
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(
            translate("AlbumEditor", "Change Album") if name else translate("AlbumEditor", "New Smart Album")
        )
        self.name = QLineEdit(name)
        self.name.setPlaceholderText(translate("AlbumEditor", "Name of the album"))
        self.name.setAccessibleName(translate("AlbumEditor", "Name of the album"))
        self._wrong = QLabel()
        self._wrong.setProperty("role", "warn")
        self._wrong.setWordWrap(True)
        self.diverse = QCheckBox(translate("AlbumEditor", "Only the best of photos that are alike"))
        self.diverse.setChecked(query.diverse)
        self.diverse.setToolTip(
            self.tr("One photo of a burst, and no more than %n of an hour", "", DIVERSE_AN_HOUR)
        )
        self.sort = QComboBox()
        for words, sort in (
            (translate("AlbumEditor", "Score"), SortBy.SCORE),
            (translate("AlbumEditor", "Time"), SortBy.TIME),
            (translate("AlbumEditor", "Name"), SortBy.NAME),
        ):
            self.sort.addItem(words, sort)
        self.sort.setCurrentIndex(self.sort.findData(query.sort))
        self.more = QToolButton()
        self.more.setText(translate("AlbumEditor", "Add condition"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self.counted = QLabel()
        self.counted.setProperty("role", "heading")
        self.save = QPushButton(translate("AlbumEditor", "Save"), default=True)
        self.save.setProperty("kind", "primary")
        self._cancel = QPushButton(translate("AlbumEditor", "Cancel"), autoDefault=False)
        self._count_soon = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._count_soon.timeout.connect(self._recount)
        self._lay_out()
        for topic in spoken_topics(query):
            self._add(topic, query)
        self.name.textChanged.connect(lambda _text: self._check_name())
        self.diverse.toggled.connect(lambda _on: self._count_soon.start())
        self.save.clicked.connect(lambda _on: self._save())
        self._cancel.clicked.connect(lambda _on: self.reject())
        self._changed()
        self._check_name()
        self._recount()

    @property
    def query(self) -> PhotoQuery:
        """As it is put together now."""
        query = replace(self._base, diverse=self.diverse.isChecked(), sort=self.sort.currentData())
        for topic, (_, edit) in self._rows.items():
            query = saying(query, topic, edit.values())
        return query

    def add_condition(self, topic: Topic) -> None:
        """Add a row that says something usual, and give it the keys."""
        self._add(topic, saying(self._base, topic, STARTS.get(topic, {})))
        self._changed()
        self._rows[topic][1].focusNextChild()

    def remove_condition(self, topic: Topic) -> None:
        """Take a row away; nothing is said about its topic any more."""
        row, _ = self._rows.pop(topic)
        self._base = without(self._base, topic)
        row.hide()
        row.deleteLater()
        self._changed()

    def edit_of(self, topic: Topic) -> ValueEdit:
        """The right half of a row."""
        return self._rows[topic][1]

    def _lay_out(self) -> None:
        conditions = QWidget()
        self._column = QVBoxLayout(conditions)
        self._column.setContentsMargins(24, 4, 18, 8)
        self._column.setSpacing(8)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(conditions)
        head = QVBoxLayout()
        head.setContentsMargins(24, 20, 24, 8)
        head.setSpacing(6)
        head.addWidget(self.name)
        head.addWidget(self._wrong)
        says = QLabel(translate("AlbumEditor", "Photos that fulfil all of these conditions:"))
        says.setProperty("role", "muted")
        head.addWidget(says)
        order = QHBoxLayout()
        order.setContentsMargins(24, 8, 24, 10)
        order.setSpacing(10)
        order.addWidget(self.diverse, 1)
        order.addWidget(QLabel(translate("AlbumEditor", "Sorted by")))
        order.addWidget(self.sort)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 10, 24, 14)
        foot.setSpacing(10)
        foot.addWidget(self.counted, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.save)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addLayout(order)
        column.addWidget(line)
        column.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width() - 24), min(_SIZE[1], room.height() - 40))

    def _add(self, topic: Topic, query: PhotoQuery) -> None:
        edit = self._make(topic)
        edit.show_query(query)
        edit.changed.connect(self._count_soon.start)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        label = QLabel(topic_words(topic))
        label.setFixedWidth(104)
        line.addWidget(label)
        line.addWidget(edit, 1)
        away = QToolButton()
        away.setProperty("kind", "quiet")
        away.setIcon(theme.icon("close"))
        away.setToolTip(translate("AlbumEditor", "Remove this condition"))
        away.setAccessibleName(f"{translate('AlbumEditor', 'Remove this condition')}: {topic_words(topic)}")
        away.clicked.connect(lambda _on: self.remove_condition(topic))
        line.addWidget(away)
        self._column.insertWidget(self._column.count() - 2, row)
        self._rows[topic] = row, edit

    def _make(self, topic: Topic) -> ValueEdit:
        known = self._known
        if topic in CHOICES:
            return ChoiceEdit(topic)
        match topic:
            case Topic.SCORE | Topic.PEOPLE:
                return RangeEdit(topic)
            case Topic.STARS:
                return StarsEdit()
            case Topic.DATE:
                return DateEdit()
            case Topic.COUNTRY:
                return ListEdit(topic, known.countries)
            case Topic.FOLDER:
                return ListEdit(topic, known.folders)
        offered = {Topic.PLACE: known.places, Topic.CAMERA: known.cameras, Topic.PERSON: known.people}
        return TextEdit(topic, offered.get(topic, ()))

    def _changed(self) -> None:
        """Offer what is not said yet, and count."""
        self._menu.clear()
        for topic in Topic:
            if topic not in self._rows:
                self._menu.addAction(topic_words(topic), partial(self.add_condition, topic))
        self.more.setEnabled(len(self._rows) < len(Topic))
        self._count_soon.start()

    def _check_name(self) -> None:
        name = " ".join(self.name.text().split())
        taken = name.casefold() in self._taken
        self._wrong.setText(
            translate("AlbumEditor", "There is an album of this name already.") if taken else ""
        )
        self._wrong.setVisible(taken)
        self.save.setEnabled(bool(name) and not taken)

    def _recount(self) -> None:
        self._count_soon.stop()
        self._asked += 1
        asked = self._asked
        self._count(self.query, lambda count: self._show_count(count) if asked == self._asked else None)

    def _show_count(self, count: int) -> None:
        words = self.tr("%n photos", "", count)
        self.counted.setText(words.replace(str(count), QLocale().toString(count), 1))

    def _save(self) -> None:
        self.chosen.emit(" ".join(self.name.text().split()), self.query)
        self.accept()
