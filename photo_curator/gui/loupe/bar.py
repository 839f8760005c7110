"""The bar above the photo: which one it is, and what can be done with the view."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from photo_curator.domain.photo import PhotoSummary
from photo_curator.domain.rating import Flag
from photo_curator.gui.inspector_rows import FactRow
from photo_curator.gui.photo_words import Fact
from photo_curator.gui.theme import icon


class LoupeBar(QWidget):
    """Name, stars and place of the photo, and buttons for what the keys do.

    Signals:
        backAsked: back to the grid.
        stepAsked: 1 for the next photo, -1 for the one before.
        facesAsked: whether all faces are to be framed.
        zoomAsked: 100 %, or back.
    """

    backAsked = Signal()  # noqa: N815 - signals are named as Qt names them
    stepAsked = Signal(int)  # noqa: N815
    facesAsked = Signal(bool)  # noqa: N815
    zoomAsked = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = FactRow()
        back = _button("back", self.tr("Back to the grid (Esc)"))
        back.clicked.connect(self.backAsked)
        before = _button("chevron-left", self.tr("Previous photo (←)"))
        before.clicked.connect(lambda: self.stepAsked.emit(-1))
        after = _button("chevron-right", self.tr("Next photo (→)"))
        after.clicked.connect(lambda: self.stepAsked.emit(1))
        self._faces = _button("face", self.tr("Frame the faces (F)"))
        self._faces.setCheckable(True)
        self._faces.clicked.connect(self.facesAsked)
        self._zoom = _button("actual-size", self.tr("100 % on the face, and back (Z)"))
        self._zoom.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._zoom.clicked.connect(self.zoomAsked)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.setSpacing(4)
        for button in (back, before, after):
            row.addWidget(button)
        row.addSpacing(6)
        row.addWidget(self._name, 1)
        row.addSpacing(10)
        row.addWidget(self._faces)
        row.addWidget(self._zoom)

    def show_photo(self, summary: PhotoSummary, place: tuple[int, int] | None, scale: float) -> None:
        """Show another photo, or the same one after a change.

        Args:
            summary: the photo.
            place: its row and the number of rows; None: unknown.
            scale: device pixels for a pixel of the photo.
        """
        parts = [os.path.basename(summary.path)]
        if summary.rating.value:
            parts.append("★" * summary.rating.value)
        if summary.flag is not Flag.NONE:
            parts.append(self.tr("picked") if summary.flag is Flag.PICK else self.tr("rejected"))
        words = self.tr("{0} of {1}").format(place[0] + 1, place[1]) if place else ""
        self._name.show_row(Fact("   ".join(parts), words, detail=summary.path))
        self._zoom.setText(self.tr("{0} %").format(round(scale * 100)))

    def set_faces_shown(self, shown: bool) -> None:
        """Show whether all faces are framed."""
        self._faces.setChecked(shown)


def _button(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "quiet")
    button.setIcon(icon(name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    # By Tab only: a click must not take the arrow keys away from the loupe.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
