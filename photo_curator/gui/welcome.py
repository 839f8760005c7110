"""The first page: which photos, and what is promised about them."""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QLocale, QRectF, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photo_curator.gui.tasks import Executor, ThreadExecutor
from photo_curator.gui.theme import current_theme, icon, theme_changed, tinted_pixmap
from photo_curator.media.formats import PICTURE_EXTENSIONS, RAW_EXTENSIONS, extension

_COUNT_SECONDS = 1.5
_MOST_SUGGESTIONS = 3


class Welcome(QWidget):
    """Choose a folder, drop one, or try the demo.

    Args:
        parent: as in Qt.
        executor: counts the pictures of suggested folders; None: a thread of its own.

    Signals:
        folderChosen: an absolute path.
        demoAsked: make the demo library.
    """

    folderChosen = Signal(str)  # noqa: N815 - signals are named as Qt names them
    demoAsked = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None, executor: Executor | None = None) -> None:
        super().__init__(parent)
        self._executor = executor or ThreadExecutor("welcome", self._count_failed)
        self._dropping = False
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Welcome"))
        self._marks: list[tuple[QLabel, str]] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(40, 32, 40, 32)
        box.setSpacing(14)
        box.addStretch(2)
        self._picture = self._mark("photos", 64)
        box.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        title = QLabel(self.tr("Find the photos that show your best self"))
        title.setProperty("role", "title")
        hint = QLabel(self.tr("Choose a folder with photos, or drop one here."))
        hint.setProperty("role", "muted")
        for label in (title, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            box.addWidget(label)
        box.addSpacing(6)
        box.addLayout(self._build_acts())
        self._suggestions = QHBoxLayout()
        self._suggestions.setSpacing(8)
        box.addLayout(self._suggestions)
        box.addSpacing(22)
        box.addLayout(self._build_promises())
        box.addStretch(3)
        theme_changed.connect(self._draw_marks)
        self._draw_marks()
        # After the window is up: looking into folders may touch a sleeping disk.
        QTimer.singleShot(0, self, self._suggest)

    def focus(self) -> None:
        """Let Enter choose a folder."""
        self._choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Let the counting thread end; for when the window closes."""
        self._executor.close()

    # --- Qt's events ------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take folders."""
        if _dropped_folder(event):
            event.acceptProposedAction()
            self._set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Take the highlight away."""
        self._set_dropping(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the folder that was dropped; of a file, the one it lies in."""
        self._set_dropping(False)
        if folder := _dropped_folder(event):
            event.acceptProposedAction()
            self.folderChosen.emit(folder)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Highlight the page while something is held over it."""
        super().paintEvent(event)
        if not self._dropping:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wash = QColor(theme.select)
        wash.setAlphaF(0.10)
        painter.setBrush(wash)
        painter.setPen(QPen(QColor(theme.select), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(14, 14, -14, -14), 14, 14)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the icons anew when the window moves to a screen of another scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw_marks()

    # --- building ---------------------------------------------------------------------------

    def _build_acts(self) -> QHBoxLayout:
        self._choose_button = choose = QPushButton(self.tr("Choose a folder…"))
        choose.setProperty("kind", "primary")
        choose.setMinimumHeight(36)
        choose.clicked.connect(self._choose)
        demo = QPushButton(self.tr("Try the demo"))
        demo.setIcon(icon("demo"))
        demo.setMinimumHeight(36)
        demo.setToolTip(self.tr("Makes a small library of sample photos to look around in"))
        demo.clicked.connect(self.demoAsked)
        for button in (choose, demo):
            button.setAutoDefault(True)  # Enter presses it; outside dialogs Qt leaves that to Space
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(choose)
        row.addWidget(demo)
        row.addStretch(1)
        return row

    def _build_promises(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(8)
        for name, text in (
            ("shield", self.tr("Your originals are never modified.")),
            ("lock", self.tr("Nothing leaves this computer.")),
            ("undo", self.tr("Every rating and flag can be undone.")),
        ):
            label = QLabel(text)
            label.setProperty("role", "muted")
            row = QHBoxLayout()
            row.setSpacing(9)
            row.addWidget(self._mark(name, 18))
            row.addWidget(label)
            row.addStretch(1)
            lines.addLayout(row)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(lines)
        middle.addStretch(1)
        box = QVBoxLayout()
        box.addLayout(middle)
        return box

    def _mark(self, name: str, side: int) -> QLabel:
        label = QLabel()
        label.setFixedSize(side, side)
        self._marks.append((label, name))
        return label

    def _draw_marks(self) -> None:
        theme = current_theme()
        for label, name in self._marks:
            colour = theme.accent_text if label is self._picture else theme.good
            label.setPixmap(tinted_pixmap(name, colour, label.width(), self.devicePixelRatioF()))

    # --- suggestions ------------------------------------------------------------------------

    def _suggest(self) -> None:
        folders = [folder for folder in _likely_folders() if os.path.isdir(folder)][:_MOST_SUGGESTIONS]
        self._suggestions.addStretch(1)
        for folder in folders:
            button = QPushButton(os.path.basename(folder) or folder)
            button.setProperty("kind", "quiet")
            button.setIcon(icon("folder"))
            button.setToolTip(folder)
            button.clicked.connect(lambda _on, folder=folder: self.folderChosen.emit(folder))
            self._suggestions.addWidget(button)
            self._executor.submit(
                functools.partial(count_pictures, folder), functools.partial(self._show_count, button)
            )
        self._suggestions.addStretch(1)

    def _show_count(self, button: QPushButton, counted: tuple[int, bool]) -> None:
        count, all_seen = counted
        name = os.path.basename(button.toolTip())
        if not all_seen:
            number = QLocale().toString(count)
            button.setText(self.tr("{0} · more than {1} pictures").format(name, number))
        elif count:
            button.setText(f"{name} · " + self.tr("%n pictures", "", count))
        else:
            button.hide()  # an empty Pictures folder is no suggestion

    def _count_failed(self, error: Exception) -> None:
        """A folder that cannot be counted stays a suggestion without a number."""
        self.setToolTip(str(error))

    def _choose(self) -> None:
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder with photos"), start)
        if folder:
            self.folderChosen.emit(folder)

    def _set_dropping(self, dropping: bool) -> None:
        self._dropping = dropping
        self.update()


def count_pictures(folder: str, seconds: float = _COUNT_SECONDS) -> tuple[int, bool]:
    """How many files below a folder are called like pictures. Only names are read.

    Folders that cannot be read count nothing, as do hidden ones.

    Args:
        folder: where to count.
        seconds: stops after this long: the number is a hint, not a scan.

    Returns:
        The count, and whether everything was seen.
    """
    count, end = 0, time.monotonic() + seconds
    for _parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            count += extension(name) in PICTURE_EXTENSIONS or extension(name) in RAW_EXTENSIONS
        if time.monotonic() > end:
            return count, False
    return count, True


def _likely_folders() -> Iterator[str]:
    location = QStandardPaths.StandardLocation
    seen = {os.path.realpath(os.path.expanduser("~"))}  # systems without such a folder answer with home
    for where in (location.PicturesLocation, location.DownloadLocation, location.DesktopLocation):
        for folder in QStandardPaths.standardLocations(where):
            if (real := os.path.realpath(folder)) not in seen:
                seen.add(real)
                yield folder


def _dropped_folder(event: QDropEvent) -> str:
    """The folder meant by what is held over the page; "" where it is none."""
    for url in event.mimeData().urls():
        path = url.toLocalFile()
        if os.path.isdir(path):
            return path
        if os.path.isfile(path):
            return os.path.dirname(path)
    return ""
