"""What a photo's canvas says where the file itself is not shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from photo_curator.domain.photo import FileState

translate = QCoreApplication.translate


def absence_text(state: FileState, image: QImage) -> str:
    """Why it is not the file that is shown, or that it is on its way; "" where there is nothing to say.

    Args:
        state: of the file.
        image: what is shown for the time being.
    """
    if state is FileState.OFFLINE:
        return beside_thumbnail(
            translate("Loupe", "The disk or folder of this photo is not connected."), image
        )
    if state is FileState.MISSING:
        return beside_thumbnail(translate("Loupe", "The file is not where it was any more."), image)
    return translate("Loupe", "Loading…") if image.isNull() else ""


def beside_thumbnail(sentence: str, image: QImage) -> str:
    """A sentence, and what is shown all the same."""
    if image.isNull():
        return sentence
    return translate("Loupe", "{0} Shown is the stored thumbnail.").format(sentence)
