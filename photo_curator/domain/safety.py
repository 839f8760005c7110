"""What the Safety page shows: how many dangerous selfies, when, and which hazards."""

from __future__ import annotations

from dataclasses import dataclass

from photo_curator.domain.thresholds import HazardThreshold


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Photos of one month that count as dangerous selfies for one hazard.

    Attributes:
        month: "2026-04"; "" where the capture time is unknown.
        hazard: "" where none was named: the user alone called the photo dangerous.
    """

    month: str
    hazard: str
    count: int


@dataclass(frozen=True, slots=True)
class SafetyOverview:
    """Numbers of the photos that lists show by default.

    Attributes:
        looked_at: photos the hazard network has looked at.
        with_selfie_evidence: those of them with any selfie evidence.
        months: counts of what stands in the album, by month and hazard.
        false_alarms: photos the user called one.
        called_dangerous: likewise.
        thresholds: every hazard the network can see; empty before the first analysis.
    """

    looked_at: int
    with_selfie_evidence: int
    months: tuple[MonthCount, ...]
    false_alarms: int
    called_dangerous: int
    thresholds: tuple[HazardThreshold, ...]

    @property
    def flagged(self) -> int:
        """Photos in the album "Dangerous selfies"."""
        return sum(one.count for one in self.months)
