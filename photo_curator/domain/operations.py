"""The user's acts on photos. Each is journalled with its inverse, so each can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from photo_curator.domain.album_operations import AlbumOperation
from photo_curator.domain.danger import DangerVerdict
from photo_curator.domain.face_repair import RepairFaces
from photo_curator.domain.file_operations import FileOperation
from photo_curator.domain.people import PeopleOperation
from photo_curator.domain.rating import Flag


@dataclass(frozen=True, slots=True)
class SetRating:
    """Give photos a rating made here (0 takes the stars away, imported ones too)."""

    photo_ids: tuple[int, ...]
    value: int


@dataclass(frozen=True, slots=True)
class SetFlag:
    """Pick or reject photos, or take the flag away."""

    photo_ids: tuple[int, ...]
    flag: Flag


@dataclass(frozen=True, slots=True)
class KeepBest:
    """Pick the best of photos that show the same and reject the rest, in one act."""

    kept: tuple[int, ...]
    rejected: tuple[int, ...]

    @property
    def photo_ids(self) -> tuple[int, ...]:
        """All of them."""
        return self.kept + self.rejected


@dataclass(frozen=True, slots=True)
class Rotate:
    """Show photos turned by `degrees` clockwise (a multiple of 90) from how they are shown now.

    The files stay as they are: how a photo is turned is a fact of the user's.
    """

    photo_ids: tuple[int, ...]
    degrees: int


@dataclass(frozen=True, slots=True)
class SetDanger:
    """Answer the hint at a dangerous selfie; None takes the answer back."""

    photo_ids: tuple[int, ...]
    verdict: DangerVerdict | None


@dataclass(frozen=True, slots=True)
class SetThreshold:
    """Give a hazard another threshold; every photo's hint is judged anew by it.

    Attributes:
        threshold: 0..1; None: the shipped one again.
        answers: how many answers it was fitted to.
    """

    hazard: str
    threshold: float | None
    answers: int = 0
    photo_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UseTaste:
    """Let a personal head score every photo, or the starter again.

    Attributes:
        version: of the head; `domain.taste.STARTER_VERSION`: none.
        back: it is a way back: what the head once replaced stays known.
    """

    version: int
    back: bool = False
    photo_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SetMeaning:
    """Say what another program's stars mean; only then are they learnt from.

    Attributes:
        program: as `domain.rating.program_of` names it.
        levels: what each of 1..5 stars means as a level, 0: nothing. None: not said any more.
    """

    program: str
    levels: tuple[int, ...] | None
    photo_ids: tuple[int, ...] = ()


class Restack(StrEnum):
    """What the user says of bursts."""

    SPLIT = "split"  # these photos of one burst are one of their own
    MERGE = "merge"  # these photos, and all in their bursts, are one burst
    DISSOLVE = "dissolve"  # the bursts of these photos are none


@dataclass(frozen=True, slots=True)
class SetBurst:
    """Put right which photos are a burst; holds however they are grouped later."""

    photo_ids: tuple[int, ...]
    restack: Restack


@dataclass(frozen=True, slots=True)
class SetCover:
    """Let photos stand for their bursts, each for its own."""

    photo_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one annotator says of one photo.

    Attributes:
        selfie: None takes the annotation away.
        dangerous: whether taking it was dangerous; only of selfies.
        reason: why, in the annotator's words.
    """

    photo_id: int
    annotator: str
    selfie: bool | None
    dangerous: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Annotate:
    """Label photos for a training set; several at once where they come from a table."""

    judgements: tuple[Judgement, ...]

    @property
    def photo_ids(self) -> tuple[int, ...]:
        """The photos, each once."""
        return tuple(dict.fromkeys(one.photo_id for one in self.judgements))


Operation = (
    SetRating
    | SetFlag
    | KeepBest
    | Rotate
    | SetDanger
    | SetThreshold
    | UseTaste
    | SetMeaning
    | Annotate
    | FileOperation
    | SetBurst
    | SetCover
    | AlbumOperation
    | PeopleOperation
    | RepairFaces
)


@dataclass(frozen=True, slots=True)
class Journalled:
    """An act as the journal keeps it, for whoever words it anew.

    Attributes:
        label: in English ("Rate 3 photos 4 stars").
        operation: what was done, without the files of acts on files; None where a newer version of the app
            did it.
        count: photos it changed.
    """

    label: str
    operation: Operation | None
    count: int


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation, an undo or a redo did; broadcast once to whoever shows photos.

    Attributes:
        label: in English ("Rate 3 photos 4 stars"), with what could not be taken back or done again.
        photo_ids: the photos whose rows changed.
        every: any photo may have another score now: lists are to be read anew.
        act: what was undone or redone.
    """

    label: str
    photo_ids: tuple[int, ...]
    every: bool = False
    act: Journalled | None = field(default=None, compare=False)
