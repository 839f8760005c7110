"""Showing files in the system's file manager."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def reveal(paths: Sequence[str]) -> bool:
    """Open the file manager with these files marked.

    Returns:
        Whether something could be opened.
    """
    if not paths:
        return False
    if sys.platform == "darwin":
        return _start(["open", "-R", *paths])
    if sys.platform == "win32":
        return _start(["explorer", f"/select,{os.path.normpath(paths[0])}"])
    return _ask_file_manager(paths) or QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(paths[0])))


def _start(command: list[str]) -> bool:
    try:
        subprocess.Popen(command)
    except OSError:
        return False
    return True


def _ask_file_manager(paths: Sequence[str]) -> bool:
    """Freedesktop's FileManager1 marks the files; where nobody answers the folder is opened instead."""
    from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    manager = QDBusInterface(
        "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1", bus
    )
    if not manager.isValid():
        return False
    manager.setTimeout(2000)
    urls = [QUrl.fromLocalFile(path).toString(QUrl.ComponentFormattingOption.FullyEncoded) for path in paths]
    answer = manager.call("ShowItems", urls, "")
    return answer.type() != QDBusMessage.MessageType.ErrorMessage
