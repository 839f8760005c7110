"""Names for exported files: a template, filled in, safe on every file system in use."""

from __future__ import annotations

import os
import string
import unicodedata
from collections.abc import Mapping

from photo_curator.domain.errors import UsageError
from photo_curator.domain.photo import PhotoSummary
from photo_curator.domain.sentences import Sentence

#: What a template may name, with what stands there where a photo does not have it.
FIELDS: Mapping[str, str] = {
    "name": "photo",
    "date": "no date",
    "time": "no time",
    "score": "no score",
    "stars": "0",
    "place": "no place",
    "sequence": "",
}
#: File systems allow 255 bytes (ext4, UTF-8) or UTF-16 units (NTFS, APFS) a name. This leaves room for a
#: number, an extension and a temporary name.
LONGEST_BYTES = 180
_SMALLEST_SEQUENCE = 3
_FORBIDDEN = frozenset('<>:"/\\|?*')
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³")
_DEVICES = frozenset({"con", "prn", "aux", "nul", "clock$", *_PORTS})


def check_template(template: str, *, places: bool) -> None:
    """Refuse a template that cannot be filled in.

    Args:
        template: "{date}/{name}" and the like; "/" makes folders.
        places: whether places may be told.

    Raises:
        UsageError: an unknown field, a stray brace, nothing at all, or a place that is to be kept back.
    """
    if not template.strip(" /"):
        raise UsageError(Sentence.TEMPLATE_EMPTY.about("{name}"))
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError as error:
        raise UsageError(Sentence.TEMPLATE_BRACE.about(template)) from error
    for _, field, spec, conversion in parts:
        if field is None:
            continue
        if field not in FIELDS or spec or conversion:
            known = ", ".join(f"{{{name}}}" for name in FIELDS)
            raise UsageError(Sentence.TEMPLATE_UNKNOWN.about(f"{{{field}}}", known))
        if field == "place" and not places:
            raise UsageError(Sentence.TEMPLATE_PLACE.about("{place}"))


def fields_of(summary: PhotoSummary, sequence: int, total: int) -> dict[str, str]:
    """What a template is filled in with.

    Args:
        summary: the photo.
        sequence: its number in the export, from 1.
        total: how many there are: numbers are padded so that names sort.
    """
    width = max(_SMALLEST_SEQUENCE, len(str(total)))
    moment = summary.taken.local if summary.taken else None
    found = {
        "name": os.path.splitext(os.path.basename(summary.path))[0],
        "date": moment.strftime("%Y-%m-%d") if moment else "",
        "time": moment.strftime("%H-%M-%S") if moment else "",
        "score": "" if summary.effective_score is None else f"{summary.effective_score:.1f}",
        "stars": str(summary.rating.value),
        "place": summary.place,
        "sequence": f"{sequence:0{width}}",
    }
    return {name: found[name] or instead for name, instead in FIELDS.items()}


def fill_in(template: str, fields: Mapping[str, str]) -> str:
    """A relative path without an extension, with "/" between its parts, each a safe name.

    Args:
        template: checked.
        fields: from `fields_of`; separators in them make no folders.
    """
    safe = {name: value.replace("/", "-").replace("\\", "-") for name, value in fields.items()}
    parts = [part.format(**safe) for part in template.split("/") if part.strip()]
    return "/".join(safe_name(part) for part in parts)


def safe_name(text: str) -> str:
    """A name every file system takes: never empty, reserved, hidden, or longer than `LONGEST_BYTES`."""
    kept = "".join(
        "-" if letter in _FORBIDDEN else letter
        for letter in unicodedata.normalize("NFC", text)
        # Control and bidirectional marks, private and unassigned characters, halves of surrogate pairs.
        if not unicodedata.category(letter).startswith("C")
    )
    kept = " ".join(kept.split()).strip(". ")
    kept = _cut(kept, LONGEST_BYTES).strip(". ")
    if kept.split(".", 1)[0].strip().casefold() in _DEVICES:
        kept = f"_{kept}"
    return kept or "photo"


def _cut(text: str, limit: int) -> str:
    """At most so many bytes of UTF-8, without half a character."""
    return text.encode("utf-8")[:limit].decode("utf-8", "ignore")
