"""What the machine saw and how sure it is, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from photo_curator.domain.aggregation import SMALLEST_JUDGED_FACE
from photo_curator.domain.face import Attribute, Face, FaceOrigin
from photo_curator.domain.photo import Photo
from photo_curator.domain.score import Score, Verdict
from photo_curator.gui.photo_words import number

translate = QCoreApplication.translate

#: Turned by this many degrees a face counts as not facing the camera at all.
_TURNED_AWAY = 60.0
_STRAIGHT = 8.0
_GOOD, _POOR = 0.6, 0.35
#: Average brightness of a face crop (0..1) above which poor light means too much of it.
_BRIGHT = 0.55


@dataclass(frozen=True, slots=True)
class Measure:
    """One bar.

    Attributes:
        fraction: 0..1, how good it is.
        tone: a token of the theme for the bar.
    """

    label: str
    value: str
    fraction: float
    tone: str


def face_measures(attributes: Mapping[str, float], brightness: float | None) -> Iterator[Measure]:
    """A face's attributes, those that were measured.

    Args:
        attributes: by name, see `Attribute`.
        brightness: average of the face's crop, 0..1: tells too dark from too bright, which the
            exposure measure alone does not; None where there is no crop.
    """
    if (eyes := attributes.get(Attribute.EYES_OPEN)) is not None:
        yield _share(translate("Inspector", "Eyes open"), eyes)
    if (smile := attributes.get(Attribute.SMILE)) is not None:
        # A face that does not smile is no fault: never red.
        percent = _percent(smile)
        yield Measure(translate("Inspector", "Smile"), percent, smile, "good" if smile >= _GOOD else "muted")
    if (yaw := attributes.get(Attribute.YAW)) is not None:
        label = translate("Inspector", "Facing camera")
        yield _measure(label, _yaw_words(yaw), 1.0 - abs(yaw) / _TURNED_AWAY)
    if (roll := attributes.get(Attribute.ROLL)) is not None and abs(roll) >= _STRAIGHT:
        side = (
            translate("Inspector", "{0}° to the right")
            if roll > 0
            else translate("Inspector", "{0}° to the left")
        )
        # A tilted head is style, not a fault.
        fraction = max(0.0, 1.0 - abs(roll) / 90.0)
        yield Measure(translate("Inspector", "Head tilted"), side.format(round(abs(roll))), fraction, "muted")
    if (sharpness := attributes.get(Attribute.SHARPNESS)) is not None:
        yield _measure(translate("Inspector", "Sharp (face)"), _sharp_words(sharpness), sharpness)
    if (exposure := attributes.get(Attribute.EXPOSURE)) is not None:
        label = translate("Inspector", "Light on face")
        yield _measure(label, _light_words(exposure, brightness), exposure)


def technical_measures(attributes: Mapping[str, float]) -> Iterator[Measure]:
    """Attributes of a whole photo without faces, each 0..1."""
    names = {
        "sharpness": translate("Inspector", "Sharpness"),
        "exposure": translate("Inspector", "Exposure"),
        "contrast": translate("Inspector", "Contrast"),
        "colour": translate("Inspector", "Colour"),
        "colourfulness": translate("Inspector", "Colour"),
        "noise": translate("Inspector", "Free of noise"),
        "brightness": translate("Inspector", "Brightness"),
        "resolution": translate("Inspector", "Resolution"),
    }
    for name, value in attributes.items():
        yield _share(names.get(name, name.replace("_", " ").capitalize()), value)


def interval_words(score: Score) -> str:
    """What the interval means."""
    return translate("Inspector", "80 % sure: between {0} and {1}").format(
        number(score.low), number(score.high)
    )


def cannot_tell_words(photo: Photo) -> str:
    """Why the machine does not commit itself."""
    if photo.faces and all(face.score is None for face in photo.faces):
        tallest = max(face.box.height for face in photo.faces)
        if tallest < SMALLEST_JUDGED_FACE:
            return translate(
                "Inspector",
                "Cannot tell: the largest face is only {0} pixels high; below {1} a face tells nothing.",
            ).format(round(tallest), round(SMALLEST_JUDGED_FACE))
        if any(face.origin is FaceOrigin.ESTIMATED for face in photo.faces):
            return translate("Inspector", "Cannot tell: no eyes were found in the face you added.")
        return translate("Inspector", "Cannot tell: no face in this photo could be judged.")
    if photo.machine is not None:
        return too_wide_words(photo.machine)
    return translate("Inspector", "Cannot tell: nothing in this photo could be judged.")


def too_wide_words(score: Score) -> str:
    """What it means that an interval is too wide."""
    return translate(
        "Inspector", "Cannot tell: anything from {0} to {1} is possible, too wide to be of use."
    ).format(number(score.low), number(score.high))


def machine_words(photo: Photo) -> str:
    """The machine's own score in one line; "" where it has none."""
    score = photo.machine
    if photo.summary.verdict is Verdict.CANNOT_TELL:
        return translate("Inspector", "machine: cannot tell")
    if score is None:
        return ""
    # Kept on one line: the two numbers mean nothing apart.
    span = f"{number(score.mean)}\u00a0±\u00a0{number(score.width / 2)}"
    return translate("Inspector", "machine: {0}").format(span)


def face_name(face: Face, index: int, count: int) -> str:
    """A face for tooltips and screen readers."""
    name = translate("Inspector", "Face {0} of {1}").format(index + 1, count)
    if face.origin is not FaceOrigin.DETECTED:
        name = translate("Inspector", "{0}, added by hand").format(name)
    if face.origin is FaceOrigin.ESTIMATED:
        return translate("Inspector", "{0}, cannot tell: no eyes were found").format(name)
    if face.score is None:
        return translate("Inspector", "{0}, cannot tell").format(name)
    return translate("Inspector", "{0}, score {1}").format(name, number(face.score.mean))


def _percent(value: float) -> str:
    return translate("Inspector", "{0} %").format(round(value * 100))


def _share(label: str, value: float) -> Measure:
    return _measure(label, _percent(value), value)


def _measure(label: str, words: str, value: float) -> Measure:
    fraction = min(1.0, max(0.0, value))
    tone = "good" if fraction >= _GOOD else "warn" if fraction >= _POOR else "danger"
    return Measure(label, words, fraction, tone)


def _yaw_words(yaw: float) -> str:
    degrees = round(abs(yaw))
    if abs(yaw) < _STRAIGHT:
        return translate("Inspector", "straight")
    if yaw > 0:
        return translate("Inspector", "turned {0}° right").format(degrees)
    return translate("Inspector", "turned {0}° left").format(degrees)


def _sharp_words(value: float) -> str:
    if value >= _GOOD:
        return translate("Inspector", "sharp")
    return translate("Inspector", "soft") if value >= _POOR else translate("Inspector", "blurred")


def _light_words(value: float, brightness: float | None) -> str:
    if value >= _GOOD:
        return translate("Inspector", "good")
    if brightness is None:
        return translate("Inspector", "fair") if value >= _POOR else translate("Inspector", "poor")
    if brightness > _BRIGHT:
        return translate("Inspector", "bright") if value >= _POOR else translate("Inspector", "too bright")
    return translate("Inspector", "rather dark") if value >= _POOR else translate("Inspector", "dark")
