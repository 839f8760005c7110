"""Sidecars in words a person reads. No widgets here."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from photo_curator.domain.interchange import PlannedSidecar, SidecarPlan, Skipped
from photo_curator.domain.rating import Flag
from photo_curator.gui.export.words import counted
from photo_curator.services.interchange import SidecarOutcome

translate = QCoreApplication.translate

#: Icons of why photos get none, in resources/icons.
ICONS = {
    Skipped.NOTHING_SAID: "no-stars",
    Skipped.UNREACHABLE: "missing",
    Skipped.UNREADABLE: "problem",
    Skipped.READ_ONLY: "lock",
}
_NAMED = 3


def said_words(planned: PlannedSidecar) -> str:
    """What one sidecar will say, in short."""
    said = planned.said
    words = []
    if said.flag is Flag.REJECT:
        words.append(translate("Sidecars", "rejected"))
    elif said.flag is Flag.PICK:
        words.append(translate("Sidecars", "picked"))
    if said.stars:
        words.append("★" * said.stars)
    elif said.stars == 0:
        words.append(translate("Sidecars", "no stars"))
    if said.score is not None:
        words.append(translate("Sidecars", "score {0}").format(QLocale().toString(said.score, "f", 1)))
    return ", ".join(words)


class SidecarWords(QObject):
    """What is counted. An object, since the tool that collects texts knows plurals of `tr` alone."""

    def heading(self, plan: SidecarPlan) -> str:
        """How many sidecars change."""
        count = len(plan.changing)
        if not count:
            return self.tr("Nothing to write")
        return counted(self.tr("%n sidecars will be written", "", count), count)

    def lines(self, plan: SidecarPlan) -> list[tuple[str, str]]:
        """How they change: an icon's name and a sentence each."""
        merged = sum(one.merged for one in plan.changing)
        new, same = len(plan.changing) - merged, len(plan.sidecars) - len(plan.changing)
        found = []
        if new:
            found.append(("photo", counted(self.tr("%n are new", "", new), new)))
        if merged:
            text = self.tr("%n are there: all that other programs wrote in them stays", "", merged)
            found.append(("import", counted(text, merged)))
        if same:
            found.append(("check", counted(self.tr("%n say it already", "", same), same)))
        faces = sum(len(one.said.faces) for one in plan.changing)
        if faces:
            found.append(("face", counted(self.tr("%n face regions go along", "", faces), faces)))
        return found

    def skipped_lines(self, plan: SidecarPlan) -> list[tuple[str, str]]:
        """Photos that get none, by reason: an icon's name and a sentence each."""
        found = []
        for reason in Skipped:
            photos = [one for one in plan.skipped if one.reason is reason]
            if photos:
                text = counted(self._reason(reason, len(photos)), len(photos))
                if reason is not Skipped.NOTHING_SAID:
                    named = [os.path.basename(one.path) for one in photos[:_NAMED]]
                    text += ": " + ", ".join(named) + (" …" if len(photos) > _NAMED else "")
                found.append((ICONS[reason], text))
        return found

    def outcome_heading(self, outcome: SidecarOutcome) -> str:
        """What came of it, in short."""
        count = len(outcome.created) + len(outcome.merged)
        if outcome.stopped:
            return self.tr("The writing broke off")
        if outcome.cancelled:
            return self.tr("The writing was stopped")
        if not count:
            return self.tr("Nothing was written")
        return counted(self.tr("%n sidecars written", "", count), count)

    def outcome_lines(self, outcome: SidecarOutcome) -> list[str]:
        """What came of it, in full."""
        lines = []
        if count := len(outcome.created):
            lines.append(counted(self.tr("%n are new", "", count), count))
        if count := len(outcome.merged):
            lines.append(counted(self.tr("%n were there and kept what others wrote", "", count), count))
        if count := outcome.unchanged:
            lines.append(counted(self.tr("%n said it already", "", count), count))
        if count := len(outcome.failures):
            lines.append(self.tr("%n could not be written:", "", count))
        if outcome.cancelled:
            lines.append(self.tr("Write again to go on where it stopped."))
        return lines

    def _reason(self, reason: Skipped, count: int) -> str:
        match reason:
            case Skipped.NOTHING_SAID:
                return self.tr("%n photos have neither stars nor a flag", "", count)
            case Skipped.UNREACHABLE:
                return self.tr("%n photos cannot be reached", "", count)
            case Skipped.UNREADABLE:
                return self.tr("%n photos have a sidecar that cannot be read: it stays", "", count)
            case Skipped.READ_ONLY:
                return self.tr("%n photos have a write-protected folder or sidecar", "", count)
