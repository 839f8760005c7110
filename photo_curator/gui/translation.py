"""The window's language: the system's where it is translated, else English."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from photo_curator.assets import resources_dir

_log = logging.getLogger(__name__)
_NAME = "photo_curator"


def install_translation(app: QCoreApplication, locale: QLocale | None = None) -> list[QTranslator]:
    """Translate what is shown from now on, Qt's own dialogs included. Before any widget is built.

    English has a file, too: it holds the plurals alone, which Qt takes from nowhere else.

    Args:
        app: the application; it keeps the translators.
        locale: the language, and how numbers and dates are written; None: the system's.

    Returns:
        What was installed, the app's own first; for `app.removeTranslator`.
    """
    wanted = locale or QLocale.system()
    QLocale.setDefault(wanted)
    own = QTranslator(app)
    folder = str(resources_dir() / "translations")
    if not own.load(wanted, _NAME, "_", folder) and not own.load(f"{_NAME}_en", folder):
        _log.warning("no translations in %s: plurals will look odd", folder)
    installed = [own]
    qt = QTranslator(app)
    if qt.load(wanted, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        installed.append(qt)
    # The last one installed is asked first.
    for translator in reversed(installed):
        app.installTranslator(translator)
    return installed
