"""What is compared: frames, who is who in them, and which is best. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from photo_curator.domain.aggregation import prominence
from photo_curator.domain.best_shot import SEEN_IN, BestShot, Judged, Lead, MatchedBy
from photo_curator.domain.burst import Burst, BurstKind
from photo_curator.domain.face import Attribute, Face
from photo_curator.domain.photo import PhotoSummary

#: More photos than these are too small side by side to tell anything.
MOST_SELECTED = 12
#: Persons one can choose between.
_MOST_PEOPLE = 8
#: Where nobody is known to be, a face is taken to be so wide, in shares of the long side.
_FACE_SHARE = 1 / 6
#: A face is seen to be the sharpest where it is so many times as sharp as the next one.
_SHARPER = 1.05


@dataclass(frozen=True, slots=True)
class Frame:
    """One photo among those compared.

    Attributes:
        number: its place in the order taken, from 1.
        people: the person each face belongs to, by its place in `faces`.
        judged: what the best shot was found by; None where none is looked for.
    """

    summary: PhotoSummary
    faces: tuple[Face, ...]
    number: int
    people: Mapping[int, int]
    judged: Judged | None = None

    @property
    def id(self) -> int:
        """Of the photo."""
        return self.summary.id

    def index_of(self, person: int | None) -> int | None:
        """Which of the faces is a person's."""
        return next((index for index, one in self.people.items() if one == person), None)

    def face_of(self, person: int | None) -> Face | None:
        """A person's face; None where it was not found here."""
        index = self.index_of(person)
        return None if index is None else self.faces[index]

    @property
    def aspect(self) -> float:
        """Its width in heights, as shown."""
        size = self.summary.size
        wide = size.width / max(1, size.height)
        return 1 / max(wide, 0.01) if self.summary.rotation % 180 else wide

    @property
    def main_face(self) -> Face | None:
        """The most prominent one."""
        return max(self.faces, key=lambda face: prominence(face, self.summary.size), default=None)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the view of a frame is held by.

    Attributes:
        x, y: in pixels of the upright photo.
        width: of the face there, likewise.
    """

    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Frames side by side.

    Attributes:
        frames: a burst's in the order taken, others as they were listed.
        burst: None where the photos are no frames of one burst.
        best: id of the best shot; None where none is looked for.
        ranked: ids, the best first; of what is kept whole in the order taken.
        people: numbers of the persons one can choose between, the most prominent first.
        matched_by: how their faces were found in the frames; None: the largest face of each photo is
            taken for one person's, the second largest, ...
    """

    frames: tuple[Frame, ...]
    burst: Burst | None
    best: int | None
    lead: Lead | None
    ranked: tuple[int, ...]
    people: tuple[int, ...]
    matched_by: MatchedBy | None

    @property
    def ids(self) -> tuple[int, ...]:
        """Of the photos."""
        return tuple(frame.id for frame in self.frames)

    @property
    def burst_id(self) -> int | None:
        """Of the burst; None where there is none."""
        return None if self.burst is None else self.burst.id

    @property
    def kept_whole(self) -> bool:
        """Whether it is a bracket or a panorama: its parts belong together."""
        return self.burst is not None and self.burst.kind is not BurstKind.BURST

    def frame(self, photo_id: int) -> Frame:
        """One of them."""
        return next(frame for frame in self.frames if frame.id == photo_id)

    def anchor(self, frame: Frame, person: int | None) -> Anchor:
        """Where to look in a frame: a person's face, or where it was in the frame nearest in time."""
        face = frame.face_of(person)
        if face is None and self.matched_by is not None:
            near = [one for one in self.frames if one.face_of(person) is not None]
            if near:
                nearest = min(near, key=lambda one: abs(one.number - frame.number))
                held, from_size = self.anchor(nearest, person), nearest.summary.size
                scale = frame.summary.size.long_side / max(1, from_size.long_side)
                return Anchor(held.x * scale, held.y * scale, held.width * scale)
        face = face or frame.main_face
        if face is not None:
            return Anchor(*face.box.centre, max(1.0, face.box.width))
        size = frame.summary.size
        return Anchor(size.width / 2, size.height / 2, max(1.0, size.long_side * _FACE_SHARE))

    def sharpest(self, person: int | None) -> int | None:
        """The frame whose face of a person is sharpest; None where that is no advantage anybody sees."""
        values = {
            frame.id: face.attributes[Attribute.SHARPNESS]
            for frame in self.frames
            if (face := frame.face_of(person)) is not None and Attribute.SHARPNESS in face.attributes
        }
        order = sorted(values, key=values.__getitem__, reverse=True)
        clear = len(order) > 1 and values[order[0]] >= _SHARPER * values[order[1]]
        return order[0] if clear else None


def compared(
    summaries: Sequence[PhotoSummary],
    faces: Mapping[int, tuple[Face, ...]],
    shot: BestShot,
    burst: Burst | None = None,
) -> Comparison:
    """Put photos side by side.

    Args:
        summaries: at least one; a burst's in the order taken.
        faces: by photo id; photos without are absent.
        shot: all of them judged as if they were frames of one burst: tells who is who, and where they
            are one, which is best.
        burst: the one they all are frames of.
    """
    judged = {one.photo_id: one for one in shot.frames}
    # In other moments, or before a moving camera, nobody stands where they stood.
    still = burst is not None and burst.kind is not BurstKind.PANORAMA
    matched_by = shot.matched_by if still or shot.matched_by is MatchedBy.IDENTITY else None
    numbers = {photo_id: place for place, photo_id in enumerate(burst.photo_ids if burst else (), start=1)}
    ranks = burst is not None and burst.kind is BurstKind.BURST and len(summaries) > 1
    frames = tuple(
        Frame(
            one,
            found := faces.get(one.id, ()),
            numbers.get(one.id, place),
            judged[one.id].people if matched_by else _by_prominence(one, found),
            judged[one.id] if ranks else None,
        )
        for place, one in enumerate(summaries, start=1)
    )
    return Comparison(
        frames,
        burst,
        shot.photo_id if ranks else None,
        shot.lead if ranks else None,
        _ranked(frames, burst, shot.photo_id if ranks else None),
        _people(frames),
        matched_by,
    )


def _by_prominence(summary: PhotoSummary, faces: Sequence[Face]) -> dict[int, int]:
    order = sorted(range(len(faces)), key=lambda index: -prominence(faces[index], summary.size))
    return {index: person for person, index in enumerate(order)}


def _ranked(frames: Sequence[Frame], burst: Burst | None, best: int | None) -> tuple[int, ...]:
    order = list(frames)
    if best is not None:
        order.sort(
            key=lambda one: (one.id != best, *((one.judged.rank, -one.judged.merit) if one.judged else ()))
        )
    elif burst is None:
        order.sort(key=lambda one: -(one.summary.effective_score or 0.0))
    return tuple(frame.id for frame in order)


def _people(frames: Sequence[Frame]) -> tuple[int, ...]:
    """Those seen often enough; passers-by only where there is nobody else."""
    seen: dict[int, list[float]] = {}
    for frame in frames:
        for index, person in frame.people.items():
            seen.setdefault(person, []).append(prominence(frame.faces[index], frame.summary.size))
    often = {person for person, weights in seen.items() if len(weights) >= SEEN_IN * len(frames)}
    order = sorted(often or seen, key=lambda person: -sum(seen[person]))
    return tuple(order[:_MOST_PEOPLE])
