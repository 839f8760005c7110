"""The best frame of a burst, and how sure that is. Pure.

Frames are compared by the faces of the same people; people are matched by who they are, where both faces are
known to be somebody's, else by where they stand in the picture, which holds for the second or two of a burst.
First comes what cannot be made good by anything else:

1. frames where every main face has its eyes open, before frames where one is shut, before frames where
   no face is found though others of the burst have one;
2. frames in which fewer of the burst's people are missing.

Among equals the larger merit wins:

    merit = EYES    x eyes open, of the person who opens them least
          + SHARP   x sharpness of the faces
          + SMILE   x smile
          + EXPOSED x exposure of the faces
          - TURNED  x share of a quarter turn away from the camera
          + TASTE   x (level the personal head gives - 3) / 2, where one is trained, but no burst ranker

Sums over faces weigh each person by prominence. A burst without faces is ordered by the technical score.
Among frames that are too close to call by all this, the personal burst ranker decides where one is trained
and sees a difference; then the camera's own choice; then the merit.

EYES, SHARP, EXPOSED and the clear lead were found by `benchmarks/best_shot.py` on people other than those it
reports on. SMILE and TURNED cannot be planted there: they tip the balance among frames that are alike. A
personal head's word weighs about as much as a sixth of the way from blurred to sharp for each level.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from photo_curator.domain.aggregation import EYES_SHUT_BELOW, MAIN_FACE_SHARE, prominence
from photo_curator.domain.face import Attribute, Face
from photo_curator.domain.geometry import Size

EYES, SHARP, SMILE, EXPOSED, TURNED, TASTE = 2.0, 3.0, 0.3, 1.5, 0.5, 1.0
#: Merit by which the best must lead the second for a clear lead: of frames with faces, and (in levels of
#: the technical score) without.
CLEAR_LEAD, CLEAR_TECHNICAL_LEAD = 0.2, 0.15
#: Log odds by which the burst ranker must prefer a frame to be heard: three in four. With three in five it
#: gave up sharpness and light that nobody would (`benchmarks/best_shot.py`).
RANKED_LEAD = math.log(3)
#: A part of the merit that is behind by less is no reason anybody could see.
VISIBLE = 0.05
#: Farthest a face may move between two frames, in its own widths, and how much it may grow.
MOVES, GROWS = 1.0, 1.6
#: Somebody seen in less than this share of the frames is a passer-by, or no face at all.
SEEN_IN = 0.5


class Lead(StrEnum):
    """How sure the best shot is. The value is stored and part of `list --json`."""

    CLEAR = "clear"
    CLOSE = "too close to call"


class MatchedBy(StrEnum):
    """By what the faces of one person were found in a burst's frames."""

    IDENTITY = "identity"  # the networks, or the user, know who it is
    POSITION = "position"  # where they stand
    BOTH = "both"  # some by one, some by the other


class Fault(StrEnum):
    """Why a frame lost, in one word; the most telling first."""

    NO_FACE = "no face"
    EYES_SHUT = "eyes closed"
    MISSING = "somebody missing"
    SOFTER = "softer"
    TURNED = "looking away"
    LESS_OPEN = "eyes less open"
    SMILE = "smiles less"
    EXPOSURE = "badly lit"
    TASTE = "less to your taste"
    TECHNICAL = "lower technical score"
    ALIKE = "hardly different"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame of a burst as it is judged.

    Attributes:
        faces: all that were found.
        technical: the photo's score, 1..5, where it has no face; None where nothing is known.
        primary: the camera's own choice.
        personal: the faces' scores are those of a personal head, not the starter's.
        identities: who the faces are, as far as that is known, by their place in `faces`.
        ranked: what the personal burst ranker gives the photo; the difference of two is the log odds that
            the one is liked better. None: no ranker.
    """

    photo_id: int
    size: Size
    faces: Sequence[Face] = ()
    technical: float | None = None
    primary: bool = False
    personal: bool = False
    identities: Mapping[int, int] = field(default_factory=dict)
    ranked: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A frame after judging.

    Attributes:
        rank: its class, lower is better: (0 eyes open, 1 some shut, 2 no face; people missing).
        merit: see the module; comparable only within one burst and one class.
        people: number of the person each face belongs to, by its place in `Candidate.faces`; faces of
            passers-by are absent.
        fault: why it lost against the best; None for the best.
    """

    photo_id: int
    rank: tuple[int, int]
    merit: float
    people: Mapping[int, int]
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class BestShot:
    """The outcome.

    Attributes:
        frames: in the candidates' order.
        matched_by: by what people were found again from frame to frame.
    """

    photo_id: int
    lead: Lead
    frames: tuple[Judged, ...]
    matched_by: MatchedBy = MatchedBy.POSITION


