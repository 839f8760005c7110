"""Under a face in the inspector: whose it is, and a place to type it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from photo_curator.domain.people import Person


class FaceName(QLineEdit):
    """A name that can be typed over; there is nothing to see until people are known in the library.

    Signals:
        typed: another name than the one shown.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.setPlaceholderText(self.tr("Who is this? Type a name"))
        self.setAccessibleName(self.tr("Whose face it is"))
        self.returnPressed.connect(self._done)
        self.hide()

    def set_known(self, names: Sequence[str]) -> None:
        """Names to complete what is typed."""
        self._known.setStringList(list(names))

    def show_person(self, person: Person | None) -> None:
        """Show whose the face is; None: nobody known."""
        self._shown = "" if person is None else person.name or (self.tr("Me") if person.me else "")
        if not self.hasFocus():
            self.setText(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape puts the name back and leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def _done(self) -> None:
        name = self.text().strip()
        self.clearFocus()
        if name and name != self._shown:
            self.typed.emit(name)
        else:
            self.setText(self._shown)
