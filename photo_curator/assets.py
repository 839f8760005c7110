"""Where things lie: the files that ship with the app (models/, resources/), and the user's data.

In a wheel both folders stand inside the package; in a checkout they stand beside it.
"""

from __future__ import annotations

import os
from pathlib import Path

APP_NAME = "photo-curator"
_PACKAGE = Path(__file__).resolve().parent


def _find(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def models_dir() -> Path:
    """The folder of embedded weights, their manifest and their model cards.

    The environment variable PHOTO_CURATOR_MODELS names another one.
    """
    other = os.environ.get("PHOTO_CURATOR_MODELS")
    return Path(other) if other else _find("models")


def resources_dir() -> Path:
    """The folder of icons, the style sheet, translations and the demo's portraits."""
    return _find("resources")


def data_dir() -> Path:
    """The platform's folder for this program's data."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def weights_dir() -> Path:
    """The folder of downloaded and imported weights.

    The environment variable PHOTO_CURATOR_WEIGHTS names another one.
    """
    other = os.environ.get("PHOTO_CURATOR_WEIGHTS")
    return Path(other) if other else data_dir() / "weights"