def best_shot(candidates: Sequence[Candidate]) -> BestShot:
    """Find a burst's best frame.

    Args:
        candidates: in the order they were taken, at least one.
    """
    people = match_people(candidates)
    mains = [_main_faces(candidate) for candidate in candidates]
    wanted = _main_people(mains, people)
    with_faces = any(mains)
    parts = [
        _parts(candidate, main, found, wanted) if with_faces else _technical(candidate)
        for candidate, main, found in zip(candidates, mains, people, strict=True)
    ]
    ranks = [
        _rank(candidate, main, found, wanted) if with_faces else (0, 0)
        for candidate, main, found in zip(candidates, mains, people, strict=True)
    ]
    frames = [
        Judged(candidate.photo_id, rank, sum(one.values()), found)
        for candidate, rank, found, one in zip(candidates, ranks, people, parts, strict=True)
    ]
    best, lead = _winner(frames, candidates, CLEAR_LEAD if with_faces else CLEAR_TECHNICAL_LEAD)
    return BestShot(
        frames[best].photo_id,
        lead,
        tuple(
            frame
            if place == best
            else Judged(
                frame.photo_id,
                frame.rank,
                frame.merit,
                frame.people,
                _fault(
                    frame,
                    frames[best],
                    parts[place],
                    parts[best],
                    _liked_more(candidates[best], candidates[place]),
                ),
            )
            for place, frame in enumerate(frames)
        ),
        matched_by(candidates),
    )


def matched_by(candidates: Sequence[Candidate]) -> MatchedBy:
    """By what `match_people` finds the people of some frames."""
    known = {index in one.identities for one in candidates for index in range(len(one.faces))}
    if known == {True}:
        return MatchedBy.IDENTITY
    return MatchedBy.BOTH if True in known else MatchedBy.POSITION


def match_people(candidates: Sequence[Candidate]) -> list[dict[int, int]]:
    """Who is who: each frame's faces matched to those of the frames before.

    Whoever is known is matched wherever they stand, and to nobody else; all others to the nearest.

    Returns:
        For each frame the person's number by the face's place in the frame.
    """
    last: dict[int, tuple[float, float, float]] = {}  # centre and width, in shares of the picture's long side
    number_of: dict[int, int] = {}  # of those who are known
    known_as: dict[int, int] = {}  # the other way round
    found: list[dict[int, int]] = []
    for candidate in candidates:
        known = candidate.identities
        places = [_standing(face, candidate.size) for face in candidate.faces]
        distances = sorted(
            (distance, index, person)
            for index, place in enumerate(places)
            for person, before in last.items()
            if (distance := _moved(place, before)) is not None
            and (index not in known or known_as.get(person, known[index]) == known[index])
        )
        matched = {index: number_of[one] for index, one in known.items() if one in number_of}
        for _, index, person in distances:
            if index not in matched and person not in matched.values():
                matched[index] = person
        for index, place in enumerate(places):
            person = matched.setdefault(index, len(last))
            last[person] = place
            if index in known:
                number_of.setdefault(known[index], person)
                known_as.setdefault(person, known[index])
        found.append(matched)
    return found


def _standing(face: Face, size: Size) -> tuple[float, float, float]:
    x, y = face.box.centre
    side = max(size.long_side, 1)
    return x / side, y / side, max(face.box.width, 1.0) / side


def _moved(one: tuple[float, float, float], other: tuple[float, float, float]) -> float | None:
    """How far a face moved in its own widths; None where it is somebody else's."""
    width = math.sqrt(one[2] * other[2])
    distance = math.hypot(one[0] - other[0], one[1] - other[1]) / width
    grown = max(one[2], other[2]) / min(one[2], other[2])
    return distance if distance <= MOVES and grown <= GROWS else None


def _main_faces(candidate: Candidate) -> dict[int, float]:
    """Prominence of a frame's main faces by their place: as large, nearly, as its largest judged one."""
    weights = {
        index: prominence(face, candidate.size)
        for index, face in enumerate(candidate.faces)
        if face.score is not None
    }
    largest = max(weights.values(), default=0.0)
    return {index: weight for index, weight in weights.items() if weight >= MAIN_FACE_SHARE * largest}


