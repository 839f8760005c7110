"""The editor's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from photo_curator.domain.query import BurstPart, RatedBy, TimeUnit
from photo_curator.domain.rating import Flag
from photo_curator.domain.score import Verdict
from photo_curator.gui.album_editor.conditions import Topic

translate = QCoreApplication.translate


def topic_words(topic: Topic) -> str:
    """What a row speaks about."""
    return {
        Topic.SCORE: translate("AlbumEditor", "Score"),
        Topic.STARS: translate("AlbumEditor", "Stars"),
        Topic.RATED_BY: translate("AlbumEditor", "Rated by"),
        Topic.FLAG: translate("AlbumEditor", "Flag"),
        Topic.DATE: translate("AlbumEditor", "Date"),
        Topic.PLACE: translate("AlbumEditor", "Place"),
        Topic.COUNTRY: translate("AlbumEditor", "Country"),
        Topic.CAMERA: translate("AlbumEditor", "Camera"),
        Topic.PEOPLE: translate("AlbumEditor", "People"),
        Topic.PERSON: translate("AlbumEditor", "Who"),
        Topic.EYES: translate("AlbumEditor", "Eyes"),
        Topic.DANGER: translate("AlbumEditor", "Danger"),
        Topic.BURST: translate("AlbumEditor", "Burst"),
        Topic.VERDICT: translate("AlbumEditor", "Judged"),
        Topic.SCREENSHOTS: translate("AlbumEditor", "Screenshots"),
        Topic.FOLDER: translate("AlbumEditor", "Folder"),
        Topic.TEXT: translate("AlbumEditor", "Text"),
    }[topic]


def choice_words(topic: Topic, value: object) -> str:
    """One of a row's answers."""
    return {
        (Topic.RATED_BY, RatedBy.YOU): translate("AlbumEditor", "you"),
        (Topic.RATED_BY, RatedBy.PROGRAM): translate("AlbumEditor", "another program"),
        (Topic.FLAG, (Flag.PICK,)): translate("AlbumEditor", "picked"),
        (Topic.FLAG, (Flag.NONE,)): translate("AlbumEditor", "neither picked nor rejected"),
        (Topic.FLAG, (Flag.REJECT,)): translate("AlbumEditor", "rejected"),
        (Topic.FLAG, (Flag.PICK, Flag.NONE)): translate("AlbumEditor", "not rejected"),
        (Topic.EYES, False): translate("AlbumEditor", "nobody’s are closed"),
        (Topic.EYES, True): translate("AlbumEditor", "somebody’s are closed"),
        (Topic.DANGER, False): translate("AlbumEditor", "no dangerous selfie"),
        (Topic.DANGER, True): translate("AlbumEditor", "a dangerous selfie"),
        (Topic.BURST, BurstPart.FRAME): translate("AlbumEditor", "part of a burst"),
        (Topic.BURST, BurstPart.BEST): translate("AlbumEditor", "the best shot of a burst"),
        (Topic.BURST, BurstPart.NONE): translate("AlbumEditor", "in no burst"),
        (Topic.VERDICT, (Verdict.SCORE,)): translate("AlbumEditor", "with a score"),
        (Topic.VERDICT, (Verdict.NO_FACE,)): translate("AlbumEditor", "without a face"),
        (Topic.VERDICT, (Verdict.CANNOT_TELL,)): translate("AlbumEditor", "“cannot tell”"),
        (Topic.SCREENSHOTS, False): translate("AlbumEditor", "leave them out"),
        (Topic.SCREENSHOTS, True): translate("AlbumEditor", "nothing else"),
    }[topic, value]


def unit_words(unit: TimeUnit) -> str:
    """After "in the last 3"."""
    return {
        TimeUnit.DAYS: translate("AlbumEditor", "days"),
        TimeUnit.MONTHS: translate("AlbumEditor", "months"),
        TimeUnit.YEARS: translate("AlbumEditor", "years"),
    }[unit]
