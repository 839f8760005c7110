"""The timeline at the right edge: months and years of a list sorted by time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photo_curator.domain.timeline import Period, months_of
from photo_curator.gui import theme

_WIDTH = 58
_MARGIN = 10


class Scrubber(QWidget):
    """Click or drag to go to a month.

    Signals:
        row_chosen: a row of the list.
    """

    row_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[Period, ...] = ()
        self._count = 0
        self._at = 0
        self._hover: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Timeline"))
        self.setAccessibleDescription(self.tr("Up and Down go from month to month"))
        theme.theme_changed.connect(self.update)

    def show_days(self, days: tuple[Period, ...], count: int) -> None:
        """Show the months of a list of `count` photos, told by its days."""
        self._months, self._count = months_of(days), count
        self.update()

    def set_position(self, row: int) -> None:
        """The row at the top of the list."""
        self._at = row
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for a year."""
        return QSize(_WIDTH, 200)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Years in words, months as ticks with as many names as fit."""
        tokens = theme.current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.82)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        height = painter.fontMetrics().height()
        free_from = 0
        last_year = None
        for month in self._months:
            y = self._y_of(month.row)
            new_year = month.day.year != last_year
            last_year = month.day.year
            painter.setPen(QColor(tokens.faint))
            painter.drawLine(self.width() - (12 if new_year else 7), y, self.width() - 3, y)
            text = str(month.day.year) if new_year else _short_month(month.day.month)
            if y - height // 2 < free_from:
                continue
            painter.setFont(bold if new_year else font)
            painter.setPen(QColor(tokens.text if new_year else tokens.muted))
            painter.drawText(
                QRect(0, y - height // 2, self.width() - 16, height),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                text,
            )
            free_from = y + height // 2 + 3
        if self._count:
            y = self._y_of(self._at)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.select))
            painter.drawRoundedRect(QRectF(self.width() - 15, y - 2, 13, 4), 2, 2)
        if self._hover is not None and self._months:
            self._paint_bubble(painter, bold, self._hover)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(tokens.select))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 4, 4)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show the month under the pointer; dragging goes there."""
        self._hover = round(event.position().y())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(self._hover)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go there."""
        self._go_to(round(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The bubble goes with the pointer."""
        self._hover = None
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """From month to month."""
        rows = [month.row for month in self._months]
        match event.key():
            case Qt.Key.Key_Down:
                later = [row for row in rows if row > self._at]
                self._tell(later[0] if later else None)
            case Qt.Key.Key_Up:
                earlier = [row for row in rows if row < self._at]
                self._tell(earlier[-1] if earlier else None)
            case _:
                super().keyPressEvent(event)

    def _paint_bubble(self, painter: QPainter, font: QFont, y: int) -> None:
        tokens = theme.current_theme()
        month = self._month_at(self._row_at(y))
        if month is None:
            return
        painter.setFont(font)
        height = painter.fontMetrics().height() * 2 + 6
        top = max(0, min(self.height() - height, y - height // 2))
        rect = QRect(1, top, self.width() - 2, height)
        painter.setPen(QColor(tokens.strong_line))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(rect, 5, 5)
        painter.setPen(QColor(tokens.text))
        painter.drawText(
            rect, Qt.AlignmentFlag.AlignCenter, f"{_short_month(month.day.month)}\n{month.day.year}"
        )

    def _month_at(self, row: int) -> Period | None:
        before = [month for month in self._months if month.row <= row]
        return before[-1] if before else (self._months[0] if self._months else None)

    def _y_of(self, row: int) -> int:
        room = max(1, self.height() - 2 * _MARGIN)
        return _MARGIN + round(room * row / max(1, self._count - 1))

    def _row_at(self, y: int) -> int:
        room = max(1, self.height() - 2 * _MARGIN)
        return max(0, min(self._count - 1, round((y - _MARGIN) / room * (self._count - 1))))

    def _go_to(self, y: int) -> None:
        if self._count:
            self._tell(self._row_at(y))

    def _tell(self, row: int | None) -> None:
        if row is not None:
            self.row_chosen.emit(row)


def _short_month(month: int) -> str:
    return QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat)
