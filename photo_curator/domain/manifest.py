"""The list of what exports wrote to a folder, for people, other programs and a later export."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from photo_curator.domain.export import Way

#: Its name, in the folder exported to.
MANIFEST_NAME = "photo-curator-export.json"


@dataclass(frozen=True, slots=True)
class Written:
    """A file an export wrote: one line of the manifest.

    Attributes:
        source: the file it was made of.
        target: relative to the destination, "/" between its parts.
        source_sha256, sha256: of the two files' bytes, hex.
        removed: what was taken out ("location", "maker notes", ...).
        score: effective, at the time; None where there was none.
    """

    photo_id: int
    source: str
    target: str
    source_sha256: str
    sha256: str
    way: Way
    removed: tuple[str, ...] = ()
    score: float | None = None

    def document(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "photo_id": self.photo_id,
            "source": self.source,
            "source_sha256": self.source_sha256,
            "target": self.target,
            "sha256": self.sha256,
            "way": self.way.value,
            "removed": list(self.removed),
            "score": None if self.score is None else round(self.score, 3),
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Written:
        """The inverse of `document`.

        Raises:
            KeyError, ValueError, TypeError: it is no such document.
        """
        return cls(
            document["photo_id"],
            document["source"],
            document["target"],
            document["source_sha256"],
            document["sha256"],
            Way(document["way"]),
            tuple(document["removed"]),
            document["score"],
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """What lies in a folder of exports.

    Attributes:
        version: of the app that wrote it last.
        files: by target.
    """

    version: str
    files: Mapping[str, Written] = field(default_factory=dict)

    def text(self) -> str:
        """As it is stored: JSON, sorted by target."""
        listed = [self.files[target].document() for target in sorted(self.files)]
        document = {"program": "photo-curator", "version": self.version, "files": listed}
        return json.dumps(document, indent=2) + "\n"

    @classmethod
    def parse(cls, text: str) -> Manifest:
        """The inverse of `text`.

        Raises:
            ValueError: it is no manifest.
        """
        try:
            document = json.loads(text)
            return cls(document["version"], {one["target"]: Written.of(one) for one in document["files"]})
        except (KeyError, TypeError) as error:
            raise ValueError("no manifest of an export") from error
