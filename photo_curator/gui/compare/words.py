"""What the Compare page says: which burst, why a frame won or lost, what Enter does. No widgets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject

from photo_curator.domain.aggregation import EYES_SHUT_BELOW
from photo_curator.domain.best_shot import Fault, Lead, MatchedBy
from photo_curator.domain.burst import BurstKind
from photo_curator.domain.face import Attribute, Face
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict
from photo_curator.gui.burst_words import fault_words
from photo_curator.gui.compare.comparison import Comparison, Frame
from photo_curator.gui.compare.state import CompareState
from photo_curator.gui.photo_words import date_format, number

translate = QCoreApplication.translate

_MINUS = "\u2212"
#: A face softer by this share of the best one's sharpness is seen to be; by so many degrees, turned.
_SOFTER, _AWAY, _MORE_AWAY = 0.08, 25.0, 10.0
_OPEN = 0.6
_MOST_CHIPS = 4


@dataclass(frozen=True, slots=True)
class Chip:
    """A few words on a frame.

    Attributes:
        tone: a token of the theme.
        detail: the whole sentence, for the tooltip.
    """

    text: str
    tone: str = "text"
    detail: str = ""


class CompareCounts(QObject):
    """Words that differ with a number: only Qt's objects can say those."""

    def photos(self, count: int) -> str:
        """How many are compared."""
        return self.tr("%n photos", "", count)

    def frames(self, count: int) -> str:
        """How many a burst has."""
        return self.tr("%n frames", "", count)

    def frames_of(self, count: int, whole: int) -> str:
        """How many of a burst's are compared."""
        return self.tr("{0} of %n frames", "", whole).format(count)

    def keep(self, name: str, picked: int, rejected: int) -> str:
        """What is kept, and how many beside it."""
        return self.tr("Keep {0} and %n picked, reject {1}", "", picked).format(name, rejected)


def title(found: Comparison) -> str:
    """What is compared: kind, when, how many frames in which time."""
    count = len(found.frames)
    if found.burst is None:
        return CompareCounts().photos(count)
    kind = {
        BurstKind.BURST: translate("Compare", "Burst"),
        BurstKind.BRACKET: translate("Compare", "Exposure bracket"),
        BurstKind.PANORAMA: translate("Compare", "Panorama"),
    }[found.burst.kind]
    parts = [kind]
    times = [frame.summary.taken for frame in found.frames if frame.summary.taken is not None]
    if times:
        moment = times[0].local
        day = QLocale().toString(QDate(moment.year, moment.month, moment.day), date_format())
        parts.append(f"{day} {moment:%H:%M:%S}")
    whole = len(found.burst.photo_ids)
    if count < whole:
        parts.append(CompareCounts().frames_of(count, whole))
        return " · ".join(parts)
    frames = CompareCounts().frames(count)
    keys = [taken.sort_key for taken in times]
    if len(keys) == count and max(keys) > min(keys):
        span = max(keys) - min(keys)
        # Clocks that know no fractions of a second deserve none.
        exact = all(taken.subsecond for taken in times)
        frames = translate("Compare", "{0} in {1} s").format(frames, number(span, 1 if exact else 0))
    parts.append(frames)
    return " · ".join(parts)


def verdict(found: Comparison) -> str:
    """Whether there is a best one, and how sure that is."""
    if found.burst is None:
        return translate("Compare", "photos of different moments: the choice is yours")
    if found.kept_whole:
        return translate(
            "Compare", "its photos belong together: no best one, and none is rejected for another"
        )
    if found.lead is Lead.CLOSE:
        return translate("Compare", "too close to call: have a look")
    second = found.frame(found.ranked[1]) if len(found.ranked) > 1 else None
    fault = second.judged.fault if second is not None and second.judged is not None else None
    if second is None or fault is None:
        return translate("Compare", "best pick is clear")
    return translate("Compare", "best pick is clear (next best: frame {0}, {1})").format(
        second.number, fault_words(fault)
    )


def chips(found: Comparison, frame: Frame, person: int | None) -> list[Chip]:
    """Why a frame won or lost, the most telling first."""
    told = dict.fromkeys(_chips(found, frame, person))
    return list(told)[:_MOST_CHIPS]


def _chips(found: Comparison, frame: Frame, person: int | None) -> Iterator[Chip]:
    face, best = frame.face_of(person), _best_face(found, person)
    won = frame.id == found.best
    if won:
        yield _won(found)
    fault = frame.judged.fault if frame.judged is not None else None
    measured = list(_measured(face, None if won else best)) if face is not None else []
    if fault is not None:
        yield _lost(fault, face, best)
    if face is not None and found.sharpest(person) == frame.id:
        yield Chip(translate("Compare", "sharpest face"), "good")
    if face is None and person is not None and fault is not Fault.NO_FACE:
        yield Chip(
            translate("Compare", "face not found here")
            if frame.faces
            else translate("Compare", "no face found"),
            "muted",
            translate("Compare", "The view is held where the face is in the frame next to it."),
        )
    yield from measured


def _won(found: Comparison) -> Chip:
    if found.lead is Lead.CLOSE:
        return Chip(
            translate("Compare", "★ slightly ahead"),
            "accent_text",
            translate("Compare", "Ahead of the others by so little that it is too close to call."),
        )
    return Chip(translate("Compare", "★ best pick"), "accent_text")


