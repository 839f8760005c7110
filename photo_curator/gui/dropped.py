"""What is dropped onto the window from other programs."""

from __future__ import annotations

import os

from PySide6.QtGui import QDropEvent


def folders_of(event: QDropEvent) -> list[str]:
    """The folders among what is dragged; files alone are not indexed, their folder would be a surprise."""
    paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if os.path.isdir(path)]
