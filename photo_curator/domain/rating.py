"""Ratings and flags: what people said about a photo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from photo_curator.domain.errors import UsageError

#: The source of ratings given in this app.
SOURCE_HERE = "photo-curator"
#: What this program is called where its stars are read from a file, as another library's.
THIS_PROGRAM = "Photo Curator"
#: What a program is called that does not say its name.
UNKNOWN_PROGRAM = "another program"
_PROGRAM_AFTER = ", "


class Flag(StrEnum):
    """Pick, reject, or neither. Apart from stars, always."""

    PICK = "pick"
    REJECT = "reject"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rating:
    """Stars and where they come from.

    Attributes:
        value: 0..5; 0 means unrated.
        source: `SOURCE_HERE`, or where stars were read from ("xmp sidecar", "xmp in file, Lightroom").
    """

    value: int
    source: str


@dataclass(frozen=True, slots=True)
class ForeignRating:
    """What another program wrote into a file or a sidecar.

    Attributes:
        value: 0..5, None where nothing was said about stars.
        reject: `xmp:Rating` of -1.
        source: "xmp sidecar" or "xmp in file", with the program that wrote it where that is known.
        label: `xmp:Label`, a colour's name, or "".
        own: `xmp:Rating` this app wrote there itself, -1..5; None: none. The rest is what others said, then.
    """

    value: int | None
    reject: bool
    source: str
    label: str = ""
    own: int | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is a word of anybody in it."""
        return self.value is not None or self.reject or bool(self.label) or self.own is not None

    def in_force(self, *, judged_here: bool) -> ForeignRating | None:
        """What counts as another program's word; None: nothing does.

        Our own word in a sidecar is known already, unless the library knows nothing of the photo: a new
        library, or another machine. Then it is read like any other.
        """
        plain = replace(self, own=None)
        if self.own is not None and not judged_here:
            stars = self.own if self.own > 0 else None
            source = source_of(self.source.partition(_PROGRAM_AFTER)[0], THIS_PROGRAM)
            plain = replace(plain, value=stars, reject=self.own < 0, source=source)
        return plain if plain.says_something else None


def source_of(place: str, program: str) -> str:
    """A source's text: where stars were read, and who wrote them where that is known."""
    return f"{place}{_PROGRAM_AFTER}{program}" if program else place


def program_of(source: str) -> str:
    """The program a source names; `UNKNOWN_PROGRAM` where it names none."""
    return source.partition(_PROGRAM_AFTER)[2] or UNKNOWN_PROGRAM


def check_rating(value: int) -> int:
    """Return `value` if it is a rating.

    Raises:
        UsageError: it is not a whole number from 0 to 5.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 5:
        raise UsageError(f"A rating is a whole number from 0 to 5 (0 = unrated), not {value!r}.")
    return value