def _main_people(
    mains: Sequence[Mapping[int, float]], people: Sequence[Mapping[int, int]]
) -> dict[int, float]:
    """Weights, which sum to 1, of those who are main faces in enough of the frames."""
    seen: dict[int, list[float]] = {}
    for main, found in zip(mains, people, strict=True):
        for index, weight in main.items():
            seen.setdefault(found[index], []).append(weight)
    kept = {person: sum(all_) for person, all_ in seen.items() if len(all_) >= SEEN_IN * len(mains)}
    kept = kept or {person: sum(all_) for person, all_ in seen.items()}
    total = sum(kept.values())
    return {person: weight / total for person, weight in kept.items()}


def _rank(
    candidate: Candidate, main: Mapping[int, float], found: Mapping[int, int], wanted: Mapping[int, float]
) -> tuple[int, int]:
    missing = len(wanted.keys() - {found[index] for index in range(len(candidate.faces))})
    if not main:
        return 2, missing
    shut = any(
        candidate.faces[index].attributes.get(Attribute.EYES_OPEN, 1.0) < EYES_SHUT_BELOW for index in main
    )
    return int(shut), missing


def _parts(
    candidate: Candidate, main: Mapping[int, float], found: Mapping[int, int], wanted: Mapping[int, float]
) -> dict[Fault, float]:
    """What a frame's merit is made of, each part under the fault that a low one is."""
    shown = {index: wanted[person] for index, person in found.items() if index in main and person in wanted}
    shown = shown or dict(main)
    total = sum(shown.values())
    if not total:
        return {}
    faces = [(candidate.faces[index], weight / total) for index, weight in shown.items()]

    def mean(name: Attribute) -> float:
        return sum(weight * face.attributes.get(name, 0.5) for face, weight in faces)

    turned = sum(
        weight * min(abs(face.attributes.get(Attribute.YAW, 0.0)) / 90.0, 1.0) for face, weight in faces
    )
    level = sum(weight * (face.score.mean - 3.0) / 2.0 for face, weight in faces if face.score)
    return {
        Fault.LESS_OPEN: EYES * min(face.attributes.get(Attribute.EYES_OPEN, 1.0) for face, _ in faces),
        Fault.SOFTER: SHARP * mean(Attribute.SHARPNESS),
        Fault.SMILE: SMILE * mean(Attribute.SMILE),
        Fault.EXPOSURE: EXPOSED * mean(Attribute.EXPOSURE),
        Fault.TURNED: -TURNED * turned,
        Fault.TASTE: TASTE * level if candidate.personal and candidate.ranked is None else 0.0,
    }


def _technical(candidate: Candidate) -> dict[Fault, float]:
    return {Fault.TECHNICAL: candidate.technical if candidate.technical is not None else 1.0}


def _winner(frames: Sequence[Judged], candidates: Sequence[Candidate], clear: float) -> tuple[int, Lead]:
    """The best frame's place. Earlier frames win ties."""
    order = sorted(range(len(frames)), key=lambda place: (frames[place].rank, -frames[place].merit, place))
    first = frames[order[0]]
    close = [
        place
        for place in order
        if frames[place].rank == first.rank and first.merit - frames[place].merit < clear
    ]
    if len(close) == 1:
        # Where all else speaks for a frame of a lower class, even with the eyes counted, both are to be seen:
        # eyes in a blurred face are not read as surely as in a sharp one.
        outdone = any(frame.merit - first.merit >= clear for frame in frames if frame.rank[0] <= 1)
        return order[0], Lead.CLOSE if outdone else Lead.CLEAR
    # The first of equals, which are in the order of their merit.
    liked = max(close, key=lambda place: _liked_more(candidates[place], candidates[order[0]]))
    if _liked_more(candidates[liked], candidates[order[0]]) >= RANKED_LEAD:
        return liked, Lead.CLOSE
    return next((place for place in close if candidates[place].primary), order[0]), Lead.CLOSE


def _liked_more(one: Candidate, other: Candidate) -> float:
    """Log odds, by the burst ranker, that the one is the better; 0 where it cannot tell."""
    return 0.0 if one.ranked is None or other.ranked is None else one.ranked - other.ranked


def _fault(
    frame: Judged,
    best: Judged,
    parts: Mapping[Fault, float],
    best_parts: Mapping[Fault, float],
    liked_less: float,
) -> Fault:
    """Why a frame lost; `liked_less` are the burst ranker's log odds against it."""
    if frame.rank[0] > best.rank[0]:
        return Fault.NO_FACE if frame.rank[0] == 2 else Fault.EYES_SHUT
    if frame.rank[1] > best.rank[1]:
        return Fault.MISSING
    behind = {name: value - parts.get(name, 0.0) for name, value in best_parts.items()}
    worst = max(behind, key=behind.__getitem__)
    if behind[worst] >= VISIBLE:
        return worst
    return Fault.TASTE if liked_less >= RANKED_LEAD else Fault.ALIKE
