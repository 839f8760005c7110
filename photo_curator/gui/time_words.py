"""Times and amounts in words, as this country writes them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate


def time_left(seconds: float) -> str:
    """How long something will take, as roughly as anybody knows it."""
    if seconds < 60:
        return translate("StatusBar", "under 1 min left")
    minutes = round(seconds / 60)
    if minutes < 90:
        return translate("StatusBar", "%n min left", "", minutes)
    return translate("StatusBar", "{0} h left").format(QLocale().toString(seconds / 3600, "f", 1))


def megabytes(count: int) -> str:
    """Bytes as "47 MB": what stores and publishers write, in powers of ten."""
    return translate("Weights", "{0} MB").format(
        QLocale().toString(count / 1e6, "f", 0 if count >= 1e7 else 1)
    )
