"""An export in words a person reads. No widgets here."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from photo_curator.domain.export import Concern, ExportPlan, LeftOut, PlannedPhoto, Reason, Way
from photo_curator.domain.query import Album
from photo_curator.gui.danger_words import hazard_name
from photo_curator.gui.said import problem_text
from photo_curator.gui.time_words import megabytes
from photo_curator.services.export import ExportOutcome

translate = QCoreApplication.translate

#: Icons of what to look at, in resources/icons.
ICONS = {
    Concern.DANGEROUS: "warning",
    Concern.LOCATION: "place",
    Concern.EYES_CLOSED: "face",
    Concern.SEVERAL_PEOPLE: "people",
    Concern.CANNOT_TELL: "question",
    Concern.ENCODED: "retry",
    Concern.COMPANIONS: "photos",
    Concern.UNTURNED: "rotate-right",
}


def album_title(album: Album) -> str:
    """An album's title as the sidebar has it."""
    kind, _, value = album.key.partition(":")
    if kind == "month":
        year, month = value.split("-")
        return f"{QLocale().standaloneMonthName(int(month))} {year}"
    if kind == "folder":
        return os.path.basename(value) or value
    return translate("Albums", album.title)


def error_words(error: str) -> str:
    """Why there is no plan, or why it broke off."""
    return problem_text(error)


def concern_words(photo: PlannedPhoto) -> str:
    """What to look at in one photo."""
    words = {
        Concern.DANGEROUS: translate("Export", "dangerous selfie"),
        Concern.LOCATION: translate("Export", "location"),
        Concern.EYES_CLOSED: translate("Export", "eyes closed"),
        Concern.SEVERAL_PEOPLE: translate("Export", "several people"),
        Concern.CANNOT_TELL: translate("Export", "cannot tell"),
        Concern.ENCODED: translate("Export", "becomes a JPEG"),
        Concern.COMPANIONS: translate("Export", "further files stay"),
        Concern.UNTURNED: translate("Export", "not turned"),
    }
    return ", ".join(words[concern] for concern in photo.concerns)


def reason_words(one: LeftOut) -> str:
    """Why a photo is left out."""
    match one.reason:
        case Reason.NOT_BEST:
            return translate("Export", "Another frame of its burst is better")
        case Reason.DANGEROUS:
            return translate("Export", "Dangerous selfie: {0}").format(hazard_name(one.hazard))
        case Reason.UNREACHABLE:
            return translate("Export", "Its file cannot be reached")
        case Reason.NOT_CLEANED:
            return translate("Export", "Cannot be cleaned without being encoded anew")


def links_words(plan: ExportPlan) -> str:
    """Why there will be no links where links were wanted."""
    if plan.settings.untouched:
        return ""
    return translate("Export", "Links need files as they are: with location and serial numbers left in.")


class ExportWords(QObject):
    """What is counted. An object, since the tool that collects texts knows plurals of `tr` alone."""

    def heading(self, plan: ExportPlan) -> str:
        """How many photos, and how much room they take."""
        count = len(plan.photos)
        if not count:
            return self.tr("Nothing to export")
        photos = counted(self.tr("%n photos", "", count), count)
        guessed = plan.settings.encodes or plan.count(Concern.ENCODED)
        size = megabytes(plan.size_bytes)
        return f"{photos} · " + (self.tr("about {0}").format(size) if guessed else size)

    def concern_line(self, concern: Concern, plan: ExportPlan) -> str:
        """How many photos have a concern, and what happens to it."""
        count = plan.count(concern)
        match concern:
            case Concern.DANGEROUS:
                text = self.tr("%n dangerous selfies go along: you allowed it", "", count)
            case Concern.LOCATION if plan.settings.keep_location:
                text = self.tr("%n files tell where they were taken, and go on telling", "", count)
            case Concern.LOCATION:
                text = self.tr("%n files tell where they were taken: taken out", "", count)
            case Concern.EYES_CLOSED:
                text = self.tr("On %n photos somebody's eyes are closed", "", count)
            case Concern.SEVERAL_PEOPLE:
                text = self.tr("%n photos show several people", "", count)
            case Concern.CANNOT_TELL:
                text = self.tr("Of %n photos the score cannot tell", "", count)
            case Concern.ENCODED:
                text = self.tr("%n photos become JPEGs: they cannot be cleaned as they are", "", count)
            case Concern.COMPANIONS:
                text = self.tr(
                    "RAW files, videos or sidecars of %n photos stay: they cannot be cleaned", "", count
                )
            case Concern.UNTURNED:
                text = self.tr("%n photos are turned here alone, not in their files", "", count)
        return counted(text, count)

    def outcome_heading(self, outcome: ExportOutcome) -> str:
        """What came of it, in short."""
        count = len(outcome.written)
        if outcome.stopped:
            return self.tr("The export broke off")
        if outcome.cancelled:
            return self.tr("The export was stopped")
        if not count:
            return self.tr("Everything was there already")
        return counted(self.tr("%n files written", "", count), count)

    def outcome_lines(self, outcome: ExportOutcome) -> list[str]:
        """What came of it, in full."""
        lines = [self._way_words(way, count) for way in Way if (count := outcome.count(way))]
        if count := outcome.fell_back:
            lines.append(self.tr("%n were to be links, which this disk does not make", "", count))
        if count := len(outcome.same):
            lines.append(counted(self.tr("%n were there already, the same", "", count), count))
        if count := len(outcome.failures):
            lines.append(self.tr("%n could not be written:", "", count))
        if outcome.cancelled:
            lines.append(self.tr("Export again to go on where it stopped."))
        return lines

    def _way_words(self, way: Way, count: int) -> str:
        """How many files got there in a way."""
        match way:
            case Way.CLEANED:
                text = self.tr("%n cleaned, every pixel as it was", "", count)
            case Way.ENCODED:
                text = self.tr("%n encoded anew", "", count)
            case Way.COPY:
                text = self.tr("%n copied as they are", "", count)
            case Way.HARDLINK:
                text = self.tr("%n hard links", "", count)
            case Way.REFLINK:
                text = self.tr("%n reflinks", "", count)
        return counted(text, count)


def counted(text: str, count: int) -> str:
    """The number as this country writes it."""
    return text.replace(str(count), QLocale().toString(count), 1)
