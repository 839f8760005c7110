"""Weight files: what models/manifest.toml says of them, and how they can stand. Text in, facts out."""

from __future__ import annotations

import hmac
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from photo_curator.domain.errors import WeightsError

MANIFEST = "manifest.toml"
SHA256_DIGITS = 64
#: Shorter beginnings of a hash say too little; eight digits are what publishers put into file names.
_LEAST_DIGITS = 8
_ENTRY = "[[weights]]\n"
#: This machine's own addresses: what they serve crosses no network, so it needs no TLS.
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One weight file, as the manifest describes it.

    Attributes:
        name: what the app calls it.
        purpose: what it is for, a sentence.
        architecture: the class it belongs to.
        file: its name on disk: beside the manifest, or in the user's weight store.
        sha256: of its bytes, in hexadecimal digits: all 64, the beginning that the publisher states,
            or "" where it states none.
        size: in bytes; of a download roughly: the server says it exactly.
        licence: of the weights, with the terms of the data behind them.
        input_size: width and height of the network's input, in pixels.
        classes: what the outputs mean.
        figures: measured values by name; what they belong to stands in the card.
        card: file name of the model card, or the publisher's page.
        url: where it is downloaded from; "": it ships with the app.
        terms: page with the terms in full; "": there is none.
        extra: the extra of the app that brings the architecture; "": none is needed.
    """

    name: str
    purpose: str
    architecture: str
    file: str
    sha256: str
    size: int
    licence: str
    input_size: tuple[int, int]
    classes: tuple[str, ...]
    figures: Mapping[str, float]
    card: str
    url: str = ""
    terms: str = ""
    extra: str = ""

    @property
    def embedded(self) -> bool:
        """Whether it ships with the app."""
        return not self.url

    def agrees(self, sha256: str) -> bool:
        """Whether a hash is the one the manifest states, as far as it states one."""
        return hmac.compare_digest(sha256[: len(self.sha256)], self.sha256)


class WeightState(StrEnum):
    """Where a weight file stands. The value is part of `models list --json`."""

    EMBEDDED = "embedded"
    ABSENT = "not downloaded"
    PARTIAL = "partly downloaded"
    READY = "ready"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class WeightStatus:
    """A weight file and what was found of it on this machine.

    Attributes:
        entry: as the manifest describes it.
        state: of the file.
        here: bytes on disk.
        sha256: of the file as far as it is known, 64 digits; "" where nothing is here.
        pinned: that hash was taken from the file itself when it first came: its publisher states none.
    """

    entry: WeightFile
    state: WeightState
    here: int = 0
    sha256: str = ""
    pinned: bool = False


def parse_manifest(text: str) -> dict[str, WeightFile]:
    """The weight files of a manifest, by name.

    Raises:
        WeightsError: it is not TOML, or a line is missing or of the wrong kind.
    """
    try:
        files = [_weight_file(entry) for entry in tomllib.loads(text)["weights"]]
    except tomllib.TOMLDecodeError as error:
        raise WeightsError(f"The list of weights, {MANIFEST}, cannot be read: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"The list of weights, {MANIFEST}, is not complete: {error!r}") from error
    return {one.name: one for one in files}


def with_entries(text: str, entries: Mapping[str, str], header: str) -> str:
    """A manifest with some entries put in; all others stay as they stand, to the letter.

    Args:
        text: the manifest so far; "": there is none yet.
        entries: by name, each from its `[[weights]]` line on.
        header: its first lines.

    Raises:
        WeightsError: an entry of `text` cannot be read.
    """
    found = [_ENTRY + block.strip("\n") + "\n" for block in text.split(_ENTRY)[1:]]
    blocks = {name: block for block in found for name in parse_manifest(block)}
    blocks.update({name: block.strip("\n") + "\n" for name, block in entries.items()})
    return header + "\n".join(blocks.values())


def may_be_fetched(url: str) -> bool:
    """Whether an address is safe against readers and writers on the way: https, or this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def size_text(count: int) -> str:
    """Bytes in words: "553 MB"."""
    return f"{count / 1e6:,.0f} MB" if count >= 1e7 else f"{count / 1e6:.1f} MB"


def _weight_file(entry: Mapping[str, Any]) -> WeightFile:
    width, height = (int(side) for side in entry["input_size"])
    file, url, sha256 = str(entry["file"]), str(entry.get("url", "")), str(entry["sha256"]).lower()
    if not re.fullmatch(r"[\w-][\w.-]*", file):
        raise ValueError(f"{file!r} is no plain file name")
    if url and not may_be_fetched(url):
        raise ValueError(f"{url} is not https")
    least = 0 if url and not sha256 else _LEAST_DIGITS if url else SHA256_DIGITS
    if not re.fullmatch(r"[0-9a-f]*", sha256) or not least <= len(sha256) <= SHA256_DIGITS:
        raise ValueError(f"{sha256!r} is no SHA-256")
    return WeightFile(
        name=str(entry["name"]),
        purpose=str(entry["purpose"]),
        architecture=str(entry["architecture"]),
        file=file,
        sha256=sha256,
        size=int(entry["size"]),
        licence=str(entry["licence"]),
        input_size=(width, height),
        classes=tuple(str(name) for name in entry["classes"]),
        figures={str(name): float(value) for name, value in entry["figures"].items()},
        card=str(entry["card"]),
        url=url,
        terms=str(entry.get("terms", "")),
        extra=str(entry.get("extra", "")),
    )
