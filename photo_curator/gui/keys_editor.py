"""Where other keys are chosen: every action with its keys, and what a key means already."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photo_curator.gui.actions import ActionSpec, ActionTable, native_key, translated
from photo_curator.gui.theme import current_theme

#: So many keys an action can have.
PLACES = 3
_ID = Qt.ItemDataRole.UserRole
#: These move among photos, out of the grid or within the loupe; an action on one of them would break that.
_NEEDED = frozenset(
    ["Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Tab", "Shift+Tab", "+", "-", "F"]
)


class KeysEditor(QWidget):
    """A table of actions and their keys; the chosen action's keys can be typed anew.

    A key that means something already is not taken silently: the editor says what it means and
    offers to take it away there.

    Args:
        table: the window's actions; what is chosen holds at once, and from then on.
    """

    def __init__(self, table: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._spec: ActionSpec | None = None
        self._wanted: tuple[int, str, ActionSpec] | None = None
        self.search = QLineEdit(placeholderText=self.tr("Find an action or a key"), clearButtonEnabled=True)
        self.search.textChanged.connect(self._narrow)
        self.actions_list = self._build_list()
        self._name = QLabel()
        self._name.setProperty("role", "heading")
        self.edits = [QKeySequenceEdit() for _ in range(PLACES)]
        keys = QHBoxLayout()
        keys.setSpacing(8)
        for place, edit in enumerate(self.edits):
            edit.setMaximumSequenceLength(1)
            edit.setClearButtonEnabled(True)
            edit.setAccessibleName(self.tr("Key {0}").format(place + 1))
            edit.keySequenceChanged.connect(lambda _keys, at=place: self._typed(at))
            keys.addWidget(edit, 1)
        self.reset_one = QPushButton(self.tr("Reset"))
        self.reset_one.clicked.connect(self._reset_one)
        keys.addWidget(self.reset_one)
        self.warning = QLabel(wordWrap=True)
        self.warning.setProperty("role", "warn")
        self.take = QPushButton(self.tr("Use it here"))
        self.take.clicked.connect(self._take)
        asked = QHBoxLayout()
        asked.addWidget(self.warning, 1)
        asked.addWidget(self.take)
        self._asked = QWidget()
        self._asked.setLayout(asked)
        asked.setContentsMargins(0, 0, 0, 0)
        # Kept while hidden: the list must not jump when a warning comes.
        policy = self._asked.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._asked.setSizePolicy(policy)
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setVerticalSpacing(10)
        box.addWidget(self.search, 0, 0)
        box.addWidget(self.actions_list, 1, 0)
        box.addWidget(self._name, 2, 0)
        box.addLayout(keys, 3, 0)
        box.addWidget(self._asked, 4, 0)
        self._fill()
        self.choose(next(iter(self._items)))

    def choose(self, action_id: str) -> None:
        """Show the keys of an action."""
        self.actions_list.setCurrentItem(self._items[action_id])

    def reset_all(self) -> None:
        """Give every action its own keys back."""
        for spec, _ in self._table.bindings():
            self._table.reset(spec.id)
        self._show_all()

    # --- the list ---------------------------------------------------------------------------

    def _build_list(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setColumnCount(2)
        tree.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        tree.setAccessibleName(self.tr("Actions and their keys"))
        tree.setRootIsDecorated(False)
        tree.setIndentation(14)
        tree.setUniformRowHeights(True)
        tree.setStyleSheet("QTreeWidget::item { border-radius: 0; }")  # a row is one bar, not three
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.currentItemChanged.connect(self._chosen)
        tree.itemActivated.connect(lambda *_: self.edits[0].setFocus())
        return tree

    def _fill(self) -> None:
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        for spec, _ in self._table.bindings():
            group = self._groups.get(spec.group)
            if group is None:
                group = self._groups[spec.group] = QTreeWidgetItem(
                    self.actions_list, [translated(spec.group)]
                )
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = group.font(0)
                font.setBold(True)
                group.setFont(0, font)
            item = QTreeWidgetItem(group, [translated(spec.text)])
            item.setData(0, _ID, spec.id)
            self._items[spec.id] = item
        self.actions_list.expandAll()
        self._show_all()

    def _show_all(self) -> None:
        """Write the keys in force into the list and the fields."""
        for spec, keys in self._table.bindings():
            item = self._items[spec.id]
            item.setText(1, "   ".join(map(native_key, keys)))
            own = self._table.is_own(spec)
            item.setForeground(1, QColor(current_theme().link if own else current_theme().text))
            if self._spec is not None and spec.id == self._spec.id:
                self.reset_one.setEnabled(own)
                for place, edit in enumerate(self.edits):
                    edit.blockSignals(True)
                    edit.setKeySequence(QKeySequence(keys[place] if place < len(keys) else ""))
                    edit.blockSignals(False)
        self._ask(None)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        found: set[str] = set()
        for spec, _ in self._table.bindings():
            item = self._items[spec.id]
            shown = wanted in f"{item.text(0)} {item.text(1)}".casefold()
            item.setHidden(not shown)
            if shown:
                found.add(spec.group)
        for name, group in self._groups.items():
            group.setHidden(name not in found)
        left = [action_id for action_id, item in self._items.items() if not item.isHidden()]
        if left and (self._spec is None or self._spec.id not in left):
            self.choose(left[0])

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        action_id = None if item is None else item.data(0, _ID)
        if action_id is not None:
            self._spec = next(spec for spec, _ in self._table.bindings() if spec.id == action_id)
            self._name.setText(translated(self._spec.text))
            self._show_all()

    # --- changing ---------------------------------------------------------------------------

    def _typed(self, place: int) -> None:
        spec = self._spec
        key = self.edits[place].keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if spec is None:
            return
        if not key:
            # Before each new key the field is empty for a moment, too.
            QTimer.singleShot(0, self, lambda: self._cleared(spec, place))
            return
        owner = self._table.owner_of(key)
        if key in _NEEDED:
            self._show_all()
            self._ask(self.tr("“{0}” is needed to move among photos.").format(native_key(key)))
        elif owner is not None and owner.id != spec.id:
            self._offer(place, key, owner)
        else:
            self._bind(spec, place, key)

    def _cleared(self, spec: ActionSpec, place: int) -> None:
        if self._spec is spec and self.edits[place].keySequence().isEmpty():
            self._bind(spec, place, "")

    def _bind(self, spec: ActionSpec, place: int, key: str) -> None:
        keys = list(self._table.keys_of(spec)) + [""] * PLACES
        keys[place] = key
        self._table.rebind(spec.id, list(dict.fromkeys(filter(None, keys))))
        self._show_all()

    def _take(self) -> None:
        if self._wanted is None or self._spec is None:
            return
        place, key, owner = self._wanted
        self._table.rebind(owner.id, [other for other in self._table.keys_of(owner) if other != key])
        self._bind(self._spec, place, key)

    def _reset_one(self) -> None:
        """Give the action its own keys back; one that means something else by now only when asked."""
        spec = self._spec
        if spec is None:
            return
        owners = [self._table.owner_of(key, besides=spec) for key in spec.keys]
        if not any(owners):
            self._table.reset(spec.id)
            self._show_all()
            return
        self._table.rebind(
            spec.id, [key for key, owner in zip(spec.keys, owners, strict=True) if owner is None]
        )
        self._show_all()
        free = len(self._table.keys_of(spec))
        key, owner = next((key, owner) for key, owner in zip(spec.keys, owners, strict=True) if owner)
        self._offer(free, key, owner)

    def _offer(self, place: int, key: str, owner: ActionSpec) -> None:
        """Say what a key means already; it can be taken away there."""
        self._wanted = (place, key, owner)
        self._ask(
            self.tr("“{0}” already means: {1}.").format(native_key(key), translated(owner.text)),
            can_take=True,
        )

    def _ask(self, text: str | None, *, can_take: bool = False) -> None:
        if not can_take:
            self._wanted = None
        self.warning.setText(text or "")
        self.take.setVisible(can_take)
        self._asked.setVisible(text is not None)


class KeysDialog(QDialog):
    """The editor in a window of its own."""

    def __init__(self, table: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Change Keys"))
        self.editor = KeysEditor(table)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for button in buttons.buttons():
            button.setIcon(QIcon())
        reset = buttons.addButton(self.tr("Reset All"), QDialogButtonBox.ButtonRole.ResetRole)
        reset.clicked.connect(self.editor.reset_all)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter is a key like any other here
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(14)
        box.addWidget(self.editor, 1)
        box.addWidget(buttons)
        self.resize(560, min(640, self.screen().availableGeometry().height() - 120))
        self.editor.search.setFocus()
