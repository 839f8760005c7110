"""Paints one card: picture, score, badges, stars, name."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from photo_curator.domain.best_shot import Lead
from photo_curator.domain.photo import FileState, PhotoSummary
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict
from photo_curator.domain.stacks import Stack
from photo_curator.gui import theme
from photo_curator.gui.danger_words import hazard_name
from photo_curator.gui.grid.stack_marks import Band, badge_text, best_text
from photo_curator.gui.grid.thumbnails import Thumbnails, Wanted
from photo_curator.gui.tokens import Theme

#: Between two cards.
GAP = 10
_RADIUS = 6.0
#: Of the picture, within the card's line.
_CORNER = 5
_CHIP_RADIUS = 4.0
_CHIP_MARGIN = 8
_DIMMED = 0.34
#: An interval's half width from which on the chip shows it.
_UNSURE = 0.9
_NAMES_KEPT = 2048
#: Cards narrower than this show stars or a name, not both.
_NARROW = 185


@dataclass(frozen=True, slots=True)
class CardShape:
    """Sizes of one card, all in device-independent pixels."""

    cell: QSize
    footer: int

    @property
    def picture(self) -> QSize:
        """The picture's size within the card."""
        return QSize(self.cell.width() - GAP, self.cell.height() - GAP - self.footer)


class _Palette:
    """The theme's colours as pens and colours, made once and not once a card."""

    def __init__(self, tokens: Theme) -> None:
        self.card = QColor(tokens.card)
        self.line = QPen(QColor(tokens.line), 1.0)
        self.empty = QColor(tokens.track)
        self.text = QColor(tokens.text)
        self.muted = QColor(tokens.muted)
        self.accent = QColor(tokens.accent if tokens.dark else tokens.accent_text)
        self.star_off = QColor(tokens.star_off)
        self.frame = QPen(QColor(tokens.select), 2.0)
        self.current = QPen(QColor(tokens.select), 1.0, Qt.PenStyle.DashLine)
        self.badge = QColor(tokens.badge)
        self.badge.setAlpha(205)
        self.on_badge = QColor(tokens.on_badge)
        self.soft_badge = QColor(tokens.badge)
        self.soft_badge.setAlpha(165)
        self.open_badge = QColor(tokens.select)
        self.on_open_badge = QColor(tokens.on_select)
        self.best = QColor(tokens.good)
        self.on_best = QColor(tokens.on_select)
        self.good = QColor(tokens.good)
        self.danger = QColor(tokens.danger)
        self.on_danger = QColor(tokens.on_danger)
        self.star = QColor(tokens.accent)
        self.white = QColor("#ffffff")
        self.icon = tokens.faint


