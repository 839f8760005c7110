"""Settings > Folders: which folders of the library are watched, and how."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from photo_curator.domain.folder import Folder
from photo_curator.gui.folder_watching import FolderWatching


class FoldersSection(QScrollArea):
    """A line for each folder: its path, whether it is watched, and how that stands.

    Args:
        watching: shown, and told what the user wants.
    """

    def __init__(self, watching: FolderWatching) -> None:
        super().__init__()
        self._watching = watching
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Folders"))
        page = QWidget()
        self._box = QVBoxLayout(page)
        self._box.setContentsMargins(24, 20, 24, 20)
        self._box.setSpacing(6)
        title = QLabel(self.tr("Folders"))
        title.setProperty("role", "title")
        hint = _muted(
            self.tr(
                "New photos in a watched folder are scored as they arrive while the window is open: from a"
                " camera on a cable, or from a phone’s sync. Files are waited for until they are whole."
            )
        )
        self._box.addWidget(title)
        self._box.addWidget(hint)
        self._box.addSpacing(8)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._box.addLayout(self._lines)
        self._box.addStretch(1)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        watching.changed.connect(self._changed)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Folders may have come meanwhile."""
        super().showEvent(event)
        if not event.spontaneous():
            self._build()

    def _changed(self) -> None:
        if self.isVisible():
            self._build()

    def _build(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        folders = self._watching.read_folders()
        for folder in folders:
            self._lines.addWidget(self._box_of(folder))
            state = _muted(self._state_of(folder))
            state.setContentsMargins(26, 0, 0, 10)
            self._lines.addWidget(state)
        if not folders:
            self._lines.addWidget(_muted(self.tr("The library has no folder yet.")))

    def _box_of(self, folder: Folder) -> QCheckBox:
        box = QCheckBox(folder.path.replace("&", "&&"))
        box.setChecked(folder.settings.watch)
        box.setToolTip(self.tr("Watch this folder"))
        box.setAccessibleName(self.tr("Watch {0}").format(folder.path))
        box.clicked.connect(lambda on: self._watching.set_watched(folder, on))
        return box

    def _state_of(self, folder: Folder) -> str:
        if not folder.settings.watch:
            return self.tr("Looked at when the app starts, and when you look for changes")
        found = self._watching.folders.get(folder.path)
        if found is None:
            return self.tr("Will be watched in a moment")
        if not found.here:
            return self.tr("Not there now; it is waited for")
        if found.seconds:
            every = QLocale().toString(round(found.seconds))
            return self.tr("Looked at every {0} seconds: the system tells of no changes there").format(every)
        return self.tr("Watched")


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label
