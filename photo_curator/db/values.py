"""Between domain values and column values: pure functions."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from photo_curator.domain.capture import Capture, CaptureTime
from photo_curator.domain.folder import FolderSettings
from photo_curator.domain.indexing import FileStamp
from photo_curator.domain.score import Score

_DIGITS = re.compile("[0-9]+")
#: Ends the path of a file whose place was taken by another one; no real path holds a doubled separator.
_DISPLACED = f"{os.sep}{os.sep}displaced:"
_LARGEST_INTEGER = 2**63 - 1


def now() -> str:
    """This moment, UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def json_ids(ids: Sequence[int]) -> str:
    """Ids as one parameter for json_each: any number of them, one prepared statement."""
    return json.dumps(list(ids), separators=(",", ":"))


def normalised(path: str) -> str:
    """An absolute folder path in its one spelling: no trailing slash, no dots."""
    return os.path.normpath(path)


def folder_range(folder: str) -> tuple[str, str]:
    """Bounds of all paths below a folder: from the first (inclusive) to the second (exclusive).

    A range, not LIKE: paths hold % and _, and a range can use an index.
    """
    stem = folder.rstrip(os.sep)
    return stem + os.sep, stem + chr(ord(os.sep) + 1)


def folded(text: str) -> str:
    """Text as it is compared: composed (macOS names are not) and case-folded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def name_key(path: str) -> str:
    """Key of natural order: every number is led by its length, so IMG_9 sorts before IMG_10."""
    stem, suffix = os.path.splitext(os.path.basename(path))
    # \x01 sorts before all printable characters: IMG_1.jpg stands before IMG_1-2.jpg.
    return f"{_numbers_led(folded(stem))}\x01{_numbers_led(folded(suffix))}"


def _numbers_led(text: str) -> str:
    def led(match: re.Match[str]) -> str:
        digits = match.group().lstrip("0")
        return f"{len(digits):03d}{digits}"

    return _DIGITS.sub(led, text)


def camera_name(capture: Capture) -> str:
    """Make and model, the make only once."""
    make, model = capture.camera_make.strip(), capture.camera_model.strip()
    return model if folded(model).startswith(folded(make)) else f"{make} {model}".strip()


def path_columns(path: str) -> dict[str, str]:
    """What a photo's row derives from the path of its primary file."""
    path = real_path(path)
    return {
        "path": path,
        "directory": folder_range(os.path.dirname(path))[0],
        "name_key": name_key(path),
        "name_text": folded(os.path.basename(path)),
    }


def search_columns(capture: Capture) -> dict[str, str]:
    """The folded columns that texts are looked for in; fields stand on lines of their own."""
    place = capture.place
    places = [] if place is None else [place.city, place.region, place.country, place.name]
    cameras = [capture.camera_make, capture.camera_model, camera_name(capture)]
    texts = [capture.title, *capture.keywords, *places, *cameras]
    return {
        "search_text": folded("\n".join(texts)),
        "place_text": folded("\n".join(places)),
        "camera_text": folded("\n".join(cameras)),
    }


def displaced(path: str, file_id: int) -> str:
    """The path a row keeps when another file stands at its place: unique, and never on a disk."""
    return f"{real_path(path)}{_DISPLACED}{file_id}"


def is_displaced(path: str) -> bool:
    """Whether the path was made by `displaced`."""
    return _DISPLACED in path


def real_path(path: str) -> str:
    """The path to show: where the file stood before it was displaced."""
    return path.partition(_DISPLACED)[0]


def stored_path(path: str) -> str | bytes:
    """A path as SQLite can hold it: names that are no UTF-8 become bytes."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def read_path(stored: str | bytes) -> str:
    """The inverse of `stored_path`."""
    return os.fsdecode(stored)


def stamp_columns(stamp: FileStamp) -> dict[str, int]:
    """A stamp's columns. Inodes of some file systems pass SQLite's 63 bits: cut, they match less."""
    return {
        "size_bytes": stamp.size_bytes,
        "mtime_ns": stamp.mtime_ns,
        "device": stamp.device & _LARGEST_INTEGER,
        "inode": stamp.inode & _LARGEST_INTEGER,
    }


def capture_time(local: str | None, offset: int | None, subsecond: int) -> CaptureTime | None:
    """The capture time of a photo's row."""
    if local is None:
        return None
    return CaptureTime(datetime.fromisoformat(local), offset, bool(subsecond))


def score_columns(score: Score | None) -> dict[str, str | float | None]:
    """A score's columns, all NULL where there is none."""
    if score is None:
        return {"probabilities": None, "mean": None, "low": None, "high": None}
    return {
        "probabilities": json.dumps(list(score.probabilities)),
        "mean": score.mean,
        "low": score.low,
        "high": score.high,
    }


def read_score(
    probabilities: str | None, mean: float | None, low: float | None, high: float | None
) -> Score | None:
    """The inverse of `score_columns`."""
    if probabilities is None or mean is None or low is None or high is None:
        return None
    one, two, three, four, five = json.loads(probabilities)
    return Score((one, two, three, four, five), mean, low, high)


def dump_settings(settings: FolderSettings) -> str:
    """A root folder's settings as JSON."""
    return json.dumps(asdict(settings))


def read_settings(text: str) -> FolderSettings:
    """The inverse of `dump_settings`."""
    values = json.loads(text)
    values["skip_names"] = tuple(values["skip_names"])
    return FolderSettings(**values)
