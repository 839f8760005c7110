"""Weight files in words: titles, what they are for, how they stand, what is being done. No widgets here."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from photo_curator.domain.weights import WeightFile, WeightState, WeightStatus
from photo_curator.gui.settings.weights_state import Activity
from photo_curator.gui.time_words import megabytes, time_left

translate = QCoreApplication.translate

#: Networks go by their authors' names; ours by what they look at.
_TITLES = {
    "starter_eyes": str(QT_TRANSLATE_NOOP("Weights", "Open eyes")),
    "starter_face": str(QT_TRANSLATE_NOOP("Weights", "Smile and pose")),
    "starter_hazards": str(QT_TRANSLATE_NOOP("Weights", "Hazards")),
    "resnet18": "ResNet-18",
    "resnet50": "ResNet-50",
    "vgg16": "VGG 16",
    "vgg19": "VGG 19",
    "inception_v3": "Inception v3",
    "xception": "Xception",
    "inception_resnet_v2": "Inception-ResNet v2",
    "facenet": "FaceNet (VGGFace2)",
}
#: The manifest's own sentences, for the translators.
_PURPOSES = (
    QT_TRANSLATE_NOOP("Weights", "Says of each eye of an aligned crop whether it is open."),
    QT_TRANSLATE_NOOP(
        "Weights", "Says of an aligned face whether it smiles and where it turns, and gives its embedding."
    ),
    QT_TRANSLATE_NOOP("Weights", "Says of a whole photo which hazards it shows."),
    QT_TRANSLATE_NOOP(
        "Weights", "General features of pictures, small: the backbone of the worthiness paper."
    ),
    QT_TRANSLATE_NOOP(
        "Weights", "General features of pictures, medium: a backbone of the dangerous-selfie paper."
    ),
    QT_TRANSLATE_NOOP(
        "Weights", "General features of pictures, large and slow: a backbone of the dangerous-selfie paper."
    ),
    QT_TRANSLATE_NOOP(
        "Weights", "General features of pictures, medium: tells selfies apart in the dangerous-selfie paper."
    ),
    QT_TRANSLATE_NOOP(
        "Weights", "General features of pictures, large: a backbone of the dangerous-selfie paper."
    ),
    QT_TRANSLATE_NOOP(
        "Weights", "Features of faces, for people and taste: a network trained to tell persons apart."
    ),
)


def title(entry: WeightFile) -> str:
    """What a person calls it."""
    return translate("Weights", _TITLES.get(entry.name, entry.name))


def purpose(entry: WeightFile) -> str:
    """What it is for."""
    return translate("Weights", entry.purpose)


def state_words(status: WeightStatus) -> tuple[str, str]:
    """How it stands, and the role of a label that says so."""
    match status.state:
        case WeightState.EMBEDDED:
            return translate("Weights", "Part of the app"), "good"
        case WeightState.READY:
            return translate("Weights", "Ready"), "good"
        case WeightState.ABSENT:
            return translate("Weights", "Not downloaded"), "muted"
        case WeightState.PARTIAL:
            words = translate("Weights", "{0} of {1} downloaded")
            return words.format(megabytes(status.here), megabytes(status.entry.size)), "warn"
        case WeightState.DAMAGED:
            return translate("Weights", "Damaged"), "danger"


def terms(entry: WeightFile) -> str:
    """Size, licence and where to read more, as rich text."""
    parts = [megabytes(entry.size), escape(entry.licence)]
    for address, words in (
        (entry.terms, translate("Weights", "Terms of the data")),
        (entry.card if "://" in entry.card else "", translate("Weights", "About the network")),
    ):
        if address:
            parts.append(f'<a href="{escape(address)}">{escape(words)}</a>')
    return " · ".join(parts)


def fingerprint(status: WeightStatus) -> str:
    """The file's hash as far as it is known."""
    if not (sha256 := status.sha256 or status.entry.sha256):
        return translate("Weights", "SHA-256: stated by nobody; the first file's is pinned")
    if status.pinned:
        return translate("Weights", "SHA-256 {0}, pinned when the file came").format(sha256)
    if len(sha256) < 64:
        return translate("Weights", "SHA-256 begins with {0}, says the publisher").format(sha256)
    return translate("Weights", "SHA-256 {0}").format(sha256)


def activity_words(activity: Activity) -> str:
    """What is being done, how far it is, how fast, and for how long still."""
    match activity.stage:
        case "checking":
            return translate("Weights", "Checking…")
        case "":
            return translate("Weights", "Starting…")
    if not activity.total:
        return megabytes(activity.done)
    parts = [translate("Weights", "{0} of {1}").format(megabytes(activity.done), megabytes(activity.total))]
    if activity.rate:
        parts.append(translate("Weights", "{0}/s").format(megabytes(round(activity.rate))))
    if activity.seconds_left is not None:
        parts.append(time_left(activity.seconds_left))
    return " · ".join(parts)
