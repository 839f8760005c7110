"""Keeping an explanation: its pictures and numbers copied out of the library's cache."""

from __future__ import annotations

import shutil
from pathlib import Path

from photo_curator.domain.errors import UsageError
from photo_curator.domain.explanation import (
    EXPLANATION_FILE,
    FOOLING_FILE,
    Explanation,
    Fooling,
    read_explanation,
    read_fooling,
)


def check_destination(folder: Path) -> None:
    """Refuse a folder that holds anything but an earlier result, which may be replaced.

    Raises:
        UsageError: it does; the message names it.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder; name a new one for the pictures.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / EXPLANATION_FILE).exists():
        raise UsageError(f"{folder} holds other files; name a new or empty folder for the pictures.")


def save_explanation(
    explanation: Path, fooling: Path | None, folder: Path
) -> tuple[Explanation, Fooling | None]:
    """Copy results into a folder.

    Args:
        explanation: the explanation's folder in the library.
        fooling: the fooling picture's, if there is one.
        folder: a new or empty one, or an earlier result.

    Returns:
        What they say.

    Raises:
        UsageError: the folder holds something else or cannot be written to.
    """
    check_destination(folder)
    found = read_explanation(explanation)
    fooled = None if fooling is None else read_fooling(fooling)
    _copy(explanation, EXPLANATION_FILE, found, folder)
    if fooling is not None and fooled is not None:
        _copy(fooling, FOOLING_FILE, fooled, folder)
    return found, fooled


def _copy(source: Path, document: str, result: Explanation | Fooling, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (document, *result.files.values()):
            shutil.copyfile(source / name, folder / name)
    except OSError as error:
        raise UsageError(f"The pictures cannot be written to {folder}: {error.strerror}.") from error