class Cards:
    """Draws cards straight from summaries: no item delegate, no style calls, little text measuring.

    Args:
        thumbnails: where the pictures come from.
    """

    def __init__(self, thumbnails: Thumbnails) -> None:
        self._thumbnails = thumbnails
        self.shape = CardShape(QSize(210, 216), 36)
        self._names: OrderedDict[tuple[str, int], str] = OrderedDict()
        self.restyle()

    def restyle(self) -> None:
        """Take colours and fonts over from the application anew."""
        self._colours = _Palette(theme.current_theme())
        self._band = Band(theme.current_theme())
        self._font = QFont(QApplication.font())
        self._small = QFont(self._font)
        self._small.setPointSizeF(self._font.pointSizeF() * 0.88)
        self._chip = QFont(self._small)
        self._chip.setWeight(QFont.Weight.DemiBold)
        self._stars = QFont(self._font)
        self._stars.setPointSizeF(self._font.pointSizeF() * 1.1)
        self._small_metrics = QFontMetrics(self._small)
        self._chip_metrics = QFontMetrics(self._chip)
        self._stars_metrics = QFontMetrics(self._stars)
        self._star_width = self._stars_metrics.horizontalAdvance("★")
        self._icons: dict[tuple[str, str, float], QPixmap] = {}
        self._names.clear()
        translate = QCoreApplication.translate
        self._words = {
            "no face": translate("Cards", "no face"),
            "cannot tell": translate("Cards", "cannot tell"),
            "offline": translate("Cards", "offline"),
            "missing": translate("Cards", "file is gone"),
            "screenshot": translate("Cards", "screenshot"),
            "unrated": translate("Cards", "not rated"),
        }

    def footer_height(self) -> int:
        """What stars and name need below the picture."""
        return max(self._small_metrics.height(), self._stars_metrics.height()) + 16

    def wanted(self, summary: PhotoSummary, ratio: float) -> Wanted:
        """The picture a card needs on a screen of that device pixel ratio."""
        picture = self.shape.picture
        return Wanted(
            key=summary.thumbnail_key,
            width=round((picture.width() - 2) * ratio),
            height=round((picture.height() - 1) * ratio),
            rotation=summary.rotation,
            corner=round(_CORNER * ratio),
        )

    def badge_rect(self, cell: QRect, summary: PhotoSummary | None, stack: Stack) -> QRect:
        """Where the badge of a burst's card stands, with a little around it for the pointer; or nowhere."""
        if summary is None or summary.burst is None:
            return QRect()
        half = GAP // 2
        return QRect(
            cell.left() + half,
            cell.top() + half,
            self._chip_width(badge_text(summary.burst, stack)) + 2 * _CHIP_MARGIN,
            self._chip_metrics.height() + 4 + 2 * _CHIP_MARGIN,
        )

    def draw(
        self,
        painter: QPainter,
        cell: QRect,
        summary: PhotoSummary | None,
        selected: bool,
        focused: bool,
        stack: Stack | None = None,
        frame: int = 0,
    ) -> None:
        """Draw one card.

        Args:
            painter: of the grid's viewport.
            cell: the card with the gap around it.
            summary: None while it is being read.
            selected: part of the selection.
            focused: what keys mean.
            stack: the burst it stands for or is part of; None: none.
            frame: its place there; 0: the burst's card.
        """
        colours = self._colours
        half = GAP // 2
        card = cell.adjusted(half, half, -half, -half)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if stack is not None and stack.is_open:
            self._band.draw(painter, cell, first=frame == 0, last=frame == stack.length - 1)
        painter.setPen(colours.line)
        painter.setBrush(colours.card)
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        picture = QRect(card.left(), card.top(), card.width(), card.height() - self.shape.footer)
        self._paint_picture(painter, picture, summary)
        if summary is not None:
            self._paint_chips(painter, picture, summary, stack, frame)
            self._paint_marks(painter, picture, summary)
            self._paint_footer(painter, card, summary)
        if selected or focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colours.frame if selected else colours.current)
            inset = 1.0 if selected else 0.5
            painter.drawRoundedRect(QRectF(card).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)

    def _paint_picture(self, painter: QPainter, rect: QRect, summary: PhotoSummary | None) -> None:
        ratio = painter.device().devicePixelRatio()
        inner = rect.adjusted(1, 1, -1, 0)
        pixmap = None if summary is None else self._thumbnails.pixmap(self.wanted(summary, ratio))
        if pixmap is None or summary is None:
            painter.fillRect(inner.adjusted(0, _CORNER, 0, 0), self._colours.empty)
            if summary is not None and self._thumbnails.is_absent(summary.thumbnail_key):
                self._paint_icon(painter, rect, "photo", self._colours.icon, 40)
            return
        dimmed = summary.flag is Flag.REJECT or summary.state is not FileState.PRESENT
        if dimmed:
            painter.setOpacity(_DIMMED)
        if pixmap.size() == inner.size() * ratio:
            painter.drawPixmap(inner, pixmap)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(inner, pixmap, _middle(pixmap, inner))
        if dimmed:
            painter.setOpacity(1.0)

    def _paint_chips(
        self, painter: QPainter, picture: QRect, summary: PhotoSummary, stack: Stack | None, frame: int
    ) -> None:
        colours = self._colours
        right = picture.right() - _CHIP_MARGIN + 1
        top = picture.top() + _CHIP_MARGIN
        score = _score_text(summary)
        if score:
            width = self._chip_width(score)
            self._paint_chip(painter, right - width, top, width, score, colours.badge)
            right -= width + 4
        left = start = picture.left() + _CHIP_MARGIN
        for text, background, ink in self._stack_chips(summary, stack, frame):
            width = self._chip_width(text)
            if left > start and left + width > right:
                break
            self._paint_chip(painter, left, top, width, text, background, ink)
            left += width + 4
        if summary.danger:
            text = f"⚠ {hazard_name(summary.hazard)}?"
            width = self._chip_width(text)
            if left > start and left + width > right:  # a warning is never left out, nor cut for a badge
                left, top, right = (
                    start,
                    top + self._chip_metrics.height() + 8,
                    picture.right() - _CHIP_MARGIN,
                )
            self._paint_chip(
                painter, left, top, min(width, right - left), text, colours.danger, colours.on_danger
            )
            left += width + 4
        for name in _badges(summary):
            text = self._words[name]
            width = self._chip_width(text)
            if left + width > right:
                break
            colour = colours.danger if name == "missing" else colours.soft_badge
            self._paint_chip(painter, left, top, width, text, colour)
            left += width + 4

    def _stack_chips(
        self, summary: PhotoSummary, stack: Stack | None, frame: int
    ) -> Iterator[tuple[str, QColor, QColor]]:
        """Badge of a burst's card; the mark of the best shot where its frames stand side by side."""
        colours, burst = self._colours, summary.burst
        if stack is None or burst is None:
            return
        if frame == 0:
            background = colours.open_badge if stack.is_open else colours.badge
            ink = colours.on_open_badge if stack.is_open else colours.on_badge
            yield badge_text(burst, stack), background, ink
        if stack.is_open and burst.best:
            clear = burst.lead is Lead.CLEAR
            yield (
                best_text(burst),
                colours.best if clear else colours.soft_badge,
                colours.on_best if clear else colours.on_badge,
            )

    def _chip_width(self, text: str) -> int:
        return self._chip_metrics.horizontalAdvance(text) + 12

    def _paint_chip(
        self,
        painter: QPainter,
        left: int,
        top: int,
        width: int,
        text: str,
        background: QColor,
        ink: QColor | None = None,
    ) -> None:
        rect = QRectF(left, top, width, self._chip_metrics.height() + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(background)
        painter.drawRoundedRect(rect, _CHIP_RADIUS, _CHIP_RADIUS)
        painter.setPen(ink or self._colours.on_badge)
        painter.setFont(self._chip)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_marks(self, painter: QPainter, picture: QRect, summary: PhotoSummary) -> None:
        if summary.flag is Flag.NONE:
            return
        picked = summary.flag is Flag.PICK
        size = 22
        disc = QRect(picture.left() + _CHIP_MARGIN, picture.bottom() - size - _CHIP_MARGIN + 1, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.good if picked else self._colours.danger)
        painter.drawEllipse(disc)
        self._paint_icon(painter, disc, "check" if picked else "close", "#ffffff", 14)

    def _paint_footer(self, painter: QPainter, card: QRect, summary: PhotoSummary) -> None:
        colours = self._colours
        row = QRect(
            card.left() + 10, card.bottom() + 1 - self.shape.footer, card.width() - 20, self.shape.footer
        )
        stars = summary.rating.value
        centre = Qt.AlignmentFlag.AlignVCenter
        narrow = card.width() < _NARROW
        if stars:
            painter.setFont(self._stars)
            painter.setPen(colours.accent)
            painter.drawText(row, centre | Qt.AlignmentFlag.AlignLeft, "★" * stars)
            if stars < 5:
                painter.setPen(colours.star_off)
                rest = row.adjusted(self._star_width * stars, 0, 0, 0)
                painter.drawText(rest, centre | Qt.AlignmentFlag.AlignLeft, "★" * (5 - stars))
            used = self._star_width * 5
        else:
            used = 0
            if not narrow:
                painter.setFont(self._small)
                painter.setPen(colours.muted)
                painter.drawText(row, centre | Qt.AlignmentFlag.AlignLeft, self._words["unrated"])
                used = self._small_metrics.horizontalAdvance(self._words["unrated"])
        if narrow and stars:
            return
        space = row.width() - used - 10
        painter.setFont(self._small)
        painter.setPen(colours.text)
        painter.drawText(
            row, centre | Qt.AlignmentFlag.AlignRight, self._elided(os.path.basename(summary.path), space)
        )

    def _elided(self, name: str, width: int) -> str:
        key = (name, width)
        found = self._names.get(key)
        if found is None:
            # The end of a camera's name tells frames apart; the beginning is the same for all.
            found = self._small_metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, width)
            self._names[key] = found
            if len(self._names) > _NAMES_KEPT:
                self._names.popitem(last=False)
        return found

    def _paint_icon(self, painter: QPainter, rect: QRect, name: str, colour: str, side: int) -> None:
        ratio = painter.device().devicePixelRatio()
        pixmap = self._icons.get((name, colour, ratio))
        if pixmap is None:
            pixmap = theme.tinted_pixmap(name, colour, side, ratio)
            self._icons[name, colour, ratio] = pixmap
        target = QRect(0, 0, side, side)
        target.moveCenter(rect.center())
        painter.drawPixmap(target, pixmap)


