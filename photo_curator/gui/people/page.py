"""The page of people: everybody, one person's faces, or what the page would be with the weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.people import Person, PersonFace
from photo_curator.gui.people.face_grid import FaceGrid
from photo_curator.gui.people.offer import Offer
from photo_curator.gui.people.words import person_name, photos_words, summary_words
from photo_curator.gui.theme import icon

_COVER, _FACE = 132, 104


class PeoplePage(QStackedWidget):
    """Shows people and asks for acts on them, never writes.

    Args:
        offer: shown while there is nobody.

    Signals:
        named: person and the name typed.
        joined: people, and the person they are.
        me_chosen: person, and whether it is the user.
        denied: faces that are not the person's who is shown.
        moved: faces and the name of whose they are.
        photos_asked: a person whose photos are to be shown.
        person_asked: a person whose faces are to be shown; 0: everybody again.
        anew_asked: faces are to be grouped anew.
    """

    named = Signal(int, str)
    joined = Signal(object, int)
    me_chosen = Signal(int, bool)
    denied = Signal(object)
    moved = Signal(object, str)
    photos_asked = Signal(int)
    person_asked = Signal(int)
    anew_asked = Signal()

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("People"))
        self._people: dict[int, Person] = {}
        self._faces: dict[int, PersonFace] = {}
        self._person = 0
        self.everybody = FaceGrid(_COVER, named=True)
        self.everybody.setAccessibleName(self.tr("People"))
        self.faces = FaceGrid(_FACE, named=False)
        self.faces.setAccessibleName(self.tr("Faces"))
        self.offer = offer
        self._all_page, self._one_page = self._build_all(), self._build_one()
        for widget in (offer, self._all_page, self._one_page):
            self.addWidget(widget)
        self.everybody.named.connect(self.named)
        self.everybody.dropped.connect(self.joined)
        self.everybody.opened.connect(self.photos_asked)
        self.everybody.itemSelectionChanged.connect(self._update)
        self.everybody.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.everybody.customContextMenuRequested.connect(self._menu)
        self.faces.itemSelectionChanged.connect(self._update)

    @property
    def person(self) -> int:
        """Whose faces are shown; 0: everybody."""
        return self._person

    def show_people(self, people: Sequence[Person]) -> None:
        """Show who there is; nobody: the offer."""
        self._people = {one.id: one for one in people}
        known = sorted({one.name for one in people if one.name})
        self.everybody.show_items(
            [
                (one.id, person_name(one), photos_words(one.photos), bool(one.name or one.me))
                for one in people
            ],
            known,
        )
        named = sum(bool(one.name) for one in people)
        self._summary.setText(summary_words(len(people), named))
        if self._person not in self._people:
            self._person = 0
        self._turn()

    def show_faces(self, person: int, faces: Sequence[PersonFace]) -> None:
        """Show one person."""
        if person not in self._people:
            return
        self._person = person
        self._faces = {one.face_id: one for one in faces}
        self.faces.show_items([(one.face_id, one.file_name, "", False) for one in faces])
        self._turn()

    def show_everybody(self) -> None:
        """Leave the person."""
        self._person = 0
        self._turn()
        self.everybody.setFocus()

    def shown_faces(self) -> tuple[PersonFace, ...]:
        """The faces of the person who is shown."""
        return tuple(self._faces.values()) if self._person else ()

    def show_finding(self, words: str) -> None:
        """Say how far the search for people is; "": there is none."""
        self._finding.setText(words)
        self._anew.setVisible(not words and self.offer.ready)

    def covers(self) -> list[PersonFace]:
        """Faces whose picture is to be read, for `set_pictures`; of everybody by person's id."""
        wanted = set(self.everybody.without_picture())
        return [one.cover for one in self._people.values() if one.cover and one.id in wanted]

    def set_covers(self, pictures: Mapping[int, QImage]) -> None:
        """Pictures by face."""
        of = {one.cover.face_id: one.id for one in self._people.values() if one.cover}
        self.everybody.set_pictures({of[face]: image for face, image in pictures.items() if face in of})

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, Escape goes back to everybody."""
        current = self.everybody.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._person and current:
            self.photos_asked.emit(current)
        elif event.key() == Qt.Key.Key_Escape and self._person:
            self.person_asked.emit(0)
        else:
            super().keyPressEvent(event)

    # --- building ---------------------------------------------------------------------------

    def _build_all(self) -> QWidget:
        title = _label(self.tr("People"), "title")
        self._summary = _label("", "muted")
        hint = _label(
            self.tr(
                "Click on a name to type it; drag somebody onto somebody else where they are one person."
                " Say which person is you, and your own face leads the scores of your photos."
            ),
            "small",
        )
        hint.setWordWrap(True)
        self._photos = self._button(self.tr("Photos"), lambda: self._of_one(self.photos_asked.emit))
        self._show = self._button(self.tr("Faces…"), lambda: self._of_one(self.person_asked.emit))
        self._me = self._button(self.tr("This is me"), lambda: self._of_one(self._choose_me))
        self._join = self._button(self.tr("Join"), self._join_selected)
        self._anew = self._button(self.tr("Group anew"), self.anew_asked.emit)
        self._anew.setToolTip(self.tr("Forget every guess; what you said stays"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addWidget(self._summary)
        head.addStretch(1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in (self._photos, self._show, self._me, self._join):
            acts.addWidget(button)
        acts.addStretch(1)
        self._finding = _label("", "muted")
        acts.addWidget(self._finding)
        acts.addWidget(self._anew)
        return _column(head, hint, acts, self.everybody)

    def _build_one(self) -> QWidget:
        back = self._button("", lambda: self.person_asked.emit(0))
        back.setIcon(icon("back"))
        back.setProperty("kind", "quiet")
        back.setToolTip(self.tr("Everybody"))
        back.setAccessibleName(self.tr("Everybody"))
        self._name = QLineEdit()
        self._name.setPlaceholderText(self.tr("Add a name"))
        self._name.setAccessibleName(self.tr("Name"))
        self._name.setMaximumWidth(320)
        self._name.editingFinished.connect(self._name_typed)
        self._count = _label("", "muted")
        self._own = self._button(self.tr("This is me"), lambda: self._choose_me(self._person))
        self._own.setCheckable(True)
        album = self._button(self.tr("Photos"), lambda: self.photos_asked.emit(self._person))
        self._not = self._button(self.tr("Not this person"), lambda: self.denied.emit(self._chosen()))
        self._whose = QLineEdit()
        self._whose.setPlaceholderText(self.tr("Somebody else: type a name"))
        self._whose.setAccessibleName(self.tr("Whose the selected faces are"))
        self._whose.setMinimumWidth(120)
        self._whose.setMaximumWidth(260)
        self._whose.returnPressed.connect(self._move_selected)
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (back, self._name, self._count):
            head.addWidget(widget, int(widget is self._name))
        head.addStretch(1)
        head.addWidget(album)
        head.addWidget(self._own)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._not)
        acts.addWidget(self._whose, 1)
        acts.addStretch(1)
        hint = _label(self.tr("Select faces that are somebody else’s: with Ctrl or Shift several."), "small")
        hint.setWordWrap(True)
        return _column(head, hint, acts, self.faces)

    # --- acting -----------------------------------------------------------------------------

    def _turn(self) -> None:
        person = self._people.get(self._person)
        self.setCurrentWidget(
            self.offer if not self._people else self._one_page if person else self._all_page
        )
        if person is not None:
            if not (self._name.hasFocus() and self._name.isModified()):
                self._name.setText(person.name)
            self._own.setChecked(person.me)
            self._count.setText(photos_words(person.photos))
        self._anew.setVisible(not self._finding.text() and self.offer.ready)
        self._update()

    def _update(self) -> None:
        chosen = self.everybody.selected()
        for button in (self._photos, self._show, self._me):
            button.setEnabled(len(chosen) == 1)
        mine = len(chosen) == 1 and self._people[chosen[0]].me
        self._me.setText(self.tr("This is not me") if mine else self.tr("This is me"))
        self._join.setEnabled(len(chosen) > 1)
        some = bool(self.faces.selected())
        self._not.setEnabled(some)
        self._whose.setEnabled(some)

    def _of_one(self, act: object) -> None:
        chosen = self.everybody.selected()
        if len(chosen) == 1:
            act(chosen[0])  # type: ignore[operator]  # a method or a bound signal

    def _choose_me(self, person: int) -> None:
        self.me_chosen.emit(person, not self._people[person].me)

    def _join_selected(self) -> None:
        first, *others = self.everybody.selected()
        self.joined.emit(others, first)

    def _name_typed(self) -> None:
        person = self._people.get(self._person)
        if person is not None and self._name.text().strip() != person.name:
            self.named.emit(person.id, self._name.text())

    def _chosen(self) -> list[PersonFace]:
        return [self._faces[one] for one in self.faces.selected()]

    def _move_selected(self) -> None:
        name = self._whose.text().strip()
        if name and self._chosen():
            self.moved.emit(self._chosen(), name)
            self._whose.clear()

    def _menu(self, place: QPoint) -> None:
        chosen = self.everybody.selected()
        if not chosen:
            return
        menu = QMenu(self)
        for button in (self._photos, self._show, self._me, self._join):
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        menu.addSeparator()
        rename = menu.addAction(self.tr("Type the name"))
        rename.setEnabled(len(chosen) == 1)
        rename.triggered.connect(lambda: self.everybody.edit_name(chosen[0]))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.everybody.viewport().mapToGlobal(place))

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _on: act())  # type: ignore[operator]
        return button


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    return label


def _column(head: QHBoxLayout, hint: QLabel, acts: QHBoxLayout, grid: FaceGrid) -> QWidget:
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(20, 16, 20, 0)
    box.setSpacing(10)
    box.addLayout(head)
    box.addWidget(hint)
    box.addLayout(acts)
    box.addWidget(grid, 1)
    return page