def _lost(fault: Fault, face: Face | None, best: Face | None) -> Chip:
    """The fault, in numbers where the face that is looked at has it, too."""
    words = fault_words(fault)
    if fault is Fault.EYES_SHUT and face is not None and not _shut(face):
        return Chip(translate("Compare", "somebody’s eyes closed"), "danger_text")
    if fault is Fault.SOFTER and (softer := _softer(face, best)) is not None:
        return softer
    grave = fault in (Fault.NO_FACE, Fault.EYES_SHUT, Fault.MISSING)
    return Chip(words, "danger_text" if grave else "text")


def _measured(face: Face, best: Face | None) -> Iterator[Chip]:
    """What is measured on a face, beside the best frame's."""
    eyes = face.attributes.get(Attribute.EYES_OPEN)
    if eyes is not None and _shut(face):
        yield Chip(translate("Compare", "eyes closed"), "danger_text")
    if best is not None:
        if (softer := _softer(face, best)) is not None:
            yield softer
        yaw, straight = (abs(one.attributes.get(Attribute.YAW, 0.0)) for one in (face, best))
        if yaw >= _AWAY and yaw - straight >= _MORE_AWAY:
            yield Chip(translate("Compare", "looking away"))
    if eyes is not None and eyes >= _OPEN:
        yield Chip(translate("Compare", "eyes open"))


def _softer(face: Face | None, best: Face | None) -> Chip | None:
    if face is None or best is None:
        return None
    sharp, than = (one.attributes.get(Attribute.SHARPNESS) for one in (face, best))
    if sharp is None or not than or (share := 1 - sharp / than) < _SOFTER:
        return None
    text = translate("Compare", "softer {0} %").format(f"{_MINUS}{round(share * 100)}")
    return Chip(text, "text", translate("Compare", "Against the face in the best frame"))


def _shut(face: Face) -> bool:
    return face.attributes.get(Attribute.EYES_OPEN, 1.0) < EYES_SHUT_BELOW


def _best_face(found: Comparison, person: int | None) -> Face | None:
    return None if found.best is None else found.frame(found.best).face_of(person)


def score(frame: Frame) -> str:
    """The machine's score of a photo; its stars stand apart."""
    summary = frame.summary
    if summary.verdict is Verdict.CANNOT_TELL:
        return "?"
    return "–" if summary.machine_score is None else number(summary.machine_score)


def score_detail(frame: Frame) -> str:
    """What the score is."""
    summary = frame.summary
    if summary.verdict is Verdict.CANNOT_TELL:
        return translate("Compare", "The machine cannot tell")
    if summary.machine_score is None:
        return translate("Compare", "Not analysed yet")
    if summary.verdict is Verdict.NO_FACE:
        return translate("Compare", "The machine's score of the technique: it found no face")
    return translate("Compare", "The machine's score of the photo")


def face_score(frame: Frame, person: int | None) -> str:
    """The score of a person's face in a frame."""
    face = frame.face_of(person)
    if face is None:
        return "–"
    return "?" if face.score is None else number(face.score.mean)


def frame_name(found: Comparison, frame: Frame, *, short: bool = False) -> str:
    """The number of a frame; photos that are no frames of one burst by their file."""
    if found.burst is None:
        return os.path.basename(frame.summary.path)
    if short:
        return f"#{frame.number}"
    return translate("Compare", "frame {0}").format(frame.number)


def flag_words(flag: Flag) -> str:
    """The user's flag."""
    return {
        Flag.PICK: translate("Compare", "picked"),
        Flag.REJECT: translate("Compare", "rejected"),
        Flag.NONE: "",
    }[flag]


def strip_title(found: Comparison) -> str:
    """What the faces in a row are."""
    if found.burst is None:
        return translate("Compare", "Faces in these photos")
    return translate("Compare", "Same face through the burst")


def matching_words(found: Comparison) -> str:
    """How it is known that they are one person's."""
    if not found.people:
        return translate("Compare", "no faces found: the view is held at the middle")
    return {
        MatchedBy.IDENTITY: translate("Compare", "matched by who they are"),
        MatchedBy.POSITION: translate("Compare", "matched by position"),
        MatchedBy.BOTH: translate("Compare", "matched by who they are, some by position"),
        None: translate("Compare", "the most prominent face of each photo: it may be somebody else’s"),
    }[found.matched_by]


def keep_words(state: CompareState) -> str:
    """What Enter does: which frame is kept, how many are rejected."""
    found, keeping = state.comparison, state.keeping
    if found is None or keeping is None:
        return ""
    first, *more = keeping.kept
    if found.burst is None:
        name = translate("Compare", "this photo")
    else:
        name = frame_name(found, found.frame(first))
        if first == found.best:
            name = translate("Compare", "best ({0})").format(name)
    rest = len(keeping.rejected)
    if more:
        return CompareCounts().keep(name, len(more), rest)
    return translate("Compare", "Keep {0}, reject {1}").format(name, rest)


def keys(found: Comparison) -> list[str]:
    """The keys, the most needed first."""
    parts = [
        translate("Compare", "P pick · X reject · 0–5 rate"),
        translate("Compare", "Z 100 % on the face, linked"),
        translate("Compare", "←/→ frame"),
        translate("Compare", "Page Up/Down burst"),
    ]
    if not found.kept_whole:
        parts.insert(3, translate("Compare", "Enter keep, reject the rest (undo Ctrl+Z)"))
    if len(found.people) > 1:
        parts.insert(2, translate("Compare", "F next person"))
    return parts
