"""All versions of the personal head: when, from how much, how good, and one click to use each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from photo_curator.domain.taste import STARTER_VERSION, TasteVersion
from photo_curator.gui.photo_words import number
from photo_curator.gui.taste import words
from photo_curator.gui.taste.cards import Card, label, spread
from photo_curator.gui.taste.state import TasteState

#: Older versions are reached by the terminal; so many fit without drowning the page.
_SHOWN = 8


class VersionsCard(Card):
    """A line for each version, the starter last.

    Signals:
        looked_at: a version whose results are to be shown.
        use_asked: a version is to score the library; 0: the starter.
        back_asked: what was in use before is to do so again.
        export_asked: a version is to be written to a file.
        import_asked: one is to be read from a file.
    """

    looked_at = Signal(int)
    use_asked = Signal(int)
    back_asked = Signal()
    export_asked = Signal(int)
    import_asked = Signal()

    def __init__(self, state: TasteState) -> None:
        super().__init__(self.tr("Versions"))
        self._state = state
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._shape: object = None
        self._acts: list[QPushButton] = []
        self.export = QPushButton()
        self.export.clicked.connect(self._export)
        self.take = QPushButton(self.tr("Import…"))
        self.take.clicked.connect(self.import_asked)
        self.box.addWidget(self._holder)
        self.box.addStretch(1)
        self.box.addLayout(spread(self.export, self.take))

    def render_state(self) -> None:
        """Show all versions; the lines are only built anew where something about them is."""
        state, overview = self._state, self._state.overview
        if overview is None:
            return
        shown = state.shown
        self.export.setVisible(shown is not None)
        if shown is not None:
            self.export.setText(self.tr("Export v{0}…").format(shown.id))
        versions = overview.versions[:_SHOWN]
        shape = (
            [(one.id, one.state) for one in versions],
            overview.in_use,
            state.back_to,
            shown and shown.id,
        )
        if shape != self._shape:
            self._shape = shape
            self._build(versions)
        for button in self._acts:
            button.setEnabled(not state.choosing)

    def _build(self, versions: Sequence[TasteVersion]) -> None:
        focused = self.focusWidget()
        kept = focused.objectName() if focused is not None else ""
        self._clear()
        for line, version in enumerate(versions):
            self._add(line, version)
        self._add_starter(len(versions))
        again = self.findChild(QPushButton, kept) if kept else None
        if again is not None:
            again.setFocus()

    def _add(self, line: int, version: TasteVersion) -> None:
        name = QPushButton(self.tr("v{0}").format(version.id))
        name.setObjectName(f"look {version.id}")
        name.setProperty("kind", "quiet")
        name.setCheckable(True)
        name.setChecked(self._state.shown is not None and self._state.shown.id == version.id)
        name.setToolTip(self.tr("Show its results"))
        name.setAccessibleName(self.tr("Show the results of v{0}").format(version.id))
        name.clicked.connect(lambda: self.looked_at.emit(version.id))
        error = version.report.get("rows", {}).get(words.OWN_LINE, {}).get("mae")
        about = _Elided(
            self.tr("%n ratings", "", version.ratings) + " · " + words.head_name(version.kind),
            words.origin(version) or words.made(version),
        )
        about.setToolTip("\n".join(filter(None, (about.accessibleName(), words.origin(version)))))
        value = label("–" if error is None else number(error["value"], 2), "muted")
        value.setToolTip(self.tr("Mean error on ratings held out"))
        value.setAccessibleName(self.tr("Mean error {0}").format(value.text()))
        self._grid.addWidget(name, line, 0)
        self._grid.addWidget(about, line, 1)
        self._grid.addWidget(value, line, 2)
        self._grid.addWidget(self._act(version.id), line, 3)

    def _add_starter(self, line: int) -> None:
        name = label(self.tr("Starter"), "")
        name.setContentsMargins(8, 0, 0, 0)
        name.setWordWrap(False)
        about = _Elided(self.tr("needs no ratings"))
        self._grid.addWidget(name, line, 0)
        self._grid.addWidget(about, line, 1)
        self._grid.addWidget(self._act(STARTER_VERSION), line, 3)

    def _act(self, version: int) -> QWidget:
        """What can be done with a version, or that it is in use."""
        state, overview = self._state, self._state.overview
        if overview is not None and overview.in_use == version:
            standing = label(self.tr("in use"), "good")
            standing.setAlignment(Qt.AlignmentFlag.AlignCenter)
            standing.setWordWrap(False)
            return standing
        back = state.back_to == version
        button = QPushButton(self.tr("Roll back") if back else self.tr("Use"))
        button.setObjectName(f"use {version}")
        self._acts.append(button)
        name = self.tr("Starter") if version == STARTER_VERSION else self.tr("v{0}").format(version)
        button.setAccessibleName(f"{button.text()}: {name}")
        if back:
            button.setToolTip(self.tr("It was in use before the present one"))
            button.clicked.connect(self.back_asked)
        else:
            button.clicked.connect(lambda: self.use_asked.emit(version))
        return button

    def _export(self) -> None:
        if self._state.shown is not None:
            self.export_asked.emit(self._state.shown.id)

    def _clear(self) -> None:
        self._acts.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setObjectName("")
                widget.deleteLater()


class _Elided(QLabel):
    """Muted lines that give way; their whole text is read aloud, and in the tooltip."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self._lines = lines
        self.setProperty("role", "small")
        self.setAccessibleName(", ".join(lines))
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText("\n".join(lines))

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As much of each as there is room for."""
        metrics, side = self.fontMetrics(), Qt.TextElideMode.ElideRight
        self.setText("\n".join(metrics.elidedText(line, side, self.width()) for line in self._lines))
