"""The top bar: name, Add folder, pages, filter box, thumbnail size, sort, menu."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from photo_curator.domain.query import SortBy
from photo_curator.gui import theme
from photo_curator.gui.actions import ActionTable
from photo_curator.gui.grid.view import LARGEST_CARD, SMALLEST_CARD, USUAL_CARD
from photo_curator.gui.state import BrowserState, Page

#: A query starts when typing rests for so long.
_TYPING_MILLISECONDS = 220
#: Alt held longer is meant for something else: moving the window, another program.
_TAP_MILLISECONDS = 600
_SORT_ACTIONS = {SortBy.SCORE: "sort-score", SortBy.TIME: "sort-time", SortBy.NAME: "sort-name"}


class FilterBox(QLineEdit):
    """The filter box.

    Signals:
        changed: the text, when typing rests or Enter is pressed.
        left: Enter, Escape or an arrow leads back to the photos.
        not_understood: a sentence that names the conditions that mean nothing.
    """

    changed = Signal(str)
    left = Signal()
    not_understood = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Filter: name, place, camera:…, ★ ≥ 3"))
        self.setAccessibleName(self.tr("Filter"))
        self.setAccessibleDescription(
            self.tr("Name, place, camera, date, stars or score; press Enter to see the photos")
        )
        self.setClearButtonEnabled(True)
        glass = self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        glass.setText(self.tr("Filter"))
        self._help = self.tr(
            "Words are looked for in name, title and place. Conditions: "
            "stars>=3  score>=4  place:japan  camera:pixel  person:anna  2026-04  2026-04..2026-06  "
            "last:3months  flag:pick  people>=2  faces:no  eyes:open  burst:best  danger:no  is:diverse"
        )
        self.setToolTip(self._help)
        self._rests = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._rests.timeout.connect(self._tell)
        self.textChanged.connect(self._typed)

    def show_not_understood(self, words: tuple[str, ...]) -> None:
        """Name the conditions that mean nothing."""
        self.setProperty("invalid", bool(words))
        colour = theme.current_theme().danger_text
        self.setStyleSheet(f"QLineEdit {{ border-color: {colour}; }}" if words else "")
        problem = self.tr("Not understood: {0}").format(", ".join(words)) if words else ""
        self.setToolTip(f"{problem}\n{self._help}" if words else self._help)
        if problem:
            self.not_understood.emit(problem)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Down go to the photos; Escape empties the box first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._tell()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self._tell()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window's own command while typing."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def _typed(self, text: str) -> None:
        if text:
            self._rests.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._rests.stop()
        self.changed.emit(self.text())


class TopBar(QWidget):
    """What stands above everything.

    Signals:
        card_size_chosen: from the slider.
    """

    card_size_chosen = Signal(int)

    def __init__(self, state: BrowserState, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._actions = state, actions
        self.setProperty("surface", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        name = QLabel(self.tr("Photo Curator"))
        name.setProperty("role", "heading")
        self._add = self._button("add-folder", self.tr("Add folder…"))
        self._add.setIcon(theme.icon("add-folder"))
        self._add.setToolTip(self._add.text())
        self.pages = _PageSwitch(state, actions)
        self.filter = FilterBox()
        self.filter.setMinimumWidth(150)
        self.filter.setMaximumWidth(360)
        self.filter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._size.setRange(SMALLEST_CARD, LARGEST_CARD)
        self._size.setValue(USUAL_CARD)
        self._size.setFixedWidth(96)
        self._size.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the arrow keys to the photos
        self._size.setAccessibleName(self.tr("Thumbnail size"))
        self._size.setToolTip(self.tr("Thumbnail size (Ctrl and the wheel)"))
        self._size.valueChanged.connect(self.card_size_chosen)
        self._sort = QToolButton()
        self._sort.setIcon(theme.icon("sort"))
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setMenu(self._sort_menu())
        self._direction = self._icon_button("reverse")
        self._export = self._button("export", self.tr("Export…"))
        self._export.setToolTip(self.tr("Write photos to a folder, checked for what should not be posted"))
        self._export.setProperty("kind", "primary")
        export = actions["export"]
        export.changed.connect(lambda: self._export.setEnabled(export.isEnabled()))
        self._menu = QToolButton()
        self._menu.setIcon(theme.icon("more"))
        self._menu.setAccessibleName(self.tr("Menu"))
        self._menu.setToolTip(self.tr("Menu"))
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._menu)
        actions.fill_menu(menu)
        self._menu.setMenu(menu)
        self._menu.setIconSize(QSize(18, 18))
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(10)
        self._name = name
        left: tuple[QWidget, ...] = (name, self._add, self.pages)
        right: tuple[QWidget, ...] = (self._size, self._sort, self._direction, self._export, self._menu)
        for widget in left:
            layout.addWidget(widget)
        layout.addWidget(self.filter, 1)
        layout.addStretch(0)
        for widget in right:
            layout.addWidget(widget)
        self._only_with_photos = (self.pages, self.filter, self._size, self._sort, self._direction)
        state.query_changed.connect(lambda _: self.show_order())
        state.page_changed.connect(self._page_changed)
        self.filter.changed.connect(self._filter_changed)
        self.show_order()

    def show_order(self) -> None:
        """Show sort order and direction of the state."""
        texts = {
            SortBy.SCORE: self.tr("Sort: Score"),
            SortBy.TIME: self.tr("Sort: Time"),
            SortBy.NAME: self.tr("Sort: Name"),
        }
        self._sort.setText(texts[self._state.sort] + " ▾")
        self._sort.setToolTip(texts[self._state.sort])
        self._actions[_SORT_ACTIONS[self._state.sort]].setChecked(True)
        self._actions["reverse"].setChecked(self._state.reverse)
        natural = {
            SortBy.SCORE: (self.tr("Best first"), self.tr("Worst first")),
            SortBy.TIME: (self.tr("Newest first"), self.tr("Oldest first")),
            SortBy.NAME: (self.tr("A to Z"), self.tr("Z to A")),
        }[self._state.sort]
        self._direction.setToolTip(natural[self._state.reverse])
        self._direction.setAccessibleName(natural[self._state.reverse])

    def set_card_width(self, width: int) -> None:
        """Bring the slider in line with the grid."""
        self._size.setValue(width)

    def open_menu(self) -> None:
        """Open the menu, as a click would."""
        self._menu.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._menu.showMenu()

    def _page_changed(self, page: Page) -> None:
        for widget in self._only_with_photos:
            widget.setVisible(page is not Page.WELCOME)
        # The welcome page has the same button, large.
        self._add.setVisible(page is not Page.WELCOME)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let go of what there is no room for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Let go of the name, the slider, the words on buttons, until all the rest has room.

        How much room words need differs from language to language.
        """
        words, symbol = Qt.ToolButtonStyle.ToolButtonTextOnly, Qt.ToolButtonStyle.ToolButtonIconOnly
        self._name.show()
        self._size.setVisible(self._state.page is Page.GRID)
        self._direction.setVisible(self._state.page is not Page.WELCOME)  # the menu of orders has it, too
        self._add.setToolButtonStyle(words)
        self._sort.setToolButtonStyle(words)
        self._export.setVisible(self._state.page is not Page.WELCOME)  # the menu and Ctrl+E have it, too
        for let_go in (
            self._name.hide,
            self._size.hide,
            lambda: self._add.setToolButtonStyle(symbol),
            lambda: self._sort.setToolButtonStyle(symbol),
            self._export.hide,
            self._direction.hide,
        ):
            self._row.invalidate()
            if self._row.minimumSize().width() <= self.width():
                break
            let_go()

    def _filter_changed(self, text: str) -> None:
        self._state.set_filter(text)
        self.filter.show_not_understood(self._state.parsed.not_understood)

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(self)
        for action_id in _SORT_ACTIONS.values():
            group.addAction(self._actions[action_id])
            menu.addAction(self._actions[action_id])
        menu.addSeparator()
        menu.addAction(self._actions["reverse"])
        return menu

    def _button(self, action_id: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAccessibleName(text)
        button.clicked.connect(self._actions[action_id].trigger)
        return button

    def _icon_button(self, action_id: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._actions[action_id])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setIconSize(QSize(18, 18))
        return button


class _PageSwitch(QWidget):
    """A segmented control: one button a page."""

    def __init__(self, state: BrowserState, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[Page, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        pages = (
            (Page.GRID, "grid", self.tr("Grid")),
            (Page.LOUPE, "loupe", self.tr("Loupe")),
            (Page.COMPARE, "compare", self.tr("Compare")),
            (Page.WHY, "why", self.tr("Why")),
            (Page.TASTE, "taste", self.tr("My taste")),
        )
        for place, (page, action_id, text) in enumerate(pages):
            action: QAction = actions[action_id]
            button = QToolButton()
            button.setText(text)
            button.setToolTip(f"{text} ({action.shortcut().toString()})")
            button.setCheckable(True)
            ends = {0: "first", len(pages) - 1: "last"}
            button.setProperty("segment", ends.get(place, "middle"))
            button.clicked.connect(lambda _checked, call=action: self._pressed(call, state))
            action.changed.connect(lambda b=button, a=action: b.setEnabled(a.isEnabled()))
            self._buttons[page] = button
            layout.addWidget(button)
        state.page_changed.connect(self._show)
        self._show(state.page)

    def _pressed(self, action: QAction, state: BrowserState) -> None:
        action.trigger()
        # A checkable button has already changed its look; the page may not have.
        self._show(state.page)

    def _show(self, page: Page) -> None:
        for own, button in self._buttons.items():
            button.setChecked(own is (Page.TASTE if page is Page.TEACH else page))


class LoneKeys(QObject):
    """Keys that mean something by themselves; the event filter of a window.

    Signals:
        caps_lock: turns auto-advance on and off, as in other programs for culling.
        alt: pressed and let go, it opens the menu, as it reaches a menu bar elsewhere.
    """

    caps_lock = Signal()
    alt = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._alt_held = QElapsedTimer()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See the keys without taking them from anybody."""
        match event.type():
            case QEvent.Type.KeyPress | QEvent.Type.ShortcutOverride:
                self._pressed(cast(QKeyEvent, event))
            case QEvent.Type.KeyRelease if cast(QKeyEvent, event).key() == Qt.Key.Key_Alt:
                if self._alt_held.isValid() and self._alt_held.elapsed() < _TAP_MILLISECONDS:
                    self.alt.emit()
                self._alt_held.invalidate()
            case QEvent.Type.WindowDeactivate:  # Alt+Tab
                self._alt_held.invalidate()
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> None:
        pressed = event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat()
        if event.key() != Qt.Key.Key_Alt:
            self._alt_held.invalidate()
        elif pressed:
            self._alt_held.start()
        if event.key() == Qt.Key.Key_CapsLock and pressed:
            self.caps_lock.emit()
