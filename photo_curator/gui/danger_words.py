"""Dangerous selfies in words a person reads. No widgets here."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from photo_curator.domain.danger import Clue, DangerVerdict, PhotoDanger, selfie_evidence
from photo_curator.domain.photo import Photo
from photo_curator.gui.photo_words import Fact

translate = QCoreApplication.translate

_HAZARDS = {
    "height": QT_TRANSLATE_NOOP("Danger", "height"),
    "water": QT_TRANSLATE_NOOP("Danger", "water"),
    "rail": QT_TRANSLATE_NOOP("Danger", "rails"),
    "bridge": QT_TRANSLATE_NOOP("Danger", "bridge"),
    "animal": QT_TRANSLATE_NOOP("Danger", "animal"),
    "weapon": QT_TRANSLATE_NOOP("Danger", "weapon"),
}
#: What no network of ours has ever been shown enough of.
_NEVER_SEEN = (
    QT_TRANSLATE_NOOP("Danger", "driving"),
    QT_TRANSLATE_NOOP("Danger", "rooftops"),
    QT_TRANSLATE_NOOP("Danger", "electricity"),
    QT_TRANSLATE_NOOP("Danger", "fire"),
    QT_TRANSLATE_NOOP("Danger", "rails without a train"),
)
_CLUES = {
    Clue.ARMS_LENGTH: QT_TRANSLATE_NOOP("Danger", "a face at arm's length"),
    Clue.FRONT_CAMERA: QT_TRANSLATE_NOOP("Danger", "the selfie camera"),
    Clue.CLASSIFIER: QT_TRANSLATE_NOOP("Danger", "a trained classifier"),
    Clue.BACK_CAMERA: QT_TRANSLATE_NOOP("Danger", "not the selfie camera"),
    Clue.LONG_LENS: QT_TRANSLATE_NOOP("Danger", "a lens too long for an arm"),
    Clue.CROWD: QT_TRANSLATE_NOOP("Danger", "many faces"),
    Clue.ASIDE: QT_TRANSLATE_NOOP("Danger", "the face at the edge"),
}


def hazard_name(hazard: str) -> str:
    """A hazard in the user's language; "danger" where none is named."""
    if not hazard:
        return translate("Danger", "danger")
    return translate("Danger", str(_HAZARDS[hazard])) if hazard in _HAZARDS else hazard


def unseen(seen: Collection[str]) -> str:
    """What the app cannot see: never trained, or not good enough to ship."""
    missing = [hazard_name(name) for name in _HAZARDS if name not in seen]
    never = _NEVER_SEEN if "rail" in seen else _NEVER_SEEN[:-1]  # all rails are, then
    return ", ".join([*(translate("Danger", str(text)) for text in never), *missing])


def percent(share: float) -> str:
    """A share as whole percents."""
    return QLocale().toString(round(share * 100)) + " %"


def headline(danger: PhotoDanger) -> str:
    """What the panel says first."""
    match danger.verdict:
        case DangerVerdict.FALSE_ALARM:
            return translate("Danger", "You called it a false alarm")
        case DangerVerdict.DANGEROUS:
            return translate("Danger", "You called it dangerous")
    hazard = danger.machine.hazard if danger.machine else ""
    return translate("Danger", "A hint to look again: {0}").format(hazard_name(hazard))


def sureness(photo: Photo) -> str:
    """How sure the machine is, and what makes it think of a selfie."""
    machine = photo.danger.machine
    if machine is None or not machine.hazard:
        return ""
    words = translate("Danger", "{0} sure ({1} to {2}) that this is a dangerous selfie: {3}.").format(
        percent(machine.probability),
        percent(machine.low),
        percent(machine.high),
        hazard_name(machine.hazard),
    )
    clues = selfie_evidence(photo.faces, photo.summary.size, photo.capture).clues
    if not clues:
        return words
    named = ", ".join(translate("Danger", str(_CLUES[clue])) for clue in clues)
    return f"{words} " + translate("Danger", "Selfie {0}: {1}.").format(percent(machine.selfie), named)


def limits(photo: Photo) -> str:
    """What the hint cannot know."""
    return translate("Danger", "It cannot see: {0}.").format(unseen(photo.danger.hazards))


def danger_facts(photo: Photo) -> Iterator[Fact]:
    """The line under "Before posting"."""
    danger, machine = photo.danger, photo.danger.machine
    label = translate("Danger", "Danger")
    if danger.verdict is DangerVerdict.DANGEROUS:
        yield Fact(label, translate("Danger", "dangerous, you said"), "danger_text")
    elif danger.verdict is DangerVerdict.FALSE_ALARM:
        yield Fact(label, translate("Danger", "false alarm, you said"), "good")
    elif machine is None:
        yield Fact(label, translate("Danger", "not looked for"), "muted")
    elif machine.flagged:
        value = translate("Danger", "{0}? ({1})").format(
            hazard_name(machine.hazard), percent(machine.probability)
        )
        yield Fact(label, value, "danger_text", sureness(photo))
    elif machine.selfie == 0:
        yield Fact(label, translate("Danger", "no selfie"), "muted", limits(photo))
    else:
        value = translate("Danger", "none seen ({0})").format(percent(machine.probability))
        yield Fact(label, value, "good", limits(photo))
