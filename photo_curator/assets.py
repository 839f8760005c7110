"""Where the files that ship with the app lie: models/ and resources/.

In a wheel both folders stand inside the package; in a checkout they stand beside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _find(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def models_dir() -> Path:
    """The folder of embedded weights, their manifest and their model cards."""
    return _find("models")


def resources_dir() -> Path:
    """The folder of icons, the style sheet, translations and the demo's portraits."""
    return _find("resources")
