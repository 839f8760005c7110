"""How a card shows that it stands for a burst, or is one of its frames: badge, band, words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from photo_curator.domain.best_shot import Lead
from photo_curator.domain.burst import BurstKind
from photo_curator.domain.photo import InBurst, PhotoSummary
from photo_curator.domain.stacks import Stack
from photo_curator.gui.tokens import Theme

_ROUND = 10.0
#: Of a band within its cells, so that the bands of two lines stay apart.
_INSET = 1.5
translate = QCoreApplication.translate


class Band:
    """The ground on which the frames of an open burst stand together.

    Args:
        tokens: colours.
    """

    def __init__(self, tokens: Theme) -> None:
        self._fill, line = QColor(tokens.select), QColor(tokens.select)
        self._fill.setAlpha(58 if tokens.dark else 46)
        line.setAlpha(150)
        self._line = QPen(line, 1.0)

    def draw(self, painter: QPainter, cell: QRect, *, first: bool, last: bool) -> None:
        """Draw one cell's part of it: rounded where the burst begins and ends, open where it goes on."""
        band = QRectF(cell).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        # What is drawn beyond the cell is clipped away, rounding and outline with it.
        beyond = 2 * _ROUND
        band.adjust(0 if first else -beyond, 0, 0 if last else beyond, 0)
        painter.save()
        painter.setClipRect(cell, Qt.ClipOperation.IntersectClip)
        painter.setPen(self._line)
        painter.setBrush(self._fill)
        painter.drawRoundedRect(band, _ROUND, _ROUND)
        painter.restore()


def badge_text(burst: InBurst, stack: Stack) -> str:
    """What the badge of a burst's card says."""
    return f"▣ {QLocale().toString(stack.count)}" + _kind_text(burst.kind)


def _kind_text(kind: BurstKind) -> str:
    match kind:
        case BurstKind.BRACKET:
            return " " + translate("Stacks", "bracket")
        case BurstKind.PANORAMA:
            return " " + translate("Stacks", "panorama")
        case BurstKind.BURST:
            return ""


def best_text(burst: InBurst) -> str:
    """What marks the best shot; "" on other frames."""
    if not burst.best:
        return ""
    return translate("Stacks", "best") if burst.lead is Lead.CLEAR else translate("Stacks", "best?")


def stack_words(summary: PhotoSummary, stack: Stack | None) -> list[str]:
    """The tooltip's lines on a photo's burst; none where there is nothing to say."""
    burst = summary.burst
    if burst is None or stack is None:
        return []
    lines = [_what(burst, stack)]
    if burst.best:
        if burst.lead is Lead.CLEAR:
            lines.append(translate("Stacks", "The best shot, by a clear lead"))
        else:
            lines.append(translate("Stacks", "Perhaps the best shot: it is too close to call"))
    if stack.is_open:
        lines.append(translate("Stacks", "Click ▣ or press S to show one card for all"))
    else:
        lines.append(translate("Stacks", "Click ▣ or press S to show all"))
        lines.append(
            translate(
                "Stacks", "Stars, flags and commands mean this photo alone; Shift+S selects all of them"
            )
        )
    return lines


def _what(burst: InBurst, stack: Stack) -> str:
    match burst.kind:
        case BurstKind.BRACKET:
            what = translate("Stacks", "Exposure bracket of {0} photos")
        case BurstKind.PANORAMA:
            what = translate("Stacks", "Parts of a panorama, {0} photos")
        case BurstKind.BURST:
            what = translate("Stacks", "Burst of {0} photos")
    text = what.format(QLocale().toString(burst.count))
    if stack.count < burst.count:
        text += ", " + translate("Stacks", "{0} of them in this list").format(QLocale().toString(stack.count))
    return text
