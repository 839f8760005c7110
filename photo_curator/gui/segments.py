"""One of a few, side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Generic, TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

Key = TypeVar("Key")


class Segments(QWidget, Generic[Key]):
    """A segmented control: Tab reaches the chosen one, the arrow keys choose another.

    Args:
        options: key, text and what the tooltip says, in order.
        name: for screen readers.

    Signals:
        chosen: the key the user chose.
    """

    chosen = Signal(object)

    def __init__(
        self, options: Sequence[tuple[Key, str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._keys = [key for key, _, _ in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (_, text, detail) in enumerate(options):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(detail)
            button.setAccessibleName(f"{name}: {text}")
            button.setAccessibleDescription(detail)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setProperty("segment", {0: "first", len(options) - 1: "last"}.get(place, "middle"))
            self._group.addButton(button, place)
            row.addWidget(button)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._keys[place]))

    def choose(self, key: Key) -> None:
        """Show another as chosen."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def offer(self, keys: Collection[Key]) -> None:
        """Let only some be chosen."""
        for place, key in enumerate(self._keys):
            self._group.button(place).setEnabled(key in keys)

    def button(self, key: Key) -> QToolButton:
        """The button of a key."""
        return cast(QToolButton, self._group.button(self._keys.index(key)))