def _score_text(summary: PhotoSummary) -> str:
    """The score chip: stars where the user gave some, else the machine's mean, wide intervals named."""
    if summary.rating.value:
        return f"★ {summary.rating.value}"
    if summary.verdict is Verdict.CANNOT_TELL:
        return "?"
    if summary.effective_score is None:
        return ""
    text = QLocale().toString(summary.effective_score, "f", 1)
    if summary.low is not None and summary.high is not None:
        half = (summary.high - summary.low) / 2
        if half >= _UNSURE:
            # Without the nought before the point: there is little room.
            text += " ±" + QLocale().toString(half, "f", 1).removeprefix("0")
    return text


def _badges(summary: PhotoSummary) -> list[str]:
    """What stands at the top left, the most telling first."""
    found = []
    if summary.state is FileState.OFFLINE:
        found.append("offline")
    elif summary.state is FileState.MISSING:
        found.append("missing")
    if summary.screenshot:
        found.append("screenshot")
    if summary.verdict is Verdict.CANNOT_TELL and summary.thumbnail_key:
        found.append("cannot tell")
    elif summary.verdict is Verdict.NO_FACE and not summary.screenshot:  # of those nobody expects one
        found.append("no face")
    return found


def _middle(pixmap: QPixmap, rect: QRect) -> QRect:
    """The part of a picture of another size that fills `rect` without distortion."""
    scale = max(rect.width() / pixmap.width(), rect.height() / pixmap.height())
    width, height = round(rect.width() / scale), round(rect.height() / scale)
    return QRect((pixmap.width() - width) // 2, (pixmap.height() - height) // 2, width, height)
