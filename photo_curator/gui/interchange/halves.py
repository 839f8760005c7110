"""The halves of the sheet for sidecars: which photos, and what will be written beside them."""

from __future__ import annotations

import os

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.interchange import NameScheme, PlannedSidecar
from photo_curator.gui import theme
from photo_curator.gui.export.preview import label
from photo_curator.gui.export.words import album_title
from photo_curator.gui.interchange import words
from photo_curator.gui.interchange.state import SidecarState, Whose
from photo_curator.gui.said import problem_text

#: Of the left half.
CHOICE_WIDTH = 316
_Index = QModelIndex | QPersistentModelIndex


class Choice(QWidget):
    """The left half: which photos, and what their sidecars are called.

    Args:
        state: shown and changed.
    """

    def __init__(self, state: SidecarState) -> None:
        super().__init__()
        self._state = state
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 18)
        self._column.setSpacing(8)
        self._column.addWidget(label("section", self.tr("Which photos")))
        self.selected, self.listed, self.whole = QRadioButton(), QRadioButton(), QRadioButton()
        self.whole.setText(self.tr("The whole library"))
        self._group = QButtonGroup(self)
        for button, whose in (
            (self.selected, Whose.SELECTION),
            (self.listed, Whose.LIST),
            (self.whole, Whose.LIBRARY),
        ):
            self._group.addButton(button)
            self._column.addWidget(button)
            button.clicked.connect(lambda _on, whose=whose: state.choose(whose))
        self.everyone = QCheckBox(self.tr("Also those without stars and flag"))
        self.everyone.setToolTip(self.tr("Their sidecars tell the score and the faces"))
        self.everyone.toggled.connect(state.include_everyone)
        self._column.addWidget(self.everyone)
        self._column.addSpacing(8)
        self._column.addWidget(label("section", self.tr("Names of new sidecars")))
        self.scheme = QComboBox()
        self.scheme.setAccessibleName(self.tr("Names of new sidecars"))
        self.scheme.addItem(self.tr("IMG_1.jpg.xmp – digiKam, darktable"), NameScheme.LONG)
        self.scheme.addItem(self.tr("IMG_1.xmp – Lightroom, Camera Raw"), NameScheme.SHORT)
        self.scheme.activated.connect(lambda _: state.call_new_ones(NameScheme(self.scheme.currentData())))
        self._column.addWidget(self.scheme)
        self._column.addWidget(
            label("small", self.tr("A sidecar that is there keeps its name; two are kept alike."), wrap=True)
        )
        self._column.addSpacing(8)
        self._column.addWidget(label("section", self.tr("What is written")))
        self._column.addWidget(
            label(
                "small",
                self.tr(
                    "Stars and rejects as every program reads them, picks as digiKam does, face regions, and "
                    "the score under a name of our own. The photos’ own files are not touched; undo gives "
                    "every sidecar its former content back."
                ),
                wrap=True,
            )
        )
        self._column.addStretch(1)

    def show_offer(self) -> None:
        """The sheet was opened for other photos."""
        offer, number = self._state.offer, QLocale().toString
        self.selected.setText(self.tr("Selected photos ({0})").format(number(len(offer.selection))))
        self.selected.setEnabled(bool(offer.selection))
        title = album_title(offer.album)
        text = self.tr("All of “{0}”").format(title)
        room = CHOICE_WIDTH - 70
        self.listed.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room))
        self.listed.setToolTip(title)
        self.listed.setEnabled(bool(title))
        buttons = {Whose.SELECTION: self.selected, Whose.LIST: self.listed, Whose.LIBRARY: self.whole}
        buttons[self._state.whose].setChecked(True)
        self.scheme.setCurrentIndex(self.scheme.findData(self._state.scheme))


class Preview(QWidget):
    """The plan as a person reads it.

    Args:
        state: shown.
    """

    def __init__(self, state: SidecarState) -> None:
        super().__init__()
        self._state, self._words = state, words.SidecarWords(self)
        self.heading, self.error = label("title", wrap=True), label("danger", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.model = _Sidecars()
        self.view = QListView(uniformItemSizes=True)
        self.view.setAccessibleName(self.tr("Sidecars that will be written"))
        self.view.setModel(self.model)
        self.view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.view.setIconSize(QSize(16, 16))
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 10)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.error)
        column.addLayout(self._lines)
        column.addWidget(self.view, 1)

    def show_plan(self) -> None:
        """Another plan, or the reason why there is none."""
        plan, error = self._state.found, self._state.error
        self.error.setText(problem_text(error))
        self.error.setVisible(bool(error))
        if self._state.planning:
            self.heading.setText(self.tr("Looking at the sidecars…"))
        else:
            self.heading.setText(self._words.heading(plan) if plan else self.tr("Nothing to write"))
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        if plan is not None:
            for icon, text in self._words.lines(plan):
                self._lines.addWidget(_line(icon, text, ""))
            for icon, text in self._words.skipped_lines(plan):
                self._lines.addWidget(_line(icon, text, "muted"))
        self.model.show(plan.changing if plan else ())
        self.view.setVisible(bool(plan and plan.changing))


class _Sidecars(QAbstractListModel):
    """The sidecars to be written, a line each."""

    def __init__(self) -> None:
        super().__init__()
        self._planned: tuple[PlannedSidecar, ...] = ()

    def show(self, planned: tuple[PlannedSidecar, ...]) -> None:
        """Another plan."""
        self.beginResetModel()
        self._planned = planned
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """How many."""
        return 0 if parent.isValid() else len(self._planned)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A line in words."""
        if not index.isValid():
            return None
        planned = self._planned[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{os.path.basename(planned.path)}   {words.said_words(planned)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return planned.path
        if role == Qt.ItemDataRole.DecorationRole:
            return theme.icon("import" if planned.merged else "photo")
        return None


def _line(icon: str, text: str, role: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    sign = QLabel()
    sign.setPixmap(theme.icon(icon).pixmap(16, 16))
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(role, text, wrap=True), 1)
    return row
