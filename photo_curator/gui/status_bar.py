"""The status bar: what the engine does, what is selected; and the toast that offers to undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from photo_curator.domain.indexing import IndexSummary
from photo_curator.domain.messages import DeviceChosen, Progress, WatchedFolder
from photo_curator.gui import theme
from photo_curator.gui.actions import ActionTable
from photo_curator.gui.engine_bridge import EngineBridge, TaskKind
from photo_curator.gui.folder_watching import FolderWatching
from photo_curator.gui.time_words import time_left

_MESSAGE_MILLISECONDS = 8000
_TOAST_MILLISECONDS = 7000


class Hairline(QWidget):
    """Between a bar and the photos."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The theme's line."""
        QPainter(self).fillRect(event.rect(), QColor(theme.current_theme().line))


class StatusBar(QWidget):
    """One line below everything."""

    def __init__(self, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setProperty("surface", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage = _label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setMinimumWidth(60)
        self._bar.setMaximumWidth(180)
        self._bar.setAccessibleName(self.tr("Progress of the analysis"))
        self._rate = _label()
        self._pause = self._button("pause", self.tr("Pause"))
        self._resume = self._button("resume", self.tr("Resume"))
        self._cancel = self._button("cancel", self.tr("Stop"))
        self._message = _Remark()
        self._advance = _label(self.tr("Auto-advance"))
        self._advance.setToolTip(self.tr("A rating moves on to the next photo (Caps Lock)"))
        self._selected = _label()
        self._watching = _label(self.tr("Watching"))
        self._watching.hide()
        self._device = _label()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 3, 14, 3)
        layout.setSpacing(12)
        for widget in (self._stage, self._bar, self._rate, self._pause, self._resume, self._cancel):
            layout.addWidget(widget)
        layout.addWidget(self._message, 1)
        for widget in (self._advance, self._watching, self._selected, self._device):
            layout.addWidget(widget)
        self.setFixedHeight(30)
        self._forget = QTimer(self, singleShot=True)
        self._forget.timeout.connect(self._message.clear)
        self._advance.hide()
        self._device.hide()
        self._busy = False
        self.set_busy(False)

    def follow(self, bridge: EngineBridge, watching: FolderWatching) -> None:
        """Show what the engine says, and which folders it watches."""
        bridge.busy_changed.connect(self.set_busy)
        bridge.progressed.connect(self.show_progress)
        bridge.finished.connect(self.show_finished)
        bridge.paused_changed.connect(self.set_paused)
        bridge.device_chosen.connect(self.show_device)
        bridge.restarting_changed.connect(self.show_restarting)
        bridge.noticed.connect(self.show_message)
        bridge.failed.connect(lambda text: self.show_message(text, lasting=True))
        watching.changed.connect(lambda: self.show_watching(list(watching.folders.values())))
        watching.looked.connect(self.show_finished)
        watching.failed.connect(lambda text: self.show_message(text, lasting=True))

    def show_watching(self, folders: Sequence[WatchedFolder]) -> None:
        """Which folders are watched."""
        self._watching.setVisible(bool(folders))
        lines = [one.path for one in folders]
        self._watching.setToolTip("\n".join([self.tr("New photos are scored as they arrive in:"), *lines]))

    def set_busy(self, busy: bool) -> None:
        """Show or hide the analysis."""
        self._busy = busy
        for widget in (self._stage, self._bar, self._rate, self._cancel):
            widget.setVisible(busy)
        self._pause.setVisible(busy)
        self._resume.hide()
        if busy:
            self._stage.setText(self.tr("Starting…"))
            self._rate.clear()
            self._bar.setRange(0, 0)

    def set_paused(self, paused: bool) -> None:
        """Offer to go on instead of to wait."""
        self._pause.setVisible(self._busy and not paused)
        self._resume.setVisible(self._busy and paused)

    def show_progress(self, progress: Progress) -> None:
        """Where the engine is."""
        number = QLocale().toString
        if progress.total and progress.stage == "analysing":
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
            self._stage.setText(
                self.tr("Analysing {0} of {1}").format(number(progress.done), number(progress.total))
            )
        elif progress.stage in ("reading faces", "grouping faces"):
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
            self._stage.setText(
                self.tr("Finding people: {0} of {1} faces").format(
                    number(progress.done), number(progress.total)
                )
            )
        else:
            self._bar.setRange(0, 0)
            self._stage.setText(
                self.tr("Looking for photos… {0}").format(number(progress.done))
                if progress.done
                else self.tr("Looking for photos…")
            )
        parts = []
        if progress.paused:
            parts.append(self.tr("paused"))
        elif progress.rate > 0:
            unit = self.tr("{0} photos/s") if progress.stage == "analysing" else self.tr("{0} faces/s")
            parts.append(unit.format(QLocale().toString(progress.rate, "f", 1)))
            if progress.seconds_left is not None:
                parts.append(time_left(progress.seconds_left))
        if progress.failed:
            parts.append(self.tr("%n problems", "", progress.failed))
        self._rate.setText(" · ".join(parts))
        self.set_paused(progress.paused)

    def show_finished(self, kind: TaskKind, summary: IndexSummary) -> None:
        """What came of a task; nothing where one that nobody asked for found nothing."""
        if kind is TaskKind.RESCAN and not (summary.indexed or summary.moved or summary.updated):
            return
        text = self.tr("No new photos")
        if summary.indexed:
            text = self.tr("%n photos analysed", "", summary.indexed)
        if summary.failed:
            text += ", " + self.tr("%n problem files", "", summary.failed)
        self.show_message(self.tr("Stopped: ") + text if summary.cancelled else text)

    def show_restarting(self, on: bool) -> None:
        """The engine died; progress will say when it is back."""
        if on:
            self._stage.setText(self.tr("Starting again…"))
            self._rate.clear()
            self._bar.setRange(0, 0)
            self.show_message(
                self.tr("The analysis broke off and is starting again; nothing that was finished is lost.")
            )

    def show_message(self, text: str, *, lasting: bool = False) -> None:
        """A sentence; it goes away by itself unless it is `lasting`."""
        self._message.setText(text)
        self._message.setToolTip(text)
        self._forget.stop()
        if not lasting:
            self._forget.start(_MESSAGE_MILLISECONDS)

    def hide_count(self) -> None:
        """Where there is no list."""
        self._selected.clear()

    def show_count(self, photos: int, selected: int, stacks: int = 0) -> None:
        """How many photos there are, how many of their bursts are one card, how many photos are selected."""
        number = QLocale().toString
        text = self.tr("%n photos", "", photos).replace(str(photos), number(photos))
        if selected > 1:
            text = self.tr("{0} of {1} selected").format(number(selected), number(photos))
        elif stacks:
            words = self.tr("%n bursts stacked", "", stacks).replace(str(stacks), number(stacks))
            text = f"{text} · {words}"
        self._selected.setText(text)

    def show_device(self, device: DeviceChosen) -> None:
        """What the networks run on."""
        shown = f"{device.device.upper()} · {device.name}" if device.name else device.device.upper()
        self._device.setText(shown)
        self._device.setToolTip(self.tr("What the networks run on"))
        self._device.show()

    def show_auto_advance(self, on: bool) -> None:
        """Whether a rating moves on."""
        self._advance.setVisible(on)

    def _button(self, action_id: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setProperty("kind", "quiet")
        button.setAccessibleName(self._actions[action_id].text())
        button.clicked.connect(self._actions[action_id].trigger)
        return button


class Toast(QFrame):
    """A line above the lower edge of its parent: what was done, and a button that takes it back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._raised = 0
        self._said = ""
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)  # names are part of it
        self.undo = QToolButton()
        self.undo.setText(self.tr("Undo"))
        self.undo.setProperty("kind", "quiet")
        self.undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.undo.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 5, 8, 5)
        layout.setSpacing(10)
        layout.addWidget(self._text)
        layout.addWidget(self.undo)
        self._leave = QTimer(self, singleShot=True, interval=_TOAST_MILLISECONDS)
        self._leave.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, *, undoable: bool) -> None:
        """Say what was done."""
        self._said = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.undo.setVisible(undoable)
        self._place()
        self.show()
        self.raise_()
        self._leave.start()

    def set_raised(self, by: int) -> None:
        """Stand higher by some pixels, where there are buttons at the lower edge."""
        self._raised = by
        self._place()

    @property
    def text(self) -> str:
        """What it says."""
        return self._said

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the parent's size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """A rounded card above everything."""
        tokens = theme.current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.strong_line))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)

    def _place(self) -> None:
        """Keep to the parent's width, whatever the names in the text: the button is what must be seen."""
        around = 64 + (0 if self.undo.isHidden() else self.undo.sizeHint().width())
        room = max(0, self._parent.width() - around)
        self._text.setText(self.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, room))
        self.adjustSize()
        lower = self._parent.height() - self.height() - 18 - self._raised
        self.move((self._parent.width() - self.width()) // 2, lower)


class _Remark(QLabel):
    """Takes the room the others leave, and elides what does not fit; the tooltip has it all."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """As much as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


def _label(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label
