"""The days, or months, of a list sorted by time: which there are, and how their headings look."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, QObject, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication

from photo_curator.domain.timeline import Listing, Period, months_of
from photo_curator.gui import theme
from photo_curator.gui.grid.delegate import GAP
from photo_curator.gui.grid.layout import MARGIN

# Cards narrower than this stand under months: a line holds more of them than most days have.
_NARROW = 150
_TEXTS_KEPT = 64
_LEFT = MARGIN + GAP // 2


class Headings(QObject):
    """Draws the heading of each section of a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[Period, ...] = ()
        self._months: tuple[Period, ...] = ()
        self._whole = True
        self._monthly = False
        self._texts: OrderedDict[tuple[int, int], tuple[str, str]] = OrderedDict()
        self.restyle()

    def restyle(self) -> None:
        """Take fonts over from the application anew."""
        self._font = QFont(QApplication.font())
        self._font.setPointSizeF(self._font.pointSizeF() * 1.1)
        self._font.setWeight(QFont.Weight.DemiBold)
        self._small = QApplication.font()
        self._metrics = QFontMetrics(self._font)

    def show(self, listing: Listing) -> None:
        """Take over the days of another list."""
        self._days, self._months, self._whole = listing.days, months_of(listing.days), listing.whole
        self._texts.clear()

    def fit(self, card_width: int) -> None:
        """Days above cards of usual size, months above small ones."""
        self._monthly = card_width < _NARROW
        self._texts.clear()

    @property
    def sections(self) -> Sequence[Period]:
        """What has a heading; empty where the list is not sorted by time."""
        return self._months if self._monthly else self._days

    @property
    def height(self) -> int:
        """Of one heading."""
        return self._metrics.height() + 22

    def words(self, section: int, count: int) -> tuple[str, str]:
        """What a heading says.

        Args:
            section: its number.
            count: its photos.

        Returns:
            The day or month, and how many photos it has; "" while that is not known yet.
        """
        key = (section, count)
        found = self._texts.get(key)
        if found is None:
            day = self.sections[section].day
            date, locale = QDate(day.year, day.month, day.day), QLocale()
            if self._monthly:
                when = locale.toString(date, "MMMM yyyy")
            else:
                when = locale.toString(date, QLocale.FormatType.LongFormat)
            # The beginning of a list does not tell how long its last section is.
            known = self._whole or section + 1 < len(self.sections)
            many = self.tr("%n photos", "", count) if known else ""
            many = many.replace(str(count), QLocale().toString(count))
            found = self._texts[key] = (when, many)
            if len(self._texts) > _TEXTS_KEPT:
                self._texts.popitem(last=False)
        return found

    def draw(self, painter: QPainter, rect: QRect, words: tuple[str, str], *, floats: bool) -> None:
        """Draw one heading.

        Args:
            painter: of the grid's viewport.
            rect: the whole heading.
            words: see `words`.
            floats: it stands above cards that go on below it.
        """
        tokens = theme.current_theme()
        painter.fillRect(rect, QColor(tokens.window))
        if floats:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        when, many = words
        room = rect.adjusted(_LEFT, 4, -_LEFT, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(room, align, when)
        painter.setFont(self._small)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(
            room.adjusted(self._metrics.horizontalAdvance(when), 0, 0, 0),
            align,
            f"  ·  {many}" if many else "",
        )
