"""Problem files: what could not be used, why, and another try."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QItemSelectionModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from photo_curator.domain.errors import ProblemKind
from photo_curator.domain.indexing import Problem
from photo_curator.gui.photo_words import date_format
from photo_curator.gui.said import problem_text
from photo_curator.gui.theme import current_theme, icon

_Index = QModelIndex | QPersistentModelIndex
WHY, WHAT, FILE, SEEN = range(4)


class ProblemModel(QAbstractTableModel):
    """Problems as a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()
        self._headings = (self.tr("Why"), self.tr("What happened"), self.tr("File"), self.tr("Seen"))
        self._kinds = self._kind_words()
        self._order = (WHY, Qt.SortOrder.AscendingOrder)

    def set_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show other problems, in the order that is on."""
        self.beginResetModel()
        self._problems = self._in_order(problems)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; within it by path. Here, not in a proxy: five thousand rows at once."""
        self._order = (column, order)
        self.set_problems(self._problems)

    def path(self, row: int) -> str:
        """The file of a row."""
        return self._problems[row].path

    def rows_of(self, paths: Collection[str]) -> list[int]:
        """The rows of files."""
        return [row for row, problem in enumerate(self._problems) if problem.path in paths]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """How many problems."""
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Why, what, file, seen."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words and colours."""
        problem = self._problems[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(problem, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem.path if column == FILE else problem_text(problem.message)
        if role == Qt.ItemDataRole.ForegroundRole and column == WHY:
            return QColor(current_theme().warn)
        if role == Qt.ItemDataRole.ForegroundRole and column == SEEN:
            return QColor(current_theme().muted)
        return None

    def _text(self, problem: Problem, column: int) -> str:
        if column == WHY:
            return self._kinds[problem.kind]
        if column == WHAT:
            return problem_text(problem.message)
        if column == FILE:
            # The name first: the end of a long path is what gets cut.
            folder, name = os.path.split(problem.path)
            return f"{name}  ·  {folder}"
        moment = QDateTime.fromString(problem.seen_at, Qt.DateFormat.ISODateWithMs).toLocalTime()
        return QLocale().toString(moment, f"{date_format()} HH:mm") if moment.isValid() else ""

    def _in_order(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        column, order = self._order

        def key(problem: Problem) -> tuple[str, str]:
            first = problem.seen_at if column == SEEN else self._text(problem, column).casefold()
            return first, problem.path

        return tuple(sorted(problems, key=key, reverse=order == Qt.SortOrder.DescendingOrder))

    def _kind_words(self) -> dict[ProblemKind, str]:
        return {
            ProblemKind.UNREADABLE: self.tr("Damaged"),
            ProblemKind.TRUNCATED: self.tr("Cut off"),
            ProblemKind.EMPTY: self.tr("Empty file"),
            ProblemKind.TOO_LARGE: self.tr("Too large"),
            ProblemKind.PERMISSION: self.tr("No permission"),
            ProblemKind.NOT_A_FILE: self.tr("Not a file"),
            ProblemKind.WRONG_NAME: self.tr("Not a picture"),
            ProblemKind.TIMED_OUT: self.tr("Took too long"),
            ProblemKind.CRASHED: self.tr("Crashed the decoder"),
            ProblemKind.VANISHED: self.tr("Vanished"),
            ProblemKind.BAD_PATH: self.tr("Unusable name"),
            ProblemKind.INTERNAL: self.tr("Our fault"),
        }


class ProblemsPage(QWidget):
    """The table with its acts.

    Signals:
        retryAsked: paths to try again, as a tuple; empty means all.
        revealAsked: a path to show in the file manager.
    """

    retryAsked = Signal(tuple)  # noqa: N815 - signals are named as Qt names them
    revealAsked = Signal(str)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Problem files"))
        self._model = ProblemModel(self)
        self._table = self._build_table()
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._hint = QLabel(
            self.tr(
                "These files were left out; nothing was done to them."
                " Repaired or replaced files can be tried again."
            )
        )
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._none = QLabel(self.tr("No problem files. Every picture found could be used."))
        self._none.setProperty("role", "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self._table)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(8)
        box.addLayout(self._build_top())
        box.addWidget(self._hint)
        box.addSpacing(4)
        box.addWidget(self._stack, 1)
        self.set_problems(())

    @property
    def table(self) -> QTableView:
        """The table."""
        return self._table

    def set_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show problems; what was selected stays so."""
        selected = set(self.selected_paths())
        self._model.set_problems(problems)
        self._stack.setCurrentIndex(1 if problems else 0)
        self._hint.setVisible(bool(problems))
        self._title.setText(
            self.tr("%n problem files", "", len(problems)) if problems else self.tr("Problem files")
        )
        self._retry_all.setEnabled(bool(problems))
        self._select(selected)
        self._update_buttons()

    def selected_paths(self) -> tuple[str, ...]:
        """The selected files, in the order shown."""
        rows = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return tuple(self._model.path(row) for row in rows)

    # --- building ---------------------------------------------------------------------------

    def _build_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self._model)
        table.setAccessibleName(self.tr("Problem files"))
        table.setSortingEnabled(True)
        table.sortByColumn(WHY, Qt.SortOrder.AscendingOrder)  # grouped by the reason
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 14)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        # Fixed beginnings: measuring 5,000 rows to fit would stall the page.
        for column, width in ((WHY, 150), (SEEN, 150)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        for column in (WHAT, FILE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().selectionChanged.connect(self._update_buttons)
        table.doubleClicked.connect(lambda index: self.revealAsked.emit(self._model.path(index.row())))
        return table

    def _build_top(self) -> QHBoxLayout:
        self._reveal = QPushButton(self.tr("Show in folder"))
        self._reveal.setIcon(icon("reveal"))
        self._reveal.clicked.connect(self._ask_reveal)
        self._retry = QPushButton(self.tr("Retry selected"))
        self._retry.clicked.connect(lambda: self.retryAsked.emit(self.selected_paths()))
        self._retry_all = QPushButton(self.tr("Retry all"))
        self._retry_all.setIcon(icon("retry"))
        self._retry_all.clicked.connect(lambda: self.retryAsked.emit(()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title, 1)
        for button in (self._reveal, self._retry, self._retry_all):
            row.addWidget(button)
        return row

    # --- acting -----------------------------------------------------------------------------

    def _update_buttons(self) -> None:
        count = len(self._table.selectionModel().selectedRows())
        self._reveal.setEnabled(count == 1)
        self._retry.setEnabled(count > 0)

    def _ask_reveal(self) -> None:
        paths = self.selected_paths()
        if paths:
            self.revealAsked.emit(paths[0])

    def _select(self, paths: Collection[str]) -> None:
        selection = self._table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in self._model.rows_of(paths) if paths else ():
            selection.select(self._model.index(row, 0), flags)
